//! The screens around a session, as they are painted for golden pictures: with the routines and stretches that the program carries, so
//! that their longest names are seen.

use std::sync::Arc;
use std::time::Duration;

use supple::body::{Side, Size};
use supple::host::{
    BeginScreen, CameraNews, CheckState, Done, DoneRow, Item, ItemKind, LostScreen, PainScreen, PlaceCheck,
    PlaceScreen, Reach, SetRow, SettingsScreen, SummaryChoice, SummaryScreen,
};
use supple::language::Language;
use supple::measure::Measure;
use supple::stretch::{Position, Stretch};
use supple::stretch_file::Library;
use supple::view::{Asked, Letters, Look, Screen, Theme};

use super::scenes::Moment;

/// The windows that each screen is painted for, with how they look; those that differ little from another screen only for the first two.
const WINDOWS: [(&str, Size, Look); 4] = [
    ("dark", Size::new(800, 450), Look { theme: Theme::Dark, letters: Letters::Normal, language: Language::English }),
    (
        "portrait",
        Size::new(450, 800),
        Look { theme: Theme::Light, letters: Letters::Large, language: Language::English },
    ),
    ("light", Size::new(800, 450), Look { theme: Theme::Light, letters: Letters::Normal, language: Language::English }),
    (
        "largest",
        Size::new(640, 480),
        Look { theme: Theme::Dark, letters: Letters::Largest, language: Language::English },
    ),
];
const VARIANTS: [&str; 5] = ["begin-long", "place-ready", "pain-after", "lost-back", "done-long"];

fn library() -> Library {
    Library::embedded().unwrap_or_default()
}

fn stretch(id: &str) -> Arc<Stretch> {
    library().stretch(id).unwrap()
}

fn item(kind: ItemKind, id: &str, minutes: u32) -> Item {
    let library = library();
    let routine = library.routine(id).unwrap();
    let stretches: Vec<Arc<Stretch>> = routine.steps.iter().map(|step| Arc::clone(&step.stretch)).collect();
    let mut positions: Vec<Position> = Vec::new();
    for stretch in &stretches {
        if !positions.contains(&stretch.position) {
            positions.push(stretch.position);
        }
    }
    let (title, about) = (routine.title.clone(), routine.about.clone());
    Item { kind, title, about, minutes: Some(minutes), stretches, positions }
}

fn plain(kind: ItemKind, title: &str, about: &str) -> Item {
    let (title, about) = (title.to_owned(), about.to_owned());
    Item { kind, title, about, minutes: None, stretches: Vec::new(), positions: Vec::new() }
}

pub fn begin() -> BeginScreen {
    BeginScreen {
        items: vec![
            item(ItemKind::Today, "gentle-start", 6),
            item(ItemKind::Routine, "ten-minute-morning", 10),
            item(ItemKind::Routine, "back-stretches-for-back-pain", 14),
            item(ItemKind::Routine, "best-stretches-for-back-pain", 12),
            item(ItemKind::Routine, "desk-break", 5),
            item(ItemKind::Routine, "evening-wind-down", 11),
            item(ItemKind::Routine, "lower-back-pain-stretches", 25),
            plain(ItemKind::Free, "Free session", "Stretch as you like. What you do is recognised and counted."),
            plain(ItemKind::Demo, "Watch a film", "See what it is like, without a camera."),
            plain(ItemKind::Learn, "Teach a stretch", "Show a stretch of your own, and it is learned."),
        ],
        highlighted: 0,
        sign: 0.0,
        walks: true,
        camera: CameraNews::Seen { name: "Integrated camera".into(), others: true },
        sound: true,
        safety: false,
        remark: Some("Third day in a row.".into()),
    }
}

pub fn place() -> PlaceScreen {
    let stretch = stretch("bird-dog");
    let states = [CheckState::Right, CheckState::Wrong, CheckState::Unknown, CheckState::Right, CheckState::Warned];
    PlaceScreen {
        side: Some(Side::Right),
        camera: stretch.camera,
        stretch,
        checks: std::iter::zip(PlaceCheck::ALL, states).collect(),
        words: "I can't see your feet. Move back from the camera.".into(),
        ready: 0.0,
        countdown: None,
    }
}

fn ready() -> PlaceScreen {
    let stretch = stretch("standing-side-bend");
    PlaceScreen {
        side: Some(Side::Left),
        camera: stretch.camera,
        stretch,
        checks: PlaceCheck::ALL.map(|check| (check, CheckState::Right)).to_vec(),
        words: "That is good. Stay there, we begin.".into(),
        ready: 1.0,
        countdown: Some(3),
    }
}

fn done_row(title: &str, both_sides: bool, reps: u32, of: u32) -> DoneRow {
    let done = |reps| Done { reps, of, held: Duration::from_secs(u64::from(reps) * 20) };
    let sides = if both_sides {
        vec![(Some(Side::Left), done(reps)), (Some(Side::Right), done(reps.saturating_sub(1).max(1)))]
    } else {
        vec![(None, done(reps))]
    };
    DoneRow { title: title.into(), sides, skipped: reps < of, hurt: false }
}

pub fn summary() -> SummaryScreen {
    SummaryScreen {
        title: "Gentle start".into(),
        rows: vec![
            done_row("Cat and cow", false, 8, 8),
            done_row("Bird dog", true, 2, 2),
            done_row("Hamstring stretch on the side", true, 1, 1),
            DoneRow { hurt: true, ..done_row("Press-up from the stomach", false, 0, 3) },
            done_row("Child's pose", false, 1, 2),
        ],
        held: Duration::from_secs(380),
        well: "You held the bird dog steady, longer than last time.".into(),
        next_time: Some("Reach the heel back, so that the raised knee gets long.".into()),
        unseen: 0.08,
        reach: vec![
            Reach {
                stretch: "Child's pose".into(),
                measure: Measure::Hip,
                side: None,
                value: 38.0,
                error: 5.0,
                is_degrees: true,
            },
            Reach {
                stretch: "Bird dog".into(),
                measure: Measure::Hip,
                side: Some(Side::Left),
                value: 162.0,
                error: 5.0,
                is_degrees: true,
            },
        ],
        pain: Some((4, 2)),
        choices: vec![SummaryChoice::Done, SummaryChoice::Again, SummaryChoice::Another],
        highlighted: 0,
        sign: 0.35,
        walks: true,
    }
}

/// The longest routine, with everything that can be said of it.
fn long_summary() -> SummaryScreen {
    let library = library();
    let routine = library.routine("lower-back-pain-stretches").unwrap();
    let row = |step: &supple::stretch::Step| done_row(&step.stretch.title, step.stretch.sided, 2, 2);
    SummaryScreen { title: routine.title.clone(), rows: routine.steps.iter().map(row).collect(), ..summary() }
}

fn settings() -> SettingsScreen {
    let row = |title: &str, value: &str, is_own| SetRow { title: title.into(), value: value.into(), is_own };
    SettingsScreen {
        rows: vec![
            row("Voice", "on", false),
            row("How much is said", "only what matters", true),
            row("Colours", "dark", false),
            row("Letters", "largest", true),
            row("Camera", "Integrated camera", false),
            row("Ask about pain", "before and after", true),
            row("Keep a history", "yes", false),
        ],
        highlighted: 1,
        file: "/home/somebody/.config/supple/settings.toml".into(),
    }
}

/// Every screen with its name.
fn screens(paused: &Screen) -> Vec<(&'static str, Screen)> {
    let pain = PainScreen { after: false, before: None, highlighted: Some(3), walks: true, sign: 600 };
    let after = PainScreen { after: true, before: Some(4), highlighted: None, walks: false, sign: 0 };
    let lost = LostScreen {
        what: "The camera is gone.".into(),
        remedy: "Plug it in again. Your session waits for you.".into(),
        held: Some((Duration::from_secs(12), Duration::from_secs(20))),
        countdown: None,
    };
    let back = LostScreen { countdown: Some(3), ..lost.clone() };
    let missing = CameraNews::Missing {
        what: "The camera is in use by another program.".into(),
        remedy: "Close what uses it: a video call, or a browser tab.".into(),
    };
    let over = Some(Box::new(paused.clone()));
    vec![
        ("begin", Screen::Begin(begin())),
        (
            "begin-long",
            Screen::Begin(BeginScreen { highlighted: 3, sign: 0.4, camera: missing, sound: false, ..begin() }),
        ),
        ("safety", Screen::Begin(BeginScreen { safety: true, sign: 0.5, ..begin() })),
        ("place", Screen::Place(place())),
        ("place-ready", Screen::Place(ready())),
        ("pain", Screen::Pain(pain)),
        ("pain-after", Screen::Pain(after)),
        ("lost", Screen::Lost { lost, over: over.clone() }),
        ("lost-back", Screen::Lost { lost: back, over }),
        ("done", Screen::Done(summary())),
        ("done-long", Screen::Done(long_summary())),
        ("settings", Screen::Settings(settings())),
    ]
}

/// Every screen in every window, with its name; `person` is somebody who is coached.
pub fn all(person: &Moment) -> Vec<(String, Moment)> {
    let mut shown = Vec::new();
    for (name, screen) in screens(&person.screen) {
        let count = if VARIANTS.contains(&name) { 2 } else { WINDOWS.len() };
        for &(window, size, look) in &WINDOWS[..count] {
            let moment = Moment {
                name: "",
                size,
                frame: person.frame.clone(),
                pose: person.pose.clone(),
                screen: screen.clone(),
                mirror: true,
                look,
                asked: Asked::default(),
            };
            shown.push((format!("screen-{name}-{window}"), moment));
        }
    }
    shown
}
