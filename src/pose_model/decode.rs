//! From the outputs of networks that see one person to keypoints.

#![allow(clippy::needless_pass_by_value, reason = "a view is as good as a reference, and so ndarray takes it")]

use ndarray::{ArrayView1, ArrayViewD};

use super::descriptor::Input;
use super::net::NetFailure;
use crate::statistics::median_high;

/// Where the network sees one keypoint, as fractions of the input's width and height, and how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// Fraction of the width, from the left.
    pub x: f64,
    /// Fraction of the height, from the top.
    pub y: f64,
    /// How sure the network is, 0 to 1.
    pub score: f64,
}

impl Spot {
    /// A keypoint of the network's own numbers: a score above 1 counts as 1, and a keypoint with a number that makes no
    /// sense as not seen at all.
    #[must_use]
    pub fn new(x: f64, y: f64, score: f64) -> Self {
        if x.is_finite() && y.is_finite() && score > 0.0 {
            Self { x, y, score: score.min(1.0) }
        } else {
            Self::default()
        }
    }
}

/// One person, as a network sees them.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// How sure the network is that there is a person, 0 to 1.
    pub score: f64,
    /// The keypoints in the network's order.
    pub spots: Vec<Spot>,
}

/// What the decoders have to know: the input that was shown and how many keypoints there are.
#[derive(Clone, Copy, Debug)]
pub struct SeenKeypoint<'a> {
    /// The input.
    pub input: &'a Input,
    /// How many keypoints the descriptor lists.
    pub keypoints: usize,
}

impl Sighting {
    /// A person with these keypoints. Networks without a score for the whole person are as sure of them as of the keypoint
    /// in the middle of all scores: half of the body may be hidden.
    fn of(spots: Vec<Spot>) -> Self {
        let score = median_high(spots.iter().map(|spot| spot.score)).unwrap_or_default();
        Self { score, spots }
    }
}

/// The error of an output that has not the shape `expected`.
pub(super) fn misshapen(name: &str, output: &ArrayViewD<'_, f32>, expected: String) -> NetFailure {
    NetFailure::Shape { output: name.to_owned(), found: output.shape().to_vec(), expected }
}

/// Decodes `SimCC`: the likeliest bin along each axis. A keypoint is as sure as the less sure of its axes.
///
/// `x` has the shape [1, keypoints, bins], where the bins divide the input's width evenly; `y` alike. They are called
/// `names` in errors.
///
/// Source: `get_simcc_maximum` of `MMPose`.
pub fn decode_simcc(
    x: ArrayViewD<'_, f32>,
    y: ArrayViewD<'_, f32>,
    names: [&str; 2],
    shown: SeenKeypoint<'_>,
) -> Result<Sighting, NetFailure> {
    let (columns, rows) = (axis(x, names[0], shown)?, axis(y, names[1], shown)?);
    let spots = columns.into_iter().zip(rows).map(|((x, one), (y, other))| Spot::new(x, y, one.min(other)));
    Ok(Sighting::of(spots.collect()))
}

/// The likeliest bin of each keypoint as a fraction of the axis, with its score.
fn axis(output: ArrayViewD<'_, f32>, name: &str, shown: SeenKeypoint<'_>) -> Result<Vec<(f64, f64)>, NetFailure> {
    match output.shape() {
        &[1, keypoints, bins] if keypoints == shown.keypoints && bins > 0 => {
            Ok(output.rows().into_iter().map(likeliest).collect())
        }
        _ => Err(misshapen(name, &output, format!("[1, {}, bins]", shown.keypoints))),
    }
}

fn likeliest(row: ArrayView1<'_, f32>) -> (f64, f64) {
    let numbers = row.iter().enumerate().filter(|(_, value)| value.is_finite());
    // The first of equal ones, as in the source.
    let best = numbers.fold(None, |best: Option<(usize, f32)>, (bin, &value)| match best {
        Some((_, highest)) if highest >= value => best,
        _ => Some((bin, value)),
    });
    best.map_or((0.0, 0.0), |(bin, value)| (bin as f64 / row.len() as f64, f64::from(value)))
}

/// Decodes `MoveNet`'s single pose, of the shape [1, 1, keypoints, 3]: y, x and score. It is called `name` in errors.
///
/// Source: the model card of `MoveNet.SinglePose` on TensorFlow Hub.
pub fn decode_movenet(
    output: ArrayViewD<'_, f32>,
    name: &str,
    shown: SeenKeypoint<'_>,
) -> Result<Sighting, NetFailure> {
    if *output.shape() != [1, 1, shown.keypoints, 3] {
        return Err(misshapen(name, &output, format!("[1, 1, {}, 3]", shown.keypoints)));
    }
    let spots = output.rows().into_iter().map(|triple| {
        let [y, x, score] = [triple[0], triple[1], triple[2]].map(f64::from);
        Spot::new(x, y, score)
    });
    Ok(Sighting::of(spots.collect()))
}

#[cfg(test)]
mod tests {
    use ndarray::{Array3, ArrayD, arr1};
    use proptest::prelude::*;

    use super::super::descriptor::{Kind, example};
    use super::*;

    fn input() -> Input {
        example(Kind::MoveNet { keypoints: String::new() }, 4, 8, vec![]).input
    }

    fn zeros(shape: &[usize]) -> ArrayD<f32> {
        ArrayD::zeros(shape)
    }

    const NAMES: [&str; 2] = ["simcc_x", "simcc_y"];

    #[test]
    fn simcc_worked_out_by_hand() {
        let input = input();
        let shown = SeenKeypoint { input: &input, keypoints: 3 };
        // Two bins a pixel: 8 for the width of 4, 16 for the height of 8.
        let mut x = Array3::<f32>::zeros((1, 3, 8));
        let mut y = Array3::<f32>::zeros((1, 3, 16));
        (x[[0, 0, 3]], y[[0, 0, 4]]) = (0.9, 0.6);
        (x[[0, 1, 7]], x[[0, 1, 2]], y[[0, 1, 15]]) = (0.4, 0.3, 0.8);
        (x[[0, 2, 0]], y[[0, 2, 1]]) = (f32::NAN, 0.8);
        let found = decode_simcc(x.view().into_dyn(), y.view().into_dyn(), NAMES, shown).unwrap();
        let close = |spot: Spot, expected: (f64, f64, f64)| {
            assert!((spot.x - expected.0).abs() < 1e-6 && (spot.y - expected.1).abs() < 1e-6, "{spot:?}");
            assert!((spot.score - expected.2).abs() < 1e-6, "{spot:?}");
        };
        close(found.spots[0], (3.0 / 8.0, 4.0 / 16.0, 0.6));
        close(found.spots[1], (7.0 / 8.0, 15.0 / 16.0, 0.4));
        assert_eq!(found.spots[2], Spot::default(), "not seen along one axis is not seen");
        assert!((found.score - 0.4).abs() < 1e-6, "the middle one of 0, 0.4 and 0.6");
    }

    #[test]
    fn movenet_worked_out_by_hand() {
        let input = input();
        let shown = SeenKeypoint { input: &input, keypoints: 2 };
        let output = arr1(&[0.25, 0.5, 0.75, -0.1, 1.2, 1.5]).into_shape_with_order((1, 1, 2, 3)).unwrap();
        let found = decode_movenet(output.view().into_dyn(), "output_0", shown).unwrap();
        assert_eq!(found.spots[0], Spot { x: 0.5, y: 0.25, score: 0.75 });
        assert!((found.spots[1].x - 1.2).abs() < 1e-6 && (found.spots[1].score - 1.0).abs() < 1e-12);
    }

    #[test]
    fn another_shape_is_an_error_that_says_both() {
        let input = input();
        let shown = SeenKeypoint { input: &input, keypoints: 2 };
        let error = decode_movenet(zeros(&[1, 6, 1, 3]).view(), "output_0", shown).unwrap_err().to_string();
        assert_eq!(error, "its output `output_0` has the shape [1, 6, 1, 3]; [1, 1, 2, 3] is needed");
        let good = zeros(&[1, 2, 4]);
        assert!(decode_simcc(good.view(), good.view(), NAMES, shown).is_ok());
        for shape in [&[1, 3, 4][..], &[2, 2, 4], &[1, 2, 0], &[2, 4], &[0], &[]] {
            let error = decode_simcc(good.view(), zeros(shape).view(), NAMES, shown).unwrap_err();
            assert!(error.to_string().contains("`simcc_y`"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_numbers_in_any_shape_are_survived(
            values in prop::collection::vec(prop::num::f32::ANY, 0..64),
            shape in prop::collection::vec(0..9_usize, 0..5),
            keypoints in 0..6_usize,
        ) {
            let input = input();
            let shown = SeenKeypoint { input: &input, keypoints };
            // The numbers over and over, as many as the shape has.
            let endless = || values.iter().chain(&[f32::NAN]).copied().cycle();
            let of_shape = |shape: &[usize]| {
                let mut numbers = endless();
                ArrayD::from_shape_simple_fn(shape, || numbers.next().unwrap())
            };
            let (output, fit, rows) =
                (of_shape(&shape), of_shape(&[1, 1, values.len() / 3, 3]), of_shape(&[1, 2, values.len() / 2]));
            let found = [
                decode_movenet(output.view(), "a", shown),
                decode_simcc(output.view(), output.view(), NAMES, shown),
                decode_movenet(fit.view(), "a", SeenKeypoint { keypoints: values.len() / 3, ..shown }),
                decode_simcc(rows.view(), rows.view(), NAMES, SeenKeypoint { keypoints: 2, ..shown }),
            ];
            prop_assert!(found[2].is_ok());
            for spot in found.into_iter().flatten().flat_map(|sighting| sighting.spots) {
                prop_assert!(spot.x.is_finite() && spot.y.is_finite() && (0.0..=1.0).contains(&spot.score));
            }
        }
    }
}
