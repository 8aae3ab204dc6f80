//! How large letters must be to be read from the mat: three metres from a laptop's screen, by somebody who may be without their
//! glasses. What matters is the angle under which capitals are seen. Eyes that see sharply just make out 5 minutes of arc; twice to three times
//! that is read with ease.

/// From the eye to the screen, in millimetres.
const DISTANCE: f64 = 3000.0;
/// The width of a 14-inch screen of 16 to 9, in millimetres.
const SCREEN_WIDTH: f64 = 310.0;
/// Its width in units: the window that the design is drawn for fills it.
const SCREEN_UNITS: f64 = 1280.0;
/// Height of capitals over the base line, in em (Noto Sans: 714 of 1000 units).
pub(super) const CAP_HEIGHT: f64 = 0.714;

/// What a text is for, which says how large it must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// What is read in a hurry or decides what is done now: the message, a hint, the ring's number, a name, what is highlighted.
    Main,
    /// What is read when there is time: what is being waited for, what comes next, a side, how to get into a stretch, safety.
    Second,
    /// What is read at the keyboard only: keys, numbers for whoever wants to know.
    Near,
}

impl Role {
    /// Under how many minutes of arc its capitals are seen at least, with normal letters in a window that fills the screen.
    pub(super) const fn minutes(self) -> f64 {
        match self {
            Self::Main => 12.0,
            Self::Second => 10.0,
            // From 70 centimetres this is three times as much.
            Self::Near => 5.0,
        }
    }

    /// Units to the em of the smallest letters that will do.
    pub(super) const fn em(self) -> f64 {
        em(self.minutes())
    }
}

/// Radians of a minute of arc.
const MINUTE: f64 = std::f64::consts::PI / 180.0 / 60.0;

/// Units to the em of letters whose capitals are seen under so many minutes of arc; for so small an angle it is as good as its tangent.
const fn em(minutes: f64) -> f64 {
    minutes * MINUTE * DISTANCE * SCREEN_UNITS / SCREEN_WIDTH / CAP_HEIGHT
}

/// Under how many minutes of arc the capitals of letters of so many units to the em are seen.
#[cfg(test)]
pub(super) fn minutes(em: f64) -> f64 {
    (em * CAP_HEIGHT * SCREEN_WIDTH / SCREEN_UNITS / DISTANCE).atan() / MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_angles_are_each_others_inverse() {
        for role in [Role::Main, Role::Second, Role::Near] {
            assert!((minutes(role.em()) - role.minutes()).abs() < 1e-3, "{role:?}");
        }
    }

    /// By hand: 60 units are 14.5 mm, their capitals 10.4 mm; over 3 m that is 11.9 minutes.
    #[test]
    fn an_angle_by_hand() {
        assert!((minutes(60.0) - 11.89).abs() < 0.01, "{}", minutes(60.0));
        assert!((Role::Main.em() - 60.6).abs() < 0.1 && (Role::Second.em() - 50.5).abs() < 0.1);
    }
}
