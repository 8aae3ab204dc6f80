//! Joins seams and core: threads, the window loop and the commands. Knows only the seams, never a device.

pub mod check;
pub mod list;
pub mod show;
