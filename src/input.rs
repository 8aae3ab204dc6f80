//! What a person does at the window, and what it means. A display only says which key is pressed; the one table here says what for, and
//! the help in the window is drawn from it; the README has the same. How keys and actions are called is `wording`'s.

use crate::coach::Command;

/// Something a person does at the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key is pressed.
    Key(Key),
    /// The mouse was pressed there: pixels of the window, x to the right, y down.
    Click {
        /// From the left.
        x: u32,
        /// From the top.
        y: u32,
    },
    /// The mouse has come there.
    Moved {
        /// From the left.
        x: u32,
        /// From the top.
        y: u32,
    },
    /// The window is closed.
    Closed,
}

/// A key, whatever it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The space bar.
    Space,
    /// Escape.
    Escape,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow left.
    Left,
    /// The arrow right.
    Right,
    /// Enter.
    Enter,
    /// The tabulator.
    Tab,
    /// A digit, of the row above the letters or of the number pad.
    Digit(u8),
    /// F1 to F12, by its number.
    Function(u8),
    /// A question mark, wherever it lies.
    Question,
    /// The key of a letter, in lower case.
    Letter(char),
}

/// What a person wants of what is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoundCommand {
    /// Silence at once, or sound again.
    Mute,
    /// The tone that tells how near the pose is, on or off.
    Nearness,
}

/// What a person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Something of the session.
    Session(Command),
    /// Something of what is heard.
    Sound(SoundCommand),
    /// The pose to aim for drawn over the person, or no more.
    Ghost,
    /// What was measured and what it costs, or no more.
    Details,
    /// What the keys do, or no more.
    Help,
    /// The whole screen, or a window again.
    FullScreen,
    /// The settings, or back.
    Settings,
    /// The next camera, where there is more than one.
    Camera,
    /// To choose among what a screen offers; a session offers nothing.
    Navigate(Navigation),
    /// To end it.
    Quit,
}

/// A step in choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Navigation {
    /// To what is above.
    Up,
    /// To what is below.
    Down,
    /// To what is left, or to less.
    Left,
    /// To what is right, or to more.
    Right,
    /// What is highlighted is chosen.
    Enter,
    /// What bears this number.
    Digit(u8),
}

/// Keys with what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys; the first is the one that is named where there is room for one.
    pub keys: &'static [Key],
    /// What they are for.
    pub action: Action,
}

/// Every key that means something in a session, which is what help lists. The keys that choose are told where there is something to
/// choose.
pub const BINDINGS: [Binding; 12] = [
    Binding { keys: &[Key::Space], action: Action::Session(Command::TogglePause) },
    Binding { keys: &[Key::Letter('n')], action: Action::Session(Command::Next) },
    Binding { keys: &[Key::Letter('h')], action: Action::Session(Command::Hurts) },
    Binding { keys: &[Key::Letter('m')], action: Action::Sound(SoundCommand::Mute) },
    Binding { keys: &[Key::Letter('t')], action: Action::Sound(SoundCommand::Nearness) },
    Binding { keys: &[Key::Letter('g')], action: Action::Ghost },
    Binding { keys: &[Key::Letter('d')], action: Action::Details },
    Binding { keys: &[Key::Letter('s')], action: Action::Settings },
    Binding { keys: &[Key::Letter('c')], action: Action::Camera },
    Binding { keys: &[Key::Letter('f'), Key::Function(11)], action: Action::FullScreen },
    Binding { keys: &[Key::Question, Key::Function(1)], action: Action::Help },
    Binding { keys: &[Key::Letter('q'), Key::Escape], action: Action::Quit },
];

impl Input {
    /// What is wanted by it.
    #[must_use]
    pub fn action(self) -> Option<Action> {
        match self {
            Self::Key(key) => {
                let binding = BINDINGS.iter().find(|binding| binding.keys.contains(&key));
                binding.map(|binding| binding.action).or_else(|| key.navigation().map(Action::Navigate))
            }
            // What lies where it was pressed only the screen knows.
            Self::Click { .. } | Self::Moved { .. } => None,
            Self::Closed => Some(Action::Quit),
        }
    }
}

impl Key {
    /// The step in choosing that it stands for.
    #[must_use]
    pub const fn navigation(self) -> Option<Navigation> {
        match self {
            Self::Up => Some(Navigation::Up),
            Self::Down => Some(Navigation::Down),
            Self::Left => Some(Navigation::Left),
            Self::Right => Some(Navigation::Right),
            Self::Enter => Some(Navigation::Enter),
            Self::Digit(digit) => Some(Navigation::Digit(digit)),
            Self::Space | Self::Escape | Self::Tab | Self::Function(_) | Self::Question | Self::Letter(_) => None,
        }
    }
}

/// The key for `action`, where it has one.
#[must_use]
pub fn key_for(action: Action) -> Option<Key> {
    BINDINGS.iter().find(|binding| binding.action == action)?.keys.first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn no_key_means_two_things_and_every_action_has_one() {
        let keys: Vec<Key> = BINDINGS.iter().flat_map(|binding| binding.keys).copied().collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key:?}");
        }
        for action in [
            Action::Session(Command::TogglePause),
            Action::Session(Command::Next),
            Action::Ghost,
            Action::Details,
            Action::Help,
            Action::FullScreen,
            Action::Quit,
        ] {
            assert!(key_for(action).is_some(), "{action:?}");
        }
    }

    #[test]
    fn what_is_done_at_the_window_means_what_the_table_says() {
        let pressed = |key| Input::Key(key).action();
        assert_eq!(pressed(Key::Space), Some(Action::Session(Command::TogglePause)));
        assert_eq!([pressed(Key::Escape), pressed(Key::Letter('q'))], [Some(Action::Quit); 2]);
        assert_eq!(pressed(Key::Letter('x')), None);
        assert_eq!([pressed(Key::Question), pressed(Key::Function(1))], [Some(Action::Help); 2]);
        assert_eq!(pressed(Key::Left), Some(Action::Navigate(Navigation::Left)));
        assert_eq!(pressed(Key::Digit(7)), Some(Action::Navigate(Navigation::Digit(7))));
        assert_eq!([pressed(Key::Tab), Input::Click { x: 3, y: 4 }.action()], [None; 2]);
        assert_eq!(Input::Closed.action(), Some(Action::Quit));
    }

    #[test]
    fn the_readme_lists_these_keys() {
        let readme = include_str!("../README.md");
        let rows = readme.split_once("| key | |\n|---|---|\n").unwrap().1.split("\n\n").next().unwrap();
        let table = BINDINGS.map(|binding| {
            let names: Vec<String> = binding.keys.iter().map(|key| key.words(Language::English)).collect();
            format!("| {} | {} |", names.join(", "), binding.action.words(Language::English))
        });
        assert_eq!(rows, table.join("\n"));
    }
}
