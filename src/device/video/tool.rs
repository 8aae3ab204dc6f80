//! ffmpeg as a command, with no more than it needs.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use ffmpeg_sidecar::command::FfmpegCommand;
use ffmpeg_sidecar::paths::ffmpeg_path;

use crate::device::confined;
use crate::device::confined::Allowance;

/// How much memory it may fill, in MiB. A film of 3840×2160 takes 360 and one of 7680×4320 takes 930 (H.264, on two processors; some more for
/// each processor): docs/privacy.md says how that is measured.
const MEMORY: u64 = 4096;
/// How many seconds of a processor it may use to say what it can.
const SAYING: u64 = 10;

/// ffmpeg that reads this film and nothing else. How long it takes depends on the film; who waits for its pictures ends it.
pub(super) fn reading(film: &Path) -> io::Result<FfmpegCommand> {
    ffmpeg(&Allowance::new(MEMORY).reading(film))
}

/// ffmpeg that writes this film, which must be there, and nothing else.
pub(super) fn writing(film: &Path) -> io::Result<FfmpegCommand> {
    let mut command = ffmpeg(&Allowance::new(MEMORY).writing(film))?;
    command.overwrite();
    Ok(command)
}

/// ffmpeg that says something about itself.
pub(super) fn saying() -> io::Result<Command> {
    confined::command(&ffmpeg_path(), &Allowance::new(MEMORY).for_seconds(SAYING))
}

fn ffmpeg(allowance: &Allowance) -> io::Result<FfmpegCommand> {
    let mut command = confined::command(&ffmpeg_path(), allowance)?;
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut command = FfmpegCommand::from(command);
    // Each line with how grave it is.
    command.create_no_window().args(["-loglevel", "level+info"]);
    Ok(command)
}
