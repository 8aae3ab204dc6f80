//! The sounds, as samples: a few soft mallet notes, each sound of one meaning. Rising means found, done or on; falling means paused, left
//! or lost. A hold's beginning is one low note and its end three rising ones, so that nobody takes one for the other.

use std::f64::consts::TAU;
use std::time::Duration;

use super::rules::{BREATH_IN, BREATH_OUT};
use super::utterance::Sound;

/// Samples a second of everything that is heard.
pub const RATE: u32 = 48_000;

/// How loud a note is at its loudest: some 15 decibels below the loudest there can be, for a quiet room.
const LOUDNESS: f64 = 0.18;
/// How long a note takes to come: without it, it would click.
const ATTACK_S: f64 = 0.006;
/// How long the end of a sound takes to go.
const RELEASE_S: f64 = 0.03;

/// A note: when it begins, its pitch in hertz, how long it rings to a thousandth, how loud it is against the others.
struct Note(f64, f64, f64, f64);

const C4: f64 = 261.63;
const E4: f64 = 329.63;
const G4: f64 = 392.0;
const A4: f64 = 440.0;
const C5: f64 = 523.25;
const D5: f64 = 587.33;
const E5: f64 = 659.26;
const G5: f64 = 783.99;
const C6: f64 = 1046.5;

/// How long a sound lasts.
#[must_use]
pub fn length(sound: Sound) -> Duration {
    Duration::from_millis(match sound {
        Sound::LastSeconds => 90,
        Sound::Found | Sound::SignHeard | Sound::Resumed => 380,
        Sound::Lost | Sound::PoseLeft | Sound::Paused | Sound::Attention => 420,
        Sound::HoldBegun => 450,
        Sound::OtherSide => 520,
        Sound::Done => 620,
        Sound::SignRising => 700,
        Sound::SessionDone => 1400,
        Sound::BreathIn => return BREATH_IN,
        Sound::BreathOut => return BREATH_OUT,
    })
}

fn notes(sound: Sound) -> &'static [Note] {
    match sound {
        Sound::Found => &[Note(0.0, G4, 0.35, 0.8), Note(0.12, C5, 0.4, 1.0)],
        Sound::Lost => &[Note(0.0, C5, 0.35, 0.8), Note(0.14, E4, 0.45, 1.0)],
        Sound::HoldBegun => &[Note(0.0, C4, 0.6, 1.0), Note(0.0, G4, 0.5, 0.5)],
        Sound::PoseLeft => &[Note(0.0, A4, 0.3, 0.8), Note(0.14, G4, 0.4, 0.8)],
        Sound::LastSeconds => &[Note(0.0, E5, 0.1, 0.7)],
        Sound::Done => &[Note(0.0, C5, 0.35, 0.8), Note(0.12, E5, 0.35, 0.9), Note(0.24, G5, 0.5, 1.0)],
        Sound::OtherSide => &[Note(0.0, E5, 0.3, 0.9), Note(0.15, C5, 0.3, 0.9), Note(0.3, E5, 0.35, 0.9)],
        Sound::SignRising | Sound::BreathIn | Sound::BreathOut => &[],
        Sound::SignHeard => &[Note(0.0, G5, 0.25, 0.8), Note(0.1, C6, 0.4, 0.9)],
        Sound::Paused => &[Note(0.0, D5, 0.35, 0.9), Note(0.16, A4, 0.45, 0.9)],
        Sound::Resumed => &[Note(0.0, A4, 0.3, 0.9), Note(0.14, D5, 0.4, 0.9)],
        Sound::SessionDone => {
            &[Note(0.0, C5, 0.7, 0.8), Note(0.18, E5, 0.7, 0.8), Note(0.36, G5, 0.7, 0.8), Note(0.54, C6, 1.2, 1.0)]
        }
        Sound::Attention => &[Note(0.0, E5, 0.4, 0.8)],
    }
}

/// A sound's samples, -1 to 1, at [`RATE`].
///
/// ```
/// use supple::speech::{Sound, sounds};
///
/// let done = sounds::samples(Sound::Done);
/// assert_eq!(done.len() as f64 / f64::from(sounds::RATE), sounds::length(Sound::Done).as_secs_f64());
/// ```
#[must_use]
pub fn samples(sound: Sound) -> Vec<f32> {
    let seconds = length(sound).as_secs_f64();
    let count = (seconds * f64::from(RATE)).round() as usize;
    let mut samples: Vec<f64> = match sound {
        Sound::SignRising => glide(count),
        Sound::BreathIn => breath(count, true),
        Sound::BreathOut => breath(count, false),
        _ => vec![0.0; count],
    };
    for note in notes(sound) {
        strike(&mut samples, note);
    }
    let release = (RELEASE_S * f64::from(RATE)) as usize;
    let last = count.saturating_sub(1);
    samples
        .into_iter()
        .enumerate()
        .map(|(index, sample)| (sample * ((last - index) as f64 / release as f64).min(1.0)) as f32)
        .collect()
}

/// Adds a note as a soft mallet strikes it: overtones that fade sooner than the tone itself.
fn strike(samples: &mut [f64], &Note(begins, pitch, rings, loud): &Note) {
    let first = (begins * f64::from(RATE)) as usize;
    for (index, sample) in samples.iter_mut().skip(first).enumerate() {
        let time = index as f64 / f64::from(RATE);
        let attack = (time / ATTACK_S).min(1.0);
        let tone = |overtone: f64, share: f64| {
            // To a thousandth in the time that it rings.
            share * (-6.9 * overtone.sqrt() * time / rings).exp() * (TAU * overtone * pitch * time).sin()
        };
        *sample += LOUDNESS * loud * attack * (tone(1.0, 1.0) + tone(2.0, 0.2) + tone(3.0, 0.06));
    }
}

/// A tone that rises by a fifth: something is about to be taken.
fn glide(count: usize) -> Vec<f64> {
    let mut phase = 0.0;
    (0..count)
        .map(|index| {
            let way = index as f64 / count as f64;
            phase += TAU * (G4 * (D5 / G4).powf(way)) / f64::from(RATE);
            0.5 * LOUDNESS * (way / 0.1).min(1.0) * phase.sin()
        })
        .collect()
}

/// Air: low noise that swells and fades; out is lower and longer. The noise is the same each time.
fn breath(count: usize, is_in: bool) -> Vec<f64> {
    let (mut state, mut low, mut lower) = (0x2545_f491_u32, 0.0, 0.0);
    (0..count)
        .map(|index| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let way = index as f64 / count as f64;
            let pitch = if is_in { 350.0 + 350.0 * way } else { 600.0 - 350.0 * way };
            let share = 1.0 - (-TAU * pitch / f64::from(RATE)).exp();
            low += share * (f64::from(state) / f64::from(u32::MAX) * 2.0 - 1.0 - low);
            lower += share * (low - lower);
            let swell = (std::f64::consts::PI * way.powf(if is_in { 1.4 } else { 0.7 })).sin();
            0.9 * swell * lower
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peak(samples: &[f32]) -> f32 {
        samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
    }

    #[test]
    fn sounds_are_soft_and_begin_and_end_without_a_click() {
        for sound in Sound::ALL {
            let samples = samples(sound);
            assert!((0.02..0.5).contains(&peak(&samples)), "{sound:?}: {}", peak(&samples));
            assert!(samples[0].abs() < 0.005 && samples[samples.len() - 1].abs() < 0.005, "{sound:?}");
            assert_eq!(samples, super::samples(sound), "the same each time");
        }
    }

    #[test]
    fn no_two_sounds_are_alike() {
        for (place, &one) in Sound::ALL.iter().enumerate() {
            for &other in &Sound::ALL[place + 1..] {
                let (one_samples, other_samples) = (samples(one), samples(other));
                let apart: f32 = one_samples.iter().zip(&other_samples).map(|(a, b)| (a - b).powi(2)).sum();
                let loud: f32 = one_samples.iter().map(|a| a.powi(2)).sum();
                assert!(apart > 0.1 * loud || one_samples.len() != other_samples.len(), "{one:?} {other:?}");
            }
        }
    }
}
