//! Man pages and completions know every command and option, and nothing else.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use clap::CommandFactory;
use supple::args::Args;
use tempfile::TempDir;

fn written() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let output = supple(folder.path());
    assert!(output.status.success(), "{output:?}");
    folder
}

fn supple(folder: &Path) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_supple"))
        .arg("manual")
        .arg(folder)
        .env("SUPPLE_DATA", "/dev/null/nowhere")
        .env("SUPPLE_CONFIG", "/dev/null/nowhere")
        .env("LANGUAGE", "en")
        .output()
        .unwrap()
}

/// The commands that `--help` lists, each with its options.
fn commands() -> Vec<(String, Vec<String>)> {
    let program = Args::command();
    let visible = program.get_subcommands().filter(|command| !command.is_hide_set());
    visible
        .map(|command| {
            let options = command.get_arguments().filter(|argument| !argument.is_hide_set());
            (command.get_name().to_owned(), options.filter_map(|option| option.get_long()).map(str::to_owned).collect())
        })
        .collect()
}

/// A page without the escapes of its typesetter.
fn plain(page: &str) -> String {
    page.replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "")
}

#[test]
fn every_command_has_a_page_with_all_its_options() {
    let folder = written();
    let pages = folder.path().join("man/man1");
    let commands = commands();
    assert!(commands.len() > 20, "{commands:?}");
    let read = |name: &str| plain(&fs::read_to_string(pages.join(name)).unwrap());
    let program = read("supple.1");
    let mut expected = BTreeSet::from(["supple.1".to_owned()]);
    for (name, options) in &commands {
        let page = read(&format!("supple-{name}.1"));
        assert!(page.contains(&format!("SH NAME\nsupple-{name} - ")), "{page}");
        assert!(page.contains("supple(1)") && program.contains(&format!("supple-{name}(1)")), "{name}");
        for option in options {
            assert!(page.contains(&format!("--{option}")), "--{option} of {name} is not in: {page}");
        }
        expected.insert(format!("supple-{name}.1"));
    }
    let found: BTreeSet<_> =
        fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(found, expected);
    for heading in ["FILES", "ENVIRONMENT", "EXIT STATUS", "SEE ALSO"] {
        assert!(program.contains(heading), "{heading} is not in: {program}");
    }
    assert!(program.contains(&format!("supple {}", env!("CARGO_PKG_VERSION"))), "{program}");
}

#[test]
fn every_shell_completes_every_command_and_option() {
    let folder = written();
    for file in
        ["bash-completion/completions/supple", "zsh/site-functions/_supple", "fish/vendor_completions.d/supple.fish"]
    {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        for (name, options) in commands() {
            assert!(text.contains(&name), "{name} is not in {file}");
            for option in options {
                // Fish has the name without its dashes.
                let written = if file.starts_with("fish") { format!("-l {option}") } else { format!("--{option}") };
                assert!(text.contains(&written), "--{option} of {name} is not in {file}");
            }
        }
    }
}

/// As bash asks for it: the word that has been begun stands last.
#[cfg(target_os = "linux")]
#[test]
fn bash_completes_what_has_been_begun() {
    let folder = written();
    let file = folder.path().join("bash-completion/completions/supple");
    let completed = |words: &str| {
        let last = words.split(' ').count() - 1;
        let script = format!(
            "source '{}'; COMP_WORDS=({words}); COMP_CWORD={last}; _supple supple \"${{COMP_WORDS[{last}]}}\" \
             \"${{COMP_WORDS[{last}-1]}}\"; echo \"${{COMPREPLY[*]}}\"",
            file.display()
        );
        let output = Command::new("bash").args(["-c", &script]).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    assert_eq!(completed("supple anal"), "analyze");
    assert_eq!(completed("supple export --form"), "--format");
    assert_eq!(completed("supple run --head"), "--headless");
}

#[test]
fn a_page_never_takes_anothers_place() {
    let folder = written();
    let page = folder.path().join("man/man1/supple.1");
    fs::write(&page, "mine").unwrap();
    let output = supple(folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is there already"), "{output:?}");
    assert_eq!(fs::read_to_string(page).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn what_is_in_the_manual_is_for_everybody() {
    use std::os::unix::fs::PermissionsExt;

    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("share");
    let status = Command::new("/bin/sh")
        .args(["-c", "umask 022; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_supple"), "manual"])
        .arg(&folder)
        .env("SUPPLE_DATA", "/dev/null/nowhere")
        .env("SUPPLE_CONFIG", "/dev/null/nowhere")
        .env("LANGUAGE", "en")
        .status();
    assert!(status.unwrap().success());
    for (path, mode) in [("man", 0o755), ("man/man1", 0o755), ("man/man1/supple.1", 0o644)] {
        assert_eq!(fs::metadata(folder.join(path)).unwrap().permissions().mode() & 0o777, mode, "{path}");
    }
}
