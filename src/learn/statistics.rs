//! Medians and spreads of what was measured over a rest.

use crate::body::Side;
use crate::measure::Measure;
use crate::measure::Reading;
use crate::measure::SeenBody;
use crate::measure::Start;
use crate::measure::read;
use crate::statistics::{median_high, quantile};

use crate::learn::rests::Moment;

/// In how many of a rest's pictures a measure must be seen to be known.
const SEEN: f64 = 0.6;

/// A measure on one side over a rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The median.
    pub median: f64,
    /// Half the width of the middle four fifths.
    pub spread: f64,
    /// The median of the expected errors.
    pub error: f64,
}

impl Measured {
    /// What a coach must be ready to see of somebody who does the same.
    pub fn uncertainty(self) -> f64 {
        self.spread + 2.0 * self.error
    }

    /// Whether this and the other are surely two values.
    pub fn differs_from(self, other: Self) -> bool {
        (self.median - other.median).abs() > 2.0 * self.error.hypot(other.error) + self.spread + other.spread
    }
}

/// What these moments show of a measure on one side; `None` where it is mostly unseen.
pub fn measured(moments: &[Moment], start: &Start, measure: Measure, side: Side) -> Option<Measured> {
    let (mut values, mut errors) = (Vec::new(), Vec::new());
    for moment in moments {
        let sight = moment.facing.and_then(|facing| SeenBody::of(&moment.seen, facing));
        if let Some(Reading::Seen { value, error, .. }) = sight.map(|sight| read(&sight, start, measure, side)) {
            values.push(value);
            errors.push(error);
        }
    }
    if values.is_empty() || (values.len() as f64) < SEEN * moments.len() as f64 {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let (low, high) = (quantile(&values, 0.1)?, quantile(&values, 0.9)?);
    Some(Measured { median: quantile(&values, 0.5)?, spread: (high - low) / 2.0, error: median_high(errors)? })
}
