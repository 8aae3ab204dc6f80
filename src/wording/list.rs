//! What `supple list` and `supple show` say of stretches and routines.

use super::measure;
use super::messages::words;
use super::numbers::plain;
use crate::language::Language;
use crate::measure::{CameraSide, Unit};
use crate::stretch::{CameraAdvice, Pace, Position, Role, Stretch, Target, TargetPose, TargetSide};

words! {
    /// Over the stretches.
    pub stretches = "list-stretches";
    /// Over the routines.
    pub routines = "list-routines";
    /// Of what is the person's own.
    pub yours = "list-yours";
    /// The same where it replaces one inside the program.
    pub yours_replaces = "list-yours-replaces";
    /// Below all of them.
    pub footer = "list-footer";
    /// Over the parts of a page.
    pub set_up = "show-set-up";
    pub dose = "show-dose";
    pub position = "show-position";
    pub camera = "show-camera";
    pub eases = "show-eases";
    pub articles = "show-articles";
    pub timed = "show-timed";
    pub form = "show-form";
    pub safety = "show-safety";
    pub cannot_judge = "show-cannot-judge";
    /// What is said where there is too little or too much.
    pub less = "show-less";
    pub more = "show-more";
    /// What numbers mean.
    pub note_joint = "note-joint";
    pub note_inclination = "note-inclination";
    pub note_torso = "note-torso";
    pub note_own_range = "note-own-range";
}

/// What the list says of a stretch with this dose.
pub fn of_stretch(stretch: &Stretch, dose: &str, language: Language) -> String {
    let position = named(stretch.position, language).into();
    let camera = camera_sees(stretch.camera.see, language).into();
    language.tell("list-stretch", [("position", position), ("camera", camera), ("dose", dose.into())])
}

/// What the list says of a routine that takes this long.
pub fn of_routine(minutes: u64, steps: &str, language: Language) -> String {
    language.tell("list-routine", [("time", about(minutes, language).into()), ("steps", steps.into())])
}

/// How long a routine takes.
pub fn takes(minutes: u64, language: Language) -> String {
    language.tell("show-takes", [("time", about(minutes, language).into())])
}

fn about(minutes: u64, language: Language) -> String {
    language.tell("about-minutes", [("minutes", minutes.into())])
}

/// What the camera should see.
fn camera_sees(see: CameraSide, language: Language) -> &'static str {
    language.say(match see {
        CameraSide::Side => "camera-your-side",
        CameraSide::Front => "camera-your-front",
        CameraSide::ThreeQuarter => "camera-you-between",
    })
}

/// Where it should stand.
pub fn camera_place(camera: CameraAdvice, language: Language) -> String {
    let facts = [
        ("camera", camera_sees(camera.see, language).into()),
        ("distance", plain(camera.distance_m, language).into()),
        ("height", plain(camera.height_m, language).into()),
    ];
    language.tell("show-camera-place", facts)
}

/// A position's name.
fn named(position: Position, language: Language) -> &'static str {
    language.say(match position {
        Position::Standing => "named-standing",
        Position::Seated => "named-seated",
        Position::Kneeling => "named-kneeling",
        Position::HandsAndKnees => "named-hands-and-knees",
        Position::Prone => "named-prone",
        Position::Supine => "named-supine",
        Position::SideLying => "named-side-lying",
    })
}

/// The same with what it means where that is a word of the trade.
pub fn explained(position: Position, language: Language) -> &'static str {
    match position {
        Position::Prone => language.say("explained-prone"),
        Position::Supine => language.say("explained-supine"),
        position => named(position, language),
    }
}

/// What to do in the part that the camera can't see.
pub fn guided(words: &str, language: Language) -> String {
    language.tell("show-guided", [("words", words.into())])
}

/// Over what must hold for a stretch to count.
pub fn counts(stretch: &Stretch, language: Language) -> &'static str {
    language.say(match (&stretch.poses, stretch.dose.pace) {
        (None, _) => "show-hold-counts",
        (Some(_), Pace::Hold(_)) => "show-both-hold-counts",
        (Some(_), Pace::Move { .. }) => "show-both-movement-counts",
    })
}

/// One of two poses.
pub fn pose(pose: &TargetPose, language: Language) -> String {
    let name = if pose.is_end { "show-pose" } else { "show-pose-start" };
    language.tell(name, [("title", pose.title.as_str().into()), ("words", pose.say.as_str().into())])
}

/// Over what must hold for it.
pub fn pose_reached(pose: &TargetPose, language: Language) -> String {
    language.tell("show-pose-reached", [("title", pose.title.as_str().into())])
}

/// A target with its range.
pub fn target(target: &Target, language: Language) -> String {
    let limb = match target.limb {
        TargetSide::Near => "",
        TargetSide::Far => language.say("show-far"),
        TargetSide::Working => language.say("show-working"),
        TargetSide::Supporting => language.say("show-supporting"),
    };
    let seen = if target.role == Role::MustIfSeen { language.say("show-where-seen") } else { "" };
    let facts = [
        ("measure", measure(target.measure, language).into()),
        ("limb", limb.into()),
        ("seen", seen.into()),
        ("range", range(target, language).into()),
    ];
    language.tell("show-target", facts)
}

/// A target's range in words and units: an end that the measure cannot pass is not mentioned.
pub fn range(target: &Target, language: Language) -> String {
    let unit = language.say(match target.measure.definition().unit {
        Unit::Degrees => "range-degrees",
        Unit::TorsoLengths => "range-lengths",
        Unit::Ratio => "range-ratio",
    });
    let (least, most) = if target.from_start { target.measure.span_of_change() } else { target.measure.span() };
    let (low, high) = (target.range.low(), target.range.high());
    let number = |value| plain(value, language).into();
    let (low, high, has_low, has_high) = (number(low), number(high), low > least, high < most);
    let change = if target.from_start { language.say("range-change") } else { "" };
    let (unit, change) = (("unit", unit.into()), ("change", change.into()));
    match (has_low, has_high) {
        (true, true) => language.tell("range-between", [("low", low), ("high", high), unit, change]),
        (true, false) => language.tell("range-at-least", [("low", low), unit, change]),
        (false, true) => language.tell("range-at-most", [("high", high), unit, change]),
        (false, false) => language.say("range-anything").to_owned(),
    }
}
