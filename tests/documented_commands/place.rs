//! A place in which documented commands are run: with what they name, and nothing of the machine's own.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::shell::{Call, calls};
use crate::documents::pages::root;
use crate::past_year;

/// What all places have parts of.
pub struct Stock {
    folder: TempDir,
}

impl Stock {
    /// A short clip, a recording, and a history of some weeks.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new("ffmpeg")
            .args(["-loglevel", "error", "-i"])
            .arg(root().join("tests/clips/sphinx.mp4"))
            .args(["-t", "1.5", "-vf", "scale=320:-2"])
            .arg(folder.path().join("clip.mp4"))
            .stdin(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success());
        let recording = root().join("tests/sessions/sphinx_good/observations.jsonl");
        let packed = Command::new("gzip").arg("-c").arg(recording).output().unwrap();
        assert!(packed.status.success());
        fs::write(folder.path().join("recording.jsonl.gz"), packed.stdout).unwrap();
        let year = past_year::year();
        past_year::keep(&folder.path().join("data"), &year[year.len() - 14..]);
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn copy_history(&self, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(self.path("data")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// Somebody's folder, with files of theirs.
pub struct Place {
    folder: TempDir,
}

impl Place {
    /// With all that these lines name.
    pub fn for_lines(lines: &[String], stock: &Stock) -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        let here = |name: &str| place.folder.path().join(name);
        for folder in ["bin", "home", "config/stretches", "tests/clips", "target/release", "docs", "films"] {
            fs::create_dir_all(here(folder)).unwrap();
        }
        for link in ["bin/supple", "target/release/supple"] {
            symlink(env!("CARGO_BIN_EXE_supple"), here(link)).unwrap();
        }
        symlink(root().join("docs/transcript.py"), here("docs/transcript.py")).unwrap();
        stock.copy_history(&here("data"));
        let clip = stock.path("clip.mp4");
        for name in ["tests/clips/demo.mp4", "films/one.mp4"] {
            symlink(&clip, here(name)).unwrap();
        }
        let sphinx = root().join("routines/stretches/sphinx.toml");
        let calls: Vec<Call> = lines.iter().flat_map(|line| calls(line)).collect();
        let makes = |call: &Call| call.words.get(1).is_some_and(|word| word == "new" || word == "learn");
        // What is made in the course of it isn't there yet.
        let made: Vec<&String> = calls.iter().filter(|call| makes(call)).filter_map(|call| call.words.get(2)).collect();
        for call in &calls {
            place.provide(call, &made, stock, &clip, &sphinx);
        }
        place
    }

    fn provide(&self, call: &Call, made: &[&String], stock: &Stock, clip: &Path, sphinx: &Path) {
        let here = |name: &str| self.folder.path().join(name);
        for setting in &call.environment {
            if let Some(folder) = setting.strip_prefix("SUPPLE_DATA=") {
                stock.copy_history(&here(folder));
            }
        }
        let learns = call.words.iter().any(|word| word == "learn");
        for (index, word) in call.words.iter().enumerate() {
            let is_new = index > 0 && matches!(call.words[index - 1].as_str(), "--record" | "--out" | "--sound-file");
            let word = word.as_str();
            // A demonstration takes some seconds.
            let film = if learns { root().join("tests/clips/sphinx.mp4") } else { clip.to_owned() };
            let name = if word == "*.mp4" { "one.mp4" } else { word };
            if is_new || here(name).exists() || name.contains(['*', '/']) {
                continue;
            }
            match Path::new(name).extension().and_then(|extension| extension.to_str()) {
                Some("mp4" | "mov") => symlink(film, here(name)).unwrap(),
                Some("gz") => _ = fs::copy(stock.path("recording.jsonl.gz"), here(name)).unwrap(),
                Some("toml") => _ = fs::copy(sphinx, here(name)).unwrap(),
                None if name.starts_with("my-") && !made.iter().any(|made| *made == name) => {
                    fs::copy(sphinx, here("config/stretches").join(format!("{name}.toml"))).unwrap();
                }
                _ => {}
            }
        }
    }

    /// Has the shell carry out a line.
    pub fn run(&self, line: &str) -> Output {
        let here = |name: &str| self.folder.path().join(name);
        let path = std::env::var("PATH").unwrap();
        Command::new("bash")
            .args(["-c", line])
            .current_dir(self.folder.path())
            .env_clear()
            .env("PATH", format!("{}:{path}", here("bin").display()))
            .env("HOME", here("home"))
            .env("SUPPLE_DATA", here("data"))
            .env("SUPPLE_CONFIG", here("config"))
            .env("LANGUAGE", "en")
            .env("NO_COLOR", "1")
            // No machine is to speak while it is tested.
            .env("ALSA_CONFIG_PATH", "/dev/null")
            .envs(std::env::var_os("ORT_DYLIB_PATH").map(|path| ("ORT_DYLIB_PATH", path)))
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }
}
