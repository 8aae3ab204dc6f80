//! Notices in a routine that somebody does another stretch than the one that comes next.

use std::sync::Arc;
use std::time::Duration;

use super::event::EventKind;
use crate::judge::Cue;
use crate::judge::Recogniser;
use crate::judge::{Message, Tone};
use crate::measure::Observation;
use crate::stretch::Stretch;
use crate::time::Timestamp;
use crate::time::reached;

/// How long another stretch must be done before that is said: long enough that nobody only passes through it.
const SAID_AFTER: Duration = Duration::from_secs(3);
/// How long the line stays.
const STAYS: Duration = Duration::from_secs(5);

/// Watches for other stretches than the one that is asked for.
#[derive(Clone, Debug)]
pub(super) struct Elsewhere {
    recogniser: Recogniser,
    /// What has been recognised in place of what is asked, and since when.
    seen: Option<(Arc<Stretch>, Timestamp)>,
    /// The stretch that was done before: somebody who is still in it is only leaving it.
    before: Option<String>,
    /// Whether it has been said of the stretch that is asked for; it is said once.
    is_said: bool,
    message: Option<(Message, Timestamp)>,
}

impl Elsewhere {
    pub const fn new(recogniser: Recogniser) -> Self {
        Self { recogniser, seen: None, before: None, is_said: false, message: None }
    }

    /// Another stretch is asked for from now on.
    pub fn go_on(&mut self, before: &str) {
        self.before = Some(before.to_owned());
        self.seen = None;
        self.is_said = false;
        self.message = None;
    }

    /// Takes in what is seen. `is_waiting` while the stretch that is `asked` for has neither begun nor rests.
    pub fn observe(&mut self, observation: &Observation, asked: &Stretch, is_waiting: bool) -> Option<EventKind> {
        let time = observation.time;
        self.recogniser.observe(observation);
        let other = self.recogniser.recognised().filter(|seen| {
            let is_asked = |stretch: &Arc<Stretch>| stretch.id == asked.id;
            // A timed stretch shows in nothing but lying ready, as one does for many.
            is_waiting
                && seen.stretch.guided.is_none()
                && is_surely_another(&seen.stretch, asked)
                && !seen.either.iter().any(is_asked)
                && self.before.as_ref() != Some(&seen.stretch.id)
        });
        let Some(other) = other else {
            self.seen = None;
            self.message = None;
            return None;
        };
        if self.seen.as_ref().is_none_or(|(seen, _)| seen.id != other.stretch.id) {
            self.seen = Some((Arc::clone(&other.stretch), time));
        }
        let (_, since) = self.seen.as_ref()?;
        if self.is_said || !reached(time.since(*since), SAID_AFTER) {
            return None;
        }
        self.is_said = true;
        let cue = Cue::Elsewhere { seen: other.stretch.title.clone(), asked: asked.title.clone() };
        self.message = Some((Message { tone: Tone::Guide, cue, target: None }, time + STAYS));
        Some(EventKind::OtherStretch { stretch: asked.id.clone(), seen: other.stretch.id.clone() })
    }

    /// The line that is shown at `now`.
    pub fn message(&self, now: Timestamp) -> Option<&Message> {
        self.message.as_ref().filter(|(_, until)| now < *until).map(|(message, _)| message)
    }
}

/// Whether `seen` can't be an attempt at `asked`. A first try, or a faulty one, looks like another stretch of the same position
/// often enough; and what another camera is needed for is seen too badly by this one to speak of it.
fn is_surely_another(seen: &Stretch, asked: &Stretch) -> bool {
    seen.position != asked.position && seen.camera.see == asked.camera.see
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::{Session, Title};
    use crate::measure::CameraSide;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::Position;
    use crate::stretch::samples;

    fn session() -> Session {
        let all = [samples::childs_pose(), samples::sphinx(), samples::bird_dog()].map(Arc::new);
        let steps = [samples::childs_pose(), samples::bird_dog()].map(|stretch| samples::step(stretch, 3.0, 1, 0.0));
        Session::new(steps.to_vec()).unwrap().noticing(all.to_vec())
    }

    fn show(session: &mut Session, pose: &Mannequin, tenths: std::ops::Range<u32>) -> Vec<(String, String)> {
        let seen = tenths.map(|tenth| pose.observe(f64::from(tenth) / 10.0));
        let other =
            |kind| if let EventKind::OtherStretch { stretch, seen } = kind { Some((stretch, seen)) } else { None };
        seen.flat_map(|seen| session.observe(&seen)).filter_map(|event| other(event.kind)).collect()
    }

    #[test]
    fn another_stretch_is_said_once() {
        let mut session = session();
        assert!(show(&mut session, &Mannequin::sphinx(), 0..35).is_empty(), "a second to recognise it and three more");
        assert_eq!(show(&mut session, &Mannequin::sphinx(), 35..50), [("childs-pose".to_owned(), "sphinx".to_owned())]);
        assert!(
            session.status().message.cue.to_string().contains("looks like"),
            "{}",
            session.status().message.cue.to_string()
        );
        assert!(show(&mut session, &Mannequin::tabletop(), 50..80).is_empty());
        assert!(show(&mut session, &Mannequin::sphinx(), 80..160).is_empty(), "never again");
    }

    #[test]
    fn what_may_be_an_attempt_or_is_badly_seen_is_not_remarked_on() {
        let (asked, seen) = (samples::childs_pose(), samples::sphinx());
        assert!(is_surely_another(&seen, &asked));
        assert!(!is_surely_another(&Stretch { position: Position::Kneeling, ..seen.clone() }, &asked));
        let mut from_the_front = seen;
        from_the_front.camera.see = CameraSide::Front;
        assert!(!is_surely_another(&from_the_front, &asked));
    }

    #[test]
    fn what_is_asked_for_and_what_is_being_left_are_not_remarked_on() {
        let mut session = session();
        assert!(show(&mut session, &Mannequin::childs_pose(), 0..50).is_empty());
        assert_eq!(session.status().subject.title(), Title::Own("bird-dog".to_owned()), "the first is done");
        assert!(show(&mut session, &Mannequin::childs_pose(), 50..120).is_empty());
        assert!(show(&mut session, &Mannequin::standing(), 120..180).is_empty());
    }
}
