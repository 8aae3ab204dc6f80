//! The worker: frames → pose → coach → snapshots.

use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::pace::{Due, Pace};
use super::watched::Watched;
use super::wires::{Snapshot, Turn, Wires, Wish};
use crate::app::camera::CameraLine;
use crate::app::failure::Failure;
use crate::app::reader::Reader;
use crate::app::stop::Stop;
use crate::latest::Taken;
use crate::seam::Clock;
use crate::time::Timestamp;

/// The longest the worker sleeps at once, so that keys and quitting are answered promptly.
const STEP: Duration = Duration::from_millis(20);
/// A camera that has given nothing for so much longer than it is asked to gives no pictures just now: the slowest give five a second.
const WITHOUT_PICTURES: Duration = Duration::from_millis(400);

/// Everything the worker works with.
pub(super) struct Worker<'a> {
    pub(super) watched: &'a mut dyn Watched,
    pub(super) source: &'a mut Reader,
    pub(super) clock: &'a dyn Clock,
    pub(super) inbox: Receiver<Wish>,
    pub(super) wires: &'a Wires,
    pub(super) stop: &'a Stop,
    /// What goes between it and a camera that may come and go.
    pub(super) camera: Option<&'a CameraLine>,
}

impl Worker<'_> {
    /// Works until what is watched is done, the source ends, or somebody stops it. Between two looks at the commands it waits no
    /// longer than a moment, whatever becomes of the source.
    pub(super) fn work(mut self) -> Result<(), Failure> {
        let (mut pace, mut turn) = (Pace::default(), 0);
        // A video's frame that is not due yet.
        let mut early = None;
        let mut seen_at = self.clock.now();
        if self.camera.is_some() {
            // Before the first picture comes there is something to read, and to choose.
            turn += 1;
            self.wires.screens.put((turn, self.watched.screen()));
        }
        let outcome = loop {
            if self.stop.load(Ordering::Relaxed) || self.watched.is_done() {
                break Ok(());
            }
            if let Err(failure) = self.obey(&mut turn).and_then(|()| self.follow_camera(&mut turn, &mut seen_at)) {
                break Err(failure);
            }
            if !self.source.is_live() && self.watched.is_stopped() {
                // A video waits with the person; a camera goes on, so that they see themselves.
                let before = self.clock.now();
                self.clock.sleep(STEP);
                pace.shift(self.clock.now().since(before));
                continue;
            }
            let frame = match early.take().map_or_else(|| self.source.next_within(STEP), |frame| Some(Ok(Some(frame))))
            {
                Some(Ok(Some(frame))) => frame,
                Some(Ok(None)) => break Ok(()),
                // Somebody who has quit needs no word about a source that ended meanwhile.
                Some(Err(_)) if self.stop.load(Ordering::Relaxed) => break Ok(()),
                Some(Err(error)) => break Err(error.into()),
                None => continue,
            };
            let came_at = if self.source.is_live() {
                self.clock.now()
            } else {
                match pace.of(&frame, self.clock.now()) {
                    Due::In(time) => {
                        self.clock.sleep(time.min(STEP));
                        early = Some(frame);
                        continue;
                    }
                    Due::Since(due) => due,
                    Due::TooLate => continue,
                }
            };
            match self.watched.see(&frame) {
                Ok(observation) => {
                    seen_at = self.clock.now();
                    let screen = self.watched.screen();
                    turn += 1;
                    let is_asked_for = self.watched.paces_camera();
                    self.wires.snapshots.put(Snapshot { frame, observation, screen, came_at, turn, is_asked_for });
                }
                Err(failure) => break Err(failure),
            }
        };
        // What went wrong first is what is reported.
        let ended = self.watched.end();
        outcome.and(ended)
    }

    /// Passes on what is new about a camera that may come and go; while it gives nothing, time goes by without it.
    fn follow_camera(&mut self, turn: &mut Turn, seen_at: &mut Timestamp) -> Result<(), Failure> {
        let Some(camera) = self.camera else { return Ok(()) };
        let news = camera.news.try_take();
        let is_news = if let Taken::Value(news) = news {
            self.watched.camera(news)?;
            true
        } else {
            false
        };
        let now = self.clock.now();
        if now.since(*seen_at) >= WITHOUT_PICTURES + camera.spacing() {
            *seen_at = now;
            self.watched.wait(now)?;
        } else if !is_news {
            return Ok(());
        }
        *turn += 1;
        self.wires.screens.put((*turn, self.watched.screen()));
        Ok(())
    }

    /// Passes on what the person asked for meanwhile.
    fn obey(&mut self, turn: &mut Turn) -> Result<(), Failure> {
        while let Ok(command) = self.inbox.try_recv() {
            match command {
                Wish::Session(command) => self.watched.command(command)?,
                Wish::Sound(command) => self.watched.sound(command),
                Wish::Navigate(navigate) => {
                    self.watched.navigate(navigate)?;
                    if let Some(look) = self.watched.new_look() {
                        self.wires.looks.put(look);
                    }
                }
                Wish::Settings => self.watched.settings()?,
                Wish::ChangeCamera => self.watched.change_camera(),
            }
            *turn += 1;
            self.wires.screens.put((*turn, self.watched.screen()));
        }
        Ok(())
    }
}
