//! Whether somebody is there: steady enough to say so.

use std::time::Duration;

use crate::time::Since;
use crate::time::Timestamp;
use crate::time::reached;

/// How long somebody must be seen without a break before they are greeted; shorter than entering a hold.
const FOUND_AFTER: Duration = Duration::from_millis(300);
/// How long nobody must be seen before somebody counts as gone.
const LOST_AFTER: Duration = Duration::from_secs(1);

/// Follows whether somebody is there.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    present: bool,
    changing: Since,
}

impl Presence {
    /// Somebody is there, as was seen before.
    #[must_use]
    pub fn found() -> Self {
        Self { present: true, changing: Since::default() }
    }

    /// Whether somebody is there.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        self.present
    }

    /// Takes in whether somebody was `seen`; returns whether that changed anything. On a machine so slow that a look takes
    /// longer than the steadiness asked for, two looks in a row that agree are enough.
    pub fn observe(&mut self, time: Timestamp, seen: bool) -> bool {
        let needed = if seen { FOUND_AFTER } else { LOST_AFTER };
        let changed = self.changing.lasts(time, seen != self.present).is_some_and(|lasting| reached(lasting, needed));
        if changed {
            self.present = seen;
            self.changing = Since::default();
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_and_lost_are_said_once_and_not_for_a_flicker() {
        let mut presence = Presence::default();
        let mut changes = Vec::new();
        for tenths in 0..60_u32 {
            let seen = matches!(tenths, 5..=6 | 10..=29 | 35..=40);
            let time = f64::from(tenths) / 10.0;
            if presence.observe(Timestamp::from_secs(time), seen) {
                changes.push((tenths, presence.is_present()));
            }
        }
        assert_eq!(changes, [(13, true), (51, false)]);
    }

    #[test]
    fn on_a_very_slow_machine_two_looks_in_a_row_are_enough() {
        let mut presence = Presence::default();
        let looks = [(0.0, true), (8.0, false), (16.0, true), (24.0, true), (32.0, false), (40.0, true), (48.0, false)];
        let changed = looks.map(|(time, seen)| presence.observe(Timestamp::from_secs(time), seen));
        assert_eq!(changed, [false, false, false, true, false, false, false]);
    }
}
