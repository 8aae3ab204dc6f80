//! What the window says besides the coach's words: what the keys do, what the ring and the panel are for, notices.

use std::fmt;
use std::time::Duration;

use crate::body::Side;
use crate::coach::{Command, Next, Phase, Status, Title};
use crate::input::{Action, Key, SoundCommand, key_for};
use crate::measure::CameraSide;
use crate::stretch::CameraAdvice;

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own(title) => f.write_str(title),
            Self::Free => f.write_str("Free session"),
            Self::Learning(id) => write!(f, "Learning {id}"),
        }
    }
}

/// What a key is called.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Space => f.write_str("space"),
            Self::Escape => f.write_str("Esc"),
            Self::Up => f.write_str("↑"),
            Self::Down => f.write_str("↓"),
            Self::Left => f.write_str("←"),
            Self::Right => f.write_str("→"),
            Self::Enter => f.write_str("Enter"),
            Self::Tab => f.write_str("Tab"),
            Self::Digit(digit) => write!(f, "{digit}"),
            Self::Function(number) => write!(f, "F{number}"),
            Self::Question => f.write_str("?"),
            Self::Letter(letter) => write!(f, "{letter}"),
        }
    }
}

/// What a key is for.
impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Session(Command::TogglePause) => "pause, go on",
            Self::Session(Command::Next) => "next stretch",
            Self::Session(Command::Hurts) => "that hurts",
            Self::Sound(SoundCommand::Mute) => "sound off, on",
            Self::Sound(SoundCommand::Nearness) => "nearness tone",
            Self::Ghost => "pose over you",
            Self::Details => "angles and costs",
            Self::Settings => "settings",
            Self::Camera => "next camera",
            Self::FullScreen => "full screen",
            Self::Help => "these keys",
            Self::Navigate(_) => "choose",
            Self::Quit => "quit",
        })
    }
}

/// What is said until the first frame comes.
pub const fn waiting(is_live: bool) -> &'static str {
    if is_live { "Starting the camera…" } else { "Starting the video…" }
}

/// The video is over before the session is.
pub const INPUT_ENDED: &str = "The video has ended.";

/// Something inside the program broke.
pub const STOPPED_UNEXPECTEDLY: &str = "Supple stopped unexpectedly.";

/// What the coach is doing; in a movement, what comes next.
pub fn doing(status: &Status) -> String {
    let word = match status.phase {
        Phase::Searching => "looking for you",
        Phase::Changing(_) => "change over",
        Phase::Positioning => "waiting for you",
        Phase::Holding if status.is_timed => "timed",
        Phase::Holding if status.own_range => "your range",
        Phase::Holding => "holding",
        Phase::Moving => match status.subject.stretch().and_then(|stretch| stretch.pose(status.pose)) {
            Some(pose) => return format!("next: {}", pose.title),
            None => "moving",
        },
        Phase::Paused | Phase::Stopped => "paused",
        Phase::Resting(_) => "rest",
    };
    word.to_owned()
}

/// The same of a session that is over.
pub const DONE: &str = "done";

/// What comes next: a label for it, and what it is; `None` where there is no plan.
pub fn next(next: &Next) -> Option<(&'static str, &str)> {
    match next {
        Next::Unplanned => None,
        Next::Stretch(title) => Some(("next", title)),
        Next::Nothing => Some(("", "Last stretch")),
    }
}

/// The side being worked.
pub fn side(side: Side) -> String {
    format!("{} side", side.name())
}

/// What the keys do while the session is stopped.
pub fn stopped() -> String {
    let on = key_for(Action::Session(Command::TogglePause));
    let (next, end) = (key_for(Action::Session(Command::Next)), key_for(Action::Quit));
    let mut words = format!("{on} goes on, {next} takes the next stretch, {end} ends.");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// Which key tells of the others.
pub fn help() -> String {
    format!("{} shows the keys", key_for(Action::Help))
}

/// Stands for the value of what isn't seen.
pub const UNSEEN: &str = "not seen";

/// A value with what it may be off by: degrees, or torso lengths.
pub fn measured(value: f64, error: f64, is_degrees: bool) -> String {
    let (decimals, unit) = if is_degrees { (0, "°") } else { (2, "") };
    format!("{value:.decimals$}{unit} ± {error:.decimals$}{unit}")
}

/// What the program costs, a row each: a name and a number.
pub fn costs(
    frames_per_second: Option<f64>,
    delay: Option<Duration>,
    processor: Option<f64>,
) -> impl Iterator<Item = (String, String)> {
    let row = |name: &str, number: Option<String>| Some((name.to_owned(), number?));
    let frames = frames_per_second.map(|frames| format!("{frames:.0} a second"));
    let delay = delay.map(|delay| format!("{:.0} ms", delay.as_secs_f64() * 1000.0));
    let processor = processor.map(|share| format!("{:.0} %", share * 100.0));
    [row("pictures", frames), row("delay", delay), row("one processor core", processor)].into_iter().flatten()
}

/// How to close the window.
pub fn closing() -> String {
    format!("Press {} to close.", key_for(Action::Quit))
}

/// Where the camera should stand.
pub fn camera(advice: CameraAdvice) -> String {
    let place = match advice.see {
        CameraSide::Side => "at your side",
        CameraSide::Front => "in front of you",
        CameraSide::ThreeQuarter => "half-way between your front and your side",
    };
    format!("Camera {place}, about {} m away, {} m up.", metres(advice.distance_m), metres(advice.height_m))
}

/// Metres to a tenth, without a useless zero.
pub(super) fn metres(length: f64) -> String {
    let rounded = format!("{length:.1}");
    rounded.strip_suffix(".0").unwrap_or(&rounded).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camera_advice_is_a_sentence() {
        let advice = CameraAdvice { see: CameraSide::Side, distance_m: 2.0, height_m: 0.5 };
        assert_eq!(camera(advice), "Camera at your side, about 2 m away, 0.5 m up.");
        let advice = CameraAdvice { see: CameraSide::Front, distance_m: 2.25, height_m: 1.0 };
        assert_eq!(camera(advice), "Camera in front of you, about 2.2 m away, 1 m up.");
    }

    #[test]
    fn whoever_has_stopped_reads_how_to_go_on() {
        assert_eq!(stopped(), "Space goes on, n takes the next stretch, q ends.");
        assert_eq!(closing(), "Press q to close.");
        assert_eq!(help(), "? shows the keys");
    }

    #[test]
    fn values_come_with_what_they_may_be_off_by() {
        assert_eq!(measured(142.6, 5.2, true), "143° ± 5°");
        assert_eq!(measured(0.416, 0.05, false), "0.42 ± 0.05");
        let costs: Vec<_> = costs(Some(24.2), Some(Duration::from_millis(43)), None).collect();
        assert_eq!(costs, [("pictures", "24 a second"), ("delay", "43 ms")].map(|(a, b)| (a.to_owned(), b.to_owned())));
    }
}
