//! The tables of how clips are coached.

use crate::evaluate::coaching::{Coached, Outcome, REFUSED_S};
use crate::evaluate::document::Block;
use crate::evaluate::matrix::{FalseHolds, Recognised};
use crate::evaluate::replay::HintGiven;
use crate::evaluate::report::{Report, figure};

/// The coaching part of the report.
pub fn blocks(report: &Report) -> Vec<Block> {
    let good = report.coaching.iter().filter(|clip| clip.is_good());
    let faults = report.coaching.iter().filter(|clip| !clip.is_good());
    let mut blocks = vec![
        Block::heading(2, "Good form"),
        Block::paragraph(
            "Seconds that a session of the stretch counts, against the seconds truly held. \"On the truth\" is what the same session \
             counts for somebody who sees every landmark where it truly is: where that is short too, it is not the pose engine that \
             is in the way.",
        ),
        Block::table(
            &["clip", "held s", "true s", "on the truth s", "outcome", "hints in the hold"],
            good.map(good_row).collect(),
        ),
        Block::heading(2, "Faults"),
        Block::paragraph(format!(
            "A fault is refused (less than {REFUSED_S:.0} s counted) or hinted at in the hold, in a target that good form from the same \
             view gets no hint about. \"Must\": whether the true pose breaks a target that must hold; a dash where it doesn't tell."
        )),
        Block::table(
            &["clip", "the fault", "must", "held s", "outcome", "hints in the hold"],
            faults.map(fault_row).collect(),
        ),
        Block::heading(2, "False holds"),
        Block::paragraph("Seconds that other stretches count on a clip, wherever they count any."),
    ];
    let counted: Vec<&FalseHolds> = report.false_holds.iter().filter(|clip| !clip.seconds.is_empty()).collect();
    blocks.push(if counted.is_empty() {
        Block::paragraph("None, by any stretch on any clip.")
    } else {
        Block::table(&["clip", "shows", "counted by"], counted.into_iter().map(false_row).collect())
    });
    if let Some(recognised) = &report.recognition {
        blocks.push(Block::heading(2, "Recognition"));
        blocks.push(Block::paragraph(
            "What was named for longest in the hold, and the share of the hold for every name.",
        ));
        let rows = recognised.iter().map(recognised_row).collect();
        blocks.push(Block::table(&["clip", "shows", "named", "right", "shares %"], rows));
    }
    if !report.not_coached.is_empty() {
        blocks.push(Block::heading(2, "Not coached"));
        blocks.push(Block::paragraph("Clips of stretches that are not in the library:"));
        blocks.push(Block::List(report.not_coached.clone()));
    }
    blocks
}

/// What went wrong, each with what was measured.
pub fn failures(report: &Report) -> Vec<String> {
    let coached = report.coaching.iter().filter(|clip| !clip.is_right()).map(|clip| {
        let held = format!("{:.1} s counted of {:.1}", clip.held_seconds, clip.true_seconds);
        let what = match clip.outcome {
            Outcome::NotHeld => format!("good form is not held, {held}"),
            Outcome::Hinted => format!("breaks what must hold and is only hinted at, {held}"),
            _ if clip.hints.is_empty() => format!("the fault is missed, {held}, no hint"),
            _ => format!("the fault is missed, {held}, hints: {}", hints(&clip.hints)),
        };
        format!("{}: {what}. {}", clip.clip, clip.reason())
    });
    let idle = report.false_holds.iter().filter(|clip| clip.shown.is_none() && !clip.seconds.is_empty());
    let idle =
        idle.map(|clip| format!("{}: somebody who does no stretch is counted by {}", clip.clip, counted_by(clip)));
    let named = report.recognition.iter().flatten().filter(|clip| clip.good && !clip.is_right());
    let named = named
        .map(|clip| format!("{}: {} is taken for {}", clip.clip, name(clip.shown.as_ref()), name(clip.named.as_ref())));
    coached.chain(idle).chain(named).collect()
}

fn good_row(clip: &Coached) -> Vec<String> {
    vec![
        clip.clip.clone(),
        figure(Some(clip.held_seconds), 1),
        figure(Some(clip.true_seconds), 1),
        figure(clip.held_on_truth, 1),
        clip.outcome.words().to_owned(),
        hints(&clip.hints),
    ]
}

fn fault_row(clip: &Coached) -> Vec<String> {
    let must = match clip.breaks_must {
        Some(true) => "broken",
        Some(false) => "kept",
        None => "–",
    };
    vec![
        clip.clip.clone(),
        clip.wrong.clone().unwrap_or_default(),
        must.to_owned(),
        figure(Some(clip.held_seconds), 1),
        clip.outcome.words().to_owned(),
        hints(&clip.hints),
    ]
}

fn hints(hints: &[HintGiven]) -> String {
    let word = |hint: &HintGiven| match &hint.target {
        Some(target) => format!("{target}: \"{}\"", hint.text),
        None => format!("\"{}\"", hint.text),
    };
    let mut words: Vec<String> = Vec::new();
    for hint in hints.iter().map(word) {
        if !words.contains(&hint) {
            words.push(hint);
        }
    }
    if words.is_empty() { "–".to_owned() } else { words.join("; ") }
}

fn false_row(clip: &FalseHolds) -> Vec<String> {
    vec![clip.clip.clone(), name(clip.shown.as_ref()), counted_by(clip)]
}

fn counted_by(clip: &FalseHolds) -> String {
    let each = clip.seconds.iter().map(|(stretch, seconds)| format!("{stretch} {seconds:.1} s"));
    each.collect::<Vec<_>>().join(", ")
}

fn recognised_row(clip: &Recognised) -> Vec<String> {
    let shares = clip.shares.iter().map(|(stretch, share)| format!("{stretch} {share:.0}"));
    vec![
        clip.clip.clone(),
        name(clip.shown.as_ref()),
        name(clip.named.as_ref()),
        if clip.is_right() { "yes" } else { "NO" }.to_owned(),
        shares.collect::<Vec<_>>().join(", "),
    ]
}

fn name(stretch: Option<&String>) -> String {
    stretch.map_or_else(|| "no stretch".to_owned(), String::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_that_is_said_twice_is_listed_once() {
        let hint = |target: Option<&str>, text: &str| HintGiven {
            time: 0.0,
            target: target.map(str::to_owned),
            text: text.to_owned(),
        };
        let said = [hint(Some("head"), "Chin in."), hint(None, "Turn."), hint(Some("head"), "Chin in.")];
        assert_eq!(hints(&said), "head: \"Chin in.\"; \"Turn.\"");
        assert_eq!(hints(&[]), "–");
    }
}
