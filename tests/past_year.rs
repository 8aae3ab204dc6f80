//! A year of sessions as a person might have had them, made up: for the tests of what is made of a history.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test's helpers fail the test")]

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use supple::body::Side;
use supple::coach::Choice;
use supple::device::history::{DataFolder, History, Purpose, Recording};
use supple::history::{
    About, ComfortLimit, ComfortPlace, Course, End, Entry, Hint, Hold, Hurt, Measured, Pain, PainAt, PastSession,
    Questionnaire, Repetition, SessionId, SignTaken, StretchBegan, StretchEnded,
};
use supple::measure::BodyView;
use supple::stretch::Deeper;

/// Numbers that look like chance and are the same each time: -1 to 1.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        // Knuth's MMIX generator; its upper bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }

    fn below(&mut self, bound: f64) -> bool {
        f64::midpoint(self.next(), 1.0) < bound
    }
}

/// Fifty-two weeks, three or four sessions in each: the hip fold goes deeper, more on the left, the sphinx stays as it is, and it hurts
/// less.
pub fn year() -> Vec<PastSession> {
    sessions(364, 0.5)
}

/// How far is comfortable.
pub fn comfort() -> Vec<ComfortLimit> {
    let place = ComfortPlace {
        stretch: "hip-fold".into(),
        side: Some(Side::Left),
        pose: None,
        target: "fold".into(),
        measure: "hip".into(),
    };
    let found = DateTime::parse_from_rfc3339("2026-01-05T18:40:00+01:00").unwrap();
    vec![ComfortLimit { place, limit: 68.5, error: 5.0, found, session: Some(SessionId(3)) }]
}

/// Three times in that year: it keeps from less and less.
pub fn questionnaires() -> Vec<Questionnaire> {
    let asked = |day: &str, score: usize| {
        let taken = DateTime::parse_from_rfc3339(&format!("{day}T08:15:00+02:00")).unwrap();
        Questionnaire::roland_morris(taken, (0..24).map(|statement| statement < score).collect())
    };
    vec![asked("2025-04-02", 11), asked("2025-09-01", 6), asked("2026-03-20", 4)]
}

/// Two sessions.
pub fn beginning() -> Vec<PastSession> {
    sessions(4, 0.5)
}

fn sessions(days: i64, often: f64) -> Vec<PastSession> {
    let first = DateTime::parse_from_rfc3339("2025-03-31T18:30:00+02:00").unwrap();
    let mut chance = Chance(7);
    let mut sessions = Vec::new();
    for day in 0..days {
        // Nobody stretched in the holidays.
        if (120..134).contains(&day) || !chance.below(often) {
            continue;
        }
        let began = first + TimeDelta::days(day) + TimeDelta::minutes((chance.next() * 90.0) as i64);
        let id = SessionId(i64::try_from(sessions.len()).unwrap() + 1);
        sessions.push(session(id, began, day as f64 / 364.0, &mut chance));
    }
    sessions
}

fn session(id: SessionId, began: DateTime<FixedOffset>, passed: f64, chance: &mut Chance) -> PastSession {
    let at = Duration::from_secs_f64;
    let is_broken_off = id.0 % 41 == 0;
    let hurts = id.0 % 17 == 0;
    let score = |value: f64| Pain::new(value.round().clamp(0.0, 10.0) as u8).unwrap();
    let before = 5.2 - 2.4 * passed + 1.2 * chance.next();
    let mut holds = Vec::new();
    let mut clock = 20.0;
    for side in [Side::Left, Side::Right] {
        for _ in 0..2 {
            let gain = if side == Side::Left { 26.0 } else { 14.0 };
            let hip = 92.0 - gain * passed + 4.0 * chance.next();
            let knee = 171.0 + 2.0 * chance.next();
            let measures = vec![
                measured(("fold", "hip"), side, Some(Deeper::Lower), hip, 5.0, (20.0, 110.0)),
                measured(("straight", "knee"), side, None, knee, 4.5, (150.0, 180.0)),
            ];
            holds.push(hold("hip-fold", Some(side), &mut clock, 30.0, chance, measures));
        }
    }
    for _ in 0..2 {
        let trunk = 41.0 + 3.0 * chance.next();
        let measures =
            vec![measured(("lift", "trunk_inclination"), Side::Left, Some(Deeper::Lower), trunk, 4.0, (10.0, 70.0))];
        holds.push(hold("sphinx", None, &mut clock, 20.0, chance, measures));
    }
    let repetitions = (1..=5)
        .map(|rep| {
            clock += 4.0;
            let bow = 0.09 + 0.01 * chance.next();
            let measures =
                vec![measured(("round", "spine_change"), Side::Right, Some(Deeper::Higher), bow, 0.02, (0.05, 0.3))];
            let (stretch, pose) = ("cat-cow".to_owned(), Some("cow".to_owned()));
            Repetition { stretch, side: None, pose, at: at(clock), rep, reps: 5, measures }
        })
        .collect();
    let titles = [("hip-fold", "Hip fold", 5.0), ("sphinx", "Sphinx", 160.0), ("cat-cow", "=Cat, \"cow\"", 220.0)];
    let began_at =
        |(id, title, when): (&str, &str, f64)| StretchBegan { at: at(when), stretch: id.into(), title: title.into() };
    let ended =
        |(id, _, when): (&str, &str, f64)| StretchEnded { at: at(when + 40.0), stretch: id.into(), skipped: false };
    PastSession {
        id,
        about: About {
            began,
            program: "0.1.0".into(),
            model: "blazepose".into(),
            plan: (id.0 % 3 != 0).then(|| "my-evening".into()),
        },
        pain_before: (id.0 % 5 != 0).then(|| score(before)),
        pain_after: (id.0 % 5 != 0 && !is_broken_off).then(|| score(before - 0.9 + 0.5 * chance.next())),
        stretches: titles.into_iter().map(began_at).collect(),
        ended: titles.into_iter().map(ended).collect(),
        holds,
        repetitions,
        hints: vec![Hint {
            at: at(31.5),
            stretch: "hip-fold".into(),
            target: Some("fold".into()),
            words: "Bend more at your hips.".into(),
        }],
        signs: vec![SignTaken { at: at(90.0), chosen: (id.0 % 2 == 0).then_some(Choice::GoOn) }],
        hurts: if hurts {
            vec![Hurt {
                at: at(70.0),
                stretch: "hip-fold".into(),
                side: Some(Side::Left),
                targets: vec![("fold".into(), 71.25, 5.0)],
            }]
        } else {
            Vec::new()
        },
        end: (!is_broken_off).then(|| End {
            at: at(clock + 30.0),
            complete: !hurts,
            watched: at(clock + 10.0),
            unseen: at(6.0 + 3.0 * chance.next()),
        }),
    }
}

fn hold(
    stretch: &str,
    side: Option<Side>,
    clock: &mut f64,
    aimed: f64,
    chance: &mut Chance,
    measures: Vec<Measured>,
) -> Hold {
    let at = Duration::from_secs_f64;
    let is_left = chance.below(0.08);
    let held = if is_left { aimed * 0.4 } else { aimed };
    let began = *clock;
    *clock += held + 10.0;
    Hold {
        stretch: stretch.into(),
        side,
        pose: None,
        began: at(began),
        ended: at(began + held + 1.5),
        course: if is_left { Course::GivenUp } else { Course::Completed },
        held: at(held),
        aimed: at(aimed),
        paused: at(1.5),
        unseen: at(0.5),
        measures,
    }
}

fn measured(
    (target, measure): (&str, &str),
    limb: Side,
    deeper: Option<Deeper>,
    typical: f64,
    error: f64,
    range: (f64, f64),
) -> Measured {
    let deepest = match deeper {
        Some(Deeper::Lower) => typical - 0.3 * error,
        Some(Deeper::Higher) => typical + 0.3 * error,
        None => typical,
    };
    Measured {
        target: target.into(),
        measure: measure.into(),
        limb,
        from_start: false,
        typical,
        best: deepest,
        error,
        view: BodyView::Side,
        deeper,
        range,
        looks: 120,
    }
}

/// Keeps these sessions in a history of their own in `folder`, as they would have been while they happened.
pub fn keep(folder: &std::path::Path, sessions: &[PastSession]) {
    for session in sessions {
        let (history, aside) = History::open(&DataFolder::at(folder), Purpose::Record).unwrap();
        assert_eq!(aside, None);
        Recording::new(history, Box::new(|_| panic!("nothing is to be set aside")))
            .keep_all(&entries(session))
            .unwrap();
    }
}

fn entries(session: &PastSession) -> Vec<Entry> {
    let mut entries = vec![Entry::Began(session.about.clone())];
    entries.extend(session.pain_before.map(|pain| Entry::Pain(PainAt::Before(pain))));
    entries.extend(session.stretches.iter().cloned().map(Entry::StretchBegan));
    entries.extend(session.holds.iter().cloned().map(Entry::Held));
    entries.extend(session.repetitions.iter().cloned().map(Entry::Moved));
    entries.extend(session.hints.iter().cloned().map(Entry::Hint));
    entries.extend(session.signs.iter().cloned().map(Entry::Sign));
    entries.extend(session.hurts.iter().cloned().map(Entry::Hurt));
    entries.extend(session.ended.iter().cloned().map(Entry::StretchEnded));
    entries.extend(session.end.clone().map(Entry::Ended));
    entries.extend(session.pain_after.map(|pain| Entry::Pain(PainAt::After(pain))));
    entries
}
