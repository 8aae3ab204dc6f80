//! The graph of which file of `src` imports which, as its `use` lines and paths tell.
//!
//! What a module only hands on (`pub use`) is no import of its own: whoever takes it imports the file that defines it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A path of module names from the crate's root.
type Module = Vec<String>;

/// The files of the crate with what they import.
pub struct House {
    files: BTreeMap<Module, PathBuf>,
    imports: BTreeMap<Module, BTreeSet<Module>>,
}

/// The code without comments and texts, which may name anything.
fn bare(code: &str) -> String {
    let mut bare = String::new();
    for line in code.lines() {
        let mut in_text = false;
        let mut before = ' ';
        let mut characters = line.chars().peekable();
        while let Some(c) = characters.next() {
            if !in_text && c == '/' && characters.peek() == Some(&'/') {
                break;
            }
            if c == '"' && before != '\\' && before != '\'' {
                in_text = !in_text;
            } else if !in_text {
                bare.push(c);
            }
            before = c;
        }
        bare.push('\n');
    }
    bare
}

/// The paths of a `use` tree such as `a::{b, c::{d, e}}`.
fn leaves(tree: &str) -> Vec<String> {
    let Some((before, rest)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap_or_default().trim().to_owned()];
    };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in inside.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().unwrap().push(c);
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.flat_map(leaves).map(|leaf| format!("{}{leaf}", before.trim())).collect()
}

/// The `use` lines with whether they hand on what they name, and the rest of the code.
fn uses(code: &str) -> (Vec<(bool, String)>, String) {
    let (mut found, mut rest) = (Vec::new(), String::new());
    let mut statement: Option<(bool, String)> = None;
    for line in code.lines() {
        let words = line.trim();
        if statement.is_none() {
            let handed_on = words.starts_with("pub") && words.contains("use ");
            let start = words
                .strip_prefix("use ")
                .or_else(|| words.split_once(" use ").filter(|_| handed_on).map(|(_, tree)| tree));
            match start {
                Some(tree) => statement = Some((handed_on, tree.to_owned())),
                None => rest.extend([line, "\n"]),
            }
        } else if let Some((_, tree)) = &mut statement {
            tree.extend([" ", words]);
        }
        if let Some((handed_on, tree)) = statement.take_if(|(_, tree)| tree.contains(';')) {
            found.push((handed_on, tree.split(';').next().unwrap_or_default().to_owned()));
        }
    }
    (found, rest)
}

/// Every path such as `crate::body::Pose` or `child::function` in code.
fn paths(code: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.split(|c| !is_part(c))
        .filter(|path| path.contains("::") && !path.starts_with(':'))
        .map(str::to_owned)
        .collect()
}

impl House {
    /// The house of these files with their code.
    pub fn of(sources: impl Iterator<Item = (PathBuf, String)>) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let module = |file: &Path| -> Module {
            let inside = file.strip_prefix(&root).unwrap().with_extension("");
            let mut parts: Module =
                inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
            if parts.last().is_some_and(|last| last == "mod") {
                parts.pop();
            }
            if parts == ["lib"] { Vec::new() } else { parts }
        };
        let sources: BTreeMap<Module, (PathBuf, String)> = sources
            .filter(|(file, _)| !file.ends_with("src/main.rs"))
            .map(|(file, code)| (module(&file), (file, bare(&code))))
            .collect();
        let files: BTreeMap<Module, PathBuf> =
            sources.iter().map(|(module, (file, _))| (module.clone(), file.clone())).collect();
        let mut handed_on: BTreeMap<Module, Module> = BTreeMap::new();
        for (module, (_, code)) in &sources {
            for (_, tree) in uses(code).0.into_iter().filter(|(handed_on, _)| *handed_on) {
                for leaf in leaves(&tree) {
                    if let Some(path) = absolute(&files, module, &leaf) {
                        let name = [module.as_slice(), &path[path.len() - 1..]].concat();
                        handed_on.insert(name, path);
                    }
                }
            }
        }
        let mut imports: BTreeMap<Module, BTreeSet<Module>> = BTreeMap::new();
        for (module, (_, code)) in &sources {
            let (used, rest) = uses(code);
            let named = used.iter().filter(|(handed_on, _)| !handed_on).flat_map(|(_, tree)| leaves(tree));
            let targets = named.chain(paths(&rest)).filter_map(|path| absolute(&files, module, &path));
            let targets =
                targets.filter_map(|path| defining(&files, &handed_on, path)).filter(|target| target != module);
            imports.insert(module.clone(), targets.collect());
        }
        Self { files, imports }
    }

    /// How many imports there are.
    pub fn arrows(&self) -> usize {
        self.imports.values().map(BTreeSet::len).sum()
    }

    /// The groups of files that each reach all others of their group.
    pub fn circles(&self) -> Vec<Vec<String>> {
        let reach: BTreeMap<&Module, BTreeSet<&Module>> =
            self.imports.keys().map(|module| (module, self.reached_from(module))).collect();
        let mut circles = BTreeSet::new();
        for (module, reached) in &reach {
            let circle: Vec<String> = reached
                .iter()
                .filter(|other| reach.get(*other).is_some_and(|back| back.contains(module)))
                .map(|other| self.files[*other].display().to_string())
                .collect();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    fn reached_from(&self, module: &Module) -> BTreeSet<&Module> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![module]);
        while let Some(next) = open.pop() {
            for target in self.imports.get(next).into_iter().flatten() {
                if reached.insert(target) {
                    open.push(target);
                }
            }
        }
        reached
    }
}

/// The path from the crate's root that `path` means in `module`; `None` for what isn't the crate's own.
fn absolute(files: &BTreeMap<Module, PathBuf>, module: &Module, path: &str) -> Option<Module> {
    let mut parts: Vec<&str> = path.split("::").map(str::trim).collect();
    let mut base: Module = match *parts.first()? {
        "crate" => {
            parts.remove(0);
            Vec::new()
        }
        "super" | "self" => module.clone(),
        child => {
            let is_child = files.contains_key(&[module.as_slice(), &[child.to_owned()]].concat());
            is_child.then(|| module.clone())?
        }
    };
    while let Some(&step) = parts.first().filter(|part| matches!(**part, "super" | "self")) {
        if step == "super" {
            base.pop();
        }
        parts.remove(0);
    }
    base.extend(parts.into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
    Some(base)
}

/// The file that defines what `path` names, whoever hands it on.
fn defining(
    files: &BTreeMap<Module, PathBuf>,
    handed_on: &BTreeMap<Module, Module>,
    mut path: Module,
) -> Option<Module> {
    for _ in 0..8 {
        let known = (1..=path.len()).rev().find(|&length| {
            handed_on.contains_key(&path[..length]) && (length == path.len() || !files.contains_key(&path[..length]))
        });
        let Some(length) = known else { break };
        path = [handed_on[&path[..length]].as_slice(), &path[length..]].concat();
    }
    (1..=path.len()).rev().map(|length| path[..length].to_vec()).find(|module| files.contains_key(module))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(files: &[(&str, &str)]) -> House {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        House::of(files.iter().map(|(file, code)| (root.join(file), (*code).to_owned())))
    }

    #[test]
    fn a_circle_is_found_through_what_is_handed_on_and_none_where_there_is_none() {
        let straight = [
            ("a/mod.rs", "mod one;\nmod two;\npub use one::One;\n"),
            ("a/one.rs", "pub struct One;\n"),
            ("a/two.rs", "use super::One; // crate::b::B\nlet text = \"crate::b::B\";\n"),
            ("b.rs", "use crate::a::{\n    One,\n};\n"),
        ];
        assert_eq!(house(&straight).circles(), Vec::<Vec<String>>::new());
        let mut round = straight;
        round[1].1 = "fn one() { crate::b::b() }\n";
        let circles = house(&round).circles();
        assert_eq!(circles.len(), 1);
        assert!(circles[0][0].ends_with("a/one.rs") && circles[0][1].ends_with("b.rs"), "{circles:?}");
    }
}
