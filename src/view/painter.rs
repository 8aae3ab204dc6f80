//! Puts a scene together.

use super::canvas::Canvas;
use super::gauge;
use super::gauge::View;
use super::layout::Layout;
use super::palette::PANEL;
use super::pictogram;
use super::pictogram::Facing;
use super::picture::{Projection, Scaler};
use super::skeleton;
use super::skeleton::Body;
use super::text::Typesetter;
use super::{message, panel, ring};
use crate::body::Pose;
use crate::body::Size;
use crate::coach::{Phase, Status};
use crate::frame::Frame;
use crate::judge::Tone;

/// What is to be shown at a moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scene<'a> {
    /// The newest frame of the camera or video.
    pub frame: Option<&'a Frame>,
    /// The person in that frame, in its pixels.
    pub pose: Option<&'a Pose>,
    /// Where the session stands.
    pub status: Option<&'a Status>,
    /// Whether to show the picture as a mirror does. Words are never mirrored.
    pub mirror: bool,
    /// Something to say instead of coaching, such as `Starting the camera ...`.
    pub notice: Option<&'a str>,
}

/// Paints scenes. Keeps fonts, buffers and the last scaled picture from frame to frame.
pub struct Painter {
    canvas: Canvas,
    typesetter: Typesetter,
    scaler: Scaler,
    facing: Facing,
}

impl Default for Painter {
    fn default() -> Self {
        Self::new()
    }
}

impl Painter {
    /// A painter with its fonts loaded.
    #[must_use]
    pub fn new() -> Self {
        Self { canvas: Canvas::new(), typesetter: Typesetter::new(), scaler: Scaler::new(), facing: Facing::default() }
    }

    /// Paints `scene` for a window of `size` pixels into `pixels`: `size.width * size.height` values `0x00RRGGBB`, row
    /// by row from the top left. What was in `pixels` is replaced. Sides above 65535 pixels count as that.
    pub fn paint(&mut self, scene: &Scene, size: Size, pixels: &mut Vec<u32>) {
        self.canvas.begin(size, PANEL);
        let layout = Layout::of(size);
        let projection = scene.frame.and_then(|frame| {
            let (width, height) = frame.image.dimensions();
            let projection = Projection::fit(width, height, layout.picture, scene.mirror)?;
            self.scaler.show(&mut self.canvas, frame, &projection);
            Some(projection)
        });
        let heading = match (scene.pose, projection) {
            (Some(pose), Some(projection)) => self.draw_body(pose, &projection, scene.status, layout.unit),
            _ => None,
        };
        if let Some(status) = scene.status {
            self.draw_words(scene, status, &layout, projection.as_ref(), heading);
            self.draw_panel(scene, status, &layout);
        } else {
            panel::draw_idle(&mut self.canvas, &mut self.typesetter, &layout);
        }
        if let Some(notice) = scene.notice {
            let picture = projection.map(|projection| projection.rect);
            let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
            message::draw_notice(canvas, typesetter, layout.picture, picture, notice, layout.unit);
        }
        self.canvas.finish(pixels);
    }

    /// Gives back the direction of the arrow on the body, where there is one.
    fn draw_body(&mut self, pose: &Pose, projection: &Projection, status: Option<&Status>, unit: f64) -> Option<f64> {
        let body = Body::new(pose, projection);
        let near = status.and_then(|status| status.near).unwrap_or_else(|| skeleton::seen_side(pose));
        // Landmarks may lie outside the picture; no line goes astray over the words beside it.
        self.canvas.within(projection.rect, |canvas| {
            skeleton::draw(canvas, &body, near, unit);
            let status = status.filter(|status| is_judged(status))?;
            let view = View { near, mirrored: projection.is_mirrored(), position: status.stretch.position, unit };
            gauge::draw_all(canvas, &body, &status.targets, status.message.target, view)
        })
    }

    fn draw_words(
        &mut self,
        scene: &Scene,
        status: &Status,
        layout: &Layout,
        projection: Option<&Projection>,
        heading: Option<f64>,
    ) {
        let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
        let picture = projection.map(|projection| projection.rect);
        let area = message::area(layout.picture, picture);
        message::draw_header(canvas, typesetter, area, status, layout.unit);
        if scene.notice.is_none() {
            message::draw_message(canvas, typesetter, area, picture, &status.message, heading, layout.unit);
        }
    }

    fn draw_panel(&mut self, scene: &Scene, status: &Status, layout: &Layout) {
        if let Some(figure) = status.stretch.figure_of(status.pose) {
            self.facing = pictogram::facing(figure, scene.pose, status.near, scene.mirror, self.facing);
        }
        let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
        ring::draw(canvas, typesetter, layout.ring, status);
        panel::draw_reps(canvas, typesetter, layout.reps, status, layout.unit);
        // Nothing is left to aim for in the end.
        if status.phase != Phase::Done {
            pictogram::draw(canvas, typesetter, layout.card, status, self.facing, layout.unit);
        }
        panel::draw_foot(canvas, typesetter, layout, status);
    }
}

/// Whether the pose is being judged: a hold is under way, or there is something to mend. Somebody who is still on the way
/// into position, or rests, is left in peace; ranges of a pose they aren't taking would only look like reproaches.
fn is_judged(status: &Status) -> bool {
    match status.phase {
        Phase::Holding | Phase::Moving | Phase::Paused => true,
        Phase::Positioning => status.message.tone != Tone::Guide,
        Phase::Searching | Phase::Resting(_) | Phase::Done | Phase::Stopped => false,
    }
}
