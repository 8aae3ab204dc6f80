//! Whole sessions told as stories: who does what for how long, and what comes of it.

mod comfort;
mod framing;
mod movement;
mod recognition;
mod signs;
mod swing;
mod timed;
mod two_poses;

use std::time::Duration;

use super::event::PauseReason;
use super::event::{Event, EventKind};
use super::session::{Command, Session};
use super::status::{Next, Phase};
use crate::body::{Landmark, Side};
use crate::judge::Tone;
use crate::judge::{TargetIndex, TargetState};
use crate::measure::mannequin::{Mannequin, nobody};
use crate::stretch::Step;
use crate::stretch::samples;
use crate::stretch::samples::step;
use crate::time::Timestamp;

/// A session told as a story: who does what for how long, and what is said to have happened.
struct Story {
    session: Session,
    tenths: u32,
    told: Vec<String>,
}

impl Story {
    fn of(steps: Vec<Step>) -> Self {
        Self { session: Session::new(steps).unwrap(), tenths: 0, told: Vec::new() }
    }

    fn now(&self) -> f64 {
        f64::from(self.tenths) / 10.0
    }

    fn take(&mut self, events: Vec<Event>) {
        self.told.extend(events.into_iter().map(|event| short(&event)));
    }

    fn sees(mut self, mannequin: &Mannequin, seconds: f64) -> Self {
        for _ in 0..(seconds * 10.0).round() as u32 {
            let events = self.session.observe(&mannequin.observe(self.now()));
            self.take(events);
            self.tenths += 1;
        }
        self
    }

    /// Moves the head from one direction of its gaze to another.
    fn looks(mut self, mannequin: &Mannequin, (from, to): (f64, f64), seconds: f64) -> Self {
        let steps = (seconds * 10.0).round() as u32;
        for step in 1..=steps {
            let gaze = from + (to - from) * f64::from(step) / f64::from(steps);
            self = self.sees(&mannequin.clone().gaze(gaze), 0.1);
        }
        self
    }

    fn sees_nobody(mut self, seconds: f64) -> Self {
        for _ in 0..(seconds * 10.0).round() as u32 {
            let events = self.session.observe(&nobody(self.now()));
            self.take(events);
            self.tenths += 1;
        }
        self
    }

    fn command(mut self, command: Command) -> Self {
        let events = self.session.command(Timestamp::from_secs(self.now()), command);
        self.take(events);
        self
    }

    fn ends(mut self) -> Self {
        let events = self.session.end(Timestamp::from_secs(self.now()));
        self.take(events);
        self
    }

    fn tells(self, expected: &[&str]) -> Self {
        let difference: Vec<String> = self.told.iter().map(|line| format!("\n  {line}")).collect();
        assert_eq!(self.told, expected, "what happened:{}", difference.concat());
        self
    }

    fn says(self, phase: Phase, text: &str) -> Self {
        let status = self.session.status();
        assert_eq!((status.phase, status.message.cue.to_string().as_str()), (phase, text));
        self
    }

    fn closes_with(self, text: &str) -> Self {
        assert_eq!(self.session.outcome().map(|outcome| outcome.message.cue.to_string()).as_deref(), Some(text));
        self
    }
}

/// An event in a few words.
fn short(event: &Event) -> String {
    let side = |side: Option<Side>| side.map_or(String::new(), |side| format!(" {}", side.name()));
    let in_pose = |pose: &Option<String>| pose.as_ref().map_or(String::new(), |pose| format!(" {pose}"));
    let what = match &event.kind {
        EventKind::StretchRecognised { stretch, .. } => format!("recognised {stretch}"),
        EventKind::OtherStretch { seen, .. } => format!("seen {seen}"),
        EventKind::PersonFound => "found".to_owned(),
        EventKind::PersonLost => "lost".to_owned(),
        EventKind::StretchStarted { stretch } => format!("stretch {stretch}"),
        EventKind::HoldStarted(hold) => format!("hold{}{}", side(hold.side), in_pose(&hold.pose)),
        EventKind::HoldPaused { hold, reason } => format!("paused {reason:?} {:.1}", hold.held_seconds),
        EventKind::HoldResumed(hold) => format!("resumed {:.1}", hold.held_seconds),
        EventKind::HoldCompleted(hold) => format!("completed {:.1}", hold.held_seconds),
        EventKind::HoldAbandoned(hold) => format!("abandoned {:.1}", hold.held_seconds),
        EventKind::RepCompleted { side: of, pose, rep, reps, .. } => {
            format!("rep{}{} {rep}/{reps}", side(*of), in_pose(pose))
        }
        EventKind::AttemptFellShort { side: of, pose, .. } => format!("short{} {pose}", side(*of)),
        EventKind::SideChanged { side, .. } => format!("side {}", side.name()),
        EventKind::Sign { seconds, .. } => format!("sign {seconds:.1}"),
        EventKind::Choices { choices } => format!("choices {}", choices.len()),
        EventKind::Chosen { choice } => format!("chosen {choice:?}"),
        EventKind::ThatHurts { stretch, again, .. } => format!("hurts {stretch}{}", if *again { " again" } else { "" }),
        EventKind::ComfortLearned { side: of, target, limit, .. } => format!("own{} {target} {limit:.1}", side(*of)),
        EventKind::Hint { cue, .. } => format!("hint {cue}"),
        EventKind::StretchCompleted { stretch, skipped } => {
            format!("done {stretch}{}", if *skipped { " skipped" } else { "" })
        }
        EventKind::SessionCompleted { movements, fell_short, .. } if movements + fell_short > 0 => {
            format!("all done {movements} moved {fell_short} short")
        }
        EventKind::SessionCompleted { holds, held_seconds, .. } => format!("all done {holds} {held_seconds:.1}"),
        EventKind::SessionEnded { held_seconds, .. } => format!("ended {held_seconds:.1}"),
    };
    format!("{:.1} {what}", event.time.secs())
}

const ARMS_DOWN_LEG_BACK: fn(Side) -> Mannequin = Mannequin::bird_dog;

#[test]
fn a_session_from_the_first_step_to_the_last() {
    let steps = vec![step(samples::childs_pose(), 3.0, 2, 2.0), step(samples::sphinx(), 2.0, 1, 2.0)];
    Story::of(steps)
        .sees_nobody(1.0)
        .sees(&Mannequin::standing(), 2.0)
        .sees(&Mannequin::childs_pose(), 4.0)
        .says(Phase::Resting(Duration::from_millis(1400)), "Well held. Come out gently and rest.")
        .sees(&Mannequin::tabletop(), 3.0)
        .says(Phase::Positioning, "Sit back and walk your hands forward.")
        .sees(&Mannequin::childs_pose(), 4.0)
        .sees(&Mannequin::sphinx(), 3.0)
        .closes_with("All done. Well stretched.")
        .sees(&Mannequin::standing(), 1.0)
        .ends()
        .tells(&[
            "0.0 stretch childs-pose",
            "1.3 found",
            "3.8 hold",
            "6.3 completed 3.0",
            "6.3 rep 1/2",
            "10.8 hold",
            "13.3 completed 3.0",
            "13.3 rep 2/2",
            "13.3 done childs-pose",
            "13.3 stretch sphinx",
            "14.8 hold",
            "16.3 completed 2.0",
            "16.3 rep 1/1",
            "16.3 done sphinx",
            "16.3 all done 3 8.0",
        ]);
}

#[test]
fn nobody_has_to_wait_for_the_end_of_a_rest() {
    Story::of(vec![step(samples::childs_pose(), 1.0, 2, 60.0)])
        .sees(&Mannequin::childs_pose(), 2.0)
        .sees(&Mannequin::tabletop(), 1.0)
        .sees(&Mannequin::childs_pose(), 2.0)
        .tells(&[
            "0.0 stretch childs-pose",
            "0.3 found",
            "0.5 hold",
            "1.0 completed 1.0",
            "1.0 rep 1/2",
            "3.8 hold",
            "4.3 completed 1.0",
            "4.3 rep 2/2",
            "4.3 done childs-pose",
            "4.3 all done 2 2.0",
        ]);
}

#[test]
fn who_stays_in_the_pose_is_asked_to_come_out_and_nothing_is_counted_twice() {
    Story::of(vec![step(samples::childs_pose(), 1.0, 2, 3.0)])
        .sees(&Mannequin::childs_pose(), 8.0)
        .says(Phase::Positioning, "Well held. Come out gently, then go again.")
        .tells(&[
            "0.0 stretch childs-pose",
            "0.3 found",
            "0.5 hold",
            "1.0 completed 1.0",
            "1.0 rep 1/2",
            "5.0 hint Well held. Come out gently, then go again.",
        ]);
}

#[test]
fn a_fault_earns_one_hint_and_mending_it_counts() {
    let hips_high = Mannequin::childs_pose().legs(160.0, 277.0);
    Story::of(vec![step(samples::childs_pose(), 30.0, 1, 0.0)])
        .sees(&Mannequin::standing(), 3.0)
        .says(Phase::Positioning, "Sit back and walk your hands forward.")
        .sees(&hips_high, 6.0)
        .says(Phase::Positioning, "Sit back toward your heels.")
        .sees(&Mannequin::childs_pose(), 4.0)
        .says(Phase::Holding, "Lovely.")
        .ends()
        .tells(&[
            "0.0 stretch childs-pose",
            "0.3 found",
            "4.0 hint Sit back toward your heels.",
            "9.8 hold",
            "13.0 ended 3.6",
        ]);
}

#[test]
fn what_is_nearly_right_is_said_to_be_and_not_left_in_silence() {
    // The hip may be open by 70 degrees and is off by 8 at most.
    let nearly = Mannequin::childs_pose().trunk(121.0 - 74.0);
    Story::of(vec![step(samples::childs_pose(), 30.0, 1, 0.0)])
        .sees(&nearly, 3.5)
        .says(Phase::Positioning, "Sit back and walk your hands forward.")
        .sees(&nearly, 1.0)
        .says(Phase::Positioning, "Nearly there. Fold forward.")
        .sees(&Mannequin::childs_pose(), 2.0)
        .ends()
        .tells(&[
            "0.0 stretch childs-pose",
            "0.3 found",
            "4.2 hint Nearly there. Fold forward.",
            "5.3 hold",
            "6.5 ended 1.6",
        ]);
}

#[test]
fn how_to_get_into_the_next_stretch_stays_until_the_last_pose_is_left() {
    let steps = vec![step(samples::childs_pose(), 2.0, 1, 0.0), step(samples::sphinx(), 2.0, 1, 0.0)];
    let story = Story::of(steps).sees(&Mannequin::childs_pose(), 12.0);
    let hints = story.told.iter().filter(|event| event.contains("hint")).count();
    assert_eq!(hints, 0, "{:?}", story.told);
}

#[test]
fn a_side_keeps_its_name_and_its_count_in_its_rests_and_is_announced_once() {
    let mut bird_dog = step(samples::bird_dog(), 1.0, 2, 3.0);
    bird_dog.dose.rest = Duration::from_secs(3);
    let mut story = Story::of(vec![bird_dog])
        .sees(&Mannequin::tabletop(), 1.0)
        .sees(&Mannequin::bird_dog(Side::Left), 2.0)
        .sees(&Mannequin::tabletop(), 1.5);
    let status = story.session.status();
    assert!(matches!(status.phase, Phase::Resting(_)), "{:?}", status.phase);
    assert_eq!((status.side, status.reps_done), (Some(Side::Left), 1));
    story = story
        .sees(&Mannequin::tabletop(), 3.0)
        .sees(&Mannequin::bird_dog(Side::Left), 2.0)
        .sees(&Mannequin::tabletop(), 4.0)
        .says(Phase::Positioning, "That side is done. Now your right side.")
        .sees(&Mannequin::bird_dog(Side::Right), 2.0)
        .sees(&Mannequin::tabletop(), 1.0);
    let words = story.session.status().message.cue.to_string();
    assert_eq!(words, "Well held. Come out gently and rest.");
}

#[test]
fn who_does_it_well_but_briefly_is_answered() {
    let story = Story::of(vec![step(samples::bird_dog(), 5.0, 1, 0.0)])
        .sees(&Mannequin::tabletop(), 2.0)
        .sees(&ARMS_DOWN_LEG_BACK(Side::Left), 0.4)
        .sees(&Mannequin::tabletop(), 1.0)
        .says(Phase::Positioning, "That's it. Stay there for 5 seconds.");
    let story = story.sees(&Mannequin::tabletop(), 6.0).sees(&ARMS_DOWN_LEG_BACK(Side::Left), 1.4);
    story.sees(&Mannequin::tabletop(), 1.0).sees(&Mannequin::standing(), 1.0).ends().tells(&[
        "0.0 stretch bird-dog",
        "0.3 found",
        "2.8 hint That's it. Stay there for 5 seconds.",
        "10.2 hold left",
        "11.5 paused LeftPose 0.8",
        "11.5 hint That's it. Stay there for 5 seconds.",
        "12.8 ended 0.8",
    ]);
}

#[test]
fn who_rocks_in_the_pose_is_asked_to_be_still() {
    let mut story = Story::of(vec![step(samples::childs_pose(), 30.0, 1, 0.0)]);
    for turn in 0..40 {
        // From 65 degrees to 20 and back, 45 degrees in 1.5 seconds.
        let phase = f64::from(turn % 30);
        let hip = 20.0 + 3.0 * if phase < 15.0 { phase } else { 30.0 - phase };
        story = story.sees(&Mannequin::childs_pose().trunk(121.0 - hip), 0.1);
    }
    story.says(Phase::Positioning, "That's the pose. Be still in it for a moment.").tells(&[
        "0.0 stretch childs-pose",
        "0.3 found",
        "2.0 hint That's the pose. Be still in it for a moment.",
    ]);
}

#[test]
fn form_earns_a_hint_while_the_hold_counts_on() {
    let bent_arms = Mannequin::childs_pose().arms(162.0, 70.0);
    let story = Story::of(vec![step(samples::childs_pose(), 30.0, 1, 0.0)]).sees(&bent_arms, 5.0);
    let story = story.says(Phase::Holding, "Walk your hands forward.");
    let status = story.session.status();
    assert_eq!(status.targets[4].state, TargetState::Below);
    assert_eq!(status.message.target, Some(TargetIndex(4)));
    story.ends().tells(&[
        "0.0 stretch childs-pose",
        "0.3 found",
        "0.5 hold",
        "1.3 hint Walk your hands forward.",
        "5.0 ended 4.9",
    ]);
}

#[test]
fn each_leg_has_its_own_holds_and_a_full_one_is_sent_to_the_other() {
    Story::of(vec![step(samples::bird_dog(), 2.0, 1, 2.0)])
        .sees(&Mannequin::tabletop(), 1.0)
        .sees(&ARMS_DOWN_LEG_BACK(Side::Left), 3.0)
        .says(Phase::Resting(Duration::from_millis(1400)), "That side is done. Now your right side.")
        .sees(&Mannequin::tabletop(), 3.0)
        .sees(&ARMS_DOWN_LEG_BACK(Side::Left), 3.0)
        .says(Phase::Positioning, "That side is done. Now your right side.")
        .sees(&Mannequin::tabletop(), 1.0)
        .sees(&ARMS_DOWN_LEG_BACK(Side::Right), 3.0)
        .tells(&[
            "0.0 stretch bird-dog",
            "0.3 found",
            "1.8 hold left",
            "3.3 completed 2.0",
            "3.3 rep left 1/1",
            "8.0 hint That side is done. Now your right side.",
            "11.8 side right",
            "11.8 hold right",
            "13.3 completed 2.0",
            "13.3 rep right 1/1",
            "13.3 done bird-dog",
            "13.3 all done 2 4.0",
        ]);
}

#[test]
fn swapped_legs_in_a_few_pictures_cost_nothing() {
    let (right, left) = (ARMS_DOWN_LEG_BACK(Side::Right), ARMS_DOWN_LEG_BACK(Side::Left));
    Story::of(vec![step(samples::bird_dog(), 10.0, 1, 2.0)])
        .sees(&right, 3.0)
        .sees(&left, 1.5)
        .sees(&right, 2.0)
        .ends()
        .tells(&["0.0 stretch bird-dog", "0.3 found", "0.5 hold right", "6.5 ended 6.4"]);
}

#[test]
fn what_was_given_up_is_not_shown_as_kept() {
    let held = |story: &Story| story.session.status().held;
    let story = Story::of(vec![step(samples::childs_pose(), 10.0, 1, 2.0)])
        .sees(&Mannequin::childs_pose(), 3.0)
        .sees(&Mannequin::tabletop(), 5.0);
    assert!(held(&story) > Duration::from_secs(2), "it waits: {:?}", held(&story));
    let story = story.sees(&Mannequin::tabletop(), 10.0);
    assert_eq!(held(&story), Duration::ZERO);
}

#[test]
fn changing_legs_in_mid_hold_starts_anew_on_the_other_leg() {
    Story::of(vec![step(samples::bird_dog(), 10.0, 1, 2.0)])
        .sees(&ARMS_DOWN_LEG_BACK(Side::Right), 3.0)
        .sees(&Mannequin::tabletop(), 2.0)
        .sees(&ARMS_DOWN_LEG_BACK(Side::Left), 2.0)
        .ends()
        .tells(&[
            "0.0 stretch bird-dog",
            "0.3 found",
            "0.5 hold right",
            "3.7 paused LeftPose 2.7",
            "5.8 abandoned 2.7",
            "5.8 side left",
            "5.8 hold left",
            "7.0 ended 1.6",
        ]);
}

#[test]
fn a_hidden_knee_pauses_with_a_word_about_being_seen() {
    let hidden = Mannequin::childs_pose().visible(Landmark::RightKnee, 0.1);
    let story = Story::of(vec![step(samples::childs_pose(), 30.0, 1, 0.0)])
        .sees(&Mannequin::childs_pose(), 2.0)
        .sees(&hidden, 4.0);
    let status = story.session.status();
    assert_eq!((status.phase, status.message.tone), (Phase::Paused, Tone::Unseen));
    assert!(status.message.cue.to_string().contains("right knee"), "{}", status.message.cue.to_string());
    story.sees(&Mannequin::childs_pose(), 1.0).ends().tells(&[
        "0.0 stretch childs-pose",
        "0.3 found",
        "0.5 hold",
        "2.7 paused Unseen 1.9",
        "4.0 hint I can't see your right knee. Turn side-on, with some light on you.",
        "6.5 resumed 2.4",
        "7.0 ended 2.8",
    ]);
}

#[test]
fn somebody_turned_to_the_camera_is_asked_to_turn_and_never_judged() {
    Story::of(vec![step(samples::childs_pose(), 5.0, 1, 0.0)])
        .sees(&Mannequin::childs_pose().seen_from_the_front(), 5.0)
        .says(Phase::Positioning, "Turn side-on to the camera.")
        .tells(&["0.0 stretch childs-pose", "0.3 found", "2.3 hint Turn side-on to the camera."]);
}

#[test]
fn leaving_the_room_keeps_the_hold() {
    Story::of(vec![step(samples::childs_pose(), 30.0, 1, 0.0)])
        .sees(&Mannequin::childs_pose(), 2.0)
        .sees_nobody(20.0)
        .says(Phase::Paused, "I can't see you. Your hold waits for you.")
        .sees(&Mannequin::childs_pose(), 1.0)
        .ends()
        .tells(&[
            "0.0 stretch childs-pose",
            "0.3 found",
            "0.5 hold",
            "2.7 paused Unseen 1.9",
            "3.0 lost",
            "22.3 found",
            "22.5 resumed 2.4",
            "23.0 ended 2.8",
        ]);
}

#[test]
fn the_person_may_pause_and_skip() {
    let steps = vec![step(samples::childs_pose(), 10.0, 1, 0.0), step(samples::sphinx(), 2.0, 1, 0.0)];
    Story::of(steps)
        .sees(&Mannequin::childs_pose(), 2.0)
        .command(Command::TogglePause)
        .sees(&Mannequin::standing(), 60.0)
        .says(Phase::Stopped, "Paused. Raise an arm to choose.")
        .command(Command::TogglePause)
        .says(Phase::Paused, "On we go. Your hold waits for you.")
        .sees(&Mannequin::childs_pose(), 1.0)
        .command(Command::Next)
        .command(Command::Next)
        .command(Command::Next)
        .tells(&[
            "0.0 stretch childs-pose",
            "0.3 found",
            "0.5 hold",
            "2.0 paused Command 1.9",
            "2.0 choices 4",
            "62.0 chosen GoOn",
            "62.5 resumed 2.4",
            "63.0 abandoned 2.8",
            "63.0 done childs-pose skipped",
            "63.0 stretch sphinx",
            "63.0 done sphinx skipped",
            "63.0 all done 0 2.8",
        ]);
}

#[test]
fn who_skips_everything_is_not_praised_for_it() {
    let steps = vec![step(samples::childs_pose(), 10.0, 1, 0.0), step(samples::sphinx(), 2.0, 1, 0.0)];
    Story::of(steps)
        .sees(&Mannequin::standing(), 2.0)
        .command(Command::Next)
        .command(Command::Next)
        .closes_with("That's all. Come back when you like.");
    // Nor with a moment's hold before each.
    let steps = vec![step(samples::childs_pose(), 10.0, 1, 0.0), step(samples::sphinx(), 10.0, 1, 0.0)];
    let story = Story::of(steps)
        .sees(&Mannequin::childs_pose(), 2.0)
        .command(Command::Next)
        .sees(&Mannequin::sphinx(), 4.0)
        .command(Command::Next)
        .closes_with("That's all. Come back when you like.");
    assert!(story.told.iter().any(|line| line.contains("hold")), "{:?}", story.told);
    assert_eq!(story.session.outcome().unwrap().message.tone, Tone::Guide);
}

#[test]
fn the_same_stretch_twice_needs_two_entries() {
    let steps = vec![step(samples::childs_pose(), 1.0, 1, 0.0), step(samples::childs_pose(), 1.0, 1, 0.0)];
    let story = Story::of(steps).sees(&Mannequin::childs_pose(), 10.0);
    assert!(!story.session.is_done());
    let story = story.sees(&Mannequin::tabletop(), 1.0).sees(&Mannequin::childs_pose(), 2.0);
    assert!(story.session.is_done());
}

#[test]
fn progress_grows_from_nothing_to_all() {
    let steps = vec![step(samples::bird_dog(), 2.0, 1, 0.0), step(samples::childs_pose(), 2.0, 2, 0.0)];
    let mut story = Story::of(steps);
    assert!(story.session.status().progress < 1e-9);
    story = story.sees(&ARMS_DOWN_LEG_BACK(Side::Right), 1.5);
    // 1.4 of 2 seconds of the first of four holds.
    assert!((story.session.status().progress - 0.175).abs() < 1e-3);
    story = story.sees(&ARMS_DOWN_LEG_BACK(Side::Right), 2.0).sees(&Mannequin::tabletop(), 1.0);
    assert!((story.session.status().progress - 0.25).abs() < 0.01);
    assert_eq!(story.session.status().next, Next::Stretch("childs-pose".to_owned()));
}

#[test]
fn a_session_without_stretches_is_none_and_without_input_it_just_ends() {
    assert!(Session::new(Vec::new()).is_none());
    Story::of(vec![step(samples::sphinx(), 1.0, 1, 0.0)]).ends().tells(&["0.0 ended 0.0"]);
}

#[test]
fn events_are_lines_of_json_with_the_hold_in_them() {
    let hold = crate::coach::HoldFacts {
        stretch: "bird-dog".to_owned(),
        side: Some(Side::Left),
        pose: None,
        held_seconds: 1.25,
        hold_seconds: 5.0,
    };
    let kind = EventKind::HoldPaused { hold, reason: PauseReason::LeftPose };
    let line = serde_json::to_string(&Event { time: Timestamp::from_secs(2.0), kind }).unwrap();
    assert_eq!(
        line,
        r#"{"time":2.0,"event":"hold_paused","stretch":"bird-dog","side":"left","held_seconds":1.25,"hold_seconds":5.0,"reason":"left_pose"}"#
    );
}
