//! Arguments that were meant otherwise than they are read.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use supple::app::Failure;
use supple::args::{Args, RunArgs};
use supple::device::plain::shown;
use supple::stretch_file::{Library, names_a_file};

use super::failure::unknown_failure;

/// What was probably meant by arguments that make no sense, where that is clearer than what clap says about them.
pub fn misunderstood(error: &clap::Error) -> Option<Failure> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    misspelt(error, &arguments).or_else(|| taken_for_an_option(error, &arguments))
}

/// A mistyped command is taken for a stretch's name, and then what follows it makes no sense: what is wrong is the command.
fn misspelt(error: &clap::Error, arguments: &[OsString]) -> Option<Failure> {
    if !matches!(error.kind(), ErrorKind::ArgumentConflict | ErrorKind::UnknownArgument) {
        return None;
    }
    let name = arguments.first()?.to_str().filter(|name| !name.starts_with('-'))?;
    let commands = Args::command_names();
    let commands: Vec<_> = commands.iter().map(String::as_str).collect();
    if commands.contains(&name) {
        return None;
    }
    let unknown = Library::embedded().ok()?.resolve_among(name, &commands).err()?;
    unknown.command.is_some().then(|| unknown_failure(&unknown))
}

/// A file whose name begins with a hyphen.
fn taken_for_an_option(error: &clap::Error, arguments: &[OsString]) -> Option<Failure> {
    let (ErrorKind::UnknownArgument, Some(ContextValue::String(option))) =
        (error.kind(), error.get(ContextKind::InvalidArg))
    else {
        return None;
    };
    // Of what it takes for several options of one letter each, clap names only the first.
    let starts = |argument: &&OsString| argument.as_encoded_bytes().starts_with(option.as_bytes());
    let whole = Path::new(arguments.iter().find(starts)?);
    let is_long = option.starts_with("--");
    if !whole.exists() && (is_long || whole.as_os_str().len() <= option.len()) {
        return None;
    }
    let name = shown(whole);
    Some(Failure::bad_input(
        format!("`{name}` begins with a hyphen and is taken for an option, which it is not"),
        format!("for a file of this name `./{name}`; `supple --help` lists the options"),
    ))
}

/// In `--input clip.mp4 sphinx` the name is taken for one more file. The same arguments as they were meant, where the last file is
/// not there and goes by a name that a stretch or routine has or nearly has, or is the file of one.
pub fn as_meant(args: &RunArgs, library: &Library) -> Option<RunArgs> {
    let (last, others) = args.session.input.split_last()?;
    if args.name.is_some() || others.is_empty() || !is_a_name(last.as_os_str(), library) {
        return None;
    }
    let mut meant = args.clone();
    meant.name = meant.session.input.pop().map(OsString::from);
    Some(meant)
}

fn is_a_name(last: &OsStr, library: &Library) -> bool {
    let (name, path) = (last.to_string_lossy(), Path::new(last));
    if names_a_file(&name) {
        return true;
    }
    let looks_like_a_file = path.exists() || path.extension().is_some() || path.components().count() > 1;
    let is_known = library.broken_named(&name).is_some()
        || library.resolve(&name).map_or_else(|unknown| unknown.nearest.is_some(), |_| true);
    is_known && !looks_like_a_file
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use clap::Parser;
    use supple::args::Command;

    use super::*;

    fn refused(line: &str) -> Option<Failure> {
        let error = Args::try_parse_from(line.split(' ')).unwrap_err();
        let arguments: Vec<OsString> = line.split(' ').skip(1).map(OsString::from).collect();
        misspelt(&error, &arguments).or_else(|| taken_for_an_option(&error, &arguments))
    }

    #[test]
    fn a_file_that_begins_with_a_hyphen_is_told_from_an_option() {
        for line in ["supple --input -x.mp4", "supple run sphinx --events -x.jsonl", "supple pose -x.mp4"] {
            let failure = refused(line).unwrap();
            assert!(failure.what.contains("`-x.") && failure.remedy.contains("`./-x."), "{failure}");
        }
        assert_eq!(refused("supple sphinx --nonsense"), None);
        assert_eq!(refused("supple sphinx -x"), None);
    }

    #[test]
    fn a_name_after_the_input_is_a_name() {
        let library = Library::embedded().unwrap();
        let meant = |line: &str| {
            let Command::Run(run) = Args::try_parse_from(line.split(' ')).unwrap().into_command() else { panic!() };
            as_meant(&run, &library).map(|run| (run.name.unwrap(), run.session.input))
        };
        for name in ["sphinx", "Gentle-Start", "spinx", "my/own.toml"] {
            let expected = (OsString::from(name), vec![PathBuf::from("a.mp4")]);
            assert_eq!(meant(&format!("supple run --input a.mp4 {name}")), Some(expected));
        }
        for line in [
            "supple --input sphinx",
            "supple run sphinx --input a.mp4 cat-cow",
            "supple --input a.mp4 sphinx.mp4",
            "supple --input a.mp4 other",
            "supple",
        ] {
            assert_eq!(meant(line), None, "{line}");
        }
    }
}
