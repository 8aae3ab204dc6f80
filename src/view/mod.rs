//! What the person sees: a [`Scene`] goes in, pixels come out. No window, clock or file in it.
//!
//! ```text
//! Scene (frame, pose, Screen) → Layout of the window's size
//!   picture    scaled, mirrored, at the bottom
//!   skeleton   near side strong, far side faint
//!   gauge      targets on the body: dial (angles), tape (distances)
//!   message    what to do, in large letters; the stretch's name
//!   panel      ring, repetitions, pictogram, next, progress
//! screens around a session (begin, safety, place, pain, lost, done, settings) → the whole window, a sheet
//!     → canvas → 0x00RRGGBB
//! ```
//!
//! Lengths are pixels of the window, x to the right and y down; angles on the screen run clockwise.

mod begin;
mod canvas;
mod choices;
mod details;
mod dial;
mod done;
mod font;
mod gauge;
mod header;
mod help;
mod hosted;
mod layout;
mod look;
mod lost;
mod message;
mod pain;
mod painter;
mod palette;
mod panel;
mod pictogram;
mod picture;
mod place;
mod reading;
mod ready;
mod ring;
mod safety;
mod screen;
mod settings;
mod sheet;
mod sign;
mod skeleton;
mod split;
mod stage;
mod steady;
mod summary;
#[cfg(test)]
mod tests;
mod text;

pub use hosted::hit;
pub use look::{Letters, Look, Theme};
pub use painter::{Painter, Scene};
pub use screen::{Asked, Details, Screen};
