//! The square of the picture that a network looks at: anywhere, any size, turned with the person.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use crate::body::{Point, Point3, Size, Vec2};

/// How much more than the person's own circle the landmark model wants to see.
const EXPANSION: f64 = 1.25;

/// A square region of interest in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// Its middle in pixels.
    pub centre: Point,
    /// Its side in pixels.
    pub side: f64,
    /// How far it is turned, clockwise as seen on the screen, in radians from −π to π. At 0 the person's head is up.
    pub rotation: f64,
}

impl Region {
    /// The smallest upright square around a whole picture: what letterboxing shows the detector. Its margins lie outside
    /// the picture.
    #[must_use]
    pub fn around_picture(size: Size) -> Self {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        Self { centre: Point::new(width / 2.0, height / 2.0), side: width.max(height), rotation: 0.0 }
    }

    /// The circle around a person, given as its upright square: `centre` is the middle of the hips and `edge` a point on the
    /// circle, straight above the hips when the person stands upright.
    ///
    /// Source: MediaPipe's `alignment_points_to_rects_calculator.cc`, with a target angle of 90 degrees.
    #[must_use]
    pub fn around_person(centre: Point, edge: Point) -> Self {
        let upward = edge - centre;
        let rotation = FRAC_PI_2 - (-upward.y).atan2(upward.x);
        Self { centre, side: 2.0 * upward.length(), rotation: rotation - TAU * ((rotation + PI) / TAU).floor() }
    }

    /// The region a little larger, as the landmark model wants it.
    #[must_use]
    pub fn expanded(self) -> Self {
        Self { side: self.side * EXPANSION, ..self }
    }

    /// The place in the picture of a place in the region, given as fractions of its side from its own top left corner.
    #[must_use]
    pub fn to_picture(&self, x: f64, y: f64) -> Point {
        self.centre + self.turned(Vec2::new((x - 0.5) * self.side, (y - 0.5) * self.side))
    }

    /// The place in the region of a place in the picture, as fractions of the side: the inverse of
    /// [`to_picture`](Self::to_picture).
    #[must_use]
    pub fn from_picture(&self, place: Point) -> (f64, f64) {
        let offset = Self { rotation: -self.rotation, ..*self }.turned(place - self.centre);
        (offset.x / self.side + 0.5, offset.y / self.side + 0.5)
    }

    /// A place in the room as the camera sees it, from one in which the person is upright as in the region.
    #[must_use]
    pub fn to_room(&self, place: Point3) -> Point3 {
        let turned = self.turned(Vec2::new(place.x, place.y));
        Point3 { x: turned.x, y: turned.y, z: place.z }
    }

    /// Whether a network can find anything in it: a real square that overlaps the picture.
    #[must_use]
    pub fn is_usable(&self, size: Size) -> bool {
        // Half of the diagonal: no corner is further away, however the square is turned.
        let reach = self.side * std::f64::consts::FRAC_1_SQRT_2;
        let overlaps = |middle: f64, length: u32| middle + reach > 0.0 && middle - reach < f64::from(length);
        let finite = self.side.is_finite() && self.rotation.is_finite();
        finite && self.side >= 1.0 && overlaps(self.centre.x, size.width) && overlaps(self.centre.y, size.height)
    }

    /// Whether both regions can hold the same person: the middle of one lies well inside the other.
    #[must_use]
    pub fn is_near(&self, other: &Self) -> bool {
        // An expanded region reaches 1.25 times as far as the person does; half of its side is within arm's reach.
        self.centre.distance(other.centre) < 0.5 * self.side.min(other.side)
    }

    fn turned(&self, offset: Vec2) -> Vec2 {
        Vec2::from_angle(self.rotation).rotate_scale(offset)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_region_of_mediapipes_own_test_detection() {
        // MediaPipe's test data: `pose_expected_detection.pbtxt` gives hips (0.49192297, 0.7013345) and edge (0.48453212,
        // 0.32265595) in a picture of 1000 by 667; `pose_expected_expanded_rect.pbtxt` gives the expected region.
        let pixel = |x: f64, y: f64| Point::new(x * 1000.0, y * 667.0);
        let region =
            Region::around_person(pixel(0.491_922_97, 0.701_334_5), pixel(0.484_532_12, 0.322_655_95)).expanded();
        assert!((region.centre.x / 1000.0 - 0.491_922_97).abs() < 1e-9);
        assert!((region.centre.y / 667.0 - 0.701_334_5).abs() < 1e-9);
        assert!((region.side / 1000.0 - 0.631_716_7).abs() < 1e-6, "{}", region.side);
        assert!((region.side / 667.0 - 0.947_101_6).abs() < 1e-6);
        assert!((region.rotation + 0.029_253_244).abs() < 1e-6, "{}", region.rotation);
    }

    #[test]
    fn a_region_turns_with_the_person() {
        let around = |x: f64, y: f64| Region::around_person(Point::new(100.0, 100.0), Point::new(100.0 + x, 100.0 + y));
        for (x, y, degrees) in [(0.0, -50.0, 0.0), (50.0, 0.0, 90.0), (-50.0, 0.0, -90.0), (30.0, -30.0, 45.0)] {
            let region = around(x, y);
            assert!((region.rotation.to_degrees() - degrees).abs() < 1e-9, "{x} {y}: {}", region.rotation.to_degrees());
            // The middle of the region's top edge is where the person's head points.
            let top = region.to_picture(0.5, 0.0);
            assert!(top.distance(Point::new(100.0 + x, 100.0 + y)) < 1e-9, "{top:?}");
        }
        assert!((around(0.0, 50.0).rotation.abs() - PI).abs() < 1e-9);
    }

    #[test]
    fn letterboxing_keeps_the_picture_in_the_middle() {
        let region = Region::around_picture(Size::new(640, 480));
        assert_eq!(region.to_picture(0.0, 0.125), Point::new(0.0, 0.0));
        assert_eq!(region.to_picture(1.0, 0.875), Point::new(640.0, 480.0));
        let tall = Region::around_picture(Size::new(300, 600));
        assert_eq!(tall.to_picture(0.25, 0.0), Point::new(0.0, 0.0));
    }

    #[test]
    fn senseless_regions_are_of_no_use() {
        let size = Size::new(640, 480);
        let good = Region { centre: Point::new(320.0, 240.0), side: 200.0, rotation: 1.0 };
        assert!(good.is_usable(size));
        assert!(Region { centre: Point::new(-100.0, 240.0), ..good }.is_usable(size));
        assert!(!Region { centre: Point::new(-200.0, 240.0), ..good }.is_usable(size));
        assert!(!Region { centre: Point::new(320.0, 700.0), ..good }.is_usable(size));
        assert!(!Region { centre: Point::new(f64::NAN, 240.0), ..good }.is_usable(size));
        assert!(!Region { side: 0.0, ..good }.is_usable(size));
        assert!(!Region { side: f64::INFINITY, ..good }.is_usable(size));
        assert!(!Region { rotation: f64::NAN, ..good }.is_usable(size));
    }

    proptest! {
        #[test]
        fn there_and_back_again(
            x in -2.0..3.0_f64, y in -2.0..3.0_f64,
            cx in -500.0..2000.0_f64, cy in -500.0..2000.0_f64,
            side in 1.0..3000.0_f64, rotation in -PI..PI,
        ) {
            let region = Region { centre: Point::new(cx, cy), side, rotation };
            let (back_x, back_y) = region.from_picture(region.to_picture(x, y));
            prop_assert!((back_x - x).abs() < 1e-9 && (back_y - y).abs() < 1e-9);
        }

        #[test]
        fn the_edge_is_found_again(
            cx in 0.0..2000.0_f64, cy in 0.0..2000.0_f64, dx in -900.0..900.0_f64, dy in -900.0..900.0_f64,
        ) {
            prop_assume!(dx.hypot(dy) > 1.0);
            let (centre, edge) = (Point::new(cx, cy), Point::new(cx + dx, cy + dy));
            let region = Region::around_person(centre, edge);
            prop_assert!(region.rotation >= -PI && region.rotation <= PI);
            prop_assert!(region.to_picture(0.5, 0.0).distance(edge) < 1e-6);
        }

        #[test]
        fn turning_keeps_lengths_in_the_room(x in -2.0..2.0_f64, y in -2.0..2.0_f64, rotation in -PI..PI) {
            let region = Region { centre: Point::default(), side: 1.0, rotation };
            let turned = region.to_room(Point3 { x, y, z: 0.3 });
            prop_assert!((turned.x.hypot(turned.y) - x.hypot(y)).abs() < 1e-9);
            prop_assert!((turned.z - 0.3).abs() < 1e-12);
        }
    }
}
