//! How much of a stretch there is to do.

use super::numbers::plain;
use crate::language::Language;
use crate::stretch::{Dose, Pace, Stretch, TargetPose};

/// A dose of a stretch in words, such as `3 holds of 25 s, 10 s rest` or `10 times between Cat and Cow, 4 s each or slower`.
#[must_use]
pub fn dose(stretch: &Stretch, dose: Dose, language: Language) -> String {
    let side = if stretch.sided { language.say("dose-on-each-side") } else { "" };
    let seconds = |time: std::time::Duration| plain(time.as_secs_f64(), language);
    let rest = match dose.rest {
        rest if rest.is_zero() => String::new(),
        rest => language.tell("dose-rest", [("seconds", seconds(rest).into())]),
    };
    if let (Pace::Move { tempo }, Some([first, second])) = (dose.pace, &stretch.poses) {
        let facts = [
            ("reps", dose.reps.into()),
            ("first", first.title.as_str().into()),
            ("second", second.title.as_str().into()),
            ("side", side.into()),
            ("tempo", seconds(tempo).into()),
            ("rest", rest.into()),
        ];
        return language.tell("dose-moved", facts);
    }
    let holds = if stretch.guided.is_some() { "dose-timed-holds" } else { "dose-holds" };
    let holds = language.tell(holds, [("reps", dose.reps.into())]);
    let ends = match ends(stretch) {
        [Some(first), Some(second)] => {
            let facts = [("first", first.title.as_str().into()), ("second", second.title.as_str().into())];
            language.tell("dose-in-both", facts)
        }
        [Some(only), None] | [None, Some(only)] => {
            language.tell("dose-in-one", [("first", only.title.as_str().into())])
        }
        [None, None] => String::new(),
    };
    let facts = [
        ("holds", holds.into()),
        ("seconds", seconds(dose.pace.time()).into()),
        ("ends", ends.into()),
        ("side", side.into()),
        ("rest", rest.into()),
    ];
    language.tell("dose-held", facts)
}

/// The poses of a stretch with two that are held.
fn ends(stretch: &Stretch) -> [Option<&TargetPose>; 2] {
    stretch
        .poses
        .as_ref()
        .map_or([None, None], |poses| poses.each_ref().map(|pose| Some(pose).filter(|pose| pose.is_end)))
}
