//! The program `supple`: arguments → devices → app → exit code.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use supple::app::{self, Exit, Failure};
use supple::args::{Args, Command};
use supple::device;

fn main() -> ExitCode {
    match carry_out(Args::parse().into_command()) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            if !failure.what.is_empty() {
                eprintln!("{failure}");
            }
            failure.exit.into()
        }
    }
}
