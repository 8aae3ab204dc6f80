//! What lies on the disk after Supple has been at work: files that only their owner can read, and no trace of a picture.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read and write the files they check")]

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use image::{ImageFormat, RgbImage};
use supple::device::source;
use supple::device::source::FileOptions;
use tempfile::TempDir;

use crate::traces::Traces;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders that are there before Supple comes.
const OURS: [&str; 3] = ["home", "here", "temporary"];

/// A person's home, working folder and folder for temporary files.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        for folder in OURS {
            fs::create_dir(place.path().join(folder)).unwrap();
        }
        Self(place)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs the program where new files are opened to others as far as `umask` lets them be.
    fn supple(&self, umask: &str, arguments: &str) {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", &format!("umask {umask}; exec \"$@\""), "sh", env!("CARGO_BIN_EXE_supple")]);
        command.args(arguments.split(' ').filter(|argument| !argument.is_empty()));
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap())
            .env("HOME", self.path().join("home"))
            .env("TMPDIR", self.path().join("temporary"))
            .env("ORT_DISABLE_TELEMETRY", "1")
            .current_dir(self.path().join("here"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// A session with all that can be kept of one.
    fn session(&self, umask: &str, clip: &str) {
        self.supple(umask, &format!("run sphinx --headless --events events.jsonl --cues cues.jsonl --sound-file heard.wav --record seen.jsonl.gz --pain-before 3 --pain-after 2 --input {clip}"));
    }
}

/// A copy of a clip, whose path has no space in it.
fn clip() -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let clip = folder.path().join("sphinx.mp4");
    fs::copy(root().join("tests/clips/sphinx.mp4"), &clip).unwrap();
    let name = clip.to_str().unwrap().to_owned();
    (folder, name)
}

/// Everything in a folder, folders too.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn whatever_is_written_is_its_owners_alone() {
    let (folder, clip) = clip();
    let clips = folder.path().join("clips");
    fs::create_dir(&clips).unwrap();
    fs::copy(&clip, clips.join("sphinx.good.side.a.mp4")).unwrap();
    let frame = |t: f64, phase: &str| serde_json::json!({"t": t, "phase": phase, "angles": {}, "world": vec![[0.0; 3]; 33], "px": vec![[0.0; 2]; 33]});
    let truth = serde_json::json!({
        "id": "sphinx", "variant": "good", "wrong": null, "view": "side", "near": "L", "hold_seconds": 5.0,
        "frames": [frame(0.0, "rest"), frame(1.0, "hold"), frame(6.0, "rest")],
    });
    fs::write(clips.join("sphinx.good.side.a.json"), truth.to_string()).unwrap();
    let demo = root().join("tests/clips/demo.mp4").display().to_string();
    let quick = [
        format!("free --headless --no-history --events free.jsonl --input {clip}"),
        "replay seen.jsonl.gz --events again.jsonl --cues again-cues.jsonl --sound-file again.wav".to_owned(),
        "new my-stretch".to_owned(),
        "new my-routine --routine --here".to_owned(),
        "config volume 40".to_owned(),
        "config volume 50".to_owned(),
        "export --format csv --out history.csv".to_owned(),
        "export --format json --out history.json".to_owned(),
        "export --format fhir --out history.fhir.json".to_owned(),
        "report --out report.html".to_owned(),
        "report".to_owned(),
        "forget --all --yes".to_owned(),
    ];
    let long = [
        format!("analyze {clip} --out analyzed/here"),
        format!("evaluate {} --keep kept/here", clips.display()),
        format!("learn my-fold --headless --input {demo}"),
    ];
    // Where nothing is kept from anybody, and as most systems are set.
    for (umask, commands, least) in [("000", [&quick[..], &long].concat(), 35), ("022", quick.to_vec(), 22)] {
        let place = Place::new();
        place.session(umask, &clip);
        for arguments in commands {
            place.supple(umask, &arguments);
        }
        let found = everything(place.path());
        let ours: Vec<_> = OURS.iter().map(|folder| place.path().join(folder)).collect();
        let open: Vec<_> = found
            .iter()
            .filter(|path| !ours.contains(path))
            .map(|path| (path, fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777))
            .filter(|(path, mode)| *mode != if path.is_dir() { 0o700 } else { 0o600 })
            .map(|(path, mode)| format!("{mode:o} {}", path.display()))
            .collect();
        assert!(open.is_empty(), "umask {umask}:\n{}", open.join("\n"));
        // So many that none of the commands above can have written nothing.
        assert!(found.len() >= least, "{} {found:#?}", found.len());
    }
}

/// The first pictures of a film.
fn pictures(film: &str) -> Vec<RgbImage> {
    let mut source = source::open_files(&[PathBuf::from(film)], FileOptions::default()).unwrap();
    std::iter::from_fn(|| source.next_frame().unwrap()).map(|frame| frame.image).step_by(20).collect()
}

#[test]
#[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
fn no_trace_of_a_picture_is_left_by_a_session() {
    let (_folder, clip) = clip();
    let traces = Traces::of(&pictures(&clip));
    let place = Place::new();
    place.session("022", &clip);
    place.supple("022", &format!("free --headless --record free.jsonl --input {clip}"));
    place.supple("022", "export --format json --out history.json");
    place.supple("022", "report --out report.html");
    let found = traces.in_folder(place.path());
    assert!(found.is_empty(), "{}", found.join("\n"));
    // It did leave what it was asked for, and what it remembers.
    let left = everything(place.path());
    for file in ["here/seen.jsonl.gz", "here/heard.wav", "home/.local/share/supple/history.sqlite3", "here/report.html"]
    {
        let size = fs::metadata(place.path().join(file)).map(|about| about.len()).unwrap_or_default();
        assert!(size > 1000, "{file}: {size} bytes; {left:?}");
    }
}

/// Whatever a program could have done with a picture is found.
#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn a_trace_of_a_picture_would_be_found() {
    let (_folder, clip) = clip();
    let pictures = pictures(&clip);
    let traces = Traces::of(&pictures);
    let place = Place::new();
    assert_eq!(traces.in_folder(place.path()), Vec::<String>::new());
    let picture = &pictures[1];
    let written = |name: &str, bytes: &[u8]| fs::write(place.path().join("here").join(name), bytes).unwrap();
    // In the middle of something else, as a database would have it.
    let amid = |bytes: &[u8]| [&b"SQLite format 3\0 something else "[..], bytes, b" and more"].concat();
    let encoded = |format: ImageFormat| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    for (name, format) in [("jpeg", ImageFormat::Jpeg), ("png", ImageFormat::Png), ("webp", ImageFormat::WebP)] {
        written(name, &amid(&encoded(format)));
    }
    written("bmp", &encoded(ImageFormat::Bmp));
    written("rgb", &amid(picture));
    let four = |order: fn(&[u8]) -> [u8; 4]| picture.chunks_exact(3).flat_map(order).collect::<Vec<u8>>();
    written("window", &amid(&four(|pixel| [pixel[2], pixel[1], pixel[0], 0])));
    written("canvas", &amid(&four(|pixel| [pixel[0], pixel[1], pixel[2], 255])));
    written("luma", &amid(&image::imageops::grayscale(picture).into_raw()));
    let swapped: Vec<u8> = picture.chunks_exact(3).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
    written("bgr", &amid(&swapped));
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&amid(&encoded(ImageFormat::Png))).unwrap();
    written("packed", &packed.finish().unwrap());
    fs::copy(&clip, place.path().join("here/film")).unwrap();
    let found = traces.in_folder(place.path());
    for name in ["jpeg", "png", "webp", "bmp", "rgb", "window", "canvas", "luma", "bgr", "packed", "film"] {
        assert!(found.iter().any(|line| line.contains(&format!("/here/{name}: "))), "{name} was not found: {found:?}");
    }
}
