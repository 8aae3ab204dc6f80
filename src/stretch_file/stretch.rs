//! Checks a stretch file's own keys: everything but its targets.

use toml::de::DeTable;

use super::dose::{dose, tempo_place};
use super::figure::{FIGURE, figure};
use super::kind::STRETCH;
use super::limits::{
    FARTHEST_CAMERA_M, HIGHEST_CAMERA_M, LONGEST_HINT, LONGEST_NAME, LONGEST_NOTE, LONGEST_SAY, LONGEST_TITLE,
    NEAREST_CAMERA_M,
};
use super::pose;
use super::problem::ProblemKind;
use super::target;
use super::target::{Musts, Surroundings};
use super::vocabulary;
use super::words::{CAMERA_SIDES, POSITIONS};
use crate::language::Language;
use crate::measure::CameraSide;
use crate::stretch::{CameraAdvice, Dose, Pace, Stretch, TargetSide};
use crate::toml_check::{Field, Key, Problems, Sink, Table, checked, every};

const TITLE: Key = Key { name: "title", example: "title = \"Child's pose\"" };
const ARTICLES: Key = Key { name: "articles", example: "articles = [\"D\", \"E\"]" };
const EASES: Key = Key { name: "eases", example: "eases = [\"lower back\", \"hips\"]" };
const POSITION: Key = Key { name: "position", example: "position = \"kneeling\"" };
const CAMERA: Key = Key { name: "camera", example: "camera = { see = \"side\", distance_m = 2.0, height_m = 0.5 }" };
const SIDES: Key = Key { name: "sides", example: "sides = true" };
const ALTERNATES: Key = Key { name: "alternates", example: "alternates = true" };
const DOSE: Key = Key { name: "dose", example: "dose = { hold_s = 20, reps = 3, rest_s = 10 }" };
const SETUP: Key = Key { name: "setup", example: "setup = \"From hands and knees, sit back on your heels.\"" };
const PRAISE: Key = Key { name: "praise", example: "praise = \"Lovely. Keep breathing.\"" };
const SAFETY: Key = Key { name: "safety", example: "safety = \"Stop if it hurts.\"" };
const CANNOT_JUDGE: Key = Key { name: "cannot_judge", example: "cannot_judge = \"How your back is curved.\"" };
const GUIDED: Key = Key { name: "guided", example: "guided = \"Press your low back into the floor.\"" };
const BREATH: Key = Key { name: "breath", example: "breath = true" };
const POSE: Key = Key { name: "pose", example: "[[pose]], and below it id, title, say and [[pose.target]]" };
const TARGET: Key = Key { name: "target", example: "[[target]], and below it measure, range and hints" };
pub(super) const KEYS: [&Key; 17] = [
    &TITLE,
    &ARTICLES,
    &EASES,
    &POSITION,
    &CAMERA,
    &SIDES,
    &ALTERNATES,
    &DOSE,
    &SETUP,
    &PRAISE,
    &SAFETY,
    &CANNOT_JUDGE,
    &GUIDED,
    &BREATH,
    &POSE,
    &TARGET,
    &FIGURE,
];

pub(super) const CAMERA_KEYS: [&Key; 3] = [&SEE, &DISTANCE, &HEIGHT];

/// Said while the hold goes well when the file has no words of its own.
pub(super) fn praise_unsaid(language: Language) -> &'static str {
    match language {
        Language::English => "Good. Stay here and keep breathing.",
        Language::Spanish => "Bien. Quédate aquí y sigue respirando.",
    }
}

const SEE: Key = Key { name: "see", example: "see = \"side\"" };
const DISTANCE: Key = Key { name: "distance_m", example: "distance_m = 2.0" };
const HEIGHT: Key = Key { name: "height_m", example: "height_m = 0.5" };

/// Reads a stretch.
///
/// `id` becomes the stretch's name (the file's name without `.toml`, see [`id_of`](super::id_of)), `file` is how problems
/// call the file, and `text` is what it says.
pub fn parse_stretch(id: &str, file: &str, text: &str) -> Result<Stretch, Problems> {
    checked(&STRETCH, file, text, |root, sink| stretch(id, root, sink))
}

/// Reads every key before giving up on any, so that every problem is reported.
fn stretch(id: &str, root: &DeTable<'_>, sink: &Sink) -> Option<Stretch> {
    let root = Table::root(root, "the stretch", &KEYS, sink);
    let title = root.require(&TITLE).and_then(|field| field.text(LONGEST_TITLE));
    // A stretch of one's own comes from no article.
    let articles = root.optional(&ARTICLES, |field| {
        every(field.list("a list of texts")?.iter().map(|article| article.text(LONGEST_NAME)))
    });
    let eases = root.require(&EASES).and_then(|field| field.texts(LONGEST_NAME));
    let position = root.require(&POSITION).and_then(|field| field.word(&vocabulary::POSITION, POSITIONS));
    let camera = root.require(&CAMERA).map(|field| camera(&field));
    let sided = root.optional(&SIDES, Field::flag).ok().map(Option::unwrap_or_default);
    let alternates = root.optional(&ALTERNATES, Field::flag);
    let dose = root.require(&DOSE).and_then(|field| dose(&field));
    let setup = root.require(&SETUP).and_then(|field| field.text(LONGEST_NOTE));
    let praise = root.optional(&PRAISE, |field| field.text(LONGEST_HINT));
    let safety = root.require(&SAFETY).and_then(|field| safety(&field));
    let cannot_judge = root.optional(&CANNOT_JUDGE, |field| field.text(LONGEST_NOTE));
    let figure = root.optional(&FIGURE, figure);
    let (see, camera) = camera.unwrap_or_default();
    let guided = root.optional(&GUIDED, |field| field.text(LONGEST_SAY));
    let breath = root.optional(&BREATH, Field::flag).ok().map(Option::unwrap_or_default);
    let surroundings = Surroundings { sided, see };
    // The poses may be all there is to measure; without them the targets are the pose.
    let common = match (root.get(&POSE), root.get(&TARGET)) {
        (Some(_), None) => Some(Vec::new()),
        (Some(_), Some(field)) => target::targets(&field, surroundings, Musts::Elsewhere),
        (None, _) => root.require(&TARGET).and_then(|field| target::targets(&field, surroundings, Musts::AtLeastOne)),
    };
    let poses = root.optional(&POSE, |field| pose::poses(field, common.as_deref(), surroundings));
    let is_moved = |dose: &Dose| matches!(dose.pace, Pace::Move { .. });
    if dose.as_ref().is_some_and(is_moved)
        && let Some(field) = root.get(&DOSE)
    {
        let place = tempo_place(&field);
        if root.get(&POSE).is_none() {
            field.report_at(place.clone(), &ProblemKind::TempoWithoutPoses);
        }
        if let Some(guided) = root.get(&GUIDED) {
            guided.report_pair(guided.place(), Some((place, "a movement")), &ProblemKind::GuidedMovement);
        }
    }
    if let (Some(true), Some(sides), Some(common), Ok(poses)) = (sided, root.get(&SIDES), &common, &poses) {
        let mut targets = common.iter().chain(poses.iter().flatten().flat_map(|pose| &pose.targets));
        if targets.all(|target| matches!(target.limb, TargetSide::Near | TargetSide::Far)) {
            sides.report(&ProblemKind::NoWorkingSide);
        }
    }
    Some(Stretch {
        id: id.to_owned(),
        title: title?,
        articles: articles.ok()?.unwrap_or_default(),
        eases: eases?,
        position: position?,
        camera: camera?,
        sided: sided?,
        alternates: alternates.ok()?.unwrap_or_default(),
        dose: dose?,
        setup: setup?,
        praise: praise.ok()?.unwrap_or_else(|| praise_unsaid(Language::English).to_owned()),
        safety: safety?,
        cannot_judge: cannot_judge.ok()?,
        guided: guided.ok()?,
        breath: breath?,
        targets: common?,
        figure: figure.ok()?,
        poses: poses.ok()?,
    })
}

/// The camera's advice; the side it sees also comes by itself, since targets are checked against it even when the rest
/// of the advice is wrong.
fn camera(field: &Field<'_>) -> (Option<CameraSide>, Option<CameraAdvice>) {
    let Some(table) = field.table("camera", &CAMERA_KEYS) else { return (None, None) };
    let see = table.require(&SEE).and_then(|field| field.word(&vocabulary::CAMERA_SIDE, CAMERA_SIDES));
    let metres = |key, low, high| table.require(key).and_then(|field| field.number_within(low, high, " metres"));
    let distance_m = metres(&DISTANCE, NEAREST_CAMERA_M, FARTHEST_CAMERA_M);
    let height_m = metres(&HEIGHT, 0.0, HIGHEST_CAMERA_M);
    let advice = || Some(CameraAdvice { see: see?, distance_m: distance_m?, height_m: height_m? });
    (see, advice())
}

/// One text or a list of them.
fn safety(field: &Field<'_>) -> Option<Vec<String>> {
    if field.is_list() { field.texts(LONGEST_NOTE) } else { field.text(LONGEST_NOTE).map(|text| vec![text]) }
}
