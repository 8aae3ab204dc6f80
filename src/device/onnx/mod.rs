//! Runs the pose model's networks with ONNX Runtime, which is loaded when the program runs.

mod elf;
mod error;
mod estimator;
mod network;
mod own_model;
mod runtime;

pub use error::{OnnxError, Tried};
pub use estimator::{Estimator, estimator};
pub use network::OnnxNet;
pub use own_model::{OwnModelError, OwnModelEstimator, own_model};
pub use runtime::{RuntimeInfo, runtime_info};
