//! The part of the back that is looked at, and how well landmarks stand for joints.

/// The part of the way from hips to shoulders that is the back: at 0.10 the sacrum begins and the buttock ends, 0.90 is under
/// the neck and clear of the shoulder. The middle, 0.5, lies at about the first lumbar vertebra (27 of 48 cm), so that the
/// halves are the lumbar spine with the sacrum, and the thoracic spine.
pub(crate) const WINDOW: (f64, f64) = (0.10, 0.90);

/// How far a landmark may be from the joint it stands for, in torso lengths: joints slip by 0.03 to 0.07 as a body bends.
pub(crate) const LANDMARK_SLIP: f64 = 0.05;
