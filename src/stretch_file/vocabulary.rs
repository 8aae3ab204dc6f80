//! The closed lists of words that files choose from, as problems name them.

/// A closed list of words that a text must come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The code of the problem that a word is not in it, such as `unknown-measure`.
    pub code: &'static str,
    /// What one of its words names, such as `measure`.
    pub one: &'static str,
    /// The same for all of them, such as `measures`.
    pub many: &'static str,
    /// What to say where no word is near, in place of all the words.
    pub instead_of_all: Option<&'static str>,
}

impl Vocabulary {
    const fn new(code: &'static str, one: &'static str, many: &'static str) -> Self {
        Self { code, one, many, instead_of_all: None }
    }

    /// What is measured.
    pub const MEASURE: &'static Self = &Self::new("unknown-measure", "measure", "measures");
    /// The body's position.
    pub const POSITION: &'static Self = &Self::new("unknown-position", "position", "positions");
    /// Which part of the body the camera sees.
    pub const CAMERA_SIDE: &'static Self = &Self::new("unknown-camera-side", "camera side", "camera sides");
    /// Which side of the body a target is measured on.
    pub const SIDE: &'static Self = &Self::new("unknown-side", "side", "sides");
    /// A landmark of the body. There are 33; a wall of names helps nobody.
    pub const LANDMARK: &'static Self = &Self {
        instead_of_all: Some("landmarks are named like `left_knee`, `right_shoulder` or `nose`"),
        ..Self::new("unknown-landmark", "landmark", "landmarks")
    };
    /// A stretch of a routine.
    pub const STRETCH: &'static Self = &Self::new("unknown-stretch", "stretch", "stretches");
    /// What the outputs of a pose model mean.
    pub const MODEL_KIND: &'static Self = &Self::new("unknown-kind", "kind", "kinds");
    /// The order of a tensor's axes.
    pub const LAYOUT: &'static Self = &Self::new("unknown-layout", "layout", "layouts");
    /// The type of a tensor's numbers.
    pub const NUMBER_TYPE: &'static Self = &Self::new("unknown-type", "number type", "number types");
    /// The order of a pixel's channels.
    pub const COLOUR_ORDER: &'static Self = &Self::new("unknown-colour-order", "colour order", "colour orders");
}
