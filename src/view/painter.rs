//! Puts a scene together.

use parley::fontique::Collection;

use super::canvas::Canvas;
use super::gauge;
use super::gauge::View;
use super::hosted;
use super::layout::{Layout, Rect};
use super::look::Look;
use super::panel::Reps;
use super::pictogram;
use super::pictogram::{Drawn, FigureFacing};
use super::picture::{Projection, Scaler};
use super::ready::Mode;
use super::screen::{Asked, Details, Screen};
use super::sheet::{Page, Sheet};
use super::skeleton;
use super::skeleton::Body;
use super::steady::Steady;
use super::text::Typesetter;
use super::{choices, details, header, help, message, panel, ready, ring, summary};
use crate::body::Size;
use crate::body::{Pose, Side};
use crate::coach::{Next, Phase, Status};
use crate::frame::Frame;
use crate::judge::{Cue, TargetState, Tone};
use crate::language::Language;
use crate::stretch::Stretch;
use crate::time::Timestamp;
use crate::wording::window;

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
    steady: Steady,
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
            steady: Steady::default(),
        }
    }

    /// From now on scenes are painted to look like this.
    pub const fn set_look(&mut self, look: Look) {
        self.look = look;
        self.typesetter.set_language(look.language);
    }

    /// What it keeps from flickering.
    #[cfg(test)]
    pub(super) const fn steady(&self) -> &Steady {
        &self.steady
    }

    /// What has been written since this was asked last.
    #[cfg(test)]
    pub(super) fn take_written(&mut self) -> Vec<super::text::Written> {
        self.typesetter.take_written()
    }

    /// How scenes are painted to look.
    #[must_use]
    pub const fn look(&self) -> Look {
        self.look
    }

    /// Paints `scene` for a window of `size` pixels into `pixels`: `size.width * size.height` values `0x00RRGGBB`, row
    /// by row from the top left. What was in `pixels` is replaced. Sides above 65535 pixels count as that.
    pub fn paint(&mut self, scene: &Scene, size: Size, pixels: &mut Vec<u32>) {
        self.compose(scene, size);
        self.canvas.finish(pixels);
    }

    /// Puts the scene together, so that it only has to be finished.
    pub(super) fn compose(&mut self, scene: &Scene, size: Size) {
        self.canvas.set_theme(self.look.theme);
        self.canvas.begin(size, self.canvas.inks().panel);
        self.steady.begin(scene.time);
        let layout = Layout::of(size, self.look.letters);
        let mode = if let Screen::Session(status) = scene.screen {
            self.steady.mode(Mode::of(status))
        } else {
            Mode::Watching
        };
        let area = match mode {
            Mode::Watching => layout.picture,
            Mode::Ready => layout.ready.picture,
            Mode::Choosing => layout.choosing.picture,
        };
        let area = hosted::picture_area(scene.screen, &Page::of(size, self.look.letters), area);
        let projection = scene.frame.and_then(|frame| {
            let (width, height) = frame.image.dimensions();
            // Words and picture begin at the same edge, whatever the camera's shape.
            let area = Rect { width: area.fitted(width.into(), height.into()).width, ..area };
            let projection = Projection::fit(width, height, area, scene.mirror)?;
            self.scaler.show(&mut self.canvas, frame, &projection);
            Some(projection)
        });
        let stage = Stage { scene, layout: &layout, mode, projection: projection.as_ref() };
        self.draw_screen(stage, Some(scene.screen), true);
        if scene.asked.help {
            let window = Rect::new(0.0, 0.0, f64::from(size.width), f64::from(size.height));
            help::draw(&mut self.canvas, &mut self.typesetter, &layout, window);
        }
    }

    /// What stands over the picture and beside it; before anything has been shown, `None`. Without its words where something else
    /// is said.
    fn draw_screen(&mut self, stage: Stage, screen: Option<&Screen>, has_words: bool) {
        let Stage { scene, layout, projection, .. } = stage;
        match screen {
            Some(Screen::Session(status)) => self.draw_session(stage, status, has_words),
            Some(Screen::Summary(outcome)) => {
                self.draw_body(stage, outcome.near, None);
                summary::draw(&mut self.canvas, &mut self.typesetter, layout, outcome, has_words);
            }
            Some(Screen::Notice { words, over }) => {
                self.draw_screen(stage, over.as_deref(), false);
                if has_words {
                    let picture = projection.map(|projection| projection.rect);
                    message::draw_notice(&mut self.canvas, &mut self.typesetter, layout, picture, words);
                }
            }
            Some(screen @ Screen::Lost { over, .. }) => {
                if over.is_some() {
                    self.draw_screen(stage, over.as_deref(), false);
                }
                if has_words {
                    self.draw_hosted(screen, projection);
                }
            }
            Some(
                screen
                @ (Screen::Begin(_) | Screen::Place(_) | Screen::Pain(_) | Screen::Done(_) | Screen::Settings(_)),
            ) => {
                self.draw_body(stage, None, None);
                if has_words {
                    self.draw_hosted(screen, projection);
                }
            }
            None => {
                self.draw_body(stage, None, None);
                panel::draw_idle(&mut self.canvas, &mut self.typesetter, layout);
            }
        }
        if has_words && let Some(details) = scene.asked.details {
            self.draw_details(stage, screen, details);
        }
    }

    fn draw_session(&mut self, stage: Stage, status: &Status, has_words: bool) {
        let Stage { scene, layout, mode, .. } = stage;
        let stretch = status.subject.stretch();
        let since = self.steady.watch(stretch.map_or("", |stretch| &stretch.id), status.pose);
        if let Some(figure) = stretch.and_then(|stretch| stretch.figure_of(status.pose)) {
            self.facing = pictogram::facing(figure, scene.pose, status.near, scene.mirror, self.facing);
        }
        let heading = self.draw_body(stage, status.near, Some(status));
        let heading = self.steady.heading(heading);
        let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
        header::draw(canvas, typesetter, layout, &status.subject.title().words(self.look.language), status.side);
        let words = status.message.cue.words(self.look.language);
        match (mode, status.offer, stretch) {
            (Mode::Choosing, Some(offer), _) => {
                choices::draw_offer(canvas, typesetter, layout, &words, (offer, status.sign));
                ring::draw(canvas, typesetter, layout.choosing.ring, status);
            }
            (Mode::Ready, _, Some(stretch)) => {
                if has_words {
                    ready::draw_words(canvas, typesetter, layout, (status, stretch), since);
                }
                draw_coming(canvas, layout, (status, stretch), self.facing, scene.time);
                draw_ring(canvas, typesetter, layout.ready.ring, status);
            }
            _ => {
                let free = if has_words {
                    message::draw(canvas, typesetter, layout, (status.message.tone, &words), heading)
                } else {
                    layout.message.y
                };
                self.draw_panel(layout, status, free);
            }
        }
        if status.next != Next::Unplanned {
            panel::draw_progress(&mut self.canvas, layout.progress, status.progress);
        }
    }

    /// A screen around a session.
    fn draw_hosted(&mut self, screen: &Screen, projection: Option<&Projection>) {
        let picture = projection.map(|projection| projection.rect);
        let page = Page::of(self.canvas.size(), self.look.letters);
        hosted::draw(&mut Sheet::new(&mut self.canvas, &mut self.typesetter, page), screen, picture);
    }

    /// Returns the direction of the arrow on the body, where there is one.
    fn draw_body(&mut self, stage: Stage, near: Option<Side>, status: Option<&Status>) -> Option<f64> {
        let Stage { scene, layout, mode, projection } = stage;
        let (pose, projection) = (scene.pose?, projection?);
        let body = Body::new(pose, projection);
        let near = near.unwrap_or_else(|| skeleton::seen_side(pose));
        // In a small picture lines are thinner.
        let is_small = mode != Mode::Watching || matches!(scene.screen, Screen::Begin(_));
        let unit = layout.unit * if is_small { 0.6 } else { 1.0 };
        let judged = status.filter(|status| mode == Mode::Watching && is_judged(status));
        let ghost = status.filter(|_| scene.asked.ghost && mode == Mode::Watching).and_then(|status| {
            let figure = status.subject.stretch()?.figure_of(status.pose)?;
            Some(Drawn { figure, spans: &[], solid: pictogram::solid_side(status), facing: self.facing })
        });
        let colours: Vec<TargetState> =
            judged.map_or_else(Vec::new, |status| self.steady.states(&status.targets).collect());
        // Landmarks may lie outside the picture; no line goes astray over the words beside it.
        self.canvas.within(projection.rect, |canvas| {
            if let Some(ghost) = &ghost {
                pictogram::draw_ghost(canvas, ghost, &body, unit);
            }
            skeleton::draw(canvas, &body, near, unit);
            let status = judged?;
            let position = status.subject.stretch()?.position;
            let view = View { near, mirrored: projection.is_mirrored(), position, unit };
            gauge::draw_all(canvas, &body, &status.targets, &colours, status.message.target, view)
        })
    }

    /// `free` is how far down there is room for it.
    fn draw_panel(&mut self, layout: &Layout, status: &Status, free: f64) {
        let (canvas, typesetter) = (&mut self.canvas, &mut self.typesetter);
        if let Some(camera) = camera_advice(status, self.look.language) {
            panel::draw_second(
                canvas,
                typesetter,
                layout,
                &camera,
                (Rect { height: free - layout.panel.y, ..layout.panel }, 8),
            );
            return;
        }
        draw_ring(canvas, typesetter, layout.ring, status);
        let reps = Reps { done: status.reps_done, all: status.reps, go_on: true };
        panel::draw_reps(canvas, typesetter, layout, reps);
        panel::draw_word(canvas, typesetter, layout, &window::doing(status, typesetter.language()));
        if free < layout.card.bottom() - 1.0 {
            return;
        }
        let figure = status.subject.stretch().and_then(|stretch| stretch.figure_of(status.pose));
        match (status.phase, figure) {
            (Phase::Stopped, _) => panel::draw_second(
                canvas,
                typesetter,
                layout,
                &window::stopped(typesetter.language()),
                (layout.card, 4),
            ),
            (Phase::Holding, _) if status.is_timed => {
                panel::draw_second(
                    canvas,
                    typesetter,
                    layout,
                    &Cue::Timed.words(typesetter.language()),
                    (layout.card, 3),
                );
            }
            (
                Phase::Positioning
                | Phase::Changing(_)
                | Phase::Paused
                | Phase::Moving
                | Phase::Resting(_)
                | Phase::Searching,
                Some(figure),
            ) => {
                let solid = pictogram::solid_side(status);
                let drawn = Drawn { figure, spans: &[], solid, facing: self.facing };
                pictogram::draw_card(canvas, layout.card, &drawn, layout.unit);
            }
            _ => panel::draw_next(canvas, typesetter, layout, &status.next),
        }
    }

    fn draw_details(&mut self, stage: Stage, screen: Option<&Screen>, details: Details) {
        let targets = if let Some(Screen::Session(status)) = screen { status.targets.as_slice() } else { &[] };
        let rows = details::rows(targets, self.steady.values(targets, details::step), details, self.look.language);
        let area = stage.layout.picture;
        // Where the head isn't.
        let head =
            stage.scene.pose.zip(stage.projection).and_then(|(pose, projection)| Body::new(pose, projection).head());
        let on_the_right = head.is_some_and(|(head, _)| head.x < area.centre().x);
        let on_the_right = self.steady.details_on_the_right(on_the_right);
        details::draw(&mut self.canvas, &mut self.typesetter, stage.layout, (area, on_the_right), &rows);
    }
}

/// What everything of one picture is drawn by.
#[derive(Clone, Copy)]
struct Stage<'a> {
    scene: &'a Scene<'a>,
    layout: &'a Layout,
    mode: Mode,
    projection: Option<&'a Projection>,
}

/// The ring of the hold; while a raised arm is read, that of the sign.
fn draw_ring(canvas: &mut Canvas, typesetter: &mut Typesetter, square: Rect, status: &Status) {
    if status.sign > 0.0 {
        choices::draw_sign(canvas, square, status.sign);
    } else {
        ring::draw(canvas, typesetter, square, status);
    }
}

/// The figure of what comes; a stretch of two poses goes slowly from one to the other and back.
fn draw_coming(
    canvas: &mut Canvas,
    layout: &Layout,
    (status, stretch): (&Status, &Stretch),
    facing: FigureFacing,
    time: Timestamp,
) {
    let solid = pictogram::solid_side(status);
    let card = layout.ready.figure;
    let both = stretch.poses.as_ref().map(|poses| poses.each_ref().map(|pose| pose.figure.as_ref()));
    if let Some([Some(first), Some(second)]) = both {
        let figure = &pictogram::moving(first, second, time);
        pictogram::draw_card(canvas, card, &Drawn { figure, spans: &[first, second], solid, facing }, layout.unit);
    } else if let Some(figure) = stretch.figure_of(status.pose) {
        pictogram::draw_card(canvas, card, &Drawn { figure, spans: &[], solid, facing }, layout.unit);
    }
}

/// Where the camera should stand, while nothing is held and not enough is seen.
fn camera_advice(status: &Status, language: Language) -> Option<String> {
    let is_unseen = match status.phase {
        Phase::Searching => true,
        Phase::Positioning => status.message.tone == Tone::Unseen,
        _ => false,
    };
    let is_under_way = !status.held.is_zero() || status.reps_done > 0;
    (is_unseen && !is_under_way).then(|| window::camera(status.subject.camera(), language))
}

/// Whether the pose is being judged: a hold is under way, or there is something to mend. Somebody who is still on the way
/// into position, or rests, is left in peace; ranges of a pose they aren't taking would only look like reproaches.
fn is_judged(status: &Status) -> bool {
    match status.phase {
        Phase::Holding | Phase::Moving | Phase::Paused => true,
        Phase::Positioning => status.message.tone != Tone::Guide,
        Phase::Searching | Phase::Changing(_) | Phase::Resting(_) | Phase::Stopped => false,
    }
}
