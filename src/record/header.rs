//! The first line of a recording: what it is, and what was coached.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::own_doses::{DosesLine, hold, reps};
use super::{FORMAT, VERSION};
use crate::body::{Side, Size};
use crate::coach::{ComfortLimits, ComfortOf, OwnLimit};
use crate::stretch::OwnDoses;

/// What is known about a recording as a whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// The version of the program that recorded it.
    pub program: Option<String>,
    /// The picture's size, where a picture was seen.
    pub size: Option<Size>,
    /// The name of the stretch or routine that was coached; `None` where whatever was recognised was.
    pub coaches: Option<String>,
    /// Time of one hold that was asked for in place of each stretch's own.
    pub hold: Option<Duration>,
    /// Repetitions that were asked for.
    pub reps: Option<u32>,
    /// The doses that the person always wants, which what was asked for came before.
    pub doses: OwnDoses,
    /// What was known of the person's own comfortable range; `None` where none was to be found or used.
    pub comfort: Option<ComfortLimits>,
    /// Of a clip that was recorded for evaluation, frames until the person was found from the middle of the hold.
    pub acquired_frames: Option<usize>,
}

/// The line itself.
#[derive(Serialize, Deserialize)]
pub(super) struct Line {
    /// Absent in recordings that were made by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    format: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    program: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    coaches: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hold_s: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reps: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own_doses: Option<DosesLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    comfort: Option<Vec<LimitLine>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acquired_frames: Option<usize>,
}

/// One limit of the person's own range.
#[allow(clippy::struct_field_names, reason = "as the file has it")]
#[derive(Serialize, Deserialize)]
struct LimitLine {
    stretch: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    side: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pose: Option<String>,
    target: String,
    limit: f64,
    error: f64,
}

/// Why a first line isn't a header.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoHeader {
    /// It is of a format or of a version that isn't known.
    Unknown(String),
    /// A value makes no sense.
    Senseless(String),
}

/// The widest and highest picture that is believed, in pixels.
const LARGEST_PICTURE: u32 = 1 << 16;
/// The most limits that are believed: several for each stretch that anybody could have.
const MOST_LIMITS: usize = 10_000;

/// A picture's size, if it can be one.
pub(super) fn size(width: u32, height: u32) -> Result<Size, String> {
    let is_fit = |pixels| (1..=LARGEST_PICTURE).contains(&pixels);
    if is_fit(width) && is_fit(height) {
        Ok(Size::new(width, height))
    } else {
        Err(format!("a picture of {width} by {height} pixels"))
    }
}

impl Header {
    pub(super) fn to_line(&self) -> Line {
        Line {
            format: Some(FORMAT.to_owned()),
            version: Some(VERSION),
            program: self.program.clone(),
            width: self.size.map(|size| size.width),
            height: self.size.map(|size| size.height),
            coaches: self.coaches.clone(),
            hold_s: self.hold.map(|hold| hold.as_secs_f64()),
            reps: self.reps,
            own_doses: DosesLine::of(&self.doses),
            comfort: self.comfort.as_ref().map(|limits| limits.iter().map(LimitLine::of).collect()),
            acquired_frames: self.acquired_frames,
        }
    }

    pub(super) fn of_line(line: Line) -> Result<Self, NoHeader> {
        if let Some(format) = line.format.as_ref().filter(|&format| format != FORMAT) {
            return Err(NoHeader::Unknown(format!("it is \"{format}\"")));
        }
        if line.format.is_none() && line.width.is_none() {
            return Err(NoHeader::Unknown("nothing of its format or of a picture's size".to_owned()));
        }
        if let Some(version) = line.version.filter(|&version| version != VERSION) {
            return Err(NoHeader::Unknown(format!("version {version} of the format")));
        }
        let size = match (line.width, line.height) {
            (Some(width), Some(height)) => Some(size(width, height).map_err(NoHeader::Senseless)?),
            (None, None) => None,
            _ => return Err(NoHeader::Senseless("a picture with a width or a height alone".to_owned())),
        };
        let hold = hold(line.hold_s).map_err(NoHeader::Senseless)?;
        let reps = reps(line.reps).map_err(NoHeader::Senseless)?;
        let doses = line.own_doses.map(DosesLine::read).transpose().map_err(NoHeader::Senseless)?.unwrap_or_default();
        let Line { program, coaches, comfort, acquired_frames, .. } = line;
        if let Some(limits) = comfort.as_ref().filter(|limits| limits.len() > MOST_LIMITS) {
            return Err(NoHeader::Senseless(format!("{} limits", limits.len())));
        }
        let comfort =
            comfort.map(|limits| limits.into_iter().map(LimitLine::own).collect::<Result<_, _>>()).transpose()?;
        Ok(Self { program, size, coaches, hold, reps, doses, comfort, acquired_frames })
    }
}

impl LimitLine {
    fn of(limit: &OwnLimit) -> Self {
        let OwnLimit { of: ComfortOf { stretch, side, pose, target }, limit, error } = limit.clone();
        Self { stretch, side: side.map(|side| side.name().to_owned()), pose, target, limit, error }
    }

    fn own(self) -> Result<OwnLimit, NoHeader> {
        let Self { stretch, side, pose, target, limit, error } = self;
        let known = |name: String| {
            let side = Side::BOTH.into_iter().find(|side| side.name() == name);
            side.ok_or_else(|| NoHeader::Senseless(format!("a side called {name}")))
        };
        let side = side.map(known).transpose()?;
        Ok(OwnLimit { of: ComfortOf { stretch, side, pose, target }, limit, error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch::OwnDose;

    fn read(line: &str) -> Result<Header, NoHeader> {
        Header::of_line(serde_json::from_str(line).unwrap())
    }

    #[test]
    fn what_was_coached_comes_back() {
        let header = Header {
            program: Some("0.1.0".to_owned()),
            size: Some(Size::new(640, 480)),
            coaches: Some("sphinx".to_owned()),
            hold: Some(Duration::from_secs_f64(7.3)),
            reps: Some(2),
            doses: OwnDoses::default(),
            comfort: Some(
                [OwnLimit {
                    of: ComfortOf {
                        stretch: "sphinx".to_owned(),
                        side: Some(Side::Left),
                        pose: None,
                        target: "trunk".to_owned(),
                    },
                    limit: 79.5,
                    error: 4.0,
                }]
                .into_iter()
                .collect(),
            ),
            acquired_frames: None,
        };
        let line = serde_json::to_string(&header.to_line()).unwrap();
        assert_eq!(
            line,
            r#"{"format":"supple recording","version":1,"program":"0.1.0","width":640,"height":480,"coaches":"sphinx","hold_s":7.3,"reps":2,"comfort":[{"stretch":"sphinx","side":"left","target":"trunk","limit":79.5,"error":4.0}]}"#
        );
        assert_eq!(read(&line), Ok(header.clone()));
        let held = OwnDose { hold: Some(Duration::from_secs(30)), reps: None };
        let by_stretch = [("cat-cow".to_owned(), OwnDose { hold: None, reps: Some(5) })].into();
        let own = Header { doses: OwnDoses { held, by_stretch }, ..header };
        let line = serde_json::to_string(&own.to_line()).unwrap();
        let doses = r#""own_doses":{"held":{"hold_s":30.0},"stretches":{"cat-cow":{"reps":5}}}"#;
        assert!(line.contains(doses), "{line}");
        assert_eq!(read(&line), Ok(own));
        // As in recordings that were made by hand.
        let plain = Header { size: Some(Size::new(64, 48)), ..Header::default() };
        assert_eq!(read(r#"{"width":64,"height":48}"#), Ok(plain));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let unknown = ["{}", r#"{"format":"other"}"#, r#"{"format":"supple recording","version":2}"#];
        assert!(unknown.iter().all(|line| matches!(read(line), Err(NoHeader::Unknown(_)))));
        for line in [
            r#"{"width":640}"#,
            r#"{"width":0,"height":480}"#,
            r#"{"width":640,"height":4000000000}"#,
            r#"{"width":64,"height":48,"hold_s":-1.0}"#,
            r#"{"width":64,"height":48,"hold_s":1e30}"#,
            r#"{"width":64,"height":48,"reps":0}"#,
            r#"{"width":64,"height":48,"own_doses":{"held":{"reps":0}}}"#,
            r#"{"width":64,"height":48,"own_doses":{"stretches":{"sphinx":{"hold_s":1e30}}}}"#,
            r#"{"width":64,"height":48,"comfort":[{"stretch":"a","side":"up","target":"b","limit":1,"error":1}]}"#,
        ] {
            assert!(matches!(read(line), Err(NoHeader::Senseless(_))), "{line}");
        }
    }
}
