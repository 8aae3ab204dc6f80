//! The seam to whatever runs a network. The pipeline fills inputs, runs, and reads outputs; tensors belong to the network
//! and are used again for every frame.

#[cfg(test)]
use ndarray::ArrayD;
use ndarray::{ArrayView, ArrayViewD, ArrayViewMut, ArrayViewMutD, ShapeArg};

use super::model::{ModelFacts, TensorFacts};

/// A network that can be run again and again. Positions are those of its [`ModelFacts`].
pub trait Net: Send {
    /// An input, to be filled before [`run`](Self::run); `None` when there is no such input.
    fn input(&mut self, position: usize) -> Option<ArrayViewMutD<'_, f32>>;

    /// Runs the network on what the inputs hold.
    fn run(&mut self) -> Result<(), NetError>;

    /// What the last run gave for an output; `None` when there is no such output, unspecified before the first run.
    fn output(&self, position: usize) -> Option<ArrayViewD<'_, f32>>;
}

/// A network that could not be run or gave something that it should not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the {model} failed: {what}")]
pub struct NetError {
    /// Which network, as in [`ModelFacts::title`].
    pub model: &'static str,
    /// What went wrong.
    pub what: String,
}

/// An input of `net`, which must have the shape that its `model` says, with the axes `axes`: the batch of one left out, lists
/// in a row told apart.
pub(super) fn input<'a, S: ShapeArg>(
    net: &'a mut impl Net,
    model: &ModelFacts,
    position: usize,
    axes: S,
) -> Result<ArrayViewMut<'a, f32, S::Dim>, NetError> {
    let tensor = net.input(position);
    check(model, model.inputs.get(position), tensor.as_ref().map(ArrayViewMutD::shape))?;
    tensor.and_then(|tensor| tensor.into_shape_with_order(axes).ok()).ok_or_else(|| missing(model))
}

/// What `net` gave for an output, which must have the shape that its `model` says, with the axes `axes`.
pub(super) fn output<'a, S: ShapeArg>(
    net: &'a impl Net,
    model: &ModelFacts,
    position: usize,
    axes: S,
) -> Result<ArrayView<'a, f32, S::Dim>, NetError> {
    let tensor = net.output(position);
    check(model, model.outputs.get(position), tensor.as_ref().map(ArrayViewD::shape))?;
    tensor.and_then(|tensor| tensor.into_shape_with_order(axes).ok()).ok_or_else(|| missing(model))
}

fn check(model: &ModelFacts, tensor: Option<&TensorFacts>, shape: Option<&[usize]>) -> Result<(), NetError> {
    let (tensor, shape) = tensor.zip(shape).ok_or_else(|| missing(model))?;
    if tensor.shape == shape {
        return Ok(());
    }
    let what = format!("`{}` has the shape {shape:?} instead of {:?}", tensor.name, tensor.shape);
    Err(NetError { model: model.title, what })
}

fn missing(model: &ModelFacts) -> NetError {
    NetError { model: model.title, what: "a tensor is missing".to_owned() }
}

/// What a scripted network does at one run: reads its inputs, writes its outputs.
#[cfg(test)]
pub(super) type Script = Box<dyn FnMut(&[ArrayD<f32>], &mut [ArrayD<f32>]) -> Result<(), NetError> + Send>;

/// A network for tests that does what a closure says and counts its runs.
#[cfg(test)]
pub(super) struct ScriptedNet {
    /// What the pipeline filled in last.
    pub inputs: Vec<ArrayD<f32>>,
    /// What the script wrote last.
    pub outputs: Vec<ArrayD<f32>>,
    /// How often it ran.
    pub runs: usize,
    script: Script,
}

#[cfg(test)]
impl ScriptedNet {
    /// A network with the tensors of `model`, zeros at first.
    pub fn new(model: &ModelFacts, script: Script) -> Self {
        let zeros = |tensors: &[TensorFacts]| tensors.iter().map(|tensor| ArrayD::zeros(tensor.shape)).collect();
        Self { inputs: zeros(model.inputs), outputs: zeros(model.outputs), runs: 0, script }
    }
}

#[cfg(test)]
impl Net for ScriptedNet {
    fn input(&mut self, position: usize) -> Option<ArrayViewMutD<'_, f32>> {
        self.inputs.get_mut(position).map(|tensor| tensor.view_mut())
    }

    fn run(&mut self) -> Result<(), NetError> {
        self.runs += 1;
        (self.script)(&self.inputs, &mut self.outputs)
    }

    fn output(&self, position: usize) -> Option<ArrayViewD<'_, f32>> {
        self.outputs.get(position).map(|tensor| tensor.view())
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{ANCHORS, BOX_VALUES, DETECTOR, DETECTOR_BOXES, DETECTOR_SCORES, DETECTOR_SIDE};
    use super::*;

    #[test]
    fn a_tensor_of_another_shape_is_an_error_that_names_it() {
        let mut net = ScriptedNet::new(&DETECTOR, Box::new(|_, _| Ok(())));
        net.outputs[DETECTOR_SCORES] = ArrayD::zeros(vec![1, 2253, 1]);
        assert!(output(&net, &DETECTOR, DETECTOR_BOXES, (ANCHORS, BOX_VALUES)).is_ok());
        let error = output(&net, &DETECTOR, DETECTOR_SCORES, ANCHORS).unwrap_err();
        let message = "the pose detector failed: `scores` has the shape [1, 2253, 1] instead of [1, 2254, 1]";
        assert_eq!(error.to_string(), message);
        assert!(output(&net, &DETECTOR, 9, ANCHORS).is_err());
        let axes = (DETECTOR_SIDE, DETECTOR_SIDE, 3);
        assert!(input(&mut net, &DETECTOR, 0, axes).is_ok());
        assert!(input(&mut net, &DETECTOR, 1, axes).is_err());
    }

    #[test]
    fn axes_name_the_same_numbers() {
        let mut net = ScriptedNet::new(&DETECTOR, Box::new(|_, _| Ok(())));
        net.outputs[DETECTOR_BOXES][[0, 1000, 7]] = 5.0;
        let boxes = output(&net, &DETECTOR, DETECTOR_BOXES, (ANCHORS, BOX_VALUES)).unwrap();
        assert!((boxes[[1000, 7]] - 5.0).abs() < 1e-6);
        assert!(output(&net, &DETECTOR, DETECTOR_BOXES, (ANCHORS, 7)).is_err());
    }
}
