//! What the window's pictures cost of late, for whoever has asked to see it.

use std::time::Duration;

use crate::seam::Clock;
use crate::time::{Timestamp, reached};
use crate::view::Details;

/// Over how long costs are taken together: shorter, and the numbers would only dance.
const SPAN: Duration = Duration::from_secs(2);

/// Takes account of pictures while they are shown.
#[derive(Default)]
pub(super) struct Costs {
    since: Option<(Timestamp, Option<Duration>)>,
    pictures: u32,
    delays: Duration,
    told: Details,
}

impl Costs {
    /// A camera's picture is shown that has taken so long.
    pub(super) fn shown(&mut self, delay: Duration) {
        self.pictures += 1;
        self.delays += delay;
    }

    /// What they cost in the last span that is over.
    pub(super) fn tell(&mut self, clock: &dyn Clock) -> Details {
        let now = clock.now();
        let (began, used) = *self.since.get_or_insert_with(|| (now, clock.processor_time()));
        let took = now.since(began);
        if reached(took, SPAN) {
            let processor = clock.processor_time();
            self.told = Details {
                frames_per_second: Some(f64::from(self.pictures) / took.as_secs_f64()),
                delay: self.delays.checked_div(self.pictures),
                processor: used
                    .zip(processor)
                    .map(|(before, after)| after.saturating_sub(before).as_secs_f64() / took.as_secs_f64()),
            };
            (self.since, self.pictures, self.delays) = (Some((now, processor)), 0, Duration::ZERO);
        }
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that shows this, of a program that has been at work half of the time.
    struct Half(Timestamp);

    impl Clock for Half {
        fn now(&self) -> Timestamp {
            self.0
        }

        fn sleep(&self, _: Duration) {}

        fn processor_time(&self) -> Option<Duration> {
            Some(self.0.since_start() / 2)
        }
    }

    #[test]
    fn costs_are_those_of_the_last_two_seconds() {
        let at = |seconds| Half(Timestamp::from_secs(seconds));
        let mut costs = Costs::default();
        assert_eq!(costs.tell(&at(10.0)), Details::default());
        for _ in 0..50 {
            costs.shown(Duration::from_millis(40));
        }
        assert_eq!(costs.tell(&at(11.0)), Details::default());
        let told = costs.tell(&at(12.0));
        assert_eq!(told.frames_per_second, Some(25.0));
        assert_eq!((told.delay, told.processor), (Some(Duration::from_millis(40)), Some(0.5)));
        assert_eq!(costs.tell(&at(13.0)), told);
        assert_eq!(costs.tell(&at(14.0)).delay, None);
    }
}
