//! Pose models of a person's own, run by ONNX Runtime: small graphs made here, and the examples of the documentation.
//!
//! Every graph's output hangs on its input: it is multiplied with the input's largest number, which is one for white and
//! nought for black. A black picture shows nobody; so does a white one that was filled in wrongly.

#![allow(clippy::disallowed_methods, reason = "tests write the files that they then name")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::cast_possible_wrap, reason = "ONNX counts in signed numbers; these are small")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use image::{Rgb, RgbImage};
use supple::body::{Landmark, Pose};
use supple::device::onnx::{OwnModelError, own_model};
use supple::frame::{Frame, FrameKind};
use supple::measure::BodyView;
use supple::measure::Facing;
use supple::pose_model::parse_descriptor;
use supple::pose_model::{COCO, Kind};
use supple::seam::PoseEstimator;
use supple::time::Timestamp;

use crate::onnx_graph::{Graph, Type};

/// Side of the inputs in pixels.
const SIDE: i64 = 64;

/// Where the person of all graphs is, as fractions of the input: keypoint `k` of 17.
fn place(keypoint: usize) -> (f32, f32) {
    (0.25 + keypoint as f32 / 64.0, 0.75 - keypoint as f32 / 64.0)
}

fn movenet(of: Type) -> Vec<u8> {
    let person: Vec<f32> = (0..17)
        .flat_map(|keypoint| {
            let (x, y) = place(keypoint);
            // Divided by 255, since MoveNet takes plain bytes.
            [y, x, 0.9].map(|value| value / 255.0)
        })
        .collect();
    Graph::default()
        .input("input", of, &[1, SIDE, SIDE, 3])
        .floats("person", &[1, 1, 17, 3], &person)
        .node("Cast", &["input"], "picture", &[("to", Type::Float as i64)])
        .node("ReduceMax", &["picture"], "brightest", &[("keepdims", 0)])
        .node("Mul", &["person", "brightest"], "output_0", &[])
        .output("output_0", Type::Float, &[1, 1, 17, 3])
        .model()
}

fn simcc(keypoints: usize) -> Vec<u8> {
    let bins = 2 * SIDE as usize;
    let bins_of = |of: &dyn Fn(usize) -> f32| -> Vec<f32> {
        let mut values = vec![0.0; keypoints * bins];
        for keypoint in 0..keypoints {
            values[keypoint * bins + (of(keypoint) * bins as f32) as usize] = 0.8;
        }
        values
    };
    let shape = [1, keypoints as i64, bins as i64];
    Graph::default()
        .input("input", Type::Float, &[-1, 3, SIDE, SIDE])
        .floats("across", &shape, &bins_of(&|keypoint| place(keypoint).0))
        .floats("down", &shape, &bins_of(&|keypoint| place(keypoint).1))
        .node("ReduceMax", &["input"], "brightest", &[("keepdims", 0)])
        .node("Mul", &["across", "brightest"], "simcc_x", &[])
        .node("Mul", &["down", "brightest"], "simcc_y", &[])
        .output("simcc_x", Type::Float, &shape)
        .output("simcc_y", Type::Float, &shape)
        .model()
}

fn yolo() -> Vec<u8> {
    let side = SIDE as f32;
    let candidate = |score: f32| -> Vec<f32> {
        let spots = (0..17).flat_map(|keypoint| {
            let (x, y) = place(keypoint);
            [x * side, y * side, 0.9]
        });
        [side / 2.0, side / 2.0, side / 2.0, side / 2.0, score].into_iter().chain(spots).collect()
    };
    let rows = [candidate(0.7), candidate(0.95), candidate(0.1)];
    let columns: Vec<f32> = (0..56).flat_map(|value| [rows[0][value], rows[1][value], rows[2][value]]).collect();
    Graph::default()
        .input("images", Type::Float, &[1, 3, SIDE, SIDE])
        .floats("people", &[1, 56, 3], &columns)
        .node("ReduceMax", &["images"], "brightest", &[("keepdims", 0)])
        .node("Mul", &["people", "brightest"], "output0", &[])
        .output("output0", Type::Float, &[1, 56, -1])
        .model()
}

fn descriptor(kind: &str, input: &str, output: &str) -> String {
    format!(
        "kind = \"{kind}\"\nfile = \"model.onnx\"\nscore_threshold = 0.3\n[input]\nwidth = {SIDE}\nheight = {SIDE}\n\
         {input}\n[output]\n{output}\n"
    )
}

fn movenet_descriptor(number_type: &str) -> String {
    let input = format!("name = 'input'\nlayout = 'NHWC'\ntype = '{number_type}'\ncolour = 'RGB'");
    descriptor("movenet", &input, "keypoints = 'output_0'")
}

fn simcc_descriptor() -> String {
    // White becomes (255 · 1 − 155) / 100.
    let input = "name = 'input'\nlayout = 'NCHW'\ntype = 'float32'\ncolour = 'BGR'\nmean = [155, 155, 155]\n\
                 std = [100, 100, 100]";
    descriptor("simcc", input, "x = 'simcc_x'\ny = 'simcc_y'")
}

fn yolo_descriptor() -> String {
    let input = "name = 'images'\nlayout = 'NCHW'\ntype = 'float32'\ncolour = 'RGB'\nscale = 0.00392156863";
    descriptor("yolo-pose", input, "detections = 'output0'")
}

/// A folder with a descriptor and, beside it, its model.
fn folder(text: &str, model: Option<&[u8]>) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("my-model.toml");
    fs::write(&path, text).unwrap();
    if let Some(bytes) = model {
        fs::write(folder.path().join("model.onnx"), bytes).unwrap();
    }
    (folder, path)
}

fn frame(grey: u8, kind: FrameKind, index: u64) -> Frame {
    let image = RgbImage::from_pixel(320, 240, Rgb([grey; 3]));
    Frame { time: Timestamp::from_secs(index as f64 / 30.0), index, origin: Arc::from("test"), kind, image }
}

/// The pose in a white frame, after nobody was seen in a black one.
fn pose_in_white(text: &str, model: &[u8]) -> Pose {
    let (_folder, path) = folder(text, Some(model));
    let mut estimator = own_model(&path).unwrap_or_else(|error| panic!("{error}"));
    assert!(estimator.estimate(&frame(0, FrameKind::Moving, 0)).unwrap().is_none(), "black shows nobody");
    let pose = estimator.estimate(&frame(255, FrameKind::Still, 1)).unwrap().expect("white shows the person");
    assert!(estimator.cost().landmark.is_some());
    pose
}

/// The keypoints lie as the graph says within the last crop: on a falling diagonal, evenly spaced; nothing else is known.
fn check(pose: &Pose, score: f64) {
    assert!((pose.score - score).abs() < 0.01, "{}", pose.score);
    assert!(!pose.has_depth);
    let step = pose.at(COCO[1]) - pose.at(COCO[0]);
    assert!(step.x > 0.5 && step.y < -0.5, "{step:?}");
    for (index, landmark) in COCO.into_iter().enumerate() {
        let expected = pose.at(COCO[0]) + step * index as f64;
        assert!(pose.at(landmark).distance(expected) < 2.5, "{landmark:?}: {:?}, not {expected:?}", pose.at(landmark));
        assert!(pose.keypoint(landmark).visibility > 0.8);
    }
    for landmark in Landmark::ALL.into_iter().filter(|landmark| !COCO.contains(landmark)) {
        assert!(!pose.keypoint(landmark).is_known(), "{landmark:?}");
    }
    assert_eq!(Facing::of(pose).known_near(), None, "both sides are seen alike, and there is no depth");
    assert_ne!(BodyView::of(pose), BodyView::Unknown);
}

#[test]
fn each_kind_of_model_is_run() {
    check(&pose_in_white(&movenet_descriptor("float32"), &movenet(Type::Float)), 0.9);
    check(&pose_in_white(&movenet_descriptor("uint8"), &movenet(Type::Uint8)), 0.9);
    check(&pose_in_white(&movenet_descriptor("int32"), &movenet(Type::Int32)), 0.9);
    check(&pose_in_white(&simcc_descriptor(), &simcc(17)), 0.8);
    let yolo = pose_in_white(&yolo_descriptor(), &yolo());
    check(&yolo, 0.95);
    // The letterboxed picture of 320 by 240 is five pixels to the input's one, its middle in the input's middle.
    let (x, y) = place(0);
    let expected = (f64::from(x) * 320.0, (f64::from(y) - 0.5) * 320.0 + 120.0);
    let nose = yolo.at(Landmark::Nose);
    assert!((nose.x - expected.0).abs() < 0.5 && (nose.y - expected.1).abs() < 0.5, "{nose:?} {expected:?}");
}

#[test]
fn what_does_not_fit_is_said_before_the_first_frame() {
    let good = movenet_descriptor("int32");
    let graph = movenet(Type::Int32);
    let swap = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replace(from, to)
    };
    for (text, model, words) in [
        (swap("'int32'", "'uint8'"), &graph[..], "the descriptor says uint8 of shape [1, 64, 64, 3]"),
        (swap("NHWC", "NCHW"), &graph, "the descriptor says int32 of shape [1, 3, 64, 64]"),
        (swap("'input'", "'image'"), &graph, "it has no input `image`; its input is `input`"),
        (swap("'output_0'", "'poses'"), &graph, "it has no output `poses`; its outputs are `output_0`"),
        (simcc_descriptor(), &simcc(26), "its output `simcc_x` has the shape [1, 26, 128]; [1, 17, bins] is needed"),
        (good.clone(), &graph[..graph.len() / 2], "model.onnx"),
        (good.clone(), b"no model at all", "model.onnx"),
        (good.clone(), b"", "model.onnx"),
    ] {
        let (_folder, path) = folder(&text, Some(model));
        let error = own_model(&path).unwrap_err();
        assert!(matches!(error, OwnModelError::ModelUnfit { .. }), "{error}");
        assert!(error.to_string().contains(words), "{error}\ndoes not say: {words}");
        assert!(error.remedy().contains("my-model.toml"));
    }
    let (_folder, path) = folder(&good, None);
    let error = own_model(&path).unwrap_err();
    assert!(
        matches!(error, OwnModelError::ModelMissing { .. }) && error.to_string().contains("no such file"),
        "{error}"
    );
}

fn supple(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_supple"))
        .env("SUPPLE_DATA", "/dev/null/nowhere")
        .env("LANGUAGE", "en")
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

#[test]
fn the_program_takes_a_model_of_ones_own() {
    let (folder, path) = folder(&movenet_descriptor("int32"), Some(&movenet(Type::Int32)));
    let picture = folder.path().join("white.png");
    RgbImage::from_pixel(320, 240, Rgb([255; 3])).save(&picture).unwrap();
    let picture = picture.to_str().unwrap();
    let output = supple(&["pose", picture, "--json", "--pose-model", path.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let line: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let pose = &line["pose"];
    assert!(pose["world"].is_null());
    let landmark = |name: &str| {
        let all = pose["landmarks"].as_array().unwrap();
        assert_eq!(all.len(), 33);
        all.iter().find(|landmark| landmark["name"] == name).unwrap().clone()
    };
    assert!(landmark("left_knee")["x"].is_f64() && landmark("left_knee")["z"].is_null());
    assert!(landmark("left_heel")["x"].is_null());
    assert_eq!(landmark("left_heel")["visibility"], 0.0);
    assert!(pose["angles"]["left_ankle"].is_null());
    assert!(pose["angles"]["left_knee"].is_f64());

    let assessed = supple(&["assess", "childs-pose", picture, "--json", "--pose-model", path.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_slice(&assessed.stdout).unwrap();
    let target = line["targets"].as_array().unwrap().iter().find(|target| target["measure"] == "hip_to_heel").unwrap();
    assert_eq!(target["state"], "unseen", "a model without heels");
    assert_eq!(line["in_pose"], false);
}

#[test]
fn mistakes_end_the_program_with_code_two_and_no_panic() {
    let said = |path: &Path| {
        let output = supple(&["bench", "--pose-model", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let (_first, wrong) =
        folder(&movenet_descriptor("int32").replace("colour", "color").replace("'NHWC'", "'HWC'"), None);
    let words = said(&wrong);
    for part in ["unknown key `color`", "did you mean `colour`?", "unknown layout `HWC`", "my-model.toml:10:", "^^^"] {
        assert!(words.contains(part), "{part} is not in\n{words}");
    }
    assert!(said(Path::new("nowhere.toml")).contains("nowhere.toml: no such file"));
    let (_second, missing) = folder(&movenet_descriptor("int32"), None);
    assert!(said(&missing).contains("model.onnx: no such file"));
    let (_third, damaged) = folder(&movenet_descriptor("int32"), Some(b"text"));
    assert!(said(&damaged).contains("model.onnx: "));
}

/// The TOML blocks of the documentation, each complete.
fn examples() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pose-models.md");
    let text = fs::read_to_string(path).unwrap();
    let blocks = text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    blocks.collect()
}

#[test]
fn the_examples_of_the_documentation_are_right() {
    let models: Vec<_> = examples()
        .iter()
        .map(|text| parse_descriptor("example.toml", text).unwrap_or_else(|e| panic!("{e:?}")))
        .collect();
    let kinds: Vec<_> = models.iter().map(|model| model.kind.name()).collect();
    assert_eq!(kinds, ["simcc", "movenet", "yolo-pose", "simcc"]);
    for model in &models[..3] {
        assert_eq!(model.keypoints, COCO.map(Some));
    }
    let more = &models[3];
    assert!(matches!(more.kind, Kind::SimCc { .. }));
    assert_eq!(more.keypoints.len(), 26);
    assert!(more.keypoints.contains(&Some(Landmark::LeftHeel)));
}

/// Writes the graphs to the folder in `SUPPLE_GRAPHS`, to be examined with other tools.
#[test]
#[ignore = "writes files for other tools"]
fn write_the_graphs() {
    let folder = PathBuf::from(std::env::var_os("SUPPLE_GRAPHS").expect("SUPPLE_GRAPHS names a folder"));
    let graphs = [
        ("movenet-f32", movenet(Type::Float)),
        ("movenet-u8", movenet(Type::Uint8)),
        ("movenet-i32", movenet(Type::Int32)),
        ("simcc", simcc(17)),
        ("yolo", yolo()),
    ];
    for (name, bytes) in graphs {
        fs::write(folder.join(format!("{name}.onnx")), bytes).unwrap();
    }
}
