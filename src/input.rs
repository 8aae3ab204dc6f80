//! What a person does at the window, and what it means. A display only says which key is pressed; the one table here says what for, and
//! the help beside the picture is drawn from it; the README has the same. How keys and actions are called is `wording`'s.

use crate::coach::Command;

/// Something a person does at the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key is pressed.
    Key(Key),
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
    /// To end it.
    Quit,
}

/// Keys with what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys; the first is the one that is named where there is room for one.
    pub keys: &'static [Key],
    /// What they are for.
    pub action: Action,
}

/// Every key that means something.
pub const BINDINGS: [Binding; 6] = [
    Binding { keys: &[Key::Space], action: Action::Session(Command::TogglePause) },
    Binding { keys: &[Key::Letter('n')], action: Action::Session(Command::Next) },
    Binding { keys: &[Key::Letter('h')], action: Action::Session(Command::Hurts) },
    Binding { keys: &[Key::Letter('m')], action: Action::Sound(SoundCommand::Mute) },
    Binding { keys: &[Key::Letter('t')], action: Action::Sound(SoundCommand::Nearness) },
    Binding { keys: &[Key::Letter('q'), Key::Escape], action: Action::Quit },
];

impl Input {
    /// What is wanted by it.
    #[must_use]
    pub fn action(self) -> Option<Action> {
        match self {
            Self::Key(key) => BINDINGS.iter().find(|binding| binding.keys.contains(&key)).map(|binding| binding.action),
            Self::Closed => Some(Action::Quit),
        }
    }
}

/// The name of the key for `action`; empty if it has none.
#[must_use]
pub fn key_for(action: Action) -> String {
    let binding = BINDINGS.iter().find(|binding| binding.action == action);
    binding.and_then(|binding| binding.keys.first()).map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_and_every_action_has_one() {
        let keys: Vec<Key> = BINDINGS.iter().flat_map(|binding| binding.keys).copied().collect();
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key:?}");
        }
        for action in [Action::Session(Command::TogglePause), Action::Session(Command::Next), Action::Quit] {
            assert!(!key_for(action).is_empty(), "{action:?}");
        }
    }

    #[test]
    fn what_is_done_at_the_window_means_what_the_table_says() {
        let pressed = |key| Input::Key(key).action();
        assert_eq!(pressed(Key::Space), Some(Action::Session(Command::TogglePause)));
        assert_eq!([pressed(Key::Escape), pressed(Key::Letter('q'))], [Some(Action::Quit); 2]);
        assert_eq!(pressed(Key::Letter('x')), None);
        assert_eq!(Input::Closed.action(), Some(Action::Quit));
    }

    #[test]
    fn the_readme_lists_these_keys() {
        let readme = include_str!("../README.md");
        let rows = readme.split_once("| key | |\n|---|---|\n").unwrap().1.split("\n\n").next().unwrap();
        let table = BINDINGS.map(|binding| {
            let names: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
            format!("| {} | {} |", names.join(", "), binding.action)
        });
        assert_eq!(rows, table.join("\n"));
    }
}
