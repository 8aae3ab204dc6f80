//! The report in words and tables, what went wrong first.

use crate::evaluate::document::Block;
use crate::evaluate::goals::Goal;
use crate::evaluate::report::Report;
use crate::evaluate::{coaching_tables, pose_tables, real_tables};

impl Report {
    /// The report in words and tables, what went wrong first.
    #[must_use]
    pub fn document(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::heading(1, "Accuracy"),
            Block::paragraph(format!("Measured on {} with supple {} by", self.date, self.version)),
            Block::Command(self.command.clone()),
            Block::paragraph(self.extent()),
            Block::heading(2, "Aims"),
            Block::table(&["aim", "measured", "aimed at", "reached", "of"], self.goals.iter().map(goal_row).collect()),
            Block::heading(2, "What went wrong"),
        ];
        let failures = self.failures();
        blocks.push(if failures.is_empty() { Block::paragraph("Nothing.") } else { Block::List(failures) });
        if self.real_clips > 0 {
            blocks.extend(real_tables::blocks(self));
        }
        if !self.clips.is_empty() {
            blocks.extend(coaching_tables::blocks(self));
            blocks.extend(pose_tables::blocks(self));
        }
        if !self.photos.is_empty() {
            blocks.extend(pose_tables::photo_blocks(self));
        }
        if !self.skipped.is_empty() {
            blocks.push(Block::heading(2, "Passed over"));
            blocks.push(Block::List(self.skipped.iter().map(|file| format!("{}: {}", file.file, file.why)).collect()));
        }
        blocks
    }

    pub(crate) fn extent(&self) -> String {
        let stretches =
            self.coaching.iter().map(|clip| clip.stretch.as_str()).collect::<std::collections::BTreeSet<_>>();
        format!(
            "{} clips of rendered people whose true pose is known, {} of them coached in {} stretches; {} clips and {} photos of real people.",
            self.clips.len(),
            self.coaching.len(),
            stretches.len(),
            self.real_clips,
            self.photos.len()
        )
    }

    pub(crate) fn failures(&self) -> Vec<String> {
        let mut failures = real_tables::failures(self);
        failures.extend(coaching_tables::failures(self));
        failures.extend(pose_tables::failures(self));
        failures
    }
}

/// A value of what is aimed at, with its unit.
pub(crate) fn with_unit(goal: &Goal, value: f64) -> String {
    format!("{} {}", shortest(value), goal.unit)
}

pub(crate) fn goal_row(goal: &Goal) -> Vec<String> {
    let number = |value: f64| with_unit(goal, value);
    let sign = if goal.at_least { "at least" } else { "at most" };
    let reached = match goal.reached {
        Some(true) => "yes",
        Some(false) => "NO",
        None => "–",
    };
    vec![
        goal.what.clone(),
        goal.measured.map_or_else(|| "not measured".to_owned(), number),
        format!("{sign} {}", number(goal.aim)),
        reached.to_owned(),
        goal.basis.clone(),
    ]
}

/// A figure with at most two decimals, and none that say nothing.
pub(crate) fn shortest(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::report::{figure, signed};

    #[test]
    fn figures_are_as_short_as_they_can_be() {
        assert_eq!([shortest(3.5), shortest(95.0), shortest(0.0), shortest(3.456)], ["3.5", "95", "0", "3.46"]);
        assert_eq!([figure(None, 1), figure(Some(2.0), 1), signed(Some(0.02), 3)], ["–", "2.0", "+0.020"]);
    }

    #[test]
    fn a_goal_that_nothing_measures_is_neither_reached_nor_missed() {
        let goal = Goal {
            id: "x",
            what: "x".to_owned(),
            unit: "%",
            measured: None,
            aim: 95.0,
            at_least: true,
            reached: None,
            basis: "0 of 0 clips".to_owned(),
        };
        assert_eq!(goal_row(&goal), ["x", "not measured", "at least 95 %", "–", "0 of 0 clips"]);
    }
}
