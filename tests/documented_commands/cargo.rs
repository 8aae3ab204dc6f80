//! Whether what `cargo`, `make` and scripts are called with is there.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::documents::pages::root;

/// The targets of the Makefile.
pub fn make_targets() -> BTreeSet<String> {
    let makefile = fs::read_to_string(root().join("Makefile")).unwrap();
    let rules = makefile.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    rules.filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect()
}

/// The names of all tests, as `cargo test` says them: of the library, and of the program of integration tests.
pub fn test_names() -> (Vec<String>, Vec<String>) {
    let (mut library, mut integration) = (Vec::new(), Vec::new());
    collect(&root().join("src"), &[], &mut library);
    collect(&root().join("tests"), &[], &mut integration);
    assert!(library.len() > 500 && integration.len() > 200, "{} and {}", library.len(), integration.len());
    (library, integration)
}

fn collect(folder: &Path, above: &[String], into: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut module = above.to_vec();
        if !matches!(stem.as_str(), "mod" | "lib" | "main") {
            module.push(stem);
        }
        if path.is_dir() {
            collect(&path, &module, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let code = fs::read_to_string(&path).unwrap();
            if code.contains("mod tests {") {
                module.push("tests".into());
            }
            let mut follows = false;
            for line in code.lines().map(str::trim) {
                follows |= line == "#[test]";
                let named = line.strip_prefix("fn ").filter(|_| follows);
                if let Some((name, _)) = named.and_then(|rest| rest.split_once('(')) {
                    into.push(format!("{}::{name}", module.join("::")));
                    follows = false;
                }
            }
        }
    }
}

/// What is wrong with this call of cargo. `Ok(false)` for one that isn't known here.
pub fn cargo(words: &[String], (library, integration): &(Vec<String>, Vec<String>)) -> Result<bool, String> {
    let mut words = words.iter().map(String::as_str).filter(|word| !word.starts_with('+') && *word != "[NAME]").skip(1);
    let exists = |path: String| if root().join(&path).exists() { Ok(()) } else { Err(format!("there is no {path}")) };
    match words.next() {
        None | Some("build" | "fmt" | "clippy" | "doc" | "clean" | "fetch" | "metadata") => Ok(true),
        Some("fuzz") => {
            let does = words.next().ok_or("fuzz what?")?;
            // Without a target all are built.
            match words.find(|word| !matches!(*word, "-s" | "none")) {
                Some(target) => exists(format!("fuzz/fuzz_targets/{target}.rs")).map(|()| true),
                None if does == "build" => Ok(true),
                None => Err("which target?".to_owned()),
            }
        }
        Some(command @ ("test" | "run" | "bench")) => {
            let (mut names, mut bench, mut is_skipped) = (None, None, false);
            while let Some(word) = words.next() {
                match word {
                    "--example" => exists(format!("examples/{}.rs", words.next().unwrap_or_default()))?,
                    "--bench" => {
                        let name = words.next().unwrap_or_default();
                        exists(format!("benches/{name}.rs"))?;
                        bench = Some(name);
                    }
                    "--test" => match words.next().unwrap_or_default() {
                        "all" => names = Some(integration),
                        other => exists(format!("tests/{other}.rs"))?,
                    },
                    "--lib" => names = Some(library),
                    // What follows is the example's or the tests' own.
                    "--" if command == "run" => break,
                    "--skip" => is_skipped = true,
                    word if word.starts_with('-') => {}
                    name if bench.is_some() => {
                        let code = fs::read_to_string(root().join(format!("benches/{}.rs", bench.unwrap_or_default())));
                        if !code.unwrap().contains(name) {
                            return Err(format!("no benchmark is called {name}"));
                        }
                    }
                    filter => {
                        let names = names.ok_or("a filter needs --lib or --test")?;
                        if !names.iter().any(|name| name.contains(filter)) {
                            let whose = if is_skipped { "skipped" } else { "run" };
                            return Err(format!("no test would be {whose} by {filter}"));
                        }
                    }
                }
            }
            Ok(true)
        }
        Some(_) => Ok(false),
    }
}

/// What is wrong with this script: it isn't there, can't be started, or isn't what its first line says.
pub fn script(path: &str) -> Result<(), String> {
    let file = root().join(path);
    let text = fs::read_to_string(&file).map_err(|error| format!("{path}: {error}"))?;
    if fs::metadata(&file).unwrap().permissions().mode() & 0o111 == 0 {
        return Err(format!("{path} is not executable"));
    }
    let first = text.lines().next().unwrap_or_default();
    let mut check = match first.rsplit(['/', ' ']).next().unwrap_or_default() {
        "bash" | "sh" => {
            let mut check = Command::new("bash");
            check.arg("-n");
            check
        }
        "python3" => {
            let mut check = Command::new("python3");
            check.args(["-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())"]);
            check
        }
        _ => return Err(format!("{path}: what runs it? {first}")),
    };
    let output = check.arg(&file).stdin(Stdio::null()).output().unwrap();
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}
