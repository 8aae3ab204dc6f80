//! Signs from the mat: an arm straight up pauses, and chooses.

use super::{Phase, Story, step};
use crate::coach::event::EventKind;
use crate::coach::session::{Command, Session};
use crate::measure::mannequin::Mannequin;
use crate::stretch::samples;

fn raised() -> Mannequin {
    Mannequin::lying_flat().arms(0.0, 0.0)
}

fn story() -> Story {
    Story::of(vec![step(samples::childs_pose(), 5.0, 1, 0.0), step(samples::sphinx(), 2.0, 1, 0.0)])
}

#[test]
fn up_down_up_is_a_short_pause() {
    story()
        .sees(&Mannequin::lying_flat(), 1.0)
        .sees(&raised(), 1.2)
        .says(Phase::Stopped, "Paused. Raise an arm to choose.")
        .sees(&Mannequin::lying_flat(), 0.5)
        .sees(&raised(), 0.8)
        .says(Phase::Positioning, "Sit back and walk your hands forward.")
        .tells(&["0.0 stretch childs-pose", "0.3 found", "2.0 sign 1.0", "2.0 choices 4", "3.3 chosen GoOn"]);
}

#[test]
fn what_is_offered_when_the_arm_comes_up_is_chosen() {
    let story = story().sees(&Mannequin::lying_flat(), 1.0).sees(&raised(), 1.2).sees(&Mannequin::lying_flat(), 7.0);
    let offer = story.session.status().offer.unwrap();
    assert_eq!(offer.offered, crate::coach::Choice::Skip, "go on for six seconds, then the next");
    story.sees(&raised(), 0.8).tells(&[
        "0.0 stretch childs-pose",
        "0.3 found",
        "2.0 sign 1.0",
        "2.0 choices 4",
        "9.8 chosen Skip",
        "9.8 done childs-pose skipped",
        "9.8 stretch sphinx",
    ]);
}

#[test]
fn what_passes_through_or_is_half_way_is_no_sign() {
    let half = Mannequin::lying_flat().arms(45.0, 45.0);
    story()
        .sees(&Mannequin::lying_flat(), 1.0)
        .sees(&raised(), 0.7)
        .sees(&half, 3.0)
        .sees(&raised(), 0.7)
        .tells(&["0.0 stretch childs-pose", "0.3 found"]);
}

#[test]
fn a_stretch_that_hurts_is_left_and_at_the_second_stopping_is_offered() {
    let steps = vec![
        step(samples::childs_pose(), 5.0, 1, 0.0),
        step(samples::sphinx(), 2.0, 1, 0.0),
        step(samples::bird_dog(), 2.0, 1, 0.0),
    ];
    let story = Story::of(steps)
        .sees(&Mannequin::childs_pose(), 2.0)
        .command(Command::Hurts)
        .sees(&Mannequin::sphinx(), 1.0)
        .command(Command::Hurts)
        .says(Phase::Stopped, "Paused. Raise an arm to choose.")
        .sees(&Mannequin::lying_flat(), 12.5)
        .sees(&raised(), 0.8);
    story.tells(&[
        "0.0 stretch childs-pose",
        "0.3 found",
        "0.5 hold",
        "2.0 hurts childs-pose",
        "2.0 abandoned 1.9",
        "2.0 done childs-pose skipped",
        "2.0 stretch sphinx",
        "2.5 hold",
        "3.0 hurts sphinx again",
        "3.0 abandoned 0.9",
        "3.0 done sphinx skipped",
        "3.0 stretch bird-dog",
        "3.0 choices 2",
        "16.1 chosen Stop",
        "16.1 ended 0.0",
    ]);
}

#[test]
fn where_it_hurt_is_told_with_what_was_measured_then() {
    let mut session = Session::new(vec![step(samples::childs_pose(), 5.0, 1, 0.0)]).unwrap();
    for tenth in 0..20 {
        session.observe(&Mannequin::childs_pose().observe(f64::from(tenth) / 10.0));
    }
    let time = crate::time::Timestamp::from_secs(2.0);
    session.command(time, Command::TogglePause);
    let events = session.command(time, Command::Hurts);
    let targets = events.iter().find_map(|event| match &event.kind {
        EventKind::ThatHurts { targets, .. } => Some(targets),
        _ => None,
    });
    assert!(targets.is_some_and(|targets| targets.iter().any(|target| target.target == "hip")), "{events:?}");
}
