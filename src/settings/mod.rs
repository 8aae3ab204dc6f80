//! The person's settings: one file, `settings.toml`, whose every key is a row of one table. What is wrong in it is told and passed over;
//! what a person has written in it stays as it is, remarks and order, when a program sets something.
//!
//! ```text
//! text ─reader→ Settings, what is set in which line, Problems
//! text, address, value ─edit→ text, every other line as it was
//! ROWS ─→ template, schema, the listing of `supple config`, docs/settings.md
//! ```

mod address;
mod edit;
mod problem;
mod reader;
mod schema;
mod table;
mod template;
mod typed;
mod value;

pub use address::{Address, UnknownSetting};
pub use edit::{CannotSet, set, unset};
pub use reader::{Reading, Set, read};
pub use schema::schema;
pub use table::{Kind, ROWS, Row, SECTIONS, Section, Standard};
pub use template::template;
pub use typed::{Camera, Coach, Economy, Goals, History, Letters, Settings, Sound, Theme, View};
pub use value::Value;
