//! What real people are seen to do in clips: `clips.json` of a folder, written down by eye from frames.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::body::Side;
use crate::evaluate::truth::TruthError;
use crate::time::Timestamp;

/// What is done in one clip of a real person.
#[derive(Clone, Debug, PartialEq)]
pub struct RealTruth {
    /// What is shown.
    pub shows: Shows,
    /// From where the camera looks; `None` where nobody wrote it down.
    pub view: Option<String>,
    /// What is done, in words: the form of a stretch, or what else is shown.
    pub words: String,
    /// Anything else that was noted.
    pub note: String,
    /// Whether a part of the body that matters is outside the picture, so that asking to step back is as good as counting.
    pub is_cut: bool,
    /// Whether somebody fair may count this or not.
    pub is_borderline: bool,
}

/// A stretch, or none.
#[derive(Clone, Debug, PartialEq)]
pub enum Shows {
    /// A stretch of the catalogue.
    Stretch {
        /// Its id.
        stretch: String,
        /// When it is held, in the order of time.
        holds: Vec<TrueHold>,
        /// How often both ends of a movement are reached; `None` of what is held.
        reps: Option<u32>,
        /// Whether somebody fair would count it.
        should_count: bool,
    },
    /// Nothing of the catalogue.
    Nothing {
        /// The ids of the stretches that must not count any of it.
        must_not_count: Vec<String>,
        /// The ids of those of which some moment may fairly count.
        may_count: Vec<String>,
    },
}

/// A time in which a pose is held.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrueHold {
    /// When it begins, in seconds of the clip.
    pub from: f64,
    /// When it ends.
    pub to: f64,
    /// The person's own side that works; `None` without sides.
    #[serde(default)]
    pub side: Option<HoldSide>,
    /// The pose, of a stretch with two.
    #[serde(default)]
    pub pose: Option<String>,
}

/// A side as the file writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HoldSide {
    /// The person's left.
    Left,
    /// The person's right.
    Right,
}

impl From<HoldSide> for Side {
    fn from(side: HoldSide) -> Self {
        match side {
            HoldSide::Left => Self::Left,
            HoldSide::Right => Self::Right,
        }
    }
}

impl TrueHold {
    /// How long it is held, in seconds.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.to - self.from
    }

    /// Whether this moment is in it.
    #[must_use]
    pub fn contains(&self, time: Timestamp) -> bool {
        (self.from..=self.to).contains(&time.secs())
    }
}

#[derive(Deserialize)]
struct Raw {
    truth: RawTruth,
}

/// Everything but the truth (where a clip comes from, where it was cut) is nobody's business here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTruth {
    stretch: Option<String>,
    view: Option<String>,
    #[serde(default)]
    holds: Vec<TrueHold>,
    reps: Option<u32>,
    #[serde(default)]
    form: String,
    should_count: Option<bool>,
    visible: Option<Visible>,
    #[serde(default)]
    borderline: bool,
    #[serde(default)]
    note: String,
    #[serde(default)]
    shows: String,
    #[serde(default)]
    must_not_count: Vec<String>,
    #[serde(default)]
    may_count: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Visible {
    Whole,
    Cut,
}

impl RealTruth {
    /// Reads the clips that `text`, the file `file`, lists: by the names of their files without the ending. Everything that
    /// is wrong is reported at once.
    pub fn parse_all(file: &str, text: &str) -> Result<BTreeMap<String, Self>, Vec<TruthError>> {
        let wrong = |what: String| TruthError { file: file.to_owned(), what };
        let clips: BTreeMap<String, serde_json::Value> = serde_json::from_str(text)
            .map_err(|error| vec![wrong(format!("is no list of clips, each with its truth: {error}"))])?;
        let (mut read, mut problems) = (BTreeMap::new(), Vec::new());
        for (clip, value) in clips {
            let truth = serde_json::from_value::<Raw>(value).map_err(|error| error.to_string());
            match truth.and_then(|raw| Self::of(raw.truth)) {
                Ok(truth) => {
                    read.insert(clip_name(&clip).to_owned(), truth);
                }
                Err(what) => problems.push(wrong(format!("`{clip}`: {what}"))),
            }
        }
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }

    fn of(raw: RawTruth) -> Result<Self, String> {
        let mut before = 0.0;
        for (index, TrueHold { from, to, .. }) in raw.holds.iter().enumerate() {
            if !(before <= *from && from < to && to.is_finite()) {
                return Err(format!("`holds[{index}]` is from {from} to {to}; holds come in the order of time"));
            }
            before = *to;
        }
        let shows = match raw.stretch {
            Some(_) if raw.holds.is_empty() && raw.reps.is_none() => {
                return Err("has a `stretch` and neither `holds` nor `reps`".to_owned());
            }
            Some(stretch) => Shows::Stretch {
                stretch,
                holds: raw.holds,
                reps: raw.reps,
                should_count: raw.should_count.unwrap_or(true),
            },
            None if !raw.holds.is_empty() || raw.reps.is_some() => {
                return Err("has `holds` or `reps` and no `stretch`".to_owned());
            }
            None => Shows::Nothing { must_not_count: raw.must_not_count, may_count: raw.may_count },
        };
        Ok(Self {
            shows,
            view: raw.view,
            words: if raw.shows.is_empty() { raw.form } else { raw.shows },
            note: raw.note,
            is_cut: raw.visible == Some(Visible::Cut),
            is_borderline: raw.borderline,
        })
    }

    /// The stretch that is shown.
    #[must_use]
    pub fn stretch(&self) -> Option<&str> {
        match &self.shows {
            Shows::Stretch { stretch, .. } => Some(stretch),
            Shows::Nothing { .. } => None,
        }
    }
}

/// A clip's name, of the name of its file.
#[must_use]
pub fn clip_name(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((name, ending)) if !name.is_empty() && ending.len() <= 4 && !ending.contains('/') => name,
        _ => file,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A clip in which `stretch` is held from `from` to `to`.
    pub fn held(stretch: &str, from: f64, to: f64) -> RealTruth {
        one(&format!(r#"{{"stretch":"{stretch}","holds":[{{"from":{from},"to":{to}}}]}}"#)).unwrap()
    }

    pub fn one(truth: &str) -> Result<RealTruth, String> {
        RealTruth::parse_all("clips.json", &format!(r#"{{"a.b.mp4":{{"path":"x","truth":{truth}}}}}"#))
            .map(|mut clips| clips.remove("a.b").unwrap())
            .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn a_clip_shows_a_stretch_or_none() {
        let truth =
            one(r#"{"stretch":"bird-dog","view":"side","holds":[{"from":1.0,"to":3.5,"side":"left","pose":null}],
                "form":"good","should_count":true,"visible":"cut","note":"n","borderline":true}"#);
        let truth = truth.unwrap();
        assert!(truth.is_cut && truth.is_borderline);
        let Shows::Stretch { holds, reps: None, should_count: true, .. } = &truth.shows else { panic!("{truth:?}") };
        assert!((holds[0].seconds() - 2.5).abs() < 1e-9 && holds[0].contains(Timestamp::from_secs(3.5)));
        assert_eq!(holds[0].side.map(Side::from), Some(Side::Left));
        let none = one(r#"{"shows":"walks","must_not_count":["sphinx"],"may_count":["cat-cow"]}"#).unwrap();
        assert_eq!((none.stretch(), none.words.as_str()), (None, "walks"));
    }

    #[test]
    fn what_is_wrong_is_said_of_every_clip_at_once() {
        assert_eq!(
            one(r#"{"stretch":"a","holds":[{"from":3,"to":2}]}"#).unwrap_err(),
            "clips.json: `a.b.mp4`: `holds[0]` is from 3 to 2; holds come in the order of time"
        );
        assert!(one(r#"{"stretch":"a"}"#).unwrap_err().contains("neither `holds` nor `reps`"));
        assert!(one(r#"{"reps":2}"#).unwrap_err().contains("no `stretch`"));
        assert!(one(r#"{"strech":"a"}"#).unwrap_err().contains("unknown field `strech`"));
        assert!(one(r#"{"stretch":"a","holds":[{"from":1,"to":2,"side":"up"}]}"#).unwrap_err().contains("`up`"));
        let two = r#"{"a.mp4":{"truth":{"reps":1}},"b.mp4":{"truth":{"reps":1}}}"#;
        assert_eq!(RealTruth::parse_all("c", two).unwrap_err().len(), 2);
        assert!(RealTruth::parse_all("c", "[]").unwrap_err()[0].what.contains("is no list of clips"));
    }

    #[test]
    fn a_clip_goes_by_its_file_s_name_whatever_it_ends_in() {
        assert_eq!(["a.b.mp4", "a.webm", "a", ".hidden"].map(clip_name), ["a.b", "a", "a", ".hidden"]);
    }
}
