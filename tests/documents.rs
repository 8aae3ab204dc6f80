//! The documentation hangs together: links lead somewhere, pictures are there and small, the list of commands is the command line's.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "tests read the files they check")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use clap::CommandFactory;
use supple::args::Args;

pub mod pages;

use pages::{pages, root};

/// All pictures together are no larger than this: whoever clones the project has them all.
const ALL_PICTURES: u64 = 3_000_000;

/// `a/b/../c` is `a/c`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = plain.pop(),
            part => plain.push(part),
        }
    }
    plain
}

#[test]
fn every_link_and_picture_leads_somewhere() {
    let pages = pages();
    let mut broken = Vec::new();
    let mut count = 0;
    for page in &pages {
        for (line, target) in page.links().into_iter().filter(|(_, target)| !target.contains("://")) {
            count += 1;
            let (file, anchor) = target.split_once('#').map_or((target.as_str(), None), |(a, b)| (a, Some(b)));
            let folder = page.path.parent().unwrap();
            let path = if file.is_empty() { page.path.clone() } else { plain(&folder.join(file)) };
            let is_there = root().join(&path).exists();
            let has_anchor = |anchor: &str| {
                let other = pages.iter().find(|other| other.path == path);
                other.is_none_or(|other| other.anchors().iter().any(|known| known == anchor))
            };
            if !is_there || anchor.is_some_and(|anchor| !has_anchor(anchor)) {
                broken.push(format!("{}:{line}: {target}", page.path.display()));
            }
        }
    }
    assert!(count > 150, "only {count} links were found");
    assert!(broken.is_empty(), "these lead nowhere:\n{}", broken.join("\n"));
}

/// Width and height of a PNG.
fn size(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

fn pictures(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = folder.join(entry.unwrap().file_name());
        if root().join(&path).is_dir() {
            pictures(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "png") {
            found.push(path);
        }
    }
}

#[test]
fn pictures_are_small_and_each_is_shown_somewhere() {
    let mut found = Vec::new();
    pictures(Path::new("docs"), &mut found);
    let shown: BTreeSet<PathBuf> = pages()
        .iter()
        .flat_map(|page| {
            let folder = page.path.parent().unwrap().to_owned();
            page.links().into_iter().map(move |(_, target)| plain(&folder.join(target)))
        })
        .collect();
    let mut all = 0;
    for path in &found {
        let bytes = fs::read(root().join(path)).unwrap();
        all += bytes.len() as u64;
        // The guide's are windows, and screens that are no larger.
        let (width, height) = size(&bytes);
        let is_guide = path.starts_with("docs/guide");
        assert!(!is_guide || (width <= 1280 && height <= 720), "{}: {width}x{height}", path.display());
        // Another language's are the same by the same names.
        let language = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
        let is_other = is_guide && language.len() == 2;
        assert!(is_other || shown.contains(path), "{} is shown nowhere", path.display());
    }
    assert!(found.len() >= 20, "{found:?}");
    assert!(all <= ALL_PICTURES, "{all} bytes of pictures");
}

#[test]
fn the_list_of_commands_is_the_command_lines() {
    let page = pages().into_iter().find(|page| page.path == Path::new("docs/commands.md")).unwrap();
    let text = fs::read_to_string(root().join(&page.path)).unwrap();
    let list = page.blocks().into_iter().find(|block| block.language == "text").unwrap().lines.join("\n");
    let mut listed: BTreeSet<String> = list
        .lines()
        .filter_map(|line| line.strip_prefix("supple "))
        .map(|rest| rest.split([' ', '|']).next().unwrap().trim_matches(['[', ']']).to_owned())
        .collect();
    // "supple [run]", since a name alone is a run.
    assert!(listed.contains("run"), "{listed:?}");
    let command = Args::command();
    for known in command.get_subcommands().filter(|known| !known.is_hide_set() && known.get_name() != "help") {
        assert!(listed.remove(known.get_name()), "{} is not in docs/commands.md", known.get_name());
        for flag in known.get_arguments().filter(|flag| !flag.is_hide_set() && !flag.is_hide_short_help_set()) {
            let Some(long) = flag.get_long().filter(|long| *long != "help") else { continue };
            let names = |text: &str| {
                let flag = format!("--{long}");
                let ends = text.match_indices(&flag).map(|(at, flag)| text[at + flag.len()..].chars().next());
                ends.into_iter().any(|next| next.is_none_or(|c| !c.is_alphanumeric() && c != '-'))
            };
            assert!(names(&text), "--{long} of {} is not in docs/commands.md", known.get_name());
        }
    }
    assert!(listed.is_empty(), "docs/commands.md lists what is none: {listed:?}");
}
