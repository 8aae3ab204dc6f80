//! Runs the pose model's networks with ONNX Runtime, which is loaded when the program runs.

mod elf;
mod error;
mod estimator;
mod network;
mod runtime;

pub use error::{OnnxError, Tried};
pub use estimator::{Estimator, estimator};
pub use network::OnnxNet;
pub use runtime::{RuntimeInfo, runtime_info};
