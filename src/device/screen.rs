//! How large the screen is, which the window's library doesn't tell. Linux lists the connected screens with their modes as files.

use std::path::Path;

use crate::body::Size;

/// Where the kernel lists graphics outputs: a folder each, with what is connected and its modes, the best one first.
const OUTPUTS: &str = "/sys/class/drm";

/// The size of the only screen, in pixels. `None` where nobody says, or where there are several: a window couldn't be told which one to fill.
/// On Wayland a window has no say in where it stands, so that it can't fill a screen by its size.
pub(super) fn size() -> Option<Size> {
    if std::env::var_os("WAYLAND_DISPLAY").is_some() {
        return None;
    }
    only_screen(Path::new(OUTPUTS))
}

fn only_screen(outputs: &Path) -> Option<Size> {
    let is_connected = |output: &Path| first_line(&output.join("status")).is_some_and(|status| status == "connected");
    let folders = outputs.read_dir().ok()?.flatten().map(|entry| entry.path());
    let mut connected = folders.filter(|output| is_connected(output));
    let only = connected.next().filter(|_| connected.next().is_none())?;
    mode(&first_line(&only.join("modes"))?)
}

#[allow(clippy::disallowed_methods, reason = "the kernel's own files, of a few bytes")]
fn first_line(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    text.lines().next().map(|line| line.trim().to_owned())
}

/// A mode as the kernel writes it: `1920x1080`, with an `i` behind it where it is interlaced.
fn mode(text: &str) -> Option<Size> {
    let (width, height) = text.trim_end_matches('i').split_once('x')?;
    Some(Size::new(width.parse().ok()?, height.parse().ok()?)).filter(|size| size.width > 0 && size.height > 0)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test makes the files it reads")]
mod tests {
    use super::*;

    fn outputs(screens: &[(&str, &str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, status, modes) in screens {
            let output = folder.path().join(name);
            std::fs::create_dir(&output).unwrap();
            std::fs::write(output.join("status"), status).unwrap();
            std::fs::write(output.join("modes"), modes).unwrap();
        }
        folder
    }

    #[test]
    fn the_only_connected_screens_best_mode_counts() {
        let screens =
            [("card0-eDP-1", "connected\n", "1920x1080\n1280x720\n"), ("card0-HDMI-A-1", "disconnected\n", "")];
        assert_eq!(only_screen(outputs(&screens).path()), Some(Size::new(1920, 1080)));
    }

    #[test]
    fn several_screens_or_none_are_no_screen() {
        let two = [("card0-eDP-1", "connected\n", "1920x1080\n"), ("card0-HDMI-A-1", "connected\n", "1280x720\n")];
        assert_eq!(only_screen(outputs(&two).path()), None);
        assert_eq!(only_screen(outputs(&[]).path()), None);
        assert_eq!(only_screen(Path::new("/nowhere")), None);
        assert_eq!(only_screen(outputs(&[("card0-eDP-1", "connected\n", "none\n")]).path()), None);
    }
}
