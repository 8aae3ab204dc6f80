//! A pose model of the person's own: its descriptor and its network, in ONNX Runtime.

use std::path::{Path, PathBuf};
use std::time::Instant;

use ndarray::{Array4, ArrayD, ArrayViewD, ArrayViewMut4, aview1};
use ort::environment::Environment;
use ort::memory::Allocator;
use ort::session::{Session, SessionInputValue};
use ort::value::{Outlet, Tensor, TensorElementType, ValueType};

use super::error::OnnxError;
use super::network::{MODEL_LIMIT, Spent, first_line, session};
use super::runtime::environment;
use crate::body::Pose;
use crate::device::files;
use crate::device::files::FileError;
use crate::device::plain::shown;
use crate::frame::Frame;
use crate::pose_model::{Descriptor, Input, KeypointModel, KeypointNet, NetFailure, NumberType, parse_descriptor};
use crate::seam::{Cost, EstimateError, PoseEstimator};
use crate::toml_check::{Problems, Style};

/// Why a pose model of the person's own cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OwnModelError {
    /// The descriptor cannot be read.
    #[error(transparent)]
    Unreadable(#[from] FileError),
    /// The descriptor is wrong.
    #[error("{}", .0.render(Style::PLAIN).trim_end())]
    Wrong(Problems),
    /// There is no ONNX Runtime to run it with.
    #[error(transparent)]
    Runtime(#[from] OnnxError),
    /// The ONNX file is not where the descriptor says, or cannot be read.
    #[error("{file}: {what}", file = shown(file))]
    ModelMissing {
        /// The ONNX file.
        file: PathBuf,
        /// What is wrong.
        what: String,
        /// The descriptor that names it.
        descriptor: PathBuf,
    },
    /// The ONNX file is damaged, or not what the descriptor says.
    #[error("{file}: {what}", file = shown(file))]
    ModelUnfit {
        /// The ONNX file.
        file: PathBuf,
        /// What is wrong.
        what: String,
        /// The descriptor that describes it.
        descriptor: PathBuf,
    },
}

impl OwnModelError {
    /// What to do about it; empty where the error says it.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self {
            Self::Unreadable(error) => error.problem.remedy().to_owned(),
            Self::Wrong(_) => String::new(),
            Self::Runtime(error) => error.remedy(),
            Self::ModelMissing { descriptor, .. } => {
                format!("correct `file` in {}; a path there begins at that file's folder", shown(descriptor))
            }
            Self::ModelUnfit { descriptor, .. } => format!(
                "compare {} with the model, for example in a viewer such as Netron; docs/pose-models.md has an example of \
                 each kind",
                shown(descriptor)
            ),
        }
    }
}

impl From<OwnModelError> for EstimateError {
    fn from(error: OwnModelError) -> Self {
        Self { what: error.to_string(), remedy: error.remedy() }
    }
}

/// Finds the person in a frame with a model of the person's own.
#[derive(Debug)]
pub struct OwnModelEstimator {
    model: KeypointModel<OwnNet>,
    file: PathBuf,
    cost: Cost,
}

/// The pose estimator that the descriptor at `path` describes. The network has been run once on nothing when it comes back,
/// so that its outputs are known to fit.
pub fn own_model(path: &Path) -> Result<OwnModelEstimator, OwnModelError> {
    let text = files::read_text(path)?;
    let descriptor = parse_descriptor(&shown(path), &text).map_err(OwnModelError::Wrong)?;
    let file = path.parent().unwrap_or(Path::new("")).join(&descriptor.file);
    let bytes = files::read_large(&file, MODEL_LIMIT).map_err(|error| OwnModelError::ModelMissing {
        file: file.clone(),
        what: error.problem.to_string(),
        descriptor: path.to_owned(),
    })?;
    let environment = environment()?;
    let unfit = |what: String| OwnModelError::ModelUnfit { file: file.clone(), what, descriptor: path.to_owned() };
    let net = OwnNet::new(&descriptor, &bytes, &environment).map_err(unfit)?;
    let mut model = KeypointModel::new(descriptor, net);
    model.try_out().map_err(|error| unfit(error.to_string()))?;
    model.net_mut().spent = Spent::default();
    Ok(OwnModelEstimator { model, file, cost: Cost::default() })
}

impl PoseEstimator for OwnModelEstimator {
    fn estimate(&mut self, frame: &Frame) -> Result<Option<Pose>, EstimateError> {
        let start = Instant::now();
        let pose = self.model.estimate(frame);
        let total = start.elapsed();
        let spent = std::mem::take(&mut self.model.net_mut().spent);
        self.cost = Cost {
            prepare: total.saturating_sub(spent.time),
            detect: None,
            landmark: (spent.runs > 0).then_some(spent.time),
            silhouette: None,
        };
        pose.map_err(|error| EstimateError {
            what: format!("{}: {error}", shown(&self.file)),
            remedy: "run `supple doctor` with the same --pose-model, which tries it".to_owned(),
        })
    }

    fn cost(&self) -> Cost {
        self.cost
    }
}

/// The input in ONNX Runtime's memory, made once and used for every run.
#[derive(Debug)]
enum InputTensor {
    Float32(Tensor<f32>),
    Uint8(Tensor<u8>),
    Int32(Tensor<i32>),
}

impl InputTensor {
    fn new(input: &Input) -> ort::Result<Self> {
        let (memory, shape) = (Allocator::default(), input.shape());
        Ok(match input.number_type {
            NumberType::Float32 => Self::Float32(Tensor::new(&memory, shape)?),
            NumberType::Uint8 => Self::Uint8(Tensor::new(&memory, shape)?),
            NumberType::Int32 => Self::Int32(Tensor::new(&memory, shape)?),
        })
    }

    /// Copies the numbers, which are whole and within range where the type wants that.
    fn set(&mut self, numbers: &Array4<f32>) {
        match self {
            Self::Float32(tensor) => tensor.extract_array_mut().assign(numbers),
            Self::Uint8(tensor) => tensor.extract_array_mut().zip_mut_with(numbers, |to, number| *to = *number as u8),
            Self::Int32(tensor) => tensor.extract_array_mut().zip_mut_with(numbers, |to, number| *to = *number as i32),
        }
    }

    fn value(&self) -> SessionInputValue<'_> {
        match self {
            Self::Float32(tensor) => tensor.into(),
            Self::Uint8(tensor) => tensor.into(),
            Self::Int32(tensor) => tensor.into(),
        }
    }
}

/// A network whose tensors a descriptor names.
#[derive(Debug)]
struct OwnNet {
    session: Session,
    input_name: String,
    numbers: Array4<f32>,
    tensor: InputTensor,
    /// The names of the outputs, and what each was at the last run.
    outputs: Vec<(String, ArrayD<f32>)>,
    spent: Spent,
}

impl OwnNet {
    /// The network in the ONNX file `bytes`. The error says what doesn't fit the descriptor.
    fn new(descriptor: &Descriptor, bytes: &[u8], environment: &Environment) -> Result<Self, String> {
        let session = session(bytes, environment).map_err(|error| first_line(&error))?;
        check_input(&descriptor.input, session.inputs())?;
        let names = descriptor.kind.outputs();
        for name in &names {
            check_output(name, session.outputs())?;
        }
        let tensor = InputTensor::new(&descriptor.input).map_err(|error| first_line(&error))?;
        Ok(Self {
            session,
            input_name: descriptor.input.name.clone(),
            numbers: Array4::zeros(descriptor.input.shape()),
            tensor,
            outputs: names.into_iter().map(|name| (name.to_owned(), ArrayD::zeros([0].as_slice()))).collect(),
            spent: Spent::default(),
        })
    }

    fn infer(&mut self) -> ort::Result<()> {
        self.tensor.set(&self.numbers);
        let results = self.session.run(ort::inputs![self.input_name.as_str() => self.tensor.value()])?;
        for (name, output) in &mut self.outputs {
            let Some(value) = results.get(name.as_str()) else { continue };
            let given = value.try_extract_array::<f32>()?;
            if output.shape() == given.shape() {
                output.assign(&given);
            } else {
                *output = given.to_owned();
            }
        }
        Ok(())
    }
}

impl KeypointNet for OwnNet {
    fn input(&mut self) -> ArrayViewMut4<'_, f32> {
        self.numbers.view_mut()
    }

    fn run(&mut self) -> Result<(), NetFailure> {
        let start = Instant::now();
        let result = self.infer();
        self.spent.runs += 1;
        self.spent.time += start.elapsed();
        result.map_err(|error| NetFailure::Run { what: first_line(&error) })
    }

    fn output(&self, position: usize) -> ArrayViewD<'_, f32> {
        self.outputs.get(position).map_or_else(|| aview1(&[]).into_dyn(), |(_, output)| output.view())
    }
}

fn names(outlets: &[Outlet]) -> String {
    let names: Vec<String> = outlets.iter().map(|outlet| format!("`{}`", outlet.name())).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Whether the graph has the descriptor's input and no other.
fn check_input(input: &Input, found: &[Outlet]) -> Result<(), String> {
    let [outlet] = found else {
        return Err(format!(
            "it has the inputs {}; a model with the picture as its only input is needed",
            names(found)
        ));
    };
    if outlet.name() != input.name {
        return Err(format!("it has no input `{}`; its input is {}", input.name, names(found)));
    }
    let wanted = match input.number_type {
        NumberType::Float32 => TensorElementType::Float32,
        NumberType::Uint8 => TensorElementType::Uint8,
        NumberType::Int32 => TensorElementType::Int32,
    };
    let fits = match outlet.dtype() {
        // A length that is left open is below zero.
        ValueType::Tensor { ty, shape, .. } => {
            let lengths = input.shape();
            let mut axes = shape.iter().zip(lengths);
            *ty == wanted
                && shape.len() == lengths.len()
                && axes.all(|(&axis, len)| axis < 0 || usize::try_from(axis) == Ok(len))
        }
        _ => false,
    };
    let (shape, number_type) = (input.shape(), input.number_type.name());
    if fits {
        Ok(())
    } else {
        Err(format!(
            "its input `{}` is {}; the descriptor says {number_type} of shape {shape:?}",
            input.name,
            outlet.dtype()
        ))
    }
}

/// Whether the graph has an output of this name, of 32-bit floats. Its shape shows itself when it is run.
fn check_output(name: &str, found: &[Outlet]) -> Result<(), String> {
    let Some(outlet) = found.iter().find(|outlet| outlet.name() == name) else {
        return Err(format!("it has no output `{name}`; its outputs are {}", names(found)));
    };
    match outlet.dtype() {
        ValueType::Tensor { ty: TensorElementType::Float32, .. } => Ok(()),
        other => Err(format!("its output `{name}` is {other} instead of 32-bit floats")),
    }
}
