//! Stories of stretches with two poses that are held.

use std::time::Duration;

use super::Story;
use crate::body::Side;
use crate::coach::status::Phase;
use crate::measure::mannequin::Mannequin;
use crate::stretch::samples::{cat_cow, leg_reach, step};
use crate::stretch::{PoseIndex, Stretch};

fn cat() -> Mannequin {
    Mannequin::tabletop().gaze(205.0)
}

fn cow() -> Mannequin {
    Mannequin::tabletop().gaze(130.0)
}

#[test]
fn each_pose_is_held_and_the_other_asked_for() {
    let story = Story::of(vec![step(cat_cow(), 2.0, 1, 1.0)])
        .sees(&Mannequin::standing(), 1.0)
        .says(Phase::Positioning, "Come onto hands and knees.")
        .sees(&cow(), 3.0)
        .says(Phase::Resting(Duration::from_millis(400)), "Let your head hang.");
    assert_eq!(story.session.status().pose, Some(PoseIndex::First));
    story.sees(&cow(), 2.0).says(Phase::Positioning, "Let your head hang.").sees(&cat(), 4.0).tells(&[
        "0.0 stretch cat-cow",
        "0.3 found",
        "1.8 hold cow",
        "3.3 completed 2.0",
        "3.3 rep cow 1/1",
        "3.3 hint Let your head hang.",
        "5.3 hint Let your head hang.",
        "7.3 hold cat",
        "8.8 completed 2.0",
        "8.8 rep cat 1/1",
        "8.8 done cat-cow",
        "8.8 all done 2 4.0",
    ]);
}

#[test]
fn one_pose_alone_counts_its_time_and_does_not_end_the_stretch() {
    let story = Story::of(vec![step(cat_cow(), 30.0, 1, 1.0)]).sees(&cat(), 10.0).ends();
    story.tells(&["0.0 stretch cat-cow", "0.3 found", "0.5 hold cat", "10.0 ended 9.9"]);
    let story = Story::of(vec![step(cat_cow(), 2.0, 1, 1.0)]).sees(&cow(), 10.0);
    assert!(!story.session.is_done());
    assert!((story.session.status().progress - 0.5).abs() < 1e-9);
}

#[test]
fn changing_poses_in_mid_hold_starts_anew_in_the_other() {
    Story::of(vec![step(cat_cow(), 10.0, 1, 0.0)]).sees(&cat(), 3.0).sees(&cow(), 2.0).ends().tells(&[
        "0.0 stretch cat-cow",
        "0.3 found",
        "0.5 hold cat",
        "3.7 paused LeftPose 2.7",
        "4.3 abandoned 2.7",
        "4.3 hold cow",
        "5.0 ended 1.1",
    ]);
}

#[test]
fn only_the_end_is_held_where_the_other_pose_is_a_way_to_go() {
    let story = Story::of(vec![step(leg_reach(), 1.0, 1, 0.0)])
        .sees(&Mannequin::tabletop(), 2.0)
        .sees(&Mannequin::bird_dog(Side::Right), 2.0)
        .sees(&Mannequin::tabletop(), 2.0)
        .sees(&Mannequin::bird_dog(Side::Left), 2.0);
    let reps: Vec<_> = story.told.iter().filter(|line| line.contains(" rep ")).cloned().collect();
    assert_eq!(reps, ["3.0 rep right long 1/1", "7.3 rep left long 1/1"]);
    assert!(story.session.is_done());
}

#[test]
fn what_holds_in_both_is_held_where_neither_is_an_end() {
    let mut stretch: Stretch = cat_cow();
    for pose in stretch.poses.iter_mut().flatten() {
        pose.is_end = false;
    }
    let story = Story::of(vec![step(stretch, 2.0, 1, 0.0)]).sees(&cat(), 1.5).sees(&cow(), 2.0);
    story.tells(&[
        "0.0 stretch cat-cow",
        "0.3 found",
        "0.5 hold",
        "2.0 completed 2.0",
        "2.0 rep 1/1",
        "2.0 done cat-cow",
        "2.0 all done 1 2.0",
    ]);
}
