//! What a setting can be set to.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::body::Size;

/// What a setting is set to.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(u32),
    /// Seconds.
    Seconds(f64),
    /// A text or one of several words.
    Text(Cow<'static, str>),
    /// A window's size.
    Size(Size),
}

impl Value {
    /// As it is read by a program or a person: a text without its quotes.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Flag(flag) => flag.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Text(text) => text.clone().into_owned(),
            Self::Size(size) => format!("{}x{}", size.width, size.height),
        }
    }

    /// Yes or no; a value of another kind is no. What kind a setting has, its row says and the reader sees to.
    pub(super) const fn flag(&self) -> bool {
        matches!(self, Self::Flag(true))
    }

    pub(super) const fn whole(&self) -> u32 {
        if let Self::Whole(number) = self { *number } else { 0 }
    }

    pub(super) fn seconds(&self) -> Option<Duration> {
        if let Self::Seconds(seconds) = self { Duration::try_from_secs_f64(*seconds).ok() } else { None }
    }

    /// What this word stands for.
    pub(super) fn one_of<T: Copy>(&self, words: &[(&'static str, T)]) -> Option<T> {
        let Self::Text(text) = self else { return None };
        words.iter().find(|(word, _)| word == text).map(|(_, value)| *value)
    }
}

/// As it stands in the file.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Size(_) => f.write_str(&quoted(&self.plain())),
            other => f.write_str(&other.plain()),
        }
    }
}

/// `text` as TOML writes it on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.extend(format!("\\u{:04X}", u32::from(c)).chars()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_toml_reads_them() {
        assert_eq!(Value::Flag(true).to_string(), "true");
        assert_eq!(Value::Seconds(20.0).to_string(), "20");
        assert_eq!(Value::Seconds(7.5).to_string(), "7.5");
        assert_eq!(Value::Size(Size::new(1280, 720)).to_string(), "\"1280x720\"");
        let text = "my \"own\" C:\\words\u{1b} and é";
        let read: toml::Table = format!("x = {}", Value::Text(text.into())).parse().unwrap();
        assert_eq!(read["x"].as_str(), Some(text));
    }
}
