//! How much a process may take.

use nix::sys::resource::{Resource, rlim_t, setrlimit};

#[cfg(target_os = "linux")]
use super::allowance::Allowance;

/// No core file. Of one byte and not of none: Linux gives even those without a file to a program that collects them, where there is one,
/// but not those of one byte.
const CORE: rlim_t = 1;
/// Files that are open at once; ffmpeg has about ten.
#[cfg(target_os = "linux")]
const OPEN: rlim_t = 64;
/// Besides the memory that a program fills it keeps places for more, 64 MiB for each of its threads; so much of that.
#[cfg(target_os = "linux")]
const PLACES: rlim_t = 16 << 30;

/// A crash of this process leaves no picture of its memory.
pub(super) fn leave_no_core_file() {
    lower(Resource::RLIMIT_CORE, CORE);
}

/// No more than this, for this process and what it becomes.
#[cfg(target_os = "linux")]
pub(super) fn set(allowance: &Allowance) {
    leave_no_core_file();
    lower(Resource::RLIMIT_NOFILE, OPEN);
    // What it fills; what it only sets aside depends on how many processors there are.
    lower(Resource::RLIMIT_DATA, allowance.memory << 20);
    lower(Resource::RLIMIT_AS, (allowance.memory << 20).saturating_add(PLACES));
    if let Some(seconds) = allowance.seconds {
        lower(Resource::RLIMIT_CPU, seconds);
    }
    if allowance.writes.is_empty() {
        // It can write no file, and what it was given to write to are pipes, which this leaves alone. Memory that two programs share is a
        // file to the kernel, and a library of espeak-ng makes some at its start, whether there is another program or not.
        lower(Resource::RLIMIT_FSIZE, allowance.memory << 20);
    }
}

/// Sets both limits; what is lower already stays.
fn lower(resource: Resource, most: rlim_t) {
    let most = nix::sys::resource::getrlimit(resource).map_or(most, |(_, hard)| hard.min(most));
    // A limit that can't be lowered isn't, as on a system that doesn't know it.
    let _ = setrlimit(resource, most, most);
}
