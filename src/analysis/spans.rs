//! What went on from when to when.

use std::time::Duration;

use serde::Serialize;

/// What goes on for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanKind {
    /// A stretch is done, or waited for.
    Stretch,
    /// A hold, from where it began to count to its end, pauses included.
    Hold,
    /// Something was to be mended, or was hinted at.
    Mend,
    /// The camera didn't see enough of somebody who was there.
    Unseen,
    /// Nobody was seen.
    Nobody,
}

/// Something that went on for a while.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Span {
    /// What.
    pub kind: SpanKind,
    /// Since when, in seconds.
    pub from: f64,
    /// Until when.
    pub to: f64,
    /// What exactly: a title, or the words that were said.
    pub words: String,
}

/// What is interrupted for less is one.
const BRIDGED: Duration = Duration::from_millis(500);
/// What is over sooner is left out: nobody could have seen it.
pub(super) const SHORTEST: Duration = Duration::from_millis(200);

/// One kind of things that go on, one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Lane {
    open: Option<(Duration, String)>,
    done: Vec<(Duration, Duration, String)>,
    begun: usize,
}

impl Lane {
    /// At `time` this goes on, or nothing does.
    pub fn mark(&mut self, time: Duration, words: Option<&str>) {
        if self.open.as_ref().map(|(_, words)| words.as_str()) == words {
            return;
        }
        self.close(time);
        let Some(words) = words else { return };
        let is_same = |(_, until, before): &mut (Duration, Duration, String)| {
            before == words && time.saturating_sub(*until) < BRIDGED
        };
        if let Some((since, _, words)) = self.done.pop_if(is_same) {
            self.open = Some((since, words));
        } else {
            self.begun += 1;
            self.open = Some((time, words.to_owned()));
        }
    }

    /// Which one goes on, counted from 1; 0 before the first.
    pub const fn number(&self) -> usize {
        self.begun
    }

    /// At `time` nothing goes on any more.
    fn close(&mut self, time: Duration) {
        if let Some((since, words)) = self.open.take() {
            self.done.push((since, time, words));
        }
    }

    /// All of them that last for so long, up to `end`.
    pub fn finish(mut self, end: Duration, shortest: Duration) -> Vec<(Duration, Duration, String)> {
        self.close(end);
        self.done.retain(|(since, until, _)| until.saturating_sub(*since) >= shortest);
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(marks: &[(u64, Option<&str>)], end: u64) -> Vec<(u64, u64, String)> {
        let mut lane = Lane::default();
        for (time, words) in marks {
            lane.mark(Duration::from_millis(*time), *words);
        }
        let millis = |time: Duration| time.as_millis() as u64;
        lane.finish(Duration::from_millis(end), SHORTEST)
            .into_iter()
            .map(|(a, b, words)| (millis(a), millis(b), words))
            .collect()
    }

    #[test]
    fn what_goes_on_is_one_span_and_what_changes_another() {
        let all = spans(&[(0, None), (1000, Some("a")), (1500, Some("a")), (2000, Some("b")), (3000, None)], 9000);
        assert_eq!(all, [(1000, 2000, "a".to_owned()), (2000, 3000, "b".to_owned())]);
        assert_eq!(spans(&[(500, Some("a"))], 4000), [(500, 4000, "a".to_owned())], "it lasts to the end");
    }

    #[test]
    fn a_flicker_neither_breaks_a_span_nor_makes_one() {
        assert_eq!(spans(&[(0, Some("a")), (1000, None), (1400, Some("a"))], 2000), [(0, 2000, "a".to_owned())]);
        assert_eq!(spans(&[(0, Some("a")), (1000, None), (1600, Some("a"))], 2000).len(), 2);
        assert_eq!(spans(&[(1000, Some("a")), (1100, None)], 2000), []);
    }

    #[test]
    fn each_has_a_number_of_its_own() {
        let mut lane = Lane::default();
        let mut number = |time, words| {
            lane.mark(Duration::from_millis(time), words);
            lane.number()
        };
        let numbers =
            [number(0, None), number(1, Some("a")), number(400, None), number(600, Some("a")), number(700, Some("b"))];
        assert_eq!(numbers, [0, 1, 1, 1, 2]);
    }
}
