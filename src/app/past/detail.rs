//! One session in detail.

use std::io;
use std::io::Write;
use std::time::Duration;

use textwrap::Options;

use super::clock_words;
use super::table::{FREE, pain_words};
use crate::history::{Course, Hold, Measured, PastSession, Repetition, Totals};
use crate::measure::{Measure, Unit};

const INDENT: &str = "        ";

/// Writes everything about a session, in lines of at most `width` characters.
pub fn detail(out: &mut dyn Write, session: &PastSession, width: usize) -> io::Result<()> {
    let (about, totals) = (&session.about, Totals::of(session));
    let what = about.plan.as_deref().unwrap_or(FREE);
    writeln!(out, "Session {}, {}: {what}", session.id.0, about.began.format("%A %Y-%m-%d at %H:%M"))?;
    let end = match &session.end {
        Some(end) if end.complete => "done to its end",
        Some(_) => "ended before its end",
        None => "broken off",
    };
    let unseen = totals.unseen.map_or_else(String::new, |share| format!(", {:.0} % unseen", 100.0 * share));
    writeln!(out, "{} long, {end}; {} held{unseen}", clock_words(totals.lasted), clock_words(totals.held))?;
    if session.pain_before.or(session.pain_after).is_some() {
        writeln!(out, "Pain before → after: {}", pain_words(session.pain_before, session.pain_after))?;
    }
    let mut moments: Vec<(Duration, Vec<String>)> = Vec::new();
    moments.extend(session.holds.iter().map(|hold| (hold.ended, hold_words(session, hold))));
    moments.extend(session.repetitions.iter().map(|moved| (moved.at, repetition_words(session, moved))));
    moments.extend(session.hints.iter().map(|hint| (hint.at, vec![format!("hint: {}", hint.words)])));
    moments.extend(session.hurts.iter().map(|hurt| {
        let targets: Vec<_> =
            hurt.targets.iter().map(|(name, value, error)| format!("{name} at {value:.1} ± {error:.1}")).collect();
        let values = if targets.is_empty() { String::new() } else { format!(": {}", targets.join(", ")) };
        (hurt.at, vec![format!("it hurt in {}{values}", title(session, &hurt.stretch))])
    }));
    moments.sort_by_key(|(at, _)| *at);
    for (at, lines) in moments {
        let mut first = format!("{:>6}  ", clock_words(at));
        for line in lines {
            let options = Options::new(width).initial_indent(&first).subsequent_indent(INDENT);
            writeln!(out, "{}", textwrap::fill(&line, &options))?;
            first = format!("{INDENT}  ");
        }
    }
    Ok(())
}

/// A stretch's title at the time.
fn title<'a>(session: &'a PastSession, stretch: &'a str) -> &'a str {
    let known = session.stretches.iter().find(|known| known.stretch == stretch);
    known.map_or(stretch, |known| &known.title)
}

fn hold_words(session: &PastSession, hold: &Hold) -> Vec<String> {
    let course = match hold.course {
        Course::Completed => "",
        Course::GivenUp => ", given up",
        Course::CutShort => ", cut short",
    };
    let paused = tenths(hold.paused, " paused");
    let unseen = tenths(hold.unseen, " unseen");
    let [counted, aimed] = [hold.held, hold.aimed].map(|time| time.as_secs_f64());
    let place = place(session, &hold.stretch, hold.side, hold.pose.as_deref());
    let line = format!("{place}: held {counted:.1} of {aimed:.1} s{paused}{unseen}{course}");
    std::iter::once(line).chain(hold.measures.iter().map(measured_words)).collect()
}

fn repetition_words(session: &PastSession, moved: &Repetition) -> Vec<String> {
    let place = place(session, &moved.stretch, moved.side, moved.pose.as_deref());
    let line = format!("{place}: repetition {} of {}", moved.rep, moved.reps);
    std::iter::once(line).chain(moved.measures.iter().map(measured_words)).collect()
}

fn place(session: &PastSession, stretch: &str, side: Option<crate::body::Side>, pose: Option<&str>) -> String {
    let side = side.map_or_else(String::new, |side| format!(", {} side", side.name()));
    let pose = pose.map_or_else(String::new, |pose| format!(", {pose}"));
    format!("{}{pose}{side}", title(session, stretch))
}

fn tenths(time: Duration, what: &str) -> String {
    if time.is_zero() { String::new() } else { format!(", {:.1} s{what}", time.as_secs_f64()) }
}

/// What was reached, with how sure that is, and what was asked for.
fn measured_words(measured: &Measured) -> String {
    let unit = Measure::from_name(&measured.measure).map(|measure| measure.definition().unit);
    let value = |value: f64| match unit {
        Some(Unit::Degrees) => format!("{value:.0}°"),
        _ => format!("{value:.2}"),
    };
    let reached = if measured.deeper.is_some() { "best" } else { "typically" };
    let (low, high) = measured.range;
    let range = match (low.is_finite(), high.is_finite()) {
        (true, true) => format!(" (asked: {} to {})", value(low), value(high)),
        (true, false) => format!(" (asked: {} or more)", value(low)),
        (false, true) => format!(" (asked: {} or less)", value(high)),
        (false, false) => String::new(),
    };
    format!("{}: {reached} {} ± {}{range}", measured.target, value(measured.best), value(measured.error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::doubles::past;

    #[test]
    fn a_session_is_told_moment_by_moment() {
        let mut out = Vec::new();
        detail(&mut out, &past(7), 80).unwrap();
        let expected = "\
Session 7, Sunday 2026-03-01 at 18:30: sphinx
1:00 long, done to its end; 0:25 held, 5 % unseen
Pain before → after: 4 → 2
  0:33  Sphinx: held 20.0 of 20.0 s, 3.0 s paused, 1.0 s unseen
          trunk: best 48° ± 3° (asked: 20° or more)
  0:36  hint: Rest on your elbows.
  0:45  Sphinx: held 5.0 of 20.0 s, 3.0 s paused, 1.0 s unseen, given up
  0:50  it hurt in Sphinx: trunk at 60.0 ± 3.0
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_session_that_was_broken_off_says_so() {
        let mut session = past(1);
        session.end = None;
        let mut out = Vec::new();
        detail(&mut out, &session, 80).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("broken off; 0:25 held\n"));
    }
}
