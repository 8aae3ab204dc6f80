//! The sessions as a table.

use std::io;
use std::io::Write;

use textwrap::core::display_width;

use super::{NOTHING, clock_words};
use crate::history::{Pain, PastSession, Totals};

/// What is done in a session without a plan.
pub(super) const FREE: &str = "free";
const HEADINGS: [&str; 9] = ["no.", "day", "time", "what", "min", "held", "reps", "pain", "unseen"];
/// The column of what was done, which gives way where the table is too wide.
const WHAT: usize = 3;
/// Those are read from the left, all others are numbers.
const LEFT: [usize; 3] = [1, 2, WHAT];
const BETWEEN: &str = "  ";
/// What was done is not shortened to less.
const LEAST: usize = 8;

/// Writes a line for each session, of at most `width` characters where that can be.
pub fn table(out: &mut dyn Write, sessions: &[PastSession], width: usize) -> io::Result<()> {
    let rows: Vec<[String; HEADINGS.len()]> = sessions.iter().map(row).collect();
    let mut widths = HEADINGS.map(display_width);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(display_width(cell));
        }
    }
    let all = widths.iter().sum::<usize>() + BETWEEN.len() * (widths.len() - 1);
    widths[WHAT] = widths[WHAT].saturating_sub(all.saturating_sub(width)).max(LEAST.min(widths[WHAT]));
    let mut line = |cells: &[String]| {
        let padded = cells.iter().zip(widths).enumerate().map(|(column, (cell, width))| {
            let cell = shortened(cell, width);
            let room = " ".repeat(width.saturating_sub(display_width(&cell)));
            if LEFT.contains(&column) { cell + &room } else { room + &cell }
        });
        writeln!(out, "{}", padded.collect::<Vec<_>>().join(BETWEEN).trim_end())
    };
    line(&HEADINGS.map(str::to_owned))?;
    rows.iter().try_for_each(|row| line(row))
}

fn row(session: &PastSession) -> [String; HEADINGS.len()] {
    let (about, totals) = (&session.about, Totals::of(session));
    let repetitions = if totals.repetitions == 0 { NOTHING.to_owned() } else { totals.repetitions.to_string() };
    [
        session.id.0.to_string(),
        about.began.format("%Y-%m-%d").to_string(),
        about.began.format("%H:%M").to_string(),
        about.plan.clone().unwrap_or_else(|| FREE.to_owned()),
        format!("{:.0}", totals.lasted.as_secs_f64() / 60.0),
        clock_words(totals.held),
        repetitions,
        pain_words(session.pain_before, session.pain_after),
        totals.unseen.map_or_else(|| NOTHING.to_owned(), |share| format!("{:.0} %", 100.0 * share)),
    ]
}

/// How much it hurt before and after, such as `4 → 2`.
pub(super) fn pain_words(before: Option<Pain>, after: Option<Pain>) -> String {
    let score = |pain: Option<Pain>| pain.map_or_else(|| NOTHING.to_owned(), |pain| pain.score().to_string());
    if before.or(after).is_none() { NOTHING.to_owned() } else { format!("{} → {}", score(before), score(after)) }
}

fn shortened(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if display_width(&short) + display_width(letter.encode_utf8(&mut [0; 4])) >= width {
            break;
        }
        short.push(letter);
    }
    short + "…"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::doubles::past;

    fn drawn(sessions: &[PastSession], width: usize) -> String {
        let mut out = Vec::new();
        table(&mut out, sessions, width).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_session_is_a_line() {
        let mut broken_off = past(12);
        broken_off.end = None;
        broken_off.about.plan = None;
        broken_off.pain_after = None;
        let expected = "\
no.  day         time   what    min  held  reps   pain  unseen
  7  2026-03-01  18:30  sphinx    1  0:25     –  4 → 2     5 %
 12  2026-03-01  18:30  free      1  0:25     –  4 → –       –
";
        assert_eq!(drawn(&[past(7), broken_off], 80), expected);
    }

    #[test]
    fn what_was_done_is_shortened_where_there_is_little_room() {
        let mut long = past(1);
        long.about.plan = Some("a-routine-with-quite-a-long-name-of-its-own".into());
        for width in [64, 80] {
            let text = drawn(&[long.clone(), past(2)], width);
            assert!(text.lines().all(|line| display_width(line) <= width), "{text}");
            assert!(text.contains("a-rout") && text.contains('…'), "{text}");
        }
        assert!(drawn(&[long], 120).contains("of-its-own"));
    }

    #[test]
    fn without_pain_there_is_none_to_tell() {
        assert_eq!((pain_words(None, None), pain_words(None, Pain::new(0))), ("–".into(), "– → 0".into()));
    }
}
