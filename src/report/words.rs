//! What the report says, in plain words.

use maud::{Markup, PreEscaped, html};

use super::number::number;
use crate::body::Side;
use crate::history::progress::{Change, Compared, Progress, Reach, SideBySide};
use crate::language::Language;
use crate::measure::Unit;
use crate::wording::report;

/// Decimals that mean something: a degree is less than any camera is sure of.
pub(super) const fn decimals(unit: Unit) -> usize {
    match unit {
        Unit::Degrees => 0,
        Unit::TorsoLengths | Unit::Ratio => 2,
    }
}

/// What stands behind a value of this unit.
pub(super) const fn sign(unit: Unit) -> &'static str {
    match unit {
        Unit::Degrees => "°",
        Unit::TorsoLengths | Unit::Ratio => "",
    }
}

/// `Hip fold, left`: the stretch with its pose and side.
pub(super) fn stretch(
    progress: &Progress,
    stretch: &str,
    (pose, side): (Option<&str>, Option<Side>),
    language: Language,
) -> String {
    let parts = [Some(progress.title(stretch)), pose, side.map(|side| report::side(side, language))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// By which a test finds the numbers of a series again.
pub(super) fn key(reach: &Reach) -> String {
    let side = reach.side.map_or("", Side::name);
    let pose = reach.pose.as_deref().unwrap_or_default();
    let (view, limb) = (report::seen_from(reach.view, Language::English), reach.limb.name());
    format!("reach/{}/{pose}/{side}/{}/{limb}/{view}", reach.stretch, reach.target)
}

/// The same for two sides.
pub(super) fn sides_key(sides: &SideBySide) -> String {
    let what = match &sides.what {
        Compared::Reach { target, view, .. } => format!("{target}/{}", report::seen_from(*view, Language::English)),
        Compared::Holding => "holding".to_owned(),
    };
    format!("sides/{}/{}/{what}", sides.stretch, sides.pose.as_deref().unwrap_or_default())
}

/// How a difference is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'a> {
    /// Decimals that mean something.
    pub decimals: usize,
    /// What stands behind its numbers.
    pub sign: &'a str,
    /// The words where it is more.
    pub more: &'a str,
    /// The words where it is less.
    pub less: &'a str,
}

/// What may be said of a change.
pub(super) fn change(of: &str, change: &Change, shown: Shown<'_>, language: Language) -> Markup {
    let Shown { decimals, sign, more, less } = shown;
    let (words, by, error) = match change {
        Change::TooFew { .. } => return html! { span.unsure { (report::too_few(language)) } },
        Change::AboutTheSame => return html! { (report::same(language)) },
        Change::More { by, error } => (more, by, error),
        Change::Less { by, error } => (less, by, error),
    };
    // No change is "by 0", and none is without error.
    let least = |value: f64| usize::from(value.abs() < 0.95);
    let part = |name: &str, value: f64| number(&format!("{of}/{name}"), value, decimals.max(least(value)), language);
    let error = html! { (part("error", *error)) (sign) }.into_string();
    html! {
        strong { (part("by", *by)) (sign) " " (words) }
        " " span.give { (PreEscaped(report::error(&error, language))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_change_is_said_with_a_number() {
        let shown = Shown { decimals: 0, sign: "°", more: "deeper", less: "less deep" };
        let said = |change: Change| super::change("x", &change, shown, Language::English).into_string();
        assert_eq!(said(Change::AboutTheSame), "about the same");
        assert!(said(Change::TooFew { first: 1, latest: 2 }).contains("too few"));
        let more = said(Change::More { by: 12.4, error: 0.6 });
        assert!(more.contains(">12</data>° deeper") && more.contains(">0.6</data>°"), "{more}");
        assert!(said(Change::Less { by: 12.4, error: 4.6 }).contains("less deep"));
    }
}
