//! Finding somebody who lies turned, and keeping to the right person, on rendered people and on photos.
//!
//! Run it with `cargo test --test all acquisition -- --nocapture` to see the tables.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::time::Duration;

use image::imageops::{replace, rotate90, rotate180, rotate270};
use image::{Rgb, RgbImage};
use supple::body::Point;
use supple::body::{Landmark, Pose};
use supple::device::source::{FileOptions, open_files};
use supple::frame::{Frame, FrameKind};
use supple::seam::PoseEstimator;
use supple::time::Timestamp;

use crate::people::{engine, footage, photos};

const TRUNK: [Landmark; 4] = [Landmark::LeftShoulder, Landmark::RightShoulder, Landmark::LeftHip, Landmark::RightHip];
/// The footage has ten frames a second.
const FRAME_TIME: Duration = Duration::from_millis(100);

/// Up to `count` frames of a clip of the footage.
fn decode(clip: &Path, start_s: f64, count: usize) -> Vec<RgbImage> {
    let mut source = open_files(&[clip.to_owned()], FileOptions { start_s, ..FileOptions::default() }).unwrap();
    (0..count).map_while(|_| source.next_frame().unwrap().map(|frame| frame.image)).collect()
}

/// A picture turned clockwise by some quarters, and where a place in it comes to lie.
fn turned(image: &RgbImage, quarters: usize) -> (RgbImage, impl Fn(Point) -> Point + use<>) {
    let (width, height) = (f64::from(image.width()), f64::from(image.height()));
    let image = match quarters {
        0 => image.clone(),
        1 => rotate90(image),
        2 => rotate180(image),
        _ => rotate270(image),
    };
    let place = move |at: Point| match quarters {
        0 => at,
        1 => Point::new(height - at.y, at.x),
        2 => Point::new(width - at.x, height - at.y),
        _ => Point::new(at.y, width - at.x),
    };
    (image, place)
}

/// Mean distance of shoulders and hips, in torso lengths.
fn trunk_distance(pose: &Pose, truth: &[Point; 4]) -> f64 {
    let torso = truth[0].midpoint(truth[1]).distance(truth[2].midpoint(truth[3]));
    TRUNK.iter().zip(truth).map(|(&landmark, &at)| pose.at(landmark).distance(at)).sum::<f64>() / 4.0 / torso
}

#[test]
#[cfg_attr(not(have_footage), ignore = "needs ../shared/footage and real, ffmpeg and ONNX Runtime")]
fn somebody_in_the_middle_of_a_hold_is_found_however_the_picture_is_turned() {
    let (folder, mut engine) = (footage(), engine());
    for name in [
        "sphinx.good.side.female_a",
        "childs-pose.good.side.female_a",
        "supine-twist.good.three_quarter.female_a",
        "standing.good.side.female_a",
    ] {
        let images = decode(&folder.join(format!("{name}.mp4")), 6.0, 8);
        let json = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let frames = json["frames"].as_array().unwrap();
        let held = frames.iter().find(|frame| frame["t"].as_f64().unwrap() >= 6.0).unwrap();
        let truth = TRUNK.map(|landmark| {
            let place = &held["px"][landmark.index()];
            Point::new(place[0].as_f64().unwrap(), place[1].as_f64().unwrap())
        });
        for quarters in 0..4 {
            let mut found = None;
            for (index, image) in images.iter().enumerate() {
                let (image, place) = turned(image, quarters);
                let time = Timestamp::ZERO + FRAME_TIME * index as u32;
                let origin = format!("{name} {quarters}").into();
                let frame = Frame { time, index: index as u64, origin, kind: FrameKind::Moving, image };
                if let Some(pose) = engine.estimate(&frame).unwrap() {
                    found = Some((index + 1, trunk_distance(&pose, &truth.map(place))));
                    break;
                }
            }
            let (frames, distance) = found.unwrap_or_else(|| panic!("{name} turned by {quarters}: nobody found"));
            println!("{name:<42} {:>3}°: frame {frames}, {distance:.3} torso lengths off", quarters * 90);
            // One round of all turns at most; within half a torso length nobody is taken for upside down.
            assert!(frames <= 4 && distance < 0.5, "{name} turned by {quarters}: {frames} frames, {distance}");
        }
    }
}

#[test]
fn photos_are_read_however_they_are_turned() {
    let (folder, mut engine) = (photos(), engine());
    let mut photos: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    photos.retain(|photo| photo.extension().is_some_and(|end| end == "jpg"));
    photos.sort();
    let mut distances = Vec::new();
    for photo in photos {
        let name = photo.file_stem().unwrap().to_string_lossy().into_owned();
        let image = image::open(&photo).unwrap().into_rgb8();
        let mut look = |image: RgbImage| {
            let frame = Frame { time: Timestamp::ZERO, index: 0, origin: "".into(), kind: FrameKind::Still, image };
            engine.estimate(&frame).unwrap()
        };
        let upright = look(image.clone()).unwrap_or_else(|| panic!("{name}: nobody found"));
        let row: Vec<f64> = (1..4)
            .map(|quarters| {
                let (image, place) = turned(&image, quarters);
                let pose = look(image).unwrap_or_else(|| panic!("{name} turned by {quarters}: nobody found"));
                trunk_distance(&pose, &TRUNK.map(|landmark| place(upright.at(landmark))))
            })
            .collect();
        println!("{name:<32} presence {:.3}; off by {row:.3?} torso lengths", upright.score);
        distances.extend(row);
    }
    distances.sort_by(f64::total_cmp);
    let right = distances.iter().filter(|distance| **distance < 0.5).count();
    println!(
        "{right} of {} turned photos agree with the upright one, median {:.3}",
        distances.len(),
        distances[distances.len() / 2]
    );
    assert!(right * 10 >= distances.len() * 9, "only {right} of {}", distances.len());
    assert!(distances[distances.len() / 2] < 0.1);
}

/// Two clips side by side, either of which can be hidden.
struct TwoPeople {
    clips: [Vec<RgbImage>; 2],
    next: u64,
}

impl TwoPeople {
    fn frame(&mut self, shown: [bool; 2]) -> Frame {
        let mut image = RgbImage::from_pixel(1280, 480, Rgb([127; 3]));
        for ((clip, is_shown), left) in self.clips.iter().zip(shown).zip([0, 640]) {
            if is_shown {
                replace(&mut image, &clip[self.next as usize % clip.len()], left, 0);
            }
        }
        self.next += 1;
        let time = Timestamp::ZERO + FRAME_TIME * self.next as u32;
        Frame { time, index: self.next, origin: "two people".into(), kind: FrameKind::Moving, image }
    }
}

/// On which side the middle of a pose's hips is.
fn side_of(pose: &Pose) -> usize {
    usize::from(pose.at(Landmark::LeftHip).midpoint(pose.at(Landmark::RightHip)).x > 640.0)
}

#[test]
#[cfg_attr(not(have_footage), ignore = "needs ../shared/footage and real, ffmpeg and ONNX Runtime")]
fn the_tracked_person_stays_the_tracked_one() {
    let (folder, mut engine) = (footage(), engine());
    for (one, other) in [
        ("sphinx.good.side.female_a", "standing.leaning.side.male_a"),
        ("standing.good.side.female_a", "tabletop.sagging.side.male_a"),
        ("childs-pose.good.side.female_a", "bird-dog.bent_leg.side.male_a"),
        ("supine-hamstring.good.side.female_a", "head-roll.shoulder_shrug.front.male_a"),
    ] {
        for mine in [0, 1] {
            let names = if mine == 0 { [one, other] } else { [other, one] };
            let clips = names.map(|name| decode(&folder.join(format!("{name}.mp4")), 5.0, 50));
            let mut two = TwoPeople { clips, next: 0 };
            let (mut me, mut both, mut newcomer) = ([false; 2], [true; 2], [true; 2]);
            me[mine] = true;
            newcomer[mine] = false;
            both[mine] = true;
            let what = format!("{names:?}, {mine} is tracked");
            let mut play = |shown: [bool; 2], frames: usize| -> Vec<Option<usize>> {
                (0..frames).map(|_| engine.estimate(&two.frame(shown)).unwrap().as_ref().map(side_of)).collect()
            };
            assert!(play(me, 10).contains(&Some(mine)), "{what}: not found");
            assert!(play(both, 30).iter().all(|&side| side == Some(mine)), "{what}: lost when another came");
            let alone = play(newcomer, 20);
            assert!(!alone.contains(&Some(1 - mine)), "{what}: the newcomer took over: {alone:?}");
            let back = play(both, 30);
            let frames = back.iter().position(|&side| side == Some(mine));
            println!("{what}: back after {frames:?} frames");
            assert!(frames.is_some_and(|frames| frames < 10), "{what}: not found again: {back:?}");
            assert!(!back.contains(&Some(1 - mine)), "{what}: the newcomer took over: {back:?}");
            let left = play(newcomer, 80);
            assert_eq!(left.last(), Some(&Some(1 - mine)), "{what}: the one who is left is welcome");
        }
    }
}
