//! Checks the two poses of a stretch that has two: their names and words, what each is measured by, and that one can be told
//! from the other.

use super::figure::{FIGURE, figure};
use super::limits::{LONGEST_NAME, LONGEST_SAY, LONGEST_TITLE};
use super::problem::ProblemKind;
use super::target;
use super::target::{Musts, Surroundings};
use crate::stretch::{Role, Target, TargetPose};
use crate::toml_check::{Field, Key, Table, every};

const ID: Key = Key { name: "id", example: "id = \"cat\"" };
const TITLE: Key = Key { name: "title", example: "title = \"Cat\"" };
const SAY: Key = Key { name: "say", example: "say = \"Round your back up and let your head hang.\"" };
const END: Key = Key { name: "end", example: "end = false" };
const TARGET: Key = Key { name: "target", example: "[[pose.target]], and below it measure, range and hints" };
pub(super) const KEYS: [&Key; 6] = [&ID, &TITLE, &SAY, &END, &TARGET, &FIGURE];

/// Reads both poses. `common` are the targets that hold in both; unknown where the file is wrong about them.
pub(super) fn poses(
    field: &Field<'_>,
    common: Option<&[Target]>,
    surroundings: Surroundings,
) -> Option<[TargetPose; 2]> {
    let list = field.list("a list of [[pose]] tables")?;
    if list.len() != 2 {
        let odd = list.get(2).or(list.first()).unwrap_or(field);
        odd.report(&ProblemKind::NotTwoPoses { found: list.len() });
    }
    let read = every(list.iter().map(|field| pose(field, common, surroundings)))?;
    // What is compared is there only where everything could be read.
    let [first, second] = <[TargetPose; 2]>::try_from(read).ok()?;
    let [first_field, second_field] = list.as_slice() else { return None };
    let also = || Some((first_field.place(), "the first"));
    let mut is_right = true;
    let mut wrong = |kind: &ProblemKind| {
        second_field.report_pair(second_field.place(), also(), kind);
        is_right = false;
    };
    if first.id == second.id {
        wrong(&ProblemKind::DuplicatePose { id: second.id.clone() });
    }
    let common = common?;
    let own = |pose: &TargetPose| pose.targets.get(common.len()..).unwrap_or_default().to_vec();
    if !are_apart(&own(&first), &own(&second)) {
        wrong(&ProblemKind::PosesAlike);
    }
    if !first.is_end && !second.is_end && !common.iter().any(|target| target.role == Role::Must) {
        wrong(&ProblemKind::NoEnd);
    }
    is_right.then_some([first, second])
}

/// Whether nobody can be in both poses at once: one measure must lie in two ranges that don't meet.
fn are_apart(first: &[Target], second: &[Target]) -> bool {
    let must = |target: &&Target| target.role == Role::Must;
    first.iter().filter(must).any(|one| {
        second.iter().filter(must).any(|other| {
            let same = (one.measure, one.limb) == (other.measure, other.limb);
            same && (one.range.high() < other.range.low() || other.range.high() < one.range.low())
        })
    })
}

fn pose(field: &Field<'_>, common: Option<&[Target]>, surroundings: Surroundings) -> Option<TargetPose> {
    let table = field.table("a [[pose]]", &KEYS)?;
    let id = table.require(&ID).and_then(|field| id(&field));
    let title = table.require(&TITLE).and_then(|field| field.text(LONGEST_TITLE));
    let say = table.require(&SAY).and_then(|field| field.text(LONGEST_SAY));
    let end = table.optional(&END, Field::flag);
    let figure = table.optional(&FIGURE, figure);
    let targets = table.require(&TARGET).and_then(|field| {
        let own = target::targets(&field, surroundings, Musts::AtLeastOne)?;
        both(common?, &own, &table)
    });
    Some(TargetPose {
        id: id?,
        title: title?,
        say: say?,
        is_end: end.ok()?.unwrap_or(true),
        targets: targets?,
        figure: figure.ok()?,
    })
}

/// What holds in both poses, then this one's own; each with a name of its own.
fn both(common: &[Target], own: &[Target], table: &Table<'_>) -> Option<Vec<Target>> {
    let taken: Vec<_> = own.iter().filter(|target| common.iter().any(|other| other.id == target.id)).collect();
    for target in &taken {
        table.report(&ProblemKind::DuplicateTarget { id: target.id.to_string() });
    }
    taken.is_empty().then(|| common.iter().chain(own).cloned().collect())
}

fn id(field: &Field<'_>) -> Option<String> {
    let id = field.text(LONGEST_NAME)?;
    if id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return Some(id);
    }
    field.report(&ProblemKind::BadPoseId { id });
    None
}

#[cfg(test)]
mod tests {
    use crate::stretch_file::parse_stretch;
    use crate::toml_check::Problems;

    const HEAD: &str = "title = 'T'\neases = ['back']\nposition = 'hands and knees'\n\
        camera = { see = 'side', distance_m = 2, height_m = 0.5 }\n\
        dose = { tempo_s = 4, reps = 10, rest_s = 0 }\nsetup = 'Kneel.'\nsafety = 'Gently.'\n";
    const COMMON: &str =
        "[[target]]\nmeasure = 'thigh_inclination'\nrange = [0, 25]\nmust = true\nabove = 'Knees under hips.'\n";
    const CAT: &str = "[[pose]]\nid = 'cat'\ntitle = 'Cat'\nsay = 'Round your back.'\n[[pose.target]]\n\
        measure = 'head'\nrange = [110, 180]\nmust = true\nbelow = 'Let your head hang.'\n";
    const COW: &str = "[[pose]]\nid = 'cow'\ntitle = 'Cow'\nsay = 'Look ahead.'\n[[pose.target]]\n\
        measure = 'head'\nrange = [0, 90]\nmust = true\nabove = 'Lift your chin.'\n";

    fn codes(text: &str) -> Vec<String> {
        let problems = parse_stretch("t", "t.toml", &format!("{HEAD}{text}"));
        problems.err().iter().flat_map(Problems::all).map(|problem| problem.code().replace("stretch::", "")).collect()
    }

    #[test]
    fn two_poses_have_what_is_common_and_what_is_their_own() {
        let stretch = parse_stretch("t", "t.toml", &format!("{HEAD}{COMMON}{CAT}{COW}end = true")).unwrap_err();
        assert_eq!(stretch.all().len(), 1, "`end` after a [[pose.target]] belongs to that target");
        let stretch = parse_stretch("t", "t.toml", &format!("{HEAD}{COMMON}{CAT}{COW}")).unwrap();
        let [cat, cow] = stretch.poses.as_ref().unwrap();
        assert_eq!((cat.id.as_str(), cow.say.as_str(), cow.is_end), ("cat", "Look ahead.", true));
        let ids = |targets: &[crate::stretch::Target]| targets.iter().map(|t| t.id.to_string()).collect::<Vec<_>>();
        assert_eq!(ids(&stretch.targets), ["thigh_inclination"]);
        assert_eq!(ids(&cat.targets), ["thigh_inclination", "head"]);
        let without_common = parse_stretch("t", "t.toml", &format!("{HEAD}{CAT}{COW}")).unwrap();
        assert_eq!((without_common.targets.len(), without_common.poses.unwrap()[1].targets.len()), (0, 1));
    }

    #[test]
    fn there_are_none_or_two() {
        assert_eq!(codes(&format!("{COMMON}{CAT}")), ["two-poses"]);
        assert_eq!(codes(&format!("{CAT}{COW}{CAT}")), ["two-poses"]);
        assert_eq!(codes(&format!("{COMMON}[pose]\nid = 'cat'")), ["wrong-type"]);
        assert_eq!(codes(COMMON), ["tempo-without-poses"]);
        assert_eq!(codes("pose = []"), ["two-poses"]);
    }

    #[test]
    fn each_pose_is_named_and_measured() {
        assert_eq!(codes(&format!("{CAT}{}", COW.replace("id = 'cow'", "id = 'cat'"))), ["duplicate-pose"]);
        assert_eq!(codes(&format!("{CAT}{}", COW.replace("id = 'cow'", "id = 'Cow!'"))), ["bad-pose-id"]);
        assert_eq!(codes(&format!("{CAT}{}", COW.replace("must = true\n", ""))), ["no-must-target"]);
        assert_eq!(codes(&format!("{CAT}[[pose]]\nid = 'cow'")), ["missing-key"; 3]);
        let long = format!("say = '{}'", "x".repeat(91));
        assert_eq!(codes(&format!("{CAT}{}", COW.replace("say = 'Look ahead.'", &long))), ["too-long"]);
        assert_eq!(codes(&format!("{COMMON}id = 'head'\n{CAT}{COW}")), ["duplicate-target"; 2]);
        assert_eq!(codes(&format!("{CAT}{}", COW.replace("title", "titel"))), ["missing-key", "unknown-key"]);
    }

    #[test]
    fn nobody_can_be_in_both_at_once() {
        for other in ["measure = 'head'\nrange = [0, 110]", "measure = 'neck'\nrange = [0, 90]"] {
            let cow = COW.replace("measure = 'head'\nrange = [0, 90]", other);
            assert_eq!(codes(&format!("{CAT}{cow}")), ["poses-alike"], "{other}");
        }
    }

    #[test]
    fn something_can_be_held() {
        let start = |pose: &str| pose.replace("say =", "end = false\nsay =");
        assert_eq!(codes(&format!("{}{}", start(CAT), start(COW))), ["no-end"]);
        assert_eq!(codes(&format!("{COMMON}{}{}", start(CAT), start(COW))), [""; 0]);
    }

    #[test]
    fn what_the_camera_cannot_see_is_timed_in_holds() {
        assert_eq!(codes(&format!("guided = 'Breathe.'\n{CAT}{COW}")), ["guided-movement"]);
        let held = HEAD.replace("tempo_s = 4", "hold_s = 4");
        let stretch = parse_stretch("t", "t.toml", &format!("{held}guided = 'Breathe.'\n{COMMON}")).unwrap();
        assert_eq!(stretch.guided.as_deref(), Some("Breathe."));
    }

    #[test]
    fn sides_are_told_by_any_pose() {
        assert_eq!(codes(&format!("sides = true\n{CAT}{COW}")), ["no-working-side"]);
        assert_eq!(
            codes(&format!("sides = true\n{CAT}{COW}side = 'working'\n{COMMON}").replace(COMMON, "")),
            ["poses-alike"]
        );
        let [cat, cow] = [CAT, COW].map(|pose| format!("{pose}side = 'working'\n"));
        assert_eq!(codes(&format!("sides = true\n{cat}{cow}")), [""; 0]);
    }
}
