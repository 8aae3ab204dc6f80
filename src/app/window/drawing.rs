//! The window: newest snapshot → picture, what the person does → commands.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::costs::Costs;
use super::known::{Came, Known};
use super::wires::{Ending, Wires, Wish};
use crate::app::failure::Failure;
use crate::app::timings::Timings;
use crate::body::Size;
use crate::input::{Action, Input, Key};
use crate::language::Language;
use crate::latest::Taken;
use crate::seam::{Clock, Display};
use crate::time::Timestamp;
use crate::view::{Asked, Details, Painter, Scene};
use crate::wording::window as wording;

/// How long the window stays when the input ended before the session did.
const LINGER_ENDED: Duration = Duration::from_secs(3);
/// How long a failure's words stay before the window closes: long enough for somebody face down to look up.
const LINGER_FAILED: Duration = Duration::from_secs(20);
/// How long the window may stand, in case something else was drawn over it; what is shown then is what was painted last.
const REPAINT: Duration = Duration::from_millis(500);
/// How long it may stand unpainted: what moves by itself goes on without news, if not as smoothly.
const STANDS: Duration = Duration::from_secs(1);
/// How long it may while somebody keeps still and only the ring goes on: every second picture of a camera is painted.
const CALM: Duration = Duration::from_millis(60);

/// Everything it takes to draw.
pub(super) struct Drawing<'a> {
    pub(super) display: &'a mut dyn Display,
    pub(super) painter: Painter,
    pub(super) clock: &'a dyn Clock,
    pub(super) wires: &'a Wires,
    pub(super) commands: Sender<Wish>,
    /// What is said until the first frame comes.
    pub(super) waiting: Option<&'a str>,
    pub(super) mirror: bool,
    pub(super) timings: &'a mut Timings,
    pub(super) stop: &'a AtomicBool,
}

/// What the window shows.
#[derive(Clone, Copy)]
struct Painted {
    size: Size,
    /// When it was painted.
    at: Timestamp,
    /// When it was last brought to the screen.
    shown: Timestamp,
}

impl Drawing<'_> {
    /// Draws until the person quits, somebody stops it, or the last words have stood for as long as they should.
    pub(super) fn draw(mut self) -> Result<(), Failure> {
        let mut pixels = Vec::new();
        let mut known = Known::default();
        let mut close_at = None;
        let mut on_screen: Option<Painted> = None;
        let mut asked = Asked::default();
        let mut costs = Costs::default();
        loop {
            let mut news = match known.take(self.wires) {
                Came::Nothing => false,
                Came::Alike => on_screen.is_none_or(|before| self.clock.now().since(before.at) >= CALM),
                Came::News => true,
            };
            if let Taken::Value(look) = self.wires.looks.try_take() {
                self.painter.set_look(look);
                news = true;
            }
            let ending = match self.wires.ending.try_take() {
                Taken::Value(ending) => Some(ending),
                Taken::Closed if close_at.is_none() => {
                    Some(Ending::Failed(wording::stopped_unexpectedly(self.painter.look().language).to_owned()))
                }
                Taken::Nothing | Taken::Closed => None,
            };
            if let Some(ending) = ending {
                let linger = last_words(ending, &mut known, self.painter.look().language);
                close_at = Some(self.clock.now() + linger);
                news = true;
            }
            let size = self.display.size();
            // A screen is faster than a camera: what has not changed need not be on_screen again.
            let same = on_screen.filter(|before| before.size == size && self.clock.now().since(before.at) < STANDS);
            let stands = same.is_some_and(|before| self.clock.now().since(before.shown) < REPAINT);
            let shown = known.snapshot.as_ref();
            let told = costs.tell(self.clock);
            asked.details = asked.details.map(|_| told);
            let inputs = if let Some(before) = same.filter(|_| !news && !stands) {
                let inputs = self.display.show(&pixels, size)?;
                on_screen = Some(Painted { shown: self.clock.now(), ..before });
                inputs
            } else if news || !stands {
                let scene = Scene {
                    frame: shown.map(|shown| &shown.frame),
                    pose: shown.and_then(|shown| shown.observation.pose.as_ref()),
                    screen: &known.screen(self.waiting),
                    mirror: self.mirror,
                    time: self.clock.now(),
                    asked,
                };
                self.painter.paint(&scene, size, &mut pixels);
                let inputs = self.display.show(&pixels, size)?;
                let now = self.clock.now();
                on_screen = Some(Painted { size, at: now, shown: now });
                if let Some(snapshot) = shown.filter(|_| news) {
                    let now = self.clock.now();
                    self.timings.shown(now, snapshot.came_at, snapshot.observation.pose.is_some());
                    costs.shown(now.since(snapshot.came_at));
                }
                inputs
            } else {
                self.display.wait(&self.wires.bell)?
            };
            let asked_before = asked;
            for input in inputs {
                if asked.help && input == Input::Key(Key::Escape) {
                    asked.help = false;
                    continue;
                }
                if let Some(navigate) = known.navigate(input, size, self.painter.look().letters) {
                    let _ = self.commands.send(Wish::Navigate(navigate));
                    continue;
                }
                let Some(action) = input.action() else { continue };
                match action {
                    Action::Quit => return Ok(()),
                    // The worker may have ended; then there is nothing left to command.
                    Action::Session(command) => drop(self.commands.send(Wish::Session(command))),
                    Action::Sound(command) => drop(self.commands.send(Wish::Sound(command))),
                    Action::Settings => drop(self.commands.send(Wish::Settings)),
                    Action::Camera => drop(self.commands.send(Wish::ChangeCamera)),
                    Action::Help => asked.help = !asked.help,
                    Action::Ghost => asked.ghost = !asked.ghost,
                    Action::Details => asked.details = asked.details.xor(Some(Details::default())),
                    Action::FullScreen => self.display.toggle_full_screen()?,
                    // Nothing is to be chosen in a session with the arrows.
                    Action::Navigate(_) => {}
                }
            }
            if asked != asked_before {
                on_screen = None;
            }
            if self.stop.load(Ordering::Relaxed) || close_at.is_some_and(|moment| self.clock.now() >= moment) {
                return Ok(());
            }
        }
    }
}

/// What is said at the end, if anything; for how long it stands.
fn last_words(ending: Ending, known: &mut Known, language: Language) -> Duration {
    match ending {
        Ending::Done { linger } => linger,
        Ending::InputEnded => {
            known.notice = Some(wording::input_ended(language).to_owned());
            LINGER_ENDED
        }
        Ending::Failed(what) => {
            known.notice = Some(what);
            LINGER_FAILED
        }
    }
}
