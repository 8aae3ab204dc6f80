//! The screens that host a session: which file paints which, where the camera's picture lies in it, and what a click means.

use super::layout::Rect;
use super::look::Letters;
use super::screen::Screen;
use super::sheet::{Page, Sheet};
use super::{begin, done, lost, pain, place, safety, settings};
use crate::body::{Point, Size};

/// What lies at `at`, a place in a window of `size` pixels with such letters: the place of an item of the begin, of a choice after a
/// session or of a setting, in its list; a number of pain, and after the highest one saying none; 0 for the safety words'
/// acknowledgement. `None` where nothing can be chosen.
#[must_use]
pub fn hit(screen: &Screen, size: Size, letters: Letters, at: Point) -> Option<usize> {
    let page = Page::of(size, letters);
    targets(screen, &page).into_iter().find(|(_, rect)| rect.holds(at)).map(|(place, _)| place)
}

/// Everything that can be clicked.
fn targets(screen: &Screen, page: &Page) -> Vec<(usize, Rect)> {
    match screen {
        Screen::Begin(screen) if screen.safety => safety::targets(page),
        Screen::Begin(screen) => begin::targets(screen, page),
        Screen::Pain(_) => pain::targets(page),
        Screen::Done(screen) => done::targets(screen, page),
        Screen::Settings(screen) => settings::targets(screen, page),
        Screen::Place(_) | Screen::Lost { .. } | Screen::Session(_) | Screen::Summary(_) | Screen::Notice { .. } => {
            Vec::new()
        }
    }
}

/// Where the camera's picture lies; `usual` is where a session has it. Without any room it isn't shown.
pub(super) fn picture_area(screen: &Screen, page: &Page, usual: Rect) -> Rect {
    match screen {
        Screen::Begin(screen) => begin::picture(screen, page),
        Screen::Place(_) => place::picture(page),
        Screen::Pain(_) | Screen::Done(_) | Screen::Settings(_) => Rect::default(),
        Screen::Lost { over, .. } | Screen::Notice { over, .. } => {
            over.as_deref().map_or(usual, |over| picture_area(over, page, usual))
        }
        Screen::Session(_) | Screen::Summary(_) => usual,
    }
}

/// Paints a screen that stands by itself; what stands over another one only adds to it.
pub(super) fn draw(sheet: &mut Sheet, screen: &Screen, picture: Option<Rect>) {
    match screen {
        Screen::Begin(screen) if screen.safety => safety::draw(sheet, screen.sign),
        Screen::Begin(screen) => begin::draw(sheet, screen, picture),
        Screen::Place(screen) => place::draw(sheet, screen, picture),
        Screen::Pain(screen) => pain::draw(sheet, screen),
        Screen::Lost { lost, .. } => lost::draw(sheet, lost),
        Screen::Done(screen) => done::draw(sheet, screen),
        Screen::Settings(screen) => settings::draw(sheet, screen),
        Screen::Session(_) | Screen::Summary(_) | Screen::Notice { .. } => {}
    }
}

#[cfg(test)]
mod tests;
