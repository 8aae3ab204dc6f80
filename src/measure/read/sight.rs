//! One person in one picture, with how they stand to the camera: what every measure is read from.

use crate::body::{Landmark, Point, Pose, Side, Size, VISIBLE};
use crate::measure::camera_tilt::CameraTilt;
use crate::measure::coverage::is_in_picture;
use crate::measure::facing::Facing;
use crate::measure::observation::Observation;
use crate::measure::spine::Spine;
use crate::measure::view::BodyView;

/// From this visibility on a landmark on the side away from the camera is taken as seen, for a model with depth: it knows the far limbs from the near ones, and is
/// mostly right about them down to here. Below, a far knee is off by 140 degrees in one picture of ten.
pub(crate) const FAR_VISIBLE: f64 = 0.2;

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

    /// How far the camera looks down, where that bends what the picture shows from the side.
    pub(crate) fn tilt(&self) -> Option<CameraTilt> {
        self.facing.tilt.filter(|_| self.facing.view == BodyView::Side)
    }

    /// Where a landmark would be in the picture of a level camera.
    pub(crate) fn at_level(&self, landmark: Landmark) -> Point {
        let at = self.pose.at(landmark);
        self.tilt().map_or(at, |tilt| tilt.level(at))
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
