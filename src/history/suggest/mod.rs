//! What to do today, by rules that anybody can follow: docs/today.md says them in words. The same history gives the same suggestion.

mod compose;
mod known;
mod rules;
mod suggestion;

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use super::past::PastSession;
use super::progress::{day_of, did_something};
use crate::stretch::{Routine, Step, Stretch};

pub use suggestion::{LeftOut, Occasion, Suggested, Suggestion, Why, WhyNot, Wish};

use compose::{Candidate, compose};
use known::{Known, days_between, did};
use rules::{BEGIN_WITH, LESS_FOR, MINUTES, ROSE, SERIES_FOR};

/// A plan for `today` out of these stretches and routines, after these sessions.
#[must_use]
pub fn suggest(
    stretches: &[Arc<Stretch>],
    routines: &[Arc<Routine>],
    sessions: &[PastSession],
    today: NaiveDate,
    wish: &Wish,
) -> Suggestion {
    let mut sessions: Vec<&PastSession> = sessions.iter().collect();
    sessions.sort_by_key(|session| (day_of(session), session.about.began, session.id));
    let is_new = !sessions.iter().any(|session| did_something(session));
    let candidates = candidates(stretches, routines, &sessions, today);
    let left_out = left_out(&candidates);
    let today_too = sessions.iter().filter(|session| day_of(session) >= today && did_something(session)).count();
    let done_today = u32::try_from(today_too).unwrap_or(u32::MAX);
    let (occasion, steps) = if is_new { beginning(routines, wish, &left_out) } else { None }
        .or_else(|| series(routines, &sessions, today, wish, &left_out))
        .unwrap_or_else(|| (Occasion::Composed, compose(&candidates, minutes(wish), wish)));
    Suggestion { occasion, steps, left_out, done_today }
}

fn minutes(wish: &Wish) -> Duration {
    Duration::from_secs(60 * u64::from(wish.minutes.unwrap_or(MINUTES)))
}

/// Everything that may be suggested. What was never done needs things that nobody may have at home, a ball or a band: only what belongs to the
/// gentle start, or to a routine that was begun, comes new.
fn candidates<'a>(
    stretches: &'a [Arc<Stretch>],
    routines: &[Arc<Routine>],
    sessions: &[&PastSession],
    today: NaiveDate,
) -> Vec<Candidate<'a>> {
    let begun = |routine: &&Arc<Routine>| {
        sessions.iter().any(|session| session.about.plan.as_deref() == Some(routine.id.as_str()))
    };
    let familiar: Vec<&str> = routines
        .iter()
        .filter(|routine| routine.id == BEGIN_WITH || begun(routine))
        .flat_map(|routine| routine.steps.iter().map(|step| step.stretch.id.as_str()))
        .collect();
    let area_days = |area: &str| -> Option<u32> {
        let eases = |stretch: &&Arc<Stretch>| stretch.eases.iter().any(|eased| eased == area);
        let last = stretches.iter().filter(eases).filter_map(|stretch| {
            sessions.iter().rev().find(|session| did(session, &stretch.id)).map(|session| day_of(session))
        });
        last.max().map(|day| days_between(day, today))
    };
    let mut all: Vec<Candidate<'a>> = stretches
        .iter()
        .map(|stretch| Candidate {
            stretch,
            known: Known::of(&stretch.id, sessions, today),
            areas: stretch.eases.iter().map(|area| (area.as_str(), area_days(area))).collect(),
            is_familiar: familiar.contains(&stretch.id.as_str()),
        })
        .collect();
    all.sort_by(|a, b| a.stretch.id.cmp(&b.stretch.id));
    all
}

fn left_out(candidates: &[Candidate<'_>]) -> Vec<LeftOut> {
    let why = |known: &Known| match (known.hurt, known.rests_until) {
        (Some(days), Some(again)) => Some(WhyNot::Hurt { days, again }),
        _ => known.is_left_out.then_some(WhyNot::LeftOut),
    };
    let left_out = |candidate: &Candidate<'_>| {
        let why = why(&candidate.known)?;
        Some(LeftOut { stretch: candidate.stretch.id.clone(), title: candidate.stretch.title.clone(), why })
    };
    candidates.iter().filter_map(left_out).collect()
}

/// The gentle start, for somebody of whom nothing is known.
fn beginning(routines: &[Arc<Routine>], wish: &Wish, left_out: &[LeftOut]) -> Option<(Occasion, Vec<Suggested>)> {
    let routine = routines.iter().find(|routine| routine.id == BEGIN_WITH)?;
    Some((Occasion::Beginning { routine: routine.id.clone() }, whole(routine, wish, left_out)?))
}

/// The next of a series, of routines whose ids end in a number, where one was done to its end lately; or the same again, where it wasn't.
fn series(
    routines: &[Arc<Routine>],
    sessions: &[&PastSession],
    today: NaiveDate,
    wish: &Wish,
    left_out: &[LeftOut],
) -> Option<(Occasion, Vec<Suggested>)> {
    let in_a_series = |session: &&&PastSession| {
        did_something(session) && days_between(day_of(session), today) <= SERIES_FOR && numbered(session).is_some()
    };
    let last = sessions.iter().rev().find(in_a_series)?;
    let (name, number) = numbered(last)?;
    // After pain that came with it, nothing goes on as if there had been none.
    let rose =
        last.pain_before.zip(last.pain_after).is_some_and(|(before, after)| after.score() >= before.score() + ROSE);
    if rose {
        return None;
    }
    let is_whole = last.end.as_ref().is_some_and(|end| end.complete) && !last.ended.iter().any(|ended| ended.skipped);
    let again = !is_whole;
    if !again && day_of(last) >= today {
        // The next one is for tomorrow.
        return None;
    }
    let id = format!("{name}-{}", if again { number } else { number.checked_add(1)? });
    let routine = routines.iter().find(|routine| routine.id == id)?;
    // What is to be done by halves is no whole routine.
    let hurt_lately = |stretch: &str| {
        let lately = sessions.iter().filter(|session| days_between(day_of(session), today) <= LESS_FOR);
        lately.flat_map(|session| &session.hurts).any(|hurt| hurt.stretch == stretch)
    };
    if routine.steps.iter().any(|step| hurt_lately(&step.stretch.id)) {
        return None;
    }
    Some((Occasion::Series { routine: id, again }, whole(routine, wish, left_out)?))
}

/// The name and the number of a session's plan that has both, as `gentle-week-3` does.
fn numbered(session: &PastSession) -> Option<(&str, u32)> {
    let (name, number) = session.about.plan.as_deref()?.rsplit_once('-')?;
    Some((name, number.parse().ok()?))
}

/// All of a routine, where it suits: it fits the time and the positions, and nothing in it is to be left out.
fn whole(routine: &Routine, wish: &Wish, left_out: &[LeftOut]) -> Option<Vec<Suggested>> {
    let suits = routine
        .steps
        .iter()
        .all(|step| wish.allows(step.stretch.position) && !left_out.iter().any(|left| left.stretch == step.stretch.id));
    let time: Duration = routine.steps.iter().map(Step::time).sum();
    let fits = wish.minutes.is_none_or(|minutes| time <= Duration::from_secs(60 * u64::from(minutes)));
    let step = |step: &Step| Suggested { step: step.clone(), why: vec![Why::InRoutine] };
    (suits && fits).then(|| routine.steps.iter().map(step).collect())
}

#[cfg(test)]
mod tests;
