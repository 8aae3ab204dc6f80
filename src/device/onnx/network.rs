//! One network in ONNX Runtime.

use std::path::Path;
use std::time::{Duration, Instant};

use ndarray::{ArrayViewD, ArrayViewMutD};
use ort::environment::Environment;
use ort::memory::Allocator;
use ort::session::builder::GraphOptimizationLevel;
use ort::session::{IoBinding, Session};
use ort::value::{Outlet, Tensor, TensorElementType, ValueType};

use super::error::OnnxError;
use crate::blazepose::model::{ModelFacts, TensorFacts};
use crate::blazepose::{Net, NetError};
use crate::device::files;

/// The largest ONNX file that is read, in bytes; the largest pose models have some three hundred million.
pub(super) const MODEL_LIMIT: u64 = 1 << 29;

/// A network that ONNX Runtime runs on one thread of the processor. Its tensors are made once and used for every run.
#[derive(Debug)]
pub struct OnnxNet {
    facts: &'static ModelFacts,
    session: Session,
    binding: IoBinding,
    inputs: Vec<Tensor<f32>>,
    outputs: Vec<Tensor<f32>>,
    spent: Spent,
}

/// How often a network ran and how long that took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spent {
    pub runs: u32,
    pub time: Duration,
}

impl OnnxNet {
    /// The network `facts` from the models folder `models`, or the one inside the program.
    ///
    /// Fails when the file is missing or damaged, or when its tensors are not the ones that `facts` names.
    pub(super) fn load(
        facts: &'static ModelFacts,
        models: Option<&Path>,
        environment: &Environment,
    ) -> Result<Self, OnnxError> {
        let Some(folder) = models else {
            return Self::from_bytes(facts, facts.bytes, Path::new(facts.file), environment);
        };
        let file = folder.join(facts.file);
        match files::read_large(&file, MODEL_LIMIT) {
            Ok(bytes) => Self::from_bytes(facts, &bytes, &file, environment),
            Err(error) => Err(OnnxError::ModelMissing { what: error.problem.to_string(), file }),
        }
    }

    fn from_bytes(
        facts: &'static ModelFacts,
        bytes: &[u8],
        file: &Path,
        environment: &Environment,
    ) -> Result<Self, OnnxError> {
        let unfit = |what: String| OnnxError::ModelUnfit { file: file.to_owned(), title: facts.title, what };
        let session = session(bytes, environment).map_err(|error| unfit(first_line(&error)))?;
        check("input", facts.inputs, session.inputs()).map_err(unfit)?;
        check("output", facts.outputs, session.outputs()).map_err(unfit)?;
        Self::bind(facts, session).map_err(|error| unfit(first_line(&error)))
    }

    fn bind(facts: &'static ModelFacts, session: Session) -> ort::Result<Self> {
        let make = |tensor: &TensorFacts| Tensor::<f32>::new(&Allocator::default(), tensor.shape);
        let inputs = facts.inputs.iter().map(make).collect::<ort::Result<Vec<_>>>()?;
        let mut outputs = facts.outputs.iter().map(make).collect::<ort::Result<Vec<_>>>()?;
        let mut binding = session.create_binding()?;
        for (tensor, input) in facts.inputs.iter().zip(&inputs) {
            // ONNX Runtime's processor backend shares the tensor: what is written into it later is what it sees.
            binding.bind_input(tensor.name, input)?;
        }
        for (tensor, output) in facts.outputs.iter().zip(&mut outputs) {
            binding.bind_output(tensor.name, output)?;
        }
        Ok(Self { facts, session, binding, inputs, outputs, spent: Spent::default() })
    }

    /// What the runs since the last call of this cost.
    pub(super) fn take_spent(&mut self) -> Spent {
        std::mem::take(&mut self.spent)
    }
}

impl Net for OnnxNet {
    // The shape is the one that the facts name, which the graph has: ort's own views take memory for it each time.
    fn input(&mut self, position: usize) -> Option<ArrayViewMutD<'_, f32>> {
        let (facts, tensor) = (self.facts.inputs.get(position)?, self.inputs.get_mut(position)?);
        ArrayViewMutD::from_shape(facts.shape, tensor.extract_tensor_mut().1).ok()
    }

    fn run(&mut self) -> Result<(), NetError> {
        let start = Instant::now();
        let result = self.session.run_binding(&self.binding).map(drop);
        self.spent.runs += 1;
        self.spent.time += start.elapsed();
        result.map_err(|error| NetError { model: self.facts.title, what: first_line(&error) })
    }

    fn output(&self, position: usize) -> Option<ArrayViewD<'_, f32>> {
        let (facts, tensor) = (self.facts.outputs.get(position)?, self.outputs.get(position)?);
        ArrayViewD::from_shape(facts.shape, tensor.extract_tensor().1).ok()
    }
}

pub(super) fn session(bytes: &[u8], environment: &Environment) -> ort::Result<Session> {
    // One thread is best: the networks are small, and the other cores have the camera and the window to serve.
    let mut builder = Session::builder(environment)?
        .with_intra_threads(1)?
        .with_inter_threads(1)?
        .with_log_level(ort::logging::LogLevel::Fatal)?
        .with_optimization_level(GraphOptimizationLevel::All)?;
    builder.commit_from_memory(bytes)
}

/// Whether a graph has exactly these tensors.
fn check(kind: &str, expected: &[TensorFacts], found: &[Outlet]) -> Result<(), String> {
    for tensor in expected {
        let Some(outlet) = found.iter().find(|outlet| outlet.name() == tensor.name) else {
            return Err(format!("it has no {kind} `{}`", tensor.name));
        };
        let is_as_expected = match outlet.dtype() {
            ValueType::Tensor { ty: TensorElementType::Float32, shape, .. } => {
                // A length that is not fixed is negative.
                let shape = shape.iter().map(|&length| usize::try_from(length).ok());
                shape.eq(tensor.shape.iter().map(|&length| Some(length)))
            }
            _ => false,
        };
        if !is_as_expected {
            let (name, shape, dtype) = (tensor.name, tensor.shape, outlet.dtype());
            return Err(format!("its {kind} `{name}` is {dtype} instead of floats of shape {shape:?}"));
        }
    }
    match found.iter().find(|outlet| expected.iter().all(|tensor| tensor.name != outlet.name())) {
        Some(outlet) => Err(format!("it has an unknown {kind} `{}`", outlet.name())),
        None => Ok(()),
    }
}

/// ONNX Runtime's messages may go on for lines, with places in its own source.
pub(super) fn first_line(error: &ort::Error) -> String {
    error.message().lines().next().unwrap_or("no reason given").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::runtime::environment;
    use super::*;
    use crate::blazepose::model::{
        DETECTOR, DETECTOR_SCORES, LANDMARK_TRUNK, MASK_HEAD, TRUNK_FEATURES_64, TRUNK_FEATURES_128, TRUNK_PRESENCE,
    };

    /// ONNX Runtime, where it is installed.
    fn installed() -> Option<Environment> {
        match environment() {
            Ok(environment) => Some(environment),
            Err(error @ OnnxError::RuntimeMissing { .. }) => {
                println!("skipped: {error}");
                None
            }
            Err(error) => panic!("{error}"),
        }
    }

    fn fault(facts: &'static ModelFacts, bytes: &[u8], environment: &Environment) -> String {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(facts.file), bytes).unwrap();
        let error = OnnxNet::load(facts, Some(folder.path()), environment).unwrap_err();
        assert!(matches!(error, OnnxError::ModelUnfit { .. }), "{error:?}");
        let message = error.to_string();
        assert!(message.contains(facts.file) && message.contains(facts.title), "{message}");
        message
    }

    #[test]
    fn a_damaged_file_is_an_error_that_names_it() {
        let Some(environment) = installed() else { return };
        let half = &DETECTOR.bytes[..DETECTOR.bytes.len() / 2];
        for bytes in [b"".as_slice(), b"this is no model", half] {
            fault(&DETECTOR, bytes, &environment);
        }
    }

    #[test]
    fn another_model_is_told_apart() {
        let Some(environment) = installed() else { return };
        let message = fault(&DETECTOR, MASK_HEAD.bytes, &environment);
        assert!(message.ends_with("it has no input `image`"), "{message}");
        let message = fault(&DETECTOR, LANDMARK_TRUNK.bytes, &environment);
        assert!(message.contains("its input `image` is Tensor<f32>"), "{message}");
        assert!(message.contains("instead of floats of shape [1, 224, 224, 3]"), "{message}");
    }

    #[test]
    fn a_missing_file_is_an_error_that_names_it() {
        let Some(environment) = installed() else { return };
        let folder = tempfile::tempdir().unwrap();
        let error = OnnxNet::load(&DETECTOR, Some(folder.path()), &environment).unwrap_err();
        let OnnxError::ModelMissing { file, .. } = &error else { panic!("{error:?}") };
        assert_eq!(*file, folder.path().join("pose_detector.onnx"));
        assert!(error.remedy().contains("--models"));
    }

    #[test]
    fn a_folder_with_the_right_files_serves() {
        let Some(environment) = installed() else { return };
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
        OnnxNet::load(&MASK_HEAD, Some(&models), &environment).unwrap();
    }

    #[test]
    fn buffers_are_used_again_and_runs_are_counted() {
        let Some(environment) = installed() else { return };
        let mut net = OnnxNet::load(&DETECTOR, None, &environment).unwrap();
        let mut scores = |value: f32| {
            net.input(0).unwrap().fill(value);
            net.run().unwrap();
            net.output(DETECTOR_SCORES).unwrap().to_owned()
        };
        let (black, white, black_again) = (scores(-1.0), scores(1.0), scores(-1.0));
        assert_ne!(black, white);
        assert_eq!(black, black_again);
        assert_eq!(net.take_spent().runs, 3);
        assert_eq!(net.take_spent(), Spent::default());
        assert!(net.input(1).is_none() && net.output(2).is_none());
    }

    #[test]
    fn the_mask_head_runs_on_the_trunks_features() {
        let Some(environment) = installed() else { return };
        let mut trunk = OnnxNet::load(&LANDMARK_TRUNK, None, &environment).unwrap();
        let mut head = OnnxNet::load(&MASK_HEAD, None, &environment).unwrap();
        trunk.input(0).unwrap().fill(0.5);
        trunk.run().unwrap();
        assert!(trunk.output(TRUNK_PRESENCE).unwrap()[[0, 0]] < 0.5, "a grey picture shows nobody");
        head.run().unwrap();
        let of_nothing = head.output(0).unwrap().to_owned();
        head.input(0).unwrap().assign(&trunk.output(TRUNK_FEATURES_64).unwrap());
        head.input(1).unwrap().assign(&trunk.output(TRUNK_FEATURES_128).unwrap());
        head.run().unwrap();
        let mask = head.output(0).unwrap();
        assert!(mask.iter().all(|value| value.is_finite()));
        assert_ne!(mask, of_nothing);
    }
}
