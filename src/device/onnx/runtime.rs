//! Finds and loads ONNX Runtime, once for the whole process.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::ffi::OsString;
use std::fs;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ort::LoadDynamicError;
use ort::environment::Environment;
use ort::logging::LogLevel;

use super::elf::is_cut_off;
use super::error::{OnnxError, Tried};
use crate::device::telemetry;

/// The environment variable that names the library's path; nothing else is tried when it is set.
const PATH_VARIABLE: &str = "ORT_DYLIB_PATH";

#[derive(Clone, Debug)]
struct Runtime {
    environment: Environment,
    path: PathBuf,
}

/// The library can be loaded, and its environment made, only once in a process.
static LOADED: Mutex<Option<Runtime>> = Mutex::new(None);

/// What ONNX Runtime was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuntimeInfo {
    /// The library's path, or its bare name when the system found it.
    pub path: PathBuf,
    /// Its version, such as `1.31.1`, if the library says it.
    pub version: Option<String>,
}

/// Loads ONNX Runtime, if need be, and says which one it is.
pub fn runtime_info() -> Result<RuntimeInfo, OnnxError> {
    let Runtime { path, .. } = runtime()?;
    // A bare name is not a file here but a library somewhere on the system.
    let library = if path.is_absolute() { fs::read(&path).ok() } else { None };
    let version = library.and_then(|library| version_in(&library));
    Ok(RuntimeInfo { path, version })
}

/// ONNX Runtime's environment, which every session needs.
pub(super) fn environment() -> Result<Environment, OnnxError> {
    runtime().map(|runtime| runtime.environment)
}

fn runtime() -> Result<Runtime, OnnxError> {
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = &*loaded {
        return Ok(runtime.clone());
    }
    // Whatever library it is and whatever started this process: nothing is loaded that might send anything.
    if !telemetry::is_off() {
        return Err(OnnxError::TelemetryOn);
    }
    // A link to the program may lie anywhere; what came with it lies by the program itself.
    let program = std::env::current_exe().ok();
    let program =
        program.map(|program| if cfg!(unix) { fs::canonicalize(&program).unwrap_or(program) } else { program });
    let runtime = first_fit(&candidates(std::env::var_os(PATH_VARIABLE), program.as_deref()))?;
    *loaded = Some(runtime.clone());
    Ok(runtime)
}

/// The folder in which a package has the library, seen from the one above the program's: `/usr/bin/supple` has it in `/usr/lib/supple`, where no
/// other program looks for it. A bundle on macOS has a place of its own for libraries.
const PACKAGED: &str = if cfg!(target_os = "macos") { "Frameworks" } else { "lib/supple" };

/// Where ONNX Runtime may be, best first: where the person says, alone; else beside the program, where a package has it, in the
/// folder above the program, and wherever the system looks for libraries.
fn candidates(chosen: Option<OsString>, program: Option<&Path>) -> Vec<PathBuf> {
    if let Some(chosen) = chosen.filter(|chosen| !chosen.is_empty()) {
        // The library's own notion of a relative path begins at the program; a person's begins where they are.
        let chosen = PathBuf::from(chosen);
        return vec![std::path::absolute(&chosen).unwrap_or(chosen)];
    }
    let name = format!("{DLL_PREFIX}onnxruntime{DLL_SUFFIX}");
    let mut candidates = Vec::new();
    if let Some(folder) = program.and_then(Path::parent) {
        // Test programs live one folder deeper than the program itself.
        let above = folder.parent();
        let folders = [Some(folder.to_owned()), above.map(|above| above.join(PACKAGED)), above.map(Path::to_owned)];
        candidates.extend(folders.into_iter().flatten().map(|folder| folder.join(&name)));
    }
    candidates.push(PathBuf::from(&name));
    if cfg!(target_os = "linux") {
        // What distributions install without their development packages.
        candidates.push(PathBuf::from(format!("{name}.1")));
    }
    candidates
}

fn first_fit(candidates: &[PathBuf]) -> Result<Runtime, OnnxError> {
    let mut tried = Vec::new();
    for path in candidates {
        match load(path) {
            Ok(environment) => return Ok(Runtime { environment, path: path.clone() }),
            Err(fault) => tried.push(Tried { path: path.clone(), fault }),
        }
    }
    let is_missing = tried.iter().all(|tried| tried.fault.is_none());
    Err(if is_missing { OnnxError::RuntimeMissing { tried } } else { OnnxError::RuntimeUnfit { tried } })
}

/// Loads the library at `path`; `Err(None)` if there is no such file.
fn load(path: &Path) -> Result<Environment, Option<String>> {
    let is_file = path.is_absolute();
    if is_file {
        check_file(path)?;
    }
    let builder = ort::init_from(path).map_err(|error| match error {
        // The system knows no library of this name. Its message speaks of files; that is no fault of anything found.
        LoadDynamicError::Dlopen { .. } if !is_file => None,
        LoadDynamicError::Dlopen { error, .. } => {
            let reason = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
            Some(format!("not a library that can be loaded here ({reason})"))
        }
        LoadDynamicError::MissingApi { .. } => Some("another library, not ONNX Runtime".to_owned()),
        LoadDynamicError::InvalidVersionString => Some("it does not tell its version".to_owned()),
        LoadDynamicError::BadVersion { version_str, .. } => {
            Some(format!("version {version_str} is too old; 1.{} or newer is needed", ort::MINOR_VERSION))
        }
    })?;
    // Everything that matters comes back as an error; nothing is to be printed over the person's session. Telemetry of version
    // 1.29.0 and newer is off by its switch; this is for older ones on Windows, which don't know the switch.
    let quiet = builder.with_name("supple").with_telemetry(false).with_logger(Arc::new(|_, _, _, _, _| {}));
    let environment = quiet.build().map_err(|error| Some(error.to_string()))?;
    environment.set_log_level(LogLevel::Fatal);
    Ok(environment)
}

fn check_file(path: &Path) -> Result<(), Option<String>> {
    let unreadable = |error: &std::io::Error| Some(format!("cannot be read ({error})"));
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(None),
        Err(error) => return Err(unreadable(&error)),
        Ok(metadata) if !metadata.is_file() => return Err(Some("a folder, not a library".to_owned())),
        Ok(_) => {}
    }
    let is_cut_off = File::open(path).and_then(|mut file| is_cut_off(&mut file)).map_err(|error| unreadable(&error))?;
    if is_cut_off { Err(Some("incomplete: its end is missing".to_owned())) } else { Ok(()) }
}

/// The version in the name that ONNX Runtime gives its exported symbols on Linux, `VERS_1.31.1`. Asking the library itself
/// would take unsafe code.
fn version_in(library: &[u8]) -> Option<String> {
    const MARK: &[u8] = b"VERS_";
    let digits = |bytes: &[u8]| -> String {
        bytes.iter().map_while(|&byte| (byte.is_ascii_digit() || byte == b'.').then_some(char::from(byte))).collect()
    };
    library
        .windows(MARK.len())
        .enumerate()
        .filter(|(_, window)| *window == MARK)
        .map(|(start, _)| digits(&library[start + MARK.len()..]))
        .find(|version| version.contains('.'))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn the_person_s_choice_is_the_only_candidate() {
        let chosen = candidates(Some("/somewhere/ort.so".into()), Some(Path::new("/opt/supple/supple")));
        assert_eq!(chosen, [PathBuf::from("/somewhere/ort.so")]);
        let relative = candidates(Some("ort.so".into()), None);
        assert_eq!(relative, [std::env::current_dir().unwrap().join("ort.so")]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn else_it_is_looked_for_beside_the_program_and_where_the_system_looks() {
        let expected = [
            "/opt/target/debug/deps/libonnxruntime.so",
            "/opt/target/debug/lib/supple/libonnxruntime.so",
            "/opt/target/debug/libonnxruntime.so",
            "libonnxruntime.so",
            "libonnxruntime.so.1",
        ];
        let program = Path::new("/opt/target/debug/deps/supple-1234");
        assert_eq!(candidates(None, Some(program)), expected.map(PathBuf::from));
        assert_eq!(candidates(Some(OsString::new()), Some(program)), expected.map(PathBuf::from));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_package_has_it_in_a_folder_of_its_own() {
        for (program, library) in [
            ("/usr/bin/supple", "/usr/lib/supple/libonnxruntime.so"),
            ("/home/me/supple-0.1.0/bin/supple", "/home/me/supple-0.1.0/lib/supple/libonnxruntime.so"),
        ] {
            assert_eq!(candidates(None, Some(Path::new(program)))[1], PathBuf::from(library));
        }
    }

    /// The layout of a package, whose program is started by a link that lies elsewhere.
    #[cfg(target_os = "linux")]
    #[test]
    #[cfg_attr(not(have_player), ignore = "needs ffmpeg and ONNX Runtime")]
    fn a_link_to_the_program_finds_what_came_with_it() {
        use std::os::unix::fs::symlink;

        let this = std::env::current_exe().unwrap();
        let library = candidates(std::env::var_os(PATH_VARIABLE), Some(&this)).into_iter().find(|path| path.exists());
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (bin, own) = (root.join("usr/bin"), root.join("usr/lib/supple"));
        for folder in [&bin, &own] {
            fs::create_dir_all(folder).unwrap();
        }
        fs::copy(this, bin.join("supple")).unwrap();
        symlink(library.unwrap(), own.join("libonnxruntime.so")).unwrap();
        symlink(bin.join("supple"), root.join("link")).unwrap();
        let mut command = Command::new(root.join("link"));
        let printed =
            printed_by(command.args(PRINTED).env_remove(PATH_VARIABLE).env(telemetry::SWITCH, telemetry::OFF));
        let expected = format!("loaded RuntimeInfo {{ path: {:?}", own.join("libonnxruntime.so"));
        assert!(printed.contains(&expected), "{printed}");
    }

    #[test]
    fn a_version_is_read_from_the_symbols() {
        assert_eq!(version_in(b"\0GNU VERS_ VERS_1.31.1\0more").as_deref(), Some("1.31.1"));
        assert_eq!(version_in(b"VERS_"), None);
        assert_eq!(version_in(b""), None);
    }

    /// The arguments that run [`print_what_loading_gives`].
    const PRINTED: [&str; 4] =
        ["--exact", "device::onnx::runtime::tests::print_what_loading_gives", "--ignored", "--nocapture"];

    /// [`print_what_loading_gives`] in a process of its own: a library, once loaded, stays.
    fn loading(path: &Path) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(PRINTED).env(PATH_VARIABLE, path);
        command
    }

    fn loaded_with(path: &Path) -> String {
        printed_by(&mut loading(path))
    }

    fn printed_by(command: &mut Command) -> String {
        let output = command.output().unwrap();
        assert!(output.status.success(), "{command:?} {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        String::from_utf8(output.stdout).unwrap()
    }

    #[test]
    #[ignore = "run by other tests, in a process of its own"]
    fn print_what_loading_gives() {
        match runtime_info() {
            Ok(info) => println!("loaded {info:?}"),
            Err(error) => println!("{error}\nremedy: {}", error.remedy()),
        }
    }

    #[test]
    fn a_missing_or_unfit_library_is_one_clear_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let missing = loaded_with(&folder.path().join("nowhere.so"));
        assert!(missing.contains("was not found\n") && missing.contains("nowhere.so: not there\n"), "{missing}");
        assert!(missing.contains("make setup") && missing.contains(PATH_VARIABLE), "{missing}");
        let text = loaded_with(&file("text.so", b"this is no library"));
        assert!(text.contains("cannot be used\n") && text.contains("text.so: not a library"), "{text}");
        let empty = loaded_with(&file("empty.so", b""));
        assert!(empty.contains("empty.so: not a library"), "{empty}");
        let a_folder = loaded_with(folder.path());
        assert!(a_folder.contains("a folder, not a library"), "{a_folder}");
        if cfg!(target_os = "linux") {
            let program = fs::read(std::env::current_exe().unwrap()).unwrap();
            // Early enough to lie within what is loaded, however much debugging information follows.
            let cut_off = loaded_with(&file("cut.so", &program[..64 << 10]));
            assert!(cut_off.contains("cut.so: incomplete"), "{cut_off}");
        }
    }

    /// There is no library at the path, so that trying to load it can be distinguished from refusing to.
    #[test]
    fn no_library_is_loaded_with_telemetry_on() {
        let path = Path::new("/nowhere/libonnxruntime.so");
        let mut refusals = vec![printed_by(loading(path).env_remove(telemetry::SWITCH))];
        for value in ["", "0", "true", "1 "] {
            refusals.push(printed_by(loading(path).env(telemetry::SWITCH, value)));
        }
        for refusal in refusals {
            assert!(refusal.contains("its telemetry is not switched off\nremedy: start"), "{refusal}");
            assert!(refusal.contains("ORT_DISABLE_TELEMETRY=1") && !refusal.contains("nowhere"), "{refusal}");
        }
        assert!(loaded_with(path).contains("nowhere"));
    }

    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    #[test]
    fn another_library_is_told_apart() {
        let mathematics = Path::new("/lib/x86_64-linux-gnu/libm.so.6");
        if !mathematics.exists() {
            println!("skipped: no {}", mathematics.display());
            return;
        }
        let other = loaded_with(mathematics);
        assert!(other.contains("another library, not ONNX Runtime"), "{other}");
    }
}
