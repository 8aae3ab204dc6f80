//! The program `supple`: arguments → devices → app → exit code.
// They panic where nobody can read what is printed.
#![warn(clippy::print_stdout, clippy::print_stderr)]

use std::process::ExitCode;

use clap::Parser;
use supple::app::{Exit, Failure};
use supple::args::{Args, Command};
use supple::device::clock::SystemClock;
use supple::device::telemetry;
use supple::evaluate::Format;
use supple::language::Language;

mod wiring;

fn main() -> ExitCode {
    // First of all: this starts the program again, unless that has been done already.
    telemetry::switch_off();
    let clock = SystemClock::start();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return refuse(&error).into(),
    };
    let asked = args.language.map(Language::from);
    let command = args.into_command();
    // What is measured and checked is written for programs, and for people who help each other by it.
    wiring::decide_language(if command.is_for_programs() { Some(Language::English) } else { asked });
    let exit = carry_out(command, clock).unwrap_or_else(|failure| {
        if !failure.what.is_empty() {
            wiring::tell(&failure);
        }
        failure.exit
    });
    if wiring::was_interrupted() { Exit::Interrupted.into() } else { exit.into() }
}

/// Says what is wrong with the arguments; or the help that they ask for, which clap takes for an error too.
fn refuse(error: &clap::Error) -> Exit {
    if let Some(failure) = wiring::misunderstood(error) {
        wiring::tell(&failure);
        failure.exit
    } else {
        wiring::tell_usage(error);
        if error.use_stderr() { Exit::BadInput } else { Exit::Done }
    }
}

fn carry_out(command: Command, clock: SystemClock) -> Result<Exit, Failure> {
    let mut out = wiring::output();
    match command {
        // A session prints from the thread that runs it, so it takes standard output for itself.
        Command::Run(run) => {
            drop(out);
            wiring::run(&run, clock)
        }
        Command::Free(free) => {
            drop(out);
            wiring::free(&free, clock)
        }
        Command::Replay(replay) => {
            drop(out);
            wiring::replay(&replay)
        }
        Command::Today(today) => wiring::today(&today, &mut out),
        Command::Questionnaire { show } => wiring::questionnaire(show, &mut out),
        Command::History(history) => wiring::history(&history, &mut out),
        Command::Forget(forget) => wiring::forget(&forget, &mut out),
        Command::List { json } => wiring::list(json, &mut out),
        Command::Comfort(comfort) => wiring::comfort(&comfort, &mut out),
        Command::Say { text, sound } => wiring::say(text.as_deref(), &sound),
        Command::Show { name } => wiring::show(&name, &mut out),
        Command::Check { files } => wiring::check(&files, &mut out),
        Command::New(new) => wiring::new(&new, &mut out),
        Command::Config(config) => wiring::config(&config, &mut out),
        Command::Schema { kind } => wiring::schema(kind, &mut out),
        Command::Pose(files) => wiring::pose(&files, &mut out),
        Command::Assess { stretch, files } => wiring::assess(&stretch, &files, &mut out),
        Command::Analyze(analyze) => wiring::analyze(&analyze, &clock, &mut out),
        Command::Evaluate { folders, json, html, keep, date, require_aims, models } => {
            let (keep, aims) = (keep.as_deref(), require_aims.as_deref());
            wiring::evaluate(&folders, Format::of(json, html), keep, date, aims, &models, &mut out)
        }
        // It may open a window, and then says what it does from another thread.
        Command::Learn(learn) => wiring::learn(&learn, clock, &mut out),
        Command::Report(report) => wiring::report(&report, &mut out),
        Command::Export(export) => wiring::export(&export, &mut out),
        Command::Devices => wiring::devices(&mut out),
        Command::Doctor { models } => wiring::doctor(&models, &mut out),
        Command::Bench { input, json, models } => wiring::bench(input.as_deref(), json, &models, &mut out),
    }
}
