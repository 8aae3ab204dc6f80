//! From the file's text to settings: whatever is right holds, for the rest the defaults do, and everything that is wrong is noted.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::DeTable;

use super::address::Address;
use super::problem::{FORMAT, ProblemKind};
use super::table::{Kind, LARGEST_WINDOW, ROWS, Row, SECTIONS, SMALLEST_WINDOW, Section};
use super::typed::Settings;
use super::value::{Value, quoted};
use crate::body::Size;
use crate::toml_check::{Diagnosis, Fault, Field, Problems, Sink, checked, nearest};

/// What a file says.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What holds.
    pub settings: Settings,
    /// What the file sets, in its order.
    pub set: Vec<Set>,
    /// What is wrong with it.
    pub problems: Option<Problems>,
}

/// One line of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// Which setting.
    pub address: Address,
    /// What to.
    pub value: Value,
    /// In which line, counted from one.
    pub line: usize,
}

impl Reading {
    /// What holds where there is no file.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self { settings: Settings::default(), set: Vec::new(), problems: None }
    }

    /// Where the file sets this.
    #[must_use]
    pub fn set(&self, address: &Address) -> Option<&Set> {
        self.set.iter().find(|set| set.address == *address)
    }
}

/// Reads `text`, which the person knows as `file`. `stretches` are the names that a dose can be for; where there are none, every
/// name is believed.
///
/// ```
/// let reading = supple::settings::read("settings.toml", "[sound]\nvolume = 40\nvoise = false\n", &[]);
/// assert_eq!(reading.settings.sound.volume, 40);
/// assert!(reading.settings.sound.voice && reading.problems.is_some());
/// ```
#[must_use]
pub fn read(file: &str, text: &str, stretches: &[&str]) -> Reading {
    let mut found = Vec::new();
    // All remarks: what a template of ours is with its tables taken out.
    let is_bare = DeTable::parse(text).is_ok_and(|tree| tree.get_ref().is_empty());
    let checked = if is_bare {
        Ok(())
    } else {
        checked(&FORMAT, file, text, |tree, sink| {
            read_file(tree, sink, stretches, &mut found);
            Some(())
        })
    };
    found.sort_by_key(|(_, _, place): &(Address, Value, Range<usize>)| place.start);
    let mut settings = Settings::default();
    let set = found.into_iter().map(|(address, value, place)| {
        address.store(&mut settings, &value);
        Set { address, value, line: 1 + text.get(..place.start).unwrap_or(text).matches('\n').count() }
    });
    Reading { set: set.collect(), settings, problems: checked.err() }
}

type Found = Vec<(Address, Value, Range<usize>)>;

fn read_file(tree: &DeTable<'_>, sink: &Sink, stretches: &[&str], found: &mut Found) {
    for (name, value) in tree {
        let Some(section) = SECTIONS.iter().find(|section| section.name() == name.get_ref()) else {
            unknown(name.get_ref(), name.span(), "settings.toml", SECTIONS.iter().map(Section::name), sink);
            continue;
        };
        let table = Field::new(&section.key, value, sink);
        for (name, place, field) in table.open_table().into_iter().flatten() {
            let row = section.rows().find(|row| row.name() == name);
            if let Some(row) = row {
                keep(Address::of(row), &field, found);
            } else if section.name() == "doses" && field.peek_table().is_some() {
                if !stretches.is_empty() && !stretches.contains(&name) {
                    let nearest = nearest(name, stretches.iter().copied()).map(str::to_owned);
                    sink.report(place, &ProblemKind::UnknownStretch { name: name.to_owned(), nearest });
                    continue;
                }
                read_dose(name, &field, sink, found);
            } else {
                unknown(name, place, section.called, section.rows().map(Row::name), sink);
            }
        }
    }
}

/// The doses of one stretch.
fn read_dose(stretch: &str, table: &Field<'_>, sink: &Sink, found: &mut Found) {
    for (name, place, field) in table.open_table().into_iter().flatten() {
        let rows = ROWS.iter().filter(|row| row.is_dose());
        match rows.clone().find(|row| row.name() == name) {
            Some(row) => keep(Address { row, stretch: Some(stretch.to_owned()) }, &field, found),
            None => unknown(name, place, "a stretch's doses", rows.map(Row::name), sink),
        }
    }
}

fn keep(address: Address, field: &Field<'_>, found: &mut Found) {
    let row = address.row;
    if let Some(value) = value(row, &field.under(&row.key)) {
        found.push((address, value, field.place()));
    }
}

/// A name that nothing has there; another table may.
fn unknown(
    name: &str,
    place: Range<usize>,
    table: &'static str,
    known: impl Iterator<Item = &'static str> + Clone,
    sink: &Sink,
) {
    if let Some(row) = ROWS.iter().find(|row| row.name() == name) {
        let kind = ProblemKind::Misplaced { key: name.to_owned(), table: row.section, example: row.key.example };
        sink.report(place, &kind);
        return;
    }
    let nearest = nearest(name, known.clone());
    sink.report(place, &Fault::UnknownKey { key: name.to_owned(), table, known: known.collect(), nearest });
}

/// The value that stands there, if this setting can have it.
fn value(row: &Row, field: &Field<'_>) -> Option<Value> {
    match row.kind {
        Kind::Flag => field.flag().map(Value::Flag),
        Kind::Whole { low, high } => field.whole_within(low, high).map(Value::Whole),
        Kind::Seconds { low, high } => field.number_within(low, high, " seconds").map(Value::Seconds),
        Kind::Word { vocabulary, words } => {
            let words: Vec<_> = words.iter().map(|word| (*word, *word)).collect();
            field.word(vocabulary, &words).map(|word| Value::Text(Cow::Borrowed(word)))
        }
        Kind::Text(limit) => field.text(limit).map(|text| Value::Text(text.into())),
        Kind::Size => {
            let text = field.text(LONGEST_NAME)?;
            let size = size(&text);
            if size.is_none() {
                field.report(&ProblemKind::NoSize { text, allowed: row.allowed() });
            }
            size.map(Value::Size)
        }
        Kind::Camera if field.peek_text().is_none() => field.whole_within(0, LAST_CAMERA).map(Value::Whole),
        Kind::Camera => field.text(LONGEST_NAME).map(|text| Value::Text(text.into())),
    }
}

/// The last camera that is asked for by its number, and the longest part of a name.
const LAST_CAMERA: u32 = 99;
const LONGEST_NAME: usize = 100;

fn size(text: &str) -> Option<Size> {
    let (width, height) = text.split_once(['x', 'X', '×'])?;
    let size = Size::new(width.trim().parse().ok()?, height.trim().parse().ok()?);
    let is_fit = (SMALLEST_WINDOW.0..=LARGEST_WINDOW.0).contains(&size.width)
        && (SMALLEST_WINDOW.1..=LARGEST_WINDOW.1).contains(&size.height);
    is_fit.then_some(size)
}

/// What a person means who types `typed` for this setting, where quotes may be left out.
pub(super) fn typed_value(row: &'static Row, typed: &str) -> Result<Value, Diagnosis> {
    let typed = typed.trim();
    let raw = match row.kind {
        Kind::Flag => match typed.to_lowercase().as_str() {
            "true" | "yes" | "on" => Some("true"),
            "false" | "no" | "off" => Some("false"),
            _ => None,
        },
        Kind::Whole { .. } | Kind::Seconds { .. } => Some(typed).filter(|typed| is_number(typed)),
        Kind::Camera => Some(typed).filter(|typed| typed.parse::<u32>().is_ok()),
        Kind::Word { .. } | Kind::Text(_) | Kind::Size => None,
    };
    let line = format!("{} = {}", row.name(), raw.map_or_else(|| quoted(typed), str::to_owned));
    let mut found = None;
    let problems = checked(&FORMAT, "", &line, |tree, sink| {
        found = tree.get(row.name()).and_then(|field| value(row, &Field::new(&row.key, field, sink)));
        found.is_some().then_some(())
    });
    match (found, problems) {
        (Some(value), Ok(())) => Ok(value),
        (_, problems) => Err(problems.err().and_then(|problems| problems.all().first().cloned()).map_or_else(
            || Diagnosis::wrong("syntax", "this can't be read", "here", row.key.example),
            |problem| problem.diagnosis,
        )),
    }
}

fn is_number(text: &str) -> bool {
    let table: Option<toml::Table> = format!("x = {text}").parse().ok();
    !text.contains(['\n', '#'])
        && table.is_some_and(|table| table.get("x").is_some_and(|value| value.is_integer() || value.is_float()))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::typed::{Economy, Letters, Theme};
    use super::*;
    use crate::language::Language;
    use crate::stretch::OwnDose;

    const KNOWN: [&str; 2] = ["sphinx", "cat-cow"];

    fn codes(text: &str) -> Vec<String> {
        let reading = read("settings.toml", text, &KNOWN);
        reading
            .problems
            .iter()
            .flat_map(Problems::all)
            .map(|problem| problem.code().replace("settings::", ""))
            .collect()
    }

    #[test]
    fn each_setting_is_read_into_its_place() {
        let text = "[sound]\nvolume = 40\nmute = true\nvoice = false\nsounds = false\nnearness = true\nbreath = true\n\
            [view]\ntheme = 'Light'\nletters = 'largest'\nmirror = false\nfull_screen = true\nsize = '800 x 600'\n\
            [camera]\nuse = 2\n[coach]\nlanguage = 'es'\ncomfort = false\nask_pain = false\neconomy = 'always'\n[doses]\nhold_s = 30\nreps = 2\n\
            [doses.sphinx]\nhold_s = 7.5\n[history]\nkeep = false\n\
            [goals]\ndays_a_week = 4\nminutes_a_day = 10\nwords = 'Tie my  shoes.'\n";
        let Reading { settings, set, problems } = read("settings.toml", text, &KNOWN);
        assert!(problems.is_none(), "{problems:?}");
        assert_eq!(set.len(), ROWS.len() + 1);
        assert_eq!(
            (set[0].address.to_string().as_str(), set[0].line, &set[0].value),
            ("sound.volume", 2, &Value::Whole(40))
        );
        let standard = Settings::default();
        let Settings { sound, view, camera, coach, doses, history, goals } = settings;
        assert_eq!(sound.volume, 40);
        assert!(sound.mute && !sound.voice && !sound.sounds && sound.nearness && sound.breath);
        assert_eq!((view.theme, view.letters, view.size), (Theme::Light, Letters::Largest, Size::new(800, 600)));
        assert!(!view.mirror && view.full_screen && !coach.comfort && !coach.ask_pain && !history.keep);
        assert_eq!(coach.economy, Economy::Always);
        assert_eq!((camera.device.as_deref(), coach.language), (Some("2"), Some(Language::Spanish)));
        assert_eq!(doses.held, OwnDose { hold: Some(Duration::from_secs(30)), reps: Some(2) });
        assert_eq!(doses.by_stretch["sphinx"], OwnDose { hold: Some(Duration::from_millis(7500)), reps: None });
        assert_eq!((goals.days_a_week, goals.minutes_a_day), (Some(4), Some(10)));
        assert_eq!(goals.words.as_deref(), Some("Tie my shoes."));
        // Not one of them is what it is by itself.
        for (row, set) in ROWS.iter().zip(&set) {
            let mut changed = standard.clone();
            set.address.store(&mut changed, &set.value);
            assert_ne!(changed, standard, "{}", row.path());
        }
    }

    #[test]
    fn what_is_wrong_is_noted_and_all_else_holds() {
        let text = "[sound]\nvolume = 140\nmute = true\nvoise = false\n[view]\ntheme = 'drak'\nvolume = 3\n";
        let reading = read("settings.toml", text, &KNOWN);
        assert!(reading.settings.sound.mute && reading.settings.sound.volume == 70);
        assert_eq!(codes(text), ["out-of-bounds", "unknown-key", "unknown-theme", "wrong-table"]);
        // A line that isn't TOML spoils itself alone.
        let reading = read("settings.toml", "[sound]\nvolume = loud\nmute = true\n", &KNOWN);
        assert!(reading.settings.sound.mute && reading.problems.is_some());
        // Where it can't be known what is meant, all is as it is by itself.
        let reading = read("settings.toml", "[sound\nmute = true\n", &KNOWN);
        assert_eq!(reading.settings, Settings::default());
        assert!(reading.problems.is_some());
    }

    #[test]
    fn doses_are_for_stretches_that_there_are() {
        assert_eq!(codes("[doses.spinx]\nreps = 2\n"), ["unknown-stretch"]);
        assert_eq!(codes("[doses.sphinx]\nrep = 2\nhold_s = 0\n"), ["unknown-key", "out-of-bounds"]);
        assert_eq!(codes("[doses]\nsphinx = 3\n"), ["unknown-key"]);
        assert_eq!(codes("doses = 3\n"), ["wrong-type"]);
        assert!(read("", "[doses.anything]\nreps = 2\n", &[]).problems.is_none());
    }

    #[test]
    fn an_empty_file_is_no_mistake() {
        for text in ["", "# volume = 3\n", "[sound]\n"] {
            let reading = read("settings.toml", text, &KNOWN);
            assert!(reading.problems.is_none() && reading.settings == Settings::default(), "{text:?}");
        }
    }

    #[test]
    fn what_is_typed_needs_no_quotes() {
        let typed = |name: &str, typed: &str| typed_value(Address::parse(name, &[]).unwrap().row, typed);
        assert_eq!(typed("volume", "40"), Ok(Value::Whole(40)));
        assert_eq!(typed("mute", "On"), Ok(Value::Flag(true)));
        assert_eq!(typed("hold_s", "7.5"), Ok(Value::Seconds(7.5)));
        assert_eq!(typed("theme", "LIGHT"), Ok(Value::Text("light".into())));
        assert_eq!(typed("camera.use", "2"), Ok(Value::Whole(2)));
        assert_eq!(typed("camera.use", "USB \"cam\""), Ok(Value::Text("USB \"cam\"".into())));
        assert_eq!(typed("size", "800x600"), Ok(Value::Size(Size::new(800, 600))));
        for (name, text, code) in [
            ("volume", "loud", "wrong-type"),
            ("volume", "101", "out-of-bounds"),
            ("volume", "-1", "out-of-bounds"),
            ("volume", "4\nmute = true", "wrong-type"),
            ("hold_s", "inf", "not-finite"),
            ("mute", "perhaps", "wrong-type"),
            ("theme", "drak", "unknown-theme"),
            ("size", "5x5", "no-size"),
            ("words", " ", "empty"),
        ] {
            assert_eq!(typed(name, text).unwrap_err().code, code, "{name} {text}");
        }
    }
}
