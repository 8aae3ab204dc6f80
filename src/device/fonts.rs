//! The fonts that are installed on this machine, for titles in other scripts than our own letters have.

use fontique::{Collection, CollectionOptions};

/// All of them. They are only listed here; the one that is needed is read when it is. A machine without any has none.
#[must_use]
pub fn installed() -> Collection {
    Collection::new(CollectionOptions { shared: false, system_fonts: true })
}
