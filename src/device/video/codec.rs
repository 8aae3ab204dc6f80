//! Which of ffmpeg's encoders a film is made with.

/// A way of writing films that every browser or player knows, in an mp4 file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// H.264, which plays everywhere.
    H264,
    /// VP9, which browsers play.
    Vp9,
    /// MPEG-4 part 2, which is in every ffmpeg and plays in players.
    Mpeg4,
}

impl Codec {
    /// The best first.
    const ALL: [Self; 3] = [Self::H264, Self::Vp9, Self::Mpeg4];

    /// The best of those in what `ffmpeg -encoders` prints.
    pub(super) fn best_in(listing: &str) -> Option<Self> {
        // A line is ` V....D libx264   description`.
        let names: Vec<&str> = listing
            .lines()
            .filter_map(|line| {
                let mut words = line.split_whitespace();
                words.next().filter(|kind| kind.starts_with('V'))?;
                words.next()
            })
            .collect();
        Self::ALL.into_iter().find(|codec| names.contains(&codec.encoder()))
    }

    /// Its name, as people and `ffprobe` know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::H264 => "h264",
            Self::Vp9 => "vp9",
            Self::Mpeg4 => "mpeg4",
        }
    }

    /// ffmpeg's encoder.
    pub(super) const fn encoder(self) -> &'static str {
        match self {
            Self::H264 => "libx264",
            Self::Vp9 => "libvpx-vp9",
            Self::Mpeg4 => "mpeg4",
        }
    }

    /// How well and how fast: letters must stay sharp, and several films may be made at once.
    pub(super) const fn quality(self) -> &'static [&'static str] {
        match self {
            Self::H264 => &["-preset", "veryfast", "-crf", "22"],
            Self::Vp9 => &["-deadline", "realtime", "-cpu-used", "8", "-crf", "32", "-b:v", "0"],
            Self::Mpeg4 => &["-q:v", "4"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_encoder_that_is_there_is_taken() {
        let listing = |names: &[&str]| -> String {
            let lines = names.iter().map(|name| format!(" V....D {name:<20} what it is (codec x)\n"));
            "Encoders:\n V..... = Video\n ------\n".to_owned()
                + &lines.collect::<String>()
                + " A....D libmp3lame  sound\n"
        };
        assert_eq!(Codec::best_in(&listing(&["mpeg4", "libvpx-vp9", "libx264"])), Some(Codec::H264));
        assert_eq!(Codec::best_in(&listing(&["mpeg4", "libvpx-vp9", "libx264rgb"])), Some(Codec::Vp9));
        assert_eq!(Codec::best_in(&listing(&["mpeg4"])), Some(Codec::Mpeg4));
        assert_eq!(Codec::best_in(&listing(&["libxvid"])), None);
        assert_eq!(Codec::best_in(" A....D mpeg4  a sound of that name\n"), None);
    }
}
