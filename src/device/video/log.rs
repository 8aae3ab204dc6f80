//! What ffmpeg says while it decodes: each frame's time, the video's length, and complaints. Pure.
//!
//! The `showinfo` filter gives each frame's own time stamp, so that a video with a variable frame rate (as phones record
//! it) is stamped rightly; counting frames would give wrong hold times for it.

/// One line of ffmpeg's log, as far as it matters here.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    /// Seconds that one tick of the following time stamps lasts.
    Tick(f64),
    /// Seconds between two frames, where the video has a fixed rate.
    FrameInterval(f64),
    /// A frame follows on the picture pipe.
    Frame {
        /// Its time in ticks, if it has one.
        ticks: Option<i64>,
        /// Its size in pixels.
        width: u32,
        /// Its size in pixels.
        height: u32,
    },
    /// How long the file says it is, in seconds.
    Length(f64),
    /// The data is not as it should be.
    Damage(String),
    /// Something that ffmpeg calls an error; not always one for the person.
    Error(String),
}

/// Words by which ffmpeg reports missing or broken data (in its demuxers and decoders, versions 4 to 7), at whatever level.
const DAMAGE: [&str; 6] = [
    "partial file",
    "ended prematurely",
    "corrupt",
    "Error while decoding",
    "Invalid data found",
    "moov atom not found",
];

/// How ffmpeg says that it took a file for what its name says, having found nothing in it that agrees.
pub(super) const GUESSED: &str = "misdetection possible";

/// What a line says; usually nothing, seldom two things.
pub(super) fn read(line: &str) -> Vec<Line> {
    if line.starts_with("[Parsed_showinfo_") {
        return showinfo(line);
    }
    if let Some(length) = after(line, "  Duration: ").filter(|_| line.starts_with("[info]")) {
        return clock(length.split(',').next().unwrap_or_default()).map(Line::Length).into_iter().collect();
    }
    let complaint = ["[error] ", "[fatal] ", "[warning] "].iter().find_map(|level| after(line, level));
    let Some(text) = complaint else { return Vec::new() };
    if DAMAGE.iter().any(|word| text.contains(word)) {
        return vec![Line::Damage(text.to_owned())];
    }
    // The one warning that matters: nothing but the file's name speaks for its being a video.
    let guessed = text.contains(GUESSED);
    if line.contains("[warning] ") && !guessed { Vec::new() } else { vec![Line::Error(text.to_owned())] }
}

fn showinfo(line: &str) -> Vec<Line> {
    if let Some(base) = after(line, "config in time_base: ") {
        let rate = after(line, "frame_rate: ").and_then(ratio).filter(|rate| *rate > 0.0);
        let tick = ratio(base).filter(|tick| *tick > 0.0).map(Line::Tick);
        return tick.into_iter().chain(rate.map(|rate| Line::FrameInterval(1.0 / rate))).collect();
    }
    let size = after(line, " s:").and_then(|size| word(size).split_once('x'));
    let Some((Ok(width), Ok(height))) = size.map(|(width, height)| (width.parse(), height.parse())) else {
        return Vec::new();
    };
    let ticks = after(line, " pts:").and_then(|ticks| word(ticks.trim_start()).parse().ok());
    vec![Line::Frame { ticks, width, height }]
}

fn after<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.split_once(key).map(|(_, rest)| rest)
}

fn word(text: &str) -> &str {
    text.split([' ', ',']).next().unwrap_or_default()
}

/// `1001/30000` as a number.
fn ratio(text: &str) -> Option<f64> {
    let (numerator, denominator) = word(text).split_once('/')?;
    let ratio = numerator.parse::<f64>().ok()? / denominator.parse::<f64>().ok()?;
    ratio.is_finite().then_some(ratio)
}

/// `00:01:02.50` in seconds; `N/A` is nothing.
fn clock(text: &str) -> Option<f64> {
    text.trim().split(':').try_fold(0.0, |sum, part| Some(sum * 60.0 + part.parse::<f64>().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn time_base_and_frames_are_read() {
        let config = "[Parsed_showinfo_3 @ 0x55fc] [info] config in time_base: 1/12800, frame_rate: 25/1";
        assert_eq!(read(config), [Line::Tick(1.0 / 12800.0), Line::FrameInterval(0.04)]);
        let unknown = "[Parsed_showinfo_3 @ 0x55fc] [info] config in time_base: 1/90000, frame_rate: 0/0";
        assert_eq!(read(unknown), [Line::Tick(1.0 / 90000.0)]);
        let frame = "[Parsed_showinfo_3 @ 0x55fc] [info] n:  70 pts:  35840 pts_time:2.8     pos:   283578 fmt:rgb24 \
                     sar:1/1 s:320x240 i:P iskey:1 type:I ";
        assert_eq!(read(frame), [Line::Frame { ticks: Some(35840), width: 320, height: 240 }]);
        let stray =
            "[Parsed_showinfo_3 @ 0x1] [info] n:   0 pts:NOPTS pts_time:NOPTS pos: 0 fmt:rgb24 sar:1/1 s:2x4 i:P";
        assert_eq!(read(stray), [Line::Frame { ticks: None, width: 2, height: 4 }]);
        assert_eq!(read("[Parsed_showinfo_3 @ 0x1] [info] color_range:pc color_space:gbr"), []);
    }

    #[test]
    fn length_and_complaints_are_read() {
        assert_eq!(read("[info]   Duration: 00:01:02.50, start: 0.0, bitrate: 24 kb/s"), [Line::Length(62.5)]);
        assert_eq!(read("[info]   Duration: N/A, start: 0.0"), []);
        let cut = "[matroska,webm @ 0x5565] [error] File ended prematurely";
        assert_eq!(read(cut), [Line::Damage("File ended prematurely".to_owned())]);
        let note = "[mov,mp4 @ 0x5565] [error] st: 0 edit list: 1 Missing key frame";
        assert_eq!(read(note), [Line::Error("st: 0 edit list: 1 Missing key frame".to_owned())]);
        assert_eq!(read("[swscaler @ 0x1] [warning] deprecated pixel format used"), []);
    }

    #[test]
    fn a_title_cannot_pass_for_a_frame() {
        assert_eq!(read("[info]     title           : [Parsed_showinfo_0 @ 0x1] n: 0 pts: 9 s:9x9"), []);
    }

    proptest! {
        #[test]
        fn any_line_is_borne(line in "\\PC{0,80}", start in 0_usize..3) {
            let start = ["", "[Parsed_showinfo_0 @ 0x1] [info] n:0 pts:", "[info]   Duration: "][start];
            let _ = read(&format!("{start}{line}"));
        }
    }
}
