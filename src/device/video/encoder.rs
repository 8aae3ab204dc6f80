//! Films, made by ffmpeg in a process of its own, picture by picture.
//!
//! The same pictures give the same file, byte for byte: ffmpeg writes no date and no version into it and works on one thread,
//! since how many there are changes what comes out.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::Path;
use std::process::{ChildStderr, ChildStdin, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use ffmpeg_sidecar::child::FfmpegChild;

use super::codec::Codec;
use super::leash::{self, Leash, has_succeeded};
use super::tool;
use super::watchdog::Watchdog;
use crate::body::Size;
use crate::device::plain::printable;
use crate::device::private;
use crate::seam::{Canceller, SourceError, VideoError, VideoSink};

/// How long ffmpeg may take for a picture, and for the end of a film: longer than this nobody waits.
const WITHIN: Duration = Duration::from_mins(1);
/// Of what ffmpeg says, the last lines are kept.
const LINES_KEPT: usize = 4;

const REMEDY: &str = "See that the disk has room and that `ffmpeg -version` works.";

/// A film that is being made. Dropped before it is finished it ends ffmpeg, and leaves a file that is not whole.
pub struct Encoder {
    child: Arc<Mutex<FfmpegChild>>,
    /// `None` once everything has been given.
    pictures: Option<ChildStdin>,
    watchdog: Watchdog,
    leash: Leash,
    complaints: Option<JoinHandle<Vec<String>>>,
    bytes: Vec<u8>,
}

/// Which encoder this machine's ffmpeg has for films; a failure where ffmpeg isn't installed, or has none.
pub fn codec() -> Result<Codec, SourceError> {
    let listed = tool::saying().and_then(|mut command| {
        command.args(["-hide_banner", "-encoders"]).stdin(Stdio::null()).stderr(Stdio::null()).output()
    });
    let listing = match listed {
        Ok(output) => output.stdout,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(super::missing_ffmpeg()),
        Err(error) => return Err(unfit(format!("ffmpeg could not be started: {error}"))),
    };
    Codec::best_in(&String::from_utf8_lossy(&listing)).ok_or_else(|| {
        unfit("this machine's ffmpeg can write no films (neither libx264, libvpx-vp9 nor mpeg4)".to_owned())
    })
}

fn unfit(what: String) -> SourceError {
    SourceError::MissingTool {
        what,
        remedy: "Install your system's own ffmpeg; `ffmpeg -encoders` lists what it has.".to_owned(),
    }
}

impl Encoder {
    /// Starts a film of pictures of this size in the new file `path`, so many of them a second.
    /// Both sides of `size` are even.
    pub fn create(path: &Path, size: Size, rate: f64, codec: Codec) -> Result<Self, VideoError> {
        let failed =
            |error: std::io::Error| trouble(format!("ffmpeg, which makes the film, could not be started: {error}"));
        let mut output = OsString::from("file:");
        output.push(path);
        // It is given the file that it may write, and can make none.
        private::new_file(path).map_err(|error| trouble(format!("the film can't be written ({error})")))?;
        let mut command = tool::writing(path).map_err(failed)?;
        command.args(["-hide_banner", "-nostats", "-loglevel", "error", "-f", "rawvideo", "-pixel_format", "bgr0"]);
        command.args(["-video_size", &format!("{}x{}", size.width, size.height), "-framerate", &format!("{rate:.6}")]);
        command.args(["-i", "pipe:0", "-an", "-map_metadata", "-1", "-threads", "1", "-filter_threads", "1"]);
        command.args(["-c:v", codec.encoder()]).args(codec.quality());
        command.args(["-pix_fmt", "yuv420p", "-fflags", "+bitexact", "-flags:v", "+bitexact"]);
        command.args(["-movflags", "+faststart", "-f", "mp4"]).args([&output]);
        let mut child = command.spawn().map_err(failed)?;
        drop(child.take_stdout());
        let (Some(pictures), Some(stderr)) = (child.take_stdin(), child.take_stderr()) else {
            return Err(failed(ErrorKind::BrokenPipe.into()));
        };
        let child = Arc::new(Mutex::new(child));
        let leash = Leash::default();
        leash.hold(&child);
        let watched = Arc::clone(&child);
        let watchdog = Watchdog::new(WITHIN, move || leash::kill(&watched)).map_err(failed)?;
        let complaints = std::thread::Builder::new().name("ffmpeg log".to_owned()).spawn(move || last_lines(stderr));
        let complaints = Some(complaints.map_err(failed)?);
        Ok(Self { child, pictures: Some(pictures), watchdog, leash, complaints, bytes: Vec::new() })
    }

    /// What ffmpeg complained of, once it has ended.
    fn refusal(&mut self) -> VideoError {
        if self.watchdog.has_bitten() {
            return trouble(format!("the film can't be written (ffmpeg took no picture in {} s)", WITHIN.as_secs()));
        }
        let said = self.complaints.take().and_then(|reader| reader.join().ok()).unwrap_or_default();
        let said = if said.is_empty() { "ffmpeg ended".to_owned() } else { said.join("; ") };
        trouble(format!("the film can't be written ({said})"))
    }
}

fn trouble(what: String) -> VideoError {
    VideoError { what, remedy: REMEDY.to_owned() }
}

impl VideoSink for Encoder {
    fn add(&mut self, pixels: &[u32]) -> Result<(), VideoError> {
        self.bytes.clear();
        self.bytes.extend(pixels.iter().flat_map(|pixel| pixel.to_le_bytes()));
        let Some(pictures) = &mut self.pictures else { return Err(trouble("the film is finished".to_owned())) };
        self.watchdog.begin();
        let written = pictures.write_all(&self.bytes);
        self.watchdog.end();
        if written.is_err() {
            self.pictures = None;
            has_succeeded(&self.child);
            return Err(self.refusal());
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), VideoError> {
        self.watchdog.begin();
        self.pictures = None;
        let is_whole = has_succeeded(&self.child);
        self.watchdog.end();
        if is_whole { Ok(()) } else { Err(self.refusal()) }
    }

    fn canceller(&self) -> Option<Canceller> {
        let leash = self.leash.clone();
        Some(Box::new(move || leash.pull()))
    }
}

impl Drop for Encoder {
    fn drop(&mut self) {
        // It may have ended already; either way it must be waited for, or it stays behind as a zombie.
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        drop(child.kill());
        drop(child.wait());
        drop(child);
        if let Some(complaints) = self.complaints.take() {
            drop(complaints.join());
        }
    }
}

/// The last lines of what ffmpeg says, until it closes its log. It is read all the while, so that ffmpeg never waits for us.
fn last_lines(stderr: ChildStderr) -> Vec<String> {
    let mut lines = Vec::new();
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    // No line of any use is longer.
    while stderr.by_ref().take(4096).read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let said = printable(String::from_utf8_lossy(&line).trim());
        if !said.is_empty() {
            lines.push(said);
        }
        if lines.len() > LINES_KEPT {
            lines.remove(0);
        }
        line.clear();
    }
    lines
}
