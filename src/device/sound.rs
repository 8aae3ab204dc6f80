//! Sound: the voice that the program carries, the loudspeaker, sound files, and a voice of the system's own for what the carried one
//! can't say.
//!
//! ```text
//! Given → voice (samples) → mixer (pure) → loudspeaker, sound file
//!         system voice ↗
//! ```

mod card;
mod file;
mod loudspeaker;
mod system_voice;
mod voice;

pub use file::SoundFile;
pub use loudspeaker::{Loudspeaker, Notes};
pub use system_voice::SystemVoice;
pub use voice::{Voice, VoiceError};
