//! Sets one thing in a file that a person writes: every other line, remarks and order stay as they are, byte for byte.
//!
//! The file isn't written anew from what was read of it. The place of the value is looked up and only that is replaced; a value that
//! isn't there yet gets a line of its own, below a remark about it where there is one. What comes out is read again and compared with
//! what was meant, so that an edit that went wrong is refused and never written.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::address::Address;
use super::reader::typed_value;
use super::value::quoted;
use crate::toml_check::Diagnosis;

/// Why something could not be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotSet {
    /// The setting can't have this value; what is said about it.
    #[error("{}", .0.title)]
    Value(Diagnosis),
    /// The file has mistakes in it that hide where its lines belong.
    #[error("there is a mistake in the file")]
    Damaged,
    /// The file is written in a way in which there is no place for it.
    #[error("there is no place for {line} in the file as it is written")]
    NoPlace {
        /// What should be in it.
        line: String,
    },
}

impl CannotSet {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Value(diagnosis) => diagnosis.help.clone(),
            Self::Damaged => "`supple config` says what and where; mend it first".to_owned(),
            Self::NoPlace { .. } => "open the file in a text editor and write it where it belongs".to_owned(),
        }
    }
}

/// `text` with the setting set to what a person typed; quotes may be left out.
///
/// ```
/// use supple::settings::{Address, set};
///
/// let volume = Address::parse("sound.volume", &[])?;
/// let text = "[sound]\nvolume = 70 # in the evening less\n";
/// assert_eq!(set(text, &volume, "40")?, "[sound]\nvolume = 40 # in the evening less\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn set(text: &str, address: &Address, typed: &str) -> Result<String, CannotSet> {
    let value = typed_value(address.row, typed).map_err(CannotSet::Value)?.to_string();
    let keys = address.keys();
    let wanted = wanted(text, &keys, Some(&value)).ok_or(CannotSet::Damaged)?;
    let tree = DeTable::parse(text).map_err(|_| CannotSet::Damaged)?;
    let tries = match leaf(tree.get_ref(), &keys) {
        Some(leaf) => vec![replaced(text, leaf.value, &value)],
        None => inserted(text, tree.get_ref(), &keys, &value),
    };
    // Of the ways that there are, the first that comes to what is meant.
    let line = format!("{address} = {value}");
    tries.into_iter().find(|text| tidy(text).as_ref() == Some(&wanted)).ok_or(CannotSet::NoPlace { line })
}

/// `text` without the setting, so that what holds by itself does. A remark behind it stays.
pub fn unset(text: &str, address: &Address) -> Result<String, CannotSet> {
    let keys = address.keys();
    let wanted = wanted(text, &keys, None).ok_or(CannotSet::Damaged)?;
    let tree = DeTable::parse(text).map_err(|_| CannotSet::Damaged)?;
    let Some(leaf) = leaf(tree.get_ref(), &keys) else { return Ok(text.to_owned()) };
    let without = if leaf.is_inline { without_entry(text, &leaf) } else { without_line(text, &leaf) };
    let line = format!("a file without {address}");
    if tidy(&without).as_ref() == Some(&wanted) { Ok(without) } else { Err(CannotSet::NoPlace { line }) }
}

/// Where a key and its value stand.
struct Leaf {
    key: Range<usize>,
    value: Range<usize>,
    /// Whether it stands between braces.
    is_inline: bool,
}

/// The table that these keys lead to, and where it begins.
fn table<'t>(root: &'t DeTable<'t>, keys: &[&str]) -> Option<(&'t DeTable<'t>, Range<usize>)> {
    keys.iter().try_fold((root, 0..0), |(table, _), key| {
        let value = table.get(*key)?;
        Some((value.get_ref().as_table()?, value.span()))
    })
}

fn leaf(root: &DeTable<'_>, keys: &[&str]) -> Option<Leaf> {
    let (last, parents) = keys.split_last()?;
    let (parent, place) = table(root, parents)?;
    let (key, value) = parent.iter().find(|(key, _)| key.get_ref() == last)?;
    // An entry in braces lies within them; one below a header or of dotted keys doesn't lie within its table's place.
    let is_inline = place.start < key.span().start && value.span().end <= place.end;
    Some(Leaf { key: key.span(), value: value.span(), is_inline })
}

fn replaced(text: &str, place: Range<usize>, with: &str) -> String {
    let mut text = text.to_owned();
    text.replace_range(place, with);
    text
}

/// What the file says, without tables that say nothing; `None` for one that says nothing that can be read.
fn tidy(text: &str) -> Option<toml::Table> {
    fn prune(table: toml::Table) -> toml::Table {
        let kept = table.into_iter().filter_map(|(key, value)| match value {
            toml::Value::Table(table) => {
                let table = prune(table);
                (!table.is_empty()).then_some((key, toml::Value::Table(table)))
            }
            value => Some((key, value)),
        });
        kept.collect()
    }
    text.parse::<toml::Table>().ok().map(prune)
}

/// What the file should say with the value at these keys, or without any.
fn wanted(text: &str, keys: &[&str], value: Option<&str>) -> Option<toml::Table> {
    let mut root = tidy(text)?;
    let (last, parents) = keys.split_last()?;
    let mut table = &mut root;
    for key in parents {
        let entry = table.entry((*key).to_owned()).or_insert_with(|| toml::Value::Table(toml::Table::new()));
        table = entry.as_table_mut()?;
    }
    match value {
        Some(value) => {
            let read: toml::Table = format!("x = {value}").parse().ok()?;
            table.insert((*last).to_owned(), read.get("x")?.clone());
        }
        None => drop(table.remove(*last)),
    }
    tidy(&root.to_string())
}

/// The ways to add a value that isn't there, the best first.
fn inserted(text: &str, root: &DeTable<'_>, keys: &[&str], value: &str) -> Vec<String> {
    let Some((last, parents)) = keys.split_last() else { return Vec::new() };
    let line = format!("{} = {value}", bare(last));
    let header = parents.iter().map(|key| bare(key)).collect::<Vec<_>>().join(".");
    let mut ways = Vec::new();
    if let Some((table, place)) = table(root, parents) {
        let start = text.get(place.clone()).unwrap_or_default();
        // What stands directly in it, without the tables that have headers of their own.
        let has_header = |value: &Spanned<DeValue<'_>>| {
            value.get_ref().is_table() && text.get(value.span()).is_some_and(|place| place.starts_with('['))
        };
        let own: Vec<_> = table.iter().filter(|(_, value)| !has_header(value)).collect();
        let end = own.iter().map(|(_, value)| end_of(value.get_ref(), value.span())).max();
        if start.starts_with('{') {
            let end = end.unwrap_or(place.start + 1);
            let entry = if table.is_empty() { format!(" {line} ") } else { format!(", {line}") };
            ways.push(replaced(text, end..end, &entry));
        } else if start.starts_with('[') {
            ways.extend(remark_about(text, place.end, last).map(|at| with_line(text, at, &line)));
            ways.push(with_line(text, end.unwrap_or(place.end), &line));
        } else if let Some((key, end)) = own.iter().map(|(key, _)| key.span().start).max().zip(end) {
            // Of dotted keys: the next line begins like this one.
            let begin = line_start(text, key);
            let prefix = text.get(begin..key).unwrap_or_default();
            ways.push(with_line(text, end, &format!("{prefix}{line}")));
        }
    }
    ways.push(appended(text, &format!("[{header}]"), &line));
    ways
}

/// Where a value ends; a table of dotted keys ends with the last of them.
fn end_of(value: &DeValue<'_>, place: Range<usize>) -> usize {
    let inner = value.as_table().into_iter().flatten().map(|(_, value)| end_of(value.get_ref(), value.span())).max();
    inner.unwrap_or(0).max(place.end)
}

/// A key as TOML writes it.
fn bare(key: &str) -> String {
    let is_bare = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// How lines end in this file.
fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
}

/// Where the line ends in which `at` is, before its break.
fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    at + line.strip_suffix('\r').unwrap_or(line).len()
}

/// `text` with one more line after the one in which `at` is.
fn with_line(text: &str, at: usize, line: &str) -> String {
    let end = line_end(text, at);
    replaced(text, end..end, &format!("{}{line}", line_break(text)))
}

/// In the table whose header ends at `from`, the place of a remark such as `# volume = 70`.
fn remark_about(text: &str, from: usize, key: &str) -> Option<usize> {
    let mut at = line_end(text, from);
    for line in text.get(at..)?.split_inclusive('\n') {
        let words = line.trim();
        if words.starts_with('[') {
            return None;
        }
        let remark = words.strip_prefix('#').and_then(|words| words.trim_start().strip_prefix(key));
        if remark.is_some_and(|rest| rest.trim_start().starts_with('=')) {
            return Some(at);
        }
        // A table that is all remark begins here: what follows belongs to it.
        if words.strip_prefix('#').is_some_and(|words| words.trim_start().starts_with('[')) {
            return None;
        }
        at += line.len();
    }
    None
}

/// `text` with a new table at its end.
fn appended(text: &str, header: &str, line: &str) -> String {
    let newline = line_break(text);
    let mut text = text.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text += newline;
    }
    if !text.is_empty() {
        text += newline;
    }
    text + header + newline + line + newline
}

/// `text` without a line; a remark behind the value stays.
fn without_line(text: &str, leaf: &Leaf) -> String {
    let (start, end) = (line_start(text, leaf.key.start), line_end(text, leaf.value.end));
    let behind = text.get(leaf.value.end..end).unwrap_or_default().trim();
    if behind.starts_with('#') {
        return replaced(text, start..end, behind);
    }
    let rest = text.get(end..).unwrap_or_default();
    let newline = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
    replaced(text, start..end + newline, "")
}

/// `text` without an entry between braces, and without the comma that parted it from the next one or the one before.
fn without_entry(text: &str, leaf: &Leaf) -> String {
    let behind = text.get(leaf.value.end..).unwrap_or_default();
    let spaces = behind.len() - behind.trim_start().len();
    if behind.trim_start().starts_with(',') {
        let rest = &behind[spaces + 1..];
        let end = text.len() - rest.trim_start().len();
        return replaced(text, leaf.key.start..end, "");
    }
    let before = text.get(..leaf.key.start).unwrap_or_default().trim_end();
    let start = before.strip_suffix(',').map_or(before.len(), |before| before.trim_end().len());
    replaced(text, start..leaf.value.end, "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::reader::read;
    use super::super::template::template;
    use super::*;

    fn with(text: &str, name: &str, typed: &str) -> Result<String, CannotSet> {
        set(text, &Address::parse(name, &[]).unwrap(), typed)
    }

    fn without(text: &str, name: &str) -> String {
        unset(text, &Address::parse(name, &[]).unwrap()).unwrap()
    }

    #[test]
    fn only_the_value_changes() {
        for (before, name, typed, after) in [
            ("[sound]\nvolume = 70 # x\n", "volume", "40", "[sound]\nvolume = 40 # x\n"),
            ("[sound]\r\nvolume=70\r\n\r\n# y", "volume", "40", "[sound]\r\nvolume=40\r\n\r\n# y"),
            ("sound.volume = 70\n", "volume", "40", "sound.volume = 40\n"),
            ("sound = { volume = 70, mute = true }", "volume", "40", "sound = { volume = 40, mute = true }"),
            ("[goals]\nwords = '''\nmany\nlines'''\n", "words", "one", "[goals]\nwords = \"one\"\n"),
            ("[doses.sphinx]\nreps = 2\n", "doses.sphinx.reps", "3", "[doses.sphinx]\nreps = 3\n"),
        ] {
            assert_eq!(with(before, name, typed).unwrap(), after, "{before}");
        }
    }

    #[test]
    fn what_is_new_gets_a_line_where_it_belongs() {
        for (before, name, typed, after) in [
            ("", "volume", "40", "[sound]\nvolume = 40\n"),
            ("# mine", "volume", "40", "# mine\n\n[sound]\nvolume = 40\n"),
            ("[sound]\n", "volume", "40", "[sound]\nvolume = 40\n"),
            ("[sound]", "volume", "40", "[sound]\nvolume = 40"),
            (
                "[sound]\n# volume = 70\n# mute = true\n[view]\n",
                "volume",
                "40",
                "[sound]\n# volume = 70\nvolume = 40\n# mute = true\n[view]\n",
            ),
            (
                "[sound]\nmute = true # m\n\n[view]\n",
                "volume",
                "40",
                "[sound]\nmute = true # m\nvolume = 40\n\n[view]\n",
            ),
            ("[sound]\r\nmute = true\r\n", "volume", "40", "[sound]\r\nmute = true\r\nvolume = 40\r\n"),
            ("sound.mute = true\n[view]\n", "volume", "40", "sound.mute = true\nsound.volume = 40\n[view]\n"),
            ("sound = {}\n", "volume", "40", "sound = { volume = 40 }\n"),
            ("sound = { mute = true }\n", "volume", "40", "sound = { mute = true, volume = 40 }\n"),
            (
                "[doses]\nreps = 2\n[doses.sphinx]\nreps = 3\n",
                "hold_s",
                "20",
                "[doses]\nreps = 2\nhold_s = 20\n[doses.sphinx]\nreps = 3\n",
            ),
            ("[doses.sphinx]\nreps = 3\n", "hold_s", "20", "[doses.sphinx]\nreps = 3\n\n[doses]\nhold_s = 20\n"),
            ("[doses]\nreps = 2\n", "doses.cat-cow.reps", "5", "[doses]\nreps = 2\n\n[doses.cat-cow]\nreps = 5\n"),
            ("[doses]\nsphinx.reps = 2\n", "doses.sphinx.hold_s", "5", "[doses]\nsphinx.reps = 2\nsphinx.hold_s = 5\n"),
            // A remark within a text is none.
            (
                "[goals]\nwords = '''\n# days_a_week = 3\n'''\n",
                "days_a_week",
                "4",
                "[goals]\nwords = '''\n# days_a_week = 3\n'''\ndays_a_week = 4\n",
            ),
        ] {
            assert_eq!(with(before, name, typed).as_deref(), Ok(after), "{before}");
        }
    }

    #[test]
    fn what_is_unset_leaves_its_remarks() {
        for (before, name, after) in [
            ("[sound]\nvolume = 70\nmute = true\n", "volume", "[sound]\nmute = true\n"),
            ("[sound]\nvolume = 70 # for the evening\n", "volume", "[sound]\n# for the evening\n"),
            ("[sound]\r\nvolume = 70\r\n", "volume", "[sound]\r\n"),
            ("sound.volume = 70", "volume", ""),
            ("sound = { volume = 70, mute = true }\n", "volume", "sound = { mute = true }\n"),
            ("sound = { mute = true, volume = 70 }\n", "volume", "sound = { mute = true }\n"),
            ("sound = { volume = 70 }\n", "volume", "sound = { }\n"),
            ("[view]\nsize = '800x600'\n", "volume", "[view]\nsize = '800x600'\n"),
        ] {
            assert_eq!(without(before, name), after, "{before}");
        }
    }

    #[test]
    fn what_cannot_be_set_is_refused() {
        assert!(matches!(with("", "volume", "loud"), Err(CannotSet::Value(_))));
        for damaged in ["[sound\n", "[sound]\nvolume = \n", "[sound]\nmute = true\nmute = true\n"] {
            assert_eq!(with(damaged, "volume", "40"), Err(CannotSet::Damaged), "{damaged}");
        }
        let closed = with("doses = { reps = 3 }\n", "doses.sphinx.reps", "2").unwrap_err();
        assert!(matches!(&closed, CannotSet::NoPlace { line } if line == "doses.sphinx.reps = 2"), "{closed}");
    }

    #[test]
    fn the_template_takes_every_setting() {
        let mut text = template(None);
        for (name, typed) in [
            ("volume", "40"),
            ("mute", "on"),
            ("theme", "light"),
            ("camera.use", "usb"),
            ("doses.reps", "2"),
            ("doses.sphinx.hold_s", "45"),
            ("words", "Tie my shoes."),
        ] {
            let next = with(&text, name, typed).unwrap();
            // Below the remark about it, where there is one.
            let (lines, after): (Vec<_>, Vec<_>) = (text.lines().collect(), next.lines().collect());
            let differ = lines.iter().zip(&after).position(|(line, next)| line != next).unwrap_or(lines.len());
            let key = name.rsplit('.').next().unwrap();
            assert!(name.contains("sphinx") || lines[differ - 1].starts_with(&format!("# {key} = ")), "{name}: {next}");
            text = next;
        }
        let reading = read("settings.toml", &text, &[]);
        assert_eq!((reading.set.len(), reading.problems.is_none()), (7, true), "{text}");
    }

    /// Lines of settings and of what people write between them.
    fn files() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("[sound]"),
            Just("  [ sound ] # loud"),
            Just("[view]"),
            Just("[doses]"),
            Just("[doses.sphinx]"),
            Just("[doses.\"cat-cow\"]"),
            Just("# volume = 3"),
            Just("#volume=3"),
            Just("volume = 70 # mine"),
            Just("\tvolume=7_0"),
            Just("mute = true"),
            Just("reps = 2"),
            Just("hold_s = 1e1"),
            Just("theme = 'light'"),
            Just("surprise = [1, 2, # one\n 3]"),
            Just("about = \"\"\"\n[sound]\nvolume = 4\n\"\"\""),
            Just(""),
            Just("   "),
            Just("# é\u{2019}"),
            Just("sound.volume = 20"),
            Just("sound = { mute = false }"),
            Just("doses = { sphinx = { reps = 2 } }"),
        ];
        let ends = prop_oneof![Just("\n"), Just("\r\n")];
        (prop::collection::vec(line, 0..8), ends, any::<bool>())
            .prop_map(|(lines, end, ends)| lines.join("\n").replace('\n', end) + if ends { end } else { "" })
    }

    proptest! {
        #[test]
        fn every_other_line_stays_as_it_is(text in files(), which in 0..5_usize, back in any::<bool>()) {
            let (name, typed) = [
                ("sound.volume", "40"),
                ("view.theme", "dark"),
                ("doses.reps", "9"),
                ("doses.sphinx.hold_s", "33"),
                ("goals.words", "# [not] a = \"table\""),
            ][which];
            let address = Address::parse(name, &[]).unwrap();
            let before = tidy(&text);
            let set = set(&text, &address, typed);
            prop_assert_eq!(before.is_none(), matches!(&set, Err(CannotSet::Damaged)));
            let Ok(set) = set else { return Ok(()) };
            let reading = read("settings.toml", &set, &[]);
            prop_assert!(reading.set(&address).is_some(), "{}", set);
            // At most one line differs, or new lines have come.
            let (old, new): (Vec<_>, Vec<_>) = (text.lines().collect(), set.lines().collect());
            let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
            let end = old[same..].iter().rev().zip(new[same..].iter().rev()).take_while(|(old, new)| old == new).count();
            prop_assert!(old.len() - same - end <= 1, "{:?}\n{:?}", text, set);
            prop_assert!(new.len() - same - end <= 3, "{:?}\n{:?}", text, set);
            // Setting it again changes nothing; and what was new goes again without a trace but its table.
            prop_assert_eq!(&super::set(&set, &address, typed).unwrap(), &set);
            if back {
                let gone = unset(&set, &address).unwrap();
                prop_assert!(read("settings.toml", &gone, &[]).set(&address).is_none());
                for line in text.lines().filter(|line| line.trim().starts_with('#')) {
                    prop_assert!(gone.contains(line.trim()), "{:?} {:?}", line, gone);
                }
            }
        }
    }
}
