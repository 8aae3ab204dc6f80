//! Bodies that don't go as deep as a stretch asks for.

use std::sync::Arc;
use std::time::Duration;

use super::Story;
use crate::coach::comfort::{ComfortOf, OwnLimit};
use crate::coach::event::EventKind;
use crate::coach::session::Command;
use crate::coach::status::Phase;
use crate::judge::{Cue, Tone};
use crate::measure::mannequin::Mannequin;
use crate::stretch::{Dose, Pace, Step};
use crate::stretch_file::Library;

fn step(id: &str, hold: f64, reps: u32) -> Step {
    let library = Library::embedded().unwrap();
    let stretch = Arc::clone(library.stretch(id).as_ref().unwrap());
    Step { dose: Dose { pace: Pace::Hold(Duration::from_secs_f64(hold)), reps, rest: Duration::from_secs(2) }, stretch }
}

/// In child's pose with the hip closed to this; 70 degrees are asked for.
fn folded(hip: f64) -> Mannequin {
    Mannequin::childs_pose().trunk(121.0 - hip).arms(161.0 - hip, 165.0 - hip)
}

fn hip_of(target: &str) -> ComfortOf {
    ComfortOf { stretch: "childs-pose".to_owned(), side: None, pose: None, target: target.to_owned() }
}

impl Story {
    fn of_person(steps: Vec<Step>, limits: &[(&str, f64)]) -> Self {
        let mut story = Self::of(steps);
        let limit = |&(target, limit): &(&str, f64)| OwnLimit { of: hip_of(target), limit, error: 5.0 };
        story.session = story.session.with_comfort(limits.iter().map(limit).collect());
        story
    }

    /// The last limit that was learned.
    fn learned(&self) -> Option<f64> {
        let line = self.told.iter().rfind(|line| line.contains(" own "))?;
        line.rsplit(' ').next().map(|limit| limit.parse().unwrap())
    }

    fn holds(&self) -> usize {
        self.told.iter().filter(|line| line.contains(" completed ")).count()
    }

    fn has(&self, words: &str) -> bool {
        self.told.iter().any(|line| line.contains(words))
    }
}

#[test]
fn a_stiff_body_is_asked_once_and_then_its_own_range_counts() {
    let story = Story::of_person(vec![step("childs-pose", 5.0, 2)], &[])
        .sees(&Mannequin::standing(), 2.0)
        .sees(&folded(82.0), 8.5)
        .says(Phase::Holding, "Lovely. Breathe into your back.");
    assert!(story.session.status().own_range);
    story.sees(&folded(82.0), 3.0).sees(&Mannequin::tabletop(), 3.0).sees(&folded(83.0), 8.0).tells(&[
        "0.0 stretch childs-pose",
        "0.3 found",
        "3.0 hint Let your chest sink toward your thighs.",
        "7.0 own hip 86.3",
        "7.0 hint That's it. Your range today.",
        "7.6 hold",
        "12.1 completed 5.0",
        "12.1 rep 1/2",
        "17.3 hold",
        "21.8 completed 5.0",
        "21.8 rep 2/2",
        "21.8 done childs-pose",
        "21.8 all done 2 10.0",
    ]);
}

#[test]
fn whoever_goes_on_after_the_hint_is_not_held_to_where_they_were() {
    let mut story = Story::of_person(vec![step("childs-pose", 5.0, 1)], &[])
        .sees(&Mannequin::standing(), 2.0)
        .sees(&folded(82.0), 3.0);
    for tenth in 0..20 {
        story = story.sees(&folded(82.0 - f64::from(tenth)), 0.1);
    }
    let story = story.sees(&folded(62.0), 7.0);
    assert_eq!((story.holds(), story.learned()), (1, None), "{:?}", story.told);
}

#[test]
fn without_it_the_stretchs_own_range_is_asked_of_everybody() {
    let story = Story::of(vec![step("childs-pose", 5.0, 1)]).sees(&folded(82.0), 30.0);
    assert_eq!((story.holds(), story.learned()), (0, None), "{:?}", story.told);
}

#[test]
fn resting_before_the_stretch_is_no_limit_of_it() {
    // On the heels, upright: 110 degrees at the hip are no stretch, however long somebody rests there.
    let story = Story::of_person(vec![step("childs-pose", 5.0, 1)], &[]).sees(&folded(110.0), 40.0);
    assert!(story.has("Let your chest sink"), "{:?}", story.told);
    assert_eq!((story.holds(), story.learned()), (0, None), "{:?}", story.told);
}

#[test]
fn what_is_known_counts_at_once_and_nothing_is_asked() {
    let story = Story::of_person(vec![step("childs-pose", 5.0, 1)], &[("hip", 86.0)]).sees(&folded(83.0), 7.0);
    assert_eq!((story.holds(), story.has("hint"), story.learned()), (1, false, None), "{:?}", story.told);
}

#[test]
fn holds_that_are_deeper_move_the_limit_by_a_step_and_only_from_the_next_session_on() {
    let story = Story::of_person(vec![step("childs-pose", 3.0, 3)], &[("hip", 90.0)]);
    let story = story.sees(&folded(72.0), 5.0).sees(&Mannequin::tabletop(), 3.0);
    // 5 % of the 34.8 degrees from the range to hands and knees, the nearest rest.
    assert_eq!(story.learned(), Some(88.3), "{:?}", story.told);
    let story = story.sees(&folded(72.0), 5.0).sees(&Mannequin::tabletop(), 3.0).sees(&folded(89.0), 5.0);
    assert_eq!((story.learned(), story.holds()), (Some(88.3), 3), "one step in a session: {:?}", story.told);
}

#[test]
fn a_bad_day_counts_and_moves_what_is_kept_by_a_step() {
    let story = Story::of_person(vec![step("childs-pose", 3.0, 1)], &[("hip", 75.0)]);
    let story = story.sees(&folded(84.0), 14.0);
    assert_eq!((story.learned(), story.holds()), (Some(76.7), 1), "{:?}", story.told);
}

#[test]
fn what_hurts_is_not_reached_again_and_nothing_asks_for_more_on_that_day() {
    let steps = vec![step("childs-pose", 20.0, 1), step("childs-pose", 3.0, 1)];
    let mut story = Story::of_person(steps, &[("hip", 80.0)]).sees(&folded(76.0), 6.0);
    assert!(story.has(" hold"), "{:?}", story.told);
    story = story.command(Command::Hurts);
    // 76 and the error of the value.
    let limit = story.learned().unwrap();
    assert!((84.0..86.0).contains(&limit), "{limit}");
    let before = story.told.len();
    story = story.sees(&Mannequin::tabletop(), 2.0).sees(&folded(88.0), 12.0);
    let told = &story.told[before..];
    assert!(!told.iter().any(|line| line.contains("chest sink")), "{told:?}");
    assert!(story.holds() == 1, "what is reached is found without asking: {told:?}");
    assert_eq!(story.learned(), Some(limit), "what hurt is kept: {told:?}");
}

#[test]
fn nobody_is_praised_for_being_beyond_a_range() {
    let mut deep = step("childs-pose", 30.0, 1);
    let mut stretch = (*deep.stretch).clone();
    stretch.targets[2].range = crate::stretch::Range::new(35.0, 70.0).unwrap();
    stretch.targets[2].below = Some("Come up a little.".into());
    deep.stretch = Arc::new(stretch);
    let mut story = Story::of(vec![deep]).sees(&folded(40.0), 3.0);
    assert_eq!(story.session.status().message.tone, Tone::Good);
    story = story.sees(&folded(33.0), 0.5);
    let message = story.session.status().message;
    assert_eq!((message.tone, message.cue), (Tone::Guide, Cue::EaseOff(String::new())));
    let story = story.sees(&folded(31.0), 4.5);
    assert_eq!(story.session.status().message.cue, Cue::EaseOff("Come up a little.".to_owned()));
}

#[test]
fn whoever_swings_into_a_stretch_is_told_to_go_slowly() {
    let into = |tenths: u32| {
        let mut story = Story::of(vec![step("childs-pose", 30.0, 1)]).sees(&folded(130.0), 10.0);
        for tenth in 1..=tenths {
            story = story.sees(&folded(130.0 - 80.0 * f64::from(tenth) / f64::from(tenths)), 0.1);
        }
        story.sees(&folded(50.0), 2.0)
    };
    assert!(into(6).has("Slowly"), "{:?}", into(6).told);
    assert!(!into(15).has("Slowly"), "{:?}", into(15).told);
}

#[test]
fn what_is_learned_is_told_with_all_that_is_to_be_known_of_it() {
    let mut session = Story::of_person(vec![step("childs-pose", 5.0, 1)], &[]).session;
    let seen = (0..180).map(|tenth| folded(82.0).observe(f64::from(tenth) / 10.0));
    let events: Vec<_> = seen.flat_map(|seen| session.observe(&seen)).map(|event| event.kind).collect();
    let told = events.iter().filter(|kind| matches!(kind, EventKind::ComfortLearned { .. }));
    let [told] = told.collect::<Vec<_>>()[..] else { panic!("{events:?}") };
    assert_eq!(
        serde_json::to_string(told).unwrap(),
        r#"{"event":"comfort_learned","stretch":"childs-pose","target":"hip","measure":"hip","limit":86.33,"error":8.5}"#
    );
}
