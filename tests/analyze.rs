//! Films that are analysed: which files come of it, and that they agree with each other, with the same run at another time, and with the truth.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read and write the files they check, and wait")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use supple::body::Size;
use supple::device::video::{Encoder, codec};
use supple::seam::VideoSink;

use crate::people;

const FILES: [&str; 5] = ["annotated.mp4", "events.jsonl", "measures.csv", "report.html", "result.json"];
/// Nothing here takes so long, however busy the machine is; what does hangs.
const HANGS: Duration = Duration::from_mins(5);

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clips/demo.mp4")
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command
        .env("NO_COLOR", "1")
        .env("SUPPLE_CONFIG", "no/such/folder")
        .env("SUPPLE_DATA", "no/such/folder")
        .env("LANGUAGE", "en")
        .stdin(Stdio::null());
    command
}

fn analyze(folder: &Path, arguments: &str) -> Output {
    program().arg("analyze").args(arguments.split(' ')).current_dir(folder).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The first `seconds` of the demo, in a file of that name.
fn part(folder: &Path, name: &str, seconds: f64) {
    let cut = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-i"])
        .arg(demo())
        .args(["-t", &seconds.to_string(), "-c:v", "libx264", "-crf", "16"])
        .arg(folder.join(name))
        .status();
    assert!(cut.unwrap().success());
}

/// The names of all that is in a folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn json(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn events(folder: &Path) -> Vec<Value> {
    let text = fs::read_to_string(folder.join("events.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn the_same_films_give_the_same_files_however_many_are_analysed_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    part(place, "a.mp4", 6.5);
    fs::copy(place.join("a.mp4"), place.join("b.mp4")).unwrap();
    for (jobs, out) in [(1, "one"), (2, "two")] {
        let output =
            analyze(place, &format!("a.mp4 b.mp4 --stretch childs-pose --hold 1 --reps 1 --jobs {jobs} --out {out}"));
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(names(&place.join(out)), ["a", "b", "index.html", "index.json"]);
        assert_eq!(names(&place.join(out).join("a")), FILES);
    }
    let same = |one: &str, other: &str| fs::read(place.join(one)).unwrap() == fs::read(place.join(other)).unwrap();
    for file in FILES {
        for film in ["a", "b"] {
            assert!(same(&format!("one/{film}/{file}"), &format!("two/{film}/{file}")), "{film}/{file}");
        }
    }
    assert!(same("one/a/annotated.mp4", "one/b/annotated.mp4") && same("one/a/measures.csv", "one/b/measures.csv"));
    assert!(same("one/index.json", "two/index.json") && same("one/index.html", "two/index.html"));

    // And they tell of the same hold.
    let (result, report) =
        (json(&place.join("one/a/result.json")), fs::read_to_string(place.join("one/a/report.html")).unwrap());
    let events = events(&place.join("one/a"));
    let completed = events.iter().find(|event| event["event"] == "hold_completed").unwrap();
    assert_eq!(
        (&result["holds"][0]["held_seconds"], result["holds"].as_array().unwrap().len()),
        (&completed["held_seconds"], 1)
    );
    assert_eq!(
        (&result["holds"][0]["course"], &result["holds"][0]["to"]),
        (&Value::from("completed"), &completed["time"])
    );
    assert!(report.contains("1 hold (1 completed), 1.0 s held"), "{report}");
    let index = json(&place.join("one/index.json"));
    assert_eq!(
        (&index["films"][0]["folder"], &index["films"][0]["held_seconds"]),
        (&Value::from("a"), &Value::from(1.0))
    );

    // Every frame has its row, and the annotated film is as long as the film.
    let frames = result["summary"]["frames"].as_u64().unwrap();
    let rows = fs::read_to_string(place.join("one/a/measures.csv")).unwrap();
    assert_eq!(rows.lines().count() as u64, frames + 1);
    let columns = rows.lines().next().unwrap().split(',').count();
    assert!(rows.lines().all(|row| row.split(',').count() == columns), "{rows}");
    let (pictures, size) = film_of(&place.join("one/a/annotated.mp4"));
    assert_eq!((pictures, size.as_str()), (frames, "854x480"));
    assert!(!report.contains("<script") && !report.contains("http:") && !report.contains("https:"));
}

/// How many pictures a film has, and their size.
fn film_of(path: &Path) -> (u64, String) {
    let output = Command::new("ffmpeg").args(["-nostdin", "-i"]).arg(path).args(["-f", "null", "-"]).output().unwrap();
    let log = stderr(&output);
    let after = |word: &str| log.rsplit(word).next().unwrap().trim_start().to_owned();
    let pictures = after("frame=").split_whitespace().next().unwrap().parse().unwrap();
    let size = log
        .split([' ', ',', '\n'])
        .find(|word| word.split_once('x').is_some_and(|(a, b)| a.parse::<u32>().is_ok() && b.parse::<u32>().is_ok()));
    (pictures, size.unwrap().to_owned())
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn a_broken_film_is_told_and_the_others_go_on_and_nothing_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    part(place, "good.mp4", 1.0);
    fs::write(place.join("cut.mp4"), &fs::read(demo()).unwrap()[..900]).unwrap();
    fs::write(place.join("notes.mp4"), "These are my notes.\n").unwrap();
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/sphinx.jpg"), place.join("picture.jpg"))
        .unwrap();
    let output = analyze(place, "cut.mp4 good.mp4 notes.mp4 picture.jpg --out run");
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for words in [
        "cut.mp4: cannot be decoded",
        "notes.mp4: is a text file",
        "picture.jpg: is no film",
        "3 of 4 films could not be analysed",
    ] {
        assert!(said.contains(words), "{words:?} is not in: {said}");
    }
    assert_eq!(names(&place.join("run")), ["good", "index.html", "index.json"]);
    let index = json(&place.join("run/index.json"));
    let films: Vec<_> = index["films"]
        .as_array()
        .unwrap()
        .iter()
        .map(|film| (film["film"].as_str().unwrap(), film["exit"].as_u64()))
        .collect();
    assert_eq!(films, [("good.mp4", Some(0)), ("cut.mp4", Some(1)), ("notes.mp4", Some(1)), ("picture.jpg", Some(1))]);

    // What is there is never replaced without being asked for, and what isn't ours not even then.
    let before = fs::read(place.join("run/good/result.json")).unwrap();
    let output = analyze(place, "good.mp4 --out run");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("good: is analysed already") && stderr(&output).contains("--force"),
        "{}",
        stderr(&output)
    );
    fs::write(place.join("run/good/mine.txt"), "mine").unwrap();
    assert_eq!(analyze(place, "good.mp4 --out run --force --faces blur").status.code(), Some(0));
    assert_eq!(names(&place.join("run/good")), FILES);
    assert_ne!(fs::read(place.join("run/good/result.json")).unwrap(), before, "its faces are blurred now");
    fs::create_dir_all(place.join("theirs/good")).unwrap();
    let output = analyze(place, "good.mp4 --out theirs --force");
    assert!(
        output.status.code() == Some(2) && stderr(&output).contains("no analysis of Supple's"),
        "{}",
        stderr(&output)
    );
    assert_eq!(names(&place.join("theirs")), ["good"]);

    // Many runs in one list, which leads to their reports.
    fs::copy(place.join("good.mp4"), place.join("other film.mp4")).unwrap();
    let output = program()
        .args(["analyze", "other film.mp4", "--out", "run two", "--json"])
        .current_dir(place)
        .output()
        .unwrap();
    let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&listed["films"][0]["folder"], &listed["failed"]), (&Value::from("other film"), &Value::from(0)));
    let merged = program()
        .args(["analyze", "--merge", "run", "run two", "--out", "lists/all"])
        .current_dir(place)
        .output()
        .unwrap();
    assert_eq!(merged.status.code(), Some(0), "{}", stderr(&merged));
    let all = json(&place.join("lists/all/index.json"));
    for film in all["films"].as_array().unwrap() {
        let folder = film["folder"].as_str().unwrap();
        assert!(place.join("lists/all").join(folder).join("report.html").is_file(), "{folder}");
    }
    let page = fs::read_to_string(place.join("lists/all/index.html")).unwrap();
    assert!(page.contains(r#"href="./../../run%20two/other%20film/report.html""#), "{page}");
    assert_eq!(analyze(place, "--merge theirs --out all").status.code(), Some(2));
}

/// Waits until something is so.
fn wait_until(child: &mut Child, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(child.try_wait().unwrap().is_none(), "it ended too early");
        assert!(began.elapsed() < HANGS, "it hangs");
        thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn ctrl_c_leaves_what_is_whole_and_nothing_half() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    part(place, "short.mp4", 0.5);
    let mut child = program()
        .args(["analyze", "short.mp4", "--jobs", "1", "--out", "out"])
        .arg(demo())
        .current_dir(place)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = place.join("out");
    let is_under_way = || {
        let hidden = names(&out).into_iter().find(|name| name.starts_with(".demo."));
        hidden.is_some_and(|name| fs::metadata(out.join(name).join("events.jsonl")).is_ok_and(|file| file.len() > 0))
    };
    wait_until(&mut child, is_under_way);
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(names(&out), ["index.html", "index.json", "short"]);
    assert_eq!(names(&out.join("short")), FILES);
    assert_eq!(json(&out.join("index.json"))["films"].as_array().unwrap().len(), 1);
}

/// A film of grey pictures, so many as are asked for.
fn grey(path: &Path, pictures: usize) -> Encoder {
    let size = Size::new(64, 48);
    let mut film = Encoder::create(path, size, 12.5, codec().unwrap()).unwrap();
    for _ in 0..pictures {
        film.add(&[0x0080_8080; 64 * 48]).unwrap();
    }
    film
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn a_film_is_whole_once_it_is_finished_and_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one.mp4", "other.mp4"].map(|name| folder.path().join(name));
    for path in [&one, &other] {
        grey(path, 5).finish().unwrap();
        assert_eq!(film_of(path), (5, "64x48".to_owned()));
    }
    assert_eq!(fs::read(one).unwrap(), fs::read(other).unwrap());
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn a_film_that_can_not_be_written_says_why_and_one_that_is_cancelled_keeps_nobody_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("no/such/folder.mp4");
    let trouble = Encoder::create(&nowhere, Size::new(64, 48), 12.5, codec().unwrap()).err().unwrap();
    assert!(trouble.what.contains("No such file or directory") && !trouble.remedy.is_empty(), "{trouble}");
    let mut film = grey(&folder.path().join("a.mp4"), 1);
    film.canceller().unwrap()();
    assert!(film.finish().is_err());
}

#[test]
fn without_ffmpeg_it_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let output = program()
        .arg("analyze")
        .arg(demo())
        .args(["--out", "out"])
        .env("PATH", "")
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("ffmpeg") && stderr(&output).contains("try: Install"), "{}", stderr(&output));
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn a_name_that_is_none_and_a_film_that_is_not_there_are_told_before_anything_is_done() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(demo(), folder.path().join("a.mp4")).unwrap();
    for (arguments, words) in [
        ("a.mp4 b.mp4 c.mp4 --out out", &["b.mp4", "c.mp4", "does not exist"][..]),
        ("a.mp4 --stretch spinx --out out", &["did you mean `sphinx`"]),
        ("a.mp4 --stretch desk-break --out out", &["is a routine", "--routine desk-break"]),
        ("a.mp4 --routine sphinx --out out", &["is a stretch", "--stretch sphinx"]),
        ("a.mp4 --reps 2 --out out", &["--reps"]),
        ("a.mp4 --out a.mp4/below", &["a.mp4"]),
    ] {
        let output = analyze(folder.path(), arguments);
        let said = stderr(&output);
        assert!(matches!(output.status.code(), Some(1 | 2)), "{arguments}: {said}");
        assert!(words.iter().all(|word| said.contains(word)), "{arguments}: {said}");
        assert_eq!(names(folder.path()), ["a.mp4"]);
    }
}

/// What is known of clips that are played one after the other: from when to when each is held, in seconds of the whole.
fn truths(clips: &[&str]) -> Vec<(f64, f64)> {
    let mut start = 0.0;
    let held = |clip: &&str| {
        let truth = people::truth(&people::footage(), clip);
        let frames = truth["frames"].as_array().unwrap();
        let time = |frame: &Value| frame["t"].as_f64().unwrap();
        let hold: Vec<f64> = frames.iter().filter(|frame| frame["phase"] == "hold").map(time).collect();
        let span = (start + hold[0], start + hold[hold.len() - 1]);
        start += 2.0 * time(&frames[frames.len() - 1]) - time(&frames[frames.len() - 2]);
        span
    };
    clips.iter().map(held).collect()
}

#[test]
#[cfg_attr(not(have_footage), ignore = "needs ../shared/footage and real, ffmpeg and ONNX Runtime")]
fn footage_events_result_and_report_agree_with_the_truth() {
    let clips = ["sphinx.good.side.female_a", "childs-pose.good.side.female_a", "bird-dog.good.side.female_a"];
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    let footage = people::footage().canonicalize().unwrap();
    let list = clips.map(|clip| format!("file '{}'", footage.join(format!("{clip}.mp4")).display())).join("\n");
    fs::write(place.join("list"), list).unwrap();
    let joined = Command::new("ffmpeg")
        .args([
            "-v", "error", "-nostdin", "-f", "concat", "-safe", "0", "-i", "list", "-c:v", "libx264", "-crf", "16",
            "film.mp4",
        ])
        .current_dir(place)
        .status();
    assert!(joined.unwrap().success());
    let output = analyze(place, "film.mp4 --hold 30 --out out");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let film = place.join("out/film");
    let result = json(&film.join("result.json"));
    let holds = result["holds"].as_array().unwrap();
    let figure = |hold: &Value, key: &str| hold[key].as_f64().unwrap();

    // With the truth: what is held, from when to when, and for how long.
    let done: Vec<_> = holds.iter().map(|hold| hold["stretch"].as_str().unwrap()).collect();
    assert_eq!(done, ["sphinx", "childs-pose", "bird-dog"], "{holds:?}");
    for (hold, (from, to)) in holds.iter().zip(truths(&clips)) {
        let held = figure(hold, "held_seconds");
        assert!((held - (to - from)).abs() < 1.0, "{held} s of {}: {hold}", to - from);
        assert!((figure(hold, "from") - from).abs() < 1.5 && figure(hold, "from") < to, "{from}: {hold}");
    }

    // With the events: what each hold had reached when it was last told of.
    let mut told: BTreeMap<String, f64> = BTreeMap::new();
    for event in events(&film) {
        if event["event"].as_str().unwrap().starts_with("hold_") {
            told.insert(event["stretch"].as_str().unwrap().to_owned(), figure(&event, "held_seconds"));
        }
    }
    for hold in holds {
        let held = figure(hold, "held_seconds");
        assert!((held - told[hold["stretch"].as_str().unwrap()]).abs() < 0.11, "{hold}: {told:?}");
    }

    // With the report: a row for each, and all of them together.
    let report = fs::read_to_string(film.join("report.html")).unwrap();
    for hold in holds {
        let cells = [
            format!("<td>{}", hold["title"].as_str().unwrap().replace('\'', "&#39;")),
            format!("<td class=\"n\">{:.1} s</td>", figure(hold, "held_seconds")),
        ];
        let row = report.split("<tr>").find(|row| row.replace("Child's", "Child&#39;s").starts_with(&cells[0]));
        assert!(row.is_some_and(|row| row.contains(&cells[1])), "{cells:?}: {row:?}");
    }
    let all = result["summary"]["held_seconds"].as_f64().unwrap();
    assert!(
        report.contains(&format!("3 holds ({} completed), {all:.1} s held", result["summary"]["completed"])),
        "{report}"
    );
}
