//! What can go wrong before the first pose: no ONNX Runtime, or no model.

use std::fmt;
use std::path::PathBuf;

use crate::device::plain::shown;
use crate::device::telemetry::{OFF, SWITCH};
use crate::seam::EstimateError;

/// One place where ONNX Runtime was looked for, and why it was not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The library's path, or its bare name when the system was asked for it.
    pub path: PathBuf,
    /// What is wrong with it; `None` when nothing is there.
    pub fault: Option<String>,
}

impl fmt::Display for Tried {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fault = self.fault.as_deref().unwrap_or("not there");
        write!(formatter, "{}: {fault}", shown(&self.path))
    }
}

/// Why the pose model cannot be run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OnnxError {
    /// ONNX Runtime's telemetry could not be switched off, so the library is not loaded.
    #[error("ONNX Runtime, which runs the pose model, is not loaded: its telemetry is not switched off")]
    TelemetryOn,
    /// ONNX Runtime is nowhere to be found.
    #[error("ONNX Runtime, which runs the pose model, was not found{}", list(tried))]
    RuntimeMissing {
        /// Where it was looked for.
        tried: Vec<Tried>,
    },
    /// There is an ONNX Runtime, but it is damaged, too old, or something else altogether.
    #[error("ONNX Runtime, which runs the pose model, cannot be used{}", list(tried))]
    RuntimeUnfit {
        /// What was tried.
        tried: Vec<Tried>,
    },
    /// A model's file is not where it should be, or cannot be read.
    #[error("{file}: {what}", file = shown(file))]
    ModelMissing {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// A model's file is damaged or holds another model.
    #[error("{file}: this is not the {title}: {what}", file = shown(file))]
    ModelUnfit {
        /// The file.
        file: PathBuf,
        /// The model that it should hold.
        title: &'static str,
        /// What is wrong.
        what: String,
    },
}

impl OnnxError {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::TelemetryOn => format!(
                "start Supple with {SWITCH}={OFF} in its environment, as in `{SWITCH}={OFF} supple doctor`; usually it does so \
                 by itself, but here it could not"
            ),
            Self::RuntimeMissing { .. } | Self::RuntimeUnfit { .. } => {
                "install Supple's package anew, which has it inside; where you built Supple yourself, run `make setup`, which \
                 fetches it; or set ORT_DYLIB_PATH to the path of its library"
                    .to_owned()
            }
            Self::ModelMissing { .. } | Self::ModelUnfit { .. } => {
                "leave out --models to use the models inside the program, or copy the project's `models` folder anew"
                    .to_owned()
            }
        }
    }
}

impl From<OnnxError> for EstimateError {
    fn from(error: OnnxError) -> Self {
        Self { what: error.to_string(), remedy: error.remedy() }
    }
}

fn list(tried: &[Tried]) -> String {
    tried.iter().fold(String::new(), |list, tried| list + "\n  " + &tried.to_string())
}
