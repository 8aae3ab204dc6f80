//! The history of a person's sessions: one SQLite file in their data folder, which nobody else may read.
//!
//! Each fact is written in a transaction of its own and is on the disk before anybody hears that it is kept. Several programs may
//! record at once. A file that is damaged, or was written by a newer Supple, is set aside and never written over. docs/history.md says
//! all this to the person.

mod aside;
mod asked;
mod database;
mod fault;
mod forgetting;
mod personal;
mod place;
mod reading;
mod schema;
mod words;
mod writing;

pub use aside::{SetAside, Why};
pub use database::{History, Purpose};
pub use place::DataFolder;
pub use writing::Recording;

#[cfg(test)]
mod tests;
