//! Places, displacements and angles. In the picture (x to the right, y down, pixels) they are kurbo's, with what it lacks; in
//! the room they are our own.

use std::ops::Sub;

pub use kurbo::{Point, Rect, Vec2};

/// Width and height of a picture or window in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Size {
    /// A size of `width` by `height` pixels.
    #[must_use]
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}×{}", self.width, self.height)
    }
}

/// A place in the room, in metres: x to the picture's right, y down, z away from the camera. The origin is the middle of
/// the hips.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point3 {
    /// Metres to the picture's right.
    pub x: f64,
    /// Metres down.
    pub y: f64,
    /// Metres away from the camera.
    pub z: f64,
}

/// A displacement in the room, in metres: x to the picture's right, y down, z away from the camera.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vec3 {
    /// Metres to the picture's right.
    pub x: f64,
    /// Metres down.
    pub y: f64,
    /// Metres away from the camera.
    pub z: f64,
}

impl Point3 {
    /// The place half way to `other`.
    #[must_use]
    pub fn midpoint(self, other: Self) -> Self {
        Self { x: f64::midpoint(self.x, other.x), y: f64::midpoint(self.y, other.y), z: f64::midpoint(self.z, other.z) }
    }
}

impl Sub for Point3 {
    type Output = Vec3;

    fn sub(self, other: Self) -> Vec3 {
        Vec3::new(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl Vec3 {
    /// A displacement of `x` metres to the right, `y` down and `z` away.
    #[must_use]
    pub const fn new(x: f64, y: f64, z: f64) -> Self {
        Self { x, y, z }
    }

    /// Its length in metres.
    #[must_use]
    pub fn length(self) -> f64 {
        self.x.hypot(self.y).hypot(self.z)
    }

    /// The scalar product.
    #[must_use]
    pub fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }

    /// The vector product.
    #[must_use]
    pub fn cross(self, other: Self) -> Self {
        Self::new(
            self.y * other.z - self.z * other.y,
            self.z * other.x - self.x * other.z,
            self.x * other.y - self.y * other.x,
        )
    }

    /// The angle to `other`, 0 to 180 degrees; `None` when either has no length.
    #[must_use]
    pub fn angle_to(self, other: Self) -> Option<f64> {
        let degenerate = self.length() < f64::EPSILON || other.length() < f64::EPSILON;
        (!degenerate).then(|| self.cross(other).length().atan2(self.dot(other)).to_degrees())
    }

    /// What is left of it square to `axis`.
    #[must_use]
    pub fn square_to(self, axis: Self) -> Self {
        let along = self.dot(axis) / axis.dot(axis).max(f64::EPSILON);
        Self::new(self.x - axis.x * along, self.y - axis.y * along, self.z - axis.z * along)
    }
}

/// What kurbo's vectors lack.
pub trait Angle {
    /// The angle to `other`, 0 to 180 degrees; `None` when either has no length.
    fn angle_to(self, other: Self) -> Option<f64>;
}

impl Angle for Vec2 {
    fn angle_to(self, other: Self) -> Option<f64> {
        let degenerate = self.length() < f64::EPSILON || other.length() < f64::EPSILON;
        (!degenerate).then(|| self.cross(other).abs().atan2(self.dot(other)).to_degrees())
    }
}

/// The smallest upright rectangle around places; those that are not finite are left out. `None` without places.
pub fn bounds(places: impl IntoIterator<Item = Point>) -> Option<Rect> {
    let places = places.into_iter().filter(|place| place.is_finite());
    places.map(|place| Rect::from_points(place, place)).reduce(|one, other| one.union(other))
}

/// What part of the union two upright rectangles share, 0 to 1; 0 where neither has an area.
#[must_use]
pub fn overlap(one: Rect, other: Rect) -> f64 {
    let area = |rect: Rect| rect.width().max(0.0) * rect.height().max(0.0);
    let shared = area(one.intersect(other));
    let union = area(one) + area(other) - shared;
    if union > 0.0 { shared / union } else { 0.0 }
}

/// The three-point angle at `joint` between the directions to `first` and `second`: 0 (folded) to 180 (straight)
/// degrees. `None` when either point coincides with the joint.
#[must_use]
pub fn joint_angle(first: Point, joint: Point, second: Point) -> Option<f64> {
    (first - joint).angle_to(second - joint)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn angles_of_known_corners() {
        let corner = |second| joint_angle(Point::new(1.0, 0.0), Point::default(), second);
        assert_eq!(corner(Point::new(0.0, 2.0)), Some(90.0));
        assert_eq!(corner(Point::new(-3.0, 0.0)), Some(180.0));
        assert_eq!(corner(Point::new(5.0, 0.0)), Some(0.0));
        assert_eq!(corner(Point::default()), None);
    }

    #[test]
    fn bounds_hold_every_place_and_no_nonsense() {
        let places = [(3.0, 1.0), (-2.0, 5.0), (f64::NAN, 90.0), (0.0, f64::INFINITY)].map(Point::from);
        assert_eq!(bounds(places), Some(Rect::new(-2.0, 1.0, 3.0, 5.0)));
        assert_eq!(bounds([places[2]]), None);
        assert_eq!(bounds([]), None);
    }

    #[test]
    fn overlap_is_the_shared_part_of_the_union() {
        let square = |x: f64| Rect::new(x, 0.0, x + 10.0, 10.0);
        for (x, share) in [(0.0, 1.0), (4.0, 60.0 / 140.0), (11.0, 0.0)] {
            assert!((overlap(square(0.0), square(x)) - share).abs() < 1e-12, "{x}");
        }
        let (flat, inside_out) = (Rect::ZERO, Rect::new(9.0, 9.0, 1.0, 1.0));
        assert_eq!((overlap(flat, flat), overlap(square(0.0), inside_out)), (0.0, 0.0));
    }

    proptest! {
        #[test]
        fn an_angle_has_no_direction(ax in -9.0..9.0_f64, ay in -9.0..9.0_f64, bx in -9.0..9.0_f64, by in -9.0..9.0_f64) {
            let (a, b) = (Vec2::new(ax, ay), Vec2::new(bx, by));
            prop_assert_eq!(a.angle_to(b), b.angle_to(a));
        }
    }
}
