//! What a person may choose while the session is stopped: offered one after another, aloud and on screen; an arm up takes the one that
//! is offered just then.

use std::time::Duration;

use serde::Serialize;

use super::sign::{CHOSEN_AFTER, RISING_AFTER};
use crate::time::{Timestamp, reached};

/// How long each is offered: time to hear it, and to raise an arm.
const OFFERED_FOR: Duration = Duration::from_millis(2500);
/// How long the first stands before that: how to choose is said first, and after pain that it is fine to stop. An arm that comes up
/// meanwhile means the first, which is to go on.
const SAID_FIRST: Duration = Duration::from_millis(3500);
const SAID_AFTER_PAIN: Duration = Duration::from_secs(9);
/// An arm takes about so long to come up: what was offered then is what is meant.
const ON_THE_WAY: Duration = Duration::from_millis(700);
/// After so many rounds nobody is asked any more; a raised arm then means the first.
const ROUNDS: u32 = 3;

/// One of the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// To go on.
    GoOn,
    /// To leave out what is left of the stretch.
    Skip,
    /// Something hurts.
    Hurts,
    /// To end the session.
    Stop,
}

impl Choice {
    /// All of them, in the order in which they are offered: to go on is first, so that up, down, up means a short pause.
    pub const ALL: [Self; 4] = [Self::GoOn, Self::Skip, Self::Hurts, Self::Stop];
    /// Its place among all of them.
    #[must_use]
    pub const fn place(self) -> usize {
        match self {
            Self::GoOn => 0,
            Self::Skip => 1,
            Self::Hurts => 2,
            Self::Stop => 3,
        }
    }

    /// What is offered when something has hurt for the second time.
    pub const AFTER_PAIN: [Self; 2] = [Self::GoOn, Self::Stop];
}

/// The choices as they are offered.
#[derive(Clone, Debug)]
pub(super) struct Choices {
    choices: &'static [Choice],
    since: Timestamp,
}

impl Choices {
    pub const fn new(choices: &'static [Choice], since: Timestamp) -> Self {
        Self { choices, since }
    }

    /// All of them.
    pub const fn all(&self) -> &'static [Choice] {
        self.choices
    }

    /// The number of the offer that stands at `time`, counted through all rounds.
    fn turn(&self, time: Timestamp) -> u32 {
        let said = if self.choices.len() == Choice::ALL.len() { SAID_FIRST } else { SAID_AFTER_PAIN };
        let offering = time.since(self.since).saturating_sub(said);
        (offering.as_secs_f64() / OFFERED_FOR.as_secs_f64()) as u32
    }

    /// What is offered at `time`.
    pub fn offered(&self, time: Timestamp) -> Choice {
        let turn = self.turn(time);
        let count = self.choices.len() as u32;
        let place = if turn >= ROUNDS * count { 0 } else { turn % count };
        self.choices.get(place as usize).copied().unwrap_or(Choice::GoOn)
    }

    /// What an arm that has been up since `raised` chooses at `time`.
    pub fn chosen(&self, time: Timestamp, raised: Timestamp) -> Option<Choice> {
        reached(time.since(raised), CHOSEN_AFTER).then(|| self.offered((raised - ON_THE_WAY).max(self.since)))
    }
}

/// How much of the time that it takes an arm has been up, 0 to 1, once that is worth showing.
pub(super) fn progress(up: Duration, goal: Duration) -> f64 {
    if up < RISING_AFTER { 0.0 } else { (up.as_secs_f64() / goal.as_secs_f64()).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_offered_in_turn_and_then_the_first_stays() {
        let at = Timestamp::from_secs;
        let choices = Choices::new(&Choice::ALL, at(10.0));
        let offered = [0.0, 3.6, 6.1, 8.6, 11.1, 13.6].map(|later| choices.offered(at(10.0 + later)));
        let [go_on, skip, hurts, stop] = Choice::ALL;
        assert_eq!(offered, [go_on, go_on, skip, hurts, stop, go_on]);
        assert_eq!(choices.offered(at(300.0)), Choice::GoOn);
    }

    #[test]
    fn an_arm_takes_what_was_offered_when_it_rose() {
        let at = Timestamp::from_secs;
        let choices = Choices::new(&Choice::ALL, at(10.0));
        assert_eq!(choices.chosen(at(11.6), at(11.0)), Some(Choice::GoOn), "up, down, up");
        assert_eq!(choices.chosen(at(11.5), at(11.0)), None);
        assert_eq!(
            choices.chosen(at(16.0), at(15.4)),
            Some(Choice::GoOn),
            "it was on its way before the next was offered"
        );
        assert_eq!(choices.chosen(at(18.0), at(17.4)), Some(Choice::Skip));
    }
}
