//! Checks a stretch file's own keys: everything but its targets.

use std::time::Duration;

use toml::de::DeTable;

use super::field::Field;
use super::limits::{
    FARTHEST_CAMERA_M, HIGHEST_CAMERA_M, LONGEST_HINT, LONGEST_HOLD_S, LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE,
    LONGEST_TORSO_LENGTHS, MOST_REPS, NEAREST_CAMERA_M, SHORTEST_HOLD_S,
};
use super::problem::{FileKind, ProblemKind, Vocabulary};
use super::reader::{Key, Sink, Table, every};
use super::report::Problems;
use super::syntax::checked;
use super::target::{self, Surroundings};
use super::words::{CAMERA_SIDES, POSITIONS};
use crate::coach::{CameraAdvice, CameraSide, Dose, Figure, Landmark, Limb, Point, Stretch};

const TITLE: Key = Key { name: "title", example: "title = \"Child's pose\"" };
const ARTICLES: Key = Key { name: "articles", example: "articles = [\"D\", \"E\"]" };
const EASES: Key = Key { name: "eases", example: "eases = [\"lower back\", \"hips\"]" };
const POSITION: Key = Key { name: "position", example: "position = \"kneeling\"" };
const CAMERA: Key = Key { name: "camera", example: "camera = { see = \"side\", distance_m = 2.0, height_m = 0.5 }" };
const SIDES: Key = Key { name: "sides", example: "sides = true" };
const DOSE: Key = Key { name: "dose", example: "dose = { hold_s = 20, reps = 3, rest_s = 10 }" };
const SETUP: Key = Key { name: "setup", example: "setup = \"From hands and knees, sit back on your heels.\"" };
const PRAISE: Key = Key { name: "praise", example: "praise = \"Lovely. Keep breathing.\"" };
const SAFETY: Key = Key { name: "safety", example: "safety = \"Stop if it hurts.\"" };
const CANNOT_JUDGE: Key = Key { name: "cannot_judge", example: "cannot_judge = \"How your back is curved.\"" };
const TARGET: Key = Key { name: "target", example: "[[target]], and below it measure, range and hints" };
const FIGURE: Key = Key { name: "figure", example: "[figure], and below it lines such as right_knee = [0.4, 0.7]" };
const KEYS: [&Key; 13] = [
    &TITLE,
    &ARTICLES,
    &EASES,
    &POSITION,
    &CAMERA,
    &SIDES,
    &DOSE,
    &SETUP,
    &PRAISE,
    &SAFETY,
    &CANNOT_JUDGE,
    &TARGET,
    &FIGURE,
];

/// Said while the hold goes well when the file has no words of its own.
const PRAISE_UNSAID: &str = "Good. Stay here and keep breathing.";

const SEE: Key = Key { name: "see", example: "see = \"side\"" };
const DISTANCE: Key = Key { name: "distance_m", example: "distance_m = 2.0" };
const HEIGHT: Key = Key { name: "height_m", example: "height_m = 0.5" };

/// How long one hold lasts.
pub(super) const HOLD: Key = Key { name: "hold_s", example: "hold_s = 20" };
/// How many holds there are, on each side.
pub(super) const REPS: Key = Key { name: "reps", example: "reps = 3" };
/// How long the rest between them lasts.
pub(super) const REST: Key = Key { name: "rest_s", example: "rest_s = 10" };

const LANDMARK: Key = Key { name: "landmark", example: "right_knee = [0.4, 0.7]" };
const X: Key = Key { name: "x", example: "right_knee = [0.4, 0.7]" };
const Y: Key = Key { name: "y", example: "right_knee = [0.4, 0.7]" };

/// Reads a stretch.
///
/// `id` becomes the stretch's name (the file's name without `.toml`, see [`id_of`](super::id_of)), `file` is how problems
/// call the file, and `text` is what it says.
pub fn parse_stretch(id: &str, file: &str, text: &str) -> Result<Stretch, Problems> {
    checked(FileKind::Stretch, file, text, |root, sink| stretch(id, root, sink))
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
    let position = root.require(&POSITION).and_then(|field| field.word(Vocabulary::Position, POSITIONS));
    let camera = root.require(&CAMERA).map(|field| camera(&field));
    let sided = root.optional(&SIDES, Field::flag).ok().map(Option::unwrap_or_default);
    let dose = root.require(&DOSE).and_then(|field| dose(&field));
    let setup = root.require(&SETUP).and_then(|field| field.text(LONGEST_NOTE));
    let praise = root.optional(&PRAISE, |field| field.text(LONGEST_HINT));
    let safety = root.require(&SAFETY).and_then(|field| safety(&field));
    let cannot_judge = root.optional(&CANNOT_JUDGE, |field| field.text(LONGEST_NOTE));
    let figure = root.optional(&FIGURE, figure);
    let (see, camera) = camera.unwrap_or_default();
    let targets = root.require(&TARGET).and_then(|field| target::targets(&field, Surroundings { sided, see }));
    if let (Some(true), Some(targets), Some(sides)) = (sided, &targets, root.get(&SIDES))
        && targets.iter().all(|target| matches!(target.limb, Limb::Near | Limb::Far))
    {
        sides.report(ProblemKind::NoWorkingSide);
    }
    Some(Stretch {
        id: id.to_owned(),
        title: title?,
        articles: articles.ok()?.unwrap_or_default(),
        eases: eases?,
        position: position?,
        camera: camera?,
        sided: sided?,
        dose: dose?,
        setup: setup?,
        praise: praise.ok()?.unwrap_or_else(|| PRAISE_UNSAID.to_owned()),
        safety: safety?,
        cannot_judge: cannot_judge.ok()?,
        targets: targets?,
        figure: figure.ok()?,
    })
}

/// The camera's advice; the side it sees also comes by itself, since targets are checked against it even when the rest
/// of the advice is wrong.
fn camera(field: &Field<'_>) -> (Option<CameraSide>, Option<CameraAdvice>) {
    let Some(table) = field.table("camera", &[&SEE, &DISTANCE, &HEIGHT]) else { return (None, None) };
    let see = table.require(&SEE).and_then(|field| field.word(Vocabulary::CameraSide, CAMERA_SIDES));
    let metres = |key, low, high| table.require(key).and_then(|field| field.number_within(low, high, " metres"));
    let distance_m = metres(&DISTANCE, NEAREST_CAMERA_M, FARTHEST_CAMERA_M);
    let height_m = metres(&HEIGHT, 0.0, HIGHEST_CAMERA_M);
    let advice = || Some(CameraAdvice { see: see?, distance_m: distance_m?, height_m: height_m? });
    (see, advice())
}

fn dose(field: &Field<'_>) -> Option<Dose> {
    let table = field.table("dose", &[&HOLD, &REPS, &REST])?;
    let hold = table.require(&HOLD).and_then(|field| hold(&field));
    let reps = table.require(&REPS).and_then(|field| reps(&field));
    let rest = table.require(&REST).and_then(|field| rest(&field));
    Some(Dose { hold: hold?, reps: reps?, rest: rest? })
}

/// How long one hold lasts.
pub(super) fn hold(field: &Field<'_>) -> Option<Duration> {
    seconds(field, SHORTEST_HOLD_S)
}

/// How many holds there are, on each side.
pub(super) fn reps(field: &Field<'_>) -> Option<u32> {
    field.whole_within(1, MOST_REPS)
}

/// How long the rest between them lasts; none is a rest too.
pub(super) fn rest(field: &Field<'_>) -> Option<Duration> {
    seconds(field, 0.0)
}

fn seconds(field: &Field<'_>, least: f64) -> Option<Duration> {
    let seconds = field.number_within(least, LONGEST_HOLD_S, " seconds")?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// One text or a list of them.
fn safety(field: &Field<'_>) -> Option<Vec<String>> {
    if field.is_list() { field.texts(LONGEST_NOTE) } else { field.text(LONGEST_NOTE).map(|text| vec![text]) }
}

/// The stick figure: a line for each landmark, in torso lengths.
fn figure(field: &Field<'_>) -> Option<Figure> {
    let points = field.open_table()?.into_iter().map(|(name, place, value)| {
        let landmark = Landmark::ALL.into_iter().find(|landmark| landmark.name() == name);
        if landmark.is_none() {
            let known = Landmark::ALL.into_iter().map(Landmark::name);
            field.report_at(place, ProblemKind::unknown_word(Vocabulary::Landmark, name, known));
        }
        let [(_, x), (_, y)] = value.under(&LANDMARK).pair("two numbers in [ ]")?;
        let coordinate = |field: &Field<'_>, key| {
            field.under(key).number_within(-LONGEST_TORSO_LENGTHS, LONGEST_TORSO_LENGTHS, " torso lengths")
        };
        let (x, y) = (coordinate(&x, &X), coordinate(&y, &Y));
        Some((landmark?, Point::new(x?, y?)))
    });
    Some(Figure { points: every(points)? })
}
