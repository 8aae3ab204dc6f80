//! Where faces are, and how they are made unrecognisable: rather too much than too little.
//!
//! Of who is found, a circle around all landmarks of the face, together with where the head would be by the trunk, since of a face that
//! is turned away the landmarks are guesses. Where nobody is found, somebody may be there all the same: the whole picture is blurred.

use image::RgbImage;

use crate::body::{Landmark, Point, Pose, torso_length};

/// The landmarks of the face: the nose to the right corner of the mouth.
const FACE: usize = 11;
/// A head's radius from its middle, by the trunk's length. A head is 0.19 to 0.26 trunk lengths in radius (Drillis & Contini); hair comes on top, and
/// the trunk may be foreshortened.
const HEAD: f64 = 0.34;
/// So much larger than the landmarks' own circle: they lie within the face, which has a chin, a forehead and ears.
const MARGIN: f64 = 1.6;
/// How far the head's middle lies beyond the shoulders, along the trunk, in trunk lengths.
const BEYOND: f64 = 0.33;
/// A trunk that points at the camera is short in the picture; the shoulders' breadth is 0.75 of its true length or more.
const BREADTH: f64 = 1.3;
/// A face that has been seen a moment ago hasn't gone far.
const REMEMBERED: usize = 8;
/// A face comes down to so many spots across: eyes, nose and mouth can't be told from each other.
const SPOTS: f64 = 4.0;
/// And the whole picture to so many.
const PICTURE_SPOTS: f64 = 24.0;
/// A circle is never smaller than this share of the picture's smaller side: a person who is so far away is as large as that.
const SMALLEST: f64 = 0.025;

/// A circle in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Circle {
    middle: Point,
    radius: f64,
}

/// Finds and blurs the face of whoever is followed, frame by frame.
#[derive(Clone, Debug, Default)]
pub struct Faces {
    /// Of the last frames.
    before: Vec<Vec<Circle>>,
}

impl Faces {
    /// Blurs what may be a face in the picture that shows this pose, or nobody.
    pub fn blur(&mut self, pose: Option<&Pose>, picture: &mut RgbImage) {
        let Some(pose) = pose else {
            self.before.clear();
            let (width, height) = picture.dimensions();
            let spot = f64::from(width.max(height)) / PICTURE_SPOTS;
            return blur(picture, spot, |_, _| true);
        };
        let least = SMALLEST * f64::from(picture.width().min(picture.height()));
        let now: Vec<Circle> = circles(pose)
            .map(|circle| Circle { radius: circle.radius.max(least), ..circle })
            .filter(|circle| circle.middle.x.is_finite() && circle.middle.y.is_finite() && circle.radius.is_finite())
            .collect();
        self.before.push(now);
        if self.before.len() > REMEMBERED {
            self.before.remove(0);
        }
        for circle in self.before.iter().flatten() {
            blur_circle(picture, *circle);
        }
    }
}

fn circles(pose: &Pose) -> impl Iterator<Item = Circle> {
    let middle = |right: Landmark| pose.at(right).midpoint(pose.at(right.mirrored()));
    let (shoulders, hips) = (middle(Landmark::RightShoulder), middle(Landmark::RightHip));
    let breadth = pose.at(Landmark::RightShoulder).distance(pose.at(Landmark::LeftShoulder));
    let trunk = torso_length(pose).max(breadth * BREADTH);
    let is_known = |landmark: &Landmark| pose.has_depth || pose.keypoint(*landmark).is_known();
    let face: Vec<Point> =
        Landmark::ALL[..FACE].iter().filter(|landmark| is_known(landmark)).map(|&it| pose.at(it)).collect();
    let sum = face.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.x, sum.1 + at.y));
    let count = face.len().max(1) as f64;
    let centre = Point::new(sum.0 / count, sum.1 / count);
    let furthest = face.iter().map(|at| at.distance(centre)).fold(0.0, f64::max);
    let seen = (!face.is_empty()).then_some(Circle { middle: centre, radius: (furthest * MARGIN).max(HEAD * trunk) });
    // Without shoulders and hips there is no trunk to go by.
    let has_trunk = [Landmark::RightShoulder, Landmark::RightHip].iter().all(is_known);
    let along = shoulders - hips;
    let beyond = shoulders + along * (BEYOND * trunk / along.length().max(1.0));
    let told = has_trunk.then_some(Circle { middle: beyond, radius: HEAD * trunk });
    seen.into_iter().chain(told)
}

fn blur_circle(picture: &mut RgbImage, circle: Circle) {
    let inside =
        |x: u32, y: u32| Point::new(f64::from(x) + 0.5, f64::from(y) + 0.5).distance(circle.middle) <= circle.radius;
    let (width, height) = picture.dimensions();
    let clamp = |at: f64, most: u32| at.clamp(0.0, f64::from(most)) as u32;
    let left = clamp((circle.middle.x - circle.radius).floor(), width);
    let right = clamp((circle.middle.x + circle.radius).ceil(), width);
    let top = clamp((circle.middle.y - circle.radius).floor(), height);
    let bottom = clamp((circle.middle.y + circle.radius).ceil(), height);
    blur_within(picture, 2.0 * circle.radius / SPOTS, [left, top, right, bottom], inside);
}

fn blur(picture: &mut RgbImage, spot: f64, inside: impl Fn(u32, u32) -> bool) {
    let (width, height) = picture.dimensions();
    blur_within(picture, spot, [0, 0, width, height], inside);
}

/// Replaces what is `inside` by the mean colours of squares of `spot` pixels, in a rectangle of left, top, right and bottom. Each square's
/// mean is all that is left of it, so that nothing can be computed back.
fn blur_within(
    picture: &mut RgbImage,
    spot: f64,
    [left, top, right, bottom]: [u32; 4],
    inside: impl Fn(u32, u32) -> bool,
) {
    let spot = (spot.round() as u32).max(2);
    let mut y = top;
    while y < bottom {
        let mut x = left;
        while x < right {
            let (end_x, end_y) = ((x + spot).min(right), (y + spot).min(bottom));
            let mut sum = [0_u64; 3];
            for (at_x, at_y) in (y..end_y).flat_map(|at_y| (x..end_x).map(move |at_x| (at_x, at_y))) {
                let pixel = picture.get_pixel(at_x, at_y).0;
                sum.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u64::from(value));
            }
            let count = u64::from(end_x - x) * u64::from(end_y - y);
            let mean = image::Rgb(sum.map(|sum| (sum / count.max(1)) as u8));
            for (at_x, at_y) in (y..end_y).flat_map(|at_y| (x..end_x).map(move |at_x| (at_x, at_y))) {
                if inside(at_x, at_y) {
                    picture.put_pixel(at_x, at_y, mean);
                }
            }
            x = end_x;
        }
        y += spot;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Size;
    use crate::measure::mannequin::Mannequin;

    /// A picture in which no two neighbours are alike.
    fn noisy(size: Size) -> RgbImage {
        RgbImage::from_fn(size.width, size.height, |x, y| {
            image::Rgb([(x * 37 + y * 91) as u8, (x * 13) as u8, (y * 29) as u8])
        })
    }

    fn is_changed(before: &RgbImage, after: &RgbImage, at: Point) -> bool {
        let (x, y) = (at.x as u32, at.y as u32);
        x < before.width() && y < before.height() && before.get_pixel(x, y) != after.get_pixel(x, y)
    }

    #[test]
    fn every_part_of_a_face_is_blurred_and_the_knees_are_not() {
        let observation = Mannequin::sphinx().observe(0.0);
        let pose = observation.pose.unwrap();
        let before = noisy(observation.size);
        let mut after = before.clone();
        Faces::default().blur(Some(&pose), &mut after);
        for landmark in &Landmark::ALL[..FACE] {
            assert!(is_changed(&before, &after, pose.at(*landmark)), "{landmark:?}");
        }
        assert!(!is_changed(&before, &after, pose.at(Landmark::RightKnee)));
    }

    #[test]
    fn a_face_that_is_not_seen_is_blurred_where_the_head_must_be() {
        let observation = Mannequin::standing().observe(0.0);
        let mut pose = observation.pose.unwrap();
        let head = pose.at(Landmark::Nose);
        // The model guesses the face far away.
        for landmark in &mut pose.landmarks[..FACE] {
            landmark.at = Point::new(5.0, 5.0);
            landmark.visibility = 0.1;
        }
        let before = noisy(observation.size);
        let mut after = before.clone();
        Faces::default().blur(Some(&pose), &mut after);
        assert!(is_changed(&before, &after, head), "{head:?}");
    }

    #[test]
    fn a_face_that_jumps_is_blurred_where_it_was_too() {
        let observation = Mannequin::sphinx().observe(0.0);
        let pose = observation.pose.unwrap();
        let face = pose.at(Landmark::Nose);
        let mut elsewhere = pose.clone();
        elsewhere.landmarks.iter_mut().for_each(|landmark| landmark.at.x += 400.0);
        let before = noisy(observation.size);
        let mut faces = Faces::default();
        faces.blur(Some(&pose), &mut before.clone());
        let mut after = before.clone();
        faces.blur(Some(&elsewhere), &mut after);
        assert!(is_changed(&before, &after, face));
    }

    #[test]
    fn where_nobody_is_found_nothing_is_sharp() {
        let before = noisy(Size::new(96, 72));
        let mut after = before.clone();
        Faces::default().blur(None, &mut after);
        let colours: std::collections::BTreeSet<_> = after.pixels().map(|pixel| pixel.0).collect();
        assert!(colours.len() <= 24 * 18, "{}", colours.len());
        assert_ne!(before, after);
    }

    #[test]
    fn senseless_landmarks_harm_nothing() {
        let observation = Mannequin::sphinx().observe(0.0);
        let mut pose = observation.pose.unwrap();
        pose.landmarks[0].at = Point::new(f64::NAN, f64::INFINITY);
        let mut picture = noisy(observation.size);
        Faces::default().blur(Some(&pose), &mut picture);
        let mut nothing = RgbImage::new(0, 0);
        Faces::default().blur(Some(&pose), &mut nothing);
        Faces::default().blur(None, &mut nothing);
    }
}
