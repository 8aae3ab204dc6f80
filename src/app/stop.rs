//! How anything that goes on is ended from outside.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Set when the person wants the program to end: by a key, by closing the window, by Ctrl-C.
pub type Stop = Arc<AtomicBool>;
