//! Every screen, with the longest names that there are, in windows of any size and letters of each: nothing lies over something else,
//! leaves the window, is cut or too small to be read, and what is painted is what a click hits.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;

use super::super::canvas::Canvas;
use super::super::look::Theme;
use super::super::sheet::Written;
use super::super::text::Typesetter;
use super::*;
use crate::body::Side;
use crate::host::{
    BeginScreen, CameraNews, CheckState, Done, DoneRow, Item, ItemKind, LostScreen, PainScreen, PlaceCheck,
    PlaceScreen, Reach, SetRow, SettingsScreen, SummaryChoice, SummaryScreen,
};
use crate::judge::{Cue, Prompt};
use crate::language::Language;
use crate::measure::Measure;
use crate::stretch::Position;
use crate::stretch_file::Library;
use crate::wording::{host, screens, settings};

/// Of each shape one: everything grows with the window.
const SIZES: [(u32, u32); 5] = [(800, 600), (1280, 720), (2560, 1080), (720, 1280), (1200, 1600)];

fn library(language: Language) -> Library {
    Library::in_language(language, &[]).unwrap()
}

fn painted(screen: &Screen, size: Size, letters: Letters, typesetter: &mut Typesetter) -> Vec<Written> {
    let mut canvas = Canvas::new();
    canvas.set_theme(Theme::Light);
    canvas.begin(size, canvas.inks().panel);
    let page = Page::of(size, letters);
    let mut sheet = Sheet::new(&mut canvas, typesetter, page);
    let area = picture_area(screen, &page, page.window);
    draw(&mut sheet, screen, (area.width > 0.0).then_some(area));
    sheet.written
}

/// Every routine, every stretch, and what is neither.
fn items(language: Language) -> Vec<Item> {
    let library = library(language);
    let plain = |kind, title: &str, about: &str| Item {
        kind,
        title: title.into(),
        about: about.into(),
        minutes: None,
        stretches: Vec::new(),
        positions: Vec::new(),
    };
    let routines = library.routines().map(|routine| {
        let stretches: Vec<_> = routine.steps.iter().map(|step| Arc::clone(&step.stretch)).collect();
        let mut positions: Vec<Position> = Vec::new();
        for stretch in &stretches {
            if !positions.contains(&stretch.position) {
                positions.push(stretch.position);
            }
        }
        Item { minutes: Some(25), stretches, positions, ..plain(ItemKind::Routine, &routine.title, &routine.about) }
    });
    let stretches = library.stretches().map(|stretch| Item {
        minutes: Some(3),
        stretches: vec![Arc::clone(stretch)],
        positions: vec![stretch.position],
        ..plain(ItemKind::Stretch, &stretch.title, &stretch.setup)
    });
    let free = plain(ItemKind::Free, "Free session", "What you do is recognised and counted.");
    routines.chain(stretches).chain([free]).collect()
}

fn begin(highlighted: usize, language: Language) -> BeginScreen {
    BeginScreen {
        items: items(language),
        highlighted,
        sign: 0.4,
        walks: highlighted.is_multiple_of(2),
        camera: CameraNews::Seen { name: "Integrated camera".into(), others: true },
        sound: true,
        safety: false,
        remark: Some("Third day in a row.".into()),
    }
}

fn places(language: Language) -> Vec<PlaceScreen> {
    let states = [CheckState::Right, CheckState::Wrong, CheckState::Unknown, CheckState::Warned, CheckState::Right];
    let library = library(language);
    let placed = library.stretches().map(|stretch| PlaceScreen {
        stretch: Arc::clone(stretch),
        side: stretch.sided.then_some(Side::Right),
        camera: stretch.camera,
        checks: std::iter::zip(PlaceCheck::ALL, states).collect(),
        words: Cue::LowerCamera.words(language),
        ready: 0.4,
        countdown: stretch.sided.then_some(3),
    });
    placed.collect()
}

fn summaries(language: Language) -> Vec<SummaryScreen> {
    let library = library(language);
    let done = Done { reps: 10, of: 10, held: Duration::from_secs(610) };
    let reach = |stretch: &str| Reach {
        stretch: stretch.into(),
        measure: Measure::Hip,
        side: Some(Side::Right),
        value: 162.0,
        error: 12.0,
        is_degrees: true,
    };
    let summed = library.routines().map(|routine| SummaryScreen {
        title: routine.title.clone(),
        rows: routine
            .steps
            .iter()
            .map(|step| DoneRow {
                title: step.stretch.title.clone(),
                sides: if step.stretch.sided {
                    vec![(Some(Side::Left), done), (Some(Side::Right), done)]
                } else {
                    vec![(None, done)]
                },
                skipped: false,
                hurt: false,
            })
            .collect(),
        held: Duration::from_secs(1507),
        well: host::all_held(12, language),
        next_time: Some("Straighten the raised knee and reach the heel back.".into()),
        unseen: 0.12,
        reach: routine.steps.iter().take(3).map(|step| reach(&step.stretch.title)).collect(),
        pain: Some((10, 10)),
        choices: vec![SummaryChoice::Done, SummaryChoice::Again, SummaryChoice::Another],
        highlighted: 1,
        sign: 0.3,
        walks: true,
    });
    summed.collect()
}

fn few_settings(language: Language) -> SettingsScreen {
    let paths = [
        "coach.language",
        "view.theme",
        "view.letters",
        "sound.voice",
        "coach.comfort",
        "coach.ask_pain",
        "history.keep",
    ];
    let row = |place: usize| SetRow {
        title: settings::title(paths[place % paths.len()], language).into(),
        // The longest that each can be.
        value: ["auto", "system", "largest", "true"]
            .map(|value| settings::value(paths[place % paths.len()], value, language))
            .into_iter()
            .max_by_key(|value| value.chars().count())
            .unwrap()
            .into(),
        is_own: place.is_multiple_of(3),
    };
    SettingsScreen {
        rows: (0..14).map(row).collect(),
        highlighted: 9,
        file: "/home/somebody/.config/supple/settings.toml".into(),
    }
}

/// One of each screen and more of those whose words differ much.
fn all(language: Language) -> Vec<Screen> {
    let mut all: Vec<Screen> =
        (0..items(language).len()).step_by(3).map(|place| Screen::Begin(begin(place, language))).collect();
    let missing = CameraNews::Missing {
        what: "The camera “Integrated camera” is in use by another program.".into(),
        remedy: "Close what uses it (a video call, a browser tab), or name another.".into(),
    };
    all.push(Screen::Begin(BeginScreen { camera: missing, sound: false, ..begin(3, language) }));
    all.push(Screen::Begin(BeginScreen { camera: CameraNews::Starting, ..begin(2, language) }));
    all.push(Screen::Begin(BeginScreen { safety: true, ..begin(0, language) }));
    all.extend(places(language).into_iter().step_by(2).map(Screen::Place));
    for (after, before, highlighted) in [(false, None, Some(10)), (true, Some(7), None)] {
        all.push(Screen::Pain(PainScreen { after, before, highlighted, walks: !after, sign: 300 }));
    }
    for countdown in [None, Some(3)] {
        let lost = LostScreen {
            what: Prompt::Away.words(language),
            remedy: host::away(language).into(),
            held: Some((Duration::from_secs(100), Duration::from_mins(2))),
            countdown,
        };
        all.push(Screen::Lost { lost, over: None });
    }
    let [what, remedy] = host::let_go(language).map(str::to_owned);
    all.push(Screen::Lost { lost: LostScreen { what, remedy, held: None, countdown: None }, over: None });
    all.extend(summaries(language).into_iter().step_by(2).map(Screen::Done));
    all.push(Screen::Settings(few_settings(language)));
    all
}

fn name(screen: &Screen) -> String {
    let (name, what) = match screen {
        Screen::Begin(screen) => ("begin", screen.items[screen.highlighted].title.clone()),
        Screen::Place(screen) => ("place", screen.stretch.title.clone()),
        Screen::Done(screen) => ("done", screen.title.clone()),
        Screen::Pain(_) => ("pain", String::new()),
        Screen::Lost { .. } => ("lost", String::new()),
        _ => ("settings", String::new()),
    };
    format!("{name} {what}")
}

/// What is wrong with what was written.
fn complaints(written: &[Written], page: &Page) -> Vec<String> {
    let mut found = Vec::new();
    let slack = 0.5;
    let window = page.window;
    for (place, Written { text, rect, is_cut, is_small }) in written.iter().enumerate() {
        if *is_cut {
            found.push(format!("“{text}” is cut"));
        }
        if *is_small {
            found.push(format!("“{text}” is too small"));
        }
        let inside = rect.x >= window.x - slack
            && rect.y >= window.y - slack
            && rect.right() <= window.right() + slack
            && rect.bottom() <= window.bottom() + slack;
        if !inside {
            found.push(format!("“{text}” leaves the window: {rect:?}"));
        }
        for other in &written[place + 1..] {
            let over = |start: f64, end: f64, other_start: f64, other_end: f64| {
                start + slack < other_end && other_start + slack < end
            };
            if over(rect.x, rect.right(), other.rect.x, other.rect.right())
                && over(rect.y, rect.bottom(), other.rect.y, other.rect.bottom())
            {
                found.push(format!("“{text}” lies over “{}”", other.text));
            }
        }
    }
    found
}

#[test]
fn everything_can_be_read_everywhere() {
    // What is wrong, how often, and where for instance.
    let mut found: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut typesetter = Typesetter::new();
    for language in Language::ALL {
        typesetter.set_language(language);
        let all = all(language);
        for ((width, height), letters) in SIZES.into_iter().flat_map(|size| Letters::ALL.map(|letters| (size, letters)))
        {
            let size = Size::new(width, height);
            let page = Page::of(size, letters);
            for screen in &all {
                let written = painted(screen, size, letters, &mut typesetter);
                assert!(!written.is_empty(), "{}", name(screen));
                for what in complaints(&written, &page) {
                    let place = format!("{width}×{height} {letters:?} {}", name(screen));
                    found.entry(what).or_insert((0, place)).0 += 1;
                }
            }
        }
    }
    let list: Vec<String> = found.iter().map(|(what, (count, place))| format!("{what}: {count}, as {place}")).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn everything_can_be_read_in_windows_of_any_shape(
        short in 600..1440_u32,
        shape in 1.3..2.4_f64,
        is_tall: bool,
        letters in 0..3_usize,
        which in 0..1000_usize,
        is_spanish: bool,
    ) {
        let long = (f64::from(short) * shape) as u32;
        let size = if is_tall { Size::new(short, long) } else { Size::new(long, short) };
        let letters = Letters::ALL[letters];
        let language = if is_spanish { Language::Spanish } else { Language::English };
        let all = all(language);
        let screen = &all[which % all.len()];
        let mut typesetter = Typesetter::new();
        typesetter.set_language(language);
        let written = painted(screen, size, letters, &mut typesetter);
        let wrong = complaints(&written, &Page::of(size, letters));
        prop_assert!(wrong.is_empty(), "{}: {wrong:#?}", name(screen));
    }
}

/// Where a text was written.
fn middle_of(written: &[Written], text: &str) -> Vec<Point> {
    written.iter().filter(|written| written.text == text).map(|written| written.rect.centre()).collect()
}

#[test]
fn a_click_hits_what_is_painted_there() {
    let mut typesetter = Typesetter::new();
    for (width, height) in SIZES {
        for letters in Letters::ALL {
            let size = Size::new(width, height);
            let mut hits = |screen: &Screen, text: &str| -> Vec<Option<usize>> {
                let written = painted(screen, size, letters, &mut typesetter);
                middle_of(&written, text).into_iter().map(|at| hit(screen, size, letters, at)).collect()
            };
            let begin = begin(6, Language::English);
            let shown = hits(&Screen::Begin(begin.clone()), screens::begin_by_arm(Language::English));
            assert_eq!(shown, [Some(6)], "the button is of what is highlighted");
            let mut rows = 0;
            for (place, item) in begin.items.iter().enumerate().filter(|(place, _)| *place != 6) {
                let shown = hits(&Screen::Begin(begin.clone()), &item.title);
                assert!(shown.iter().all(|hit| *hit == Some(place)), "{}: {shown:?}", item.title);
                rows += shown.len();
            }
            assert!(rows > 1, "{width}×{height} {letters:?}: the list has rows");
            let safety = Screen::Begin(BeginScreen { safety: true, ..begin });
            assert_eq!(hits(&safety, screens::understood(Language::English)), [Some(0)]);

            let pain = PainScreen { after: false, before: None, highlighted: Some(3), walks: true, sign: 0 };
            for number in 0..=10 {
                assert_eq!(hits(&Screen::Pain(pain.clone()), &number.to_string()), [Some(number)]);
            }
            assert_eq!(hits(&Screen::Pain(pain), screens::skip(Language::English)), [Some(11)]);

            let summary = Screen::Done(summaries(Language::English).remove(0));
            for (place, text) in screens::afterwards(Language::English).iter().enumerate() {
                assert_eq!(hits(&summary, text), [Some(place)]);
            }

            let rows = few_settings(Language::English);
            let few = SettingsScreen { rows: rows.rows[..4].to_vec(), highlighted: 0, ..rows };
            for (place, row) in few.rows.iter().enumerate() {
                assert_eq!(hits(&Screen::Settings(few.clone()), &row.title), [Some(place)]);
            }
        }
    }
}

#[test]
fn a_click_beside_everything_hits_nothing() {
    let size = Size::new(1280, 720);
    let corner = Point::new(3.0, 3.0);
    for screen in all(Language::English) {
        assert_eq!(hit(&screen, size, Letters::Normal, corner), None, "{}", name(&screen));
    }
}

/// What no host should ever say, and windows that nobody can read.
#[test]
fn strange_values_in_tiny_windows_do_no_harm() {
    let mut strange: Vec<Screen> = vec![
        Screen::Begin(BeginScreen { highlighted: 1000, sign: f64::NAN, ..begin(0, Language::English) }),
        Screen::Begin(BeginScreen { items: Vec::new(), sign: f64::INFINITY, ..begin(0, Language::English) }),
        Screen::Done(SummaryScreen {
            rows: Vec::new(),
            choices: Vec::new(),
            unseen: f64::NAN,
            sign: -1.0,
            ..summaries(Language::English).remove(0)
        }),
        Screen::Settings(SettingsScreen { rows: Vec::new(), ..few_settings(Language::English) }),
        Screen::Pain(PainScreen { after: true, before: Some(200), highlighted: Some(99), walks: true, sign: u16::MAX }),
        Screen::Lost {
            lost: LostScreen {
                what: String::new(),
                remedy: "word ".repeat(200),
                held: Some((Duration::MAX, Duration::ZERO)),
                countdown: None,
            },
            over: None,
        },
    ];
    let mut place = places(Language::English).remove(0);
    (place.camera.distance_m, place.camera.height_m, place.ready) = (f64::NAN, f64::INFINITY, f64::NAN);
    (place.checks, place.countdown) = (Vec::new(), Some(u32::MAX));
    strange.push(Screen::Place(place));
    strange.extend(all(Language::English).into_iter().step_by(7));
    let mut typesetter = Typesetter::new();
    for (width, height) in [(0, 0), (1, 1), (1, 500), (500, 1), (7, 3), (33, 800), (5000, 40), (640, 360)] {
        let size = Size::new(width, height);
        for screen in &strange {
            painted(screen, size, Letters::Largest, &mut typesetter);
            for at in [Point::new(f64::NAN, -5.0), Point::new(1e300, 20.0)] {
                assert_eq!(hit(screen, size, Letters::Largest, at), None, "{width}×{height}");
            }
        }
    }
}
