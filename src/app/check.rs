//! `supple check`: are stretch, routine and settings files right, and if not, what is wrong with them, all at once.

use std::borrow::Cow;
use std::io;
use std::io::Write;

use super::failure::Failure;
use crate::settings;
use crate::settings::Reading;
use crate::stretch::TargetPose;
use crate::stretch_file::{FileKind, Library, Named, kind_of};
use crate::toml_check::Style;

/// Something that `supple check` was asked to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A file that could be read.
    Text {
        /// Its name.
        file: String,
        /// What is in it.
        text: String,
        /// The files that a routine may name stretches of, besides the known ones, by name and text: those that it would find when it
        /// is run.
        beside: Vec<(String, String)>,
    },
    /// What could not be read, and what to do about it.
    Unreadable(Failure),
}

/// Checks files against the stretches of `library` and those beside each. Writes a line for each that says what it was taken for, all
/// problems with line, underline and remedy, and a summary when there are several. Returns whether all were good; it is for
/// the caller to turn that into an exit code.
pub fn check(out: &mut dyn Write, library: &Library, given: &[Given], look: Style) -> io::Result<bool> {
    let (mut good, mut problems, mut unreadable) = (0, 0, 0);
    for given in given {
        let (file, text, beside) = match given {
            Given::Text { file, text, beside } => (file, text, beside),
            Given::Unreadable(failure) => {
                writeln!(out, "{}\n  help: {}\n", failure.what, failure.remedy)?;
                unreadable += 1;
                continue;
            }
        };
        if is_settings(file) {
            let names: Vec<_> = library.stretches().map(|stretch| stretch.id.as_str()).collect();
            match settings::read(file, text, &names) {
                Reading { problems: None, set, .. } => {
                    writeln!(out, "{file}: good, {} set", counted(set.len(), "setting"))?;
                    good += 1;
                }
                Reading { problems: Some(found), .. } => {
                    writeln!(out, "{file}: {}, taken for settings\n", counted(found.all().len(), "problem"))?;
                    out.write_all(found.render(look).as_bytes())?;
                    writeln!(out)?;
                    problems += found.all().len();
                }
            }
            continue;
        }
        let library = if beside.is_empty() { Cow::Borrowed(library) } else { Cow::Owned(library.and(beside)) };
        match library.read(file, text) {
            Ok(named) => {
                writeln!(out, "{file}: good, {}", described(&named))?;
                good += 1;
            }
            Err(found) => {
                let kind = kind_of(text);
                let count = counted(found.all().len(), "problem");
                writeln!(out, "{file}: {count}, taken for a {kind} {}\n", why(kind))?;
                out.write_all(found.render(look).as_bytes())?;
                writeln!(out)?;
                problems += found.all().len();
            }
        }
    }
    if given.len() > 1 {
        let bad = given.len() - good - unreadable;
        let mut parts = vec![counted(good, "good file")];
        if bad > 0 {
            parts.push(format!("{} in {}", counted(problems, "problem"), counted(bad, "file")));
        }
        if unreadable > 0 {
            parts.push(format!("{unreadable} could not be read"));
        }
        if good == given.len() {
            writeln!(out, "all {good} files are good")?;
        } else {
            writeln!(out, "{}", parts.join("; "))?;
        }
    }
    Ok(good == given.len())
}

/// Settings are known by their file's name: it is the only one that they can have.
fn is_settings(file: &str) -> bool {
    file.rsplit(['/', '\\']).next() == Some("settings.toml")
}

/// What a good file describes, in words.
fn described(named: &Named) -> String {
    match named {
        Named::Stretch(stretch) => {
            let own = |pose: &TargetPose| pose.targets.len() - stretch.targets.len();
            let of_poses: usize = stretch.poses.iter().flatten().map(own).sum();
            let poses = if stretch.poses.is_some() { "2 poses and " } else { "" };
            let targets = counted(stretch.targets.len() + of_poses, "target");
            format!("the stretch \"{}\" with {poses}{targets}", stretch.title)
        }
        Named::Routine(routine) => {
            format!("the routine \"{}\" with {}", routine.title, counted(routine.steps.len(), "step"))
        }
    }
}

/// What distinguishes the kinds of files, for someone who meant the other one.
const fn why(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Stretch => "(a routine has [[step]])",
        FileKind::Routine => "(a stretch has [[target]])",
    }
}

fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch_file::embedded_text;

    fn given(file: &str, text: &str, beside: &[(&str, &str)]) -> Given {
        let beside = beside.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        Given::Text { file: file.to_owned(), text: text.to_owned(), beside }
    }

    fn checked(files: &[(&str, &str)]) -> (bool, String) {
        let files: Vec<_> = files.iter().map(|(file, text)| given(file, text, &[])).collect();
        checked_all(&files)
    }

    fn checked_all(files: &[Given]) -> (bool, String) {
        let mut out = Vec::new();
        let good = check(&mut out, &Library::embedded().unwrap(), files, Style::PLAIN).unwrap();
        (good, String::from_utf8(out).unwrap())
    }

    const GOOD: &str = "title = 'Mine'\nabout = 'My own.'\n[[step]]\nstretch = 'sphinx'\n";

    #[test]
    fn a_good_file_gets_one_line() {
        assert_eq!(checked(&[("a.toml", GOOD)]), (true, "a.toml: good, the routine \"Mine\" with 1 step\n".to_owned()));
    }

    #[test]
    fn one_bad_file_among_good_ones_spoils_the_whole() {
        let (good, text) = checked(&[("a.toml", GOOD), ("b.toml", "[[target]]"), ("c.toml", GOOD)]);
        assert!(!good);
        assert!(text.contains("b.toml:1:1"), "{text}");
        assert!(text.contains("taken for a stretch"), "{text}");
        assert!(text.lines().last().unwrap().starts_with("2 good files; "), "{text}");
    }

    #[test]
    fn a_routine_may_name_a_stretch_beside_it() {
        let stretch = embedded_text("sphinx").unwrap().1;
        let routine = GOOD.replace("'sphinx'", "'mine'");
        assert!(checked_all(&[given("a.toml", &routine, &[("b/mine.toml", stretch)])]).0);
        // `supple run` would not find it there.
        assert!(!checked(&[("a.toml", &routine), ("b/mine.toml", stretch)]).0);
        let broken = stretch.replace("title", "titel");
        let (good, text) = checked_all(&[given("a.toml", &routine, &[("b/mine.toml", &broken)])]);
        assert!(
            !good && text.contains("routine::broken-stretch") && text.contains("`supple check b/mine.toml`"),
            "{text}"
        );
    }

    #[test]
    fn what_cannot_be_read_is_named_where_it_stands_with_its_remedy() {
        let missing = |file: &str| Given::Unreadable(Failure::bad_input(format!("{file}: no such file"), "Look."));
        let (good, bad) = (given("b.toml", GOOD, &[]), given("c.toml", "[[target]]", &[]));
        let (all_good, text) = checked_all(&[missing("a.toml"), good, bad, missing("d.toml")]);
        assert!(!all_good);
        let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is not in {text}"));
        assert!(at("a.toml: no such file\n  help: Look.") < at("b.toml: good") && at("c.toml:1:1") < at("d.toml: no"));
        let last = text.lines().last().unwrap();
        assert!(last.starts_with("1 good file; ") && last.ends_with(" in 1 file; 2 could not be read"), "{last}");
    }

    #[test]
    fn settings_are_told_by_their_files_name() {
        let (good, text) = checked(&[("a/settings.toml", "[sound]\nvolume = 40\n[doses.sphinx]\nreps = 2\n")]);
        assert_eq!((good, text.as_str()), (true, "a/settings.toml: good, 2 settings set\n"));
        let (good, text) = checked(&[("settings.toml", "[doses.spinx]\nreps = 2\n")]);
        assert!(!good && text.contains("settings.toml: 1 problem, taken for settings"), "{text}");
        assert!(text.contains("settings::unknown-stretch") && text.contains("did you mean `sphinx`?"), "{text}");
    }

    #[test]
    fn no_files_are_all_good() {
        assert_eq!(checked(&[]), (true, String::new()));
    }
}
