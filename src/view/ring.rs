//! The hold ring: how much of the hold is held, and the seconds left. Each phase has
//! a look of its own: holding fills a whole ring, waiting and searching have a dashed one, a pause breaks what is held
//! into dashes, rest runs backwards on a thin one. A movement
//! fills it with its repetitions instead.

use std::f64::consts::{FRAC_PI_2, TAU};
use std::time::Duration;

use super::canvas::{Canvas, Pen};
use super::font::Weight;
use super::layout::Rect;
use super::palette::Ink;
use super::sign;
use super::text::{Align, Style, Typesetter};
use crate::body::Point;
use crate::coach::{Outcome, Phase, Status};
use crate::judge::Tone;

/// Width of the ring's band, as a share of its diameter.
const BAND: f64 = 0.08;
/// Dashes of a whole dashed ring.
const DASHES: f64 = 18.0;
/// Space that stays free between the band and what is written inside, as a share of the diameter.
const CLEAR: f64 = 0.035;

/// Draws the ring into a square.
pub(super) fn draw(canvas: &mut Canvas, typesetter: &mut Typesetter, square: Rect, status: &Status) {
    let inks = canvas.inks();
    let ring = Ring::of(square);
    let held = if status.is_moved {
        (f64::from(status.reps_done) / f64::from(status.reps.max(1))).min(1.0)
    } else {
        fraction(status.held, status.hold)
    };
    let whole = ring.pen(inks.line);
    match status.phase {
        Phase::Holding | Phase::Moving => {
            ring.part(canvas, 1.0, whole);
            ring.part(canvas, held, ring.rounded(inks.within));
        }
        Phase::Searching | Phase::Positioning | Phase::Changing(_) => {
            ring.dashes(canvas, 1.0, inks.line);
            ring.dashes(canvas, held, inks.within.mixed(inks.line, 0.3));
        }
        Phase::Paused => {
            ring.part(canvas, 1.0, whole);
            ring.dashes(canvas, held, inks.text.mixed(inks.line, 0.25));
        }
        Phase::Stopped => {
            ring.part(canvas, 1.0, whole);
            ring.part(canvas, held, ring.rounded(inks.quiet));
        }
        Phase::Resting(left) => {
            let rest = status.subject.stretch().map_or(left, |stretch| stretch.dose.rest.max(left));
            let thin = |ink: Ink| Pen { width: ring.band * 0.45, ..ring.rounded(ink) };
            ring.part(canvas, 1.0, thin(inks.line));
            ring.part(canvas, fraction(left, rest), thin(inks.text));
        }
    }
    write_inside(canvas, typesetter, square, status);
}

/// Draws the ring of a session that is over: full with a tick where something was done.
pub(super) fn draw_done(canvas: &mut Canvas, square: Rect, outcome: &Outcome) {
    let inks = canvas.inks();
    let ring = Ring::of(square);
    let is_praised = outcome.message.tone == Tone::Good;
    ring.part(canvas, 1.0, ring.pen(if is_praised { inks.within } else { inks.line }));
    if is_praised {
        sign::tick(canvas, sign_place(square), square.width * 0.42, inks.within);
    }
}

struct Ring {
    centre: Point,
    radius: f64,
    band: f64,
}

impl Ring {
    fn of(square: Rect) -> Self {
        Self { centre: square.centre(), radius: square.width * (1.0 - BAND) / 2.0, band: square.width * BAND }
    }

    fn pen(&self, ink: Ink) -> Pen {
        Pen::flat(ink, self.band)
    }

    fn rounded(&self, ink: Ink) -> Pen {
        Pen::round(ink, self.band)
    }

    /// As many of the ring's dashes as `share` of it holds.
    fn dashes(&self, canvas: &mut Canvas, share: f64, ink: Ink) {
        let dash = TAU * self.radius / DASHES / 2.0;
        let count = (share * DASHES).ceil();
        // Up to the end of the last dash, without the gap behind it.
        self.part(canvas, (count - 0.5) / DASHES, self.pen(ink).dashed(dash, dash));
    }

    /// The first `share` of the ring, clockwise from the top.
    fn part(&self, canvas: &mut Canvas, share: f64, pen: Pen) {
        if share > 0.0 {
            canvas.arc(self.centre, self.radius, -FRAC_PI_2, share.min(1.0) * TAU, pen);
        }
    }
}

/// How much of `whole` has passed, 0 to 1.
fn fraction(part: Duration, whole: Duration) -> f64 {
    if whole.is_zero() { 0.0 } else { (part.as_secs_f64() / whole.as_secs_f64()).clamp(0.0, 1.0) }
}

/// A length of time as it is read from across a room: seconds, from 100 on as minutes and seconds. Begun seconds count.
fn clock(time: Duration) -> String {
    // Frames come some milliseconds apart; a hold of 5 s must not start at 6 for that.
    let seconds = (time.as_secs_f64() - 0.001).ceil().max(0.0) as u64;
    if seconds < 100 { seconds.to_string() } else { format!("{}:{:02}", seconds / 60, seconds % 60) }
}

fn write_inside(canvas: &mut Canvas, typesetter: &mut Typesetter, square: Rect, status: &Status) {
    let inks = canvas.inks();
    let diameter = square.width;
    let sign_at = sign_place(square);
    let left = || clock(status.hold.saturating_sub(status.held));
    let number = match status.phase {
        Phase::Stopped => {
            sign::pause(canvas, sign_at, diameter * 0.3, inks.text);
            None
        }
        Phase::Searching if status.held.is_zero() && (!status.is_moved || status.reps_done == 0) => {
            sign::camera(canvas, sign_at, diameter * 0.34, inks.quiet);
            None
        }
        Phase::Resting(left) | Phase::Changing(left) => Some((clock(left), inks.text)),
        // A movement has no seconds to wait for: what counts is how often it was done.
        Phase::Moving => Some((status.reps_done.to_string(), inks.text)),
        Phase::Searching | Phase::Positioning | Phase::Paused if status.is_moved => {
            Some((status.reps_done.to_string(), inks.quiet))
        }
        Phase::Holding => Some((left(), inks.text)),
        Phase::Searching | Phase::Positioning | Phase::Paused => Some((left(), inks.quiet)),
    };
    if let Some((number, ink)) = number {
        let style = Style::new(Weight::Bold, ink, diameter * 0.46).wrapped(1, diameter * 0.1);
        // Many digits go into a low and wide box, few into a high one.
        let boxes = [0.24, 0.2, 0.16].map(|half| inside(square, -half, half));
        let size =
            |typesetter: &mut Typesetter, rect: Rect| typesetter.fit(&number, style, rect.width, rect.height).size;
        let largest = boxes.into_iter().max_by(|a, b| size(typesetter, *a).total_cmp(&size(typesetter, *b)));
        typesetter.centred(canvas, &number, style, largest.unwrap_or(square), Align::Centre);
    }
}

/// A box between two heights, in diameters from the middle, as wide as the ring is there.
fn inside(square: Rect, top: f64, bottom: f64) -> Rect {
    let (diameter, centre) = (square.width, square.centre());
    let clear = diameter * (0.5 - BAND - CLEAR);
    let edge = top.abs().max(bottom.abs()) * diameter;
    let half = (clear * clear - edge * edge).max(0.0).sqrt();
    Rect::new(centre.x - half, centre.y + top * diameter, 2.0 * half, (bottom - top) * diameter)
}

/// The middle of a sign in the number's place.
fn sign_place(square: Rect) -> Point {
    square.centre()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_counts_begun_seconds() {
        let written = |seconds: f64| clock(Duration::from_secs_f64(seconds));
        assert_eq!(written(25.0), "25");
        assert_eq!(written(24.2), "25");
        assert_eq!(written(0.3), "1");
        assert_eq!(written(0.0), "0");
        assert_eq!(written(5.0005), "5");
        assert_eq!(written(125.0), "2:05");
    }

    #[test]
    fn fractions_stay_between_nothing_and_all() {
        let seconds = Duration::from_secs;
        assert!((fraction(seconds(1), seconds(4)) - 0.25).abs() < 1e-9);
        assert!((fraction(seconds(9), seconds(4)) - 1.0).abs() < 1e-9);
        assert!(fraction(seconds(9), Duration::ZERO).abs() < 1e-9);
    }
}
