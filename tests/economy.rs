//! Saving power takes fewer pictures and looks at fewer of them, and counts the same.
//!
//! A recording is thinned as a session would see it: that saves power, with fifteen pictures a second and ten poses; that looks at whoever keeps
//! still more rarely, with and without saving power. Those of `tests/sessions` have five or ten frames a second, of which nothing would be left out;
//! so frames are put between them first. Recordings of thirty frames a second are compared where `SUPPLE_RECORDINGS` names a folder of them, such
//! as `supple evaluate` keeps.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test reads recordings from files and tells what it compared"
)]
#![allow(clippy::panic, clippy::expect_used, reason = "a broken recording is a failed test")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use supple::body::Pose;
use supple::coach::{EventKind, Session};
use supple::device::recordings;
use supple::host::{Looks, Need};
use supple::measure::Observation;
use supple::record::{Moment, Reader};
use supple::sparing::Sparing;
use supple::stretch::{Dose, Pace, Step};
use supple::stretch_file::Library;
use supple::time::Timestamp;

/// What is seen may be counted so much shorter or longer while power is saved; time stamps come as fractions of seconds, rounded.
const WITHIN: f64 = 0.2 + 0.001;
/// The same without, by the looks at whoever keeps still: of pictures 133 ms apart (every fourth of thirty a second) every second one is looked at,
/// and a pose may begin or end just after a look.
const A_LOOK: f64 = 0.267 + 0.001;
/// A frame that comes so little too early is taken all the same.
const EARLY: Duration = Duration::from_millis(8);

/// How sparingly is looked after each picture that is taken.
type Rate = Box<dyn FnMut(&Observation) -> Sparing>;

/// Always the same.
fn always(sparing: Sparing) -> Rate {
    Box::new(move |_| sparing)
}

/// As a session goes by who keeps still; by the poses alone here, since a recording has no pictures, in which a session sees, too, that something
/// stirs. That a pose is repeated a little longer in a picture in which nothing changes is not in it either.
fn adapting(is_economical: bool) -> Rate {
    let mut looks = Looks::default();
    looks.economise(is_economical);
    Box::new(move |seen| {
        looks.glance(seen.time, false);
        looks.observe(seen.time, seen.pose.as_ref());
        looks.sparing(seen.time, Need::Stretching)
    })
}

/// What is seen of it with so few looks.
fn thinned(seen: &[Observation], mut rate: Rate) -> Vec<Observation> {
    let mut sparing = Sparing::default();
    let mut taken: Option<Timestamp> = None;
    let mut looked: Option<(Timestamp, Option<Pose>)> = None;
    let mut thin = Vec::new();
    for observation in seen {
        if taken.is_some_and(|at| observation.time.since(at) + EARLY < sparing.pictures) {
            continue;
        }
        taken = Some(observation.time);
        let is_due = looked.as_ref().is_none_or(|(at, pose)| {
            pose.is_none() || observation.time.since(*at) + Duration::from_millis(1) >= sparing.slow
        });
        if is_due {
            looked = Some((observation.time, observation.pose.clone()));
        }
        let pose = looked.as_ref().and_then(|(_, pose)| pose.clone());
        // A back is looked at where a pose is.
        let spine = observation.spine.filter(|_| is_due);
        let shown = Observation { pose, spine, ..observation.clone() };
        sparing = rate(&shown);
        thin.push(shown);
    }
    thin
}

/// The longest time between two frames of a camera.
const FRAME: Duration = Duration::from_millis(33);

/// The same recording with as many frames as a camera has: somebody who is between two poses half way of the time is half way of the way.
fn as_from_a_camera(seen: &[Observation]) -> Vec<Observation> {
    if !seen.windows(2).any(|pair| pair[1].time.since(pair[0].time) > FRAME) {
        return seen.to_vec();
    }
    let twice = seen.windows(2).flat_map(|pair| {
        let (before, after) = (&pair[0], &pair[1]);
        let time = before.time + after.time.since(before.time) / 2;
        let pose =
            before.pose.as_ref().map(|from| after.pose.as_ref().map_or_else(|| from.clone(), |to| between(from, to)));
        [before.clone(), Observation { time, pose, ..before.clone() }]
    });
    as_from_a_camera(&twice.chain(seen.last().cloned()).collect::<Vec<_>>())
}

/// Half way between two poses.
fn between(from: &Pose, to: &Pose) -> Pose {
    let mut pose = from.clone();
    for (landmark, to) in pose.landmarks.iter_mut().zip(&to.landmarks) {
        landmark.at = landmark.at.midpoint(to.at);
        landmark.depth = f64::midpoint(landmark.depth, to.depth);
        landmark.visibility = f64::midpoint(landmark.visibility, to.visibility);
    }
    for (place, to) in pose.world.iter_mut().zip(&to.world) {
        *place = place.midpoint(*to);
    }
    pose
}

/// What was counted.
#[derive(Debug, Default)]
struct Counted {
    /// Holds of a second each that were completed, and repetitions.
    holds: usize,
    reps: usize,
    /// Seconds held altogether.
    held: f64,
}

fn counted(steps: Vec<Step>, seen: &[Observation]) -> Counted {
    let mut session = Session::new(steps).expect("there is a step");
    let mut counted = Counted::default();
    let (mut before, mut last) = (Duration::ZERO, Timestamp::ZERO);
    for observation in seen {
        for event in session.observe(observation) {
            match event.kind {
                EventKind::HoldCompleted(_) => counted.holds += 1,
                EventKind::RepCompleted { .. } => counted.reps += 1,
                _ => {}
            }
        }
        let held = session.status().held;
        counted.held += held.saturating_sub(before).as_secs_f64();
        (before, last) = (held, observation.time);
    }
    session.end(last);
    counted
}

/// One long hold of the stretch, or as many movements as there are.
fn steps(library: &Library, id: &str) -> Option<Vec<Step>> {
    let stretch = library.stretch(id)?;
    let pace = match stretch.dose.pace {
        Pace::Hold(_) => Pace::Hold(Duration::from_mins(10)),
        moved @ Pace::Move { .. } => moved,
    };
    let dose = Dose { pace, reps: 100, ..stretch.dose };
    Some(vec![Step { stretch: stretch.clone(), dose }])
}

fn seen(path: &Path) -> Vec<Observation> {
    let broken = |why: &dyn std::fmt::Display| -> ! { panic!("{}: {why}", path.display()) };
    let input = recordings::open(path).unwrap_or_else(|error| broken(&error));
    let moments = Reader::new(input).unwrap_or_else(|error| broken(&error));
    let seen = moments.filter_map(|moment| match moment.unwrap_or_else(|error| broken(&error)) {
        Moment::Seen(seen) => Some(seen),
        Moment::Pressed { .. } => None,
    });
    seen.collect()
}

fn recordings_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".jsonl.gz"));
    files.sort();
    files
}

/// Compares what is counted of a recording with and without saving power; answers what is, and of how many frames. `Err` tells how it differs.
fn compare(
    name: &str,
    steps: &[Step],
    seen: &[Observation],
    rate: Rate,
    within: f64,
) -> Result<(Counted, usize), String> {
    let thin = thinned(seen, rate);
    let (all, few) = (counted(steps.to_vec(), seen), counted(steps.to_vec(), &thin));
    let is_same = all.holds == few.holds && all.reps == few.reps && (all.held - few.held).abs() <= within;
    println!("{name}: {} frames, {} taken; {all:?}, {few:?}", seen.len(), thin.len());
    if is_same { Ok((few, thin.len())) } else { Err(format!("{name}: {all:?} of all, {few:?} of few")) }
}

#[test]
fn recorded_holds_are_counted_the_same_from_few_looks() {
    let library = Library::embedded().expect("the carried files are valid");
    let sessions = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions");
    let lightly = Looks::lightly();
    let (mut held, mut left_out) = (0.0, [false; 3]);
    for (case, file, id) in [
        ("childs_pose_good", "observations.jsonl", "childs-pose"),
        ("sphinx_good", "observations.jsonl", "sphinx"),
        ("bird_dog_good", "observations.jsonl", "bird-dog"),
        ("lumbar_roll_real", "observations.jsonl.gz", "lumbar-roll"),
        ("cat_cow_real", "observations.jsonl.gz", "cat-cow"),
    ] {
        let seen = as_from_a_camera(&seen(&sessions.join(case).join(file)));
        let steps = steps(&library, id).expect("it is carried");
        let rates = [(always(lightly), WITHIN), (adapting(false), A_LOOK), (adapting(true), WITHIN)];
        for ((rate, within), left_out) in rates.into_iter().zip(&mut left_out) {
            let (few, taken) = compare(case, &steps, &seen, rate, within).unwrap_or_else(|differs| panic!("{differs}"));
            held += few.held;
            *left_out |= taken < seen.len();
        }
    }
    assert_eq!(left_out, [true; 3], "nothing was compared");
    assert!(held > 60.0, "something was held: {held}");
}

#[test]
fn recordings_that_are_named_are_counted_the_same_from_few_looks() {
    let Some(folder) = std::env::var_os("SUPPLE_RECORDINGS").map(PathBuf::from) else {
        return println!("skipped: SUPPLE_RECORDINGS names no folder of recordings");
    };
    let library = Library::embedded().expect("the carried files are valid");
    let (mut compared, mut held, mut differences) = (0, 0.0, Vec::new());
    for path in recordings_in(&folder) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let id = name.split('.').next().unwrap_or_default();
        let Some(steps) = steps(&library, id) else { continue };
        let seen = seen(&path);
        for (how, rate, within) in [
            ("always few looks", always(Looks::lightly()), WITHIN),
            ("saving power", adapting(true), WITHIN),
            ("not saving power", adapting(false), A_LOOK),
        ] {
            compared += 1;
            match compare(&format!("{name}, {how}"), &steps, &seen, rate, within) {
                Ok((few, _)) => held += few.held,
                Err(differs) => differences.push(differs),
            }
        }
    }
    println!("{compared} comparisons, {held:.1} s held; {} differ", differences.len());
    assert!(compared > 0, "{}: no recording of a stretch", folder.display());
    assert!(differences.is_empty(), "{} of {compared} differ:\n{}", differences.len(), differences.join("\n"));
}
