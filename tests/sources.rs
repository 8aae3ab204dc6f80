//! Videos and pictures, good and bad, through the same door as the program's.
//!
//! The videos are made here with ffmpeg; without it those tests are ignored.
// Helpers of tests, which are allowed this only inside test functions, and which damage files on purpose.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use image::{Rgb, RgbImage};
use supple::device::source::{FileOptions, open_files};
use supple::frame::{Frame, FrameKind};
use supple::seam::{FrameSource, SourceError};
use tempfile::TempDir;

/// Runs ffmpeg in `folder`.
fn ffmpeg(folder: &Path, arguments: &str) {
    let made = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-y"])
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(made.success(), "ffmpeg {arguments}");
}

const TEST_CLIP: &str = "-f lavfi -i testsrc=duration=2:size=160x120:rate=10 -pix_fmt yuv420p";

fn open(files: &[PathBuf]) -> Result<Box<dyn FrameSource>, SourceError> {
    open_files(files, FileOptions::default())
}

/// Every frame, and the errors in between.
fn play(mut source: Box<dyn FrameSource>) -> (Vec<Frame>, Vec<SourceError>) {
    let (mut frames, mut errors) = (Vec::new(), Vec::new());
    loop {
        match source.next_frame() {
            Ok(Some(frame)) => frames.push(frame),
            Ok(None) => return (frames, errors),
            Err(error) => errors.push(error),
        }
        assert!(errors.len() < 10, "{errors:?}");
    }
}

fn frames(files: &[PathBuf]) -> Vec<Frame> {
    let (frames, errors) = play(open(files).unwrap());
    assert!(errors.is_empty(), "{errors:?}");
    frames
}

fn times(frames: &[Frame]) -> Vec<f64> {
    frames.iter().map(|frame| frame.time.secs()).collect()
}

/// What is wrong with the file, which must be a clear error at opening with something to do about it.
fn refused(files: &[PathBuf]) -> String {
    match open(files) {
        Err(SourceError::BadFile { file, what, remedy }) => {
            assert!(!remedy.is_empty());
            assert!(file.contains(files[0].file_name().unwrap().to_str().unwrap()), "{file}");
            what
        }
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("was opened"),
    }
}

fn close(left: &[f64], right: &[f64]) {
    assert_eq!(left.len(), right.len(), "{left:?} {right:?}");
    for (a, b) in left.iter().zip(right) {
        assert!((a - b).abs() < 0.002, "{left:?} {right:?}");
    }
}

fn picture(folder: &Path, name: &str, shade: u8) -> PathBuf {
    let path = folder.join(name);
    RgbImage::from_pixel(8, 6, Rgb([shade; 3])).save(&path).unwrap();
    path
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn every_container_plays_in_native_size_by_media_time() {
    let folder = TempDir::new().unwrap();
    for (name, codec) in
        [("a.mp4", "libx264"), ("a.mov", "libx264"), ("a.webm", "libvpx"), ("a.avi", "mpeg4"), ("mjpeg.avi", "mjpeg")]
    {
        ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v {codec} {name}"));
        let path = folder.path().join(name);
        let frames = frames(std::slice::from_ref(&path));
        close(&times(&frames), &(0..20).map(|n| f64::from(n) / 10.0).collect::<Vec<_>>());
        for (frame, index) in frames.iter().zip(0..) {
            assert_eq!((frame.index, frame.kind), (index, FrameKind::Moving));
            assert_eq!(&*frame.origin, path.to_str().unwrap());
            assert_eq!(frame.image.dimensions(), (160, 120));
        }
    }
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn pixels_are_the_videos_own() {
    let folder = TempDir::new().unwrap();
    // Left half red, right half blue, without loss.
    let arguments = "-f lavfi -i color=red:s=32x32:r=5:d=1 -f lavfi -i color=blue:s=32x32:r=5:d=1 -filter_complex hstack \
                     -c:v libx264rgb -qp 0 a.mp4";
    ffmpeg(folder.path(), arguments);
    let frames = frames(&[folder.path().join("a.mp4")]);
    let image = &frames[0].image;
    for (x, wanted) in [(4, [255, 0, 0]), (60, [0, 0, 255])] {
        for (got, wanted) in image.get_pixel(x, 16).0.into_iter().zip(wanted) {
            assert!(u8::abs_diff(got, wanted) <= 2, "{:?}", image.get_pixel(x, 16));
        }
    }
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn a_variable_frame_rate_keeps_its_own_times() {
    let folder = TempDir::new().unwrap();
    // Frames 0, 1, 2, 5, 6, 10, 11 and 15 of ten a second: what a phone does that saves light or work.
    let arguments = format!(
        "{TEST_CLIP} -vf select=eq(n\\,0)+eq(n\\,1)+eq(n\\,2)+eq(n\\,5)+eq(n\\,6)+eq(n\\,10)+eq(n\\,11)+eq(n\\,15) \
         -vsync vfr -c:v libx264 vfr.mp4"
    );
    ffmpeg(folder.path(), &arguments);
    close(&times(&frames(&[folder.path().join("vfr.mp4")])), &[0.0, 0.1, 0.2, 0.5, 0.6, 1.0, 1.1, 1.5]);
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn rotation_and_odd_pixel_shapes_are_straightened() {
    let folder = TempDir::new().unwrap();
    ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v libx264 a.mp4"));
    ffmpeg(folder.path(), "-i a.mp4 -c copy -metadata:s:v:0 rotate=90 upright.mp4");
    ffmpeg(folder.path(), &format!("{TEST_CLIP} -vf setsar=2/1 -c:v libx264 wide.mp4"));
    assert_eq!(frames(&[folder.path().join("upright.mp4")])[0].image.dimensions(), (120, 160));
    assert_eq!(frames(&[folder.path().join("wide.mp4")])[0].image.dimensions(), (320, 120));
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn a_start_in_the_middle_keeps_media_time() {
    let folder = TempDir::new().unwrap();
    ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v libx264 a.mp4"));
    let path = folder.path().join("a.mp4");
    let (frames, errors) =
        play(open_files(std::slice::from_ref(&path), FileOptions { start_s: 1.5, ..FileOptions::default() }).unwrap());
    assert!(errors.is_empty());
    close(&times(&frames), &[1.5, 1.6, 1.7, 1.8, 1.9]);
    let beyond = open_files(&[path], FileOptions { start_s: 9.0, ..FileOptions::default() });
    assert!(matches!(beyond, Err(SourceError::BadFile { what, .. }) if what.contains("after 9.0 s")));
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn one_after_another_is_one_session() {
    let folder = TempDir::new().unwrap();
    ffmpeg(folder.path(), "-f lavfi -i testsrc=duration=0.3:size=32x32:rate=10 -c:v libx264 -pix_fmt yuv420p a.mp4");
    let (video, still) = (folder.path().join("a.mp4"), picture(folder.path(), "still.png", 50));
    let frames = frames(&[video.clone(), still.clone(), still, video]);
    close(&times(&frames), &[0.0, 0.1, 0.2, 0.3, 1.3, 2.3, 2.4, 2.5]);
    assert_eq!(frames.iter().map(|frame| frame.index).collect::<Vec<_>>(), [0, 1, 2, 0, 0, 0, 1, 2]);
    assert_eq!(frames[3].kind, FrameKind::Still);
    assert!(frames[3].origin.ends_with("still.png") && frames[4].origin.ends_with("still.png"));
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn a_cut_off_video_gives_what_it_has_and_then_says_so() {
    let folder = TempDir::new().unwrap();
    for (name, codec) in [("a.mp4", "libx264 -movflags +faststart"), ("a.webm", "libvpx"), ("a.avi", "mpeg4")] {
        ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v {codec} {name}"));
        let path = folder.path().join(name);
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() * 7 / 10]).unwrap();
        let still = picture(folder.path(), "still.png", 50);
        let (frames, errors) = play(open(&[path, still]).unwrap());
        let moving = frames.iter().filter(|frame| frame.kind == FrameKind::Moving).count();
        assert!((5..20).contains(&moving), "{name}: {moving} frames");
        assert_eq!(frames.last().unwrap().kind, FrameKind::Still, "the next file is still played");
        let [SourceError::BadFile { file, what, .. }] = errors.as_slice() else { panic!("{name}: {errors:?}") };
        assert!(
            file.ends_with(name) && what.contains("damaged") && what.contains(&format!("{moving} frames")),
            "{what}"
        );
    }
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn files_that_are_no_videos_are_refused() {
    let folder = TempDir::new().unwrap();
    let file = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        vec![path]
    };
    assert!(refused(&file("notes.mp4", b"Child's pose, twice a day.\n")).contains("text file"));
    assert!(refused(&file("empty.mp4", b"")).contains("empty"));
    assert!(refused(&[folder.path().join("none.mp4")]).contains("no such file"));
    ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v libx264 a.mp4"));
    let junk: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let junk = refused(&file("junk.mp4", &junk));
    assert!(junk.contains("not a video"), "{junk}");
    let whole = std::fs::read(folder.path().join("a.mp4")).unwrap();
    assert!(refused(&file("cut.mp4", &whole[..whole.len() * 7 / 10])).contains("cut off"));
    assert!(refused(&file("head.webm", b"\x1a\x45\xdf\xa3\x01\0\0\0")).contains("not a video"));
    ffmpeg(folder.path(), "-f lavfi -i sine=duration=1 sound.mp4");
    assert!(refused(&[folder.path().join("sound.mp4")]).contains("no moving picture"));
}

#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn strange_names_stay_names() {
    let folder = TempDir::new().unwrap();
    ffmpeg(folder.path(), "-f lavfi -i testsrc=duration=0.2:size=32x32:rate=10 -c:v libx264 -pix_fmt yuv420p a.mp4");
    for name in ["-y.mp4", "concat:a|b.mp4", "with space & ü.mp4", "percent%03d.mp4", "clip"] {
        let path = folder.path().join(name);
        std::fs::copy(folder.path().join("a.mp4"), &path).unwrap();
        assert_eq!(frames(&[path]).len(), 2, "{name}");
    }
    // A picture by its content, whatever its name says.
    let path = folder.path().join("photo.mp4");
    std::fs::rename(picture(folder.path(), "b.png", 1), &path).unwrap();
    assert_eq!(frames(&[path])[0].kind, FrameKind::Still);
    let path = folder.path().join("video.jpg");
    std::fs::rename(folder.path().join("a.mp4"), &path).unwrap();
    assert_eq!(frames(&[path])[0].kind, FrameKind::Moving);
}

/// The folder of the ffmpeg that decodes this file among those of all processes.
#[cfg(target_os = "linux")]
fn decoder(path: &Path) -> PathBuf {
    let processes = std::fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.path());
    let is_decoder = |process: &PathBuf| {
        let line = std::fs::read(process.join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line);
        line.contains("ffmpeg") && line.contains(path.to_str().unwrap())
    };
    processes.into_iter().find(is_decoder).unwrap()
}

#[test]
#[cfg(target_os = "linux")]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn a_video_that_is_stuck_can_be_cancelled_from_another_thread() {
    let folder = TempDir::new().unwrap();
    ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v libx264 only-there.mp4"));
    let path = folder.path().join("only-there.mp4");
    let mut source = open(std::slice::from_ref(&path)).unwrap();
    let process = decoder(&path);
    let id = process.file_name().unwrap().to_str().unwrap();
    assert!(Command::new("kill").args(["-STOP", id]).status().unwrap().success());
    let cancel = source.canceller().unwrap();
    let waiting = std::thread::spawn(move || while let Ok(Some(_)) = source.next_frame() {});
    cancel();
    // It waits for ffmpeg no longer, which is gone.
    waiting.join().unwrap();
    assert!(!process.exists());
}

#[test]
#[cfg(target_os = "linux")]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn dropping_a_video_ends_its_ffmpeg() {
    let folder = TempDir::new().unwrap();
    ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v libx264 only-here.mp4"));
    let path = folder.path().join("only-here.mp4");
    let mut source = open(std::slice::from_ref(&path)).unwrap();
    source.next_frame().unwrap().unwrap();
    let process = decoder(&path);
    drop(source);
    // One that has ended but was not waited for would still be there.
    assert!(!process.exists());
}

#[test]
fn a_session_sees_a_picture_several_times_in_its_second() {
    let folder = tempfile::tempdir().unwrap();
    let files = [picture(folder.path(), "a.png", 10), picture(folder.path(), "b.png", 200)];
    let options = FileOptions { frames_a_picture: 4, ..FileOptions::default() };
    let (frames, errors) = play(open_files(&files, options).unwrap());
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(times(&frames), [0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75]);
    assert!(frames.iter().all(|frame| frame.kind == FrameKind::Still && frame.index == 0));
    assert_eq!(frames[3].image, frames[0].image);
    assert_ne!(frames[4].image, frames[0].image);
}

#[test]
fn pictures_are_stills_a_second_apart() {
    let folder = TempDir::new().unwrap();
    for (name, shade) in [("b.png", 20), ("a.bmp", 10), ("c.webp", 30), ("D.JPG", 40)] {
        picture(folder.path(), name, shade);
    }
    std::fs::write(folder.path().join("notes.txt"), "not a picture").unwrap();
    let frames = frames(&[folder.path().to_owned()]);
    close(&times(&frames), &[0.0, 1.0, 2.0, 3.0]);
    // By name, capitals first as everywhere in Unix.
    let shades: Vec<u8> = frames.iter().map(|frame| frame.image.get_pixel(0, 0).0[0]).collect();
    assert!(shades[0].abs_diff(40) <= 2 && shades[1..] == [10, 20, 30], "{shades:?}");
    assert!(frames.iter().all(|frame| frame.kind == FrameKind::Still && frame.index == 0));
}

#[test]
fn exif_orientation_turns_a_photo_upright() {
    let folder = TempDir::new().unwrap();
    let path = picture(folder.path(), "a.jpg", 100);
    let jpeg = std::fs::read(&path).unwrap();
    // An EXIF block with one entry: orientation 6, turned a quarter to the left.
    let exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    std::fs::write(&path, [&jpeg[..2], &[0xff, 0xe1], &length, exif, &jpeg[2..]].concat()).unwrap();
    assert_eq!(frames(&[path])[0].image.dimensions(), (6, 8));
}

#[test]
fn bad_pictures_are_named_and_the_others_still_shown() {
    let folder = TempDir::new().unwrap();
    let good = picture(folder.path(), "a.png", 10);
    let bad = picture(folder.path(), "b.png", 20);
    let whole = std::fs::read(&bad).unwrap();
    std::fs::write(&bad, &whole[..whole.len() / 2]).unwrap();
    let (frames, errors) = play(open(&[good.clone(), bad.clone(), good]).unwrap());
    assert_eq!(frames.len(), 2);
    let [SourceError::BadFile { file, what, .. }] = errors.as_slice() else { panic!("{errors:?}") };
    assert!(file.ends_with("b.png") && what.contains("damaged"), "{what}");
    assert!(refused(&[bad]).contains("damaged"));
    let fake = folder.path().join("fake.jpg");
    std::fs::write(&fake, "hello").unwrap();
    assert!(refused(std::slice::from_ref(&fake)).contains("text file"));
    std::fs::write(&fake, [1, 2, 3, 4]).unwrap();
    assert!(refused(&[fake]).contains("damaged"));
}

#[test]
fn empty_lists_and_folders_are_errors() {
    let folder = TempDir::new().unwrap();
    assert!(refused(&[folder.path().to_owned()]).contains("without pictures"));
    assert!(matches!(open(&[]), Err(SourceError::BadFile { .. })));
}

#[test]
fn all_missing_files_are_reported_before_anything_is_played() {
    let folder = TempDir::new().unwrap();
    let good = picture(folder.path(), "a.png", 10);
    let missing = |name: &str| folder.path().join(name);
    let Err(error) = open(&[good, missing("x.png"), missing("y.mp4")]) else { panic!("was opened") };
    let message = error.to_string();
    assert!(message.contains("x.png: no such file\n") && message.contains("y.mp4: no such file"), "{message}");
}

/// Runs one of the ignored tests below in a process of its own, with another search path for programs.
fn with_search_path(path: &str, test: &str) {
    let ran = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--ignored", "--nocapture", &format!("sources::{test}")])
        .env("PATH", path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_missing_ffmpeg_is_named_with_what_to_run() {
    let nowhere = TempDir::new().unwrap();
    with_search_path(nowhere.path().to_str().unwrap(), "without_ffmpeg");
}

#[test]
#[ignore = "run by a_missing_ffmpeg_is_named_with_what_to_run"]
fn without_ffmpeg() {
    let folder = TempDir::new().unwrap();
    let (still, video) = (picture(folder.path(), "a.png", 10), folder.path().join("b.mp4"));
    std::fs::write(&video, b"\0\0\0\x20ftypisom\0\0\x02\0").unwrap();
    for files in [vec![video.clone()], vec![still.clone(), video]] {
        let Err(SourceError::MissingTool { what, remedy }) = open(&files) else { panic!("no word about ffmpeg") };
        assert!(what.contains("ffmpeg") && remedy.contains("install"), "{what} {remedy}");
    }
    assert_eq!(frames(&[still]).len(), 1, "pictures need no ffmpeg");
}

/// ffmpeg before 5.1 has no `-fps_mode` but knows the same as `-vsync`.
#[test]
#[cfg(unix)]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn an_older_ffmpeg_will_do() {
    use std::os::unix::fs::PermissionsExt;
    let path = std::env::var("PATH").unwrap();
    let real = path.split(':').map(|folder| Path::new(folder).join("ffmpeg")).find(|file| file.is_file()).unwrap();
    let folder = TempDir::new().unwrap();
    let script = format!(
        "#!/bin/sh\ncase \" $* \" in *' -fps_mode '*) echo \"[error] Unrecognized option 'fps_mode'.\" >&2\n\
         echo '[fatal] Error splitting the argument list: Option not found' >&2; exit 1;; esac\nexec '{}' \"$@\"\n",
        real.display()
    );
    let old = folder.path().join("ffmpeg");
    std::fs::write(&old, script).unwrap();
    std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o755)).unwrap();
    with_search_path(&format!("{}:{path}", folder.path().display()), "with_an_older_ffmpeg");
}

#[test]
#[ignore = "run by an_older_ffmpeg_will_do"]
fn with_an_older_ffmpeg() {
    every_container_plays_in_native_size_by_media_time();
    a_variable_frame_rate_keeps_its_own_times();
}

/// With a control character it is no text by its first bytes, and ffmpeg would know it for a list of files all the same.
#[test]
#[cfg_attr(not(have_ffmpeg), ignore = "needs ffmpeg")]
fn a_list_of_files_opens_none_of_them() {
    let folder = TempDir::new().unwrap();
    ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v libx264 other.mp4"));
    ffmpeg(folder.path(), &format!("{TEST_CLIP} -c:v libx264 other.ts"));
    for (name, list) in [
        ("list.mp4", "ffconcat version 1.0\n#\u{1}\nfile other.mp4\n"),
        ("list.avi", "#EXTM3U\n#\u{1}\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nother.ts\n#EXT-X-ENDLIST\n"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, list).unwrap();
        assert!(refused(&[path]).contains("not a video"), "{name}");
    }
}
