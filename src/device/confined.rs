//! Programs of others, ffmpeg and espeak-ng, with no more than they need. A film may come from anybody, and what reads it is large and
//! written in C: whatever a film makes of ffmpeg, it must reach neither a network nor the person's files.
//!
//! A program can be confined between its start and its first instruction only from inside, and what the standard library offers for that
//! is unsafe. So Supple starts itself: with `--confined` as its first argument it confines itself, by means that the Linux kernel gives
//! everybody (Landlock for files, seccomp for calls, limits), and becomes the program. What is confined stays so, as does all that it starts.
//!
//! Where the kernel lacks one of these means the program runs with the others, and `supple doctor` says so. Elsewhere than on Linux it runs
//! as it is: macOS has nothing that isn't deprecated, and Windows nothing without unsafe code.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::OnceLock;

mod allowance;
#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod files;
mod found;
#[cfg(target_os = "linux")]
mod kernel;
#[cfg(unix)]
mod limits;
mod strength;

pub use allowance::Allowance;
pub use strength::Strength;

/// The first argument of a process that is to confine itself. No command is called so, and nobody types it.
const MARK: &str = "--confined";
/// What such a process ends with when it could not become the program, as shells have it.
const CANNOT: u8 = 126;
/// What a confined program is told of the environment: where programs and libraries are, which letters are used, and where espeak-ng has its
/// voices. Anything else may be a secret, or make it write something (`FFREPORT`).
#[cfg(unix)]
const TOLD: [&str; 8] = [
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "ESPEAK_DATA_PATH",
];

/// Enough memory to say something, in MiB.
const LITTLE: u64 = 64;

/// This very program, if it knows what [`MARK`] means: what merely uses the library, such as a test, doesn't.
static STARTER: OnceLock<PathBuf> = OnceLock::new();

/// To be called first of all in `main`. A process that was started to become another program does so here; it comes back, with what to
/// end with, only if it can't. Any other process goes on, and can confine programs from then on.
#[must_use]
pub fn become_program() -> Option<ExitCode> {
    // What a crash leaves on the disk would show what the camera saw.
    #[cfg(unix)]
    limits::leave_no_core_file();
    let mut arguments = std::env::args_os().skip(1);
    if cfg!(not(target_os = "linux")) || arguments.next().as_deref() != Some(OsStr::new(MARK)) {
        if let Some(program) = super::telemetry::program() {
            STARTER.get_or_init(|| program);
        }
        return None;
    }
    Some(confine_and_become(arguments))
}

#[cfg(target_os = "linux")]
fn confine_and_become(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    use std::io::Write;
    use std::os::unix::process::CommandExt;

    let (allowance, mut rest) = Allowance::parse(arguments);
    let Some(program) = rest.next() else {
        // Only asked how far it goes.
        let strength = kernel::confine(&allowance, None);
        let told = writeln!(io::stdout(), "{}", strength.told());
        return if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::from(CANNOT) };
    };
    kernel::confine(&allowance, Some(Path::new(&program)));
    let error = Command::new(&program).args(rest).exec();
    // As ffmpeg would say it, for whoever reads its log.
    let _ =
        writeln!(io::stderr(), "[error] {} could not be started: {error}", super::plain::shown(Path::new(&program)));
    ExitCode::from(CANNOT)
}

#[cfg(not(target_os = "linux"))]
fn confine_and_become(_: impl Iterator<Item = OsString>) -> ExitCode {
    ExitCode::from(CANNOT)
}

/// A command that runs `program`, found as the system finds programs, with no more than `allowance`. Its own arguments are to be added.
pub fn command(program: &Path, allowance: &Allowance) -> io::Result<Command> {
    let program = found::program(program)?;
    #[cfg_attr(not(unix), allow(unused_mut, reason = "it is told everything there"))]
    let mut command = match STARTER.get() {
        Some(starter) if cfg!(target_os = "linux") && !found::is_confined_already(&program) => {
            let mut command = Command::new(starter);
            command.arg(MARK).args(allowance.arguments()).arg(&program);
            command
        }
        _ => Command::new(&program),
    };
    #[cfg(unix)]
    {
        let told = TOLD.iter().filter_map(|name| std::env::var_os(name).map(|value| (*name, value)));
        command.env_clear().envs(told.collect::<Vec<_>>());
    }
    Ok(command)
}

/// How far programs are confined on this system, as a process finds that tries it.
#[must_use]
pub fn strength() -> Strength {
    let asked = STARTER.get().filter(|_| cfg!(target_os = "linux")).and_then(|starter| {
        let mut command = Command::new(starter);
        command.arg(MARK).args(Allowance::new(LITTLE).arguments()).stdin(std::process::Stdio::null());
        command.output().ok()
    });
    asked.map_or(Strength::None, |output| Strength::of(String::from_utf8_lossy(&output.stdout).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_merely_uses_the_library_starts_the_program_itself() {
        let command = command(Path::new("cargo"), &Allowance::new(1)).unwrap();
        assert!(command.get_program().to_string_lossy().ends_with("cargo"));
        assert_eq!(command.get_args().count(), 0);
        assert_eq!(strength(), Strength::None);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_is_told_nothing_of_the_environment_but_what_it_needs() {
        let command = command(Path::new("cargo"), &Allowance::new(1)).unwrap();
        let told: Vec<_> = command.get_envs().map(|(name, _)| name.to_string_lossy().into_owned()).collect();
        assert!(told.contains(&"PATH".to_owned()), "{told:?}");
        assert!(told.iter().all(|name| TOLD.contains(&name.as_str())), "{told:?}");
    }
}
