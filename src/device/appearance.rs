//! Whether the desktop is light or dark, where it can be asked.

use std::process::{Command, Stdio};

/// Whether the desktop is set to light colours. Where nobody can say, it isn't.
#[must_use]
pub fn is_light() -> bool {
    #[cfg(target_os = "macos")]
    let said = ask("defaults", &["read", "-g", "AppleInterfaceStyle"])
        .map_or(Some(true), |style| Some(!style.contains("Dark")));
    #[cfg(windows)]
    let said = ask(
        "reg",
        &["query", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize", "/v", "AppsUseLightTheme"],
    )
    .map(|value| value.contains("0x1"));
    #[cfg(not(any(target_os = "macos", windows)))]
    let said =
        ask("gsettings", &["get", "org.gnome.desktop.interface", "color-scheme"]).map(|scheme| prefers_light(&scheme));
    said.unwrap_or(false)
}

/// What a desktop's colour scheme asks for: `'default'` is the light one.
#[cfg(not(any(target_os = "macos", windows)))]
fn prefers_light(scheme: &str) -> bool {
    !scheme.contains("dark") && (scheme.contains("light") || scheme.contains("default"))
}

/// What a program of the system says; `None` where it isn't there or fails.
fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(all(test, not(any(target_os = "macos", windows))))]
mod tests {
    use super::*;

    #[test]
    fn what_a_desktop_prefers_is_read() {
        let said = ["'prefer-dark'\n", "'prefer-light'\n", "'default'\n", ""].map(prefers_light);
        assert_eq!(said, [false, true, true, false]);
    }
}
