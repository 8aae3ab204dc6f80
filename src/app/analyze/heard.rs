//! What a session says, kept until it is asked for.

use std::sync::{Arc, Mutex, PoisonError};

use crate::app::failure::Failure;
use crate::app::outlet::Outlet;
use crate::coach::Event;

/// Keeps events. Clones keep the same ones.
#[derive(Clone, Default)]
pub(super) struct Heard(Arc<Mutex<Vec<Event>>>);

impl Heard {
    /// What has happened since it was asked last.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Outlet for Heard {
    fn hear(&mut self, event: &Event) -> Result<(), Failure> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(event.clone());
        Ok(())
    }
}
