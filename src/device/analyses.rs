//! Folders of analysed films, each whole or not there at all.
//!
//! A film is analysed in a hidden folder beside the place where its analysis will lie, which takes that place in one step once everything
//! is in it. Nothing that isn't ours is ever replaced, and what is ours only when that is asked for.

use std::fs;
use std::io;
use std::io::{BufWriter, Write};
use std::path::{Component, Path, PathBuf};

use super::files;
use super::plain::shown;
use super::private;
use super::replacement::Replacement;
use crate::analysis::{Index, Indexed, Unreadable};

/// The files of a film's folder.
pub const ANNOTATED: &str = "annotated.mp4";
/// What happened in it.
pub const EVENTS: &str = "events.jsonl";
/// Every frame's measures.
pub const MEASURES: &str = "measures.csv";
/// The report.
pub const REPORT: &str = "report.html";
/// Everything that the analysis came to.
pub const RESULT: &str = "result.json";
/// The list of many films.
pub const INDEX: &str = "index.json";
/// The same as a page.
pub const INDEX_PAGE: &str = "index.html";

/// A list or result with more bytes than this is none of ours.
const LIMIT: u64 = 1 << 26;
/// As many names are tried for a hidden folder.
const TRIES: u32 = 100;

/// What is wrong with a folder of analyses.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {what}")]
pub struct AnalysesError {
    /// The file or folder.
    pub file: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: &'static str,
}

impl AnalysesError {
    fn new(path: &Path, what: impl Into<String>, remedy: &'static str) -> Self {
        Self { file: shown(path), what: what.into(), remedy }
    }

    fn writing(path: &Path, cause: &io::Error) -> Self {
        let remedy = "see that you may write there and that the disk is not full";
        Self::new(path, format!("cannot be written: {cause}"), remedy)
    }
}

/// Whether the analysis of a film may lie in `folder`: nothing is there, or an analysis of ours that may be replaced by `force`.
pub fn check_folder(folder: &Path, force: bool) -> Result<(), AnalysesError> {
    if fs::symlink_metadata(folder).is_err() {
        return Ok(());
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    match (read_result(folder, &name), force) {
        (Err(Unreadable::NotOurs), _) => Err(AnalysesError::new(
            folder,
            "is there already, and is no analysis of Supple's: it stays as it is",
            "name another folder with --out",
        )),
        (Ok(_) | Err(Unreadable::Edition { .. }), false) => Err(AnalysesError::new(
            folder,
            "is analysed already",
            "name another folder with --out, or add --force to have it done again",
        )),
        (Ok(_) | Err(Unreadable::Edition { .. }), true) => Ok(()),
    }
}

/// Whether a list of films may lie in `out`: none is there, or one of ours.
pub fn check_index(out: &Path) -> Result<(), AnalysesError> {
    let (list, page) = (out.join(INDEX), out.join(INDEX_PAGE));
    let is_ours = || !matches!(read_index(out), Err(Unreadable::NotOurs));
    match [list, page].into_iter().find(|file| fs::symlink_metadata(file).is_ok()) {
        Some(file) if !is_ours() => Err(AnalysesError::new(
            &file,
            "is there already, and is no list of Supple's: it stays as it is",
            "name another folder with --out",
        )),
        _ => Ok(()),
    }
}

/// The list of films in this folder.
pub fn read_index(folder: &Path) -> Result<Index, Unreadable> {
    Index::parse(&files::read_text_of(&folder.join(INDEX), LIMIT).map_err(|_| Unreadable::NotOurs)?)
}

fn read_result(folder: &Path, name: &str) -> Result<Indexed, Unreadable> {
    Indexed::parse(name, &files::read_text_of(&folder.join(RESULT), LIMIT).map_err(|_| Unreadable::NotOurs)?)
}

/// Every film that is analysed in `out`, by folder; and the folders of those that another version of the program has analysed, which it
/// can't list.
pub fn films_in(out: &Path) -> Result<(Vec<Indexed>, Vec<PathBuf>), AnalysesError> {
    let unreadable =
        |error: io::Error| AnalysesError::new(out, format!("cannot be read: {error}"), "see that you may read it");
    let (mut films, mut others) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(out).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Those that are being made are hidden.
        if name.starts_with('.') || !path.is_dir() {
            continue;
        }
        match read_result(&path, &name) {
            Ok(film) => films.push(film),
            Err(Unreadable::Edition { .. }) => others.push(path),
            Err(Unreadable::NotOurs) => {}
        }
    }
    others.sort();
    Ok((films, others))
}

/// Makes a folder that is missing.
pub fn make(folder: &Path) -> Result<(), AnalysesError> {
    private::make_folder(folder).map_err(|cause| AnalysesError::writing(folder, &cause))
}

/// Writes a list of films into `out`, in the place of the one that is there.
pub fn write_index(out: &Path, index: &Index) -> Result<(), AnalysesError> {
    make(out)?;
    for (file, text) in [(INDEX, json(index)), (INDEX_PAGE, index.page())] {
        let path = out.join(file);
        Replacement::write(&path, text.as_bytes()).map_err(|cause| AnalysesError::writing(&path, &cause))?;
    }
    Ok(())
}

/// A document as files have it.
#[must_use]
pub fn json(document: &impl serde::Serialize) -> String {
    // Nothing in our documents can't be written: their keys are texts, and their figures finite.
    serde_json::to_string_pretty(document).unwrap_or_default() + "\n"
}

/// The way from the folder `from` to the folder `to`, as addresses have it; both must be there. Where there is none, as between two drives, the whole
/// path.
pub fn way(from: &Path, to: &Path) -> io::Result<String> {
    let (from, to) = (from.canonicalize()?, to.canonicalize()?);
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return Ok(to.to_string_lossy().into_owned());
    }
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|part: Component<'_>| part.as_os_str().to_string_lossy().into_owned());
    let way: Vec<_> = up.chain(down).collect();
    Ok(if way.is_empty() { ".".to_owned() } else { way.join("/") })
}

/// The hidden folder in which an analysis is made. Dropped before it is complete it leaves nothing behind.
pub struct Workshop {
    hidden: PathBuf,
    place: PathBuf,
    is_complete: bool,
}

impl Workshop {
    /// For the analysis that will lie at `name` in `out`, which is made where it is missing.
    pub fn begin(out: &Path, name: &str) -> Result<Self, AnalysesError> {
        make(out)?;
        let place = out.join(name);
        let hidden = new_hidden(&place, "making").map_err(|cause| AnalysesError::writing(&place, &cause))?;
        Ok(Self { hidden, place, is_complete: false })
    }

    /// Where the analysis will lie.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Where a file lies until then.
    #[must_use]
    pub fn path(&self, file: &str) -> PathBuf {
        self.hidden.join(file)
    }

    /// A new file in it.
    pub fn create(&self, file: &str) -> Result<Box<dyn Write + Send>, AnalysesError> {
        let path = self.path(file);
        let file = private::new_file(&path).map_err(|cause| AnalysesError::writing(&self.place.join(file), &cause))?;
        Ok(Box::new(BufWriter::new(file)))
    }

    /// A new file in it with all that is in it.
    pub fn write(&self, file: &str, text: &str) -> Result<(), AnalysesError> {
        let mut out = self.create(file)?;
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        written.map_err(|cause| AnalysesError::writing(&self.place.join(file), &cause))
    }

    /// Everything is in it: it takes its place. An analysis of ours that lies there is replaced by `force`.
    pub fn complete(mut self, force: bool) -> Result<(), AnalysesError> {
        check_folder(&self.place, force)?;
        let failed = |cause: io::Error| AnalysesError::writing(&self.place, &cause);
        let is_there = fs::symlink_metadata(&self.place).is_ok();
        let old = if is_there { Some(new_hidden(&self.place, "old").map_err(failed)?) } else { None };
        if let Some(old) = &old {
            // Onto an empty folder, which this may replace.
            fs::rename(&self.place, old).map_err(failed)?;
        }
        if let Err(cause) = fs::rename(&self.hidden, &self.place) {
            if let Some(old) = &old {
                drop(fs::rename(old, &self.place));
            }
            return Err(failed(cause));
        }
        self.is_complete = true;
        if let Some(old) = old {
            drop(fs::remove_dir_all(old));
        }
        Ok(())
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        if !self.is_complete {
            drop(fs::remove_dir_all(&self.hidden));
        }
    }
}

/// Removes a folder that came to nothing. One with anything in it stays.
pub fn remove_empty(folder: &Path) {
    drop(fs::remove_dir(folder));
}

/// A new, hidden folder beside `place`, so that it can take its place in one step.
fn new_hidden(place: &Path, what: &str) -> io::Result<PathBuf> {
    let name = place.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
    let mut error = io::ErrorKind::AlreadyExists.into();
    for number in 0..TRIES {
        let hidden = place.with_file_name(format!(".{name}.{what}.{}.{number}", std::process::id()));
        match private::new_folder(&hidden) {
            Ok(()) => return Ok(hidden),
            Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => error = taken,
            Err(other) => return Err(other),
        }
    }
    Err(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Annotated, Settings, Summary, Track};

    fn made(out: &Path, name: &str) -> Workshop {
        let workshop = Workshop::begin(out, name).unwrap();
        let analysis =
            Track::default().finish(&format!("{name}.mp4"), None, Annotated::default(), Settings::default()).analysis;
        workshop.write(RESULT, &json(&analysis)).unwrap();
        workshop
    }

    fn names(out: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn an_analysis_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("made/on/the/way");
        let workshop = made(&out, "a");
        assert!(!out.join("a").exists() && films_in(&out).unwrap().0.is_empty());
        workshop.complete(false).unwrap();
        drop(made(&out, "b"));
        assert_eq!(names(&out), ["a"]);
        let (films, others) = films_in(&out).unwrap();
        assert_eq!((films.len(), films[0].summary.film.as_str(), others.len()), (1, "a.mp4", 0));
    }

    #[test]
    fn only_what_is_ours_is_replaced_and_only_when_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        made(out, "a").complete(false).unwrap();
        fs::write(out.join("a/note"), "").unwrap();
        let refused = check_folder(&out.join("a"), false).unwrap_err();
        assert!(refused.what.contains("analysed already") && refused.remedy.contains("--force"), "{refused}");
        assert!(made(out, "a").complete(false).is_err());
        assert_eq!(names(out), ["a"], "nothing is left of what was refused");
        made(out, "a").complete(true).unwrap();
        assert_eq!((names(out), names(&out.join("a"))), (vec!["a".to_owned()], vec![RESULT.to_owned()]));
        fs::create_dir(out.join("theirs")).unwrap();
        fs::write(out.join("file"), "").unwrap();
        for name in ["theirs", "file"] {
            let refused = check_folder(&out.join(name), true).unwrap_err();
            assert!(refused.what.contains("no analysis"), "{refused}");
            assert!(made(out, name).complete(true).is_err());
        }
        assert_eq!(names(out), ["a", "file", "theirs"]);
        assert!(check_folder(&out.join("new"), false).is_ok());
    }

    #[test]
    fn a_list_of_ours_is_written_anew_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let index =
            |film: &str| Index::of(vec![Indexed { folder: None, summary: Summary::unreadable(film, "is empty") }]);
        for film in ["a.mp4", "b.mp4"] {
            check_index(folder.path()).unwrap();
            write_index(folder.path(), &index(film)).unwrap();
            assert_eq!(read_index(folder.path()), Ok(index(film)));
        }
        assert_eq!(names(folder.path()), [INDEX_PAGE, INDEX]);
        fs::write(folder.path().join(INDEX), "[]").unwrap();
        assert!(check_index(folder.path()).is_err());
        fs::remove_file(folder.path().join(INDEX)).unwrap();
        assert!(check_index(folder.path()).unwrap_err().file.ends_with(INDEX_PAGE), "a page of somebody else's");
    }

    #[test]
    fn the_way_leads_from_one_folder_to_another() {
        let folder = tempfile::tempdir().unwrap();
        let [a, b] = ["runs/a", "lists/all"].map(|name| folder.path().join(name));
        for folder in [&a, &b] {
            fs::create_dir_all(folder).unwrap();
        }
        assert_eq!(way(&b, &a).unwrap(), "../../runs/a");
        assert_eq!(way(folder.path(), &a).unwrap(), "runs/a");
        assert_eq!(way(&a, &a).unwrap(), ".");
        assert!(way(&a, &folder.path().join("none")).is_err());
    }
}
