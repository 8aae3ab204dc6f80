//! `supple show`: one stretch or routine explained: what to do, how much, what counts, what is said and where the camera
//! stands.

use std::io;
use std::io::Write;

use textwrap::Options;

use super::list::{camera_side_words, minutes_words};
use crate::language::Language;
use crate::measure::{Formula, Unit};
use crate::stretch::{Pace, Position, Range, Role, Routine, Stretch, Target, TargetSide};
use crate::stretch_file::{Named, position_name};
use crate::toml_check::Style;
use crate::wording::doses::dose;

/// Width of the column of headings.
const HEADINGS: usize = 11;

/// Writes everything about one stretch, or a routine's steps. The caller finds what the person named:
/// [`Library::resolve`](crate::stretch_file::Library::resolve) for a name,
/// [`Library::read`](crate::stretch_file::Library::read) for a file.
pub fn show(out: &mut dyn Write, named: &Named, look: Style) -> io::Result<()> {
    let mut page = Page { out, width: look.width };
    match named {
        Named::Stretch(stretch) => page.stretch(stretch),
        Named::Routine(routine) => page.routine(routine),
    }
}

struct Page<'a> {
    out: &'a mut dyn Write,
    width: usize,
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
        self.title(&stretch.title, &stretch.id)?;
        self.heading("Set-up", &stretch.setup)?;
        self.heading("Dose", &dose(stretch, stretch.dose, Language::English))?;
        self.heading("Position", &position_words(stretch.position))?;
        let camera = &stretch.camera;
        let place = format!(
            "sees {}, about {} m away and {} m above the floor",
            camera_side_words(stretch),
            camera.distance_m,
            camera.height_m
        );
        self.heading("Camera", &place)?;
        self.heading("Eases", &stretch.eases.join(", "))?;
        if !stretch.articles.is_empty() {
            self.heading("Articles", &stretch.articles.join(", "))?;
        }
        if let Some(guided) = &stretch.guided {
            self.heading("Timed", &format!("{guided} The camera can't see this part, so it is timed."))?;
        }
        let counts = match (&stretch.poses, stretch.dose.pace) {
            (None, _) => "The hold counts while",
            (Some(_), Pace::Hold(_)) => "In both poses the hold counts while",
            (Some(_), Pace::Move { .. }) => "In both poses the movement counts while",
        };
        self.judged(counts, &stretch.targets)?;
        for pose in stretch.poses.iter().flatten() {
            writeln!(self.out)?;
            let start = if pose.is_end { "" } else { " (where it starts from)" };
            self.wrapped("", "  ", &format!("{}{start}: {}", pose.title, pose.say))?;
            // What holds in both poses has been said above.
            let own = pose.targets.get(stretch.targets.len()..).unwrap_or_default();
            self.judged(&format!("{} is reached with", pose.title), own)?;
        }
        self.units(stretch)?;
        writeln!(self.out, "\nSafety")?;
        for note in &stretch.safety {
            self.wrapped("  - ", "    ", note)?;
        }
        if let Some(note) = &stretch.cannot_judge {
            writeln!(self.out, "\nWhat the camera cannot judge")?;
            self.wrapped("  - ", "    ", note)?;
        }
        Ok(())
    }

    fn judged(&mut self, counts: &str, targets: &[Target]) -> io::Result<()> {
        let (must, form): (Vec<&Target>, _) = targets.iter().partition(|target| target.role != Role::Form);
        self.targets(counts, &must)?;
        self.targets("Good form, which does not stop the count", &form)
    }

    fn targets(&mut self, heading: &str, targets: &[&Target]) -> io::Result<()> {
        if targets.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "\n{heading}")?;
        for target in targets {
            let limb = match target.limb {
                TargetSide::Near => "",
                TargetSide::Far => ", side away from the camera",
                TargetSide::Working => ", side being worked",
                TargetSide::Supporting => ", supporting side",
            };
            let title = target.measure.definition().title;
            let seen = if target.role == Role::MustIfSeen { ", where it is seen" } else { "" };
            self.wrapped("  - ", "    ", &format!("{title}{limb}{seen}: {}", range_words(target)))?;
            for (side, hint) in [("less", &target.below), ("more", &target.above)] {
                if let Some(hint) = hint {
                    self.wrapped(&format!("      {side}: "), "            ", hint)?;
                }
            }
        }
        Ok(())
    }

    /// What the numbers mean, where they don't speak for themselves.
    fn units(&mut self, stretch: &Stretch) -> io::Result<()> {
        let definitions = || stretch.all_targets().map(|target| target.measure.definition());
        let mut notes = Vec::new();
        if definitions().any(|definition| matches!(definition.formula, Formula::JointAngle(_))) {
            notes.push("A joint at 180 degrees is straight.");
        }
        if definitions().any(|definition| matches!(definition.formula, Formula::Inclination(_))) {
            notes.push("An inclination of 0 is upright, 90 is level.");
        }
        if definitions().any(|definition| definition.unit == Unit::TorsoLengths) {
            notes.push("A torso length is from shoulder to hip.");
        }
        let is_own = |target: &Target| target.deeper.is_some() && target.role != Role::Form;
        if stretch.dose.pace.hold().is_some() && stretch.all_targets().any(is_own) {
            notes.push("Where your body doesn't go as deep, your own comfortable range counts.");
        }
        writeln!(self.out)?;
        self.wrapped("", "", &notes.join(" "))
    }

    fn routine(&mut self, routine: &Routine) -> io::Result<()> {
        self.title(&routine.title, &routine.id)?;
        self.wrapped("", "", &routine.about)?;
        writeln!(self.out, "\nTakes {}.\n", minutes_words(routine))?;
        for (index, step) in routine.steps.iter().enumerate() {
            let dose = dose(&step.stretch, step.dose, Language::English);
            let text = format!("{} ({}): {dose}", step.stretch.title, step.stretch.id);
            self.wrapped(&format!("{:>3}. ", index + 1), "     ", &text)?;
        }
        Ok(())
    }
}

/// A position's name, with what it means where that is a word of the trade.
fn position_words(position: Position) -> String {
    let name = position_name(position);
    match position {
        Position::Prone => format!("{name} (face down)"),
        Position::Supine => format!("{name} (on your back)"),
        _ => name.to_owned(),
    }
}

/// A target's range in words and units: an end that the measure cannot pass is not mentioned.
fn range_words(target: &Target) -> String {
    let unit = match target.measure.definition().unit {
        Unit::Degrees => "degrees",
        Unit::TorsoLengths => "torso lengths",
        Unit::Ratio => "of 1",
    };
    let span = if target.from_start { target.measure.span_of_change() } else { target.measure.span() };
    let (least, most) = span;
    let (low, high) = (Range::low(target.range), Range::high(target.range));
    let change = if target.from_start { " more than at rest" } else { "" };
    match (low > least, high < most) {
        (true, true) => format!("{low} to {high} {unit}{change}"),
        (true, false) => format!("at least {low} {unit}{change}"),
        (false, true) => format!("at most {high} {unit}{change}"),
        (false, false) => "anything".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch_file::Library;

    fn shown(name: &str, width: usize) -> String {
        let named = Library::embedded().unwrap().resolve(name).unwrap();
        let mut out = Vec::new();
        show(&mut out, &named, Style { width, ..Style::PLAIN }).unwrap();
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
