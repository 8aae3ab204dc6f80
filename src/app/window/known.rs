//! What the window knows of what the worker does.

use std::borrow::Cow;

use super::wires::{Snapshot, Turn, Wires};
use crate::body::{Point, Size};
use crate::host::Navigate;
use crate::input::{Input, Key, Navigation};
use crate::latest::Taken;
use crate::view::{Letters, Screen, hit};

/// What the window knows.
#[derive(Default)]
pub(super) struct Known {
    pub(super) snapshot: Option<Snapshot>,
    /// A screen that is newer than the snapshot's.
    screen: Option<(Turn, Screen)>,
    /// What is said since the worker has ended.
    pub(super) notice: Option<String>,
}

/// What came through the wires.
#[derive(Debug, PartialEq)]
pub(super) enum Came {
    Nothing,
    /// A snapshot that looks like the one before.
    Alike,
    News,
}

impl Known {
    pub(super) fn take(&mut self, wires: &Wires) -> Came {
        let mut came = Came::Nothing;
        if let Taken::Value(snapshot) = wires.snapshots.try_take() {
            let is_alike = self.snapshot.as_ref().is_some_and(|before| snapshot.looks_like(before));
            came = if is_alike && self.screen.is_none() { Came::Alike } else { Came::News };
            self.snapshot = Some(snapshot);
        }
        if let Taken::Value(screen) = wires.screens.try_take() {
            self.screen = Some(screen);
            came = Came::News;
        }
        // Either may have been sent first, whichever was taken first.
        let newest = self.snapshot.as_ref().map_or(0, |snapshot| snapshot.turn);
        self.screen = self.screen.take().filter(|(turn, _)| *turn > newest);
        came
    }

    /// What the window shows; `waiting` is said until the first frame comes.
    pub(super) fn screen(&self, waiting: Option<&str>) -> Cow<'_, Screen> {
        let screen = self.newest();
        let notice = self.notice.as_deref().or_else(|| waiting.filter(|_| self.snapshot.is_none()));
        match (notice, screen) {
            (None, Some(screen)) => Cow::Borrowed(screen),
            (notice, over) => Cow::Owned(Screen::Notice {
                words: notice.unwrap_or_default().to_owned(),
                over: over.cloned().map(Box::new),
            }),
        }
    }

    fn newest(&self) -> Option<&Screen> {
        let newer = self.screen.as_ref().map(|(_, screen)| screen);
        newer.or_else(|| self.snapshot.as_ref().map(|snapshot| &snapshot.screen))
    }

    /// What keys ask of a screen on which there is something to choose; elsewhere they mean something else.
    pub(super) fn navigate(&self, input: Input, size: Size, letters: Letters) -> Option<Navigate> {
        let chooses = matches!(
            self.newest()?,
            Screen::Begin(_) | Screen::Place(_) | Screen::Pain(_) | Screen::Done(_) | Screen::Settings(_)
        );
        if matches!((self.newest(), input), (Some(Screen::Lost { over: None, .. }), Input::Key(Key::Escape))) {
            return Some(Navigate::Back);
        }
        if !chooses || self.notice.is_some() {
            return None;
        }
        match input {
            Input::Key(Key::Escape) => Some(Navigate::Back),
            Input::Key(key) => key.navigation().map(|step| match step {
                Navigation::Up => Navigate::Up,
                Navigation::Down => Navigate::Down,
                Navigation::Left => Navigate::Left,
                Navigation::Right => Navigate::Right,
                Navigation::Enter => Navigate::Enter,
                Navigation::Digit(digit) => Navigate::Digit(digit),
            }),
            Input::Click { x, y } => {
                let at = Point::new(f64::from(x), f64::from(y));
                hit(self.newest()?, size, letters, at).map(Navigate::Pick)
            }
            Input::Moved { .. } | Input::Closed => None,
        }
    }
}
