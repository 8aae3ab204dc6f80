//! The card "aim for": the stretch's figure, facing the way the person faces in the window.

use super::canvas::{Canvas, Pen};
use super::font::Weight;
use super::layout::Rect;
use super::panel::{SMALLEST, label_style};
use super::text::{Align, Style, Typesetter};
use crate::body::Landmark;
use crate::body::Landmark::{
    LeftEar, LeftShoulder, Nose, RightAnkle, RightEar, RightElbow, RightFootIndex, RightHip, RightIndex, RightKnee,
    RightShoulder, RightWrist,
};
use crate::body::{Point, Vec2};
use crate::body::{Pose, Side};
use crate::coach::Status;
use crate::stretch::Figure;
use crate::wording::window;

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

/// Draws the card. Without a figure it holds the words for getting into the pose; without either there is no card.
pub(super) fn draw(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    card: Rect,
    status: &Status,
    facing: FigureFacing,
    unit: f64,
) {
    let inks = canvas.inks();
    let Some(stretch) = status.subject.stretch() else { return };
    let pose = stretch.pose(status.pose);
    let figure = stretch.figure_of(status.pose);
    let words = pose.map_or(&stretch.setup, |pose| &pose.say);
    if figure.is_none() && words.is_empty() {
        return;
    }
    canvas.fill_round(card, 18.0 * unit, inks.card);
    let inner = card.inset(20.0 * unit);
    let label = Rect { height: (24.0 * unit).min(inner.height), ..inner };
    typesetter.centred(canvas, &window::aim(pose), label_style(inks, unit), label, Align::Left);
    let room = Rect { y: label.bottom() + 10.0 * unit, height: inner.bottom() - label.bottom() - 10.0 * unit, ..inner };
    if let Some(figure) = figure {
        draw_figure(canvas, figure, room, solid_side(status), facing, unit);
    } else {
        let style = Style::new(Weight::Regular, inks.text, 24.0 * unit).wrapped(6, SMALLEST.max(14.0 * unit));
        typesetter.centred(canvas, words, style, room, Align::Left);
    }
}

/// The figure's side that is drawn solid: the person's near one, where the figure's right is the working side.
fn solid_side(status: &Status) -> Side {
    match (status.side, status.near) {
        (Some(working), Some(near)) if working != near => Side::Left,
        _ => Side::Right,
    }
}

/// Draws a figure as large as there is room for, on a card, with the floor below it.
pub(super) fn draw_figure(canvas: &mut Canvas, figure: &Figure, room: Rect, solid: Side, facing: FigureFacing, unit: f64) {
    let inks = canvas.inks();
    let points =
        || figure.points.iter().map(|point| point.1).filter(|point| point.x.is_finite() && point.y.is_finite());
    let head = head(figure);
    let reach = |of: fn(Point) -> f64| {
        let with_head = head.map(of).into_iter().flat_map(|middle| [middle - HEAD, middle + HEAD]);
        points().map(of).chain(with_head).fold(None, |span: Option<(f64, f64)>, value| {
            Some(span.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
        })
    };
    let (Some((left, right)), Some((top, bottom))) = (reach(|point| point.x), reach(|point| point.y)) else { return };
    let free = room.inset(8.0 * unit);
    // A figure without any extent would be endlessly large; half a trunk is smaller than any pose.
    let scale = (free.width / (right - left).max(0.5)).min(free.height / (bottom - top).max(0.5));
    // Limbs keep their thickness against the trunk, in cards of any size.
    let pen_width = (0.11 * scale).clamp(4.0 * unit, 16.0 * unit);
    let flip = if facing == FigureFacing::Right { 1.0 } else { -1.0 };
    let middle = Point::new(f64::midpoint(left, right), f64::midpoint(top, bottom));
    let centre = free.centre();
    let place = |point: Point| centre + Vec2::new((point.x - middle.x) * scale * flip, (point.y - middle.y) * scale);
    let floor = place(Point::new(middle.x, bottom)).y + pen_width / 2.0 + unit;
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
    if let Some(head) = head {
        canvas.fill_circle(place(head), HEAD * scale, inks.quiet.mixed(inks.text, 0.5));
    }
    limb(canvas, solid, Pen::round(inks.text, pen_width));
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
