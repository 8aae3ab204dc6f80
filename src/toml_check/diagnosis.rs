//! What is said about a problem, and how what comes from a file is put into it.

use super::format::Format;

/// All that is said about one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// Its stable name, such as `crossed-range`.
    pub code: &'static str,
    /// What is wrong, in one line.
    pub title: String,
    /// What stands beside the underline.
    pub label: String,
    /// What to do about it.
    pub help: String,
    /// Whether something is missing, rather than wrong where it stands: a damaged line may be what is missing.
    pub is_lack: bool,
}

impl Diagnosis {
    /// Something is wrong where it stands.
    pub(crate) fn wrong(
        code: &'static str,
        title: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { code, title: title.into(), label: label.into(), help: help.into(), is_lack: false }
    }

    /// Something is missing.
    pub(crate) fn lacking(
        code: &'static str,
        title: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { is_lack: true, ..Self::wrong(code, title, label, help) }
    }
}

/// Something that can be wrong: it knows what is said about it, all in one place.
pub(crate) trait Diagnostic {
    /// All that is said about it in a file of this kind.
    fn diagnosis(&self, format: &Format) -> Diagnosis;
}

/// `text` without control characters: it goes to a terminal.
pub(crate) fn printed(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// `text` between backticks, without control characters and not endlessly long: it came from a file and goes to a terminal.
pub(crate) fn quoted(text: &str) -> String {
    const LONGEST_QUOTED: usize = 40;
    let mut shown = printed(&text.chars().take(LONGEST_QUOTED).collect::<String>());
    if text.chars().nth(LONGEST_QUOTED).is_some() {
        shown.push_str("...");
    }
    format!("`{shown}`")
}

/// `did you mean` or, when nothing is near, what there is to choose from.
pub(crate) fn suggestion(nearest: Option<&str>, what: &str, known: &[impl AsRef<str>]) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None if known.is_empty() => format!("there are no {what} to choose from"),
        None => {
            let known: Vec<_> = known.iter().map(|word| format!("`{}`", word.as_ref())).collect();
            format!("the {what} are {}", known.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_is_safe_for_a_terminal() {
        assert_eq!(quoted("a\u{1b}[31mb"), "`a\u{fffd}[31mb`");
        assert_eq!(quoted(&"x".repeat(100)).len(), 40 + 2 + 3);
        assert_eq!(printed("a\u{1b}[31mb.toml"), "a\u{fffd}[31mb.toml");
    }
}
