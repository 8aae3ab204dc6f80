//! Why something is suggested, in plain words.

use super::capital;
use super::messages::words;
use super::numbers::day_and_month;
use crate::history::{LeftOut, Occasion, Suggestion, Why, WhyNot};
use crate::language::Language;

words! {
    /// There is nothing to suggest.
    pub nothing_fits = "today-nothing-fits";
    /// Over what is left out.
    pub not_today = "today-not";
}

/// What the plan is, in a sentence.
#[must_use]
pub fn occasion(suggestion: &Suggestion, language: Language) -> String {
    let time = language.tell("about-minutes", [("minutes", suggestion.minutes().into())]);
    let name = match &suggestion.occasion {
        Occasion::Beginning { .. } => "occasion-beginning",
        Occasion::Series { again: false, .. } => "occasion-series",
        Occasion::Series { again: true, .. } => "occasion-series-again",
        Occasion::Composed if suggestion.done_today > 0 => "occasion-more",
        Occasion::Composed => "occasion-composed",
    };
    language.tell(name, [("time", time.into())])
}

/// Reasons, as one sentence; empty where the plan says all.
#[must_use]
pub fn why(reasons: &[Why], language: Language) -> String {
    let words: Vec<String> = reasons.iter().filter_map(|why| reason(why, language)).collect();
    if words.is_empty() { String::new() } else { format!("{}.", capital(&words.join("; "))) }
}

fn reason(why: &Why, language: Language) -> Option<String> {
    Some(match why {
        Why::InRoutine => return None,
        Why::Due { days } => language.tell("why-due", [("ago", ago(*days, language).into())]),
        Why::New => language.say("why-new").to_owned(),
        Why::Area { area, days: Some(days) } => {
            language.tell("why-area", [("area", area.into()), ("ago", ago(*days, language).into())])
        }
        Why::Area { area, days: None } => language.tell("why-new-area", [("area", area.into())]),
        Why::Helped { of: 1, .. } => language.say("why-helped-once").to_owned(),
        Why::Helped { times, of } => language.tell("why-helped", [("times", (*times).into()), ("of", (*of).into())]),
        Why::InsteadOf { title } => language.tell("why-instead", [("title", title.into())]),
        Why::Less { days } => language.tell("why-less", [("ago", ago(*days, language).into())]),
    })
}

/// Why one is left out.
#[must_use]
pub fn why_not(left: &LeftOut, language: Language) -> String {
    let title = ("title", left.title.as_str().into());
    match left.why {
        WhyNot::Hurt { days, again } => {
            let (ago, again) = (ago(days, language), day_and_month(again, language));
            language.tell("why-not-hurt", [title, ("ago", ago.into()), ("again", again.into())])
        }
        WhyNot::LeftOut => language.tell("why-not-left-out", [title]),
    }
}

fn ago(days: u32, language: Language) -> String {
    language.tell("ago", [("days", days.into())])
}
