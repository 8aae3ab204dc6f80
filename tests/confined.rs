//! What ffmpeg and espeak-ng can't do: stand-ins in their place try. Each try is made without confinement too, to see that it would
//! succeed.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests make the files they try to reach, and wait")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Nothing here takes as long; what does hangs.
const HANGS: Duration = Duration::from_mins(2);
/// How a process knows that it is to confine itself.
const MARK: &str = "--confined";

/// Tries what a film could make of ffmpeg, and says of each what came of it. `PLACE` is the folder that the test made.
const TRIES: &str = r#"
import ctypes, os, resource, signal, socket, subprocess, sys

def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as made:
        made.settimeout(1)
        try:
            made.connect(address)
        except ConnectionRefusedError:
            pass # There was nobody, but it got so far.

def write(path, mode):
    with open(path, mode) as file:
        file.write("x")

def fill():
    # A page of each mebibyte, so that it is really there.
    memory = bytearray(600 << 20)
    memory[::1 << 20] = b"x" * 600

def told():
    if "SUPPLE_SECRET" in os.environ or "HOME" in os.environ:
        return
    raise PermissionError("nothing is told")

def core():
    if resource.getrlimit(resource.RLIMIT_CORE)[1] <= 1:
        raise PermissionError("no core file")

def read_uring():
    libc = ctypes.CDLL(None, use_errno=True)
    # io_uring_setup has one number everywhere. Without its arguments it says so, unless it isn't let do anything.
    libc.syscall(425, 1, None)
    if ctypes.get_errno() in (1, 13):
        raise PermissionError("io_uring")

TRIES = {
    "internet": lambda: connect(socket.AF_INET, ("127.0.0.1", 9)),
    "internet6": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close(),
    "sound server": lambda: connect(socket.AF_UNIX, PLACE + "/server"),
    "ring": read_uring,
    "secret": lambda: open(PLACE + "/home/.ssh/id").read(),
    "secret by a child": lambda: subprocess.run(["cat", PLACE + "/home/.ssh/id"], check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL),
    "folder": lambda: os.listdir(PLACE + "/home"),
    "passwords": lambda: open("/etc/passwd").read(),
    "other process": lambda: open(f"/proc/{os.getppid()}/environ").read(),
    "signal": lambda: os.kill(os.getppid(), 0),
    "new file": lambda: write(PLACE + "/home/new", "w"),
    "new folder": lambda: os.mkdir(PLACE + "/home/folder"),
    "film changed": lambda: write(PLACE + "/film.mp4", "r+"),
    "film emptied": lambda: os.truncate(PLACE + "/spare.mp4", 0),
    "film opened to all": lambda: os.chmod(PLACE + "/film.mp4", 0o777),
    "film removed": lambda: os.remove(PLACE + "/gone.mp4"),
    "temporary file": lambda: write("/tmp/supple-test-" + str(os.getpid()), "w"),
    "memory": fill,
    "environment": told,
    "core file": core,
    "film read": lambda: open(PLACE + "/film.mp4", "rb").read(),
    "libraries": lambda: ctypes.CDLL("libc.so.6"),
    "random": lambda: os.urandom(8),
    "nowhere": lambda: write("/dev/null", "w"),
}

def tried(what):
    try:
        what()
        return "done"
    except (OSError, MemoryError, subprocess.CalledProcessError):
        return "refused"
"#;

/// What must be refused, by its name in [`TRIES`].
const REFUSED: [&str; 20] = [
    "internet",
    "internet6",
    "sound server",
    "ring",
    "secret",
    "secret by a child",
    "folder",
    "passwords",
    "other process",
    "signal",
    "new file",
    "new folder",
    "film changed",
    "film emptied",
    "film opened to all",
    "film removed",
    "temporary file",
    "memory",
    "environment",
    "core file",
];
/// What it needs.
const DONE: [&str; 4] = ["film read", "libraries", "random", "nowhere"];

/// A folder with a person's things, and with programs in place of others.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(place.path("home/.ssh")).unwrap();
        fs::create_dir(place.path("programs")).unwrap();
        fs::write(place.path("home/.ssh/id"), "secret").unwrap();
        for film in ["film.mp4", "spare.mp4", "gone.mp4"] {
            fs::copy(root().join("tests/clips/sphinx.mp4"), place.path(film)).unwrap();
        }
        place
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    /// A program of this name that knows [`TRIES`] and does this.
    fn program(&self, name: &str, does: &str) -> PathBuf {
        let path = self.path("programs").join(name);
        let (python, place) = (python(), self.0.path().display());
        let script = format!("#!{}\nPLACE = '{place}'\n{TRIES}\n{does}\n", python.display());
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    /// The program `supple`, which finds those of this place first.
    fn supple(&self) -> Command {
        let search = format!("{}:{}", self.path("programs").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(env!("CARGO_BIN_EXE_supple"));
        command
            .env("PATH", search)
            .env("SUPPLE_DATA", self.path("data"))
            .env("SUPPLE_CONFIG", self.path("config"))
            .env("LANGUAGE", "en");
        command.env("SUPPLE_SECRET", "secret").env("ORT_DISABLE_TELEMETRY", "1");
        command
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The system's own; one in somebody's home couldn't read its libraries there.
fn python() -> PathBuf {
    let usual = Path::new("/usr/bin/python3");
    assert!(usual.exists(), "setup/packages.sh installs it");
    usual.to_owned()
}

/// Says what came of every try.
const TELL: &str = r#"print("\n".join(f"{name}: {tried(what)}" for name, what in TRIES.items()))"#;

fn came_of(output: &Output, name: &str) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = said.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")));
    line.unwrap_or_else(|| panic!("{name} was not tried: {output:?}")).to_owned()
}

#[test]
fn what_is_confined_can_do_nothing_that_it_does_not_need() {
    let place = Place::new();
    let _server = std::os::unix::net::UnixListener::bind(place.path("server")).unwrap();
    let program = place.program("tries", TELL);
    let mut confined = place.supple();
    confined.args([MARK, "read"]).arg(place.path("film.mp4")).args(["memory", "512", "seconds", "60", "--"]);
    // `supple` tells it nothing of the environment; here it starts itself.
    let output = confined.arg(&program).env_clear().env("PATH", "/usr/bin:/bin").output().unwrap();
    for name in REFUSED {
        assert_eq!(came_of(&output, name), "refused", "{name}");
    }
    for name in DONE {
        assert_eq!(came_of(&output, name), "done", "{name}");
    }
    assert!(!place.path("home/new").exists() && place.path("gone.mp4").exists());
    // All of it can be done where nothing refuses it, but for what the system keeps from everybody.
    let free = Command::new(&program).env("SUPPLE_SECRET", "secret").output().unwrap();
    for name in REFUSED.into_iter().chain(DONE).filter(|name| !["core file", "ring"].contains(name)) {
        assert_eq!(came_of(&free, name), "done", "{name} shows nothing");
    }
}

#[test]
fn what_takes_too_long_is_ended() {
    let place = Place::new();
    let program = place.program("spins", "while True: pass");
    let mut confined = place.supple();
    let output = confined.args([MARK, "memory", "512", "seconds", "1", "--"]).arg(&program).output().unwrap();
    assert!(output.status.signal().is_some(), "{output:?}");
}

#[test]
fn what_is_given_a_file_to_write_can_write_that_one() {
    let place = Place::new();
    let does = r#"
for name in ("film.mp4", "spare.mp4"):
    print(f"{name}: {tried(lambda: write(PLACE + '/' + name, 'w'))}")"#;
    let program = place.program("writes", does);
    let mut confined = place.supple();
    confined.args([MARK, "write"]).arg(place.path("film.mp4")).args(["memory", "512", "--"]);
    let output = confined.arg(&program).output().unwrap();
    assert_eq!((came_of(&output, "film.mp4"), came_of(&output, "spare.mp4")), ("done".into(), "refused".into()));
    assert_eq!(fs::read_to_string(place.path("film.mp4")).unwrap(), "x");
}

/// As Supple starts it: in place of ffmpeg, with what came of each try as its complaint, which Supple passes on.
#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn a_film_that_takes_ffmpeg_over_reaches_nothing() {
    let place = Place::new();
    let does = r#"
if "-version" in sys.argv:
    sys.exit(0)
done = [name for name, what in TRIES.items() if tried(what) == "done"]
print("[error] it could do: " + ", ".join(done) + ".", file=sys.stderr)
sys.exit(1)"#;
    // 600 MiB are let through here, since a large film needs them; more than ffmpeg ever gets is tried above.
    let program = place.program("ffmpeg", &does.replace("TRIES.items()", r#"TRIES.items() if name != "memory""#));
    let output = place.supple().arg("pose").arg(place.path("film.mp4")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("it could do: film read, libraries, random, nowhere."), "{said}");
    assert_eq!(output.status.code(), Some(2), "{said}");
    // That very stand-in, started by itself, could do everything.
    let free = Command::new(&program).output().unwrap();
    assert!(String::from_utf8_lossy(&free.stderr).contains("secret by a child"), "{free:?}");
}

/// What espeak-ng would do to be heard, or to know more: the stand-in speaks only if it can.
#[test]
fn espeak_gets_nothing_but_words() {
    let place = Place::new();
    let does = r#"
done = [name for name, what in TRIES.items() if tried(what) == "done"]
needed = ["libraries", "random", "nowhere"]
sys.exit(0 if done == needed else 1)"#;
    let program = place.program("espeak-ng", does);
    let speaks = |place: &Place| {
        let output = place.supple().arg("doctor").output().unwrap();
        String::from_utf8_lossy(&output.stdout).contains("espeak-ng speaks what it can't")
    };
    assert!(speaks(&place), "it could do something else");
    // By itself it could, so this would show it.
    assert_eq!(Command::new(program).status().unwrap().code(), Some(1));
    place.program("espeak-ng", "sys.exit(1)");
    assert!(!speaks(&place));
}

#[test]
#[cfg_attr(not(have_espeak), ignore = "needs espeak-ng")]
fn the_real_espeak_speaks() {
    let place = Place::new();
    let words = place.path("words");
    fs::write(&words, "Lie down on your back.").unwrap();
    let mut confined = place.supple();
    confined.args([MARK, "memory", "256", "seconds", "4", "--", "espeak-ng", "--stdin", "--stdout", "-v", "en-us"]);
    confined.env("PULSE_SERVER", "unix:/dev/null").stdin(fs::File::open(&words).unwrap());
    let output = confined.output().unwrap();
    assert!(output.stdout.starts_with(b"RIFF") && output.stdout.len() > 20_000, "{output:?}");
    let doctor = place.supple().arg("doctor").output().unwrap();
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("espeak-ng speaks what it can't"), "{doctor:?}");
}

/// Every kind of file that people have, and what ffmpeg makes it with.
const FILMS: [(&str, &str); 10] = [
    ("a.mp4", "-c:v libx264"),
    ("a.mov", "-c:v mpeg4"),
    ("a.mkv", "-c:v libx265 -x265-params log-level=none"),
    ("a.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8"),
    ("a.avi", "-c:v mjpeg"),
    ("a.ogv", "-c:v libtheora"),
    ("a.ts", "-c:v mpeg2video"),
    ("a.mpg", "-c:v mpeg1video"),
    ("a.flv", "-c:v flv"),
    ("a.gif", "-c:v gif"),
];

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn the_real_ffmpeg_reads_every_kind_of_film() {
    let place = Place::new();
    let mut films = Vec::new();
    for (name, codec) in FILMS {
        let film = place.path(name);
        let source = "-v error -f lavfi -i testsrc2=size=160x120:rate=25:duration=0.2 -pix_fmt yuv420p";
        let pixels = if name.ends_with("gif") { source.replace("-pix_fmt yuv420p", "") } else { source.to_owned() };
        let mut ffmpeg = Command::new("ffmpeg");
        ffmpeg.args(pixels.split_whitespace()).args(codec.split_whitespace()).arg(&film);
        assert!(ffmpeg.status().unwrap().success(), "{name}");
        films.push(film);
    }
    let output = place.supple().arg("pose").arg("--json").args(&films).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    for (name, _) in FILMS {
        let frames = said.lines().filter(|line| line.contains(&format!("/{name}\""))).count();
        assert!((4..=6).contains(&frames), "{name}: {frames} frames: {said:.2000}");
    }
}

/// The processes that this one started.
fn children(of: u32) -> Vec<u32> {
    let told = fs::read_to_string(format!("/proc/{of}/task/{of}/children")).unwrap_or_default();
    told.split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

fn status(of: u32, key: &str) -> Option<String> {
    let told = fs::read_to_string(format!("/proc/{of}/status")).ok()?;
    told.lines().find_map(|line| line.strip_prefix(&format!("{key}:"))).map(|value| value.trim().to_owned())
}

/// `supple` at work on a long film, and the ffmpeg that it started.
fn at_work(place: &Place) -> (Child, u32) {
    let long = place.path("long.mp4");
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args("-v error -stream_loop 200 -i".split(' ')).arg(place.path("film.mp4")).args(["-c", "copy"]);
    assert!(ffmpeg.arg(&long).status().unwrap().success());
    let mut supple = place.supple();
    supple.args(["pose", "--json"]).arg(&long).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = supple.spawn().unwrap();
    let began = Instant::now();
    while began.elapsed() < HANGS {
        let found = children(child.id()).into_iter().find(|id| status(*id, "Name").as_deref() == Some("ffmpeg"));
        if let Some(id) = found {
            return (child, id);
        }
        thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("no ffmpeg");
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn the_real_ffmpeg_is_confined_and_ends_with_whoever_started_it() {
    let place = Place::new();
    let (mut supple, ffmpeg) = at_work(&place);
    assert_eq!(status(ffmpeg, "Seccomp").as_deref(), Some("2"), "by a filter");
    assert_eq!(status(ffmpeg, "NoNewPrivs").as_deref(), Some("1"));
    assert_eq!(status(supple.id(), "Seccomp").as_deref(), Some("0"), "and nobody else is");
    let limits = fs::read_to_string(format!("/proc/{ffmpeg}/limits")).unwrap();
    let limit = |name: &str| {
        let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.split_whitespace().next().unwrap_or_default().to_owned()
    };
    let most = (4096_u64 << 20).to_string();
    assert_eq!((limit("Max file size"), limit("Max data size")), (most.clone(), most));
    assert_eq!((limit("Max core file size"), limit("Max open files")), ("1".to_owned(), "64".to_owned()));
    let environment = fs::read(format!("/proc/{ffmpeg}/environ")).unwrap();
    assert!(!String::from_utf8_lossy(&environment).contains("SUPPLE"), "{environment:?}");
    // Not even asked to.
    supple.kill().unwrap();
    supple.wait().unwrap();
    let began = Instant::now();
    while status(ffmpeg, "State").is_some_and(|state| !state.starts_with('Z')) {
        assert!(began.elapsed() < HANGS, "it is still at work");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_crash_leaves_no_picture_of_its_memory() {
    let place = Place::new();
    // One that is waited for.
    place.program("ffmpeg", "import time\ntime.sleep(600)");
    let mut waits = place.supple();
    waits.arg("pose").arg(place.path("film.mp4")).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = waits.spawn().unwrap();
    let began = Instant::now();
    let core = loop {
        let limits = fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap_or_default();
        let core = limits.lines().find_map(|line| line.strip_prefix("Max core file size")).map(str::to_owned);
        if core.as_ref().is_some_and(|core| core.split_whitespace().next() == Some("1")) || began.elapsed() > HANGS {
            break core;
        }
        thread::sleep(Duration::from_millis(2));
    };
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(core.unwrap().split_whitespace().take(2).collect::<Vec<_>>(), ["1", "1"]);
}

#[test]
fn the_doctor_says_what_programs_are_kept_from() {
    let output = Place::new().supple().arg("doctor").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("   confinement: "), "{said}");
    if fs::read_to_string("/sys/kernel/security/lsm").is_ok_and(|modules| modules.contains("landlock")) {
        assert!(said.contains("ok   confinement: ffmpeg and espeak-ng reach no network"), "{said}");
    }
}
