//! Reads a descriptor: TOML in, a checked [`Descriptor`] or every problem out.

use toml::de::DeTable;

use super::descriptor::{COCO, ColourOrder, Descriptor, Input, Kind, Layout, NumberType};
use super::problem;
use super::problem::{DESCRIPTOR, KeypointProblem};
use crate::body::Landmark;
use crate::toml_check::{Field, Key, Problems, Sink, Table, checked, every};

const KIND: Key = Key { name: "kind", example: "kind = \"simcc\"" };
const FILE: Key = Key { name: "file", example: "file = \"rtmpose-m.onnx\"" };
const SCORE_THRESHOLD: Key = Key { name: "score_threshold", example: "score_threshold = 0.3" };
const KEYPOINTS: Key = Key { name: "keypoints", example: "keypoints = [\"nose\", \"left_eye\", \"none\", ...]" };
const INPUT: Key = Key { name: "input", example: "[input], and below it name, layout, width, height and type" };
const OUTPUT: Key = Key { name: "output", example: "[output], and below it the names of the model's outputs" };

const NAME: Key = Key { name: "name", example: "name = \"input\"" };
const LAYOUT: Key = Key { name: "layout", example: "layout = \"NCHW\"" };
const WIDTH: Key = Key { name: "width", example: "width = 192" };
const HEIGHT: Key = Key { name: "height", example: "height = 256" };
const TYPE: Key = Key { name: "type", example: "type = \"float32\"" };
const COLOUR: Key = Key { name: "colour", example: "colour = \"RGB\"" };
const SCALE: Key = Key { name: "scale", example: "scale = 0.00392157" };
const MEAN: Key = Key { name: "mean", example: "mean = [123.675, 116.28, 103.53]" };
const STD: Key = Key { name: "std", example: "std = [58.395, 57.12, 57.375]" };
const BORDER: Key = Key { name: "border", example: "border = 114" };

const X: Key = Key { name: "x", example: "x = \"simcc_x\"" };
const Y: Key = Key { name: "y", example: "y = \"simcc_y\"" };
const MOVENET_KEYPOINTS: Key = Key { name: "keypoints", example: "keypoints = \"output_0\"" };
const DETECTIONS: Key = Key { name: "detections", example: "detections = \"output0\"" };

/// Most characters of a tensor's name or of a path: more than any system or exporter makes.
const LONGEST_NAME: usize = 1000;
/// Sides of an input in pixels: less shows nobody, more is no pose model.
const SIDES: (u32, u32) = (16, 2048);
/// What a byte is multiplied with, and divided by: from about one over a byte's range squared to its inverse.
const SCALES: (f64, f64) = (1e-6, 1e6);
/// A mean on whatever scale.
const MEANS: (f64, f64) = (-1e6, 1e6);
/// A threshold at either end would see everything or nothing.
const THRESHOLDS: (f64, f64) = (0.01, 0.99);
/// The name of a keypoint that Supple has no use for.
const NONE: &str = "none";

/// Which outputs a descriptor must name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outputs {
    SimCc,
    MoveNet,
    YoloPose,
}

const KINDS: &[(&str, Outputs)] =
    &[("simcc", Outputs::SimCc), ("movenet", Outputs::MoveNet), ("yolo-pose", Outputs::YoloPose)];
const LAYOUTS: &[(&str, Layout)] = &[("NHWC", Layout::Nhwc), ("NCHW", Layout::Nchw)];
const TYPES: &[(&str, NumberType)] =
    &[("float32", NumberType::Float32), ("uint8", NumberType::Uint8), ("int32", NumberType::Int32)];
const COLOURS: &[(&str, ColourOrder)] = &[("RGB", ColourOrder::Rgb), ("BGR", ColourOrder::Bgr)];

/// Reads the descriptor that `text` holds; `file` is how problems call it.
pub fn parse_descriptor(file: &str, text: &str) -> Result<Descriptor, Problems> {
    checked(&DESCRIPTOR, file, text, descriptor)
}

fn descriptor(root: &DeTable<'_>, sink: &Sink) -> Option<Descriptor> {
    let keys = [&KIND, &FILE, &SCORE_THRESHOLD, &KEYPOINTS, &INPUT, &OUTPUT];
    let root = Table::root(root, "the descriptor", &keys, sink);
    let outputs = root.require(&KIND).and_then(|field| field.word(&problem::KIND, KINDS));
    let file = root.require(&FILE).and_then(|field| field.verbatim(LONGEST_NAME));
    let threshold =
        root.require(&SCORE_THRESHOLD).and_then(|field| field.number_within(THRESHOLDS.0, THRESHOLDS.1, ""));
    let keypoints = root.optional(&KEYPOINTS, keypoints);
    let input = root.require(&INPUT).and_then(|field| input(&field));
    let kind = root.require(&OUTPUT).and_then(|field| kind(&field, outputs?));
    Some(Descriptor {
        kind: kind?,
        file: file?,
        input: input?,
        keypoints: keypoints.ok()?.unwrap_or_else(|| COCO.map(Some).to_vec()),
        score_threshold: threshold?,
    })
}

/// A list of landmark names in the model's order, without doubles and with the trunk.
fn keypoints(field: &Field<'_>) -> Option<Vec<Option<Landmark>>> {
    let list = field.list("a list of landmark names")?;
    let known = Landmark::ALL.iter().map(|landmark| landmark.name()).chain([NONE]);
    let named = every(list.iter().map(|entry| {
        entry.named(&problem::LANDMARK, known.clone(), |name| match name {
            NONE => Some(None),
            name => Landmark::ALL.into_iter().find(|landmark| landmark.name() == name).map(Some),
        })
    }))?;
    let mut is_sound = true;
    for (index, landmark) in named.iter().enumerate() {
        let Some(landmark) = landmark else { continue };
        if named[..index].contains(&Some(*landmark)) {
            list[index].report(&KeypointProblem::Duplicate { landmark: landmark.name() });
            is_sound = false;
        }
    }
    for trunk in [Landmark::LeftShoulder, Landmark::RightShoulder, Landmark::LeftHip, Landmark::RightHip] {
        if !named.contains(&Some(trunk)) {
            field.report(&KeypointProblem::Missing { landmark: trunk.name() });
            is_sound = false;
        }
    }
    is_sound.then_some(named)
}

fn input(field: &Field<'_>) -> Option<Input> {
    let keys = [&NAME, &LAYOUT, &WIDTH, &HEIGHT, &TYPE, &COLOUR, &SCALE, &MEAN, &STD, &BORDER];
    let table = field.table("[input]", &keys)?;
    let name = table.require(&NAME).and_then(|field| field.verbatim(LONGEST_NAME));
    let layout = table.require(&LAYOUT).and_then(|field| field.word(&problem::LAYOUT, LAYOUTS));
    let side = |key| table.require(key).and_then(|field| field.whole_within(SIDES.0, SIDES.1));
    let (width, height) = (side(&WIDTH), side(&HEIGHT));
    let number_type = table.require(&TYPE).and_then(|field| field.word(&problem::NUMBER_TYPE, TYPES));
    let colour = table.require(&COLOUR).and_then(|field| field.word(&problem::COLOUR_ORDER, COLOURS));
    let scale = table.optional(&SCALE, |field| field.number_within(SCALES.0, SCALES.1, ""));
    let mean = table.optional(&MEAN, |field| field.triple_within(MEANS.0, MEANS.1));
    let std = table.optional(&STD, |field| field.triple_within(SCALES.0, SCALES.1));
    let border = table.optional(&BORDER, |field| field.whole_within(0, 255));
    Some(Input {
        name: name?,
        layout: layout?,
        width: width? as usize,
        height: height? as usize,
        number_type: number_type?,
        colour: colour?,
        scale: scale.ok()?.unwrap_or(1.0) as f32,
        mean: mean.ok()?.unwrap_or([0.0; 3]).map(|value| value as f32),
        std: std.ok()?.unwrap_or([1.0; 3]).map(|value| value as f32),
        border: border.ok()?.and_then(|grey| u8::try_from(grey).ok()).unwrap_or(0),
    })
}

fn kind(field: &Field<'_>, outputs: Outputs) -> Option<Kind> {
    let tensor = |table: &Table<'_>, key| table.require(key).and_then(|field| field.verbatim(LONGEST_NAME));
    match outputs {
        Outputs::SimCc => {
            let table = field.table("[output] of a simcc model", &[&X, &Y])?;
            let (x, y) = (tensor(&table, &X), tensor(&table, &Y));
            Some(Kind::SimCc { x: x?, y: y? })
        }
        Outputs::MoveNet => {
            let table = field.table("[output] of a movenet model", &[&MOVENET_KEYPOINTS])?;
            Some(Kind::MoveNet { keypoints: tensor(&table, &MOVENET_KEYPOINTS)? })
        }
        Outputs::YoloPose => {
            let table = field.table("[output] of a yolo-pose model", &[&DETECTIONS])?;
            Some(Kind::YoloPose { detections: tensor(&table, &DETECTIONS)? })
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::toml_check::{Problem, Style};

    const GOOD: &str = "kind = 'simcc'\nfile = 'a.onnx'\nscore_threshold = 0.3\n[input]\nname = 'input'\nlayout = 'NCHW'\n\
        width = 192\nheight = 256\ntype = 'float32'\ncolour = 'RGB'\nmean = [1, 2.5, 3]\n[output]\nx = 'a'\ny = 'b'\n";

    fn codes(text: &str) -> Vec<String> {
        let problems = parse_descriptor("m.toml", text).err();
        problems.iter().flat_map(Problems::all).map(Problem::code).collect()
    }

    #[test]
    fn a_good_descriptor_is_read_with_its_defaults() {
        let model = parse_descriptor("m.toml", GOOD).unwrap();
        assert_eq!(model.kind, Kind::SimCc { x: "a".to_owned(), y: "b".to_owned() });
        assert_eq!((model.input.width, model.input.height, model.input.shape()), (192, 256, [1, 3, 256, 192]));
        assert_eq!((model.input.mean, model.input.std, model.input.border), ([1.0, 2.5, 3.0], [1.0; 3], 0));
        assert_eq!(model.keypoints, COCO.map(Some));
    }

    #[test]
    fn each_mistake_has_its_code() {
        let with = |from: &str, to: &str| {
            assert!(GOOD.contains(from), "{from}");
            codes(&GOOD.replacen(from, to, 1))
        };
        for (from, to, code) in [
            ("'simcc'", "'heatmap'", "unknown-kind"),
            ("'NCHW'", "'HWC'", "unknown-layout"),
            ("'float32'", "'float16'", "unknown-type"),
            ("'RGB'", "'grey'", "unknown-colour-order"),
            ("file =", "path =", "missing-key"),
            ("width = 192", "width = 192.5", "wrong-type"),
            ("width = 192", "width = 0", "out-of-bounds"),
            ("0.3", "1.5", "out-of-bounds"),
            ("0.3", "nan", "not-finite"),
            ("mean = [1, 2.5, 3]", "mean = [1, 2]", "wrong-type"),
            ("mean = [1, 2.5, 3]", "std = [1, 0, 3]", "out-of-bounds"),
            ("x = 'a'", "x = ''", "empty"),
            ("x = 'a'", "detections = 'a'", "unknown-key"),
            (
                "[input]",
                "keypoints = ['left_hip', 'left_hip', 'right_hip', 'left_shoulder', 'right_shoulder']\n[input]",
                "duplicate-keypoint",
            ),
            ("[input]", "keypoints = ['left_hip', 'right_hip', 'left_shoulder', 'none']\n[input]", "missing-keypoint"),
            ("[input]", "keypoints = ['left_hipp']\n[input]", "unknown-landmark"),
            ("[output]", "[output", "syntax"),
        ] {
            let found = with(from, to);
            assert!(found.contains(&format!("pose-model::{code}")), "{to}: {found:?}");
        }
        assert_eq!(codes(""), ["pose-model::empty-file"]);
    }

    #[test]
    fn all_mistakes_come_at_once_with_line_underline_and_remedy() {
        let text = GOOD.replace("layout", "lay_out").replace("'RGB'", "'RBG'").replace("y = 'b'", "z = 'b'");
        let problems = parse_descriptor("m.toml", &text).unwrap_err();
        let shown = problems.render(Style::PLAIN);
        for words in [
            "m.toml:6:1",
            "unknown key `lay_out`",
            "did you mean `layout`?",
            "^^^",
            "unknown colour order `RBG`",
            "unknown key `z`",
            "`y` is missing from [output] of a simcc model",
        ] {
            assert!(shown.contains(words), "{words} is not in\n{shown}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(kind|input|keypoints|\\[|\\]|=|'|\"|simcc|[0-9.]|none|\n| |,|é){0,60}") {
            let _ = parse_descriptor("m.toml", &text).map_err(|problems| problems.render(Style::PLAIN));
        }
    }
}
