//! The seam to whatever runs a network. The pipeline fills inputs, runs, and reads outputs; buffers belong to the network
//! and are used again for every frame.

use super::model::{ModelFacts, TensorFacts};

/// A network that can be run again and again. Positions are those of its [`ModelFacts`].
pub trait Net: Send {
    /// The buffer of an input, to be filled before [`run`](Self::run); empty when there is no such input.
    fn input(&mut self, position: usize) -> &mut [f32];

    /// Runs the network on what the input buffers hold.
    fn run(&mut self) -> Result<(), NetError>;

    /// What the last run gave for an output; empty when there is no such output, unspecified before the first run.
    fn output(&self, position: usize) -> &[f32];
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

/// The input buffer of `net`, which must be as long as its `model` says.
pub(super) fn input<'a>(net: &'a mut impl Net, model: &ModelFacts, position: usize) -> Result<&'a mut [f32], NetError> {
    let buffer = net.input(position);
    check(model, model.inputs.get(position), buffer.len())?;
    Ok(buffer)
}

/// What `net` gave for an output, which must be as long as its `model` says.
pub(super) fn output<'a>(net: &'a impl Net, model: &ModelFacts, position: usize) -> Result<&'a [f32], NetError> {
    let buffer = net.output(position);
    check(model, model.outputs.get(position), buffer.len())?;
    Ok(buffer)
}

fn check(model: &ModelFacts, tensor: Option<&TensorFacts>, len: usize) -> Result<(), NetError> {
    match tensor {
        Some(tensor) if tensor.len() == len => Ok(()),
        Some(tensor) => {
            let what = format!("`{}` has {len} numbers instead of {}", tensor.name, tensor.len());
            Err(NetError { model: model.title, what })
        }
        None => Err(NetError { model: model.title, what: "a tensor is missing".to_owned() }),
    }
}

/// What a scripted network does at one run: reads its inputs, writes its outputs.
#[cfg(test)]
pub(super) type Script = Box<dyn FnMut(&[Vec<f32>], &mut [Vec<f32>]) -> Result<(), NetError> + Send>;

/// A network for tests that does what a closure says and counts its runs.
#[cfg(test)]
pub(super) struct ScriptedNet {
    /// What the pipeline filled in last.
    pub inputs: Vec<Vec<f32>>,
    /// What the script wrote last.
    pub outputs: Vec<Vec<f32>>,
    /// How often it ran.
    pub runs: usize,
    script: Script,
}

#[cfg(test)]
impl ScriptedNet {
    /// A network with the tensors of `model`, zeros at first.
    pub fn new(model: &ModelFacts, script: Script) -> Self {
        let zeros = |tensors: &[TensorFacts]| tensors.iter().map(|tensor| vec![0.0; tensor.len()]).collect();
        Self { inputs: zeros(model.inputs), outputs: zeros(model.outputs), runs: 0, script }
    }
}

#[cfg(test)]
impl Net for ScriptedNet {
    fn input(&mut self, position: usize) -> &mut [f32] {
        self.inputs.get_mut(position).map_or(&mut [], Vec::as_mut_slice)
    }

    fn run(&mut self) -> Result<(), NetError> {
        self.runs += 1;
        (self.script)(&self.inputs, &mut self.outputs)
    }

    fn output(&self, position: usize) -> &[f32] {
        self.outputs.get(position).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{DETECTOR, DETECTOR_BOXES, DETECTOR_SCORES};
    use super::*;

    #[test]
    fn a_tensor_of_the_wrong_length_is_an_error_that_names_it() {
        let mut net = ScriptedNet::new(&DETECTOR, Box::new(|_, _| Ok(())));
        net.outputs[DETECTOR_SCORES].pop();
        assert!(output(&net, &DETECTOR, DETECTOR_BOXES).is_ok());
        let error = output(&net, &DETECTOR, DETECTOR_SCORES).unwrap_err();
        assert_eq!(error.to_string(), "the pose detector failed: `scores` has 2253 numbers instead of 2254");
        assert!(output(&net, &DETECTOR, 9).is_err());
        assert!(input(&mut net, &DETECTOR, 0).is_ok());
        assert!(input(&mut net, &DETECTOR, 1).is_err());
    }
}
