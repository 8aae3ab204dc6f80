//! A one-place mailbox in which the newest value wins: how frames reach the pose worker and snapshots the window.
//!
//! A slow reader never makes the writer wait and never sees an old value; what it did not take in time is dropped.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

#[derive(Debug)]
struct State<T> {
    value: Option<T>,
    closed: bool,
}

/// The mailbox. Clones share one place.
#[derive(Debug)]
pub struct Latest<T> {
    shared: Arc<(Mutex<State<T>>, Condvar)>,
}

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// What a reader found.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken<T> {
    /// The newest value; the place is empty now.
    Value(T),
    /// Nothing new within the time given.
    Nothing,
    /// The writer is gone and everything has been taken.
    Closed,
}

impl<T> Latest<T> {
    /// An empty, open mailbox.
    #[must_use]
    pub fn new() -> Self {
        Self { shared: Arc::new((Mutex::new(State { value: None, closed: false }), Condvar::new())) }
    }

    /// Puts `value` in place of whatever was there. Returns `false` once the mailbox is closed.
    pub fn put(&self, value: T) -> bool {
        let (mutex, bell) = &*self.shared;
        // A panic elsewhere must not take the window down with it: the value is whole either way.
        let mut state = mutex.lock().unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return false;
        }
        state.value = Some(value);
        bell.notify_one();
        true
    }

    /// Takes the newest value if there is one, without waiting.
    #[must_use]
    pub fn try_take(&self) -> Taken<T> {
        self.take_within(Duration::ZERO)
    }

    /// Waits up to `patience` for a value and takes it.
    #[must_use]
    pub fn take_within(&self, patience: Duration) -> Taken<T> {
        let (mutex, bell) = &*self.shared;
        let state = mutex.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut state, _) = bell
            .wait_timeout_while(state, patience, |state| state.value.is_none() && !state.closed)
            .unwrap_or_else(PoisonError::into_inner);
        match state.value.take() {
            Some(value) => Taken::Value(value),
            None if state.closed => Taken::Closed,
            None => Taken::Nothing,
        }
    }

    /// Closes the mailbox from either end: writers stop, a waiting reader wakes. A value in place can still be taken.
    pub fn close(&self) {
        let (mutex, bell) = &*self.shared;
        mutex.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        bell.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_value_wins() {
        let mailbox = Latest::new();
        assert!(mailbox.put(1));
        assert!(mailbox.put(2));
        assert_eq!(mailbox.try_take(), Taken::Value(2));
        assert_eq!(mailbox.try_take(), Taken::Nothing);
    }

    #[test]
    fn closing_keeps_the_last_value_and_wakes_the_reader() {
        let mailbox = Latest::new();
        mailbox.put(7);
        mailbox.close();
        assert!(!mailbox.put(8));
        assert_eq!(mailbox.take_within(Duration::from_mins(1)), Taken::Value(7));
        assert_eq!(mailbox.take_within(Duration::from_mins(1)), Taken::Closed);
    }

    #[test]
    fn a_waiting_reader_gets_what_another_thread_puts() {
        let mailbox = Latest::new();
        let writer = mailbox.clone();
        let thread = std::thread::spawn(move || writer.put("hello"));
        assert_eq!(mailbox.take_within(Duration::from_mins(1)), Taken::Value("hello"));
        assert!(thread.join().unwrap());
    }
}
