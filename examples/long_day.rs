//! Eight hours of sessions, by media time: `cargo run --release --example long_day -- [HOURS [FRAMES A SECOND]]`.
//!
//! Every ten minutes it prints what the program holds, and at the end whether memory, descriptors and threads stayed as they were after the
//! first ten minutes, and the time that was counted true. It ends with exit code 1 where they didn't. `docs/reliability.md` has what came of it.

#![allow(clippy::disallowed_methods, reason = "a tool reads its files itself")]

#[path = "../tests/long_day/day.rs"]
mod day;

use std::error::Error;
use std::time::Duration;

use self::day::Day;

/// How much more memory may be held than after the first ten minutes, in kB.
const LEEWAY: u64 = 2048;
/// How far what is counted may be off.
const OFF: f64 = 0.001;
const TEN_MINUTES: Duration = Duration::from_mins(10);

/// What the system says of this program; `None` where it can't be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    /// Memory that it holds now, in kB.
    resident: u64,
    descriptors: usize,
    threads: usize,
}

fn held_now() -> Option<Held> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let resident = resident.split_whitespace().next()?.parse().ok()?;
    let count = |folder: &str| Some(std::fs::read_dir(folder).ok()?.count());
    // The folder that is being read is a descriptor, too, each time.
    Some(Held { resident, descriptors: count("/proc/self/fd")?, threads: count("/proc/self/task")? })
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let hours: f64 = arguments.next().map_or(Ok(8.0), |hours| hours.parse())?;
    let rate: f64 = arguments.next().map_or(Ok(30.0), |rate| rate.parse())?;
    let folder = std::env::temp_dir().join(format!("supple-long-day-{}", std::process::id()));
    let outcome = run(&folder, Duration::from_secs_f64(hours * 3600.0), rate);
    let _ = std::fs::remove_dir_all(&folder);
    outcome
}

fn run(folder: &std::path::Path, lasts: Duration, rate: f64) -> Result<(), Box<dyn Error>> {
    let mut day = Day::new(folder, rate)?;
    let (mut number, mut due) = (0, TEN_MINUTES);
    let mut readings: Vec<Held> = Vec::new();
    println!("minute  resident kB  descriptors  threads  sessions  counted s     held s  cameras lost  signs   words");
    while day.now() < lasts {
        day.session(number).map_err(|failure| failure.to_string())?;
        number += 1;
        if day.now() >= due {
            due += TEN_MINUTES;
            let (held, tally) = (held_now().ok_or("the system can't be asked")?, day.tally());
            println!(
                "{:>6}  {:>11}  {:>11}  {:>7}  {:>8}  {:>9.2}  {:>9.2}  {:>12}  {:>5}  {:>6}",
                day.now().as_secs() / 60,
                held.resident,
                held.descriptors,
                held.threads,
                tally.sessions,
                tally.counted,
                tally.true_held,
                tally.cameras_lost,
                tally.signs,
                tally.words
            );
            readings.push(held);
        }
    }
    let tally = day.tally();
    let off = (tally.counted - tally.true_held).abs() / tally.true_held.max(1.0);
    println!("counted time off by {:.4} %; the worst hold by {:.3} s", off * 100.0, tally.worst);
    let (first, rest) = readings.split_first().ok_or("it was shorter than ten minutes")?;
    let most = rest.iter().map(|held| held.resident).max().unwrap_or(first.resident);
    let least = rest.iter().map(|held| held.resident).min().unwrap_or(first.resident);
    println!("memory from {least} to {most} kB, {} kB after the first ten minutes", first.resident);
    let mut wrong: Vec<String> = day.failures();
    if off >= OFF {
        wrong.push("the time that was counted is not true".to_owned());
    }
    if most > first.resident + LEEWAY {
        wrong.push("memory has grown".to_owned());
    }
    if rest.iter().any(|held| (held.descriptors, held.threads) != (first.descriptors, first.threads)) {
        wrong.push("descriptors or threads were left behind".to_owned());
    }
    let remembered = day.remembered()?;
    println!("the history has {:.2} s of {} holds", remembered.held, remembered.holds);
    if (remembered.held - tally.counted).abs() >= OFF * tally.counted || remembered.complete != number {
        wrong.push(format!("the history has something else: {remembered:?}"));
    }
    if tally.sessions != number {
        wrong.push(format!("{} of {number} sessions came to their end", tally.sessions));
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ").into()) }
}
