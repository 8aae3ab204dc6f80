//! Whether somebody has had the time to read how to get into a stretch: until then nothing takes its place but what must be mended about
//! being seen.

use std::time::Duration;

use crate::time::{Timestamp, reached};

/// Reading from three metres goes at about the pace of reading aloud, and begins with raising one's head.
const WORDS_A_SECOND: f64 = 3.0;
const LOOKING_UP: f64 = 1.5;
/// Nobody reads for longer.
const LONGEST: Duration = Duration::from_secs(10);
/// Somebody who stays in the last stretch for this long has taken this one's pose already, or waits for the words.
const STAYS_IN_THE_LAST: Duration = Duration::from_secs(20);

/// The words for getting into a stretch, since they are shown.
#[derive(Clone, Debug)]
pub struct SetUp {
    reading: Duration,
    /// Whether another stretch came before, whose pose has to be left first.
    follows_another: bool,
    /// How long it takes to get there from the last position: whoever is on the way is told nothing else.
    change: Duration,
    shown_at: Option<Timestamp>,
    is_under_way: bool,
    is_begun: bool,
}

impl SetUp {
    /// These words, which nobody has seen yet.
    pub fn new(words: &str) -> Self {
        let seconds = LOOKING_UP + words.split_whitespace().count() as f64 / WORDS_A_SECOND;
        let reading = Duration::from_secs_f64(seconds).min(LONGEST);
        Self {
            reading,
            follows_another: false,
            change: Duration::ZERO,
            shown_at: None,
            is_under_way: false,
            is_begun: false,
        }
    }

    /// Another stretch came before, from whose position it takes so long to get here.
    pub const fn follow_another(&mut self, change: Duration) {
        self.follows_another = true;
        self.change = change;
    }

    /// How much is left of the time that it takes to get here from the last position, before it has begun.
    pub fn left_to_change(&self, time: Timestamp) -> Option<Duration> {
        let since = self.shown_at.filter(|_| !self.is_begun && self.follows_another)?;
        self.change.checked_sub(time.since(since)).filter(|left| !left.is_zero())
    }

    /// Takes in, while the words are shown, whether the person `moves`: getting into the stretch shows that they have read how, or know it.
    pub fn observe(&mut self, time: Timestamp, moves: bool) {
        self.is_under_way |= moves && self.shown_at.is_some();
        self.shown_at.get_or_insert(time);
    }

    /// The stretch is being done.
    pub const fn begin(&mut self) {
        self.is_under_way = true;
        self.is_begun = true;
    }

    /// Whether something else may be said.
    pub fn is_read(&self, time: Timestamp) -> bool {
        let needed = if self.follows_another { STAYS_IN_THE_LAST } else { self.reading };
        if self.left_to_change(time).is_some() {
            return false;
        }
        self.is_under_way || self.shown_at.is_some_and(|at| reached(time.since(at), needed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_until_they_are_read_or_followed() {
        let at = Timestamp::from_secs;
        let mut set_up = SetUp::new("Kneel and sit back on your heels, arms long.");
        set_up.observe(at(1.0), false);
        assert_eq!([set_up.is_read(at(5.4)), set_up.is_read(at(5.5))], [false, true]);
        set_up.follow_another(Duration::from_secs(9));
        assert_eq!([set_up.is_read(at(5.5)), set_up.is_read(at(21.0))], [false, true]);
        set_up.observe(at(2.0), true);
        assert!(!set_up.is_read(at(9.9)), "on the way there nothing else is said");
        assert_eq!(set_up.left_to_change(at(7.0)), Some(Duration::from_secs(3)));
        assert!(set_up.is_read(at(10.0)), "who moves has left the last pose");
    }

    #[test]
    fn whoever_takes_the_pose_sooner_has_begun() {
        let at = Timestamp::from_secs;
        let mut set_up = SetUp::new("Lie on your back.");
        set_up.follow_another(Duration::from_secs(9));
        set_up.observe(at(1.0), true);
        set_up.begin();
        assert!(set_up.is_read(at(2.0)) && set_up.left_to_change(at(2.0)).is_none());
    }
}
