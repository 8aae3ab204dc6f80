//! A history with a year of sessions in it, two a day, the same ones every time: `cargo run --release --example year_of_sessions -- FOLDER [DAYS]`.
//!
//! It is what the report and the start of a session are measured with. The folder is then named by `SUPPLE_DATA`. Somebody stretches in the
//! morning and in the evening, comes further by and by, has a bad week in autumn, and hurts a little less after most sessions than before.

#![allow(clippy::disallowed_methods, reason = "a tool measures time itself")]

use std::error::Error;
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeZone};
use supple::body::Side;
use supple::device::history::{DataFolder, History, Purpose, Recording};
use supple::history::{
    About, ComfortLimit, ComfortPlace, Course, End, Entry, Hold, Measured, Pain, PainAt, Questionnaire, Repetition,
    SessionId, StretchBegan, StretchEnded,
};
use supple::measure::BodyView;
use supple::seam::PersonalRecord;
use supple::stretch::{Deeper, Pace, Routine, Stretch};
use supple::stretch_file::Library;

/// The first of its days.
const FIRST: (i32, u32, u32) = (2025, 3, 1);
/// How many there are, unless the second argument says otherwise.
const DAYS: u32 = 365;
/// How often the beginning of a session is timed.
const TRIES: usize = 21;
/// What is done in the morning and in the evening.
const ROUTINES: [&str; 2] = ["ten-minute-morning", "evening-wind-down"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = DataFolder::at(arguments.next().ok_or("which folder?")?);
    let days = arguments.next().map_or(Ok(DAYS), |days| days.parse())?;
    if folder.database().exists() {
        return Err(format!("{} is there already", folder.database().display()).into());
    }
    let library = Library::embedded().map_err(|wrong| format!("{wrong:?}"))?;
    let routines: Vec<_> = ROUTINES.iter().filter_map(|id| library.routine(id)).collect();
    let (history, _) = History::open(&folder, Purpose::Record)?;
    let mut recording = Recording::new(history, Box::new(|_| ()));
    let mut chance = Chance(20_250_301);
    for day in 0..days {
        for (half, routine) in routines.iter().enumerate() {
            recording.keep_all(&session(day, half, routine, &mut chance)?)?;
        }
    }
    drop(recording);
    let (mut history, _) = History::open(&folder, Purpose::Look)?;
    for month in 0..days.div_ceil(30) {
        let answers: Vec<bool> = (0..24).map(|statement| statement + month < 14).collect();
        let score = u32::try_from(answers.iter().filter(|holds| **holds).count())?;
        history.keep_questionnaire(&Questionnaire {
            taken: began(month * 30, 0)?,
            kind: "rmdq".into(),
            answers,
            score,
        })?;
    }
    for stretch in library.stretches().take(4) {
        let Some(target) = stretch.targets.first() else { continue };
        let place = ComfortPlace {
            stretch: stretch.id.clone(),
            side: None,
            pose: None,
            target: target.id.to_string(),
            measure: target.measure.definition().name.to_owned(),
        };
        let limit = middle(target.range.low(), target.range.high());
        history.set_comfort(&ComfortLimit {
            place,
            limit,
            error: 3.0,
            found: began(10, 1)?,
            session: Some(SessionId(20)),
        })?;
    }
    drop(history);
    println!("{}: {} bytes", folder.database().display(), folder.database().metadata()?.len());
    println!("opening a copy of it and beginning a session took {:.1} ms (median of {TRIES})", start_ms(&folder)?);
    Ok(())
}

/// How long somebody waits who begins a session with this history, in milliseconds.
fn start_ms(folder: &DataFolder) -> Result<f64, Box<dyn Error>> {
    let place = tempfile::tempdir()?;
    let copy = DataFolder::at(place.path());
    std::fs::copy(folder.database(), copy.database())?;
    let mut times = Vec::new();
    for _ in 0..TRIES {
        let before = Instant::now();
        let (history, _) = History::open(&copy, Purpose::Record)?;
        let (began, program, model) = (began(DAYS, 0)?, String::new(), String::new());
        let mut recording = Recording::new(history, Box::new(|_| ()));
        recording.keep_all(&[Entry::Began(About { began, program, model, plan: None })])?;
        times.push(before.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[TRIES / 2])
}

/// Numbers by chance, the same ones every time.
struct Chance(u64);

impl Chance {
    /// From 0 to 1.
    fn next(&mut self) -> f64 {
        // Knuth's MMIX generator; its upper bits.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    }

    /// About nought, by one mostly.
    fn spread(&mut self) -> f64 {
        (0..4).map(|_| self.next()).sum::<f64>() - 2.0
    }
}

/// A routine named by its id.
type Plan = std::sync::Arc<Routine>;

/// Morning or evening of a day, by a clock that is put forward in summer.
fn began(day: u32, half: usize) -> Result<DateTime<FixedOffset>, Box<dyn Error>> {
    let date = NaiveDate::from_ymd_opt(FIRST.0, FIRST.1, FIRST.2).ok_or("no day")? + Days::new(u64::from(day));
    let summer = (29..239).contains(&(day % 365));
    let zone = FixedOffset::east_opt(if summer { 7200 } else { 3600 }).ok_or("no zone")?;
    let (hour, minute) = if half == 0 { (7, 5 + day % 40) } else { (20, 55 - day % 50) };
    let time = date.and_hms_opt(hour, minute, 0).ok_or("no time")?;
    zone.from_local_datetime(&time).single().ok_or_else(|| "no moment".into())
}

fn session(day: u32, half: usize, routine: &Plan, chance: &mut Chance) -> Result<Vec<Entry>, Box<dyn Error>> {
    let about = About {
        began: began(day, half)?,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        model: "blazepose".to_owned(),
        plan: Some(routine.id.clone()),
    };
    let is_bad = (230..237).contains(&day);
    let hurts = (4.5 - f64::from(day) / 120.0 + if is_bad { 3.0 } else { 0.0 } + chance.spread()).clamp(0.0, 10.0);
    let score = |value: f64| Pain::new(value.round().clamp(0.0, 10.0) as u8);
    let mut entries = vec![Entry::Began(about)];
    // Nobody answers every time.
    if day % 3 != 1 {
        entries.extend(score(hurts).map(|pain| Entry::Pain(PainAt::Before(pain))));
    }
    let mut now = Duration::from_secs(8);
    let progress = f64::from(day) / f64::from(DAYS) - if is_bad { 0.4 } else { 0.0 };
    for step in &routine.steps {
        let stretch = step.stretch.as_ref();
        let (id, title) = (stretch.id.clone(), stretch.title.clone());
        entries.push(Entry::StretchBegan(StretchBegan { at: now, stretch: id.clone(), title }));
        now += Duration::from_secs(12);
        for side in if stretch.sided { &[Some(Side::Left), Some(Side::Right)][..] } else { &[None] } {
            for rep in 1..=step.dose.reps {
                let measures = measures(stretch, *side, progress, chance);
                let poses = stretch.poses.as_ref();
                let pose = poses.map(|poses| poses[1].id.clone());
                match step.dose.pace {
                    Pace::Hold(aimed) => {
                        let paused = if chance.next() < 0.2 { Duration::from_secs(3) } else { Duration::ZERO };
                        let unseen = if chance.next() < 0.1 { paused } else { Duration::ZERO };
                        let course = if chance.next() < 0.04 { Course::GivenUp } else { Course::Completed };
                        let counted = if course == Course::Completed { aimed } else { aimed.mul_f64(chance.next()) };
                        let (began, ended) = (now, now + counted + paused);
                        let (stretch, side, held) = (id.clone(), *side, counted);
                        entries.push(Entry::Held(Hold {
                            stretch,
                            side,
                            pose,
                            began,
                            ended,
                            course,
                            held,
                            aimed,
                            paused,
                            unseen,
                            measures,
                        }));
                        now = ended + step.dose.rest;
                    }
                    Pace::Move { tempo } => {
                        now += tempo;
                        let (stretch, side, reps) = (id.clone(), *side, step.dose.reps);
                        let moved = Repetition { stretch, side, pose, at: now, rep, reps, measures };
                        entries.push(Entry::Moved(moved));
                    }
                }
            }
        }
        entries.push(Entry::StretchEnded(StretchEnded { at: now, stretch: id, skipped: false }));
    }
    // One in thirty is broken off by force.
    if chance.next() > 1.0 / 30.0 {
        let unseen = now.mul_f64(0.02 + 0.06 * chance.next());
        entries.push(Entry::Ended(End { at: now, complete: true, watched: now, unseen }));
        if day.is_multiple_of(3) {
            entries.extend(score(hurts - 0.8 + 0.5 * chance.spread()).map(|pain| Entry::Pain(PainAt::After(pain))));
        }
    }
    Ok(entries)
}

/// What is measured of every target of the stretch: nearer to its deep end as the year goes by.
fn measures(stretch: &Stretch, side: Option<Side>, progress: f64, chance: &mut Chance) -> Vec<Measured> {
    let targets = match &stretch.poses {
        Some(poses) => &poses[1].targets,
        None => &stretch.targets,
    };
    let targets = targets.iter();
    targets
        .map(|target| {
            let (low, high) = (target.range.low(), target.range.high());
            let width = if (high - low).is_finite() { high - low } else { 40.0 };
            let deeper = target.deeper;
            let way = match deeper {
                Some(Deeper::Higher) => 1.0,
                Some(Deeper::Lower) => -1.0,
                None => 0.0,
            };
            let error = 2.0 + 2.0 * chance.next();
            let typical = middle(low, high) + way * width * (0.3 * progress - 0.15) + 0.6 * error * chance.spread();
            Measured {
                target: target.id.to_string(),
                measure: target.measure.definition().name.to_owned(),
                limb: side.unwrap_or(Side::Left),
                from_start: target.from_start,
                typical,
                best: typical + way * 0.08 * width,
                error,
                view: BodyView::Side,
                deeper,
                range: (low, high),
                looks: 60 + (60.0 * chance.next()) as u32,
            }
        })
        .collect()
}

fn middle(low: f64, high: f64) -> f64 {
    match (low.is_finite(), high.is_finite()) {
        (true, true) => f64::midpoint(low, high),
        (true, false) => low + 20.0,
        (false, true) => high - 20.0,
        (false, false) => 0.0,
    }
}
