//! The loudspeaker. A thread keeps the card open and opens it again when it was lost; the session goes on either way.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::card::{Card, DefaultCard, SharedMixer};
use super::system_voice::SystemVoice;
use super::voice::Voice;
use crate::seam::{Speaker, SpeakerError};
use crate::speech::sounds::{self, RATE};
use crate::speech::{Given, Heard, Mixer, Nearness, Priority, Sound};
use crate::time::Timestamp;

/// How long until a card that is missing is looked for again.
const AGAIN: Duration = Duration::from_secs(2);
/// A card that is there opens sooner.
const KNOWN_AFTER: Duration = Duration::from_millis(1500);

/// So much may wait for the system's voice: a long text that somebody has spoken at once.
const MOST_PENDING: usize = 30;

/// How long a card may take to be let go.
const RELEASED_WITHIN: Duration = Duration::from_secs(1);

/// Where a note goes that a person may want to read; each is told once.
pub type Notes = Box<dyn Fn(&str) + Send>;

/// Plays what is given, as soon as it is given.
pub struct Loudspeaker {
    mixer: SharedMixer,
    voice: Arc<Voice>,
    /// Speaks what the voice can't say, and how much of that is still to be spoken.
    other: Option<Sender<String>>,
    pending: Arc<AtomicUsize>,
    is_open: Arc<Mutex<bool>>,
    now: Timestamp,
    volume: f32,
    is_muted: bool,
    stop: Option<Sender<Event>>,
    keeper: Option<JoinHandle<()>>,
}

enum Event {
    Lost(String),
    Stop,
}

impl Loudspeaker {
    /// The system's default card at this volume, 0 to 1. Whether there is one shows later: nobody has to wait for it.
    #[must_use]
    pub fn open(voice: Arc<Voice>, system: Option<SystemVoice>, volume: f32, notes: Notes) -> Self {
        Self::on(Box::new(DefaultCard), voice, system, volume, notes)
    }

    fn on(card: Box<dyn Card>, voice: Arc<Voice>, system: Option<SystemVoice>, volume: f32, notes: Notes) -> Self {
        let mixer: SharedMixer = Arc::new(Mutex::new(Mixer::new(volume)));
        let is_open = Arc::new(Mutex::new(false));
        let (stop, events) = channel();
        let keeper =
            Keeper { card, mixer: Arc::clone(&mixer), is_open: Arc::clone(&is_open), notes, lost: stop.clone() };
        let keeper = thread::Builder::new().name("sound".to_owned()).spawn(move || keeper.keep(&events)).ok();
        let pending = Arc::new(AtomicUsize::new(0));
        let other = system.and_then(|system| speaking_thread(system, Arc::clone(&mixer), Arc::clone(&pending)));
        let now = Timestamp::ZERO;
        Self { mixer, voice, other, pending, is_open, now, volume, is_muted: false, stop: Some(stop), keeper }
    }

    /// Waits until it is known whether there is a card; answers that.
    #[must_use]
    pub fn opens(&self) -> bool {
        let began = Instant::now();
        while !self.is_open() && began.elapsed() < KNOWN_AFTER {
            thread::sleep(Duration::from_millis(10));
        }
        self.is_open()
    }

    fn is_open(&self) -> bool {
        *self.is_open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread that speaks by the system's voice what it is sent, one phrase after the other, and counts what it hasn't spoken yet.
fn speaking_thread(system: SystemVoice, mixer: SharedMixer, pending: Arc<AtomicUsize>) -> Option<Sender<String>> {
    let (other, phrases) = channel::<String>();
    let speaks = move || {
        for phrase in phrases {
            let samples = system.say(&phrase);
            let mut mixer = mixer.lock().unwrap_or_else(PoisonError::into_inner);
            let place = mixer.place();
            match samples {
                Some(samples) => mixer.words(place, samples),
                None => mixer.sound(place, sounds::samples(Sound::Attention).into()),
            }
            pending.fetch_sub(1, Ordering::Relaxed);
        }
    };
    thread::Builder::new().name("system voice".to_owned()).spawn(speaks).ok()?;
    Some(other)
}

/// ALSA writes lines to standard error whenever it finds no card; the one note is enough. For as long as this is kept, and on this thread.
#[cfg(target_os = "linux")]
fn keep_alsa_quiet() -> impl Sized {
    // Where that can't be had, it is noisy and nothing else.
    alsa::Output::local_error_handler().ok()
}

#[cfg(not(target_os = "linux"))]
fn keep_alsa_quiet() {}

/// Keeps the card open.
struct Keeper {
    card: Box<dyn Card>,
    mixer: SharedMixer,
    is_open: Arc<Mutex<bool>>,
    notes: Notes,
    lost: Sender<Event>,
}

impl Keeper {
    fn keep(mut self, events: &Receiver<Event>) {
        let _quiet = keep_alsa_quiet();
        let mut is_noted = false;
        loop {
            let lost = self.lost.clone();
            // Whoever is told may have ended.
            let on_lost = Box::new(move |why| drop(lost.send(Event::Lost(why))));
            let opened = self.card.open(Arc::clone(&self.mixer), on_lost);
            self.set_open(opened.is_ok());
            let why = match &opened {
                Ok(_) => match events.recv() {
                    Ok(Event::Lost(why)) => why,
                    Ok(Event::Stop) | Err(_) => return,
                },
                Err(why) => why.clone(),
            };
            self.set_open(false);
            drop(opened);
            if !is_noted {
                is_noted = true;
                (self.notes)(&format!(
                    "no sound ({}); the session goes on, and sound comes back by itself with a card",
                    why.trim_end_matches('.')
                ));
            }
            let until = Instant::now() + AGAIN;
            loop {
                match events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                    Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                    // A lost card may say so more than once.
                    Ok(Event::Lost(_)) => {}
                    Err(RecvTimeoutError::Timeout) => break,
                }
            }
        }
    }

    fn set_open(&self, is_open: bool) {
        // What was given meanwhile is about a moment that has passed.
        self.mixer.lock().unwrap_or_else(PoisonError::into_inner).hush();
        *self.is_open.lock().unwrap_or_else(PoisonError::into_inner) = is_open;
    }
}

impl Speaker for Loudspeaker {
    fn give(&mut self, given: &Given) -> Result<(), SpeakerError> {
        if !self.is_open() {
            return Ok(());
        }
        // A phrase that is damaged is a chime: somebody is in the middle of a stretch.
        let chime = || Arc::from(sounds::samples(Sound::Attention));
        let mut other = None;
        let (is_words, samples): (bool, Arc<[f32]>) = match &given.heard {
            Heard::Sound(sound) => (false, sounds::samples(*sound).into()),
            Heard::Words(words) => match self.voice.samples(words) {
                Ok(Some(samples)) => (true, samples),
                Ok(None) if self.other.is_some() => {
                    other = Some(words.clone());
                    (true, Arc::from([]))
                }
                Ok(None) | Err(_) => (false, chime()),
            },
        };
        if let (Some(words), Some(system)) = (other, &self.other) {
            if self.pending.fetch_add(1, Ordering::Relaxed) >= MOST_PENDING {
                // It can't keep up: what came so late would be about a moment that has passed.
                self.pending.fetch_sub(1, Ordering::Relaxed);
                return Ok(());
            }
            if system.send(words).is_err() {
                // A voice that has gone says nothing.
                self.pending.store(0, Ordering::Relaxed);
            }
            return Ok(());
        }
        let later = (given.time.since(self.now).as_secs_f64() * f64::from(RATE)) as u64;
        let mut mixer = self.mixer.lock().unwrap_or_else(PoisonError::into_inner);
        let place = mixer.place() + later;
        match (is_words, given.priority) {
            (true, _) => mixer.words(place, samples),
            (false, Priority::Breath) => mixer.beneath(place, samples),
            (false, _) => mixer.sound(place, samples),
        }
        Ok(())
    }

    fn follow(&mut self, now: Timestamp, nearness: Option<Nearness>) -> Result<(), SpeakerError> {
        self.now = now;
        self.mixer.lock().unwrap_or_else(PoisonError::into_inner).set_nearness(nearness);
        Ok(())
    }

    fn toggle_mute(&mut self) {
        self.is_muted = !self.is_muted;
        let volume = if self.is_muted { 0.0 } else { self.volume };
        self.mixer.lock().unwrap_or_else(PoisonError::into_inner).set_volume(volume);
    }

    fn finish(&mut self) -> Result<(), SpeakerError> {
        self.mixer.lock().unwrap_or_else(PoisonError::into_inner).set_nearness(None);
        Ok(())
    }

    fn is_silent(&self) -> bool {
        let is_heard = || self.mixer.lock().unwrap_or_else(PoisonError::into_inner).is_silent();
        !self.is_open() || self.is_muted || (self.pending.load(Ordering::Relaxed) == 0 && is_heard())
    }
}

impl Drop for Loudspeaker {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It may have ended by itself.
            let _ = stop.send(Event::Stop);
        }
        // A card that is stuck keeps nobody waiting: its thread is left to itself.
        let began = Instant::now();
        while self.keeper.as_ref().is_some_and(|keeper| !keeper.is_finished()) && began.elapsed() < RELEASED_WITHIN {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::device::sound::card::OnLost;
    use crate::language::Language;

    /// A card that can be pulled out and put in again; clones are the same one.
    #[derive(Clone, Default)]
    struct Socket(Arc<Mutex<State>>);

    #[derive(Default)]
    struct State {
        is_empty: bool,
        on_lost: Option<OnLost>,
        opened: u32,
    }

    impl Card for Socket {
        fn open(&mut self, _mixer: SharedMixer, on_lost: OnLost) -> Result<Box<dyn std::any::Any>, String> {
            let mut state = self.0.lock().unwrap();
            if state.is_empty {
                return Err("there is no card".to_owned());
            }
            state.opened += 1;
            state.on_lost = Some(on_lost);
            Ok(Box::new(()))
        }
    }

    type Noted = Arc<Mutex<Vec<String>>>;

    fn speaker(socket: &Socket) -> (Loudspeaker, Noted) {
        let kept = Noted::default();
        let told = Arc::clone(&kept);
        let notes: Notes = Box::new(move |note| told.lock().unwrap().push(note.to_owned()));
        let voice = Arc::new(Voice::carried(Language::English).unwrap());
        (Loudspeaker::on(Box::new(socket.clone()), voice, None, 1.0, notes), kept)
    }

    fn until(mut done: impl FnMut() -> bool) {
        let began = Instant::now();
        while !done() {
            assert!(began.elapsed() < Duration::from_secs(20), "it never came");
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn found() -> Given {
        let lasts = sounds::length(Sound::Found);
        Given { time: Timestamp::ZERO, cue: "seen", heard: Heard::Sound(Sound::Found), lasts, priority: Priority::Next }
    }

    #[test]
    fn without_a_card_there_is_one_note_and_nothing_is_kept_for_later() {
        let socket = Socket::default();
        socket.0.lock().unwrap().is_empty = true;
        let (mut speaker, noted) = speaker(&socket);
        until(|| !noted.lock().unwrap().is_empty());
        for _ in 0..1000 {
            speaker.give(&found()).unwrap();
        }
        speaker.finish().unwrap();
        assert!(speaker.mixer.lock().unwrap().is_silent());
        drop(speaker);
        assert_eq!(noted.lock().unwrap().len(), 1, "{noted:?}");
    }

    #[test]
    fn a_card_that_is_lost_is_opened_again() {
        let socket = Socket::default();
        let (mut speaker, noted) = speaker(&socket);
        until(|| speaker.is_open());
        speaker.give(&found()).unwrap();
        assert!(!speaker.mixer.lock().unwrap().is_silent());
        let mut on_lost = socket.0.lock().unwrap().on_lost.take().unwrap();
        on_lost("the device is gone".to_owned());
        on_lost("the device is gone".to_owned());
        until(|| socket.0.lock().unwrap().opened == 2);
        until(|| speaker.is_open());
        assert!(speaker.mixer.lock().unwrap().is_silent(), "what was said to nobody is over");
        speaker.give(&found()).unwrap();
        assert!(!speaker.mixer.lock().unwrap().is_silent());
        assert_eq!(noted.lock().unwrap().len(), 1, "{noted:?}");
    }

    /// A card that never answers.
    struct Stuck;

    impl Card for Stuck {
        fn open(&mut self, _mixer: SharedMixer, _on_lost: OnLost) -> Result<Box<dyn std::any::Any>, String> {
            loop {
                thread::park();
            }
        }
    }

    #[test]
    fn nobody_waits_for_a_card_that_is_stuck() {
        let voice = Arc::new(Voice::carried(Language::English).unwrap());
        let mut speaker = Loudspeaker::on(Box::new(Stuck), voice, None, 1.0, Box::new(|_| ()));
        speaker.give(&found()).unwrap();
        assert!(speaker.is_silent(), "nothing will be heard, so that nothing is waited for");
        drop(speaker);
    }

    #[test]
    fn mute_is_at_once_and_back() {
        let (mut speaker, _) = speaker(&Socket::default());
        until(|| speaker.is_open());
        speaker.toggle_mute();
        speaker.give(&found()).unwrap();
        let mut heard = vec![0.0; 9600];
        speaker.mixer.lock().unwrap().render(&mut heard);
        assert!(heard.iter().all(|&sample| sample == 0.0));
        speaker.toggle_mute();
        speaker.give(&found()).unwrap();
        speaker.mixer.lock().unwrap().render(&mut heard);
        assert!(heard.iter().any(|&sample| sample != 0.0));
    }
}
