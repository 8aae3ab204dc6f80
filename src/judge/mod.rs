//! How what is seen compares with what should be done: verdicts on a pose, whether it is held at rest, what could be said about it, and
//! which stretch it is.
//!
//! ```text
//! Observation, Start → matcher (every target: within, below, above, unseen) → verdict → settling, swing
//!                                                                              └→ advice → Cue
//! ```

mod advice;
mod assessment;
mod bearing;
mod cue;
mod look;
mod matcher;
mod message;
mod recognise;
mod rests;
mod settling;
mod still;
mod swing;
mod timing;
mod trying;

pub(crate) use advice::{Advice, Topic, advise, after_coming_in, come_in, is_mended, unseen, worst};
pub use assessment::{Assessment, TargetState};
pub use cue::{Cue, Showing};
pub(crate) use look::{Look, Slot};
pub use matcher::{ANGLE_MARGIN, DISTANCE_MARGIN, Verdict, assess, verdict};
pub(crate) use matcher::{margins_off, musts, worst_miss};
pub use message::{Message, Tone};
pub use recognise::{Recognised, Recogniser};
pub(crate) use settling::{Poise, Settling};
pub use still::{Judgement, judge};
pub(crate) use swing::{STILL_MOVING, Swing};
pub(crate) use timing::{
    ABANDONING, ADJUSTING, BLINK, CREDITED_LOSS, ENTERING, LEAVING, REACHING, RELEASED_BY_ABSENCE,
};
pub(crate) use trying::is_trying;
