use std::sync::Arc;

use super::*;
use crate::coach::{Command, Session};
use crate::history::doubles::about;
use crate::measure::mannequin::Mannequin;
use crate::stretch::{Dose, Pace, Step, Stretch, samples};

fn session(reps: u32) -> Session {
    let mut stretch = samples::sphinx();
    stretch.targets[0].deeper = Some(Deeper::Lower);
    let dose = Dose { pace: Pace::Hold(Duration::from_secs(5)), reps, rest: Duration::from_secs(1) };
    Session::new(vec![Step { stretch: Arc::new(stretch), dose }]).unwrap()
}

/// A session that sees this, ten looks a second.
fn kept(session: &mut Session, see: impl Fn(f64) -> Option<Mannequin>, seconds: f64) -> Vec<Entry> {
    let mut keeper = Keeper::new(about());
    let mut entries = Vec::new();
    for tenth in 0..(seconds * 10.0) as u32 {
        let now = f64::from(tenth) / 10.0;
        let mut observation = Mannequin::sphinx().observe(now);
        observation.pose = see(now).and_then(|body| body.observe(now).pose);
        let events = session.observe(&observation);
        entries.extend(keeper.observe(observation.time, &events, &session.status()));
    }
    let end = Timestamp::from_secs(seconds);
    let events = session.end(end);
    entries.extend(keeper.observe(end, &events, &session.status()));
    entries
}

fn holds(entries: &[Entry]) -> Vec<&Hold> {
    entries.iter().filter_map(|entry| if let Entry::Held(hold) = entry { Some(hold) } else { None }).collect()
}

#[test]
fn a_completed_hold_is_kept_with_what_was_measured() {
    let entries = kept(&mut session(1), |_| Some(Mannequin::sphinx()), 9.0);
    assert!(matches!(&entries[0], Entry::Began(_)) && matches!(&entries[1], Entry::StretchBegan(_)));
    let [hold] = holds(&entries)[..] else { panic!("{entries:?}") };
    assert_eq!((hold.course, hold.held, hold.aimed), (Course::Completed, Duration::from_secs(5), hold.held));
    assert_eq!((hold.paused, hold.unseen), (Duration::ZERO, Duration::ZERO));
    let trunk = &hold.measures[0];
    assert!(trunk.error > 0.0 && trunk.looks > 20 && trunk.view == BodyView::Side, "{trunk:?}");
    assert!(trunk.range.0 <= trunk.typical && trunk.typical <= trunk.range.1, "{trunk:?}");
    let Some(Entry::Ended(end)) = entries.last() else { panic!("{entries:?}") };
    assert!(end.complete && end.unseen == Duration::ZERO && end.watched > Duration::from_secs(4), "{end:?}");
}

#[test]
fn what_was_left_is_kept_for_what_it_was() {
    let left = |now: f64| Some(if now < 4.0 { Mannequin::sphinx() } else { Mannequin::standing() });
    let entries = kept(&mut session(1), left, 20.0);
    let [hold] = holds(&entries)[..] else { panic!("{entries:?}") };
    assert_eq!((hold.course, hold.aimed), (Course::GivenUp, Duration::from_secs(5)));
    let (counted, whole) = (hold.held.as_secs_f64(), hold.ended.saturating_sub(hold.began).as_secs_f64());
    assert!((3.0..4.2).contains(&counted) && whole < 6.0, "given up where it was left: {hold:?}");
    assert!(matches!(entries.last(), Some(Entry::Ended(End { complete: false, .. }))));
}

#[test]
fn what_the_camera_missed_is_told_from_what_was_paused() {
    let away = |now: f64| (!(3.0..7.0).contains(&now)).then(Mannequin::sphinx);
    let entries = kept(&mut session(1), away, 12.0);
    let [hold] = holds(&entries)[..] else { panic!("{entries:?}") };
    assert_eq!(hold.course, Course::Completed);
    let (paused, unseen) = (hold.paused.as_secs_f64(), hold.unseen.as_secs_f64());
    assert!(paused > 3.0 && unseen > 2.5 && unseen <= paused, "{hold:?}");
    let Some(Entry::Ended(end)) = entries.last() else { panic!("{entries:?}") };
    assert!(end.unseen > Duration::from_secs(2), "{end:?}");
}

#[test]
fn a_hold_that_is_skipped_is_cut_short() {
    let mut session = session(2);
    let mut keeper = Keeper::new(about());
    let mut entries = Vec::new();
    for tenth in 0..30 {
        let seen = Mannequin::sphinx().observe(f64::from(tenth) / 10.0);
        let events = session.observe(&seen);
        entries.extend(keeper.observe(seen.time, &events, &session.status()));
    }
    let now = Timestamp::from_secs(3.0);
    let events = session.command(now, Command::Next);
    entries.extend(keeper.observe(now, &events, &session.status()));
    let [hold] = holds(&entries)[..] else { panic!("{entries:?}") };
    assert!(hold.course == Course::CutShort && hold.held > Duration::from_secs(2), "{hold:?}");
    assert!(entries.iter().any(|entry| matches!(entry, Entry::StretchEnded(ended) if ended.skipped)));
    assert!(keeper.observe(now, &events, &session.status()).is_empty(), "it is over");
}

#[test]
fn what_hurt_before_is_known_first_and_starts_no_clock() {
    let mut keeper = Keeper::new(about());
    let before = PainAt::Before(crate::history::Pain::new(3).unwrap());
    assert!(matches!(&keeper.pain(before)[..], [Entry::Began(_), Entry::Pain(pain)] if *pain == before));
    // A film may be begun in its middle.
    let mut session = session(1);
    let seen = Mannequin::sphinx().observe(60.0);
    let events = session.observe(&seen);
    let entries = keeper.observe(seen.time, &events, &session.status());
    assert!(matches!(&entries[0], Entry::StretchBegan(began) if began.at.is_zero()), "{entries:?}");
}

#[test]
fn the_last_repetition_of_a_movement_is_kept_although_the_next_stretch_begins_with_it() {
    let moved = |id: &str| {
        let stretch = Stretch { id: id.to_owned(), ..samples::cat_cow() };
        let dose = Dose { pace: Pace::Move { tempo: Duration::from_secs(2) }, reps: 2, rest: Duration::ZERO };
        Step { stretch: Arc::new(stretch), dose }
    };
    let mut session = Session::new(vec![moved("first"), moved("second")]).unwrap();
    let mut keeper = Keeper::new(about());
    let (mut entries, mut counted) = (Vec::new(), 0);
    for tenth in 0..400_u32 {
        let now = f64::from(tenth) / 10.0;
        // There and back, 2.4 seconds each way.
        let way = (now / 2.4) % 2.0;
        let share = if way < 1.0 { way } else { 2.0 - way };
        let seen = Mannequin::tabletop().gaze(205.0 - 75.0 * share).observe(now);
        let events = session.observe(&seen);
        counted += events.iter().filter(|event| matches!(event.kind, EventKind::RepCompleted { .. })).count();
        entries.extend(keeper.observe(seen.time, &events, &session.status()));
    }
    let kept = entries.iter().filter(|entry| matches!(entry, Entry::Moved(_))).count();
    assert!(counted >= 3, "{counted}");
    assert_eq!(kept, counted);
}

#[test]
fn one_wrong_look_makes_no_record() {
    let mut samples = Samples::default();
    let mut seen = session(1);
    (0..20).for_each(|tenth| drop(seen.observe(&Mannequin::sphinx().observe(f64::from(tenth) / 10.0))));
    let mut assessment = seen.status().targets[0].clone();
    for look in 0..40 {
        let value = if look == 7 { 5.0 } else { 60.0 + f64::from(look % 3) };
        assessment.reading = crate::measure::Reading::Seen { value, confidence: 1.0, error: 4.0 };
        samples.add(&assessment, BodyView::Side);
    }
    let [measured] = &samples.measured()[..] else { panic!() };
    assert_eq!((measured.typical, measured.best, measured.looks), (61.0, 60.0, 40));
}
