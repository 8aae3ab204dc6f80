//! Ends what somebody waits for in vain.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// Watches over waiting. Only the time that somebody waits counts: a video may be paused for as long as the person likes.
pub(super) struct Watchdog {
    /// Says when waiting begins, and when it is over.
    waits: Sender<bool>,
    has_bitten: Arc<AtomicBool>,
}

impl Watchdog {
    /// Does `bite` once when somebody has waited for as long as `patience`.
    pub fn new(patience: Duration, bite: impl FnOnce() + Send + 'static) -> io::Result<Self> {
        let (waits, waiting) = channel();
        let has_bitten = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&has_bitten);
        thread::Builder::new().name("watchdog".to_owned()).spawn(move || {
            while let Ok(begins) = waiting.recv() {
                match if begins { waiting.recv_timeout(patience) } else { Ok(false) } {
                    Ok(_) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => {
                        flag.store(true, Ordering::Relaxed);
                        return bite();
                    }
                }
            }
        })?;
        Ok(Self { waits, has_bitten })
    }

    /// Waiting begins.
    pub fn begin(&self) {
        let _ = self.waits.send(true);
    }

    /// It was not in vain.
    pub fn end(&self) {
        let _ = self.waits.send(false);
    }

    /// Whether it was.
    pub fn has_bitten(&self) -> bool {
        self.has_bitten.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_waits_in_vain_is_freed() {
        let (bite, bitten) = channel();
        let dog = Watchdog::new(Duration::from_millis(1), move || bite.send(()).unwrap()).unwrap();
        dog.begin();
        assert_eq!(bitten.recv_timeout(Duration::from_mins(1)), Ok(()));
        assert!(dog.has_bitten());
    }

    #[test]
    fn who_does_not_wait_is_left_alone() {
        let (bite, bitten) = channel::<()>();
        let dog = Watchdog::new(Duration::from_hours(1), move || bite.send(()).unwrap()).unwrap();
        dog.begin();
        dog.end();
        drop(dog);
        assert_eq!(bitten.recv_timeout(Duration::from_mins(1)), Err(RecvTimeoutError::Disconnected));
    }
}
