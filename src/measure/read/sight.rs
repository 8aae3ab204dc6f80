//! One person in one picture, with how they stand to the camera: what every measure is read from.

use crate::body::{Landmark, Point, Pose, Side, Size, VISIBLE};
use crate::measure::facing::Facing;
use crate::measure::observation::Observation;
use crate::measure::spine::Spine;

/// The same on the side away from the camera, for a model with depth: it knows the far limbs from the near ones, and is
/// mostly right about them down to here. Below, a far knee is off by 140 degrees in one picture of ten.
pub(crate) const FAR_VISIBLE: f64 = 0.2;

/// How far outside the picture a landmark may lie and still be trusted, as a fraction of the picture's longer side: about
/// a hand's breadth for a body that fills the picture. Beyond that the model guesses from the rest of the body.
pub(crate) const BEYOND_THE_EDGE: f64 = 0.02;

/// One person in one picture, with how they stand to the camera.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SeenBody<'a> {
    pub facing: Facing,
    pub pose: &'a Pose,
    pub picture: Size,
    pub spine: Option<&'a Spine>,
}

impl<'a> SeenBody<'a> {
    /// `None` when nobody is seen.
    pub fn of(observation: &'a Observation, facing: Facing) -> Option<Self> {
        let pose = observation.pose.as_ref()?;
        Some(Self { facing, pose, picture: observation.size, spine: observation.spine.as_ref() })
    }

    /// From which visibility on a landmark of this side is taken as seen.
    pub(crate) fn least_visibility(&self, side: Side) -> f64 {
        if self.pose.has_depth && self.facing.is_far(side) { FAR_VISIBLE } else { VISIBLE }
    }

    pub(crate) fn is_in_picture(&self, landmark: Landmark) -> bool {
        is_in_picture(self.pose.at(landmark), self.picture)
    }

    pub(crate) fn is_seen(&self, side: Side, landmark: Landmark) -> bool {
        self.pose.keypoint(landmark).visibility >= self.least_visibility(side)
    }
}

/// Whether a landmark lies in the picture, or so little outside that it can be trusted.
pub(crate) fn is_in_picture(at: Point, picture: Size) -> bool {
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    let beyond = BEYOND_THE_EDGE * width.max(height);
    (-beyond..=width + beyond).contains(&at.x) && (-beyond..=height + beyond).contains(&at.y)
}
