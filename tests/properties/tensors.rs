//! What a network may say.

use std::sync::OnceLock;
use std::time::Duration;

use arbitrary::{Result, Unstructured};
use image::RgbImage;
use ndarray::{Array4, ArrayD, ArrayView1, ArrayView2, ArrayView3, ArrayViewD, ArrayViewMut4};
use supple::blazepose::anchors::anchors;
use supple::blazepose::heatmap::refine;
use supple::blazepose::model::{BOX_VALUES, HEATMAP_SIDE, LANDMARK_VALUES, RAW_LANDMARKS, WORLD_VALUES};
use supple::blazepose::{Region, detection, landmarks as landmark_model};
use supple::body::{Point, Size};
use supple::frame::{Frame, FrameKind};
use supple::pose_model::{Descriptor, KeypointModel, KeypointNet, NetFailure, parse_descriptor};
use supple::time::Timestamp;

fn numbers(data: &[u8]) -> Vec<f32> {
    data.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

/// People whose scores and places make sense, the likeliest first.
pub fn detector(data: &[u8]) {
    let numbers = numbers(data);
    // A score and a box for each anchor, as many as there are.
    let rows = numbers.chunks_exact(BOX_VALUES + 1);
    let scores: Vec<f32> = rows.clone().map(|row| row[0]).collect();
    let boxes: Vec<f32> = rows.flat_map(|row| row[1..].iter().copied()).collect();
    let boxes = ArrayView2::from_shape((scores.len(), BOX_VALUES), &boxes).expect("as many as rows");
    let (mut candidates, mut people) = (Vec::new(), Vec::new());
    detection::decode(boxes, ArrayView1::from(&scores), &anchors(), &mut candidates);
    let count = candidates.len();
    detection::people(&mut candidates, &mut people);
    assert!(people.len() <= count && people.is_empty() == (count == 0));
    assert!(people.is_sorted_by(|one, next| one.score >= next.score));
    let shown = Region { rotation: 1.0, ..Region::around_picture(Size::new(640, 480)) };
    for person in people {
        assert!((0.5..=1.0).contains(&person.score));
        let person = person.in_picture(&shown);
        assert!(person.keypoints.iter().all(|place| place.x.is_finite() && place.y.is_finite()));
    }
}

/// A body whose places are finite, or none.
pub fn landmarks(data: &[u8]) {
    let numbers = numbers(data);
    if numbers.is_empty() {
        return;
    }
    let mut endless = numbers.iter().copied().cycle();
    let mut take = |count: usize| -> Vec<f32> { endless.by_ref().take(count).collect() };
    let region = take(4);
    let region = Region {
        centre: Point::new(f64::from(region[0]), f64::from(region[1])),
        side: f64::from(region[2]),
        rotation: f64::from(region[3]),
    };
    let (presence, raw) = (take(1), take(RAW_LANDMARKS * LANDMARK_VALUES));
    let (world, heatmap) = (take(RAW_LANDMARKS * WORLD_VALUES), take(HEATMAP_SIDE * HEATMAP_SIDE * RAW_LANDMARKS));
    let outputs = landmark_model::Outputs {
        landmarks: ArrayView2::from_shape((RAW_LANDMARKS, LANDMARK_VALUES), &raw).expect("as many as asked for"),
        presence: presence[0],
        heatmap: ArrayView3::from_shape((HEATMAP_SIDE, HEATMAP_SIDE, RAW_LANDMARKS), &heatmap)
            .expect("as many as asked for"),
        world: ArrayView2::from_shape((RAW_LANDMARKS, WORLD_VALUES), &world).expect("as many as asked for"),
    };
    if let Some(body) = landmark_model::decode(&outputs, &region) {
        assert!((0.5..=1.0).contains(&body.pose.score));
        for keypoint in body.pose.landmarks {
            assert!(keypoint.at.x.is_finite() && keypoint.at.y.is_finite() && keypoint.depth.is_finite());
            assert!((0.0..=1.0).contains(&keypoint.visibility));
        }
        assert!(body.pose.world.iter().all(|place| place.x.is_finite() && place.y.is_finite() && place.z.is_finite()));
        assert!(body.centre.x.is_finite() && body.edge.y.is_finite());
    }
}

/// A landmark that stays finite, sharpened with a heat map of any shape.
pub fn heatmap(data: &[u8]) {
    let _ = sharpened(&mut Unstructured::new(data));
}

fn sharpened(data: &mut Unstructured<'_>) -> Result<()> {
    let (x, y, columns, whole): (f64, f64, u8, bool) = data.arbitrary()?;
    let mut numbers = numbers(data.bytes(data.len())?);
    if whole && !numbers.is_empty() {
        numbers = numbers.iter().copied().cycle().take(HEATMAP_SIDE * HEATMAP_SIDE).collect();
    }
    let columns = if whole { HEATMAP_SIDE } else { usize::from(columns).max(1) };
    let rows = numbers.len() / columns;
    let map = ArrayView2::from_shape((rows, columns), &numbers[..rows * columns]).expect("it fits");
    let (refined_x, refined_y) = refine(map, x, y);
    if x.is_finite() && y.is_finite() {
        assert!(refined_x.is_finite() && refined_y.is_finite());
    }
    Ok(())
}

/// What describes the kinds of models of the person's own.
const KINDS: [(&str, &str); 3] =
    [("simcc", "x = \"x\"\ny = \"y\""), ("movenet", "keypoints = \"k\""), ("yolo-pose", "detections = \"d\"")];

fn descriptors() -> &'static [Descriptor] {
    static DESCRIPTORS: OnceLock<Vec<Descriptor>> = OnceLock::new();
    DESCRIPTORS.get_or_init(|| KINDS.iter().map(|(kind, output)| described(kind, output)).collect())
}

fn described(kind: &str, output: &str) -> Descriptor {
    let text = format!(
        "kind = \"{kind}\"\nfile = \"m.onnx\"\nscore_threshold = 0.3\n[input]\nname = \"i\"\nlayout = \"NCHW\"\nwidth = 64\n\
         height = 64\ntype = \"float32\"\ncolour = \"RGB\"\n[output]\n{output}\n"
    );
    parse_descriptor("m.toml", &text)
        .unwrap_or_else(|problems| panic!("{}", problems.render(supple::toml_check::Style::PLAIN)))
}

/// A network that says whatever comes next.
struct Babbling {
    input: Array4<f32>,
    outputs: Vec<ArrayD<f32>>,
}

impl KeypointNet for Babbling {
    fn input(&mut self) -> ArrayViewMut4<'_, f32> {
        self.input.view_mut()
    }

    fn run(&mut self) -> std::result::Result<(), NetFailure> {
        Ok(())
    }

    fn output(&self, position: usize) -> ArrayViewD<'_, f32> {
        self.outputs[position.min(self.outputs.len() - 1)].view()
    }
}

/// Whatever a model of the person's own says: a pose whose places are finite, none, or words about its shape.
pub fn keypoints(data: &[u8]) {
    let _ = babbled(&mut Unstructured::new(data));
}

fn babbled(data: &mut Unstructured<'_>) -> Result<()> {
    let descriptor = data.choose(descriptors())?.clone();
    let people = data.int_in_range(0..=3_usize)?;
    // Mostly a shape that fits.
    let shape = match data.int_in_range(0..=8_u8)? {
        0..=1 => vec![1, 17, 128],
        2..=3 => vec![1, 1, 17, 3],
        4..=5 => vec![1, 56, people],
        6 => vec![1, people, 57],
        _ => (0..data.int_in_range(0..=5_u8)?).map(|_| data.int_in_range(0..=60_usize)).collect::<Result<_>>()?,
    };
    if shape.iter().product::<usize>() > 1 << 14 {
        return Ok(());
    }
    let mut given = data.peek_bytes(data.len()).map(numbers).unwrap_or_default();
    given.push(0.25);
    let mut endless = given.iter().copied().cycle();
    let output = ArrayD::from_shape_simple_fn(shape, || endless.next().expect("it is endless"));
    let net = Babbling { input: Array4::zeros(descriptor.input.shape()), outputs: vec![output.clone(), output] };
    let mut model = KeypointModel::new(descriptor, net);
    for index in 0..3_u64 {
        let frame = Frame {
            time: Timestamp::from_start(Duration::from_millis(33 * index)),
            index,
            origin: "any".into(),
            kind: FrameKind::Moving,
            image: RgbImage::new(48, 36),
        };
        match model.estimate(&frame) {
            Ok(None) => {}
            Ok(Some(pose)) => {
                assert!((0.0..=1.0).contains(&pose.score));
                for keypoint in pose.landmarks {
                    assert!(keypoint.at.x.is_finite() && keypoint.at.y.is_finite());
                    assert!((0.0..=1.0).contains(&keypoint.visibility));
                }
            }
            Err(failure) => assert!(!failure.to_string().is_empty()),
        }
    }
    Ok(())
}
