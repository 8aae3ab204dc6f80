//! One network in ONNX Runtime.

use std::path::Path;
use std::time::{Duration, Instant};

use ort::environment::Environment;
use ort::memory::Allocator;
use ort::session::builder::GraphOptimizationLevel;
use ort::session::{IoBinding, Session};
use ort::value::{Outlet, Tensor, TensorElementType, ValueType};

use super::error::OnnxError;
use crate::blazepose::model::{ModelFacts, TensorFacts};
use crate::blazepose::{Net, NetError};

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

impl std::fmt::Debug for ModelFacts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ModelFacts").field("file", &self.file).finish_non_exhaustive()
    }
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
        match std::fs::read(&file) {
            Ok(bytes) => Self::from_bytes(facts, &bytes, &file, environment),
            Err(error) => Err(OnnxError::ModelMissing { what: format!("cannot be read ({error})"), file }),
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
    fn input(&mut self, position: usize) -> &mut [f32] {
        self.inputs.get_mut(position).map_or(&mut [], |tensor| tensor.extract_tensor_mut().1)
    }

    fn run(&mut self) -> Result<(), NetError> {
        let start = Instant::now();
        let result = self.session.run_binding(&self.binding).map(drop);
        self.spent.runs += 1;
        self.spent.time += start.elapsed();
        result.map_err(|error| NetError { model: self.facts.title, what: first_line(&error) })
    }

    fn output(&self, position: usize) -> &[f32] {
        self.outputs.get(position).map_or(&[], |tensor| tensor.extract_tensor().1)
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
                shape.iter().copied().eq(tensor.shape.iter().map(|&length| length as i64))
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
