//! The back's outline: how far behind the trunk's line the person ends, ray by ray from hips to shoulders.

use crate::body::Landmark::{RightElbow, RightIndex, RightShoulder, RightWrist};
use crate::body::{Point, Size, Vec2};
use crate::body::{Pose, Side};
use crate::body::{SILHOUETTE_SIDE, Silhouette};
use crate::measure::spine::stance::Stance;
use crate::measure::spine::window::{LANDMARK_SLIP, WINDOW};

/// How many rays are cast: about one for each of the silhouette's pixels, for a person who fills it.
pub const RAYS: usize = 41;
/// Between two samples along a ray, in the silhouette's pixels.
const STEP: f64 = 0.5;
/// How far the edge is looked for from the trunk's line, in torso lengths: toward the belly, for a deep hollow, and toward the
/// back. A trunk is about 0.5 deep.
const INWARD: f64 = 0.35;
const OUTWARD: f64 = 0.60;
/// What is nearer than this to the edge of picture or silhouette, in the pixels of each, may be cut off.
const BORDER: f64 = 2.0;
/// Half the thickness of upper arm, forearm and hand, in torso lengths: girths of 30 to 38 and 25 cm and a hand of 9 cm, on a
/// trunk of 50.
const UPPER_ARM: f64 = 0.10;
const FOREARM: f64 = 0.08;
const HAND: f64 = 0.08;
/// A back does not rise more steeply than this against the trunk's line (63 degrees); hair, folds and unseen arms do.
const MAX_SLOPE: f64 = 2.0;

/// Where a ray leaves the person.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// Its distance from the trunk's line toward the back, in torso lengths.
    pub height: f64,
    /// Half the width of its soft edge, between logits of ±1, in torso lengths.
    pub softness: f64,
}

/// The edge on every ray, from hips to shoulders; `None` where it is hidden or is not the back.
pub type Outline = [Option<Edge>; RAYS];

/// How far along the way from hips to shoulders a ray is cast.
pub fn position(ray: usize) -> f64 {
    WINDOW.0 + (WINDOW.1 - WINDOW.0) * ray as f64 / (RAYS - 1) as f64
}

/// The outline of the back of the person of `pose`.
pub fn outline(silhouette: &Silhouette, stance: &Stance, pose: &Pose, size: Size) -> Outline {
    let arms = Arms::of(silhouette, stance, pose);
    let found = std::array::from_fn(|ray| {
        let base = stance.hips + stance.along * (position(ray) * stance.torso);
        let (distance, softness) = edge(silhouette, stance, base)?;
        let place = base + stance.back * distance;
        let shown = is_inside(place, (SILHOUETTE_SIDE - 1) as f64, (SILHOUETTE_SIDE - 1) as f64)
            && is_inside(silhouette.place_to_picture(place), f64::from(size.width) - 1.0, f64::from(size.height) - 1.0);
        (shown && !arms.cover(place))
            .then_some(Edge { height: distance / stance.torso, softness: softness / stance.torso })
    });
    without_jumps(found)
}

fn is_inside(place: Point, right: f64, bottom: f64) -> bool {
    (BORDER..=right - BORDER).contains(&place.x) && (BORDER..=bottom - BORDER).contains(&place.y)
}

/// How far from `base`, in pixels, the person ends toward the back, and half the width of that edge.
///
/// The first way out counts, so that a leg lifted behind is not taken for the back. Where the trunk's line itself lies
/// outside, as over a deep hollow, the person is looked for toward the belly first.
fn edge(silhouette: &Silhouette, stance: &Stance, base: Point) -> Option<(f64, f64)> {
    let inward = (INWARD * stance.torso / STEP) as i32;
    let outward = (OUTWARD * stance.torso / STEP) as i32;
    let logit = |step: i32| silhouette.logit(base + stance.back * (f64::from(step) * STEP));
    let mut step = 0;
    while logit(step)? <= 0.0 {
        step -= 1;
        if step < -inward {
            return None;
        }
    }
    let mut inside = logit(step)?;
    loop {
        step += 1;
        if step > outward {
            return None;
        }
        let next = logit(step)?;
        if next <= 0.0 {
            let fall = inside - next;
            return Some(((f64::from(step - 1) + inside / fall) * STEP, STEP / fall));
        }
        inside = next;
    }
}

/// Both arms, whatever their visibility: it is the hidden far arm that passes for a back.
struct Arms {
    parts: [(Point, Point, f64); 6],
}

impl Arms {
    fn of(silhouette: &Silhouette, stance: &Stance, pose: &Pose) -> Self {
        let bones =
            [(RightShoulder, RightElbow, UPPER_ARM), (RightElbow, RightWrist, FOREARM), (RightWrist, RightIndex, HAND)];
        let parts = std::array::from_fn(|index| {
            let (from, to, radius) = bones[index / 2];
            let side = Side::BOTH[index % 2];
            let at = |right| silhouette.place_from_picture(pose.at(side.of(right)));
            (at(from), at(to), (radius + LANDMARK_SLIP) * stance.torso)
        });
        Self { parts }
    }

    fn cover(&self, place: Point) -> bool {
        self.parts.iter().any(|&(from, to, radius)| distance_to_segment(place, from, to) < radius)
    }
}

fn distance_to_segment(place: Point, from: Point, to: Point) -> f64 {
    let (whole, offset): (Vec2, Vec2) = (to - from, place - from);
    let square = whole.dot(whole);
    let fraction = if square > 0.0 { (offset.dot(whole) / square).clamp(0.0, 1.0) } else { 0.0 };
    place.distance(from + whole * fraction)
}

/// Leaves out what stands off the back: keeps the longest run of edges without a jump, and every run that joins it on either
/// side without one.
fn without_jumps(mut found: Outline) -> Outline {
    let joins = |a: (usize, Edge), b: (usize, Edge)| {
        (b.1.height - a.1.height).abs() <= MAX_SLOPE * (position(b.0) - position(a.0)).abs()
    };
    let edges: Vec<(usize, Edge)> =
        found.iter().enumerate().filter_map(|(ray, edge)| edge.map(|edge| (ray, edge))).collect();
    let runs: Vec<&[(usize, Edge)]> = edges.chunk_by(|&a, &b| joins(a, b)).collect();
    // The first of the longest, whichever way the person faces.
    let Some(longest) = (0..runs.len()).rev().max_by_key(|&run| runs[run].len()) else { return found };
    let mut kept = [false; RAYS];
    let mut keep = |run: &[(usize, Edge)]| run.iter().for_each(|&(ray, _)| kept[ray] = true);
    keep(runs[longest]);
    let (mut first, mut last) = (runs[longest][0], runs[longest][runs[longest].len() - 1]);
    for run in &runs[longest + 1..] {
        if joins(last, run[0]) {
            keep(run);
            last = run[run.len() - 1];
        }
    }
    for run in runs[..longest].iter().rev() {
        if joins(run[run.len() - 1], first) {
            keep(run);
            first = run[0];
        }
    }
    for (edge, kept) in found.iter_mut().zip(kept) {
        if !kept {
            *edge = None;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(height: impl Fn(usize) -> Option<f64>) -> Outline {
        std::array::from_fn(|ray| height(ray).map(|height| Edge { height, softness: 0.01 }))
    }

    #[test]
    fn what_jumps_off_the_back_is_left_out_and_what_lies_beyond_it_is_kept() {
        let with_hair = heights(|ray| Some(if (30..34).contains(&ray) { 0.4 } else { 0.2 }));
        let kept = without_jumps(with_hair);
        assert!((0..RAYS).all(|ray| kept[ray].is_some() != (30..34).contains(&ray)));
        let slope = without_jumps(heights(|ray| Some(position(ray))));
        assert!(slope.iter().all(Option::is_some));
        assert!(without_jumps(heights(|_| None)).iter().all(Option::is_none));
    }

    #[test]
    fn a_point_is_as_far_from_a_bone_as_from_its_nearest_place() {
        let far = |x, y| distance_to_segment(Point::new(x, y), Point::new(0.0, 0.0), Point::new(10.0, 0.0));
        assert!((far(5.0, 3.0) - 3.0).abs() < 1e-12);
        assert!((far(13.0, 4.0) - 5.0).abs() < 1e-12);
        let point = Point::new(1.0, 1.0);
        assert!((distance_to_segment(Point::new(1.0, 3.0), point, point) - 2.0).abs() < 1e-12);
    }
}
