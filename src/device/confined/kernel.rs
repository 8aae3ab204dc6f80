//! All that the kernel offers to keep a program from what it doesn't need.

use std::path::Path;

use super::allowance::Allowance;
use super::strength::Strength;
use super::{calls, files, limits};

/// Confines this process, and what it becomes, for good; how far.
pub(super) fn confine(allowance: &Allowance, program: Option<&Path>) -> Strength {
    let files = files::confine(allowance, program);
    let network = calls::refuse();
    // Last: a process without memory could do nothing of it.
    limits::set(allowance);
    Strength::of_both(files, network)
}
