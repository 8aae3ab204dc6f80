//! Whether somebody is there, and in the pose: what is said of it, and how often.

use std::time::Duration;

use crate::coach::{PauseReason, Phase, Status};
use crate::speech::rules::{ASKED_AT_MOST, NOT_SEEN_FOR, SOON, STILL_WAITING};
use crate::speech::schedule::Schedule;
use crate::speech::utterance::{Priority, Sound, Utterance};
use crate::time::{Timestamp, reached};
use crate::wording::spoken;

/// "I can see you" may wait for the end of a sentence.
const SEEN_MAY_WAIT: Duration = Duration::from_secs(6);

/// What has been said about being there.
#[derive(Clone, Debug, Default)]
pub(super) struct PresenceTeller {
    /// Whether "I can see you" has been said.
    is_greeted: bool,
    waiting: Option<Waiting>,
}

/// Something that is waited for.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    what: What,
    /// Since when, or since it was last said.
    since: Timestamp,
    said: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    /// Nobody is in view.
    Person,
    /// The pose was left in mid-hold.
    Pose,
}

impl PresenceTeller {
    /// Somebody came into view.
    pub fn found(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        let language = schedule.language();
        schedule.forget(&["lost", "come_into_view"]);
        self.waiting = None;
        // Once is enough: afterwards the sound says it.
        let mut words = Vec::new();
        if !self.is_greeted {
            words.push(spoken::seen(language).to_owned());
            words.extend(status.subject.stretch().is_none().then(|| spoken::what_now(language).to_owned()));
        }
        self.is_greeted = true;
        schedule.offer(time, Utterance::words("seen", Priority::Next, SEEN_MAY_WAIT, words).after(Sound::Found));
    }

    /// Nobody is in view any more.
    pub fn lost(time: Timestamp, status: &Status, schedule: &mut Schedule) {
        let language = schedule.language();
        schedule.forget(&["seen"]);
        let mut phrases = vec![spoken::not_seen(language).to_owned()];
        if status.phase == Phase::Paused {
            phrases.push(spoken::hold_waits(language).to_owned());
        }
        schedule.offer(time, Utterance::words("lost", Priority::Next, SOON, phrases).after(Sound::Lost));
    }

    /// A hold was paused.
    pub fn paused(&mut self, time: Timestamp, reason: PauseReason) {
        if reason == PauseReason::LeftPose {
            self.waiting = Some(Waiting { what: What::Pose, since: time, said: 0 });
        }
    }

    /// Nothing is waited for.
    pub fn stop_asking(&mut self) {
        self.waiting = None;
    }

    /// Says, now and then, what is waited for.
    pub fn observe(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        if status.phase == Phase::Searching && self.waiting.is_none() {
            self.waiting = Some(Waiting { what: What::Person, since: time, said: 0 });
        }
        let language = schedule.language();
        let Some(waiting) = &mut self.waiting else { return };
        let (goes_on, after, cue, words) = match waiting.what {
            What::Person => {
                (status.phase == Phase::Searching, NOT_SEEN_FOR, "come_into_view", spoken::come_into_view(language))
            }
            What::Pose => (status.phase == Phase::Paused, STILL_WAITING, "waiting", spoken::waiting(language)),
        };
        if !goes_on {
            self.waiting = None;
            return;
        }
        // Twice as long each time: whoever hasn't come yet has heard it.
        let due = reached(time.since(waiting.since), after * 2_u32.saturating_pow(waiting.said));
        if waiting.said < ASKED_AT_MOST && due && schedule.is_silent(time) {
            *waiting = Waiting { since: time, said: waiting.said + 1, ..*waiting };
            schedule.offer(time, Utterance::words(cue, Priority::Next, SOON, spoken::phrases(words)));
        }
    }
}
