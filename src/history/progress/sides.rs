//! Left against right.

use chrono::{Days, NaiveDate};

use super::change::{Average, Change, Dated};
use super::holding::{HOLDING_FLOOR_S, Holding};
use super::reach::{Reach, ReachPoint};
use crate::body::Side;
use crate::measure::{BodyView, Measure};
use crate::stretch::Deeper;

/// How far back from their last session two sides are compared.
const LATELY: u64 = 28;

/// Both sides of a stretch, over the latest four weeks of each.
#[derive(Clone, Debug, PartialEq)]
pub struct SideBySide {
    /// The stretch's id.
    pub stretch: String,
    /// The pose, for a stretch with two that are held.
    pub pose: Option<String>,
    /// What is compared.
    pub what: Compared,
    /// The left side.
    pub left: Average,
    /// The right side.
    pub right: Average,
    /// More means that the left side is deeper, or holds longer; less, that the right one does.
    pub left_against_right: Change,
}

/// What two sides are compared in.
#[derive(Clone, Debug, PartialEq)]
pub enum Compared {
    /// How far a target is reached.
    Reach {
        /// The target's name in its stretch.
        target: String,
        /// What is measured.
        measure: Measure,
        /// What the camera saw of the body.
        view: BodyView,
        /// Which way goes deeper.
        deeper: Deeper,
    },
    /// How long it is held, in seconds.
    Holding,
}

/// Every stretch with sides that was done on both.
pub(super) fn sides(reaches: &[Reach], holdings: &[Holding]) -> Vec<SideBySide> {
    let mut all = Vec::new();
    for left in reaches.iter().filter(|reach| reach.side == Some(Side::Left)) {
        let mirrored = |right: &&Reach| {
            right.side == Some(Side::Right)
                && right.limb == left.limb.opposite()
                && (&right.stretch, &right.pose, &right.target) == (&left.stretch, &left.pose, &left.target)
                && (right.measure, right.from_start, right.moved) == (left.measure, left.from_start, left.moved)
                && right.view == left.view
        };
        let Some(right) = reaches.iter().find(mirrored) else { continue };
        let values = |reach: &Reach| -> Vec<Dated> {
            let dated = |point: &ReachPoint| Dated { date: point.date, value: point.typical, error: point.error };
            reach.points.iter().map(dated).collect()
        };
        let Some((a, b, change)) = compare(&values(left), &values(right), left.floor()) else { continue };
        let (target, deeper) = (left.target.clone(), left.deeper);
        all.push(SideBySide {
            stretch: left.stretch.clone(),
            pose: left.pose.clone(),
            what: Compared::Reach { target, measure: left.measure, view: left.view, deeper },
            left: a,
            right: b,
            left_against_right: if deeper == Deeper::Lower { change.flipped() } else { change },
        });
    }
    for left in holdings.iter().filter(|holding| holding.side == Some(Side::Left)) {
        let mirrored = |right: &&Holding| {
            right.side == Some(Side::Right) && (&right.stretch, &right.pose) == (&left.stretch, &left.pose)
        };
        let Some(right) = holdings.iter().find(mirrored) else { continue };
        let Some((a, b, change)) = compare(&left.values(), &right.values(), HOLDING_FLOOR_S) else { continue };
        all.push(SideBySide {
            stretch: left.stretch.clone(),
            pose: left.pose.clone(),
            what: Compared::Holding,
            left: a,
            right: b,
            left_against_right: change,
        });
    }
    all
}

/// Both sides of late, and the left against the right.
fn compare(left: &[Dated], right: &[Dated], floor: f64) -> Option<(Average, Average, Change)> {
    let last = left.last()?.date.max(right.last()?.date);
    let since = last.checked_sub_days(Days::new(LATELY)).unwrap_or(NaiveDate::MIN);
    let lately = |values: &[Dated]| Average::of(&values[values.partition_point(|dated| dated.date <= since)..]);
    let (left, right) = (lately(left)?, lately(right)?);
    Some((left, right, Change::between(Some(&right), Some(&left), floor)))
}
