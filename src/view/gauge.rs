//! Targets drawn on the body: the range as a thick arc or bar, where the limb is now across it, and an arrow the way to
//! go. Within or outside is shown by colour, by where the needle lies, and by a ring round the joint.

use std::f64::consts::{FRAC_PI_2, PI};

use super::canvas::{Canvas, Pen};
use super::dial;
use super::dial::Dial;
use super::palette::Ink;
use super::sign;
use super::skeleton::Body;
use crate::body::{Landmark, Side};
use crate::body::{Point, Vec2};
use crate::judge::{Assessment, TargetIndex, TargetState};
use crate::measure::{Formula, Tilt, Trunk, Unit};
use crate::stretch::Position;

/// How a body is looked at: what decides which way its dials run.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    pub(super) near: Side,
    pub(super) mirrored: bool,
    pub(super) position: Position,
    /// The layout's unit in pixels.
    pub(super) unit: f64,
}

/// Draws every target that is seen, in the state in which it is to be shown; the `current` one comes last and with an arrow when it is to be mended.
/// Returns the arrow's direction on the screen.
pub(super) fn draw_all(
    canvas: &mut Canvas,
    body: &Body,
    targets: &[Assessment],
    states: &[TargetState],
    current: Option<TargetIndex>,
    view: View,
) -> Option<f64> {
    let state = |index: usize| states.get(index).copied().unwrap_or(targets[index].state);
    let mut order: Vec<usize> = (0..targets.len()).collect();
    order.sort_by_key(|index| (Some(TargetIndex(*index)) == current, state(*index) != TargetState::Within));
    let mut joints: Vec<Point> = Vec::with_capacity(targets.len());
    let mut heading = None;
    for index in order {
        let target = &targets[index];
        let Some(gauge) = Gauge::of(target, body, view) else { continue };
        // A second dial at the same joint goes round the first.
        let nested = joints.iter().filter(|joint| joint.distance(gauge.joint()) < 6.0 * view.unit).count();
        joints.push(gauge.joint());
        let arrow = gauge.draw(canvas, state(index), Some(TargetIndex(index)) == current, nested, view.unit);
        heading = heading.or(arrow);
    }
    heading
}

enum Gauge {
    Angle(Dial),
    Length(Tape),
}

/// A distance with the range it should lie in.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Tape {
    /// The end that stays.
    from: Point,
    /// The end that moves.
    to: Point,
    /// The ends of the range, in pixels from `from`.
    low: f64,
    high: f64,
}

impl Tape {
    /// A tape between two places whose distance is `value` in the measure's unit.
    fn new(from: Point, to: Point, value: f64, low: f64, high: f64) -> Option<Self> {
        let length = from.distance(to);
        // The reading itself says how long one unit is on the screen.
        let unit = length / value;
        (length >= 1.0 && unit.is_finite() && unit > 0.0).then_some(Self {
            from,
            to,
            low: low * unit,
            high: high * unit,
        })
    }

    fn place(&self, along: f64) -> Point {
        let way = self.to - self.from;
        self.from + way * (along / way.length())
    }
}

impl Gauge {
    /// `None` when the target isn't seen.
    fn of(assessment: &Assessment, body: &Body, view: View) -> Option<Self> {
        let value = assessment.reading.value()?;
        let target = &assessment.target;
        // The range of a change lies on no scale that the picture shows.
        if target.from_start {
            return None;
        }
        let definition = target.measure.definition();
        let at = |landmark| body.at(assessment.side.of(landmark));
        match definition.formula {
            Formula::JointAngle([first, joint, second]) => {
                let (first, joint, second) = (at(first)?, at(joint)?, at(second)?);
                let bend = dial::bend(target.measure, view.near, view.mirrored);
                let dial = if dial::first_limb_moves(target.measure, target.limb, view.position) {
                    Dial::at_joint(second, joint, first, target.range, bend.map(|turn| -turn))
                } else {
                    Dial::at_joint(first, joint, second, target.range, bend)
                };
                dial.map(Self::Angle)
            }
            Formula::Inclination([foot, head]) => {
                Dial::against_vertical(at(foot)?, at(head)?, target.range).map(Self::Angle)
            }
            Formula::Distance([moving, still]) if definition.unit == Unit::TorsoLengths => {
                Tape::new(at(still)?, at(moving)?, value, target.range.low(), target.range.high()).map(Self::Length)
            }
            Formula::Crossing([moving, still]) => {
                let still = body.at(assessment.side.opposite().of(still))?;
                Tape::new(still, at(moving)?, value, target.range.low(), target.range.high()).map(Self::Length)
            }
            Formula::Trunk(Trunk::Lean) => {
                let (hip, shoulder) = (at(Landmark::RightHip)?, at(Landmark::RightShoulder)?);
                Dial::leaning(hip, shoulder, value, target.range).map(Self::Angle)
            }
            Formula::Tilt(Tilt::Trunk) => {
                let middle = |right: Landmark| Some(body.at(right)?.midpoint(body.at(right.mirrored())?));
                let (hips, shoulders) = (middle(Landmark::RightHip)?, middle(Landmark::RightShoulder)?);
                Dial::leaning(hips, shoulders, value, target.range).map(Self::Angle)
            }
            // Two segments that don't meet have no joint to draw an arc at, nor has the back: the words say what to do.
            Formula::Between(_)
            | Formula::Distance(_)
            | Formula::Spine(_)
            // Heights, reaches, slopes and changes have neither a joint nor an end that would show where to go.
            | Formula::Height(_)
            | Formula::PairHeight(_)
            | Formula::OverLine(_)
            | Formula::Along(_)
            | Formula::Spread(_)
            | Formula::Tilt(_)
            | Formula::Trunk(_)
            | Formula::Relative(_) => None,
        }
    }

    fn joint(&self) -> Point {
        match self {
            Self::Angle(dial) => dial.centre,
            Self::Length(tape) => tape.to,
        }
    }

    fn draw(&self, canvas: &mut Canvas, state: TargetState, current: bool, nested: usize, unit: f64) -> Option<f64> {
        let inks = canvas.inks();
        let ink = if state == TargetState::Within { inks.limb_within } else { inks.limb_mend };
        let mending = current && state != TargetState::Within;
        match self {
            Self::Angle(dial) => {
                let radius = (0.45 * dial.reach).clamp(30.0 * unit, 60.0 * unit) * (1.0 + 0.45 * nested as f64);
                draw_dial(canvas, dial, radius, ink, unit);
                let arrow = mending.then(|| draw_turn(canvas, dial, radius, state, unit));
                draw_joint(canvas, dial.centre, ink, state, unit);
                arrow
            }
            Self::Length(tape) => {
                draw_tape(canvas, tape, ink, unit);
                mending.then(|| draw_push(canvas, tape, state, unit))
            }
        }
    }
}

/// A line with a dark edge, so that it shows on any picture.
fn edged(canvas: &mut Canvas, pen: Pen, unit: f64, draw: impl Fn(&mut Canvas, Pen)) {
    let inks = canvas.inks();
    draw(canvas, Pen { ink: inks.edge.at(0.55), width: pen.width + 4.0 * unit, ..pen });
    draw(canvas, pen);
}

fn draw_dial(canvas: &mut Canvas, dial: &Dial, radius: f64, ink: Ink, unit: f64) {
    let inks = canvas.inks();
    // A thin arc over range and needle says that they lie on one scale.
    let (start, end) = (dial.low.min(dial.needle) - 10.0, dial.high.max(dial.needle) + 10.0);
    let thin = Pen::flat(inks.limb.at(0.55), 2.5 * unit);
    canvas.arc(dial.centre, radius, dial.direction(start), dial.sweep(end - start), thin);
    edged(canvas, Pen::flat(inks.limb_within, 10.0 * unit), unit, |canvas, pen| {
        canvas.arc(dial.centre, radius, dial.direction(dial.low), dial.sweep(dial.high - dial.low), pen);
    });
    let needle = [dial.place(dial.needle, radius - 16.0 * unit), dial.place(dial.needle, radius + 16.0 * unit)];
    edged(canvas, Pen::round(ink, 7.0 * unit), unit, |canvas, pen| canvas.line(&needle, pen));
}

fn draw_joint(canvas: &mut Canvas, joint: Point, ink: Ink, state: TargetState, unit: f64) {
    let inks = canvas.inks();
    canvas.fill_circle(joint, 13.0 * unit, inks.edge);
    canvas.fill_circle(joint, 10.0 * unit, ink);
    if state != TargetState::Within {
        canvas.fill_circle(joint, 4.5 * unit, inks.edge);
        canvas.circle(joint, 17.0 * unit, Pen::round(ink, 3.0 * unit));
    }
}

/// The arrow round a joint, from the limb towards the range.
fn draw_turn(canvas: &mut Canvas, dial: &Dial, radius: f64, state: TargetState, unit: f64) -> f64 {
    let inks = canvas.inks();
    let up = if state == TargetState::Below { 1.0 } else { -1.0 };
    let arrow_radius = (0.85 * dial.reach).max(radius + 40.0 * unit);
    let degrees = |pixels: f64| (pixels / arrow_radius).to_degrees();
    // Clear of the limb, and long enough to be seen from the mat however little is to be mended.
    let start = dial.needle + up * degrees(16.0 * unit);
    let length = (dial.correction().abs() - degrees(16.0 * unit)).clamp(degrees(52.0 * unit), 75.0);
    let end = start + up * length;
    let sweep = dial.sweep(end - start);
    let heading = dial.direction(end) + FRAC_PI_2.copysign(sweep);
    edged(canvas, Pen::round(inks.limb_mend, 9.0 * unit), unit, |canvas, pen| {
        canvas.arc(dial.centre, arrow_radius, dial.direction(start), sweep, pen);
        sign::arrow_head(canvas, dial.place(end, arrow_radius), heading, 24.0 * unit, pen);
    });
    dial.direction(f64::midpoint(start, end)) + FRAC_PI_2.copysign(sweep)
}

fn draw_tape(canvas: &mut Canvas, tape: &Tape, ink: Ink, unit: f64) {
    let inks = canvas.inks();
    let line = [tape.from, tape.to];
    canvas.line(&line, Pen::flat(inks.edge.at(0.45), 6.0 * unit));
    canvas.line(&line, Pen::flat(inks.limb.at(0.9), 3.0 * unit).dashed(10.0 * unit, 8.0 * unit));
    let range = [tape.place(tape.low), tape.place(tape.high)];
    edged(canvas, Pen::flat(inks.limb_within, 7.0 * unit), unit, |canvas, pen| canvas.line(&range, pen));
    let across = across(tape);
    let tick = |canvas: &mut Canvas, at: Point, half: f64, pen: Pen| {
        edged(canvas, pen, unit, |canvas, pen| canvas.line(&[at + across * half, at + across * -half], pen));
    };
    if tape.low > 0.0 {
        tick(canvas, range[0], 10.0 * unit, Pen::round(inks.limb_within, 5.0 * unit));
    }
    tick(canvas, range[1], 10.0 * unit, Pen::round(inks.limb_within, 5.0 * unit));
    tick(canvas, tape.to, 16.0 * unit, Pen::round(ink, 7.0 * unit));
}

/// The arrow along a distance, from its moving end towards the range; beside the line, so that it hides nothing.
fn draw_push(canvas: &mut Canvas, tape: &Tape, state: TargetState, unit: f64) -> f64 {
    let inks = canvas.inks();
    let way = tape.to - tape.from;
    let length = way.length();
    let outward = way * (1.0 / length);
    let (direction, gap) =
        if state == TargetState::Below { (outward, tape.low - length) } else { (outward * -1.0, length - tape.high) };
    let aside = across(tape) * (26.0 * unit);
    let start = tape.to + aside;
    let end = start + direction * gap.clamp(56.0 * unit, 160.0 * unit);
    let heading = direction.y.atan2(direction.x);
    edged(canvas, Pen::round(inks.limb_mend, 9.0 * unit), unit, |canvas, pen| {
        canvas.line(&[start, end], pen);
        sign::arrow_head(canvas, end, heading, 24.0 * unit, pen);
    });
    heading
}

/// One pixel across a tape, upwards on the screen.
fn across(tape: &Tape) -> Vec2 {
    let way = tape.to - tape.from;
    let angle = way.y.atan2(way.x) + FRAC_PI_2;
    let angle = if angle.sin() > 0.0 { angle + PI } else { angle };
    Vec2::new(angle.cos(), angle.sin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tape_takes_its_scale_from_the_reading() {
        // 0.5 torso lengths are 100 pixels here, so a range of 0 to 0.3 ends after 60.
        let tape = Tape::new(Point::new(0.0, 0.0), Point::new(100.0, 0.0), 0.5, 0.0, 0.3).unwrap();
        assert!((tape.high - 60.0).abs() < 1e-9);
        assert!(tape.place(tape.high).distance(Point::new(60.0, 0.0)) < 1e-9);
    }

    #[test]
    fn senseless_tapes_are_none() {
        let (a, b) = (Point::new(0.0, 0.0), Point::new(100.0, 0.0));
        assert_eq!(Tape::new(a, a, 0.5, 0.0, 0.3), None);
        assert_eq!(Tape::new(a, b, 0.0, 0.0, 0.3), None);
        assert_eq!(Tape::new(a, b, f64::NAN, 0.0, 0.3), None);
    }
}
