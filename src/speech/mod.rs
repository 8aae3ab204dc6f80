//! What is heard, and when: events and status in, phrases and sounds out, by media time. Nothing here plays anything.
//!
//! ```text
//! Event, Status → narrator (what there is to say) → schedule (what is heard when) → Given → transcript, loudspeaker, sound file
//!                                                     rules, lengths
//! sounds, nearness → mix (samples)
//! ```
//!
//! Silence is the normal state of a good hold: see [`rules`] for what is said how often, and why.

mod lengths;
mod mix;
mod narrator;
mod nearness;
pub mod phrasebook;
pub mod rules;
mod schedule;
pub mod sounds;
mod utterance;

use std::sync::Arc;

pub use lengths::Lengths;
pub use mix::Mixer;
pub use nearness::Nearness;
pub use utterance::{Given, Heard, Priority, Sound, Utterance};

use self::narrator::Narrator;
use self::rules::SOON;
use self::schedule::Schedule;
use crate::coach::{Event, Phase, Status};
use crate::history::Remark;
use crate::judge::{Cue, Prompt};
use crate::language::Language;
use crate::time::Timestamp;
use crate::wording::spoken;

/// What a person wants to hear.
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// In which language; the lengths and the voice are of the same.
    pub language: Language,
    /// Words.
    pub voice: bool,
    /// Sounds.
    pub sounds: bool,
    /// A tone that tells how near the pose is.
    pub nearness: bool,
    /// Breath in long holds that ask for it.
    pub breath: bool,
    /// What there is to say of earlier sessions, once this one is done.
    pub remark: Option<Remark>,
}

impl Default for Wishes {
    fn default() -> Self {
        Self { language: Language::default(), voice: true, sounds: true, nearness: false, breath: false, remark: None }
    }
}

/// What is heard of a session.
///
/// ```
/// use std::sync::Arc;
/// use supple::coach::Session;
/// use supple::record::{Moment, Reader};
/// use supple::speech::{Lengths, Speech, Wishes};
/// use supple::stretch_file::Library;
///
/// let library = Library::embedded().map_err(|_| "our own files are wrong")?;
/// let mut session = Session::new(library.routine("gentle-start").ok_or("no such routine")?.steps.clone()).ok_or("no step")?;
/// let mut speech = Speech::new(Arc::new(Lengths::default()), Wishes::default());
///
/// let text = std::fs::read_to_string("tests/sessions/standing/observations.jsonl")?;
/// let mut heard = Vec::new();
/// for moment in Reader::new(text.as_bytes())? {
///     if let Moment::Seen(seen) = moment? {
///         let events = session.observe(&seen);
///         heard.extend(speech.observe(seen.time, &events, &session.status()));
///     }
/// }
/// assert!(heard.iter().any(|given| given.words() == Some("I can see you.")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Speech {
    wishes: Wishes,
    narrator: Narrator,
    schedule: Schedule,
    nearness: Option<Nearness>,
    shown: Option<Cue>,
}

impl Speech {
    /// Nothing has been heard yet.
    #[must_use]
    pub fn new(lengths: Arc<Lengths>, wishes: Wishes) -> Self {
        let schedule = Schedule::new(lengths, wishes.language);
        Self { wishes, narrator: Narrator::new(wishes.breath, wishes.remark), schedule, nearness: None, shown: None }
    }

    /// Takes in what happened at `time` and where the session stands then; answers what is heard from now on that wasn't before.
    pub fn observe(&mut self, time: Timestamp, events: &[Event], status: &Status) -> Vec<Given> {
        self.narrator.observe(time, events, status, &mut self.schedule);
        let moves_in = matches!(status.phase, Phase::Positioning | Phase::Changing(_) | Phase::Paused | Phase::Holding);
        self.nearness = Nearness::of(&status.targets).filter(|_| self.wishes.nearness && moves_in);
        let given = self.schedule.advance(time);
        self.wished(given)
    }

    /// Takes in what is asked of somebody who shows a stretch; answers what is heard from now on.
    pub fn demonstrate(&mut self, time: Timestamp, cue: &Cue) -> Vec<Given> {
        if self.shown.as_ref() != Some(cue) {
            self.shown = Some(cue.clone());
            self.schedule.forget(&["show"]);
            self.schedule.offer(
                time,
                Utterance::words("show", Priority::Next, SOON * 4, spoken::cue(cue, self.wishes.language))
                    .after(Sound::Attention),
            );
        }
        let given = self.schedule.advance(time);
        self.wished(given)
    }

    /// Takes in what is said around a session, which takes the place of what was; without anything, what is left to say goes on.
    pub fn prompt(&mut self, time: Timestamp, cue: Option<&Cue>) -> Vec<Given> {
        if let Some(cue) = cue {
            self.schedule.forget(&["prompt"]);
            let phrases = spoken::cue(cue, self.wishes.language);
            // What is counted comes in time; what asks for something is announced.
            let is_counted = matches!(cue, Cue::Prompt(Prompt::Count(_) | Prompt::Number(_)));
            if !phrases.is_empty() {
                let words = Utterance::words("prompt", Priority::Next, SOON, phrases);
                self.schedule.offer(time, if is_counted { words } else { words.after(Sound::Attention) });
            }
        }
        self.nearness = None;
        let given = self.schedule.advance(time);
        self.wished(given)
    }

    /// Whether there are words from now on.
    pub const fn set_voice(&mut self, is_wanted: bool) {
        self.wishes.voice = is_wanted;
    }

    /// Another session begins, at whose end there is this to remark: what was said in the last one is no longer known.
    pub fn restart(&mut self, remark: Option<Remark>) {
        self.narrator = Narrator::new(self.wishes.breath, remark);
        self.schedule.start_over();
    }

    /// The nearness tone as it stands.
    #[must_use]
    pub const fn nearness(&self) -> Option<Nearness> {
        self.nearness
    }

    /// Turns the nearness tone on or off.
    pub const fn toggle_nearness(&mut self) {
        self.wishes.nearness = !self.wishes.nearness;
    }

    /// What is still to be heard when nothing more happens.
    pub fn finish(&mut self) -> Vec<Given> {
        let given = self.schedule.finish();
        self.nearness = None;
        self.wished(given)
    }

    fn wished(&self, mut given: Vec<Given>) -> Vec<Given> {
        given.retain(|given| match given.heard {
            Heard::Words(_) => self.wishes.voice,
            Heard::Sound(Sound::BreathIn | Sound::BreathOut) => true,
            Heard::Sound(_) => self.wishes.sounds,
        });
        given
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::Session;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::samples;

    /// An hour of holds and rests: what is remembered doesn't grow, and what is heard doesn't fall behind what happens.
    #[test]
    fn an_hour_of_cues_neither_grows_nor_drifts() {
        let steps = (0..2).map(|_| samples::step(samples::childs_pose(), 20.0, 500, 5.0)).collect();
        let mut session = Session::new(steps).unwrap();
        let mut speech = Speech::new(Arc::default(), Wishes { breath: true, ..Wishes::default() });
        let (mut holds, mut begun, mut done) = (0, 0, 0);
        for tenth in 0..36_000_u32 {
            let pose = if tenth / 10 % 40 < 28 { Mannequin::childs_pose() } else { Mannequin::tabletop() };
            let seen = pose.observe(f64::from(tenth) / 10.0);
            let events = session.observe(&seen);
            let is_done = |event: &&Event| matches!(event.kind, crate::coach::EventKind::HoldCompleted(_));
            holds += events.iter().filter(is_done).count();
            for given in speech.observe(seen.time, &events, &session.status()) {
                let late = given.time.since(seen.time);
                assert!(late < std::time::Duration::from_millis(1500), "{given:?} is {late:?} late");
                begun += usize::from(given.sound() == Some(Sound::HoldBegun));
                done += usize::from(given.sound() == Some(Sound::Done));
            }
            assert!(speech.schedule.memory() < 120, "{}", speech.schedule.memory());
        }
        assert!(holds > 80, "{holds}");
        assert_eq!((begun, done), (holds, holds), "each has its sounds");
    }
    /// What is said of earlier sessions at the end of one that was done, or in which something hurts.
    fn last_words(remark: Option<Remark>, hurts: bool, done: bool) -> Vec<String> {
        let steps =
            vec![samples::step(samples::childs_pose(), 5.0, 1, 5.0), samples::step(samples::sphinx(), 5.0, 1, 5.0)];
        let mut session = Session::new(steps).unwrap();
        let mut speech = Speech::new(Arc::default(), Wishes { remark, ..Wishes::default() });
        let mut heard = Vec::new();
        let mut hear = |time: Timestamp, events: &[Event], session: &Session, speech: &mut Speech| {
            heard.extend(speech.observe(time, events, &session.status()));
        };
        for tenth in 0..400_u32 {
            let pose = if tenth < 150 { Mannequin::childs_pose() } else { Mannequin::sphinx() };
            let seen = pose.observe(f64::from(tenth) / 10.0);
            let mut events = session.observe(&seen);
            if hurts && tenth == 20 {
                events.extend(session.command(seen.time, crate::coach::Command::Hurts));
            }
            if !done && tenth == 60 {
                events.extend(session.end(seen.time));
            }
            hear(seen.time, &events, &session, &mut speech);
            if !done && tenth == 60 {
                break;
            }
        }
        heard.extend(speech.finish());
        let last = heard.iter().filter(|given| given.cue == "session_done");
        last.filter_map(|given| given.words().map(str::to_owned)).collect()
    }

    #[test]
    fn what_has_come_of_it_is_the_last_word_of_what_was_done() {
        let third = Some(Remark::DaysInARow(3));
        assert_eq!(last_words(third, false, true).last().unwrap(), "Third day in a row.");
        assert!(!last_words(None, false, true).iter().any(|words| words.contains("row")));
        assert!(!last_words(third, true, true).iter().any(|words| words.contains("row")), "not where it hurt");
        assert_eq!(last_words(third, false, false), ["That's all for today."], "nor where it was broken off");
        let left = last_words(Some(Remark::HoldsLonger(crate::body::Side::Left)), false, true);
        assert!(left.ends_with(&["Left side.".to_owned(), "It holds longer now.".to_owned()]), "{left:?}");
    }
}
