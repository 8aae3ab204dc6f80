//! The settings' file: what wrong ones are told, what the documents say of it, and that the program goes by it.

#![allow(clippy::disallowed_methods, reason = "a test reads and writes the files it checks")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use supple::settings::{ROWS, SECTIONS, Settings, Standard, read, schema, template};
use supple::toml_check::{Problem, Style};

const STRETCHES: [&str; 2] = ["cat-cow", "sphinx"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The bad files, in order.
fn bad_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("tests/bad_files/settings")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|found| found == "toml")).collect();
    files.sort();
    files
}

#[test]
fn every_bad_file_is_told_what_is_wrong_with_it() {
    let mut codes = BTreeSet::new();
    let mut differing = Vec::new();
    for case in bad_files() {
        let text = fs::read_to_string(&case).unwrap().replace("\r\n", "\n");
        let problems = read("settings.toml", &text, &STRETCHES).problems.unwrap();
        codes.extend(problems.all().iter().map(Problem::code));
        let (actual, actual_at) = (problems.render(Style::PLAIN), case.with_extension("actual"));
        if fs::read_to_string(case.with_extension("txt")).unwrap_or_default().replace("\r\n", "\n") == actual {
            fs::remove_file(&actual_at).ok();
        } else {
            fs::write(&actual_at, &actual).unwrap();
            differing.push(format!("{}:\n{actual}\n", case.display()));
        }
    }
    assert!(
        differing.is_empty(),
        "not as in the .txt beside it; to accept: rename the .actual beside it to .txt\n\n{}",
        differing.concat()
    );
    let stable = [
        "duplicate-key",
        "empty",
        "no-size",
        "not-finite",
        "out-of-bounds",
        "syntax",
        "unknown-key",
        "unknown-letters",
        "unknown-stretch",
        "unknown-theme",
        "wrong-table",
        "wrong-type",
    ];
    assert_eq!(codes, stable.map(|code| format!("settings::{code}")).into());
}

#[test]
fn the_schema_says_what_the_reader_says() {
    let schema = schema(&STRETCHES);
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let complaints = |text: &str| -> Vec<String> {
        let file: Value = toml::from_str(text).unwrap();
        validator.iter_errors(&file).map(|error| error.to_string()).collect()
    };
    assert_eq!(complaints(&template(None)), [""; 0]);
    for row in &ROWS {
        let good = format!("[{}]\n{}\n", row.section, row.example());
        assert!(read("", &good, &STRETCHES).problems.is_none() && complaints(&good).is_empty(), "{good}");
        for bad in ["[1]", "{ a = 1 }", "-5", "1e9", "\"\"", "2020-01-01"] {
            let bad = format!("[{}]\n{} = {bad}\n", row.section, row.name());
            assert!(read("", &bad, &STRETCHES).problems.is_some(), "good to the reader: {bad}");
            assert!(!complaints(&bad).is_empty(), "good to the schema: {bad}");
        }
        if row.is_dose() {
            assert_eq!(complaints(&format!("[doses.sphinx]\n{}\n", row.example())), [""; 0]);
            assert!(!complaints(&format!("[doses.spinx]\n{}\n", row.example())).is_empty());
        }
    }
}

/// The table of docs/settings.md.
fn documented() -> String {
    let mut table = String::new();
    for section in &SECTIONS {
        writeln!(table, "\n### `[{}]`\n\n{}\n", section.name(), section.about).unwrap();
        table += "| key | can be | without it | on the command line | |\n|---|---|---|---|---|\n";
        for row in section.rows() {
            let default = match row.default {
                Standard::Unset(means) => means.to_owned(),
                standard => format!("`{}`", standard.value().unwrap()),
            };
            let flags: Vec<_> = row.flags.iter().map(|flag| format!("`{flag}`")).collect();
            let (name, allowed, flags) = (row.name(), row.allowed(), flags.join(", "));
            writeln!(table, "| `{name}` | {allowed} | {default} | {flags} | {} |", row.help).unwrap();
        }
    }
    table
}

#[test]
fn the_document_has_every_setting() {
    let document = fs::read_to_string(root().join("docs/settings.md")).unwrap().replace("\r\n", "\n");
    let (_, rest) = document.split_once("<!-- the table, made by tests/settings.rs -->\n").unwrap();
    let (table, _) = rest.split_once("<!-- the table's end -->").unwrap();
    let wanted = documented();
    assert!(table == wanted, "docs/settings.md should have this table:\n{wanted}");
    // Its examples are right as they stand.
    for example in document.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
        let reading = read("docs/settings.md", example, &STRETCHES);
        assert!(reading.problems.is_none() && !reading.set.is_empty(), "{example}");
    }
}

/// A folder of the person's own with these settings, and the program.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new(settings: &str) -> Self {
        let home = Self { folder: tempfile::tempdir().unwrap() };
        if !settings.is_empty() {
            fs::write(home.file(), settings).unwrap();
        }
        home
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("settings.toml")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).unwrap()
    }

    fn supple(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_supple"))
            .args(arguments)
            .current_dir(root())
            .env("SUPPLE_CONFIG", self.folder.path())
            .env("SUPPLE_DATA", self.folder.path().join("data"))
            .env("LANGUAGE", "en")
            .env("NO_COLOR", "1")
            // Nothing here looks at a picture, and the doctor is done sooner without.
            .env("ORT_DYLIB_PATH", "/nowhere/libonnxruntime.so")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .output()
            .unwrap()
    }

    /// What it prints where it succeeds without a word on standard error.
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.supple(arguments);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{arguments:?}");
        stdout(&output)
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn assert_refused(output: &Output, words: &[&str]) {
    let told = stderr(output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(words.iter().all(|word| told.contains(word)), "{words:?} in {told}");
}

const RECORDING: &str = "tests/sessions/sphinx_good/observations.jsonl";

/// What is coached of the recorded sphinx, as JSON lines of events or cues.
fn lines(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_listing_has_each_setting_with_where_it_comes_from() {
    let home = Home::new("");
    let words = home.says(&["config"]);
    assert!(
        words.starts_with(&format!("{} (named by SUPPLE_CONFIG), not there yet\n", home.file().display())),
        "{words}"
    );
    for row in &ROWS {
        let line = words.lines().find(|line| line.starts_with(&format!("{} ", row.path()))).unwrap();
        assert!(line.contains("  default"), "{line}");
    }
    assert!(!home.file().exists(), "looking makes nothing");
    let home = Home::new("# mine\n[sound]\nvolume = 40\n\n[doses.sphinx]\nreps = 2\n");
    let words = home.says(&["config"]);
    let line =
        |name: &str| words.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace().collect::<Vec<_>>();
    assert_eq!(line("sound.volume")[1..], ["40", "line", "3"]);
    assert_eq!(line("doses.sphinx.reps")[1..], ["2", "line", "6"]);
    assert_eq!(home.says(&["config", "volume"]), "40\n");
    assert_eq!(home.says(&["config", "view.size"]), "1280x720\n");
    assert_eq!(home.says(&["config", "camera.use"]), "\n");
    let document: Value = serde_json::from_str(&home.says(&["config", "--json"])).unwrap();
    assert_eq!(document["exists"], true);
    let settings = document["settings"].as_array().unwrap();
    assert_eq!(settings.len(), ROWS.len() + 1);
    let volume = json!({"key": "sound.volume", "value": 40, "from": "file", "line": 3, "default": 70,
        "flags": ["--volume"]});
    assert_eq!(settings[0], volume);
    assert_eq!(serde_json::from_str::<Value>(&home.says(&["config", "sound.volume", "--json"])).unwrap(), volume);
    assert_refused(&home.supple(&["config", "sound.volum"]), &["unknown setting `sound.volum`", "`sound.volume`"]);
    assert_refused(&home.supple(&["config", "doses.spinx.reps"]), &["`doses.sphinx.reps`"]);
}

#[test]
fn setting_keeps_what_a_person_wrote() {
    let mine = "# My settings.\r\n[view] # seen\r\nmirror=false # I like it so\r\n\r\n[sound]\r\n# volume = 3\r\n";
    let home = Home::new(mine);
    let told = home.says(&["config", "volume", "40"]);
    assert_eq!(told, format!("sound.volume = 40   line 7 of {}\n", home.file().display()));
    assert_eq!(home.text(), format!("{mine}volume = 40\r\n"));
    assert!(home.says(&["config", "view.theme", "light"]).contains("view.theme = \"light\""));
    assert_eq!(home.says(&["config", "theme"]), "light\n");
    home.says(&["config", "theme", "--unset"]);
    assert_eq!(home.says(&["config", "volume", "--unset"]), "sound.volume = 70   default\n");
    assert_eq!(home.text(), mine);
    for (arguments, words) in [
        (["config", "volume", "101"], ["`volume` is 101", "0 to 100"]),
        (["config", "theme", "drak"], ["unknown theme `drak`", "did you mean `dark`?"]),
        (["config", "mute", "perhaps"], ["true or false", "mute = true"]),
    ] {
        assert_refused(&home.supple(&arguments), &words);
    }
    assert_eq!(home.text(), mine);
    assert_eq!(fs::read_dir(home.folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn the_first_setting_makes_a_file_that_explains_itself() {
    let home = Home::new("");
    home.says(&["config", "volume", "--unset"]);
    assert_eq!(home.supple(&["config", "volume", "loud"]).status.code(), Some(2));
    assert_eq!(fs::read_dir(home.folder.path()).unwrap().count(), 0, "nothing comes of nothing");
    home.says(&["config", "doses.sphinx.hold_s", "30"]);
    let text = home.text();
    assert!(text.starts_with("#:schema ./settings.schema.json\n") && text.contains("# volume = 70\n"), "{text}");
    assert!(text.ends_with("\n[doses.sphinx]\nhold_s = 30\n"), "{text}");
    let schema: Value =
        serde_json::from_str(&fs::read_to_string(home.folder.path().join("settings.schema.json")).unwrap()).unwrap();
    assert_eq!(schema["properties"]["doses"]["properties"]["sphinx"]["type"], "object");
    assert!(home.says(&["check"]).contains("settings.toml: good, 1 setting set"));
    assert_eq!(home.says(&["config", "--template"]), template(None));
    let printed: Value = serde_json::from_str(&home.says(&["schema", "settings"])).unwrap();
    assert_eq!(printed, schema);
    // The folder itself may be missing too.
    let deep = Home::new("");
    let folder = deep.folder.path().join("not/yet");
    let output = Command::new(env!("CARGO_BIN_EXE_supple"))
        .args(["config", "volume", "40"])
        .env("SUPPLE_CONFIG", &folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(folder.join("settings.toml").exists());
}

#[cfg(unix)]
#[test]
fn a_link_and_its_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let home = Home::new("");
    let kept = home.folder.path().join("dotfiles.toml");
    fs::write(&kept, "[sound]\nvolume = 3\n").unwrap();
    fs::set_permissions(&kept, PermissionsExt::from_mode(0o640)).unwrap();
    symlink("dotfiles.toml", home.file()).unwrap();
    home.says(&["config", "volume", "40"]);
    assert!(fs::symlink_metadata(home.file()).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&kept).unwrap(), "[sound]\nvolume = 40\n");
    assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn mistakes_are_told_once_and_all_else_holds() {
    let home = Home::new("[sound]\nvolume = 140\nvoice = false\n[view]\ntheem = 'dark'\n");
    let output = home.supple(&["replay", RECORDING, "sphinx", "--hold", "2", "--reps", "1", "--cues", "-"]);
    let cues = lines(&output);
    assert!(cues.len() > 3 && cues.iter().all(|cue| cue["words"].is_null()), "voice = false: {cues:?}");
    let told = stderr(&output);
    assert_eq!(told.matches("settings.toml: 2 problems; where it is wrong, the defaults hold\n").count(), 1, "{told}");
    assert!(told.contains("  try: `supple config`"), "{told}");
    // All of it where it is asked for.
    let output = home.supple(&["config"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("line 3") && !stdout(&output).contains("settings::"), "{}", stdout(&output));
    for word in ["settings::out-of-bounds", "settings.toml:2:10", "settings::unknown-key", "did you mean `theme`?"] {
        assert!(stderr(&output).contains(word), "{word}: {}", stderr(&output));
    }
    let output = home.supple(&["config", "--json"]);
    let document: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let problems = document["problems"].as_array().unwrap();
    assert_eq!(
        (problems.len(), &problems[0]["line"], &problems[1]["code"]),
        (2, &json!(2), &json!("settings::unknown-key"))
    );
    assert_eq!(home.supple(&["check"]).status.code(), Some(2));
    // Setting the wrong one right.
    home.says(&["config", "volume", "70"]);
    assert!(!stderr(&home.supple(&["config"])).contains("out-of-bounds"));
    // What isn't TOML is never changed, nor what isn't text.
    for bytes in [&b"[sound\nvolume = 3\n"[..], b"\xff\xfe"] {
        fs::write(home.file(), bytes).unwrap();
        assert_refused(&home.supple(&["config", "volume", "40"]), &["settings.toml", "try: "]);
        assert_eq!(fs::read(home.file()).unwrap(), bytes);
        let output = home.supple(&["replay", RECORDING, "sphinx", "--hold", "2", "--events", "-"]);
        assert!(lines(&output).len() > 3 && stderr(&output).contains("settings.toml"), "{}", stderr(&output));
    }
}

/// Flags come before settings, and these before what stretches and routines say.
#[test]
fn a_session_goes_by_the_settings() {
    let heard = |settings: &str, flags: &[&str]| {
        let replay = ["replay", RECORDING, "sphinx", "--hold", "2", "--reps", "1", "--cues", "-"];
        let cues = lines(&Home::new(settings).supple(&[&replay[..], flags].concat()));
        (cues.iter().any(|cue| cue["words"].is_string()), cues.iter().any(|cue| cue["sound"].is_string()))
    };
    assert_eq!(heard("", &[]), (true, true));
    assert_eq!(heard("[sound]\nvoice = false\n", &[]), (false, true));
    assert_eq!(heard("[sound]\nvoice = false\n", &["--voice"]), (true, true));
    assert_eq!(heard("[sound]\nsounds = false\n", &[]), (true, false));
    assert_eq!(heard("[sound]\nsounds = false\nvoice = true\n", &["--sounds", "--no-voice"]), (false, true));
    let dose = |settings: &str, more: &[&str]| {
        let replay = ["replay", RECORDING, "sphinx", "--events", "-"];
        let events = lines(&Home::new(settings).supple(&[&replay[..], more].concat()));
        let hold = events.iter().find(|event| event["event"] == "hold_started").unwrap()["hold_seconds"].as_f64();
        let reps =
            events.iter().find(|event| event["event"] == "rep_completed").and_then(|event| event["reps"].as_u64());
        (hold.unwrap(), reps)
    };
    let common = "[doses]\nhold_s = 3\nreps = 4\n";
    let own = format!("{common}[doses.sphinx]\nhold_s = 2\n");
    assert_eq!(dose(common, &[]), (3.0, Some(4)));
    assert_eq!(dose(&own, &[]), (2.0, Some(4)));
    assert_eq!(dose(&own, &["--hold", "2.5", "--reps", "5"]), (2.5, Some(5)));
}

/// A recording is coached again with what the person wanted then.
#[test]
fn a_recording_keeps_the_doses_that_held() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("then.jsonl");
    let text = fs::read_to_string(root().join(RECORDING)).unwrap();
    let head = r#"{"format":"supple recording","version":1,"width":640,"height":480,"coaches":"sphinx","own_doses":{"stretches":{"sphinx":{"hold_s":2.0}}}}"#;
    fs::write(&file, text.replacen(text.lines().next().unwrap(), head, 1)).unwrap();
    let home = Home::new("[doses.sphinx]\nhold_s = 3\n");
    let hold = |more: &[&str]| {
        let replay = ["replay", file.to_str().unwrap(), "--events", "-"];
        let events = lines(&home.supple(&[&replay[..1], &replay[1..2], more, &replay[2..]].concat()));
        events.iter().find(|event| event["event"] == "hold_started").unwrap()["hold_seconds"].clone()
    };
    assert_eq!(hold(&[]), 2.0);
    assert_eq!(hold(&["sphinx"]), 3.0, "another session is today's");
    assert_eq!(hold(&["--free"]), 3.0);
}

#[test]
fn the_doctor_looks_at_the_settings() {
    for (settings, words) in [
        ("", "ok   settings: the defaults hold; "),
        ("[sound]\nvolume = 40\n", "ok   settings: "),
        ("[sound]\nvolume = 140\n", "no   settings: "),
    ] {
        let home = Home::new(settings);
        let said = stdout(&home.supple(&["doctor"]));
        let line = said.lines().next().unwrap();
        assert!(line.starts_with(words) && line.contains("settings.toml"), "{said}");
        assert!(!words.starts_with("no") || said.contains("     try: `supple config`"), "{said}");
    }
}

#[test]
fn nobody_is_without_settings() {
    assert_eq!(Settings::default(), read("", "", &[]).settings);
    let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
    command.args(["config"]).env_remove("SUPPLE_CONFIG").env_remove("XDG_CONFIG_HOME").env_remove("HOME");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("sound.volume"));
}
