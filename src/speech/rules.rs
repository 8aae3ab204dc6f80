//! The rules of when something is said, each with where it comes from.

use std::time::Duration;

/// Corrections are at least this far apart: one thing at a time, and time to do it. Instructors for people who can't see them leave as
/// much between two (Rector et al., Eyes-Free Yoga, ASSETS 2013: one correction, from the trunk outward, then silence).
pub const CORRECTIONS_APART: Duration = Duration::from_secs(8);
/// The same words, of whatever kind, are not said again sooner; numbers are.
pub const SAME_WORDS_APART: Duration = Duration::from_secs(8);
/// The same correction is said at most so often in one hold: whoever can't do it has heard it.
pub const SAME_IN_A_HOLD: u32 = 2;
/// And so often in a stretch, however many holds it has.
pub const SAME_IN_A_STRETCH: u32 = 4;
/// In a hold at most this much is said in [`HOLD_WINDOW`]: stillness is what a hold is for. It is our own figure, a fifth of the time.
pub const SPEECH_IN_A_HOLD: Duration = Duration::from_secs(6);
/// The time over which [`SPEECH_IN_A_HOLD`] is counted.
pub const HOLD_WINDOW: Duration = Duration::from_secs(30);
/// Of that, what three, two and one need is left to them.
pub const KEPT_FOR_THE_END: Duration = Duration::from_millis(1800);
/// At most so many things that nobody waits for (corrections, praise) are said a minute.
pub const LINES_A_MINUTE: usize = 8;

/// Between two parts of what is said: parts that are spoken by themselves sound joined at 60 to 90 ms.
pub const BETWEEN_PHRASES: Duration = Duration::from_millis(80);
/// Between two things that are said: a breath.
pub const BETWEEN_LINES: Duration = Duration::from_millis(350);
/// A sound comes before words (it has no language, and turns the ear), and the words leave it this much room.
pub const AFTER_A_SOUND: Duration = Duration::from_millis(120);

/// Holds that are shorter are over before half of them is worth a word.
pub const HALFWAY_FROM: Duration = Duration::from_secs(14);
/// Ten seconds are announced in holds at least this long.
pub const TEN_FROM: Duration = Duration::from_secs(16);
/// A minute is announced in holds at least this long.
pub const MINUTE_FROM: Duration = Duration::from_secs(100);
/// The word that a hold has begun is left to the sound in holds shorter than this: there are many of them.
pub const HOLD_WORD_FROM: Duration = Duration::from_secs(8);
/// A rest at least this long has a word at its end.
pub const LONG_REST: Duration = Duration::from_secs(8);
/// Three, two, one are counted in holds at least this long.
pub const COUNT_FROM: Duration = Duration::from_secs(5);
/// Halfway and ten seconds nearer to each other than this are said as one.
pub const MERGED: Duration = Duration::from_secs(3);

/// In the first good hold of a stretch its praise is said after this long, if nothing was corrected: half of what physiotherapists say
/// tells what is right (JMIR Form Res 2025, e62903: 50.2 %), and it is about something.
pub const PRAISE_AFTER: Duration = Duration::from_secs(5);
/// Praise needs a hold that leaves room for it before the end is counted.
pub const PRAISE_FROM: Duration = Duration::from_secs(12);
/// A correction that was followed is answered, once, when it has been right for this long.
pub const FOLLOWED_FOR: Duration = Duration::from_secs(1);
/// What is done later than this after a correction isn't thought to follow it.
pub const FOLLOWED_WITHIN: Duration = Duration::from_secs(15);

/// Whoever has left the pose hears that the hold still waits after this long, and then as often.
pub const STILL_WAITING: Duration = Duration::from_secs(6);
/// Whoever stands about, when all that there was to say has been said, hears it once more after this long.
pub const STANDS_ABOUT: Duration = Duration::from_secs(45);
/// Whoever comes into view later than this after a stretch was announced hasn't heard it.
pub const ANNOUNCED_FOR: Duration = Duration::from_secs(20);
/// The name of a stretch, the side and the length of a hold are of use for so long.
pub const STILL_OF_USE: Duration = Duration::from_secs(4);
/// Whoever isn't seen is asked into the picture after this long, and then as often.
pub const NOT_SEEN_FOR: Duration = Duration::from_secs(5);
/// Both are said at most so often: they may have gone to the kitchen.
pub const ASKED_AT_MOST: u32 = 3;

/// What became due, and couldn't be said within this time, is dropped: words about a moment that has passed confuse. For words that
/// count time.
pub const NOW_OR_NEVER: Duration = Duration::from_millis(400);
/// The same for corrections and for what happened.
pub const SOON: Duration = Duration::from_millis(1500);
/// The same for what to do next, which is long and may wait for its turn.
pub const IN_TURN: Duration = Duration::from_secs(40);

/// Four seconds in and six out, about six breaths a minute: the pace that calms (Lehrer & Gevirtz, Front Psychol 2014).
pub const BREATH_IN: Duration = Duration::from_secs(4);
/// See [`BREATH_IN`].
pub const BREATH_OUT: Duration = Duration::from_secs(6);
