//! Puts a scene together.

use parley::fontique::Collection;

use super::canvas::Canvas;
use super::choices;
use super::gauge;
use super::gauge::View;
use super::hosted;
use super::layout::{Layout, Rect};
use super::look::Look;
use super::message::Header;
use super::panel::Reps;
use super::pictogram;
use super::pictogram::FigureFacing;
use super::picture::{Projection, Scaler};
use super::screen::{Asked, Screen};
use super::sheet::{Page, Sheet};
use super::skeleton;
use super::skeleton::Body;
use super::text::Typesetter;
use super::{message, panel, ring, summary};
use crate::body::Size;
use crate::body::{Pose, Side};
use crate::coach::{Phase, Status};
use crate::frame::Frame;
use crate::judge::Tone;
use crate::time::Timestamp;

/// What is to be shown at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The newest frame of the camera or video.
    pub frame: Option<&'a Frame>,
    /// The person in that frame, in its pixels.
    pub pose: Option<&'a Pose>,
    /// What else the window shows.
    pub screen: &'a Screen,
    /// Whether to show the picture as a mirror does. Words are never mirrored.
    pub mirror: bool,
    /// The moment at which it is painted, by the program's clock: what moves by itself moves by it.
    pub time: Timestamp,
    /// What the person has asked to see besides.
    pub asked: Asked,
}

/// Paints scenes. Keeps fonts, buffers and the last scaled picture from frame to frame.
pub struct Painter {
    canvas: Canvas,
    typesetter: Typesetter,
    scaler: Scaler,
    facing: FigureFacing,
    look: Look,
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
        Self::with(Typesetter::new())
    }

    /// The same; `installed` finds the fonts for what our own letters lack, and is called when that first happens.
    #[must_use]
    pub fn falling_back(installed: impl FnOnce() -> Collection + Send + 'static) -> Self {
        Self::with(Typesetter::falling_back(Box::new(installed)))
    }

    fn with(typesetter: Typesetter) -> Self {
        Self {
            canvas: Canvas::new(),
            typesetter,
            scaler: Scaler::new(),
            facing: FigureFacing::default(),
            look: Look::default(),
        }
    }

    /// From now on scenes are painted to look like this.
    pub const fn set_look(&mut self, look: Look) {
        self.look = look;
    }

    /// How scenes are painted to look.
    #[must_use]
    pub const fn look(&self) -> Look {
        self.look
    }

    /// Paints `scene` for a window of `size` pixels into `pixels`: `size.width * size.height` values `0x00RRGGBB`, row
    /// by row from the top left. What was in `pixels` is replaced. Sides above 65535 pixels count as that.
    pub fn paint(&mut self, scene: &Scene, size: Size, pixels: &mut Vec<u32>) {
        self.canvas.set_theme(self.look.theme);
        self.canvas.begin(size, self.canvas.inks().panel);
        let layout = Layout::of(size, self.look.letters);
        let area = hosted::picture_area(scene.screen, &Page::of(size, self.look.letters), layout.picture);
        let projection = scene.frame.and_then(|frame| {
            let (width, height) = frame.image.dimensions();
            let projection = Projection::fit(width, height, area, scene.mirror)?;
            self.scaler.show(&mut self.canvas, frame, &projection);
            Some(projection)
        });
        self.draw_screen(scene, Some(scene.screen), &layout, projection.as_ref(), true);
        self.canvas.finish(pixels);
    }

    /// What stands over the picture and beside it; before anything has been shown, `None`. Without its words where something else
    /// is said.
    fn draw_screen(
        &mut self,
        scene: &Scene,
        screen: Option<&Screen>,
        layout: &Layout,
        projection: Option<&Projection>,
        has_words: bool,
    ) {
        let picture = projection.map(|projection| projection.rect);
        match screen {
            Some(Screen::Session(status)) => {
                let heading = self.draw_body(scene.pose, projection, status.near, Some(status), layout.unit);
                self.draw_words(status, layout, picture, has_words, heading);
                self.draw_signs(status, message::area(layout.picture, picture), layout.unit);
                self.draw_panel(scene, status, layout);
            }
            Some(Screen::Summary(outcome)) => {
                self.draw_body(scene.pose, projection, outcome.near, None, layout.unit);
                let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
                summary::draw(canvas, typesetter, layout, picture, outcome, has_words);
            }
            Some(Screen::Notice { words, over }) => {
                self.draw_screen(scene, over.as_deref(), layout, projection, false);
                if has_words {
                    let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
                    message::draw_notice(canvas, typesetter, layout.picture, picture, words, layout.unit);
                }
            }
            Some(screen @ Screen::Lost { over, .. }) => {
                if let Some(over) = over {
                    self.draw_screen(scene, Some(over), layout, projection, false);
                }
                if has_words {
                    self.draw_hosted(screen, picture);
                }
            }
            Some(
                screen @ (Screen::Begin(_)
                | Screen::Place(_)
                | Screen::Pain(_)
                | Screen::Done(_)
                | Screen::Settings(_)),
            ) => {
                let unit = picture.map_or(layout.unit, |picture| layout.unit * picture.width / layout.picture.width);
                self.draw_body(scene.pose, projection, None, None, unit.min(layout.unit));
                if has_words {
                    self.draw_hosted(screen, picture);
                }
            }
            None => {
                self.draw_body(scene.pose, projection, None, None, layout.unit);
                panel::draw_idle(&mut self.canvas, &mut self.typesetter, layout);
            }
        }
    }

    /// A screen around a session.
    fn draw_hosted(&mut self, screen: &Screen, picture: Option<Rect>) {
        let page = Page::of(self.canvas.size(), self.look.letters);
        hosted::draw(&mut Sheet::new(&mut self.canvas, &mut self.typesetter, page), screen, picture);
    }

    /// Returns the direction of the arrow on the body, where there is one.
    fn draw_body(
        &mut self,
        pose: Option<&Pose>,
        projection: Option<&Projection>,
        near: Option<Side>,
        status: Option<&Status>,
        unit: f64,
    ) -> Option<f64> {
        let (pose, projection) = (pose?, projection?);
        let body = Body::new(pose, projection);
        let near = near.unwrap_or_else(|| skeleton::seen_side(pose));
        // Landmarks may lie outside the picture; no line goes astray over the words beside it.
        self.canvas.within(projection.rect, |canvas| {
            skeleton::draw(canvas, &body, near, unit);
            let status = status.filter(|status| is_judged(status))?;
            let position = status.subject.stretch()?.position;
            let view = View { near, mirrored: projection.is_mirrored(), position, unit };
            gauge::draw_all(canvas, &body, &status.targets, status.message.target, view)
        })
    }

    /// The stretch's name, and the message with the direction of its arrow, unless something else is said.
    fn draw_words(
        &mut self,
        status: &Status,
        layout: &Layout,
        picture: Option<Rect>,
        has_words: bool,
        heading: Option<f64>,
    ) {
        let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
        let area = message::area(layout.picture, picture);
        message::draw_header(canvas, typesetter, area, &Header::of(status), layout.unit);
        if has_words {
            message::draw_message(canvas, typesetter, area, picture, &status.message, heading, layout.unit);
        }
    }

    /// The sign while it is read, and what may be chosen after it.
    fn draw_signs(&mut self, status: &Status, area: Rect, unit: f64) {
        let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
        match status.offer {
            Some(offer) => choices::draw_offer(canvas, typesetter, area, offer, status.sign, unit),
            None => choices::draw_sign(canvas, area, status.sign, unit),
        }
    }

    fn draw_panel(&mut self, scene: &Scene, status: &Status, layout: &Layout) {
        if let Some(figure) = status.subject.stretch().and_then(|stretch| stretch.figure_of(status.pose)) {
            self.facing = pictogram::facing(figure, scene.pose, status.near, scene.mirror, self.facing);
        }
        let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
        ring::draw(canvas, typesetter, layout.ring, status);
        let reps = Reps { done: status.reps_done, all: status.reps, go_on: true };
        panel::draw_reps(canvas, typesetter, layout.reps, reps, layout.unit);
        pictogram::draw(canvas, typesetter, layout.card, status, self.facing, layout.unit);
        panel::draw_foot(canvas, typesetter, layout, status);
    }
}

/// Whether the pose is being judged: a hold is under way, or there is something to mend. Somebody who is still on the way
/// into position, or rests, is left in peace; ranges of a pose they aren't taking would only look like reproaches.
fn is_judged(status: &Status) -> bool {
    match status.phase {
        Phase::Holding | Phase::Moving | Phase::Paused => true,
        Phase::Positioning => status.message.tone != Tone::Guide,
        Phase::Searching | Phase::Resting(_) | Phase::Stopped => false,
    }
}
