//! How well real people are coached, of whose clips only is known what was held and when: seconds, repetitions, what counts that
//! must not, what `free` calls it, and what was said.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::coach::Session;
use crate::coach::{Event, EventKind};
use crate::decimals::round;
use crate::evaluate::matrix::{ClipRecogniser, OR};
use crate::evaluate::real_truth::{RealTruth, Shows, TrueHold};
use crate::evaluate::recording::Recording;
use crate::evaluate::replay::{HintGiven, hint_of, long_hold, seconds_of};
use crate::measure::Observation;
use crate::stretch::{Dose, Step, Stretch};
use crate::time::Timestamp;

/// What is counted is right when it is so near what was held, in seconds: an edge is written down to a quarter of a second,
/// and a settling pose has none.
pub const NEAR_S: f64 = 1.0;
/// A hold shorter than this is a moment in passing, whose seconds say little; only whether it was answered is reported.
pub const LONG_S: f64 = 2.0;
/// A pose that must not count may be counted for so long: entering takes half a second, leaving seven tenths.
pub const FALSE_S: f64 = 1.0;
/// How many of the first hints are reported.
const FIRST_HINTS: usize = 3;
/// For so long after a short hold something that is said is an answer to it.
const ANSWERED_WITHIN_S: f64 = 2.0;
/// More repetitions than anybody in a clip does.
const MANY: u32 = 1000;

/// Everything about real people.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Real {
    /// Clips in which something is held for a while.
    pub held: Vec<Held>,
    /// Clips in which everything that is held is held in passing.
    pub short: Vec<Short>,
    /// Clips of movements.
    pub moved: Vec<Moved>,
    /// What is counted that must not be.
    pub false_holds: Vec<FalseHold>,
    /// What each clip is called.
    pub names: Vec<Name>,
    /// How many clips show no stretch.
    pub nothing: usize,
    /// How many of the listed clips are missing.
    pub absent: usize,
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it should be.
    Right,
    /// Another answer that somebody fair may give too; it counts neither way.
    Fair,
    /// Neither.
    Wrong,
}

impl Verdict {
    /// In a word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Fair => "fair too",
            Self::Wrong => "WRONG",
        }
    }
}

/// A clip in which something is held for a while.
#[derive(Clone, Debug, Serialize)]
pub struct Held {
    /// The clip.
    pub clip: String,
    /// The stretch.
    pub stretch: String,
    /// From where the camera looks.
    pub view: Option<String>,
    /// Seconds held.
    pub true_seconds: f64,
    /// Seconds counted by a session of the stretch.
    pub counted_seconds: f64,
    /// What that is worth.
    pub verdict: Verdict,
    /// The first hints.
    pub said: Vec<HintGiven>,
    /// What was noted about the clip.
    pub note: String,
}

/// A clip in which things are held in passing.
#[derive(Clone, Debug, Serialize)]
pub struct Short {
    /// The clip.
    pub clip: String,
    /// The stretch.
    pub stretch: String,
    /// From where the camera looks.
    pub view: Option<String>,
    /// How many holds there are.
    pub holds: usize,
    /// How many of them were answered: a hold began, or something was said, in it or soon after.
    pub answered: usize,
    /// Seconds held.
    pub true_seconds: f64,
    /// Seconds counted.
    pub counted_seconds: f64,
    /// The first hints.
    pub said: Vec<HintGiven>,
}

/// A clip of a movement.
#[derive(Clone, Debug, Serialize)]
pub struct Moved {
    /// The clip.
    pub clip: String,
    /// The stretch.
    pub stretch: String,
    /// From where the camera looks.
    pub view: Option<String>,
    /// Repetitions done.
    pub true_reps: u32,
    /// Repetitions counted.
    pub counted_reps: u32,
    /// Attempts that fell short, as counted.
    pub fell_short: u32,
    /// The first hints.
    pub said: Vec<HintGiven>,
}

/// Something that counts and must not.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FalseHold {
    /// The clip.
    pub clip: String,
    /// The stretch that it shows; `None` for none.
    pub shown: Option<String>,
    /// Whether it was counted in a free session; else in one of that stretch.
    pub free: bool,
    /// What counted.
    pub counted: String,
    /// Seconds counted.
    pub seconds: f64,
    /// Repetitions of a movement counted.
    pub reps: u32,
}

/// What a clip is called.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Name {
    /// The clip.
    pub clip: String,
    /// The stretch that it shows; `None` for none.
    pub shown: Option<String>,
    /// What it was called for longest; `None` when it was called nothing.
    pub named: Option<String>,
    /// Seconds for which each name stood.
    pub seconds: BTreeMap<String, f64>,
    /// When the right name came, in seconds since the first hold began.
    pub after: Option<f64>,
    /// Whether that is right: the right name for longest, none for no stretch.
    pub is_right: bool,
}

impl Moved {
    /// How far the count is off.
    #[must_use]
    pub const fn off(&self) -> u32 {
        self.true_reps.abs_diff(self.counted_reps)
    }

    /// Whether it is exact or one off; where something was done nothing is no count.
    #[must_use]
    pub const fn is_right(&self) -> bool {
        self.off() <= 1 && (self.counted_reps > 0 || self.true_reps == 0)
    }
}

/// Judges every recording of a real person. The second answer names the clips of stretches that aren't in the library.
pub fn judge<'a>(
    recordings: &[Recording<RealTruth>],
    stretches: &[Arc<Stretch>],
    recogniser: Option<&dyn Fn() -> ClipRecogniser<'a>>,
) -> (Real, Vec<String>) {
    let (mut real, mut not_coached) = (Real::default(), Vec::new());
    let by_id = |id: &str| stretches.iter().find(|stretch| stretch.id == id);
    for recording in recordings {
        let truth = &recording.truth;
        match &truth.shows {
            Shows::Stretch { stretch: id, holds, reps, should_count } => match by_id(id) {
                None => not_coached.push(recording.name.clone()),
                Some(stretch) => match reps {
                    Some(reps) => real.moved.push(moved(recording, stretch, *reps)),
                    None if holds.iter().any(|hold| hold.seconds() >= LONG_S) => {
                        real.held.push(held(recording, stretch, holds, *should_count));
                    }
                    None => real.short.push(short(recording, stretch, holds)),
                },
            },
            Shows::Nothing { must_not_count, .. } => {
                real.nothing += 1;
                let stretches = must_not_count.iter().filter_map(|id| by_id(id));
                real.false_holds.extend(stretches.filter_map(|stretch| false_in_session(recording, stretch)));
            }
        }
        real.false_holds.extend(false_in_free(recording, stretches));
        real.names.extend(recogniser.map(|recogniser| name(recording, &mut recogniser())));
    }
    (real, not_coached)
}

/// The events of a session that sees all of this.
fn coached(mut session: Session, seen: &[Observation]) -> Vec<Event> {
    let mut events: Vec<Event> = seen.iter().flat_map(|seen| session.observe(seen)).collect();
    events.extend(session.end(seen.last().map_or(Timestamp::ZERO, |seen| seen.time)));
    events
}

/// The events of a session of one hold of `stretch`, longer than any in the clip.
fn coached_long(stretch: &Arc<Stretch>, true_seconds: f64, seen: &[Observation]) -> Vec<Event> {
    long_hold(stretch, true_seconds).map_or_else(Vec::new, |session| coached(session, seen))
}

fn counted(events: &[Event]) -> f64 {
    round(events.iter().map(|event| seconds_of(&event.kind)).sum(), 2)
}

fn said(events: &[Event]) -> Vec<HintGiven> {
    events.iter().filter_map(|event| hint_of(&event.kind, event.time)).take(FIRST_HINTS).collect()
}

fn total(holds: &[TrueHold]) -> f64 {
    round(holds.iter().map(TrueHold::seconds).sum(), 2)
}

fn held(recording: &Recording<RealTruth>, stretch: &Arc<Stretch>, holds: &[TrueHold], should_count: bool) -> Held {
    let true_seconds = total(holds);
    let events = coached_long(stretch, true_seconds, &recording.seen);
    let counted_seconds = counted(&events);
    let aim = if should_count { true_seconds } else { 0.0 };
    Held {
        clip: recording.name.clone(),
        stretch: stretch.id.clone(),
        view: recording.truth.view.clone(),
        true_seconds,
        counted_seconds,
        verdict: verdict(&recording.truth, aim, counted_seconds, &events),
        said: said(&events),
        note: recording.truth.note.clone(),
    }
}

/// What it is worth that so many seconds were counted where `aim` were held. Where the truth leaves room another answer is fair
/// too, as long as it is one: nobody is left without a count and without a word.
fn verdict(truth: &RealTruth, aim: f64, counted: f64, events: &[Event]) -> Verdict {
    if (counted - aim).abs() <= NEAR_S {
        return Verdict::Right;
    }
    let is_refused = counted <= FALSE_S;
    let hints = || events.iter().filter_map(|event| hint_of(&event.kind, event.time));
    let has_a_word = hints().next().is_some();
    // Words about being seen are about no target.
    let asks_to_be_seen = hints().any(|hint| hint.target.is_none());
    let is_hidden = truth.is_cut || truth.view.as_deref() == Some("end-on");
    // Such a note names a longer time that may be seen as one hold.
    let may_be_longer = truth.note.contains("fair too") && counted > aim;
    let is_fair = (is_refused && truth.is_borderline && has_a_word)
        || (is_refused && is_hidden && asks_to_be_seen)
        || may_be_longer;
    if is_fair { Verdict::Fair } else { Verdict::Wrong }
}

fn short(recording: &Recording<RealTruth>, stretch: &Arc<Stretch>, holds: &[TrueHold]) -> Short {
    let events = coached_long(stretch, 0.0, &recording.seen);
    let answers = |event: &Event| matches!(event.kind, EventKind::HoldStarted(_) | EventKind::Hint { .. });
    let is_answered = |hold: &&TrueHold| {
        let until = hold.to + ANSWERED_WITHIN_S;
        events.iter().any(|event| answers(event) && (hold.from..=until).contains(&event.time.secs()))
    };
    Short {
        clip: recording.name.clone(),
        stretch: stretch.id.clone(),
        view: recording.truth.view.clone(),
        holds: holds.len(),
        answered: holds.iter().filter(is_answered).count(),
        true_seconds: total(holds),
        counted_seconds: counted(&events),
        said: said(&events),
    }
}

/// The events of a session of a movement, with more repetitions than there are in the clip.
fn coached_at_its_pace(stretch: &Arc<Stretch>, seen: &[Observation]) -> Vec<Event> {
    let dose = Dose { reps: MANY, ..stretch.dose };
    let session = Session::new(vec![Step { stretch: Arc::clone(stretch), dose }]);
    session.map_or_else(Vec::new, |session| coached(session, seen))
}

fn is_repetition(kind: &EventKind) -> bool {
    matches!(kind, EventKind::RepCompleted { .. })
}

/// What a session of `stretch` counts on a clip that must not count: seconds, or of a movement repetitions, as whoever asks for the stretch
/// is counted. A head that is kept to one side is no roll.
fn false_in_session(recording: &Recording<RealTruth>, stretch: &Arc<Stretch>) -> Option<FalseHold> {
    let (seconds, reps) = if stretch.dose.pace.hold().is_some() {
        (counted(&coached_long(stretch, 0.0, &recording.seen)), 0)
    } else {
        let events = coached_at_its_pace(stretch, &recording.seen);
        (0.0, events.iter().filter(|event| is_repetition(&event.kind)).count() as u32)
    };
    (seconds > FALSE_S || reps > 0).then(|| FalseHold {
        clip: recording.name.clone(),
        shown: None,
        free: false,
        counted: stretch.id.clone(),
        seconds,
        reps,
    })
}

fn moved(recording: &Recording<RealTruth>, stretch: &Arc<Stretch>, true_reps: u32) -> Moved {
    let events = coached_at_its_pace(stretch, &recording.seen);
    let count = |is: fn(&EventKind) -> bool| events.iter().filter(|event| is(&event.kind)).count() as u32;
    Moved {
        clip: recording.name.clone(),
        stretch: stretch.id.clone(),
        view: recording.truth.view.clone(),
        true_reps,
        counted_reps: count(is_repetition),
        fell_short: count(|kind| matches!(kind, EventKind::AttemptFellShort { .. })),
        said: said(&events),
    }
}

/// What a free session counts on a clip that is neither what it shows nor what may fairly count.
fn false_in_free(recording: &Recording<RealTruth>, stretches: &[Arc<Stretch>]) -> Vec<FalseHold> {
    let truth = &recording.truth;
    let may_count = |id: &str| match &truth.shows {
        Shows::Stretch { stretch, .. } => stretch == id,
        Shows::Nothing { may_count, .. } => may_count.iter().any(|may| may == id),
    };
    let Some(session) = Session::free(stretches.to_vec(), None) else { return Vec::new() };
    let mut sums: BTreeMap<String, (f64, u32)> = BTreeMap::new();
    for Event { kind, .. } in coached(session, &recording.seen) {
        match &kind {
            EventKind::HoldCompleted(facts) | EventKind::HoldAbandoned(facts) => {
                sums.entry(facts.stretch.clone()).or_default().0 += seconds_of(&kind);
            }
            EventKind::SessionEnded { stretch, .. } => {
                sums.entry(stretch.clone()).or_default().0 += seconds_of(&kind);
            }
            EventKind::RepCompleted { stretch, .. } if is_moved(stretches, stretch) => {
                sums.entry(stretch.clone()).or_default().1 += 1;
            }
            _ => {}
        }
    }
    let is_false = |id: &str, seconds: f64, reps: u32| !may_count(id) && (seconds > FALSE_S || reps > 0);
    sums.into_iter()
        .filter(|(id, (seconds, reps))| is_false(id, *seconds, *reps))
        .map(|(counted, (seconds, reps))| FalseHold {
            clip: recording.name.clone(),
            shown: truth.stretch().map(str::to_owned),
            free: true,
            counted,
            seconds: round(seconds, 2),
            reps,
        })
        .collect()
}

fn is_moved(stretches: &[Arc<Stretch>], id: &str) -> bool {
    stretches.iter().any(|stretch| stretch.id == id && stretch.dose.pace.hold().is_none())
}

fn name(recording: &Recording<RealTruth>, recogniser: &mut ClipRecogniser<'_>) -> Name {
    let shown = recording.truth.stretch();
    let is_it = |name: &str| shown.is_some_and(|shown| name.split(OR).any(|part| part == shown));
    let mut seconds: BTreeMap<String, f64> = BTreeMap::new();
    let (mut first, mut before) = (None, None);
    for seen in &recording.seen {
        let time = seen.time.secs();
        // A name stands for the time since the frame before.
        let lasted = before.map_or(0.0, |before: f64| (time - before).max(0.0));
        before = Some(time);
        if let Some(name) = recogniser(seen) {
            if is_it(&name) {
                first = first.or(Some(time));
            }
            *seconds.entry(name).or_default() += lasted;
        }
    }
    let longest = seconds.iter().max_by(|one, other| one.1.total_cmp(other.1)).map(|(name, _)| name.clone());
    let may_be = |name: &str| match &recording.truth.shows {
        Shows::Stretch { .. } => is_it(name),
        Shows::Nothing { may_count, .. } => name.split(OR).any(|part| may_count.iter().any(|may| may == part)),
    };
    let is_right = match (&longest, shown) {
        (Some(name), Some(_)) => may_be(name),
        (None, Some(_)) => false,
        (_, None) => seconds.keys().all(|name| may_be(name)),
    };
    let begins = match &recording.truth.shows {
        Shows::Stretch { holds, .. } => holds.first().map(|hold| hold.from),
        Shows::Nothing { .. } => None,
    };
    Name {
        clip: recording.name.clone(),
        shown: shown.map(str::to_owned),
        named: longest,
        seconds: seconds.into_iter().map(|(name, lasted)| (name, round(lasted, 1))).collect(),
        after: first.map(|first| round(first - begins.unwrap_or(0.0), 1)),
        is_right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::real_truth::tests::{held as held_truth, one};
    use crate::judge::Cue;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::samples;

    fn show(truth: RealTruth, poses: &[(&Mannequin, u32)]) -> Recording<RealTruth> {
        let poses = poses.iter().flat_map(|(pose, tenths)| std::iter::repeat_n(*pose, *tenths as usize));
        let seen = poses.enumerate().map(|(tenth, pose)| pose.observe(tenth as f64 / 10.0)).collect();
        Recording { name: "clip".to_owned(), truth, seen, acquired: None }
    }

    fn library() -> Vec<Arc<Stretch>> {
        [samples::childs_pose(), samples::sphinx(), samples::bird_dog(), samples::cat_cow()].map(Arc::new).to_vec()
    }

    fn judged(recording: Recording<RealTruth>) -> Real {
        judge(&[recording], &library(), None).0
    }

    #[test]
    fn what_is_held_is_counted_within_a_second() {
        let poses = [(&Mannequin::lying_flat(), 20), (&Mannequin::sphinx(), 60), (&Mannequin::lying_flat(), 20)];
        let real = judged(show(held_truth("sphinx", 2.0, 8.0), &poses));
        assert_eq!(real.held[0].verdict, Verdict::Right, "{real:?}");
        assert!(real.false_holds.is_empty(), "{real:?}");
        let longer = judged(show(held_truth("sphinx", 2.0, 9.5), &poses));
        assert_eq!(longer.held[0].verdict, Verdict::Wrong);
        assert!(judged(show(held_truth("sphinx", 2.0, 3.5), &poses)).short[0].answered == 1);
    }

    #[test]
    fn where_the_truth_leaves_room_another_answer_is_fair_with_a_word() {
        let truth = |more: &str| one(&format!(r#"{{"stretch":"a","holds":[{{"from":1,"to":6}}]{more}}}"#)).unwrap();
        let hint = |target: Option<&str>| {
            let kind = EventKind::Hint { cue: Cue::Mend("x".to_owned()), target: target.map(str::to_owned) };
            vec![Event { time: Timestamp::ZERO, kind }]
        };
        let of = |more: &str, counted, events: &[Event]| verdict(&truth(more), 5.0, counted, events);
        assert_eq!(of("", 4.1, &[]), Verdict::Right);
        assert_eq!(of("", 0.0, &hint(None)), Verdict::Wrong);
        let borderline = r#","borderline":true"#;
        assert_eq!(of(borderline, 0.0, &hint(Some("hip"))), Verdict::Fair);
        assert_eq!(of(borderline, 0.0, &[]), Verdict::Wrong, "silence is no answer");
        assert_eq!(of(borderline, 9.0, &hint(None)), Verdict::Wrong);
        let cut = r#","visible":"cut""#;
        assert_eq!(of(cut, 0.0, &hint(Some("hip"))), Verdict::Wrong, "it is not about being seen");
        assert_eq!(of(cut, 0.5, &hint(None)), Verdict::Fair);
        let longer = r#","note":"one hold 0-7 is fair too""#;
        assert_eq!(of(longer, 7.0, &[]), Verdict::Fair);
        assert_eq!(of(longer, 2.0, &hint(None)), Verdict::Wrong);
    }

    #[test]
    fn what_must_not_count_and_does_is_told_of_each_session() {
        let truth = one(r#"{"shows":"a sphinx","must_not_count":["sphinx","childs-pose","unheard-of"]}"#).unwrap();
        let real = judged(show(truth, &[(&Mannequin::lying_flat(), 20), (&Mannequin::sphinx(), 50)]));
        let told: Vec<_> = real.false_holds.iter().map(|hold| (hold.free, hold.counted.as_str())).collect();
        assert_eq!(told, [(false, "sphinx"), (true, "sphinx")]);
        let may = one(r#"{"shows":"a sphinx","must_not_count":[],"may_count":["sphinx"]}"#).unwrap();
        assert!(judged(show(may, &[(&Mannequin::sphinx(), 50)])).false_holds.is_empty());
    }

    #[test]
    fn a_movement_that_must_not_count_is_told_by_its_repetitions() {
        let (cat, cow) = (Mannequin::tabletop().gaze(205.0), Mannequin::tabletop().gaze(130.0));
        let told = |poses: &[(&Mannequin, u32)]| {
            let truth = one(r#"{"shows":"nods","must_not_count":["cat-cow"]}"#).unwrap();
            let real = judged(show(truth, poses));
            real.false_holds.iter().filter(|hold| !hold.free).map(|hold| (hold.seconds, hold.reps)).collect::<Vec<_>>()
        };
        assert_eq!(told(&[(&cat, 90)]), [], "kept at one end");
        assert_eq!(told(&[(&cat, 30), (&cow, 30), (&cat, 30)]), [(0.0, 1)]);
    }

    #[test]
    fn repetitions_are_counted_at_the_stretch_s_own_pace() {
        // Where the head looks in each pose.
        let (cat, cow) = (Mannequin::tabletop().gaze(205.0), Mannequin::tabletop().gaze(130.0));
        let poses = [(&cat, 30), (&cow, 30), (&cat, 30), (&cow, 30)];
        let truth = one(r#"{"stretch":"cat-cow","reps":2,"holds":[]}"#).unwrap();
        let real = judged(show(truth, &poses));
        assert_eq!((real.moved[0].counted_reps, real.moved[0].off()), (2, 0), "{real:?}");
        let with = |true_reps, counted_reps| Moved { true_reps, counted_reps, ..real.moved[0].clone() };
        assert!(with(3, 2).is_right() && with(1, 2).is_right() && with(0, 0).is_right());
        assert!(!with(3, 1).is_right() && !with(1, 0).is_right());
    }

    #[test]
    fn a_clip_has_the_name_that_stood_longest_and_no_stretch_has_none() {
        let recogniser = || {
            let mut frames = 0;
            let recogniser: ClipRecogniser<'_> = Box::new(move |_| {
                frames += 1;
                match frames {
                    0..=20 => None,
                    21..=30 => Some("childs-pose".to_owned()),
                    _ => Some("bird-dog or sphinx".to_owned()),
                }
            });
            recogniser
        };
        let named = |truth: RealTruth, frames| {
            let recording = show(truth, &[(&Mannequin::sphinx(), frames)]);
            judge(&[recording], &library(), Some(&recogniser)).0.names.remove(0)
        };
        let long = named(held_truth("sphinx", 1.0, 6.0), 60);
        assert_eq!((long.is_right, long.after, long.named.as_deref()), (true, Some(2.0), Some("bird-dog or sphinx")));
        assert!(!named(held_truth("sphinx", 1.0, 6.0), 35).is_right);
        let none = |may: &str| one(&format!(r#"{{"shows":"x","may_count":[{may}]}}"#)).unwrap();
        assert!(named(none(""), 20).is_right && !named(none(""), 25).is_right);
        assert!(named(none(r#""childs-pose""#), 25).is_right);
    }
}
