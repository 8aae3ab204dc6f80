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
    values: Vec<Lasting<Option<(i32, i32)>>>,
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

    /// The value that is shown of each target with its error, in steps; `None` of what isn't seen.
    pub(super) fn values(
        &mut self,
        targets: &[Assessment],
        step: impl Fn(&Assessment) -> f64,
    ) -> impl Iterator<Item = Option<(f64, f64)>> {
        let now = self.now();
        self.values.resize_with(targets.len(), Lasting::default);
        self.values.iter_mut().zip(targets).map(move |(lasting, target)| {
            let step = step(target);
            let steps = |value: f64| (value / step).round() as i32;
            let read = target.reading.value().zip(target.reading.error());
            let shown = lasting.show(read.map(|(value, error)| (steps(value), steps(error))), now);
            shown.map(|(value, error)| (f64::from(value) * step, f64::from(error) * step))
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

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::body::{Pose, Size};
    use crate::coach::{Phase, Session, Status};
    use crate::device::recordings;
    use crate::frame::Frame;
    use crate::judge::TargetIndex;
    use crate::record::{Moment, Reader};
    use crate::seam::doubles::frame_of;
    use crate::stretch::{Pace, Step};
    use crate::stretch_file::Library;
    use crate::view::look::Look;
    use crate::view::painter::{Painter, Scene};
    use crate::view::screen::{Asked, Details, Screen};

    #[test]
    fn what_trembles_is_shown_twice_a_second_at_most() {
        let mut lasting = Lasting::default();
        let shown: Vec<bool> =
            (0..90).map(|frame| lasting.show(frame % 2 == 0, Timestamp::from_secs(f64::from(frame) / 30.0))).collect();
        assert!(shown.windows(2).filter(|pair| pair[0] != pair[1]).count() <= 6, "{shown:?}");
        assert!(shown.contains(&false), "it is not stuck either");
    }

    #[test]
    fn what_lasts_is_shown_at_once() {
        let mut lasting = Lasting::default();
        let at = Timestamp::from_secs;
        assert!(!lasting.show(false, at(0.0)));
        assert!(lasting.show(true, at(9.0)));
    }

    /// What is shown at a moment, thing by thing: words, colours, the arrow, how the window is shared out.
    type Shown = Vec<String>;

    fn shown(painter: &mut Painter, frame: &Frame, status: &Status, pose: Option<&Pose>, time: Timestamp) -> Shown {
        painter.set_look(Look::default());
        let screen = Screen::Session(status.clone());
        let asked = Asked { details: Some(Details::default()), ..Asked::default() };
        let scene = Scene { frame: Some(frame), pose, screen: &screen, mirror: true, time, asked };
        painter.compose(&scene, Size::new(640, 360));
        let colours = painter.steady().states.iter().map(|state| format!("{:?}", state.0.map(|shown| shown.0)));
        let arrow = painter.steady().heading.0.map(|shown| shown.0);
        let mode = painter.steady().mode.0.map(|shown| shown.0);
        let mut all: Shown = colours.chain([format!("{arrow:?}"), format!("{mode:?}")]).collect();
        all.extend(painter.take_written().iter().map(|text| text.words.to_string()));
        all
    }

    /// Fails where something of what was shown changed more often than twice within a second.
    fn is_calm(history: &[(Timestamp, Shown)]) {
        let count = history.iter().map(|(_, shown)| shown.len()).max().unwrap_or(0);
        for place in 0..count {
            let changes: Vec<Timestamp> = history
                .windows(2)
                .filter(|pair| pair[0].1.get(place) != pair[1].1.get(place))
                .map(|pair| pair[1].0)
                .collect();
            let soon = changes.windows(3).find(|three| three[2].since(three[0]) < Duration::from_millis(990));
            assert!(
                soon.is_none(),
                "{soon:?}: {:?}",
                history.iter().map(|shown| shown.1.get(place)).collect::<Vec<_>>()
            );
        }
    }

    fn recorded_hold(case: &str, stretch: &str, trembling: bool) -> usize {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions").join(case).join("observations.jsonl");
        let reader = Reader::new(recordings::open(&path).unwrap()).unwrap();
        let library = Library::embedded().unwrap();
        let stretch = Arc::clone(library.stretches().find(|known| known.id == stretch).unwrap());
        let mut dose = stretch.dose;
        dose.pace = Pace::Hold(Duration::from_secs(30));
        // Always the same picture, which is scaled once.
        let frame = frame_of(0.0, Size::new(640, 480));
        let mut session = Session::new(vec![Step { stretch, dose }]).unwrap();
        let (mut painter, mut history, mut pictures) = (Painter::new(), Vec::new(), 0);
        for moment in reader {
            let Moment::Seen(seen) = moment.unwrap() else { continue };
            session.observe(&seen);
            let mut status = session.status();
            if status.phase != Phase::Holding {
                is_calm(&history);
                history.clear();
                continue;
            }
            // Five pictures of each observation, as of a camera with 25 a second.
            for picture in 0..5_u32 {
                if trembling {
                    let is_in = picture % 2 == 0;
                    status.targets[0].state = if is_in { TargetState::Within } else { TargetState::Below };
                    status.message.target = (!is_in).then_some(TargetIndex(0));
                }
                let time = seen.time + Duration::from_millis(40) * picture;
                pictures += 1;
                history.push((time, shown(&mut painter, &frame, &status, seen.pose.as_ref(), time)));
            }
        }
        is_calm(&history);
        pictures
    }

    #[test]
    fn nothing_flickers_while_somebody_holds_still() {
        for (case, stretch) in
            [("sphinx_good", "sphinx"), ("childs_pose_good", "childs-pose"), ("bird_dog_good", "bird-dog")]
        {
            for trembling in [false, true] {
                let pictures = recorded_hold(case, stretch, trembling);
                assert!(pictures > 50, "{case}: {pictures}");
            }
        }
    }
}
