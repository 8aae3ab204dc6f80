//! The seam to whatever runs the network.

use ndarray::{ArrayViewD, ArrayViewMut4};

/// A network with one picture as input, which can be run again and again.
pub trait KeypointNet: Send {
    /// The numbers of the input, to be filled before [`run`](Self::run), whatever their type in the network: batch first,
    /// then the axes in the descriptor's layout.
    fn input(&mut self) -> ArrayViewMut4<'_, f32>;

    /// Runs the network on what the input holds.
    fn run(&mut self) -> Result<(), NetFailure>;

    /// What the last run gave for an output, batch first, by its position in [`Kind::outputs`](super::Kind::outputs);
    /// without numbers if there is no such output.
    fn output(&self, position: usize) -> ArrayViewD<'_, f32>;
}

/// A network that could not be run, or whose output is not what its descriptor says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetFailure {
    /// Running it failed.
    #[error("{what}")]
    Run {
        /// What the runtime says.
        what: String,
    },
    /// An output of another shape.
    #[error("its output `{output}` has the shape {found:?}; {expected} is needed")]
    Shape {
        /// The output's name.
        output: String,
        /// The shape that was found.
        found: Vec<usize>,
        /// The shape that was expected, in words.
        expected: String,
    },
}
