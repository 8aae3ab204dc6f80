//! The places that the detector judges.

use super::model::ANCHORS;

/// Layers of the detector: cells along one side, and anchors in each cell.
///
/// The strides are 8, 16, 32, 32 and 32 pixels of a 224-pixel input, with two anchors a cell and layer; layers of equal
/// stride share their cells. Source: MediaPipe's `pose_detection_cpu.pbtxt` and `ssd_anchors_calculator.cc`.
const LAYERS: [(usize, usize); 3] = [(28, 2), (14, 2), (7, 6)];

/// The middle of each anchor as fractions of the detector's input, in the order of its outputs.
#[must_use]
pub fn anchors() -> Vec<(f64, f64)> {
    let mut anchors = Vec::with_capacity(ANCHORS);
    for (cells, in_each) in LAYERS {
        for row in 0..cells {
            for column in 0..cells {
                let middle = |cell: usize| (cell as f64 + 0.5) / cells as f64;
                anchors.extend(std::iter::repeat_n((middle(column), middle(row)), in_each));
            }
        }
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_by_row_layer_by_layer() {
        let anchors = anchors();
        assert_eq!(anchors.len(), ANCHORS);
        assert_eq!(anchors[0], (0.5 / 28.0, 0.5 / 28.0));
        assert_eq!(anchors[1], anchors[0]);
        assert_eq!(anchors[2], (1.5 / 28.0, 0.5 / 28.0));
        assert_eq!(anchors[56], (0.5 / 28.0, 1.5 / 28.0));
        assert_eq!(anchors[1568], (0.5 / 14.0, 0.5 / 14.0));
        assert_eq!(anchors[1960], (0.5 / 7.0, 0.5 / 7.0));
        assert_eq!(anchors[1965], anchors[1960]);
        assert_eq!(anchors[2253], (6.5 / 7.0, 6.5 / 7.0));
    }
}
