//! Stretch and routine files: raw text in, checked values or every problem out.
//!
//! ```text
//! text ─toml_check→ spanned fields ─stretch, routine→ Stretch, Routine
//!                        └─────────────────┴──────────→ Problems (place, code, label, remedy)
//! ```
//!
//! A file is read as a tree whose every value knows its place, and the tree is checked by hand: a derived deserializer
//! stops at the first mistake, and a physiotherapist who edits a file should see all of them at once. What comes out is a
//! value that cannot be wrong. The format is described in `routines/README.md`. Words in another language lie in files of their
//! own, which are laid over what was checked (`translation`).

mod dose;
mod figure;
mod id;
mod kind;
mod library;
mod loading;
mod named;
mod pose;
mod problem;
mod routine;
mod schema;
mod stretch;
mod target;
mod template;
mod translation;
mod vocabulary;
mod words;
mod writer;

pub use id::{id_of, names_a_file};
pub use kind::{FileKind, kind_of};
pub use library::{Library, Origin};
pub use loading::embedded_text;
pub use named::{Named, NotAStretch, UnknownName};
pub use routine::parse_routine;
pub use schema::schema;
pub use stretch::parse_stretch;
pub use template::{BadName, Template, check_name};
pub use translation::{translate_routine, translate_stretch};
pub use words::{camera_side_name, deeper_name, limb_name, position_name};
pub use writer::{Remarks, write_stretch};

pub use limits::*;

/// How long texts may be and how large numbers: each limit is where a value stops making sense to a person on a mat.
mod limits {
    /// Most characters of a hint or of praise: two rows on a laptop's screen in letters 2.5 cm high, which sign makers
    /// recommend for easy reading from three metres; about 30 of them fit in a row.
    pub const LONGEST_HINT: usize = 60;
    /// Most characters of what to do next in words: three rows of the same letters, for somebody between two poses.
    pub const LONGEST_SAY: usize = 90;
    /// Most characters of a title: one row in the window's panel.
    pub const LONGEST_TITLE: usize = 40;
    /// Most characters of a note that is read before or after the stretch: some twenty seconds of speech.
    pub const LONGEST_NOTE: usize = 280;
    /// Most characters of a name such as a body area, an article or a target's id.
    pub const LONGEST_NAME: usize = 40;
    /// The shortest hold in seconds: anything shorter looks like passing through.
    pub const SHORTEST_HOLD_S: f64 = 0.5;
    /// The longest hold or rest in seconds: ten minutes, many times the longest dose of any stretch.
    pub const LONGEST_HOLD_S: f64 = 600.0;
    /// The shortest time that a repetition of a movement may take in seconds: faster than this nobody moves calmly, and the
    /// poses at its ends could not be seen.
    pub const SHORTEST_TEMPO_S: f64 = 1.0;
    /// The longest time for a repetition of a movement in seconds: slower than this it is a hold.
    pub const LONGEST_TEMPO_S: f64 = 60.0;
    /// The most repetitions.
    pub const MOST_REPS: u32 = 100;
    /// How near the camera may be in metres: nearer than this no lens sees a whole person.
    pub const NEAREST_CAMERA_M: f64 = 0.5;
    /// How far the camera may be in metres: further than this a person is too small to measure.
    pub const FARTHEST_CAMERA_M: f64 = 10.0;
    /// How high the camera may be in metres: a usual room's ceiling.
    pub const HIGHEST_CAMERA_M: f64 = 3.0;
    /// The longest distance on a body in torso lengths: with the arms overhead, fingertips are about four and a half
    /// torso lengths (shoulder to hip, 0.29 of the height) from the soles. Anything larger was meant in another unit.
    pub const LONGEST_TORSO_LENGTHS: f64 = 5.0;
}
