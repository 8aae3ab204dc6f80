//! Keeps what is shown from flickering: whatever a colour, a sign or a figure says changes twice a second at most, however a value trembles
//! about the end of its range. Time comes with the scene.

use std::time::Duration;

use super::ready::Mode;
use crate::judge::{Assessment, TargetState};
use crate::stretch::PoseIndex;
use crate::time::{Timestamp, reached};

/// A thing shown stays for at least this long.
const STAYS: Duration = Duration::from_millis(500);

/// Something shown, since when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lasting<T>(Option<(T, Timestamp)>);

impl<T> Default for Lasting<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Copy + PartialEq> Lasting<T> {
    fn is(&self, value: T) -> bool {
        self.0.is_some_and(|(shown, _)| shown == value)
    }

    /// What to show at `time` when `value` is so: that, unless something else has been shown for too short a while.
    pub(super) fn show(&mut self, value: T, time: Timestamp) -> T {
        match self.0 {
            Some((shown, _)) if shown == value => shown,
            Some((shown, since)) if !reached(time.since(since), STAYS) => shown,
            _ => {
                self.0 = Some((value, time));
                value
            }
        }
    }
}

/// What is shown of a stretch's pose.
#[derive(Default)]
pub(super) struct Steady {
    painted_at: Option<Timestamp>,
    shown: Option<(String, Option<PoseIndex>)>,
    states: Vec<Lasting<TargetState>>,
    heading: Lasting<Option<i8>>,
    mode: Lasting<Mode>,
    on_the_right: Lasting<bool>,
    values: Vec<Lasting<Option<i32>>>,
    /// Since when the stretch is shown.
    since: Timestamp,
}

impl Steady {
    /// A scene at `time` is painted. Time that doesn't go on is that of another session, which has no past.
    pub(super) fn begin(&mut self, time: Timestamp) {
        if self.painted_at.is_some_and(|before| time <= before) {
            *self = Self::default();
        }
        self.painted_at = Some(time);
    }

    fn now(&self) -> Timestamp {
        self.painted_at.unwrap_or_default()
    }

    /// It shows this stretch in this pose; answers for how long it has shown the stretch.
    pub(super) fn watch(&mut self, stretch: &str, pose: Option<PoseIndex>) -> Duration {
        let now = self.now();
        let is_same_stretch = self.shown.as_ref().is_some_and(|(shown, _)| shown == stretch);
        if !is_same_stretch {
            self.since = now;
        }
        if !is_same_stretch || self.shown.as_ref().is_some_and(|(_, shown)| *shown != pose) {
            self.shown = Some((stretch.to_owned(), pose));
            self.states.clear();
            self.values.clear();
            self.heading = Lasting::default();
        }
        now.since(self.since)
    }

    /// The state in which each target is shown.
    pub(super) fn states(&mut self, targets: &[Assessment]) -> impl Iterator<Item = TargetState> {
        let now = self.now();
        self.states.resize_with(targets.len(), Lasting::default);
        self.states.iter_mut().zip(targets).map(move |(lasting, target)| lasting.show(target.state, now))
    }

    /// The value that is shown of each target, in steps; `None` of what isn't seen.
    pub(super) fn values(
        &mut self,
        targets: &[Assessment],
        step: impl Fn(&Assessment) -> f64,
    ) -> impl Iterator<Item = Option<f64>> {
        let now = self.now();
        self.values.resize_with(targets.len(), Lasting::default);
        self.values.iter_mut().zip(targets).map(move |(lasting, target)| {
            let step = step(target);
            let value = target.reading.value().map(|value| (value / step).round() as i32);
            lasting.show(value, now).map(|steps| f64::from(steps) * step)
        })
    }

    /// The direction of the message's arrow, one of eight.
    pub(super) fn heading(&mut self, heading: Option<f64>) -> Option<f64> {
        use std::f64::consts::FRAC_PI_4;
        let eighth = heading.map(|heading| ((heading / FRAC_PI_4).round() as i8).rem_euclid(8));
        let now = self.now();
        self.heading.show(eighth, now).map(|eighth| f64::from(eighth) * FRAC_PI_4)
    }

    /// How the window is shared out.
    pub(super) fn mode(&mut self, mode: Mode) -> Mode {
        let now = self.now();
        // Choices come and go by what the person does, and stand on nothing else's place.
        if self.mode.is(Mode::Choosing) != (mode == Mode::Choosing) {
            self.mode = Lasting::default();
        }
        self.mode.show(mode, now)
    }

    /// On which side details stand.
    pub(super) fn details_on_the_right(&mut self, on_the_right: bool) -> bool {
        let now = self.now();
        self.on_the_right.show(on_the_right, now)
    }
}
