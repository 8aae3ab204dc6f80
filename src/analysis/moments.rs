//! Which moments are worth a picture: where holds were at their best, and where what was to be mended was furthest off. Decided while
//! the film goes by, since nobody could keep all its pictures.

use serde::Serialize;

use crate::coach::{Phase, Status};
use crate::judge::{Assessment, Cue, Message, TargetState, Tone};
use crate::language::Language;
use crate::stretch::Deeper;
use crate::time::Timestamp;

/// How many of a kind there are at most.
const MOST: usize = 3;
/// A hold shorter than this, in seconds, has no best moment yet.
const HELD_FROM: f64 = 1.0;

/// What a moment is worth a picture for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MomentKind {
    /// A hold at its best.
    Best,
    /// Where what was to be mended was furthest off.
    Worst,
}

/// A moment that is worth a picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// What for.
    pub kind: MomentKind,
    /// When, in seconds.
    pub time: f64,
    /// The title of what was done.
    pub title: String,
    /// What was said.
    pub words: String,
}

/// A place for a picture. Each new picture for it takes the place of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub usize);

/// The best of several episodes, one look each.
#[derive(Clone, Debug)]
struct Pool {
    kind: MomentKind,
    /// The first of its places.
    first: usize,
    kept: Vec<Kept>,
}

#[derive(Clone, Debug)]
struct Kept {
    episode: usize,
    score: f64,
    time: Timestamp,
    title: String,
    words: String,
}

impl Pool {
    fn offer(&mut self, look: Kept) -> Option<Slot> {
        let place = match self.kept.iter().position(|kept| kept.episode == look.episode) {
            Some(same) => (look.score > self.kept[same].score).then_some(same)?,
            None if self.kept.len() < MOST => {
                self.kept.push(look);
                return Some(Slot(self.first + self.kept.len() - 1));
            }
            None => {
                let least = (0..self.kept.len()).min_by(|a, b| self.kept[*a].score.total_cmp(&self.kept[*b].score))?;
                (look.score > self.kept[least].score).then_some(least)?
            }
        };
        self.kept[place] = look;
        Some(Slot(self.first + place))
    }
}

/// Chooses the moments.
#[derive(Clone, Debug)]
pub(super) struct Moments {
    best: Pool,
    worst: Pool,
}

impl Default for Moments {
    fn default() -> Self {
        let pool = |kind, first| Pool { kind, first, kept: Vec::new() };
        Self { best: pool(MomentKind::Best, 0), worst: pool(MomentKind::Worst, MOST) }
    }
}

impl Moments {
    /// Takes in where the session stands: in the `hold`-th hold, and the `mend`-th thing to be mended. Where the picture goes, if it is
    /// worth keeping.
    pub fn look(&mut self, time: Timestamp, status: &Status, hold: usize, mend: usize) -> Option<Slot> {
        let kept = |episode, score| {
            let (title, words) =
                (status.subject.title().words(Language::English), status.message.cue.words(Language::English));
            Kept { episode, score, time, title, words }
        };
        if status.phase == Phase::Holding && status.held.as_secs_f64() >= HELD_FROM {
            return self.best.offer(kept(hold, goodness(&status.targets)?));
        }
        let target = status.message.target.and_then(|target| target.of(&status.targets))?;
        is_to_mend(&status.message).then(|| self.worst.offer(kept(mend, distance(target)?)))?
    }

    /// All of them, the best first, each kind in order of time; with the place of each one's picture. Times are in seconds.
    pub fn finish(self) -> Vec<(Slot, Moment)> {
        let of = |pool: Pool| {
            let (kind, first) = (pool.kind, pool.first);
            let mut all: Vec<(Slot, Moment)> = pool
                .kept
                .into_iter()
                .enumerate()
                .map(|(place, Kept { time, title, words, .. })| {
                    let time = super::words::seconds(time.since_start());
                    (Slot(first + place), Moment { kind, time, title, words })
                })
                .collect();
            all.sort_by(|(_, a), (_, b)| a.time.total_cmp(&b.time));
            all
        };
        of(self.best).into_iter().chain(of(self.worst)).collect()
    }
}

/// Whether something is asked to be mended: also what is off by less than could be told, and keeps a hold from counting.
pub(super) fn is_to_mend(message: &Message) -> bool {
    message.tone == Tone::Mend || matches!(message.cue, Cue::NearlyThere(_))
}

/// How well a pose is held, at most 1: the mean over what is seen of it. A value in the middle of its range is worth 1, or one deep in
/// it where the stretch goes deeper that way; one at its edge nothing, and one outside less than that.
fn goodness(targets: &[Assessment]) -> Option<f64> {
    let worth = |seen: &Assessment| {
        let value = seen.reading.value()?;
        let (low, high) = (seen.target.range.low(), seen.target.range.high());
        let half = ((high - low) / 2.0).max(f64::EPSILON);
        let worth = match seen.target.deeper {
            Some(Deeper::Higher) => (value - low) / (2.0 * half),
            Some(Deeper::Lower) => (high - value) / (2.0 * half),
            None => 1.0 - (value - f64::midpoint(low, high)).abs() / half,
        };
        Some(worth.clamp(-1.0, 1.0))
    };
    let all: Vec<f64> = targets.iter().filter_map(worth).collect();
    (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
}

/// By how many of its errors a value is out of its range.
fn distance(seen: &Assessment) -> Option<f64> {
    let (value, error) = seen.reading.value().zip(seen.reading.error())?;
    let off = match seen.state {
        TargetState::Below => seen.target.range.low() - value,
        TargetState::Above => value - seen.target.range.high(),
        TargetState::Within => 0.0,
        TargetState::Unseen => return None,
    };
    Some(off / error.max(f64::EPSILON))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coach::Session;
    use crate::measure::Reading;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::{Step, samples};

    fn look(episode: usize, score: f64) -> Kept {
        Kept { episode, score, time: Timestamp::from_secs(score), title: String::new(), words: String::new() }
    }

    fn pool() -> Pool {
        Pool { kind: MomentKind::Best, first: 3, kept: Vec::new() }
    }

    #[test]
    fn each_episode_has_one_picture_its_best() {
        let mut pool = pool();
        assert_eq!(pool.offer(look(1, 0.5)), Some(Slot(3)));
        assert_eq!(pool.offer(look(1, 0.4)), None);
        assert_eq!(pool.offer(look(1, 0.6)), Some(Slot(3)));
        assert_eq!(pool.offer(look(2, 0.1)), Some(Slot(4)));
    }

    #[test]
    fn of_many_episodes_the_best_are_kept() {
        let mut pool = pool();
        for (episode, score) in [(1, 0.5), (2, 0.1), (3, 0.9)] {
            pool.offer(look(episode, score));
        }
        assert_eq!(pool.offer(look(4, 0.05)), None);
        assert_eq!(pool.offer(look(5, 0.7)), Some(Slot(4)), "in the place of the least");
        let moments = Moments { best: pool, ..Moments::default() }.finish();
        let times: Vec<_> = moments.iter().map(|(slot, moment)| (slot.0, moment.time)).collect();
        assert_eq!(times, [(3, 0.5), (4, 0.7), (5, 0.9)]);
    }

    /// Somebody who holds sphinx: where the session stands then.
    fn holding() -> Status {
        let stretch = std::sync::Arc::new(samples::sphinx());
        let mut session = Session::new(vec![Step { dose: stretch.dose, stretch }]).unwrap();
        (0..30).for_each(|tenth| drop(session.observe(&Mannequin::sphinx().observe(f64::from(tenth) / 10.0))));
        session.status()
    }

    fn with_first_at(status: &Status, share: f64) -> Status {
        let mut status = status.clone();
        let range = status.targets[0].target.range;
        let value = range.low() + share * (range.high() - range.low());
        status.targets[0].reading = Reading::Seen { value, confidence: 1.0, error: 4.0 };
        status
    }

    #[test]
    fn the_middle_is_best_and_deeper_better_where_the_stretch_goes_deeper() {
        let status = holding();
        let score = |status: &Status| goodness(&status.targets).unwrap();
        let (low, middle, high) =
            (with_first_at(&status, 0.1), with_first_at(&status, 0.5), with_first_at(&status, 0.9));
        assert!(score(&middle) > score(&low) && score(&middle) > score(&high));
        let deeper = |mut status: Status, way| {
            status.targets[0].target.deeper = Some(way);
            score(&status)
        };
        assert!(deeper(high.clone(), Deeper::Higher) > deeper(middle.clone(), Deeper::Higher));
        assert!(deeper(low, Deeper::Lower) > deeper(middle, Deeper::Lower));
        assert_eq!(goodness(&[]), None);
    }

    #[test]
    fn what_is_nearly_right_is_to_be_mended_too() {
        let of = |tone, cue| is_to_mend(&Message { tone, cue, target: None });
        assert!(of(Tone::Mend, Cue::HoldStill) && of(Tone::Guide, Cue::NearlyThere("Lower your hips.".into())));
        assert!(!of(Tone::Guide, Cue::Rest) && !of(Tone::Good, Cue::Rest) && !of(Tone::Unseen, Cue::Nobody));
    }

    #[test]
    fn a_hold_is_looked_at_once_it_is_one() {
        let mut status = holding();
        let mut moments = Moments::default();
        status.held = std::time::Duration::from_millis(900);
        assert_eq!(moments.look(Timestamp::from_secs(3.0), &status, 1, 0), None);
        status.held = std::time::Duration::from_millis(1100);
        assert_eq!(moments.look(Timestamp::from_secs(3.2), &status, 1, 0), Some(Slot(0)));
        let moments = moments.finish();
        assert_eq!((moments[0].1.kind, moments[0].1.time), (MomentKind::Best, 3.2));
        assert!(!moments[0].1.title.is_empty());
    }

    #[test]
    fn what_is_further_off_by_its_own_error_is_worse() {
        let status = holding();
        let off = |value: f64, error: f64| {
            let mut seen = status.targets[0].clone();
            seen.state = TargetState::Above;
            seen.reading = Reading::Seen { value: seen.target.range.high() + value, confidence: 1.0, error };
            distance(&seen).unwrap()
        };
        assert!((off(12.0, 4.0) - 3.0).abs() < 1e-9);
        assert!(off(20.0, 4.0) > off(12.0, 4.0) && off(12.0, 4.0) > off(12.0, 8.0));
    }
}
