//! Stories of stretches that are moved.

use super::Story;
use crate::body::Side;
use crate::coach::session::Command;
use crate::coach::status::Phase;
use crate::measure::mannequin::Mannequin;
use crate::stretch::PoseIndex;
use crate::stretch::samples::{cat_cow, leg_reach, own_step};

/// Where the head looks in each pose and between them.
const CAT: f64 = 205.0;
const COW: f64 = 130.0;
const NEUTRAL: f64 = 165.0;

fn tabletop() -> Mannequin {
    Mannequin::tabletop()
}

fn only(story: &Story, word: &str) -> Vec<String> {
    let what = |line: &String| line.split_once(' ').map(|(_, what)| what.to_owned());
    story.told.iter().filter_map(what).filter(|what| what.starts_with(word)).collect()
}

/// There and back, two seconds each way.
fn rounds(mut story: Story, mannequin: &Mannequin, times: u32) -> Story {
    for _ in 0..times {
        story = story.looks(mannequin, (CAT, COW), 2.4).looks(mannequin, (COW, CAT), 2.4);
    }
    story
}

#[test]
fn repetitions_are_counted_between_the_poses() {
    let story = Story::of(vec![own_step(cat_cow())])
        .sees(&Mannequin::standing(), 2.0)
        .says(Phase::Positioning, "Come onto hands and knees.")
        .sees(&tabletop(), 1.0)
        .looks(&tabletop(), (NEUTRAL, CAT), 2.0)
        .sees(&tabletop().gaze(CAT), 0.5)
        .says(Phase::Moving, "Look ahead.");
    let status = story.session.status();
    assert_eq!((status.pose, status.is_moved, status.reps_done, status.reps), (Some(PoseIndex::Second), true, 0, 3));
    assert!((status.progress - 0.5 / 3.0).abs() < 1e-9, "half a repetition: {}", status.progress);
    let story = rounds(story, &tabletop(), 2);
    assert_eq!(story.session.status().reps_done, 2);
    let story = rounds(story, &tabletop(), 1).closes_with("All done. Well stretched.");
    assert_eq!(only(&story, "rep"), ["rep cow 1/3", "rep cow 2/3", "rep cow 3/3"]);
    assert_eq!(only(&story, "hint"), [""; 0]);
    assert_eq!(only(&story, "all done"), ["all done 3 moved 0 short"]);
}

#[test]
fn either_pose_may_be_the_first() {
    let story = Story::of(vec![own_step(cat_cow())]).sees(&tabletop(), 1.0).looks(&tabletop(), (NEUTRAL, COW), 2.0);
    let story = story.sees(&tabletop().gaze(COW), 0.5).says(Phase::Moving, "Let your head hang.");
    let story = story.looks(&tabletop(), (COW, CAT), 2.0).sees(&tabletop().gaze(CAT), 0.5);
    assert_eq!(only(&story, "rep"), ["rep cat 1/3"]);
}

#[test]
fn falling_short_is_counted_apart_and_earns_the_hint() {
    let story = Story::of(vec![own_step(cat_cow())])
        .sees(&tabletop(), 1.0)
        .looks(&tabletop(), (NEUTRAL, CAT), 2.0)
        // As far as a head that looks a little ahead, and back.
        .looks(&tabletop(), (CAT, 160.0), 2.0)
        .looks(&tabletop(), (160.0, CAT), 2.0);
    assert_eq!(only(&story, "short"), ["short cow"]);
    assert_eq!(only(&story, "hint"), ["hint Lift your chin further."]);
    assert_eq!(only(&story, "rep"), [""; 0]);
    assert_eq!(story.session.status().fell_short, 1);
    assert_eq!(story.session.status().message.cue.to_string(), "Lift your chin further.");
    let story = story.looks(&tabletop(), (CAT, COW), 2.0).sees(&tabletop().gaze(COW), 0.5);
    assert_eq!(only(&story, "rep"), ["rep cow 1/3"]);
}

#[test]
fn haste_counts_and_earns_a_gentle_word_once() {
    let mut story = Story::of(vec![own_step(cat_cow())]).sees(&tabletop().gaze(CAT), 1.0);
    for _ in 0..4 {
        story = story.looks(&tabletop(), (CAT, COW), 1.0).sees(&tabletop().gaze(COW), 0.2);
        story = story.looks(&tabletop(), (COW, CAT), 1.0).sees(&tabletop().gaze(CAT), 0.2);
    }
    assert_eq!(only(&story, "rep").len(), 3);
    assert_eq!(only(&story, "hint"), ["hint A little slower: take 4 seconds for each."]);
}

#[test]
fn going_out_of_sight_between_two_poses_loses_nothing() {
    let story = Story::of(vec![own_step(cat_cow())])
        .sees(&tabletop().gaze(CAT), 1.0)
        .sees_nobody(20.0)
        .says(Phase::Searching, "Looking for you. Come into the picture.")
        .sees(&tabletop().gaze(COW), 1.0);
    assert_eq!(only(&story, "rep"), ["rep cow 1/3"]);
}

#[test]
fn nothing_is_counted_or_corrected_on_hands_and_knees_or_standing() {
    let story = Story::of(vec![own_step(cat_cow())]).sees(&Mannequin::standing(), 10.0).sees(&tabletop(), 0.8);
    assert_eq!(story.told, ["0.0 stretch cat-cow", "0.3 found"]);
    let story = story.sees(&tabletop(), 20.0);
    assert_eq!((only(&story, "rep"), only(&story, "short")), (Vec::new(), Vec::new()));
}

#[test]
fn a_breath_in_a_pose_is_not_corrected() {
    let story = Story::of(vec![own_step(cat_cow())]).sees(&tabletop().gaze(CAT), 10.0);
    assert_eq!(story.told, ["0.0 stretch cat-cow", "0.3 found"]);
    story.says(Phase::Moving, "Look ahead.");
}

#[test]
fn form_in_a_pose_earns_a_hint_when_it_is_reached() {
    let bent = tabletop().arms(215.0, 150.0);
    let story = Story::of(vec![own_step(cat_cow())]).looks(&bent, (COW, CAT), 2.0).sees(&bent.gaze(CAT), 0.5);
    assert_eq!(only(&story, "hint"), ["hint Straighten your arms."]);
}

#[test]
fn each_side_has_repetitions_of_its_own() {
    let reach = |mut story: Story, side: Side, times: u32| {
        for _ in 0..times {
            story = story.sees(&tabletop(), 1.2).sees(&Mannequin::bird_dog(side), 1.2);
        }
        story
    };
    let story = reach(Story::of(vec![own_step(leg_reach())]), Side::Right, 2).sees(&tabletop(), 1.0);
    assert_eq!(only(&story, "rep"), ["rep right long 1/2", "rep right long 2/2"]);
    let story = reach(story.says(Phase::Moving, "That side is done. Now your left side."), Side::Left, 2);
    assert_eq!(only(&story, "rep left"), ["rep left long 1/2", "rep left long 2/2"]);
    assert_eq!(only(&story, "side"), ["side left"]);
    assert!(story.session.is_done());
}

#[test]
fn a_movement_can_be_paused_and_skipped() {
    let steps = vec![own_step(cat_cow()), own_step(leg_reach())];
    let story = Story::of(steps)
        .sees(&tabletop().gaze(CAT), 1.0)
        .command(Command::TogglePause)
        .sees(&tabletop().gaze(COW), 2.0)
        .says(Phase::Stopped, "Paused. Raise an arm to choose.")
        .command(Command::TogglePause)
        .sees(&tabletop().gaze(COW), 0.5)
        .command(Command::Next);
    assert_eq!(only(&story, "rep"), ["rep cow 1/3"]);
    assert_eq!(only(&story, "done"), ["done cat-cow skipped"]);
    // 3 of 7 repetitions are over.
    assert!((story.session.status().progress - 3.0 / 7.0).abs() < 1e-9);
}
