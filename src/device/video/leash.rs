//! Ends the ffmpeg that is at work, from whichever thread.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use ffmpeg_sidecar::child::FfmpegChild;

/// How often it is looked whether it has ended.
pub(super) const POLL: Duration = Duration::from_millis(2);

/// Holds the ffmpeg that is at work, one at a time. Clones hold the same one.
#[derive(Clone, Default)]
pub struct Leash(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    child: Weak<Mutex<FfmpegChild>>,
    is_pulled: bool,
}

impl Leash {
    /// From now on it is this one. Once the leash has been pulled it is ended at once.
    pub(super) fn hold(&self, child: &Arc<Mutex<FfmpegChild>>) {
        let mut held = self.lock();
        held.child = Arc::downgrade(child);
        if held.is_pulled {
            kill(child);
        }
    }

    /// Ends it, and every one that comes after.
    pub fn pull(&self) {
        let mut held = self.lock();
        held.is_pulled = true;
        if let Some(child) = held.child.upgrade() {
            kill(&child);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for it to end; whether it says that all went well.
pub(super) fn has_succeeded(child: &Mutex<FfmpegChild>) -> bool {
    loop {
        // Not held while it is waited for: the watchdog may have to end it.
        let ended = child.lock().unwrap_or_else(PoisonError::into_inner).as_inner_mut().try_wait();
        match ended {
            Ok(None) => std::thread::sleep(POLL),
            ended => return ended.is_ok_and(|status| status.is_some_and(|status| status.success())),
        }
    }
}

/// Ends it; one that has ended already stays as it is.
pub(super) fn kill(child: &Mutex<FfmpegChild>) {
    drop(child.lock().unwrap_or_else(PoisonError::into_inner).kill());
}
