//! Small readers over TOML's spanned tree. A table's known keys yield their values, and unknown and missing ones are noted as problems;
//! a value yields itself with its type, or notes a problem at its place and yields nothing.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnosis::Diagnostic;
use super::fault::Fault;
use super::format::Format;
use super::nearest::{nearest, simplified};
use super::problem::Problem;
use super::vocabulary::Vocabulary;

/// A key of the format.
#[derive(Debug)]
pub(crate) struct Key {
    /// Its name.
    pub name: &'static str,
    /// A line with it, for remedies.
    pub example: &'static str,
}

/// The problems found so far in one file.
#[derive(Debug)]
pub(crate) struct Sink {
    format: &'static Format,
    problems: RefCell<Vec<Problem>>,
}

impl Sink {
    pub fn new(format: &'static Format) -> Self {
        Self { format, problems: RefCell::default() }
    }

    pub fn report(&self, place: Range<usize>, kind: &impl Diagnostic) {
        self.report_pair(place, None, kind);
    }

    pub fn report_pair(&self, place: Range<usize>, also: Option<(Range<usize>, &'static str)>, kind: &impl Diagnostic) {
        let diagnosis = kind.diagnosis(self.format);
        self.problems.borrow_mut().push(Problem { format: self.format, place, also, diagnosis });
    }

    pub fn is_empty(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    pub fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

/// A table whose keys are known; those that aren't have been reported.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    entries: &'a DeTable<'a>,
    name: &'static str,
    place: Range<usize>,
    sink: &'a Sink,
}

impl<'a> Table<'a> {
    /// The file's own table. Keys that are missing from it are reported at its first key.
    pub fn root(entries: &'a DeTable<'a>, name: &'static str, keys: &[&'static Key], sink: &'a Sink) -> Self {
        let place = entries.keys().map(Spanned::span).min_by_key(|place| place.start).unwrap_or(0..0);
        Self::new(entries, name, place, keys, sink)
    }

    /// The table at `place`, called `name`, which may have these keys.
    pub fn new(
        entries: &'a DeTable<'a>,
        name: &'static str,
        place: Range<usize>,
        keys: &[&'static Key],
        sink: &'a Sink,
    ) -> Self {
        let known = || keys.iter().map(|key| key.name);
        for key in entries.keys().filter(|key| known().all(|name| name != key.get_ref())) {
            let nearest = nearest(key.get_ref(), known());
            let kind =
                Fault::UnknownKey { key: key.get_ref().to_string(), table: name, known: known().collect(), nearest };
            sink.report(key.span(), &kind);
        }
        Self { entries, name, place, sink }
    }

    /// Where it begins: its header, its braces, or the file's first key.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// Notes a problem at its place.
    pub fn report(&self, kind: &impl Diagnostic) {
        self.sink.report(self.place(), kind);
    }

    /// The value of `key`, where there is one.
    pub fn get(&self, key: &'static Key) -> Option<Field<'a>> {
        self.entries.get(key.name).map(|value| Field::new(key, value, self.sink))
    }

    /// What `read` makes of `key`, which need not be there.
    pub fn optional<T>(
        &self,
        key: &'static Key,
        read: impl FnOnce(&Field<'a>) -> Option<T>,
    ) -> Result<Option<T>, Wrong> {
        self.get(key).map(|field| read(&field).ok_or(Wrong)).transpose()
    }

    /// The value of `key`, which must be there.
    pub fn require(&self, key: &'static Key) -> Option<Field<'a>> {
        let field = self.get(key);
        if field.is_none() {
            let kind = Fault::MissingKey { key: key.name, table: self.name, example: key.example };
            self.sink.report(self.place(), &kind);
        }
        field
    }
}

/// A key that need not be there, is, and has a wrong value; what is wrong is in the sink.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wrong;

/// All of the values, or nothing when one is missing. Unlike collecting into an `Option`, it reads them all first, so that
/// every problem is reported.
pub(crate) fn every<T>(values: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let values: Vec<_> = values.collect();
    values.into_iter().collect()
}

/// A value with its key and place.
#[derive(Clone, Debug)]
pub(crate) struct Field<'a> {
    key: &'static Key,
    value: &'a Spanned<DeValue<'a>>,
    /// Whether the value is one entry of a list under the key.
    entry: bool,
    sink: &'a Sink,
}

impl<'a> Field<'a> {
    /// The value of `key`.
    pub fn new(key: &'static Key, value: &'a Spanned<DeValue<'a>>, sink: &'a Sink) -> Self {
        Self { key, value, entry: false, sink }
    }

    pub fn place(&self) -> Range<usize> {
        self.value.span()
    }

    pub fn report(&self, kind: &impl Diagnostic) {
        self.sink.report(self.place(), kind);
    }

    /// Notes a problem at a place of the caller's choice.
    pub fn report_at(&self, place: Range<usize>, kind: &impl Diagnostic) {
        self.sink.report(place, kind);
    }

    /// Notes a problem with a second place that has to do with it.
    pub fn report_pair(&self, place: Range<usize>, also: Option<(Range<usize>, &'static str)>, kind: &impl Diagnostic) {
        self.sink.report_pair(place, also, kind);
    }

    /// The same value under another key's name and example.
    pub fn under(&self, key: &'static Key) -> Self {
        Self { key, ..self.clone() }
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        self.value.get_ref().is_array()
    }

    /// True or false, if it is that; silent otherwise.
    pub fn peek_flag(&self) -> Option<bool> {
        self.value.get_ref().as_bool()
    }

    /// Its text, if it is one; silent otherwise.
    pub fn peek_text(&self) -> Option<&'a str> {
        self.value.get_ref().as_str()
    }

    /// Its entries, if it is a table; silent otherwise.
    pub fn peek_table(&self) -> Option<&'a DeTable<'a>> {
        self.value.get_ref().as_table()
    }

    fn wrong_type(&self, expected: &'static str) {
        let found = match self.value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a number",
            DeValue::Float(_) => "a number with a point",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let Key { name: key, example } = *self.key;
        self.report(&Fault::WrongType { key, expected, found, entry: self.entry, example });
    }

    /// The raw text as written, for texts with a meaning of their own.
    fn string(&self, expected: &'static str) -> Option<&'a str> {
        let text = self.value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(expected);
        }
        text
    }

    /// A text for people: 1 to `limit` characters; line breaks and runs of spaces become one space.
    pub fn text(&self, limit: usize) -> Option<String> {
        let text = self.string("a text in quotes")?.split_whitespace().collect::<Vec<_>>().join(" ");
        let (key, length) = (self.key.name, text.chars().count());
        if length == 0 {
            self.report(&Fault::Empty { key, example: self.key.example });
        } else if text.contains(char::is_control) {
            self.report(&Fault::ControlCharacter { key });
        } else if length > limit {
            self.report(&Fault::TooLong { key, length, limit });
        } else {
            return Some(text);
        }
        None
    }

    /// A text taken as it is, such as a path: not empty, nothing that cannot be shown.
    pub fn verbatim(&self, limit: usize) -> Option<String> {
        // The checks of a text for people are the right ones, its tidying is not.
        self.text(limit)?;
        self.string("a text in quotes").map(str::to_owned)
    }

    /// One of `words`, however it is capitalised or hyphenated.
    pub fn word<T: Copy>(&self, vocabulary: &'static Vocabulary, words: &[(&'static str, T)]) -> Option<T> {
        self.named(vocabulary, words.iter().map(|(word, _)| *word), |word| {
            let word = simplified(word);
            words.iter().find(|(known, _)| simplified(known) == word).map(|(_, value)| *value)
        })
    }

    /// What `find` finds under the text's name; otherwise the nearest of `known` is suggested.
    pub fn named<'k, T>(
        &self,
        vocabulary: &'static Vocabulary,
        known: impl Iterator<Item = &'k str> + Clone,
        find: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let word = self.string("a name in quotes")?;
        let found = find(word);
        if found.is_none() {
            self.report(&Fault::unknown_word(vocabulary, word, known));
        }
        found
    }

    /// A finite number, with or without a point.
    pub fn number(&self, expected: &'static str) -> Option<f64> {
        let number = match self.value.get_ref() {
            // Precision beyond that of a double means nothing for the quantities in these files.
            DeValue::Integer(whole) => {
                i64::from_str_radix(whole.as_str(), whole.radix()).ok().map(|whole| whole as f64)
            }
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => None,
        };
        match number {
            None => self.wrong_type(expected),
            Some(number) if number.is_finite() => return Some(number),
            Some(_) => self.report(&Fault::NotFinite { key: self.key.name, value: self.written() }),
        }
        None
    }

    /// The number as the file writes it.
    pub fn written(&self) -> String {
        match self.value.get_ref() {
            DeValue::Integer(whole) => whole.to_string(),
            DeValue::Float(float) => float.as_str().to_owned(),
            _ => String::new(),
        }
    }

    /// A number from `low` to `high`.
    pub fn number_within(&self, low: f64, high: f64, unit: &'static str) -> Option<f64> {
        let number = self.number("a number")?;
        let within = (low..=high).contains(&number);
        if !within {
            self.out_of_bounds(low, high, unit);
        }
        within.then_some(number)
    }

    /// A whole number from `low` to `high`.
    pub fn whole_within(&self, low: u32, high: u32) -> Option<u32> {
        let DeValue::Integer(written) = self.value.get_ref() else {
            self.wrong_type("a whole number");
            return None;
        };
        let whole = i64::from_str_radix(written.as_str(), written.radix()).ok();
        let within = whole.and_then(|whole| u32::try_from(whole).ok()).filter(|whole| (low..=high).contains(whole));
        if within.is_none() {
            self.out_of_bounds(f64::from(low), f64::from(high), "");
        }
        within
    }

    fn out_of_bounds(&self, low: f64, high: f64, unit: &'static str) {
        self.report(&Fault::OutOfBounds { key: self.key.name, value: self.written(), low, high, unit });
    }

    /// True or false.
    pub fn flag(&self) -> Option<bool> {
        let flag = self.value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type("true or false");
        }
        flag
    }

    /// The elements of a list.
    pub fn list(&self, expected: &'static str) -> Option<Vec<Field<'a>>> {
        let list = self.value.get_ref().as_array();
        if list.is_none() {
            self.wrong_type(expected);
        }
        list.map(|list| list.iter().map(|value| Field { value, entry: true, ..self.clone() }).collect())
    }

    /// A list of at least one text of at most `limit` characters each.
    pub fn texts(&self, limit: usize) -> Option<Vec<String>> {
        let list = self.list("a list of texts")?;
        if list.is_empty() {
            self.report(&Fault::Empty { key: self.key.name, example: self.key.example });
            return None;
        }
        every(list.iter().map(|element| element.text(limit)))
    }

    /// A pair of numbers, each with its own place; `None` for anything else.
    pub fn pair(&self, expected: &'static str) -> Option<[(f64, Field<'a>); 2]> {
        let list = self.list(expected)?;
        let [first, second] = list.as_slice() else {
            self.wrong_type(expected);
            return None;
        };
        // Both are read before either is given up, so that both are reported.
        let (low, high) = (first.number("a number"), second.number("a number"));
        Some([(low?, first.clone()), (high?, second.clone())])
    }

    /// Three numbers from `low` to `high`.
    pub fn triple_within(&self, low: f64, high: f64) -> Option<[f64; 3]> {
        const EXPECTED: &str = "a list of three numbers";
        let list = self.list(EXPECTED)?;
        if list.len() != 3 {
            self.wrong_type(EXPECTED);
            return None;
        }
        every(list.iter().map(|number| number.number_within(low, high, "")))?.try_into().ok()
    }

    /// A table with these keys.
    pub fn table(&self, name: &'static str, keys: &[&'static Key]) -> Option<Table<'a>> {
        let entries = self.value.get_ref().as_table();
        if entries.is_none() {
            self.wrong_type("a table");
        }
        entries.map(|entries| Table::new(entries, name, self.place(), keys, self.sink))
    }

    /// A table whose keys are names of the file's own choice: each name with its place and its value.
    pub fn open_table(&self) -> Option<Vec<(&'a str, Range<usize>, Field<'a>)>> {
        let entries = self.value.get_ref().as_table();
        if entries.is_none() {
            self.wrong_type("a table");
        }
        let entries = entries?.iter().map(|(name, value)| {
            let field = Field { value, ..self.clone() };
            (name.get_ref().as_ref(), name.span(), field)
        });
        Some(entries.collect())
    }
}
