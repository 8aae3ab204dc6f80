//! Stories of backs that are rounded and hollowed: what counts is how far the two ends are apart.

use proptest::prelude::*;

use super::short;
use crate::coach::session::Session;
use crate::coach::status::Phase;
use crate::measure::Observation;
use crate::measure::SpineShape;
use crate::measure::mannequin::Mannequin;
use crate::measure::{Spine, SpineCurve};
use crate::stretch::samples::{bowed_cat_cow, own_step};
use crate::stretch::{PoseIndex, Stretch};

/// Somebody on hands and knees whose back is seen ten times a second.
struct Back {
    session: Session,
    tenths: u32,
    told: Vec<String>,
}

fn seen(mannequin: &Mannequin, tenths: u32, curve: f64) -> Observation {
    let shape = SpineShape::even(curve);
    let curve = SpineCurve { curve, lumbar: None, thoracic: None, error: 0.015, shape };
    Observation { spine: Some(Spine { curve: Ok(curve), change: None }), ..mannequin.observe(f64::from(tenths) / 10.0) }
}

impl Back {
    fn of(stretch: Stretch) -> Self {
        Self { session: Session::new(vec![own_step(stretch)]).unwrap(), tenths: 0, told: Vec::new() }
    }

    fn is(mut self, curve: f64, seconds: f64) -> Self {
        for _ in 0..(seconds * 10.0).round() as u32 {
            let events = self.session.observe(&seen(&Mannequin::tabletop(), self.tenths, curve));
            self.told.extend(events.iter().map(short));
            self.tenths += 1;
        }
        self
    }

    fn goes(mut self, from: f64, to: f64, seconds: f64) -> Self {
        let steps = (seconds * 10.0).round() as u32;
        for step in 1..=steps {
            self = self.is(from + (to - from) * f64::from(step) / f64::from(steps), 0.1);
        }
        self
    }

    fn reps(&self) -> usize {
        self.told.iter().filter(|line| line.contains(" rep ")).count()
    }
}

/// There and back again between two ends, with a moment at each.
fn rounds(mut back: Back, (first, second): (f64, f64), seconds: f64, times: u32) -> Back {
    for _ in 0..times {
        back = back.goes(first, second, seconds).is(second, 0.4).goes(second, first, seconds).is(first, 0.4);
    }
    back
}

#[test]
fn a_rounded_person_who_begins_at_once_is_counted() {
    // Never level, never still: between 0.02 and 0.09 of a back that is round already.
    let back = rounds(Back::of(bowed_cat_cow()), (0.02, 0.09), 1.0, 3);
    assert_eq!(back.reps(), 3, "{:?}", back.told);
    assert!(back.told.iter().any(|line| line.contains("rep cow 1/3")), "{:?}", back.told);
}

#[test]
fn a_rest_in_a_cat_is_no_level_back() {
    let back = rounds(Back::of(bowed_cat_cow()).is(0.05, 3.0), (0.05, -0.03), 1.2, 3);
    // The first cat, the rest itself, shows only against the cow after it.
    assert!((2..=3).contains(&back.reps()), "{:?}", back.told);
}

#[test]
fn whoever_begins_in_mid_movement_is_right_from_the_second_repetition_on() {
    let back = rounds(Back::of(bowed_cat_cow()).goes(0.0, 0.05, 0.8).is(0.05, 0.4), (0.05, -0.03), 1.0, 4);
    assert!(back.session.is_done() && back.reps() == 3, "{:?}", back.told);
}

#[test]
fn the_end_that_somebody_began_in_counts_once_the_other_is_reached() {
    // Going down into a cow when they come into the picture, then a cat: that was one repetition.
    let back = Back::of(bowed_cat_cow()).goes(0.0, -0.04, 1.0).goes(-0.04, 0.05, 1.5).is(0.05, 0.5);
    assert_eq!(back.reps(), 1, "{:?}", back.told);
    // Somebody who rests first has not been in a cow.
    let back = Back::of(bowed_cat_cow()).is(0.0, 2.0).goes(0.0, 0.06, 1.5).is(0.06, 0.5);
    assert_eq!(back.reps(), 0, "{:?}", back.told);
}

#[test]
fn a_small_swing_counts_nothing_and_is_told_what_is_missing() {
    let back = rounds(Back::of(bowed_cat_cow()).is(0.0, 1.0), (-0.01, 0.02), 1.5, 8);
    assert_eq!(back.reps(), 0, "{:?}", back.told);
    assert!(back.told.iter().any(|line| line.contains("hint Round your back.")), "{:?}", back.told);
}

#[test]
fn quick_and_slow_repetitions_are_counted_and_the_quick_ones_get_the_word_about_pace() {
    let quick = rounds(Back::of(bowed_cat_cow()), (-0.04, 0.05), 0.5, 3);
    assert_eq!(quick.reps(), 3, "{:?}", quick.told);
    assert!(quick.told.iter().any(|line| line.contains("A little slower")), "{:?}", quick.told);
    let slow = rounds(Back::of(bowed_cat_cow()), (-0.04, 0.05), 6.0, 3);
    assert_eq!(slow.reps(), 3, "{:?}", slow.told);
    assert!(!slow.told.iter().any(|line| line.contains("slower")), "{:?}", slow.told);
}

#[test]
fn once_a_pose_is_reached_the_other_one_is_what_comes_next() {
    let back = Back::of(bowed_cat_cow()).is(-0.03, 1.0).goes(-0.03, 0.05, 1.5);
    let status = back.session.status();
    assert_eq!(
        (status.phase, status.pose, status.message.cue.to_string().as_str()),
        (Phase::Moving, Some(PoseIndex::Second), "Look ahead.")
    );
}

proptest! {
    #[test]
    fn wherever_the_back_lies_the_same_swing_counts_the_same(
        level in -0.08..0.08_f64, pace in 0.4..4.0_f64, times in 1..5_u32,
    ) {
        let mut stretch = bowed_cat_cow();
        stretch.dose.reps = 9;
        let back = Back::of(stretch).is(level - 0.03, 0.3);
        let back = rounds(back, (level - 0.03, level + 0.03), pace, times);
        prop_assert_eq!(back.reps() as u32, times);
    }

    #[test]
    fn what_trembles_by_less_than_is_asked_counts_nothing(
        curves in proptest::collection::vec(-0.024..0.024_f64, 20..200),
    ) {
        let mut back = Back::of(bowed_cat_cow());
        for curve in curves {
            back = back.is(curve, 0.1);
        }
        prop_assert_eq!(back.reps(), 0);
    }
}
