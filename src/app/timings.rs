//! What a session in the window cost: how soon the person saw themselves, how late each picture was.

use std::fmt;
use std::fmt::{Display, Formatter};
use std::time::Duration;

use crate::time::Timestamp;

/// Collects times while a session runs. All are of the clock that started with the program.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    first_overlay: Option<Timestamp>,
    delays: Vec<Duration>,
}

/// What a session used, as the system reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Time on processors, all threads together.
    pub processor: Duration,
    /// The most memory held at once, in bytes.
    pub most_memory: u64,
}

impl Timings {
    /// Notes that a picture is on the screen at `now` whose frame came at `came_at`; `overlaid` when a body is drawn on it.
    pub fn shown(&mut self, now: Timestamp, came_at: Timestamp, overlaid: bool) {
        if overlaid {
            self.first_overlay.get_or_insert(now);
            self.delays.push(now.since(came_at));
        }
    }

    /// All of it in words. `took` is how long the session ran, `usage` what the whole program used, where that is known.
    #[must_use]
    pub fn report(&self, took: Duration, usage: Option<Usage>) -> impl Display {
        Report { timings: self.clone(), took, usage }
    }
}

struct Report {
    timings: Timings,
    took: Duration,
    usage: Option<Usage>,
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.timings.first_overlay {
            Some(at) => writeln!(f, "start to first overlay   {:.2} s", at.secs())?,
            None => writeln!(f, "start to first overlay   nobody was seen")?,
        }
        let mut delays = self.timings.delays.clone();
        delays.sort_unstable();
        let at = |percent: usize| delays.get((delays.len().saturating_sub(1) * percent + 50) / 100);
        if let (Some(median), Some(p95)) = (at(50), at(95)) {
            let ms = |delay: &Duration| delay.as_secs_f64() * 1000.0;
            let frames = delays.len();
            writeln!(f, "frame to overlay         {:.0} ms (p95 {:.0} ms, {frames} frames)", ms(median), ms(p95))?;
        }
        if let Some(Usage { processor, most_memory }) = self.usage {
            let share = 100.0 * processor.as_secs_f64() / self.took.as_secs_f64().max(1e-3);
            writeln!(f, "processor                {share:.0} % of one core over {:.1} s", self.took.as_secs_f64())?;
            writeln!(f, "memory                   {:.0} MB at most", most_memory as f64 / 1e6)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_overlay_and_the_delays_are_reported() {
        let mut timings = Timings::default();
        let at = Timestamp::from_secs;
        timings.shown(at(0.4), at(0.3), false);
        for frame in 0..100 {
            timings.shown(at(1.0 + f64::from(frame)), at(0.98 + f64::from(frame)), true);
        }
        let usage = Usage { processor: Duration::from_secs(4), most_memory: 150_000_000 };
        let words = timings.report(Duration::from_secs(10), Some(usage)).to_string();
        for expected in ["overlay   1.00 s", "20 ms (p95 20 ms, 100 frames)", "40 % of one core", "150 MB at most"] {
            assert!(words.contains(expected), "{words}");
        }
        let nobody = Timings::default().report(Duration::ZERO, None).to_string();
        assert_eq!(nobody.trim(), "start to first overlay   nobody was seen");
    }
}
