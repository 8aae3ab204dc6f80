//! Many films in one list: `index.json`, and reading the lists and results of earlier runs.

use serde::{Deserialize, Serialize};

use super::facts;
use super::summary::Summary;

/// What begins every `index.json`.
const FORMAT: &str = "supple analyses";
/// Which edition of it.
const VERSION: u32 = 1;

/// Many films in one list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Index {
    format: String,
    version: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// How many films could not be analysed, or only in part.
    pub failed: usize,
    /// The films.
    pub films: Vec<Indexed>,
}

/// A film in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indexed {
    /// The folder of its analysis, from where the list lies, with `/` between folders; `None` where nothing could be read of it.
    pub folder: Option<String>,
    /// What it came to.
    #[serde(flatten)]
    pub summary: Summary,
}

/// A file that is none of ours, or of another edition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is something else.
    #[error("is no analysis of Supple's")]
    NotOurs,
    /// It was written by another version of the program, in another edition.
    #[error("was written by another version of Supple (edition {found}, and this one reads {VERSION})")]
    Edition {
        /// Which edition it is.
        found: u32,
    },
}

impl Index {
    /// The list of these films, by folder; those without one come last, by name.
    #[must_use]
    pub fn of(mut films: Vec<Indexed>) -> Self {
        let order = |film: &Indexed| (film.folder.is_none(), film.folder.clone(), film.summary.film.clone());
        films.sort_by_key(order);
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            failed: films.iter().filter(|film| film.summary.exit != 0).count(),
            films,
        }
    }

    /// Reads `index.json`.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        checked(text, FORMAT, VERSION)?;
        serde_json::from_str(text).map_err(|_| Unreadable::NotOurs)
    }

    /// The films of this list as one that lies elsewhere names them, from which its folder is at `path`.
    pub fn seen_from(self, path: &str) -> impl Iterator<Item = Indexed> {
        self.films
            .into_iter()
            .map(move |film| Indexed { folder: film.folder.map(|folder| format!("{path}/{folder}")), ..film })
    }
}

impl Indexed {
    /// Reads the `result.json` in this folder.
    pub fn parse(folder: &str, text: &str) -> Result<Self, Unreadable> {
        #[derive(Deserialize)]
        struct Result {
            summary: Summary,
        }
        checked(text, facts::FORMAT, facts::VERSION)?;
        let Result { summary } = serde_json::from_str(text).map_err(|_| Unreadable::NotOurs)?;
        Ok(Self { folder: Some(folder.to_owned()), summary })
    }
}

fn checked(text: &str, format: &str, version: u32) -> Result<(), Unreadable> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    let head: Head = serde_json::from_str(text).map_err(|_| Unreadable::NotOurs)?;
    match head {
        head if head.format != format => Err(Unreadable::NotOurs),
        head if head.version != version => Err(Unreadable::Edition { found: head.version }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::{Annotated, Settings};
    use super::super::track::Track;
    use super::*;

    fn film(folder: Option<&str>, name: &str) -> Indexed {
        let summary = match folder {
            Some(_) => Summary { film: name.to_owned(), ..Summary::default() },
            None => Summary::unreadable(name, "is empty"),
        };
        Indexed { folder: folder.map(str::to_owned), summary }
    }

    #[test]
    fn a_list_is_in_order_and_comes_back_as_it_was_written() {
        let index = Index::of(vec![
            film(None, "z.mp4"),
            film(Some("b"), "b.mp4"),
            film(Some("a"), "c.mp4"),
            film(None, "d.mp4"),
        ]);
        let names: Vec<_> = index.films.iter().map(|film| film.summary.film.as_str()).collect();
        assert_eq!((names, index.failed), (vec!["c.mp4", "b.mp4", "d.mp4", "z.mp4"], 2));
        let text = serde_json::to_string(&index).unwrap();
        assert_eq!(Index::parse(&text), Ok(index.clone()));
        let moved: Vec<_> = index.seen_from("../one").map(|film| film.folder).collect();
        assert_eq!(moved, [Some("../one/a".to_owned()), Some("../one/b".to_owned()), None, None]);
    }

    #[test]
    fn a_result_is_read_for_the_list() {
        let analysis =
            Track::default().finish("a.mp4", Some("is damaged"), Annotated::default(), Settings::default()).analysis;
        let read = Indexed::parse("a", &serde_json::to_string_pretty(&analysis).unwrap()).unwrap();
        assert_eq!((read.folder.as_deref(), read.summary), (Some("a"), analysis.summary));
    }

    #[test]
    fn what_is_not_ours_is_told_from_what_is_older() {
        for text in ["", "{}", "[]", r#"{"format":"other","version":1}"#, r#"{"format":"supple analyses","version":1}"#]
        {
            assert_eq!(Index::parse(text), Err(Unreadable::NotOurs), "{text}");
        }
        let older = r#"{"format":"supple analyses","version":9}"#;
        assert_eq!(Index::parse(older), Err(Unreadable::Edition { found: 9 }));
        assert_eq!(Indexed::parse("a", older), Err(Unreadable::NotOurs), "a list is no result");
    }
}
