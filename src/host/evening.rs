//! All of it, from the begin to what was done: which screen there is, and what happens on it. What is seen and pressed goes in with its
//! time; what there is to do about it comes out, in order.

use std::sync::Arc;
use std::time::Duration;

use super::asking::{Answer, Asking};
use super::begin::{Begin, Begun};
use super::lost::{AWAY_AFTER, GONE_AFTER, Lost, Why};
use super::navigate::Navigate;
use super::place::Place;
use super::screens::{
    BeginScreen, CameraNews, Item, ItemKind, LostScreen, PainScreen, PlaceScreen, SettingsScreen, SummaryChoice,
    SummaryScreen,
};
use super::settings::{Changed, Setting, Settings};
use super::summary::Summary;
use crate::body::Size;
use crate::coach::{ComfortLimits, ComfortOf, Command, Event, EventKind, OwnLimit, Session, Status};
use crate::history::{Entry, Keeper, Pain, PainAt};
use crate::judge::{Cue, Prompt};
use crate::measure::{Observation, Presence};
use crate::stretch::{Step, Stretch};
use crate::time::{Since, Timestamp, reached};

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
    /// Whether to ask how much it hurts, before and after.
    pub ask_pain: bool,
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

/// From the begin to what was done, and on to the next.
pub struct Evening {
    offered: Vec<Offered>,
    stretches: Vec<Arc<Stretch>>,
    wishes: Wishes,
    chosen: usize,
    stage: Stage,
    camera: CameraNews,
    sound: bool,
    pain: Option<Pain>,
    lost: Option<Lost>,
    presence: Presence,
    /// For how long nobody has been there.
    absent: Since,
    said: Option<Cue>,
    /// The picture's size, as it was last.
    size: Size,
    now: Timestamp,
}

enum Stage {
    Begin(Box<Begin>),
    Before(Box<Asking>),
    Place(Box<Place>),
    Session(Box<Practised>),
    After(Box<Asking>, Box<Summary>),
    Done(Box<Summary>),
    /// The settings, and what they were opened over.
    Settings(Settings, Box<Self>),
}

/// A session with what is remembered of it.
struct Practised {
    session: Session,
    keeper: Keeper,
    entries: Vec<Entry>,
}

impl Evening {
    /// These things to choose from; `stretches` are all there are. `None` where there is nothing to do.
    #[must_use]
    pub fn new(offered: Vec<Offered>, stretches: Vec<Arc<Stretch>>, wishes: Wishes) -> Option<Self> {
        let first = offered.first()?;
        let stage = if wishes.at_once { Self::first_of(first, wishes.ask_pain) } else { None };
        let mut evening = Self {
            stage: Stage::Begin(Box::new(Begin::new(Vec::new(), 0, false, None))),
            offered,
            stretches,
            wishes,
            chosen: 0,
            camera: CameraNews::Starting,
            sound: true,
            pain: None,
            lost: None,
            presence: Presence::default(),
            absent: Since::default(),
            said: None,
            size: Size::new(1, 1),
            now: Timestamp::ZERO,
        };
        evening.stage = stage.unwrap_or_else(|| evening.begin());
        Some(evening)
    }

    fn begin(&self) -> Stage {
        let items = self.offered.iter().map(|offered| offered.item.clone()).collect();
        Stage::Begin(Box::new(Begin::new(items, self.chosen, self.wishes.safety, self.wishes.remark.clone())))
    }

    /// What comes first of something that is chosen: how much it hurts, where that is asked, and being placed.
    fn first_of(offered: &Offered, asks: bool) -> Option<Stage> {
        if asks { Some(Stage::Before(Box::new(Asking::new(false, None)))) } else { Self::placed(offered) }
    }

    fn placed(offered: &Offered) -> Option<Stage> {
        let first = offered.steps.first()?;
        Some(Stage::Place(Box::new(Place::new(Arc::clone(&first.stretch), None))))
    }

    /// Takes in what is seen, and how light the picture is on the average, where that is known.
    pub fn observe(&mut self, seen: &Observation, light: Option<f64>) -> Vec<Turn> {
        self.now = self.now.max(seen.time);
        self.size = seen.size;
        let mut turns = Vec::new();
        self.presence.observe(self.now, seen.pose.is_some());
        if let Some(lost) = &mut self.lost {
            if !lost.observe(seen) {
                let cue = lost.countdown().map(|left| Cue::Prompt(Prompt::Count(left)));
                self.say(cue, &mut turns);
                // The session goes on being told that nobody is there.
                let absent = Observation { pose: None, ..seen.clone() };
                self.step(&absent, light, &mut turns);
                return turns;
            }
            self.lost = None;
            self.absent = Since::default();
            self.say(Some(Cue::Prompt(Prompt::CameraBack)), &mut turns);
        }
        self.step(seen, light, &mut turns);
        self.notice_absence(&mut turns);
        turns
    }

    fn step(&mut self, seen: &Observation, light: Option<f64>, turns: &mut Vec<Turn>) {
        match &mut self.stage {
            Stage::Begin(begin) => {
                let chosen = begin.observe(seen);
                self.begun(chosen, turns);
            }
            Stage::Before(asking) | Stage::After(asking, _) => {
                let (answer, lit) = (asking.observe(seen), asking.lit());
                let walks = asking.screen().walks;
                let cue = lit.filter(|_| walks).map_or(Prompt::HowMuch, Prompt::Number);
                self.say(Some(Cue::Prompt(cue)), turns);
                self.answered(answer, turns);
            }
            Stage::Place(place) => {
                let begins = place.observe(seen, light);
                let cue = place.cue();
                if begins {
                    self.begin_session(turns);
                } else {
                    self.say(Some(cue), turns);
                }
            }
            Stage::Session(practised) => {
                let events = practised.session.observe(seen);
                self.happened(events, turns);
            }
            Stage::Done(summary) => {
                let choice = summary.observe(seen);
                self.decided(choice, turns);
            }
            Stage::Settings(..) => {}
        }
    }

    /// Says something once, until something else is to be said.
    fn say(&mut self, cue: Option<Cue>, turns: &mut Vec<Turn>) {
        if let Some(cue) = cue.filter(|cue| self.said.as_ref() != Some(cue)) {
            self.said = Some(cue.clone());
            turns.push(Turn::Say(cue));
        }
    }

    fn begun(&mut self, begun: Option<Begun>, turns: &mut Vec<Turn>) {
        match begun {
            None => {}
            Some(Begun::Acknowledged) => {
                self.wishes.safety = false;
                turns.push(Turn::Acknowledged);
            }
            Some(Begun::Left) => turns.push(Turn::Quit),
            Some(Begun::Item(place)) => self.choose(place, turns),
        }
    }

    fn choose(&mut self, place: usize, turns: &mut Vec<Turn>) {
        let Some(offered) = self.offered.get(place) else { return };
        self.chosen = place;
        self.pain = None;
        match offered.item.kind {
            ItemKind::Demo => turns.push(Turn::Demo),
            ItemKind::Learn => turns.push(Turn::Learn),
            ItemKind::Today | ItemKind::Routine | ItemKind::Stretch | ItemKind::Free => {
                match Self::first_of(offered, self.wishes.ask_pain) {
                    Some(stage) => self.stage = stage,
                    None => self.begin_session(turns),
                }
            }
        }
    }

    fn answered(&mut self, answer: Option<Answer>, turns: &mut Vec<Turn>) {
        let Some(answer) = answer else { return };
        let pain = if let Answer::Pain(pain) = answer { Some(pain) } else { None };
        let begin = self.begin();
        let stage = std::mem::replace(&mut self.stage, begin);
        match stage {
            Stage::Before(_) => {
                self.pain = pain;
                match self.offered.get(self.chosen).and_then(Self::placed) {
                    Some(place) => self.stage = place,
                    None => self.begin_session(turns),
                }
            }
            Stage::After(_, summary) => {
                turns.extend(pain.map(|pain| Turn::Pain(PainAt::After(pain))));
                let both = self.pain.zip(pain).map(|(before, after)| (before.score(), after.score()));
                self.stage = Stage::Done(Box::new(summary.with_pain(both)));
                turns.push(Turn::Over);
            }
            stage => self.stage = stage,
        }
    }

    fn begin_session(&mut self, turns: &mut Vec<Turn>) {
        let Some(offered) = self.offered.get(self.chosen) else { return };
        let session = match offered.item.kind {
            ItemKind::Free => Session::free(self.stretches.clone(), self.wishes.hold),
            _ => Session::new(offered.steps.clone()).map(|session| session.noticing(self.stretches.clone())),
        };
        let Some(mut session) = session else { return };
        if self.presence.is_present() {
            session = session.with_somebody_there();
        }
        if let Some(limits) = &self.wishes.comfort {
            session = session.with_comfort(limits.clone());
        }
        self.said = None;
        turns.push(Turn::Began(offered.id.clone()));
        turns.extend(self.pain.map(|pain| Turn::Pain(PainAt::Before(pain))));
        self.stage = Stage::Session(Box::new(Practised { session, keeper: Keeper::unnamed(), entries: Vec::new() }));
    }

    /// Passes on what happened in the session; when that is over, how much it hurts is asked, and what was done is shown.
    fn happened(&mut self, events: Vec<Event>, turns: &mut Vec<Turn>) {
        self.learn_comfort(&events);
        let Stage::Session(practised) = &mut self.stage else { return };
        let status = practised.session.status();
        practised.entries.extend(practised.keeper.observe(self.now, &events, &status));
        let is_done = practised.session.is_done();
        turns.push(Turn::Events(events, Box::new(status)));
        if !is_done {
            return;
        }
        let (title, steps) = self
            .offered
            .get(self.chosen)
            .map_or(("", &[][..]), |offered| (offered.item.title.as_str(), &offered.steps[..]));
        let summary = Box::new(Summary::of(title, steps, &practised.entries));
        self.said = None;
        self.lost = None;
        if self.wishes.ask_pain {
            self.stage = Stage::After(Box::new(Asking::new(true, self.pain)), summary);
        } else {
            self.stage = Stage::Done(summary);
            turns.push(Turn::Over);
        }
    }

    /// What is learned of the person in one session counts in the next of the same evening.
    fn learn_comfort(&mut self, events: &[Event]) {
        let Some(limits) = &mut self.wishes.comfort else { return };
        for event in events {
            if let EventKind::ComfortLearned { stretch, side, pose, target, limit, error, .. } = &event.kind {
                let (stretch, pose, target) = (stretch.clone(), pose.clone(), target.clone());
                let of = ComfortOf { stretch, side: *side, pose, target };
                limits.set(OwnLimit { of, limit: *limit, error: *error });
            }
        }
    }

    fn decided(&mut self, choice: Option<SummaryChoice>, turns: &mut Vec<Turn>) {
        match choice {
            None => {}
            Some(SummaryChoice::Done) => turns.push(Turn::Quit),
            Some(SummaryChoice::Again) => self.choose(self.chosen, turns),
            Some(SummaryChoice::Another) => self.stage = self.begin(),
        }
    }

    /// Nobody who has gone is watched for ever.
    fn notice_absence(&mut self, turns: &mut Vec<Turn>) {
        let is_watched = matches!(self.stage, Stage::Session(_) | Stage::Place(_));
        let absent = self.absent.lasts(self.now, is_watched && !self.presence.is_present());
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
        self.camera = news;
        turns
    }

    /// Whether nobody has been there for so long that the camera is to be let go; asked after each look.
    #[must_use]
    pub fn lets_camera_go(&mut self) -> bool {
        let gone = self.absent.so_far(self.now).is_some_and(|absent| reached(absent, GONE_AFTER));
        match &mut self.lost {
            Some(lost) if gone && lost.why == Why::Away => {
                lost.why = Why::LetGo;
                true
            }
            _ => false,
        }
    }

    /// Passes on what was asked of the session by a key.
    pub fn command(&mut self, command: Command) -> Vec<Turn> {
        let mut turns = Vec::new();
        if self.lost.take_if(|lost| lost.why == Why::LetGo).is_some() {
            // Somebody is back at the keyboard.
            self.lost = Some(Lost::new(Why::Away, self.now));
            self.absent = Since::default();
            turns.push(Turn::Camera(true));
            return turns;
        }
        match (&mut self.stage, command) {
            (Stage::Session(practised), command) => {
                let events = practised.session.command(self.now, command);
                self.happened(events, &mut turns);
            }
            // Space and Enter are one outside of a session.
            (_, Command::TogglePause) => return self.navigate(Navigate::Enter),
            // Nobody has to be placed, or asked.
            (Stage::Place(_), Command::Next) => self.begin_session(&mut turns),
            (Stage::Before(_) | Stage::After(..), Command::Next) => self.answered(Some(Answer::Skipped), &mut turns),
            _ => {}
        }
        turns
    }

    /// Does what keys or the mouse ask of the screen.
    pub fn navigate(&mut self, navigate: Navigate) -> Vec<Turn> {
        let mut turns = Vec::new();
        match &mut self.stage {
            Stage::Begin(begin) => {
                let chosen = begin.navigate(navigate);
                self.begun(chosen, &mut turns);
            }
            Stage::Before(asking) | Stage::After(asking, _) => {
                let answer = asking.navigate(navigate);
                self.answered(answer, &mut turns);
            }
            Stage::Place(_) => match navigate {
                Navigate::Enter => self.begin_session(&mut turns),
                Navigate::Back => self.stage = self.begin(),
                _ => {}
            },
            Stage::Session(_) => {}
            Stage::Done(summary) => {
                let choice = summary.navigate(navigate);
                self.decided(choice, &mut turns);
            }
            Stage::Settings(settings, _) => match settings.navigate(navigate) {
                None => {}
                Some(Changed::Set { path, value }) => {
                    self.remember_setting(&path, &value);
                    turns.push(Turn::Set(path, value));
                }
                Some(Changed::Left) => self.close_settings(),
            },
        }
        turns
    }

    /// Opens the settings, or closes them. Nobody changes them in the middle of a session.
    pub fn settings(&mut self) {
        if matches!(self.stage, Stage::Settings(..)) {
            self.close_settings();
        } else if !matches!(self.stage, Stage::Session(_))
            && let Some((settings, file)) = self.wishes.settings.clone()
        {
            let begin = self.begin();
            let before = Box::new(std::mem::replace(&mut self.stage, begin));
            self.stage = Stage::Settings(Settings::new(settings, file), before);
        }
    }

    fn close_settings(&mut self) {
        let begin = self.begin();
        if let Stage::Settings(_, before) = std::mem::replace(&mut self.stage, begin) {
            self.stage = *before;
        }
    }

    fn remember_setting(&mut self, path: &str, value: &str) {
        let settings = self.wishes.settings.iter_mut().flat_map(|(settings, _)| settings);
        for setting in settings.filter(|setting| setting.path == path) {
            if let Some(now) = setting.values.iter().position(|(known, _)| known == value) {
                setting.now = now;
            }
        }
    }

    /// Ends whatever is under way, because the person leaves.
    pub fn end(&mut self) -> Vec<Turn> {
        let mut turns = Vec::new();
        if let Stage::Session(practised) = &mut self.stage {
            let events = practised.session.end(self.now);
            let status = practised.session.status();
            practised.entries.extend(practised.keeper.observe(self.now, &events, &status));
            turns.push(Turn::Events(events, Box::new(status)));
            turns.push(Turn::Over);
        } else if matches!(self.stage, Stage::After(..)) {
            turns.push(Turn::Over);
        }
        turns
    }

    /// Whether sound is on.
    pub const fn sound(&mut self, is_on: bool) {
        self.sound = is_on;
    }

    /// The session, while there is one.
    #[must_use]
    pub fn session(&self) -> Option<&Session> {
        match &self.stage {
            Stage::Session(practised) => Some(&practised.session),
            _ => None,
        }
    }

    /// Whether observations should say what is known about the spine.
    #[must_use]
    pub fn asks_for_spine(&self) -> bool {
        self.session().is_some_and(Session::asks_for_spine)
    }

    /// As it is painted.
    #[must_use]
    pub fn shown(&self) -> Shown {
        match &self.stage {
            Stage::Begin(begin) => Shown::Begin(begin.screen(&self.camera, self.sound)),
            Stage::Before(asking) | Stage::After(asking, _) => Shown::Pain(asking.screen()),
            Stage::Place(place) => match &self.lost {
                None => Shown::Place(place.screen()),
                Some(lost) => Shown::Lost(lost_screen(lost, None), None),
            },
            Stage::Session(practised) => {
                let status = Box::new(practised.session.status());
                match &self.lost {
                    None => Shown::Session(status),
                    Some(lost) => Shown::Lost(lost_screen(lost, Some(&status)), Some(status)),
                }
            }
            Stage::Done(summary) => Shown::Done(summary.screen()),
            Stage::Settings(settings, _) => Shown::Settings(settings.screen()),
        }
    }
}

fn lost_screen(lost: &Lost, status: Option<&Status>) -> LostScreen {
    let (what, remedy) = match &lost.why {
        Why::Camera { what, remedy } => (what.clone(), remedy.clone()),
        Why::Away => (Prompt::Away.to_string(), crate::wording::host::AWAY.to_owned()),
        Why::LetGo => (crate::wording::host::LET_GO.0.to_owned(), crate::wording::host::LET_GO.1.to_owned()),
    };
    let held = status.filter(|status| !status.held.is_zero()).map(|status| (status.held, status.hold));
    LostScreen { what, remedy, held, countdown: lost.countdown() }
}
