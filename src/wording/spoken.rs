//! What the program says aloud, written for the ear: short, warm and exact. Every sentence here is rendered once for each voice, so that the
//! numbers in them are few: what is between two of them is said as about the nearer one. [`all`] lists them.
//!
//! A phrase is what is spoken in one breath: a sentence, or as much of a long one as goes to a comma. Phrases are what voices are rendered
//! by, and between two of them one may be silent.

mod numbers;
mod phrase;

use std::time::Duration;

pub use phrase::phrases;

use numbers::{
    COUNTED, DISTANCES, HEIGHTS, MINUTES, MORE_REPETITIONS, REPETITIONS, TOLD, all_times, count, named_time, nearest,
    number, times,
};

use super::fact;
use super::messages::words;
use crate::body::Side;
use crate::history::Remark;
use crate::judge::{Cue, Prompt, Showing};
use crate::language::Language;
use crate::measure::{CameraSide, Measure, Unseen};
use crate::stretch::CameraAdvice;

/// A stretch's or a routine's name, as a sentence.
#[must_use]
pub fn title(title: &str) -> String {
    format!("{}.", title.trim_end_matches(['.', '!', '?']))
}

/// What the coach means to say, aloud. What is drawn is for the eye; what is heard has no brackets, and names no key.
#[must_use]
pub fn cue(cue: &Cue, language: Language) -> Vec<String> {
    let one = |words: fn(Language) -> &'static str| words(language).to_owned();
    match cue {
        Cue::Elsewhere { asked, .. } => vec![one(other_stretch), title(asked)],
        Cue::Stopped => vec![one(paused)],
        Cue::StayThere(seconds) => vec![one(that_is_it), stay_for(*seconds, language)],
        Cue::Slower(_) | Cue::Slowly => vec![one(slower)],
        Cue::NearlyThere(hint) => [vec![one(nearly_there)], phrases(hint)].concat(),
        // What the window adds is for the eye: whoever stays where they are has been understood.
        Cue::OwnRange => vec![one(that_is_it)],
        // That it was well held has been said with the hold's end.
        Cue::GoAgain => vec![one(come_out_and_go_again)],
        Cue::Prompt(prompt) => self::prompt(*prompt, language),
        Cue::Rest => vec![one(come_out)],
        Cue::OtherSide(side) => vec![one(side_done), now_side(*side, language)],
        cue => phrases(&cue.words(language)),
    }
}

/// What is said around a session.
fn prompt(prompt: Prompt, language: Language) -> Vec<String> {
    let said: &[fn(Language) -> &'static str] = match prompt {
        Prompt::StayThere => &[seen],
        Prompt::Count(number) => return counted(number, language).into_iter().collect(),
        Prompt::HowMuch => &[how_much, from_zero_to_ten],
        // Whoever arranges the room can read.
        Prompt::Dark => &[],
        Prompt::CameraGone => &[camera_gone],
        Prompt::CameraBack => &[on_we_go],
        Prompt::Away => &[not_seen, hold_waits],
        Prompt::Choose => &[raise_to_choose],
        Prompt::ComeIntoView => &[come_into_view],
        Prompt::Number(0) => &[zero],
        Prompt::Number(number) => return counted(u32::from(number), language).into_iter().collect(),
    };
    said.iter().map(|words| words(language).to_owned()).collect()
}

words! {
    /// What comes before the name of the next stretch.
    pub next = "spoken-next";
    /// Somebody has come into view.
    pub seen = "spoken-seen";
    /// The same where nothing is asked for.
    pub what_now = "spoken-what-now";
    /// Nobody has been seen for a while.
    pub not_seen = "spoken-not-seen";
    /// The same in mid-hold.
    pub hold_waits = "spoken-hold-waits";
    /// Nobody has been seen since the beginning.
    pub come_into_view = "spoken-come-into-view";
    /// Another stretch is done than the one that comes next.
    pub other_stretch = "spoken-other-stretch";
    /// A hold begins.
    pub hold = "spoken-hold";
    /// A hold goes on after it was left.
    pub on_we_go = "spoken-on-we-go";
    /// The pose was left in mid-hold.
    pub waiting = "spoken-waiting";
    /// The hold was given up: the next one begins anew.
    pub anew = "spoken-anew";
    /// Half of a hold is done.
    pub halfway = "spoken-halfway";
    /// What was asked for has been done.
    pub that_is_it = "spoken-that-is-it";
    /// A hold is done.
    pub well_held = "spoken-well-held";
    /// What follows a hold.
    pub come_out = "spoken-come-out";
    /// The same where the pose is still held after the rest.
    come_out_and_go_again = "spoken-come-out-and-go-again";
    /// A rest is over.
    pub again = "spoken-again";
    /// The last of a stretch is done.
    pub done = "spoken-done";
    /// A stretch is left out.
    pub skipped = "spoken-skipped";
    /// A stretch has two sides, and either may come first.
    pub either_side = "spoken-either-side";
    /// A stretch is moved.
    pub slowly = "spoken-slowly";
    /// Repetitions come too fast.
    slower = "spoken-slower";
    /// A target is missed by no more than it may be off.
    nearly_there = "spoken-nearly-there";
    /// The holds of one side are done.
    side_done = "spoken-side-done";
    /// The person has stopped the session for now.
    pub paused = "spoken-paused";
    /// How to choose.
    pub raise_to_choose = "spoken-raise-to-choose";
    /// The camera has been unplugged.
    camera_gone = "spoken-camera-gone";
    /// The question about pain, and how to answer it.
    how_much = "spoken-how-much";
    from_zero_to_ten = "spoken-from-zero-to-ten";
    zero = "spoken-zero";
    /// Something hurts.
    pub leave_it = "spoken-leave-it";
    /// Something hurts again.
    pub stop_today = "spoken-stop-today";
    /// The session is over.
    pub all_done = "spoken-all-done";
    /// The session is over before its end.
    pub enough = "spoken-enough";
    /// A word that precedes the first stretch.
    pub stop_if_it_hurts = "spoken-stop-if-it-hurts";
    /// What stretches of one's own say that were begun from a template or a demonstration.
    of_templates = "spoken-of-templates";
    on_each_side = "times-on-each-side";
}

/// The choices, in the order in which they are offered.
#[must_use]
pub fn choices(language: Language) -> [&'static str; 4] {
    ["spoken-choice-go-on", "spoken-choice-skip", "spoken-choice-hurts", "spoken-choice-stop"]
        .map(|name| language.say(name))
}

/// Which side is worked now.
#[must_use]
pub fn side(side: Side, language: Language) -> String {
    let name = match side {
        Side::Left => "spoken-left-side",
        Side::Right => "spoken-right-side",
    };
    language.say(name).to_owned()
}

fn now_side(side: Side, language: Language) -> String {
    language.tell("spoken-now-side", [("side", fact(side))])
}

/// Where the camera should stand.
#[must_use]
pub fn camera(camera: CameraAdvice, language: Language) -> Vec<String> {
    let distance = nearest(&DISTANCES, camera.distance_m, |(metres, _)| *metres).1;
    let height = nearest(&HEIGHTS, camera.height_m, |(metres, _)| *metres).1;
    [camera_side(camera.see), distance, height].map(|name| language.say(name).to_owned()).to_vec()
}

const fn camera_side(see: CameraSide) -> &'static str {
    match see {
        CameraSide::Side => "camera-sees-side",
        CameraSide::Front => "camera-sees-front",
        CameraSide::ThreeQuarter => "camera-sees-between",
    }
}

/// How long to hold.
#[must_use]
pub fn hold_for(time: Duration, language: Language) -> String {
    language.tell("spoken-hold-for", [("time", named_time(time, language).into())])
}

fn stay_for(seconds: u64, language: Language) -> String {
    let time = named_time(Duration::from_secs(seconds), language);
    language.tell("spoken-stay-for", [("time", time.into())])
}

/// How often.
#[must_use]
pub fn repetitions(reps: u32, each_side: bool, language: Language) -> Vec<String> {
    let times = times(reps, language);
    if each_side { vec![format!("{times},"), on_each_side(language).to_owned()] } else { vec![format!("{times}.")] }
}

/// How many repetitions are left; `None` where there are none or too many to say.
#[must_use]
pub fn more(left: u32, language: Language) -> Option<String> {
    (1..=REPETITIONS).contains(&left).then(|| counting("spoken-more", left, language))
}

/// A sentence that begins with a number.
fn counting(name: &'static str, number: u32, language: Language) -> String {
    language.tell(name, [("n", number.into()), ("words", count(number, language).into())])
}

/// The seconds that are left.
#[must_use]
pub fn seconds_left(seconds: u32, language: Language) -> String {
    match seconds {
        60 => language.say("spoken-one-minute").to_owned(),
        10 => language.say("spoken-ten-seconds").to_owned(),
        seconds => format!("{}.", count(seconds, language)),
    }
}

/// A number by itself, as one counts; `None` where nobody counts so far.
#[must_use]
pub fn counted(number: u32, language: Language) -> Option<String> {
    (1..=COUNTED).contains(&number).then(|| format!("{}.", count(number, language)))
}

/// What a session came to.
#[must_use]
pub fn came_to(holds: u32, movements: u32, held: Duration, language: Language) -> Vec<String> {
    let many = |number: u32, name, beyond| match number {
        0 => None,
        1..=TOLD => Some(counting(name, number, language)),
        _ => Some(language.say(beyond).to_owned()),
    };
    let held = held.as_secs_f64() / 60.0;
    let time = match held {
        ..0.75 => None,
        0.75..1.5 => Some(language.say("came-to-a-minute").to_owned()),
        _ => {
            let minutes = *nearest(&MINUTES, held, |&minutes| f64::from(minutes));
            Some(language.tell("came-to-minutes", [("words", number(minutes, language).into())]))
        }
    };
    let holds = many(holds, "came-to-holds", "came-to-many-holds");
    let movements = many(movements, "came-to-movements", "came-to-many-movements");
    [holds, movements, time].into_iter().flatten().collect()
}

/// What has come of stretching, a short word at the end.
#[must_use]
pub fn remark(remark: Remark, language: Language) -> Vec<String> {
    let one = |name| vec![language.say(name).to_owned()];
    match remark {
        Remark::ReachesFurther => one("remark-further"),
        Remark::HoldsLonger(side) => [vec![self::side(side, language)], one("remark-longer")].concat(),
        Remark::DaysInARow(3) => one("remark-third-day"),
        Remark::DaysInARow(5) => one("remark-fifth-day"),
        Remark::DaysInARow(7) => one("remark-seventh-day"),
        // No other row is remarked on.
        Remark::DaysInARow(_) => Vec::new(),
    }
}

/// Every sentence that is said whatever the stretch, but for those of its own words.
#[must_use]
pub fn all(language: Language) -> Vec<String> {
    let constant: [fn(Language) -> &'static str; 28] = [
        next,
        anew,
        seen,
        what_now,
        not_seen,
        hold_waits,
        come_into_view,
        other_stretch,
        hold,
        on_we_go,
        waiting,
        halfway,
        that_is_it,
        well_held,
        come_out,
        again,
        done,
        skipped,
        either_side,
        slowly,
        paused,
        raise_to_choose,
        leave_it,
        stop_today,
        all_done,
        enough,
        stop_if_it_hurts,
        of_templates,
    ];
    let constant = constant.into_iter().map(|words| words(language));
    let mut all: Vec<String> = constant.chain(choices(language)).flat_map(phrases).collect();
    for side in Side::BOTH {
        all.extend([self::side(side, language), now_side(side, language)]);
    }
    let cameras = [CameraSide::Side, CameraSide::Front, CameraSide::ThreeQuarter].map(camera_side).into_iter();
    let places = DISTANCES.iter().chain(&HEIGHTS).map(|(_, name)| *name);
    all.extend(cameras.chain(places).map(|name| language.say(name).to_owned()));
    for time in all_times(language) {
        all.push(language.tell("spoken-hold-for", [("time", time.into())]));
    }
    all.extend((1..=5).map(|seconds| stay_for(seconds, language)));
    for reps in (1..=REPETITIONS + 1).chain(MORE_REPETITIONS) {
        all.extend([repetitions(reps, false, language), repetitions(reps, true, language)].concat());
        all.extend(more(reps, language));
    }
    all.extend([10, 60].map(|seconds| seconds_left(seconds, language)));
    all.extend((1..=COUNTED).filter_map(|number| counted(number, language)));
    for many in 1..=TOLD + 1 {
        all.extend(came_to(many, 0, Duration::ZERO, language));
        all.extend(came_to(0, many, Duration::ZERO, language));
    }
    let minutes = [1, 2].into_iter().chain(MINUTES).map(|minutes| Duration::from_secs(60 * u64::from(minutes)));
    all.extend(minutes.flat_map(|time| came_to(0, 0, time, language)));
    all.extend(of_cues(language));
    all.extend(Remark::all().flat_map(|remark| self::remark(remark, language)));
    all.sort();
    all.dedup();
    all
}

/// The sentences of every cue that is spoken and has no words of a stretch's own.
fn of_cues(language: Language) -> Vec<String> {
    own_cues().iter().flat_map(|cue| self::cue(cue, language)).chain(super::all_of_missing(language)).collect()
}

/// Those cues.
pub fn own_cues() -> Vec<Cue> {
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
    cues
}
