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

/// What was said and still holds is said again after so long: somebody may not have heard it.
const AGAIN: Duration = Duration::from_secs(20);
/// So long a session's last words take.
const LAST_WORDS: Duration = Duration::from_secs(8);

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
    const fn asks_before(&self) -> bool {
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
    /// What was said last, and when.
    said: Option<(Cue, Timestamp)>,
    /// Whether a session without a plan begins with the first look.
    begins: bool,
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
        let stage = if wishes.at_once { Self::first_of(first, wishes.asks_before(), false) } else { None };
        let begins = wishes.at_once && stage.is_none();
        let pain_before = wishes.pain_before;
        let mut evening = Self {
            stage: Stage::Begin(Box::new(Begin::new(Vec::new(), 0, false, None))),
            offered,
            stretches,
            wishes,
            chosen: 0,
            camera: CameraNews::Starting,
            sound: true,
            pain: pain_before,
            lost: None,
            presence: Presence::default(),
            absent: Since::default(),
            said: None,
            begins,
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
    fn first_of(offered: &Offered, asks: bool, is_present: bool) -> Option<Stage> {
        if asks { Some(Stage::Before(Box::new(Asking::new(false, None)))) } else { Self::placed(offered, is_present) }
    }

    fn placed(offered: &Offered, is_present: bool) -> Option<Stage> {
        let first = offered.steps.first()?;
        Some(Stage::Place(Box::new(Place::new(Arc::clone(&first.stretch), None, is_present))))
    }

    /// Goes to another stage. One that needs the camera waits for it, if that is missing.
    fn enter(&mut self, stage: Stage, turns: &mut Vec<Turn>) {
        self.stage = stage;
        self.said = None;
        let news = self.camera.clone();
        turns.extend(self.camera(news));
    }

    /// Takes in what is seen, and how light the picture is on the average, where that is known.
    pub fn observe(&mut self, seen: &Observation, light: Option<f64>) -> Vec<Turn> {
        self.now = self.now.max(seen.time);
        self.size = seen.size;
        let mut turns = Vec::new();
        self.presence.observe(self.now, seen.pose.is_some());
        self.absent.lasts(self.now, !self.presence.is_present());
        if std::mem::take(&mut self.begins) {
            self.begin_session(&mut turns);
        }
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
                // After a session its own last words come first.
                let is_due = asking.lasts().is_some_and(|lasts| !asking.is_after() || reached(lasts, LAST_WORDS));
                let cue = match lit {
                    Some(number) if walks => Some(Prompt::Number(number)),
                    // The question is asked once, and skipping needs no word.
                    _ if self.said.is_none() => Some(Prompt::HowMuch),
                    _ => None,
                };
                self.say(cue.filter(|_| is_due).map(Cue::Prompt), turns);
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

    /// Says something, and again only after a while, unless something else was said.
    fn say(&mut self, cue: Option<Cue>, turns: &mut Vec<Turn>) {
        let is_known = |cue: &Cue| {
            self.said.as_ref().is_some_and(|(said, at)| said == cue && !reached(self.now.since(*at), AGAIN))
        };
        if let Some(cue) = cue.filter(|cue| !is_known(cue)) {
            self.said = Some((cue.clone(), self.now));
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
                self.pain = self.wishes.pain_before;
                match Self::first_of(offered, self.wishes.asks_before(), self.presence.is_present()) {
                    Some(stage) => self.enter(stage, turns),
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
                let is_present = self.presence.is_present();
                match self.offered.get(self.chosen).and_then(|offered| Self::placed(offered, is_present)) {
                    Some(place) => self.enter(place, turns),
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
        turns.push(Turn::Began(offered.id.clone()));
        turns.extend(self.pain.map(|pain| Turn::Pain(PainAt::Before(pain))));
        let practised = Practised { session, keeper: Keeper::unnamed(), entries: Vec::new() };
        self.enter(Stage::Session(Box::new(practised)), turns);
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
        if let Some(after) = self.wishes.pain_after {
            turns.push(Turn::Pain(PainAt::After(after)));
            let both = self.pain.map(|before| (before.score(), after.score()));
            self.stage = Stage::Done(Box::new(summary.with_pain(both)));
            turns.push(Turn::Over);
        } else if self.wishes.ask_pain {
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

    /// Nobody who has gone is watched for ever: a session waits for them.
    fn notice_absence(&mut self, turns: &mut Vec<Turn>) {
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
    fn come_back(&mut self) -> Option<Turn> {
        self.absent = Since::default();
        self.lost.take_if(|lost| lost.why == Why::LetGo)?;
        if matches!(self.stage, Stage::Session(_)) {
            self.lost = Some(Lost::new(Why::Away, self.now));
        }
        Some(Turn::Camera(true))
    }

    /// Passes on what was asked of the session by a key.
    pub fn command(&mut self, command: Command) -> Vec<Turn> {
        let mut turns = Vec::new();
        if let Some(back) = self.come_back() {
            return vec![back];
        }
        // Without a camera there is nothing to begin.
        if self.lost.is_some() && !matches!(self.stage, Stage::Session(_)) {
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
        if let Some(back) = self.come_back() {
            return vec![back];
        }
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
                Navigate::Enter if self.lost.is_none() => self.begin_session(&mut turns),
                Navigate::Back => {
                    self.lost = None;
                    self.stage = self.begin();
                }
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

    /// What was set takes effect at once; or it couldn't be kept, and stays as it was.
    pub fn settle(&mut self, kept: Option<InForce>) {
        match kept {
            Some(InForce { ask_pain, comfort }) => {
                self.wishes.ask_pain = ask_pain;
                // What was learned tonight is known there by now.
                self.wishes.comfort = comfort;
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
        if let Some(lost) = self.lost.as_ref().filter(|lost| lost.why == Why::LetGo) {
            let status = self.session().map(|session| Box::new(session.status()));
            return Shown::Lost(lost_screen(lost, status.as_deref()), status);
        }
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
