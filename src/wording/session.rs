//! A session as it is printed: a line an event, and what it came to.

use fluent_bundle::FluentValue;

use super::fact;
use super::numbers::{decimal, plain};
use crate::body::Side;
use crate::coach::{Choice, Event, EventKind, HoldFacts, PauseReason};
use crate::language::Language;

/// One event as a line.
#[must_use]
pub fn line(event: &Event, language: Language) -> String {
    let words = words(&event.kind, language);
    let seconds = decimal(event.time.secs(), 1, language);
    format!("{seconds:>7} s  {words}")
}

fn words(kind: &EventKind, language: Language) -> String {
    let say = |name| language.say(name).to_owned();
    let of_hold = |name, facts: &HoldFacts| language.tell(name, [("hold", hold(facts, language).into())]);
    let of_stretch = |name, stretch: &str| language.tell(name, [("stretch", stretch.into())]);
    match kind {
        EventKind::PersonFound => say("event-found"),
        EventKind::PersonLost => say("event-lost"),
        EventKind::StretchStarted { stretch } => of_stretch("event-started", stretch),
        EventKind::StretchRecognised { title, either, .. } if either.is_empty() => {
            language.tell("event-recognised", [("title", title.into())])
        }
        EventKind::StretchRecognised { title, either, .. } => {
            let facts = [("title", title.into()), ("others", either.join(", ").into())];
            language.tell("event-recognised-either", facts)
        }
        EventKind::OtherStretch { stretch, seen } => {
            language.tell("event-other", [("seen", seen.into()), ("stretch", stretch.into())])
        }
        EventKind::HoldStarted(facts) => {
            language.tell("event-hold-started", [place(facts.side, facts.pose.as_deref(), language)])
        }
        EventKind::HoldPaused { hold, reason } => {
            let name = match reason {
                PauseReason::LeftPose => "event-hold-left-pose",
                PauseReason::Moving => "event-hold-moving",
                PauseReason::Unseen => "event-hold-unseen",
                PauseReason::Command => "event-hold-stopped",
            };
            of_hold(name, hold)
        }
        EventKind::HoldResumed(facts) => of_hold("event-hold-resumed", facts),
        EventKind::HoldCompleted(facts) => of_hold("event-hold-done", facts),
        EventKind::HoldAbandoned(facts) => of_hold("event-hold-given-up", facts),
        EventKind::RepCompleted { side, pose, rep, reps, .. } => {
            let place = place(*side, pose.as_deref(), language);
            language.tell("event-repetition", [("rep", (*rep).into()), ("reps", (*reps).into()), place])
        }
        EventKind::AttemptFellShort { side, pose, .. } => {
            language.tell("event-fell-short", [("pose", pose.into()), place(*side, None, language)])
        }
        EventKind::ComfortLearned { side, pose, target, limit, .. } => {
            let limit = plain(*limit, language);
            let place = place(*side, pose.as_deref(), language);
            language.tell("event-comfort", [("target", target.into()), ("limit", limit.into()), place])
        }
        EventKind::SideChanged { side, .. } => language.tell("event-side", [("side", fact(*side))]),
        EventKind::Sign { .. } => say("event-sign"),
        EventKind::Choices { .. } => say("event-choices"),
        EventKind::Chosen { choice: Choice::GoOn } => say("event-go-on"),
        EventKind::Chosen { choice } => super::choices(language)[choice.place()].to_owned(),
        EventKind::ThatHurts { stretch, .. } => of_stretch("event-hurts", stretch),
        EventKind::Hint { cue, .. } => format!("\"{}\"", cue.words(language)),
        EventKind::StretchCompleted { stretch, skipped: true } => of_stretch("event-skipped", stretch),
        EventKind::StretchCompleted { stretch, skipped: false } => of_stretch("event-done", stretch),
        EventKind::SessionCompleted { holds: 0, movements: 0, .. } => say("event-session-done"),
        EventKind::SessionCompleted { .. } => say("event-session-well-done"),
        EventKind::SessionEnded { held_seconds, .. } if *held_seconds > 0.0 => {
            let held = decimal(*held_seconds, 1, language);
            language.tell("event-session-broken-off", [("held", held.into())])
        }
        EventKind::SessionEnded { .. } => say("event-session-ended"),
    }
}

/// How far a hold is, and where.
fn hold(facts: &HoldFacts, language: Language) -> String {
    let held = decimal(facts.held_seconds, 1, language);
    let whole = plain(facts.hold_seconds, language);
    let place = place(facts.side, facts.pose.as_deref(), language);
    language.tell("event-hold", [("held", held.into()), ("whole", whole.into()), place])
}

/// Where something is held or moved.
fn place(side: Option<Side>, pose: Option<&str>, language: Language) -> (&'static str, FluentValue<'static>) {
    let side = side.map(|side| language.tell("event-on-side", [("side", fact(side))])).unwrap_or_default();
    let pose = pose.map(|pose| language.tell("event-in-pose", [("pose", pose.into())])).unwrap_or_default();
    ("where", format!("{side}{pose}").into())
}

/// A session without a plan is over.
#[must_use]
pub fn free(is_empty: bool, language: Language) -> &'static str {
    language.say(if is_empty { "summary-free-nothing" } else { "summary-free" })
}

/// A session is over, in which so many of all stretches were skipped.
#[must_use]
pub fn ended(is_complete: bool, skipped: usize, all: usize, language: Language) -> String {
    match (is_complete, skipped) {
        (false, _) => language.say("summary-incomplete").to_owned(),
        (true, 0) => language.say("summary-complete").to_owned(),
        (true, skipped) => language.tell("summary-skipped", [("skipped", skipped.into()), ("all", all.into())]),
    }
}

/// How many repetitions were done of a stretch.
#[must_use]
pub fn repetitions(reps: u32, language: Language) -> String {
    language.tell("summary-repetitions", [("reps", reps.into())])
}

/// How long it was held, how often it fell short, and whether the rest was skipped.
#[must_use]
pub fn held(seconds: f64, fell_short: u32, skipped: bool, language: Language) -> String {
    let seconds = decimal(seconds, 1, language);
    let held = language.tell("summary-held", [("held", format!("{seconds:>6}").into())]);
    let short = match fell_short {
        0 => String::new(),
        count => language.tell("summary-fell-short", [("count", count.into())]),
    };
    let skipped = if skipped { language.say("summary-then-skipped") } else { "" };
    format!("{held}{short}{skipped}")
}
