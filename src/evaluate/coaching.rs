//! How well clips are coached: good form held, faults refused or hinted at, nothing counted that is something else.

use std::sync::Arc;

use serde::Serialize;

use crate::evaluate::recording::Recording;
use crate::evaluate::replay::{HintGiven, Replay, TargetStood, replay};
use crate::evaluate::shown::shown_in;
use crate::stretch::Stretch;

/// Good form is held when between these shares of the true hold are counted: the second in which a pose is entered and left
/// may be seen either way, and no more than that of an eight-second hold.
pub const HELD_BAND: (f64, f64) = (0.7, 1.3);
/// A pose that counts for less than this many seconds is refused: entering takes half a second, leaving seven tenths.
pub const REFUSED_S: f64 = 1.0;

/// How one clip was coached in the stretch that it shows.
#[derive(Clone, Debug, Serialize)]
pub struct Coached {
    /// The clip.
    pub clip: String,
    /// The stretch.
    pub stretch: String,
    /// `good`, or the fault's name.
    pub variant: String,
    /// The fault in words.
    pub wrong: Option<String>,
    /// From where the camera looks.
    pub view: String,
    /// Seconds truly held.
    pub true_seconds: f64,
    /// Seconds counted.
    pub held_seconds: f64,
    /// Seconds that are counted by somebody who sees every landmark where it truly is.
    pub held_on_truth: Option<f64>,
    /// Whether the fault truly puts a target that must hold outside its range; `None` for good form, and where the true
    /// pose doesn't tell.
    pub breaks_must: Option<bool>,
    /// What came of it.
    pub outcome: Outcome,
    /// Hints given in the hold.
    pub hints: Vec<HintGiven>,
    /// Where the targets stood in the hold.
    pub targets: Vec<TargetStood>,
}

/// What came of coaching a clip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Good form, counted for about as long as it was held.
    Held,
    /// Good form, counted too short or too long.
    NotHeld,
    /// A fault that was not counted.
    Refused,
    /// A fault that was counted, with a hint that good form doesn't get.
    Hinted,
    /// A fault that was counted like good form.
    Missed,
}

impl Outcome {
    fn of_good(held: f64, truly: f64) -> Self {
        let (low, high) = HELD_BAND;
        if (low * truly..=high * truly).contains(&held) { Self::Held } else { Self::NotHeld }
    }

    /// Of a fault that was held so long and hinted at in `hinted` targets, where good form is hinted at in `usual` ones.
    fn of_fault(held: f64, hinted: &[&str], usual: &[&str]) -> Self {
        if held < REFUSED_S {
            Self::Refused
        } else if hinted.iter().any(|target| !usual.contains(target)) {
            Self::Hinted
        } else {
            Self::Missed
        }
    }

    /// In a word or two.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::NotHeld => "not held",
            Self::Refused => "refused",
            Self::Hinted => "hinted",
            Self::Missed => "missed",
        }
    }
}

impl Coached {
    /// Whether good form is shown.
    #[must_use]
    pub fn is_good(&self) -> bool {
        matches!(self.outcome, Outcome::Held | Outcome::NotHeld)
    }

    /// Whether this is as it should be: good form held; a fault that breaks what must hold refused, any other refused or
    /// hinted at.
    #[must_use]
    pub fn is_right(&self) -> bool {
        match self.outcome {
            Outcome::Held | Outcome::Refused => true,
            Outcome::Hinted => self.breaks_must != Some(true),
            Outcome::NotHeld | Outcome::Missed => false,
        }
    }

    /// What was measured, for somebody who wonders why it went wrong.
    #[must_use]
    pub fn reason(&self) -> String {
        let noteworthy =
            |target: &&TargetStood| (target.is_outside() || target.is_unseen()) && (target.must || !self.is_good());
        let mut words: Vec<String> = self.targets.iter().filter(noteworthy).map(TargetStood::words).collect();
        if words.is_empty() {
            let all = self.targets.iter().filter(|target| target.must || !self.is_good()).map(TargetStood::words);
            let all: Vec<String> = all.collect();
            words.push(if all.is_empty() {
                "nobody was seen in the hold".to_owned()
            } else {
                format!("every target stood within its range: {}", all.join("; "))
            });
        }
        if let Some(truth) = self.held_on_truth {
            words.push(format!("{truth:.1} s with every landmark where it truly is"));
        }
        words.join("; ")
    }
}

/// A recording replayed before its own stretch.
struct Replayed<'a> {
    recording: &'a Recording,
    stretch: &'a Arc<Stretch>,
    seen: Replay,
    on_truth: Option<f64>,
}

/// Coaches every recording in the stretch it shows, if that is one of `stretches`. The second answer names the clips of
/// stretches that aren't.
#[must_use]
pub fn coach(recordings: &[Recording], stretches: &[Arc<Stretch>]) -> (Vec<Coached>, Vec<String>) {
    let (mut replayed, mut not_coached) = (Vec::new(), Vec::new());
    for recording in recordings {
        let Some(id) = shown_in(&recording.truth.id) else { continue };
        let Some(stretch) = stretches.iter().find(|stretch| stretch.id == id) else {
            not_coached.push(recording.name.clone());
            continue;
        };
        let truth = &recording.truth;
        let size = recording.seen.first().map(|seen| seen.size);
        let perfect = size.and_then(|size| truth.perfect_sight(size));
        replayed.push(Replayed {
            recording,
            stretch,
            seen: replay(stretch, truth, &recording.seen),
            on_truth: perfect.map(|perfect| replay(stretch, truth, &perfect).held),
        });
    }
    (replayed.iter().map(|clip| judge(clip, &replayed)).collect(), not_coached)
}

fn judge(clip: &Replayed<'_>, all: &[Replayed<'_>]) -> Coached {
    let truth = &clip.recording.truth;
    let good_ones = || {
        all.iter().filter(|other| {
            let other = &other.recording.truth;
            other.is_good() && other.id == truth.id && other.view == truth.view
        })
    };
    let held = clip.seen.held;
    let outcome = if truth.is_good() {
        Outcome::of_good(held, truth.hold_seconds)
    } else {
        let usual: Vec<&str> = good_ones().flat_map(|good| good.seen.hinted()).collect();
        Outcome::of_fault(held, &clip.seen.hinted(), &usual)
    };
    // Ranges are made for what a pose model sees, whose joints are not quite the true ones. Only where the true pose of
    // good form is held does the true pose of a fault say what the fault breaks.
    let tells = good_ones().any(|good| {
        let truly = good.recording.truth.hold_seconds;
        good.on_truth.is_some_and(|held| Outcome::of_good(held, truly) == Outcome::Held)
    });
    let breaks_must = if truth.is_good() || !tells { None } else { clip.on_truth.map(|held| held < REFUSED_S) };
    Coached {
        clip: clip.recording.name.clone(),
        stretch: clip.stretch.id.clone(),
        variant: truth.variant.clone(),
        wrong: truth.wrong.clone(),
        view: truth.view.clone(),
        true_seconds: truth.hold_seconds,
        held_seconds: held,
        held_on_truth: clip.on_truth,
        breaks_must,
        outcome,
        hints: clip.seen.hints.clone(),
        targets: clip.seen.targets.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::Side;
    use crate::evaluate::truth::tests::truth;
    use crate::measure::Observation;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::samples;

    #[test]
    fn good_form_is_held_for_about_its_time() {
        for (held, outcome) in
            [(5.5, Outcome::NotHeld), (5.6, Outcome::Held), (10.4, Outcome::Held), (10.5, Outcome::NotHeld)]
        {
            assert_eq!(Outcome::of_good(held, 8.0), outcome, "{held}");
        }
    }

    #[test]
    fn a_fault_is_refused_or_hinted_at_as_good_form_is_not() {
        assert_eq!(Outcome::of_fault(0.9, &[], &[]), Outcome::Refused);
        assert_eq!(Outcome::of_fault(1.0, &["head"], &[]), Outcome::Hinted);
        assert_eq!(Outcome::of_fault(1.0, &["head"], &["head"]), Outcome::Missed);
        assert_eq!(Outcome::of_fault(8.0, &[], &["head"]), Outcome::Missed);
    }

    fn recording(id: &str, variant: &str, pose: &Mannequin) -> Recording {
        let mut truth = truth(81);
        id.clone_into(&mut truth.id);
        variant.clone_into(&mut truth.variant);
        truth.hold_seconds = 7.9;
        let seen: Vec<Observation> = (0..81).map(|tenths| pose.observe(f64::from(tenths) / 10.0)).collect();
        Recording { name: format!("{id}.{variant}"), truth, seen, acquired: None }
    }

    #[test]
    fn clips_are_coached_in_their_own_stretch() {
        let bird_dog = Mannequin::bird_dog(Side::Right);
        let recordings = [
            recording("bird-dog-leg", "good", &bird_dog),
            recording("bird-dog-leg", "bent_leg", &bird_dog.clone().leg(Side::Right, 243.0, 300.0)),
            recording("bird-dog-leg", "invisible", &bird_dog),
            recording("tabletop", "good", &Mannequin::tabletop()),
            recording("head-roll", "good", &Mannequin::standing()),
        ];
        let (coached, not_coached) = coach(&recordings, &[Arc::new(samples::bird_dog())]);
        let outcomes: Vec<_> = coached.iter().map(|clip| clip.outcome).collect();
        assert_eq!(outcomes, [Outcome::Held, Outcome::Refused, Outcome::Missed]);
        assert_eq!(not_coached, ["head-roll.good"]);
        assert!(coached[0].is_right() && !coached[2].is_right());
        assert!(coached[2].reason().starts_with("every target stood within its range: "), "{}", coached[2].reason());
        // The truth of these has no body to speak of, so it doesn't show what the fault breaks.
        assert_eq!(coached[1].breaks_must, None);
    }
}
