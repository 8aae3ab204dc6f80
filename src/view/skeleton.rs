//! The body as lines over the picture: the side nearer the camera strong, the other one faint, hidden parts not at all.

use super::canvas::{Canvas, Pen};
use super::palette::Ink;
use super::picture::Projection;
use crate::body::Landmark;
use crate::body::Landmark::{
    LeftEar, LeftHip, LeftShoulder, Nose, RightAnkle, RightEar, RightElbow, RightFootIndex, RightHip, RightIndex,
    RightKnee, RightShoulder, RightWrist,
};
use crate::body::Point;
use crate::body::{Pose, Side};

/// Landmarks less likely to be visible than this aren't drawn: the model's own even chance.
const VISIBLE: f64 = 0.5;

/// The lines of one side, named for the right.
const LIMBS: [[Landmark; 2]; 5] = [
    [RightShoulder, RightElbow],
    [RightElbow, RightWrist],
    [RightShoulder, RightHip],
    [RightHip, RightKnee],
    [RightKnee, RightAnkle],
];
/// Hands and feet: only drawn with the limb that carries them, which comes first. Alone they would be stray strokes.
const ENDS: [[Landmark; 3]; 2] = [[RightElbow, RightWrist, RightIndex], [RightKnee, RightAnkle, RightFootIndex]];

/// A pose's landmarks in the window: where each visible one lies.
pub(super) struct Body {
    points: [Option<Point>; crate::body::LANDMARKS],
}

impl Body {
    pub(super) fn new(pose: &Pose, projection: &Projection) -> Self {
        let points = pose.landmarks.map(|keypoint| {
            let finite = keypoint.at.x.is_finite() && keypoint.at.y.is_finite();
            (finite && keypoint.visibility >= VISIBLE).then(|| projection.place(keypoint.at))
        });
        Self { points }
    }

    /// Where a landmark lies in the window, if it is visible.
    pub(super) fn at(&self, landmark: Landmark) -> Option<Point> {
        self.points[landmark.index()]
    }

    /// The middle of the two landmarks of a pair, or the one that is visible.
    pub(super) fn middle(&self, right: Landmark) -> Option<Point> {
        match (self.at(right), self.at(right.mirrored())) {
            (Some(a), Some(b)) => Some(a.midpoint(b)),
            (one, other) => one.or(other),
        }
    }

    /// Length of the trunk in the window, in pixels.
    pub(super) fn torso(&self) -> Option<f64> {
        Some(self.middle(RightShoulder)?.distance(self.middle(RightHip)?)).filter(|length| *length > 1.0)
    }

    /// The head as a circle: its middle and radius. The middle of the head lies between the ears; seen from the side the
    /// nose is about as far from the ear as the crown and the chin are.
    pub(super) fn head(&self) -> Option<(Point, f64)> {
        let ear = self.middle(RightEar)?;
        let profile = self.at(Nose).map_or(0.0, |nose| nose.distance(ear));
        let front = match (self.at(RightEar), self.at(LeftEar)) {
            (Some(right), Some(left)) => right.distance(left) / 2.0,
            _ => 0.0,
        };
        let torso = self.torso()?;
        // A head is 0.19 to 0.26 trunk lengths in radius (Drillis & Contini); foreshortened trunks widen that.
        Some((ear, profile.max(front * 1.2).clamp(0.16 * torso, 0.28 * torso)))
    }
}

/// The side nearer the camera when the coach has not said: the one that is seen more.
pub(super) fn seen_side(pose: &Pose) -> Side {
    let seen = |side: Side| -> f64 {
        let all = LIMBS.iter().flatten().map(|landmark| pose.keypoint(side.of(*landmark)).visibility);
        all.filter(|visibility| visibility.is_finite()).sum()
    };
    if seen(Side::Left) > seen(Side::Right) { Side::Left } else { Side::Right }
}

/// Draws the body. `unit` is the layout's.
pub(super) fn draw(canvas: &mut Canvas, body: &Body, near: Side, unit: f64) {
    let inks = canvas.inks();
    let far = near.opposite();
    draw_lines(canvas, body, far, inks.limb.at(0.5), 3.5 * unit, unit);
    for pair in [[RightShoulder, LeftShoulder], [RightHip, LeftHip]] {
        draw_line(canvas, body, pair, inks.limb.at(0.6), 3.5 * unit, unit);
    }
    draw_lines(canvas, body, near, inks.limb, 6.0 * unit, unit);
    if let Some((centre, radius)) = body.head() {
        let pen = Pen::round(inks.limb.at(0.7), 3.5 * unit);
        canvas.circle(centre, radius, Pen::round(inks.edge.at(0.2), 6.0 * unit));
        canvas.circle(centre, radius, pen);
        if let Some(shoulder) = body.at(near.of(RightShoulder)).or_else(|| body.middle(RightShoulder)) {
            let neck = centre - shoulder;
            let length = neck.length();
            if length > radius {
                let end = shoulder + neck * ((length - radius) / length);
                canvas.line(&[shoulder, end], pen);
            }
        }
    }
}

fn draw_lines(canvas: &mut Canvas, body: &Body, side: Side, ink: Ink, width: f64, unit: f64) {
    for limb in LIMBS {
        draw_line(canvas, body, limb.map(|landmark| side.of(landmark)), ink, width, unit);
    }
    for [carrier, joint, end] in ENDS {
        if body.at(side.of(carrier)).is_some() {
            draw_line(canvas, body, [side.of(joint), side.of(end)], ink, width, unit);
        }
    }
}

fn draw_line(canvas: &mut Canvas, body: &Body, ends: [Landmark; 2], ink: Ink, width: f64, unit: f64) {
    let inks = canvas.inks();
    if let [Some(start), Some(end)] = ends.map(|landmark| body.at(landmark)) {
        // The dark edge keeps the line apart from a light wall or a light shirt.
        canvas.line(&[start, end], Pen::round(inks.edge.at(0.3 * ink.alpha), width + 3.0 * unit));
        canvas.line(&[start, end], Pen::round(ink, width));
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::Rect;
    use super::*;
    use crate::body::Point3;
    use crate::body::{Keypoint, LANDMARKS};

    fn pose(visibility: impl Fn(Landmark) -> f64) -> Pose {
        let landmarks = Landmark::ALL.map(|landmark| Keypoint {
            at: Point::new(10.0 * landmark.index() as f64, 50.0),
            depth: 0.0,
            visibility: visibility(landmark),
        });
        Pose { score: 1.0, sharpness: None, landmarks, world: [Point3::default(); LANDMARKS], has_depth: true }
    }

    fn projection() -> Projection {
        Projection::fit(400, 300, Rect::new(0.0, 0.0, 400.0, 300.0), false).unwrap()
    }

    #[test]
    fn hidden_and_senseless_landmarks_are_nowhere() {
        let mut pose = pose(|landmark| if landmark == RightKnee { 0.49 } else { 0.9 });
        pose.landmarks[RightHip.index()].at.x = f64::NAN;
        pose.landmarks[RightWrist.index()].visibility = f64::NAN;
        let body = Body::new(&pose, &projection());
        assert_eq!(body.at(RightKnee), None);
        assert_eq!(body.at(RightHip), None);
        assert_eq!(body.at(RightWrist), None);
        assert_eq!(body.at(LeftHip), Some(Point::new(230.0, 50.0)));
        assert_eq!(body.middle(RightHip), Some(Point::new(230.0, 50.0)));
    }

    #[test]
    fn the_side_that_is_seen_more_is_near() {
        assert_eq!(seen_side(&pose(|landmark| if landmark.name().contains("left") { 0.9 } else { 0.4 })), Side::Left);
        assert_eq!(seen_side(&pose(|landmark| if landmark.name().contains("left") { 0.4 } else { 0.9 })), Side::Right);
    }
}
