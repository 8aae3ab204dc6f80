//! Somebody who is only partly in the picture.

use std::sync::Arc;
use std::time::Duration;

use super::short;
use crate::body::{LANDMARKS, Sharpness};
use crate::body::{Point3, Size};
use crate::coach::{Phase, Session};
use crate::measure::Observation;
use crate::measure::mannequin::Mannequin;
use crate::stretch::samples;
use crate::stretch::samples::step;
use crate::time::Timestamp;

/// The picture ends at the waist of somebody prone, with their head to the right.
fn hips_and_legs(time: f64) -> Observation {
    Mannequin::sphinx().observe_in(-150, 0, Size::new(480, 480), time)
}

/// What a pose model makes of legs alone: somebody with one knee at the chest, all in the picture, and flat heat maps.
fn guessed(time: f64) -> Observation {
    let mut seen = Mannequin::childs_pose().observe(time);
    seen.pose.as_mut().unwrap().sharpness = Some(Sharpness { head: 0.4, trunk: 0.3 });
    seen
}

/// Shows a session this for some seconds; returns what happened, except for the person being found.
fn show(session: &mut Session, (from, to): (u32, u32), observe: impl Fn(f64) -> Observation) -> Vec<String> {
    let seen = (from * 10..to * 10).map(|tenth| observe(f64::from(tenth) / 10.0));
    let told: Vec<String> = seen.flat_map(|seen| session.observe(&seen)).map(|event| short(&event)).collect();
    told.into_iter().filter(|line| !line.ends_with("found") && !line.contains("stretch")).collect()
}

fn sphinx_alone() -> Session {
    Session::new(vec![step(samples::sphinx(), 3.0, 1, 0.0)]).unwrap()
}

fn free() -> Session {
    let all = [samples::childs_pose(), samples::sphinx(), samples::bird_dog()].map(Arc::new);
    Session::free(all.to_vec(), Some(Duration::from_secs(3))).unwrap()
}

#[test]
fn whose_trunk_is_out_of_the_picture_hears_which_way_to_move_and_nothing_else() {
    let mut session = sphinx_alone();
    let told = show(&mut session, (0, 8), hips_and_legs);
    let words = "I can't see your head and arms. Move toward your feet.";
    assert_eq!(told, [format!("1.0 hint {words}")]);
    assert_eq!(session.status().message.cue.to_string(), words);
}

#[test]
fn who_comes_in_is_coached() {
    let mut session = sphinx_alone();
    show(&mut session, (0, 5), hips_and_legs);
    let told = show(&mut session, (5, 10), |time| Mannequin::sphinx().observe(time));
    assert_eq!(told, ["5.5 hold", "8.0 completed 3.0", "8.0 rep 1/1", "8.0 done sphinx", "8.0 all done 1 3.0"]);
}

#[test]
fn a_guessed_body_is_not_judged_named_or_counted() {
    let words = "I can't see all of you well. Move back from the camera.";
    let mut session = Session::new(vec![step(samples::childs_pose(), 3.0, 1, 0.0)]).unwrap();
    assert_eq!(show(&mut session, (0, 8), guessed), [format!("1.0 hint {words}")]);
    let mut free = free();
    assert_eq!(show(&mut free, (0, 8), guessed), [format!("1.0 hint {words}")]);
    let status = free.status();
    assert_eq!((status.phase, status.message.cue.to_string().as_str()), (Phase::Positioning, words));
}

#[test]
fn a_free_session_names_nobody_without_a_trunk_and_does_not_claim_to_see_them() {
    let mut session = free();
    show(&mut session, (0, 1), hips_and_legs);
    assert!(
        session.status().message.cue.to_string().starts_with("Looking for you"),
        "before it is sure enough to be told"
    );
    let told = show(&mut session, (1, 8), hips_and_legs);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("hint I can't see your head and arms"), "{told:?}");
    let told = show(&mut session, (8, 12), |time| Mannequin::sphinx().observe(time));
    assert!(told.iter().any(|line| line.contains("recognised sphinx")), "{told:?}");
}

#[test]
fn who_stands_before_something_on_the_mat_with_the_feet_out_of_the_picture_is_asked_nothing() {
    let near = |time| Mannequin::standing().observe_in(0, 0, Size::new(640, 430), time);
    let mut session = Session::new(vec![step(samples::childs_pose(), 3.0, 1, 0.0)]).unwrap();
    assert_eq!(show(&mut session, (0, 8), near), [""; 0]);
}

#[test]
fn what_a_stretch_does_not_need_may_be_out_of_the_picture() {
    // The hands, in a child's pose that is judged by legs and trunk.
    let no_hands = |time| Mannequin::childs_pose().observe_in(0, 0, Size::new(450, 480), time);
    let mut session = Session::new(vec![step(samples::childs_pose(), 3.0, 1, 0.0)]).unwrap();
    assert_eq!(show(&mut session, (0, 5), no_hands)[0], "0.5 hold");
    assert!(session.is_done());
    // The feet, in a sphinx.
    let no_feet = |time| Mannequin::sphinx().observe_in(170, 0, Size::new(470, 480), time);
    let mut session = sphinx_alone();
    show(&mut session, (0, 5), no_feet);
    assert!(session.is_done());
    let told = show(&mut free(), (0, 4), no_feet);
    assert!(told.iter().any(|line| line.contains("recognised sphinx")), "{told:?}");
}

#[test]
fn a_stretch_is_not_named_without_the_limb_it_needs() {
    let no_legs = |time| Mannequin::sphinx().observe_in(250, 0, Size::new(390, 480), time);
    let told = show(&mut free(), (0, 8), no_legs);
    assert!(!told.iter().any(|line| line.contains("recognised")), "{told:?}");
    assert!(told.iter().any(|line| line.contains("hint I can't see your")), "{told:?}");
}

#[test]
fn a_hold_that_leaves_the_picture_waits_and_says_what_is_missing() {
    let mut session = Session::new(vec![step(samples::sphinx(), 20.0, 1, 0.0)]).unwrap();
    show(&mut session, (0, 3), |time| Mannequin::sphinx().observe(time));
    let told = show(&mut session, (3, 8), hips_and_legs);
    assert!(told[0].contains("paused Unseen"), "{told:?}");
    assert!(
        session.status().message.cue.to_string().contains("Move toward your feet"),
        "{}",
        session.status().message.cue.to_string()
    );
}

#[test]
fn a_flat_model_asks_for_the_same() {
    let flat = |time| {
        let mut seen = hips_and_legs(time);
        let pose = seen.pose.as_mut().unwrap();
        (pose.has_depth, pose.world) = (false, [Point3::default(); LANDMARKS]);
        seen
    };
    for mut session in [sphinx_alone(), free()] {
        let told = show(&mut session, (0, 8), flat);
        let words = "I can't see your head and arms. Move toward your feet.";
        assert_eq!(told, [format!("1.0 hint {words}")]);
        assert!(session.end(Timestamp::from_secs(8.0)).iter().all(|event| short(event).ends_with("ended 0.0")));
    }
}
