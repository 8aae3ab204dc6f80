//! What a confined program can't ask of the kernel: seccomp. Everything else it can; what files it reaches is another matter.

use std::collections::BTreeMap;

use nix::libc;
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

/// Calls that are answered with "permission denied".
const REFUSED: &[libc::c_long] = &[
    // Networks, and programs that listen on this machine, such as a sound server. What was passed to it at its start it still has.
    libc::SYS_socket,
    // Would do all of this without being asked by call.
    libc::SYS_io_uring_setup,
    // Other processes of the same person.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_kill,
    libc::SYS_rt_sigqueueinfo,
    // Keys that the kernel keeps.
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    // What a file is, rather than what is in it, which Landlock doesn't guard.
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    // Corners of the kernel in which most of its holes were found.
    libc::SYS_bpf,
    libc::SYS_userfaultfd,
    libc::SYS_perf_event_open,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_open_by_handle_at,
];

/// The same by their older names, which newer processors' kernels don't have.
#[cfg(target_arch = "x86_64")]
const OLDER: &[libc::c_long] = &[
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
    libc::SYS_fchmodat2,
];
#[cfg(not(target_arch = "x86_64"))]
const OLDER: &[libc::c_long] = &[];

/// On x86-64 every call can be made by a second number, where the kernel was built so.
const SECOND_NUMBER: i64 = 0x4000_0000;

/// Refuses them from now on; whether the kernel does.
pub(super) fn refuse() -> bool {
    filter().is_some_and(|filter| apply_filter(&filter).is_ok())
}

/// `None` for a processor that the filter's makers don't know.
fn filter() -> Option<BpfProgram> {
    let numbers = REFUSED.iter().chain(OLDER);
    let mut rules = BTreeMap::new();
    for number in numbers {
        rules.insert(*number, Vec::new());
        if cfg!(target_arch = "x86_64") {
            rules.insert(*number | SECOND_NUMBER, Vec::new());
        }
    }
    let refused = SeccompAction::Errno(libc::EACCES.unsigned_abs());
    let processor = std::env::consts::ARCH.try_into().ok()?;
    SeccompFilter::new(rules, SeccompAction::Allow, refused, processor).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_can_be_made_for_this_processor() {
        assert!(filter().is_some_and(|filter| filter.len() > REFUSED.len()) || cfg!(not(target_arch = "x86_64")));
    }
}
