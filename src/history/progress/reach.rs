//! How far a stretch is reached, session by session.

use chrono::NaiveDate;

use super::change::{Comparison, Dated};
use crate::body::Side;
use crate::history::facts::Measured;
use crate::history::past::{PastSession, SessionId};
use crate::measure::{BodyView, Measure, Unit};
use crate::statistics::median;
use crate::stretch::Deeper;

/// Set up anew, the same pose of the same body is read differently by about so many degrees, by a goniometer as by a camera: less is no
/// change.
const DEGREES: f64 = 10.0;
/// The same floor for what is not an angle, in errors of the measure: 10 degrees are two and a half times the 4 that a plain angle is
/// off by where the camera stands well.
const ERRORS: f64 = 2.5;

/// How far one target of a stretch was reached, as one kind of view showed it: another view is another set-up, and is not compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// The stretch's id.
    pub stretch: String,
    /// The pose, for a stretch with two that are held.
    pub pose: Option<String>,
    /// The side that was worked, for a stretch with sides.
    pub side: Option<Side>,
    /// The target's name in its stretch.
    pub target: String,
    /// What was measured.
    pub measure: Measure,
    /// The side of the body it was measured on.
    pub limb: Side,
    /// Whether it is the change from the person's own value at rest.
    pub from_start: bool,
    /// Whether it was moved and not held.
    pub moved: bool,
    /// Which way goes deeper.
    pub deeper: Deeper,
    /// What the camera saw of the body.
    pub view: BodyView,
    /// The target's range, as it was last.
    pub range: (f64, f64),
    /// The sessions, the earliest first.
    pub points: Vec<ReachPoint>,
    /// The first weeks against the latest by what is typical; more is deeper, whichever way the measure goes.
    pub comparison: Comparison,
}

impl Reach {
    /// The unit of its values.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.measure.definition().unit
    }

    /// The least that counts as a change, in its unit.
    #[must_use]
    pub const fn floor(&self) -> f64 {
        floor(self.measure)
    }
}

/// One session of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReachPoint {
    /// The session.
    pub session: SessionId,
    /// Its day.
    pub date: NaiveDate,
    /// The deepest of its holds' best. It grows with the number of holds, so that changes are not judged by it.
    pub best: f64,
    /// The median of what was typical of its holds.
    pub typical: f64,
    /// One standard deviation of a value.
    pub error: f64,
}

/// How often a target that has no depth was in its range: form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The stretch's id.
    pub stretch: String,
    /// The target's name in its stretch.
    pub target: String,
    /// What was measured, by its name in stretch files.
    pub measure: String,
    /// Holds and repetitions in which what is typical lay in the range.
    pub within: u32,
    /// Holds and repetitions in which it was seen.
    pub seen: u32,
}

/// The least that counts as a change of a measure, in its unit.
pub(super) const fn floor(measure: Measure) -> f64 {
    let definition = measure.definition();
    match definition.unit {
        Unit::Degrees => DEGREES,
        Unit::TorsoLengths | Unit::Ratio => ERRORS * definition.error,
    }
}

/// A hold's or a repetition's value with what tells its series.
struct Look<'a> {
    stretch: &'a str,
    pose: Option<&'a str>,
    side: Option<Side>,
    moved: bool,
    measured: &'a Measured,
}

fn looks(session: &PastSession) -> impl Iterator<Item = Look<'_>> {
    let holds = session.holds.iter().flat_map(|hold| {
        let (stretch, pose, side) = (hold.stretch.as_str(), hold.pose.as_deref(), hold.side);
        hold.measures.iter().map(move |measured| Look { stretch, pose, side, moved: false, measured })
    });
    // A target's name is unique in its stretch, so that the pose in which a repetition ended says nothing more.
    let repetitions = session.repetitions.iter().flat_map(|repetition| {
        let (stretch, side) = (repetition.stretch.as_str(), repetition.side);
        repetition.measures.iter().map(move |measured| Look { stretch, pose: None, side, moved: true, measured })
    });
    holds.chain(repetitions)
}

impl Look<'_> {
    fn belongs_to(&self, reach: &Reach) -> bool {
        let measured = self.measured;
        self.stretch == reach.stretch
            && self.pose == reach.pose.as_deref()
            && self.side == reach.side
            && self.moved == reach.moved
            && measured.target == reach.target
            && measured.measure == reach.measure.definition().name
            && measured.limb == reach.limb
            && measured.from_start == reach.from_start
            && measured.view == reach.view
    }

    /// A series that has it in it, without points; `None` where it has no depth, or is of a measure that there no longer is.
    fn series(&self) -> Option<Reach> {
        let measured = self.measured;
        Some(Reach {
            stretch: self.stretch.to_owned(),
            pose: self.pose.map(str::to_owned),
            side: self.side,
            target: measured.target.clone(),
            measure: Measure::from_name(&measured.measure)?,
            limb: measured.limb,
            from_start: measured.from_start,
            moved: self.moved,
            deeper: measured.deeper?,
            view: measured.view,
            range: measured.range,
            points: Vec::new(),
            comparison: Comparison::of(&[], 0.0),
        })
    }
}

/// Every series with depth, in the order of stretches, targets and sides.
pub(super) fn reaches(sessions: &[&PastSession]) -> Vec<Reach> {
    let mut all: Vec<Reach> = Vec::new();
    for session in sessions {
        let mut values: Vec<Vec<&Measured>> = vec![Vec::new(); all.len()];
        for look in looks(session) {
            let place = all.iter().position(|reach| look.belongs_to(reach)).or_else(|| {
                all.push(look.series()?);
                values.push(Vec::new());
                Some(all.len() - 1)
            });
            if let Some(place) = place {
                values[place].push(look.measured);
            }
        }
        for (reach, values) in all.iter_mut().zip(values) {
            reach.take(session, &values);
        }
    }
    for reach in &mut all {
        let values: Vec<Dated> = reach
            .points
            .iter()
            .map(|point| Dated { date: point.date, value: point.typical, error: point.error })
            .collect();
        let comparison = Comparison::of(&values, reach.floor());
        reach.comparison = if reach.deeper == Deeper::Lower { comparison.flipped() } else { comparison };
    }
    all.sort_by(|a, b| {
        let key = |reach: &Reach| (reach.stretch.clone(), reach.pose.clone(), reach.target.clone(), reach.side);
        key(a).cmp(&key(b))
    });
    all
}

impl Reach {
    fn take(&mut self, session: &PastSession, values: &[&Measured]) {
        let Some(last) = values.last() else { return };
        let Some(typical) = median(values.iter().map(|measured| measured.typical)) else { return };
        let Some(error) = median(values.iter().map(|measured| measured.error)) else { return };
        // The stretch's file may have been changed meanwhile.
        (self.range, self.deeper) = (last.range, last.deeper.unwrap_or(self.deeper));
        let deepest = |a: f64, b: f64| if self.deeper.is_deeper(b, a) { b } else { a };
        let best = values.iter().map(|measured| measured.best).fold(last.best, deepest);
        let date = session.about.began.date_naive();
        self.points.push(ReachPoint { session: session.id, date, best, typical, error });
    }
}

/// How often each target without depth was in its range.
pub(super) fn forms(sessions: &[&PastSession]) -> Vec<Form> {
    let mut all: Vec<Form> = Vec::new();
    for look in sessions.iter().flat_map(|session| looks(session)) {
        let measured = look.measured;
        if measured.deeper.is_some() {
            continue;
        }
        let is_it = |form: &Form| {
            form.stretch == look.stretch && form.target == measured.target && form.measure == measured.measure
        };
        let place = all.iter().position(is_it).unwrap_or_else(|| {
            let (stretch, target, measure) =
                (look.stretch.to_owned(), measured.target.clone(), measured.measure.clone());
            all.push(Form { stretch, target, measure, within: 0, seen: 0 });
            all.len() - 1
        });
        let (low, high) = measured.range;
        all[place].seen += 1;
        all[place].within += u32::from((low..=high).contains(&measured.typical));
    }
    all.sort_by(|a, b| (&a.stretch, &a.target).cmp(&(&b.stretch, &b.target)));
    all
}
