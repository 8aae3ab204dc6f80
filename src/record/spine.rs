//! What is known about the spine, in a frame's line.

use std::f64::consts::TAU;

use serde::{Deserialize, Serialize};

use super::numbers::{Wrong, rounded, within};
use crate::measure::SpineShape;
use crate::measure::{Spine, SpineChange, SpineCurve, SpineUnseen};

/// Decimals of a bow in torso lengths: a whole cat is 0.06, a value trembles by 0.002.
const BOW: i32 = 5;
/// Decimals of a turn in radians: it is not known better than 0.1.
const TURN: i32 = 4;
/// No bow is larger, in torso lengths, whatever a fit makes of a bad outline.
const LARGEST_BOW: f64 = 1e3;

/// The spine, seen or not.
#[derive(Serialize, Deserialize)]
pub(super) struct Line {
    /// Why it is not seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unseen: Option<SpineUnseen>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seen: Option<CurveLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    change: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    change_error: Option<f64>,
}

#[derive(Serialize, Deserialize)]
struct CurveLine {
    curve: f64,
    lumbar: Option<f64>,
    thoracic: Option<f64>,
    error: f64,
    coefficients: [f64; 5],
    fit_error: f64,
    softness: f64,
    turn: f64,
    is_clockwise: bool,
}

impl Line {
    pub fn of(spine: &Spine) -> Self {
        let bow = |value: f64| rounded(value, BOW).clamp(-LARGEST_BOW, LARGEST_BOW);
        let seen = spine.curve.ok().map(|curve| CurveLine {
            curve: bow(curve.curve),
            lumbar: curve.lumbar.map(bow),
            thoracic: curve.thoracic.map(bow),
            error: bow(curve.error),
            coefficients: curve.shape.coefficients.map(bow),
            fit_error: bow(curve.shape.fit_error),
            softness: bow(curve.shape.softness),
            turn: rounded(curve.shape.turn, TURN).clamp(-TAU, TAU),
            is_clockwise: curve.shape.is_clockwise,
        });
        Self {
            unseen: spine.curve.err(),
            seen,
            change: spine.change.map(|change| bow(change.change)),
            change_error: spine.change.map(|change| bow(change.error)),
        }
    }

    pub fn spine(self) -> Result<Spine, Wrong> {
        let curve = match (self.seen, self.unseen) {
            (Some(seen), None) => Ok(seen.curve()?),
            (None, Some(why)) => Err(why),
            _ => return Err("`spine` needs either `seen` or `unseen`".to_owned()),
        };
        let change = match (self.change, self.change_error) {
            (Some(change), Some(error)) => {
                Some(SpineChange { change: bow("change", change)?, error: bow("change_error", error)? })
            }
            (None, None) => None,
            _ => return Err("`change` and `change_error` belong together".to_owned()),
        };
        Ok(Spine { curve, change })
    }
}

fn bow(name: &str, value: f64) -> Result<f64, Wrong> {
    within(name, value, -LARGEST_BOW, LARGEST_BOW)
}

impl CurveLine {
    fn curve(self) -> Result<SpineCurve, Wrong> {
        for coefficient in self.coefficients {
            bow("coefficients", coefficient)?;
        }
        let of_half = |name, half: Option<f64>| half.map(|value| bow(name, value)).transpose();
        Ok(SpineCurve {
            curve: bow("curve", self.curve)?,
            lumbar: of_half("lumbar", self.lumbar)?,
            thoracic: of_half("thoracic", self.thoracic)?,
            error: bow("error", self.error)?,
            shape: SpineShape {
                coefficients: self.coefficients,
                fit_error: bow("fit_error", self.fit_error)?,
                softness: bow("softness", self.softness)?,
                turn: within("turn", self.turn, -TAU, TAU)?,
                is_clockwise: self.is_clockwise,
            },
        })
    }
}
