//! What may stand for a name, a number, a day or a size on the command line.

use std::time::Duration;

use chrono::NaiveDate;

use crate::body::Size;
use crate::history::Pain;

/// The longest name of a stretch: it is typed, and a column in the list.
const LONGEST_NAME: usize = 40;

/// A name that a stretch can have.
pub fn stretch_name(text: &str) -> Result<String, String> {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let all = text.chars().all(|c| is_letter(c) || c == '-');
    let ends = text.starts_with(is_letter) && text.ends_with(is_letter);
    if all && ends && text.len() <= LONGEST_NAME {
        Ok(text.to_owned())
    } else {
        Err(format!("a name has up to {LONGEST_NAME} lower-case letters, digits and hyphens, such as my-forward-fold"))
    }
}

/// The shortest hold that can be asked for: less than a frame or two is no hold.
const SHORTEST_HOLD_S: f64 = 0.1;
/// The longest hold that can be asked for: an hour.
const LONGEST_HOLD_S: f64 = 3600.0;

/// The time of a hold in seconds.
pub fn hold_seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (SHORTEST_HOLD_S..=LONGEST_HOLD_S).contains(&seconds) => Ok(Duration::from_secs_f64(seconds)),
        Ok(_) => Err(format!("a hold is {SHORTEST_HOLD_S} to {LONGEST_HOLD_S} seconds")),
        Err(_) => Err("a number of seconds is needed, such as 20 or 7.5".to_owned()),
    }
}

/// The most repetitions that can be asked for.
const MOST_REPETITIONS: u32 = 1000;

/// How often a stretch is done.
pub fn repetitions(text: &str) -> Result<u32, String> {
    match text.parse::<u32>() {
        Ok(number) if (1..=MOST_REPETITIONS).contains(&number) => Ok(number),
        _ => Err(format!("a whole number is needed, from 1 to {MOST_REPETITIONS}")),
    }
}

/// The most minutes that can be at hand.
const MOST_MINUTES: u32 = 180;

/// Minutes at hand.
pub fn minutes(text: &str) -> Result<u32, String> {
    match text.parse::<u32>() {
        Ok(number) if (1..=MOST_MINUTES).contains(&number) => Ok(number),
        _ => Err(format!("a whole number of minutes is needed, from 1 to {MOST_MINUTES}")),
    }
}

/// The furthest place in a video that can be asked for: a day.
const LATEST_START_S: f64 = 86_400.0;

/// A place in a video in seconds.
pub fn start_seconds(text: &str) -> Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=LATEST_START_S).contains(&seconds) => Ok(Duration::from_secs_f64(seconds)),
        Ok(_) => Err(format!("a video is started at 0 to {LATEST_START_S} seconds")),
        Err(_) => Err("a number of seconds is needed, such as 6 or 7.5".to_owned()),
    }
}

/// A volume in percent, as a share.
pub fn volume(text: &str) -> Result<f32, String> {
    match text.parse::<u8>() {
        Ok(percent) if percent <= 100 => Ok(f32::from(percent) / 100.0),
        _ => Err("a whole number is needed, from 0 to 100".to_owned()),
    }
}

/// How much it hurts.
pub fn pain(text: &str) -> Result<Pain, String> {
    let words = || format!("a whole number is needed, from 0 (not at all) to {} (the worst imaginable)", Pain::WORST);
    text.parse().ok().and_then(Pain::new).ok_or_else(words)
}

/// A day, `YYYY-MM-DD`.
pub fn date(text: &str) -> Result<String, String> {
    day(text).map(|date| date.to_string())
}

/// The same, as a day.
pub fn day(text: &str) -> Result<NaiveDate, String> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d");
    // Chrono also reads what isn't written in full.
    match date {
        Ok(date) if date.to_string() == text => Ok(date),
        _ => Err("a day is needed, such as 2026-01-31".to_owned()),
    }
}

/// A size in pixels, `WIDTHxHEIGHT`.
pub fn window_size(text: &str) -> Result<Size, String> {
    let help = || "a width and height in pixels are needed, such as 1280x720".to_owned();
    let (width, height) = text.split_once(['x', 'X', '×']).ok_or_else(help)?;
    let parse = |number: &str| number.trim().parse::<u32>().map_err(|_| help());
    let size = Size::new(parse(width)?, parse(height)?);
    if (320..=7680).contains(&size.width) && (240..=4320).contains(&size.height) {
        Ok(size)
    } else {
        Err("a window is 320x240 to 7680x4320 pixels".to_owned())
    }
}
