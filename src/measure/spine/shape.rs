//! The whole curve of a back, and how much two of them differ.

use crate::measure::spine::bow::{furthest, quadrature, view_error_between};
use crate::measure::spine::curve::{SpineChange, SpineCurve, SpineShape};
use crate::measure::spine::polynomial::{Row, TERMS, dot, whole};
use crate::statistics::median;

impl SpineShape {
    /// An even bow seen exactly from the side and without any error, whose whole reads as `curve`.
    #[must_use]
    pub fn even(curve: f64) -> Self {
        Self { coefficients: [0.0, 0.0, -curve, 0.0, 0.0], ..Self::default() }
    }

    /// What a back reads that keeps still while `curves` are seen: their medians, with the error of so many. `None` without any.
    #[must_use]
    pub fn median(curves: &[SpineCurve]) -> Option<Self> {
        let middle = |value: &dyn Fn(&Self) -> f64| median(curves.iter().map(|curve| value(&curve.shape)));
        let mut coefficients = [0.0; TERMS];
        for (term, coefficient) in coefficients.iter_mut().enumerate() {
            *coefficient = middle(&|shape| shape.coefficients[term])?;
        }
        Some(Self {
            coefficients,
            fit_error: middle(&|shape| shape.fit_error)? / (curves.len() as f64).sqrt(),
            softness: middle(&|shape| shape.softness)?,
            turn: middle(&|shape| shape.turn)?,
            is_clockwise: curves.last()?.shape.is_clockwise,
        })
    }
}

impl SpineCurve {
    /// How much the back is bowed more than it was in `other`. What does not move between the two (clothes, the body's own
    /// hollow, a constant view) cancels. `None` where the two show different sides of the body, which are different outlines.
    #[must_use]
    pub fn change_from(&self, other: &SpineShape) -> Option<SpineChange> {
        let shape = &self.shape;
        if shape.is_clockwise != other.is_clockwise {
            return None;
        }
        let difference: Row = std::array::from_fn(|term| shape.coefficients[term] - other.coefficients[term]);
        let change = dot(&whole(), &difference);
        let error = quadrature(&[
            shape.fit_error,
            other.fit_error,
            furthest(&difference, change),
            // The ends may also have slipped since then, against the other's own; only one of the two slips is now's.
            furthest(&shape.coefficients, self.curve) / std::f64::consts::SQRT_2,
            shape.softness,
            view_error_between(shape.turn, other.turn),
        ]);
        Some(SpineChange { change, error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::spine::bow::PER_DEGREE;
    use crate::measure::spine::synthetic::Figure;

    fn bent(degrees: f64) -> SpineCurve {
        Figure { lumbar: degrees, thoracic: degrees, ..Figure::default() }.measure().unwrap()
    }

    #[test]
    fn any_two_backs_can_be_compared_whichever_came_first() {
        let (cat, cow) = (bent(40.0), bent(-20.0));
        let up = cat.change_from(&cow.shape).unwrap();
        let down = cow.change_from(&cat.shape).unwrap();
        assert!((up.change - 60.0 * PER_DEGREE).abs() < 0.001 && (up.change + down.change).abs() < 1e-12, "{up:?}");
        assert!(up.error > 0.0 && up.error < 0.03 && down.error < 0.03, "{up:?} {down:?}");
        // The whole's bow is what its coefficients say.
        assert!((cat.curve + cat.shape.coefficients[2] + cat.shape.coefficients[4]).abs() < 1e-12);
        assert!(bent(0.0).change_from(&SpineShape { is_clockwise: !cat.shape.is_clockwise, ..cat.shape }).is_none());
    }

    #[test]
    fn an_even_bow_reads_as_it_is_told() {
        let shape = SpineShape::even(0.06);
        let curve = SpineCurve { curve: 0.06, lumbar: None, thoracic: None, error: 0.0, shape };
        assert!((curve.change_from(&SpineShape::even(-0.02)).unwrap().change - 0.08).abs() < 1e-12);
    }

    #[test]
    fn of_several_moments_the_middle_one_stands_with_less_error() {
        let curves = [bent(10.0), bent(12.0), bent(30.0)];
        let middle = SpineShape::median(&curves).unwrap();
        assert!(curves[1].change_from(&middle).unwrap().change.abs() < 0.002);
        assert!(middle.fit_error < curves[1].shape.fit_error);
        assert_eq!(SpineShape::median(&[]), None);
    }
}
