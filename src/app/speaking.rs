//! What is said in a session, on its way to whoever hears it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::failure::Failure;
use crate::coach::{Event, Status};
use crate::history::Remark;
use crate::input::SoundCommand;
use crate::judge::Cue;
use crate::seam::{Speaker, SpeakerError};
use crate::speech::{Given, Lengths, Nearness, Speech, Wishes};
use crate::time::Timestamp;

/// The longest that anybody waits for the last words, and how long until that is looked at again.
const LAST_WORDS: Duration = Duration::from_secs(12);
const MOMENT: Duration = Duration::from_millis(20);

/// Says what there is to say to every speaker. The first that fails in a way that matters ends the session; the others have heard it.
pub struct Speaking {
    speech: Speech,
    speakers: Vec<Box<dyn Speaker>>,
}

impl Speaking {
    /// Nothing has been said yet.
    #[must_use]
    pub fn new(lengths: Arc<Lengths>, wishes: Wishes, speakers: Vec<Box<dyn Speaker>>) -> Self {
        Self { speech: Speech::new(lengths, wishes), speakers }
    }

    /// Whether nobody listens.
    #[must_use]
    pub fn is_unheard(&self) -> bool {
        self.speakers.is_empty()
    }

    /// Takes in what happened at `time` and where the session stands then.
    pub fn observe(&mut self, time: Timestamp, events: &[Event], status: &Status) -> Result<(), Failure> {
        if self.is_unheard() {
            return Ok(());
        }
        let given = self.speech.observe(time, events, status);
        self.give(time, &given, self.speech.nearness())
    }

    /// Takes in what is asked of somebody who shows a stretch.
    pub fn demonstrate(&mut self, time: Timestamp, cue: &Cue) -> Result<(), Failure> {
        if self.is_unheard() {
            return Ok(());
        }
        let given = self.speech.demonstrate(time, cue);
        self.give(time, &given, None)
    }

    /// Says something outside of a session; without anything, what is left to say goes on.
    pub fn prompt(&mut self, time: Timestamp, cue: Option<&Cue>) -> Result<(), Failure> {
        if self.is_unheard() {
            return Ok(());
        }
        let given = self.speech.prompt(time, cue);
        self.give(time, &given, None)
    }

    /// Whether there are words from now on.
    pub const fn set_voice(&mut self, is_wanted: bool) {
        self.speech.set_voice(is_wanted);
    }

    /// Another session begins, at whose end there is this to remark.
    pub fn restart(&mut self, remark: Option<Remark>) {
        self.speech.restart(remark);
    }

    /// Does what the person wants of what is heard.
    pub fn command(&mut self, command: SoundCommand) {
        match command {
            SoundCommand::Mute => self.speakers.iter_mut().for_each(|speaker| speaker.toggle_mute()),
            SoundCommand::Nearness => self.speech.toggle_nearness(),
        }
    }

    /// Says what is left to say.
    pub fn finish(&mut self, time: Timestamp) -> Result<(), Failure> {
        if self.is_unheard() {
            return Ok(());
        }
        let given = self.speech.finish();
        let outcome = self.give(time, &given, None);
        outcome.and(self.each(|speaker| speaker.finish()))
    }

    /// Waits for the last words to be heard, unless somebody stops it.
    pub fn wait(&self, stop: &AtomicBool) {
        self.wait_for(LAST_WORDS, stop);
    }

    /// The same, but no longer than this.
    pub fn wait_for(&self, longest: Duration, stop: &AtomicBool) {
        let mut waited = Duration::ZERO;
        let is_silent = || self.speakers.iter().all(|speaker| speaker.is_silent());
        while !is_silent() && waited < longest && !stop.load(Ordering::Relaxed) {
            std::thread::sleep(MOMENT);
            waited += MOMENT;
        }
    }

    fn give(&mut self, time: Timestamp, given: &[Given], nearness: Option<Nearness>) -> Result<(), Failure> {
        self.each(|speaker| {
            speaker.follow(time, nearness)?;
            given.iter().try_for_each(|given| speaker.give(given))
        })
    }

    fn each(&mut self, does: impl Fn(&mut dyn Speaker) -> Result<(), SpeakerError>) -> Result<(), Failure> {
        let mut outcome = Ok(());
        for speaker in &mut self.speakers {
            let done = does(speaker.as_mut()).map_err(Failure::from);
            outcome = outcome.and(done);
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::Session;
    use crate::measure::mannequin::Mannequin;
    use crate::seam::doubles::Listener;
    use crate::stretch::Step;
    use crate::stretch::samples;

    #[test]
    fn every_speaker_hears_all_of_it_and_a_broken_one_is_told_once() {
        let (good, broken) = (Listener::default(), Listener::default());
        broken.breaks();
        let speakers: Vec<Box<dyn Speaker>> = vec![Box::new(broken.clone()), Box::new(good.clone())];
        let mut speaking = Speaking::new(Arc::new(Lengths::default()), Wishes::default(), speakers);
        let stretch = Arc::new(samples::childs_pose());
        let mut session = Session::new(vec![Step { dose: stretch.dose, stretch }]).unwrap();
        let mut failures = 0;
        for tenth in 0..300 {
            let seen = Mannequin::childs_pose().observe(f64::from(tenth) / 10.0);
            let events = session.observe(&seen);
            failures += usize::from(speaking.observe(seen.time, &events, &session.status()).is_err());
        }
        let end = Timestamp::from_secs(30.0);
        speaking.observe(end, &session.end(end), &session.status()).unwrap();
        speaking.finish(end).unwrap();
        let words = good.words();
        assert!(
            words.contains(&"Hold for five seconds.".to_owned()) && words.contains(&"All done.".to_owned()),
            "{words:?}"
        );
        assert!(good.is_finished());
        assert_eq!(failures, 1, "what can't be heard any more is said once");
    }
}
