//! `supple list`: every stretch and routine, as a table to read or as one JSON document.

use std::io;
use std::io::Write;
use std::time::Duration;

use serde::Serialize;
use textwrap::{Options, WordSplitter};

use crate::language::Language;
use crate::stretch::{Dose, Pace, Routine, Step, Stretch, TargetPose};
use crate::stretch_file::{Library, Origin, camera_side_name, position_name};
use crate::wording::doses::dose;
use crate::wording::list as words;

/// The JSON document of `supple list --json`.
///
/// ```text
/// {"stretches": [{"id", "own", "replaces", "file"?, "title", "position", "camera": {"see", "distance_m", "height_m"}, "sides", "eases", "articles",
///                 "dose": {"hold_s" or "tempo_s", "reps", "rest_s"}, "guided"?, "poses"?: [{"id", "title", "say", "end"}]}],
///  "routines":  [{"id", "own", "replaces", "file"?, "title", "about", "minutes", "steps": [{"stretch", "dose"}]}]}
/// ```
///
/// `own` says whether it is the person's own, read from `file`, and `replaces` whether it stands for one inside the program.
/// A dose has `hold_s` where it is held and `tempo_s`, the least time of a repetition, where it is moved. Repetitions are for
/// each side where `sides` is true; `minutes` is approximate and includes getting into each stretch.
#[derive(Serialize)]
struct Listing<'a> {
    stretches: Vec<StretchRow<'a>>,
    routines: Vec<RoutineRow<'a>>,
}

#[derive(Serialize)]
struct StretchRow<'a> {
    id: &'a str,
    #[serde(flatten)]
    origin: OriginRow<'a>,
    title: &'a str,
    position: &'static str,
    camera: CameraRow,
    sides: bool,
    eases: &'a [String],
    articles: &'a [String],
    dose: DoseRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    guided: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    poses: Vec<PoseRow<'a>>,
}

#[derive(Serialize)]
struct PoseRow<'a> {
    id: &'a str,
    title: &'a str,
    say: &'a str,
    end: bool,
}

#[derive(Serialize)]
struct CameraRow {
    see: &'static str,
    distance_m: f64,
    height_m: f64,
}

#[derive(Serialize)]
struct DoseRow {
    #[serde(skip_serializing_if = "Option::is_none")]
    hold_s: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tempo_s: Option<f64>,
    reps: u32,
    rest_s: f64,
}

#[derive(Serialize)]
struct RoutineRow<'a> {
    id: &'a str,
    #[serde(flatten)]
    origin: OriginRow<'a>,
    title: &'a str,
    about: &'a str,
    minutes: u64,
    steps: Vec<StepRow<'a>>,
}

#[derive(Serialize)]
struct StepRow<'a> {
    stretch: &'a str,
    dose: DoseRow,
}

/// Where a stretch or routine comes from.
#[derive(Serialize)]
struct OriginRow<'a> {
    /// Whether it is the person's own.
    own: bool,
    /// Whether it replaces one inside the program.
    replaces: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

impl<'a> From<Origin<'a>> for OriginRow<'a> {
    fn from(origin: Origin<'a>) -> Self {
        match origin {
            Origin::Supple => Self { own: false, replaces: false, file: None },
            Origin::Own { file, replaces } => Self { own: true, replaces, file: Some(file) },
        }
    }
}

/// Whose it is, in words; nothing for ours.
fn mark(origin: Origin<'_>, language: Language) -> &'static str {
    match origin {
        Origin::Supple => "",
        Origin::Own { replaces: false, .. } => words::yours(language),
        Origin::Own { replaces: true, .. } => words::yours_replaces(language),
    }
}

impl<'a> StretchRow<'a> {
    fn new(stretch: &'a Stretch, origin: Origin<'a>) -> Self {
        Self {
            id: &stretch.id,
            origin: origin.into(),
            title: &stretch.title,
            position: position_name(stretch.position),
            camera: CameraRow {
                see: camera_side_name(stretch.camera.see),
                distance_m: stretch.camera.distance_m,
                height_m: stretch.camera.height_m,
            },
            sides: stretch.sided,
            eases: &stretch.eases,
            articles: &stretch.articles,
            dose: stretch.dose.into(),
            guided: stretch.guided.as_deref(),
            poses: stretch.poses.iter().flatten().map(PoseRow::from).collect(),
        }
    }
}

impl<'a> From<&'a TargetPose> for PoseRow<'a> {
    fn from(pose: &'a TargetPose) -> Self {
        Self { id: &pose.id, title: &pose.title, say: &pose.say, end: pose.is_end }
    }
}

impl From<Dose> for DoseRow {
    fn from(dose: Dose) -> Self {
        let (hold_s, tempo_s) = match dose.pace {
            Pace::Hold(hold) => (Some(hold.as_secs_f64()), None),
            Pace::Move { tempo } => (None, Some(tempo.as_secs_f64())),
        };
        Self { hold_s, tempo_s, reps: dose.reps, rest_s: dose.rest.as_secs_f64() }
    }
}

impl<'a> RoutineRow<'a> {
    fn new(routine: &'a Routine, origin: Origin<'a>) -> Self {
        let step = |step: &'a Step| StepRow { stretch: &step.stretch.id, dose: step.dose.into() };
        Self {
            id: &routine.id,
            origin: origin.into(),
            title: &routine.title,
            about: &routine.about,
            minutes: minutes(routine),
            steps: routine.steps.iter().map(step).collect(),
        }
    }
}

/// Writes every stretch and routine of `library`: in lines of at most `width` characters in this language, or with `json` one JSON document on one
/// line.
pub fn list(
    out: &mut dyn Write,
    library: &Library,
    json: bool,
    (width, language): (usize, Language),
) -> io::Result<()> {
    if json {
        let listing = Listing {
            stretches: library
                .stretches()
                .map(|stretch| StretchRow::new(stretch, library.stretch_origin(&stretch.id)))
                .collect(),
            routines: library
                .routines()
                .map(|routine| RoutineRow::new(routine, library.routine_origin(&routine.id)))
                .collect(),
        };
        serde_json::to_writer(&mut *out, &listing)?;
        return writeln!(out);
    }
    writeln!(out, "{}", words::stretches(language))?;
    let stretches = library.stretches().map(|stretch| Entry {
        id: &stretch.id,
        title: &stretch.title,
        mark: mark(library.stretch_origin(&stretch.id), language),
        about: words::of_stretch(stretch, &dose(stretch, stretch.dose, language), language),
    });
    entries(out, &stretches.collect::<Vec<_>>(), width)?;
    writeln!(out, "\n{}", words::routines(language))?;
    let routines = library.routines().map(|routine| {
        let steps: Vec<_> = routine.steps.iter().map(|step| step.stretch.id.as_str()).collect();
        Entry {
            id: &routine.id,
            title: &routine.title,
            mark: mark(library.routine_origin(&routine.id), language),
            about: words::of_routine(minutes(routine), &steps.join(", "), language),
        }
    });
    entries(out, &routines.collect::<Vec<_>>(), width)?;
    writeln!(out, "\n{}", textwrap::fill(words::footer(language), width))
}

/// What the list says of a stretch or routine.
pub(super) struct Entry<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub mark: &'static str,
    pub about: String,
}

/// How far what it says is set in below the names.
const INDENT: &str = "      ";

/// The names in two columns, and what is said of each below them.
pub(super) fn entries(out: &mut dyn Write, entries: &[Entry<'_>], width: usize) -> io::Result<()> {
    let column = entries.iter().map(|entry| entry.id.chars().count()).max().unwrap_or(0);
    for Entry { id, title, mark, about } in entries {
        let line = format!("  {id:<column$}   {title}   {mark}");
        // A name that is cut in two can't be typed.
        let options = Options::new(width).subsequent_indent(INDENT).word_splitter(WordSplitter::NoHyphenation);
        writeln!(out, "{}", textwrap::fill(line.trim_end(), &options))?;
        let options = options.initial_indent(INDENT);
        writeln!(out, "{}", textwrap::fill(about, options))?;
    }
    Ok(())
}

/// About how long a routine takes, in whole minutes, getting into each stretch included.
pub(super) fn minutes(routine: &Routine) -> u64 {
    let time: Duration = routine.steps.iter().map(Step::time).sum();
    time.as_secs().div_ceil(60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch::{Pace, TargetPose};

    fn dose_words(stretch: &Stretch, dose: Dose) -> String {
        super::dose(stretch, dose, Language::English)
    }
    use crate::stretch_file::embedded_text;

    fn listed(json: bool) -> String {
        let mut out = Vec::new();
        list(&mut out, &Library::embedded().unwrap(), json, (80, Language::English)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_list_fits_the_terminal() {
        let library = Library::embedded().unwrap();
        for width in [40, 80, 100] {
            let mut out = Vec::new();
            list(&mut out, &library, false, (width, Language::English)).unwrap();
            let text = String::from_utf8(out).unwrap();
            let longest = text.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(longest <= width, "{longest} characters for {width}:\n{text}");
        }
    }

    #[test]
    fn the_table_names_every_stretch_and_routine_with_its_dose() {
        let (text, library) = (listed(false), Library::embedded().unwrap());
        for stretch in library.stretches() {
            let (_, entry) = text.split_once(&format!("\n  {} ", stretch.id)).unwrap();
            let lines = entry.lines().take(4).map(str::trim).collect::<Vec<_>>().join(" ");
            for part in [&stretch.title, position_name(stretch.position), &dose_words(stretch, stretch.dose)] {
                assert!(lines.contains(part), "{part} in {lines}");
            }
        }
        for routine in library.routines() {
            assert!(
                text.contains(&routine.title)
                    && text.contains(words::of_routine(minutes(routine), "", Language::English).trim_end())
            );
        }
    }

    #[test]
    fn ones_own_are_marked() {
        let sphinx = embedded_text("sphinx").unwrap().1.to_owned();
        let routine = "title = 'Mine'\nabout = 'My own.'\n[[step]]\nstretch = 'sphinx'\n".to_owned();
        let files = [("a/sphinx.toml", sphinx.clone()), ("a/sphinx-2.toml", sphinx), ("a/mine.toml", routine)];
        let library = Library::with_own(&files.map(|(file, text)| (file.to_owned(), text))).unwrap();
        let listed = |json| {
            let mut out = Vec::new();
            list(&mut out, &library, json, (80, Language::English)).unwrap();
            String::from_utf8(out).unwrap()
        };
        let words = listed(false);
        for (id, end) in [
            ("sphinx", "   yours, replaces ours"),
            ("sphinx-2", "   yours"),
            ("mine", "   yours"),
            ("bird-dog", "Bird dog"),
        ] {
            let line = words.lines().find(|line| line.split_whitespace().next() == Some(id)).unwrap();
            assert!(line.ends_with(end), "{line}");
        }
        let document: serde_json::Value = serde_json::from_str(&listed(true)).unwrap();
        let row = |id: &str| {
            let rows = document["stretches"].as_array().unwrap().iter().chain(document["routines"].as_array().unwrap());
            rows.clone().find(|row| row["id"] == id).unwrap().clone()
        };
        assert_eq!((&row("sphinx")["own"], &row("sphinx")["replaces"]), (&true.into(), &true.into()));
        assert_eq!((&row("mine")["own"], &row("mine")["file"]), (&true.into(), &"a/mine.toml".into()));
        assert_eq!((&row("bird-dog")["own"], row("bird-dog").get("file")), (&false.into(), None));
    }

    #[test]
    fn json_is_one_document_on_one_line() {
        let text = listed(true);
        assert_eq!(text.lines().count(), 1);
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        let library = Library::embedded().unwrap();
        assert_eq!(document["stretches"].as_array().unwrap().len(), library.stretches().count());
        let sphinx = document["stretches"].as_array().unwrap().iter().find(|row| row["id"] == "sphinx").unwrap();
        assert_eq!(sphinx["position"], "prone");
        assert_eq!(sphinx["camera"]["see"], "side");
        assert!(sphinx["dose"]["hold_s"].as_f64().unwrap() > 0.0);
        let routine = &document["routines"][0];
        assert!(routine["minutes"].as_u64().unwrap() > 0);
        assert!(routine["steps"][0]["stretch"].is_string());
    }

    #[test]
    fn doses_are_said_in_words() {
        let sphinx = Library::embedded().unwrap().stretch("sphinx").unwrap();
        let held = |hold: f64, reps, rest, sided| {
            let dose = Dose { pace: Pace::Hold(Duration::from_secs_f64(hold)), reps, rest: Duration::from_secs(rest) };
            dose_words(&Stretch { sided, ..(*sphinx).clone() }, dose)
        };
        assert_eq!(held(25.0, 3, 10, false), "3 holds of 25 s, 10 s rest");
        assert_eq!(held(5.0, 1, 0, true), "1 hold of 5 s on each side");
        assert_eq!(held(1.5, 2, 0, false), "2 holds of 1.5 s");
    }

    #[test]
    fn poses_and_tempo_are_said_in_words() {
        let sphinx = Library::embedded().unwrap().stretch("sphinx").unwrap();
        let pose = |title: &str, is_end| TargetPose {
            id: title.to_lowercase(),
            title: title.to_owned(),
            say: "Go there.".to_owned(),
            is_end,
            targets: sphinx.targets.clone(),
            figure: None,
        };
        let words = |ends: [bool; 2], pace| {
            let poses = Some([pose("Cat", ends[0]), pose("Cow", ends[1])]);
            dose_words(&Stretch { poses, ..(*sphinx).clone() }, Dose { pace, reps: 10, rest: Duration::ZERO })
        };
        let tempo = Pace::Move { tempo: Duration::from_secs(4) };
        assert_eq!(words([true, true], tempo), "10 times between Cat and Cow, 4 s each or slower");
        let hold = Pace::Hold(Duration::from_secs(4));
        assert_eq!(words([true, true], hold), "10 holds of 4 s in Cat and in Cow");
        assert_eq!(words([false, true], hold), "10 holds of 4 s in Cow");
        let timed = Stretch { guided: Some("Press.".to_owned()), ..(*sphinx).clone() };
        let dose = Dose { pace: hold, reps: 2, rest: Duration::from_secs(1) };
        assert_eq!(dose_words(&timed, dose), "2 timed holds of 4 s, 1 s rest");
    }
}
