//! A camera as the program sees it: decoded frames, or a clear word about why none come.

use std::sync::Arc;
use std::time::Duration;

use super::capture::{Capture, Driver, Stamped};
use super::mode::{CameraMode, CameraOptions};
use super::trouble::DriverErrorKind;
use crate::camera_fault::CameraFault;
use crate::device::pixels;
use crate::device::pixels::DamagedFrame;
use crate::frame::{Frame, FrameKind};
use crate::latest::Taken;
use crate::seam::{Clock, FrameSource, SourceError};
use crate::time::Timestamp;

/// A camera that is capturing. Dropping it lets the camera go.
pub struct CameraSource {
    name: Arc<str>,
    mode: CameraMode,
    options: CameraOptions,
    capture: Capture,
    /// When the last good frame was taken.
    last_good: Option<Timestamp>,
    /// Broken frames since then.
    damaged: u32,
    /// What became of it and what to do, once it is lost.
    lost: Option<(CameraFault, String, String)>,
}

/// Broken frames are dropped; this many in a row, for as long as the watchdog waits, are a broken camera or cable.
const MOST_DAMAGED: u32 = 10;

impl CameraSource {
    /// Opens the camera and starts capturing.
    pub(super) fn start<D: Driver>(
        name: String,
        open: impl FnOnce() -> Result<D, SourceError> + Send + 'static,
        clock: impl Clock + 'static,
        options: CameraOptions,
    ) -> Result<Self, SourceError> {
        let (capture, mode) = Capture::start(&name, open, clock, options.first_frame_within)?;
        Ok(Self { name: name.into(), mode, options, capture, last_good: None, damaged: 0, lost: None })
    }

    /// The camera's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it sends.
    #[must_use]
    pub fn mode(&self) -> CameraMode {
        self.mode
    }

    fn lose(&mut self, fault: CameraFault, what: String, remedy: &str) {
        self.lost = Some((fault, what, remedy.to_owned()));
        self.capture.stop();
    }

    fn silent(&mut self) {
        let what = match self.last_good {
            Some(_) => format!(
                "The camera “{}” has sent nothing for {:.0} seconds.",
                self.name,
                self.options.frame_within.as_secs_f64()
            ),
            None => format!(
                "The camera “{}” was opened but sent no picture within {:.0} seconds.",
                self.name,
                self.options.first_frame_within.as_secs_f64()
            ),
        };
        self.lose(CameraFault::Silent, what, "Check its cable and whether another program uses it, then start again.");
    }

    fn failed(&mut self) {
        let failure = self.capture.failure();
        let name = Arc::clone(&self.name);
        match failure {
            Some(error) if error.kind == DriverErrorKind::Gone => self.lose(
                CameraFault::Gone,
                format!("The camera “{name}” was unplugged or switched off ({}).", error.text),
                "Plug it in again, then start again.",
            ),
            // It never sent a picture: what is wrong with it is the same as if it had failed to open.
            Some(error) if self.last_good.is_none() => {
                let trouble = error.on_opening(&name);
                self.lose(trouble.fault, trouble.what, &trouble.remedy);
            }
            Some(error) => self.lose(
                CameraFault::Other,
                format!("The camera “{name}” stopped ({}).", error.text),
                "Check its cable, unplug it and plug it in again, then start again.",
            ),
            None => {
                self.lose(
                    CameraFault::Other,
                    format!("The camera “{name}” stopped."),
                    "Unplug it and plug it in again, then start again.",
                );
            }
        }
    }

    /// Counts a broken frame; too many for too long end it.
    fn drop_damaged(&mut self, time: Timestamp, damage: &DamagedFrame) {
        self.damaged += 1;
        let silence = time.since(*self.last_good.get_or_insert(time));
        if self.damaged >= MOST_DAMAGED && silence >= self.options.frame_within {
            let what = format!("The camera “{}” sends only damaged pictures ({damage}).", self.name);
            self.lose(
                CameraFault::Damaged,
                what,
                "Check its cable, try another USB socket without a hub, or another camera with `--camera`.",
            );
        }
    }
}

impl FrameSource for CameraSource {
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        loop {
            if let Some((fault, what, remedy)) = self.lost.clone() {
                return Err(SourceError::CameraLost { fault, what, remedy });
            }
            let patience = match self.last_good {
                None => self.options.first_frame_within,
                Some(_) => self.options.frame_within,
            };
            match self.capture.take_within(patience) {
                Taken::Nothing => self.silent(),
                Taken::Closed => self.failed(),
                Taken::Value(Stamped { time, index, grab }) => {
                    match pixels::decode((*grab.data).as_ref(), grab.mode.pixels, grab.mode.size, grab.stride) {
                        Ok(image) => {
                            self.damaged = 0;
                            self.last_good = Some(time);
                            let origin = Arc::clone(&self.name);
                            return Ok(Some(Frame { time, index, origin, kind: FrameKind::Moving, image }));
                        }
                        Err(damage) => self.drop_damaged(time, &damage),
                    }
                }
            }
        }
    }

    fn is_live(&self) -> bool {
        true
    }

    fn space(&mut self, least: Duration) {
        self.capture.space(least);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::super::capture::{Grab, RELEASE_WITHIN};
    use super::super::trouble::DriverError;
    use super::*;
    use crate::body::Size;
    use crate::device::clock::SystemClock;
    use crate::device::pixels::PixelFormat;

    const MODE: CameraMode = CameraMode { size: Size::new(2, 1), fps: 30, pixels: PixelFormat::Rgb };

    /// What the double does at each grab, from the end; it is silent for ever after the last.
    enum Act {
        Give(usize),
        Fail(&'static str),
        Wait(u64),
    }

    struct Script {
        acts: Vec<Act>,
        restarts: u32,
        most_restarts: u32,
    }

    impl Driver for Script {
        fn grab(&mut self) -> Result<Grab, DriverError> {
            std::thread::sleep(Duration::from_millis(1));
            match self.acts.pop() {
                Some(Act::Give(bytes)) => {
                    Ok(Grab { data: Box::new(vec![7; bytes]), mode: MODE, stride: None, age: Duration::from_secs(99) })
                }
                Some(Act::Fail(text)) => Err(DriverError::new(text)),
                Some(Act::Wait(millis)) => {
                    std::thread::sleep(Duration::from_millis(millis));
                    self.grab()
                }
                None => loop {
                    std::thread::sleep(Duration::from_hours(1));
                },
            }
        }

        fn restart(&mut self) -> Result<(), DriverError> {
            self.restarts += 1;
            if self.restarts > self.most_restarts { Err(DriverError::new("dead")) } else { Ok(()) }
        }

        fn mode(&self) -> CameraMode {
            MODE
        }
    }

    fn options() -> CameraOptions {
        CameraOptions {
            size: None,
            mode: None,
            first_frame_within: Duration::from_millis(400),
            frame_within: Duration::from_millis(100),
        }
    }

    fn camera(mut acts: Vec<Act>, most_restarts: u32) -> CameraSource {
        acts.reverse();
        let script = Script { acts, restarts: 0, most_restarts };
        CameraSource::start("Test".to_owned(), move || Ok(script), SystemClock::start(), options()).unwrap()
    }

    fn lost(source: &mut CameraSource) -> String {
        loop {
            match source.next_frame() {
                Ok(frame) => assert!(frame.is_some(), "a camera has no end"),
                Err(SourceError::CameraLost { what, remedy, .. }) => {
                    assert!(!remedy.is_empty());
                    return what;
                }
                Err(other) => panic!("{other}"),
            }
        }
    }

    #[test]
    fn frames_are_stamped_numbered_and_named() {
        let mut source = camera(vec![Act::Give(6), Act::Wait(20), Act::Give(6)], 0);
        let first = source.next_frame().unwrap().unwrap();
        let second = source.next_frame().unwrap().unwrap();
        assert_eq!((first.index, second.index), (0, 1));
        assert!(second.time.since(first.time) >= Duration::from_millis(20));
        assert_eq!((&*first.origin, first.kind), ("Test", FrameKind::Moving));
        assert_eq!(first.image.dimensions(), (2, 1));
        assert!(source.is_live());
    }

    #[test]
    fn a_silent_camera_is_lost_and_stays_so() {
        let mut source = camera(vec![Act::Give(6)], 0);
        assert!(lost(&mut source).contains("has sent nothing"));
        assert!(lost(&mut source).contains("has sent nothing"));
    }

    #[test]
    fn a_camera_that_never_sends_is_lost_after_the_longer_time() {
        let begin = Instant::now();
        assert!(lost(&mut camera(vec![], 0)).contains("sent no picture"));
        assert!(begin.elapsed() >= options().first_frame_within);
    }

    #[test]
    fn a_driver_that_is_stuck_does_not_hold_up_the_exit() {
        let source = camera(vec![], 0);
        let begin = Instant::now();
        drop(source);
        assert!(begin.elapsed() < RELEASE_WITHIN * 10);
    }

    #[test]
    fn an_unplugged_camera_is_lost_at_once() {
        let mut source = camera(vec![Act::Give(6), Act::Fail("No such device (os error 19)")], 9);
        assert!(lost(&mut source).contains("unplugged"));
    }

    #[test]
    fn a_single_error_is_survived_and_a_lasting_one_is_not() {
        let mut source = camera(vec![Act::Fail("hiccup"), Act::Give(6), Act::Fail("hiccup"), Act::Give(6)], 9);
        // Restarting takes longer than this test's watchdog allows.
        source.options.frame_within = Duration::from_mins(1);
        source.options.first_frame_within = Duration::from_mins(1);
        assert_eq!(source.next_frame().unwrap().unwrap().index, 0);
        assert_eq!(source.next_frame().unwrap().unwrap().index, 1);

        let mut source = camera(vec![Act::Give(6), Act::Fail("hiccup")], 0);
        source.options.frame_within = Duration::from_mins(1);
        assert!(lost(&mut source).contains("stopped (dead)"));
    }

    #[test]
    fn damaged_frames_are_dropped_until_they_are_all_there_is() {
        let mut source = camera(vec![Act::Give(1), Act::Give(1), Act::Give(6)], 0);
        assert_eq!(source.next_frame().unwrap().unwrap().image.as_raw(), &[7; 6]);

        let mut source = camera((0..2000).map(|_| Act::Give(1)).collect(), 0);
        assert!(lost(&mut source).contains("damaged"));
    }

    #[test]
    fn a_camera_that_cannot_be_opened_says_why() {
        let busy = || Err::<Script, _>(DriverError::new("Device or resource busy (os error 16)").cannot_open("Test"));
        let opened = CameraSource::start("Test".to_owned(), busy, SystemClock::start(), options());
        assert!(matches!(opened, Err(SourceError::NoCamera { what, .. }) if what.contains("in use")));
        let stuck = || -> Result<Script, SourceError> {
            std::thread::sleep(Duration::from_hours(1));
            Err(super::super::trouble::no_camera())
        };
        let opened = CameraSource::start("Test".to_owned(), stuck, SystemClock::start(), options());
        assert!(matches!(opened, Err(SourceError::NoCamera { what, .. }) if what.contains("does not answer")));
    }
}
