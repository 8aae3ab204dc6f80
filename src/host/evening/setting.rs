//! The settings, opened over what there is.

use super::{Evening, Stage};
use crate::host::settings::Settings;
use crate::host::turn::{InForce, Turn};

/// The setting that another language is asked for by.
const LANGUAGE: &str = "coach.language";

impl Evening {
    /// Opens the settings, or closes them. Nobody changes them in the middle of a session.
    pub fn settings(&mut self) -> Vec<Turn> {
        let mut turns = Vec::new();
        if matches!(self.stage, Stage::Settings(..)) {
            self.close_settings(&mut turns);
        } else if !matches!(self.stage, Stage::Session(_))
            && let Some((settings, file)) = self.wishes.settings.clone()
        {
            let begin = self.begin();
            let before = Box::new(std::mem::replace(&mut self.stage, begin));
            self.stage = Stage::Settings(Settings::new(settings, file), before);
        }
        turns
    }

    pub(super) fn close_settings(&mut self, turns: &mut Vec<Turn>) {
        let begin = self.begin();
        if let Stage::Settings(_, before) = std::mem::replace(&mut self.stage, begin) {
            self.stage = *before;
        }
        // Whoever was at the keys isn't in place.
        match &mut self.stage {
            Stage::Place(place) => place.start_over(),
            Stage::Before(asking) | Stage::After(asking, _) => asking.resume(),
            _ => {}
        }
        self.said = None;
        let news = self.camera.clone();
        // What there is to say of a missing camera is said when that is next looked for.
        drop(self.camera(news));
        self.change_language(turns);
    }

    /// Begins everything again in the language that was set, where nothing is under way: at the begin.
    pub(super) fn change_language(&mut self, turns: &mut Vec<Turn>) {
        if matches!(self.stage, Stage::Begin(_)) && self.language.take().is_some_and(|set| set != self.wishes.language)
        {
            turns.push(Turn::InAnotherLanguage);
        }
    }

    pub(super) fn remember_setting(&mut self, path: &str, value: &str) {
        let settings = self.wishes.settings.iter_mut().flat_map(|(settings, _)| settings);
        for setting in settings.filter(|setting| setting.path == path) {
            if let Some(now) = setting.values.iter().position(|(known, _)| known == value) {
                setting.now = now;
            }
        }
    }

    /// What was set takes effect at once; or it couldn't be kept, and stays as it was.
    pub fn settle(&mut self, kept: Option<InForce>) {
        match kept {
            Some(InForce { ask_pain, comfort, language }) => {
                self.wishes.ask_pain = ask_pain;
                // What was learned tonight is known there by now.
                self.wishes.comfort = comfort;
                // What was asked for on the command line holds against the settings as they were, not against one that is chosen now.
                if let Stage::Settings(settings, _) = &self.stage
                    && settings.last() == Some(LANGUAGE)
                {
                    self.language = Some(language);
                }
            }
            None => {
                if let Stage::Settings(settings, _) = &mut self.stage
                    && let Some((path, value)) = settings.take_back()
                {
                    self.remember_setting(&path, &value);
                }
            }
        }
    }
}
