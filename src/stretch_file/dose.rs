//! Checks how much of a stretch is done: held or moved, how often, with how much rest. A stretch's file says it all, a routine's step
//! what differs.

use std::ops::Range as Place;
use std::time::Duration;

use super::limits::{LONGEST_HOLD_S, LONGEST_TEMPO_S, MOST_REPS, SHORTEST_HOLD_S, SHORTEST_TEMPO_S};
use super::problem::ProblemKind;
use crate::stretch::{Dose, Pace};
use crate::toml_check::{Fault, Field, Key, Table, Wrong};

/// How long one hold lasts.
pub(super) const HOLD: Key = Key { name: "hold_s", example: "hold_s = 20" };
/// How long a repetition of a movement takes at least.
pub(super) const TEMPO: Key = Key { name: "tempo_s", example: "tempo_s = 4" };
/// How many holds or movements there are, on each side.
pub(super) const REPS: Key = Key { name: "reps", example: "reps = 3" };
/// How long the rest between them lasts.
pub(super) const REST: Key = Key { name: "rest_s", example: "rest_s = 10" };

pub(super) const KEYS: [&Key; 4] = [&HOLD, &TEMPO, &REPS, &REST];

/// A stretch's own dose.
pub(super) fn dose(field: &Field<'_>) -> Option<Dose> {
    let table = field.table("dose", &KEYS)?;
    let pace = pace(&table);
    if matches!(pace, Ok(None)) {
        let example = "hold_s = 20, or tempo_s = 4 for a movement between two poses";
        table.report(&Fault::MissingKey { key: HOLD.name, table: "dose", example });
    }
    let reps = table.require(&REPS).and_then(|field| reps(&field));
    let rest = table.require(&REST).and_then(|field| rest(&field));
    Some(Dose { pace: pace.ok()??, reps: reps?, rest: rest? })
}

/// Where a dose says its tempo; the dose itself where it doesn't.
pub(super) fn tempo_place(dose: &Field<'_>) -> Place<usize> {
    let tempo = dose.peek_table().and_then(|entries| entries.get(TEMPO.name));
    tempo.map_or_else(|| dose.place(), toml::Spanned::span)
}

/// Held or moved, where the table says either; it can't say both.
pub(super) fn pace(table: &Table<'_>) -> Result<Option<Pace>, Wrong> {
    if let (Some(hold), Some(tempo)) = (table.get(&HOLD), table.get(&TEMPO)) {
        tempo.report_pair(tempo.place(), Some((hold.place(), "a hold")), &ProblemKind::HoldAndTempo);
        return Err(Wrong);
    }
    let hold = table.optional(&HOLD, |field| seconds(field, SHORTEST_HOLD_S, LONGEST_HOLD_S));
    let tempo = table.optional(&TEMPO, |field| seconds(field, SHORTEST_TEMPO_S, LONGEST_TEMPO_S));
    Ok(hold?.map(Pace::Hold).or(tempo?.map(|tempo| Pace::Move { tempo })))
}

/// How many holds or movements there are, on each side.
pub(super) fn reps(field: &Field<'_>) -> Option<u32> {
    field.whole_within(1, MOST_REPS)
}

/// How long the rest between them lasts; none is a rest too.
pub(super) fn rest(field: &Field<'_>) -> Option<Duration> {
    seconds(field, 0.0, LONGEST_HOLD_S)
}

fn seconds(field: &Field<'_>, least: f64, most: f64) -> Option<Duration> {
    let seconds = field.number_within(least, most, " seconds")?;
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::stretch::Pace;
    use crate::stretch_file::parse_stretch;
    use crate::toml_check::Problems;

    const REST: &str = "title = 'T'\neases = ['back']\nposition = 'prone'\n\
        camera = { see = 'side', distance_m = 2, height_m = 0.5 }\nsetup = 'Lie down.'\nsafety = 'Gently.'\n";
    const POSES: &str = "[[pose]]\nid = 'up'\ntitle = 'Up'\nsay = 'Rise.'\n[[pose.target]]\nmeasure = 'knee'\n\
        must = true\nrange = [0, 40]\nabove = 'Bend.'\n[[pose]]\nid = 'down'\ntitle = 'Down'\nsay = 'Sink.'\n\
        [[pose.target]]\nmeasure = 'knee'\nmust = true\nrange = [90, 180]\nbelow = 'Straighten.'\n";

    fn codes(dose: &str) -> Vec<String> {
        let problems = parse_stretch("t", "t.toml", &format!("dose = {{ {dose} }}\n{REST}{POSES}"));
        problems.err().iter().flat_map(Problems::all).map(|problem| problem.code().replace("stretch::", "")).collect()
    }

    #[test]
    fn a_dose_is_held_or_moved() {
        let pace = |dose: &str| {
            let text = format!("dose = {{ {dose}, reps = 3, rest_s = 0 }}\n{REST}{POSES}");
            parse_stretch("t", "t.toml", &text).unwrap().dose.pace
        };
        assert_eq!(pace("hold_s = 7"), Pace::Hold(Duration::from_secs(7)));
        assert_eq!(pace("tempo_s = 4.5"), Pace::Move { tempo: Duration::from_millis(4500) });
        assert_eq!(codes("hold_s = 7, tempo_s = 4, reps = 3, rest_s = 0"), ["hold-and-tempo"]);
        assert_eq!(codes("reps = 3, rest_s = 0"), ["missing-key"]);
        assert_eq!(codes("tempo_s = 0.2, reps = 3, rest_s = 0"), ["out-of-bounds"]);
        assert_eq!(codes("hold_s = '7', reps = 0"), ["missing-key", "wrong-type", "out-of-bounds"]);
    }
}
