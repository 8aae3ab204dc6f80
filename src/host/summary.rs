//! What a session came to: from what is remembered of it to what is shown of it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::navigate::Navigate;
use super::screens::{Done, DoneRow, Reach, SummaryChoice, SummaryScreen};
use crate::body::Side;
use crate::coach::Chooser;
use crate::history::{Course, End, Entry, Hold, Measured, Repetition};
use crate::language::Language;
use crate::measure::{Measure, Observation, Unit};
use crate::stretch::{Pace, Step};
use crate::wording::host as wording;

/// How long each choice is lit.
const EVERY: Duration = Duration::from_secs(3);
/// What may be chosen; enough is first, so that nobody is led into another round.
const CHOICES: [SummaryChoice; 3] = [SummaryChoice::Done, SummaryChoice::Again, SummaryChoice::Another];
/// So many values of how far somebody reached are shown: the most telling one of each stretch.
const MOST_REACHES: usize = 4;
/// From this share of the time on, that the camera saw too little is worth a word.
const MUCH_UNSEEN: f64 = 0.2;
/// A hint that was given as often is the thing for next time.
const OFTEN: usize = 2;

/// What a session came to, with what may be chosen then.
#[derive(Clone, Debug)]
pub struct Summary {
    screen: SummaryScreen,
    chooser: Chooser,
}

impl Summary {
    /// Of what was to be done, called `title`, and what is remembered of it, told in this language.
    #[must_use]
    pub fn of(title: &str, steps: &[Step], entries: &[Entry], language: Language) -> Self {
        let facts = Facts::of(entries);
        let rows = facts.rows(steps);
        let held = facts.holds.iter().map(|hold| hold.held).sum();
        let screen = SummaryScreen {
            title: title.to_owned(),
            held,
            well: facts.well(language),
            next_time: facts.next_time(language),
            unseen: facts.unseen(),
            reach: facts.reach(),
            rows,
            pain: None,
            choices: CHOICES.to_vec(),
            highlighted: 0,
            sign: 0.0,
            walks: false,
        };
        Self { screen, chooser: Chooser::new(CHOICES.len(), CHOICES.len(), EVERY, 0) }
    }

    /// The same with how much it hurt before and after.
    #[must_use]
    pub fn with_pain(mut self, pain: Option<(u8, u8)>) -> Self {
        self.screen.pain = pain;
        self
    }

    /// Takes in what is seen; answers what an arm has chosen.
    pub fn observe(&mut self, seen: &Observation) -> Option<SummaryChoice> {
        self.chooser.observe(seen).and_then(|place| CHOICES.get(place).copied())
    }

    /// Does what a key or the mouse says.
    pub fn navigate(&mut self, navigate: Navigate) -> Option<SummaryChoice> {
        match navigate {
            Navigate::Up | Navigate::Left => self.chooser.step(-1),
            Navigate::Down | Navigate::Right => self.chooser.step(1),
            Navigate::Enter => return CHOICES.get(self.chooser.highlighted()).copied(),
            Navigate::Back => return Some(SummaryChoice::Done),
            Navigate::Pick(place) => return CHOICES.get(place).copied(),
            Navigate::Digit(_) => {}
        }
        None
    }

    /// Whether an arm is up that is about to choose.
    #[must_use]
    pub fn reads_an_arm(&self) -> bool {
        self.chooser.reads_an_arm()
    }

    /// As it is painted.
    #[must_use]
    pub fn screen(&self) -> SummaryScreen {
        let (highlighted, sign, walks) = (self.chooser.highlighted(), self.chooser.sign(), self.chooser.walks());
        SummaryScreen { highlighted, sign, walks, ..self.screen.clone() }
    }
}

/// What is remembered, by kind.
#[derive(Default)]
struct Facts<'a> {
    began: Vec<(&'a str, &'a str)>,
    holds: Vec<&'a Hold>,
    repetitions: Vec<&'a Repetition>,
    skipped: Vec<&'a str>,
    hurt: Vec<&'a str>,
    /// Hints that were about the body, with their words.
    hints: Vec<(&'a str, &'a str)>,
    end: Option<&'a End>,
}

impl<'a> Facts<'a> {
    fn of(entries: &'a [Entry]) -> Self {
        let mut facts = Self::default();
        for entry in entries {
            match entry {
                Entry::StretchBegan(began) if !facts.began.iter().any(|(id, _)| *id == began.stretch) => {
                    facts.began.push((&began.stretch, &began.title));
                }
                Entry::Held(hold) => facts.holds.push(hold),
                Entry::Moved(repetition) => facts.repetitions.push(repetition),
                Entry::StretchEnded(ended) if ended.skipped => facts.skipped.push(&ended.stretch),
                Entry::Hurt(hurt) => facts.hurt.push(&hurt.stretch),
                Entry::Hint(hint) if hint.target.is_some() => facts.hints.push((&hint.stretch, &hint.words)),
                Entry::Ended(end) => facts.end = Some(end),
                _ => {}
            }
        }
        facts
    }

    fn rows(&self, steps: &[Step]) -> Vec<DoneRow> {
        self.began.iter().map(|(id, title)| self.row(id, title, steps)).collect()
    }

    fn row(&self, id: &str, title: &str, steps: &[Step]) -> DoneRow {
        let planned: Vec<&Step> = steps.iter().filter(|step| step.stretch.id == id).collect();
        let is_sided = planned.first().map_or_else(
            || self.holds.iter().any(|hold| hold.stretch == id && hold.side.is_some()),
            |step| step.stretch.sided,
        );
        let sides: &[Option<Side>] = if is_sided { &[Some(Side::Left), Some(Side::Right)] } else { &[None] };
        let of = planned
            .iter()
            .map(|step| {
                let poses = if matches!(step.dose.pace, Pace::Hold(_)) { step.stretch.held_poses().len() } else { 1 };
                step.dose.reps * u32::try_from(poses).unwrap_or(1)
            })
            .sum();
        let done = |side: Option<Side>| {
            let holds = self.holds.iter().filter(|hold| hold.stretch == id && hold.side == side);
            let completed = holds.clone().filter(|hold| hold.course == Course::Completed).count();
            let moved = self.repetitions.iter().filter(|moved| moved.stretch == id && moved.side == side).count();
            let reps = u32::try_from(completed + moved).unwrap_or(u32::MAX);
            (side, Done { reps, of, held: holds.map(|hold| hold.held).sum() })
        };
        DoneRow {
            title: title.to_owned(),
            sides: sides.iter().map(|side| done(*side)).collect(),
            skipped: self.skipped.contains(&id),
            hurt: self.hurt.contains(&id),
        }
    }

    /// What went well. Stopping because something hurts is the best that can be done.
    fn well(&self, language: Language) -> String {
        let completed = self.holds.iter().filter(|hold| hold.course == Course::Completed).count();
        if !self.hurt.is_empty() {
            return wording::stopped_rightly(language).to_owned();
        }
        if completed > 0 && completed == self.holds.len() && self.skipped.is_empty() {
            return wording::all_held(completed, language);
        }
        let longest = self.holds.iter().max_by_key(|hold| hold.held);
        match longest {
            Some(longest) if !longest.held.is_zero() => {
                wording::longest(self.title(&longest.stretch), longest.held, language)
            }
            _ if !self.repetitions.is_empty() => wording::moved(self.repetitions.len(), language),
            _ => wording::came(language).to_owned(),
        }
    }

    fn title(&self, id: &str) -> &str {
        self.began.iter().find(|(known, _)| *known == id).map_or("", |(_, title)| title)
    }

    /// One thing for next time: what was to be mended most often; or that the camera saw too little.
    fn next_time(&self, language: Language) -> Option<String> {
        if self.unseen() >= MUCH_UNSEEN {
            return Some(wording::seen_too_little(language).to_owned());
        }
        // Nobody who was hurt is told to do more.
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for hint in self.hints.iter().filter(|(stretch, _)| !self.hurt.contains(stretch)) {
            *counts.entry(*hint).or_default() += 1;
        }
        let ((stretch, words), count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        (count >= OFTEN).then(|| wording::next_time(self.title(stretch), words, language))
    }

    fn unseen(&self) -> f64 {
        let Some(end) = self.end else { return 0.0 };
        let watched = end.watched.max(end.unseen).as_secs_f64();
        if watched > 0.0 { (end.unseen.as_secs_f64() / watched).min(1.0) } else { 0.0 }
    }

    /// Of each stretch what shows its depth, on each side its deepest.
    fn reach(&self) -> Vec<Reach> {
        let mut all = Vec::new();
        for (id, title) in &self.began {
            let holds = self.holds.iter().filter(|hold| hold.stretch == *id).map(|hold| (hold.side, &hold.measures));
            let moved = self.repetitions.iter().filter(|moved| moved.stretch == *id);
            let measured = holds.chain(moved.map(|moved| (moved.side, &moved.measures)));
            let deep = measured.filter_map(|(side, measures)| {
                let deep = measures.iter().find(|measured| measured.deeper.is_some() && is_angle(measured))?;
                Some((side, deep))
            });
            let mut deepest: BTreeMap<Option<Side>, &Measured> = BTreeMap::new();
            for (side, measured) in deep {
                let best = deepest.entry(side).or_insert(measured);
                if measured.deeper.is_some_and(|deeper| deeper.is_deeper(measured.best, best.best)) {
                    *best = measured;
                }
            }
            all.extend(deepest.into_iter().filter_map(|(side, measured)| reach(title, side, measured)));
        }
        all.truncate(MOST_REACHES);
        all
    }
}

/// Whether it is in degrees: lengths in torsos say nothing to anybody.
fn is_angle(measured: &Measured) -> bool {
    Measure::from_name(&measured.measure).is_some_and(|measure| measure.definition().unit == Unit::Degrees)
}

fn reach(stretch: &str, side: Option<Side>, measured: &Measured) -> Option<Reach> {
    let measure = Measure::from_name(&measured.measure)?;
    Some(Reach {
        stretch: stretch.to_owned(),
        measure,
        side,
        value: measured.best,
        error: measured.error,
        is_degrees: measure.definition().unit == Unit::Degrees,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::history::{Hint, Hurt, StretchBegan, StretchEnded};
    use crate::measure::BodyView;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::{Deeper, Dose, samples};

    fn began() -> Entry {
        Entry::StretchBegan(StretchBegan { at: Duration::ZERO, stretch: "sphinx".into(), title: "Sphinx".into() })
    }

    fn hold(course: Course, held: u64, best: f64) -> Entry {
        let measured = Measured {
            target: "trunk".into(),
            measure: "trunk_inclination".into(),
            limb: Side::Left,
            from_start: false,
            typical: best,
            best,
            error: 4.0,
            view: BodyView::Side,
            deeper: Some(Deeper::Lower),
            range: (40.0, 75.0),
            looks: 100,
        };
        Entry::Held(Hold {
            stretch: "sphinx".into(),
            side: None,
            pose: None,
            began: Duration::ZERO,
            ended: Duration::from_secs(held),
            course,
            held: Duration::from_secs(held),
            aimed: Duration::from_secs(20),
            paused: Duration::ZERO,
            unseen: Duration::ZERO,
            measures: vec![measured],
        })
    }

    fn hint(words: &str) -> Entry {
        let target = Some("trunk".to_owned());
        Entry::Hint(Hint { at: Duration::ZERO, stretch: "sphinx".into(), target, words: words.into() })
    }

    fn end(unseen: u64) -> Entry {
        let (at, watched) = (Duration::from_secs(100), Duration::from_secs(100));
        Entry::Ended(End { at, complete: true, watched, unseen: Duration::from_secs(unseen) })
    }

    fn steps() -> Vec<Step> {
        let stretch = Arc::new(samples::sphinx());
        let dose = Dose { pace: Pace::Hold(Duration::from_secs(20)), reps: 2, rest: Duration::ZERO };
        vec![Step { stretch, dose }]
    }

    #[test]
    fn what_was_done_is_told_with_how_far_and_how_surely() {
        let entries = [began(), hold(Course::Completed, 20, 60.0), hold(Course::Completed, 20, 55.0), end(5)];
        let screen = Summary::of("Sphinx", &steps(), &entries, Language::English).screen();
        let [row] = &screen.rows[..] else { panic!("{screen:?}") };
        assert_eq!(row.sides, [(None, Done { reps: 2, of: 2, held: Duration::from_secs(40) })]);
        assert_eq!((screen.held, screen.unseen, screen.next_time), (Duration::from_secs(40), 0.05, None));
        assert!((screen.reach[0].value - 55.0).abs() < 1e-9 && (screen.reach[0].error - 4.0).abs() < 1e-9);
        assert_eq!(screen.well, wording::all_held(2, Language::English));
    }

    #[test]
    fn one_thing_is_for_next_time_and_never_more_of_what_hurt() {
        let words = "Press your forearms, lift your chest.";
        let mut entries = vec![began(), hold(Course::GivenUp, 12, 60.0), hint(words), hint("Look ahead."), hint(words)];
        let told = Summary::of("Sphinx", &steps(), &entries, Language::English).screen();
        assert!(told.next_time.is_some_and(|told| told.contains(words)));
        assert_eq!(told.well, wording::longest("Sphinx", Duration::from_secs(12), Language::English));
        entries.push(Entry::Hurt(Hurt { at: Duration::ZERO, stretch: "sphinx".into(), side: None, targets: vec![] }));
        entries.push(Entry::StretchEnded(StretchEnded { at: Duration::ZERO, stretch: "sphinx".into(), skipped: true }));
        let told = Summary::of("Sphinx", &steps(), &entries, Language::English).screen();
        assert_eq!((told.next_time, told.well), (None, wording::stopped_rightly(Language::English).to_owned()));
        assert!(told.rows[0].hurt && told.rows[0].skipped);
    }

    #[test]
    fn a_camera_that_saw_little_is_the_thing_for_next_time() {
        let told =
            Summary::of("Sphinx", &steps(), &[began(), hint("a"), hint("a"), end(40)], Language::English).screen();
        assert_eq!(told.next_time.as_deref(), Some(wording::seen_too_little(Language::English)));
        assert_eq!(told.well, wording::came(Language::English));
    }

    #[test]
    fn keys_and_arms_choose_what_comes_then() {
        let mut summary = Summary::of("Sphinx", &steps(), &[], Language::English);
        assert_eq!(summary.navigate(Navigate::Right), None);
        assert_eq!(summary.navigate(Navigate::Enter), Some(SummaryChoice::Again));
        assert_eq!(summary.navigate(Navigate::Back), Some(SummaryChoice::Done));
        let lying = |now: f64| if now > 7.0 { Mannequin::lying_flat().arms(0.0, 0.0) } else { Mannequin::lying_flat() };
        let mut summary = Summary::of("Sphinx", &steps(), &[], Language::English);
        let chosen = (0..100).find_map(|tenth| {
            let now = f64::from(tenth) / 10.0;
            summary.observe(&lying(now).observe(now))
        });
        assert_eq!(chosen, Some(SummaryChoice::Again));
    }
}
