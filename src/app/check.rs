//! `supple check`: are stretch and routine files right, and if not, what is wrong with them, all at once.

use std::io::{self, Write};

use crate::coach::TargetPose;
use crate::stretch_file::{FileKind, Library, Look, Named, kind_of};

/// Checks files, each given as its name and its text, against the stretches of `library`. Writes a line for each file that
/// says what it was taken for, all problems with line and underline, and a summary when there are several. Returns whether
/// all were good; it is for the caller to turn that into an exit code.
pub fn check(out: &mut dyn Write, library: &Library, files: &[(String, String)], look: Look) -> io::Result<bool> {
    let (mut good, mut problems) = (0, 0);
    for (file, text) in files {
        match library.read(file, text) {
            Ok(Named::Stretch(stretch)) => {
                let own = |pose: &TargetPose| pose.targets.len() - stretch.targets.len();
                let of_poses: usize = stretch.poses.iter().flatten().map(own).sum();
                let poses = if stretch.poses.is_some() { "2 poses and " } else { "" };
                let targets = format!("{poses}{}", counted(stretch.targets.len() + of_poses, "target"));
                writeln!(out, "{file}: good, the stretch \"{}\" with {targets}", stretch.title)?;
                good += 1;
            }
            Ok(Named::Routine(routine)) => {
                let steps = counted(routine.steps.len(), "step");
                writeln!(out, "{file}: good, the routine \"{}\" with {steps}", routine.title)?;
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
    if files.len() > 1 {
        let bad = files.len() - good;
        if bad == 0 {
            writeln!(out, "all {} files are good", files.len())?;
        } else {
            let (good, bad) = (counted(good, "good file"), counted(bad, "file"));
            writeln!(out, "{good}; {} in {bad}", counted(problems, "problem"))?;
        }
    }
    Ok(good == files.len())
}

/// What tells the kinds of files apart, for someone who meant the other one.
const fn why(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Stretch => "(a routine has [[step]])",
        FileKind::Routine => "(a stretch has [[target]])",
        FileKind::PoseModel => "(a stretch has [[target]], a routine [[step]])",
    }
}

fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(files: &[(&str, &str)]) -> (bool, String) {
        let files: Vec<_> = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        let mut out = Vec::new();
        let good = check(&mut out, &Library::embedded().unwrap(), &files, Look::PLAIN).unwrap();
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
    fn no_files_are_all_good() {
        assert_eq!(checked(&[]), (true, String::new()));
    }
}
