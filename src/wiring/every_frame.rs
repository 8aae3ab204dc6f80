//! `supple pose` and `supple assess`: what is to be said of every frame of files.

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;

use supple::app;
use supple::app::{Exit, Failure, Reader};
use supple::args::FilesArgs;
use supple::device::source;

use super::opening::{open_both, open_file};
use super::own;
use super::terminal::stop_on_interrupt;

/// `supple pose`.
pub fn pose(args: &FilesArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let ((), mut estimator) = open_both(|| checked(&args.files), &args.models)?;
    each_file(args, |source| app::pose::pose(source, estimator.as_mut(), args.json, out, &stop))
}

/// `supple assess`.
pub fn assess(stretch: &OsStr, args: &FilesArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let stop = stop_on_interrupt();
    let library = own::library(Some(stretch))?;
    let named = own::named(&library, stretch)?;
    let stretch =
        named.stretch().map_err(|error| Failure::bad_input(error.to_string(), "`supple list` shows every stretch"))?;
    own::tell_replaced(&library, &named);
    let ((), mut estimator) = open_both(|| checked(&args.files), &args.models)?;
    each_file(args, |source| app::assess::assess(&stretch, source, estimator.as_mut(), args.json, out, &stop))
}

/// Looks at all files before the first is played; each is opened when its turn comes, so that its time begins at its own
/// start and a long list costs no more than a short one.
fn checked(paths: &[PathBuf]) -> Result<(), Failure> {
    Ok(source::check_files(paths)?)
}

/// Works on files one by one. A damaged one doesn't keep the others from their turn; all are named at the end.
fn each_file(args: &FilesArgs, mut work: impl FnMut(&mut Reader) -> Result<(), Failure>) -> Result<Exit, Failure> {
    let mut start = args.start;
    let mut damaged = Vec::new();
    for path in &args.files {
        let reader = open_file(path, std::mem::take(&mut start)).and_then(Reader::new);
        match reader.and_then(|mut reader| work(&mut reader)) {
            Ok(()) => {}
            Err(failure) if failure.exit == Exit::BadInput => damaged.push(failure),
            Err(failure) => return Err(failure),
        }
    }
    app::all_failures(damaged).map_or(Ok(Exit::Done), Err)
}
