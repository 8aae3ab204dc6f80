//! How somebody is found, followed, lost and found again, with networks that follow a script.

use std::time::Duration;

use image::{Rgb, RgbImage};
use proptest::prelude::*;

use super::super::model::{DETECTOR, DETECTOR_SIDE, LANDMARK_TRUNK};
use super::super::net::ScriptedNet;
use super::super::script::{Answers, SIDE, frame, networks, person};
use super::*;
use crate::body::Landmark;
use crate::body::Point;

fn pipeline(answers: Answers) -> BlazePose<ScriptedNet> {
    BlazePose { networks: networks(answers), track: Following::default() }
}

/// Estimates a frame; gives the middle of the body and how often the detector and the landmark model ran for it.
fn step(pipeline: &mut BlazePose<ScriptedNet>, frame: &Frame) -> (Option<Point>, usize, usize) {
    let (detector, landmark) = (pipeline.detector().runs, pipeline.landmark().runs);
    let pose = pipeline.estimate(frame).unwrap();
    let middle = pose.map(|pose| pose.at(Landmark::Nose));
    (middle, pipeline.detector().runs - detector, pipeline.landmark().runs - landmark)
}

fn seen_at(place: Option<Point>, x: f64, y: f64) -> bool {
    place.is_some_and(|place| place.distance(Point::new(x, y)) < 1e-3)
}

#[test]
fn a_person_is_found_once_and_then_followed() {
    let mut pipeline = pipeline(Answers { people: vec![Some(person(200.0, 240.0))], bodies: vec![(0.9, 2.0)] });
    let (place, detector, landmark) = step(&mut pipeline, &frame(0));
    assert!(seen_at(place, 200.0, 240.0) && (detector, landmark) == (1, 1), "{place:?}");
    assert!(pipeline.detections().is_some());
    // Circle of 100 pixels around the hips: a square of 200, expanded to 250.
    let (region, _) = pipeline.seen_in().unwrap();
    assert!((region.side - 250.0).abs() < 1e-3 && region.rotation.abs() < 1e-6, "{region:?}");
    let next = pipeline.next_region().unwrap();
    assert!((next.side - 250.0).abs() < 1e-3 && next.centre.distance(Point::new(200.0, 240.0)) < 1e-3);
    for index in 1..5 {
        let (place, detector, landmark) = step(&mut pipeline, &frame(index));
        assert!(seen_at(place, 200.0, 240.0) && (detector, landmark) == (0, 1));
        assert!(pipeline.detections().is_none());
    }
}

/// A grey frame at 20 a second, with a spot of 10 pixels somewhere that is 40 levels lighter.
fn spotted(index: u32, x: u32, y: u32) -> Frame {
    let time = Timestamp::ZERO + Duration::from_millis(50) * index;
    let image = RgbImage::from_fn(SIDE, SIDE, |column, row| {
        let is_spot = (x..x + 10).contains(&column) && (y..y + 10).contains(&row);
        Rgb([if is_spot { 130 } else { 90 }; 3])
    });
    Frame { time, image, ..frame(u64::from(index)) }
}

#[test]
fn a_pose_is_repeated_while_nothing_changes_there_but_not_for_long() {
    let answers = || Answers { people: vec![Some(person(200.0, 240.0))], bodies: vec![(0.9, 2.0)] };
    let run = |frames: &[Frame]| {
        let mut pipeline = pipeline(answers());
        let runs = frames.iter().map(|frame| {
            let (place, detector, landmark) = step(&mut pipeline, frame);
            assert!(seen_at(place, 200.0, 240.0), "{place:?}");
            assert_eq!(pipeline.detections().is_some(), detector > 0);
            let (region, time) = pipeline.seen_in().unwrap();
            assert!((region.side - 250.0).abs() < 1e-3 && (time == frame.time) == (landmark > 0));
            landmark
        });
        runs.collect::<Vec<_>>()
    };
    let still: Vec<_> = (0..10).map(|index| spotted(index, 200, 200)).collect();
    assert_eq!(run(&still), [1, 0, 0, 0, 1, 0, 0, 0, 1, 0]);
    // The body is looked for between 75 and 325, and 115 and 365.
    let beside: Vec<_> = (0..4).map(|index| spotted(index, 340 + 20 * index, 20)).collect();
    assert_eq!(run(&beside), [1, 0, 0, 0]);
    let inside: Vec<_> = (0..4).map(|index| spotted(index, 200 + 20 * index, 200)).collect();
    assert_eq!(run(&inside), [1; 4]);
    // Slowly, but on and on: each is compared with what was last looked at. A pixel changes a cell by 7 levels.
    let creeping: Vec<_> = (0..4).map(|index| spotted(index, 200 + index, 200)).collect();
    assert_eq!(run(&creeping), [1, 0, 1, 0]);
}

const fn sparing(slow: u64, fast: u64, still: u64) -> Sparing {
    let millis = Duration::from_millis;
    Sparing { pictures: Duration::ZERO, slow: millis(slow), fast: millis(fast), still: millis(still) }
}

#[test]
fn who_moves_slowly_is_looked_at_less_often_and_who_moves_fast_in_every_frame() {
    let run = |step_by: f64, sparing: Sparing| {
        // Everything here changes from frame to frame; the detector isn't needed after the first.
        let mut pipeline = pipeline(Answers { people: vec![Some(person(200.0, 240.0))], bodies: vec![(0.9, 2.0)] });
        pipeline.spare(sparing);
        let mut looks = Vec::new();
        for index in 0..12_u32 {
            // The body is in the middle of the region that is looked at: where that is moved to, the body is.
            if let Some(region) = &mut pipeline.track.region {
                region.centre.x += if index.is_multiple_of(2) { step_by } else { -step_by };
            }
            let image = RgbImage::from_pixel(SIDE, SIDE, Rgb([(index % 5 * 40) as u8; 3]));
            let time = Timestamp::ZERO + Duration::from_millis(33) * index;
            let frame = Frame { time, image, ..frame(index.into()) };
            looks.push(step(&mut pipeline, &frame).2);
        }
        looks
    };
    assert_eq!(run(0.0, Sparing::default()), [1; 12]);
    // Whoever was seen only once may be moving fast.
    assert_eq!(run(0.0, sparing(50, 0, 0)), [1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    // Steadied they go less far, and still by more than a fifth of their 200 pixels in a second.
    // Where they turn back, one may be taken for slow.
    assert!(run(60.0, sparing(50, 0, 0)).iter().sum::<usize>() >= 11);
    assert_eq!(run(60.0, sparing(90, 90, 0)), [1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]);
}

#[test]
fn a_pose_is_repeated_for_longer_where_that_may_be_spared() {
    let mut pipeline = pipeline(Answers { people: vec![Some(person(200.0, 240.0))], bodies: vec![(0.9, 2.0)] });
    pipeline.spare(sparing(0, 0, 400));
    let runs: Vec<_> = (0..17).map(|index| step(&mut pipeline, &spotted(index, 200, 200)).2).collect();
    assert_eq!(runs, [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
}

#[test]
fn an_empty_room_is_searched_anew_when_something_changes_or_it_is_time() {
    let mut pipeline = pipeline(Answers { people: vec![None], bodies: vec![(0.9, 2.0)] });
    pipeline.spare(sparing(0, 0, 400));
    let mut looked = |range: std::ops::Range<u32>, x: u32| {
        range.map(|index| step(&mut pipeline, &spotted(index, x, 200)).1).collect::<Vec<_>>()
    };
    // Upright, and turned in each direction.
    assert_eq!(looked(0..8, 200), [1, 1, 1, 1, 0, 0, 0, 0]);
    assert_eq!(looked(8..11, 240), [1, 0, 0], "what has changed is compared with what comes");
    assert_eq!(looked(11..18, 240), [0, 0, 0, 0, 0, 1, 0]);
}

#[test]
fn nothing_is_repeated_after_somebody_was_lost_or_a_still_was_looked_at() {
    let here = Some(person(200.0, 240.0));
    let bodies = vec![(0.9, 2.0), (0.1, 2.0), (0.1, 2.0), (0.1, 2.0), (0.9, 2.0)];
    let answers = Answers { people: vec![here, None, here], bodies };
    let mut pipeline = pipeline(answers);
    assert_eq!(step(&mut pipeline, &spotted(0, 200, 200)).2, 1);
    assert_eq!(step(&mut pipeline, &spotted(1, 250, 200)), (None, 1, 1));
    assert_eq!(step(&mut pipeline, &spotted(2, 250, 200)), (None, 1, 2));
    assert_eq!(step(&mut pipeline, &spotted(3, 250, 200)).2, 1);
    assert_eq!(step(&mut pipeline, &spotted(4, 250, 200)).2, 0);
    let still = Frame { kind: FrameKind::Still, origin: "photo.jpg".into(), ..frame(0) };
    assert!(pipeline.estimate(&still).unwrap().is_some());
    assert_eq!(step(&mut pipeline, &spotted(5, 250, 200)).2, 1);
}

#[test]
fn nobody_costs_one_detection_a_frame() {
    let mut pipeline = pipeline(Answers { people: vec![None], bodies: vec![(0.9, 2.0)] });
    for index in 0..3 {
        assert_eq!(step(&mut pipeline, &frame(index)), (None, 1, 0));
    }
    assert_eq!(pipeline.seen_in(), None);
    assert_eq!(pipeline.next_region(), None);
}

#[test]
fn a_detection_without_a_body_is_nobody() {
    let mut pipeline = pipeline(Answers { people: vec![Some(person(200.0, 240.0))], bodies: vec![(0.5, 2.0)] });
    assert_eq!(step(&mut pipeline, &frame(0)), (None, 1, 1));
    assert_eq!(step(&mut pipeline, &frame(1)), (None, 1, 1));
}

/// The visibility of the nose after each of the frames, whose raw values are 1, but 0 from the last frame but one on.
fn last_visibility(people: Vec<Option<(Point, Point)>>, lost: bool) -> (f64, usize) {
    let mut bodies = vec![(0.9, 40.0); 3];
    if lost {
        bodies.push((0.1, 40.0));
    }
    bodies.push((0.9, -40.0));
    let mut pipeline = pipeline(Answers { people, bodies });
    let mut visibility = 0.0;
    for index in 0..4 {
        let pose = pipeline.estimate(&frame(index)).unwrap().unwrap();
        visibility = pose.keypoint(Landmark::Nose).visibility;
    }
    (visibility, pipeline.detector().runs)
}

#[test]
fn a_flicker_is_mended_within_the_frame_and_leaves_the_filters_alone() {
    let here = Some(person(200.0, 240.0));
    assert_eq!(last_visibility(vec![here], false), (0.9, 1));
    let (visibility, detections) = last_visibility(vec![here, Some(person(210.0, 240.0))], true);
    assert!((visibility - 0.9).abs() < 1e-12, "{visibility}");
    assert_eq!(detections, 2);
}

/// Somebody much farther away than [`person`], or on a poster.
const SMALL_PERSON: Option<(Point, Point)> = Some((Point::new(224.0, 224.0), Point::new(224.0, 184.0)));

#[test]
fn a_newcomer_never_takes_over() {
    let here = Some(person(200.0, 240.0));
    let mut people = vec![SMALL_PERSON; 11];
    (people[0], people[10]) = (here, here);
    let mut bodies = vec![(0.1, 2.0); 11];
    (bodies[0], bodies[10]) = ((0.95, 2.0), (0.95, 2.0));
    let mut pipeline = pipeline(Answers { people, bodies });
    assert!(step(&mut pipeline, &frame(0)).0.is_some());
    for index in 1..=9 {
        assert_eq!(step(&mut pipeline, &frame(index)), (None, 1, 1), "{index}");
        assert_eq!(pipeline.detections().map(<[_]>::len), Some(1));
    }
    // The fifth view of the whole picture: upright again.
    assert!(seen_at(step(&mut pipeline, &frame(10)).0, 200.0, 240.0));
}

#[test]
fn when_the_person_has_gone_whoever_is_there_is_welcome_and_inherits_no_filters() {
    let people = vec![Some(person(200.0, 240.0)), SMALL_PERSON];
    let mut bodies = vec![(0.1, 40.0); 51];
    bodies[0] = (0.95, 40.0);
    bodies.push((0.95, -40.0));
    let mut pipeline = pipeline(Answers { people, bodies });
    assert!(step(&mut pipeline, &frame(0)).0.is_some());
    for index in 1..=50 {
        assert_eq!(step(&mut pipeline, &frame(index)).0, None, "{index}");
    }
    let pose = pipeline.estimate(&frame(51)).unwrap().unwrap();
    assert!(pose.keypoint(Landmark::Nose).visibility < 1e-12);
    assert!(pipeline.seen_in().unwrap().0.side < 101.0);
}

/// At which edges of the detector's last input the picture's white top shows.
fn white_edges(pipeline: &BlazePose<ScriptedNet>) -> Vec<&'static str> {
    let side = DETECTOR_SIDE;
    let places =
        [("top", side / 2, 2), ("left", 2, side / 2), ("bottom", side / 2, side - 3), ("right", side - 3, side / 2)];
    let is_white = |x: usize, y: usize| pipeline.detector().inputs[0][[0, y, x, 0]] > 0.9;
    places.into_iter().filter(|&(_, x, y)| is_white(x, y)).map(|(edge, ..)| edge).collect()
}

fn white_topped(index: u64) -> Frame {
    let mut frame = frame(index);
    for (_, y, pixel) in frame.image.enumerate_pixels_mut() {
        pixel.0 = if y < SIDE / 4 { [255; 3] } else { [0; 3] };
    }
    frame
}

#[test]
fn nobody_found_upright_is_looked_for_turned_by_a_quarter_a_frame() {
    let mut pipeline = pipeline(Answers { people: vec![None], bodies: vec![(0.9, 2.0)] });
    for (index, edge) in ["top", "left", "bottom", "right", "top"].into_iter().enumerate() {
        assert_eq!(step(&mut pipeline, &white_topped(index as u64)), (None, 1, 0));
        assert_eq!(white_edges(&pipeline), [edge]);
    }
}

#[test]
fn somebody_found_in_a_turned_picture_is_followed_turned() {
    let people = vec![None, Some(person(224.0, 240.0))];
    let mut pipeline = pipeline(Answers { people, bodies: vec![(0.9, 2.0)] });
    assert_eq!(step(&mut pipeline, &frame(0)).0, None);
    // 16 pixels below the middle of a view whose top is the picture's right edge: to its left.
    assert!(seen_at(step(&mut pipeline, &frame(1)).0, 208.0, 224.0));
    assert!((pipeline.next_region().unwrap().rotation.to_degrees() - 90.0).abs() < 1e-3);
    let (place, detector, landmark) = step(&mut pipeline, &frame(2));
    assert!(seen_at(place, 208.0, 224.0) && (detector, landmark) == (0, 1));
}

#[test]
fn a_still_is_turned_until_somebody_is_convincing() {
    let people = vec![None, Some(person(224.0, 240.0)), Some(person(224.0, 240.0)), None];
    let bodies = vec![(0.6, 2.0), (0.95, 2.0)];
    let mut pipeline = pipeline(Answers { people, bodies });
    let still = Frame { kind: FrameKind::Still, ..frame(0) };
    let (place, detector, landmark) = step(&mut pipeline, &still);
    assert!(seen_at(place, 224.0, 208.0) && (detector, landmark) == (3, 2), "{place:?} {detector} {landmark}");
}

#[test]
fn the_surest_body_of_a_still_is_taken_where_none_is_convincing() {
    let people = vec![Some(person(224.0, 240.0)), Some(person(224.0, 240.0)), None];
    let bodies = vec![(0.8, 2.0), (0.6, 2.0), (0.8, 2.0)];
    let mut pipeline = pipeline(Answers { people, bodies });
    let still = Frame { kind: FrameKind::Still, ..frame(0) };
    let (place, detector, landmark) = step(&mut pipeline, &still);
    assert!(seen_at(place, 224.0, 240.0) && (detector, landmark) == (4, 3), "{place:?} {detector} {landmark}");
    assert_eq!(pipeline.detections().map(<[_]>::len), Some(1));
    assert!(pipeline.seen_in().unwrap().0.rotation.abs() < 1e-6);
}

#[test]
fn somebody_whom_the_detector_misses_is_looked_for_where_they_were() {
    let people = vec![Some(person(200.0, 240.0)), None];
    let mut pipeline = pipeline(Answers { people, bodies: vec![(0.9, 2.0), (0.4, 2.0), (0.4, 2.0), (0.9, 2.0)] });
    assert!(step(&mut pipeline, &frame(0)).0.is_some());
    // The region that has just failed is not tried twice in the same frame.
    assert_eq!(step(&mut pipeline, &frame(1)), (None, 1, 1));
    assert_eq!(pipeline.next_region(), None);
    assert_eq!(step(&mut pipeline, &frame(2)), (None, 1, 1));
    let (place, detector, landmark) = step(&mut pipeline, &frame(3));
    assert!(seen_at(place, 200.0, 240.0) && (detector, landmark) == (1, 1));
    assert_eq!(step(&mut pipeline, &frame(4)).1, 0);
}

#[test]
fn after_five_seconds_their_place_is_forgotten() {
    let people = vec![Some(person(200.0, 240.0)), None];
    let mut pipeline = pipeline(Answers { people, bodies: vec![(0.9, 2.0), (0.4, 2.0)] });
    assert!(step(&mut pipeline, &frame(0)).0.is_some());
    for index in 1..=50 {
        assert_eq!(step(&mut pipeline, &frame(index)), (None, 1, 1), "{index}");
    }
    assert_eq!(step(&mut pipeline, &frame(51)), (None, 1, 0));
}

#[test]
fn a_still_is_found_afresh_and_leaves_no_trace() {
    let people = vec![Some(person(200.0, 240.0)), Some(person(300.0, 300.0))];
    let mut pipeline = pipeline(Answers { people, bodies: vec![(0.95, 2.0)] });
    step(&mut pipeline, &frame(0));
    let before = pipeline.next_region();
    let still = Frame { kind: FrameKind::Still, origin: "photo.jpg".into(), ..frame(0) };
    let (place, detector, landmark) = step(&mut pipeline, &still);
    assert!(seen_at(place, 300.0, 300.0) && (detector, landmark) == (1, 1));
    assert_eq!(pipeline.next_region(), before);
    let (place, detector, _) = step(&mut pipeline, &frame(1));
    assert!(seen_at(place, 200.0, 240.0) && detector == 0);
}

#[test]
fn another_stream_is_searched_afresh() {
    let changes: [fn(&mut Frame); 4] = [
        |frame| frame.origin = "other.mp4".into(),
        |frame| frame.image = RgbImage::new(SIDE, SIDE - 1),
        |frame| frame.index = 0,
        |frame| frame.time = Timestamp::ZERO,
    ];
    for change in changes {
        let mut pipeline = pipeline(Answers { people: vec![Some(person(200.0, 240.0))], bodies: vec![(0.9, 2.0)] });
        step(&mut pipeline, &frame(5));
        let mut next = frame(6);
        change(&mut next);
        assert_eq!(step(&mut pipeline, &next).1, 1);
    }
}

#[test]
fn an_empty_picture_shows_nobody() {
    let mut pipeline = pipeline(Answers { people: vec![None], bodies: vec![(0.9, 2.0)] });
    for kind in [FrameKind::Still, FrameKind::Moving] {
        let empty = Frame { image: RgbImage::new(0, 0), kind, ..frame(0) };
        assert_eq!(step(&mut pipeline, &empty), (None, 0, 0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_frame_costs_more_than_one_detection_and_two_looks(
        people in prop::collection::vec(prop::option::of((0.0..448.0_f64, 0.0..448.0_f64)), 1..12),
        presences in prop::collection::vec(0.0..1.0_f32, 1..12),
    ) {
        let people = people.into_iter().map(|place| place.map(|(x, y)| person(x, y))).collect();
        let bodies = presences.into_iter().map(|presence| (presence, 2.0)).collect();
        let mut pipeline = pipeline(Answers { people, bodies });
        for index in 0..12 {
            let (place, detector, landmark) = step(&mut pipeline, &frame(index));
            prop_assert!(detector <= 1 && landmark <= 2);
            prop_assert_eq!(place.is_some(), pipeline.seen_in().is_some());
            prop_assert_eq!(place.is_some(), pipeline.next_region().is_some());
        }
    }

    #[test]
    fn whatever_the_networks_say_nothing_panics(
        numbers in prop::collection::vec(prop::num::f32::ANY, 64),
    ) {
        let scripted = |model, numbers: Vec<f32>| {
            ScriptedNet::new(model, Box::new(move |_, outputs| {
                let endless = numbers.iter().cycle();
                for (value, number) in outputs.iter_mut().flatten().zip(endless) {
                    *value = *number;
                }
                Ok(())
            }))
        };
        let mut pipeline =
            BlazePose::new(scripted(&DETECTOR, numbers.clone()), scripted(&LANDMARK_TRUNK, numbers));
        for index in 0..3 {
            if let Some(pose) = pipeline.estimate(&frame(index)).unwrap() {
                prop_assert!(pose.landmarks.iter().all(|keypoint| keypoint.at.x.is_finite()));
            }
        }
    }
}
