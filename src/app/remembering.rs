//! What is remembered of a session, on its way to a store.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::coach::{Event, Status};
use crate::history::{About, Entry, Keeper, PainAt};
use crate::language::Language;
use crate::seam::{SessionStore, StoreError};
use crate::time::Timestamp;

/// The longest that anybody waits at the end for a disk that is busy: a little longer than the store itself does.
const PATIENCE: Duration = Duration::from_secs(12);

/// Remembers a session while it happens. A thread of its own writes it down, so that a slow disk makes nobody wait; a history that can't
/// be written is no reason to stop somebody who is stretching: it is said once, and the session goes on without.
pub struct Remembering {
    keeper: Keeper,
    /// `None` once it is closed.
    to_keep: Option<Sender<Entry>>,
    outcome: Receiver<Option<StoreError>>,
}

impl Remembering {
    /// Remembers what comes in `store`; `tell` hears at once, from another thread and once, why it can't. `None` where no thread
    /// can be had.
    pub fn new(
        about: About,
        language: Language,
        mut store: Box<dyn SessionStore>,
        tell: impl Fn(&StoreError) + Send + 'static,
    ) -> Option<Self> {
        let (to_keep, entries) = channel::<Entry>();
        let (done, outcome) = channel();
        let writer = thread::Builder::new().name("history".to_owned());
        let written = move || {
            let mut trouble = None;
            for entry in entries {
                if trouble.is_none() {
                    trouble = store.keep(&entry).err();
                    trouble.iter().for_each(&tell);
                }
            }
            // What the store has open is closed before anybody hears that it is done.
            drop(store);
            let _ = done.send(trouble);
        };
        writer.spawn(written).ok()?;
        Some(Self { keeper: Keeper::new(about).speaking(language), to_keep: Some(to_keep), outcome })
    }

    /// Takes in what happened at `time` and where the session stands after it.
    pub(super) fn observe(&mut self, time: Timestamp, events: &[Event], status: &Status) {
        for entry in self.keeper.observe(time, events, status) {
            self.keep(entry);
        }
    }

    /// Remembers how much it hurts.
    pub(super) fn pain(&mut self, pain: PainAt) {
        for entry in self.keeper.pain(pain) {
            self.keep(entry);
        }
    }

    fn keep(&self, entry: Entry) {
        if let Some(to_keep) = &self.to_keep {
            // The thread has gone only if it failed, and then there is nobody to tell.
            let _ = to_keep.send(entry);
        }
    }

    /// Waits until everything is written.
    pub(super) fn close(&mut self) {
        if self.to_keep.take().is_some() {
            match self.outcome.recv_timeout(PATIENCE) {
                Ok(_) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {}
            }
        }
    }
}

impl Drop for Remembering {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::history::Pain;
    use crate::history::doubles::about;
    use crate::seam::doubles::KeptSession;

    #[test]
    fn what_is_remembered_is_written_in_order_and_whole_at_the_end() {
        let store = KeptSession::default();
        let mut remembering =
            Remembering::new(about(), Language::English, Box::new(store.clone()), |_| panic!()).unwrap();
        remembering.pain(PainAt::Before(Pain::new(4).unwrap()));
        remembering.pain(PainAt::After(Pain::new(2).unwrap()));
        remembering.close();
        let entries = store.entries();
        assert!(matches!(entries[0], Entry::Began(_)), "{entries:?}");
        assert_eq!(entries.len(), 3);
    }

    #[test]
    fn a_full_disk_is_told_once_and_costs_nobody_the_session() {
        let (store, told) = (KeptSession::full_after(1), Arc::new(Mutex::new(Vec::new())));
        let ear = Arc::clone(&told);
        let tell = move |trouble: &StoreError| ear.lock().unwrap().push(trouble.what.clone());
        let mut remembering = Remembering::new(about(), Language::English, Box::new(store.clone()), tell).unwrap();
        for _ in 0..3 {
            remembering.pain(PainAt::Before(Pain::new(4).unwrap()));
        }
        remembering.close();
        assert_eq!((told.lock().unwrap().len(), store.entries().len()), (1, 1));
    }
}
