//! What is remembered of sessions: facts of holds and repetitions with what was measured in them, how sure that is, and how it
//! felt. Pure: where they are kept is a store's business ([`SessionStore`](crate::seam::SessionStore)).

#[cfg(test)]
pub(crate) mod doubles;
mod facts;
mod keeper;
mod past;
mod personal;
pub mod progress;
mod questionnaire;
mod remark;
mod suggest;

pub use facts::{
    About, Course, End, Entry, Hint, Hold, Hurt, Measured, Pain, PainAt, Repetition, SignTaken, StretchBegan,
    StretchEnded,
};
pub use keeper::Keeper;
pub use past::{Forget, Forgotten, PastSession, SessionId, Span};
pub use personal::{ComfortLimit, ComfortPlace, Questionnaire};
pub use progress::Progress;
pub use remark::Remark;
pub use suggest::{LeftOut, Occasion, Suggested, Suggestion, Why, WhyNot, Wish, suggest};
