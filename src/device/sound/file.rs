//! A sound file of all that is heard in a session, by media time: the same on any machine.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use hound::{SampleFormat, WavSpec, WavWriter};

use super::voice::Voice;
use crate::device::plain::shown;
use crate::device::private;
use crate::seam::{Speaker, SpeakerError};
use crate::speech::sounds::{self, RATE};
use crate::speech::{Given, Heard, Mixer, Nearness, Priority, Sound};
use crate::time::Timestamp;

/// So many samples are written at a time.
const CHUNK: usize = 2400;

/// A WAV file: one channel, 48 kHz, 16 bits. What the carried voice can't say is a chime, since another machine may have another voice
/// for it.
pub struct SoundFile {
    name: String,
    writer: Option<WavWriter<BufWriter<File>>>,
    voice: Arc<Voice>,
    mixer: Mixer,
    now: Timestamp,
}

impl SoundFile {
    /// A new file; one that is there stays as it is. `volume` is 0 to 1.
    pub fn create(path: &Path, voice: Arc<Voice>, volume: f32) -> Result<Self, SpeakerError> {
        let name = shown(path);
        let unwritable = |error: &dyn std::fmt::Display| SpeakerError {
            what: format!("{name}: cannot be written: {error}"),
            remedy: "name a new file with --sound-file, in a folder that you may write to".to_owned(),
            reader_gone: false,
        };
        let file = private::new_file(path).map_err(|error| unwritable(&error))?;
        let spec = WavSpec { channels: 1, sample_rate: RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
        let writer = WavWriter::new(BufWriter::new(file), spec).map_err(|error| unwritable(&error))?;
        Ok(Self { name, writer: Some(writer), voice, mixer: Mixer::new(volume), now: Timestamp::ZERO })
    }

    fn place_of(time: Timestamp) -> u64 {
        (time.secs() * f64::from(RATE)).round() as u64
    }

    /// Writes everything before this place.
    fn write_to(&mut self, place: u64) -> Result<(), SpeakerError> {
        let mut heard = [0.0; CHUNK];
        while self.mixer.place() < place {
            let count = usize::try_from(place - self.mixer.place()).unwrap_or(CHUNK).min(CHUNK);
            self.mixer.render(&mut heard[..count]);
            let Some(writer) = &mut self.writer else { return Ok(()) };
            for sample in &heard[..count] {
                if let Err(error) = writer.write_sample((sample * 32767.0) as i16) {
                    self.writer = None;
                    return Err(self.broken(&error));
                }
            }
        }
        Ok(())
    }

    fn broken(&self, error: &hound::Error) -> SpeakerError {
        SpeakerError {
            what: format!("{}: cannot be written: {error}", self.name),
            remedy: "see that the disk has room".to_owned(),
            reader_gone: false,
        }
    }
}

impl Speaker for SoundFile {
    fn give(&mut self, given: &Given) -> Result<(), SpeakerError> {
        let place = Self::place_of(given.time);
        match &given.heard {
            Heard::Sound(sound) if given.priority == Priority::Breath => {
                self.mixer.beneath(place, sounds::samples(*sound).into());
            }
            Heard::Sound(sound) => self.mixer.sound(place, sounds::samples(*sound).into()),
            Heard::Words(words) => match self.voice.samples(words) {
                Ok(Some(samples)) => self.mixer.words(place, samples),
                Ok(None) => self.mixer.sound(place, sounds::samples(Sound::Attention).into()),
                Err(error) => {
                    return Err(SpeakerError {
                        what: error.to_string(),
                        remedy: "report this, please".to_owned(),
                        reader_gone: false,
                    });
                }
            },
        }
        Ok(())
    }

    fn follow(&mut self, now: Timestamp, nearness: Option<Nearness>) -> Result<(), SpeakerError> {
        self.now = now;
        self.write_to(Self::place_of(now))?;
        self.mixer.set_nearness(nearness);
        Ok(())
    }

    fn finish(&mut self) -> Result<(), SpeakerError> {
        self.mixer.set_nearness(None);
        // A minute is longer than anything that is said.
        let longest = self.mixer.place() + 60 * u64::from(RATE);
        while !self.mixer.is_silent() && self.mixer.place() < longest {
            self.write_to(self.mixer.place() + CHUNK as u64)?;
        }
        self.writer.take().map_or(Ok(()), |writer| writer.finalize().map_err(|error| self.broken(&error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn give(file: &mut SoundFile, seconds: f64, sound: Sound) {
        let lasts = sounds::length(sound);
        let time = Timestamp::from_secs(seconds);
        file.follow(time, None).unwrap();
        file.give(&Given { time, cue: "x", heard: Heard::Sound(sound), lasts, priority: Priority::Next }).unwrap();
    }

    #[test]
    fn what_is_heard_lies_at_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("heard.wav");
        let mut file = SoundFile::create(&path, Arc::new(Voice::carried(Language::English).unwrap()), 1.0).unwrap();
        give(&mut file, 0.5, Sound::Found);
        give(&mut file, 2.0, Sound::Done);
        file.finish().unwrap();
        let mut reader = hound::WavReader::open(&path).unwrap();
        assert_eq!((reader.spec().sample_rate, reader.spec().channels), (48_000, 1));
        let samples: Vec<i16> = reader.samples().map(Result::unwrap).collect();
        let first = |from: usize| from + samples[from..].iter().position(|sample| sample.abs() > 50).unwrap();
        assert!((24_000..24_500).contains(&first(0)), "{}", first(0));
        assert!((96_000..96_500).contains(&first(60_000)), "{}", first(60_000));
        assert!(samples.len() >= 96_000 + sounds::samples(Sound::Done).len());
    }

    #[test]
    fn a_file_that_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.wav");
        std::fs::write(&path, "mine").unwrap();
        let error = SoundFile::create(&path, Arc::new(Voice::carried(Language::English).unwrap()), 1.0).err().unwrap();
        assert!(error.what.contains("mine.wav") && error.remedy.contains("--sound-file"), "{error:?}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    }
}
