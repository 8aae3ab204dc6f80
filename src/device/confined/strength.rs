//! How far a system can confine programs.

/// How far this system can confine a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// From every file that it isn't given, and from networks.
    Full,
    /// The kernel lacks some of it.
    Partial {
        /// Whether files that it isn't given can be neither read nor written.
        files: bool,
        /// Whether it can reach no network.
        network: bool,
    },
    /// Not at all.
    None,
}

impl Strength {
    pub(super) const fn of_both(files: bool, network: bool) -> Self {
        match (files, network) {
            (true, true) => Self::Full,
            (false, false) => Self::None,
            (files, network) => Self::Partial { files, network },
        }
    }

    /// As one process tells another.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nothing is confined there"))]
    pub(super) const fn told(self) -> &'static str {
        match self {
            Self::Full => "files network",
            Self::Partial { files: true, .. } => "files",
            Self::Partial { .. } => "network",
            Self::None => "",
        }
    }

    /// What another process told.
    pub(super) fn of(told: &str) -> Self {
        let has = |word| told.split_whitespace().any(|said| said == word);
        Self::of_both(has("files"), has("network"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_process_tells_another_how_far_it_goes() {
        for (files, network) in [(true, true), (true, false), (false, true), (false, false)] {
            let strength = Strength::of_both(files, network);
            assert_eq!(Strength::of(strength.told()), strength);
        }
    }
}
