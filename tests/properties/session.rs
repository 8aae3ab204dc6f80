//! A session of anything, with anything seen and pressed at any time.

use std::time::Duration;

use arbitrary::{Result, Unstructured};
use supple::coach::{ComfortLimits, Event, EventKind, Session, Status};
use supple::stretch::{Dose, Pace, Step, Stretch};
use supple::time::Timestamp;

use super::library;
use super::moments::{Happens, Moments};

/// The longest gap between two looks of which the time is credited.
const CREDITED: Duration = Duration::from_secs(2);

/// Some session.
pub fn any_session(data: &mut Unstructured<'_>) -> Result<Session> {
    let stretches: Vec<_> = library().stretches().cloned().collect();
    let hold = Duration::from_secs(data.int_in_range(1..=25)?);
    let mut session = if data.ratio(1, 4)? {
        Session::free(stretches.clone(), data.arbitrary::<bool>()?.then_some(hold))
    } else {
        let mut steps = Vec::new();
        for _ in 0..data.int_in_range(1..=3_u8)? {
            // Those that the bodies are of, more often than the rest.
            let likely = ["childs-pose", "sphinx", "bird-dog", "cat-cow"];
            let stretch = match data.int_in_range(0..=7_usize)? {
                known @ 0..4 => library().stretch(likely[known]).expect("one of ours"),
                _ => data.choose(&stretches)?.clone(),
            };
            let dose = any_dose(data, &stretch, hold)?;
            steps.push(Step { stretch, dose });
        }
        Session::new(steps)
    }
    .expect("something to do");
    if data.arbitrary()? {
        session = session.noticing(stretches);
    }
    if data.arbitrary()? {
        session = session.with_comfort(ComfortLimits::default());
    }
    if data.arbitrary()? {
        session = session.with_somebody_there();
    }
    Ok(session)
}

fn any_dose(data: &mut Unstructured<'_>, stretch: &Stretch, hold: Duration) -> Result<Dose> {
    let is_moved = stretch.poses.is_some() && data.arbitrary()?;
    let pace = if is_moved { Pace::Move { tempo: Duration::from_secs(3) } } else { Pace::Hold(hold) };
    let rest = Duration::from_secs(data.int_in_range(0..=6)?);
    Ok(Dose { pace, reps: data.int_in_range(1..=3)?, rest })
}

/// What holds of every session: see [`Account::take`].
#[derive(Default)]
pub struct Account {
    before: Option<Timestamp>,
    /// How much of the time that went by, from look to look, could have been seen to be held.
    went_by: Duration,
    completed: f64,
    is_over: bool,
}

impl Account {
    /// Takes in what came of a moment.
    pub fn take(&mut self, time: Timestamp, events: &[Event], session: &Session) -> Status {
        let before = self.before.replace(time).unwrap_or(time);
        self.went_by += time.since(before).min(CREDITED);
        assert!(!self.is_over || events.is_empty(), "after the end nothing happens: {events:?}");
        for event in events {
            serde_json::to_string(event).expect("every event can be written");
            match &event.kind {
                EventKind::HoldCompleted(facts) | EventKind::HoldAbandoned(facts) => {
                    self.completed += facts.held_seconds;
                }
                EventKind::SessionCompleted { .. } | EventKind::SessionEnded { .. } => self.is_over = true,
                _ => {}
            }
        }
        let went_by = self.went_by.as_secs_f64() + 0.05;
        assert!(self.completed <= went_by, "{} s were counted in {went_by} s", self.completed);
        let status = session.status();
        assert!(status.held.as_secs_f64() <= went_by, "{:?} counts after {went_by} s", status.held);
        assert!((0.0..=1.0).contains(&status.progress) && (0.0..=1.0).contains(&status.sign), "{status:?}");
        assert!(status.hold.is_zero() || status.held <= status.hold, "{:?} of {:?}", status.held, status.hold);
        status
    }
}

/// Nothing that is seen or pressed makes it fall over, or count more than the time that went by.
pub fn session(data: &[u8]) {
    counted(data);
}

/// The same; the seconds that were held in it.
pub fn counted(data: &[u8]) -> f64 {
    let mut data = Unstructured::new(data);
    let Ok(mut session) = any_session(&mut data) else { return 0.0 };
    let mut account = Account::default();
    let mut moments = Moments::new(&mut data);
    let mut now = Timestamp::ZERO;
    while let Some(happens) = moments.next() {
        let (time, events) = match happens {
            Happens::Seen(seen) => (seen.time, session.observe(&seen)),
            Happens::Pressed(time, command) => (time, session.command(time, command)),
        };
        now = now.max(time);
        account.take(time, &events, &session);
    }
    let events = session.end(now);
    account.take(now, &events, &session);
    assert!(session.is_done() && session.outcome().is_some());
    assert!(session.end(now).is_empty(), "it ends once");
    account.completed
}
