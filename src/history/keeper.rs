//! From what happens in a session to what is remembered of it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::facts::{
    About, Course, End, Entry, Hint, Hold, Hurt, Measured, PainAt, Repetition, SignTaken, StretchBegan, StretchEnded,
};
use crate::body::Side;
use crate::coach::{Event, EventKind, HoldFacts, PauseReason, Phase, Status};
use crate::judge::{Assessment, TargetState, Tone};
use crate::language::Language;
use crate::measure::BodyView;
use crate::statistics::{median, nearest_rank};
use crate::stretch::Deeper;
use crate::time::Timestamp;

/// How often values are taken: joints at rest don't change faster, and an hour's hold stays small.
const EVERY: Duration = Duration::from_millis(200);
/// A gap between two looks that is longer says nothing of what was in it.
const GAP: Duration = Duration::from_secs(2);
/// "Best" is what nine in ten of the looks don't go beyond.
const BEST: f64 = 0.9;

/// Follows a session and says what there is to remember, when it is to be remembered.
#[derive(Clone, Debug)]
pub struct Keeper {
    about: Option<About>,
    first: Option<Timestamp>,
    last: Option<Last>,
    sampled: Option<Timestamp>,
    stretch: Option<String>,
    hold: Option<OpenHold>,
    /// Of a movement: what has been seen within its range since the last repetition, by pose.
    moved: Samples,
    sign: Option<SignTaken>,
    watched: Duration,
    unseen: Duration,
    is_leaving: bool,
    /// In which language hints are remembered.
    language: Language,
    /// The stretch that was moved at the last look: its last repetition comes together with the begin of the next stretch.
    moves: Option<String>,
    is_over: bool,
}

#[derive(Clone, Copy, Debug)]
struct Last {
    time: Timestamp,
    is_present: bool,
    is_unseen: bool,
}

#[derive(Clone, Debug)]
struct OpenHold {
    facts: HoldFacts,
    began: Timestamp,
    /// When it last stopped counting, and why; `None` while it counts.
    stopped: Option<(Timestamp, PauseReason)>,
    unseen: Duration,
    samples: Samples,
}

/// Values by pose and target, in the order in which targets were first seen.
#[derive(Clone, Debug, Default)]
struct Samples {
    of: Vec<Sample>,
}

#[derive(Clone, Debug)]
struct Sample {
    /// What was asked, and where it was measured.
    assessment: Assessment,
    values: Vec<f64>,
    errors: Vec<f64>,
    views: BTreeMap<u8, u32>,
}

impl Keeper {
    /// Nothing has happened yet in this session.
    #[must_use]
    pub fn new(about: About) -> Self {
        Self { about: Some(about), ..Self::unnamed() }
    }

    /// The same for a session in this language.
    #[must_use]
    pub fn speaking(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The same for a session of which only what happens in it matters: there is no [`Entry::Began`].
    #[must_use]
    pub fn unnamed() -> Self {
        Self {
            about: None,
            language: Language::default(),
            first: None,
            last: None,
            sampled: None,
            stretch: None,
            hold: None,
            moved: Samples::default(),
            sign: None,
            watched: Duration::ZERO,
            unseen: Duration::ZERO,
            is_leaving: false,
            moves: None,
            is_over: false,
        }
    }

    /// Takes in what happened at `time` and where the session stands after it; answers what is to be kept, in order.
    pub fn observe(&mut self, time: Timestamp, events: &[Event], status: &Status) -> Vec<Entry> {
        let mut entries = Vec::new();
        if self.is_over {
            return entries;
        }
        let first = *self.first.get_or_insert(time);
        entries.extend(self.about.take().map(Entry::Began));
        self.pass(time);
        let leaves = |event: &Event| {
            matches!(event.kind, EventKind::StretchCompleted { skipped: true, .. } | EventKind::ThatHurts { .. })
        };
        // A hold that is given up because the stretch is left was not left by itself.
        self.is_leaving = events.iter().any(leaves);
        for event in events {
            self.hear(event.time.since(first), event, status, &mut entries);
        }
        if self.sampled.is_none_or(|at| time.since(at) >= EVERY) {
            self.sampled = Some(time);
            self.sample(status);
        }
        if let Some(hold) = &mut self.hold {
            hold.facts.held_seconds = hold.facts.held_seconds.max(status.held.as_secs_f64());
        }
        // Whoever has left the room is not missed by the camera, unless they are waited for in a hold.
        let is_present = status.view.is_some() || self.hold.is_some();
        let is_coached = status.phase != Phase::Searching || self.hold.is_some();
        let is_unseen = is_present && is_coached && status.message.tone == Tone::Unseen;
        self.last = Some(Last { time, is_present, is_unseen });
        self.moves = status.subject.stretch().filter(|_| status.is_moved).map(|stretch| stretch.id.clone());
        entries
    }

    /// Takes in how much it hurts, before or after; after it is over, too.
    pub fn pain(&mut self, pain: PainAt) -> Vec<Entry> {
        self.about.take().map(Entry::Began).into_iter().chain([Entry::Pain(pain)]).collect()
    }

    /// Counts the time that has passed as what it was when it began.
    fn pass(&mut self, time: Timestamp) {
        let Some(last) = self.last else { return };
        let gap = time.since(last.time).min(GAP);
        if last.is_present {
            self.watched += gap;
        }
        // Before anybody has come there is nothing to see.
        if last.is_unseen && !self.watched.is_zero() {
            self.unseen += gap;
        }
    }

    fn sample(&mut self, status: &Status) {
        let view = status.view.unwrap_or(BodyView::Unknown);
        match (status.phase, &mut self.hold) {
            (Phase::Holding, Some(hold)) => {
                status.targets.iter().for_each(|seen| hold.samples.add(seen, view));
            }
            (Phase::Moving, _) => {
                let within = status.targets.iter().filter(|seen| seen.state == TargetState::Within);
                within.for_each(|seen| self.moved.add(seen, view));
            }
            _ => {}
        }
    }

    fn hear(&mut self, at: Duration, event: &Event, status: &Status, entries: &mut Vec<Entry>) {
        match &event.kind {
            EventKind::StretchStarted { stretch } => {
                let known = status.subject.stretch().filter(|known| known.id == *stretch);
                let title = known.map_or_else(|| stretch.clone(), |known| known.title.clone());
                self.begin_stretch(at, stretch, title, entries);
            }
            EventKind::StretchRecognised { stretch, title, .. } => {
                self.cut_short(event.time, entries);
                self.begin_stretch(at, stretch, title.clone(), entries);
            }
            EventKind::HoldStarted(facts) => {
                self.cut_short(event.time, entries);
                let began = earlier(event.time, facts.held_seconds);
                let (stopped, unseen, samples) = (None, Duration::ZERO, Samples::default());
                self.hold = Some(OpenHold { facts: facts.clone(), began, stopped, unseen, samples });
            }
            EventKind::HoldPaused { hold: facts, reason } => {
                if let Some(hold) = &mut self.hold {
                    hold.facts = facts.clone();
                    hold.stopped = Some((event.time, *reason));
                }
            }
            EventKind::HoldResumed(facts) => {
                if let Some(hold) = &mut self.hold {
                    hold.facts = facts.clone();
                    hold.go_on(event.time);
                }
            }
            EventKind::HoldCompleted(facts) => self.close(event.time, Some(facts), Course::Completed, entries),
            EventKind::HoldAbandoned(facts) => {
                let course = if self.is_leaving { Course::CutShort } else { Course::GivenUp };
                self.close(event.time, Some(facts), course, entries);
            }
            EventKind::RepCompleted { stretch, side, pose, rep, reps } if self.is_moved(stretch, status) => {
                let measures = std::mem::take(&mut self.moved).measured();
                let (stretch, side, pose) = (stretch.clone(), *side, pose.clone());
                entries.push(Entry::Moved(Repetition { stretch, side, pose, at, rep: *rep, reps: *reps, measures }));
            }
            EventKind::Sign { .. } => self.sign = Some(SignTaken { at, chosen: None }),
            EventKind::Chosen { choice } => {
                if let Some(mut sign) = self.sign.take() {
                    sign.chosen = Some(*choice);
                    entries.push(Entry::Sign(sign));
                }
            }
            EventKind::ThatHurts { stretch, side, targets, .. } => {
                let targets =
                    targets.iter().map(|target| (target.target.clone(), target.value, target.error)).collect();
                entries.push(Entry::Hurt(Hurt { at, stretch: stretch.clone(), side: *side, targets }));
            }
            EventKind::Hint { cue, target } => {
                let stretch = self.stretch.clone().unwrap_or_default();
                entries.push(Entry::Hint(Hint {
                    at,
                    stretch,
                    target: target.clone(),
                    words: cue.words(self.language),
                }));
            }
            EventKind::StretchCompleted { stretch, skipped } => {
                self.cut_short(event.time, entries);
                self.moved = Samples::default();
                entries.push(Entry::StretchEnded(StretchEnded { at, stretch: stretch.clone(), skipped: *skipped }));
            }
            EventKind::SessionCompleted { .. } => self.end(at, event.time, true, entries),
            EventKind::SessionEnded { .. } => self.end(at, event.time, false, entries),
            _ => {}
        }
    }

    /// Whether the repetitions of this stretch are movements and not holds.
    fn is_moved(&self, stretch: &str, status: &Status) -> bool {
        let is_now = status.is_moved && status.subject.stretch().is_some_and(|known| known.id == stretch);
        is_now || self.moves.as_deref() == Some(stretch)
    }

    fn begin_stretch(&mut self, at: Duration, stretch: &str, title: String, entries: &mut Vec<Entry>) {
        self.moved = Samples::default();
        self.stretch = Some(stretch.to_owned());
        entries.push(Entry::StretchBegan(StretchBegan { at, stretch: stretch.to_owned(), title }));
    }

    fn end(&mut self, at: Duration, time: Timestamp, complete: bool, entries: &mut Vec<Entry>) {
        self.cut_short(time, entries);
        entries.extend(self.sign.take().map(Entry::Sign));
        self.is_over = true;
        entries.push(Entry::Ended(End { at, complete, watched: self.watched, unseen: self.unseen }));
    }

    fn cut_short(&mut self, time: Timestamp, entries: &mut Vec<Entry>) {
        self.close(time, None, Course::CutShort, entries);
    }

    fn close(&mut self, time: Timestamp, facts: Option<&HoldFacts>, course: Course, entries: &mut Vec<Entry>) {
        let (Some(mut hold), Some(first)) = (self.hold.take(), self.first) else { return };
        // What is given up is over since it was left.
        let ended = hold.stopped.map_or(time, |(at, _)| at);
        hold.go_on(ended);
        let facts = facts.cloned().unwrap_or(hold.facts);
        let seconds = |seconds: f64| Duration::from_secs_f64(seconds.max(0.0));
        let counted = seconds(facts.held_seconds);
        let paused = ended.since(hold.began).saturating_sub(counted);
        entries.push(Entry::Held(Hold {
            stretch: facts.stretch,
            side: facts.side,
            pose: facts.pose,
            began: hold.began.since(first),
            ended: ended.since(first),
            course,
            held: counted,
            aimed: seconds(facts.hold_seconds),
            paused,
            unseen: hold.unseen.min(paused),
            measures: hold.samples.measured(),
        }));
    }
}

/// The moment so many seconds before `time`.
fn earlier(time: Timestamp, seconds: f64) -> Timestamp {
    Timestamp::from_start(time.since_start().saturating_sub(Duration::from_secs_f64(seconds.max(0.0))))
}

impl OpenHold {
    /// It counts again, or is over.
    fn go_on(&mut self, time: Timestamp) {
        if let Some((since, PauseReason::Unseen)) = self.stopped.take() {
            self.unseen += time.since(since);
        }
    }
}

impl Samples {
    fn add(&mut self, seen: &Assessment, view: BodyView) {
        let Some((value, error)) = seen.reading.value().zip(seen.reading.error()) else { return };
        let is_same = |sample: &Sample| sample.assessment.target.id == seen.target.id && sample.side() == seen.side;
        let known = self.of.iter().position(is_same);
        let place = known.unwrap_or_else(|| {
            let (values, errors, views) = (Vec::new(), Vec::new(), BTreeMap::new());
            self.of.push(Sample { assessment: seen.clone(), values, errors, views });
            self.of.len() - 1
        });
        let sample = &mut self.of[place];
        sample.values.push(value);
        sample.errors.push(error);
        *sample.views.entry(view_number(view)).or_default() += 1;
    }

    /// What was measured of each target: on the side on which it was seen most often.
    fn measured(self) -> Vec<Measured> {
        let mut all: Vec<Measured> = Vec::new();
        for measured in self.of.into_iter().filter_map(Sample::measured) {
            match all.iter_mut().find(|known| known.target == measured.target) {
                Some(known) if known.looks < measured.looks => *known = measured,
                Some(_) => {}
                None => all.push(measured),
            }
        }
        all
    }
}

impl Sample {
    fn side(&self) -> Side {
        self.assessment.side
    }

    fn measured(self) -> Option<Measured> {
        let target = &self.assessment.target;
        let range = (target.range.low(), target.range.high());
        let typical = median(self.values.iter().copied())?;
        let best = match target.deeper {
            Some(Deeper::Higher) => nearest_rank(self.values.iter().copied(), BEST)?,
            Some(Deeper::Lower) => nearest_rank(self.values.iter().copied(), 1.0 - BEST)?,
            None => typical,
        };
        let view = self
            .views
            .iter()
            .max_by_key(|(_, looks)| **looks)
            .map_or(BodyView::Unknown, |(view, _)| VIEWS[usize::from(*view)]);
        Some(Measured {
            target: target.id.to_string(),
            measure: target.measure.definition().name.to_owned(),
            limb: self.side(),
            from_start: target.from_start,
            typical,
            best,
            error: median(self.errors.iter().copied())?,
            view,
            deeper: target.deeper,
            range,
            looks: u32::try_from(self.values.len()).unwrap_or(u32::MAX),
        })
    }
}

const VIEWS: [BodyView; 5] =
    [BodyView::Side, BodyView::ThreeQuarter, BodyView::Front, BodyView::EndOn, BodyView::Unknown];

fn view_number(view: BodyView) -> u8 {
    VIEWS.iter().position(|known| *known == view).and_then(|place| u8::try_from(place).ok()).unwrap_or(4)
}

#[cfg(test)]
mod tests;
