//! What can be heard, and what has been.

use std::time::Duration;

use serde::{Serialize, Serializer};

use crate::time::Timestamp;

/// A sound with one meaning. Rising means found or done, falling means paused or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sound {
    /// Somebody came into view.
    Found,
    /// Nobody is in view any more.
    Lost,
    /// A hold begins to count, or counts again.
    HoldBegun,
    /// The pose was left in mid-hold.
    PoseLeft,
    /// One of the last three seconds of a hold.
    LastSeconds,
    /// A repetition, a hold or a stretch is done.
    Done,
    /// The other side is to be worked.
    OtherSide,
    /// An arm is up and is being read as the sign.
    SignRising,
    /// The sign was taken.
    SignHeard,
    /// The session is stopped for now.
    Paused,
    /// The session goes on.
    Resumed,
    /// The session is done.
    SessionDone,
    /// Stands for words that no voice can say here.
    Attention,
    /// A breath in.
    BreathIn,
    /// A breath out.
    BreathOut,
}

impl Sound {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Found,
        Self::Lost,
        Self::HoldBegun,
        Self::PoseLeft,
        Self::LastSeconds,
        Self::Done,
        Self::OtherSide,
        Self::SignRising,
        Self::SignHeard,
        Self::Paused,
        Self::Resumed,
        Self::SessionDone,
        Self::Attention,
        Self::BreathIn,
        Self::BreathOut,
    ];
}

/// What comes before what, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// How to breathe.
    Breath,
    /// What is well done.
    Praise,
    /// How long is left.
    TimeLeft,
    /// What to mend.
    Correction,
    /// What to do next, and what the coach waits for.
    Next,
    /// Safety, and what hurts.
    Safety,
}

/// Something to be heard: a sound, words, or a sound and then words.
#[derive(Clone, Debug, PartialEq)]
pub struct Utterance {
    /// What it is about, for whoever reads the transcript: `hold_begun`, `correction`.
    pub cue: &'static str,
    /// The sound that comes first.
    pub sound: Option<Sound>,
    /// What is said, in phrases.
    pub phrases: Vec<String>,
    /// What it comes before.
    pub priority: Priority,
    /// How long it may wait for its turn.
    pub patience: Duration,
}

impl Utterance {
    /// Words.
    #[must_use]
    pub const fn words(cue: &'static str, priority: Priority, patience: Duration, phrases: Vec<String>) -> Self {
        Self { cue, sound: None, phrases, priority, patience }
    }

    /// A sound alone.
    #[must_use]
    pub const fn sound(cue: &'static str, sound: Sound, priority: Priority) -> Self {
        Self { cue, sound: Some(sound), phrases: Vec::new(), priority, patience: Duration::ZERO }
    }

    /// The same after a sound.
    #[must_use]
    pub const fn after(mut self, sound: Sound) -> Self {
        self.sound = Some(sound);
        self
    }
}

/// A phrase or a sound that is given at a moment.
///
/// ```
/// use std::time::Duration;
/// use supple::speech::{Given, Heard, Priority, Sound};
/// use supple::time::Timestamp;
///
/// let found = Given {
///     time: Timestamp::from_secs(1.5),
///     cue: "found",
///     heard: Heard::Sound(Sound::Found),
///     lasts: Duration::from_millis(300),
///     priority: Priority::Next,
/// };
/// let line = r#"{"time":1.5,"cue":"found","words":null,"sound":"found","seconds":0.3,"priority":"next"}"#;
/// assert_eq!(serde_json::to_string(&found)?, line);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// When it begins.
    pub time: Timestamp,
    /// What it is about.
    pub cue: &'static str,
    /// What is heard.
    pub heard: Heard,
    /// How long it lasts.
    pub lasts: Duration,
    /// What it comes before.
    pub priority: Priority,
}

impl Given {
    /// When it ends.
    #[must_use]
    pub fn ends(&self) -> Timestamp {
        self.time + self.lasts
    }

    /// What is said, of words.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match &self.heard {
            Heard::Words(words) => Some(words),
            Heard::Sound(_) => None,
        }
    }

    /// Which sound it is, of sounds.
    #[must_use]
    pub const fn sound(&self) -> Option<Sound> {
        match self.heard {
            Heard::Words(_) => None,
            Heard::Sound(sound) => Some(sound),
        }
    }
}

/// What is heard.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// A phrase.
    Words(String),
    /// A sound.
    Sound(Sound),
}

/// A line of the transcript.
#[derive(Serialize)]
struct Line<'a> {
    time: f64,
    cue: &'static str,
    words: Option<&'a str>,
    sound: Option<Sound>,
    seconds: f64,
    priority: Priority,
}

impl Serialize for Given {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let to_the_millisecond = |seconds: f64| (seconds * 1000.0).round() / 1000.0;
        Line {
            time: to_the_millisecond(self.time.secs()),
            cue: self.cue,
            words: self.words(),
            sound: self.sound(),
            seconds: to_the_millisecond(self.lasts.as_secs_f64()),
            priority: self.priority,
        }
        .serialize(serializer)
    }
}
