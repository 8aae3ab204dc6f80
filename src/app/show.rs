//! `supple show`: one stretch or routine explained: what to do, how much, what counts, what is said and where the camera
//! stands.

use std::io;
use std::io::Write;

use textwrap::Options;

use super::list::minutes;
use crate::language::Language;
use crate::measure::{Formula, Unit};
use crate::stretch::{Role, Routine, Stretch, Target};
use crate::stretch_file::Named;
use crate::toml_check::Style;
use crate::wording::doses::dose;
use crate::wording::list as words;

/// Width of the column of headings.
const HEADINGS: usize = 11;

/// Writes everything about one stretch, or a routine's steps. The caller finds what the person named:
/// [`Library::resolve`](crate::stretch_file::Library::resolve) for a name,
/// [`Library::read`](crate::stretch_file::Library::read) for a file.
pub fn show(out: &mut dyn Write, named: &Named, look: Style, language: Language) -> io::Result<()> {
    let mut page = Page { out, width: look.width, language };
    match named {
        Named::Stretch(stretch) => page.stretch(stretch),
        Named::Routine(routine) => page.routine(routine),
    }
}

struct Page<'a> {
    out: &'a mut dyn Write,
    width: usize,
    language: Language,
}

impl Page<'_> {
    /// Text wrapped to the page, behind `first` on its first line and `rest` on the others.
    fn wrapped(&mut self, first: &str, rest: &str, text: &str) -> io::Result<()> {
        let options = Options::new(self.width).initial_indent(first).subsequent_indent(rest);
        writeln!(self.out, "{}", textwrap::fill(text, options))
    }

    fn heading(&mut self, heading: &str, text: &str) -> io::Result<()> {
        self.wrapped(&format!("{heading:<HEADINGS$}"), &" ".repeat(HEADINGS), text)
    }

    fn title(&mut self, title: &str, id: &str) -> io::Result<()> {
        let line = format!("{title} ({id})");
        writeln!(self.out, "{line}\n{}", "=".repeat(line.chars().count()))
    }

    fn stretch(&mut self, stretch: &Stretch) -> io::Result<()> {
        let language = self.language;
        self.title(&stretch.title, &stretch.id)?;
        self.heading(words::set_up(language), &stretch.setup)?;
        self.heading(words::dose(language), &dose(stretch, stretch.dose, language))?;
        self.heading(words::position(language), words::explained(stretch.position, language))?;
        self.heading(words::camera(language), &words::camera_place(stretch.camera, language))?;
        self.heading(words::eases(language), &stretch.eases.join(", "))?;
        if !stretch.articles.is_empty() {
            self.heading(words::articles(language), &stretch.articles.join(", "))?;
        }
        if let Some(guided) = &stretch.guided {
            self.heading(words::timed(language), &words::guided(guided, language))?;
        }
        self.judged(words::counts(stretch, language), &stretch.targets)?;
        for pose in stretch.poses.iter().flatten() {
            writeln!(self.out)?;
            self.wrapped("", "  ", &words::pose(pose, language))?;
            // What holds in both poses has been said above.
            let own = pose.targets.get(stretch.targets.len()..).unwrap_or_default();
            self.judged(&words::pose_reached(pose, language), own)?;
        }
        self.units(stretch)?;
        writeln!(self.out, "\n{}", words::safety(language))?;
        for note in &stretch.safety {
            self.wrapped("  - ", "    ", note)?;
        }
        if let Some(note) = &stretch.cannot_judge {
            writeln!(self.out, "\n{}", words::cannot_judge(language))?;
            self.wrapped("  - ", "    ", note)?;
        }
        Ok(())
    }

    fn judged(&mut self, counts: &str, targets: &[Target]) -> io::Result<()> {
        let (must, form): (Vec<&Target>, _) = targets.iter().partition(|target| target.role != Role::Form);
        self.targets(counts, &must)?;
        self.targets(words::form(self.language), &form)
    }

    fn targets(&mut self, heading: &str, targets: &[&Target]) -> io::Result<()> {
        if targets.is_empty() {
            return Ok(());
        }
        let language = self.language;
        writeln!(self.out, "\n{heading}")?;
        for target in targets {
            self.wrapped("  - ", "    ", &words::target(target, language))?;
            for (side, hint) in [(words::less(language), &target.below), (words::more(language), &target.above)] {
                if let Some(hint) = hint {
                    let first = format!("      {side}: ");
                    self.wrapped(&first, &" ".repeat(first.chars().count()), hint)?;
                }
            }
        }
        Ok(())
    }

    /// What the numbers mean, where they don't speak for themselves.
    fn units(&mut self, stretch: &Stretch) -> io::Result<()> {
        let language = self.language;
        let definitions = || stretch.all_targets().map(|target| target.measure.definition());
        let mut notes = Vec::new();
        if definitions().any(|definition| matches!(definition.formula, Formula::JointAngle(_))) {
            notes.push(words::note_joint(language));
        }
        if definitions().any(|definition| matches!(definition.formula, Formula::Inclination(_))) {
            notes.push(words::note_inclination(language));
        }
        if definitions().any(|definition| definition.unit == Unit::TorsoLengths) {
            notes.push(words::note_torso(language));
        }
        let is_own = |target: &Target| target.deeper.is_some() && target.role != Role::Form;
        if stretch.dose.pace.hold().is_some() && stretch.all_targets().any(is_own) {
            notes.push(words::note_own_range(language));
        }
        writeln!(self.out)?;
        self.wrapped("", "", &notes.join(" "))
    }

    fn routine(&mut self, routine: &Routine) -> io::Result<()> {
        let language = self.language;
        self.title(&routine.title, &routine.id)?;
        self.wrapped("", "", &routine.about)?;
        writeln!(self.out, "\n{}\n", words::takes(minutes(routine), language))?;
        for (index, step) in routine.steps.iter().enumerate() {
            let dose = dose(&step.stretch, step.dose, language);
            let text = format!("{} ({}): {dose}", step.stretch.title, step.stretch.id);
            self.wrapped(&format!("{:>3}. ", index + 1), "     ", &text)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch_file::Library;

    fn shown(name: &str, width: usize) -> String {
        let named = Library::embedded().unwrap().resolve(name).unwrap();
        let mut out = Vec::new();
        show(&mut out, &named, Style { width, ..Style::PLAIN }, Language::English).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Without the line breaks and indents that wrapping puts in.
    fn flat(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_stretch_is_shown_whole() {
        let library = Library::embedded().unwrap();
        for stretch in library.stretches() {
            let text = flat(&shown(&stretch.id, 80));
            let mut parts: Vec<&str> = vec![&stretch.title, &stretch.setup];
            parts.extend(stretch.poses.iter().flatten().flat_map(|pose| [pose.title.as_str(), &pose.say]));
            parts.extend(
                stretch.all_targets().flat_map(|target| [&target.below, &target.above]).flatten().map(AsRef::as_ref),
            );
            parts.extend(stretch.safety.iter().chain(&stretch.cannot_judge).map(String::as_str));
            for part in parts {
                assert!(text.contains(part), "{part} in {text}");
            }
            assert!(text.contains(&dose(stretch, stretch.dose, Language::English)));
        }
    }

    #[test]
    fn ranges_are_said_in_words_and_units() {
        let text = shown("childs-pose", 80);
        assert!(text.contains("distance from hip to heel: at most 0.6 torso lengths"), "{text}");
        assert!(text.contains("shoulder angle: at least 130 degrees"), "{text}");
    }

    #[test]
    fn lines_fit_the_terminal() {
        for width in [40, 60, 100] {
            for line in shown("bird-dog", width).lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_routine_is_shown_step_by_step() {
        let text = shown("gentle-start", 80);
        for part in ["Takes about", "1. ", "2. ", "3. ", "(sphinx)"] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }
}
