//! Signs, and the choices that are offered after one.

use std::time::Duration;

use crate::coach::{Choice, Status};
use crate::speech::rules::IN_TURN;
use crate::speech::schedule::Schedule;
use crate::speech::utterance::{Priority, Sound, Utterance};
use crate::time::Timestamp;
use crate::wording::spoken;

/// A choice may wait so long for the words before it; then the next one is due.
const MAY_WAIT: Duration = Duration::from_millis(1500);
/// After so many offers nobody is asked any more.
const OFFERS: u32 = 12;

/// What has been said about signs.
#[derive(Clone, Debug, Default)]
pub(super) struct SignTeller {
    is_rising: bool,
    offered: Option<Choice>,
    offers: u32,
}

impl SignTeller {
    /// Says what is offered, each when its turn comes, and sounds an arm that is being read.
    pub fn observe(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        let is_rising = status.sign > 0.0;
        if is_rising && !self.is_rising && status.sign < 1.0 {
            schedule.offer(time, Utterance::sound("sign_rising", Sound::SignRising, Priority::Next));
        }
        self.is_rising = is_rising;
        let Some(offer) = status.offer else {
            *self = Self { is_rising, ..Self::default() };
            return;
        };
        if self.offered != Some(offer.offered) {
            self.offered = Some(offer.offered);
            self.offers += 1;
            if self.offers <= OFFERS {
                schedule.forget(&["choice"]);
                // The first waits for the words that say how to choose.
                let patience = if self.offers == 1 { IN_TURN } else { MAY_WAIT };
                let words = vec![spoken::choices(schedule.language())[offer.offered.place()].to_owned()];
                schedule.offer(time, Utterance::words("choice", Priority::Next, patience, words));
            }
        }
    }
}
