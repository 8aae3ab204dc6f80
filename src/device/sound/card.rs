//! The sound card: opened once, and again when it was lost. What it plays is the mixer's.

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rodio::cpal::BufferSize;
use rodio::{ChannelCount, DeviceSinkBuilder, SampleRate, Source};

use crate::speech::Mixer;
use crate::speech::sounds::RATE;

/// So many samples are mixed at a time: a hundredth of a second.
const CHUNK: usize = 480;
/// The card's buffer in frames, a fiftieth of a second. ALSA on `PipeWire` underruns with what is no power of two.
const BUFFER: u32 = 1024;

/// A mixer that is filled by one thread and played by another.
pub(super) type SharedMixer = Arc<Mutex<Mixer>>;

/// What a card is to do when it is lost: the headphones were pulled out.
pub(super) type OnLost = Box<dyn FnMut(String) + Send>;

/// A place where sound comes out, as far as this program needs it.
pub(super) trait Card: Send {
    /// Plays the mixer for as long as what is answered is kept; calls `on_lost` when it can't any more.
    fn open(&mut self, mixer: SharedMixer, on_lost: OnLost) -> Result<Box<dyn std::any::Any>, String>;
}

/// The system's default card.
pub(super) struct DefaultCard;

impl Card for DefaultCard {
    fn open(&mut self, mixer: SharedMixer, mut on_lost: OnLost) -> Result<Box<dyn std::any::Any>, String> {
        let builder = DeviceSinkBuilder::from_default_device().map_err(|error| in_full(&error))?;
        let builder = builder
            .with_buffer_size(BufferSize::Fixed(BUFFER))
            .with_error_callback(move |error| on_lost(error.to_string()));
        let mut sink = builder.open_stream().map_err(|error| in_full(&error))?;
        sink.log_on_drop(false);
        sink.mixer().add(Playing { mixer, chunk: Vec::new(), place: 0 });
        Ok(Box::new(sink))
    }
}

/// An error with what is behind it.
fn in_full(error: &dyn std::error::Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {}", in_full(cause)),
        None => error.to_string(),
    }
}

/// The mixer as an endless sound.
struct Playing {
    mixer: SharedMixer,
    chunk: Vec<f32>,
    place: usize,
}

impl Iterator for Playing {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.place >= self.chunk.len() {
            self.chunk.resize(CHUNK, 0.0);
            self.mixer.lock().unwrap_or_else(PoisonError::into_inner).render(&mut self.chunk);
            self.place = 0;
        }
        let sample = self.chunk.get(self.place).copied();
        self.place += 1;
        sample
    }
}

impl Source for Playing {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        NonZero::<u16>::MIN
    }

    fn sample_rate(&self) -> SampleRate {
        NonZero::new(RATE).unwrap_or(NonZero::<u32>::MIN)
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}
