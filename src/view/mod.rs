//! What the person sees: a [`Scene`] goes in, pixels come out. No window, clock or file in it.
//!
//! ```text
//! Scene (frame, pose, Screen) and Look → Layout of the window's size and the letters'
//!   header     the stretch's name and side, above everything
//!   picture    scaled, mirrored
//!   skeleton   near side strong, far side faint
//!   gauge      targets on the body: dial (angles), tape (distances)
//!   panel      ring, repetitions, pictogram or next, progress
//!   message    what to do, in large letters, below everything
//!   ready      instead of these, in rests and before a pose: figure and words large
//!   help, details, ghost   while somebody asks for them
//! or a screen around a session (begin, safety, place, pain, lost, done, settings) → a sheet, the whole window
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
