//! The geometry of an angle shown at a joint: where zero lies, which way it grows, where the limb and the range are.
//!
//! Everything is in window coordinates (x right, y down), after scaling and mirroring, so that a dial lies on the limbs
//! as they are shown. Directions are radians, clockwise from the right; angles on the dial are degrees from its zero.

use crate::body::{Angle, Side};
use crate::body::{Point, Vec2};
use crate::measure::{Definition, Formula, Measure, Segment};
use crate::stretch::{Position, Range, TargetSide};

/// From here on a limb counts as straight: the side it is bent to is noise there, so anatomy decides which way the dial
/// runs. 15 degrees is twice what a pose model is usually off by.
const NEARLY_STRAIGHT: f64 = 165.0;
/// A three-point angle can't tell a limb bent a little past straight from one bent a little short of it, so a range that
/// reaches straight is shown going on past it by this many degrees.
const PAST_STRAIGHT: f64 = 15.0;
/// Ends of a range this near to 0 or 180 degrees mean just that.
const AT_END: f64 = 5.0;

/// An angle at a joint with the range it should lie in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dial {
    /// The joint.
    pub(super) centre: Point,
    /// The direction of the limb that stays: zero on the dial.
    zero: f64,
    /// Which way angles grow: 1 clockwise, -1 the other way.
    turn: f64,
    /// Where the moving limb is, in degrees on the dial.
    pub(super) needle: f64,
    /// The ends of the range as drawn, in degrees on the dial.
    pub(super) low: f64,
    pub(super) high: f64,
    /// Length of the moving limb in pixels.
    pub(super) reach: f64,
}

impl Dial {
    /// The angle at `centre` from the limb to `fixed` to the limb to `moving`. `bend` is the way in which the joint bends
    /// by anatomy (1 clockwise), where that is known. `None` when a limb has no length.
    pub(super) fn at_joint(
        fixed: Point,
        centre: Point,
        moving: Point,
        range: Range,
        bend: Option<f64>,
    ) -> Option<Self> {
        let (still, limb) = (fixed - centre, moving - centre);
        let inner = still.angle_to(limb)?;
        let seen = if still.cross(limb) < 0.0 { -1.0 } else { 1.0 };
        let turn = if inner >= NEARLY_STRAIGHT { bend.unwrap_or(seen) } else { seen };
        let same = turn * seen > 0.0;
        let needle = if same { inner } else { 360.0 - inner };
        let reaches_straight = range.high() >= 180.0 - AT_END;
        let past = if reaches_straight { (180.0 - range.low()).clamp(0.0, PAST_STRAIGHT) } else { 0.0 };
        let high = if reaches_straight { 180.0 + past } else { range.high() };
        let low = range.low().max(0.0);
        Some(Self { centre, zero: direction(still), turn, needle, low, high, reach: limb.length() })
    }

    /// The inclination of the limb from `foot` to `head` against the upward vertical through `foot`.
    pub(super) fn against_vertical(foot: Point, head: Point, range: Range) -> Option<Self> {
        let (up, limb) = (Vec2::new(0.0, -1.0), head - foot);
        let needle = up.angle_to(limb)?;
        let turn = if up.cross(limb) < 0.0 { -1.0 } else { 1.0 };
        // Leaning a little to the other side is the same inclination.
        let low = if range.low() <= AT_END { -range.high().clamp(0.0, PAST_STRAIGHT) } else { range.low() };
        let past = if range.high() >= 180.0 - AT_END { (180.0 - range.low()).clamp(0.0, PAST_STRAIGHT) } else { 0.0 };
        let high = range.high().min(180.0) + past;
        Some(Self { centre: foot, zero: direction(up), turn, needle, low, high, reach: limb.length() })
    }

    /// The lean of the limb from `foot` to `head` against the upward vertical, with a sign: `value` degrees, of which the limb on
    /// the screen shows only the size.
    pub(super) fn leaning(foot: Point, head: Point, value: f64, range: Range) -> Option<Self> {
        let (up, limb) = (Vec2::new(0.0, -1.0), head - foot);
        let needle = up.angle_to(limb)?.copysign(value);
        let turn = if (up.cross(limb) < 0.0) == (value < 0.0) { 1.0 } else { -1.0 };
        let (low, high) = (range.low(), range.high());
        Some(Self { centre: foot, zero: direction(up), turn, needle, low, high, reach: limb.length() })
    }

    /// The direction on the screen of an angle on the dial.
    pub(super) fn direction(&self, degrees: f64) -> f64 {
        self.zero + self.turn * degrees.to_radians()
    }

    /// What to sweep on the screen to go this many degrees up the dial.
    pub(super) fn sweep(&self, degrees: f64) -> f64 {
        self.turn * degrees.to_radians()
    }

    /// The place at an angle on the dial, `radius` pixels from the joint.
    pub(super) fn place(&self, degrees: f64, radius: f64) -> Point {
        let direction = self.direction(degrees);
        self.centre + Vec2::new(direction.cos(), direction.sin()) * radius
    }

    /// The way the limb has to go to reach the range, in degrees up the dial; zero inside.
    pub(super) fn correction(&self) -> f64 {
        if self.needle < self.low {
            self.low - self.needle
        } else if self.needle > self.high {
            self.high - self.needle
        } else {
            0.0
        }
    }
}

fn direction(vector: Vec2) -> f64 {
    vector.y.atan2(vector.x)
}

/// The way in which a joint's angle grows from 0 (folded) to 180 (straight) on the screen, 1 clockwise, for a body seen
/// from its `near` side: from the first limb of the measure to the second. `None` for joints that bend either way.
///
/// Seen from the right side, the front of the body lies clockwise of the way from hips to shoulders, whatever the body's
/// position on the mat; hips fold to the front, knees to the back, elbows to the front, and so on.
pub(super) fn bend(measure: Measure, near: Side, mirrored: bool) -> Option<f64> {
    let front = if (near == Side::Right) == mirrored { -1.0 } else { 1.0 };
    match joint_of(measure)? {
        Segment::Thigh | Segment::Forearm | Segment::Foot => Some(front),
        Segment::Shin | Segment::Arm | Segment::Head => Some(-front),
        Segment::Trunk | Segment::Turn | Segment::Back => None,
    }
}

/// What the joint of a joint's angle moves; `None` for other measures.
const fn joint_of(measure: Measure) -> Option<Segment> {
    match measure.definition() {
        Definition { formula: Formula::JointAngle(_), segment, .. } => Some(*segment),
        _ => None,
    }
}

/// Whether it is the measure's first limb that the person moves, and not its second: limbs that stand on the mat stay,
/// and what they carry moves over them.
pub(super) fn first_limb_moves(measure: Measure, limb: TargetSide, position: Position) -> bool {
    use Position::{HandsAndKnees, Kneeling, Prone, Seated, SideLying, Standing, Supine};
    let free = limb == TargetSide::Working;
    match joint_of(measure) {
        // A trunk bends over legs that stand, kneel or lie; on the back and on the side the leg is drawn in.
        Some(Segment::Thigh) => match position {
            Seated => true,
            Supine | SideLying => false,
            Standing | Kneeling | HandsAndKnees | Prone => !free,
        },
        Some(Segment::Shin | Segment::Foot) => !free && matches!(position, Standing | Kneeling | HandsAndKnees),
        Some(Segment::Forearm | Segment::Arm) => !free && matches!(position, HandsAndKnees | Prone),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const JOINT: Point = Point::new(100.0, 100.0);
    const UP: Point = Point::new(100.0, 0.0);

    fn range(low: f64, high: f64) -> Range {
        Range::new(low, high).unwrap()
    }

    /// The end of a limb that points `degrees` clockwise from straight up.
    fn end(degrees: f64) -> Point {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Point::new(100.0 + 80.0 * sin, 100.0 - 80.0 * cos)
    }

    fn close(a: Point, b: Point) -> bool {
        a.distance(b) < 1e-6
    }

    #[test]
    fn the_needle_lies_on_the_limb_on_either_side() {
        for degrees in [30.0, 90.0, 150.0, -30.0, -90.0, -150.0] {
            let dial = Dial::at_joint(UP, JOINT, end(degrees), range(80.0, 110.0), None).unwrap();
            assert!((dial.needle - degrees.abs()).abs() < 1e-6);
            assert!(close(dial.place(dial.needle, 80.0), end(degrees)), "{degrees}");
            // The range lies on the side to which the limb is bent.
            assert!(close(dial.place(95.0, 80.0), end(95.0 * f64::signum(degrees))), "{degrees}");
        }
    }

    #[test]
    fn a_straight_limb_keeps_the_dial_on_the_side_that_anatomy_gives() {
        for degrees in [170.0, 179.0, 181.0, 188.0] {
            let dial = Dial::at_joint(UP, JOINT, end(degrees), range(150.0, 180.0), Some(1.0)).unwrap();
            assert!((dial.needle - degrees).abs() < 1e-6, "{degrees} {}", dial.needle);
            assert!(close(dial.place(dial.needle, 80.0), end(degrees)));
            assert!(dial.correction().abs() < 1e-9);
            assert!((dial.high - 195.0).abs() < 1e-9);
        }
    }

    #[test]
    fn inclinations_are_measured_from_the_vertical() {
        let dial = Dial::against_vertical(JOINT, end(-40.0), range(60.0, 100.0)).unwrap();
        assert!((dial.needle - 40.0).abs() < 1e-6);
        assert!((dial.correction() - 20.0).abs() < 1e-6);
        assert!(close(dial.place(dial.needle, 80.0), end(-40.0)));
        assert!(close(dial.place(60.0, 80.0), end(-60.0)));
        let upright = Dial::against_vertical(JOINT, end(3.0), range(0.0, 20.0)).unwrap();
        assert!((upright.low + 15.0).abs() < 1e-9 && upright.correction().abs() < 1e-9);
    }

    #[test]
    fn limbs_without_length_have_no_dial() {
        assert_eq!(Dial::at_joint(UP, JOINT, JOINT, range(0.0, 90.0), None), None);
        assert_eq!(Dial::against_vertical(JOINT, JOINT, range(0.0, 90.0)), None);
    }

    #[test]
    fn bending_follows_anatomy() {
        // Standing, seen from the right side and not mirrored: the person faces the picture's right. The thigh-up
        // direction of the knee goes through the back to the shin: against the clock.
        assert_eq!(bend(Measure::Knee, Side::Right, false), Some(-1.0));
        assert_eq!(bend(Measure::Knee, Side::Left, false), Some(1.0));
        assert_eq!(bend(Measure::Knee, Side::Right, true), Some(1.0));
        assert_eq!(bend(Measure::Hip, Side::Right, false), Some(1.0));
        assert_eq!(bend(Measure::TrunkInclination, Side::Right, false), None);
    }

    proptest! {
        #[test]
        fn the_correction_leads_into_the_range(degrees in -179.0..179.0_f64, low in 1.0..100.0_f64, width in 5.0..70.0_f64) {
            prop_assume!(degrees.abs() > 0.5);
            let target = range(low, low + width);
            let dial = Dial::at_joint(UP, JOINT, end(degrees), target, None).unwrap();
            let mended = dial.needle + dial.correction();
            prop_assert!(mended >= dial.low - 1e-9 && mended <= dial.high + 1e-9);
            // What is drawn as outside is what the coach calls outside, and the limb put there is inside.
            prop_assert_eq!(dial.correction().abs() > 1e-9, target.excess(degrees.abs()).abs() > 1e-9);
            let there = dial.place(mended, 80.0);
            let angle = crate::body::joint_angle(UP, JOINT, there).unwrap();
            prop_assert!(target.excess(angle).abs() < 1e-6, "{angle}");
        }

        #[test]
        fn mirroring_the_body_mirrors_the_dial(degrees in -179.0..179.0_f64, low in 1.0..100.0_f64) {
            prop_assume!(degrees.abs() > 0.5);
            let target = range(low, low + 30.0);
            let flip = |point: Point| Point::new(200.0 - point.x, point.y);
            let bend = bend(Measure::Elbow, Side::Left, false);
            let dial = Dial::at_joint(UP, JOINT, end(degrees), target, bend).unwrap();
            let mirrored = Dial::at_joint(flip(UP), flip(JOINT), flip(end(degrees)), target, bend.map(|turn| -turn)).unwrap();
            prop_assert!((dial.needle - mirrored.needle).abs() < 1e-6);
            prop_assert!(close(flip(dial.place(low, 50.0)), mirrored.place(low, 50.0)));
        }
    }
}
