//! All of it, from the begin to what was done: which screen there is, and what happens on it. What is seen and pressed goes in with its
//! time; what there is to do about it comes out, in order.

mod need;
mod setting;
mod waiting;

use std::sync::Arc;
use std::time::Duration;

use super::asking::{Answer, Asking};
use super::begin::{Begin, Begun};
use super::lost::{Lost, Why};
use super::navigate::Navigate;
use super::place::Place;
use super::screens::{CameraNews, ItemKind, SummaryChoice};
use super::settings::{Changed, Settings};
use super::summary::Summary;
use super::turn::{Offered, Shown, Turn, Wishes};
use crate::body::Size;
use crate::coach::{ComfortOf, Command, Event, EventKind, OwnLimit, Session};
use crate::history::{Entry, Keeper, Pain, PainAt};
use crate::judge::{Cue, Prompt};
use crate::language::Language;
use crate::measure::{Observation, Presence};
use crate::stretch::Stretch;
use crate::time::{Since, Timestamp, reached};

/// What was said and still holds is said again after so long: somebody may not have heard it.
const AGAIN: Duration = Duration::from_secs(20);
/// So long a session's last words take.
const LAST_WORDS: Duration = Duration::from_secs(8);

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
    /// For how long nothing has been done about a screen, or a pause.
    idle: Since,
    /// What was said last, and when.
    said: Option<(Cue, Timestamp)>,
    /// Whether a session without a plan begins with the first look.
    begins: bool,
    /// The language that was set last, until everything begins again in it.
    language: Option<Language>,
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
            idle: Since::default(),
            said: None,
            begins,
            language: None,
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
        self.idle = Since::default();
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
        let idles = self.session().is_none_or(Session::is_stopped);
        self.idle.lasts(self.now, idles);
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
        let practised =
            Practised { session, keeper: Keeper::unnamed().speaking(self.wishes.language), entries: Vec::new() };
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
        let summary = Box::new(Summary::of(title, steps, &practised.entries, self.wishes.language));
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
            Some(SummaryChoice::Another) => {
                self.stage = self.begin();
                self.change_language(turns);
            }
        }
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
                    self.change_language(&mut turns);
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
                Some(Changed::Left) => self.close_settings(&mut turns),
            },
        }
        turns
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
        if let Some(lost) = self.lost.as_ref().filter(|lost| lost.why == Why::LetGo) {
            let status = self.session().map(|session| Box::new(session.status()));
            return Shown::Lost(self.lost_screen(lost, status.as_deref()), status);
        }
        match &self.stage {
            Stage::Begin(begin) => Shown::Begin(begin.screen(&self.camera, self.sound)),
            Stage::Before(asking) | Stage::After(asking, _) => Shown::Pain(asking.screen()),
            Stage::Place(place) => match &self.lost {
                None => Shown::Place(place.screen(self.wishes.language)),
                Some(lost) => Shown::Lost(self.lost_screen(lost, None), None),
            },
            Stage::Session(practised) => {
                let status = Box::new(practised.session.status());
                match &self.lost {
                    None => Shown::Session(status),
                    Some(lost) => Shown::Lost(self.lost_screen(lost, Some(&status)), Some(status)),
                }
            }
            Stage::Done(summary) => Shown::Done(summary.screen()),
            Stage::Settings(settings, _) => Shown::Settings(settings.screen()),
        }
    }
}
