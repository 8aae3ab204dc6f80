//! Stretch and routine files: the ones that the program carries are right, and wrong ones are told what is wrong.

#![allow(clippy::disallowed_methods, reason = "a test reads its cases from files")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use supple::app::check::{Given, check};
use supple::body::Landmark;
use supple::body::Landmark::{
    LeftAnkle, LeftElbow, LeftHip, LeftKnee, LeftShoulder, LeftWrist, Nose, RightAnkle, RightElbow, RightHip,
    RightKnee, RightShoulder, RightWrist,
};
use supple::language::Language;
use supple::measure::CameraSide;
use supple::stretch::{Deeper, PoseIndex, Stretch};
use supple::stretch_file::FileKind;
use supple::stretch_file::Named;
use supple::stretch_file::kind_of;
use supple::stretch_file::parse_routine;
use supple::stretch_file::parse_stretch;
use supple::stretch_file::translate_stretch;
use supple::stretch_file::{Library, id_of};
use supple::toml_check::Style;

/// A hint of this many characters fits the window in one row and a half of its largest letters.
const SHORT_HINT: usize = 42;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder with this ending, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    files
}

fn library() -> Library {
    match Library::embedded() {
        Ok(library) => library,
        Err(wrong) => {
            panic!("{}", wrong.iter().map(|problems| problems.render(Style::PLAIN)).collect::<String>())
        }
    }
}

fn stretches_in(language: Language) -> Vec<Arc<Stretch>> {
    Library::in_language(language, &[]).unwrap().stretches().cloned().collect()
}

fn checked(name: &str, text: &str) -> (bool, String) {
    let mut out = Vec::new();
    let good = check(
        &mut out,
        &library(),
        &[Given::Text { file: name.to_owned(), text: text.to_owned(), beside: Vec::new() }],
        Style::PLAIN,
    )
    .unwrap();
    (good, String::from_utf8(out).unwrap())
}

#[test]
fn the_program_carries_every_file_of_the_folder() {
    let library = library();
    let ids = |folder: &str| -> Vec<_> {
        files(&root().join(folder), "toml").iter().map(|path| id_of(&path.to_string_lossy())).collect()
    };
    let stretches: Vec<_> = library.stretches().map(|stretch| stretch.id.clone()).collect();
    let routines: Vec<_> = library.routines().map(|routine| routine.id.clone()).collect();
    assert_eq!(stretches, ids("routines/stretches"));
    assert_eq!(routines, ids("routines"));
    assert!(!stretches.is_empty() && !routines.is_empty());
    let all: BTreeSet<_> = stretches.iter().chain(&routines).collect();
    assert_eq!(all.len(), stretches.len() + routines.len(), "a stretch and a routine share an id");
    for id in all {
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{id} is hard to type");
    }
}

#[test]
fn every_stretch_says_enough_and_briefly() {
    for stretch in Language::ALL.iter().flat_map(|language| stretches_in(*language)) {
        let id = &stretch.id;
        let poses = if stretch.poses.is_some() { PoseIndex::BOTH.map(Some).to_vec() } else { vec![None] };
        for pose in poses {
            let targets = stretch.targets_of(pose);
            assert!(targets.len() >= 3, "{id} has too few targets to tell it from other poses: {}", targets.len());
        }
        assert!(stretch.cannot_judge.is_some(), "{id} does not say what the camera cannot judge");
        let hints = stretch.all_targets().flat_map(|target| [&target.below, &target.above]).flatten();
        for hint in hints.map(AsRef::as_ref).chain([stretch.praise.as_str()]) {
            assert!(hint.chars().count() <= SHORT_HINT, "{id}: {hint} ({} characters)", hint.chars().count());
            assert!(hint.ends_with('.'), "{id}: {hint}");
        }
    }
}

#[test]
fn every_figure_is_a_whole_body_of_human_proportions() {
    for stretch in library().stretches() {
        let figures =
            stretch.figure.iter().chain(stretch.poses.iter().flatten().filter_map(|pose| pose.figure.as_ref()));
        let figures: Vec<_> = figures.collect();
        assert_eq!(figures.len(), if stretch.poses.is_some() { 2 } else { 1 }, "figures of {}", stretch.id);
        let from_the_side = stretch.camera.see == CameraSide::Side;
        for figure in figures {
            let at = |landmark: Landmark| {
                let found = figure.points.iter().find(|(name, _)| *name == landmark);
                found.unwrap_or_else(|| panic!("{}: no {}", stretch.id, landmark.name())).1
            };
            // Lengths in torso lengths, from shoulder to hip about 0.29 of the height: thigh and shin are about 0.245 of it,
            // upper arm 0.17 and forearm 0.16; a limb that points at the camera is shorter, and of a trunk that bends to the
            // side one side is longer.
            let torso = if from_the_side { 1.15 } else { 1.3 };
            for (from, to, longest) in [
                (LeftShoulder, LeftHip, torso),
                (RightShoulder, RightHip, torso),
                (LeftHip, LeftKnee, 1.05),
                (RightHip, RightKnee, 1.05),
                (LeftKnee, LeftAnkle, 1.05),
                (RightKnee, RightAnkle, 1.05),
                (LeftShoulder, LeftElbow, 0.8),
                (RightShoulder, RightElbow, 0.8),
                (LeftElbow, LeftWrist, 0.75),
                (RightElbow, RightWrist, 0.75),
            ] {
                let length = at(from).distance(at(to));
                let (from, to) = (from.name(), to.name());
                assert!((0.08..=longest).contains(&length), "{}: {from} to {to}: {length}", stretch.id);
            }
            let hips = at(LeftHip).midpoint(at(RightHip));
            assert!(hips.x.abs() < 0.05 && hips.y.abs() < 0.05, "{}: the origin is between the hips", stretch.id);
            assert!(!from_the_side || at(Nose).x > hips.x, "{}: the figure faces right", stretch.id);
        }
    }
}

#[test]
fn what_is_wrong_on_anybody_is_never_the_depth_of_a_stretch() {
    use supple::measure::Measure;
    let mut depths = 0;
    for stretch in library().stretches() {
        for target in stretch.all_targets().filter(|target| target.deeper.is_some()) {
            let (is, id) = (|measure| target.measure == measure, format!("{} {}", stretch.id, target.id));
            // A slumped trunk, a dropped head, an arm that is in the wrong place; a back that gives way beside what is stretched.
            let faults =
                [Measure::TrunkLength, Measure::Head, Measure::Elbow, Measure::WristHeight, Measure::ChestFacing];
            assert!(!faults.into_iter().any(is), "{id}");
            let is_back = is(Measure::SpineChange) || is(Measure::SpineCurve);
            assert!(!is_back || stretch.poses.is_some(), "{id}: a back is only moved between two poses");
            // A straight knee is the point wherever it is asked for.
            assert!(!is(Measure::Knee) || target.range.high() < 180.0, "{id}");
            depths += 1;
        }
    }
    assert!(depths >= 40, "only {depths} targets are depths");
}

#[test]
fn every_bad_file_is_told_what_is_wrong_with_it() {
    let cases = files(&root().join("tests/bad_files"), "toml");
    assert!(!cases.is_empty());
    let mut differing = Vec::new();
    for case in cases {
        let text = fs::read_to_string(&case).unwrap();
        let name = format!("bad_files/{}", case.file_name().unwrap().to_string_lossy());
        let (good, actual) = checked(&name, &text);
        assert!(!good, "{name} is a good file");
        let expected_at = case.with_extension("txt");
        let actual_at = case.with_extension("actual");
        // A checkout may have given the file Windows line ends.
        if fs::read_to_string(&expected_at).unwrap_or_default().replace("\r\n", "\n") == actual {
            fs::remove_file(&actual_at).ok();
        } else {
            fs::write(&actual_at, &actual).unwrap();
            differing.push(format!("{name}:\n{actual}\n"));
        }
    }
    assert!(
        differing.is_empty(),
        "not as in the .txt beside it; to accept: rename the .actual beside it to .txt\n\n{}",
        differing.concat()
    );
}

#[test]
fn codes_are_stable_and_each_has_a_case() {
    let stable = [
        "bad-id",
        "bad-pose-id",
        "control-character",
        "crossed-range",
        "duplicate-key",
        "duplicate-pose",
        "duplicate-target",
        "empty",
        "empty-file",
        "guided-movement",
        "hold-and-tempo",
        "missing-hint",
        "missing-key",
        "narrow-range",
        "no-end",
        "no-must-target",
        "no-working-side",
        "not-finite",
        "nothing-shallower",
        "out-of-bounds",
        "poses-alike",
        "side-without-sides",
        "syntax",
        "tempo-without-poses",
        "too-long",
        "two-poses",
        "unknown-camera-side",
        "unknown-key",
        "unknown-landmark",
        "unknown-measure",
        "unknown-position",
        "unknown-side",
        "unknown-stretch",
        "unknown-way",
        "wrong-type",
        "wrong-unit",
        "wrong-view",
    ];
    let mut seen = BTreeSet::new();
    for case in files(&root().join("tests/bad_files"), "toml") {
        let text = fs::read_to_string(&case).unwrap();
        if let Err(problems) = library().read("case.toml", &text) {
            let codes = problems.all().iter().map(supple::toml_check::Problem::code);
            seen.extend(codes.filter_map(|code| code.split_once("::").map(|(_, name)| name.to_owned())));
        }
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), stable);
}

#[test]
fn three_mistakes_are_three_problems_with_line_and_underline() {
    let text = fs::read_to_string(root().join("tests/bad_files/three_mistakes.toml")).unwrap();
    let problems = parse_stretch("three", "three.toml", &text).unwrap_err();
    let found: Vec<_> = problems
        .all()
        .iter()
        .map(|problem| (problem.code(), problems.line(problem), &text[problem.place.clone()]))
        .collect();
    assert_eq!(
        found,
        [
            ("stretch::unknown-key".to_owned(), 7, "sidez"),
            ("stretch::unknown-measure".to_owned(), 13, "\"knee_angle\""),
            ("stretch::crossed-range".to_owned(), 20, "[110, 40]"),
        ]
    );
    let shown = problems.render(Style::PLAIN);
    for (code, line, words) in &found {
        let section = shown.split(code.as_str()).nth(1).unwrap();
        let mut lines = section.lines().skip_while(|shown| !shown.trim_start().starts_with(&format!("{line} |")));
        let (source, underline) = (lines.next().unwrap(), lines.next().unwrap());
        let start = source.find(words).unwrap();
        let under = &underline[start..start + words.len()];
        assert!(under.chars().all(|c| c == '^'), "{source}\n{underline}");
    }
}

#[test]
fn a_file_that_is_no_file_of_ours_does_not_take_for_ever() {
    let junk = "x = [[[{]]\n\"".repeat(300_000);
    let (good, shown) = checked("junk.toml", &junk);
    assert!(!good && shown.contains("stretch::too-large") && shown.len() < 10_000);
    let keys = (0..5000).map(|i| format!("k{i} = {i}\n")).collect::<Vec<_>>().concat();
    let (good, shown) = checked("keys.toml", &keys);
    assert!(!good && shown.contains("more in keys.toml"));
    let deep = format!("{}a = 1", "a.".repeat(50_000));
    assert!(!checked("deep.toml", &deep).0);
}

/// The examples of a document: its blocks of TOML.
fn examples(document: &str) -> Vec<&str> {
    document.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_examples_of_the_readme_are_true() {
    let document = fs::read_to_string(root().join("routines/README.md")).unwrap().replace("\r\n", "\n");
    let [stretch, poses, figure, routine, translation] = examples(&document)[..] else {
        panic!("a stretch, two poses, a figure, a routine and a translation")
    };
    let whole = format!("{stretch}\n{figure}");
    // The two poses are shown without what every stretch has.
    let is_own = |line: &&str| !line.starts_with("dose") && !line.starts_with("sides");
    let head: Vec<_> = stretch.lines().take_while(|line| !line.starts_with("[[")).filter(is_own).collect();
    let moved = format!("{}\n{poses}", head.join("\n"));
    for text in [stretch, &whole, &moved] {
        if let Err(problems) = parse_stretch("example", "README.md", text) {
            panic!("{}", problems.render(Style::PLAIN));
        }
    }
    assert_eq!(kind_of(routine), FileKind::Routine);
    if let Err(problems) = parse_routine("example", "README.md", routine, &library()) {
        panic!("{}", problems.render(Style::PLAIN));
    }
    let cat_cow = library().stretch("cat-cow").unwrap();
    if let Err(problems) = translate_stretch(&cat_cow, "README.md", translation) {
        panic!("{}", problems.render(Style::PLAIN));
    }
}

#[test]
fn the_readme_names_every_measure_and_word() {
    let document = fs::read_to_string(root().join("routines/README.md")).unwrap();
    for measure in supple::measure::Measure::ALL {
        let name = measure.definition().name;
        assert!(document.contains(&format!("`{name}`")), "{name} is not in routines/README.md");
    }
    for word in ["standing", "seated", "kneeling", "hands and knees", "prone", "supine", "side-lying", "three-quarter"]
    {
        assert!(document.contains(word), "{word}");
    }
}

/// What every stretch that comes out of the reader promises.
fn assert_valid(stretch: &Stretch) {
    assert!(!stretch.title.is_empty() && !stretch.setup.is_empty() && !stretch.praise.is_empty());
    assert!(!stretch.safety.is_empty() && !stretch.eases.is_empty());
    assert!(!stretch.dose.pace.time().is_zero() && stretch.dose.reps > 0);
    // Beside poses, what holds in both may be nothing.
    let one_pose = stretch.poses.is_none().then_some(&stretch.targets);
    for targets in one_pose.into_iter().chain(stretch.poses.iter().flatten().map(|pose| &pose.targets)) {
        assert!(targets.iter().any(|target| target.role == supple::stretch::Role::Must));
        let ids: BTreeSet<_> = targets.iter().map(|target| &target.id).collect();
        assert_eq!(ids.len(), targets.len());
    }
    for target in stretch.all_targets() {
        let measure = target.measure;
        let (least, most) = if target.from_start { measure.span_of_change() } else { measure.span() };
        assert!(least <= target.range.low() && target.range.low() < target.range.high() && target.range.high() <= most);
        assert!(target.range.high() - target.range.low() >= target.measure.least_width() * 0.999);
        assert!(target.below.is_some() || target.range.low() <= least);
        assert!(target.above.is_some() || target.range.high() >= most);
        let (shallow, reach) = match target.deeper {
            Some(Deeper::Higher) => (target.range.low(), least),
            Some(Deeper::Lower) => (target.range.high(), most),
            None => (0.0, 1.0),
        };
        assert!((shallow - reach).abs() > 0.0, "somebody can fall short of it");
        assert!(
            stretch.sided
                || matches!(target.limb, supple::stretch::TargetSide::Near | supple::stretch::TargetSide::Far)
        );
    }
}

fn embedded_texts() -> Vec<String> {
    let mut paths = files(&root().join("routines/stretches"), "toml");
    paths.extend(files(&root().join("routines"), "toml"));
    paths.extend(files(&root().join("routines/es/stretches"), "toml"));
    paths.extend(files(&root().join("tests/bad_files"), "toml"));
    paths.iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

/// Reads `text` as each kind and shows what is wrong with it. Whatever comes out is valid or has something to show.
fn digest(text: &str, library: &Library) {
    let cat_cow = library.stretch("cat-cow").unwrap();
    let outcomes = [
        translate_stretch(&cat_cow, "any.toml", text).map(|stretch| assert_valid(&stretch)),
        parse_stretch("any", "any.toml", text).map(|stretch| assert_valid(&stretch)),
        parse_routine("any", "any.toml", text, library).map(|routine| assert!(!routine.steps.is_empty())),
        library.read("any.toml", text).map(|named| {
            if let Named::Stretch(stretch) = named {
                assert_valid(&stretch);
            }
        }),
    ];
    for problems in outcomes.into_iter().filter_map(Result::err) {
        assert!(!problems.all().is_empty());
        let shown = problems.render(Style::PLAIN);
        assert!(!shown.contains('\u{1b}'));
        for problem in problems.all().iter().take(50) {
            assert!(shown.contains(&problem.code()), "{} in {shown}", problem.code());
            assert!(problem.place.start <= problem.place.end && problem.place.end <= text.len());
        }
        assert!(!problems.render(Style::terminal(60, true)).is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC*|(?s).{0,200}") {
        digest(&text, &library());
    }

    #[test]
    fn toml_of_our_words_never_panics(
        lines in prop::collection::vec(
            ("(title|range|dose|target|pose|figure|step|camera|measure|must|side|below)",
             "(\"hip\"|\\[1, 2\\]|\\[nan, -1e400\\]|0x7f|-9223372036854775808|true|\\{ see = \"side\" \\}|\\[\\]|\"\"|1979-05-27)",
             "(|\\[\\[target\\]\\]\n|\\[\\[pose\\]\\]\n|\\[\\[pose.target\\]\\]\n|\\[\\[step\\]\\]\n|\\[figure\\]\n|\\[dose\\]\n)"),
            0..12,
        )
    ) {
        let lines = lines.iter().map(|(key, value, header)| format!("{header}{key} = {value}\n"));
        digest(&lines.collect::<Vec<_>>().concat(), &library());
    }

    #[test]
    fn mutated_files_never_panic(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..30, "(|\\PC|[\\[\\]{}\"'=#.\\\\0-9\n-]{1,3}|nan|true)"), 1..5),
    ) {
        let texts = embedded_texts();
        let mut text: Vec<char> = which.get(&texts).chars().collect();
        for (at, removed, inserted) in edits {
            let start = at.index(text.len() + 1);
            let end = (start + removed).min(text.len());
            text.splice(start..end, inserted.chars());
        }
        digest(&text.into_iter().collect::<String>(), &library());
    }
}
