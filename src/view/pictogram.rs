//! The pose to aim for: the stretch's figure, facing the way the person faces in the window; on a card, or over the person.

use std::f64::consts::TAU;

use super::canvas::{Canvas, Pen};
use super::layout::Rect;
use super::skeleton::Body;
use crate::body::Landmark;
use crate::body::Landmark::{
    LeftEar, LeftShoulder, Nose, RightAnkle, RightEar, RightElbow, RightFootIndex, RightHip, RightIndex, RightKnee,
    RightShoulder, RightWrist,
};
use crate::body::{Point, Vec2};
use crate::body::{Pose, Side};
use crate::coach::Status;
use crate::stretch::Figure;
use crate::time::Timestamp;

/// The lines of one side of a figure, named for the right; the head is a disc.
const LINES: [[Landmark; 2]; 7] = [
    [RightShoulder, RightElbow],
    [RightElbow, RightWrist],
    [RightShoulder, RightHip],
    [RightHip, RightKnee],
    [RightKnee, RightAnkle],
    [RightAnkle, RightFootIndex],
    [RightWrist, RightIndex],
];
/// Radius of the head in torso lengths (Drillis & Contini: 0.19 to 0.26).
const HEAD: f64 = 0.21;
/// The head must be this far to one side of the hips, in torso lengths, before a body counts as lying that way.
const ASIDE: f64 = 0.35;

/// Which way a body faces in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FigureFacing {
    Left,
    /// As figures are written.
    #[default]
    Right,
}

impl FigureFacing {
    const fn rightward(right: bool) -> Self {
        if right { Self::Right } else { Self::Left }
    }
}

/// Which way the person faces in the window, or `before` while that isn't known. A body along the mat faces where its
/// head is. For an upright one its near side decides: somebody who shows the right side faces the picture's right.
pub(super) fn facing(
    figure: &Figure,
    pose: Option<&Pose>,
    near: Option<Side>,
    mirrored: bool,
    before: FigureFacing,
) -> FigureFacing {
    let along =
        figure_point(figure, Nose).or_else(|| figure_point(figure, RightEar)).or_else(|| middle_shoulder(figure));
    let lies = along.is_some_and(|head| head.x.abs() > ASIDE);
    if lies {
        pose.and_then(head_aside).map_or(before, |right| FigureFacing::rightward(right != mirrored))
    } else {
        near.map_or(before, |near| FigureFacing::rightward((near == Side::Right) != mirrored))
    }
}

/// Whether a pose's head lies to the right of its hips; `None` when it is rather above or below them.
fn head_aside(pose: &Pose) -> Option<bool> {
    let pair = |right: Landmark| pose.at(right).midpoint(pose.at(right.mirrored()));
    let (hips, shoulders, head) = (pair(RightHip), pair(RightShoulder), pair(RightEar));
    let aside = (head.x - hips.x) / (shoulders - hips).length();
    (aside.is_finite() && aside.abs() > ASIDE).then_some(aside > 0.0)
}

fn figure_point(figure: &Figure, landmark: Landmark) -> Option<Point> {
    figure.points.iter().find(|point| point.0 == landmark).map(|point| point.1)
}

fn middle_shoulder(figure: &Figure) -> Option<Point> {
    figure_point(figure, RightShoulder).or_else(|| figure_point(figure, LeftShoulder))
}

/// Draws a figure on a card.
pub(super) fn draw_card(canvas: &mut Canvas, card: Rect, drawn: &Drawn, unit: f64) {
    canvas.fill_round(card, 18.0 * unit, canvas.inks().card);
    draw_figure(canvas, drawn, card.inset(20.0 * unit), unit);
}

/// A figure as it is drawn.
pub(super) struct Drawn<'a> {
    pub(super) figure: &'a Figure,
    /// What else has to find room at the same scale: the poses between which it moves.
    pub(super) spans: &'a [&'a Figure],
    /// The side that is drawn solid.
    pub(super) solid: Side,
    pub(super) facing: FigureFacing,
}

/// The figure's side that is drawn solid: the person's near one, where the figure's right is the working side.
pub(super) fn solid_side(status: &Status) -> Side {
    match (status.side, status.near) {
        (Some(working), Some(near)) if working != near => Side::Left,
        _ => Side::Right,
    }
}

/// How long a figure takes from one pose to the other and back: a calm breath.
const THERE_AND_BACK: f64 = 7.0;

/// The figure on its way from `first` to `second` and back at a moment, slowing down at both.
pub(super) fn moving(first: &Figure, second: &Figure, time: Timestamp) -> Figure {
    let share = 0.5 - 0.5 * (time.secs() * TAU / THERE_AND_BACK).cos();
    let points = first.points.iter().filter_map(|(landmark, from)| {
        let to = figure_point(second, *landmark)?;
        Some((*landmark, *from + (to - *from) * share))
    });
    Figure { points: points.collect() }
}

/// From where to where a figure reaches: left and right, top and bottom.
fn reach(figure: &Figure) -> Option<[f64; 4]> {
    let around = head(figure).into_iter().flat_map(|middle| {
        let away = Vec2::new(HEAD, HEAD);
        [middle + away, middle + away * -1.0]
    });
    let points = figure.points.iter().map(|point| point.1).chain(around).filter(|point| point.is_finite());
    points.fold(None, |reach, point| {
        let [left, right, top, bottom] = reach.unwrap_or([point.x, point.x, point.y, point.y]);
        Some([left.min(point.x), right.max(point.x), top.min(point.y), bottom.max(point.y)])
    })
}

/// Draws a figure as large as there is room for, on a card, with the floor below it.
pub(super) fn draw_figure(canvas: &mut Canvas, drawn: &Drawn, room: Rect, unit: f64) {
    let inks = canvas.inks();
    let Drawn { figure, solid, facing, .. } = *drawn;
    let Some([mut left, mut right, top, bottom]) = reach(figure) else { return };
    let mut height = bottom - top;
    for [other_left, other_right, top, bottom] in drawn.spans.iter().filter_map(|other| reach(other)) {
        (left, right, height) = (left.min(other_left), right.max(other_right), height.max(bottom - top));
    }
    let free = room.inset(8.0 * unit);
    // A figure without any extent would be endlessly large; half a trunk is smaller than any pose.
    let scale = (free.width / (right - left).max(0.5)).min(free.height / height.max(0.5));
    // Limbs keep their thickness against the trunk, in cards of any size.
    let pen_width = (0.11 * scale).clamp(4.0 * unit, 22.0 * unit);
    let flip = if facing == FigureFacing::Right { 1.0 } else { -1.0 };
    // It stands on the floor, however it moves.
    let floor = free.centre().y + height * scale / 2.0;
    let middle = f64::midpoint(left, right);
    let place = |point: Point| {
        Point::new(free.centre().x + (point.x - middle) * scale * flip, floor + (point.y - bottom) * scale)
    };
    let floor = floor + pen_width / 2.0 + unit;
    canvas.line(&[Point::new(room.x, floor), Point::new(room.right(), floor)], Pen::round(inks.line, 2.0 * unit));
    let limb = |canvas: &mut Canvas, side: Side, pen: Pen| {
        for [start, end] in LINES {
            let ends = (figure_point(figure, side.of(start)), figure_point(figure, side.of(end)));
            if let (Some(start), Some(end)) = ends {
                canvas.line(&[place(start), place(end)], pen);
            }
        }
    };
    // Mixed with the card instead of laid over it, so that crossing lines don't add up.
    limb(canvas, solid.opposite(), Pen::round(inks.quiet.mixed(inks.card, 0.55), pen_width * 0.8));
    if let Some(head) = head(figure) {
        canvas.fill_circle(place(head), HEAD * scale, inks.quiet.mixed(inks.text, 0.5));
    }
    limb(canvas, solid, Pen::round(inks.text, pen_width));
}

/// One side of a body from the hand to the foot in a single line, so that where limbs meet nothing is drawn twice.
const OUTLINE: [Landmark; 7] = [RightWrist, RightElbow, RightShoulder, RightHip, RightKnee, RightAnkle, RightFootIndex];

/// Draws the figure over the person: hips on hips, as large as they are, faint.
pub(super) fn draw_ghost(canvas: &mut Canvas, drawn: &Drawn, body: &Body, unit: f64) {
    let (Some(hips), Some(torso)) = (body.middle(RightHip), body.torso()) else { return };
    let flip = if drawn.facing == FigureFacing::Right { 1.0 } else { -1.0 };
    let place = |point: Point| hips + Vec2::new(point.x * flip, point.y) * torso;
    let ink = canvas.inks().limb_within.at(0.5);
    let width = 0.13 * torso;
    for (side, ink) in [(drawn.solid.opposite(), ink.at(0.28)), (drawn.solid, ink)] {
        let line: Vec<Point> =
            OUTLINE.iter().filter_map(|landmark| figure_point(drawn.figure, side.of(*landmark))).map(place).collect();
        canvas.line(&line, Pen::round(ink, width.max(4.0 * unit)));
    }
    if let Some(head) = head(drawn.figure) {
        canvas.circle(place(head), HEAD * torso, Pen::round(ink, 0.5 * width.max(4.0 * unit)));
    }
}

/// The middle of the figure's head: between ears and nose, whichever it has.
fn head(figure: &Figure) -> Option<Point> {
    let ear = figure_point(figure, RightEar).or_else(|| figure_point(figure, LeftEar));
    match (ear, figure_point(figure, Nose)) {
        (Some(ear), Some(nose)) => Some(ear.midpoint(nose)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Point3;
    use crate::body::{Keypoint, LANDMARKS};

    fn lying() -> Figure {
        Figure { points: vec![(Nose, Point::new(1.3, 0.1)), (RightShoulder, Point::new(1.0, 0.0))] }
    }

    fn standing() -> Figure {
        Figure { points: vec![(Nose, Point::new(0.2, -1.4)), (RightShoulder, Point::new(0.0, -1.0))] }
    }

    /// A pose whose head is `x` pixels right of its hips; the trunk is 100 long.
    fn pose(x: f64) -> Pose {
        let mut landmarks = [Keypoint::default(); LANDMARKS];
        for landmark in [RightShoulder, LeftShoulder] {
            landmarks[landmark.index()].at = Point::new(60.0_f64.copysign(x), -80.0);
        }
        for landmark in [RightEar, LeftEar, Nose] {
            landmarks[landmark.index()].at = Point::new(x, -90.0);
        }
        Pose { score: 1.0, sharpness: None, landmarks, world: [Point3::default(); LANDMARKS], has_depth: true }
    }

    #[test]
    fn a_lying_figure_faces_where_the_persons_head_is_shown() {
        let of = |x: f64, mirrored| facing(&lying(), Some(&pose(x)), Some(Side::Left), mirrored, FigureFacing::Right);
        assert_eq!(of(120.0, false), FigureFacing::Right);
        assert_eq!(of(-120.0, false), FigureFacing::Left);
        assert_eq!(of(120.0, true), FigureFacing::Left);
        assert_eq!(of(-120.0, true), FigureFacing::Right);
    }

    #[test]
    fn a_moving_figure_is_in_each_pose_once_in_seven_seconds_and_never_in_a_hurry() {
        let at = |seconds: f64| moving(&lying(), &standing(), Timestamp::from_secs(seconds));
        assert_eq!(at(0.0), lying());
        let far = |a: &Figure, b: &Figure| a.points[0].1.distance(b.points[0].1);
        assert!(far(&at(3.5), &standing()) < 1e-9 && far(&at(7.0), &lying()) < 1e-9);
        let whole = far(&lying(), &standing());
        for tenth in 0..70 {
            let seconds = f64::from(tenth) / 10.0;
            // Less than a twentieth of the way in a tenth of a second.
            assert!(far(&at(seconds), &at(seconds + 0.1)) < 0.05 * whole);
        }
    }

    #[test]
    fn what_one_of_two_poses_lacks_does_not_move() {
        let only_nose = Figure { points: vec![(Nose, Point::new(0.0, 0.0))] };
        assert_eq!(moving(&lying(), &only_nose, Timestamp::ZERO).points.len(), 1);
    }

    #[test]
    fn it_keeps_its_way_while_the_persons_cannot_be_told() {
        assert_eq!(facing(&lying(), Some(&pose(5.0)), None, false, FigureFacing::Left), FigureFacing::Left);
        assert_eq!(facing(&lying(), None, None, false, FigureFacing::Left), FigureFacing::Left);
        assert_eq!(facing(&lying(), Some(&pose(f64::NAN)), None, false, FigureFacing::Right), FigureFacing::Right);
    }

    #[test]
    fn an_upright_figure_goes_by_the_near_side() {
        let of = |near, mirrored| facing(&standing(), Some(&pose(5.0)), Some(near), mirrored, FigureFacing::Right);
        assert_eq!(of(Side::Right, false), FigureFacing::Right);
        assert_eq!(of(Side::Left, false), FigureFacing::Left);
        assert_eq!(of(Side::Left, true), FigureFacing::Right);
    }
}
