//! Suggestions, out of a small library.

use proptest::prelude::*;

use super::*;
use crate::history::doubles::{day, session};
use crate::stretch::{Dose, Pace, Position, samples};

fn stretch(id: &str, position: Position, eases: &[&str]) -> Arc<Stretch> {
    let dose = Dose { pace: Pace::Hold(Duration::from_secs(20)), reps: 4, rest: Duration::from_secs(10) };
    let eases = eases.iter().map(|area| (*area).to_owned()).collect();
    let (id, title) = (id.to_owned(), format!("The {id}"));
    Arc::new(Stretch { id, title, eases, position, dose, ..samples::sphinx() })
}

struct Shelf {
    stretches: Vec<Arc<Stretch>>,
    routines: Vec<Arc<Routine>>,
}

/// Six stretches; all but the ball are in a routine that one begins with or goes on with.
fn shelf() -> Shelf {
    let stretches = vec![
        stretch("arch", Position::Prone, &["lower back"]),
        stretch("ball", Position::Supine, &["lower back"]),
        stretch("fold", Position::Standing, &["lower back", "back of the thigh"]),
        stretch("knees", Position::Supine, &["lower back", "buttocks"]),
        stretch("lunge", Position::Kneeling, &["front of the hip"]),
        stretch("twist", Position::Seated, &["ribs"]),
    ];
    let routine = |id: &str, steps: &[&str]| {
        Arc::new(Routine {
            id: id.to_owned(),
            title: format!("The {id}"),
            about: String::new(),
            steps: steps
                .iter()
                .map(|id| {
                    let stretch = Arc::clone(stretches.iter().find(|stretch| stretch.id == *id).unwrap());
                    Step { dose: stretch.dose, stretch }
                })
                .collect(),
        })
    };
    let routines = vec![
        routine("gentle-start", &["arch", "knees"]),
        routine("week-1", &["arch", "lunge"]),
        routine("week-2", &["fold", "twist"]),
    ];
    Shelf { stretches, routines }
}

impl Shelf {
    fn suggest(&self, sessions: &[PastSession], today: u64, wish: &Wish) -> Suggestion {
        suggest(&self.stretches, &self.routines, sessions, day(today), wish)
    }
}

fn ids(suggestion: &Suggestion) -> Vec<&str> {
    suggestion.steps.iter().map(|suggested| suggested.step.stretch.id.as_str()).collect()
}

fn why<'a>(suggestion: &'a Suggestion, id: &str) -> &'a [Why] {
    &suggestion.steps.iter().find(|suggested| suggested.step.stretch.id == id).unwrap().why
}

#[test]
fn who_is_new_begins_gently() {
    let suggestion = shelf().suggest(&[], 1, &Wish::default());
    assert_eq!((suggestion.routine(), ids(&suggestion)), (Some("gentle-start"), vec!["arch", "knees"]));
    // A session in which nothing was done makes nobody an old hand.
    assert_eq!(shelf().suggest(&[session(1, 1)], 2, &Wish::default()), suggestion);
}

#[test]
fn who_is_new_and_has_little_time_or_room_gets_what_fits() {
    let short = Wish { minutes: Some(3), ..Wish::default() };
    let suggestion = shelf().suggest(&[], 1, &short);
    assert_eq!((suggestion.routine(), suggestion.steps.len()), (None, 1));
    assert!(suggestion.minutes() <= 3, "{suggestion:?}");
    let supine = Wish { positions: vec![Position::Supine], ..Wish::default() };
    assert_eq!(ids(&shelf().suggest(&[], 1, &supine)), ["knees"], "and not the ball, which nobody need have");
    let seated = Wish { positions: vec![Position::Seated], ..Wish::default() };
    assert!(shelf().suggest(&[], 1, &seated).steps.is_empty());
    assert!(shelf().suggest(&[], 1, &Wish { minutes: Some(1), ..Wish::default() }).steps.is_empty());
}

#[test]
fn what_is_due_comes_first() {
    let past = [
        session(1, 1).held("fold", None, 20).held("twist", None, 20).held("ball", None, 20),
        session(2, 9).held("fold", None, 20),
    ];
    let one = Wish { minutes: Some(3), ..Wish::default() };
    let suggestion = shelf().suggest(&past, 10, &one);
    assert_eq!(ids(&suggestion), ["twist"]);
    assert_eq!(why(&suggestion, "twist")[0], Why::Due { days: 9 });
    // Lying first, then up.
    let all = shelf().suggest(&past, 10, &Wish { minutes: Some(60), ..Wish::default() });
    assert_eq!(ids(&all), ["ball", "knees", "twist", "fold"], "one that is new, and the ball, which was used before");
    assert_eq!(all.done_today, 0);
}

#[test]
fn what_hurt_is_left_out_and_something_easier_stands_in() {
    let past = [session(1, 1).held("knees", None, 20).held("twist", None, 20), session(2, 9).hurt("fold")];
    let suggestion = shelf().suggest(&past, 10, &Wish::default());
    assert!(!ids(&suggestion).contains(&"fold"));
    let [left] = &suggestion.left_out[..] else { panic!("{suggestion:?}") };
    assert_eq!((left.stretch.as_str(), left.why), ("fold", WhyNot::Hurt { days: 1, again: day(12) }));
    assert!(suggestion.steps.iter().any(|step| step.why.contains(&Why::InsteadOf { title: "The fold".into() })));
    // It comes back after three days with half of it, and after two weeks whole.
    let fold = |today: u64| {
        let suggestion = shelf().suggest(
            &[past[0].clone(), past[1].clone().held("fold", None, 20)],
            today,
            &Wish { minutes: Some(60), ..Wish::default() },
        );
        suggestion.steps.into_iter().find(|step| step.step.stretch.id == "fold")
    };
    assert!(fold(11).is_none());
    let back = fold(12).unwrap();
    assert_eq!(back.step.dose.reps, 2);
    assert!(back.why.contains(&Why::Less { days: 3 }));
    assert_eq!(fold(24).unwrap().step.dose.reps, 4);
    // Hurt twice, it rests for two weeks.
    let twice = [session(1, 1).hurt("fold").held("fold", None, 20), session(2, 9).hurt("fold").held("knees", None, 20)];
    let left = shelf().suggest(&twice, 22, &Wish::default()).left_out;
    assert_eq!(left[0].why, WhyNot::Hurt { days: 13, again: day(23) });
}

#[test]
fn what_helped_comes_before_what_is_as_due() {
    let past = |pained: &str| -> Vec<PastSession> {
        ["fold", "twist"]
            .iter()
            .zip(1..)
            .flat_map(|(id, at)| {
                let after = if *id == pained { 2 } else { 5 };
                [2 * at - 1, 2 * at].map(|at| session(at, 1).held(id, None, 20).pained(5, after))
            })
            .collect()
    };
    let one = Wish { minutes: Some(3), ..Wish::default() };
    for pained in ["fold", "twist"] {
        let suggestion = shelf().suggest(&past(pained), 2, &one);
        let helped = suggestion.steps[0].why.contains(&Why::Helped { times: 2, of: 2 });
        assert!(helped && ids(&suggestion) == [pained], "{suggestion:?}");
    }
}

#[test]
fn what_was_left_out_twice_is_not_pressed() {
    let past = [session(1, 1).held("knees", None, 20).skipped("twist"), session(2, 3).held("knees", None, 20)];
    let once = shelf().suggest(&past, 4, &Wish::default());
    assert!(once.left_out.is_empty());
    let twice = [past[0].clone(), past[1].clone().skipped("twist")];
    let suggestion = shelf().suggest(&twice, 4, &Wish::default());
    assert_eq!(suggestion.left_out[0].why, WhyNot::LeftOut);
    assert!(!ids(&suggestion).contains(&"twist"));
}

#[test]
fn a_series_goes_on_from_day_to_day() {
    let first = |complete| [session(1, 1).held("arch", None, 20).planned("week-1", complete)];
    let next = |past: &[PastSession], today: u64| shelf().suggest(past, today, &Wish::default()).occasion;
    let series = |routine: &str, again| Occasion::Series { routine: routine.into(), again };
    assert_eq!(next(&first(true), 2), series("week-2", false));
    assert_eq!(next(&first(false), 2), series("week-1", true));
    assert_eq!(next(&first(true), 1), Occasion::Composed, "the next one is for tomorrow");
    assert_eq!(next(&first(true), 30), Occasion::Composed, "that was long ago");
    let after_one = [first(true)[0].clone(), session(2, 2).held("twist", None, 20)];
    assert_eq!(next(&after_one, 3), series("week-2", false), "one stretch in between changes nothing");
    let hurt = [first(true)[0].clone().hurt("fold")];
    assert_eq!(next(&hurt, 2), Occasion::Composed, "it has in it what hurt");
    let last = [session(1, 1).held("fold", None, 20).planned("week-2", true)];
    assert_eq!(next(&last, 2), Occasion::Composed, "there is no third");
}

/// Any history of the shelf's stretches.
fn histories() -> impl Strategy<Value = Vec<PastSession>> {
    let ids = ["arch", "ball", "fold", "knees", "lunge", "twist", "gone"];
    let one = (1..40_u64, 0..7_usize, 0..4_u8, 0..=10_u8, 0..=10_u8);
    prop::collection::vec(one, 0..25).prop_map(move |all| {
        let session = |(at, (day, id, what, before, after)): (u64, (u64, usize, u8, u8, u8))| {
            let past = session(at, day).pained(before, after);
            match what {
                0 => past.hurt(ids[id]),
                1 => past.skipped(ids[id]),
                2 => past.held(ids[id], None, 20).planned("week-1", before > 5),
                _ => past.held(ids[id], None, 20),
            }
        };
        (1..).zip(all).map(session).collect()
    })
}

proptest! {
    #[test]
    fn nothing_that_hurt_lately_is_suggested_and_everything_fits(
        past in histories(), today in 1..45_u64, minutes in prop::option::of(1..40_u32), position in prop::option::of(0..7_usize),
    ) {
        let positions = position.map(|at| Position::ALL[at]).into_iter().collect();
        let wish = Wish { minutes, positions };
        let suggestion = shelf().suggest(&past, today, &wish);
        for step in &suggestion.steps {
            let id = &step.step.stretch.id;
            let hurt = past.iter().filter(|session| session.hurts.iter().any(|hurt| hurt.stretch == *id));
            for hurt in hurt.map(day_of) {
                prop_assert!(days_between(hurt, day(today)) >= 3, "{id} hurt on {hurt}");
            }
            prop_assert!(wish.allows(step.step.stretch.position));
            prop_assert!(!step.why.is_empty());
        }
        let mut ids = ids(&suggestion);
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), suggestion.steps.len(), "each once");
        if let Some(minutes) = minutes {
            prop_assert!(suggestion.minutes() <= u64::from(minutes));
        }
        let mut backward = past;
        backward.reverse();
        prop_assert_eq!(shelf().suggest(&backward, today, &wish), suggestion, "the same whatever the order");
    }
}
