//! Tests of everything that the window writes: whole pictures are painted, and each text that stands in them is looked at.

use std::cmp::Reverse;
use std::sync::Arc;
use std::time::Duration;

use super::font::Weight;
use super::layout::Rect;
use super::look::{Letters, Look, Theme};
use super::painter::{Painter, Scene};
use super::reading::{Role, minutes};
use super::ready::Mode;
use super::screen::{Asked, Details, Screen};
use super::text::Written;
use crate::body::{Side, Size};
use crate::coach::{Choice, Next, Offer, Outcome, Phase, Status, Subject, Title};
use crate::input::Action;
use crate::judge::{Cue, Message, Tone};
use crate::language::Language;
use crate::stretch::Stretch;
use crate::stretch_file::Library;
use crate::time::Timestamp;
use crate::wording::spoken;

/// The window that the sizes are meant for.
const FULL: Size = Size::new(1280, 720);
/// The usual windows.
const SIZES: [Size; 6] = [
    Size::new(800, 600),
    FULL,
    Size::new(1920, 1080),
    Size::new(2560, 1440),
    Size::new(720, 1280),
    Size::new(640, 360),
];

fn stretches(language: Language) -> Vec<Arc<Stretch>> {
    Library::in_language(language, &[]).unwrap().stretches().cloned().collect()
}

fn status(stretch: &Arc<Stretch>, phase: Phase, tone: Tone, cue: Cue) -> Status {
    Status {
        subject: Subject::Stretch(Arc::clone(stretch)),
        side: stretch.sided.then_some(Side::Right),
        pose: None,
        near: None,
        view: None,
        phase,
        held: Duration::ZERO,
        hold: Duration::from_secs(100),
        is_moved: false,
        is_timed: false,
        fell_short: 0,
        reps_done: 0,
        reps: 10,
        message: Message { tone, cue, target: None },
        targets: Vec::new(),
        next: Next::Stretch("Hamstring stretch on the side".to_owned()),
        progress: 0.4,
        sign: 0.0,
        offer: None,
        own_range: false,
    }
}

/// Every kind of screen that a session has, of this stretch.
fn screens(stretch: &Arc<Stretch>) -> Vec<Screen> {
    let set_up = Cue::SetUp(stretch.setup.clone());
    let safety = stretch.safety.first().cloned().unwrap_or_default();
    let rest = Phase::Resting(Duration::from_secs(10));
    let mut statuses = vec![
        status(stretch, Phase::Searching, Tone::Unseen, Cue::Nobody),
        status(stretch, Phase::Positioning, Tone::Guide, set_up),
        status(stretch, Phase::Positioning, Tone::Guide, Cue::HoldStill),
        status(stretch, Phase::Positioning, Tone::Unseen, Cue::LowerCamera),
        status(stretch, Phase::Paused, Tone::Guide, Cue::ComeBack),
        status(stretch, Phase::Stopped, Tone::Guide, Cue::Stopped),
        status(stretch, Phase::Holding, Tone::Good, Cue::Praise(stretch.praise.clone())),
        Status { reps_done: 1, ..status(stretch, rest, Tone::Good, Cue::Rest) },
    ];
    let hints = stretch.targets.iter().flat_map(|target| [&target.below, &target.above]).flatten();
    statuses.extend(hints.map(|hint| status(stretch, Phase::Holding, Tone::Mend, Cue::Mend(hint.to_string()))));
    for pose in stretch.poses.iter().flatten() {
        statuses.push(status(stretch, Phase::Moving, Tone::Guide, Cue::Pose(pose.say.clone())));
        statuses.push(status(stretch, Phase::Positioning, Tone::Guide, Cue::Pose(pose.say.clone())));
    }
    let last = status(stretch, Phase::Paused, Tone::Guide, Cue::ComeBack);
    statuses.push(Status { next: Next::Nothing, own_range: true, ..last });
    let timed = status(stretch, Phase::Holding, Tone::Guide, Cue::Guided(safety));
    statuses.push(Status { is_timed: true, ..timed });
    let asked = status(stretch, Phase::Stopped, Tone::Guide, Cue::Stopped);
    statuses.push(Status { offer: Some(Offer { choices: &Choice::ALL, offered: Choice::Hurts }), ..asked });
    let outcome = Outcome {
        title: Title::Own(stretch.title.clone()),
        side: stretch.sided.then_some(Side::Left),
        near: None,
        message: Message { tone: Tone::Good, cue: Cue::Done, target: None },
        reps_done: 3,
        reps: 3,
        progress: Some(1.0),
    };
    statuses.into_iter().map(Screen::Session).chain([Screen::Summary(outcome)]).collect()
}

/// What is written in a picture of this screen.
fn written(painter: &mut Painter, screen: &Screen, size: Size, letters: Letters, time: Timestamp) -> Vec<Written> {
    let Look { language, .. } = painter.look();
    painter.set_look(Look { theme: Theme::Light, letters, language });
    let scene = Scene { frame: None, pose: None, screen, mirror: true, time, asked: Asked::default() };
    painter.compose(&scene, size);
    painter.take_written()
}

fn is_choosing(screen: &Screen) -> bool {
    matches!(screen, Screen::Session(Status { offer: Some(_), .. }))
}

#[test]
fn what_comes_is_large_until_somebody_is_in_the_pose() {
    let stretch = &talkative(Language::English)[0];
    let set_up = || Cue::SetUp(stretch.setup.clone());
    let rest = Phase::Resting(Duration::from_secs(3));
    let mode = |phase, tone, cue| Mode::of(&status(stretch, phase, tone, cue));
    assert_eq!(mode(rest, Tone::Good, Cue::Rest), Mode::Ready);
    assert_eq!(mode(Phase::Positioning, Tone::Guide, set_up()), Mode::Ready);
    assert_eq!(mode(Phase::Positioning, Tone::Guide, Cue::HoldStill), Mode::Watching);
    assert_eq!(mode(Phase::Positioning, Tone::Mend, Cue::Mend("Mend it.".to_owned())), Mode::Watching);
    assert_eq!(mode(Phase::Positioning, Tone::Unseen, Cue::LowerCamera), Mode::Watching);
    assert_eq!(mode(Phase::Holding, Tone::Guide, set_up()), Mode::Watching);
    let begun = Status { held: Duration::from_secs(4), ..status(stretch, Phase::Positioning, Tone::Guide, set_up()) };
    assert_eq!(Mode::of(&begun), Mode::Watching);
}

#[test]
fn safety_is_read_before_the_first_hold() {
    let mut painter = Painter::new();
    for stretch in Language::ALL.into_iter().flat_map(stretches) {
        let Some(safety) = stretch.safety.first() else { continue };
        let cue = Cue::SetUp(stretch.setup.clone());
        let screen = Screen::Session(status(&stretch, Phase::Positioning, Tone::Guide, cue));
        let mut said = [false; 2];
        for seconds in 0..16 {
            let time = Timestamp::from_secs(f64::from(seconds));
            for text in written(&mut painter, &screen, FULL, Letters::Normal, time) {
                said = [said[0] || *text.words == **safety, said[1] || *text.words == *stretch.setup];
            }
        }
        assert_eq!(said, [true; 2], "{}", stretch.id);
    }
}

#[test]
fn everything_is_read_with_ease_from_three_metres() {
    let mut painter = Painter::new();
    let mut count = 0;
    let all = |language| stretches(language).into_iter().map(move |stretch| (language, stretch));
    for (language, stretch) in Language::ALL.into_iter().flat_map(all) {
        painter.set_look(Look { language, ..Look::default() });
        for screen in screens(&stretch) {
            // The second of two texts that take turns comes later; the painter has to see the time go by.
            for seconds in [0.0, 12.0] {
                let mut texts = written(&mut painter, &screen, FULL, Letters::Normal, Timestamp::ZERO);
                if seconds > 0.0 {
                    texts = written(&mut painter, &screen, FULL, Letters::Normal, Timestamp::from_secs(seconds));
                }
                for text in texts {
                    let role = match text.weight {
                        Weight::Bold => Role::Main,
                        // The keys beside the choices are for whoever is at the keyboard.
                        Weight::Regular if is_choosing(&screen) && text.words.len() < 8 => Role::Near,
                        Weight::Regular => Role::Second,
                    };
                    let seen = minutes(text.size);
                    assert!(seen > role.minutes() - 0.01, "{}: {text:?}: {seen}", stretch.id);
                    count += 1;
                }
            }
        }
    }
    assert!(count > 6000, "{count}");
}

/// Of each kind the longest.
fn talkative(language: Language) -> Vec<Arc<Stretch>> {
    let all = stretches(language);
    let longest = |of: fn(&Stretch) -> usize| Arc::clone(all.iter().max_by_key(|stretch| of(stretch)).unwrap());
    vec![
        longest(|stretch| stretch.title.len()),
        longest(|stretch| stretch.setup.len()),
        longest(|stretch| stretch.safety.first().map_or(0, String::len)),
        longest(|stretch| stretch.poses.iter().flatten().map(|pose| pose.say.len()).max().unwrap_or(0)),
    ]
}

/// Each language in letters of each size.
fn looks() -> impl Iterator<Item = (Language, Letters)> {
    Language::ALL.into_iter().flat_map(|language| Letters::ALL.map(|letters| (language, letters)))
}

/// A screen with each of the longest of the coach's own sentences, and what there is beside it.
fn of_cues(stretch: &Arc<Stretch>, language: Language) -> Vec<Screen> {
    let mut cues = spoken::own_cues();
    cues.extend([Cue::HoldWaits, Cue::GoOn, Cue::Timed, Cue::Breather, Cue::WhatNow]);
    cues.extend([Cue::StayThere(3), Cue::Slower(4), Cue::OtherSide(Side::Right)]);
    cues.sort_by_key(|cue| Reverse((cue.words(language).chars().count(), cue.words(language))));
    cues.dedup_by_key(|cue| cue.words(language));
    cues.truncate(20);
    let said = |cue: Cue| Screen::Session(status(stretch, Phase::Holding, Tone::Guide, cue));
    let own_range = Status { own_range: true, ..status(stretch, Phase::Holding, Tone::Good, Cue::OwnRange) };
    let last = Status { next: Next::Nothing, ..status(stretch, Phase::Moving, Tone::Guide, Cue::WhatNow) };
    let over = Phase::Changing(Duration::from_secs(3));
    let changing = status(stretch, over, Tone::Guide, Cue::OtherSide(Side::Left));
    cues.into_iter().map(said).chain([own_range, last, changing].map(Screen::Session)).collect()
}

fn overlap(a: Rect, b: Rect) -> bool {
    // Letters hardly ever reach as far as their box does.
    let slack = 1.0;
    a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() && b.y + slack < a.bottom()
}

#[test]
fn nothing_is_cut_or_overlaps_with_letters_of_any_size() {
    let mut painter = Painter::new();
    for size in SIZES {
        for (language, letters) in looks() {
            painter.set_look(Look { language, ..Look::default() });
            for (place, stretch) in talkative(language).into_iter().enumerate() {
                // What is the same of every stretch is looked at once.
                let own = if place == 0 { of_cues(&stretch, language) } else { Vec::new() };
                for screen in screens(&stretch).into_iter().chain(own) {
                    let texts = written(&mut painter, &screen, size, letters, Timestamp::ZERO);
                    assert!(!texts.is_empty());
                    for (index, text) in texts.iter().enumerate() {
                        assert!(!text.is_cut, "{size} {letters:?} {}: {text:?}", stretch.id);
                        let Rect { x, y, .. } = text.rect;
                        let inside = x >= 0.0
                            && y >= 0.0
                            && text.rect.right() <= f64::from(size.width)
                            && text.rect.bottom() <= f64::from(size.height);
                        assert!(inside, "{size} {letters:?} {}: {text:?}", stretch.id);
                        for other in &texts[index + 1..] {
                            assert!(
                                !overlap(text.rect, other.rect),
                                "{size} {letters:?} {}: {text:?} and {other:?}",
                                stretch.id
                            );
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn larger_letters_are_larger_as_far_as_there_is_room() {
    let mut painter = Painter::new();
    let stretch = &talkative(Language::English)[0];
    let screen =
        Screen::Session(status(stretch, Phase::Holding, Tone::Good, Cue::Praise("Keep breathing.".to_owned())));
    let mut sizes = |letters| {
        let texts = written(&mut painter, &screen, FULL, letters, Timestamp::ZERO);
        let size = |words: &str| texts.iter().find(|text| &*text.words == words).unwrap().size;
        [size("Keep breathing."), size("holding")]
    };
    let [normal, largest] = [sizes(Letters::Normal), sizes(Letters::Largest)];
    for (normal, largest) in std::iter::zip(normal, largest) {
        assert!((largest / normal - Letters::Largest.scale()).abs() < 1e-6, "{normal} {largest}");
    }
}

/// A resized window has larger letters, never stretched ones: what is written is as wide for its height as before.
#[test]
fn resizing_stretches_no_letters() {
    let mut painter = Painter::new();
    let stretch = &talkative(Language::English)[0];
    let screen =
        Screen::Session(status(stretch, Phase::Holding, Tone::Good, Cue::Praise("Keep breathing.".to_owned())));
    let mut shape = |size| {
        let texts = written(&mut painter, &screen, size, Letters::Normal, Timestamp::ZERO);
        let text = texts.iter().find(|text| &*text.words == "Keep breathing.").unwrap();
        text.rect.width / text.rect.height
    };
    let usual = shape(FULL);
    for size in [Size::new(1900, 700), Size::new(700, 1200), Size::new(400, 300), Size::new(1000, 990)] {
        assert!((shape(size) / usual - 1.0).abs() < 1e-6, "{size}");
    }
}

#[test]
fn help_and_details_are_whole_and_inside() {
    let mut painter = Painter::new();
    let stretch = &talkative(Language::English)[0];
    let screen = Screen::Session(status(stretch, Phase::Holding, Tone::Good, Cue::Praise("Good.".to_owned())));
    let details =
        Details { frames_per_second: Some(29.6), delay: Some(Duration::from_millis(43)), processor: Some(0.34) };
    for size in SIZES {
        for (language, letters) in looks() {
            painter.set_look(Look { theme: Theme::Dark, letters, language });
            let asked = Asked { help: true, ghost: true, details: Some(details) };
            let scene = Scene { frame: None, pose: None, screen: &screen, mirror: true, time: Timestamp::ZERO, asked };
            painter.compose(&scene, size);
            let texts = painter.take_written();
            let keys = [Action::Help, Action::FullScreen, Action::Settings].map(|action| action.words(language));
            let known = ["43 ms", "34 %", "?, F1", "f, F11", "q, Esc"].into_iter().chain(keys);
            for words in known {
                let text = texts.iter().find(|text| &*text.words == words).unwrap_or_else(|| panic!("{words}"));
                assert!(!text.is_cut && text.rect.right() <= f64::from(size.width), "{size} {letters:?}: {text:?}");
            }
        }
    }
}
