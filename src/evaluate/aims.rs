//! Whether the aims are reached, so that CI can fail when they aren't.
//!
//! Not every aim is reached yet. What is accepted until then stands in a file, and may become better but not worse: so what
//! was reached can't be lost unseen, and nobody has to pretend that it is enough.

use std::collections::BTreeMap;

use crate::app::failure::Failure;
use crate::evaluate::goals::{Goal, IDS};
use crate::evaluate::page::with_unit;

/// The aims that may fall short, by their names, and what must be reached of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accepted(BTreeMap<String, f64>);

/// What became of the aims.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// Those that fall short of what is required, a line each.
    pub short: Vec<String>,
    /// Those that are better than what is accepted, so that less could be, a line each.
    pub better: Vec<String>,
}

impl Accepted {
    /// Reads `aim = value` lines, in TOML.
    pub fn parse(file: &str, text: &str) -> Result<Self, Failure> {
        let remedy = format!("write a line `aim = value` for each of: {}", IDS.join(", "));
        let values: BTreeMap<String, f64> = toml::from_str(text)
            .map_err(|error| Failure::bad_input(format!("{file}: {}", error.to_string().trim_end()), remedy.clone()))?;
        if let Some(unknown) = values.keys().find(|name| !IDS.contains(&name.as_str())) {
            return Err(Failure::bad_input(format!("{file}: there is no aim called `{unknown}`"), remedy));
        }
        if let Some((name, value)) = values.iter().find(|(_, value)| !value.is_finite()) {
            return Err(Failure::bad_input(format!("{file}: `{name}` is {value}, which nothing can reach"), remedy));
        }
        Ok(Self(values))
    }

    /// Holds what was measured to it. What is accepted has to be measured: else it could get lost.
    #[must_use]
    pub fn judge(&self, goals: &[Goal]) -> Judged {
        let mut judged = Judged::default();
        if goals.iter().all(|goal| goal.measured.is_none()) {
            judged.short.push("nothing was evaluated that an aim is about".to_owned());
        }
        for (name, &accepted) in &self.0 {
            if !goals.iter().any(|goal| goal.id == name && goal.measured.is_some()) {
                judged.short.push(format!("{name}: is not measured, and was {accepted} before"));
            }
        }
        for goal in goals {
            let Some(measured) = goal.measured else { continue };
            let sign = if goal.at_least { "at least" } else { "at most" };
            let is_reached = goal.is_met(measured, goal.aim);
            let Goal { id, what, .. } = goal;
            let (value, aim) = (with_unit(goal, measured), with_unit(goal, goal.aim));
            match self.0.get(*id) {
                None if is_reached => {}
                None => judged.short.push(format!("{id} ({what}): {value}; {sign} {aim} is aimed at")),
                Some(&accepted) if !goal.is_met(measured, accepted) => {
                    let accepted = with_unit(goal, accepted);
                    judged.short.push(format!(
                        "{id} ({what}): {value}; it was {accepted} before, and {sign} {aim} is aimed at"
                    ));
                }
                Some(_) if is_reached => {
                    judged.better.push(format!("{id} ({what}) is reached: nothing has to be accepted any more"));
                }
                Some(&accepted) if goal.is_met(accepted, measured) => {}
                Some(&accepted) => {
                    let accepted = with_unit(goal, accepted);
                    judged.better.push(format!("{id} ({what}) is {value} now, better than {accepted}: accept no less"));
                }
            }
        }
        judged
    }
}

impl Judged {
    /// The failure, if anything falls short.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        let what = format!("aims fall short:\n  {}", self.short.join("\n  "));
        let remedy =
            "see what went wrong in the report; what is accepted all the same stands in the file of --require-aims";
        (!self.short.is_empty()).then(|| Failure::failed(what, remedy))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::failure::Exit;

    fn goal(id: &'static str, measured: Option<f64>, at_least: bool, aim: f64) -> Goal {
        let basis = String::new();
        Goal { id, what: "x".to_owned(), unit: "%", measured, aim, at_least, reached: None, basis }
    }

    fn accepted(text: &str) -> Accepted {
        Accepted::parse("a.toml", text).unwrap()
    }

    /// How many fall short, and how many are better than what is accepted.
    fn judged(text: &str, goals: &[Goal]) -> (usize, usize) {
        let judged = accepted(text).judge(goals);
        (judged.short.len(), judged.better.len())
    }

    #[test]
    fn all_aims_are_required_unless_less_is_accepted() {
        let goals = [goal("held", Some(90.0), true, 95.0), goal("idle", Some(0.0), false, 0.0)];
        assert_eq!(judged("", &goals), (1, 0));
        assert_eq!(judged("held = 90", &goals), (0, 0));
        assert_eq!(judged("held = 90.1", &goals), (1, 0));
        assert_eq!(judged("held = 89.9", &goals), (0, 1));
        let failure = accepted("").judge(&goals).failure().unwrap();
        assert_eq!(failure.exit, Exit::Failure);
        assert!(failure.what.contains("held (x): 90 %; at least 95 % is aimed at"), "{}", failure.what);
    }

    #[test]
    fn what_should_be_little_must_not_become_more() {
        let goals = [goal("idle", Some(3.6), false, 0.0)];
        assert_eq!(judged("idle = 3.6", &goals), (0, 0));
        assert_eq!(judged("idle = 3.5", &goals), (1, 0));
        assert_eq!(judged("idle = 4", &goals), (0, 1));
        assert_eq!(judged("idle = 4", &[goal("idle", Some(0.0), false, 0.0)]), (0, 1), "reached");
    }

    #[test]
    fn what_is_not_measured_passes_only_where_nothing_is_known_of_it() {
        let goals = [goal("held", Some(96.0), true, 95.0), goal("idle", None, false, 0.0)];
        assert_eq!(judged("", &goals), (0, 0));
        assert_eq!(judged("idle = 3.6", &goals), (1, 0));
        assert_eq!(judged("real-holds = 50", &goals), (1, 0));
        assert_eq!(judged("", &[goal("idle", None, false, 0.0)]), (1, 0), "nothing is measured at all");
        assert_eq!(judged("", &[]), (1, 0));
    }

    #[test]
    fn a_file_that_cannot_be_meant_is_refused() {
        for (text, words) in
            [("held =", "a.toml"), ("hold = 1", "called `hold`"), ("held = nan", "NaN"), ("held = 'a'", "expected f64")]
        {
            let failure = Accepted::parse("a.toml", text).unwrap_err();
            assert_eq!(failure.exit, Exit::BadInput);
            assert!(failure.what.contains(words), "{}", failure.what);
        }
    }
}
