//! What is heard when: one thing at a time, the most important first, nothing too late, nothing again and again.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use super::lengths::Lengths;
use super::rules::{
    AFTER_A_SOUND, BETWEEN_LINES, BETWEEN_PHRASES, CORRECTIONS_APART, HOLD_WINDOW, KEPT_FOR_THE_END, LINES_A_MINUTE,
    SAME_WORDS_APART, SPEECH_IN_A_HOLD,
};
use super::utterance::{Given, Heard, Priority, Utterance};
use crate::language::Language;
use crate::time::Timestamp;
use crate::wording::spoken::phrases;

const MINUTE: Duration = Duration::from_mins(1);

/// Decides what is heard when. What is offered waits for its turn: a more important thing is said first, and what is being said is left
/// off after the present phrase for it. Sounds don't wait.
#[derive(Clone, Debug)]
pub(super) struct Schedule {
    lengths: Arc<Lengths>,
    language: Language,
    waiting: Vec<Waiting>,
    /// What is being said, with the phrases that are left of it.
    current: Option<Current>,
    /// Until when words are heard.
    words_until: Option<Timestamp>,
    /// Until when a sound is heard, and words leave it room.
    sound_until: Option<Timestamp>,
    /// What was said lately.
    said: VecDeque<Said>,
    /// What has been said since the chapter began.
    chapter: HashSet<String>,
    hold: Option<HoldAhead>,
    /// Since when one counts without a break.
    held_since: Timestamp,
    now: Timestamp,
}

/// What is ahead in the hold under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct HoldAhead {
    /// When the next thing comes that can't wait: nothing that can may last until then.
    pub next: Timestamp,
    /// How long everything that tells time will take to say.
    pub to_say: Duration,
}

#[derive(Clone, Debug)]
struct Waiting {
    utterance: Utterance,
    until: Timestamp,
    sounded: bool,
}

#[derive(Clone, Debug)]
struct Current {
    cue: &'static str,
    priority: Priority,
    left: VecDeque<String>,
}

#[derive(Clone, Debug)]
struct Said {
    time: Timestamp,
    lasts: Duration,
    words: String,
    priority: Priority,
    is_first: bool,
}

impl Schedule {
    pub fn new(lengths: Arc<Lengths>, language: Language) -> Self {
        Self {
            lengths,
            language,
            waiting: Vec::new(),
            current: None,
            words_until: None,
            sound_until: None,
            said: VecDeque::new(),
            chapter: HashSet::new(),
            hold: None,
            held_since: Timestamp::ZERO,
            now: Timestamp::ZERO,
        }
    }

    /// The language of what is said: that of the voice by whose lengths it is timed.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Offers something at `time`.
    pub fn offer(&mut self, time: Timestamp, utterance: Utterance) {
        self.waiting.push(Waiting { until: time + utterance.patience, utterance, sounded: false });
    }

    /// The moment that these were for is over: what is left of them isn't said.
    pub fn forget(&mut self, cues: &[&str]) {
        self.waiting.retain(|waiting| !cues.contains(&waiting.utterance.cue));
        self.current = self.current.take().filter(|current| !cues.contains(&current.cue));
    }

    /// Another session begins: what waited for the last one isn't said any more, and what was said in it counts for nothing.
    pub fn start_over(&mut self) {
        self.waiting.clear();
        self.current = None;
        self.said.clear();
        self.chapter.clear();
        self.hold = None;
    }

    /// How many things are remembered.
    #[cfg(test)]
    pub fn memory(&self) -> usize {
        self.waiting.len() + self.said.len() + self.chapter.len()
    }

    /// Whether nothing is being said and nothing waits to be.
    pub fn is_silent(&self, time: Timestamp) -> bool {
        self.waiting.is_empty() && self.current.is_none() && self.words_until.is_none_or(|until| time >= until)
    }

    /// What is ahead in the hold that counts, in which little is said; `None` while none does.
    pub fn hold(&mut self, time: Timestamp, ahead: Option<HoldAhead>) {
        if self.hold.is_none() {
            self.held_since = time;
        }
        self.hold = ahead;
    }

    /// Another stretch begins: nothing has been said of it yet.
    pub fn begin_chapter(&mut self) {
        self.chapter.clear();
    }

    /// Whatever waits, and what is left of what is being said, isn't said; the sound of what has just happened is heard.
    pub fn forget_all(&mut self) {
        self.waiting.retain(|waiting| waiting.utterance.sound.is_some() && !waiting.sounded);
        for waiting in &mut self.waiting {
            waiting.utterance.phrases.clear();
        }
        self.current = None;
    }

    /// Whether this has been said since then.
    pub fn has_said(&self, phrase: &str) -> bool {
        self.chapter.contains(phrase)
    }

    /// Whether the first of these phrases has been said since a moment.
    pub fn has_begun_since(&self, phrases: &[String], since: Option<Timestamp>) -> bool {
        let Some(first) = phrases.first() else { return false };
        self.said.iter().any(|said| said.words == *first && since.is_none_or(|since| said.time >= since))
    }

    /// Whether the beginning of a text has been said since then, or is being said.
    pub fn has_begun(&self, text: &str) -> bool {
        phrases(text).first().is_some_and(|first| self.chapter.contains(first))
    }

    /// How long phrases take to say.
    pub fn length_of(&self, phrases: &[String]) -> Duration {
        self.lengths.of_all(phrases)
    }

    /// What is heard from `time` on that wasn't before.
    pub fn advance(&mut self, time: Timestamp) -> Vec<Given> {
        self.now = self.now.max(time);
        let mut given = Vec::new();
        self.sound(&mut given);
        // What waited too long is dropped; what has begun goes on.
        let now = self.now;
        self.waiting.retain(|waiting| now <= waiting.until && !waiting.utterance.phrases.is_empty());
        while self.said.front().is_some_and(|said| now.since(said.time) > MINUTE) {
            self.said.pop_front();
        }
        let is_over = |until: Option<Timestamp>, room| until.is_none_or(|until| now >= until + room);
        if !is_over(self.words_until, BETWEEN_PHRASES) || !is_over(self.sound_until, AFTER_A_SOUND) {
            return given;
        }
        let is_more_important = |current: &Current| {
            self.waiting
                .iter()
                .any(|waiting| waiting.utterance.priority > current.priority && self.may_say(&waiting.utterance))
        };
        if self.current.as_ref().is_some_and(is_more_important) {
            self.current = None;
        }
        let mut is_first = false;
        if self.current.is_none() && is_over(self.words_until, BETWEEN_LINES) {
            self.current = self.choose();
            is_first = true;
        }
        if let Some(current) = &mut self.current {
            if let Some(words) = current.left.pop_front() {
                let (cue, priority) = (current.cue, current.priority);
                given.push(self.say(cue, priority, words, is_first));
            }
            self.current = self.current.take().filter(|current| !current.left.is_empty());
        }
        given
    }

    /// All that is still to be heard, as it comes without anything new.
    pub fn finish(&mut self) -> Vec<Given> {
        let mut given = Vec::new();
        let step = Duration::from_millis(20);
        let longest = self.now + MINUTE;
        while (!self.waiting.is_empty() || self.current.is_some()) && self.now < longest {
            given.extend(self.advance(self.now + step));
        }
        given
    }

    fn sound(&mut self, given: &mut Vec<Given>) {
        for waiting in &mut self.waiting {
            let Some(sound) = waiting.utterance.sound.filter(|_| !waiting.sounded) else { continue };
            waiting.sounded = true;
            let time = self.sound_until.map_or(self.now, |until| until.max(self.now));
            let lasts = Lengths::of_sound(sound);
            let Utterance { cue, priority, .. } = waiting.utterance;
            // A breath goes on beneath words, and other sounds don't wait for its end.
            let is_breath = priority == Priority::Breath;
            let time = if is_breath { self.now } else { time };
            self.sound_until = if is_breath { self.sound_until } else { Some(time + lasts) };
            given.push(Given { time, cue, heard: Heard::Sound(sound), lasts, priority });
        }
    }

    /// The most important of what waits and may be said now; of equals the one that can wait least.
    fn choose(&mut self) -> Option<Current> {
        let may_be_said = |place: &usize| self.may_say(&self.waiting[*place].utterance);
        let places = (0..self.waiting.len()).filter(may_be_said);
        let place = places.min_by(|&one, &other| {
            let (one, other) = (&self.waiting[one], &self.waiting[other]);
            other
                .utterance
                .priority
                .cmp(&one.utterance.priority)
                .then(one.utterance.patience.cmp(&other.utterance.patience))
        })?;
        let Utterance { cue, priority, mut phrases, .. } = self.waiting.remove(place).utterance;
        // What was said as a part of something else just now isn't repeated.
        if matches!(cue, "guide" | "correction" | "camera") {
            phrases.retain(|phrase| !self.is_again(phrase));
        }
        Some(Current { cue, priority, left: phrases.into() })
    }

    /// Whether this was said only just now.
    fn is_again(&self, words: &str) -> bool {
        let is_it = |said: &Said| said.words == words && self.now.since(said.time + said.lasts) < SAME_WORDS_APART;
        self.said.iter().any(is_it)
    }

    /// Whether the rules let this be said now.
    fn may_say(&self, utterance: &Utterance) -> bool {
        let counts = utterance.priority == Priority::TimeLeft || utterance.cue == "repetition";
        if !counts && utterance.phrases.iter().all(|phrase| self.is_again(phrase)) {
            return false;
        }
        let is_correction = |said: &Said| said.is_first && said.priority == Priority::Correction;
        let corrected_at = self.said.iter().rev().find(|said| is_correction(said)).map(|said| said.time + said.lasts);
        if utterance.priority == Priority::Correction
            && corrected_at.is_some_and(|at| self.now.since(at) < CORRECTIONS_APART)
        {
            return false;
        }
        let nobody_waits_for_it =
            matches!(utterance.priority, Priority::Correction | Priority::Praise | Priority::Breath);
        let lines = self.said.iter().filter(|said| said.is_first && said.priority <= Priority::Correction);
        if nobody_waits_for_it && lines.filter(|said| said.priority != Priority::TimeLeft).count() >= LINES_A_MINUTE {
            return false;
        }
        let needs = self.lengths.of_all(&utterance.phrases);
        let Some(hold) = self.hold else { return true };
        if utterance.priority >= Priority::Next {
            return true;
        }
        let is_last = counts && utterance.sound.is_some();
        // What tells time comes first in what may be said; of that the last seconds.
        let kept = if is_last {
            Duration::ZERO
        } else if counts || utterance.priority == Priority::Correction {
            hold.to_say.min(KEPT_FOR_THE_END)
        } else {
            hold.to_say
        };
        (counts || self.now + needs + BETWEEN_LINES <= hold.next) && self.fits_in_hold(needs + kept)
    }

    /// Whether so much may still be said in this hold.
    fn fits_in_hold(&self, needs: Duration) -> bool {
        let lately =
            |said: &&Said| said.time >= self.held_since && self.now.since(said.time + said.lasts) < HOLD_WINDOW;
        let spent: Duration = self.said.iter().filter(lately).map(|said| said.lasts).sum();
        spent + needs <= SPEECH_IN_A_HOLD
    }

    fn say(&mut self, cue: &'static str, priority: Priority, words: String, is_first: bool) -> Given {
        let (time, lasts) = (self.now, self.lengths.of(&words));
        self.words_until = Some(time + lasts);
        self.chapter.insert(words.clone());
        self.said.push_back(Said { time, lasts, words: words.clone(), priority, is_first });
        Given { time, cue, heard: Heard::Words(words), lasts, priority }
    }
}
