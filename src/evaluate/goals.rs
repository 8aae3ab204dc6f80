//! What is aimed at, and what was reached.

use serde::Serialize;

use crate::decimals::round;
use crate::evaluate::coaching::{Coached, HELD_BAND, Outcome, REFUSED_S};
use crate::evaluate::landmarks::{ALL_FOUR, BodyErrors, ClipSeen, ViewErrors, lost_in_holds};
use crate::evaluate::matrix::{FalseHolds, Recognised, counted_on_nothing};
use crate::evaluate::real::{FALSE_S, NEAR_S, Real, Verdict};
use crate::evaluate::statistics::percent;
use crate::statistics::median;

/// Near-side angles from the side are within this of the truth, in degrees: better than what MediaPipe's own angles reach.
const ANGLE_GOAL: f64 = 3.5;
/// Good form is held in this share of its clips, in percent.
const HELD_GOAL: f64 = 95.0;
/// And the seconds counted are so near the true ones, by the median.
const HELD_S_GOAL: f64 = 0.7;
/// Faults that break what must hold are refused in this share of their clips, in percent.
const REFUSED_GOAL: f64 = 95.0;
/// Other faults are hinted at (or refused) in this share.
const HINTED_GOAL: f64 = 85.0;
/// The right stretch is named in this share of the good clips.
const NAMED_GOAL: f64 = 90.0;

/// Holds of real people are counted within a second in this share of their clips, in percent.
const REAL_HELD_GOAL: f64 = 95.0;
/// Nothing is said of what is no stretch in this share of its clips.
const QUIET_GOAL: f64 = 95.0;

/// The names of all aims.
pub const IDS: [&str; 13] = [
    "held",
    "held-time",
    "refused",
    "hinted",
    "idle",
    "recognised",
    "near-joints",
    "nobody-in-holds",
    "real-holds",
    "real-reps",
    "real-false-holds",
    "real-names",
    "real-quiet",
];

/// One aim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Goal {
    /// What it is called where it is referred to.
    pub id: &'static str,
    /// What is aimed at.
    pub what: String,
    /// Its unit.
    pub unit: &'static str,
    /// What was measured; `None` if no clip shows it.
    pub measured: Option<f64>,
    /// The least or the most that is aimed at.
    pub aim: f64,
    /// Whether `aim` is the least.
    pub at_least: bool,
    /// Whether it was reached; `None` if no clip shows it.
    pub reached: Option<bool>,
    /// What was counted to get there.
    pub basis: String,
}

impl Goal {
    fn at_least(id: &'static str, what: &str, aim: f64, (part, whole): (usize, usize), things: &str) -> Self {
        let (what, measured, basis) = (what.to_owned(), percent(part, whole), format!("{part} of {whole} {things}"));
        let goal = Self { id, what, unit: "%", measured, aim, at_least: true, reached: None, basis };
        goal.judged()
    }

    fn at_most(
        id: &'static str,
        what: &str,
        unit: &'static str,
        aim: f64,
        measured: Option<f64>,
        basis: String,
    ) -> Self {
        let goal = Self { id, what: what.to_owned(), unit, measured, aim, at_least: false, reached: None, basis };
        goal.judged()
    }

    fn judged(self) -> Self {
        let reached = self.measured.map(|value| self.is_met(value, self.aim));
        Self { reached, ..self }
    }

    /// Whether a value is as good as another one, or better.
    pub fn is_met(&self, value: f64, least_or_most: f64) -> bool {
        if self.at_least { value >= least_or_most } else { value <= least_or_most }
    }
}

/// The aims for the pose engine.
#[must_use]
pub fn of_pose(clips: &[ClipSeen], views: &[ViewErrors], bodies: &[BodyErrors]) -> Vec<Goal> {
    let side = views.iter().find(|row| row.view == "side" && row.joint == ALL_FOUR).map(|row| row.good);
    let each = bodies.iter().filter_map(|row| Some(format!("{} {:.1}", row.body, row.errors.median?)));
    let each = each.collect::<Vec<_>>().join(", ");
    let basis = side.map_or_else(String::new, |errors| {
        format!("{} of {} angles measured; each body: {each}", errors.seen, errors.frames)
    });
    let (frames, lost) = lost_in_holds(clips);
    vec![
        Goal::at_most(
            "near-joints",
            "near-side knee, hip, elbow and shoulder from the side, good clips, hold, all bodies: median error",
            "degrees",
            ANGLE_GOAL,
            side.and_then(|errors| errors.median),
            basis,
        ),
        Goal::at_most(
            "nobody-in-holds",
            "frames of holds in which nobody is found",
            "frames",
            0.0,
            (frames > 0).then_some(lost as f64),
            format!("{frames} frames in {} clips", clips.len()),
        ),
    ]
}

/// The aims for real people.
#[must_use]
pub fn of_real(real: &Real) -> Vec<Goal> {
    let of = |verdict: Verdict| real.held.iter().filter(|clip| clip.verdict == verdict).count();
    let (right, wrong, fair) = (of(Verdict::Right), of(Verdict::Wrong), of(Verdict::Fair));
    let near = real.moved.iter().filter(|clip| clip.is_right()).count();
    let names = |shows: bool| {
        let names = real.names.iter().filter(move |name| name.shown.is_some() == shows);
        (names.clone().filter(|name| name.is_right).count(), names.count())
    };
    let clips = real.held.len() + real.moved.len() + real.short.len() + real.nothing;
    let mut goals = vec![
        Goal::at_least(
            "real-holds",
            &format!("real people: holds counted within {NEAR_S:.0} s"),
            REAL_HELD_GOAL,
            (right, right + wrong),
            &format!("clips; {fair} more get another fair answer"),
        ),
        Goal::at_least(
            "real-reps",
            "real people: repetitions exact or one off",
            100.0,
            (near, real.moved.len()),
            "clips",
        ),
        Goal::at_most(
            "real-false-holds",
            &format!("real people: false holds over {FALSE_S:.0} s"),
            "holds",
            0.0,
            (clips > 0).then_some(real.false_holds.len() as f64),
            format!("{clips} clips"),
        ),
    ];
    if !real.names.is_empty() {
        goals.push(Goal::at_least(
            "real-names",
            "real people: the right name in a free session",
            NAMED_GOAL,
            names(true),
            "clips",
        ));
        goals.push(Goal::at_least(
            "real-quiet",
            "real people: no name for what is no stretch",
            QUIET_GOAL,
            names(false),
            "clips",
        ));
    }
    goals
}

/// The aims for coaching.
#[must_use]
pub fn of_coaching(coached: &[Coached], others: &[FalseHolds], recognised: Option<&[Recognised]>) -> Vec<Goal> {
    let good: Vec<&Coached> = coached.iter().filter(|clip| clip.is_good()).collect();
    let held = good.iter().filter(|clip| clip.outcome == Outcome::Held).count();
    let off: Vec<f64> = good.iter().map(|clip| (clip.held_seconds - clip.true_seconds).abs()).collect();
    let share = |clips: &[&Coached]| (clips.iter().filter(|clip| clip.is_right()).count(), clips.len());
    let (breaking, other): (Vec<&Coached>, Vec<&Coached>) =
        coached.iter().filter(|clip| !clip.is_good()).partition(|clip| clip.breaks_must == Some(true));
    let (seconds, idle) = counted_on_nothing(others);
    let (low, high) = (HELD_BAND.0 * 100.0, HELD_BAND.1 * 100.0);
    let mut goals = vec![
        Goal::at_least(
            "held",
            &format!("good form held for {low:.0} to {high:.0} % of the true hold"),
            HELD_GOAL,
            (held, good.len()),
            "clips",
        ),
        Goal::at_most(
            "held-time",
            "good form, time held against the true hold: median difference",
            "s",
            HELD_S_GOAL,
            median(off).map(|off| round(off, 2)),
            format!("{} clips", good.len()),
        ),
        Goal::at_least(
            "refused",
            &format!("faults that break what must hold count under {REFUSED_S:.0} s"),
            REFUSED_GOAL,
            share(&breaking),
            "clips",
        ),
        Goal::at_least(
            "hinted",
            "other faults bring a hint that good form doesn't get, or are refused",
            HINTED_GOAL,
            share(&other),
            "clips",
        ),
        Goal::at_most(
            "idle",
            "seconds counted by any stretch on somebody who does none",
            "s",
            0.0,
            (idle > 0).then_some(seconds),
            format!("{idle} clips"),
        ),
    ];
    if let Some(recognised) = recognised {
        let good: Vec<_> = recognised.iter().filter(|clip| clip.good && clip.shown.is_some()).collect();
        let right = good.iter().filter(|clip| clip.is_right()).count();
        goals.push(Goal::at_least(
            "recognised",
            "the right stretch recognised in good form",
            NAMED_GOAL,
            (right, good.len()),
            "clips",
        ));
    }
    goals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::real::{Held, Name};

    fn coached(outcome: Outcome, breaks_must: Option<bool>, held_seconds: f64) -> Coached {
        Coached {
            clip: String::new(),
            stretch: String::new(),
            variant: String::new(),
            wrong: None,
            view: "side".to_owned(),
            true_seconds: 8.0,
            held_seconds,
            held_on_truth: None,
            breaks_must,
            outcome,
            hints: Vec::new(),
            targets: Vec::new(),
        }
    }

    fn name(shown: Option<&str>, is_right: bool) -> Name {
        Name {
            clip: String::new(),
            shown: shown.map(str::to_owned),
            named: None,
            seconds: std::collections::BTreeMap::new(),
            after: None,
            is_right,
        }
    }

    #[test]
    fn every_aim_is_measured_on_its_own_clips() {
        let clips = [
            coached(Outcome::Held, None, 7.5),
            coached(Outcome::NotHeld, None, 3.0),
            coached(Outcome::Held, None, 8.4),
            coached(Outcome::Refused, Some(true), 0.0),
            coached(Outcome::Hinted, Some(true), 8.0),
            coached(Outcome::Hinted, Some(false), 8.0),
            coached(Outcome::Refused, None, 0.0),
            coached(Outcome::Missed, None, 8.0),
        ];
        let goals = of_coaching(&clips, &[], None);
        let measured: Vec<_> = goals.iter().map(|goal| goal.measured).collect();
        assert_eq!(measured, [Some(66.7), Some(0.5), Some(50.0), Some(66.7), None]);
        let reached: Vec<_> = goals.iter().map(|goal| goal.reached).collect();
        assert_eq!(reached, [Some(false), Some(true), Some(false), Some(false), None]);
    }

    #[test]
    fn a_fair_answer_counts_neither_way_and_every_kind_of_clip_has_its_aim() {
        let held = |verdict| Held {
            clip: String::new(),
            stretch: String::new(),
            view: None,
            true_seconds: 5.0,
            counted_seconds: 5.0,
            verdict,
            said: Vec::new(),
            note: String::new(),
        };
        let real = Real {
            held: [Verdict::Right, Verdict::Fair, Verdict::Wrong].map(held).to_vec(),
            names: vec![name(Some("a"), true), name(None, true), name(None, false)],
            nothing: 2,
            ..Real::default()
        };
        let goals = of_real(&real);
        let measured: Vec<_> = goals.iter().map(|goal| goal.measured).collect();
        assert_eq!(measured, [Some(50.0), None, Some(0.0), Some(100.0), Some(50.0)]);
        assert_eq!(goals[0].basis, "1 of 2 clips; 1 more get another fair answer");
    }

    #[test]
    fn recognition_is_an_aim_only_where_somebody_recognises() {
        let named = |shown: Option<&str>, named: Option<&str>| Recognised {
            clip: String::new(),
            good: true,
            shown: shown.map(str::to_owned),
            named: named.map(str::to_owned),
            shares: std::collections::BTreeMap::new(),
        };
        let recognised = [named(Some("a"), Some("a")), named(Some("a"), None), named(None, None)];
        let goals = of_coaching(&[], &[], Some(&recognised));
        assert_eq!(goals.last().map(|goal| (goal.measured, goal.reached)), Some((Some(50.0), Some(false))));
    }

    #[test]
    fn every_aim_has_a_name_of_its_own_that_is_listed() {
        let real = Real { names: vec![name(Some("a"), true)], ..Real::default() };
        let goals = [of_coaching(&[], &[], Some(&[])), of_pose(&[], &[], &[]), of_real(&real)].concat();
        let mut ids: Vec<_> = goals.iter().map(|goal| goal.id).collect();
        ids.sort_unstable();
        let mut listed = IDS.to_vec();
        listed.sort_unstable();
        assert_eq!(ids, listed);
    }
}
