//! What a file describes, as far as it changes what is said about its mistakes.

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Its name, the first half of each problem's code.
    pub name: &'static str,
    /// What to do about a file with nothing in it.
    pub when_empty: &'static str,
    /// How its lines look, for somebody who has written one that can't be read.
    pub how_a_line_looks: &'static str,
    /// What to do about a key that is there twice.
    pub when_twice: &'static str,
}

/// One to try things with.
#[cfg(test)]
pub(super) static EXAMPLE: Format =
    Format { name: "example", when_empty: "write", how_a_line_looks: "key = value", when_twice: "keep one of the two" };
