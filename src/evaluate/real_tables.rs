//! The tables of how real people are coached.

use crate::evaluate::document::Block;
use crate::evaluate::real::{FALSE_S, FalseHold, Held, LONG_S, Moved, NEAR_S, Name, Short, Verdict};
use crate::evaluate::replay::HintGiven;
use crate::evaluate::report::{Report, figure, signed};

/// Real people's part of the report; what is wrong stands first in every table.
pub fn blocks(report: &Report) -> Vec<Block> {
    let real = &report.real;
    let mut blocks = vec![
        Block::heading(2, "Real people"),
        Block::paragraph(format!(
            "Clips of real people at home, outdoors and in studios, whose truth is written down by eye: what is held from when to \
             when. {}",
            if real.absent > 0 {
                format!("{} more are told of and are not here.", real.absent)
            } else {
                "All that are told of are here.".to_owned()
            }
        )),
        Block::paragraph(format!(
            "Held for {LONG_S:.0} s and more: seconds that a session of the stretch counts, against those held; right within \
             {NEAR_S:.0} s. \"Fair too\" counts neither way: a borderline pose that is refused with a word; a body that is cut off, or \
             seen from its end, that is asked to be seen; a longer hold where the note calls that fair."
        )),
        Block::table(
            &["clip", "view", "counted s", "held s", "answer", "first words", "note"],
            sorted(&real.held, |clip| rank(clip.verdict)).into_iter().map(held_row).collect(),
        ),
        Block::paragraph(
            "Movements: repetitions counted against those done; one more or less is right, and none at all is not.",
        ),
        Block::table(
            &["clip", "view", "counted", "done", "fell short", "answer", "first words"],
            sorted(&real.moved, Moved::is_right).into_iter().map(moved_row).collect(),
        ),
        Block::paragraph(format!(
            "Held for less than {LONG_S:.0} s at a time: how many of the holds were answered by a count or a word."
        )),
        Block::table(
            &["clip", "view", "answered", "holds", "counted s", "held s", "first words"],
            sorted(&real.short, |clip| clip.answered >= clip.holds).into_iter().map(short_row).collect(),
        ),
        Block::paragraph(format!(
            "Counted though it must not be, for more than {FALSE_S:.0} s: on clips that show no stretch by sessions of the stretches \
             that are named as wrong (of a movement its repetitions), and by supple free on every clip what is neither shown nor allowed."
        )),
    ];
    blocks.push(if real.false_holds.is_empty() {
        Block::paragraph("Nothing.")
    } else {
        Block::table(
            &["clip", "shows", "session", "counted as", "s", "repetitions"],
            real.false_holds.iter().map(false_row).collect(),
        )
    });
    if !real.names.is_empty() {
        blocks.push(Block::paragraph(
            "What the recogniser behind supple free calls each clip, and for how many seconds; right is the right name for longest, \
             and for no stretch none at any time. \"After\": seconds from the first hold's begin to the right name.",
        ));
        let rows = sorted(&real.names, |name| name.is_right).into_iter().map(name_row).collect();
        blocks.push(Block::table(&["clip", "shows", "called", "right", "after s", "seconds of each name"], rows));
    }
    blocks
}

/// What went wrong, each with what was measured.
pub fn failures(report: &Report) -> Vec<String> {
    let real = &report.real;
    let held = real.held.iter().filter(|clip| clip.verdict == Verdict::Wrong).map(|clip| {
        format!(
            "{}: {:.1} s counted of {:.1} held. {}",
            clip.clip,
            clip.counted_seconds,
            clip.true_seconds,
            words(&clip.said)
        )
    });
    let moved = real.moved.iter().filter(|clip| !clip.is_right()).map(|clip| {
        format!("{}: {} repetitions counted of {}. {}", clip.clip, clip.counted_reps, clip.true_reps, words(&clip.said))
    });
    let counted = real.false_holds.iter().map(|hold| {
        let session = if hold.free { "supple free counts" } else { "a session counts" };
        format!("{}: {session} {} as {} on {}", hold.clip, amount(hold), hold.counted, shown(hold.shown.as_ref()))
    });
    let named = real.names.iter().filter(|name| !name.is_right).map(|name| {
        let called = name.named.as_deref().unwrap_or("nothing");
        format!("{}: {} is called {called}", name.clip, shown(name.shown.as_ref()))
    });
    held.chain(moved).chain(counted).chain(named).collect()
}

/// The items in the order of `key`; those with the same key stay in theirs.
fn sorted<T, K: Ord>(items: &[T], key: impl Fn(&T) -> K) -> Vec<&T> {
    let mut sorted: Vec<&T> = items.iter().collect();
    sorted.sort_by_key(|item| key(item));
    sorted
}

const fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Wrong => 0,
        Verdict::Fair => 1,
        Verdict::Right => 2,
    }
}

fn held_row(clip: &Held) -> Vec<String> {
    vec![
        clip.clip.clone(),
        view(clip.view.as_ref()),
        figure(Some(clip.counted_seconds), 1),
        figure(Some(clip.true_seconds), 1),
        clip.verdict.word().to_owned(),
        words(&clip.said),
        clip.note.clone(),
    ]
}

fn moved_row(clip: &Moved) -> Vec<String> {
    vec![
        clip.clip.clone(),
        view(clip.view.as_ref()),
        clip.counted_reps.to_string(),
        clip.true_reps.to_string(),
        clip.fell_short.to_string(),
        if clip.is_right() { "right" } else { "WRONG" }.to_owned(),
        words(&clip.said),
    ]
}

fn short_row(clip: &Short) -> Vec<String> {
    vec![
        clip.clip.clone(),
        view(clip.view.as_ref()),
        clip.answered.to_string(),
        clip.holds.to_string(),
        figure(Some(clip.counted_seconds), 1),
        figure(Some(clip.true_seconds), 1),
        words(&clip.said),
    ]
}

fn false_row(hold: &FalseHold) -> Vec<String> {
    vec![
        hold.clip.clone(),
        shown(hold.shown.as_ref()),
        if hold.free { "free".to_owned() } else { hold.counted.clone() },
        hold.counted.clone(),
        figure(Some(hold.seconds), 1),
        hold.reps.to_string(),
    ]
}

fn amount(hold: &FalseHold) -> String {
    if hold.reps > 0 { format!("{} repetitions", hold.reps) } else { format!("{:.1} s", hold.seconds) }
}

fn name_row(name: &Name) -> Vec<String> {
    let each = name.seconds.iter().map(|(called, seconds)| format!("{called} {seconds:.1}"));
    vec![
        name.clip.clone(),
        shown(name.shown.as_ref()),
        name.named.clone().unwrap_or_else(|| "nothing".to_owned()),
        if name.is_right { "yes" } else { "NO" }.to_owned(),
        signed(name.after, 1),
        each.collect::<Vec<_>>().join(", "),
    ]
}

fn words(said: &[HintGiven]) -> String {
    if said.is_empty() {
        return "nothing is said".to_owned();
    }
    said.iter().map(|hint| format!("{:.1} s \"{}\"", hint.time, hint.text)).collect::<Vec<_>>().join("; ")
}

fn view(view: Option<&String>) -> String {
    view.map_or_else(|| "–".to_owned(), String::clone)
}

fn shown(stretch: Option<&String>) -> String {
    stretch.map_or_else(|| "no stretch".to_owned(), String::clone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_stands_first() {
        assert_eq!(sorted(&[3, 1, 2], |&number| number), [&1, &2, &3]);
        assert!(rank(Verdict::Wrong) < rank(Verdict::Fair) && rank(Verdict::Fair) < rank(Verdict::Right));
    }

    #[test]
    fn silence_is_told_as_such() {
        assert_eq!(words(&[]), "nothing is said");
        let said = [HintGiven { time: 1.0, target: None, text: "Turn.".to_owned() }];
        assert_eq!(words(&said), "1.0 s \"Turn.\"");
    }
}
