//! What can be wrong with a camera, in words that say what to do.

use super::mode::{CameraInfo, CameraTrouble};
use crate::camera_fault::CameraFault;
use crate::seam::SourceError;

/// How a remedy ends that is not enough for everybody.
const MORE: &str = "; `supple doctor` tells more.";

/// The remedy as it reads in what `supple doctor` says.
#[must_use]
pub fn in_doctors_words(remedy: &str) -> String {
    remedy.strip_suffix(MORE).map_or_else(|| remedy.to_owned(), |rest| format!("{rest}."))
}

/// What the operating system said about a camera. The driver's own words reach us only as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DriverError {
    /// The driver's words.
    pub(super) text: String,
    /// What they mean.
    pub(super) kind: DriverErrorKind,
}

/// What a driver's error means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DriverErrorKind {
    /// The person may not use it.
    Forbidden,
    /// Another program uses it.
    Busy,
    /// It isn't there any more.
    Gone,
    /// Anything else.
    Other,
}

impl DriverError {
    /// Reads the meaning out of the words, which hold the system's error number on Linux.
    pub(super) fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let kind = if cfg!(target_os = "linux") && says(&["os error 13)", "os error 1)"])
            || says(&["Permission denied", "not authorized", "denied access"])
        {
            DriverErrorKind::Forbidden
        } else if says(&["os error 16)", "resource busy", "in use"]) {
            DriverErrorKind::Busy
        } else if says(&["os error 19)", "os error 6)", "os error 2)", "No such device"]) {
            DriverErrorKind::Gone
        } else {
            DriverErrorKind::Other
        };
        Self { text, kind }
    }

    /// Why this camera cannot be used, and what to do about it.
    pub(super) fn on_opening(&self, name: &str) -> CameraTrouble {
        let (what, remedy) = match self.kind {
            DriverErrorKind::Forbidden if cfg!(target_os = "linux") => (
                format!("You may not use the camera “{name}” ({}).", self.text),
                "Add yourself to the video group (`sudo usermod -aG video $USER`), then log out and in again.",
            ),
            DriverErrorKind::Forbidden => (
                format!("You may not use the camera “{name}” ({}).", self.text),
                "Allow this program to use the camera in the system's privacy settings.",
            ),
            DriverErrorKind::Busy => (
                format!("The camera “{name}” is in use by another program ({}).", self.text),
                "Close what uses it (a video call, a browser tab), or name another with `--camera`.",
            ),
            DriverErrorKind::Gone => (
                format!("The camera “{name}” is no longer there ({}).", self.text),
                "Plug it in again, or name another with `--camera`; `supple devices` lists them.",
            ),
            DriverErrorKind::Other => (
                format!("The camera “{name}” could not be started ({}).", self.text),
                "Unplug it and plug it in again, or name another with `--camera`",
            ),
        };
        let more = if self.kind == DriverErrorKind::Other { MORE } else { "" };
        let fault = match self.kind {
            DriverErrorKind::Forbidden => CameraFault::Forbidden,
            DriverErrorKind::Busy => CameraFault::Busy,
            DriverErrorKind::Gone => CameraFault::Gone,
            DriverErrorKind::Other => CameraFault::Other,
        };
        CameraTrouble { fault, what, remedy: format!("{remedy}{more}") }
    }

    /// The error for a camera that cannot be opened.
    pub(super) fn cannot_open(&self, name: &str) -> SourceError {
        self.on_opening(name).into()
    }
}

impl From<CameraTrouble> for SourceError {
    fn from(CameraTrouble { fault, what, remedy }: CameraTrouble) -> Self {
        Self::NoCamera { fault, what, remedy }
    }
}

/// There is no camera at all.
#[must_use]
pub fn no_camera() -> SourceError {
    SourceError::NoCamera {
        fault: CameraFault::NoneConnected,
        what: "No camera is connected.".to_owned(),
        remedy: format!("Plug one in, or play a video with `--input FILE`{MORE}"),
    }
}

/// The camera sends nothing that can be decoded.
pub(super) fn unsupported(name: &str) -> CameraTrouble {
    CameraTrouble {
        fault: CameraFault::Unsupported,
        what: format!("The camera “{name}” sends no pictures of a kind that is supported."),
        remedy: "Name another with `--camera`; any ordinary webcam will do.".to_owned(),
    }
}

/// None of the cameras is called so.
pub(super) fn unknown_camera(wanted: &str, cameras: &[CameraInfo]) -> SourceError {
    SourceError::NoCamera {
        fault: CameraFault::NotTheOneAskedFor,
        what: format!("There is no camera “{wanted}”. Connected: {}", list(cameras)),
        remedy: "Name one of these with `--camera`, by its number or part of its name.".to_owned(),
    }
}

/// More than one camera is called so.
pub(super) fn ambiguous_camera(wanted: &str, cameras: &[CameraInfo]) -> SourceError {
    SourceError::NoCamera {
        fault: CameraFault::NotTheOneAskedFor,
        what: format!("“{wanted}” fits more than one camera: {}", list(cameras)),
        remedy: "Name it by its number, or by more of its name.".to_owned(),
    }
}

fn list(cameras: &[CameraInfo]) -> String {
    let lines: Vec<_> = cameras.iter().map(|camera| format!("{}: {}", camera.index, camera.name)).collect();
    format!("{}.", lines.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_error_numbers_are_understood() {
        let kind = |code| DriverError::new(std::io::Error::from_raw_os_error(code).to_string()).kind;
        if cfg!(target_os = "linux") {
            assert_eq!(kind(13), DriverErrorKind::Forbidden);
            assert_eq!(kind(1), DriverErrorKind::Forbidden);
            assert_eq!(kind(16), DriverErrorKind::Busy);
            assert_eq!(kind(19), DriverErrorKind::Gone);
            assert_eq!(kind(5), DriverErrorKind::Other);
            assert_eq!(kind(110), DriverErrorKind::Other);
        }
    }

    #[test]
    fn remedies_fit_the_trouble() {
        let remedy = |text: &str| DriverError::new(text).on_opening("Webcam").remedy;
        assert!(remedy("something else").ends_with(MORE));
        assert!(in_doctors_words(&remedy("something else")).ends_with("`--camera`."));
        assert!(remedy("VIDIOC_REQBUFS: Device or resource busy (os error 16)").contains("Close"));
        if cfg!(target_os = "linux") {
            assert!(remedy("Permission denied (os error 13)").contains("video group"));
        }
    }
}
