//! The sound card: opened once, and again when it was lost. What it plays is the mixer's.

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rodio::cpal;
use rodio::cpal::{BufferSize, ErrorKind};
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
    fn open(&mut self, mixer: SharedMixer, on_lost: OnLost) -> Result<Box<dyn std::any::Any>, String> {
        let on_lost = Arc::new(Mutex::new(on_lost));
        let with = |size: BufferSize| {
            let builder = DeviceSinkBuilder::from_default_device().map_err(|error| in_full(&error))?;
            let on_lost = Arc::clone(&on_lost);
            let told = move |error: cpal::Error| {
                // What the card mends itself is no loss: a late block, another default card, no real-time thread.
                if !matches!(error.kind(), ErrorKind::Xrun | ErrorKind::DeviceChanged | ErrorKind::RealtimeDenied) {
                    on_lost.lock().unwrap_or_else(PoisonError::into_inner)(error.to_string());
                }
            };
            let builder = builder.with_buffer_size(size).with_error_callback(told);
            builder.open_stream().map_err(|error| in_full(&error))
        };
        // Not every card takes that buffer.
        let mut sink = with(BufferSize::Fixed(BUFFER)).or_else(|_| with(BufferSize::Default))?;
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
