//! Photos of real people against the stretches they show: the target poses are in range, or it is known why not; start poses,
//! and poses that only look alike, are not.

// A test may fail with a message.
#![allow(clippy::panic)]

use std::path::Path;

use crate::people::{photos, printed};
use serde_json::Value;

/// What a photo should be for a stretch.
#[derive(Clone, Copy)]
enum Expected {
    InPose,
    NotInPose,
    /// The pose is shown, and must not be judged right or wrong: a picture alone doesn't tell, for this reason.
    Unseen(&'static str),
}

const NO_BEFORE: &str = "a change from the person's own neutral, which a picture of its own doesn't show";

const PHOTOS: [(&str, &str, Expected); 32] = [
    ("Childs_Pose__0", "childs-pose", Expected::InPose),
    ("Cat_Stretch__1", "cat-cow", Expected::Unseen(NO_BEFORE)),
    ("Cat_Stretch__0", "cat-cow", Expected::NotInPose),
    ("One_Knee_To_Chest__1", "single-knee-to-chest", Expected::InPose),
    ("One_Knee_To_Chest__0", "single-knee-to-chest", Expected::NotInPose),
    ("Knee_Across_The_Body__1", "supine-twist", Expected::InPose),
    ("Knee_Across_The_Body__0", "supine-twist", Expected::NotInPose),
    ("Kneeling_Hip_Flexor__1", "hip-flexor-lunge", Expected::InPose),
    ("Hamstring_Stretch__1", "supine-hamstring", Expected::InPose),
    ("Hamstring_Stretch__0", "supine-hamstring", Expected::NotInPose),
    // Muscles carry it, in one line from knee to shoulder: nobody rests on a block so.
    ("Pelvic_Tilt_Into_Bridge__1", "back-block", Expected::NotInPose),
    ("Pelvic_Tilt_Into_Bridge__1", "pelvic-tilt-supine", Expected::NotInPose),
    ("Pelvic_Tilt_Into_Bridge__0", "back-block", Expected::NotInPose),
    ("Standing_Lateral_Stretch__1", "standing-side-bend", Expected::Unseen("the picture ends above the knees")),
    ("Standing_Lateral_Stretch__0", "standing-side-bend", Expected::NotInPose),
    ("Spinal_Stretch__1", "seated-trunk-rotation", Expected::Unseen(NO_BEFORE)),
    ("Spinal_Stretch__0", "seated-trunk-rotation", Expected::NotInPose),
    ("Lower_Back_Curl__0", "sphinx", Expected::NotInPose),
    ("Lower_Back_Curl__1", "sphinx", Expected::NotInPose),
    ("Glute_Kickback__0", "bird-dog", Expected::NotInPose),
    ("Glute_Kickback__1", "bird-dog", Expected::NotInPose),
    // Whoever does one stretch, or none, is not in another of much the same shape.
    ("Childs_Pose__0", "supine-twist", Expected::NotInPose),
    ("Childs_Pose__0", "double-knee-to-chest", Expected::NotInPose),
    ("Childs_Pose__0", "single-knee-to-chest", Expected::NotInPose),
    ("One_Knee_To_Chest__1", "double-knee-to-chest", Expected::NotInPose),
    ("Hamstring_Stretch__1", "legs-up-wall", Expected::NotInPose),
    ("Hamstring_Stretch__1", "single-knee-to-chest", Expected::NotInPose),
    ("Knee_Across_The_Body__1", "side-lying-hamstring", Expected::NotInPose),
    ("Lower_Back_Curl__1", "prone-press-up", Expected::NotInPose),
    ("Lower_Back_Curl__1", "supine-twist", Expected::NotInPose),
    ("Kneeling_Hip_Flexor__1", "childs-pose", Expected::NotInPose),
    ("Spinal_Stretch__0", "seated-figure-four", Expected::NotInPose),
];

fn judgement(stretch: &str, photo: &Path) -> Value {
    let printed = printed(&["assess", stretch, "--json", photo.to_str().unwrap_or_default()]);
    serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{stretch}: {error}"))
}

/// The targets that must hold and stand so.
fn musts<'a>(judged: &'a Value, stand: &'a [&str]) -> Vec<&'a str> {
    let targets = judged["targets"].as_array().map(Vec::as_slice).unwrap_or_default();
    let must = targets.iter().filter(|target| target["role"] == "must");
    let so = must.filter(|target| target["state"].as_str().is_some_and(|state| stand.contains(&state)));
    so.filter_map(|target| target["target"].as_str()).collect()
}

#[test]
#[cfg_attr(not(have_photos), ignore = "needs ../shared/photos and ONNX Runtime")]
fn real_people_are_judged_as_what_they_do() {
    let folder = photos();
    let mut wrong = Vec::new();
    for (photo, stretch, expected) in PHOTOS {
        let judged = judgement(stretch, &folder.join(format!("{photo}.jpg")));
        let in_pose = judged["in_pose"] == true;
        let (outside, unseen) = (musts(&judged, &["below", "above"]), musts(&judged, &["unseen"]));
        let (is_right, why) = match expected {
            Expected::InPose => (in_pose, ""),
            Expected::NotInPose => (!in_pose, ""),
            Expected::Unseen(why) => (!in_pose && outside.is_empty() && !unseen.is_empty(), why),
        };
        let stands = if in_pose { "in pose" } else { "not in pose" };
        println!("{photo:<28} {stretch:<24} {stands:<12} outside {outside:?} unseen {unseen:?} {why}");
        if !is_right {
            wrong.push((photo, stretch));
        }
    }
    assert!(wrong.is_empty(), "judged otherwise than expected: {wrong:?}");
}
