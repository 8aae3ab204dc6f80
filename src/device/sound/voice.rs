//! The carried voice: phrases that were rendered once, several to an Ogg Vorbis file, with a manifest that says where each one is.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use include_dir::{Dir, include_dir};
use rodio::Decoder;
use rodio::Source;
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::language::Language;
use crate::speech::Lengths;
use crate::speech::sounds::RATE;

static ENGLISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/voices/en");
static SPANISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/voices/es");

/// So many files are kept decoded: what is said of one stretch lies in few.
const KEPT: usize = 8;

/// A voice's `manifest.json`.
#[derive(Debug, Deserialize)]
struct Manifest {
    voice: String,
    rate: u32,
    files: Vec<String>,
    phrases: HashMap<String, Place>,
}

/// Where a phrase is: in which of the files, and from which sample on. In the manifest it is a list in this order.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Place {
    file: usize,
    start: usize,
    length: usize,
    /// What the clip was made from: whoever renders wants to know.
    #[serde(rename = "key")]
    _key: IgnoredAny,
}

/// A carried voice that can't be used: a fault of the program's own.
#[derive(Debug, thiserror::Error)]
#[error("the voice that Supple carries is damaged: {0}")]
pub struct VoiceError(String);

/// The carried voice. A file is decoded when one of its phrases is first needed, and kept.
pub struct Voice {
    folder: &'static Dir<'static>,
    manifest: Manifest,
    /// The files that were decoded last, the newest at the end, in half the room that numbers with a fraction take: a minute has 6 MB.
    decoded: Mutex<Vec<(usize, Arc<[i16]>)>>,
}

impl Voice {
    /// The voice that the program carries for a language.
    pub fn carried(language: Language) -> Result<Self, VoiceError> {
        let folder = match language {
            Language::English => &ENGLISH,
            Language::Spanish => &SPANISH,
        };
        let manifest =
            folder.get_file("manifest.json").ok_or_else(|| VoiceError("its manifest is missing".to_owned()))?;
        let manifest: Manifest =
            serde_json::from_slice(manifest.contents()).map_err(|error| VoiceError(error.to_string()))?;
        if manifest.rate != RATE {
            return Err(VoiceError(format!("{} samples a second, not {RATE}", manifest.rate)));
        }
        Ok(Self { folder, manifest, decoded: Mutex::default() })
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.manifest.voice
    }

    /// Whether it can say this.
    #[must_use]
    pub fn can_say(&self, phrase: &str) -> bool {
        self.manifest.phrases.contains_key(phrase)
    }

    /// Every phrase that it can say.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.manifest.phrases.keys().map(String::as_str)
    }

    /// How long each phrase lasts.
    #[must_use]
    pub fn lengths(&self) -> Lengths {
        let seconds = |place: &Place| Duration::from_secs_f64(place.length as f64 / f64::from(RATE));
        Lengths::new(self.manifest.phrases.iter().map(|(phrase, place)| (phrase.clone(), seconds(place))))
    }

    /// A phrase as samples; `None` where it can't say it.
    pub fn samples(&self, phrase: &str) -> Result<Option<Arc<[f32]>>, VoiceError> {
        let Some(place) = self.manifest.phrases.get(phrase) else { return Ok(None) };
        let file = self.file(place.file)?;
        let samples = file
            .get(place.start..place.start + place.length)
            .ok_or_else(|| VoiceError(format!("\"{phrase}\" lies beyond the end of its file")))?;
        Ok(Some(samples.iter().map(|&sample| f32::from(sample) / 32768.0).collect()))
    }

    fn file(&self, file: usize) -> Result<Arc<[i16]>, VoiceError> {
        let mut decoded = self.decoded.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, samples)) = decoded.iter().find(|(kept, _)| *kept == file) {
            return Ok(Arc::clone(samples));
        }
        let name = self.manifest.files.get(file).ok_or_else(|| VoiceError(format!("there is no file {file}")))?;
        let bytes = self.folder.get_file(name).ok_or_else(|| VoiceError(format!("{name} is missing")))?.contents();
        let sound = Decoder::new(Cursor::new(bytes)).map_err(|error| VoiceError(format!("{name}: {error}")))?;
        if (sound.channels().get(), sound.sample_rate().get()) != (1, RATE) {
            return Err(VoiceError(format!("{name}: not one channel of {RATE} samples a second")));
        }
        let samples: Arc<[i16]> = sound.map(|sample| (sample * 32767.0).clamp(-32768.0, 32767.0) as i16).collect();
        if decoded.len() >= KEPT {
            decoded.remove(0);
        }
        decoded.push((file, Arc::clone(&samples)));
        Ok(samples)
    }
}
