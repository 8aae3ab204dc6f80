//! Reading the tables of TOML's spanned tree: known keys yield their values, unknown and missing ones are noted as problems.

use std::cell::RefCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::field::Field;
use super::nearest::nearest;
use super::problem::{FileKind, Problem, ProblemKind};

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
    file_kind: FileKind,
    problems: RefCell<Vec<Problem>>,
}

impl Sink {
    pub fn new(file_kind: FileKind) -> Self {
        Self { file_kind, problems: RefCell::default() }
    }

    pub fn report(&self, place: Range<usize>, kind: ProblemKind) {
        self.report_pair(place, None, kind);
    }

    pub fn report_pair(&self, place: Range<usize>, also: Option<(Range<usize>, &'static str)>, kind: ProblemKind) {
        self.problems.borrow_mut().push(Problem { file_kind: self.file_kind, place, also, kind });
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
            let kind = ProblemKind::UnknownKey {
                key: key.get_ref().to_string(),
                table: name,
                known: known().collect(),
                nearest,
            };
            sink.report(key.span(), kind);
        }
        Self { entries, name, place, sink }
    }

    /// Where it begins: its header, its braces, or the file's first key.
    pub fn place(&self) -> Range<usize> {
        self.place.clone()
    }

    /// Notes a problem at its place.
    pub fn report(&self, kind: ProblemKind) {
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
            let kind = ProblemKind::MissingKey { key: key.name, table: self.name, example: key.example };
            self.sink.report(self.place(), kind);
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
