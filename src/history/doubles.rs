//! Sessions for tests.

use chrono::DateTime;

use super::facts::About;

/// A session of sphinx on a spring evening.
pub(crate) fn about() -> About {
    let began = DateTime::parse_from_rfc3339("2026-03-01T18:30:00+01:00").unwrap();
    About { began, program: "0.1.0".into(), model: "blazepose".into(), plan: Some("sphinx".into()) }
}
