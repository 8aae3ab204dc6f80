//! A source of frames that never keeps anybody waiting. A camera may say nothing for ten seconds and a video's decoder be stuck;
//! a key pressed meanwhile is answered at once. So the source has a thread of its own, which fetches a frame when one is
//! asked for: none is decoded that nobody takes.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::failure::Failure;
use crate::frame::Frame;
use crate::seam::{FrameSource, SourceError};

/// How long dropping the reader waits for the source to be let go. One that is stuck for longer is left behind.
const RELEASE_WITHIN: Duration = Duration::from_secs(1);

/// What a source gave: a frame, its end, or why there is no frame.
type Read = Result<Option<Frame>, SourceError>;

/// A source in a thread of its own.
pub struct Reader {
    is_live: bool,
    /// Each asks for one frame. `None` only while it is dropped.
    asks: Option<Sender<()>>,
    frames: Receiver<Read>,
    /// Whether a frame has been asked for that has not come yet.
    is_asked: bool,
}

impl Reader {
    /// Reads from `source`.
    pub fn new(mut source: Box<dyn FrameSource>) -> Result<Self, Failure> {
        let is_live = source.is_live();
        let (asks, asked) = channel();
        let (give, frames) = channel();
        let thread = thread::Builder::new().name("source".to_owned()).spawn(move || {
            while asked.recv().is_ok() && give.send(source.next_frame()).is_ok() {}
            // In this order: when nobody can give a frame any more, the source has been let go.
            drop(source);
            drop(give);
        });
        thread.map_err(|error| Failure::failed(format!("cannot start a thread: {error}"), ""))?;
        Ok(Self { is_live, asks: Some(asks), frames, is_asked: false })
    }

    /// Whether frames come by themselves in real time.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        self.is_live
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
                what: "What gives the pictures stopped unexpectedly.".to_owned(),
                remedy: "Start again, and report it, please, if it happens once more.".to_owned(),
            })),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.asks = None;
        // At most one frame is still to come.
        while self.frames.recv_timeout(RELEASE_WITHIN).is_ok() {}
    }
}
