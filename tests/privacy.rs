//! What Supple writes: nothing that nobody asked for. Each kind of command runs with an empty home, working folder and folder for
//! temporary files, and leaves there what docs/privacy.md says.
//!
//! `.ci/private` shows the other half, that nothing is sent, also with a library that would send something and for as long as that
//! needs.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read and write the files they check, and wait")]

use std::ffi::OsStr;
use std::fs;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

/// No command takes this long, however busy the machine is.
const TOO_LONG: Duration = Duration::from_mins(5);

/// The command, the environment beside `HOME` and `PATH`, and which files it leaves.
struct Case {
    arguments: Vec<String>,
    environment: Vec<(&'static str, String)>,
    leaves: &'static [&'static str],
}

/// `arguments` is split at its spaces.
fn case(arguments: &str) -> Case {
    Case { arguments: arguments.split(' ').map(str::to_owned).collect(), environment: Vec::new(), leaves: &[] }
}

impl Case {
    fn leaves(self, leaves: &'static [&'static str]) -> Self {
        Self { leaves, ..self }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    fn name(&self) -> String {
        let environment =
            self.environment.iter().fold(String::new(), |all, (name, value)| all + name + "=" + value + " ");
        environment + &self.arguments.join(" ")
    }
}

/// A command at work in a place of its own.
struct Running {
    case: Case,
    child: Child,
    started: Instant,
    place: TempDir,
    said: TempDir,
}

/// What a session is remembered in.
const HISTORY: &str = "home/.local/share/supple/history.sqlite3";

/// The folders in which nothing may appear: the home, the working folder, the one for temporary files.
const EMPTY: [&str; 3] = ["home", "here", "temporary"];

fn start(program: &Path, case: Case) -> Running {
    let place = tempfile::tempdir().unwrap();
    for folder in EMPTY {
        fs::create_dir(place.path().join(folder)).unwrap();
    }
    let said = tempfile::tempdir().unwrap();
    let out = File::create(said.path().join("out")).unwrap();
    let complaints = File::create(said.path().join("err")).unwrap();
    let child = Command::new(program)
        .args(&case.arguments)
        // Nothing of the machine's own environment: telemetry keeps still where a variable such as CI tells of a build server.
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("HOME", place.path().join("home"))
        .env("TMPDIR", place.path().join("temporary"))
        .envs(case.environment.iter().map(|(name, value)| (*name, value)))
        .current_dir(place.path().join("here"))
        .stdout(out)
        .stderr(complaints)
        .spawn()
        .unwrap();
    Running { case, child, started: Instant::now(), place, said }
}

impl Running {
    fn said(&self, stream: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.said.path().join(stream)).unwrap()).into_owned()
    }

    /// Waits until it has ended. How it did, if by itself.
    fn wait(&mut self) -> Option<ExitStatus> {
        while self.started.elapsed() < TOO_LONG {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(50));
        }
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        None
    }

    /// What is wrong with what it did and left, one line each.
    fn faults(mut self) -> Vec<String> {
        let name = self.case.name();
        let ended = self.wait();
        let mut faults = Vec::new();
        if ended.is_none() {
            faults.push(format!("{name}: did not end: {}", self.said("err")));
        }
        // Else nothing has been shown: without the library there is no telemetry.
        if self.said("err").contains("ONNX Runtime, which runs the pose model")
            || self.said("out").contains("no   ONNX")
        {
            faults.push(format!("{name}: no ONNX Runtime: {}{}", self.said("err"), self.said("out")));
        }
        let expected: Vec<PathBuf> = self.case.leaves.iter().map(PathBuf::from).collect();
        let found = files(self.place.path());
        faults.extend(
            found.iter().filter(|file| !expected.contains(file)).map(|file| format!("{name}: left {}", file.display())),
        );
        faults.extend(
            expected
                .iter()
                .filter(|file| !found.contains(file))
                .map(|file| format!("{name}: did not write {}: {}", file.display(), self.said("err"))),
        );
        faults
    }
}

/// Every file in `place`, and every folder with nothing in it but those of [`EMPTY`].
fn files(place: &Path) -> Vec<PathBuf> {
    fn find(folder: &Path, found: &mut Vec<PathBuf>) {
        let before = found.len();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                find(&entry.path(), found);
            } else {
                found.push(entry.path());
            }
        }
        if found.len() == before {
            found.push(folder.to_owned());
        }
    }
    let mut found = Vec::new();
    find(place, &mut found);
    let inside = found.iter().map(|path| path.strip_prefix(place).unwrap().to_owned());
    let mut files: Vec<PathBuf> = inside.filter(|path| !EMPTY.iter().any(|folder| path == Path::new(folder))).collect();
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn supple() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_supple"))
}

/// A folder for `evaluate`, with a clip and the truth about it.
fn clips() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let named = |ending: &str| folder.path().join(format!("sphinx.good.side.a.{ending}"));
    fs::copy(path("tests/clips/sphinx.mp4"), named("mp4")).unwrap();
    let frame = |t: f64, phase: &str| json!({"t": t, "phase": phase, "angles": {}, "world": vec![[0.0; 3]; 33], "px": vec![[0.0; 2]; 33]});
    let truth = json!({
        "id": "sphinx", "variant": "good", "wrong": null, "view": "side", "near": "L", "hold_seconds": 5.0,
        "frames": [frame(0.0, "rest"), frame(1.0, "hold"), frame(6.0, "rest")],
    });
    fs::write(named("json"), truth.to_string()).unwrap();
    folder
}

/// Runs all of them at the same time, and panics with everything that is wrong.
fn assert_leave_nothing(cases: Vec<(&Path, Case)>) {
    let running: Vec<Running> = cases.into_iter().map(|(program, case)| start(program, case)).collect();
    let faults: Vec<String> = running.into_iter().flat_map(Running::faults).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn path(file: &str) -> String {
    root().join(file).to_str().unwrap().to_owned()
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn no_command_leaves_anything_that_nobody_asked_for() {
    let folder = clips();
    let clips = folder.path().to_str().unwrap();
    let (clip, demo) = (path("tests/clips/sphinx.mp4"), path("tests/clips/demo.mp4"));
    let picture = path("tests/pictures/sphinx.jpg");
    let mut cases: Vec<(&Path, Case)> = vec![
        case(&format!("pose {clip} --json")),
        case(&format!("run sphinx --headless --events - --input {clip}")).leaves(&[HISTORY]),
        case(&format!("free --headless --events - --input {clip}")).leaves(&[HISTORY]),
        case(&format!("run sphinx --headless --events - --no-history --input {clip}")),
        case(&format!("evaluate {clips}")),
        case(&format!("bench --input {demo}")),
        case(&format!("assess sphinx {picture}")),
        case("doctor"),
        case("devices"),
        case("list"),
        case("show sphinx"),
        case("check"),
        case("schema"),
        case("new -"),
        case("export --format json"),
        case("report"),
        case("config"),
        // And these are asked to write.
        case("new my-fold")
            .leaves(&["home/.config/supple/stretch.schema.json", "home/.config/supple/stretches/my-fold.toml"]),
        case("config volume 40")
            .leaves(&["home/.config/supple/settings.schema.json", "home/.config/supple/settings.toml"]),
        case(&format!("learn my-fold --headless --input {demo}"))
            .leaves(&["home/.config/supple/stretches/my-fold.toml"]),
        case(&format!("analyze {clip} --out out")).leaves(&[
            "here/out/index.html",
            "here/out/index.json",
            "here/out/sphinx/annotated.mp4",
            "here/out/sphinx/events.jsonl",
            "here/out/sphinx/measures.csv",
            "here/out/sphinx/report.html",
            "here/out/sphinx/result.json",
        ]),
        case(&format!("run sphinx --headless --events events.jsonl --input {picture}"))
            .leaves(&["here/events.jsonl", HISTORY]),
    ]
    .into_iter()
    .map(|case| (supple(), case))
    .collect();
    // `cargo test` builds the examples, too, but not when it is asked for this test alone.
    let soak = supple().with_file_name("examples").join("soak");
    if soak.exists() {
        cases.push((&soak, case(&format!("{clip} 40"))));
    }
    assert_leave_nothing(cases);
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn nothing_in_the_environment_switches_telemetry_on() {
    let picture = path("tests/pictures/sphinx.jpg");
    let cases = ["", "0", "false", "2", "1"]
        .into_iter()
        .map(|value| case(&format!("pose {picture}")).with("ORT_DISABLE_TELEMETRY", value));
    assert_leave_nothing(cases.map(|case| (supple(), case)).collect());
}

/// What every way of starting it comes to: the process itself has the switch, and is otherwise as it was started.
#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn it_starts_itself_anew_with_the_switch_and_all_else_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let odd = OsStr::from_bytes(b"odd \xff name.mp4");
    let place = folder.path();
    fs::copy(path("tests/clips/demo.mp4"), place.join(odd)).unwrap();
    let mut child = Command::new(supple())
        .arg0("supple-by-another-name")
        .arg("pose")
        .arg(odd)
        .env_remove("ORT_DISABLE_TELEMETRY")
        .env("KEPT", odd)
        .current_dir(place)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Its first words come after the new start.
    let mut out = BufReader::new(child.stdout.take().unwrap());
    assert!(out.read_line(&mut String::new()).unwrap() > 0);
    let told = |file: &str| fs::read(format!("/proc/{}/{file}", child.id())).unwrap();
    let words = |bytes: Vec<u8>| bytes.split(|&byte| byte == 0).map(<[u8]>::to_owned).collect::<Vec<_>>();
    let (arguments, environment, name) = (words(told("cmdline")), words(told("environ")), told("comm"));
    child.kill().unwrap();
    child.wait().unwrap();
    let expected = [b"supple-by-another-name", "pose".as_bytes(), odd.as_bytes(), b""];
    assert_eq!(arguments, expected);
    assert!(environment.contains(&b"ORT_DISABLE_TELEMETRY=1".to_vec()), "{environment:?}");
    assert!(environment.contains(&b"KEPT=odd \xff name.mp4".to_vec()), "{environment:?}");
    assert_eq!(name, b"supple\n", "what `ps` shows and `pkill` looks for");
}

#[test]
fn a_program_that_was_removed_while_it_starts_is_still_the_one_that_goes_on() {
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("supple");
    fs::copy(supple(), &copy).unwrap();
    let removed = File::open(&copy).unwrap();
    fs::remove_file(&copy).unwrap();
    // Another program has taken its name, as an update does.
    fs::copy("/bin/false", &copy).unwrap();
    let output = Command::new(format!("/proc/{}/fd/{}", std::process::id(), removed.as_raw_fd()))
        .arg("doctor")
        .env_remove("ORT_DISABLE_TELEMETRY")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("ok   telemetry: off"), "{output:?}");
}
