//! The bow of the back on footage and photos: signs, order, and silence where it cannot be told.
//!
//! Run it with `cargo test --test all footage_spine -- --nocapture` to see the tables. Only relations are tested: values belong to
//! bodies and clothes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::Path;

use crate::people::{engine, footage, median, names, observations, open, photos, recorded, truth};
use serde::Deserialize;
use supple::body::Size;
use supple::measure::PER_DEGREE;
use supple::measure::SpineTracker;
use supple::measure::SpineUnseen;
use supple::seam::PoseEstimator;

#[derive(Deserialize)]
struct Truth {
    frames: Vec<TruthFrame>,
}

#[derive(Deserialize)]
struct TruthFrame {
    phase: String,
    angles: BTreeMap<String, f64>,
}

/// What was read over a phase: medians over its frames.
#[derive(Clone, Copy, Debug)]
struct Phase {
    frames: usize,
    seen: usize,
    curve: f64,
    lumbar: f64,
    thoracic: f64,
    error: f64,
    change: Option<(f64, f64)>,
    why: Option<SpineUnseen>,
    truth: f64,
}

impl Phase {
    /// The curve, where most frames showed it.
    fn value(&self) -> Option<f64> {
        (2 * self.seen >= self.frames).then_some(self.curve)
    }
}

/// The phases `rest` (its first two seconds) and `hold` of a clip.
fn phases(folder: &Path, clip: &str) -> BTreeMap<String, Phase> {
    let truth = Truth::deserialize(truth(folder, clip)).unwrap();
    let mut seen: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (observation, truth) in observations(clip).iter().zip(truth.frames) {
        if truth.phase == "hold" || (truth.phase == "rest" && observation.time.secs() < 2.0) {
            seen.entry(truth.phase).or_default().push((observation.spine, truth.angles["spine_flexion"]));
        }
    }
    let phase = |(name, frames): (String, Vec<(Option<supple::measure::Spine>, f64)>)| {
        let spines: Vec<_> = frames.iter().filter_map(|(spine, _)| *spine).collect();
        let curves: Vec<_> = spines.iter().filter_map(|spine| spine.curve.ok()).collect();
        let changes: Vec<_> = spines.iter().filter_map(|spine| spine.change).collect();
        let phase = Phase {
            frames: frames.len(),
            seen: curves.len(),
            curve: median(curves.iter().map(|curve| curve.curve)),
            lumbar: median(curves.iter().filter_map(|curve| curve.lumbar)),
            thoracic: median(curves.iter().filter_map(|curve| curve.thoracic)),
            error: median(curves.iter().map(|curve| curve.error)),
            change: (!changes.is_empty()).then(|| {
                let of = |value: fn(&supple::measure::SpineChange) -> f64| median(changes.iter().map(value));
                (of(|change| change.change), of(|change| change.error))
            }),
            why: spines.iter().find_map(|spine| spine.curve.err()),
            truth: median(frames.iter().map(|(_, truth)| *truth)),
        };
        (name, phase)
    };
    seen.into_iter().map(phase).collect()
}

fn print_row(name: &str, phase: &str, read: &Phase) {
    let change = read.change.map_or_else(String::new, |(change, error)| format!("{change:+.3} ± {error:.3}"));
    let why = read.why.map_or_else(String::new, |why| why.to_string());
    println!(
        "{name:<44} {phase:<5} {:>3}/{:<3} {:>5.0}° {:+.3} {:+.3} {:+.3} ± {:.3}  {change} {why}",
        read.seen, read.frames, read.truth, read.curve, read.lumbar, read.thoracic, read.error
    );
}

/// The clips whose order is known.
const CLIPS: [&str; 16] = [
    "cat.good.side.female_a",
    "cat.flat.side.male_a",
    "cow.good.side.female_a",
    "tabletop.good.side.female_a",
    "tabletop.sagging.side.male_a",
    "bird-dog.good.side.female_a",
    "bird-dog.sagging.side.male_a",
    "bird-dog.bent_leg.side.male_a",
    "childs-pose.good.side.female_a",
    "sphinx.good.side.female_a",
    "prone-press-up.good.side.female_a",
    "hip-flexor-lunge.arched.side.male_a",
    "seated-hamstring.rounded.side.male_a",
    "standing.good.side.female_a",
    "pelvic-tilt-supine.good.side.female_a",
    "standing-side-bend.good.front.female_a",
];

#[test]
#[cfg_attr(
    not(all(have_photos, have_footage)),
    ignore = "needs ../shared/photos, footage and real, ffmpeg and ONNX Runtime"
)]
fn footage_reads_in_the_right_order() {
    let folder = footage();
    // The whole table on request.
    let clips: Vec<String> = if std::env::var_os("SPINE_ALL_CLIPS").is_some() {
        names(&folder, ".mp4")
    } else {
        CLIPS.map(str::to_owned).to_vec()
    };
    let mut table = BTreeMap::new();
    recorded(&clips.iter().map(String::as_str).collect::<Vec<_>>());
    for clip in &clips {
        let read = phases(&folder, clip);
        for (phase, values) in &read {
            print_row(clip, phase, values);
        }
        table.insert(clip.as_str(), read);
    }
    let hold = |clip: &str| table[clip]["hold"];
    let value = |clip: &str| hold(clip).value().unwrap_or_else(|| panic!("{clip} is unseen: {:?}", hold(clip)));
    let (cat, flat, cow) =
        (value("cat.good.side.female_a"), value("tabletop.good.side.female_a"), value("cow.good.side.female_a"));
    // Half of what the spine bends there by geometry: the engine need not be exact, but must not be in doubt.
    let cat_bends = hold("cat.good.side.female_a").truth * PER_DEGREE / 2.0;
    let cow_bends = hold("cow.good.side.female_a").truth * PER_DEGREE / 2.0;
    assert!(cat > flat + cat_bends, "cat {cat}, flat {flat}");
    assert!(cow < flat + cow_bends, "cow {cow}, flat {flat}");
    assert!(value("cat.flat.side.male_a") > value("tabletop.sagging.side.male_a"));
    assert!(value("bird-dog.sagging.side.male_a") < value("bird-dog.bent_leg.side.male_a"));
    assert!(
        value("sphinx.good.side.female_a") < flat
            && value("prone-press-up.good.side.female_a") < value("sphinx.good.side.female_a")
    );
    assert!(value("childs-pose.good.side.female_a") > flat && value("seated-hamstring.rounded.side.male_a") > 0.0);
    for (clip, sign) in [
        ("cat.good.side.female_a", 1.0),
        ("cow.good.side.female_a", -1.0),
        ("tabletop.sagging.side.male_a", -1.0),
        ("bird-dog.sagging.side.male_a", -1.0),
        ("sphinx.good.side.female_a", -1.0),
        ("prone-press-up.good.side.female_a", -1.0),
    ] {
        let (change, _) = hold(clip).change.unwrap_or_else(|| panic!("{clip}: no neutral was taken"));
        assert!(change * sign > 0.0, "{clip}: {change}");
    }
    for clip in ["tabletop.good.side.female_a", "standing.good.side.female_a", "bird-dog.good.side.female_a"] {
        let (change, error) = hold(clip).change.unwrap_or_else(|| panic!("{clip}: no neutral was taken"));
        assert!(change.abs() < 2.0 * error, "{clip}: {change} ± {error}");
    }
    for clip in ["pelvic-tilt-supine.good.side.female_a", "standing-side-bend.good.front.female_a"] {
        assert_eq!(hold(clip).value(), None, "{clip}");
    }
}

#[test]
fn photos_read_with_the_right_sign() {
    let folder = photos();
    let mut engine = engine();
    let mut read = BTreeMap::new();
    for name in names(&folder, ".jpg") {
        let mut source = open(&folder.join(format!("{name}.jpg")));
        let frame = source.next_frame().unwrap().unwrap();
        let pose = engine.estimate(&frame).unwrap();
        let silhouette = engine.silhouette(&frame).unwrap();
        let size = Size::new(frame.image.width(), frame.image.height());
        let spine = SpineTracker::default().observe(frame.time, size, pose.as_ref(), silhouette.as_deref());
        match spine.map(|spine| spine.curve) {
            Some(Ok(curve)) => {
                println!("{name:<32} {curve:?}");
                read.insert(name, curve.curve);
            }
            Some(Err(why)) => println!("{name:<32} unseen: {why}"),
            None => println!("{name:<32} nobody found"),
        }
    }
    let value = |name: &str| read.get(name).copied().unwrap_or_else(|| panic!("{name} is unseen"));
    let (flat, cat) = (value("Cat_Stretch__0"), value("Cat_Stretch__1"));
    assert!(flat < cat, "flat {flat}, cat {cat}");
    assert!(value("Childs_Pose__0") > 0.0);
    assert!(value("Glute_Kickback__1") < 0.0 && value("Glute_Kickback__1") < flat);
    for hidden in ["Pelvic_Tilt_Into_Bridge__0", "Spinal_Stretch__0", "One_Knee_To_Chest__0"] {
        assert!(!read.contains_key(hidden), "{hidden}");
    }
}
