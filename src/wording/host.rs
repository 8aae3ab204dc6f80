//! What is told of a session that is over, and what there is to choose from before one.

use std::time::Duration;

/// Somebody stopped because something hurt.
pub const STOPPED_RIGHTLY: &str = "You stopped when it hurt. That is the right thing to do.";
/// Nothing was held, but somebody was there.
pub const CAME: &str = "You made time for your back.";
/// The camera saw too little for long.
pub const SEEN_TOO_LITTLE: &str = "Next time, move the camera until all of you is in the picture.";

/// Every hold was held to its end.
pub fn all_held(holds: usize) -> String {
    match holds {
        1 => "You held it to the end.".to_owned(),
        2 => "You held both to the end.".to_owned(),
        holds => format!("You held all {holds} to the end."),
    }
}

/// The longest hold.
pub fn longest(title: &str, held: Duration) -> String {
    format!("Your longest hold: {} in {title}.", seconds(held))
}

/// Repetitions of movements.
pub fn moved(repetitions: usize) -> String {
    match repetitions {
        1 => "You did a calm repetition.".to_owned(),
        count => format!("You did {count} calm repetitions."),
    }
}

/// One thing for next time, in the words in which it was said.
pub fn next_time(title: &str, hint: &str) -> String {
    format!("Next time in {title}: {hint}")
}

/// A time, to the second.
fn seconds(time: Duration) -> String {
    match time.as_secs_f64().round() as u64 {
        1 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

/// What the session without a plan is for.
pub const FREE: (&str, &str) = ("Free session", "Stretch as you like; I count what I recognise.");
/// What learning is for.
pub const LEARN: (&str, &str) = ("Teach me a stretch", "Show me one of your own and hold it.");
/// What the film is for.
pub const DEMO: (&str, &str) = ("See how it works", "A short film in place of the camera.");
/// How what was put together for today is called.
pub const TODAY: &str = "For today";

/// What a stretch eases.
pub fn eases(areas: &[String]) -> String {
    match areas {
        [] => "A stretch of your own.".to_owned(),
        [one] => format!("Eases the {one}."),
        [others @ .., last] => format!("Eases {} and {last}.", others.join(", ")),
    }
}

/// Nobody has been in view for a minute.
pub const AWAY: &str = "It goes on when I see you again.";
/// Nobody has been in view for five, or has done anything for ten, and the camera is off.
pub const LET_GO: (&str, &str) = ("Nothing was done here for a while, so the camera is off.", "Press space to go on.");
