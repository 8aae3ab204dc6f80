//! What receives and hosts the person around a session: the begin, being placed before the camera, how much it hurts, and what was done.
//! Pure: what is seen and pressed goes in with its time, what the window shows comes out as plain values.

mod asking;
mod begin;
mod evening;
mod looks;
mod lost;
mod navigate;
mod place;
mod screens;
mod settings;
mod summary;
#[cfg(test)]
mod tests;
mod turn;

pub use asking::{Answer, Asking};
pub use begin::{Begin, Begun};
pub use evening::Evening;
pub use looks::{Looks, Need};
pub use navigate::Navigate;
pub use place::Place;
pub use screens::{
    BeginScreen, CameraNews, CheckState, Done, DoneRow, Item, ItemKind, LostScreen, PainScreen, PlaceCheck,
    PlaceScreen, Reach, SetRow, SettingsScreen, SummaryChoice, SummaryScreen,
};
pub use settings::{Changed, Setting, Settings};
pub use summary::Summary;
pub use turn::{InForce, Offered, Shown, Turn, Wishes};
