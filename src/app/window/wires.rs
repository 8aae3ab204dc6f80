//! What goes from the worker to the window.

use std::mem::discriminant;
use std::time::Duration;

use crate::coach::Command;
use crate::frame::Frame;
use crate::host::Navigate;
use crate::input::SoundCommand;
use crate::latest::{Latest, Taken};
use crate::measure::Observation;
use crate::time::Timestamp;
use crate::view::{Look, Screen};

/// One frame with all that is known about it: what the window draws.
pub(super) struct Snapshot {
    pub(super) frame: Frame,
    pub(super) observation: Observation,
    pub(super) screen: Screen,
    /// By the program's clock: when a camera's frame came, when a video's frame was due.
    pub(super) came_at: Timestamp,
    pub(super) turn: Turn,
    /// Whether it is to be shown even where it looks like the one before.
    pub(super) is_asked_for: bool,
}

/// The order in which the worker sends news, which go through more than one mailbox.
pub(super) type Turn = u64;

impl Snapshot {
    /// Whether this looks like the one before, except for the time.
    pub(super) fn looks_like(&self, before: &Self) -> bool {
        let (Screen::Session(status), Screen::Session(last)) = (&self.screen, &before.screen) else { return false };
        !self.is_asked_for
            && self.observation.pose.is_some()
            && self.observation.pose == before.observation.pose
            && discriminant(&status.phase) == discriminant(&last.phase)
            && status.message == last.message
            && status.reps_done == last.reps_done
    }
}

/// The mailboxes between the worker and the window.
pub(super) struct Wires {
    pub(super) snapshots: Wire<Snapshot>,
    /// A screen that changed without a new frame: the person pressed pause.
    pub(super) screens: Wire<(Turn, Screen)>,
    pub(super) ending: Wire<Ending>,
    /// How the window is to look from now on.
    pub(super) looks: Wire<Look>,
    /// Has something in it when something new has come into one of them.
    pub(super) bell: Latest<()>,
}

impl Default for Wires {
    fn default() -> Self {
        let bell = Latest::new();
        Self {
            snapshots: Wire::new(&bell),
            screens: Wire::new(&bell),
            ending: Wire::new(&bell),
            looks: Wire::new(&bell),
            bell,
        }
    }
}

/// A mailbox with a bell.
pub(super) struct Wire<T> {
    mailbox: Latest<T>,
    bell: Latest<()>,
}

impl<T> Wire<T> {
    fn new(bell: &Latest<()>) -> Self {
        Self { mailbox: Latest::new(), bell: bell.clone() }
    }

    pub(super) fn put(&self, value: T) {
        self.mailbox.put(value);
        self.bell.put(());
    }

    pub(super) fn try_take(&self) -> Taken<T> {
        self.mailbox.try_take()
    }

    fn close(&self) {
        self.mailbox.close();
        self.bell.put(());
    }
}

/// What a person wants of what is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Session(Command),
    Sound(SoundCommand),
    Navigate(Navigate),
    /// The settings are to be opened, or closed.
    Settings,
    /// The next camera is to be taken.
    ChangeCamera,
}

/// How the worker ended.
pub(super) enum Ending {
    Done { linger: Duration },
    InputEnded,
    Failed(String),
}

/// Closes a mailbox when it goes out of scope, in a panic too.
pub(super) struct CloseOnDrop<'a>(pub(super) &'a Wire<Ending>);

impl Drop for CloseOnDrop<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}
