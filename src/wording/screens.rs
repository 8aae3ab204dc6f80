//! What the screens around a session say: the begin, being placed, the pain question, waiting, the summary and the settings. What
//! stands in a list here stands in the order of what it names.

use std::time::Duration;

use super::messages::words;
use super::numbers::{decimal, to_a_tenth};
use super::{capital, fact};
use crate::body::Side;
use crate::language::Language;
use crate::measure::{CameraSide, Measure};
use crate::stretch::{CameraAdvice, Position};

words! {
    /// The first words of the begin.
    pub welcome = "welcome";
    /// What takes the highlighted item: by the keyboard or mouse.
    pub begin = "begin";
    /// The same by an arm.
    pub begin_by_arm = "begin-by-arm";
    /// The key that takes what is highlighted.
    pub take = "begin-key";
    /// The camera is being opened.
    pub camera_starts = "camera-starts";
    /// There is another camera to change to.
    pub another_camera = "another-camera";
    /// Over the words on safety.
    pub safety_title = "safety-title";
    /// What Supple isn't.
    pub no_doctor = "no-doctor";
    /// What acknowledges them: at the keyboard and by an arm.
    pub understood = "understood";
    /// Not to answer.
    pub skip = "pain-skip";
    /// Beside how much it hurt before and after.
    pub pain_change = "pain-change";
    /// Over the settings.
    pub settings = "settings";
    /// How they are changed.
    pub how_to_set = "how-to-set";
}

/// What is offered: the suggestion for today, a routine, a stretch, whatever comes, a film, learning.
pub fn kinds(language: Language) -> [&'static str; 6] {
    ["kind-today", "kind-routine", "kind-stretch", "kind-free", "kind-demo", "kind-learn"]
        .map(|name| language.say(name))
}

/// How the begin is used, without an arm and with one.
pub fn how_to_choose(by_arm: bool, language: Language) -> &'static str {
    language.say(if by_arm { "how-to-choose-by-arm" } else { "how-to-choose" })
}

/// Whether sound is on.
pub fn sound(is_on: bool, language: Language) -> &'static str {
    language.say(if is_on { "sound-on" } else { "sound-off" })
}

/// The words on safety: how far to go, when to stop, when to ask a doctor, when not to wait.
pub fn safety(language: Language) -> [&'static str; 4] {
    ["safety-gentle", "safety-stop", "safety-doctor", "safety-hospital"].map(|name| language.say(name))
}

/// What is looked at before a session: somebody, the whole body, how it is turned, the light, how the camera looks.
pub fn checks(language: Language) -> [&'static str; 5] {
    ["check-seen", "check-whole", "check-turned", "check-light", "check-level"].map(|name| language.say(name))
}

/// The question about pain, before the session or after it.
pub fn pain(after: bool, language: Language) -> &'static str {
    language.say(if after { "pain-after-session" } else { "pain-before-session" })
}

/// The ends of the scale, below them.
pub fn pain_ends(language: Language) -> [&'static str; 2] {
    ["pain-least", "pain-most"].map(|name| language.say(name))
}

/// The same where they don't stand below them.
pub fn named_pain_ends(language: Language) -> [&'static str; 2] {
    ["pain-least-named", "pain-most-named"].map(|name| language.say(name))
}

/// How the question is answered, without an arm and with one.
pub fn how_to_answer(by_arm: bool, language: Language) -> &'static str {
    language.say(if by_arm { "how-to-answer-by-arm" } else { "how-to-answer" })
}

/// What may be done after a session: enough, once more, something else.
pub fn afterwards(language: Language) -> [&'static str; 3] {
    ["afterwards-done", "afterwards-again", "afterwards-another"].map(|name| language.say(name))
}

/// Of a stretch whose rest was skipped, or of one that was left because it hurt.
pub fn left(it_hurt: bool, language: Language) -> &'static str {
    language.say(if it_hurt { "left-hurt" } else { "left-skipped" })
}

/// A side over its column.
pub fn side(side: Side, language: Language) -> &'static str {
    language.say(match side {
        Side::Left => "left",
        Side::Right => "right",
    })
}

/// The stretch that comes first.
pub fn first(title: &str, side: Option<Side>, language: Language) -> String {
    match side {
        Some(side) => language.tell("first-on-side", [("title", title.into()), ("side", fact(side))]),
        None => title.to_owned(),
    }
}

/// How long something takes.
pub fn minutes(minutes: u32, language: Language) -> String {
    language.tell("minutes", [("minutes", minutes.into())])
}

/// The same where there is little room.
pub fn short_minutes(minutes: u32, language: Language) -> String {
    language.tell("short-minutes", [("minutes", minutes.into())])
}

/// Positions on the mat in their order.
pub fn positions(positions: &[Position], language: Language) -> String {
    let names: Vec<&str> = positions.iter().map(|position| on_the_mat(*position, language)).collect();
    capital(&names.join(", "))
}

fn on_the_mat(position: Position, language: Language) -> &'static str {
    language.say(match position {
        Position::Standing => "position-standing",
        Position::Seated => "position-seated",
        Position::Kneeling => "position-kneeling",
        Position::HandsAndKnees => "position-hands-and-knees",
        Position::Prone => "position-prone",
        Position::Supine => "position-supine",
        Position::SideLying => "position-side-lying",
    })
}

/// How many things a list doesn't show.
pub fn more(count: usize, language: Language) -> String {
    language.tell("more-rows", [("count", count.into())])
}

/// Which of how many is highlighted.
pub fn place_of(place: usize, count: usize, language: Language) -> String {
    language.tell("place-of", [("place", place.into()), ("count", count.into())])
}

/// Which part of the person the camera should see.
pub fn to_the_camera(see: CameraSide, side: Option<Side>, language: Language) -> String {
    match see {
        CameraSide::Side => language.tell("side-to-camera", [("side", side.map_or("none", Side::name).into())]),
        CameraSide::Front => language.say("front-to-camera").to_owned(),
        CameraSide::ThreeQuarter => language.say("between-to-camera").to_owned(),
    }
}

/// How far away the camera should stand, and how high.
pub fn away_and_up(advice: CameraAdvice, language: Language) -> [String; 2] {
    [advice.distance_m, advice.height_m]
        .map(|length| language.tell("metres", [("metres", to_a_tenth(length, language).into())]))
}

/// What was said of the pain before.
pub fn pain_before(number: u8, language: Language) -> String {
    language.tell("pain-was", [("number", number.into())])
}

/// What is kept of a hold while it can't go on.
pub fn kept(held: Duration, whole: Duration, language: Language) -> String {
    // Begun seconds of what is held don't count: nobody should be promised more than there is.
    language.tell("kept", [("held", held.as_secs().into()), ("whole", whole.as_secs().into())])
}

/// Time held in all.
pub fn held_in_all(time: Duration, language: Language) -> String {
    language.tell("held-in-all", [("time", length(time, language).into())])
}

/// A length of time.
pub fn length(time: Duration, language: Language) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    let facts = [("minutes", minutes.into()), ("seconds", seconds.into())];
    match (minutes, seconds) {
        (0, _) => language.tell("length-seconds", facts),
        (_, 0) => language.tell("length-minutes", facts),
        _ => language.tell("length-minutes-and-seconds", facts),
    }
}

/// How many holds or repetitions were done of how many, and how long they were held.
pub fn done(done: u32, of: u32, time: Duration) -> String {
    let count = count(done, of);
    if time.is_zero() { count } else { format!("{count} · {}", clock(time)) }
}

/// How many were done of how many.
pub fn count(done: u32, of: u32) -> String {
    format!("{done}/{of}")
}

/// A length of time in a table.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What is for next time.
pub fn next_time(words: &str, language: Language) -> String {
    language.tell("next-time", [("words", words.into())])
}

/// How much of the time the camera didn't see enough, 0 to 1: what that is, and how much.
pub fn unseen(share: f64, language: Language) -> [String; 2] {
    let percent = (100.0 * share).clamp(0.0, 100.0);
    let never = language.say("unseen-never");
    let how_much = if percent < 0.5 { never.to_owned() } else { format!("{percent:.0} %") };
    [language.say("unseen").to_owned(), how_much]
}

/// What was measured of whom.
pub fn measured(stretch: &str, measure: Measure, side: Option<Side>, language: Language) -> String {
    let (stretch, measure) = (stretch.into(), super::measure(measure, language).into());
    match side {
        Some(side) => {
            language.tell("measured-on-side", [("stretch", stretch), ("measure", measure), ("side", fact(side))])
        }
        None => language.tell("measured", [("stretch", stretch), ("measure", measure)]),
    }
}

/// A measured value with what it is expected to be off by.
pub fn value(value: f64, error: f64, is_degrees: bool, language: Language) -> String {
    if is_degrees {
        format!("{value:.0} ± {error:.0}°")
    } else {
        format!("{} ± {}", decimal(value, 2, language), decimal(error, 2, language))
    }
}

/// Where the settings are kept.
pub fn kept_in(file: &str, language: Language) -> String {
    language.tell("kept-in", [("file", file.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read_at_a_glance() {
        let said = |seconds| length(Duration::from_secs(seconds), Language::English);
        assert_eq!([said(0), said(45), said(120), said(380)], ["0 s", "45 s", "2 min", "6 min 20 s"]);
        assert_eq!(done(2, 3, Duration::from_secs(65)), "2/3 · 1:05");
        assert_eq!(done(8, 10, Duration::ZERO), "8/10", "a movement holds nothing");
    }

    #[test]
    fn no_more_is_promised_than_is_kept() {
        assert_eq!(
            kept(Duration::from_millis(12_900), Duration::from_secs(20), Language::English),
            "12 of 20 s are kept."
        );
    }

    #[test]
    fn values_come_with_their_error() {
        assert_eq!(value(71.6, 4.8, true, Language::English), "72 ± 5°");
        assert_eq!(value(0.314, 0.05, false, Language::English), "0.31 ± 0.05");
    }

    #[test]
    fn what_is_offered_says_in_which_positions_it_is_done() {
        assert_eq!(
            positions(&[Position::Supine, Position::HandsAndKnees], Language::English),
            "On your back, on hands and knees"
        );
        assert_eq!(positions(&[], Language::English), "");
    }

    #[test]
    fn hardly_anything_unseen_is_nothing_unseen() {
        assert_eq!(unseen(0.004, Language::English)[1], "never");
        assert_eq!(unseen(0.083, Language::English)[1], "8 %");
    }
}
