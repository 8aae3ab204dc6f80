//! What the pose engine itself costs, without the networks: `cargo bench --bench pose_engine [PART OF A NAME]`.

#![allow(clippy::disallowed_methods, reason = "a benchmark asks the system for the time")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use image::{Rgb, RgbImage};
use ndarray::{Array1, Array2, Array3, Axis, Slice};
use supple::blazepose::Change;
use supple::blazepose::Region;
use supple::blazepose::anchors::anchors;
use supple::blazepose::model::{
    ANCHORS, BOX_VALUES, DETECTOR_SIDE, HEATMAP_SIDE, LANDMARK_SIDE, LANDMARK_VALUES, RAW_LANDMARKS, WORLD_VALUES,
};
use supple::blazepose::{Border, Values, warp};
use supple::blazepose::{detection, heatmap, landmarks};
use supple::body::{Point, Size};

/// How long each benchmark runs, after a fifth of that to warm up.
const LONG: Duration = Duration::from_secs(2);
/// What is timed together takes at least this, so that reading the clock counts for nothing.
const ROUND: Duration = Duration::from_micros(200);

/// Runs those whose names have a part that was asked for, and prints their times.
struct Benchmarks {
    wanted: Vec<String>,
}

impl Benchmarks {
    fn of_arguments() -> Self {
        // Cargo adds `--bench`.
        Self { wanted: std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect() }
    }

    fn time<T>(&self, name: &str, mut work: impl FnMut() -> T) {
        if !self.wanted.is_empty() && !self.wanted.iter().any(|part| name.contains(part.as_str())) {
            return;
        }
        let mut round = |times: u32| {
            let started = Instant::now();
            for _ in 0..times {
                black_box(work());
            }
            started.elapsed()
        };
        let (warm, mut times) = (Instant::now(), 1);
        while warm.elapsed() < LONG / 5 {
            if round(times) < ROUND {
                times *= 2;
            }
        }
        let (started, mut each) = (Instant::now(), Vec::new());
        while started.elapsed() < LONG {
            each.push(round(times) / times);
        }
        each.sort();
        let (median, most) = (each[each.len() / 2], each[each.len() * 95 / 100]);
        println!("{name:<45} {median:>10.2?} median, {most:>10.2?} p95");
    }
}

fn picture() -> RgbImage {
    RgbImage::from_fn(1280, 720, |x, y| Rgb([x as u8, y as u8, (x * y) as u8]))
}

/// The person's region, and the whole picture: goal 0.5 ms each.
fn warping(benchmarks: &Benchmarks) {
    let picture = picture();
    let mut tensor = Array3::zeros((LANDMARK_SIDE, LANDMARK_SIDE, 3));
    let person = Region { centre: Point::new(640.0, 360.0), side: 480.0, rotation: 0.4 };
    benchmarks.time("warp a person", || {
        warp(black_box(&picture), &person, Border::Nearest, Values::UNIT, tensor.view_mut());
    });
    let beyond = Region { centre: Point::new(900.0, 500.0), side: 900.0, rotation: 1.4 };
    benchmarks.time("warp a person at the picture's edge", || {
        warp(black_box(&picture), &beyond, Border::Nearest, Values::UNIT, tensor.view_mut());
    });
    let mut tensor = Array3::zeros((DETECTOR_SIDE, DETECTOR_SIDE, 3));
    let whole = Region::around_picture(Size::new(1280, 720));
    benchmarks.time("warp the whole picture", || {
        warp(black_box(&picture), &whole, Border::Black, Values::SIGNED, tensor.view_mut());
    });
}

/// Whether a person's pose may be repeated: asked of every frame, before any network runs.
fn comparing(benchmarks: &Benchmarks) {
    for (name, width, height) in [("640 by 480", 640, 480), ("1280 by 720", 1280, 720)] {
        let picture = image::imageops::crop_imm(&picture(), 0, 0, width, height).to_image();
        let region = Region { centre: Point::new(320.0, 240.0), side: 480.0, rotation: 0.4 };
        let mut change = Change::default();
        change.see(&picture);
        change.remember();
        benchmarks.time(&format!("tell that {name} pixels are unchanged"), || {
            change.see(black_box(&picture));
            change.is_in(&region)
        });
    }
}

fn decoding(benchmarks: &Benchmarks) {
    let anchors = anchors();
    // Twenty candidates around each of three people, as the detector gives them.
    let mut boxes = Array2::zeros((ANCHORS, BOX_VALUES));
    let mut scores = Array1::from_elem(ANCHORS, -10.0);
    for mut values in boxes.rows_mut() {
        (values[2], values[3], values[7]) = (40.0, 40.0, -60.0);
    }
    for person in [300, 1000, 1700] {
        scores.slice_axis_mut(Axis(0), Slice::from(person..person + 20)).fill(2.0);
    }
    let (mut candidates, mut people) = (Vec::new(), Vec::new());
    benchmarks.time("decode the detector", || {
        detection::decode(black_box(boxes.view()), scores.view(), &anchors, &mut candidates);
    });
    benchmarks.time("decode the detector and tell people apart", || {
        detection::decode(black_box(boxes.view()), scores.view(), &anchors, &mut candidates);
        detection::people(&mut candidates, &mut people);
    });

    let mut cell = 0..;
    let heatmap = Array3::from_shape_simple_fn((HEATMAP_SIDE, HEATMAP_SIDE, RAW_LANDMARKS), || {
        (cell.next().unwrap_or(0) % 17) as f32 - 9.0
    });
    let map = heatmap.index_axis(Axis(2), 7);
    benchmarks.time("refine one landmark", || heatmap::refine(black_box(map), 0.4, 0.6));
    let raw = Array2::from_elem((RAW_LANDMARKS, LANDMARK_VALUES), 120.0);
    let world = Array2::from_elem((RAW_LANDMARKS, WORLD_VALUES), 0.1);
    let outputs =
        landmarks::Outputs { landmarks: raw.view(), presence: 0.9, heatmap: heatmap.view(), world: world.view() };
    let region = Region { centre: Point::new(640.0, 360.0), side: 480.0, rotation: 0.4 };
    benchmarks.time("decode a body", || landmarks::decode(black_box(&outputs), &region));
}

fn main() {
    let benchmarks = Benchmarks::of_arguments();
    warping(&benchmarks);
    comparing(&benchmarks);
    decoding(&benchmarks);
}
