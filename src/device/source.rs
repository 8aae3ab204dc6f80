//! Opens whatever frames come from: the camera, or files of either kind one after another as one source.

use std::collections::VecDeque;
use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use image::{ImageFormat, RgbImage};

use super::camera;
use super::camera::CameraOptions;
use super::files;
use super::files::{FileError, FileProblem};
use super::pictures;
use super::plain::shown;
use super::video;
use super::video::{Leash, Video};
use crate::frame::{Frame, FrameKind};
use crate::seam::{Canceller, Film, FrameSource, SourceError};
use crate::time::Timestamp;

/// How files are to be played.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FileOptions {
    /// Where in the first file, if it is a video, to start, in seconds of its media time.
    pub start_s: f64,
    /// How many frames show each picture over the second for which it stands; at least one. One judges every picture
    /// once; a session, which counts time, needs to see that somebody is still there.
    pub frames_a_picture: u32,
}

impl Default for FileOptions {
    fn default() -> Self {
        Self { start_s: 0.0, frames_a_picture: 1 }
    }
}

/// How long a picture stands, in session time: nobody knows when it was taken, and a second each keeps the frames
/// of a list apart in the events.
const PICTURE_STANDS: Duration = Duration::from_secs(1);

/// Opens the camera that `choice` names by its number or part of its name, or the first that works.
pub fn open_camera(choice: Option<&str>, options: CameraOptions) -> Result<Box<dyn FrameSource>, SourceError> {
    Ok(Box::new(camera::open(choice, options)?))
}

/// Opens videos and pictures; a folder stands for the pictures in it, by name.
///
/// What a file is is decided by its content, not its name. All files are looked at before the first is played, and every
/// one that is missing, unreadable or of no fitting kind is named in the error. A frame's time goes on from file to file:
/// a video's first frame comes one frame after the last of the file before.
///
/// A damaged file is an error of [`FrameSource::next_frame`] at the place where it is damaged; the call after that goes on
/// with the next file.
pub fn open_files(paths: &[PathBuf], options: FileOptions) -> Result<Box<dyn FrameSource>, SourceError> {
    let list = look_at(paths)?;
    if list.is_empty() {
        return Err(SourceError::BadFile {
            file: "--input".to_owned(),
            what: "no file is named".to_owned(),
            remedy: "Name a video or pictures.".to_owned(),
        });
    }
    // A first video shows by itself whether ffmpeg is there; for a later one it is better known now than in mid-list.
    let first_is_video = list.front().is_some_and(|entry: &Entry| entry.kind == Kind::Video);
    if !first_is_video && list.iter().any(|entry| entry.kind == Kind::Video) && !video::ffmpeg_is_installed() {
        return Err(video::missing_ffmpeg());
    }
    let mut playlist = Playlist {
        list,
        video: None,
        leash: Leash::default(),
        ready: None,
        picture: None,
        frames_a_picture: options.frames_a_picture.max(1),
        start: Duration::try_from_secs_f64(options.start_s).unwrap_or_default(),
        offset: Timestamp::ZERO,
    };
    playlist.ready = playlist.advance()?;
    Ok(Box::new(playlist))
}

/// Looks at files without playing any, so that everything wrong with a list is known before the first is worked on.
pub fn check_files(paths: &[PathBuf]) -> Result<(), SourceError> {
    look_at(paths).map(drop)
}

fn look_at(paths: &[PathBuf]) -> Result<VecDeque<Entry>, SourceError> {
    let mut list = VecDeque::new();
    let mut problems = Vec::new();
    for path in paths {
        match expand(path) {
            Ok(found) => list.extend(found),
            Err(problem) => problems.push((shown(path), problem)),
        }
    }
    all_problems(problems).map_or(Ok(list), Err)
}

/// What a file's content says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Picture,
    Video,
}

#[derive(Clone, Debug)]
struct Entry {
    path: PathBuf,
    name: Arc<str>,
    kind: Kind,
}

/// What is wrong with a file before it is played, and what to do.
type Problem = (String, &'static str);

fn all_problems(problems: Vec<(String, Problem)>) -> Option<SourceError> {
    let mut problems = problems.into_iter();
    let (file, (mut what, remedy)) = problems.next()?;
    for (file, (more, _)) in problems {
        what.extend(["\n", &file, ": ", &more]);
    }
    Some(SourceError::BadFile { file, what, remedy: remedy.to_owned() })
}

/// The file itself, or the pictures in the folder.
fn expand(path: &Path) -> Result<Vec<Entry>, Problem> {
    let unreadable = |error: FileError| (error.problem.to_string(), error.remedy());
    let about = std::fs::metadata(path).map_err(|cause| unreadable(FileError::reading(path, cause)))?;
    if !about.is_dir() {
        return Ok(vec![entry(path, &about)?]);
    }
    let found = files::list(path, &pictures::EXTENSIONS).map_err(unreadable)?;
    if found.is_empty() {
        return Err((
            "is a folder without pictures (jpg, png, webp, bmp)".to_owned(),
            "Name the files themselves, or a folder with pictures in it.",
        ));
    }
    Ok(found.into_iter().map(|path| Entry { name: name_of(&path), path, kind: Kind::Picture }).collect())
}

fn name_of(path: &Path) -> Arc<str> {
    shown(path).into()
}

/// As much of a file's start as is looked at, in bytes.
const HEAD: u64 = 4096;

fn entry(path: &Path, about: &Metadata) -> Result<Entry, Problem> {
    let unreadable = |cause| FileError::new(path, FileProblem::Unreadable(cause));
    let problem = |error: FileError| (error.problem.to_string(), error.remedy());
    if !about.is_file() {
        return Err(("is not a file but a device or pipe".to_owned(), "For a camera use `--camera`."));
    }
    let mut head = Vec::new();
    let file = File::open(path).map_err(unreadable).map_err(problem)?;
    file.take(HEAD).read_to_end(&mut head).map_err(unreadable).map_err(problem)?;
    let kind = kind_of(&head, files::has_extension(path, &pictures::EXTENSIONS))?;
    Ok(Entry { path: path.to_owned(), name: name_of(path), kind })
}

/// What a file with this start is. `named_as_picture` decides only what the start doesn't.
fn kind_of(head: &[u8], named_as_picture: bool) -> Result<Kind, Problem> {
    const NAME_ANOTHER: &str = "Name a video (mp4, mov, webm, avi) or a picture (jpg, png, webp, bmp).";
    if head.is_empty() {
        return Err(("is empty".to_owned(), "Copy or record it again."));
    }
    match image::guess_format(head) {
        Ok(format) if pictures::FORMATS.contains(&format) => return Ok(Kind::Picture),
        Ok(ImageFormat::Avif) => return Err(unread_picture("an AVIF")),
        Ok(ImageFormat::Tiff) => return Err(unread_picture("a TIFF")),
        _ => {}
    }
    // ISO media files carry their brand behind the box length and `ftyp`; phones save HEIC pictures in one.
    if head.get(4..8) == Some(b"ftyp")
        && [&b"heic"[..], b"heix", b"mif1", b"heim"].iter().any(|brand| head[8..].starts_with(brand))
    {
        return Err(unread_picture("a HEIC"));
    }
    // ffmpeg would take some texts for videos (subtitles, playlists that name other files).
    if is_text(head) {
        return Err(("is a text file, not a video or a picture".to_owned(), NAME_ANOTHER));
    }
    if named_as_picture && !is_video_container(head) {
        return Err((
            "is damaged or no picture that can be read".to_owned(),
            "Check whether a picture viewer can open it; save it as JPEG or PNG.",
        ));
    }
    Ok(Kind::Video)
}

/// Whether this is how mp4 and mov, webm and mkv, avi, or ogg begin. What isn't may still be one of the many other kinds
/// that ffmpeg knows.
fn is_video_container(head: &[u8]) -> bool {
    let iso_media =
        [b"ftyp", b"moov", b"mdat", b"wide", b"free"].iter().any(|name| head.get(4..8) == Some(name.as_slice()));
    let riff_avi = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"AVI ");
    iso_media || riff_avi || head.starts_with(b"\x1a\x45\xdf\xa3") || head.starts_with(b"OggS")
}

fn unread_picture(kind: &str) -> Problem {
    (format!("is {kind} picture, which cannot be read"), "Save it as JPEG or PNG.")
}

fn is_text(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        // A letter may be cut in two where the head ends.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !valid.is_empty() && valid.chars().all(|letter| !letter.is_control() || letter.is_ascii_whitespace())
}

/// Files one after another.
struct Playlist {
    list: VecDeque<Entry>,
    video: Option<Playing>,
    /// What holds the ffmpeg of the video that plays.
    leash: Leash,
    /// The very first frame, decoded on opening.
    ready: Option<Frame>,
    /// The picture that stands now, with how many of its frames have been shown.
    picture: Option<(Frame, u32)>,
    frames_a_picture: u32,
    start: Duration,
    /// The session time of the present file's own zero.
    offset: Timestamp,
}

struct Playing {
    video: Video,
    name: Arc<str>,
    frames: u64,
    /// When the next file can begin.
    end: Timestamp,
}

impl Playlist {
    fn advance(&mut self) -> Result<Option<Frame>, SourceError> {
        if let Some(frame) = self.picture_again() {
            return Ok(Some(frame));
        }
        loop {
            if let Some(playing) = &mut self.video {
                match playing.next(self.offset) {
                    Ok(Some(frame)) => return Ok(Some(frame)),
                    ended => {
                        self.offset = self.offset.max(playing.end);
                        self.video = None;
                        ended?;
                    }
                }
            }
            let Some(entry) = self.list.pop_front() else { return Ok(None) };
            let start = std::mem::take(&mut self.start);
            match entry.kind {
                Kind::Picture => return self.picture(&entry).map(Some),
                Kind::Video => {
                    let video = Video::open(&entry.path, &entry.name, start, &self.leash)?;
                    self.video = Some(Playing { video, name: entry.name, frames: 0, end: self.offset });
                }
            }
        }
    }

    fn picture(&mut self, entry: &Entry) -> Result<Frame, SourceError> {
        let image = pictures::read(&entry.path, &entry.name)?;
        let time = self.offset;
        self.offset = time + PICTURE_STANDS;
        let frame = Frame { time, index: 0, origin: Arc::clone(&entry.name), kind: FrameKind::Still, image };
        if self.frames_a_picture > 1 {
            self.picture = Some((frame.clone(), 1));
        }
        Ok(frame)
    }

    /// The picture that stands now, once more, a little later.
    fn picture_again(&mut self) -> Option<Frame> {
        let (frame, shown) = self.picture.take()?;
        let time = frame.time + PICTURE_STANDS * shown / self.frames_a_picture;
        let next = Frame { time, ..frame.clone() };
        if shown + 1 < self.frames_a_picture {
            self.picture = Some((frame, shown + 1));
        }
        Some(next)
    }
}

impl Playing {
    fn next(&mut self, offset: Timestamp) -> Result<Option<Frame>, SourceError> {
        let Some((media_time, image)): Option<(Timestamp, RgbImage)> = self.video.next_frame()? else {
            return Ok(None);
        };
        let time = offset + media_time.since_start();
        self.end = time + self.video.frame_interval();
        let index = self.frames;
        self.frames += 1;
        Ok(Some(Frame { time, index, origin: Arc::clone(&self.name), kind: FrameKind::Moving, image }))
    }
}

impl FrameSource for Playlist {
    fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        match self.ready.take() {
            Some(frame) => Ok(Some(frame)),
            None => self.advance(),
        }
    }

    fn is_live(&self) -> bool {
        false
    }

    fn film(&self) -> Option<Film> {
        let video = &self.video.as_ref()?.video;
        let length = video.length().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        Some(Film { interval: video.frame_interval(), length })
    }

    fn canceller(&self) -> Option<Canceller> {
        let leash = self.leash.clone();
        Some(Box::new(move || leash.pull()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_before_the_name() {
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0 and so on", false), Ok(Kind::Picture));
        assert_eq!(kind_of(b"\0\0\0\x20ftypisom\0\0\x02\0", true), Ok(Kind::Video));
        assert_eq!(kind_of(b"RIFF\0\x10\0\0AVI LIST", true), Ok(Kind::Video));
        assert_eq!(kind_of(b"\x1a\x45\xdf\xa3", false), Ok(Kind::Video));
    }

    #[test]
    fn what_cannot_be_played_is_named() {
        let what = |head: &[u8], picture| kind_of(head, picture).unwrap_err().0;
        assert!(what(b"", false).contains("empty"));
        assert!(what("#EXTM3U\nhttp://".as_bytes(), false).contains("text"));
        assert!(what("Größe".as_bytes().split_last().unwrap().1, false).contains("text"));
        assert!(what(b"\0\0\0\x18ftypheic\0\0\0\0", false).contains("HEIC"));
        assert!(what(b"II*\0\x08\0\0\0", false).contains("TIFF"));
        assert!(what(b"\x01\x02\x03\x04", true).contains("damaged"));
    }

    #[test]
    fn a_letter_cut_at_the_end_is_still_text() {
        assert!(is_text("Grö".as_bytes().split_last().unwrap().1));
        assert!(!is_text(&[0xff, 0xfe, 0x00]));
        assert!(!is_text(b"RIFF\0\0"));
    }
}
