//! Follows a film from its first frame to its last, and says what it came to.

use std::time::Duration;

use chrono::DateTime;

use super::facts::{Analysis, Annotated, FORMAT, FilmFacts, HoldFact, Settings, Told, VERSION};
use super::look::Look;
use super::moments::{Moment, MomentKind, Moments, Slot, is_to_mend};
use super::row::Row;
use super::spans::{Lane, SHORTEST, Span, SpanKind};
use super::summary::Summary;
use super::words::seconds;
use crate::body::Size;
use crate::coach::{Event, EventKind, Phase, Status};
use crate::decimals::round;
use crate::history::{About, Entry, Keeper};
use crate::judge::Tone;
use crate::measure::FacingTracker;
use crate::time::Timestamp;

/// How often it is looked whether a moment is worth a picture.
const EVERY: Duration = Duration::from_millis(200);
/// Who isn't found for a moment is not gone.
const GONE_AFTER: Duration = Duration::from_secs(1);

/// Follows a film.
pub struct Track {
    keeper: Keeper,
    entries: Vec<Entry>,
    facing: FacingTracker,
    stretch: Lane,
    mend: Lane,
    unseen: Lane,
    nobody: Lane,
    moments: Moments,
    looked: Option<Timestamp>,
    holds_begun: usize,
    size: Size,
    first: Option<Timestamp>,
    last: Timestamp,
    frames: u64,
    found: u64,
}

/// What came of a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The frame's row of measures.
    pub row: Row,
    /// Where its picture is to be kept, if it is worth that.
    pub keep: Option<Slot>,
}

/// What a film came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// Everything.
    pub analysis: Analysis,
    /// Where the picture of each of its moments was kept.
    pub slots: Vec<Slot>,
}

impl Default for Track {
    fn default() -> Self {
        // The history dates a session. A film has no date that anybody knows, and this one is told to nobody.
        let began = DateTime::UNIX_EPOCH.fixed_offset();
        let about = About { began, program: String::new(), model: String::new(), plan: None };
        Self {
            keeper: Keeper::new(about),
            entries: Vec::new(),
            facing: FacingTracker::default(),
            stretch: Lane::default(),
            mend: Lane::default(),
            unseen: Lane::default(),
            nobody: Lane::default(),
            moments: Moments::default(),
            looked: None,
            holds_begun: 0,
            size: Size::new(0, 0),
            first: None,
            last: Timestamp::ZERO,
            frames: 0,
            found: 0,
        }
    }
}

impl Track {
    /// Takes in a frame.
    pub fn look(&mut self, look: &Look<'_>) -> Seen {
        let Look { observation, events, status, is_over, .. } = *look;
        let time = observation.time;
        self.first.get_or_insert(time);
        (self.last, self.size) = (time, observation.size);
        self.frames += 1;
        self.found += u64::from(observation.pose.is_some());
        self.take(time, events, status);
        let facing = observation.pose.as_ref().map(|pose| self.facing.observe(time, pose));
        let row = Row::of(look, facing);
        self.mark(time.since_start(), status, is_over, observation.pose.is_some());
        let is_due = self.looked.is_none_or(|looked| time.since(looked) >= EVERY);
        if is_due {
            self.looked = Some(time);
        }
        let is_worth = is_due && !is_over && observation.pose.is_some();
        let keep = is_worth.then(|| self.moments.look(time, status, self.holds_begun, self.mend.number())).flatten();
        Seen { row, keep }
    }

    /// Takes in what happened when the session was ended at the film's end.
    pub fn end(&mut self, events: &[Event], status: &Status) {
        self.take(self.last, events, status);
    }

    fn take(&mut self, time: Timestamp, events: &[Event], status: &Status) {
        self.holds_begun += events.iter().filter(|event| matches!(event.kind, EventKind::HoldStarted(_))).count();
        self.entries.extend(self.keeper.observe(time, events, status));
    }

    fn mark(&mut self, time: Duration, status: &Status, is_over: bool, is_seen: bool) {
        self.nobody.mark(time, (!is_seen).then_some(""));
        let words = status.message.cue.to_string();
        let is_judged = !is_over && is_seen && status.phase != Phase::Searching;
        let said = |is_so: bool| (is_judged && is_so).then_some(words.as_str());
        self.mend.mark(time, said(is_to_mend(&status.message)));
        self.unseen.mark(time, said(status.message.tone == Tone::Unseen));
        let title = status.subject.stretch().filter(|_| !is_over).map(|stretch| stretch.title.as_str());
        self.stretch.mark(time, title);
    }

    /// What it came to. `problem` is what was wrong with the film, if it was damaged.
    #[must_use]
    pub fn finish(self, name: &str, problem: Option<&str>, annotated: Annotated, settings: Settings) -> Finished {
        let start = self.first.unwrap_or_default().since_start();
        let end = self.last.since_start();
        let began: Vec<_> = self
            .entries
            .iter()
            .filter_map(|entry| match entry {
                Entry::StretchBegan(began) => Some(began.clone()),
                _ => None,
            })
            .collect();
        let titles = |id: &str| {
            began.iter().find(|began| began.stretch == id).map_or_else(|| id.to_owned(), |began| began.title.clone())
        };
        let told = Told { start, titles: &titles };
        let (mut holds, mut repetitions, mut hints) = (Vec::new(), Vec::new(), Vec::new());
        for entry in self.entries {
            match entry {
                Entry::Held(hold) => holds.push(told.hold(hold)),
                Entry::Moved(repetition) => repetitions.push(told.repetition(repetition)),
                Entry::Hint(hint) => hints.push(told.hint(hint)),
                _ => {}
            }
        }
        let lanes = [
            (SpanKind::Stretch, self.stretch, SHORTEST),
            (SpanKind::Mend, self.mend, SHORTEST),
            (SpanKind::Unseen, self.unseen, SHORTEST),
            (SpanKind::Nobody, self.nobody, GONE_AFTER),
        ];
        let mut spans: Vec<Span> = lanes
            .into_iter()
            .flat_map(|(kind, lane, shortest)| {
                lane.finish(end, shortest).into_iter().map(move |(from, to, words)| {
                    let (from, to) = (seconds(from), seconds(to));
                    Span { kind, from, to, words }
                })
            })
            .chain(holds.iter().map(held))
            .collect();
        spans.sort_by(|a, b| a.kind.cmp(&b.kind).then(a.from.total_cmp(&b.from)));
        let moments = self.moments.finish();
        let slots = moments.iter().map(|(slot, _)| *slot).collect();
        // A sum of nothing is a negative nothing.
        let sum = |of: &mut dyn Iterator<Item = f64>| round(of.fold(0.0, |sum, one| sum + one), 3);
        let total = |kind| sum(&mut spans.iter().filter(|span| span.kind == kind).map(|span| span.to - span.from));
        let mut stretches: Vec<String> = Vec::new();
        for done in holds.iter().map(|hold| &hold.stretch).chain(repetitions.iter().map(|done| &done.stretch)) {
            if !stretches.contains(done) {
                stretches.push(done.clone());
            }
        }
        stretches.sort_by_key(|id| began.iter().position(|began| began.stretch == *id));
        let summary = Summary {
            film: name.to_owned(),
            exit: u8::from(problem.is_some()),
            problem: problem.map(str::to_owned),
            seconds: seconds(end.saturating_sub(start)),
            frames: self.frames,
            frames_found: self.found,
            stretches,
            holds: holds.len(),
            completed: holds.iter().filter(|hold| hold.course == "completed").count(),
            held_seconds: sum(&mut holds.iter().map(|hold| hold.held_seconds)),
            repetitions: repetitions.len(),
            hints: hints.len(),
            unseen_seconds: total(SpanKind::Unseen),
            nobody_seconds: total(SpanKind::Nobody),
        };
        let film = FilmFacts {
            name: name.to_owned(),
            width: self.size.width,
            height: self.size.height,
            from: seconds(start),
            to: seconds(end),
        };
        let moments = moments.into_iter().map(|(_, moment)| moment).collect();
        let analysis = Analysis {
            format: FORMAT,
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            summary,
            film,
            annotated,
            settings,
            holds,
            repetitions,
            hints,
            spans,
            moments,
        };
        Finished { analysis, slots }
    }
}

fn held(hold: &HoldFact) -> Span {
    Span { kind: SpanKind::Hold, from: hold.from, to: hold.to, words: hold.title.clone() }
}

impl Analysis {
    /// The moments of a kind, with the place of each in the list of all.
    pub(super) fn moments_of(&self, kind: MomentKind) -> impl Iterator<Item = (usize, &Moment)> {
        self.moments.iter().enumerate().filter(move |(_, moment)| moment.kind == kind)
    }

    /// The spans of a kind, in order.
    pub(super) fn spans_of(&self, kind: SpanKind) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |span| span.kind == kind)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::coach::Session;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::{Dose, Pace, Step, samples};

    /// What a film that shows this comes to, ten frames a second, whose first frame is at 2 s.
    fn analysed(see: impl Fn(f64) -> Option<Mannequin>, seconds: f64) -> Finished {
        let stretch = Arc::new(samples::sphinx());
        let dose = Dose { pace: Pace::Hold(Duration::from_secs(5)), reps: 1, rest: Duration::from_secs(1) };
        let mut session = Session::new(vec![Step { stretch, dose }]).unwrap();
        let mut track = Track::default();
        for frame in 0..(seconds * 10.0) as u64 {
            let now = 2.0 + frame as f64 / 10.0;
            let mut observation = Mannequin::sphinx().observe(now);
            observation.pose = see(now).and_then(|body| body.observe(now).pose);
            let is_over = session.is_done();
            let events = session.observe(&observation);
            let status = session.status();
            track.look(&Look { frame, observation: &observation, events: &events, status: &status, is_over });
        }
        let events = session.end(track.last);
        track.end(&events, &session.status());
        track.finish("a.mp4", None, Annotated::default(), Settings::default())
    }

    #[test]
    fn a_hold_stands_in_the_film_where_it_was_held() {
        let Finished { analysis, slots } = analysed(|_| Some(Mannequin::sphinx()), 12.0);
        let [hold] = &analysis.holds[..] else { panic!("{:?}", analysis.holds) };
        assert_eq!((hold.course, hold.held_seconds, hold.hold_seconds), ("completed", 5.0, 5.0));
        assert!((2.0..3.5).contains(&hold.from) && (hold.to - hold.from - 5.0).abs() < 0.11, "{hold:?}");
        let summary = &analysis.summary;
        assert_eq!((summary.holds, summary.completed, summary.held_seconds), (1, 1, 5.0));
        assert_eq!(
            (summary.frames, summary.frames_found, summary.stretches.as_slice()),
            (120, 120, &["sphinx".to_owned()][..])
        );
        assert!((summary.seconds - 11.9).abs() < 1e-9 && (analysis.film.from - 2.0).abs() < 1e-9);
        let spans: Vec<_> = analysis.spans_of(SpanKind::Hold).collect();
        assert_eq!((spans.len(), spans[0].from, spans[0].to), (1, hold.from, hold.to));
        let best = &analysis.moments[0];
        assert!(best.kind == MomentKind::Best && (hold.from..=hold.to).contains(&best.time), "{best:?}");
        assert_eq!(slots.len(), analysis.moments.len());
        // Once it is done nothing more is asked for, and nobody is judged.
        let stretch = analysis.spans_of(SpanKind::Stretch).last().unwrap();
        assert!(stretch.to <= hold.to + 0.2, "{stretch:?}");
    }

    #[test]
    fn who_is_away_is_neither_unseen_nor_to_mend() {
        let away = |now: f64| (!(5.0..9.0).contains(&now)).then(Mannequin::sphinx);
        let analysis = analysed(away, 14.0).analysis;
        let nobody: Vec<_> = analysis.spans_of(SpanKind::Nobody).filter(|span| span.from > 3.0).collect();
        let [gap] = &nobody[..] else { panic!("{nobody:?}") };
        assert_eq!((gap.from, gap.to), (5.0, 9.0));
        assert!(analysis.summary.nobody_seconds >= gap.to - gap.from);
        assert_eq!(analysis.summary.frames - analysis.summary.frames_found, 40);
        let overlaps = |span: &&Span| span.from < gap.to - 0.01 && gap.from + 0.01 < span.to;
        assert_eq!(analysis.spans_of(SpanKind::Mend).filter(overlaps).count(), 0);
        assert_eq!(analysis.spans_of(SpanKind::Unseen).filter(overlaps).count(), 0);
    }

    #[test]
    fn a_flicker_of_the_camera_leaves_nobody_alone() {
        let flickers = |now: f64| (!(5.0..5.8).contains(&now)).then(Mannequin::sphinx);
        let analysis = analysed(flickers, 8.0).analysis;
        assert_eq!(analysis.spans_of(SpanKind::Nobody).count(), 0);
        assert_eq!(analysis.summary.frames - analysis.summary.frames_found, 8);
    }

    #[test]
    fn a_film_without_anybody_is_one_span_of_that() {
        let analysis = analysed(|_| None, 5.0).analysis;
        let spans: Vec<_> = analysis.spans_of(SpanKind::Nobody).map(|span| (span.from, span.to)).collect();
        assert_eq!(spans, [(2.0, 6.9)]);
        assert!(analysis.holds.is_empty() && analysis.moments.is_empty());
        assert_eq!(analysis.summary.found_percent().to_bits(), 0.0_f64.to_bits());
        assert_eq!(analysis.summary.held_seconds.to_bits(), 0.0_f64.to_bits(), "and no negative nothing");
    }
}
