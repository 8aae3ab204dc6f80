//! The top of the page: what the person did, and in a sentence or two what has come of it.

use std::time::Duration;

use maud::{Markup, html};

use super::number::{count, number, time};
use super::picked::Pair;
use super::words;
use crate::body::Side;
use crate::history::Progress;
use crate::history::progress::{Adherence, Change, Done, Step};

/// What was done, in figures.
pub(super) fn figures(adherence: &Adherence) -> Markup {
    let sum = |of: fn(&Done) -> u32| adherence.stretches.iter().map(of).sum::<u32>();
    let held: Duration = adherence.stretches.iter().map(|done| done.held).sum();
    let days = u32::try_from(adherence.days.len()).unwrap_or(u32::MAX);
    let figure = |name: &str, value: Markup| html! { div { dt { (name) } dd { (value) } } };
    html! {
        dl.figures {
            (figure("sessions", count("sessions", adherence.sessions)))
            (figure("days", count("days", days)))
            (figure("days a week", number("days_a_week", adherence.days_a_week(), 1)))
            (figure("time held", time("held", held)))
            (figure("holds completed", count("holds_completed", sum(|done| done.completed))))
            (figure("repetitions", count("repetitions", sum(|done| done.repetitions))))
        }
    }
}

/// What to do about more pain, or about a back that keeps somebody from more: calmly, and only then.
pub(super) fn advice(progress: &Progress) -> Option<&'static str> {
    let hurts_more = progress.pain.as_ref().is_some_and(|pain| matches!(pain.before.change, Change::More { .. }));
    let steps = progress.disability.as_ref().and_then(|course| course.steps);
    let hinders_more = steps.is_some_and(|[whole, _]| matches!(whole, Step::More(_)));
    (hurts_more || hinders_more).then_some(
        "That happens, and most backs settle again. Do less for a while, and show this page to a doctor or a physiotherapist if it \
         stays so for some weeks; sooner if a leg feels weak or numb.",
    )
}

/// What has changed, in plain words and without a number: those are in the table.
pub(super) fn sentence(progress: &Progress, pairs: &[Pair<'_>]) -> String {
    let changes = |is: fn(&Change) -> bool| -> Vec<String> {
        let all = pairs.iter().filter_map(|pair| {
            let sides: Vec<Option<Side>> =
                pair.both().filter(|reach| is(&reach.comparison.change)).map(|reach| reach.side).collect();
            let title = progress.title(&pair.first.stretch);
            match sides[..] {
                [] => None,
                [Some(side)] if pair.second.is_some() => Some(format!("{title} on the {}", side.name())),
                _ => Some(title.to_owned()),
            }
        });
        let mut names: Vec<String> = Vec::new();
        for name in all {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    };
    let deeper = changes(|change| matches!(change, Change::More { .. }));
    let less = changes(|change| matches!(change, Change::Less { .. }));
    let same = changes(|change| matches!(change, Change::AboutTheSame));
    let mut said = Vec::new();
    if !deeper.is_empty() {
        said.push(format!("you now reach deeper into {}", words::and(&deeper)));
    }
    if !less.is_empty() {
        said.push(format!("you now reach less deep into {}", words::and(&less)));
    }
    let pain = progress.pain.as_ref().map(|pain| pain.before.change);
    match pain {
        Some(Change::Less { .. }) => said.push("you begin with less pain".to_owned()),
        Some(Change::More { .. }) => said.push("you begin with more pain".to_owned()),
        Some(Change::AboutTheSame) => said.push("pain before stretching is about the same".to_owned()),
        Some(Change::TooFew { .. }) | None => {}
    }
    match progress.disability.as_ref().and_then(|course| course.steps).map(|[whole, _]| whole) {
        Some(Step::Less(_)) => said.push("your back keeps you from fewer things".to_owned()),
        Some(Step::More(_)) => said.push("your back keeps you from more things".to_owned()),
        Some(Step::AboutTheSame) | None => {}
    }
    if said.is_empty() && same.is_empty() {
        return "There are too few sessions yet to say what has changed.".to_owned();
    }
    // What stayed need not be listed where nothing else is to be said.
    if said.is_empty() {
        return format!("Compared with your first weeks, {} about the same.", are(&same));
    }
    let first = format!("Compared with your first weeks, {}.", words::and(&said));
    let rest: Vec<String> = same.into_iter().filter(|name| !deeper.contains(name) && !less.contains(name)).collect();
    if rest.is_empty() { first } else { format!("{first} {} about the same.", capital(&are(&rest))) }
}

fn are(names: &[String]) -> String {
    format!("{} {}", words::and(names), if names.len() == 1 { "is" } else { "are" })
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
