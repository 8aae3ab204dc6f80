//! What goes into an evening and comes out of it.

use std::time::Duration;

use super::screens::{BeginScreen, Item, LostScreen, PainScreen, PlaceScreen, SettingsScreen, SummaryScreen};
use super::settings::Setting;
use crate::coach::{ComfortLimits, Event, Status};
use crate::history::{Pain, PainAt};
use crate::judge::Cue;
use crate::language::Language;
use crate::stretch::Step;

/// Something to choose at the begin, with what there is to do then.
#[derive(Clone, Debug)]
pub struct Offered {
    /// As it is shown.
    pub item: Item,
    /// The id of its routine or stretch; `None` of what has no plan.
    pub id: Option<String>,
    /// Its steps; empty of what has no plan.
    pub steps: Vec<Step>,
}

/// What a person wishes of an evening.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// In which language the screens are.
    pub language: Language,
    /// Whether to ask how much it hurts, before and after.
    pub ask_pain: bool,
    /// How much it hurts, where that was said on the command line.
    pub pain_before: Option<Pain>,
    /// The same for after the session.
    pub pain_after: Option<Pain>,
    /// Whether the safety words stand before everything else.
    pub safety: bool,
    /// Whether the first item is to be done without a begin: it was named.
    pub at_once: bool,
    /// Seconds to hold without a plan, in place of each stretch's own.
    pub hold: Option<Duration>,
    /// Something worth saying from the history.
    pub remark: Option<String>,
    /// The person's own comfortable limits, where they are to count.
    pub comfort: Option<ComfortLimits>,
    /// What may be changed at the window, and the file that it is kept in.
    pub settings: Option<(Vec<Setting>, String)>,
}

impl Wishes {
    /// Whether it is asked how much it hurts before a session: not of somebody who has said so.
    pub(super) const fn asks_before(&self) -> bool {
        self.ask_pain && self.pain_before.is_none()
    }
}

/// What the settings come to for an evening.
#[derive(Clone, Debug, Default)]
pub struct InForce {
    /// Whether to ask how much it hurts.
    pub ask_pain: bool,
    /// The person's own comfortable limits, where they are to count.
    pub comfort: Option<ComfortLimits>,
    /// The language by the settings and the system alone, whatever the command line asked for.
    pub language: Language,
}

/// What there is to do about what happened.
#[derive(Clone, Debug)]
pub enum Turn {
    /// A session begins, of the routine or stretch of this id.
    Began(Option<String>),
    /// This happened in it, and left it where it stands.
    Events(Vec<Event>, Box<Status>),
    /// It is over.
    Over,
    /// This is to be said.
    Say(Cue),
    /// It hurts so much.
    Pain(PainAt),
    /// The safety words have been read.
    Acknowledged,
    /// A setting, by its name in the file, has this value now.
    Set(String, String),
    /// A film is to be shown in place of the camera.
    Demo,
    /// A stretch is to be learned.
    Learn,
    /// Another language was set, in which everything begins again: words, stretches and voice are read once.
    InAnotherLanguage,
    /// The camera is not needed for now; or it is again.
    Camera(bool),
    /// That was all.
    Quit,
}

/// What is shown.
#[derive(Clone, Debug)]
pub enum Shown {
    /// The begin.
    Begin(BeginScreen),
    /// Being placed.
    Place(PlaceScreen),
    /// How much it hurts.
    Pain(PainScreen),
    /// The session.
    Session(Box<Status>),
    /// The session waits.
    Lost(LostScreen, Option<Box<Status>>),
    /// What was done.
    Done(SummaryScreen),
    /// The few settings that matter.
    Settings(SettingsScreen),
}
