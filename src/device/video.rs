//! Video files, decoded by ffmpeg in a process of its own.
//!
//! ffmpeg turns the video upright (its rotation tag), makes its pixels square, converts to RGB and writes frame after
//! frame to a pipe; its log gives each frame's own time. Nothing is dropped, doubled or resampled.

use std::io::{BufRead, BufReader, ErrorKind, Read};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use ffmpeg_sidecar::child::FfmpegChild;
use image::RgbImage;

use self::log::Line;
use self::watchdog::Watchdog;
use super::plain::printable;
use crate::seam::SourceError;
use crate::time::{SteadyTime, Timestamp};

mod codec;
mod encoder;
mod leash;
mod log;
mod tool;
mod watchdog;

pub use codec::Codec;
pub use encoder::{Encoder, codec};
pub use leash::Leash;
use leash::{POLL, has_succeeded};

/// A video being decoded. Dropping it ends ffmpeg.
pub struct Video {
    /// The file as the person named it.
    name: String,
    child: Arc<Mutex<FfmpegChild>>,
    watchdog: Watchdog,
    pictures: ChildStdout,
    log: Receiver<Line>,
    reader: Option<JoinHandle<()>>,
    /// The first frame's size; ffmpeg scales later ones to it, should they differ.
    size: Option<(u32, u32)>,
    /// The first frame, which the log has announced, until it is taken.
    announced: Option<Announced>,
    tick: f64,
    interval: f64,
    length: Option<f64>,
    start: Duration,
    last: Option<Timestamp>,
    steady: SteadyTime,
    frames: u64,
    /// The first word of damaged data.
    damage: Option<String>,
    /// What else went wrong, the first few.
    errors: Vec<String>,
    ended: bool,
}

/// A frame that is about to come through the pipe.
struct Announced {
    /// Its time, if it has one.
    ticks: Option<i64>,
}

/// Seconds between frames where neither time stamps nor a rate are to be had.
const DEFAULT_INTERVAL: f64 = 1.0 / 30.0;

/// No frame is larger than this, in pixels; 8K video has 33 million.
const MOST_PIXELS: u64 = 1 << 27;

/// The kinds of files that ffmpeg may read, by its names for them. It knows hundreds, among them playlists and scripts that make it open
/// other files on this machine, which nobody has named; these hold their pictures themselves.
const CONTAINERS: &str = "mov,matroska,avi,ogg,mpegts,mpeg,mpegvideo,flv,asf,h264,hevc,m4v,ivf,mjpeg,gif,dv,mxf";

/// How long ffmpeg may take for a frame. A slow machine that starts in the middle of a large video may decode many before the first
/// that is shown; longer than this nobody waits.
const FRAME_WITHIN: Duration = Duration::from_mins(1);

/// How long it may take to say its version.
const VERSION_WITHIN: Duration = Duration::from_secs(10);

impl Video {
    /// Starts decoding at `start` and waits for the first frame, so that a file that is no video is known at once.
    ///
    /// `name` is the file as the person named it, for messages; `leash` holds ffmpeg from its start.
    pub fn open(path: &Path, name: &str, start: Duration, leash: &Leash) -> Result<Self, SourceError> {
        match Self::open_with(path, name, start, leash, "-fps_mode") {
            // ffmpeg before 5.1 knows the option by its old name.
            Err(Refusal::UnknownOption) => {
                Self::open_with(path, name, start, leash, "-vsync").map_err(|refusal| refusal.for_file(name))
            }
            opened => opened.map_err(|refusal| refusal.for_file(name)),
        }
    }

    fn open_with(path: &Path, name: &str, start: Duration, leash: &Leash, sync_option: &str) -> Result<Self, Refusal> {
        // `file:` keeps a name such as `http:clip.mp4` or `-clip.mp4` a file's name.
        let mut input = std::ffi::OsString::from("file:");
        input.push(path);
        let mut command = tool::reading(path).map_err(Refusal::Spawn)?;
        command.args(["-hide_banner", "-nostdin", "-nostats", "-protocol_whitelist", "file"]);
        command.args(["-format_whitelist", CONTAINERS]);
        if !start.is_zero() {
            command.seek(format!("{:.6}", start.as_secs_f64()));
        }
        command.input(&input);
        // Capital V leaves cover pictures out. Angles need square pixels, so the width takes up what isn't.
        command.args(["-map", "0:V:0", "-an", "-sn", "-dn", "-vf"]);
        command.arg("scale=w='max(1,round(iw*sar))':h=ih,setsar=1,format=rgb24,showinfo=checksum=0");
        command.args([sync_option, "passthrough", "-f", "rawvideo", "pipe:1"]);
        let mut child = command.spawn().map_err(Refusal::Spawn)?;
        drop(child.take_stdin());
        let (Some(pictures), Some(stderr)) = (child.take_stdout(), child.take_stderr()) else {
            return Err(Refusal::Spawn(ErrorKind::BrokenPipe.into()));
        };
        let child = Arc::new(Mutex::new(child));
        leash.hold(&child);
        let watched = Arc::clone(&child);
        let bite = move || leash::kill(&watched);
        let watchdog = Watchdog::new(FRAME_WITHIN, bite).map_err(Refusal::Spawn)?;
        watchdog.begin();
        let (sender, log) = channel();
        let reader = std::thread::Builder::new().name("ffmpeg log".to_owned()).spawn(move || follow(stderr, &sender));
        let mut video = Self {
            name: name.to_owned(),
            child,
            watchdog,
            pictures,
            log,
            reader: Some(reader.map_err(Refusal::Spawn)?),
            size: None,
            announced: None,
            tick: 0.0,
            interval: DEFAULT_INTERVAL,
            length: None,
            start,
            last: None,
            steady: SteadyTime::default(),
            frames: 0,
            damage: None,
            errors: Vec::new(),
            ended: false,
        };
        video.announced = video.await_frame();
        if video.announced.is_none() {
            return Err(video.refusal());
        }
        video.watchdog.end();
        Ok(video)
    }

    /// The next frame with its media time. `None` at the end.
    ///
    /// A damaged file gives what could be decoded, then an error, then `None`.
    pub fn next_frame(&mut self) -> Result<Option<(Timestamp, RgbImage)>, SourceError> {
        if self.ended {
            return Ok(None);
        }
        self.watchdog.begin();
        let frame = self.decoded();
        self.watchdog.end();
        frame
    }

    fn decoded(&mut self) -> Result<Option<(Timestamp, RgbImage)>, SourceError> {
        let announced = self.announced.take().or_else(|| self.await_frame());
        let (Some(Announced { ticks }), Some((width, height))) = (announced, self.size) else { return self.finish() };
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            self.ended = true;
            return Err(bad_file(&self.name, format!("its pictures are too large ({width}×{height})"), SCALE_DOWN));
        }
        let mut image = RgbImage::new(width, height);
        if self.pictures.read_exact(&mut image).is_err() {
            return self.finish();
        }
        let time = self.stamp(ticks);
        self.last = Some(time);
        self.frames += 1;
        Ok(Some((time, image)))
    }

    /// How long the last frame stands, in seconds: until the next one would come.
    #[must_use]
    pub fn frame_interval(&self) -> Duration {
        Duration::try_from_secs_f64(self.interval).unwrap_or_default()
    }

    /// How long it is, in seconds, where it says so.
    #[must_use]
    pub const fn length(&self) -> Option<f64> {
        self.length
    }

    fn stamp(&mut self, ticks: Option<i64>) -> Timestamp {
        let time = match ticks {
            // Time stamps in a broken file may jump back; time in a session doesn't.
            Some(ticks) => self.steady.moment(Timestamp::from_secs(ticks as f64 * self.tick) + self.start),
            None => self.last.map_or(Timestamp::ZERO + self.start, |last| last + self.frame_interval()),
        };
        self.last.map_or(time, |last| time.max(last))
    }

    /// Reads the log up to the next frame. `None` when ffmpeg has ended.
    fn await_frame(&mut self) -> Option<Announced> {
        loop {
            match self.log.recv().ok()? {
                Line::Tick(tick) => self.tick = tick,
                Line::FrameInterval(interval) => self.interval = interval,
                Line::Length(length) => self.length = Some(length),
                Line::Damage(text) => _ = self.damage.get_or_insert(text),
                Line::Error(text) if self.errors.len() < ERRORS_KEPT => self.errors.push(text),
                Line::Error(_) => {}
                Line::Frame { ticks, width, height } => {
                    self.size.get_or_insert((width, height));
                    return Some(Announced { ticks });
                }
            }
        }
    }

    /// All frames have been given: whether they were all there are.
    fn finish(&mut self) -> Result<Option<(Timestamp, RgbImage)>, SourceError> {
        while self.await_frame().is_some() {}
        self.ended = true;
        let failed = !has_succeeded(&self.child);
        if self.watchdog.has_bitten() {
            return Err(Refusal::Stuck.for_file(&self.name));
        }
        let complaint = self.damage.take().or_else(|| self.errors.pop().filter(|_| failed));
        let Some(complaint) = complaint.or_else(|| failed.then(|| "ffmpeg failed".to_owned())) else {
            return Ok(None);
        };
        let reached = self.last.unwrap_or_default().secs();
        let of = self.length.map(|length| format!(" of {length:.1} s")).unwrap_or_default();
        let what = format!("is damaged; {} frames up to {reached:.1} s{of} could be used ({complaint})", self.frames);
        Err(bad_file(&self.name, what, "Copy or record it again if the rest matters."))
    }

    /// ffmpeg ended without a single frame: why.
    fn refusal(&mut self) -> Refusal {
        let success = has_succeeded(&self.child);
        let said = |word: &str| self.errors.iter().chain(&self.damage).any(|text| text.contains(word));
        if self.watchdog.has_bitten() {
            Refusal::Stuck
        } else if said("Unrecognized option 'fps_mode'") {
            Refusal::UnknownOption
        } else if said("matches no streams") {
            Refusal::NoPictures
        } else if said("moov atom not found") && !said(log::GUESSED) {
            Refusal::CutOff
        } else if said("not on whitelist")
            || said("Invalid data found")
            || said("moov atom not found")
            || said("ended prematurely")
        {
            Refusal::NoVideo
        } else if let Some(text) = self.damage.take().or_else(|| self.errors.pop()) {
            Refusal::Complaint(text)
        } else if success && !self.start.is_zero() {
            Refusal::PastTheEnd(self.start)
        } else {
            Refusal::NoFrames
        }
    }
}

impl Drop for Video {
    fn drop(&mut self) {
        // It may have ended already; either way it must be waited for, or it stays behind as a zombie.
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        drop(child.kill());
        drop(child.wait());
        drop(child);
        if let Some(reader) = self.reader.take() {
            drop(reader.join());
        }
    }
}

/// Passes on what matters of the log until ffmpeg closes it.
fn follow(stderr: ChildStderr, lines: &Sender<Line>) {
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    while stderr.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        for said in log::read(&printable(String::from_utf8_lossy(&line).trim_end())) {
            // Nobody listens any more when the video is being dropped; ffmpeg is then about to be ended, but until it is,
            // its log is read, so that it never waits for us.
            drop(lines.send(said));
        }
        line.clear();
    }
}

/// Why ffmpeg gave no frame at all.
enum Refusal {
    /// ffmpeg could not be started.
    Spawn(std::io::Error),
    /// It is too old for an option.
    UnknownOption,
    /// There is sound or other data only.
    NoPictures,
    /// An mp4 or mov file without its index, which is written last.
    CutOff,
    /// It isn't a video at all.
    NoVideo,
    /// Anything else that ffmpeg said.
    Complaint(String),
    /// The start asked for is beyond the end.
    PastTheEnd(Duration),
    /// It was waited for in vain.
    Stuck,
    /// It said nothing.
    NoFrames,
}

/// How many of ffmpeg's errors are kept; a badly damaged file gives thousands.
const ERRORS_KEPT: usize = 16;

const SCALE_DOWN: &str = "Scale it down, for example with `ffmpeg -i IN -vf scale=1280:-2 OUT.mp4`.";

impl Refusal {
    fn for_file(self, name: &str) -> SourceError {
        match self {
            Self::Spawn(error) if error.kind() == ErrorKind::NotFound => missing_ffmpeg(),
            Self::Spawn(error) => SourceError::MissingTool {
                what: format!("ffmpeg, which decodes videos, could not be started: {error}"),
                remedy: "Check that `ffmpeg -version` works.".to_owned(),
            },
            Self::CutOff => bad_file(
                name,
                "is cut off: the part that says where its pictures are is missing (moov atom not found)".to_owned(),
                "Copy or record it again; a recording must be stopped properly before it is copied.",
            ),
            Self::NoPictures => bad_file(
                name,
                "holds no moving picture, only sound or other data".to_owned(),
                "Name a video or a picture.",
            ),
            Self::NoVideo => bad_file(
                name,
                "is not a video that ffmpeg can read".to_owned(),
                "Name a video (mp4, mov, webm, avi) or a picture (jpg, png, webp, bmp).",
            ),
            Self::Complaint(text) => {
                bad_file(name, format!("cannot be decoded ({text})"), "Check whether a video player can play it.")
            }
            Self::PastTheEnd(start) => {
                bad_file(name, format!("has no frames after {:.1} s", start.as_secs_f64()), "Start earlier.")
            }
            Self::Stuck => bad_file(
                name,
                format!("cannot be decoded (ffmpeg gave no picture in {} s)", FRAME_WITHIN.as_secs()),
                "Check whether a video player can play it, and that `ffmpeg -version` answers.",
            ),
            Self::UnknownOption | Self::NoFrames => bad_file(
                name,
                "has no frames".to_owned(),
                "Check whether a video player can play it, and that `ffmpeg -version` answers.",
            ),
        }
    }
}

fn bad_file(name: &str, what: String, remedy: &str) -> SourceError {
    SourceError::BadFile { file: name.to_owned(), what, remedy: remedy.to_owned() }
}

/// Whether ffmpeg can be started.
#[must_use]
pub fn ffmpeg_is_installed() -> bool {
    let Ok(mut command) = tool::saying() else { return false };
    command.arg("-version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok_and(|child| ends_well(child, VERSION_WITHIN))
}

/// Whether the program ends within `patience`, and says that all went well. One that doesn't is ended.
fn ends_well(mut child: Child, patience: Duration) -> bool {
    let mut waited = Duration::ZERO;
    while waited < patience {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(POLL),
            ended => return ended.is_ok_and(|status| status.is_some_and(|status| status.success())),
        }
        waited += POLL;
    }
    drop(child.kill());
    drop(child.wait());
    false
}

/// The error for a missing ffmpeg.
pub(super) fn missing_ffmpeg() -> SourceError {
    SourceError::MissingTool {
        what: "ffmpeg, which decodes videos, is not installed".to_owned(),
        remedy: if cfg!(target_os = "macos") {
            "Install it with `brew install ffmpeg`.".to_owned()
        } else if cfg!(windows) {
            "Install it with `winget install ffmpeg`, or put ffmpeg.exe beside supple.exe.".to_owned()
        } else {
            "Install it with `sudo apt-get install ffmpeg`.".to_owned()
        },
    }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_program_that_does_not_end_is_ended() {
        let child = |program: &str, argument: &str| Command::new(program).arg(argument).spawn().unwrap();
        assert!(!ends_well(child("sleep", "1000"), POLL * 2));
        assert!(ends_well(child("sleep", "0"), VERSION_WITHIN));
        assert!(!ends_well(child("false", ""), VERSION_WITHIN));
    }
}
