//! Every clip against every stretch: what is counted that isn't done, and what is recognised.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::decimals::round;
use crate::evaluate::recording::Recording;
use crate::evaluate::replay::replay;
use crate::evaluate::shown::shown_in;
use crate::measure::Observation;
use crate::stretch::Stretch;

/// What the other stretches count on a clip.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FalseHolds {
    /// The clip.
    pub clip: String,
    /// The stretch it shows; `None` for somebody who does none.
    pub shown: Option<String>,
    /// Seconds counted, by each other stretch that counts any.
    pub seconds: BTreeMap<String, f64>,
}

/// Shows every recording to a session of every stretch but its own.
#[must_use]
pub fn false_holds(recordings: &[Recording], stretches: &[Arc<Stretch>]) -> Vec<FalseHolds> {
    let of = |recording: &Recording| {
        let shown = shown_in(&recording.truth.id);
        let others = stretches.iter().filter(|stretch| Some(stretch.id.as_str()) != shown);
        let counted =
            others.map(|stretch| (stretch.id.clone(), replay(stretch, &recording.truth, &recording.seen).held));
        FalseHolds {
            clip: recording.name.clone(),
            shown: shown.map(str::to_owned),
            seconds: counted.filter(|(_, held)| *held > 0.0).collect(),
        }
    };
    recordings.iter().map(of).collect()
}

/// Seconds counted on clips that show no stretch, and how many such clips there are.
#[must_use]
pub fn counted_on_nothing(clips: &[FalseHolds]) -> (f64, usize) {
    let idle = || clips.iter().filter(|clip| clip.shown.is_none());
    let seconds = idle().flat_map(|clip| clip.seconds.values()).fold(0.0, |all, seconds| all + seconds);
    (round(seconds, 2), idle().count())
}

/// Something that watches somebody, and says at every moment which stretch they are in, by its id; `None` for none.
pub type ClipRecogniser<'a> = Box<dyn FnMut(&Observation) -> Option<String> + 'a>;

/// Stands between the names of stretches that can't be told apart.
pub const OR: &str = " or ";

/// What a recogniser says: the stretch's id, and those of the stretches that it can't be told from.
#[must_use]
pub fn named(recognised: &crate::judge::Recognised) -> String {
    let all = std::iter::once(&recognised.stretch).chain(&recognised.either);
    all.map(|stretch| stretch.id.as_str()).collect::<Vec<_>>().join(OR)
}

/// What was recognised in a clip.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recognised {
    /// The clip.
    pub clip: String,
    /// Whether good form is shown.
    pub good: bool,
    /// The stretch it shows; `None` for somebody who does none.
    pub shown: Option<String>,
    /// What was named for longest in the hold; `None` for no stretch.
    pub named: Option<String>,
    /// Share of the hold in which each stretch was named, in percent; the rest was none.
    pub shares: BTreeMap<String, f64>,
}

impl Recognised {
    /// Whether the right stretch was named, alone or beside one that looks the same, or rightly none.
    #[must_use]
    pub fn is_right(&self) -> bool {
        let Some(named) = &self.named else { return self.shown.is_none() };
        self.shown.as_ref().is_some_and(|shown| named.split(OR).any(|name| name == shown))
    }
}

/// Shows each recording to a recogniser of its own.
pub fn recognition<'a>(recordings: &[Recording], recogniser: &dyn Fn() -> ClipRecogniser<'a>) -> Vec<Recognised> {
    let of = |recording: &Recording| {
        let mut recogniser = recogniser();
        let mut named: Vec<Option<String>> = Vec::new();
        for seen in &recording.seen {
            let name = recogniser(seen);
            if recording.truth.is_hold(seen.time) {
                named.push(name);
            }
        }
        let mut counts: BTreeMap<Option<String>, usize> = BTreeMap::new();
        for name in &named {
            *counts.entry(name.clone()).or_default() += 1;
        }
        let most = counts.iter().max_by_key(|(_, count)| **count).and_then(|(name, _)| name.clone());
        let share = |count: usize| crate::evaluate::statistics::percent(count, named.len()).unwrap_or(0.0);
        Recognised {
            clip: recording.name.clone(),
            good: recording.truth.is_good(),
            shown: shown_in(&recording.truth.id).map(str::to_owned),
            named: most,
            shares: counts.into_iter().filter_map(|(name, count)| Some((name?, share(count)))).collect(),
        }
    };
    recordings.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::truth::tests::truth;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::samples;

    fn recording(id: &str, pose: &Mannequin) -> Recording {
        let mut truth = truth(81);
        id.clone_into(&mut truth.id);
        let seen = (0..81).map(|tenths| pose.observe(f64::from(tenths) / 10.0)).collect();
        Recording { name: id.to_owned(), truth, seen, acquired: None }
    }

    #[test]
    fn what_another_stretch_counts_is_told() {
        let recordings = [
            recording("sphinx", &Mannequin::sphinx()),
            recording("childs-pose", &Mannequin::sphinx()),
            recording("standing", &Mannequin::sphinx()),
            recording("tabletop", &Mannequin::tabletop()),
        ];
        let stretches = [Arc::new(samples::sphinx()), Arc::new(samples::childs_pose())];
        let counted = false_holds(&recordings, &stretches);
        assert!(counted[0].seconds.is_empty() && counted[3].seconds.is_empty(), "{counted:?}");
        assert!(counted[1].seconds["sphinx"] > 6.0, "{counted:?}");
        let (seconds, clips) = counted_on_nothing(&counted);
        assert!(seconds > 6.0 && clips == 2, "{seconds} s in {clips} clips");
    }

    #[test]
    fn the_name_given_for_longest_counts_and_each_clip_is_looked_at_afresh() {
        let recordings = [
            recording("sphinx", &Mannequin::sphinx()),
            recording("cat", &Mannequin::tabletop()),
            recording("standing", &Mannequin::standing()),
        ];
        // Names everything a sphinx that lasts, from the second second on.
        let recogniser = || {
            let mut frames = 0;
            let recogniser: ClipRecogniser<'_> = Box::new(move |_| {
                frames += 1;
                (frames > 20).then(|| "sphinx".to_owned())
            });
            recogniser
        };
        let answers = recognition(&recordings, &recogniser);
        let right: Vec<_> = answers.iter().map(Recognised::is_right).collect();
        assert_eq!(right, [true, false, false]);
        assert_eq!(answers[1].shown.as_deref(), Some("cat-cow"));
        assert!((70.0..80.0).contains(&answers[0].shares["sphinx"]), "{answers:?}");
    }
}
