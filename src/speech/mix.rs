//! Everything that is heard, as one row of samples.

use std::collections::VecDeque;
use std::f64::consts::TAU;
use std::sync::Arc;

use super::nearness::Nearness;
use super::sounds::RATE;

/// How much softer words are while a sound is heard over them.
const UNDER_A_SOUND: f32 = 0.5;
/// Above this the loudest are pressed together, so that nothing is clipped.
const KNEE: f32 = 0.8;
/// How fast the nearness tone follows, in samples.
const FOLLOWS: f64 = 0.05 * RATE as f64;
/// How loud it is at most: well below words.
const NEARNESS_LOUDNESS: f64 = 0.05;

/// Mixes words, sounds and the nearness tone at [`RATE`] samples a second. Pure: who calls [`render`](Self::render) makes the time go by.
///
/// ```
/// use std::sync::Arc;
/// use supple::speech::{Mixer, Sound, sounds};
///
/// let mut mixer = Mixer::new(1.0);
/// mixer.sound(10, sounds::samples(Sound::Found).into());
/// let mut heard = vec![0.0; 4800];
/// mixer.render(&mut heard);
/// assert!(heard[..10].iter().all(|&sample| sample == 0.0) && heard[10..].iter().any(|&sample| sample != 0.0));
/// ```
#[derive(Debug)]
pub struct Mixer {
    /// The place of the next sample to be rendered.
    place: u64,
    words: VecDeque<Voice>,
    sounds: VecDeque<Voice>,
    /// Sounds that go on beneath words.
    beneath: VecDeque<Voice>,
    volume: f32,
    /// What the nearness tone follows, if it is heard.
    nearness: Option<Nearness>,
    tone: Tone,
}

/// Samples that are heard from a place on.
#[derive(Debug)]
struct Voice {
    from: u64,
    samples: Arc<[f32]>,
}

impl Voice {
    fn at(&self, place: u64) -> Option<f32> {
        let index = usize::try_from(place.checked_sub(self.from)?).ok()?;
        self.samples.get(index).copied()
    }

    fn is_over(&self, place: u64) -> bool {
        place >= self.from + self.samples.len() as u64
    }
}

/// The nearness tone as it stands: it glides, and never jumps.
#[derive(Debug, Default)]
struct Tone {
    phase: f64,
    fifth_phase: f64,
    loudness: f64,
    pitch: f64,
    dissonance: f64,
}

impl Mixer {
    /// Nothing is heard yet; `volume` is 0 to 1.
    #[must_use]
    pub fn new(volume: f32) -> Self {
        Self {
            place: 0,
            words: VecDeque::new(),
            sounds: VecDeque::new(),
            beneath: VecDeque::new(),
            volume,
            nearness: None,
            tone: Tone::default(),
        }
    }

    /// The place of the next sample to be rendered, counted from the first.
    #[must_use]
    pub const fn place(&self) -> u64 {
        self.place
    }

    /// Words, from this place on, or after the words before where those last longer.
    pub fn words(&mut self, place: u64, samples: Arc<[f32]>) {
        let free = self.words.back().map_or(0, |before| before.from + before.samples.len() as u64);
        self.words.push_back(Voice { from: place.max(free).max(self.place), samples });
    }

    /// A sound, from this place on.
    pub fn sound(&mut self, place: u64, samples: Arc<[f32]>) {
        self.sounds.push_back(Voice { from: place.max(self.place), samples });
    }

    /// A sound that goes on beneath words, from this place on.
    pub fn beneath(&mut self, place: u64, samples: Arc<[f32]>) {
        self.beneath.push_back(Voice { from: place.max(self.place), samples });
    }

    /// Nothing more of what was given is heard.
    pub fn hush(&mut self) {
        self.words.clear();
        self.sounds.clear();
        self.beneath.clear();
        self.nearness = None;
    }

    /// How loud it is, 0 to 1.
    pub const fn set_volume(&mut self, volume: f32) {
        self.volume = volume;
    }

    /// What the nearness tone follows from now on; `None` lets it fade.
    pub const fn set_nearness(&mut self, nearness: Option<Nearness>) {
        self.nearness = nearness;
    }

    /// Whether nothing is left to be heard.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.words.is_empty()
            && self.sounds.is_empty()
            && self.beneath.is_empty()
            && self.beneath.is_empty()
            && self.nearness.is_none()
            && self.tone.loudness < 1e-4
    }

    /// The next samples, -1 to 1.
    pub fn render(&mut self, heard: &mut [f32]) {
        for sample in heard {
            let place = self.place;
            let sounds = self.sounds.iter().filter_map(|voice| voice.at(place));
            let (mut sum, mut is_over_words) = (0.0, false);
            for value in sounds {
                sum += value;
                is_over_words = true;
            }
            if let Some(words) = self.words.front().and_then(|voice| voice.at(place)) {
                sum += if is_over_words { UNDER_A_SOUND * words } else { words };
            }
            sum += self.beneath.iter().filter_map(|voice| voice.at(place)).sum::<f32>();
            sum += self.tone.next(self.nearness) as f32;
            *sample = pressed(sum * self.volume);
            self.place += 1;
            while self.words.front().is_some_and(|voice| voice.is_over(self.place)) {
                self.words.pop_front();
            }
            while self.beneath.front().is_some_and(|voice| voice.is_over(self.place)) {
                self.beneath.pop_front();
            }
            if self.sounds.iter().any(|voice| voice.is_over(self.place)) {
                self.sounds.retain(|voice| !voice.is_over(self.place));
            }
        }
    }
}

impl Tone {
    fn next(&mut self, nearness: Option<Nearness>) -> f64 {
        let loudness = if nearness.is_some() { NEARNESS_LOUDNESS } else { 0.0 };
        self.loudness += (loudness - self.loudness) / FOLLOWS;
        if let Some(nearness) = nearness {
            if self.pitch == 0.0 {
                self.pitch = nearness.pitch();
            }
            self.pitch += (nearness.pitch() - self.pitch) / FOLLOWS;
            self.dissonance += (nearness.dissonance() - self.dissonance) / FOLLOWS;
        }
        if self.loudness < 1e-5 {
            return 0.0;
        }
        self.phase = (self.phase + TAU * self.pitch / f64::from(RATE)) % TAU;
        // A fifth above is at rest; a bit off it beats, which asks to be resolved.
        let above = self.pitch * (1.5 + 0.03 * self.dissonance);
        self.fifth_phase = (self.fifth_phase + TAU * above / f64::from(RATE)) % TAU;
        self.loudness * (self.phase.sin() + 0.6 * self.fifth_phase.sin())
    }
}

/// The loudest pressed together: as it is below the knee, and never beyond 1.
fn pressed(sample: f32) -> f32 {
    let over = sample.abs() - KNEE;
    if over <= 0.0 { sample } else { sample.signum() * (KNEE + (1.0 - KNEE) * (over / (1.0 - KNEE)).tanh()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(mixer: &mut Mixer, count: usize) -> Vec<f32> {
        let mut heard = vec![0.0; count];
        mixer.render(&mut heard);
        heard
    }

    #[test]
    fn words_come_one_after_the_other_and_sounds_at_once() {
        let mut mixer = Mixer::new(1.0);
        mixer.words(2, vec![0.5; 4].into());
        mixer.words(3, vec![0.25; 2].into());
        mixer.sound(4, vec![0.1; 2].into());
        let expected = [0.0, 0.0, 0.5, 0.5, 0.35, 0.35, 0.25, 0.25, 0.0];
        for (place, (sample, wanted)) in heard(&mut mixer, 9).into_iter().zip(expected).enumerate() {
            assert!((sample - wanted).abs() < 1e-6, "{place}: {sample}");
        }
        assert!(mixer.is_silent());
    }

    /// Ten minutes of sounds and words: each at its sample, and nothing is kept.
    #[test]
    fn ten_minutes_neither_grow_nor_drift() {
        let mut mixer = Mixer::new(1.0);
        let (second, mut heard) = (u64::from(RATE), vec![0.0; RATE as usize / 10]);
        let (mut clicks, mut expected) = (Vec::new(), Vec::new());
        for tenth in 0..6000_u64 {
            let place = tenth * second / 10;
            if tenth % 37 == 0 {
                mixer.sound(place + 7, Arc::from([0.5]));
                expected.push(place + 7);
            }
            if tenth % 50 == 0 {
                mixer.words(place, vec![0.01; 4000].into());
            }
            mixer.render(&mut heard);
            clicks.extend((0_u64..).zip(&heard).filter(|(_, sample)| **sample > 0.4).map(|(at, _)| place + at));
            assert!(mixer.words.len() + mixer.sounds.len() <= 2);
        }
        assert_eq!(clicks, expected);
    }

    #[test]
    fn nothing_is_clipped_and_volume_is_obeyed() {
        let mut mixer = Mixer::new(1.0);
        for _ in 0..10 {
            mixer.sound(0, vec![0.9; 4].into());
        }
        assert!(heard(&mut mixer, 4).iter().all(|sample| (0.9..=1.0).contains(sample)));
        mixer.set_volume(0.0);
        mixer.words(0, vec![0.9; 4].into());
        assert_eq!(heard(&mut mixer, 4), [0.0; 4]);
    }

    #[test]
    fn the_nearness_tone_comes_and_goes_without_a_jump() {
        let mut mixer = Mixer::new(1.0);
        mixer.set_nearness(Some(Nearness::new(0.8)));
        let mut samples = heard(&mut mixer, 48_000);
        mixer.set_nearness(None);
        samples.extend(heard(&mut mixer, 48_000));
        let jump = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        let loudest = samples.iter().fold(0.0, |peak: f32, sample| peak.max(sample.abs()));
        assert!(jump < 0.01 && (0.04..0.12).contains(&loudest), "{jump} {loudest}");
        assert!(mixer.is_silent());
    }
}
