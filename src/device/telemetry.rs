//! ONNX Runtime's telemetry, switched off before the library is loaded.
//!
//! From version 1.29.0 on, ONNX Runtime's packages write an identifier and a queue into the person's home as soon as the library
//! makes its environment, and send it from a few seconds later on. Asking the library to keep still comes too late: by then it
//! has begun. It keeps still from the start where [`SWITCH`] stands in the environment of the process, and a process can't
//! safely change its own. So the program starts itself again with the switch, before anything else, and
//! [`onnx`](super::onnx) loads no library without it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The environment variable that switches telemetry off.
pub const SWITCH: &str = "ORT_DISABLE_TELEMETRY";
/// Its value. The library takes some other words, too, but this one is documented.
pub const OFF: &str = "1";

/// Whether telemetry is switched off in this process, and in every library that it loads.
#[must_use]
pub fn is_off() -> bool {
    env::var_os(SWITCH).is_some_and(|value| value == OFF)
}

/// Goes on with telemetry switched off: starts the program again, with the same name and arguments, where it isn't yet. To be called
/// at the very beginning of `main`, while there is nothing yet that a new start would lose.
///
/// It comes back with telemetry still on where the system can't start the program again. Then what needs no ONNX Runtime
/// works, and loading it is refused with a remedy.
pub fn switch_off() {
    if !is_off()
        && let Some(program) = program()
    {
        let mut arguments = env::args_os();
        let name = arguments.next();
        let mut command = Command::new(program);
        command.args(arguments).env(SWITCH, OFF);
        // An error is no news: the loader of ONNX Runtime notices that the switch is missing, and says what to do.
        drop(become_it(command, name));
    }
}

/// The file of this very program.
#[cfg(target_os = "linux")]
pub(super) fn program() -> Option<PathBuf> {
    use std::os::unix::fs::MetadataExt;

    // The link leads to the program even if its file has been replaced or removed since it was started, as an update does. By
    // its own name, though, `ps` and `pkill` know it; started through the link it would be called "exe".
    let link = Path::new("/proc/self/exe");
    let same = |named: &Path| {
        let (running, named) = (fs::metadata(link).ok()?, fs::metadata(named).ok()?);
        Some((running.dev(), running.ino()) == (named.dev(), named.ino()))
    };
    let named = env::current_exe().ok()?;
    Some(if same(&named) == Some(true) { named } else { link.to_owned() })
}

#[cfg(not(target_os = "linux"))]
pub(super) fn program() -> Option<PathBuf> {
    env::current_exe().ok()
}

/// Takes this process's place; comes back only if that fails.
#[cfg(unix)]
pub(super) fn become_it(mut command: Command, name: Option<std::ffi::OsString>) -> std::io::Error {
    use std::os::unix::process::CommandExt;

    if let Some(name) = name {
        command.arg0(name);
    }
    command.exec()
}

/// Windows can't replace a process: this one waits for the other and ends as it does.
#[cfg(not(unix))]
pub(super) fn become_it(mut command: Command, _name: Option<std::ffi::OsString>) -> std::io::Error {
    // Ctrl-C goes to both; the other one ends by it, in its own time, and this one has to wait until then.
    drop(ctrlc::set_handler(|| {}));
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}

/// What ONNX Runtime's telemetry has left on this machine, by an earlier Supple or another program.
#[must_use]
pub fn left_behind() -> Vec<PathBuf> {
    let home = env::home_dir();
    let caches =
        env::var_os("XDG_CACHE_HOME").map(PathBuf::from).into_iter().chain(home.map(|home| home.join(".cache")));
    files_in(caches, &env::temp_dir())
}

/// The same with the folders for caches and for temporary files. Other programs have files there as well, so only what is known to
/// be telemetry's counts.
fn files_in(caches: impl Iterator<Item = PathBuf>, temporary: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = caches
        .map(|cache| cache.join("Microsoft/DeveloperTools/.onnxruntime"))
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.filter_map(Result::ok))
        .filter(|entry| {
            let name = entry.file_name();
            ["deviceid", "onnxruntime.db"].iter().any(|known| name.as_encoded_bytes().starts_with(known.as_bytes()))
        })
        .map(|entry| entry.path())
        .collect();
    let session = temporary.join(".ses");
    found.extend(is_session(&session).then_some(session));
    found.sort();
    // One folder may have been named twice.
    found.dedup();
    found
}

/// Whether this is the file about a session that telemetry keeps: a time in milliseconds and an identifier, a line each.
fn is_session(file: &Path) -> bool {
    const MOST_BYTES: u64 = 128;
    if !fs::metadata(file).is_ok_and(|metadata| metadata.is_file() && metadata.len() <= MOST_BYTES) {
        return false;
    }
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut lines = text.lines();
    let is_time = |line: &str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    let is_identifier =
        |line: &str| line.len() == 36 && line.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    lines.next().is_some_and(is_time) && lines.next().is_some_and(is_identifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_run_with_telemetry_off() {
        assert!(is_off(), "run tests with cargo, which sets {SWITCH} (.cargo/config.toml)");
    }

    #[test]
    fn what_telemetry_left_is_found_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let (cache, temporary) = (place.path().join("cache"), place.path().join("tmp"));
        let folder = cache.join("Microsoft/DeveloperTools/.onnxruntime");
        fs::create_dir_all(&folder).unwrap();
        fs::create_dir(&temporary).unwrap();
        let found = || files_in([cache.clone(), cache.clone(), place.path().join("none")].into_iter(), &temporary);
        assert_eq!(found(), Vec::<PathBuf>::new());
        for name in ["deviceid", "deviceid.lock", "onnxruntime.db", "onnxruntime.db-wal", "other"] {
            fs::write(folder.join(name), "").unwrap();
        }
        fs::write(temporary.join(".ses"), "1795599846291\n12c61a79-0af0-84ae-081c-8707fba5fca9\n").unwrap();
        let files = ["deviceid", "deviceid.lock", "onnxruntime.db", "onnxruntime.db-wal"];
        let mut expected: Vec<_> = files.iter().map(|name| folder.join(name)).collect();
        expected.push(temporary.join(".ses"));
        assert_eq!(found(), expected);
        for other in ["", "1795599846291\n", "session\n12c61a79-0af0-84ae-081c-8707fba5fca9\n", "1\nan identifier\n"] {
            fs::write(temporary.join(".ses"), other).unwrap();
            assert_eq!(found().len(), 4, "{other}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_program_is_started_by_its_own_name() {
        assert_eq!(program(), env::current_exe().ok());
    }
}
