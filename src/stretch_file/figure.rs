//! The figure of a stretch: where each landmark stands.

use crate::body::{Landmark, Point};
use crate::stretch::Figure;
use crate::stretch_file::limits::LONGEST_TORSO_LENGTHS;
use crate::stretch_file::vocabulary;
use crate::toml_check::{Fault, Field, Key, every};

pub(crate) const FIGURE: Key =
    Key { name: "figure", example: "[figure], and below it lines such as right_knee = [0.4, 0.7]" };

pub(crate) const LANDMARK: Key = Key { name: "landmark", example: "right_knee = [0.4, 0.7]" };

pub(crate) const X: Key = Key { name: "x", example: "right_knee = [0.4, 0.7]" };

pub(crate) const Y: Key = Key { name: "y", example: "right_knee = [0.4, 0.7]" };

/// The stick figure: a line for each landmark, in torso lengths.
pub(crate) fn figure(field: &Field<'_>) -> Option<Figure> {
    let points = field.open_table()?.into_iter().map(|(name, place, value)| {
        let landmark = Landmark::ALL.into_iter().find(|landmark| landmark.name() == name);
        if landmark.is_none() {
            let known = Landmark::ALL.into_iter().map(Landmark::name);
            field.report_at(place, &Fault::unknown_word(&vocabulary::LANDMARK, name, known));
        }
        let [(_, x), (_, y)] = value.under(&LANDMARK).pair("two numbers in [ ]")?;
        let coordinate = |field: &Field<'_>, key| {
            field.under(key).number_within(-LONGEST_TORSO_LENGTHS, LONGEST_TORSO_LENGTHS, " torso lengths")
        };
        let (x, y) = (coordinate(&x, &X), coordinate(&y, &Y));
        Some((landmark?, Point::new(x?, y?)))
    });
    Some(Figure { points: every(points)? })
}
