//! What is told of a session that is over, and what there is to choose from before one.

use std::time::Duration;

use super::messages::words;
use crate::camera_fault::CameraFault;
use crate::language::Language;

words! {
    /// Somebody stopped because something hurt.
    pub stopped_rightly = "stopped-rightly";
    /// Nothing was held, but somebody was there.
    pub came = "came";
    /// The camera saw too little for long.
    pub seen_too_little = "seen-too-little";
    /// How what was put together for today is called.
    pub today = "today-title";
    /// Why that, in a sentence.
    pub today_about = "today-about";
    /// The same where something was done today.
    pub today_more = "today-more";
    /// Nobody has been in view for a minute.
    pub away = "away";
}

/// Every hold was held to its end.
pub fn all_held(holds: usize, language: Language) -> String {
    language.tell("all-held", [("holds", holds.into())])
}

/// The longest hold.
pub fn longest(title: &str, held: Duration, language: Language) -> String {
    let seconds = held.as_secs_f64().round() as u64;
    language.tell("longest-hold", [("title", title.into()), ("seconds", seconds.into())])
}

/// Repetitions of movements.
pub fn moved(repetitions: usize, language: Language) -> String {
    language.tell("moved", [("count", repetitions.into())])
}

/// One thing for next time, in the words in which it was said.
pub fn next_time(title: &str, hint: &str, language: Language) -> String {
    language.tell("next-time-in", [("title", title.into()), ("words", hint.into())])
}

/// What the session without a plan is called, and what it is for.
pub fn free(language: Language) -> [&'static str; 2] {
    ["free-title", "free-about"].map(|name| language.say(name))
}

/// The same of learning.
pub fn learn(language: Language) -> [&'static str; 2] {
    ["learn-title", "learn-about"].map(|name| language.say(name))
}

/// The same of the film.
pub fn demo(language: Language) -> [&'static str; 2] {
    ["demo-title", "demo-about"].map(|name| language.say(name))
}

/// What a stretch eases.
pub fn eases(areas: &[String], language: Language) -> String {
    match areas {
        [] => language.say("eases-nothing").to_owned(),
        [one] => language.tell("eases-one", [("last", one.into())]),
        [others @ .., last] => {
            language.tell("eases-several", [("others", others.join(", ").into()), ("last", last.into())])
        }
    }
}

/// Nobody has been in view for five minutes, or has done anything for ten, and the camera is off: what that is, and what to do.
pub fn let_go(language: Language) -> [&'static str; 2] {
    ["let-go", "let-go-remedy"].map(|name| language.say(name))
}

/// Why there is no picture, and what to do about it; it is tried again all the time.
pub fn camera_missing(fault: CameraFault, language: Language) -> [&'static str; 2] {
    let names = match fault {
        CameraFault::NoneConnected => ["camera-none", "camera-none-remedy"],
        CameraFault::NotTheOneAskedFor => ["camera-not-found", "camera-not-found-remedy"],
        CameraFault::Forbidden => ["camera-forbidden", "camera-forbidden-remedy"],
        CameraFault::Busy => ["camera-busy", "camera-busy-remedy"],
        CameraFault::Gone => ["camera-unplugged", "camera-unplugged-remedy"],
        CameraFault::Silent => ["camera-silent", "camera-silent-remedy"],
        CameraFault::Damaged => ["camera-damaged", "camera-damaged-remedy"],
        CameraFault::Unsupported => ["camera-unsupported", "camera-unsupported-remedy"],
        CameraFault::Other => ["camera-fails", "camera-fails-remedy"],
    };
    names.map(|name| language.say(name))
}

/// What the person is after, on how many days a week.
pub fn goal(days: u32, language: Language) -> String {
    let days = language.tell("goal-days", [("days", days.into())]);
    language.tell("goal", [("days", days.into())])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who reads them stands before a window: there is nothing to type, and nothing to start again.
    #[test]
    fn what_is_wrong_with_a_camera_is_said_for_somebody_before_the_window() {
        for language in Language::ALL {
            for fault in CameraFault::ALL {
                let [what, remedy] = camera_missing(fault, language);
                assert!(!format!("{what} {remedy}").contains("--"), "{what} {remedy}");
                assert!(!remedy.contains("start again"), "{remedy}");
            }
        }
    }
}
