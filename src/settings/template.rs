//! The whole file as it begins: every setting as a remark, with what it does and can be.

use super::table::{Kind, Row, SECTIONS};

/// A file that sets nothing and shows everything. `schema` is where an editor finds the schema.
#[must_use]
pub fn template(schema: Option<&str>) -> String {
    let mut file = schema.map(|schema| format!("#:schema {schema}\n\n")).unwrap_or_default();
    file += "# Settings for Supple. What stands behind a # is a remark: take the # away in front of a line that you want,\n\
             # and change its value. `supple config` says what holds, and whether there is a mistake in here.\n";
    for section in &SECTIONS {
        file += "\n";
        file += &remark(section.about);
        file.extend(["[", section.name(), "]\n"]);
        for row in section.rows() {
            file += &remark(&about(row));
            file.extend(["# ", &line(row), "\n"]);
        }
        if section.name() == "doses" {
            file += "# [doses.sphinx]\n# hold_s = 45\n";
        }
    }
    file
}

/// What a setting does, and what it can be and is overridden by.
fn about(row: &Row) -> String {
    let allowed = Some(row.allowed()).filter(|_| !matches!(row.kind, Kind::Flag));
    let flags = Some(row.flags.join(", ")).filter(|flags| !flags.is_empty());
    let more: Vec<_> = [allowed, flags].into_iter().flatten().collect();
    if more.is_empty() { row.help.to_owned() } else { format!("{} ({})", row.help, more.join("; ")) }
}

/// The line that a person takes the # away from: with the default, where there is one.
fn line(row: &Row) -> String {
    row.default.value().map_or_else(|| row.example().to_owned(), |value| format!("{} = {value}", row.name()))
}

/// How wide remarks are.
const WIDTH: usize = 110;

fn remark(words: &str) -> String {
    // A flag is not parted at its hyphens.
    let between_words = textwrap::Options::new(WIDTH)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(words, between_words).iter().flat_map(|line| ["# ", line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::reader::read;
    use super::super::table::ROWS;
    use super::super::typed::Settings;
    use super::*;

    #[test]
    fn the_template_sets_nothing_and_every_line_of_it_can_be_taken() {
        let text = template(Some("settings.schema.json"));
        let reading = read("settings.toml", &text, &["sphinx"]);
        assert!(reading.problems.is_none() && reading.set.is_empty(), "{reading:?}");
        assert_eq!(reading.settings, Settings::default());
        for flag in ROWS.iter().flat_map(|row| row.flags) {
            assert!(text.contains(flag), "{flag} is parted: {text}");
        }
        let is_setting = |line: &&str| line.starts_with('[') || line.contains(" = ");
        let all: String = text
            .lines()
            .map(|line| line.strip_prefix("# ").unwrap_or(line))
            .filter(is_setting)
            .fold(String::new(), |all, line| all + line + "\n");
        let reading = read("settings.toml", &all, &["sphinx"]);
        assert!(reading.problems.is_none(), "{all}\n{:?}", reading.problems);
        assert_eq!(reading.set.len(), ROWS.len() + 1, "{all}");
    }
}
