//! How a session waits for a camera that is lost, and for somebody who has gone.

use super::{Evening, Stage};
use crate::coach::Status;
use crate::host::lost::{AWAY_AFTER, GONE_AFTER, Lost, Why};
use crate::host::screens::{CameraNews, LostScreen};
use crate::host::turn::Turn;
use crate::judge::{Cue, Prompt};
use crate::measure::Observation;
use crate::time::{Since, Timestamp, reached};
use crate::wording::host as wording;

impl Evening {
    /// Nobody who has gone is watched for ever: a session waits for them.
    pub(super) fn notice_absence(&mut self, turns: &mut Vec<Turn>) {
        let absent = self.absent.so_far(self.now);
        if absent.is_some_and(|absent| reached(absent, AWAY_AFTER)) && matches!(self.stage, Stage::Session(_)) {
            self.lost = Some(Lost::new(Why::Away, self.now));
            self.say(Some(Cue::Prompt(Prompt::Away)), turns);
        }
    }

    /// Time has passed without a picture: the camera is lost, or let go. Whoever is away for five minutes is no longer looked for.
    pub fn wait(&mut self, now: Timestamp) -> Vec<Turn> {
        self.now = self.now.max(now);
        let nothing = Observation { time: self.now, size: self.size, pose: None, spine: None };
        let mut turns = Vec::new();
        self.step(&nothing, None, &mut turns);
        turns
    }

    /// Something is new about the camera.
    pub fn camera(&mut self, news: CameraNews) -> Vec<Turn> {
        let mut turns = Vec::new();
        if let (CameraNews::Missing { what, remedy }, Stage::Session(_) | Stage::Place(_)) = (&news, &self.stage) {
            let is_known = self.lost.as_ref().is_some_and(|lost| matches!(lost.why, Why::Camera { .. } | Why::LetGo));
            if !is_known {
                let why = Why::Camera { what: what.clone(), remedy: remedy.clone() };
                self.lost = Some(Lost::new(why, self.now));
                self.say(Some(Cue::Prompt(Prompt::CameraGone)), &mut turns);
            }
        }
        if matches!(news, CameraNews::Seen { .. })
            && let Some(lost) = self.lost.as_mut().filter(|lost| matches!(lost.why, Why::Camera { .. }))
        {
            // It is back; now somebody has to be.
            lost.why = Why::Away;
            self.absent = Since::default();
        }
        self.camera = news;
        turns
    }

    /// Whether nobody has been there for so long that the camera is to be let go; asked after each look.
    #[must_use]
    pub fn lets_camera_go(&mut self) -> bool {
        let gone = self.absent.so_far(self.now).is_some_and(|absent| reached(absent, GONE_AFTER));
        let is_let_go = self.lost.as_ref().is_some_and(|lost| lost.why == Why::LetGo);
        let has_camera = matches!(self.camera, CameraNews::Seen { .. });
        if !gone || is_let_go || !has_camera {
            return false;
        }
        self.lost = Some(Lost::new(Why::LetGo, self.now));
        true
    }

    /// Somebody is at the keys again, and the camera was let go: it is wanted again.
    pub(super) fn come_back(&mut self) -> Option<Turn> {
        self.absent = Since::default();
        self.lost.take_if(|lost| lost.why == Why::LetGo)?;
        if matches!(self.stage, Stage::Session(_)) {
            self.lost = Some(Lost::new(Why::Away, self.now));
        }
        Some(Turn::Camera(true))
    }

    /// What is shown of it.
    pub(super) fn lost_screen(&self, lost: &Lost, status: Option<&Status>) -> LostScreen {
        let language = self.wishes.language;
        let (what, remedy) = match &lost.why {
            Why::Camera { what, remedy } => (what.clone(), remedy.clone()),
            Why::Away => (Prompt::Away.words(language), wording::away(language).to_owned()),
            Why::LetGo => wording::let_go(language).map(str::to_owned).into(),
        };
        let held = status.filter(|status| !status.held.is_zero()).map(|status| (status.held, status.hold));
        LostScreen { what, remedy, held, countdown: lost.countdown() }
    }
}
