//! Pages of documentation, and what stands in them: headings, links, blocks of code and code within a line.

use std::fs;
use std::path::{Path, PathBuf};

/// A page in Markdown.
pub struct Page {
    /// Where it is, from the project's folder.
    pub path: PathBuf,
    text: String,
}

/// A block of code between fences.
pub struct Block {
    /// What follows the opening fence.
    pub language: String,
    /// The line of the opening fence, from 1.
    pub line: usize,
    /// What stands in it.
    pub lines: Vec<String>,
}

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page that people read: those at the top, in `docs`, and beside what they are about.
pub fn pages() -> Vec<Page> {
    let mut paths = Vec::new();
    for folder in ["", "routines", "models", "voices", "fuzz", "tests/sessions"] {
        collect(Path::new(folder), false, &mut paths);
    }
    collect(Path::new("docs"), true, &mut paths);
    paths.sort();
    paths.into_iter().map(Page::read).collect()
}

fn collect(folder: &Path, is_deep: bool, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let path = folder.join(entry.unwrap().file_name());
        if is_deep && root().join(&path).is_dir() {
            collect(&path, is_deep, into);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            into.push(path);
        }
    }
}

impl Page {
    fn read(path: PathBuf) -> Self {
        let text = fs::read_to_string(root().join(&path)).unwrap().replace("\r\n", "\n");
        Self { path, text }
    }

    /// The blocks of code.
    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Option<Block> = None;
        for (index, line) in self.text.lines().enumerate() {
            match (open.take(), line.trim_start().strip_prefix("```")) {
                (Some(block), Some(_)) => blocks.push(block),
                (Some(mut block), None) => {
                    block.lines.push(line.to_owned());
                    open = Some(block);
                }
                (None, Some(language)) => {
                    open = Some(Block { language: language.trim().to_owned(), line: index + 1, lines: Vec::new() });
                }
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a fence is never closed", self.path.display());
        blocks
    }

    /// The lines that are no code, with their numbers.
    fn prose(&self) -> Vec<(usize, &str)> {
        let mut is_code = false;
        let lines = self.text.lines().enumerate().filter(|(_, line)| {
            let is_fence = line.trim_start().starts_with("```");
            is_code ^= is_fence;
            !is_code && !is_fence
        });
        lines.map(|(index, line)| (index + 1, line)).collect()
    }

    /// The code within lines, each with its line. It may begin on one line and end on the next.
    pub fn inline_code(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        let mut open: Option<(usize, String)> = None;
        for (number, line) in self.prose() {
            if line.trim().is_empty() {
                open = None;
            }
            for (index, part) in line.split('`').enumerate() {
                if index > 0 {
                    match open.take() {
                        Some(code) => found.push(code),
                        None => open = Some((number, String::new())),
                    }
                }
                if let Some((_, code)) = &mut open {
                    code.push_str(part);
                }
            }
            if let Some((_, code)) = &mut open {
                code.push(' ');
            }
        }
        found
    }

    /// Where links and pictures lead, each with its line.
    pub fn links(&self) -> Vec<(usize, String)> {
        let targets = |line: &str| -> Vec<String> {
            // What stands in code is no link.
            let bare: String = line.split('`').step_by(2).collect::<Vec<_>>().join("code");
            let ends = bare.split("](").skip(1);
            ends.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect()
        };
        self.prose()
            .into_iter()
            .flat_map(|(number, line)| targets(line).into_iter().map(move |target| (number, target)))
            .collect()
    }

    /// What its headings are called in addresses, as GitHub calls them.
    pub fn anchors(&self) -> Vec<String> {
        let headings = self.prose().into_iter().filter_map(|(_, line)| {
            let title = line.trim_start_matches('#');
            (title.len() < line.len()).then(|| title.strip_prefix(' ')).flatten()
        });
        headings
            .map(|title| {
                let kept = title.trim().to_lowercase();
                let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
                kept.map(|c| if c == ' ' { '-' } else { c }).collect()
            })
            .collect()
    }
}
