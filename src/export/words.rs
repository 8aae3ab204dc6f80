//! The names of facts in every export: they stay, as programs and spreadsheets rely on them.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

use crate::coach::Choice;
use crate::history::{Course, PastSession};
use crate::measure::BodyView;
use crate::stretch::Deeper;

pub(super) const fn course(course: Course) -> &'static str {
    match course {
        Course::Completed => "completed",
        Course::GivenUp => "given_up",
        Course::CutShort => "cut_short",
    }
}

pub(super) const fn view(view: BodyView) -> &'static str {
    match view {
        BodyView::Side => "side",
        BodyView::ThreeQuarter => "three_quarter",
        BodyView::Front => "front",
        BodyView::EndOn => "end_on",
        BodyView::Unknown => "unknown",
    }
}

pub(super) const fn deeper(deeper: Deeper) -> &'static str {
    match deeper {
        Deeper::Higher => "higher",
        Deeper::Lower => "lower",
    }
}

pub(super) const fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::GoOn => "go_on",
        Choice::Skip => "skip",
        Choice::Hurts => "hurts",
        Choice::Stop => "stop",
    }
}

/// The stretch's title in this session, or its id where that is all that is known.
pub(super) fn title<'a>(session: &'a PastSession, stretch: &'a str) -> &'a str {
    session.stretches.iter().find(|began| began.stretch == stretch).map_or(stretch, |began| &began.title)
}

/// The time of day at which something of a session happened.
pub(super) fn moment(session: &PastSession, at: Duration) -> DateTime<FixedOffset> {
    let began = session.about.began;
    TimeDelta::from_std(at).ok().and_then(|at| began.checked_add_signed(at)).unwrap_or(began)
}

/// When the last thing happened in it that is known.
pub(super) fn last(session: &PastSession) -> Duration {
    let end = session.end.as_ref().map(|end| end.at);
    let holds = session.holds.iter().map(|hold| hold.ended);
    let repetitions = session.repetitions.iter().map(|repetition| repetition.at);
    end.into_iter().chain(holds).chain(repetitions).max().unwrap_or_default()
}
