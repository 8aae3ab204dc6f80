//! Whole routines, put together from recordings of rendered people, with all that is heard in them: each folder of `tests/cues` with a
//! `case.toml` is a case. The cues expected are meant to be read aloud: `SUPPLE_BLESS=1 cargo test --test all cues::every` writes what is
//! heard as what is expected.

#![allow(clippy::disallowed_methods, reason = "a test reads its cases from files")]
#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used, reason = "a broken case is a failed test")]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use supple::body::{Landmark, Point, Point3, Pose, Side};
use supple::coach::{Event, EventKind, Session};
use supple::device::recordings;
use supple::device::sound::{SoundFile, Voice};
use supple::language::Language;
use supple::measure::Observation;
use supple::record::{Moment, Reader};
use supple::seam::Speaker;
use supple::speech::{Given, Priority, Sound, Speech, Wishes, phrasebook};
use supple::stretch::{Pace, Step};
use supple::stretch_file::{Library, Named};
use supple::time::Timestamp;

const BLESS: &str = "SUPPLE_BLESS";
/// The recordings have five frames a second.
const FRAME: Duration = Duration::from_millis(200);
/// Where in a recording its hold is, in seconds: it can be made longer, or left out.
const HOLD: (f64, f64) = (6.0, 10.0);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What it is there for.
    about: String,
    /// The routine or stretch.
    coaches: String,
    /// The language's two letters; English unless this is said.
    language: Option<String>,
    hold_s: Option<f64>,
    reps: Option<u32>,
    #[serde(default)]
    breath: bool,
    play: Vec<Play>,
}

/// A recording that is played.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Play {
    clip: String,
    /// How long its hold is made, in seconds; as long as it is unless this is said.
    hold_s: Option<f64>,
    /// How often it is played, one after the other.
    #[serde(default = "one")]
    times: u32,
    /// Whether left and right are exchanged.
    #[serde(default)]
    mirrored: bool,
}

impl Case {
    fn language(&self) -> Language {
        self.language.as_deref().map_or(Language::English, |code| Language::named(code).unwrap())
    }

    fn library(&self) -> Library {
        library(self.language())
    }

    fn voice(&self) -> Voice {
        Voice::carried(self.language()).unwrap()
    }
}

fn library(language: Language) -> Library {
    Library::in_language(language, &[]).unwrap_or_else(|_| panic!("the carried files are not valid"))
}

const fn one() -> u32 {
    1
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cues")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.join("case.toml").is_file()).collect();
    folders.sort();
    folders
}

fn clip(name: &str) -> Vec<Observation> {
    let path = folder().join("clips").join(format!("{name}.jsonl.gz"));
    let input = recordings::open(&path).unwrap_or_else(|error| panic!("{error}"));
    let moments = Reader::new(input).unwrap().map(|moment| moment.unwrap());
    moments.filter_map(|moment| if let Moment::Seen(seen) = moment { Some(seen) } else { None }).collect()
}

/// The frames of a clip as they are played: its hold goes to and fro until it is long enough.
fn frames(play: &Play) -> Vec<Observation> {
    let all = clip(&play.clip);
    let part = |from: f64, to: f64| all.iter().filter(move |seen| (from..to).contains(&seen.time.secs())).cloned();
    let Some(hold) = play.hold_s else { return all.clone() };
    let still: Vec<Observation> = part(HOLD.0, HOLD.1).collect();
    let count = (hold / FRAME.as_secs_f64()).round() as usize;
    let to_and_fro = still.iter().chain(still.iter().rev()).cycle().take(count).cloned();
    part(0.0, HOLD.0).chain(to_and_fro).chain(part(HOLD.1, f64::MAX)).collect()
}

fn mirrored(seen: Observation) -> Observation {
    let width = f64::from(seen.size.width);
    let pose = seen.pose.map(|pose| {
        let mut other = Pose { ..pose.clone() };
        for landmark in Landmark::ALL {
            let (from, to) = (landmark.index(), landmark.mirrored().index());
            let place = pose.landmarks[from].at;
            other.landmarks[to] = pose.landmarks[from];
            other.landmarks[to].at = Point::new(width - place.x, place.y);
            other.world[to] = Point3 { x: -pose.world[from].x, ..pose.world[from] };
        }
        other
    });
    Observation { pose, ..seen }
}

struct Heard {
    events: Vec<Event>,
    given: Vec<Given>,
}

fn play(case: &Case) -> Heard {
    let library = case.library();
    let mut steps = match library.resolve(&case.coaches).unwrap_or_else(|error| panic!("{error}")) {
        Named::Stretch(stretch) => vec![Step { dose: stretch.dose, stretch }],
        Named::Routine(routine) => routine.steps.clone(),
    };
    for step in &mut steps {
        step.dose.pace = case.hold_s.map_or(step.dose.pace, |hold| Pace::Hold(Duration::from_secs_f64(hold)));
        step.dose.reps = case.reps.unwrap_or(step.dose.reps);
    }
    let mut session = Session::new(steps).unwrap();
    let lengths = Arc::new(case.voice().lengths());
    let wishes = Wishes { language: case.language(), breath: case.breath, ..Wishes::default() };
    let mut speech = Speech::new(lengths, wishes);
    let (mut events, mut given) = (Vec::new(), Vec::new());
    let mut now = Timestamp::ZERO;
    for play in &case.play {
        let frames = frames(play);
        for seen in (0..play.times).flat_map(|_| frames.clone()) {
            now = now + FRAME;
            let seen = if play.mirrored { mirrored(seen) } else { seen };
            let happened = session.observe(&Observation { time: now, ..seen });
            given.extend(speech.observe(now, &happened, &session.status()));
            events.extend(happened);
        }
    }
    let happened = session.end(now);
    given.extend(speech.observe(now, &happened, &session.status()));
    given.extend(speech.finish());
    events.extend(happened);
    Heard { events, given }
}

fn case(folder: &Path) -> (String, Case) {
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let text = fs::read_to_string(folder.join("case.toml")).unwrap();
    let case = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    (name, case)
}

fn lines(given: &[Given]) -> String {
    given.iter().fold(String::new(), |mut text, given| {
        let _ = writeln!(text, "{}", serde_json::to_string(given).unwrap());
        text
    })
}

#[test]
fn every_routine_is_heard_as_expected() {
    let folders = cases();
    assert!(folders.len() >= 6, "only {} cases were found", folders.len());
    let mut failures = Vec::new();
    for folder in folders {
        let (name, case) = case(&folder);
        let actual = lines(&play(&case).given);
        let (expected_file, actual_file) = (folder.join("cues.jsonl"), folder.join("actual.jsonl"));
        if std::env::var_os(BLESS).is_some() {
            fs::write(&expected_file, &actual).unwrap();
        }
        if fs::read_to_string(&expected_file).unwrap_or_default() == actual {
            let _ = fs::remove_file(&actual_file);
        } else {
            fs::write(&actual_file, &actual).unwrap();
            failures.push(format!("{name} ({}): see its actual.jsonl", case.about));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What the rules promise, whatever happens.
#[test]
fn nothing_overlaps_and_nobody_is_talked_at() {
    for folder in cases() {
        let (name, case) = case(&folder);
        let Heard { events, given } = play(&case);
        let words: Vec<&Given> = given.iter().filter(|given| given.words().is_some()).collect();
        let voice = case.voice();
        for phrase in words.iter().filter_map(|given| given.words()) {
            assert!(voice.can_say(phrase), "{name}: {phrase} has no clip, and isn't in the phrasebook");
        }
        for pair in words.windows(2) {
            assert!(pair[0].ends() <= pair[1].time, "{name}: {:?} and {:?} overlap", pair[0], pair[1]);
        }
        let corrections: Vec<&&Given> = words.iter().filter(|given| given.priority == Priority::Correction).collect();
        let mut last: HashMap<&str, Timestamp> = HashMap::new();
        for correction in &corrections {
            let said = last.insert(correction.words().unwrap(), correction.time);
            assert!(said.is_none_or(|at| correction.time.since(at).as_secs() >= 8), "{name}: {correction:?} again");
        }
        for (from, to) in holds(&events) {
            let seconds: f64 = words
                .iter()
                .filter(|given| given.time > from && given.time < to)
                .map(|given| given.lasts.as_secs_f64())
                .sum();
            let windows = (to.since(from).as_secs_f64() / 30.0).ceil();
            assert!(seconds <= 6.0 * windows, "{name}: {seconds:.1} s are said in the hold from {from:?}");
        }
        let helps = |given: &&&Given| given.priority != Priority::Correction;
        assert!(words.iter().filter(helps).count() * 2 >= words.len(), "{name}: more than half corrects");
    }
}

/// From when to when holds counted.
fn holds(events: &[Event]) -> Vec<(Timestamp, Timestamp)> {
    let mut holds = Vec::new();
    let mut began = None;
    for event in events {
        match event.kind {
            EventKind::HoldStarted(_) | EventKind::HoldResumed(_) => began = Some(event.time),
            EventKind::HoldPaused { .. } | EventKind::HoldCompleted(_) => {
                holds.extend(began.take().map(|from| (from, event.time)));
            }
            _ => {}
        }
    }
    holds
}

/// Somebody who sees nothing knows from the cues alone what is done, how, on which side, for how long, and when it is over.
#[test]
fn who_only_listens_knows_what_to_do() {
    for folder in cases() {
        let (name, case) = case(&folder);
        let library = case.library();
        let Heard { events, given } = play(&case);
        let heard_in = |from: Timestamp, to: Timestamp| {
            let said = given.iter().filter(move |given| given.time >= from && given.time <= to);
            said.map(|given| given.words().unwrap_or_default()).collect::<Vec<_>>().join(" ")
        };
        let end = given.last().unwrap().time;
        let started: Vec<(Timestamp, &str)> = events
            .iter()
            .filter_map(|event| match &event.kind {
                EventKind::StretchStarted { stretch } => Some((event.time, stretch.as_str())),
                _ => None,
            })
            .collect();
        for (place, (time, id)) in started.iter().enumerate() {
            let until = started.get(place + 1).map_or(end, |(next, _)| *next);
            let stretch = library.stretch(id).unwrap();
            let said = heard_in(*time, until);
            assert!(said.contains(&phrasebook::title(&stretch.title)), "{name}: {id} isn't named: {said}");
            let is_done = |event: &Event| matches!(&event.kind, EventKind::StretchCompleted { stretch, skipped: false } if stretch == id);
            let of_how_much: &[&str] = match case.language() {
                Language::English => &["Hold for", "times", "Twice"],
                Language::Spanish => &["Mantén ", " veces"],
            };
            let how_long = !events.iter().any(is_done) || of_how_much.iter().any(|words| said.contains(words));
            assert!(how_long, "{name}: how much of {id} is to be done isn't said: {said}");
        }
        for event in &events {
            let about = |sound: Sound, within: u64| {
                given.iter().any(|given| {
                    given.sound() == Some(sound)
                        && given.time >= event.time
                        && given.time.since(event.time) <= Duration::from_millis(within)
                })
            };
            match &event.kind {
                EventKind::HoldStarted(_) => assert!(about(Sound::HoldBegun, 300), "{name}: {event:?}"),
                EventKind::HoldCompleted(_) => assert!(about(Sound::Done, 300), "{name}: {event:?}"),
                EventKind::SessionCompleted { holds: 1.., .. } => {
                    assert!(about(Sound::SessionDone, 1500), "{name}: {event:?}");
                }
                EventKind::SideChanged { side, .. } => {
                    let said = heard_in(Timestamp::ZERO, event.time + Duration::from_secs(3));
                    assert!(said.to_lowercase().contains(side_name(*side, case.language())), "{name}: {event:?}");
                }
                _ => {}
            }
        }
    }
}

fn side_name(side: Side, language: Language) -> &'static str {
    match (language, side) {
        (Language::English, side) => side.name(),
        (Language::Spanish, Side::Left) => "izquierdo",
        (Language::Spanish, Side::Right) => "derecho",
    }
}

/// The sound of a whole routine: nothing clipped, as loud as a quiet room takes, silent where nothing is given, and each cue at its time.
#[test]
fn a_routine_sounds_as_its_cues_say() {
    let (_, case) = case(&folder().join("gentle_start"));
    let given = play(&case).given;
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("routine.wav");
    let mut file = SoundFile::create(&path, Arc::new(case.voice()), 1.0).unwrap();
    for cue in &given {
        // Cues that were given ahead of their time lie there all the same.
        file.follow(cue.time, None).unwrap();
        file.give(cue).unwrap();
    }
    file.finish().unwrap();
    let mut reader = hound::WavReader::open(&path).unwrap();
    assert_eq!((reader.spec().sample_rate, reader.spec().channels), (48_000, 1));
    let samples: Vec<f64> = reader.samples::<i16>().map(|sample| f64::from(sample.unwrap()) / 32768.0).collect();
    let at = |time: Timestamp| (time.secs() * 48_000.0) as usize;
    let loud = |from: usize, to: usize| samples[from..to.min(samples.len())].iter().any(|sample| sample.abs() > 0.004);
    let ms = 48;
    for (place, cue) in given.iter().enumerate() {
        let begins = at(cue.time);
        assert!(loud(begins, begins + 50 * ms), "{cue:?} isn't heard within 50 ms");
        let before = given[..place].iter().map(Given::ends).max().unwrap_or_default();
        // A tail of a sound may ring a little longer than it counts.
        let quiet_from = at(before) + 60 * ms;
        if quiet_from + 10 * ms < begins {
            assert!(!loud(quiet_from, begins - ms), "something is heard before {cue:?} that nobody gave");
        }
    }
    let peak = samples.iter().fold(0.0_f64, |peak, sample| peak.max(sample.abs()));
    assert!((0.3..0.95).contains(&peak), "{peak}");
    let spoken = given.iter().filter(|cue| cue.words().is_some());
    for cue in spoken {
        let part = &samples[at(cue.time)..at(cue.ends()).min(samples.len())];
        let rms = (part.iter().map(|sample| sample * sample).sum::<f64>() / part.len() as f64).sqrt();
        assert!((0.04..0.2).contains(&rms), "{cue:?}: {rms}");
    }
}

/// Every phrase that the program can say has its clip, in each language.
#[test]
fn the_carried_voices_can_say_everything() {
    for language in Language::ALL {
        let voice = Voice::carried(language).unwrap();
        let mut wanted = phrasebook::common(language);
        wanted.extend(library(language).stretches().flat_map(|stretch| phrasebook::of_stretch(stretch)));
        let missing: Vec<&String> = wanted.iter().filter(|phrase| !voice.can_say(phrase)).collect();
        assert!(
            missing.is_empty(),
            "{language:?}: {} phrases have no clip: render them (voices/README.md): {missing:#?}",
            missing.len()
        );
        let superfluous: Vec<&str> = voice.phrases().filter(|phrase| !wanted.contains(*phrase)).collect();
        assert!(superfluous.is_empty(), "{language:?}: nobody says these any more: {superfluous:#?}");
        for phrase in &wanted {
            let samples = voice.samples(phrase).unwrap().unwrap();
            let peak = samples.iter().fold(0.0, |peak: f32, sample| peak.max(sample.abs()));
            assert!((0.1..=1.0).contains(&peak), "{phrase}: {peak}");
        }
    }
}
