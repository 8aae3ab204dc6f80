//! The person's own neutral: what their back reads while they are in a pose in which the spine is at rest.

use super::SpineChange;
use super::bow::{Bow, furthest, quadrature, view_error_between};
use super::fit::median;
use super::polynomial::{Row, TERMS, dot, whole};

/// A neutral to compare with. What does not move between the two (clothes, the body's own hollow, a constant view) cancels.
#[derive(Clone, Copy, Debug)]
pub struct Neutral {
    coefficients: Row,
    /// The standard deviation of the neutral's own bow, from the fits of all its pictures.
    fit_error: f64,
    turn: f64,
    /// Which side the belly was on: in another view it is another outline.
    pub is_clockwise: bool,
}

impl Neutral {
    /// The medians of some pictures of the same pose; `None` without any.
    pub fn of(bows: &[Bow]) -> Option<Self> {
        let middle = |value: &dyn Fn(&Bow) -> f64| median(&mut bows.iter().map(value).collect::<Vec<_>>());
        let mut coefficients = [0.0; TERMS];
        for (term, coefficient) in coefficients.iter_mut().enumerate() {
            *coefficient = middle(&|bow| bow.coefficients[term])?;
        }
        Some(Self {
            coefficients,
            fit_error: middle(&|bow| bow.fit_error)? / (bows.len() as f64).sqrt(),
            turn: middle(&|bow| bow.turn)?,
            is_clockwise: bows.last()?.is_clockwise,
        })
    }

    /// How much `bow` differs from this neutral.
    pub fn change(&self, bow: &Bow) -> SpineChange {
        let difference: Row = std::array::from_fn(|term| bow.coefficients[term] - self.coefficients[term]);
        let change = dot(&whole(), &difference);
        let error = quadrature(&[
            bow.fit_error,
            self.fit_error,
            furthest(&difference, change),
            // The ends may also have slipped since then, against the neutral's own; only one of the two slips is now's.
            furthest(&bow.coefficients, bow.curve.curve) / std::f64::consts::SQRT_2,
            bow.softness,
            view_error_between(bow.turn, self.turn),
        ]);
        SpineChange { change, error }
    }
}
