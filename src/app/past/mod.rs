//! `supple history` and `supple forget`: what is remembered, in words and as JSON.

mod detail;
mod document;
mod forgetting;
mod table;

pub use detail::detail;
pub use document::document;
pub use forgetting::{Doomed, asked_of};
pub use table::table;

/// What stands where there is nothing to say.
const NOTHING: &str = "–";

/// A time of some minutes, such as `3:05`.
fn clock_words(time: std::time::Duration) -> String {
    let seconds = time.as_secs_f64().round() as u64;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
