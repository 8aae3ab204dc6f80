//! The person's silhouette, as the pose model draws it.

#![allow(clippy::needless_pass_by_value, reason = "a view is as good as a reference, and so ndarray takes it")]

use ndarray::{Array2, ArrayView2};

use crate::body::geometry::{Point, Vec2};

/// Side of a silhouette in its own pixels.
pub const SILHOUETTE_SIDE: usize = 256;

/// Logits are cut to this size before anything is read between two pixels: probability 0.02 to 0.98. They jump by hundreds from
/// one pixel to the next, which would drag the edge about.
const LOGIT_LIMIT: f32 = 4.0;

/// Where a silhouette lies in the picture: a turned square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The square's middle in the picture's pixels.
    pub centre: Point,
    /// Its side in the picture's pixels.
    pub side: f64,
    /// How far it is turned, clockwise as seen on the screen, in radians.
    pub rotation: f64,
}

impl Placement {
    /// Whether it is a real square, with exactly as many logits.
    fn fits(&self, logits: ArrayView2<'_, f32>) -> bool {
        let Self { centre, side, rotation } = *self;
        let finite = centre.is_finite() && side.is_finite() && rotation.is_finite();
        finite && side > 0.0 && logits.dim() == (SILHOUETTE_SIDE, SILHOUETTE_SIDE)
    }
}

/// Where a person is in a square of the picture, pixel by pixel.
///
/// ```
/// use ndarray::Array2;
/// use supple::body::{Placement, Point, SILHOUETTE_SIDE, Silhouette};
///
/// let placement = Placement { centre: Point::new(320.0, 240.0), side: 400.0, rotation: 0.0 };
/// let nobody = Array2::from_elem((SILHOUETTE_SIDE, SILHOUETTE_SIDE), -1.0);
/// assert!(Silhouette::new(placement, nobody).is_some());
/// assert!(Silhouette::new(placement, Array2::zeros((1, 3))).is_none());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Silhouette {
    placement: Placement,
    /// Row, column.
    logits: Array2<f32>,
}

fn turned(offset: Vec2, by: f64) -> Vec2 {
    Vec2::from_angle(by).rotate_scale(offset)
}

impl Silhouette {
    /// A silhouette of [`SILHOUETTE_SIDE`] rows of as many logits (positive is the person); column `i` samples the fraction
    /// `i / 256` of the square's side. `None` when there are more or fewer, or the square has no size.
    #[must_use]
    pub fn new(placement: Placement, logits: Array2<f32>) -> Option<Self> {
        placement.fits(logits.view()).then_some(Self { placement, logits })
    }

    /// Draws this silhouette again without taking new memory; says whether the new values are ones that
    /// [`new`](Self::new) takes, and stays as it was if not.
    pub fn redraw(&mut self, placement: Placement, logits: ArrayView2<'_, f32>) -> bool {
        let valid = placement.fits(logits);
        if valid {
            self.placement = placement;
            self.logits.assign(&logits);
        }
        valid
    }

    /// The place in the silhouette, in its own pixels, of a place in the picture.
    pub(crate) fn place_from_picture(&self, place: Point) -> Point {
        let offset = turned(place - self.placement.centre, -self.placement.rotation);
        let scale = SILHOUETTE_SIDE as f64 / self.placement.side;
        let middle = SILHOUETTE_SIDE as f64 / 2.0;
        Point::new(middle, middle) + offset * scale
    }

    /// The place in the picture of a place in the silhouette.
    pub(crate) fn place_to_picture(&self, place: Point) -> Point {
        let middle = SILHOUETTE_SIDE as f64 / 2.0;
        let offset = (place - Point::new(middle, middle)) * (self.placement.side / SILHOUETTE_SIDE as f64);
        self.placement.centre + turned(offset, self.placement.rotation)
    }

    /// A direction in the picture as one in the silhouette.
    pub(crate) fn direction_from_picture(&self, direction: Vec2) -> Vec2 {
        turned(direction, -self.placement.rotation)
    }

    /// A direction in the silhouette as one in the picture.
    pub(crate) fn direction_to_picture(&self, direction: Vec2) -> Vec2 {
        turned(direction, self.placement.rotation)
    }

    /// The logit at a place in its own pixels, between its four neighbours, cut to ±4; `None` outside.
    pub(crate) fn logit(&self, place: Point) -> Option<f64> {
        let last = (SILHOUETTE_SIDE - 1) as f64;
        if !((0.0..=last).contains(&place.x) && (0.0..=last).contains(&place.y)) {
            return None;
        }
        let (column, row) = (place.x.floor().min(last - 1.0), place.y.floor().min(last - 1.0));
        let (right, down) = (place.x - column, place.y - row);
        let (row, column) = (row as usize, column as usize);
        let at = |row: usize, column: usize| f64::from(self.logits[[row, column]].clamp(-LOGIT_LIMIT, LOGIT_LIMIT));
        let above = at(row, column) * (1.0 - right) + at(row, column + 1) * right;
        let below = at(row + 1, column) * (1.0 - right) + at(row + 1, column + 1) * right;
        let value = above * (1.0 - down) + below * down;
        value.is_finite().then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn placed(rotation: f64) -> Silhouette {
        let placement = Placement { centre: Point::new(300.0, 200.0), side: 512.0, rotation };
        let logits =
            Array2::from_shape_fn((SILHOUETTE_SIDE, SILHOUETTE_SIDE), |(_, column)| column as f32 / 64.0 - 2.0);
        Silhouette::new(placement, logits).unwrap()
    }

    #[test]
    fn a_place_between_pixels_is_between_their_logits() {
        let silhouette = placed(0.0);
        assert_eq!(silhouette.logit(Point::new(128.5, 7.25)), Some(0.5 / 64.0));
        assert_eq!(silhouette.logit(Point::new(255.0, 255.0)), Some(255.0 / 64.0 - 2.0));
        assert_eq!(silhouette.logit(Point::new(255.1, 10.0)), None);
        assert_eq!(silhouette.logit(Point::new(f64::NAN, 10.0)), None);
    }

    #[test]
    fn nonsense_is_refused() {
        let placement = Placement { centre: Point::new(0.0, 0.0), side: 10.0, rotation: 0.0 };
        assert!(Silhouette::new(placement, Array2::zeros((7, 1))).is_none());
        let mut silhouette = placed(0.0);
        let before = silhouette.clone();
        assert!(!silhouette.redraw(Placement { side: f64::NAN, ..placement }, before.logits.view()));
        assert_eq!(silhouette, before);
        assert!(silhouette.redraw(placement, before.logits.view()));
        assert_eq!(silhouette.placement, placement);
        let hollow =
            Silhouette::new(placement, Array2::from_elem((SILHOUETTE_SIDE, SILHOUETTE_SIDE), f32::NAN)).unwrap();
        assert_eq!(hollow.logit(Point::new(3.0, 3.0)), None);
    }

    proptest! {
        #[test]
        fn there_and_back(x in -900.0..900.0_f64, y in -900.0..900.0_f64, rotation in -3.2..3.2_f64) {
            let silhouette = placed(rotation);
            let place = Point::new(x, y);
            prop_assert!(silhouette.place_to_picture(silhouette.place_from_picture(place)).distance(place) < 1e-9);
        }
    }
}
