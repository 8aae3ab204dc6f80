//! Where the camera looks from: which part of the body it sees, and which planes of movement it sees from there.

/// Which part of the body the camera sees. Front and back are not distinguished.
///
/// ```
/// use supple::measure::{BodyView, Measure};
///
/// let plane = Measure::TrunkInclination.definition().plane;
/// assert!(BodyView::Side.shows(plane) && !BodyView::Front.shows(plane));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyView {
    /// The person's side.
    Side,
    /// Half way between.
    ThreeQuarter,
    /// The person's front or back.
    Front,
    /// The trunk points at the camera or away from it: nothing about it can be measured.
    EndOn,
    /// Too little of the trunk is seen to know.
    Unknown,
}

impl BodyView {
    /// Whether a measure that lies in this plane can be read from this view.
    #[must_use]
    pub const fn shows(self, plane: Plane) -> bool {
        match self {
            Self::Unknown | Self::EndOn => false,
            Self::Side => !matches!(plane, Plane::Frontal | Plane::Ahead),
            Self::ThreeQuarter => !matches!(plane, Plane::Frontal | Plane::Sagittal),
            Self::Front => !matches!(plane, Plane::Sagittal),
        }
    }
}

/// Which part of the body the camera should see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CameraSide {
    /// The person's side.
    Side,
    /// The person's front.
    Front,
    /// Half way between front and side.
    ThreeQuarter,
}

/// What a measure needs the camera to look at.
///
/// ```
/// use supple::measure::{CameraSide, Plane};
///
/// assert!(Plane::Frontal.is_seen_by(CameraSide::Front));
/// assert!(!Plane::Frontal.is_seen_by(CameraSide::Side));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// The plane that divides left from right: seen squarely, from the person's side.
    Sagittal,
    /// The plane that divides front from back: seen squarely, from the front or back.
    Frontal,
    /// The person's front or back, squarely or half turned.
    Ahead,
    /// Any part of the body: the room shows what the picture does not.
    Any,
    /// Any part of the body, and best the front: who turns from there is seen best.
    FromFront,
}

impl Plane {
    /// Whether a camera that stands there can measure it.
    #[must_use]
    pub const fn is_seen_by(self, camera: CameraSide) -> bool {
        match (self, camera) {
            (plane, CameraSide::Side) => BodyView::Side.shows(plane),
            (plane, CameraSide::ThreeQuarter) => BodyView::ThreeQuarter.shows(plane),
            (plane, CameraSide::Front) => BodyView::Front.shows(plane),
        }
    }
}
