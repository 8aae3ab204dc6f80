//! Values week by week, for a chart.

use chrono::{NaiveDate, Weekday};

use super::change::{Average, Dated, SURE};
use super::pain::{OFF, PainCourse, PainPoint};
use super::reach::Reach;
use crate::history::facts::Pain;

/// What the sessions of one week come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weekly {
    /// The week's Monday.
    pub begins: NaiveDate,
    /// Their mean.
    pub average: Average,
}

impl Weekly {
    /// Half of the band in which nineteen of twenty such means would lie.
    #[must_use]
    pub fn band(&self) -> f64 {
        SURE * self.average.error
    }
}

impl Reach {
    /// The weeks in which there was anything.
    #[must_use]
    pub fn weekly(&self) -> Vec<Weekly> {
        let dated =
            self.points.iter().map(|point| Dated { date: point.date, value: point.typical, error: point.error });
        weekly(&dated.collect::<Vec<_>>())
    }
}

impl PainCourse {
    /// Pain before a session, in the weeks in which somebody answered.
    #[must_use]
    pub fn weekly_before(&self) -> Vec<Weekly> {
        self.weekly(|point| point.before)
    }

    /// Pain after it.
    #[must_use]
    pub fn weekly_after(&self) -> Vec<Weekly> {
        self.weekly(|point| point.after)
    }

    fn weekly(&self, answer: fn(&PainPoint) -> Option<Pain>) -> Vec<Weekly> {
        let dated =
            |point: &PainPoint| Some(Dated { date: point.date, value: f64::from(answer(point)?.score()), error: OFF });
        weekly(&self.points.iter().filter_map(dated).collect::<Vec<_>>())
    }
}

/// Of values in order of their days.
fn weekly(values: &[Dated]) -> Vec<Weekly> {
    let monday = |dated: &Dated| dated.date.week(Weekday::Mon).checked_first_day().unwrap_or(dated.date);
    let weeks = values.chunk_by(|one, next| monday(one) == monday(next));
    weeks.filter_map(|week| Some(Weekly { begins: monday(week.first()?), average: Average::of(week)? })).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn a_week_is_from_monday_to_sunday() {
        let dated = |date: &str, value: f64| Dated { date: date.parse().unwrap(), value, error: 1.0 };
        let values = [dated("2026-03-02", 4.0), dated("2026-03-08", 6.0), dated("2026-03-09", 9.0)];
        let weeks = weekly(&values);
        let begins: Vec<String> = weeks.iter().map(|week| week.begins.to_string()).collect();
        assert_eq!(begins, ["2026-03-02", "2026-03-09"]);
        assert_eq!((weeks[0].average.value, weeks[0].average.sessions, weeks[1].average.value), (5.0, 2, 9.0));
        assert!((weeks[1].band() - 1.96).abs() < 1e-9, "{}", weeks[1].band());
        assert_eq!(weeks[0].begins.checked_add_days(Days::new(7)), Some(weeks[1].begins));
    }
}
