//! How far films are: bars on a terminal, lines elsewhere.

use std::io;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use supple::time::Timestamp;

use crate::wiring::terminal::tell;

/// How often a bar is drawn anew by itself, so that it is seen to be at work.
const TICK: Duration = Duration::from_millis(250);

/// Shows how far several films are.
pub struct Progress {
    /// `None` where there is no terminal.
    bars: Option<MultiProgress>,
    films: usize,
}

/// Shows how far one film is.
pub struct FilmProgress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Of so many films.
    pub fn of(films: usize) -> Self {
        Self { bars: io::stderr().is_terminal().then(MultiProgress::new), films }
    }

    /// The `index`-th film begins, which is so long where that is known.
    pub fn begin(&self, index: usize, name: &str, length: Option<Duration>) -> FilmProgress {
        let Some(bars) = &self.bars else {
            tell(format_args!("{name}: film {} of {}", index + 1, self.films));
            return FilmProgress { bar: None };
        };
        let (bar, template) = match length {
            Some(length) => (ProgressBar::new(millis(length)), "{prefix:30!} {wide_bar} {percent:>3} % {eta:>4} left"),
            None => (ProgressBar::new_spinner(), "{prefix:30!} {spinner} {elapsed}"),
        };
        let bar = bars.add(bar).with_prefix(name.to_owned());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        FilmProgress { bar: Some(bar) }
    }

    /// Says something without disturbing the bars.
    pub fn say(&self, words: impl std::fmt::Display) {
        match &self.bars {
            Some(bars) => bars.suspend(|| tell(words)),
            None => tell(words),
        }
    }
}

impl FilmProgress {
    /// It is here in the film.
    pub fn at(&self, time: Timestamp) {
        if let Some(bar) = &self.bar {
            bar.set_position(millis(time.since_start()));
        }
    }
}

impl Drop for FilmProgress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
