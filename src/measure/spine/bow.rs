//! From a picture to the bow of the back and its error.

use crate::body::Pose;
use crate::body::Silhouette;
use crate::body::Size;
use crate::measure::spine::curve::{SpineCurve, SpineShape, SpineUnseen};
use crate::measure::spine::fit::fit;
use crate::measure::spine::outline::{Outline, RAYS, outline};
use crate::measure::spine::polynomial::{Row, dot, lower_half, slipped, upper_half, whole};
use crate::measure::spine::stance::Stance;
use crate::measure::spine::window::WINDOW;
use crate::statistics::median;

/// What one degree of even bend between hips and shoulders adds to the curve, in torso lengths: an arc of curvature κ stands on
/// average κ·l²/12 over a chord of length l.
pub const PER_DEGREE: f64 = std::f64::consts::PI / 180.0 * (WINDOW.1 - WINDOW.0) * (WINDOW.1 - WINDOW.0) / 12.0;

/// How much straight spines of different people and clothes differ, in torso lengths (one standard deviation): three bodies on
/// hands and knees read -0.051, -0.016 and 0.019.
pub const BODY_ZERO: f64 = 0.03;

/// How hollow the outline of the waist is from the front, in torso lengths: 0.06 to 0.11 with the person's own hollow.
const FLANK: f64 = 0.06;
/// The turn to the camera is not known better than this, in radians (10 degrees).
const MIN_TURN: f64 = std::f64::consts::PI / 18.0;
/// At least this much of the whole outline, or of a half, must be seen.
const MIN_COVER: f64 = 0.5;
/// Beyond this error nothing is claimed: a whole cat stretch is 0.06.
const MAX_ERROR: f64 = 0.05;

/// How the back of the person of `pose` is bowed, in a picture of `size` in which they were drawn as `silhouette`.
pub fn bow(silhouette: &Silhouette, pose: &Pose, size: Size) -> Result<SpineCurve, SpineUnseen> {
    let stance = Stance::of(pose, silhouette)?;
    let outline = outline(silhouette, &stance, pose, size);
    if cover(&outline, 0, RAYS) < MIN_COVER {
        return Err(SpineUnseen::OutlineHidden);
    }
    let fit = fit(&outline, stance.torso).ok_or(SpineUnseen::TooUncertain)?;
    let coefficients = fit.coefficients;
    let curve = dot(&whole(), &coefficients);
    let fit_error = fit.deviation(&whole());
    let softness = median(outline.iter().flatten().map(|edge| edge.softness)).unwrap_or(0.0);
    let view = FLANK * stance.turn.max(MIN_TURN).sin();
    let error = quadrature(&[fit_error, furthest(&coefficients, curve), softness, view]);
    if error.is_nan() || error > MAX_ERROR {
        return Err(SpineUnseen::TooUncertain);
    }
    let half = RAYS / 2;
    let of_half =
        |first, last, measure: Row| (cover(&outline, first, last) >= MIN_COVER).then(|| dot(&measure, &coefficients));
    let (lumbar, thoracic) = (of_half(0, half + 1, lower_half()), of_half(half, RAYS, upper_half()));
    let shape = SpineShape { coefficients, fit_error, softness, turn: stance.turn, is_clockwise: stance.is_clockwise };
    Ok(SpineCurve { curve, lumbar, thoracic, error, shape })
}

/// How much the whole's bow, `curve`, changes at most when an end of the back is taken a little off its place.
pub fn furthest(coefficients: &Row, curve: f64) -> f64 {
    slipped().iter().map(|measure| (dot(measure, coefficients) - curve).abs()).fold(0.0, f64::max)
}

/// The error that the turn to the camera makes between two pictures, from the turns in radians: what is the same in both
/// cancels, to half of what is known of it.
pub fn view_error_between(turn: f64, other: f64) -> f64 {
    FLANK * (turn.sin() - other.sin()).abs().max(MIN_TURN.sin() / 2.0)
}

/// Independent errors together.
pub fn quadrature(errors: &[f64]) -> f64 {
    errors.iter().map(|error| error * error).sum::<f64>().sqrt()
}

fn cover(outline: &Outline, first: usize, last: usize) -> f64 {
    outline[first..last].iter().flatten().count() as f64 / (last - first) as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::body::Landmark;
    use crate::body::Point;
    use crate::measure::spine::synthetic::Figure;

    fn seen(figure: &Figure) -> SpineCurve {
        figure.measure().unwrap_or_else(|why| panic!("{why}: {figure:?}"))
    }

    #[test]
    fn an_arc_reads_as_geometry_says() {
        for (lumbar, thoracic) in
            [(0.0, 0.0), (30.0, 30.0), (60.0, 60.0), (-30.0, -30.0), (-40.0, 0.0), (0.0, 40.0), (-30.0, 40.0)]
        {
            let curve = seen(&Figure { lumbar, thoracic, ..Figure::default() });
            let expected = f64::midpoint(lumbar, thoracic) * PER_DEGREE;
            assert!((curve.curve - expected).abs() < 0.001, "{lumbar} {thoracic}: {curve:?}, expected {expected}");
            let halves = [(curve.lumbar, lumbar), (curve.thoracic, thoracic)];
            for (found, degrees) in halves {
                let expected = degrees / 2.0 * PER_DEGREE;
                assert!(
                    (found.unwrap() - expected).abs() < 0.002,
                    "{lumbar} {thoracic}: {curve:?}, expected {expected}"
                );
            }
        }
    }

    #[test]
    fn hair_over_the_end_of_the_back_widens_the_error_by_what_it_hides() {
        let plain = seen(&Figure { lumbar: 20.0, thoracic: 20.0, ..Figure::default() });
        let hairy = seen(&Figure { lumbar: 20.0, thoracic: 20.0, bump: Some((0.75, 0.95, 0.1)), ..Figure::default() });
        assert!((hairy.curve - plain.curve).abs() < hairy.error, "{hairy:?} {plain:?}");
        assert!(hairy.error > 1.5 * plain.error, "{hairy:?} {plain:?}");
    }

    #[test]
    fn an_arm_across_the_outline_is_left_out_and_two_hide_it() {
        // The hand comes out behind the back, half way up.
        let mut figure = Figure { lumbar: 20.0, thoracic: 20.0, bump: Some((0.45, 0.6, 0.12)), ..Figure::default() };
        figure.put(Landmark::LeftElbow, Point::new(120.0, 141.0));
        figure.put(Landmark::LeftWrist, Point::new(147.0, 139.0));
        figure.put(Landmark::LeftIndex, Point::new(149.0, 138.0));
        let curve = seen(&figure);
        assert!((curve.curve - 20.0 * PER_DEGREE).abs() < 0.006, "{curve:?}");
        // An arm along the whole flank.
        for (landmark, y) in [(Landmark::LeftElbow, 142.0), (Landmark::LeftWrist, 165.0), (Landmark::LeftIndex, 170.0)]
        {
            figure.put(landmark, Point::new(142.0, y));
        }
        figure.put(Landmark::LeftShoulder, Point::new(140.0, 110.0));
        figure.put(Landmark::RightShoulder, Point::new(116.0, 110.0));
        assert_eq!(figure.measure(), Err(SpineUnseen::OutlineHidden));
    }

    #[test]
    fn where_the_picture_cuts_the_back_off_it_is_not_seen() {
        let mut figure = Figure { lumbar: 20.0, thoracic: 20.0, ..Figure::default() };
        // The back lies some 140 pixels from the left.
        figure.size = Size::new(139, 256);
        assert_eq!(figure.measure(), Err(SpineUnseen::OutlineHidden));
        figure.size = Size::new(256, 256);
        assert!(figure.measure().is_ok());
    }

    #[test]
    fn what_cannot_be_told_says_why() {
        let plain = Figure::default();
        let with = |change: &dyn Fn(&mut Pose)| {
            let mut pose = plain.pose();
            change(&mut pose);
            bow(&plain.silhouette(), &pose, plain.size)
        };
        let hidden = with(&|pose| {
            for hip in [Landmark::LeftHip, Landmark::RightHip] {
                pose.landmarks[hip.index()].visibility = 0.3;
            }
        });
        assert_eq!(hidden, Err(SpineUnseen::TrunkHidden));
        let front = with(&|pose| {
            for place in &mut pose.world {
                (place.x, place.z) = (place.z, -place.x);
            }
        });
        assert_eq!(front, Err(SpineUnseen::NotFromTheSide));
        let toward_camera = with(&|pose| {
            for place in &mut pose.world {
                (place.y, place.z) = (0.2 * place.y, place.z - place.y);
            }
        });
        assert_eq!(toward_camera, Err(SpineUnseen::TrunkTooShort));
        let undecided = with(&|pose| {
            for place in &mut pose.world {
                place.z = -place.z;
            }
        });
        assert_eq!(undecided, Err(SpineUnseen::SideUnknown));
        let nowhere = with(&|pose| pose.landmarks = [crate::body::Keypoint::default(); 33]);
        assert_eq!(nowhere, Err(SpineUnseen::TrunkHidden));
    }

    #[test]
    fn on_the_back_nothing_is_claimed_and_face_down_it_is() {
        let standing = Figure { lumbar: 20.0, thoracic: 20.0, ..Figure::default() };
        let upright = seen(&standing);
        // The head to the left: a person who faced left now faces down.
        let prone = seen(&Figure { rotation: -90.0, ..standing.clone() });
        assert!((upright.curve - prone.curve).abs() < 0.001);
        assert_eq!(Figure { rotation: 90.0, ..standing }.measure(), Err(SpineUnseen::OnTheBack));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn moving_scaling_and_mirroring_change_nothing(
            lumbar in -40.0..60.0_f64, thoracic in -30.0..60.0_f64, scale in 0.3..4.0_f64,
            dx in 0.0..400.0_f64, dy in 0.0..400.0_f64,
        ) {
            let plain = Figure { lumbar, thoracic, ..Figure::default() };
            let before = seen(&plain);
            let moved = seen(&Figure { scale, offset: (dx, dy), size: Size::new(2000, 2000), ..plain.clone() });
            prop_assert!((before.curve - moved.curve).abs() < 1e-6, "{before:?} {moved:?}");
            let mirrored = seen(&Figure { mirrored: true, ..plain });
            prop_assert!((before.curve - mirrored.curve).abs() < 1e-3, "{before:?} {mirrored:?}");
            prop_assert!((before.lumbar.unwrap() - mirrored.lumbar.unwrap()).abs() < 2e-3);
            prop_assert!((before.thoracic.unwrap() - mirrored.thoracic.unwrap()).abs() < 2e-3);
        }

        #[test]
        fn slipped_landmarks_move_the_value_by_about_its_error(
            lumbar in -30.0..60.0_f64, thoracic in -20.0..60.0_f64,
            hip in (-3.0..3.0_f64, -3.0..3.0_f64), shoulder in (-3.0..3.0_f64, -3.0..3.0_f64),
        ) {
            let plain = Figure { lumbar, thoracic, ..Figure::default() };
            let truth = seen(&plain);
            let mut pose = plain.pose();
            for (right, (dx, dy)) in [(Landmark::RightHip, hip), (Landmark::RightShoulder, shoulder)] {
                for landmark in [right, right.mirrored()] {
                    let at = &mut pose.landmarks[landmark.index()].at;
                    *at = Point::new(at.x + dx, at.y + dy);
                }
            }
            let curve = bow(&plain.silhouette(), &pose, plain.size).unwrap();
            // Three pixels are the 0.05 torso lengths that a landmark may slip, here on both ends and both ways at once.
            prop_assert!((curve.curve - truth.curve).abs() < 3.0 * truth.error, "{truth:?} {curve:?}");
        }

        #[test]
        fn nonsense_is_never_a_value_that_is_not_a_number(
            x in prop::num::f64::ANY, y in prop::num::f64::ANY, z in prop::num::f64::ANY, landmark in 0..33_usize,
        ) {
            let plain = Figure::default();
            let mut pose = plain.pose();
            pose.landmarks[landmark].at = Point::new(x, y);
            pose.world[landmark].z = z;
            if let Ok(curve) = bow(&plain.silhouette(), &pose, plain.size) {
                prop_assert!(curve.curve.is_finite() && curve.error.is_finite());
            }
        }
    }
}
