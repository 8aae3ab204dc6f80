//! What the window says besides the coach's words: what the keys do, what the ring and the panel are for, notices.

use std::time::Duration;

use super::messages::words;
use super::numbers::{decimal, to_a_tenth};
use super::{fact, measure};
use crate::body::Side;
use crate::coach::{Command, Next, Phase, Status, Title};
use crate::input::{Action, Key, SoundCommand, key_for};
use crate::judge::Assessment;
use crate::language::Language;
use crate::measure::CameraSide;
use crate::stretch::CameraAdvice;

impl Title {
    /// In words.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Own(title) => title.clone(),
            Self::Free => language.say("title-free").to_owned(),
            Self::Learning(id) => language.tell("title-learning", [("id", id.into())]),
        }
    }
}

impl Key {
    /// What it is called.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        let name = match self {
            Self::Space => "key-space",
            Self::Escape => "key-escape",
            Self::Enter => "key-enter",
            Self::Tab => "key-tab",
            Self::Up => return "↑".to_owned(),
            Self::Down => return "↓".to_owned(),
            Self::Left => return "←".to_owned(),
            Self::Right => return "→".to_owned(),
            Self::Digit(digit) => return digit.to_string(),
            Self::Function(number) => return format!("F{number}"),
            Self::Question => return "?".to_owned(),
            Self::Letter(letter) => return letter.to_string(),
        };
        language.say(name).to_owned()
    }
}

impl Action {
    /// What a key is for.
    #[must_use]
    pub fn words(self, language: Language) -> &'static str {
        language.say(match self {
            Self::Session(Command::TogglePause) => "action-pause",
            Self::Session(Command::Next) => "action-next",
            Self::Session(Command::Hurts) => "action-hurts",
            Self::Sound(SoundCommand::Mute) => "action-mute",
            Self::Sound(SoundCommand::Nearness) => "action-nearness",
            Self::Ghost => "action-ghost",
            Self::Details => "action-details",
            Self::Settings => "action-settings",
            Self::Camera => "action-camera",
            Self::FullScreen => "action-full-screen",
            Self::Help => "action-help",
            Self::Navigate(_) => "action-navigate",
            Self::Quit => "action-quit",
        })
    }
}

/// The name of the key for `action`; empty if it has none.
pub fn key(action: Action, language: Language) -> String {
    key_for(action).map(|key| key.words(language)).unwrap_or_default()
}

/// What is said until the first frame comes.
pub fn waiting(is_live: bool, language: Language) -> &'static str {
    language.say(if is_live { "waiting-for-camera" } else { "waiting-for-video" })
}

words! {
    /// The video is over before the session is.
    pub input_ended = "input-ended";
    /// Something inside the program broke.
    pub stopped_unexpectedly = "stopped-unexpectedly";
    /// What the coach is doing once a session is over.
    pub done = "doing-done";
    /// Stands for the value of what isn't seen.
    pub unseen = "not-seen";
}

/// What the coach is doing; in a movement, what comes next.
pub fn doing(status: &Status, language: Language) -> String {
    let name = match status.phase {
        Phase::Searching => "doing-searching",
        Phase::Changing(_) => "doing-changing",
        Phase::Positioning => "doing-positioning",
        Phase::Holding if status.is_timed => "doing-timed",
        Phase::Holding if status.own_range => "doing-own-range",
        Phase::Holding => "doing-holding",
        Phase::Moving => match status.subject.stretch().and_then(|stretch| stretch.pose(status.pose)) {
            Some(pose) => return language.tell("doing-next-pose", [("pose", pose.title.as_str().into())]),
            None => "doing-moving",
        },
        Phase::Paused | Phase::Stopped => "doing-paused",
        Phase::Resting(_) => "doing-resting",
    };
    language.say(name).to_owned()
}

/// What comes next: a label for it, and what it is; `None` where there is no plan.
pub fn next(next: &Next, language: Language) -> Option<(&'static str, &str)> {
    match next {
        Next::Unplanned => None,
        Next::Stretch(title) => Some((language.say("next-label"), title)),
        Next::Nothing => Some(("", language.say("next-nothing"))),
    }
}

/// The side being worked.
pub fn side(side: Side, language: Language) -> String {
    language.tell("side", [("side", fact(side))])
}

/// What the keys do while the session is stopped.
pub fn stopped(language: Language) -> String {
    let key = |action| key(action, language).into();
    let (on, next) = (key(Action::Session(Command::TogglePause)), key(Action::Session(Command::Next)));
    super::capital(&language.tell("stopped-keys", [("on", on), ("next", next), ("end", key(Action::Quit))]))
}

/// Which key tells of the others.
pub fn help(language: Language) -> String {
    language.tell("help-key", [("key", key(Action::Help, language).into())])
}

/// What a target is called where its angle is shown: by its name, which is English, or by what is measured.
pub fn target(assessment: &Assessment, language: Language) -> String {
    if language == Language::English {
        assessment.target.id.replace('_', " ")
    } else {
        measure(assessment.target.measure, language).to_owned()
    }
}

/// A value with what it may be off by: degrees, or torso lengths.
pub fn measured(value: f64, error: f64, is_degrees: bool, language: Language) -> String {
    let (decimals, unit) = if is_degrees { (0, "°") } else { (2, "") };
    let number = |value| decimal(value, decimals, language);
    format!("{}{unit} ± {}{unit}", number(value), number(error))
}

/// What the program costs, a row each: a name and a number.
pub fn costs(
    frames_per_second: Option<f64>,
    delay: Option<Duration>,
    processor: Option<f64>,
    language: Language,
) -> impl Iterator<Item = (String, String)> {
    let row = |name: &'static str, number: Option<String>| Some((language.say(name).to_owned(), number?));
    let frames = frames_per_second
        .map(|frames| language.tell("cost-pictures-number", [("number", format!("{frames:.0}").into())]));
    let delay = delay.map(|delay| format!("{:.0} ms", delay.as_secs_f64() * 1000.0));
    let processor = processor.map(|share| format!("{:.0} %", share * 100.0));
    [row("cost-pictures", frames), row("cost-delay", delay), row("cost-processor", processor)].into_iter().flatten()
}

/// How to close the window.
pub fn closing(language: Language) -> String {
    language.tell("closing-key", [("key", key(Action::Quit, language).into())])
}

/// Where the camera should stand.
pub fn camera(advice: CameraAdvice, language: Language) -> String {
    let see = match advice.see {
        CameraSide::Side => "side",
        CameraSide::Front => "front",
        CameraSide::ThreeQuarter => "between",
    };
    let metres = |length| to_a_tenth(length, language).into();
    let facts = [("see", see.into()), ("distance", metres(advice.distance_m)), ("height", metres(advice.height_m))];
    language.tell("camera-place", facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camera_advice_is_a_sentence() {
        let advice = CameraAdvice { see: CameraSide::Side, distance_m: 2.0, height_m: 0.5 };
        assert_eq!(camera(advice, Language::English), "Camera at your side, about 2 m away, 0.5 m up.");
        assert_eq!(camera(advice, Language::Spanish), "Cámara a tu lado, a unos 2 m, y a 0,5 m de altura.");
        let advice = CameraAdvice { see: CameraSide::Front, distance_m: 2.25, height_m: 1.0 };
        assert_eq!(camera(advice, Language::English), "Camera in front of you, about 2.2 m away, 1 m up.");
    }

    #[test]
    fn whoever_has_stopped_reads_how_to_go_on() {
        assert_eq!(stopped(Language::English), "Space goes on, n takes the next stretch, q ends.");
        assert_eq!(stopped(Language::Spanish), "Espacio: seguir; n: saltar; q: salir.");
        assert_eq!(closing(Language::English), "Press q to close.");
        assert_eq!(help(Language::English), "? shows the keys");
    }

    #[test]
    fn values_come_with_what_they_may_be_off_by() {
        assert_eq!(measured(142.6, 5.2, true, Language::English), "143° ± 5°");
        assert_eq!(measured(0.416, 0.05, false, Language::English), "0.42 ± 0.05");
        let costs: Vec<_> = costs(Some(24.2), Some(Duration::from_millis(43)), None, Language::English).collect();
        assert_eq!(costs, [("pictures", "24 a second"), ("delay", "43 ms")].map(|(a, b)| (a.to_owned(), b.to_owned())));
    }
}
