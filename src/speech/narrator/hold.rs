//! How long is left of a hold, its praise and its breath.

use std::cmp::Reverse;
use std::time::Duration;

use crate::body::Side;
use crate::coach::{HoldFacts, Phase, Status};
use crate::judge::Tone;
use crate::language::Language;
use crate::speech::rules::{
    BREATH_IN, BREATH_OUT, COUNT_FROM, HALFWAY_FROM, HOLD_WORD_FROM, MERGED, MINUTE_FROM, NOW_OR_NEVER, PRAISE_AFTER,
    PRAISE_FROM, SOON, STILL_OF_USE, TEN_FROM,
};
use crate::speech::schedule::{HoldAhead, Schedule};
use crate::speech::utterance::{Priority, Sound, Utterance};
use crate::time::Timestamp;
use crate::wording::spoken;

/// What has been said of the hold under way.
#[derive(Clone, Debug, Default)]
pub(super) struct HoldTeller {
    /// The least time left of which something has been said.
    said_to: Option<Duration>,
    /// The side of the last hold.
    side: Option<Side>,
    /// Whether praise has been offered in this hold.
    is_offered: bool,
    /// When the next breath begins, by time held, and whether it is in.
    next_breath: Option<(Duration, bool)>,
}

/// A time left at which something is said.
struct Mark {
    left: Duration,
    phrases: Vec<String>,
}

/// The marks of a hold of this length, the earliest first.
fn marks(goal: Duration, language: Language) -> Vec<Mark> {
    let (half, ten, minute) = (goal / 2, Duration::from_secs(10), Duration::from_mins(1));
    let mark = |left, phrases| Mark { left, phrases };
    let (has_half, has_ten) = (goal >= HALFWAY_FROM, goal >= TEN_FROM);
    let mut marks = Vec::new();
    if goal >= MINUTE_FROM && half.abs_diff(minute) >= MERGED {
        marks.push(mark(minute, vec![spoken::seconds_left(60, language)]));
    }
    if has_half && has_ten && half.abs_diff(ten) < MERGED {
        marks.push(mark(ten, vec![spoken::halfway(language).to_owned(), spoken::seconds_left(10, language)]));
    } else {
        marks.extend(has_half.then(|| mark(half, vec![spoken::halfway(language).to_owned()])));
        marks.extend(has_ten.then(|| mark(ten, vec![spoken::seconds_left(10, language)])));
    }
    if goal >= COUNT_FROM {
        marks.extend(
            [3, 2, 1]
                .map(|left: u32| mark(Duration::from_secs(left.into()), vec![spoken::seconds_left(left, language)])),
        );
    }
    marks.sort_by_key(|mark| Reverse(mark.left));
    marks
}

impl HoldTeller {
    /// Another stretch begins.
    pub fn begin_another(&mut self) {
        *self = Self::default();
    }

    /// A hold begins: says on which side, and how long it is, what of that hasn't been said yet.
    pub fn begin(&mut self, time: Timestamp, facts: &HoldFacts, schedule: &mut Schedule) {
        let language = schedule.language();
        self.said_to = None;
        self.is_offered = false;
        self.next_breath = None;
        let goal = Duration::try_from_secs_f64(facts.hold_seconds).unwrap_or_default();
        let mut phrases = Vec::new();
        let side = facts.side.filter(|_| self.side != facts.side);
        self.side = facts.side;
        phrases.extend(side.map(|side| spoken::side(side, language)));
        let how_long = spoken::hold_for(goal, language);
        if !schedule.has_said(&how_long) {
            phrases.push(how_long);
        } else if goal >= HOLD_WORD_FROM {
            phrases.push(spoken::hold(language).to_owned());
        }
        // The word "hold" alone is of use only at once.
        let patience = if phrases == [spoken::hold(language)] { SOON } else { STILL_OF_USE };
        let begun = Utterance::words("hold_begun", Priority::Next, patience, phrases);
        schedule.offer(time, begun.after(Sound::HoldBegun));
    }

    /// A hold goes on.
    pub fn resume(&mut self, time: Timestamp, schedule: &mut Schedule) {
        self.next_breath = None;
        let words = vec![spoken::on_we_go(schedule.language()).to_owned()];
        let resumed = Utterance::words("hold_resumed", Priority::Next, SOON, words);
        schedule.offer(time, resumed.after(Sound::HoldBegun));
    }

    /// Says what is due of the hold under way.
    pub fn observe(
        &mut self,
        time: Timestamp,
        status: &Status,
        breathes: bool,
        corrected: bool,
        schedule: &mut Schedule,
    ) {
        if status.phase != Phase::Holding {
            schedule.hold(time, None);
            return;
        }
        let left = status.hold.saturating_sub(status.held);
        let marks = marks(status.hold, schedule.language());
        let said_to = self.said_to.get_or_insert(left);
        // Of what is due now only the latest is still true.
        if let Some(mark) = marks.iter().rev().find(|mark| mark.left >= left && mark.left < *said_to) {
            *said_to = mark.left;
            let is_last = mark.left <= Duration::from_secs(3);
            let words = Utterance::words("time_left", Priority::TimeLeft, NOW_OR_NEVER, mark.phrases.clone());
            schedule.offer(time, if is_last { words.after(Sound::LastSeconds) } else { words });
        }
        let to_come = marks.iter().filter(|mark| mark.left < left.min(*said_to));
        let next = time + to_come.clone().next().map_or(left, |mark| left.saturating_sub(mark.left));
        let to_say = to_come.map(|mark| schedule.length_of(&mark.phrases)).sum();
        schedule.hold(time, Some(HoldAhead { next, to_say }));
        self.praise(time, status, corrected, schedule);
        if breathes {
            self.breathe(time, status.held, left, schedule);
        }
    }

    /// Says the stretch's praise once, when its first good hold has settled.
    fn praise(&mut self, time: Timestamp, status: &Status, corrected: bool, schedule: &mut Schedule) {
        let is_due = status.hold >= PRAISE_FROM && status.held >= PRAISE_AFTER;
        if self.is_offered || corrected || !is_due || status.message.tone != Tone::Good {
            return;
        }
        let praise = status.subject.stretch().map(|stretch| spoken::phrases(&stretch.praise)).unwrap_or_default();
        // Once in a stretch; where there was no room for it, in the next hold.
        if praise.first().is_some_and(|first| !schedule.has_said(first)) {
            self.is_offered = true;
            schedule.offer(time, Utterance::words("praise", Priority::Praise, SOON, praise));
        }
    }

    /// Breath after breath, from after the praise on to the last seconds.
    fn breathe(&mut self, time: Timestamp, held: Duration, left: Duration, schedule: &mut Schedule) {
        let (begins, is_in) = *self.next_breath.get_or_insert((held.max(PRAISE_AFTER * 2), true));
        let lasts = if is_in { BREATH_IN } else { BREATH_OUT };
        if held < begins || left < lasts + COUNT_FROM {
            return;
        }
        self.next_breath = Some((begins + lasts, !is_in));
        let sound = if is_in { Sound::BreathIn } else { Sound::BreathOut };
        schedule.offer(time, Utterance::sound("breath", sound, Priority::Breath));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(seconds: u64) -> Vec<(u64, String)> {
        let marks = marks(Duration::from_secs(seconds), Language::English);
        marks.into_iter().map(|mark| (mark.left.as_secs(), mark.phrases.join(" "))).collect()
    }

    #[test]
    fn time_is_told_as_a_hold_is_long() {
        let of = |marks: &[(u64, &str)]| {
            let count = [(3, "Three."), (2, "Two."), (1, "One.")];
            marks.iter().chain(&count).map(|&(left, words)| (left, words.to_owned())).collect::<Vec<_>>()
        };
        assert!(said(3).is_empty());
        assert_eq!(said(10), of(&[]));
        assert_eq!(said(20), of(&[(10, "Halfway. Ten seconds.")]));
        assert_eq!(said(30), of(&[(15, "Halfway."), (10, "Ten seconds.")]));
        assert_eq!(said(120), of(&[(60, "Halfway."), (10, "Ten seconds.")]));
        assert_eq!(said(300), of(&[(150, "Halfway."), (60, "One minute."), (10, "Ten seconds.")]));
    }
}
