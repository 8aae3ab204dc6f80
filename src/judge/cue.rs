//! What the coach means to say, with its facts. How it is worded is `wording`'s: a cue becomes words where it is drawn, printed or
//! spoken, and nowhere before.

use crate::body::Side;
use crate::measure::{Measure, Missing, Unseen};

/// Something that the coach means to say.
#[derive(Clone, Debug, PartialEq)]
pub enum Cue {
    /// How to get into a stretch, in its own words.
    SetUp(String),
    /// How to get into one of two poses, in its own words.
    Pose(String),
    /// The hold goes well, in the stretch's own words.
    Praise(String),
    /// What to do in the part that the camera can't see, in the stretch's own words.
    Guided(String),
    /// What to do about a target that is outside its range, in the stretch's own words.
    Mend(String),
    /// The same of one that is outside by no more than it may be off.
    NearlyThere(String),
    /// What to do about a stretch that is deeper than its range, in the stretch's own words; none while it is only said to ease off.
    EaseOff(String),
    /// The person goes into the stretch too fast.
    Slowly,
    /// This is as deep as the person's body goes today, and it counts.
    OwnRange,
    /// Nobody is in view.
    Nobody,
    /// Nobody is in view and a hold is paused.
    HoldWaits,
    /// Parts of the body that are needed are out of the picture.
    ComeIn(Missing),
    /// A measure isn't seen, on this side of the body.
    BeSeen(Unseen, Measure, Side),
    /// The camera looks down on the body so far that it can't be judged well.
    LowerCamera,
    /// The pose was left in mid-hold.
    ComeBack,
    /// The person has ended a pause in mid-hold.
    GoOn,
    /// The pose is taken, but the body does not rest in it.
    HoldStill,
    /// The pose was reached and left before it could count; it is held for this many seconds.
    StayThere(u64),
    /// The hold is done and so is the rest, and the pose is still held.
    GoAgain,
    /// A hold is done and more are to come.
    Rest,
    /// A side is done; this is the other one.
    OtherSide(Side),
    /// What is held now is timed and not seen.
    Timed,
    /// A timed hold is done; the next one begins by itself.
    TimedRest,
    /// A movement is done and more are to come after a rest.
    Breather,
    /// Repetitions come faster than is calm; about this many seconds are calm.
    Slower(u64),
    /// Nothing that is known is being done.
    WhatNow,
    /// Another stretch is done than the one that comes next.
    Elsewhere {
        /// The title of the one that is done.
        seen: String,
        /// The title of the one that comes next.
        asked: String,
    },
    /// The person pressed pause.
    Stopped,
    /// The session is done.
    Done,
    /// The session is over, and no hold or movement was completed in it.
    NothingDone,
    /// A stretch is to be shown.
    Show(Showing),
    /// Something around the session.
    Prompt(Prompt),
}

/// What is said around a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// The camera is there, and nobody is before it.
    ComeIntoView,
    /// Everything is right, and is to stay so for a moment.
    StayThere,
    /// The room is dark.
    Dark,
    /// It begins in so many seconds.
    Count(u32),
    /// How much it hurts is asked.
    HowMuch,
    /// A number of that question is lit.
    Number(u8),
    /// The camera is gone, and the session waits.
    CameraGone,
    /// It is back.
    CameraBack,
    /// Nobody has been in view for long, and the session waits.
    Away,
    /// How to choose.
    Choose,
}

/// Where showing a stretch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Showing {
    /// Nobody is seen whole.
    Searching,
    /// The start is to be shown.
    Start,
    /// The hold is to be shown.
    Hold,
    /// The hold is being shown.
    Holding,
    /// Everything has been seen.
    Done,
}
