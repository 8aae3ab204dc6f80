//! What the screens around a session say: the begin, being placed, the pain question, waiting, the summary and the settings. What
//! stands in a list here stands in the order of what it names.

use std::time::Duration;

use super::window::metres;
use crate::body::Side;
use crate::measure::CameraSide;
use crate::stretch::{CameraAdvice, Position};

/// The first words of the begin.
pub const WELCOME: &str = "Good that you are here.";
/// What is offered: the suggestion for today, a routine, a stretch, whatever comes, a film, learning.
pub const KINDS: [&str; 6] = ["For today", "Routine", "Single stretch", "As you like", "Just looking", "Teach it"];
/// What takes the highlighted item: by the keyboard or mouse, and by an arm.
pub const BEGIN: &str = "Begin";
/// The same by an arm.
pub const BEGIN_BY_ARM: &str = "Raise an arm";
/// The key that takes what is highlighted.
pub const TAKE: &str = "Enter";
/// How the begin is used, without an arm and with one.
pub const HOW_TO_CHOOSE: [&str; 2] =
    ["Arrow keys and Enter, or a click.", "Raise an arm when yours is lit. Or arrow keys and Enter, or a click."];
/// Whether sound is off or on.
pub const SOUND: [&str; 2] = ["Sound off", "Sound on"];
/// The camera is being opened.
pub const CAMERA_STARTS: &str = "Starting the camera…";
/// There is another camera to change to.
pub const ANOTHER_CAMERA: &str = "c: another camera";

/// Over the words on safety.
pub const SAFETY_TITLE: &str = "Before you begin";
/// The words on safety: how far to go, when to stop, when to ask a doctor, when not to wait.
pub const SAFETY: [&str; 4] = [
    "A gentle pull is enough. Further is no better.",
    "Stop if pain shoots, stabs or tingles.",
    "See a doctor first after a fall, with fever, or if a leg feels weak or numb.",
    "Go to hospital at once if you are numb between the legs, or can't hold or pass water.",
];
/// What Supple isn't.
pub const NO_DOCTOR: &str = "Supple sees how you lie and stand. It doesn't see pain, and is no doctor.";
/// What acknowledges them: at the keyboard and by an arm.
pub const UNDERSTOOD: &str = "Enter, or raise an arm: understood";

/// What is looked at before a session: somebody, the whole body, how it is turned, the light, how the camera looks.
pub const CHECKS: [&str; 5] = ["You are seen", "All of you", "Turned well", "Light enough", "Camera level"];

/// The question about pain, before the session and after it.
pub const PAIN: [&str; 2] = ["How much does your back hurt just now?", "And how much does your back hurt now?"];
/// The ends of the scale, below them.
pub const PAIN_ENDS: [&str; 2] = ["not at all", "worst imaginable"];
/// The same where they don't stand below them.
pub const NAMED_PAIN_ENDS: [&str; 2] = ["0: not at all", "10: worst imaginable"];
/// Not to answer.
pub const SKIP: &str = "Skip";
/// How it is answered, without an arm and with one.
pub const HOW_TO_ANSWER: [&str; 2] =
    ["Arrow keys and Enter, or a click.", "Raise an arm when your number is lit. Or arrow keys and Enter, or a click."];

/// What may be done after a session: enough, once more, something else.
pub const AFTERWARDS: [&str; 3] = ["Done", "Again", "Another"];
/// Beside how much it hurt before and after.
pub const PAIN_CHANGE: &str = "Pain, before and after";
/// Of a stretch whose rest was skipped, and of one that was left because it hurt.
pub const LEFT: [&str; 2] = ["skipped", "it hurt"];

/// Over the settings.
pub const SETTINGS: &str = "Settings";
/// How they are changed.
pub const HOW_TO_SET: &str = "Up and down to choose, left and right to change, Esc to go back.";

/// The stretch that comes first.
pub fn first(title: &str, side: Option<Side>) -> String {
    side.map_or_else(|| title.to_owned(), |side| format!("{title}, {} side", side.name()))
}

/// How long something takes.
pub fn minutes(minutes: u32) -> String {
    if minutes == 1 { "1 minute".to_owned() } else { format!("{minutes} minutes") }
}

/// The same where there is little room.
pub fn short_minutes(minutes: u32) -> String {
    format!("{minutes} min")
}

/// Positions on the mat in their order.
pub fn positions(positions: &[Position]) -> String {
    let names: Vec<&str> = positions.iter().map(|position| on_the_mat(*position)).collect();
    let mut text = names.join(", ");
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

fn on_the_mat(position: Position) -> &'static str {
    match position {
        Position::Standing => "standing",
        Position::Seated => "sitting",
        Position::Kneeling => "kneeling",
        Position::HandsAndKnees => "on hands and knees",
        Position::Prone => "on your stomach",
        Position::Supine => "on your back",
        Position::SideLying => "on your side",
    }
}

/// How many things a list doesn't show.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// Which of how many is highlighted.
pub fn place_of(place: usize, count: usize) -> String {
    format!("{place} of {count}")
}

/// Which part of the person the camera should see.
pub fn to_the_camera(see: CameraSide, side: Option<Side>) -> String {
    match (see, side) {
        (CameraSide::Side, Some(side)) => format!("Your {} side to the camera", side.name()),
        (CameraSide::Side, None) => "Your side to the camera".to_owned(),
        (CameraSide::Front, _) => "Face the camera".to_owned(),
        (CameraSide::ThreeQuarter, _) => "Half turned to the camera".to_owned(),
    }
}

/// How far away the camera should stand, and how high.
pub fn away_and_up(advice: CameraAdvice) -> [String; 2] {
    [advice.distance_m, advice.height_m].map(|length| format!("{} m", metres(length)))
}

/// What was said of the pain before.
pub fn pain_before(number: u8) -> String {
    format!("Before: {number}")
}

/// What is kept of a hold while it can't go on.
pub fn kept(held: Duration, whole: Duration) -> String {
    // Begun seconds of what is held don't count: nobody should be promised more than there is.
    format!("{} of {} s are kept.", held.as_secs(), whole.as_secs())
}

/// Time held in all.
pub fn held_in_all(time: Duration) -> String {
    format!("{} held", length(time))
}

/// A length of time.
pub fn length(time: Duration) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
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
pub fn next_time(words: &str) -> String {
    format!("Next time: {words}")
}

/// How much of the time the camera didn't see enough, 0 to 1: what that is, and how much.
pub fn unseen(share: f64) -> [String; 2] {
    let percent = (100.0 * share).clamp(0.0, 100.0);
    let how_much = if percent < 0.5 { "never".to_owned() } else { format!("{percent:.0} %") };
    ["Not seen enough".to_owned(), how_much]
}

/// What was measured of whom.
pub fn measured(stretch: &str, measure: &str, side: Option<Side>) -> String {
    match side {
        Some(side) => format!("{stretch}: {measure}, {}", side.name()),
        None => format!("{stretch}: {measure}"),
    }
}

/// A measured value with what it is expected to be off by.
pub fn value(value: f64, error: f64, is_degrees: bool) -> String {
    if is_degrees { format!("{value:.0} ± {error:.0}°") } else { format!("{value:.2} ± {error:.2}") }
}

/// Where the settings are kept.
pub fn kept_in(file: &str) -> String {
    format!("Kept in {file}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read_at_a_glance() {
        let said = |seconds| length(Duration::from_secs(seconds));
        assert_eq!([said(0), said(45), said(120), said(380)], ["0 s", "45 s", "2 min", "6 min 20 s"]);
        assert_eq!(done(2, 3, Duration::from_secs(65)), "2/3 · 1:05");
        assert_eq!(done(8, 10, Duration::ZERO), "8/10", "a movement holds nothing");
    }

    #[test]
    fn no_more_is_promised_than_is_kept() {
        assert_eq!(kept(Duration::from_millis(12_900), Duration::from_secs(20)), "12 of 20 s are kept.");
    }

    #[test]
    fn values_come_with_their_error() {
        assert_eq!(value(71.6, 4.8, true), "72 ± 5°");
        assert_eq!(value(0.314, 0.05, false), "0.31 ± 0.05");
    }

    #[test]
    fn what_is_offered_says_in_which_positions_it_is_done() {
        assert_eq!(positions(&[Position::Supine, Position::HandsAndKnees]), "On your back, on hands and knees");
        assert_eq!(positions(&[]), "");
    }

    #[test]
    fn hardly_anything_unseen_is_nothing_unseen() {
        assert_eq!(unseen(0.004)[1], "never");
        assert_eq!(unseen(0.083)[1], "8 %");
    }
}
