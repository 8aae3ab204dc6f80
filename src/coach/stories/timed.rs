//! Stories of holds for what the camera cannot see.

use super::Story;
use crate::coach::status::Phase;
use crate::measure::mannequin::Mannequin;
use crate::stretch::samples::{breathing, own_step};

#[test]
fn holds_and_rests_alternate_by_themselves() {
    let story = Story::of(vec![own_step(breathing())])
        .sees(&Mannequin::childs_pose(), 2.5)
        .says(Phase::Holding, "Breathe into your back.");
    assert!(story.session.status().is_timed);
    let story = story.sees(&Mannequin::childs_pose(), 2.0);
    assert_eq!(story.session.status().message.cue.to_string(), "Rest here. The next one begins by itself.");
    story.sees(&Mannequin::childs_pose(), 7.0).tells(&[
        "0.0 stretch breathing",
        "0.3 found",
        "2.0 hold",
        "2.0 hint Breathe into your back.",
        "4.0 completed 2.0",
        "4.0 rep 1/3",
        "5.0 hold",
        "5.0 hint Breathe into your back.",
        "7.0 completed 2.0",
        "7.0 rep 2/3",
        "8.0 hold",
        "8.0 hint Breathe into your back.",
        "10.0 completed 2.0",
        "10.0 rep 3/3",
        "10.0 done breathing",
        "10.0 all done 3 6.0",
    ]);
}

#[test]
fn a_long_one_says_that_it_is_not_seen() {
    let mut stretch = breathing();
    stretch.dose.pace = crate::stretch::Pace::Hold(std::time::Duration::from_secs(20));
    Story::of(vec![own_step(stretch)])
        .sees(&Mannequin::childs_pose(), 8.0)
        .says(Phase::Holding, "Timed: the camera can't see this part.");
}

#[test]
fn leaving_pauses_the_clock() {
    let story = Story::of(vec![own_step(breathing())])
        .sees(&Mannequin::childs_pose(), 3.0)
        .sees(&Mannequin::standing(), 3.0)
        .says(Phase::Paused, "Come back when you are ready. Your hold waits.")
        .sees(&Mannequin::childs_pose(), 1.0);
    let told: Vec<_> = story.told.iter().filter(|line| !line.contains("hint")).cloned().collect();
    assert_eq!(told[2..], ["2.0 hold", "3.7 paused LeftPose 0.9", "6.5 resumed 0.9"]);
}

#[test]
fn without_a_rest_one_follows_at_once() {
    let mut stretch = breathing();
    stretch.dose.rest = std::time::Duration::ZERO;
    let story = Story::of(vec![own_step(stretch)]).sees(&Mannequin::childs_pose(), 9.0);
    let reps: Vec<_> = story.told.iter().filter(|line| line.contains(" rep ")).cloned().collect();
    assert_eq!(reps, ["4.0 rep 1/3", "6.0 rep 2/3", "8.0 rep 3/3"]);
}

#[test]
fn standing_starts_no_clock() {
    Story::of(vec![own_step(breathing())])
        .sees(&Mannequin::standing(), 20.0)
        .says(Phase::Positioning, "Sit back and walk your hands forward.")
        .tells(&["0.0 stretch breathing", "0.3 found"]);
}

/// Who lifts the seat again and again, as in a bridge, lies there in between, and does something else.
#[test]
fn passing_through_again_and_again_starts_no_clock() {
    let mut story = Story::of(vec![own_step(breathing())]);
    for _ in 0..4 {
        story = story.sees(&Mannequin::childs_pose(), 1.5).sees(&Mannequin::tabletop(), 1.0);
    }
    assert!(!story.told.iter().any(|line| line.ends_with(" hold")), "{:?}", story.told);
}
