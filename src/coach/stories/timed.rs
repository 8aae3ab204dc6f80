//! Stories of holds for what the camera cannot see.

use super::Story;
use crate::coach::status::Phase;
use crate::measure::mannequin::Mannequin;
use crate::stretch::samples::{breathing, own_step};

#[test]
fn holds_and_rests_alternate_by_themselves() {
    let story = Story::of(vec![own_step(breathing())])
        .sees(&Mannequin::childs_pose(), 1.0)
        .says(Phase::Holding, "Breathe into your back.");
    assert!(story.session.status().is_timed);
    let story = story.sees(&Mannequin::childs_pose(), 2.0);
    assert_eq!(story.session.status().message.cue.to_string(), "Rest here. The next one begins by itself.");
    story.sees(&Mannequin::childs_pose(), 7.0).tells(&[
        "0.0 stretch breathing",
        "0.3 found",
        "0.5 hold",
        "0.5 hint Breathe into your back.",
        "2.5 completed 2.0",
        "2.5 rep 1/3",
        "3.5 hold",
        "3.5 hint Breathe into your back.",
        "5.5 completed 2.0",
        "5.5 rep 2/3",
        "6.5 hold",
        "6.5 hint Breathe into your back.",
        "8.5 completed 2.0",
        "8.5 rep 3/3",
        "8.5 done breathing",
        "8.5 all done 3 6.0",
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
        .sees(&Mannequin::childs_pose(), 1.5)
        .sees(&Mannequin::standing(), 3.0)
        .says(Phase::Paused, "Come back when you are ready. Your hold waits.")
        .sees(&Mannequin::childs_pose(), 1.0);
    let told: Vec<_> = story.told.iter().filter(|line| !line.contains("hint")).cloned().collect();
    assert_eq!(told[2..], ["0.5 hold", "2.2 paused LeftPose 0.9", "5.0 resumed 0.9"]);
}

#[test]
fn without_a_rest_one_follows_at_once() {
    let mut stretch = breathing();
    stretch.dose.rest = std::time::Duration::ZERO;
    let story = Story::of(vec![own_step(stretch)]).sees(&Mannequin::childs_pose(), 8.0);
    let reps: Vec<_> = story.told.iter().filter(|line| line.contains(" rep ")).cloned().collect();
    assert_eq!(reps, ["2.5 rep 1/3", "4.5 rep 2/3", "6.5 rep 3/3"]);
}

#[test]
fn standing_starts_no_clock() {
    Story::of(vec![own_step(breathing())])
        .sees(&Mannequin::standing(), 20.0)
        .says(Phase::Positioning, "Sit back and walk your hands forward.")
        .tells(&["0.0 stretch breathing", "0.3 found"]);
}
