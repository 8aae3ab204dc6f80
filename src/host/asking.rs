//! Asking how much it hurts, from 0 to 10.

use std::time::Duration;

use super::navigate::Navigate;
use super::screens::PainScreen;
use crate::coach::Chooser;
use crate::history::Pain;
use crate::measure::Observation;
use crate::time::{Timestamp, reached};

/// How long each number is lit: time to hear it, and to raise an arm.
const EVERY: Duration = Duration::from_millis(1800);
/// Nobody who doesn't want to answer is asked for longer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Whoever has raised no arm in so many rounds won't.
const ROUNDS: u32 = 2;
/// A second digit belongs to the first when it comes within this: a 1 and a 0 are ten.
const SAME_NUMBER: Duration = Duration::from_secs(2);
/// The numbers, and "skip" after them.
const COUNT: usize = Pain::WORST as usize + 2;

/// Somebody who is asked.
#[derive(Clone, Debug)]
pub struct Asking {
    after: bool,
    before: Option<Pain>,
    chooser: Chooser,
    /// Since when nobody has said anything.
    began: Option<Timestamp>,
    asked_at: Option<Timestamp>,
    digit: Option<(u32, Timestamp)>,
    now: Timestamp,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// So much.
    Pain(Pain),
    /// They would rather not say.
    Skipped,
}

impl Asking {
    /// Before a session; or after it, of somebody who said `before` how much it hurt.
    #[must_use]
    pub fn new(after: bool, before: Option<Pain>) -> Self {
        let first = before.map_or(0, |pain| usize::from(pain.score()));
        let chooser = Chooser::new(COUNT, COUNT, EVERY, first);
        Self { after, before, chooser, began: None, asked_at: None, digit: None, now: Timestamp::ZERO }
    }

    /// Whether it is asked after the session.
    #[must_use]
    pub const fn is_after(&self) -> bool {
        self.after
    }

    /// Takes in what is seen; answers what came of it.
    pub fn observe(&mut self, seen: &Observation) -> Option<Answer> {
        self.now = self.now.max(seen.time);
        self.asked_at.get_or_insert(self.now);
        let began = *self.began.get_or_insert(self.now);
        if let Some(chosen) = self.chooser.observe(seen) {
            return Some(answer(chosen));
        }
        if self.chooser.walks() {
            // Whoever is asked aloud has time until that is over.
            self.began = Some(self.now);
            return (self.chooser.rounds() >= ROUNDS).then_some(Answer::Skipped);
        }
        (self.digit.is_none() && reached(self.now.since(began), PATIENCE)).then_some(Answer::Skipped)
    }

    /// For how long it has been asked.
    #[must_use]
    pub fn lasts(&self) -> Option<Duration> {
        self.asked_at.map(|at| self.now.since(at))
    }

    /// It was left for something else for a while.
    pub const fn resume(&mut self) {
        self.began = None;
    }

    /// Does what a key or the mouse says.
    pub fn navigate(&mut self, navigate: Navigate) -> Option<Answer> {
        self.began = Some(self.now);
        match navigate {
            Navigate::Up | Navigate::Right => self.chooser.step(1),
            Navigate::Down | Navigate::Left => self.chooser.step(-1),
            Navigate::Digit(digit) => self.type_in(u32::from(digit)),
            Navigate::Enter => return Some(answer(self.chooser.highlighted())),
            Navigate::Back => return Some(Answer::Skipped),
            Navigate::Pick(place) if place < COUNT => return Some(answer(place)),
            Navigate::Pick(_) => {}
        }
        None
    }

    fn type_in(&mut self, digit: u32) {
        let first = self.digit.filter(|(_, at)| !reached(self.now.since(*at), SAME_NUMBER)).map(|(digit, _)| digit);
        let number = first.map_or(digit, |first| first * 10 + digit);
        let number = if number > u32::from(Pain::WORST) { digit } else { number };
        self.digit = Some((number, self.now));
        self.chooser.highlight(number as usize);
    }

    /// The number that is lit.
    #[must_use]
    pub fn lit(&self) -> Option<u8> {
        pain(self.chooser.highlighted()).map(Pain::score)
    }

    /// Whether an arm is up that is about to choose.
    #[must_use]
    pub fn reads_an_arm(&self) -> bool {
        self.chooser.reads_an_arm()
    }

    /// As it is painted.
    #[must_use]
    pub fn screen(&self) -> PainScreen {
        PainScreen {
            after: self.after,
            before: self.before.map(Pain::score),
            highlighted: self.lit(),
            walks: self.chooser.walks(),
            sign: (self.chooser.sign() * 1000.0).round() as u16,
        }
    }
}

fn pain(place: usize) -> Option<Pain> {
    u8::try_from(place).ok().and_then(Pain::new)
}

fn answer(place: usize) -> Answer {
    pain(place).map_or(Answer::Skipped, Answer::Pain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;

    fn looks(asking: &mut Asking, see: impl Fn(f64) -> Mannequin, until: f64) -> Option<(Answer, f64)> {
        (0..(until * 10.0) as u32).find_map(|tenth| {
            let now = f64::from(tenth) / 10.0;
            asking.observe(&see(now).observe(now)).map(|answer| (answer, now))
        })
    }

    #[test]
    fn the_number_walks_and_an_arm_takes_it() {
        // Lit: 0 until 4.8 s, then each for 1.8 s.
        let arm = |now: f64| if now > 9.5 { Mannequin::lying_flat().arms(0.0, 0.0) } else { Mannequin::lying_flat() };
        let (answer, _) = looks(&mut Asking::new(false, None), arm, 20.0).unwrap();
        assert_eq!(answer, Answer::Pain(Pain::new(3).unwrap()));
    }

    #[test]
    fn who_says_nothing_is_left_in_peace() {
        let (answer, at) = looks(&mut Asking::new(true, Pain::new(4)), |_| Mannequin::lying_flat(), 90.0).unwrap();
        assert!(answer == Answer::Skipped && at < 60.0, "{at}");
    }

    #[test]
    fn keys_type_a_number_and_take_it() {
        let mut asking = Asking::new(false, None);
        asking.navigate(Navigate::Digit(1));
        assert_eq!(asking.lit(), Some(1));
        asking.navigate(Navigate::Digit(0));
        assert_eq!(asking.navigate(Navigate::Enter), Some(Answer::Pain(Pain::new(10).unwrap())));
        asking.navigate(Navigate::Digit(7));
        assert_eq!(asking.lit(), Some(7), "107 is no number here");
        asking.navigate(Navigate::Left);
        assert_eq!((asking.lit(), asking.navigate(Navigate::Back)), (Some(6), Some(Answer::Skipped)));
        assert_eq!(asking.navigate(Navigate::Pick(11)), Some(Answer::Skipped));
    }
}
