//! Closed lists of words that files choose from, as problems name them.

/// A closed list of words that a text must come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// The code of the problem that a word is not in it, such as `unknown-measure`.
    pub code: &'static str,
    /// What one of its words names, such as `measure`.
    pub one: &'static str,
    /// The same for all of them, such as `measures`.
    pub many: &'static str,
    /// What to say where no word is near, in place of all the words.
    pub instead_of_all: Option<&'static str>,
}

impl Vocabulary {
    /// A vocabulary whose words can all be listed.
    pub(crate) const fn new(code: &'static str, one: &'static str, many: &'static str) -> Self {
        Self { code, one, many, instead_of_all: None }
    }
}
