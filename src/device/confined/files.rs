//! Which files a confined program reaches: Landlock.

use std::path::{Path, PathBuf};

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, RestrictionStatus, Ruleset, RulesetAttr, RulesetCreatedAttr,
    RulesetError, RulesetStatus, Scope, path_beneath_rules,
};

use super::allowance::Allowance;

/// The newest kernel's means that are asked for, of Linux 6.12: an older one gives those that it has.
const NEWEST: ABI = ABI::V6;

/// Where systems keep programs and libraries. None of it is anybody's own.
const SYSTEM: [&str; 8] =
    ["/usr", "/lib", "/lib64", "/bin", "/sbin", "/nix/store", "/gnu/store", "/home/linuxbrew/.linuxbrew"];
/// What programs read of the machine: where libraries are, random numbers, how many processors there are.
const MACHINE: [&str; 7] = [
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
];
/// Where anybody may write: it is gone.
const NOWHERE: &str = "/dev/null";
/// Where a program outside of [`SYSTEM`] has its libraries, from the folder that it lies in.
const LIBRARIES: [&str; 2] = ["../lib", "../lib64"];

/// Confines this thread, and all that it becomes, to these files and to `program`; whether the kernel does.
pub(super) fn confine(allowance: &Allowance, program: Option<&Path>) -> bool {
    // It fails only where a kernel says that it has what it then refuses.
    restrict(allowance, program).is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

fn restrict(allowance: &Allowance, program: Option<&Path>) -> Result<RestrictionStatus, RulesetError> {
    let run = AccessFs::Execute | AccessFs::ReadFile;
    let write: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::WriteFile | AccessFs::Truncate;
    Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?
        // What isn't there, or isn't for this person, is passed over.
        .add_rules(path_beneath_rules(SYSTEM, run | AccessFs::ReadDir))?
        .add_rules(path_beneath_rules(program.map(libraries).into_iter().flatten(), run | AccessFs::ReadDir))?
        .add_rules(path_beneath_rules(program, run))?
        .add_rules(path_beneath_rules(MACHINE, AccessFs::ReadFile | AccessFs::ReadDir))?
        .add_rules(path_beneath_rules(&allowance.reads, AccessFs::ReadFile))?
        .add_rules(path_beneath_rules(&allowance.writes, write))?
        .add_rules(path_beneath_rules([NOWHERE], AccessFs::ReadFile | AccessFs::WriteFile))?
        .restrict_self()
}

/// The folders in which a program that lies elsewhere may have its own libraries.
fn libraries(program: &Path) -> Vec<PathBuf> {
    let real = program.canonicalize();
    let places = [Some(program), real.as_deref().ok()].into_iter().flatten().filter_map(Path::parent);
    places.flat_map(|folder| LIBRARIES.map(|library| folder.join(library))).collect()
}
