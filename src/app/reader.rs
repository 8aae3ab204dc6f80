//! A source of frames that never keeps anybody waiting. A camera may say nothing for ten seconds and a video's decoder be stuck;
//! a key pressed meanwhile is answered at once. So the source has a thread of its own, which fetches a frame when one is
//! asked for: none is decoded that nobody takes.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::failure::Failure;
use super::stop::Stop;
use crate::camera_fault::CameraFault;
use crate::frame::Frame;
use crate::seam::{Canceller, Film, FrameSource, SourceError};

/// How long it is waited for a frame before it is looked whether somebody has stopped meanwhile.
const STEP: Duration = Duration::from_millis(20);

/// How long dropping the reader waits for the source to be let go. One that is stuck for longer is left behind.
const RELEASE_WITHIN: Duration = Duration::from_secs(1);

/// What a source gave: a frame, its end, or why there is no frame.
type Read = Result<Option<Frame>, SourceError>;

/// A source in a thread of its own.
pub struct Reader {
    is_live: bool,
    film: Option<Film>,
    /// Each asks for one frame. `None` once the source is let go.
    asks: Option<Sender<()>>,
    frames: Receiver<Read>,
    /// Whether a frame has been asked for that has not come yet.
    is_asked: bool,
    /// Ends the source's work, where it can be ended.
    canceller: Option<Canceller>,
}

impl Reader {
    /// Reads from `source`.
    pub fn new(mut source: Box<dyn FrameSource>) -> Result<Self, Failure> {
        let (is_live, film, canceller) = (source.is_live(), source.film(), source.canceller());
        let (asks, asked) = channel();
        let (give, frames) = channel();
        let thread = thread::Builder::new().name("source".to_owned()).spawn(move || {
            while asked.recv().is_ok() && give.send(source.next_frame()).is_ok() {}
            // In this order: when nobody can give a frame any more, the source has been let go.
            drop(source);
            drop(give);
        });
        thread.map_err(|error| Failure::failed(format!("cannot start a thread: {error}"), ""))?;
        Ok(Self { is_live, film, asks: Some(asks), frames, is_asked: false, canceller })
    }

    /// Whether frames come by themselves in real time.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        self.is_live
    }

    /// What was known of the film when it was opened.
    #[must_use]
    pub const fn film(&self) -> Option<Film> {
        self.film
    }

    /// Lets the source go: a camera's light goes out. Nothing more comes. Doesn't wait for it, as dropping the reader does.
    pub(super) fn let_go(&mut self) {
        self.asks = None;
        if let Some(cancel) = self.canceller.take() {
            cancel();
        }
    }

    /// The next frame, the end or an error; `None` as soon as `stop` is set, whatever the source does.
    pub(super) fn next_unless(&mut self, stop: &Stop) -> Option<Read> {
        while !stop.load(Ordering::Relaxed) {
            match self.next_within(STEP) {
                // Somebody who has stopped it needs no word about a source that ended meanwhile.
                Some(Err(_)) if stop.load(Ordering::Relaxed) => return None,
                Some(read) => return Some(read),
                None => {}
            }
        }
        None
    }

    /// The next frame, the end or an error, if it comes within `patience`.
    pub(super) fn next_within(&mut self, patience: Duration) -> Option<Read> {
        if !self.is_asked {
            // Should the thread be gone, that shows in what it doesn't give.
            let _ = self.asks.as_ref().map(|asks| asks.send(()));
            self.is_asked = true;
        }
        match self.frames.recv_timeout(patience) {
            Ok(read) => {
                self.is_asked = false;
                Some(read)
            }
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Err(SourceError::CameraLost {
                fault: CameraFault::Other,
                what: "What gives the pictures stopped unexpectedly.".to_owned(),
                remedy: "Start again, and report it, please, if it happens once more.".to_owned(),
            })),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.let_go();
        // At most one frame is still to come.
        while self.frames.recv_timeout(RELEASE_WITHIN).is_ok() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decodes until it is cancelled, and says when it is let go.
    struct Endless {
        cancel: Sender<()>,
        cancelled: Receiver<()>,
        let_go: Sender<()>,
        /// Says when it has begun.
        begun: Sender<()>,
    }

    impl FrameSource for Endless {
        fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
            self.begun.send(()).unwrap();
            let _ = self.cancelled.recv();
            Ok(None)
        }

        fn is_live(&self) -> bool {
            false
        }

        fn canceller(&self) -> Option<Canceller> {
            let cancel = self.cancel.clone();
            Some(Box::new(move || {
                let _ = cancel.send(());
            }))
        }
    }

    impl Drop for Endless {
        fn drop(&mut self) {
            self.let_go.send(()).unwrap();
        }
    }

    #[test]
    fn a_source_that_is_stuck_is_let_go_with_the_reader() {
        let (cancel, cancelled) = channel();
        let ((let_go, gone), (begun, begins)) = (channel(), channel());
        let mut reader = Reader::new(Box::new(Endless { cancel, cancelled, let_go, begun })).unwrap();
        assert!(reader.next_within(Duration::ZERO).is_none());
        begins.recv().unwrap();
        drop(reader);
        assert_eq!(gone.try_recv(), Ok(()), "it is still at work");
    }
}
