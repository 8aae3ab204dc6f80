//! The signs beside words: each tone has a shape of its own, so that no meaning hangs on a colour.

use std::f64::consts::{FRAC_PI_4, PI};

use super::canvas::{Canvas, Pen};
use super::layout::Rect;
use super::palette::Ink;
use crate::body::{Point, Vec2};
use crate::judge::Tone;

/// Draws the sign of a tone about `centre`, `size` pixels high. A thing to mend has an arrow to `heading`, a direction on the screen,
/// and a spot where no direction is meant: an arrow would say one.
pub(super) fn draw(canvas: &mut Canvas, tone: Tone, centre: Point, size: f64, heading: Option<f64>) {
    let inks = canvas.inks();
    match tone {
        Tone::Good => tick(canvas, centre, size, inks.within),
        Tone::Mend => match heading {
            Some(heading) => arrow(canvas, centre, size, eighth(heading), inks.mend),
            None => spot(canvas, centre, size, inks.mend),
        },
        Tone::Guide => {
            canvas.circle(centre, size * 0.34, Pen::round(inks.quiet, size * 0.1));
            canvas.fill_circle(centre, size * 0.17, inks.text);
        }
        Tone::Unseen => camera(canvas, centre, size, inks.text),
    }
}

/// The nearest of the eight directions: a sign that trembles with the pose would only distract.
fn eighth(heading: f64) -> f64 {
    (heading / FRAC_PI_4).round() * FRAC_PI_4
}

/// A tick.
pub(super) fn tick(canvas: &mut Canvas, centre: Point, size: f64, ink: Ink) {
    let at = |x: f64, y: f64| centre + Vec2::new(x * size, y * size);
    canvas.line(&[at(-0.42, 0.02), at(-0.12, 0.32), at(0.44, -0.34)], Pen::round(ink, size * 0.17));
}

/// A spot with a ring about it: look here.
pub(super) fn spot(canvas: &mut Canvas, centre: Point, size: f64, ink: Ink) {
    canvas.circle(centre, size * 0.42, Pen::round(ink, size * 0.12));
    canvas.fill_circle(centre, size * 0.24, ink);
}

/// A straight arrow.
pub(super) fn arrow(canvas: &mut Canvas, centre: Point, size: f64, heading: f64, ink: Ink) {
    let along = Vec2::new(heading.cos(), heading.sin()) * (size * 0.45);
    let tip = centre + along;
    let pen = Pen::round(ink, size * 0.17);
    canvas.line(&[centre + along * -1.0, tip], pen);
    arrow_head(canvas, tip, heading, size * 0.42, pen);
}

/// The two strokes of an arrow's head, `length` pixels long each.
pub(super) fn arrow_head(canvas: &mut Canvas, tip: Point, heading: f64, length: f64, pen: Pen) {
    let back = |angle: f64| tip + Vec2::new((heading + angle).cos(), (heading + angle).sin()) * length;
    canvas.line(&[back(PI - FRAC_PI_4), tip, back(PI + FRAC_PI_4)], pen);
}

/// A camera: a box with a lens and a finder.
pub(super) fn camera(canvas: &mut Canvas, centre: Point, size: f64, ink: Ink) {
    let inks = canvas.inks();
    let at = |x: f64, y: f64, width: f64, height: f64| {
        Rect::new(centre.x + x * size, centre.y + y * size, width * size, height * size)
    };
    canvas.fill_round(at(-0.2, -0.42, 0.4, 0.3), size * 0.08, ink);
    canvas.fill_round(at(-0.5, -0.28, 1.0, 0.68), size * 0.12, ink);
    canvas.fill_circle(centre + Vec2::new(0.0, size * 0.06), size * 0.23, inks.panel);
    canvas.fill_circle(centre + Vec2::new(0.0, size * 0.06), size * 0.12, ink);
}

/// Go no further: a bar in a ring.
pub(super) fn stop(canvas: &mut Canvas, centre: Point, size: f64, ink: Ink) {
    canvas.circle(centre, size * 0.42, Pen::round(ink, size * 0.12));
    let end = Vec2::new(size * 0.22, 0.0);
    canvas.line(&[centre + end * -1.0, centre + end], Pen::round(ink, size * 0.14));
}

/// A doctor: the cross that marks one, in a ring; on a full disc where there is no time to lose.
pub(super) fn doctor(canvas: &mut Canvas, centre: Point, size: f64, ink: Ink, is_urgent: bool) {
    let cross = if is_urgent {
        canvas.fill_circle(centre, size * 0.48, ink);
        canvas.inks().panel
    } else {
        canvas.circle(centre, size * 0.42, Pen::round(ink, size * 0.12));
        ink
    };
    for end in [Vec2::new(size * 0.22, 0.0), Vec2::new(0.0, size * 0.22)] {
        canvas.line(&[centre + end * -1.0, centre + end], Pen::round(cross, size * 0.14));
    }
}

/// A dash: nothing can be told.
pub(super) fn dash(canvas: &mut Canvas, centre: Point, size: f64, ink: Ink) {
    let end = Vec2::new(size * 0.3, 0.0);
    canvas.line(&[centre + end * -1.0, centre + end], Pen::round(ink, size * 0.15));
}

/// A loudspeaker, with waves or crossed out.
pub(super) fn sound(canvas: &mut Canvas, centre: Point, size: f64, is_on: bool) {
    let ink = canvas.inks().quiet;
    let at = |x: f64, y: f64| centre + Vec2::new(x * size, y * size);
    let pen = Pen::round(ink, size * 0.12);
    let cone = [at(-0.45, -0.14), at(-0.25, -0.14), at(0.0, -0.38), at(0.0, 0.38), at(-0.25, 0.14), at(-0.45, 0.14)];
    canvas.line(&cone, pen);
    canvas.line(&[cone[5], cone[0]], pen);
    if is_on {
        for radius in [0.2, 0.42] {
            canvas.arc(at(0.06, 0.0), radius * size, -0.9, 1.8, pen);
        }
    } else {
        canvas.line(&[at(0.2, -0.15), at(0.48, 0.15)], pen);
        canvas.line(&[at(0.2, 0.15), at(0.48, -0.15)], pen);
    }
}

/// The two bars of a pause.
pub(super) fn pause(canvas: &mut Canvas, centre: Point, size: f64, ink: Ink) {
    let bar = |x: f64| Rect::new(centre.x + x * size, centre.y - 0.5 * size, 0.28 * size, size);
    for x in [-0.42, 0.14] {
        canvas.fill_round(bar(x), size * 0.06, ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_point_in_eight_directions() {
        assert!((eighth(0.3)).abs() < 1e-9);
        assert!((eighth(0.5) - FRAC_PI_4).abs() < 1e-9);
        assert!((eighth(-3.0) + PI).abs() < 1e-9);
    }
}
