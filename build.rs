//! The program carries `routines/` and the voices inside itself. The compiler notices a changed file there, but not a new one; this does.
//!
//! And it looks for what some tests need and the project doesn't hold. Where that is missing they are ignored, which `cargo
//! test` says, in place of passing without having tested anything. It looks when the crate is built: whoever installs the
//! rest later does `touch build.rs`. What vanishes later is a failure.

use std::env;
use std::path::{Path, PathBuf};

/// What the tests are told of, as `cfg`.
const FOUND: [&str; 5] = ["have_ffmpeg", "have_player", "have_footage", "have_photos", "have_espeak"];

fn main() {
    println!("cargo::rerun-if-changed=routines");
    println!("cargo::rerun-if-changed=voices/en");
    println!("cargo::rerun-if-changed=voices/es");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=ORT_DYLIB_PATH");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let shared = root.join("../shared");
    let search = env::var_os("PATH").unwrap_or_default();
    let installed = |program: &str| env::split_paths(&search).any(|folder| watched(&folder.join(program)));
    let (ffmpeg, espeak) = (installed("ffmpeg"), installed("espeak-ng"));
    // OUT_DIR is four levels below the folder that the program is built in.
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let beside = out.ancestors().nth(3).is_some_and(|folder| watched(&folder.join("libonnxruntime.so")));
    let runtime = beside || env::var_os("ORT_DYLIB_PATH").is_some();
    let footage = watched(&shared.join("footage")) && watched(&shared.join("real"));
    let photos = watched(&shared.join("photos"));
    let player = ffmpeg && runtime;
    for (name, is_there) in FOUND.into_iter().zip([ffmpeg, player, player && footage, runtime && photos, espeak]) {
        println!("cargo::rustc-check-cfg=cfg({name})");
        if is_there {
            println!("cargo::rustc-cfg={name}");
        }
    }
}

/// Whether a file or folder is there; if so, its changes count. (Were it watched while it is missing, everything would be
/// built anew each time.)
fn watched(path: &Path) -> bool {
    let is_there = path.exists();
    if is_there {
        println!("cargo::rerun-if-changed={}", path.display());
    }
    is_there
}
