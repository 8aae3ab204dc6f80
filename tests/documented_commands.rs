//! Every command of the documentation is one: what can be run is run, in a place of its own with stand-ins for what it names; of the
//! rest it is looked at whether the program takes the arguments, the target, the test or the script is there. What is neither known nor
//! in [`elsewhere::NOT_RUN`] fails.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check, and run programs")]

use std::collections::BTreeSet;
use std::fs;
use std::sync::Mutex;
use std::thread;

use clap::Parser;
use clap::error::ErrorKind;
use supple::args::{Args, Command as Doing, SessionArgs};

use crate::documents::pages::{pages, root};

mod cargo;
mod elsewhere;
mod place;
mod shell;

use place::{Place, Stock};
use shell::{Call, calls};

/// Commands that belong together: the lines of a block, or what stands in a line of prose.
struct Passage {
    place: String,
    lines: Vec<String>,
    is_inline: bool,
}

/// Programs with which code in a line of prose begins where it is a command.
const BEGINS: [&str; 8] = ["supple", "make", "cargo", "sudo", "python3", "ffmpeg", "git", "sqlite3"];
/// Programs that are run for what they do to files.
const TOOLS: [&str; 6] = ["zcat", "head", "sed", "gzip", "ls", "docs/transcript.py"];

fn is_supple(call: &Call) -> bool {
    matches!(call.words[0].as_str(), "supple" | "target/release/supple")
}

/// Where scripts are that people start; elsewhere a path names a file.
const SCRIPTS: [&str; 6] = [".ci", "setup", "docs", "tests", "packaging", "benches"];

/// A script of the project by its path, such as `.ci/run`; what has another ending is read, and not started.
fn is_script(program: &str) -> bool {
    let Some((folder, name)) = program.rsplit_once('/') else { return false };
    let is_started = name.rsplit_once('.').is_none_or(|(_, extension)| matches!(extension, "sh" | "py"));
    is_started && SCRIPTS.contains(&folder) && (folder == ".ci" || root().join(program).is_file())
}

fn passages() -> Vec<Passage> {
    let mut found = Vec::new();
    for page in pages() {
        // What changed is told of as it was then; the table of bad input has a test of its own, which runs each row.
        if ["CHANGELOG.md", "bad-input.md"].iter().any(|name| page.path.ends_with(name)) {
            continue;
        }
        let path = page.path.display().to_string();
        for block in page.blocks() {
            let place = format!("{path}:{}", block.line);
            assert!(!block.language.is_empty(), "{place}: a block says what it is: sh, toml, json, text");
            if matches!(block.language.as_str(), "sh" | "bash" | "console") {
                found.push(Passage { place, lines: shell::joined(&block.lines), is_inline: false });
            }
        }
        for (line, code) in page.inline_code() {
            // As in a list of what there is: a file, or standard output.
            let code = code.replace("FILE|-", "FILE").trim_end_matches('\\').to_owned();
            let Some(first) = calls(&code).into_iter().next() else { continue };
            let program = first.words[0].as_str();
            if BEGINS.contains(&program) || program == "target/release/supple" || is_script(program) {
                found.push(Passage { place: format!("{path}:{line}"), lines: vec![code], is_inline: true });
            }
        }
    }
    found
}

/// What stands for a word of a command: `FILE` and the like are what a person puts there. `None` where it may be left out.
fn stand_in<'a>(word: &'a str, before: &str, call: &Call) -> Option<&'a str> {
    let does = |command: &str| call.words.get(1).is_some_and(|word| word == command);
    let word = word.trim_end_matches("...").trim_end_matches('…');
    if word.is_empty() || (word.starts_with('[') && word.ends_with(']')) {
        return None;
    }
    Some(match word {
        "FILE" if matches!(before, "--events" | "--cues") => "new.jsonl",
        "FILE" if before == "--record" => "new.jsonl.gz",
        "FILE" if does("replay") => "went-wrong.jsonl.gz",
        "FILE" | "VIDEO" | "CLIP" => "clip.mp4",
        "FILE.wav" => "new.wav",
        "RECORDING" => "went-wrong.jsonl.gz",
        "DIR" | "FOLDER" => "new-folder",
        "NAME" if does("new") || does("learn") => "my-new",
        "NAME" | "STRETCH" => "sphinx",
        "ROUTINE" => "gentle-start",
        "COMMAND" => "run",
        "KEY" => "volume",
        "VALUE" => "40",
        "N" => "1",
        "S" => "5",
        "TEXT" => "hello",
        other => other.strip_prefix("/tmp/").unwrap_or(other),
    })
}

/// The line with stand-ins, as it is run.
fn as_run(line: &str) -> String {
    let mut text = line.replace("=/tmp/", "=");
    for call in calls(line) {
        let learns = call.words.get(1).is_some_and(|word| word == "learn");
        for (index, word) in call.words.iter().enumerate() {
            let before = index.checked_sub(1).map_or("", |index| call.words[index].as_str());
            let new = match stand_in(word, before, &call).unwrap_or_default() {
                // Nobody stands before a camera here; a film of them does.
                "--camera" if learns => "--input clip.mp4",
                new => new,
            };
            if new != word {
                text = text.replacen(word.as_str(), new, 1);
            }
        }
    }
    text
}

fn parsed(line: &str) -> Result<Vec<Doing>, String> {
    let calls = calls(line).into_iter().filter(is_supple);
    calls
        .map(|call| Args::try_parse_from(&call.words).map(Args::into_command).map_err(|error| error.to_string()))
        .collect()
}

/// What is wrong with this line, without running it.
fn faults(line: &str, is_inline: bool, tests: &(Vec<String>, Vec<String>)) -> Result<(), String> {
    let known = elsewhere::reason(line).is_some();
    for mut call in calls(line) {
        call.words.drain(..usize::from(call.words[0] == "sudo" && call.words.len() > 1));
        let program = call.words[0].as_str();
        let text = call.words.join(" ");
        if is_supple(&call) || program == "exec" {
            arguments(&call, is_inline)?;
        } else if program == "make" {
            for word in &call.words[1..] {
                match word.split_once('=') {
                    Some((_, arguments)) => _ = parsed(&format!("supple run {arguments}"))?,
                    None if cargo::make_targets().contains(word) => {}
                    None => return Err(format!("the Makefile has no {word}")),
                }
            }
        } else if program == "cargo" {
            if !cargo::cargo(&call.words, tests)? && elsewhere::reason(&text).is_none() {
                return Err(format!("{text}: unknown; see tests/documented_commands/elsewhere.rs"));
            }
        } else if is_script(program) {
            cargo::script(program)?;
        } else if !known && !TOOLS.contains(&program) && elsewhere::reason(&text).is_none() {
            return Err(format!("{program}: unknown; see tests/documented_commands/elsewhere.rs"));
        }
        // A command within a command's argument, for `parallel`.
        for word in call.words.iter().filter(|word| word.starts_with("supple ")) {
            parsed(word)?;
        }
    }
    Ok(())
}

/// Whether the program takes these arguments; in a line of prose a command may be named without those that it needs.
fn arguments(call: &Call, is_inline: bool) -> Result<(), String> {
    let mut before = "";
    let mut words = Vec::new();
    for word in call.words.iter().skip_while(|word| *word == "exec") {
        words.extend(stand_in(word, before, call).map(str::to_owned));
        before = word;
    }
    match Args::try_parse_from(&words) {
        Err(error) if is_inline && error.kind() == ErrorKind::MissingRequiredArgument => Ok(()),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => Ok(()),
        Err(error) => Err(error.to_string()),
        Ok(args) => match args.into_command() {
            // A name is taken for a stretch's: it must be one, or one's own, or a file.
            Doing::Run(run) => run.name.map_or(Ok(()), |name| {
                let name = name.to_string_lossy().into_owned();
                let is_ours = ["routines", "routines/stretches"]
                    .iter()
                    .any(|folder| root().join(folder).join(format!("{name}.toml")).is_file());
                let is_own = name.starts_with("my-");
                if is_ours || is_own { Ok(()) } else { Err(format!("{name} is neither a stretch nor a command")) }
            }),
            _ => Ok(()),
        },
    }
}

#[test]
fn every_command_of_the_documentation_is_one() {
    let tests = cargo::test_names();
    let passages = passages();
    let count = |is_inline| passages.iter().filter(|passage| passage.is_inline == is_inline).count();
    assert!(count(false) >= 30 && count(true) >= 100, "only {} blocks and {} in prose", count(false), count(true));
    let mut wrong = Vec::new();
    for passage in &passages {
        for line in &passage.lines {
            if let Err(fault) = faults(line, passage.is_inline, &tests) {
                wrong.push(format!("{}: {line}\n    {fault}", passage.place));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_not_run_is_still_documented() {
    let passages = passages();
    let lines = || passages.iter().flat_map(|passage| &passage.lines);
    let all: BTreeSet<String> =
        lines().flat_map(|line| calls(line)).map(|call| call.words.join(" ")).chain(lines().cloned()).collect();
    let all: Vec<&str> = all.iter().map(|command| command.strip_prefix("sudo ").unwrap_or(command)).collect();
    for (begin, reason) in elsewhere::NOT_RUN {
        assert!(!reason.is_empty());
        assert!(all.iter().any(|command| command.starts_with(begin)), "{begin} is documented nowhere: take it out");
    }
}

/// How a command ends here, where there is neither camera nor display, sound card nor terminal: its exit codes, and a word of what it
/// says then.
fn outcome(doing: &Doing) -> (&'static [i32], &'static str) {
    const DONE: (&[i32], &str) = (&[0], "");
    const NO_CAMERA: (&[i32], &str) = (&[3], "camera");
    let session = |session: &SessionArgs| match (session.headless, session.input.is_empty()) {
        (true, false) => DONE,
        (true, true) => NO_CAMERA,
        (false, true) if session.record.is_some() => NO_CAMERA,
        (false, _) => (&[1][..], "no window"),
    };
    match doing {
        Doing::Run(run) => session(&run.session),
        Doing::Free(args) => session(args),
        Doing::Devices => NO_CAMERA,
        Doing::Say { sound, .. } if sound.sound_file.is_none() => (&[1], "sound card"),
        Doing::Questionnaire { show: false } => (&[2], "terminal"),
        Doing::Forget(_) => (&[2], "--yes"),
        // It tells what is missing, and whether that matters.
        Doing::Doctor { .. } => (&[0, 1], ""),
        _ => DONE,
    }
}

/// Runs what can be run of a passage; what went wrong.
fn run(passage: &Passage, stock: &Stock, has_camera: bool) -> Vec<String> {
    let can_run = |line: &&String| {
        let calls = calls(line);
        let is_known = |call: &Call| is_supple(call) || TOOLS.contains(&call.words[0].as_str());
        elsewhere::reason(line).is_none() && calls.iter().all(is_known)
    };
    let lines: Vec<String> = passage.lines.iter().filter(can_run).map(|line| as_run(line)).collect();
    let place = Place::for_lines(&lines, stock);
    let mut wrong = Vec::new();
    for line in &lines {
        // What only names a command has been looked at.
        let Ok(doing) = parsed(line) else { continue };
        let (codes, word) = doing.first().map_or((&[0][..], ""), outcome);
        if has_camera && codes == [3] {
            continue;
        }
        let output = place.run(line);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_right = output.status.code().is_some_and(|code| codes.contains(&code)) && said.contains(word);
        if !is_right || said.contains("panicked") {
            wrong.push(format!(
                "{}: {line}\n    {:?}, not {codes:?} with {word:?}: {said}",
                passage.place, output.status
            ));
        }
    }
    wrong
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn every_command_that_can_be_run_does_what_is_documented() {
    let has_camera = fs::read_dir("/dev").is_ok_and(|mut dev| {
        dev.any(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("video")))
    });
    let stock = Stock::new();
    let mut seen = BTreeSet::new();
    let passages = passages();
    let jobs: Vec<&Passage> = passages.iter().filter(|passage| seen.insert(passage.lines.clone())).collect();
    let next = Mutex::new(jobs.iter());
    let wrong = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                loop {
                    let job = next.lock().unwrap().next();
                    let Some(job) = job else { break };
                    let faults = run(job, &stock, has_camera);
                    wrong.lock().unwrap().extend(faults);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
