//! How what is seen compares with what should be done: verdicts on a pose, whether it is held at rest, what could be said about it, and
//! which stretch it is.
//!
//! ```text
//! Observation, Start → matcher (every target: within, below, above, unseen) → verdict → settling, swing
//!                                                                              └→ advice → Cue
//! ```
//!
//! ```
//! use supple::body::Side;
//! use supple::judge::{Verdict, assess, judge, verdict};
//! use supple::measure::{Facing, Start};
//! use supple::record::{Moment, Reader};
//! use supple::stretch_file::Library;
//!
//! let library = Library::embedded().map_err(|_| "our own files are wrong")?;
//! let stretch = library.stretch("childs-pose").ok_or("no such stretch")?;
//! let text = std::fs::read_to_string("tests/sessions/childs_pose_good/observations.jsonl")?;
//! let in_the_hold = |moment: &Moment| matches!(moment, Moment::Seen(seen) if seen.time.secs() > 8.0);
//! let moment = Reader::new(text.as_bytes())?.filter_map(Result::ok).find(in_the_hold);
//! let Some(Moment::Seen(seen)) = moment else { return Err("nothing was seen".into()) };
//!
//! // Each target with where it stands, and what they come to.
//! let facing = Facing::of(seen.pose.as_ref().ok_or("nobody")?);
//! let assessments = assess(&stretch, &seen, facing, &Start::default(), Side::Right);
//! assert_eq!(verdict(&assessments), Verdict::Inside);
//! // Or the whole judgement of one picture.
//! assert!(judge(&stretch, &seen).in_pose);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod advice;
mod assessment;
mod bearing;
mod cue;
mod depth;
mod haste;
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
mod visits;

pub(crate) use advice::{
    Advice, Topic, advise, after_coming_in, after_lowering_the_camera, asks_for_depth, come_in, is_mended, unseen,
    worst,
};
pub use assessment::{Assessment, TargetIndex, TargetState};
pub use cue::{Cue, Prompt, Showing};
pub(crate) use depth::{Room, is_too_deep, only_short_of, rooms, short_by, value_short_by, with_shallow_end};
pub(crate) use haste::Haste;
pub(crate) use look::{Comparison, Slot};
pub use matcher::{ANGLE_MARGIN, DISTANCE_MARGIN, Verdict, assess, verdict};
pub(crate) use matcher::{margins_off, musts, worst_miss};
pub use message::{Message, Tone};
pub use recognise::{Recognised, Recogniser};
pub(crate) use settling::{Poise, Settling};
pub use still::{Judgement, judge};
pub(crate) use swing::{STILL_MOVING, Swing};
pub(crate) use timing::{
    ABANDONING, ADJUSTING, BLINK, CREDITED_LOSS, ENTERING, LEAVING, LYING_READY, REACHING, RELEASED_BY_ABSENCE,
};
pub(crate) use trying::is_trying;
