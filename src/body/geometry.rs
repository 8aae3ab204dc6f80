//! Points, vectors and angles in the picture: x to the right, y down, pixels.

use std::ops::{Add, Mul, Sub};

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

/// A place in the picture, in pixels from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// Pixels to the right.
    pub x: f64,
    /// Pixels down.
    pub y: f64,
}

/// A displacement in the picture, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vec2 {
    /// Pixels to the right.
    pub x: f64,
    /// Pixels down.
    pub y: f64,
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

impl Point {
    /// The place `x` pixels right and `y` pixels down of the top left corner.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Pixels from here to `other`.
    #[must_use]
    pub fn distance(self, other: Self) -> f64 {
        (other - self).length()
    }

    /// The place half way to `other`.
    #[must_use]
    pub fn midpoint(self, other: Self) -> Self {
        Self::new(f64::midpoint(self.x, other.x), f64::midpoint(self.y, other.y))
    }
}

impl Vec2 {
    /// A displacement of `x` pixels right and `y` pixels down.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Its length in pixels.
    #[must_use]
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    /// The scalar product.
    #[must_use]
    pub fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// The z component of the vector product; positive when `other` lies clockwise of `self` as seen on the screen.
    #[must_use]
    pub fn cross(self, other: Self) -> f64 {
        self.x * other.y - self.y * other.x
    }

    /// The angle to `other`, 0 to 180 degrees; `None` when either has no length.
    #[must_use]
    pub fn angle_to(self, other: Self) -> Option<f64> {
        let degenerate = self.length() < f64::EPSILON || other.length() < f64::EPSILON;
        (!degenerate).then(|| self.cross(other).abs().atan2(self.dot(other)).to_degrees())
    }
}

impl Sub for Point {
    type Output = Vec2;

    fn sub(self, other: Self) -> Vec2 {
        Vec2::new(self.x - other.x, self.y - other.y)
    }
}

impl Add<Vec2> for Point {
    type Output = Self;

    fn add(self, offset: Vec2) -> Self {
        Self::new(self.x + offset.x, self.y + offset.y)
    }
}

impl Add for Vec2 {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y)
    }
}

impl Mul<f64> for Vec2 {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }
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

    proptest! {
        #[test]
        fn an_angle_has_no_direction(ax in -9.0..9.0_f64, ay in -9.0..9.0_f64, bx in -9.0..9.0_f64, by in -9.0..9.0_f64) {
            let (a, b) = (Vec2::new(ax, ay), Vec2::new(bx, by));
            prop_assert_eq!(a.angle_to(b), b.angle_to(a));
        }
    }
}
