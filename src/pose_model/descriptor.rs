//! What a descriptor says about a network, checked.

use crate::body::Landmark;
use crate::body::Landmark::{
    LeftAnkle, LeftEar, LeftElbow, LeftEye, LeftHip, LeftKnee, LeftShoulder, LeftWrist, Nose, RightAnkle, RightEar,
    RightElbow, RightEye, RightHip, RightKnee, RightShoulder, RightWrist,
};

/// The 17 keypoints of the COCO data set, in its order, which all three kinds of networks come with.
///
/// Source: the `person_keypoints` annotations of COCO 2017 (cocodataset.org).
pub const COCO: [Landmark; 17] = [
    Nose,
    LeftEye,
    RightEye,
    LeftEar,
    RightEar,
    LeftShoulder,
    RightShoulder,
    LeftElbow,
    RightElbow,
    LeftWrist,
    RightWrist,
    LeftHip,
    RightHip,
    LeftKnee,
    RightKnee,
    LeftAnkle,
    RightAnkle,
];

/// What the network's outputs mean, with their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A classifier along each axis, as `RTMPose` has it. Looks at one person's surroundings.
    SimCc {
        /// Output of shape [1, keypoints, bins of x].
        x: String,
        /// Output of shape [1, keypoints, bins of y].
        y: String,
    },
    /// One person's keypoints, as `MoveNet`'s single-pose models give them.
    MoveNet {
        /// Output of shape [1, 1, keypoints, 3]: y, x (as fractions of the input) and score.
        keypoints: String,
    },
    /// Boxes with keypoints for many candidates, as YOLO v8 and v11 pose models export them.
    YoloPose {
        /// Output of shape [1, 5 + 3 · keypoints, candidates]: box (middle, width, height), score, then x, y (in pixels of
        /// the input) and score of each keypoint.
        detections: String,
    },
}

impl Kind {
    /// Its name in descriptors.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::SimCc { .. } => "simcc",
            Self::MoveNet { .. } => "movenet",
            Self::YoloPose { .. } => "yolo-pose",
        }
    }

    /// The names of its outputs, in the order in which a [`KeypointNet`](super::KeypointNet) gives them.
    #[must_use]
    pub fn outputs(&self) -> Vec<&str> {
        match self {
            Self::SimCc { x, y } => vec![x, y],
            Self::MoveNet { keypoints: output } | Self::YoloPose { detections: output } => vec![output],
        }
    }

    /// Whether it sees one person best from close by, so that it is shown the surroundings of where they were.
    #[must_use]
    pub const fn wants_crop(&self) -> bool {
        !matches!(self, Self::YoloPose { .. })
    }
}

/// The order of an input's axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Row, column, channel.
    Nhwc,
    /// Channel, row, column.
    Nchw,
}

/// The type of an input's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberType {
    /// 32-bit floats.
    Float32,
    /// Bytes.
    Uint8,
    /// 32-bit whole numbers.
    Int32,
}

impl NumberType {
    /// Its name in descriptors.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Float32 => "float32",
            Self::Uint8 => "uint8",
            Self::Int32 => "int32",
        }
    }
}

/// The order of a pixel's channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourOrder {
    /// Red first.
    Rgb,
    /// Blue first.
    Bgr,
}

/// How a picture goes into the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its name in the graph.
    pub name: String,
    /// The order of its axes; the batch of one comes first.
    pub layout: Layout,
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// The type of its numbers.
    pub number_type: NumberType,
    /// The order of the channels.
    pub colour: ColourOrder,
    /// A byte is multiplied by this first,
    pub scale: f32,
    /// then the channel's mean is taken away (in the order of the network's channels),
    pub mean: [f32; 3],
    /// and it is divided by this, which is never 0.
    pub std: [f32; 3],
    /// The grey outside the picture, 0 to 255.
    pub border: u8,
}

impl Input {
    /// How many numbers it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.width * self.height * 3
    }

    /// Whether it has no numbers; no valid input is like that.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its shape with the batch of one.
    #[must_use]
    pub const fn shape(&self) -> [usize; 4] {
        match self.layout {
            Layout::Nhwc => [1, self.height, self.width, 3],
            Layout::Nchw => [1, 3, self.height, self.width],
        }
    }
}

/// Everything that Supple has to know about a network. Made by [`parse_descriptor`](super::parse_descriptor), which
/// leaves no room for nonsense.
#[derive(Clone, Debug, PartialEq)]
pub struct Descriptor {
    /// What its outputs mean.
    pub kind: Kind,
    /// The ONNX file as the descriptor names it: absolute, or relative to the descriptor's folder.
    pub file: String,
    /// How a picture goes in.
    pub input: Input,
    /// Which landmark each of the network's keypoints is, in its order; `None` for one that Supple has no use for.
    pub keypoints: Vec<Option<Landmark>>,
    /// From this score on, above 0 and below 1, the network counts as having seen a keypoint.
    pub score_threshold: f64,
}

impl Descriptor {
    /// What a keypoint's score says about its visibility, 0 to 1: the threshold becomes 0.5, from which on Supple takes a
    /// landmark as seen ([`VISIBLE`](crate::body::VISIBLE)); both parts are stretched evenly.
    #[must_use]
    pub fn visibility(&self, score: f64) -> f64 {
        use crate::body::VISIBLE;
        let (score, threshold) = (score.clamp(0.0, 1.0), self.score_threshold);
        if score < threshold {
            VISIBLE * score / threshold
        } else {
            VISIBLE + (1.0 - VISIBLE) * (score - threshold) / (1.0 - threshold)
        }
    }
}

#[cfg(test)]
pub(super) fn example(kind: Kind, width: usize, height: usize, keypoints: Vec<Option<Landmark>>) -> Descriptor {
    let input = Input {
        name: "input".to_owned(),
        layout: Layout::Nhwc,
        width,
        height,
        number_type: NumberType::Float32,
        colour: ColourOrder::Rgb,
        scale: 1.0,
        mean: [0.0; 3],
        std: [1.0; 3],
        border: 0,
    };
    Descriptor { kind, file: "model.onnx".to_owned(), input, keypoints, score_threshold: 0.3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_is_where_a_landmark_becomes_seen() {
        let model = example(Kind::MoveNet { keypoints: "k".to_owned() }, 8, 8, COCO.map(Some).to_vec());
        for (score, visibility) in
            [(-1.0, 0.0), (0.0, 0.0), (0.15, 0.25), (0.3, 0.5), (0.65, 0.75), (1.0, 1.0), (7.0, 1.0)]
        {
            assert!((model.visibility(score) - visibility).abs() < 1e-12, "{score}");
        }
    }

    #[test]
    fn coco_has_each_landmark_once_and_left_before_right() {
        for (index, landmark) in COCO.into_iter().enumerate() {
            assert!(!COCO[..index].contains(&landmark));
            if landmark.name().starts_with("left") {
                assert_eq!(COCO[index + 1], landmark.mirrored());
            }
        }
    }
}
