//! Stories of whole evenings.

use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::coach::{Command, EventKind};
use crate::history::{Pain, PainAt};
use crate::judge::{Cue, Prompt};
use crate::language::Language;
use crate::measure::Observation;
use crate::measure::mannequin::Mannequin;
use crate::stretch::{Dose, Pace, Step, Stretch, samples};
use crate::time::Timestamp;

fn step(stretch: &Arc<Stretch>) -> Step {
    let dose = Dose { pace: Pace::Hold(Duration::from_secs(5)), reps: 1, rest: Duration::ZERO };
    Step { stretch: Arc::clone(stretch), dose }
}

fn item(kind: ItemKind, title: &str, stretches: Vec<Arc<Stretch>>) -> Item {
    Item { kind, title: title.into(), about: String::new(), minutes: Some(1), stretches, positions: Vec::new() }
}

fn stretches() -> [Arc<Stretch>; 2] {
    [Arc::new(samples::sphinx()), Arc::new(samples::childs_pose())]
}

fn evening(wishes: Wishes) -> Evening {
    let all = stretches();
    let [sphinx, childs] = all.clone();
    let today = Offered {
        item: item(ItemKind::Today, "Today", vec![Arc::clone(&sphinx), Arc::clone(&childs)]),
        id: Some("today".into()),
        steps: vec![step(&sphinx), step(&childs)],
    };
    let alone = Offered {
        item: item(ItemKind::Stretch, "Sphinx", vec![Arc::clone(&sphinx)]),
        id: Some("sphinx".into()),
        steps: vec![step(&sphinx)],
    };
    let free = Offered { item: item(ItemKind::Free, "Free", Vec::new()), id: None, steps: Vec::new() };
    let demo = Offered { item: item(ItemKind::Demo, "Demo", Vec::new()), id: None, steps: Vec::new() };
    Evening::new(vec![today, alone, free, demo], all.to_vec(), wishes).unwrap()
}

/// Somebody who lives through an evening, ten looks a second.
struct Story {
    evening: Evening,
    now: f64,
    turns: Vec<Turn>,
}

impl Story {
    fn new(wishes: Wishes) -> Self {
        Self { evening: evening(wishes), now: 0.0, turns: Vec::new() }
    }

    fn see(&mut self, body: Option<&Mannequin>, seconds: f64) {
        for _ in 0..(seconds * 10.0).round() as u32 {
            let empty = Observation { pose: None, ..Mannequin::standing().observe(self.now) };
            let seen = body.map_or(empty, |body| body.observe(self.now));
            self.turns.extend(self.evening.observe(&seen, Some(120.0)));
            self.now += 0.1;
        }
    }

    fn press(&mut self, navigate: Navigate) {
        self.turns.extend(self.evening.navigate(navigate));
    }

    fn settings(&mut self) {
        self.turns.extend(self.evening.settings());
    }

    fn screen(&self) -> &'static str {
        match self.evening.shown() {
            Shown::Begin(_) => "begin",
            Shown::Place(_) => "place",
            Shown::Pain(_) => "pain",
            Shown::Session(_) => "session",
            Shown::Lost(..) => "lost",
            Shown::Done(_) => "done",
            Shown::Settings(_) => "settings",
        }
    }

    fn events(&self) -> Vec<&EventKind> {
        let events =
            self.turns.iter().filter_map(|turn| if let Turn::Events(events, _) = turn { Some(events) } else { None });
        events.flatten().map(|event| &event.kind).collect()
    }

    fn has(&self, wanted: &Turn) -> bool {
        self.turns.iter().any(|turn| format!("{turn:?}") == format!("{wanted:?}"))
    }
}

#[test]
fn a_whole_evening_from_the_begin_to_what_was_done() {
    let mut story = Story::new(Wishes { ask_pain: true, safety: true, ..Wishes::default() });
    assert_eq!(story.screen(), "begin");
    story.press(Navigate::Enter);
    assert!(story.has(&Turn::Acknowledged), "the safety words first");
    story.press(Navigate::Enter);
    assert_eq!(story.screen(), "pain");
    story.see(None, 0.5);
    assert!(story.has(&Turn::Say(Cue::Prompt(Prompt::HowMuch))));
    story.press(Navigate::Digit(6));
    story.press(Navigate::Enter);
    assert_eq!(story.screen(), "place");
    story.see(None, 3.0);
    assert!(story.has(&Turn::Say(Cue::Prompt(Prompt::ComeIntoView))));
    story.see(Some(&Mannequin::standing()), 6.0);
    assert!([3, 2, 1].iter().all(|left| story.has(&Turn::Say(Cue::Prompt(Prompt::Count(*left))))));
    assert_eq!(story.screen(), "session");
    let Shown::Session(status) = story.evening.shown() else { panic!() };
    assert_ne!(status.phase, crate::coach::Phase::Searching, "whoever was placed is not looked for");
    assert!(story.has(&Turn::Began(Some("today".into()))));
    assert!(story.has(&Turn::Pain(PainAt::Before(Pain::new(6).unwrap()))));
    story.see(Some(&Mannequin::sphinx()), 10.0);
    story.see(Some(&Mannequin::childs_pose()), 12.0);
    assert_eq!(story.screen(), "pain", "{:?}", story.events());
    story.see(Some(&Mannequin::lying_flat()), 1.0);
    story.press(Navigate::Digit(3));
    story.press(Navigate::Enter);
    assert!(story.has(&Turn::Pain(PainAt::After(Pain::new(3).unwrap()))) && story.has(&Turn::Over));
    let Shown::Done(summary) = story.evening.shown() else { panic!("{}", story.screen()) };
    assert_eq!((summary.rows.len(), summary.pain), (2, Some((6, 3))));
    assert!(summary.rows.iter().all(|row| row.sides[0].1.reps == 1), "{summary:?}");
    story.press(Navigate::Pick(1));
    assert_eq!(story.screen(), "pain", "again");
    story.press(Navigate::Back);
    story.press(Navigate::Back);
    assert_eq!(story.screen(), "begin");
    story.press(Navigate::Back);
    assert!(story.has(&Turn::Quit));
}

#[test]
fn nobody_needs_a_key() {
    let mut story = Story::new(Wishes { safety: true, ask_pain: true, ..Wishes::default() });
    let (down, up) = (Mannequin::standing(), Mannequin::standing().arms(0.0, 0.0));
    for _ in 0..3 {
        // The safety words, the suggestion, and a number for how much it hurts.
        story.see(Some(&down), 3.5);
        story.see(Some(&up), 1.5);
    }
    story.see(Some(&down), 7.0);
    assert_eq!(story.screen(), "session");
    assert!(story.has(&Turn::Began(Some("today".into()))));
    assert!(story.has(&Turn::Pain(PainAt::Before(Pain::new(0).unwrap()))));
}

#[test]
fn what_was_named_is_placed_at_once_and_what_hurts_is_left() {
    let mut story = Story::new(Wishes { at_once: true, ..Wishes::default() });
    assert_eq!(story.screen(), "place");
    story.see(Some(&Mannequin::standing()), 6.0);
    story.see(Some(&Mannequin::sphinx()), 3.0);
    story.turns.extend(story.evening.command(Command::Hurts));
    story.see(Some(&Mannequin::childs_pose()), 12.0);
    let Shown::Done(summary) = story.evening.shown() else { panic!("{}", story.screen()) };
    assert!(summary.rows[0].hurt && !summary.rows[1].hurt);
    assert_eq!(summary.well, crate::wording::host::stopped_rightly(crate::language::Language::English));
}

#[test]
fn a_lost_camera_costs_no_hold() {
    let mut story = Story::new(Wishes { at_once: true, ..Wishes::default() });
    story.see(Some(&Mannequin::standing()), 6.0);
    story.see(Some(&Mannequin::sphinx()), 4.0);
    let Shown::Session(before) = story.evening.shown() else { panic!("{}", story.screen()) };
    let gone = CameraNews::Missing { what: "The camera is gone.".into(), remedy: "Plug it in.".into() };
    story.turns.extend(story.evening.camera(gone));
    assert_eq!(story.screen(), "lost");
    assert!(story.has(&Turn::Say(Cue::Prompt(Prompt::CameraGone))));
    for _ in 0..600 {
        story.turns.extend(story.evening.wait(Timestamp::from_secs(story.now)));
        story.now += 0.1;
    }
    let Shown::Lost(lost, during) = story.evening.shown() else { panic!("{}", story.screen()) };
    assert!(during.is_some_and(|during| during.held >= before.held) && lost.held.is_some(), "{lost:?}");
    story.turns.extend(story.evening.camera(CameraNews::Seen { name: "camera".into(), others: false }));
    story.see(Some(&Mannequin::sphinx()), 3.0);
    let Shown::Lost(lost, _) = story.evening.shown() else { panic!("{}", story.screen()) };
    assert!(lost.countdown.is_some());
    story.see(Some(&Mannequin::sphinx()), 6.0);
    assert!(story.events().iter().any(|kind| matches!(kind, EventKind::HoldCompleted(_))), "{:?}", story.events());
    assert!(!story.events().iter().any(|kind| matches!(kind, EventKind::HoldAbandoned(_))));
}

#[test]
fn who_goes_away_is_waited_for_and_after_five_minutes_not_watched() {
    let mut story = Story::new(Wishes { at_once: true, ..Wishes::default() });
    story.see(Some(&Mannequin::standing()), 6.0);
    story.see(None, 70.0);
    assert_eq!(story.screen(), "lost");
    assert!(!story.evening.lets_camera_go());
    story.turns.extend(story.evening.camera(CameraNews::Seen { name: "camera".into(), others: false }));
    story.see(None, 240.0);
    assert!(story.evening.lets_camera_go());
    assert!(!story.evening.lets_camera_go(), "once");
    story.turns.extend(story.evening.command(Command::TogglePause));
    assert!(story.has(&Turn::Camera(true)));
    story.see(Some(&Mannequin::sphinx()), 6.0);
    assert_eq!(story.screen(), "session");
}

#[test]
fn films_and_free_sessions_begin_at_once() {
    let mut story = Story::new(Wishes::default());
    story.press(Navigate::Pick(2));
    assert_eq!(story.screen(), "session");
    assert!(story.has(&Turn::Began(None)));
    let mut story = Story::new(Wishes::default());
    story.press(Navigate::Pick(3));
    assert!(story.has(&Turn::Demo) && story.screen() == "begin");
}

#[test]
fn settings_are_opened_over_what_there_was_and_stay_as_they_were_set() {
    let values = vec![("dark".to_owned(), "Dark".to_owned()), ("light".to_owned(), "Light".to_owned())];
    let theme = Setting { path: "view.theme".into(), title: "Colours".into(), values, now: 0, default: 0 };
    let settings = Some((vec![theme], "settings.toml".to_owned()));
    let mut story = Story::new(Wishes { settings, ..Wishes::default() });
    story.settings();
    assert_eq!(story.screen(), "settings");
    story.press(Navigate::Right);
    assert!(story.has(&Turn::Set("view.theme".into(), "light".into())));
    story.press(Navigate::Back);
    assert_eq!(story.screen(), "begin");
    story.settings();
    let Shown::Settings(screen) = story.evening.shown() else { panic!() };
    assert_eq!((screen.rows[0].value.as_str(), screen.rows[0].is_own), ("Light", true));
    story.settings();
    story.press(Navigate::Pick(2));
    story.settings();
    assert_eq!(story.screen(), "session", "not in the middle of one");
}

#[test]
fn a_camera_that_was_missing_at_the_begin_is_still_missing_at_the_place() {
    let missing = || CameraNews::Missing { what: "There is no camera.".into(), remedy: "Plug one in.".into() };
    let mut story = Story::new(Wishes::default());
    story.turns.extend(story.evening.camera(missing()));
    assert_eq!(story.screen(), "begin");
    story.press(Navigate::Enter);
    assert_eq!(story.screen(), "lost");
    assert!(story.has(&Turn::Say(Cue::Prompt(Prompt::CameraGone))));
    story.turns.extend(story.evening.command(Command::TogglePause));
    assert_eq!(story.screen(), "lost", "there is nothing to begin without one");
    story.press(Navigate::Back);
    assert_eq!(story.screen(), "begin");
    story.press(Navigate::Enter);
    story.turns.extend(story.evening.camera(CameraNews::Seen { name: "camera".into(), others: false }));
    let Shown::Lost(lost, None) = story.evening.shown() else { panic!("{}", story.screen()) };
    assert!(!lost.what.contains("no camera"), "{lost:?}");
    story.see(Some(&Mannequin::standing()), 12.0);
    assert_eq!(story.screen(), "session");
}

#[test]
fn pain_that_was_said_already_is_not_asked_and_not_lost() {
    let (before, after) = (Pain::new(6), Pain::new(2));
    let wishes = Wishes { ask_pain: true, pain_before: before, pain_after: after, at_once: true, ..Wishes::default() };
    let mut story = Story::new(wishes);
    assert_eq!(story.screen(), "place");
    story.see(Some(&Mannequin::standing()), 6.0);
    story.see(Some(&Mannequin::sphinx()), 10.0);
    story.see(Some(&Mannequin::childs_pose()), 12.0);
    let Shown::Done(summary) = story.evening.shown() else { panic!("{}", story.screen()) };
    assert_eq!(summary.pain, Some((6, 2)));
    assert!(
        story.has(&Turn::Pain(PainAt::Before(before.unwrap())))
            && story.has(&Turn::Pain(PainAt::After(after.unwrap())))
    );
}

#[test]
fn a_free_session_that_was_asked_for_begins_with_the_first_look() {
    let free = Offered { item: item(ItemKind::Free, "Free", Vec::new()), id: None, steps: Vec::new() };
    let wishes = Wishes { at_once: true, ..Wishes::default() };
    let evening = Evening::new(vec![free], stretches().to_vec(), wishes).unwrap();
    let mut story = Story { evening, now: 0.0, turns: Vec::new() };
    story.see(None, 0.2);
    assert_eq!(story.screen(), "session");
    assert!(story.has(&Turn::Began(None)));
}

#[test]
fn the_camera_is_let_go_on_any_screen_and_again() {
    let mut story = Story::new(Wishes::default());
    story.turns.extend(story.evening.camera(CameraNews::Seen { name: "camera".into(), others: false }));
    for _ in 0..2 {
        story.see(None, 299.0);
        assert!(!story.evening.lets_camera_go());
        story.see(None, 3.0);
        assert!(story.evening.lets_camera_go());
        assert_eq!(story.screen(), "lost");
        story.press(Navigate::Down);
        assert!(story.has(&Turn::Camera(true)));
        assert_eq!(story.screen(), "begin");
    }
}

#[test]
fn whoever_comes_back_from_the_settings_is_placed_anew() {
    let wishes = Wishes { at_once: true, settings: Some((Vec::new(), String::new())), ..Wishes::default() };
    let mut story = Story::new(wishes);
    story.see(Some(&Mannequin::standing()), 4.0);
    story.settings();
    story.see(Some(&Mannequin::standing()), 5.0);
    story.settings();
    story.see(Some(&Mannequin::standing()), 1.0);
    assert_eq!(story.screen(), "place");
    story.see(Some(&Mannequin::standing()), 6.0);
    assert_eq!(story.screen(), "session");
}

#[test]
fn what_is_set_holds_at_once_and_what_cannot_be_kept_is_taken_back() {
    let values = vec![("true".to_owned(), "on".to_owned()), ("false".to_owned(), "off".to_owned())];
    let ask = Setting { path: "coach.ask_pain".into(), title: "Ask".into(), values, now: 0, default: 0 };
    let settings = Some((vec![ask], String::new()));
    let mut story = Story::new(Wishes { ask_pain: true, settings, ..Wishes::default() });
    story.settings();
    story.press(Navigate::Right);
    story.evening.settle(None);
    let Shown::Settings(screen) = story.evening.shown() else { panic!() };
    assert_eq!(screen.rows[0].value, "on");
    story.press(Navigate::Right);
    story.evening.settle(Some(InForce::default()));
    story.press(Navigate::Back);
    story.press(Navigate::Enter);
    assert_eq!(story.screen(), "place");
}

#[test]
fn another_language_begins_everything_again_when_the_settings_are_left() {
    let values = ["auto", "en", "es"].map(|value| (value.to_owned(), value.to_owned())).to_vec();
    let spoken = Setting { path: "coach.language".into(), title: "Language".into(), values, now: 0, default: 0 };
    let values = vec![("dark".to_owned(), "Dark".to_owned()), ("light".to_owned(), "Light".to_owned())];
    let theme = Setting { path: "view.theme".into(), title: "Colours".into(), values, now: 0, default: 0 };
    let settings = Some((vec![spoken, theme], String::new()));
    let in_force = |language| Some(InForce { language, ..InForce::default() });
    let opened = |language| {
        let mut story = Story::new(Wishes { settings: settings.clone(), language, ..Wishes::default() });
        story.settings();
        story
    };

    // By way of one that is spoken already, and not before the settings are left, by whichever key.
    for leaves_by_key in [true, false] {
        let mut story = opened(Language::English);
        story.press(Navigate::Right);
        story.evening.settle(in_force(Language::English));
        story.press(Navigate::Right);
        story.evening.settle(in_force(Language::Spanish));
        assert!(!story.has(&Turn::InAnotherLanguage));
        if leaves_by_key {
            story.press(Navigate::Back);
        } else {
            story.settings();
        }
        assert!(story.has(&Turn::InAnotherLanguage));
    }
    // Over something that is under way: not before it has come to its end.
    let wishes = Wishes { settings: settings.clone(), ask_pain: true, pain_before: Pain::new(6), ..Wishes::default() };
    let mut story = Story::new(wishes);
    story.press(Navigate::Enter);
    story.see(Some(&Mannequin::standing()), 6.0);
    story.see(Some(&Mannequin::sphinx()), 10.0);
    story.see(Some(&Mannequin::childs_pose()), 12.0);
    story.settings();
    story.press(Navigate::Left);
    story.evening.settle(in_force(Language::Spanish));
    story.press(Navigate::Back);
    assert_eq!(story.screen(), "pain");
    story.press(Navigate::Digit(3));
    story.press(Navigate::Enter);
    assert!(story.has(&Turn::Pain(PainAt::After(Pain::new(3).unwrap()))) && story.has(&Turn::Over));
    assert_eq!(story.screen(), "done");
    assert!(!story.has(&Turn::InAnotherLanguage));
    story.press(Navigate::Pick(2));
    assert_eq!(story.screen(), "begin");
    assert!(story.has(&Turn::InAnotherLanguage));
    let mut story = Story::new(Wishes { settings: settings.clone(), at_once: true, ..Wishes::default() });
    story.settings();
    story.press(Navigate::Left);
    story.evening.settle(in_force(Language::Spanish));
    story.press(Navigate::Back);
    assert!(story.screen() == "place" && !story.has(&Turn::InAnotherLanguage));
    story.press(Navigate::Back);
    assert!(story.screen() == "begin" && story.has(&Turn::InAnotherLanguage));
    // There and back.
    let mut story = opened(Language::English);
    story.press(Navigate::Left);
    story.evening.settle(in_force(Language::Spanish));
    story.press(Navigate::Right);
    story.evening.settle(in_force(Language::English));
    story.press(Navigate::Back);
    assert!(!story.has(&Turn::InAnotherLanguage));
    // What couldn't be kept.
    let mut story = opened(Language::English);
    story.press(Navigate::Left);
    story.evening.settle(None);
    story.press(Navigate::Back);
    assert!(!story.has(&Turn::InAnotherLanguage));
    // Asked for on the command line, and another setting changed.
    let mut story = opened(Language::Spanish);
    story.press(Navigate::Down);
    story.press(Navigate::Right);
    story.evening.settle(in_force(Language::English));
    story.press(Navigate::Back);
    assert!(!story.has(&Turn::InAnotherLanguage));
}

/// What an arm says to a session that is looked at no more often than is asked for, by a camera of thirty pictures a second: when each
/// thing was understood. Somebody lies for ten seconds, raises an arm for two, and after ten more raises it again to choose.
fn understood(is_economical: bool) -> Vec<(f64, &'static str)> {
    let mut evening = evening(Wishes { at_once: true, ..Wishes::default() });
    let mut looks = Looks::default();
    looks.economise(is_economical);
    let is_up = |now: f64| (15.0..17.0).contains(&now) || (27.0..29.0).contains(&now);
    let (mut understood, mut next, mut most) = (Vec::new(), 0.0, 0.0_f64);
    for picture in 0..1000_u32 {
        let now = f64::from(picture) / 30.0;
        if now + 0.008 < next {
            continue;
        }
        let body = if is_up(now) { Mannequin::lying_flat().arms(0.0, 0.0) } else { Mannequin::lying_flat() };
        // A picture is compared with those of the last quarter of a second.
        let stirs = is_up(now) != is_up(now - 0.25);
        let seen = body.observe(now);
        looks.glance(seen.time, stirs);
        let mut turns = evening.observe(&seen, Some(120.0));
        if picture == 0 {
            turns.extend(evening.command(Command::Next));
        }
        for turn in turns {
            let Turn::Events(events, _) = turn else { continue };
            understood.extend(events.iter().filter_map(|event| match &event.kind {
                EventKind::Sign { .. } => Some((now, "sign")),
                EventKind::Chosen { .. } => Some((now, "chosen")),
                _ => None,
            }));
        }
        looks.observe(seen.time, seen.pose.as_ref());
        let sparing = looks.sparing(seen.time, evening.need());
        most = most.max(sparing.pictures.as_secs_f64());
        next = now + sparing.pictures.as_secs_f64();
    }
    assert!(most > 0.35, "few looks are enough while it stands still: {most}");
    understood
}

#[test]
fn an_arm_is_read_from_the_few_looks_that_are_asked_for() {
    for is_economical in [false, true] {
        let understood = understood(is_economical);
        let [(sign, "sign"), (chosen, "chosen"), ..] = understood[..] else { panic!("{understood:?}") };
        // The sign takes a second, the choice 0.6.
        assert!((16.0..16.25).contains(&sign), "{understood:?}");
        assert!((27.6..28.2).contains(&chosen), "{understood:?}");
    }
}
