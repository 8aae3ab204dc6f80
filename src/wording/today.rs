//! Why something is suggested, in plain words.

use super::progress::many;
use crate::history::{LeftOut, Occasion, Suggestion, Why, WhyNot};

/// What the plan is, in a sentence.
#[must_use]
pub fn occasion(suggestion: &Suggestion) -> String {
    let minutes = suggestion.minutes();
    let time = if minutes == 1 { "about a minute".to_owned() } else { format!("about {minutes} minutes") };
    match &suggestion.occasion {
        Occasion::Beginning { .. } => format!("To begin with, something gentle: {time}."),
        Occasion::Series { again: false, .. } => format!("The next one of your series: {time}."),
        Occasion::Series { again: true, .. } => format!("The one that you began last, once more: {time}."),
        Occasion::Composed if suggestion.done_today > 0 => {
            format!("You have stretched today. If you would like some more: {time}.")
        }
        Occasion::Composed => format!("For today: {time}."),
    }
}

/// Reasons, as one sentence; empty where the plan says all.
#[must_use]
pub fn why(reasons: &[Why]) -> String {
    let words: Vec<String> = reasons.iter().filter_map(reason).collect();
    let joined = words.join("; ");
    let mut letters = joined.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

fn reason(why: &Why) -> Option<String> {
    Some(match why {
        Why::InRoutine => return None,
        Why::Due { days } => format!("last done {}", ago(*days)),
        Why::New => "new to you".to_owned(),
        Why::Area { area, days: Some(days) } => format!("last time for {area}: {}", ago(*days)),
        Why::Area { area, days: None } => format!("nothing yet for {area}"),
        Why::Helped { of: 1, .. } => "it hurt less after the one session with it".to_owned(),
        Why::Helped { times, of } => format!("it hurt less after {times} of {} with it", many(*of, "session")),
        Why::InsteadOf { title } => format!("gentler than {title}, for the same place"),
        Why::Less { days } => format!("half as much, since it hurt {}", ago(*days)),
    })
}

/// Why one is left out.
#[must_use]
pub fn why_not(left: &LeftOut) -> String {
    match left.why {
        WhyNot::Hurt { days, again } => {
            format!("{}: it hurt {}. It rests until {}.", left.title, ago(days), again.format("%-d %B"))
        }
        WhyNot::LeftOut => format!("{}: you left it out the last two times.", left.title),
    }
}

fn ago(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days => format!("{days} days ago"),
    }
}
