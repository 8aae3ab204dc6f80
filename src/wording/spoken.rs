//! What the program says aloud, in English, written for the ear: short, warm and exact. Every sentence here is rendered once, so that the
//! numbers in them are few: what is between two of them is said as about the nearer one. [`all`] lists them.
//!
//! A phrase is what is spoken in one breath: a sentence, or as much of a long one as goes to a comma. Phrases are what voices are rendered
//! by, and between two of them one may be silent.

mod numbers;
mod phrase;

use std::time::Duration;

pub use numbers::{count, number};
pub use phrase::phrases;

use numbers::{
    COUNTED, DISTANCES, HEIGHTS, MINUTES, MORE_REPETITIONS, REPETITIONS, TOLD, all_times, named_time, nearest, times,
};

use crate::body::Side;
use crate::history::Remark;
use crate::judge::{Cue, Prompt, Showing};
use crate::measure::{CameraSide, Measure, Unseen};
use crate::stretch::CameraAdvice;

/// A stretch's or a routine's name, as a sentence.
#[must_use]
pub fn title(title: &str) -> String {
    format!("{}.", title.trim_end_matches(['.', '!', '?']))
}

/// What the coach means to say, aloud. What is drawn is for the eye; what is heard has no brackets, and names no key.
#[must_use]
pub fn cue(cue: &Cue) -> Vec<String> {
    match cue {
        Cue::Elsewhere { asked, .. } => vec![OTHER_STRETCH.to_owned(), title(asked)],
        Cue::Stopped => vec![PAUSED.to_owned()],
        Cue::StayThere(seconds) => vec!["That's it.".to_owned(), stay_for(*seconds)],
        Cue::Slower(_) | Cue::Slowly => vec!["A little slower.".to_owned()],
        Cue::NearlyThere(hint) => [vec!["Nearly there.".to_owned()], phrases(hint)].concat(),
        // What the window adds is for the eye: whoever stays where they are has been understood.
        Cue::OwnRange => vec![THAT_IS_IT.to_owned()],
        // That it was well held has been said with the hold's end.
        Cue::GoAgain => vec!["Come out gently, then go again.".to_owned()],
        Cue::Prompt(prompt) => self::prompt(*prompt),
        Cue::Rest => vec![COME_OUT.to_owned()],
        Cue::OtherSide(side) => vec!["That side is done.".to_owned(), now_side(*side)],
        cue => phrases(&cue.to_string()),
    }
}

/// What is said around a session.
fn prompt(prompt: Prompt) -> Vec<String> {
    match prompt {
        Prompt::StayThere => vec![SEEN.to_owned()],
        Prompt::Count(number) => counted(number).into_iter().collect(),
        Prompt::HowMuch => vec!["How much does it hurt just now,".to_owned(), "from zero to ten?".to_owned()],
        // Whoever arranges the room can read.
        Prompt::Dark => Vec::new(),
        Prompt::CameraGone => vec!["The camera is gone.".to_owned()],
        Prompt::CameraBack => vec![ON_WE_GO.to_owned()],
        Prompt::Away => vec![NOT_SEEN.to_owned(), HOLD_WAITS.to_owned()],
        Prompt::Choose => vec![RAISE_TO_CHOOSE.to_owned()],
        Prompt::ComeIntoView => vec![COME_INTO_VIEW.to_owned()],
        Prompt::Number(0) => vec!["Zero.".to_owned()],
        Prompt::Number(number) => counted(u32::from(number)).into_iter().collect(),
    }
}

/// What comes before the name of the next stretch.
pub const NEXT: &str = "Next:";
/// Somebody has come into view.
pub const SEEN: &str = "I can see you.";
/// The same where nothing is asked for.
pub const WHAT_NOW: &str = "What would you like to stretch?";
/// Nobody has been seen for a while.
pub const NOT_SEEN: &str = "I can't see you.";
/// The same in mid-hold.
pub const HOLD_WAITS: &str = "Your hold waits for you.";
/// Nobody has been seen since the beginning.
pub const COME_INTO_VIEW: &str = "Come into the picture when you are ready.";
/// Another stretch is done than the one that comes next.
pub const OTHER_STRETCH: &str = "That's another stretch.";
/// A hold begins.
pub const HOLD: &str = "Hold.";
/// A hold goes on after it was left.
pub const ON_WE_GO: &str = "On we go.";
/// The pose was left in mid-hold.
pub const WAITING: &str = "Take your time. Your hold waits.";
/// The hold was given up: the next one begins anew.
pub const ANEW: &str = "We begin anew when you are ready.";
/// Half of a hold is done.
pub const HALFWAY: &str = "Halfway.";
/// What was asked for has been done.
pub const THAT_IS_IT: &str = "That's it.";
/// A hold is done.
pub const WELL_HELD: &str = "Well held.";
/// What follows a hold.
pub const COME_OUT: &str = "Come out gently and rest.";
/// A rest is over.
pub const AGAIN: &str = "Again, when you are ready.";
/// The last of a stretch is done.
pub const DONE: &str = "Done.";
/// A stretch is left out.
pub const SKIPPED: &str = "We leave that one out.";
/// A stretch has two sides, and either may come first.
pub const EITHER_SIDE: &str = "Begin with either side.";
/// A stretch is moved.
pub const SLOWLY: &str = "Slowly, back and forth.";
/// The person has stopped the session for now.
pub const PAUSED: &str = "Paused.";
/// How to choose.
pub const RAISE_TO_CHOOSE: &str = "Raise an arm to choose.";
/// The choices, in the order in which they are offered.
pub const CHOICES: [&str; 4] = ["Go on?", "Skip this stretch?", "That hurts?", "Stop for today?"];
/// Something hurts.
pub const LEAVE_IT: &str = "Then leave it. Doing less, or leaving it out, is right.";
/// Something hurts again.
pub const STOP_TODAY: &str = "That is the second time. It is fine to stop for today.";
/// The session is over.
pub const ALL_DONE: &str = "All done. Well stretched.";
/// The session is over before its end.
pub const ENOUGH: &str = "That's all for today.";
/// A word that precedes the first stretch.
pub const STOP_IF_IT_HURTS: &str = "Stop whenever something hurts.";

/// Which side is worked now.
#[must_use]
pub fn side(side: Side) -> String {
    match side {
        Side::Left => "Left side.".to_owned(),
        Side::Right => "Right side.".to_owned(),
    }
}

fn now_side(side: Side) -> String {
    format!("Now your {} side.", side.name())
}

/// Where the camera should stand.
#[must_use]
pub fn camera(camera: CameraAdvice) -> Vec<String> {
    let distance = nearest(&DISTANCES, camera.distance_m, |(metres, _)| *metres).1;
    let height = nearest(&HEIGHTS, camera.height_m, |(metres, _)| *metres).1;
    vec![camera_side(camera.see).to_owned(), distance.to_owned(), height.to_owned()]
}

fn camera_side(see: CameraSide) -> &'static str {
    match see {
        CameraSide::Side => "Let the camera see you from the side,",
        CameraSide::Front => "Let the camera see you from the front,",
        CameraSide::ThreeQuarter => "Let the camera see you half from the front, half from the side,",
    }
}

/// How long to hold.
#[must_use]
pub fn hold_for(time: Duration) -> String {
    format!("Hold for {}.", named_time(time))
}

fn stay_for(seconds: u64) -> String {
    format!("Stay there for {}.", named_time(Duration::from_secs(seconds)))
}

/// How often.
#[must_use]
pub fn repetitions(reps: u32, each_side: bool) -> Vec<String> {
    let times = times(reps);
    if each_side { vec![format!("{times},"), ON_EACH_SIDE.to_owned()] } else { vec![format!("{times}.")] }
}

const ON_EACH_SIDE: &str = "on each side.";

/// How many repetitions are left; `None` where there are none or too many to say.
#[must_use]
pub fn more(left: u32) -> Option<String> {
    (1..=REPETITIONS).contains(&left).then(|| format!("{} more.", count(left)))
}

/// The seconds that are left.
#[must_use]
pub fn seconds_left(seconds: u32) -> String {
    match seconds {
        60 => "One minute.".to_owned(),
        10 => "Ten seconds.".to_owned(),
        seconds => format!("{}.", count(seconds)),
    }
}

/// A number by itself, as one counts; `None` where nobody counts so far.
#[must_use]
pub fn counted(number: u32) -> Option<String> {
    (1..=COUNTED).contains(&number).then(|| format!("{}.", count(number)))
}

/// What a session came to.
#[must_use]
pub fn came_to(holds: u32, movements: u32, held: Duration) -> Vec<String> {
    let many = |count: u32, one: &str, more: &str| match count {
        0 => None,
        1 => Some(format!("One {one}.")),
        2..=TOLD => Some(format!("{} {more}.", self::count(count))),
        _ => Some(format!("More than ten {more}.")),
    };
    let held = held.as_secs_f64() / 60.0;
    let time = match held {
        ..0.75 => None,
        0.75..1.5 => Some("About a minute held.".to_owned()),
        _ => Some(format!("About {} minutes held.", number(*nearest(&MINUTES, held, |&minutes| f64::from(minutes))))),
    };
    [many(holds, "hold", "holds"), many(movements, "repetition", "repetitions"), time].into_iter().flatten().collect()
}

/// What has come of stretching, a short word at the end.
#[must_use]
pub fn remark(remark: Remark) -> Vec<String> {
    match remark {
        Remark::ReachesFurther => vec!["You reach a little further now.".to_owned()],
        Remark::HoldsLonger(side) => vec![self::side(side), "It holds longer now.".to_owned()],
        Remark::DaysInARow(3) => vec!["Third day in a row.".to_owned()],
        Remark::DaysInARow(5) => vec!["Fifth day in a row.".to_owned()],
        Remark::DaysInARow(7) => vec!["Seventh day in a row.".to_owned()],
        // No other row is remarked on.
        Remark::DaysInARow(_) => Vec::new(),
    }
}

/// Every sentence that is said whatever the stretch, but for those of its own words.
#[must_use]
pub fn all() -> Vec<String> {
    let constants = [
        NEXT,
        ANEW,
        SEEN,
        WHAT_NOW,
        NOT_SEEN,
        HOLD_WAITS,
        COME_INTO_VIEW,
        OTHER_STRETCH,
        HOLD,
        ON_WE_GO,
        WAITING,
        HALFWAY,
        THAT_IS_IT,
        WELL_HELD,
        COME_OUT,
        AGAIN,
        DONE,
        SKIPPED,
        EITHER_SIDE,
        SLOWLY,
        PAUSED,
        RAISE_TO_CHOOSE,
        LEAVE_IT,
        STOP_TODAY,
        ALL_DONE,
        ENOUGH,
        STOP_IF_IT_HURTS,
    ];
    let mut all: Vec<String> = constants.iter().chain(&CHOICES).flat_map(|words| phrases(words)).collect();
    for side in Side::BOTH {
        all.extend([self::side(side), now_side(side)]);
    }
    all.extend([CameraSide::Side, CameraSide::Front, CameraSide::ThreeQuarter].map(|see| camera_side(see).to_owned()));
    all.extend(DISTANCES.iter().map(|(_, words)| (*words).to_owned()));
    all.extend(HEIGHTS.iter().map(|(_, words)| (*words).to_owned()));
    for time in all_times() {
        all.push(format!("Hold for {time}."));
    }
    all.extend((1..=5).map(stay_for));
    for reps in (1..=REPETITIONS + 1).chain(MORE_REPETITIONS) {
        all.extend([repetitions(reps, false), repetitions(reps, true)].concat());
        all.extend(more(reps));
    }
    all.extend([10, 60].map(seconds_left));
    all.extend((1..=COUNTED).filter_map(counted));
    for many in 1..=TOLD + 1 {
        all.extend(came_to(many, 0, Duration::ZERO));
        all.extend(came_to(0, many, Duration::ZERO));
    }
    all.extend([1, 2].map(|minute| Duration::from_secs(60 * minute)).iter().flat_map(|time| came_to(0, 0, *time)));
    all.extend(MINUTES.iter().flat_map(|&minutes| came_to(0, 0, Duration::from_secs(60 * u64::from(minutes)))));
    // What stretches of one's own say that were begun from a template or a demonstration.
    let unsaid =
        "Good. Stay here and keep breathing. Only as far as feels good. Stop if anything hurts. Stop if it hurts.";
    all.extend(phrases(unsaid));
    all.extend(of_cues());
    all.extend(Remark::all().flat_map(remark));
    all.sort();
    all.dedup();
    all
}

/// The sentences of every cue that has no words of a stretch's own.
fn of_cues() -> Vec<String> {
    let mut cues = vec![
        Cue::HoldStill,
        Cue::GoAgain,
        Cue::Rest,
        Cue::TimedRest,
        Cue::LowerCamera,
        Cue::OtherSide(Side::Left),
        Cue::StayThere(1),
        Cue::Slower(1),
        Cue::NearlyThere(String::new()),
        Cue::EaseOff(String::new()),
        Cue::Slowly,
        Cue::OwnRange,
    ];
    let showing = [Showing::Searching, Showing::Start, Showing::Hold, Showing::Holding, Showing::Done];
    cues.extend(showing.map(Cue::Show));
    let prompts = [
        Prompt::ComeIntoView,
        Prompt::Dark,
        Prompt::HowMuch,
        Prompt::Number(0),
        Prompt::CameraGone,
        Prompt::CameraBack,
        Prompt::Away,
        Prompt::Choose,
    ];
    cues.extend(prompts.map(Cue::Prompt));
    for measure in Measure::ALL {
        for side in Side::BOTH {
            for unseen in [Unseen::WrongView, Unseen::NoStart, Unseen::OutOfPicture, Unseen::Hidden] {
                cues.push(Cue::BeSeen(unseen, measure, side));
            }
        }
    }
    cues.iter().flat_map(cue).chain(super::all_of_missing()).collect()
}
