//! What a program is let do, as one process tells another on its command line.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

const READS: &str = "read";
const WRITES: &str = "write";
const MEMORY: &str = "memory";
const SECONDS: &str = "seconds";
/// What follows is the program.
const END: &str = "--";

/// What a program is let do besides reading itself and the system's libraries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    /// The files that it may read.
    pub(super) reads: Vec<PathBuf>,
    /// The files that it may write, which must be there.
    pub(super) writes: Vec<PathBuf>,
    /// How much memory it may fill, in MiB.
    pub(super) memory: u64,
    /// How many seconds of a processor it may use; `None` where that depends on what it is given.
    pub(super) seconds: Option<u64>,
}

impl Allowance {
    /// So many MiB of memory, and nothing else.
    #[must_use]
    pub fn new(memory: u64) -> Self {
        Self { memory, ..Self::default() }
    }

    /// The same, and it may read this file.
    #[must_use]
    pub fn reading(mut self, file: &Path) -> Self {
        self.reads.push(file.to_owned());
        self
    }

    /// The same, and it may write this file, which must be there.
    #[must_use]
    pub fn writing(mut self, file: &Path) -> Self {
        self.writes.push(file.to_owned());
        self
    }

    /// The same, for so many seconds of a processor.
    #[must_use]
    pub fn for_seconds(self, seconds: u64) -> Self {
        Self { seconds: Some(seconds), ..self }
    }

    /// As arguments, up to where the program follows.
    pub(super) fn arguments(&self) -> Vec<OsString> {
        let mut arguments = Vec::new();
        let mut add = |word: &str, value: &OsStr| arguments.extend([word.into(), value.to_owned()]);
        self.reads.iter().for_each(|file| add(READS, file.as_os_str()));
        self.writes.iter().for_each(|file| add(WRITES, file.as_os_str()));
        add(MEMORY, OsStr::new(&self.memory.to_string()));
        if let Some(seconds) = self.seconds {
            add(SECONDS, OsStr::new(&seconds.to_string()));
        }
        arguments.push(END.into());
        arguments
    }

    /// What these arguments say, and what comes behind them. What isn't understood allows nothing.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nothing is confined there"))]
    pub(super) fn parse<I: Iterator<Item = OsString>>(mut arguments: I) -> (Self, I) {
        let mut allowance = Self::default();
        while let Some(word) = arguments.next().filter(|word| word != END) {
            let Some(value) = arguments.next() else { break };
            let number = || value.to_str().and_then(|value| value.parse().ok()).unwrap_or(0);
            match word.to_str() {
                Some(READS) => allowance.reads.push(value.into()),
                Some(WRITES) => allowance.writes.push(value.into()),
                Some(MEMORY) => allowance.memory = number(),
                Some(SECONDS) => allowance.seconds = Some(number()),
                _ => {}
            }
        }
        (allowance, arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed_comes_through_a_command_line_as_it_was() {
        let allowances = [
            Allowance::new(9),
            Allowance::new(0).reading(Path::new("--")).reading(Path::new("a b")).for_seconds(3),
            Allowance::new(4096).writing(Path::new("write")),
        ];
        for allowance in allowances {
            let arguments = allowance.arguments().into_iter().chain(["ffmpeg".into(), "--".into()]);
            let (parsed, rest) = Allowance::parse(arguments);
            assert_eq!(parsed, allowance);
            assert_eq!(rest.collect::<Vec<_>>(), ["ffmpeg", "--"]);
        }
    }

    #[test]
    fn nonsense_allows_nothing() {
        let words = ["anything", "/home", "memory", "much", "read"].map(OsString::from);
        let (parsed, rest) = Allowance::parse(words.into_iter());
        assert_eq!((parsed, rest.count()), (Allowance::default(), 0));
    }
}
