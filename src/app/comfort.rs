//! A person's own comfortable limits: from what is kept of them to a session and back, and `supple comfort`.

use std::io;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::failure::Failure;
use super::outlet::Outlet;
use crate::body::Side;
use crate::coach::{ComfortLimits, ComfortOf, Event, EventKind, OwnLimit};
use crate::history::{ComfortLimit, ComfortPlace};
use crate::measure::Unit;
use crate::seam::{PersonalRecord, StoreError};
use crate::stretch::{Deeper, Stretch, Target};
use crate::stretch_file::Library;

/// The limits that say something today: those of stretches that are known, by targets that still measure the same and are still about depth.
#[must_use]
pub fn known(kept: &[ComfortLimit], library: &Library) -> ComfortLimits {
    let known = kept.iter().filter(|limit| target_of(&limit.place, library).is_some());
    known
        .map(|ComfortLimit { place, limit, error, .. }| OwnLimit { of: of(place), limit: *limit, error: *error })
        .collect()
}

fn of(place: &ComfortPlace) -> ComfortOf {
    let ComfortPlace { stretch, side, pose, target, .. } = place.clone();
    ComfortOf { stretch, side, pose, target }
}

/// The target that a limit is of, with its stretch; `None` where there is none any more, or where it means something else now.
fn target_of(place: &ComfortPlace, library: &Library) -> Option<(Arc<Stretch>, Target)> {
    let stretch = library.stretch(&place.stretch)?;
    let targets = match &place.pose {
        Some(pose) => &stretch.poses.iter().flatten().find(|known| known.id == *pose)?.targets,
        None => &stretch.targets,
    };
    let is_meant = |target: &&Target| {
        *target.id == *place.target && target.measure.definition().name == place.measure && target.deeper.is_some()
    };
    let target = targets.iter().find(is_meant)?.clone();
    Some((stretch, target))
}

/// Keeps what is learned in a session. Nobody has to stop stretching because it can't be kept: that is told, once.
pub struct ComfortKeeper {
    /// Opens what it is kept in, when there is something to keep.
    open: Box<dyn FnMut() -> Result<Box<dyn PersonalRecord + Send>, StoreError> + Send>,
    record: Option<Box<dyn PersonalRecord + Send>>,
    now: fn() -> DateTime<FixedOffset>,
    tell: fn(&StoreError),
    has_failed: bool,
    /// Whether anything is to be kept just now.
    is_wanted: Arc<AtomicBool>,
}

impl ComfortKeeper {
    /// Keeps it in what `open` opens; `tell` hears why it can't.
    pub fn new(
        open: impl FnMut() -> Result<Box<dyn PersonalRecord + Send>, StoreError> + Send + 'static,
        now: fn() -> DateTime<FixedOffset>,
        tell: fn(&StoreError),
    ) -> Self {
        Self {
            open: Box::new(open),
            record: None,
            now,
            tell,
            has_failed: false,
            is_wanted: Arc::new(AtomicBool::new(true)),
        }
    }

    /// The same, which keeps something only while that is set.
    #[must_use]
    pub fn kept_while(self, is_wanted: Arc<AtomicBool>) -> Self {
        Self { is_wanted, ..self }
    }

    fn keep(&mut self, limit: &ComfortLimit) -> Result<(), StoreError> {
        let record = match &mut self.record {
            Some(record) => record,
            None => self.record.insert((self.open)()?),
        };
        record.set_comfort(limit)
    }
}

impl Outlet for ComfortKeeper {
    fn hear(&mut self, event: &Event) -> Result<(), Failure> {
        let EventKind::ComfortLearned { stretch, side, pose, target, measure, limit, error } = &event.kind else {
            return Ok(());
        };
        if self.has_failed || !self.is_wanted.load(Ordering::Relaxed) {
            return Ok(());
        }
        let place = ComfortPlace {
            stretch: stretch.clone(),
            side: *side,
            pose: pose.clone(),
            target: target.clone(),
            measure: measure.clone(),
        };
        let limit = ComfortLimit { place, limit: *limit, error: *error, found: (self.now)(), session: None };
        if let Err(error) = self.keep(&limit) {
            self.has_failed = true;
            (self.tell)(&error);
        }
        Ok(())
    }
}

/// One limit, as `supple comfort --json` prints it.
///
/// ```text
/// {"limits": [{"stretch", "side"?, "pose"?, "target", "measure", "limit", "error", "range"?: [low, high], "deeper"?, "found"}]}
/// ```
///
/// `range` is the stretch's own; it is left out where the stretch, or the target in it, is not known any more, and then the limit counts for nothing.
#[derive(Serialize)]
struct Row<'a> {
    stretch: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<Side>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pose: Option<&'a str>,
    target: &'a str,
    measure: &'a str,
    limit: f64,
    error: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<(f64, f64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deeper: Option<&'static str>,
    found: String,
}

#[derive(Serialize)]
struct Document<'a> {
    limits: Vec<Row<'a>>,
}

fn row<'a>(limit: &'a ComfortLimit, target: Option<&Target>) -> Row<'a> {
    Row {
        stretch: &limit.place.stretch,
        side: limit.place.side,
        pose: limit.place.pose.as_deref(),
        target: &limit.place.target,
        measure: &limit.place.measure,
        limit: limit.limit,
        error: limit.error,
        range: target.map(|target| (target.range.low(), target.range.high())),
        deeper: target.and_then(|target| target.deeper).map(|deeper| match deeper {
            Deeper::Higher => "higher",
            Deeper::Lower => "lower",
        }),
        found: limit.found.date_naive().to_string(),
    }
}

/// `supple comfort`.
pub fn list(out: &mut dyn Write, kept: &[ComfortLimit], library: &Library, json: bool) -> io::Result<()> {
    let targets: Vec<_> = kept.iter().map(|limit| target_of(&limit.place, library)).collect();
    if json {
        let rows = kept.iter().zip(&targets).map(|(limit, known)| row(limit, known.as_ref().map(|(_, target)| target)));
        serde_json::to_writer(&mut *out, &Document { limits: rows.collect() })?;
        return writeln!(out);
    }
    if kept.is_empty() {
        return writeln!(
            out,
            "Nothing yet. Where your body doesn't go as deep as a stretch asks for, what it reaches is found as you stretch."
        );
    }
    writeln!(
        out,
        "Your own range: as deep as your body comfortably goes. It counts in place of the stretch's own range.\n"
    )?;
    for (limit, known) in kept.iter().zip(&targets) {
        writeln!(out, "{}", in_words(limit, known.as_ref().map(|(stretch, target)| (stretch.as_ref(), target))))?;
    }
    writeln!(out, "\n`supple comfort --reset STRETCH` forgets those of a stretch, `--reset` all of them.")
}

fn in_words(limit: &ComfortLimit, known: Option<(&Stretch, &Target)>) -> String {
    let place = &limit.place;
    let title = known.map_or(place.stretch.as_str(), |(stretch, _)| stretch.title.as_str());
    let side = place.side.map(|side| format!(", {} side", side.name())).unwrap_or_default();
    let pose = place.pose.as_ref().map(|pose| format!(", {pose}")).unwrap_or_default();
    let Some((_, target)) = known else {
        return format!("  {title}{side}{pose}: {} {} (not asked for any more)", place.target, limit.limit);
    };
    let definition = target.measure.definition();
    let (decimals, unit) = match definition.unit {
        Unit::Degrees => (0, "degrees"),
        Unit::TorsoLengths => (2, "torso lengths"),
        Unit::Ratio => (2, "of 1"),
    };
    let (low, high) = (target.range.low(), target.range.high());
    let value = |value: f64| format!("{value:.decimals$}");
    format!(
        "  {title}{side}{pose}: {} {} {unit}; the stretch asks for {} to {} ({})",
        definition.title,
        value(limit.limit),
        value(low),
        value(high),
        limit.found.date_naive()
    )
}

/// Forgets the limits of this stretch, or all of them; how many there were.
pub fn reset(record: &mut dyn PersonalRecord, stretch: Option<&str>) -> Result<usize, StoreError> {
    let kept = record.comfort()?;
    let meant = kept.iter().filter(|limit| stretch.is_none_or(|stretch| stretch == limit.place.stretch));
    let mut cleared = 0;
    for limit in meant {
        cleared += usize::from(record.clear_comfort(&limit.place)?);
    }
    Ok(cleared)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::history::Questionnaire;
    use crate::time::Timestamp;

    /// A record that several may look at.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<ComfortLimit>>>);

    impl PersonalRecord for Kept {
        fn comfort(&self) -> Result<Vec<ComfortLimit>, StoreError> {
            Ok(self.0.lock().unwrap().clone())
        }

        fn set_comfort(&mut self, limit: &ComfortLimit) -> Result<(), StoreError> {
            let mut kept = self.0.lock().unwrap();
            kept.retain(|known| known.place != limit.place);
            kept.push(limit.clone());
            Ok(())
        }

        fn clear_comfort(&mut self, place: &ComfortPlace) -> Result<bool, StoreError> {
            let mut kept = self.0.lock().unwrap();
            let before = kept.len();
            kept.retain(|known| known.place != *place);
            Ok(kept.len() < before)
        }

        fn questionnaires(&self) -> Result<Vec<Questionnaire>, StoreError> {
            Ok(Vec::new())
        }

        fn keep_questionnaire(&mut self, _: &Questionnaire) -> Result<(), StoreError> {
            Ok(())
        }
    }

    fn noon() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2026-03-01T12:00:00+01:00").unwrap()
    }

    fn limit(stretch: &str, side: Option<Side>, target: &str, measure: &str, limit: f64) -> ComfortLimit {
        let (stretch, target, measure) = (stretch.to_owned(), target.to_owned(), measure.to_owned());
        let place = ComfortPlace { stretch, side, pose: None, target, measure };
        ComfortLimit { place, limit, error: 5.0, found: noon(), session: None }
    }

    fn learned(limit: f64) -> Event {
        let (stretch, target, measure) = ("childs-pose".to_owned(), "hip".to_owned(), "hip".to_owned());
        let kind = EventKind::ComfortLearned { stretch, side: None, pose: None, target, measure, limit, error: 5.0 };
        Event { time: Timestamp::from_secs(1.0), kind }
    }

    #[test]
    fn what_is_learned_is_kept_and_known_in_the_next_session() {
        let kept = Kept::default();
        let store = kept.clone();
        let open = move || Ok(Box::new(store.clone()) as Box<dyn PersonalRecord + Send>);
        let mut keeper = ComfortKeeper::new(open, noon, |error| panic!("{error}"));
        for value in [84.0, 82.5] {
            keeper.hear(&learned(value)).unwrap();
        }
        keeper.hear(&Event { time: Timestamp::ZERO, kind: EventKind::PersonFound }).unwrap();
        let kept = kept.comfort().unwrap();
        assert_eq!(kept, [limit("childs-pose", None, "hip", "hip", 82.5)]);
        let known = known(&kept, &Library::embedded().unwrap());
        assert_eq!(known.iter().map(|limit| limit.limit).collect::<Vec<_>>(), [82.5]);
    }

    #[test]
    fn a_session_goes_on_where_nothing_can_be_kept() {
        let fault = || StoreError { what: "the disk is full".to_owned(), remedy: "make room".to_owned() };
        let mut tries = 0;
        let count = Arc::new(Mutex::new(0));
        let counter = Arc::clone(&count);
        let open = move || {
            tries += 1;
            *counter.lock().unwrap() = tries;
            Err(fault())
        };
        let mut keeper = ComfortKeeper::new(open, noon, |_| {});
        assert!(keeper.hear(&learned(84.0)).is_ok() && keeper.hear(&learned(83.0)).is_ok());
        assert_eq!(*count.lock().unwrap(), 1, "it is tried once");
    }

    #[test]
    fn a_limit_of_what_is_not_asked_any_more_says_nothing() {
        let library = Library::embedded().unwrap();
        for gone in [
            limit("my-old-stretch", None, "hip", "hip", 80.0),
            limit("childs-pose", None, "hup", "hip", 80.0),
            limit("childs-pose", None, "hip", "knee", 80.0),
            limit("childs-pose", None, "thigh", "thigh_inclination", 80.0),
        ] {
            assert!(known(std::slice::from_ref(&gone), &library).is_empty(), "{gone:?}");
            let mut out = Vec::new();
            list(&mut out, &[gone], &library, false).unwrap();
            assert!(String::from_utf8(out).unwrap().contains("not asked for any more"));
        }
    }

    #[test]
    fn limits_are_listed_in_words_and_as_json() {
        let library = Library::embedded().unwrap();
        let kept = [
            limit("childs-pose", None, "hip", "hip", 82.5),
            limit("single-knee-to-chest", Some(Side::Left), "working_knee_to_chest", "knee_to_chest", 1.234),
        ];
        let printed = |kept: &[ComfortLimit], json| {
            let mut out = Vec::new();
            list(&mut out, kept, &library, json).unwrap();
            String::from_utf8(out).unwrap()
        };
        let words = printed(&kept, false);
        assert!(
            words.contains("Child's pose: hip angle 82 degrees; the stretch asks for 0 to 70 (2026-03-01)"),
            "{words}"
        );
        assert!(words.contains(", left side: ") && words.contains("1.23 torso lengths"), "{words}");
        assert!(printed(&[], false).starts_with("Nothing yet."));
        let json: serde_json::Value = serde_json::from_str(&printed(&kept, true)).unwrap();
        assert_eq!(json["limits"][1]["side"], "left");
        assert_eq!(json["limits"][0]["range"], serde_json::json!([0.0, 70.0]));
        assert_eq!(printed(&[], true), "{\"limits\":[]}\n");
    }

    #[test]
    fn a_stretch_or_all_of_them_are_forgotten() {
        let all = || {
            let kept = [
                limit("childs-pose", None, "hip", "hip", 82.5),
                limit("childs-pose", None, "knee", "knee", 70.0),
                limit("sphinx", None, "trunk", "trunk_inclination", 79.0),
            ];
            Kept(Arc::new(Mutex::new(kept.to_vec())))
        };
        let (mut one, mut every) = (all(), all());
        assert_eq!(reset(&mut one, Some("childs-pose")), Ok(2));
        assert_eq!(one.comfort().unwrap().len(), 1);
        assert_eq!(reset(&mut every, None), Ok(3));
        assert_eq!(reset(&mut every, None), Ok(0));
    }
}
