//! The rows: what is prepared, and the command.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;

use rusqlite::Connection;
use supple::device::history::{DataFolder, History, Purpose};
use supple::history::Span;
use supple::seam::PastSessions;

use super::case::{Case, first_lines, ours};
use super::{Kind, Needs, Row, row};

pub const KINDS: &[Kind] = &[
    Kind { title: "Stretch and routine files", rows: stretch_files },
    Kind { title: "Names", rows: names },
    Kind { title: "Numbers, days and words", rows: numbers },
    Kind { title: "Settings", rows: settings },
    Kind { title: "Recordings", rows: recordings },
    Kind { title: "History", rows: history },
    Kind { title: "Films and pictures", rows: films },
    Kind { title: "ffmpeg", rows: ffmpeg },
    Kind { title: "Devices", rows: devices },
    Kind { title: "Models and ONNX Runtime", rows: models },
    Kind { title: "Environment", rows: environment },
    Kind { title: "Full disks, and what may not be written over", rows: outputs },
    Kind { title: "Closed pipes and signals", rows: pipes },
];

const SESSION: &str = "tests/sessions/sphinx_good/observations.jsonl";
const PICTURE: &str = "tests/pictures/sphinx.jpg";
const CLIP: &str = "tests/clips/demo.mp4";

fn nothing(_: &mut Case) {}

fn stretch(case: &mut Case, name: &str) {
    case.file(name, ours("routines/stretches/sphinx.toml"));
}

fn stretch_files() -> Vec<Row> {
    vec![
        row("stretch-missing", "nothing", "show none.toml", nothing),
        row("stretch-folder", "a folder of that name", "show mine.toml", |case| case.folder("mine.toml")),
        row("stretch-unreadable", "a file that may not be read", "show mine.toml", |case| {
            stretch(case, "mine.toml");
            case.mode("mine.toml", 0o000);
        }),
        row("stretch-empty", "an empty file", "check mine.toml", |case| case.file("mine.toml", "")),
        row("stretch-huge", "a file of 2 MB", "show mine.toml", |case| case.file("mine.toml", vec![b'#'; 2 << 20])),
        row("stretch-latin-1", "text that is not UTF-8", "show mine.toml", |case| {
            case.file("mine.toml", b"title = \"caf\xe9\"\n");
        }),
        row("stretch-cut-off", "the first ten lines of a stretch", "check mine.toml", |case| {
            case.file("mine.toml", first_lines("routines/stretches/sphinx.toml", 10));
        }),
        row("stretch-circle", "a link that leads to itself", "show mine.toml", |case| {
            case.link("mine.toml", "mine.toml");
        }),
        row("stretch-nowhere", "a link that leads nowhere", "show mine.toml", |case| case.link("mine.toml", "none")),
        row("stretch-device", "a link to a device without end", "show mine.toml", |case| {
            case.link("mine.toml", "/dev/zero");
        }),
        row("stretch-below-a-file", "a file where its folder should be", "show mine/mine.toml", |case| {
            case.file("mine", "x");
        }),
        row("stretch-is-a-picture", "a picture with another name", "check mine.toml", |case| {
            case.file("mine.toml", ours(PICTURE));
        }),
        row("stretch-nul", "a zero byte in the file", "check mine.toml", |case| {
            case.file("mine.toml", b"title = \"a\x00b\"\n");
        }),
        row(
            "stretch-own-pipe",
            "a pipe among the stretches of your own, into which nobody writes",
            "show sphinx",
            |case| {
                case.folder("../settings/stretches");
                case.pipe("../settings/stretches/mine.toml");
            },
        ),
        row(
            "stretch-own-unreadable",
            "a folder of your own stretches that may not be read",
            "say --mute hello",
            |case| {
                case.folder("../settings/stretches");
                case.mode("../settings/stretches", 0o000);
            },
        ),
        row("stretch-own-broken", "a stretch of your own with a mistake", "show mine", |case| {
            case.file("../settings/stretches/mine.toml", "title = 1\n");
        }),
        row("routine-names-itself", "a routine with itself as its step", "check mine.toml", |case| {
            case.file("mine.toml", "title = \"Mine\"\n\n[[step]]\nstretch = \"mine\"\n");
        }),
        row("routine-unknown-stretch", "a routine of a stretch that is none", "check mine.toml", |case| {
            case.file("mine.toml", "title = \"Mine\"\n\n[[step]]\nstretch = \"spinx\"\n");
        }),
        row("check-empty-folder", "a folder without files", "check empty", |case| case.folder("empty")),
        row("check-folder-circle", "a folder with a link to itself", "check round", |case| {
            case.folder("round");
            case.link("round/round", ".");
        }),
        row("new-there", "a stretch of your own of that name", "new my-fold", |case| {
            case.file("../settings/stretches/my-fold.toml", "mine");
        }),
        row("evaluate-truth", "a clip whose truth is no JSON", "evaluate clips", |case| {
            case.file("clips/a.mp4", "no film");
            case.file("clips/a.json", "{");
        }),
    ]
}

fn names() -> Vec<Row> {
    vec![
        row("name-unknown", "", "show zzz", nothing),
        row("name-near", "", "show spinx", nothing),
        row("name-half", "", "show child", nothing),
        row("name-empty", "", "show ''", nothing),
        row("name-near-command", "", "chekc", nothing),
        row("name-of-nothing", "", "run zzz --headless", nothing),
        row("name-two", "", "run sphinx childs-pose --headless", nothing),
        row("name-unspeakable", "a name of two bytes that are no letters", "show", |case| {
            case.argument(OsString::from_vec(b"\xff\xfe".to_vec()));
        }),
        row("name-control", "a name that would clear the screen", "show", |case| {
            case.argument("a\u{1b}[2J".into());
        }),
        row("name-long", "a name of 5,000 letters", "new", |case| case.argument("a".repeat(5000).into())),
        row("name-new", "", "new ../../My-Fold", nothing),
        row("name-is-command", "", "new check", nothing),
        row("name-is-option", "", "--nonsense", nothing),
        row("name-setting", "", "config sound.volum 40", nothing),
    ]
}

fn numbers() -> Vec<Row> {
    vec![
        row("number-negative", "", "run sphinx --hold -1", nothing),
        row("number-nan", "", "run sphinx --hold nan", nothing),
        row("number-infinite", "", "run sphinx --hold 1e400", nothing),
        row("number-comma", "", "run sphinx --hold 7,5", nothing),
        row("number-empty", "", "run sphinx --hold ''", nothing),
        row("number-zero", "", "run sphinx --reps 0", nothing),
        row("number-too-large", "", "run sphinx --reps 99999999999999999999", nothing),
        row("number-fraction", "", "run sphinx --reps 2.5", nothing),
        row("number-percent", "", "say --volume 101", nothing),
        row("number-pain", "", "run sphinx --pain-before 11", nothing),
        row("number-start", "", "pose a.mp4 --start -3", nothing),
        row("number-size", "", "run sphinx --size 99999x99999", nothing),
        row("number-session", "", "history abc", nothing),
        row("number-minutes", "", "today --minutes 0", nothing),
        row("number-jobs", "", "analyze a.mp4 --out o --jobs 0", nothing),
        row("number-setting", "", "config sound.volume loud", nothing),
        row("day-wrong", "", "history --since 2026-02-30", nothing),
        row("day-german", "", "export --format csv --since 31.1.2026", nothing),
        row("days-reversed", "", "history --since 2026-03-01 --until 2026-02-01", nothing),
        row("word-format", "", "export --format xml", nothing),
        row("word-position", "", "today --position flying", nothing),
        row("word-too-many", "", "list everything", nothing),
        row("word-missing", "", "forget", nothing),
        row("force-nothing", "", "run sphinx --headless --force", nothing),
    ]
}

fn settings() -> Vec<Row> {
    vec![
        row("settings-folder", "`settings.toml` is a folder", "config sound.volume 40", |case| {
            case.folder("../settings/settings.toml");
        }),
        row("settings-pipe", "`settings.toml` is a pipe into which nobody writes", "config sound.volume", |case| {
            case.pipe("../settings/settings.toml");
        }),
        row("settings-circle", "`settings.toml` is a link to itself", "config sound.volume", |case| {
            case.link("../settings/settings.toml", "settings.toml");
        }),
        row("settings-no-text", "`settings.toml` is not UTF-8", "config sound.volume 40", |case| {
            case.file("../settings/settings.toml", b"\xff\xfe");
        }),
        row("settings-huge", "`settings.toml` has 2 MB", "config sound.volume 40", |case| {
            case.file("../settings/settings.toml", vec![b'#'; 2 << 20]);
        }),
        row("settings-broken", "a line that can't be read", "config sound.volume 40", |case| {
            case.file("../settings/settings.toml", "[sound\nvolume = 3\n");
        }),
        row("settings-value", "a value that can't be", "config sound.volume", |case| {
            case.file("../settings/settings.toml", "[sound]\nvolume = 300\n");
        }),
        row("settings-read-only", "a folder that may not be written", "config sound.volume 40", |case| {
            case.mode("../settings", 0o555);
        }),
        row("settings-unreadable", "`settings.toml` may not be read", "config sound.volume 40", |case| {
            case.file("../settings/settings.toml", "[sound]\nvolume = 3\n");
            case.mode("../settings/settings.toml", 0o000);
        }),
        row("settings-home-is-file", "`SUPPLE_CONFIG` names a file", "config sound.volume 40", |case| {
            case.file("mine", "mine");
            let file = case.path("mine");
            case.set("SUPPLE_CONFIG", file);
        }),
    ]
}

fn recordings() -> Vec<Row> {
    vec![
        row("recording-missing", "nothing", "replay none", nothing),
        row("recording-folder", "a folder", "replay mine", |case| case.folder("mine")),
        row("recording-empty", "an empty file", "replay mine", |case| case.file("mine", "")),
        row("recording-text", "a text", "replay mine", |case| case.file("mine", "my notes\n")),
        row("recording-picture", "a picture", "replay mine", |case| case.file("mine", ours(PICTURE))),
        row("recording-device", "a device without end", "replay /dev/zero", nothing),
        row("recording-cut-off", "the first 5,000 bytes", "replay mine sphinx", |case| {
            let whole = ours(SESSION);
            case.file("mine", &whole[..5000]);
        }),
        row("recording-damaged", "a line that is none, in the middle", "replay mine sphinx", |case| {
            let (head, two) = (first_lines(SESSION, 1), first_lines(SESSION, 2));
            case.file("mine", format!("{two}nonsense\n{}", &two[head.len()..]));
        }),
        row("recording-gzip", "a damaged compressed file", "replay mine", |case| {
            case.file("mine", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03nonsense");
        }),
        row("recording-newer", "one of a newer Supple", "replay mine", |case| {
            case.file("mine", "{\"format\":\"supple recording\",\"version\":9,\"width\":640,\"height\":480}\n");
        }),
        row("recording-else", "somebody else's format", "replay mine", |case| {
            case.file("mine", "{\"format\":\"other\",\"version\":1}\n");
        }),
        row("recording-size", "a picture without pixels", "replay mine", |case| {
            case.file("mine", "{\"width\":0,\"height\":480}\n");
        }),
        row("recording-of-unknown", "a stretch that is none here", "replay mine", |case| {
            case.file(
                "mine",
                "{\"format\":\"supple recording\",\"version\":1,\"width\":64,\"height\":48,\"coaches\":\"my-own\"}\n",
            );
        }),
        row("recording-is-there", "a file of the name", "run sphinx --headless --record mine", |case| {
            case.file("mine", "mine");
        }),
    ]
}

/// A history with a session in it.
fn remembered(case: &mut Case) {
    let folder = case.path("../data");
    drop(History::open(&DataFolder::at(&folder), Purpose::Look).unwrap());
    let database = Connection::open(folder.join("history.sqlite3")).unwrap();
    let session = "INSERT INTO session (began, began_unix_ms, program, model, plan, ended_ms, complete)
                   VALUES ('2026-03-01T18:30:00+01:00', 1772386200000, '0.1.0', 'blazepose', 'sphinx', 60000, 1);
                   INSERT INTO stretch (session, stretch, title, began_ms) VALUES (1, 'sphinx', 'Sphinx', 0)";
    database.execute_batch(session).unwrap();
}

fn with_history(case: &mut Case, sql: &str) {
    remembered(case);
    let database = Connection::open(case.path("../data/history.sqlite3")).unwrap();
    database.execute_batch(sql).unwrap();
}

fn history() -> Vec<Row> {
    vec![
        row("history-none", "nothing", "history", nothing),
        row("history-no-session", "a history without that session", "history 7", remembered),
        row("history-forget-unknown", "a history without that session", "forget 7 --yes", remembered),
        row("history-forget-unasked", "nobody to ask", "forget 1", remembered),
        row("history-text", "`history.sqlite3` is a text", "history", |case| {
            case.file("../data/history.sqlite3", "my notes");
        }),
        row("history-cut-off", "half of it", "history", |case| {
            remembered(case);
            let whole = std::fs::read(case.path("../data/history.sqlite3")).unwrap();
            case.file("../data/history.sqlite3", &whole[..whole.len() / 2]);
        }),
        row("history-damaged", "a page that was written over", "history", |case| {
            remembered(case);
            let mut whole = std::fs::read(case.path("../data/history.sqlite3")).unwrap();
            whole[8192..12_288].fill(0xA5);
            case.file("../data/history.sqlite3", whole);
        }),
        row("history-else", "somebody else's database", "history", |case| {
            let database = Connection::open(case.path("../data/history.sqlite3")).unwrap();
            database.execute_batch("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')").unwrap();
        }),
        row("history-newer", "one of a newer Supple", "history", |case| with_history(case, "PRAGMA user_version = 99")),
        row("history-nonsense", "a day that is none", "history", |case| {
            with_history(case, "UPDATE session SET began = 'yesterday'");
        }),
        row("history-folder", "`history.sqlite3` is a folder", "history", |case| {
            case.folder("../data/history.sqlite3");
        }),
        row("history-pipe", "`history.sqlite3` is a pipe", "history", |case| case.pipe("../data/history.sqlite3")),
        row("history-device", "`history.sqlite3` is a device", "history", |case| {
            case.link("../data/history.sqlite3", "/dev/zero");
        }),
        row("history-circle", "`history.sqlite3` is a link to itself", "history", |case| {
            case.link("../data/history.sqlite3", "history.sqlite3");
        }),
        row("history-unreadable", "it may not be read", "history", |case| {
            remembered(case);
            case.mode("../data/history.sqlite3", 0o000);
        }),
        row("history-read-only", "its folder may not be written", "history", |case| {
            case.mode("../data", 0o555);
        }),
        row("history-data-is-file", "`SUPPLE_DATA` names a file", "history", |case| {
            case.file("mine", "mine");
            let file = case.path("mine");
            case.set("SUPPLE_DATA", file);
        }),
        row("history-unreported", "nothing was stretched", "report", remembered),
        row("history-questionnaire", "no terminal", "questionnaire", |case| case.typed("y\nn\n")),
    ]
}

fn films() -> Vec<Row> {
    let run = "run sphinx --headless --input film.mp4";
    vec![
        row("film-missing", "nothing", run, nothing),
        row("film-two-missing", "nothing", "run sphinx --headless --input one.mp4 two.mp4", nothing),
        row("film-empty", "an empty file", run, |case| case.file("film.mp4", "")).needing(Needs::Player),
        row("film-text", "a text", run, |case| case.file("film.mp4", "my notes about stretching\n"))
            .needing(Needs::Player),
        row("film-cut-off", "its first 900 bytes", run, |case| {
            let whole = ours(CLIP);
            case.file("film.mp4", &whole[..900]);
        })
        .needing(Needs::Player),
        row("film-device", "a device", "run sphinx --headless --input /dev/zero", nothing),
        row("film-pipe", "a pipe into which nobody writes", run, |case| case.pipe("film.mp4")),
        row("film-circle", "a link to itself", run, |case| case.link("film.mp4", "film.mp4")),
        row("film-unreadable", "a film that may not be read", run, |case| {
            case.file("film.mp4", ours(CLIP));
            case.mode("film.mp4", 0o000);
        }),
        row("film-no-pictures", "a folder without pictures", "run sphinx --headless --input film.mp4", |case| {
            case.folder("film.mp4");
        }),
        row("film-start", "a start behind its end", "run sphinx --headless --start 9999 --input film.mp4", |case| {
            case.file("film.mp4", ours(CLIP));
        })
        .needing(Needs::Player),
        row("picture-empty", "an empty file", "pose a.jpg", |case| case.file("a.jpg", "")).needing(Needs::Player),
        row("picture-cut-off", "its first 400 bytes", "pose a.jpg", |case| {
            let whole = ours(PICTURE);
            case.file("a.jpg", &whole[..400]);
        })
        .needing(Needs::Player),
        row("picture-text", "a text", "pose a.png", |case| case.file("a.png", "a text")).needing(Needs::Player),
        row("picture-huge-claim", "a picture that says it has 4 thousand million pixels", "pose a.png", |case| {
            let mut png =
                b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\xff\xff\x00\x00\xff\xff\x08\x02\x00\x00\x00".to_vec();
            png.extend([0x39, 0x67, 0x4e, 0x07]);
            case.file("a.png", png);
        })
        .needing(Needs::Player),
        row("assess-no-stretch", "a picture", "assess zzz a.jpg", |case| case.file("a.jpg", ours(PICTURE))),
        row("analyze-same", "the film lies where its analysis should", "analyze film.mp4 --out film.mp4", |case| {
            case.file("film.mp4", ours(CLIP));
        }),
        row("learn-bad-name", "", "learn My! --input film.mp4", nothing),
    ]
}

fn ffmpeg() -> Vec<Row> {
    let run = "run sphinx --headless --input film.mp4";
    vec![
        row("ffmpeg-missing", "no ffmpeg", run, |case| {
            case.file("film.mp4", ours(CLIP));
            let nowhere = case.path("nowhere");
            case.set("PATH", nowhere);
        })
        .needing(Needs::Player),
        row("ffmpeg-no-path", "no search path", run, |case| {
            case.file("film.mp4", ours(CLIP));
            case.set("PATH", "");
        })
        .needing(Needs::Player),
        row("ffmpeg-fails", "an ffmpeg that only fails", run, |case| {
            case.file("film.mp4", ours(CLIP));
            case.program("ffmpeg", "echo 'ffmpeg: broken' >&2; exit 1");
        })
        .needing(Needs::Player),
        row("ffmpeg-garbage", "an ffmpeg that prints garbage", run, |case| {
            case.file("film.mp4", ours(CLIP));
            case.program("ffmpeg", "head -c 1000 /dev/zero; head -c 1000 /dev/zero >&2");
        })
        .needing(Needs::Player),
        row("ffmpeg-killed", "an ffmpeg that is killed", run, |case| {
            case.file("film.mp4", ours(CLIP));
            case.program("ffmpeg", "kill -KILL $$");
        })
        .needing(Needs::Player),
        row("ffmpeg-hangs", "an ffmpeg that does nothing, and Ctrl-C twice", run, |case| {
            case.file("film.mp4", ours(CLIP));
            case.program("ffmpeg", "touch began; exec sleep 60");
            case.interrupt_twice_once_there("began");
        })
        .needing(Needs::Player),
        row("ffmpeg-not-run", "an ffmpeg that may not be run", run, |case| {
            case.file("film.mp4", ours(CLIP));
            case.file("../bin/ffmpeg", "no program");
            let path = case.path("../bin");
            case.set("PATH", path);
        })
        .needing(Needs::Player),
    ]
}

fn devices() -> Vec<Row> {
    vec![
        row("camera-none", "no camera", "run sphinx --headless", nothing).needing(Needs::NoCamera),
        row("camera-number", "no camera", "run sphinx --headless --camera 99", nothing).needing(Needs::NoCamera),
        row("camera-name", "no camera", "run sphinx --headless --camera kitchen", nothing).needing(Needs::NoCamera),
        row("camera-list", "no camera", "devices", nothing).needing(Needs::NoCamera),
        row("camera-record", "no camera", "run sphinx --record new.gz", nothing).needing(Needs::NoCamera),
        row("display-none", "no display", "run sphinx --input a.jpg", |case| case.file("a.jpg", ours(PICTURE)))
            .needing(Needs::Player),
        row("display-bad", "a display that is none", "run sphinx --input a.jpg", |case| {
            case.file("a.jpg", ours(PICTURE));
            case.set("DISPLAY", ":9876");
        })
        .needing(Needs::Player),
        row("display-wayland", "a Wayland display that is none", "run sphinx --input a.jpg", |case| {
            case.file("a.jpg", ours(PICTURE));
            case.set("WAYLAND_DISPLAY", "none");
        })
        .needing(Needs::Player),
        row("display-evening", "no display", "run", nothing),
        row("sound-none", "no sound card", "say hello", nothing),
        row("sound-word", "nothing to say", "say ''", nothing),
    ]
}

fn models() -> Vec<Row> {
    let pose = "pose a.jpg";
    let with_models = "pose a.jpg --models models";
    vec![
        row("runtime-missing", "`ORT_DYLIB_PATH` leads nowhere", pose, |case| {
            case.file("a.jpg", ours(PICTURE));
            case.set("ORT_DYLIB_PATH", "/nowhere/libonnxruntime.so");
        }),
        row("runtime-damaged", "`ORT_DYLIB_PATH` names a text", pose, |case| {
            case.file("a.jpg", ours(PICTURE));
            case.file("ort.so", "no library");
            let library = case.path("ort.so");
            case.set("ORT_DYLIB_PATH", library);
        }),
        row("runtime-folder", "`ORT_DYLIB_PATH` names a folder", pose, |case| {
            case.file("a.jpg", ours(PICTURE));
            case.set("ORT_DYLIB_PATH", "/usr");
        }),
        row("models-missing", "no such folder", with_models, |case| case.file("a.jpg", ours(PICTURE)))
            .needing(Needs::Player),
        row("models-empty", "a folder without models", with_models, |case| {
            case.file("a.jpg", ours(PICTURE));
            case.folder("models");
        })
        .needing(Needs::Player),
        row("models-damaged", "a model that is none", with_models, |case| {
            case.file("a.jpg", ours(PICTURE));
            all_models(case);
            case.file("models/pose_detector.onnx", "not a model");
        })
        .needing(Needs::Player),
        row("models-swapped", "detector and landmark model changed places", with_models, |case| {
            case.file("a.jpg", ours(PICTURE));
            all_models(case);
            case.file("models/pose_detector.onnx", ours("models/pose_landmark_trunk.onnx"));
            case.file("models/pose_landmark_trunk.onnx", ours("models/pose_detector.onnx"));
        })
        .needing(Needs::Player),
        row("model-own-missing", "nothing", "pose a.jpg --pose-model mine.toml", |case| {
            case.file("a.jpg", ours(PICTURE));
        }),
        row("model-own-empty", "an empty description", "pose a.jpg --pose-model mine.toml", |case| {
            case.file("a.jpg", ours(PICTURE));
            case.file("mine.toml", "");
        }),
        row(
            "model-own-without",
            "a description of a model that isn't there",
            "pose a.jpg --pose-model mine.toml",
            |case| {
                case.file("a.jpg", ours(PICTURE));
                case.file(
                "mine.toml",
                "kind = 'movenet'\nfile = 'none.onnx'\nscore_threshold = 0.3\n[input]\nname = 'i'\nlayout = 'NHWC'\n\
                 width = 192\nheight = 192\ntype = 'float32'\ncolour = 'RGB'\n[output]\nkeypoints = 'o'\n",
            );
            },
        ),
    ]
}

fn all_models(case: &mut Case) {
    for name in ["pose_detector", "pose_landmark_trunk", "pose_mask_head"] {
        case.file(&format!("models/{name}.onnx"), ours(&format!("models/{name}.onnx")));
    }
}

/// Without the two variables that name the person's folders.
fn at_home(case: &mut Case) {
    case.unset("SUPPLE_DATA");
    case.unset("SUPPLE_CONFIG");
}

fn environment() -> Vec<Row> {
    vec![
        row("home-file", "`HOME` names a file", "config sound.volume 40", |case| {
            at_home(case);
            case.file("mine", "mine");
            let file = case.path("mine");
            case.set("HOME", file);
        }),
        row("home-file-history", "`HOME` names a file", "history", |case| {
            at_home(case);
            case.file("mine", "mine");
            let file = case.path("mine");
            case.set("HOME", file);
        }),
        row("home-read-only", "a home that may not be written", "config sound.volume 40", |case| {
            at_home(case);
            case.mode("../home", 0o555);
        }),
        row("home-read-only-new", "a home that may not be written", "new my-fold", |case| {
            at_home(case);
            case.mode("../home", 0o555);
        }),
        row("home-relative", "`XDG_CONFIG_HOME` is not a whole path", "config sound.volume", |case| {
            at_home(case);
            case.set("XDG_CONFIG_HOME", "here");
        }),
        row("home-nowhere", "`XDG_DATA_HOME` below a device", "history", |case| {
            at_home(case);
            case.set("XDG_DATA_HOME", "/dev/null/none");
        }),
        row("language-broken", "`LANG` is nonsense", "show spinx", |case| {
            case.set("LANG", "xx_YY.\u{fffd}");
            case.set("LC_ALL", "nonsense");
        }),
        row("terminal-dumb", "`TERM` is dumb, and 1 column wide", "show spinx", |case| {
            case.set("TERM", "dumb");
            case.set("COLUMNS", "1");
        }),
    ]
}

fn outputs() -> Vec<Row> {
    fn recorded(case: &mut Case) {
        case.file("session.jsonl", ours(SESSION));
    }
    vec![
        row("full-output", "standard output is full", "list --json", Case::full),
        row("full-events", "a full disk", "replay session.jsonl sphinx --events /dev/full", recorded),
        row("full-cues", "a full disk", "replay session.jsonl sphinx --cues /dev/full", recorded),
        row("full-sound", "files may have 4 kB", "replay session.jsonl sphinx --hold 2 --sound-file a.wav", |case| {
            recorded(case);
            case.largest(8);
        }),
        row("full-export", "files may have no byte", "export --format json --out a.json", |case| {
            remembered(case);
            case.largest(0);
        }),
        row("full-new", "files may have no byte", "new my-fold", |case| case.largest(0)),
        row("full-settings", "files may have no byte, and there are settings", "config sound.volume 40", |case| {
            case.file("../settings/settings.toml", "[sound]\nvolume = 3\n");
            case.largest(0);
        }),
        row("full-history", "files may have 4 kB", "run sphinx --headless --input a.jpg", |case| {
            case.file("a.jpg", ours(PICTURE));
            case.largest(8);
        })
        .needing(Needs::Player),
        row("over-events", "a file that Supple didn't write", "replay session.jsonl sphinx --events notes", |case| {
            recorded(case);
            case.file("notes", "mine");
        }),
        row("over-input", "the recording itself", "replay session.jsonl sphinx --events session.jsonl", recorded),
        row(
            "over-input-force",
            "the recording itself",
            "replay session.jsonl --events session.jsonl --force",
            recorded,
        ),
        row("over-folder", "a folder", "replay session.jsonl sphinx --events folder", |case| {
            recorded(case);
            case.folder("folder");
        }),
        row("over-no-folder", "no such folder", "replay session.jsonl sphinx --events no/such/file", recorded),
        row("over-sound", "a file of that name", "replay session.jsonl sphinx --sound-file a.wav", |case| {
            recorded(case);
            case.file("a.wav", "mine");
        }),
        row("over-same", "events and cues in one file", "replay session.jsonl --events a --cues a", recorded),
        row("over-export", "a file of that name", "export --format json --out a.json", |case| {
            remembered(case);
            case.file("a.json", "mine");
        }),
        row("over-report", "a file of that name", "report --out a.html", |case| {
            with_history(
                case,
                "INSERT INTO hold (session, stretch, began_ms, ended_ms, course, held_ms, aimed_ms, paused_ms, unseen_ms)
                 VALUES (1, 'sphinx', 1000, 21000, 'completed', 20000, 20000, 0, 0)",
            );
            case.file("a.html", "mine");
        }),
        row("over-learned", "a file of that name", "learn my-fold --input film.mp4 --out a.toml", |case| {
            case.file("film.mp4", ours(CLIP));
            case.file("a.toml", "mine");
        }),
    ]
}

/// Sessions that are remembered in a case's folder, each with whether its end is.
fn sessions(folder: &Path) -> Vec<bool> {
    let (history, aside) = History::open(&DataFolder::at(folder.join("data")), Purpose::Look).unwrap();
    assert_eq!(aside, None);
    history.sessions(&Span::default()).unwrap().iter().map(|session| session.end.is_some()).collect()
}

fn pipes() -> Vec<Row> {
    const REPLAY: &str = "replay pipe sphinx";
    const FILM: &str = "run childs-pose --headless --input film.mp4";
    fn film(case: &mut Case, signal: &'static str) {
        case.file("film.mp4", ours(CLIP));
        case.signal_in_film(signal);
        case.afterwards(|folder| assert_eq!(sessions(folder), [true], "it is remembered, with its end"));
    }
    vec![
        row("pipe-list", "nobody reads what is printed", "list", Case::unheard),
        row("pipe-json", "nobody reads what is printed", "list --json", Case::unheard),
        row("pipe-events", "nobody reads the events", "replay session.jsonl sphinx --events -", |case| {
            case.file("session.jsonl", ours(SESSION));
            case.unheard();
        }),
        row("pipe-words", "nobody reads what is printed", "replay session.jsonl sphinx", |case| {
            case.file("session.jsonl", ours(SESSION));
            case.unheard();
        }),
        row("stdin-forget", "an answer that is no answer", "forget --all", |case| {
            remembered(case);
            case.typed("perhaps\n");
        }),
        row("signal-int", "Ctrl-C in a session", REPLAY, |case| case.signal("INT")),
        row("signal-term", "SIGTERM in a session", REPLAY, |case| case.signal("TERM")),
        row("signal-hup", "the terminal is closed in a session", REPLAY, |case| case.signal("HUP")),
        row("signal-pipe", "SIGPIPE in a session", REPLAY, |case| case.signal("PIPE")),
        row("signal-int-film", "Ctrl-C in a session that is remembered", FILM, |case| film(case, "INT"))
            .needing(Needs::Player),
        row("signal-term-film", "SIGTERM in a session that is remembered", FILM, |case| film(case, "TERM"))
            .needing(Needs::Player),
        row("signal-hup-film", "the terminal is closed in a session that is remembered", FILM, |case| {
            film(case, "HUP");
        })
        .needing(Needs::Player),
    ]
}
