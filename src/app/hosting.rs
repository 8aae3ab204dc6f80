//! An evening with its pose engine: frames, keys and news of the camera in, what is told and shown out.

use std::sync::Arc;
use std::time::Duration;

use super::camera::CameraLine;
use super::failure::Failure;
use super::hearers::Hearers;
use super::outlet::Outlets;
use super::remembering::Remembering;
use super::report::Summary;
use super::speaking::Speaking;
use super::stir::{Glance, Stir};
use super::stop::Stop;
use super::watch::Watch;
use super::window::{Shown, Watched};
use crate::coach::Command;
use crate::frame::Frame;
use crate::history::Remark;
use crate::host;
use crate::host::{CameraNews, Evening, InForce, Looks, Navigate, Turn};
use crate::input::SoundCommand;
use crate::measure::Observation;
use crate::seam::{PoseEstimator, Power};
use crate::time::{Timestamp, reached};
use crate::view::{Look, Screen};

/// How often it is looked whether it runs on a battery.
const POWER_EVERY: Duration = Duration::from_secs(20);

/// The setting that takes the words away, or gives them back.
const VOICE: &str = "sound.voice";
/// The setting that says which camera is taken.
const CAMERA: &str = "camera.use";

/// What an evening needs of whoever keeps things.
pub trait Keeping: Send {
    /// Remembers the session of this routine or stretch, where that is wished.
    fn remember(&mut self, plan: Option<&str>) -> Option<Remembering>;

    /// What there is to say of earlier sessions at the end of this one.
    fn remark(&mut self, plan: Option<&str>) -> Option<Remark>;

    /// Keeps a setting, by its name in the file; answers how the window looks then and what holds for the evening; `None` where it
    /// can't be kept.
    fn set(&mut self, path: &str, value: &str) -> Option<(Look, InForce)>;

    /// The safety words have been read, and need not stand there again.
    fn acknowledge(&mut self);
}

/// What somebody chose that is done elsewhere than in an evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// Nothing: that was all.
    Quit,
    /// The film that shows how it works.
    Demo,
    /// Learning a stretch.
    Learn,
    /// The same again, in the language that was set.
    InAnotherLanguage,
}

/// An evening with its pose engine.
pub struct Hosting {
    estimator: Box<dyn PoseEstimator>,
    watch: Watch,
    evening: Evening,
    hearers: Hearers,
    keeping: Box<dyn Keeping>,
    camera: Option<Arc<CameraLine>>,
    leaving: Option<Leaving>,
    is_muted: bool,
    look: Option<Look>,
    /// Whether another camera was asked for that isn't there yet.
    changes_camera: bool,
    stir: Stir,
    looks: Looks,
    power: Option<Box<dyn Power>>,
    /// When it was last looked whether it runs on a battery.
    charged: Option<Timestamp>,
    /// How many sessions were begun.
    sessions: u32,
    /// What those before the last came to.
    summaries: Vec<Summary>,
    now: Timestamp,
}

impl Hosting {
    /// An evening that has seen nothing yet.
    #[must_use]
    pub fn new(
        estimator: Box<dyn PoseEstimator>,
        evening: Evening,
        outlets: Outlets,
        keeping: Box<dyn Keeping>,
    ) -> Self {
        Self {
            estimator,
            watch: Watch::default(),
            evening,
            hearers: Hearers { outlets, ..Hearers::default() },
            keeping,
            camera: None,
            leaving: None,
            is_muted: false,
            look: None,
            changes_camera: false,
            stir: Stir::default(),
            looks: Looks::default(),
            power: None,
            charged: None,
            sessions: 0,
            summaries: Vec::new(),
            now: Timestamp::ZERO,
        }
    }

    /// The same, in which is said what there is to say; `is_muted` until a key brings the sound back.
    #[must_use]
    pub fn spoken(mut self, speaking: Speaking, is_muted: bool) -> Self {
        self.hearers.speaking = Some(speaking).filter(|speaking| !speaking.is_unheard());
        self.is_muted = is_muted;
        self.evening.sound(!is_muted);
        self
    }

    /// The same with a camera that may come and go.
    #[must_use]
    pub fn seen_by(self, camera: Arc<CameraLine>) -> Self {
        Self { camera: Some(camera), ..self }
    }

    /// The same, which saves power while `power` says so.
    #[must_use]
    pub fn powered_by(self, power: Box<dyn Power>) -> Self {
        Self { power: Some(power), ..self }
    }

    /// Looks now and then whether power is to be saved.
    fn look_at_power(&mut self) {
        let Some(power) = &mut self.power else { return };
        if self.charged.is_none_or(|at| reached(self.now.since(at), POWER_EVERY)) {
            self.charged = Some(self.now);
            self.looks.economise(power.is_scarce());
        }
    }

    /// What is to be done after it.
    #[must_use]
    pub fn leaving(&self) -> Leaving {
        self.leaving.unwrap_or(Leaving::Quit)
    }

    /// Whether there is no sound, as it was left.
    #[must_use]
    pub const fn is_muted(&self) -> bool {
        self.is_muted
    }

    /// What its sessions came to, in words, in order.
    pub fn summaries(&self) -> impl Iterator<Item = &Summary> {
        self.summaries.iter().chain((self.sessions > 0).then(|| self.hearers.summary()))
    }

    /// Does what there is to do about what happened.
    fn take(&mut self, turns: Vec<Turn>) -> Result<(), Failure> {
        let mut outcome = Ok(());
        let mut is_prompted = false;
        for turn in turns {
            let done = match turn {
                Turn::Began(plan) => {
                    if self.sessions > 0 {
                        self.summaries.push(self.hearers.outlets.take_summary());
                    }
                    self.sessions += 1;
                    let remark = self.keeping.remark(plan.as_deref());
                    self.hearers.remembering = self.keeping.remember(plan.as_deref());
                    if let Some(speaking) = &mut self.hearers.speaking {
                        speaking.restart(remark);
                    }
                    Ok(())
                }
                Turn::Events(events, status) => {
                    is_prompted = true;
                    self.hearers.tell(self.now, &events, || *status)
                }
                Turn::Over => {
                    self.hearers.finish_remembering();
                    self.hearers.remembering = None;
                    Ok(())
                }
                Turn::Say(cue) => {
                    is_prompted = true;
                    self.hearers.prompt(self.now, Some(&cue))
                }
                Turn::Pain(pain) => {
                    self.hearers.pain(pain);
                    Ok(())
                }
                Turn::Acknowledged => {
                    self.keeping.acknowledge();
                    Ok(())
                }
                Turn::Set(path, value) => {
                    let kept = self.keeping.set(&path, &value);
                    if kept.is_some()
                        && path == VOICE
                        && let Some(speaking) = &mut self.hearers.speaking
                    {
                        speaking.set_voice(value == "true");
                    }
                    self.look = kept.as_ref().map(|(look, _)| *look).or(self.look);
                    self.evening.settle(kept.map(|(_, in_force)| in_force));
                    Ok(())
                }
                Turn::Demo => {
                    self.leave(Leaving::Demo);
                    Ok(())
                }
                Turn::Learn => {
                    self.leave(Leaving::Learn);
                    Ok(())
                }
                Turn::InAnotherLanguage => {
                    self.leave(Leaving::InAnotherLanguage);
                    Ok(())
                }
                Turn::Quit => {
                    self.leave(Leaving::Quit);
                    Ok(())
                }
                // Whether it is wanted shows below.
                Turn::Camera(_) => Ok(()),
            };
            outcome = outcome.and(done);
        }
        self.want_camera();
        // What was said before goes on being said.
        if !is_prompted {
            outcome = outcome.and(self.hearers.prompt(self.now, None));
        }
        outcome
    }

    /// Has no more looked at than what goes on needs.
    fn spare(&mut self, now: Timestamp) {
        if let Some(camera) = &self.camera {
            let sparing = self.looks.sparing(now, self.evening.need());
            camera.space(sparing.pictures);
            self.estimator.spare(sparing);
        }
    }

    /// Has the camera on while there is something to look for, and off otherwise.
    fn want_camera(&self) {
        if let Some(camera) = &self.camera {
            camera.want(self.evening.needs_camera());
        }
    }

    const fn leave(&mut self, leaving: Leaving) {
        self.leaving = Some(leaving);
    }
}

impl Watched for Hosting {
    fn see(&mut self, frame: &Frame) -> Result<Observation, Failure> {
        let Glance { light, stirs } = self.stir.observe(frame);
        self.looks.glance(frame.time, stirs);
        self.spare(frame.time);
        let seen = self.watch.observe(self.estimator.as_mut(), frame, self.evening.asks_for_spine())?;
        self.now = self.now.max(seen.time);
        self.looks.observe(seen.time, seen.pose.as_ref());
        let turns = self.evening.observe(&seen, Some(light));
        self.take(turns)?;
        self.look_at_power();
        self.spare(seen.time);
        if self.evening.lets_camera_go() {
            self.want_camera();
        }
        Ok(seen)
    }

    fn screen(&self) -> Screen {
        match self.evening.shown() {
            host::Shown::Begin(begin) => Screen::Begin(begin),
            host::Shown::Place(place) => Screen::Place(place),
            host::Shown::Pain(pain) => Screen::Pain(pain),
            host::Shown::Session(status) => Screen::Session(*status),
            host::Shown::Lost(lost, status) => {
                let over = status.map(|status| Box::new(Screen::Session(*status)));
                Screen::Lost { lost, over }
            }
            host::Shown::Done(done) => Screen::Done(done),
            host::Shown::Settings(settings) => Screen::Settings(settings),
        }
    }

    fn is_stopped(&self) -> bool {
        false
    }

    fn paces_camera(&self) -> bool {
        self.camera.is_some()
    }

    fn command(&mut self, command: Command) -> Result<(), Failure> {
        let turns = self.evening.command(command);
        self.take(turns)
    }

    fn navigate(&mut self, navigate: Navigate) -> Result<(), Failure> {
        let turns = self.evening.navigate(navigate);
        self.take(turns)
    }

    fn camera(&mut self, news: CameraNews) -> Result<(), Failure> {
        if let CameraNews::Seen { name, .. } = &news
            && std::mem::take(&mut self.changes_camera)
        {
            // Whoever took another one wants it next time, too; one that can't be kept is only not remembered.
            let _ = self.keeping.set(CAMERA, name);
        }
        let turns = self.evening.camera(news);
        self.take(turns)
    }

    fn wait(&mut self, now: Timestamp) -> Result<(), Failure> {
        self.now = self.now.max(now);
        let turns = self.evening.wait(self.now);
        self.take(turns)
    }

    fn new_look(&mut self) -> Option<Look> {
        self.look.take()
    }

    fn settings(&mut self) -> Result<(), Failure> {
        let turns = self.evening.settings();
        self.take(turns)
    }

    fn change_camera(&mut self) {
        if let Some(camera) = &self.camera {
            self.changes_camera = camera.change();
        }
    }

    fn sound(&mut self, command: SoundCommand) {
        if command == SoundCommand::Mute {
            self.is_muted = !self.is_muted;
            self.evening.sound(!self.is_muted);
        }
        self.hearers.sound(command);
    }

    fn is_done(&self) -> bool {
        self.leaving.is_some()
    }

    fn end(&mut self) -> Result<(), Failure> {
        let turns = self.evening.end();
        let told = self.take(turns);
        told.and(self.hearers.finish(self.now))
    }

    fn wait_for_last_words(&self, stop: &Stop) {
        self.hearers.wait(stop);
    }

    fn shown(&self) -> Shown {
        Shown::Whole { linger: Duration::ZERO }
    }
}

#[cfg(test)]
mod tests;
