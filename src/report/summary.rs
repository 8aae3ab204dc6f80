//! The top of the page: what the person did, and in a sentence or two what has come of it.

use std::time::Duration;

use maud::{Markup, html};

use super::number::{count, number, time};
use super::picked::Pair;
use crate::body::Side;
use crate::history::Progress;
use crate::history::progress::{Adherence, Change, Done, Step};
use crate::language::Language;
use crate::wording::report as words;
use crate::wording::report::Changed;

/// What was done, in figures.
pub(super) fn figures(adherence: &Adherence, language: Language) -> Markup {
    let sum = |of: fn(&Done) -> u32| adherence.stretches.iter().map(of).sum::<u32>();
    let held: Duration = adherence.stretches.iter().map(|done| done.held).sum();
    let days = u32::try_from(adherence.days.len()).unwrap_or(u32::MAX);
    let figure = |name: &str, value: Markup| html! { div { dt { (name) } dd { (value) } } };
    html! {
        dl.figures {
            (figure(words::sessions(language), count("sessions", adherence.sessions)))
            (figure(words::days(language), count("days", days)))
            (figure(words::days_a_week(language), number("days_a_week", adherence.days_a_week(), 1, language)))
            (figure(words::held(language), time("held", held)))
            (figure(words::completed(language), count("holds_completed", sum(|done| done.completed))))
            (figure(words::repetitions(language), count("repetitions", sum(|done| done.repetitions))))
        }
    }
}

/// What to do about more pain, or about a back that keeps somebody from more: calmly, and only then.
pub(super) fn advice(progress: &Progress, language: Language) -> Option<&'static str> {
    let hurts_more = progress.pain.as_ref().is_some_and(|pain| matches!(pain.before.change, Change::More { .. }));
    let steps = progress.disability.as_ref().and_then(|course| course.steps);
    let hinders_more = steps.is_some_and(|[whole, _]| matches!(whole, Step::More(_)));
    (hurts_more || hinders_more).then(|| words::advice(language))
}

/// What has changed, in plain words and without a number: those are in the table.
pub(super) fn sentence(progress: &Progress, pairs: &[Pair<'_>], language: Language) -> String {
    let changes = |is: fn(&Change) -> bool| -> Vec<String> {
        let all = pairs.iter().filter_map(|pair| {
            let sides: Vec<Option<Side>> =
                pair.both().filter(|reach| is(&reach.comparison.change)).map(|reach| reach.side).collect();
            let title = progress.title(&pair.first.stretch);
            match sides[..] {
                [] => None,
                [Some(side)] if pair.second.is_some() => Some(words::on_side(title, side, language)),
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
    let (all_deeper, all_less) = (words::and(&deeper, language), words::and(&less, language));
    let mut said = Vec::new();
    said.extend((!deeper.is_empty()).then_some(Changed::Deeper(&all_deeper)));
    said.extend((!less.is_empty()).then_some(Changed::LessDeep(&all_less)));
    said.extend(match progress.pain.as_ref().map(|pain| pain.before.change) {
        Some(Change::Less { .. }) => Some(Changed::LessPain),
        Some(Change::More { .. }) => Some(Changed::MorePain),
        Some(Change::AboutTheSame) => Some(Changed::SamePain),
        Some(Change::TooFew { .. }) | None => None,
    });
    said.extend(match progress.disability.as_ref().and_then(|course| course.steps).map(|[whole, _]| whole) {
        Some(Step::Less(_)) => Some(Changed::FewerThings),
        Some(Step::More(_)) => Some(Changed::MoreThings),
        Some(Step::AboutTheSame) | None => None,
    });
    let said: Vec<String> = said.into_iter().map(|changed| changed.words(language)).collect();
    let rest: Vec<String> =
        same.iter().filter(|name| !deeper.contains(name) && !less.contains(name)).cloned().collect();
    words::changes(&said, &same, &rest, language)
}
