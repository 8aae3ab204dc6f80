//! Golden pictures: every moment in `pictures/scenes.rs` must look as it did when somebody last looked at it and found
//! it good. A failing picture is left in `tests/pictures/actual` with a picture of the difference; `SUPPLE_BLESS=1 cargo
//! test --test all pictures::every` accepts what is painted now.

// A test's helpers panic for the test, and golden pictures are files.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod compare;
mod scenes;
mod screens;
mod spanish;

use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use supple::body::{Point, Size};
use supple::coach::{Next, Outcome, Phase, Status, Subject, Title};
use supple::judge::{Cue, Message, TargetIndex, Tone};
use supple::stretch::Stretch;
use supple::view::{Painter, Scene, Screen};

#[test]
fn every_moment_looks_as_it_should() {
    let mut painter = Painter::new();
    let mut pixels = Vec::new();
    let mut complaints = Vec::new();
    for moment in scenes::all() {
        painter.set_look(moment.look);
        painter.paint(&moment.scene(), moment.size, &mut pixels);
        complaints.extend(compare::complaint(moment.name, &compare::to_image(&pixels, moment.size.width)));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_screen_looks_as_it_should() {
    let mut painter = Painter::new();
    let mut pixels = Vec::new();
    let mut complaints = Vec::new();
    for (name, moment) in screens::all(&scenes::all()[0]) {
        painter.set_look(moment.look);
        painter.paint(&moment.scene(), moment.size, &mut pixels);
        complaints.extend(compare::complaint(&name, &compare::to_image(&pixels, moment.size.width)));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn spanish_looks_as_it_should() {
    let mut painter = Painter::new();
    let mut pixels = Vec::new();
    let mut complaints = Vec::new();
    for (name, moment) in spanish::all(&scenes::all()) {
        painter.set_look(moment.look);
        painter.paint(&moment.scene(), moment.size, &mut pixels);
        complaints.extend(compare::complaint(&name, &compare::to_image(&pixels, moment.size.width)));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The comparison would find a hint that is not shown or a needle that has moved.
#[test]
fn the_comparison_is_fine_enough() {
    let moments = scenes::all();
    let painted = |change: &dyn Fn(&mut Status)| {
        let moment = &moments[0];
        let mut status = moment.status().unwrap().clone();
        change(&mut status);
        let mut pixels = Vec::new();
        let screen = Screen::Session(status);
        Painter::new().paint(&Scene { screen: &screen, ..moment.scene() }, moment.size, &mut pixels);
        compare::to_image(&pixels, moment.size.width)
    };
    let usual = painted(&|_| ());
    assert!(compare::difference(&painted(&|_| ()), &usual) < 1e-9);
    assert!(compare::difference(&painted(&|status| status.message.cue = Cue::Praise(String::new())), &usual) > 0.001);
    assert!(compare::difference(&painted(&|status| status.held += Duration::from_secs(1)), &usual) > 0.001);
    assert!(compare::difference(&painted(&|status| status.targets.clear()), &usual) > 0.001);
}

/// What was painted before leaves no trace in what is painted now.
#[test]
fn a_painter_does_not_remember_pictures() {
    let moments = scenes::all();
    let mut painter = Painter::new();
    let (mut before, mut after, mut fresh) = (Vec::new(), Vec::new(), Vec::new());
    let (first, second) = (&moments[0], &moments[1]);
    painter.paint(&second.scene(), Size::new(300, 900), &mut before);
    painter.paint(&first.scene(), first.size, &mut before);
    painter.paint(&second.scene(), second.size, &mut before);
    painter.paint(&first.scene(), first.size, &mut after);
    Painter::new().paint(&first.scene(), first.size, &mut fresh);
    assert!(after == fresh);
}

/// Words are not mirrored with the picture: mirrored and straight scenes share their panel, but for the figure.
#[test]
fn words_are_never_mirrored() {
    let moments = scenes::all();
    let moment = &moments[3];
    let (mut mirrored, mut straight) = (Vec::new(), Vec::new());
    Painter::new().paint(&moment.scene(), moment.size, &mut mirrored);
    Painter::new().paint(&Scene { mirror: false, ..moment.scene() }, moment.size, &mut straight);
    // The room is the same in the mirror, and nobody is seen, so nothing may differ at all.
    assert!(mirrored == straight);
}

#[test]
fn windows_of_any_size_can_be_painted() {
    let moments = scenes::all();
    let mut painter = Painter::new();
    let mut pixels = Vec::new();
    let sizes = [(0, 0), (1, 1), (1, 500), (500, 1), (7, 3), (33, 800), (480, 360), (3840, 2160), (5000, 40)];
    for (width, height) in sizes {
        for moment in [&moments[0], &moments[1], &moments[3]] {
            painter.paint(&moment.scene(), Size::new(width, height), &mut pixels);
            assert_eq!(pixels.len(), width as usize * height as usize);
        }
    }
}

/// A number as a broken camera or model may send it.
fn strange_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        8 => -500.0..1200.0_f64,
        1 => Just(f64::NAN),
        1 => Just(f64::INFINITY),
        1 => Just(f64::NEG_INFINITY),
        1 => Just(1e300),
        1 => Just(0.0),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn strange_input_never_panics(
        which in 0..6_usize,
        coordinates in prop::collection::vec((strange_number(), strange_number(), strange_number()), 33),
        size in (1..900_u32, 1..900_u32),
        words in "[ -~äß漢\n]{0,200}",
        held in 0..90_u64,
        hold in 0..60_u64,
        reps in (0..40_u32, 0..40_u32),
        phase in 0..7_usize,
        mirror: bool,
        is_moved: bool,
        progress in strange_number(),
        current in prop::option::of(0..9_usize),
    ) {
        let moments = scenes::all();
        let moment = &moments[which];
        let mut status = moment.status().unwrap().clone();
        let mut pose = moments[0].pose.clone().unwrap();
        for (landmark, (x, y, visibility)) in pose.landmarks.iter_mut().zip(coordinates) {
            landmark.at = Point::new(x, y);
            landmark.visibility = if visibility.abs() < 400.0 { 0.9 } else { visibility };
        }
        let phases = [
            Phase::Searching,
            Phase::Positioning,
            Phase::Holding,
            Phase::Moving,
            Phase::Paused,
            Phase::Resting(Duration::from_secs(held)),
            Phase::Stopped,
        ];
        let stretch = status.subject.stretch().unwrap().clone();
        let stretch = Stretch { title: words.clone(), setup: words.clone(), ..stretch };
        status.subject = Subject::Stretch(Arc::new(stretch));
        status.phase = phases[phase];
        status.held = Duration::from_secs(held);
        status.hold = Duration::from_secs(hold);
        (status.reps, status.reps_done) = reps;
        status.progress = progress;
        status.is_moved = is_moved;
        status.next = Next::Stretch(words.clone());
        status.message = Message { tone: Tone::Mend, cue: Cue::Mend(words.clone()), target: current.map(TargetIndex) };
        let session = Screen::Session(status.clone());
        let summary = Screen::Summary(Outcome {
            title: Title::Own(words.clone()),
            side: status.side,
            near: status.near,
            message: status.message,
            reps_done: reps.1,
            reps: reps.0,
            progress: Some(progress),
        });
        let scene = Scene { pose: Some(&pose), screen: &session, mirror, ..moment.scene() };
        let mut pixels = Vec::new();
        for screen in [&session, &summary] {
            Painter::new().paint(&Scene { screen, ..scene }, Size::new(size.0, size.1), &mut pixels);
            prop_assert_eq!(pixels.len(), (size.0 * size.1) as usize);
            let notice = Screen::Notice { words: words.clone(), over: Some(Box::new(screen.clone())) };
            let scene = Scene { screen: &notice, frame: None, ..scene };
            Painter::new().paint(&scene, Size::new(size.0, size.1), &mut pixels);
        }
    }
}
