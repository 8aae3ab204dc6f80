//! One case: a folder with what was prepared, and the program run in it, watched.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// As much of a processor as any of these may take, and as long as it may take on a busy machine. More is a hang.
const MOST_WORK: Duration = Duration::from_secs(5);
const LONGEST: Duration = Duration::from_secs(30);
/// Lines of an answer that are compared, and of one that says what is wrong.
const FEW: usize = 3;
const MANY: usize = 20;
/// Between two interruptions that are meant as two.
const TWICE: Duration = Duration::from_millis(1500);
/// Somebody who may do less than the superuser.
const NOBODY: u32 = 65_534;
/// Ticks of the processor time in /proc in a second.
const TICKS: u64 = 100;

/// What happens to the program while it runs.
enum Fate {
    /// It reads nothing and is left alone.
    Alone,
    /// It reads this.
    Typed(&'static str),
    /// Nobody reads what it prints.
    Unheard,
    /// What it prints finds no room.
    Full,
    /// It coaches a recording that doesn't end, and gets this signal in the middle.
    Signal(&'static str),
    /// It coaches a film that doesn't end, and gets this signal in the middle.
    SignalInFilm(&'static str),
    /// It is interrupted, and again a moment later, once there is a file of that name.
    InterruptTwiceOnceThere(&'static str),
}

/// What lies in a file, or what it is.
#[derive(Clone, Debug, PartialEq)]
enum There {
    Bytes(Vec<u8>),
    Other(String),
}

/// A case that is prepared and run.
pub struct Case {
    folder: tempfile::TempDir,
    arguments: Vec<OsString>,
    environment: BTreeMap<&'static str, Option<OsString>>,
    fate: Fate,
    as_nobody: bool,
    /// Blocks of 512 bytes that a file may have, where there is a limit.
    largest: Option<u32>,
    after: Vec<fn(&Path)>,
}

impl Case {
    pub fn new(command: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["here", "home", "data", "settings"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let arguments = command.split(' ').filter(|word| !word.is_empty());
        // Nothing between two quotes.
        let arguments = arguments.map(|word| if word == "''" { OsString::new() } else { word.into() }).collect();
        Self {
            folder,
            arguments,
            environment: BTreeMap::new(),
            fate: Fate::Alone,
            as_nobody: false,
            largest: None,
            after: Vec::new(),
        }
    }

    /// Where a file of the case is: beside the person (`notes`), in their data (`../data/…`), their settings or their home.
    pub fn path(&self, name: &str) -> PathBuf {
        let name = name.replace('\u{0}', "");
        self.folder.path().join("here").join(name)
    }

    pub fn file(&mut self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn folder(&mut self, name: &str) {
        fs::create_dir_all(self.path(name)).unwrap();
    }

    pub fn link(&mut self, name: &str, to: &str) {
        symlink(to, self.path(name)).unwrap();
    }

    pub fn pipe(&mut self, name: &str) {
        assert!(Command::new("mkfifo").arg(self.path(name)).status().unwrap().success());
    }

    /// A program of this name, alone in the search path.
    pub fn program(&mut self, name: &str, script: &str) {
        let file = format!("../bin/{name}");
        self.file(&file, format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(self.path(&file), fs::Permissions::from_mode(0o755)).unwrap();
        let path = self.path("../bin");
        self.set("PATH", format!("{}:/usr/bin:/bin", path.display()));
    }

    pub fn mode(&mut self, name: &str, mode: u32) {
        self.as_nobody = true;
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    pub fn set(&mut self, variable: &'static str, value: impl Into<OsString>) {
        self.environment.insert(variable, Some(value.into()));
    }

    pub fn unset(&mut self, variable: &'static str) {
        self.environment.insert(variable, None);
    }

    pub fn argument(&mut self, argument: OsString) {
        self.arguments.push(argument);
    }

    pub fn typed(&mut self, words: &'static str) {
        self.fate = Fate::Typed(words);
    }

    pub fn unheard(&mut self) {
        self.fate = Fate::Unheard;
    }

    pub fn full(&mut self) {
        self.fate = Fate::Full;
    }

    pub fn signal(&mut self, name: &'static str) {
        self.fate = Fate::Signal(name);
        self.pipe("pipe");
    }

    pub fn signal_in_film(&mut self, name: &'static str) {
        self.fate = Fate::SignalInFilm(name);
    }

    pub fn interrupt_twice_once_there(&mut self, file: &'static str) {
        self.fate = Fate::InterruptTwiceOnceThere(file);
    }

    /// No file may become larger.
    pub fn largest(&mut self, blocks: u32) {
        self.largest = Some(blocks);
    }

    /// What must be so afterwards, of the case's folder.
    pub fn afterwards(&mut self, check: fn(&Path)) {
        self.after.push(check);
    }

    /// The exit code and what was said; or what must never happen.
    pub fn run(self) -> Result<(String, String), String> {
        let before = everything(self.folder.path());
        let is_root = fs::metadata("/proc/self").is_ok_and(|about| std::os::unix::fs::MetadataExt::uid(&about) == 0);
        let mut command = self.command(self.as_nobody && is_root);
        let (code, words) = match &self.fate {
            Fate::Alone => watched(command.stdin(Stdio::null()).spawn().unwrap())?,
            Fate::Typed(words) => {
                let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
                // It may have gone before it has read anything.
                drop(child.stdin.take().unwrap().write_all(words.as_bytes()));
                watched(child)?
            }
            Fate::Unheard => {
                let (reader, writer) = std::io::pipe().unwrap();
                drop(reader);
                watched(command.stdin(Stdio::null()).stdout(writer).spawn().unwrap())?
            }
            Fate::Full => {
                let full = File::options().write(true).open("/dev/full").unwrap();
                watched(command.stdin(Stdio::null()).stdout(full).spawn().unwrap())?
            }
            Fate::Signal(name) => self.signalled(&mut command, name)?,
            Fate::InterruptTwiceOnceThere(file) => {
                let mut child = command.stdin(Stdio::null()).spawn().unwrap();
                let began = Instant::now();
                while !self.path(file).exists() && child.try_wait().unwrap().is_none() && began.elapsed() < LONGEST {
                    thread::sleep(Duration::from_millis(10));
                }
                kill(&child, "INT");
                thread::sleep(TWICE);
                kill(&child, "INT");
                watched(child)?
            }
            Fate::SignalInFilm(name) => {
                let mut child = command.stdin(Stdio::null()).spawn().unwrap();
                let first = first_line(&mut child);
                kill(&child, name);
                let (code, words) = watched(child)?;
                assert!(first.contains("Next"), "{first}: {words}");
                (code, words)
            }
        };
        let words = words.replace(self.folder.path().to_str().unwrap(), "/somewhere");
        let words = words.replace(env!("CARGO_MANIFEST_DIR"), "/supple").replace(&today(), "DAY");
        // At which moment of the session it was is chance; what it says last is not.
        let is_chance = matches!(self.fate, Fate::Signal(_) | Fate::SignalInFilm(_));
        let words = if is_chance { without_seconds(&last_lines(&words)) } else { words };
        if words.contains("panicked") || words.contains("RUST_BACKTRACE") {
            return Err(format!("it panicked: {words}"));
        }
        if let Some(lost) = lost(&before, &everything(self.folder.path())) {
            return Err(format!("{lost} is not as it was; it said {words}"));
        }
        for check in &self.after {
            check(self.folder.path());
        }
        Ok((code, words))
    }

    fn command(&self, as_nobody: bool) -> Command {
        let at = |name: &str| self.folder.path().join(name);
        let program = env!("CARGO_BIN_EXE_supple");
        let mut command = match self.largest {
            None => Command::new(program),
            Some(blocks) => {
                // Writing further is an error then, as on a full disk, and not the program's end.
                let mut shell = Command::new("/bin/sh");
                shell.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\""]).arg(blocks.to_string()).arg(program);
                shell
            }
        };
        command.args(&self.arguments).current_dir(at("here")).env_clear();
        let kept = ["PATH", "ORT_DYLIB_PATH", "LD_LIBRARY_PATH"];
        for (name, value) in kept.iter().filter_map(|name| Some((name, std::env::var_os(name)?))) {
            command.env(name, value);
        }
        command.env("SUPPLE_DATA", at("data")).env("SUPPLE_CONFIG", at("settings")).env("HOME", at("home"));
        // The test says where the switch is, so that the program needn't start itself anew; and there is no sound card.
        command.env("ORT_DISABLE_TELEMETRY", "1").env("ALSA_CONFIG_PATH", "/dev/null").env("NO_COLOR", "1");
        for (name, value) in &self.environment {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if as_nobody {
            hand_over(self.folder.path());
            command.uid(NOBODY).gid(NOBODY);
        }
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// A recording comes through a pipe, frame by frame, until the program is gone.
    fn signalled(&self, command: &mut Command, name: &str) -> Result<(String, String), String> {
        let mut child = command.stdin(Stdio::null()).spawn().unwrap();
        let mut recording = File::options().write(true).open(self.path("pipe")).unwrap();
        let mut time = 0.0;
        writeln!(recording, r#"{{"width":640,"height":480}}"#).unwrap();
        let mut frame = move || {
            time += 0.01;
            writeln!(recording, r#"{{"time":{time:.2},"pose":null}}"#)
        };
        frame().unwrap();
        let first = first_line(&mut child);
        assert!(first.contains("Next"), "{first}");
        kill(&child, name);
        // What is no reason to end lets it come to the recording's end.
        let goes_on = name == "PIPE";
        let feeder = thread::spawn(move || {
            let began = Instant::now();
            while !goes_on && frame().is_ok() && began.elapsed() < LONGEST {
                thread::sleep(Duration::from_millis(1));
            }
        });
        let watched = watched(child);
        feeder.join().unwrap();
        watched
    }
}

/// The first line that it prints. The rest is read by whoever waits for it.
fn first_line(child: &mut Child) -> String {
    let mut line = String::new();
    let mut out = child.stdout.take().unwrap();
    let mut byte = [0];
    while out.read(&mut byte).is_ok_and(|read| read == 1) && byte[0] != b'\n' {
        line.push(char::from(byte[0]));
    }
    child.stdout = Some(out);
    line
}

fn kill(child: &Child, name: &str) {
    let status = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status().unwrap();
    assert!(status.success());
}

/// Waits for its end; exit code and words.
fn watched(mut child: Child) -> Result<(String, String), String> {
    let read = |stream: Option<Box<dyn Read + Send>>| {
        thread::spawn(move || {
            let mut text = Vec::new();
            // Of what has no end, enough is seen.
            stream.map(|stream| stream.take(1 << 20).read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        })
    };
    let out = read(child.stdout.take().map(|stream| Box::new(stream) as Box<dyn Read + Send>));
    let err = read(child.stderr.take().map(|stream| Box::new(stream) as Box<dyn Read + Send>));
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        let worked = processor_time(child.id());
        if began.elapsed() > LONGEST || worked > MOST_WORK {
            child.kill().unwrap();
            child.wait().unwrap();
            return Err(format!("it hangs: {worked:?} of work in {:?}", began.elapsed()));
        }
        thread::sleep(Duration::from_millis(10));
    };
    let (out, err) = (out.join().unwrap(), err.join().unwrap());
    let code =
        status.code().map_or_else(|| format!("signal {}", status.signal().unwrap_or(0)), |code| code.to_string());
    // Words for the person are on standard error; where there are none, the first lines of the answer count.
    let lines = if status.success() { FEW } else { MANY };
    let words = if err.trim().is_empty() { out.lines().take(lines).collect::<Vec<_>>().join("\n") } else { err };
    Ok((code, words))
}

/// The time that it has had on processors.
fn processor_time(id: u32) -> Duration {
    let Ok(text) = fs::read_to_string(format!("/proc/{id}/stat")) else { return Duration::ZERO };
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 1000 / TICKS)
}

/// The last two lines.
fn last_lines(words: &str) -> String {
    let lines: Vec<_> = words.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(2)..].join("\n")
}

/// With `N s` in place of every number of seconds.
fn without_seconds(words: &str) -> String {
    let mut plain = Vec::new();
    for word in words.split(' ') {
        let is_number = word.contains('.') && word.trim().parse::<f64>().is_ok();
        plain.push(if is_number { "N" } else { word });
    }
    plain.join(" ")
}

fn today() -> String {
    chrono::Local::now().date_naive().to_string()
}

/// Everything in a folder, by path.
fn everything(folder: &Path) -> BTreeMap<PathBuf, There> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        let path = entry.path().to_owned();
        let there = if entry.file_type().is_file() {
            fs::read(&path).map_or_else(|error| There::Other(error.to_string()), There::Bytes)
        } else if entry.file_type().is_symlink() {
            There::Other(fs::read_link(&path).unwrap().display().to_string())
        } else {
            There::Other("a folder or pipe".to_owned())
        };
        found.insert(path, there);
    }
    found
}

/// The first that was there and is so no more, under its name or under another one beside it.
fn lost(before: &BTreeMap<PathBuf, There>, after: &BTreeMap<PathBuf, There>) -> Option<String> {
    let is_kept = |path: &PathBuf, there: &There| {
        after.get(path) == Some(there)
            || matches!(there, There::Bytes(_))
                && after.iter().any(|(other, now)| other.parent() == path.parent() && now == there)
    };
    before.iter().find(|(path, there)| !is_kept(path, there)).map(|(path, _)| path.display().to_string())
}

/// Gives the whole folder to somebody who may do less.
fn hand_over(folder: &Path) {
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if !entry.file_type().is_symlink() {
            chown(entry.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
}

/// The lines of a file of the project.
pub fn ours(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The first lines of one.
pub fn first_lines(name: &str, many: usize) -> String {
    let file = File::open(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    BufReader::new(file).lines().take(many).map(|line| line.unwrap() + "\n").collect()
}
