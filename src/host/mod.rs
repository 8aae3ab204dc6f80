//! What receives and hosts the person around a session: the begin, being placed before the camera, how much it hurts, and what was done.
//! Pure: what is seen and pressed goes in with its time, what the window shows comes out as plain values.

mod screens;

pub use screens::{
    BeginScreen, CameraNews, CheckState, Done, DoneRow, Item, ItemKind, LostScreen, PainScreen, PlaceCheck,
    PlaceScreen, Reach, SetRow, SettingsScreen, SummaryChoice, SummaryScreen,
};
