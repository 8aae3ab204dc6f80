//! Histories, and what is said to have come of them.

use chrono::{DateTime, TimeDelta};

use super::*;
use crate::body::Side;
use crate::history::doubles::{day, session};

/// Weeks of a fold on one side, every second day: degrees by day.
fn folds(days: u64, side: Option<Side>, degrees: impl Fn(u64) -> f64) -> Vec<PastSession> {
    (1..=days).step_by(2).map(|at| session(at, at).held("fold", side, 20).folded(degrees(at))).collect()
}

fn of(sessions: &[PastSession]) -> Progress {
    Progress::of(sessions, &[], day(60))
}

#[test]
fn of_nothing_nothing_is_said() {
    let progress = of(&[]);
    assert!(progress.adherence.is_none() && progress.pain.is_none() && progress.disability.is_none());
    assert!(progress.reaches.is_empty() && progress.holdings.is_empty() && progress.sides.is_empty());
    assert_eq!(progress.sight.unseen_share(), None);
    // One that was opened and closed again is a session, and nothing was done in it.
    assert!(of(&[session(1, 1)]).adherence.is_none());
}

#[test]
fn of_one_session_no_change_is_told() {
    let progress = of(&folds(1, None, |_| 60.0));
    let [reach] = &progress.reaches[..] else { panic!("{progress:?}") };
    assert_eq!(reach.points.len(), 1);
    assert_eq!(reach.comparison.change, Change::TooFew { first: 1, latest: 0 });
    assert_eq!(progress.holdings[0].comparison.change, Change::TooFew { first: 1, latest: 0 });
    let adherence = progress.adherence.unwrap();
    assert_eq!((adherence.sessions, adherence.days.len(), adherence.in_a_row), (1, 1, 0));
}

#[test]
fn deeper_is_more_whichever_way_the_measure_goes() {
    let deeper = of(&folds(41, None, |at| 80.0 - at as f64));
    let Change::More { by, .. } = deeper.reaches[0].comparison.change else { panic!("{:?}", deeper.reaches[0]) };
    assert!((by - 27.0).abs() < 2.0, "{by}");
    let less = of(&folds(41, None, |at| 40.0 + at as f64));
    assert!(matches!(less.reaches[0].comparison.change, Change::Less { .. }));
    let same = of(&folds(41, None, |at| 60.0 - 0.2 * at as f64));
    assert_eq!(same.reaches[0].comparison.change, Change::AboutTheSame, "eight degrees are no change");
}

#[test]
fn the_depth_of_a_session_is_the_median_of_its_holds_and_its_best_the_deepest() {
    let many = [70.0, 50.0, 60.0].iter().fold(session(1, 1), |one, at| one.held("fold", None, 20).folded(*at));
    let point = of(&[many]).reaches[0].points[0];
    assert_eq!((point.typical, point.best, point.error), (60.0, 48.0, 4.0));
}

#[test]
fn another_view_is_another_set_up() {
    let mut sessions = folds(41, None, |at| if at < 16 { 80.0 } else { 50.0 });
    assert!(of(&sessions).reaches[0].comparison.change.is_one());
    let front = |session: &mut PastSession| session.holds[0].measures[0].view = crate::measure::BodyView::ThreeQuarter;
    sessions.iter_mut().take(8).for_each(front);
    let progress = of(&sessions);
    assert_eq!(progress.reaches.len(), 2);
    assert_eq!(progress.reaches.iter().map(|reach| reach.points.len()).sum::<usize>(), sessions.len());
    assert!(!progress.reaches.iter().any(|reach| reach.comparison.change.is_one()), "{:?}", progress.reaches);
}

#[test]
fn what_has_no_depth_is_form_and_no_reach() {
    let mut sessions = folds(9, None, |at| 60.0 + 5.0 * at as f64);
    for session in &mut sessions {
        session.holds[0].measures[0].deeper = None;
    }
    let progress = of(&sessions);
    assert!(progress.reaches.is_empty());
    let [form] = &progress.forms[..] else { panic!("{progress:?}") };
    assert_eq!((form.within, form.seen), (1, 5), "{form:?}");
}

#[test]
fn a_measure_that_there_no_longer_is_is_passed_over() {
    let mut sessions = folds(9, None, |_| 60.0);
    for session in &mut sessions {
        session.holds[0].measures[0].measure = "elbow_of_old".into();
    }
    assert!(of(&sessions).reaches.is_empty());
}

#[test]
fn sides_are_compared_by_the_same_rule() {
    let both = |left: f64, right: f64, seconds: u64| -> Vec<PastSession> {
        let one = |at: u64| {
            let left = session(at, at).held("fold", Some(Side::Left), seconds).folded(left);
            left.held("fold", Some(Side::Right), 20).folded(right)
        };
        (1..=7).map(one).collect()
    };
    let told = |sessions: &[PastSession]| -> Vec<Change> {
        of(sessions).sides.iter().map(|side| side.left_against_right).collect()
    };
    let [reach, holding] = told(&both(50.0, 65.0, 30))[..] else { panic!() };
    assert!(matches!(reach, Change::More { by: 15.0, .. }), "the left hip folds further: {reach:?}");
    assert!(matches!(holding, Change::More { by: 10.0, .. }), "{holding:?}");
    assert_eq!(told(&both(60.0, 65.0, 22)), [Change::AboutTheSame; 2]);
    assert!(told(&both(50.0, 65.0, 30)[..2]).iter().all(|told| matches!(told, Change::TooFew { .. })));
    assert!(of(&folds(9, Some(Side::Left), |_| 60.0)).sides.is_empty(), "one side has nothing to be compared with");
}

#[test]
fn a_hold_that_was_cut_short_says_nothing_of_how_long_it_can_be_held() {
    let mut cut = session(1, 1).held("fold", None, 2).held("fold", None, 20);
    cut.holds[0].course = crate::history::Course::CutShort;
    let point = of(&[cut]).holdings[0].points[0];
    assert_eq!((point.typical.as_secs(), point.holds, point.completed), (20, 1, 1));
}

#[test]
fn pain_means_something_from_two_points_or_thirty_percent_on() {
    let course = |first: u8, latest: u8| {
        let one = |at: u64| session(at, at).pained(if at < 8 { first } else { latest }, first);
        of(&(1..=14).map(one).collect::<Vec<_>>()).pain.unwrap()
    };
    assert!(matches!(course(6, 4).before.change, Change::Less { by: 2.0, .. }));
    assert!(matches!(course(4, 6).before.change, Change::More { by: 2.0, .. }));
    assert_eq!(course(7, 6).before.change, Change::AboutTheSame, "a point of seven");
    assert!(matches!(course(3, 2).before.change, Change::Less { by: 1.0, .. }), "a third");
    let same = course(5, 5);
    assert_eq!([same.before.change, same.after.change, same.in_a_session.change], [Change::AboutTheSame; 3]);
    assert!((meaningful(0.4, 0.2, 2.0, 1.0) - 1.0).abs() < 1e-9, "never less than a step of the scale");
}

#[test]
fn pain_in_a_session_is_judged_by_its_differences() {
    // Days differ by far more than a session does, and each eases by two.
    let one = |at: u64| session(at, at).pained(3 + 3 * (at as u8 % 3), 1 + 3 * (at as u8 % 3));
    let course = of(&(1..=9).map(one).collect::<Vec<_>>()).pain.unwrap();
    assert!(matches!(course.in_a_session.change, Change::Less { by, .. } if (by - 2.0).abs() < 1e-9), "{course:?}");
    // Who answered once only is in one course and not in the other.
    let mut half = session(10, 10).pained(9, 9);
    half.pain_after = None;
    let course = of(&[half]).pain.unwrap();
    assert_eq!((course.points.len(), course.in_a_session.first), (1, None));
}

#[test]
fn days_are_the_persons_own_wherever_they_are() {
    let at = |id: u64, began: &str| {
        let mut session = session(id, 1).held("fold", None, 20);
        session.about.began = DateTime::parse_from_rfc3339(began).unwrap();
        session
    };
    // Over the date line: a moment later by the clock, and a day earlier by the calendar; both days count once.
    let flown = [
        at(1, "2026-03-01T23:30:00+13:00"),
        at(2, "2026-03-02T08:00:00+13:00"),
        at(3, "2026-03-01T20:00:00-10:00"),
        at(4, "2026-03-03T07:00:00-10:00"),
    ];
    let adherence = Progress::of(&flown, &[], day(3)).adherence.unwrap();
    assert_eq!((adherence.days.len(), adherence.sessions, adherence.in_a_row), (3, 4, 3));
    // Just before and just after midnight, in summer time and without it.
    let nights = [at(1, "2026-03-28T23:59:00+01:00"), at(2, "2026-03-29T23:59:00+02:00")];
    assert_eq!(Progress::of(&nights, &[], day(30)).adherence.unwrap().in_a_row, 2, "up to yesterday");
    assert_eq!(Progress::of(&nights, &[], day(31)).adherence.unwrap().in_a_row, 0);
}

#[test]
fn weeks_count_days_and_sessions_and_the_empty_ones_too() {
    let twice = [session(1, 2), session(2, 2), session(3, 3), session(4, 20)];
    let twice = twice.map(|session| session.held("fold", None, 20));
    let adherence = Progress::of(&twice, &[], day(22)).adherence.unwrap();
    let weeks: Vec<_> = adherence.weeks.iter().map(|week| (week.days, week.sessions)).collect();
    // The 1st of March 2026 is a Sunday.
    assert_eq!(weeks, [(2, 3), (0, 0), (1, 1)]);
    assert!((adherence.days_a_week() - 1.0).abs() < 1e-9 && adherence.sessions_a_week() > 1.0);
    let early = Progress::of(&twice, &[], day(1)).adherence.unwrap();
    assert_eq!(early.until, day(20), "a clock that was put back loses nothing");
}

#[test]
fn days_of_a_clock_that_was_wrong_make_no_thousands_of_empty_weeks() {
    let at = |id: u64, began: &str| {
        let mut session = session(id, 1).held("fold", None, 20);
        session.about.began = DateTime::parse_from_rfc3339(began).unwrap();
        session
    };
    let dates = ["1970-01-01T00:01:00Z", "2026-03-02T08:00:00Z", "2026-03-04T08:00:00Z", "2099-12-31T08:00:00Z"];
    let sessions: Vec<_> = (1..).zip(dates).map(|(id, began)| at(id, began)).collect();
    let adherence = of(&sessions).adherence.unwrap();
    assert_eq!((adherence.since, adherence.sessions), (day(2), 2));
    assert_eq!(adherence.weeks.len(), 9, "up to today");
    // Of all that there is nothing is known to be wrong.
    assert_eq!(of(&sessions[..1]).adherence.unwrap().sessions, 1);
    let wrong_today = NaiveDate::from_ymd_opt(9999, 1, 1).unwrap();
    let adherence = Progress::of(&sessions[1..3], &[], wrong_today).adherence.unwrap();
    assert!(adherence.weeks.len() < 530, "{}", adherence.weeks.len());
    // Years of practice are all there.
    let years: Vec<_> = (2018..=2026).map(|year| at(year, &format!("{year}-03-02T08:00:00Z"))).collect();
    assert_eq!(of(&years).adherence.unwrap().sessions, 9);
}

#[test]
fn what_was_done_and_what_was_skipped() {
    let sessions = [
        session(1, 1).held("fold", None, 20).skipped("twist"),
        session(2, 3).held("fold", None, 20).hurt("twist").planned("week-1", true),
    ];
    let progress = of(&sessions);
    let [fold, twist] = &progress.adherence.as_ref().unwrap().stretches[..] else { panic!() };
    assert_eq!((fold.sessions, fold.completed, fold.held.as_secs(), fold.skipped), (2, 2, 40, 0));
    assert_eq!((twist.sessions, twist.skipped, twist.hurt, twist.last), (2, 1, 1, day(3)));
    assert_eq!(progress.title("twist"), "The twist");
    assert_eq!(progress.sight.unseen_share(), Some(0.1));
}

#[test]
fn the_order_in_which_sessions_come_changes_nothing() {
    let sessions = folds(41, Some(Side::Right), |at| 80.0 - at as f64);
    let backward: Vec<PastSession> = sessions.iter().rev().cloned().collect();
    assert_eq!(of(&sessions), of(&backward));
}

#[test]
fn a_questionnaire_changes_by_five_points_or_thirty_percent() {
    assert_eq!(Step::between(14, 10), Step::AboutTheSame, "4 of 14");
    assert_eq!(Step::between(14, 9), Step::Less(5));
    assert_eq!(Step::between(9, 14), Step::More(5));
    assert_eq!(Step::between(10, 7), Step::Less(3), "30 %");
    assert_eq!(Step::between(20, 15), Step::Less(5), "5 points, which are less than 30 %");
    assert_eq!(Step::between(1, 0), Step::AboutTheSame, "a single statement");
    let taken = |after: i64, yes: usize| {
        let answers = (0..24).map(|place| place < yes).collect();
        Questionnaire::roland_morris(session(1, 1).about.began + TimeDelta::days(after), answers)
    };
    let course = DisabilityCourse::of(&[taken(9, 7), taken(0, 14), taken(5, 8)]).unwrap();
    assert_eq!(course.scores.iter().map(|score| score.score).collect::<Vec<_>>(), [14, 8, 7]);
    assert_eq!(course.steps, Some([Step::Less(7), Step::AboutTheSame]));
    assert_eq!(DisabilityCourse::of(&[taken(0, 3)]).unwrap().steps, None);
    assert_eq!(DisabilityCourse::of(&[]), None);
}
