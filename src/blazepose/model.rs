//! Facts about the networks: their files, and the name and shape of everything that goes in and comes out.
//!
//! Pictures are NHWC (row, column, channel), red first. The folder `models` says where the files come from.

/// One input or output of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TensorFacts {
    /// Its name in the graph.
    pub name: &'static str,
    /// Its shape, batch of one first. The elements are 32-bit floats.
    pub shape: &'static [usize],
}

impl TensorFacts {
    /// How many elements it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        let mut product = 1;
        let mut axis = 0;
        while axis < self.shape.len() {
            product *= self.shape[axis];
            axis += 1;
        }
        product
    }

    /// Whether it has no elements; no network here has such a tensor.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A network: its file and everything that goes in and comes out.
#[derive(Clone, Copy)]
pub struct ModelFacts {
    /// What it is, for messages.
    pub title: &'static str,
    /// Its file's name in a folder of models.
    pub file: &'static str,
    /// Its inputs.
    pub inputs: &'static [TensorFacts],
    /// Its outputs; the constants below are positions in this list.
    pub outputs: &'static [TensorFacts],
    /// The file itself, which the program carries inside.
    pub bytes: &'static [u8],
}

impl std::fmt::Debug for ModelFacts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The bytes would fill many screens.
        formatter.debug_struct("ModelFacts").field("file", &self.file).finish_non_exhaustive()
    }
}

const fn tensor(name: &'static str, shape: &'static [usize]) -> TensorFacts {
    TensorFacts { name, shape }
}

/// Side of the detector's square input picture in pixels.
pub const DETECTOR_SIDE: usize = 224;
/// How many anchors the detector judges.
pub const ANCHORS: usize = 2254;
/// Numbers the detector gives for each anchor: a box and four keypoints.
pub const BOX_VALUES: usize = 12;
/// Side of the landmark model's square input picture in pixels.
pub const LANDMARK_SIDE: usize = 256;
/// How many landmarks the landmark model gives: 33 of the body, two for tracking, four that nobody uses.
pub const RAW_LANDMARKS: usize = 39;
/// Numbers for each landmark: x, y, z, visibility, presence.
pub const LANDMARK_VALUES: usize = 5;
/// Numbers for each landmark in the room: x, y, z.
pub const WORLD_VALUES: usize = 3;
/// Side of the landmark model's heat map in cells.
pub const HEATMAP_SIDE: usize = 64;

/// Side of the mask in pixels.
pub const MASK_SIDE: usize = 256;

/// Finds a person in the whole picture. Input from −1 to 1.
pub static DETECTOR: ModelFacts = ModelFacts {
    title: "pose detector",
    file: "pose_detector.onnx",
    inputs: &[tensor("image", &[1, DETECTOR_SIDE, DETECTOR_SIDE, 3])],
    outputs: &[tensor("boxes", &[1, ANCHORS, BOX_VALUES]), tensor("scores", &[1, ANCHORS, 1])],
    bytes: include_bytes!("../../models/pose_detector.onnx"),
};
/// The detector's boxes and keypoints, in its input's pixels relative to their anchors.
pub const DETECTOR_BOXES: usize = 0;
/// The detector's scores before the sigmoid.
pub const DETECTOR_SCORES: usize = 1;

/// Finds the landmarks in a region that holds one person. Input from 0 to 1.
pub static LANDMARK_TRUNK: ModelFacts = ModelFacts {
    title: "landmark model",
    file: "pose_landmark_trunk.onnx",
    inputs: &[tensor("image", &[1, LANDMARK_SIDE, LANDMARK_SIDE, 3])],
    outputs: &[
        tensor("landmarks", &[1, RAW_LANDMARKS * LANDMARK_VALUES]),
        tensor("presence", &[1, 1]),
        tensor("heatmap", &[1, HEATMAP_SIDE, HEATMAP_SIDE, RAW_LANDMARKS]),
        tensor("world", &[1, RAW_LANDMARKS * WORLD_VALUES]),
        tensor("features_64", &[1, 48, 64, 64]),
        tensor("features_128", &[1, 16, 128, 128]),
    ],
    bytes: include_bytes!("../../models/pose_landmark_trunk.onnx"),
};
/// The landmarks: x, y, z in the input's pixels, visibility and presence before the sigmoid.
pub const TRUNK_LANDMARKS: usize = 0;
/// How likely the region is to hold a person, 0 to 1.
pub const TRUNK_PRESENCE: usize = 1;
/// A heat map for each landmark, before the sigmoid; the landmark is the last axis.
pub const TRUNK_HEATMAP: usize = 2;
/// The landmarks in the room in metres from the middle of the hips.
pub const TRUNK_WORLD: usize = 3;
/// The first feature map that the mask head needs.
pub const TRUNK_FEATURES_64: usize = 4;
/// The second feature map that the mask head needs.
pub const TRUNK_FEATURES_128: usize = 5;

/// Draws the person's silhouette from the trunk's feature maps, when it is wanted.
pub static MASK_HEAD: ModelFacts = ModelFacts {
    title: "mask head",
    file: "pose_mask_head.onnx",
    inputs: &[tensor("features_64", &[1, 48, 64, 64]), tensor("features_128", &[1, 16, 128, 128])],
    outputs: &[tensor("mask", &[1, MASK_SIDE, MASK_SIDE, 1])],
    bytes: include_bytes!("../../models/pose_mask_head.onnx"),
};
/// The mask head's first input, the trunk's output of the same name.
pub const HEAD_FEATURES_64: usize = 0;
/// The mask head's second input, the trunk's output of the same name.
pub const HEAD_FEATURES_128: usize = 1;
/// The silhouette before the sigmoid: positive is the person.
pub const HEAD_MASK: usize = 0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_positions_name_what_they_say() {
        let output = |model: &ModelFacts, position: usize| model.outputs[position].name;
        assert_eq!(output(&DETECTOR, DETECTOR_BOXES), "boxes");
        assert_eq!(output(&DETECTOR, DETECTOR_SCORES), "scores");
        assert_eq!(output(&LANDMARK_TRUNK, TRUNK_LANDMARKS), "landmarks");
        assert_eq!(output(&LANDMARK_TRUNK, TRUNK_PRESENCE), "presence");
        assert_eq!(output(&LANDMARK_TRUNK, TRUNK_HEATMAP), "heatmap");
        assert_eq!(output(&LANDMARK_TRUNK, TRUNK_WORLD), "world");
        assert_eq!(LANDMARK_TRUNK.outputs[TRUNK_FEATURES_64], MASK_HEAD.inputs[HEAD_FEATURES_64]);
        assert_eq!(LANDMARK_TRUNK.outputs[TRUNK_FEATURES_128], MASK_HEAD.inputs[HEAD_FEATURES_128]);
        assert_eq!(output(&MASK_HEAD, HEAD_MASK), "mask");
    }

    #[test]
    fn a_tensor_has_the_product_of_its_axes() {
        assert_eq!(DETECTOR.outputs[DETECTOR_BOXES].len(), 27_048);
        assert_eq!(LANDMARK_TRUNK.inputs[0].len(), 196_608);
        assert!(!LANDMARK_TRUNK.inputs[0].is_empty());
    }

    #[test]
    fn the_program_carries_whole_models() {
        for model in [&DETECTOR, &LANDMARK_TRUNK, &MASK_HEAD] {
            // A checkout without the large files holds pointers of about a hundred bytes.
            assert!(model.bytes.len() > 5_000, "{} is only {} bytes", model.file, model.bytes.len());
        }
    }
}
