//! What a session says to somebody it has seen: recorded observations in, seconds, hints and measures out.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;

use crate::app::plan::DoseOverride;
use crate::coach::EventKind;
use crate::coach::Session;
use crate::decimals::round;
use crate::evaluate::statistics::percent;
use crate::evaluate::truth::Truth;
use crate::judge::{Assessment, TargetState};
use crate::measure::Observation;
use crate::measure::Reading;
use crate::measure::Unit;
use crate::statistics::median;
use crate::stretch::{Role, Step, Stretch};
use crate::stretch_file::Named;
use crate::time::Timestamp;

/// The hold that is asked for, as with `--hold 30 --reps 1`: longer than anybody in a clip holds, so that what is counted is
/// what was held.
const HOLD: Duration = Duration::from_secs(30);

/// What came of a session.
#[derive(Clone, Debug, Default)]
pub struct Replay {
    /// Seconds counted, over all attempts.
    pub held: f64,
    /// Hints given while the clip's hold lasts, and the one that stands there already when it begins.
    pub hints: Vec<HintGiven>,
    /// Where each target stood in that time.
    pub targets: Vec<TargetStood>,
}

/// A hint that was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HintGiven {
    /// When, in seconds of the clip; the hold's start for one that was given before.
    pub time: f64,
    /// The target it is about; null for words about the camera or the sides.
    pub target: Option<String>,
    /// What was said.
    pub text: String,
}

/// Where a target stood over the hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetStood {
    /// The target.
    pub target: String,
    /// Whether the hold depends on it.
    pub must: bool,
    /// Its unit.
    #[serde(skip)]
    pub unit: Unit,
    /// Its range.
    pub range: [f64; 2],
    /// The median of what was measured.
    pub median: Option<f64>,
    /// Share of the frames in which it stood outside its range, in percent.
    pub outside: Option<f64>,
    /// Share of the frames in which it was unseen, in percent.
    pub unseen: Option<f64>,
    /// By how much it stood outside in those frames, median; negative below the range.
    pub off: Option<f64>,
}

/// Replays `seen` before a session of `stretch` alone, one repetition of a long hold.
#[must_use]
pub fn replay(stretch: &Arc<Stretch>, truth: &Truth, seen: &[Observation]) -> Replay {
    let Some(mut session) = long_hold(stretch, truth.hold_seconds) else { return Replay::default() };
    let mut replay = Replay::default();
    let mut standing = Vec::new();
    let mut end = Timestamp::ZERO;
    // The last hint of before the hold, until it is known whether it still stands there when the hold begins.
    let mut before = None;
    for observation in seen {
        end = observation.time;
        let is_hold = truth.is_hold(end);
        for event in session.observe(observation) {
            replay.held += seconds_of(&event.kind);
            match hint_of(&event.kind, end) {
                Some(hint) if is_hold => replay.hints.push(hint),
                Some(hint) => before = Some(hint),
                None => {}
            }
        }
        if is_hold {
            let status = session.status();
            let still_shown = before.take().filter(|hint| hint.text == status.message.cue.to_string());
            replay.hints.extend(still_shown.map(|hint| HintGiven { time: round(end.secs(), 2), ..hint }));
            standing.push(status.targets);
        }
    }
    replay.held += session.end(end).iter().map(|event| seconds_of(&event.kind)).sum::<f64>();
    replay.held = round(replay.held, 2);
    replay.targets = targets(&standing);
    replay
}

/// A session of `stretch` alone, one repetition of a hold that is longer than anybody holds who holds for `true_seconds`.
#[must_use]
pub fn long_hold(stretch: &Arc<Stretch>, true_seconds: f64) -> Option<Session> {
    let hold = HOLD.max(Duration::try_from_secs_f64(2.0 * true_seconds).unwrap_or(HOLD));
    let steps: Vec<Step> = Named::Stretch(Arc::clone(stretch)).plan().steps;
    Session::new(DoseOverride { hold: Some(hold), reps: Some(1) }.apply(steps))
}

/// Seconds of an attempt that this event closes.
#[must_use]
pub fn seconds_of(event: &EventKind) -> f64 {
    match event {
        EventKind::HoldCompleted(facts) | EventKind::HoldAbandoned(facts) => facts.held_seconds,
        EventKind::SessionEnded { held_seconds, .. } => *held_seconds,
        _ => 0.0,
    }
}

/// The hint that this event is.
#[must_use]
pub fn hint_of(event: &EventKind, time: Timestamp) -> Option<HintGiven> {
    let EventKind::Hint { cue, target } = event else { return None };
    Some(HintGiven { time: round(time.secs(), 2), target: target.clone(), text: cue.to_string() })
}

impl Replay {
    /// The targets that were hinted at, each once.
    #[must_use]
    pub fn hinted(&self) -> Vec<&str> {
        let mut targets: Vec<&str> = self.hints.iter().filter_map(|hint| hint.target.as_deref()).collect();
        targets.sort_unstable();
        targets.dedup();
        targets
    }
}

/// Where every target stood, in the order in which they first appear.
fn targets(standing: &[Vec<Assessment>]) -> Vec<TargetStood> {
    let mut ids: Vec<&str> = Vec::new();
    for assessment in standing.iter().flatten() {
        if !ids.contains(&&*assessment.target.id) {
            ids.push(&assessment.target.id);
        }
    }
    let of = |id: &str| {
        let all: Vec<&Assessment> =
            standing.iter().flatten().filter(|assessment| *assessment.target.id == *id).collect();
        let target = &all.first()?.target;
        let values: Vec<f64> = all.iter().filter_map(|assessment| assessment.reading.value()).collect();
        let is_outside = |state| matches!(state, TargetState::Below | TargetState::Above);
        let off: Vec<f64> = all
            .iter()
            .filter(|assessment| is_outside(assessment.state))
            .filter_map(|assessment| Some(target.range.excess(assessment.reading.value()?)))
            .collect();
        let unseen = all.iter().filter(|assessment| matches!(assessment.reading, Reading::Unseen(_))).count();
        Some(TargetStood {
            target: target.id.to_string(),
            must: target.role != Role::Form,
            unit: target.measure.definition().unit,
            range: [target.range.low(), target.range.high()],
            median: median(values.iter().copied()).map(|value| round(value, 3)),
            outside: percent(off.len(), all.len()),
            unseen: percent(unseen, all.len()),
            off: median(off.iter().copied()).map(|value| round(value, 3)),
        })
    };
    ids.into_iter().filter_map(of).collect()
}

impl TargetStood {
    /// Whether it stood outside its range for a good part of the hold.
    #[must_use]
    pub fn is_outside(&self) -> bool {
        self.outside.is_some_and(|share| share > NOTEWORTHY)
    }

    /// Whether it was unseen for a good part of the hold.
    #[must_use]
    pub fn is_unseen(&self) -> bool {
        self.unseen.is_some_and(|share| share > NOTEWORTHY)
    }

    /// What was measured, against the range.
    #[must_use]
    pub fn words(&self) -> String {
        let Self { target, range: [low, high], .. } = self;
        let (unit, digits) = if self.unit == Unit::Degrees { ("°", 0) } else { ("", 2) };
        let number = |value: f64| format!("{value:.digits$}{unit}");
        let measured = self.median.map_or_else(|| "unseen".to_owned(), number);
        // Writing to a string doesn't fail.
        let mut words = format!("{target} {measured} for {} to {}", number(*low), number(*high));
        if let (true, Some(share), Some(off)) = (self.is_outside(), self.outside, self.off) {
            let side = if off < 0.0 { "below" } else { "above" };
            let _ = write!(words, ", {} {side} in {share:.0} % of the hold", number(off.abs()));
        }
        if let (true, Some(share)) = (self.is_unseen(), self.unseen) {
            let _ = write!(words, ", unseen in {share:.0} %");
        }
        words
    }
}

/// What is so for less than this share of a hold, in percent, is a flicker and explains nothing.
const NOTEWORTHY: f64 = 10.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::truth::tests::truth;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::samples;

    /// A second in hold, at ten frames a second, of somebody who keeps this pose.
    fn keep(pose: &Mannequin, seconds: u32) -> Vec<Observation> {
        (0..seconds * 10).map(|tenths| pose.observe(f64::from(tenths) / 10.0)).collect()
    }

    #[test]
    fn what_is_held_is_counted_to_the_clip_s_end() {
        let truth = truth(81);
        let seen = keep(&Mannequin::sphinx(), 8);
        let replay = replay(&Arc::new(samples::sphinx()), &truth, &seen);
        assert!((7.0..=8.0).contains(&replay.held), "{}", replay.held);
        assert!(replay.hints.is_empty(), "{:?}", replay.hints);
        assert!(replay.targets.iter().all(|target| !target.is_outside()), "{:?}", replay.targets);
    }

    #[test]
    fn what_is_wrong_is_hinted_at_and_measured() {
        let truth = truth(81);
        let bent = Mannequin::bird_dog(crate::body::Side::Right).leg(crate::body::Side::Right, 243.0, 300.0);
        let replay = replay(&Arc::new(samples::bird_dog()), &truth, &keep(&bent, 8));
        assert!(replay.held < 0.1, "{}", replay.held);
        assert_eq!(replay.hinted(), ["working_knee"]);
        let knee = replay.targets.iter().find(|target| target.target == "working_knee").unwrap();
        assert!(knee.must && knee.is_outside() && knee.off.unwrap() < 0.0, "{knee:?}");
        assert!(knee.words().contains("below in 100 % of the hold"), "{}", knee.words());
    }
}
