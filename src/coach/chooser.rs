//! Choosing among things that are highlighted one after another: by keys, or by an arm that comes up while the right one is lit.

use std::time::Duration;

use super::choices::progress;
use super::sign::{SignReader, TAKEN_AFTER};
use crate::measure::{Observation, Presence};
use crate::time::{Timestamp, reached};

/// Somebody who has just pressed a key is at the keyboard: nothing walks away under their eyes for so long.
const AT_THE_KEYS: Duration = Duration::from_secs(8);
/// Whoever has been in view for so long without a key may want to choose by arm.
const COME_INTO_VIEW: Duration = Duration::from_secs(3);
/// An arm takes about so long to come up: what was lit then is what is meant.
const ON_THE_WAY: Duration = Duration::from_millis(700);

/// Things to choose from, by their number.
#[derive(Clone, Debug)]
pub struct Chooser {
    count: usize,
    /// So many of them, from the first on, are walked through.
    walked: usize,
    every: Duration,
    highlighted: usize,
    /// What was highlighted before, and until when.
    before: Option<(usize, Timestamp)>,
    lit_since: Option<Timestamp>,
    key_at: Option<Timestamp>,
    presence: Presence,
    seen_since: Option<Timestamp>,
    rounds: u32,
    signs: SignReader,
    raised: Option<Timestamp>,
    now: Timestamp,
}

impl Chooser {
    /// `count` things, the first `walked` of which are lit for `every` in turn; at first the one at `highlighted` is. An arm that is up
    /// already means nothing until it has been down.
    #[must_use]
    pub fn new(count: usize, walked: usize, every: Duration, highlighted: usize) -> Self {
        let mut signs = SignReader::default();
        signs.use_up();
        Self {
            count,
            walked: walked.min(count),
            every,
            highlighted,
            before: None,
            lit_since: None,
            key_at: None,
            presence: Presence::default(),
            seen_since: None,
            rounds: 0,
            signs,
            raised: None,
            now: Timestamp::ZERO,
        }
    }

    /// Takes in what is seen; answers what an arm has chosen.
    pub fn observe(&mut self, seen: &Observation) -> Option<usize> {
        self.now = self.now.max(seen.time);
        let now = self.now;
        self.presence.observe(now, seen.pose.is_some());
        self.seen_since = self.seen_since.or(Some(now)).filter(|_| self.presence.is_present());
        self.raised = self.signs.observe(seen);
        if let Some(raised) = self.raised {
            // It stands still under the arm, at what was lit when that began to rise.
            if let Some((before, until)) = self.before.take().filter(|(_, until)| *until > raised - ON_THE_WAY) {
                self.highlighted = before;
                self.lit_since = Some(until);
            }
            if reached(now.since(raised), TAKEN_AFTER) {
                self.signs.use_up();
                self.raised = None;
                return Some(self.highlighted);
            }
            return None;
        }
        self.walk();
        None
    }

    fn walk(&mut self) {
        if !self.walks() {
            self.lit_since = None;
            return;
        }
        let since = *self.lit_since.get_or_insert(self.now);
        if reached(self.now.since(since), self.every) {
            let next = if self.highlighted + 1 >= self.walked { 0 } else { self.highlighted + 1 };
            self.rounds += u32::from(next == 0);
            self.before = Some((self.highlighted, self.now));
            self.highlighted = next;
            self.lit_since = Some(self.now);
        }
    }

    /// Whether the highlight walks by itself.
    #[must_use]
    pub fn walks(&self) -> bool {
        let in_view = self.seen_since.is_some_and(|since| reached(self.now.since(since), COME_INTO_VIEW));
        let left_alone = self.key_at.is_none_or(|at| reached(self.now.since(at), AT_THE_KEYS));
        in_view && left_alone && self.walked > 1
    }

    /// How often it has walked through all of them.
    #[must_use]
    pub const fn rounds(&self) -> u32 {
        self.rounds
    }

    /// Which is highlighted.
    #[must_use]
    pub const fn highlighted(&self) -> usize {
        self.highlighted
    }

    /// How far a raised arm is from choosing it, 0 to 1.
    #[must_use]
    pub fn sign(&self) -> f64 {
        self.raised.map_or(0.0, |raised| progress(self.now.since(raised), TAKEN_AFTER))
    }

    /// Whether an arm is up that is about to choose.
    #[must_use]
    pub const fn reads_an_arm(&self) -> bool {
        self.raised.is_some()
    }

    /// Highlights the one at `place`, by a key or the mouse.
    pub fn highlight(&mut self, place: usize) {
        self.key_at = Some(self.now);
        self.before = None;
        self.lit_since = None;
        self.highlighted = place.min(self.count.saturating_sub(1));
    }

    /// Highlights the one so many further on, or back; at the ends it goes on from the other one.
    pub fn step(&mut self, by: isize) {
        let count = self.count.max(1).cast_signed();
        self.highlight((self.highlighted.cast_signed() + by).rem_euclid(count).cast_unsigned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;

    const EVERY: Duration = Duration::from_secs(2);

    /// Ten looks a second at what `see` says; what was chosen, and when.
    fn chosen(chooser: &mut Chooser, see: impl Fn(f64) -> Mannequin, until: f64) -> Option<(usize, f64)> {
        (0..(until * 10.0) as u32).find_map(|tenth| {
            let now = f64::from(tenth) / 10.0;
            chooser.observe(&see(now).observe(now)).map(|place| (place, now))
        })
    }

    fn arm(up: bool) -> Mannequin {
        if up { Mannequin::lying_flat().arms(0.0, 0.0) } else { Mannequin::lying_flat() }
    }

    #[test]
    fn it_walks_once_somebody_is_there_and_an_arm_takes_what_was_lit() {
        let mut chooser = Chooser::new(5, 3, EVERY, 0);
        assert_eq!(chosen(&mut chooser, |_| arm(false), 4.0), None);
        assert_eq!((chooser.highlighted(), chooser.walks()), (0, true));
        // Lit from 5 s on, and again after all three.
        let mut chooser = Chooser::new(5, 3, EVERY, 0);
        assert_eq!(chosen(&mut chooser, |now| arm(now >= 6.0), 20.0), Some((1, 7.0)));
        let mut chooser = Chooser::new(5, 3, EVERY, 0);
        assert_eq!(chosen(&mut chooser, |now| arm(now >= 7.3), 20.0), Some((1, 8.3)), "it rose while this was lit");
        let mut chooser = Chooser::new(5, 3, EVERY, 0);
        assert_eq!(chosen(&mut chooser, |now| arm(now >= 12.0), 20.0).map(|(place, _)| place), Some(1));
        assert_eq!(chooser.rounds(), 1);
    }

    #[test]
    fn a_look_that_sees_nobody_now_and_then_stops_no_walk() {
        let mut chooser = Chooser::new(5, 3, EVERY, 0);
        for tenth in 0..80_u32 {
            let now = f64::from(tenth) / 10.0;
            let mut seen = arm(false).observe(now);
            if tenth % 10 == 9 {
                seen.pose = None;
            }
            assert_eq!(chooser.observe(&seen), None);
        }
        assert!(chooser.walks() && chooser.highlighted() > 0);
    }

    #[test]
    fn an_arm_that_is_up_from_the_beginning_chooses_nothing() {
        let mut chooser = Chooser::new(5, 3, EVERY, 0);
        assert_eq!(chosen(&mut chooser, |now| arm(now < 6.0), 10.0), None);
    }

    #[test]
    fn keys_go_round_and_stop_the_walk_for_a_while() {
        let mut chooser = Chooser::new(5, 3, EVERY, 0);
        chooser.step(-1);
        assert_eq!(chooser.highlighted(), 4);
        assert_eq!(chosen(&mut chooser, |_| arm(false), 7.9), None);
        assert_eq!(chooser.highlighted(), 4, "it waits for who is at the keys");
        chooser.step(1);
        assert_eq!(chooser.highlighted(), 0);
        chooser.highlight(9);
        assert_eq!(chooser.highlighted(), 4);
        assert_eq!(
            chosen(&mut chooser, |now| arm(now > 1.0), 3.0).map(|(place, _)| place),
            Some(4),
            "an arm takes it too"
        );
    }
}
