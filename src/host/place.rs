//! Being placed before the camera: what must be right before a session begins, the one thing to do about it, and a countdown.

use std::sync::Arc;
use std::time::Duration;

use super::screens::{CheckState, PlaceCheck, PlaceScreen};
use crate::body::{Landmark, Pose, Side, Size};
use crate::judge::{Cue, Prompt};
use crate::language::Language;
use crate::measure::{
    BodyView, CameraSide, CoverageTracker, Facing, FacingTracker, Measure, Missing, Observation, Plane, Presence,
    Unseen, is_on_feet, landmarks,
};
use crate::stretch::{Position, Stretch};
use crate::time::{Since, Timestamp, reached};

/// Everything has to be right for so long: whoever passes through the picture isn't there yet.
const READY_AFTER: Duration = Duration::from_secs(2);
/// Seconds that are counted down: time to put the arms where they belong.
const COUNTED: u32 = 3;
/// What can't be told surely, such as how somebody is turned who has nothing on but a wide shirt, keeps nobody waiting for longer.
const PATIENCE: Duration = Duration::from_secs(12);
/// Something is wrong only when it has been so for so long.
const WRONG_AFTER: Duration = Duration::from_millis(1200);
/// A picture darker than this on the average, of 255, hides the far limbs of a body: a living room in the evening has 60 and more.
const DARK: f64 = 38.0;

/// Somebody who is being placed.
#[derive(Clone, Debug)]
pub struct Place {
    stretch: Arc<Stretch>,
    side: Option<Side>,
    presence: Presence,
    coverage: CoverageTracker,
    facing: FacingTracker,
    /// For how long each check has not been right, in their order.
    wrong: [Since; PlaceCheck::ALL.len()],
    states: [CheckState; PlaceCheck::ALL.len()],
    missing: Option<Missing>,
    /// For how long all has been right.
    right: Since,
    /// Since when only what can't be told surely is wrong.
    unsure: Since,
    ready: f64,
    /// When everything had been right for long enough.
    counted_from: Option<Timestamp>,
    now: Timestamp,
}

impl Place {
    /// For this stretch, the first of what is to be done, on this side, of somebody who may be in view already.
    #[must_use]
    pub fn new(stretch: Arc<Stretch>, side: Option<Side>, is_present: bool) -> Self {
        Self {
            stretch,
            side,
            // Whoever is seen already needn't be called.
            presence: if is_present { Presence::found() } else { Presence::default() },
            coverage: CoverageTracker::default(),
            facing: FacingTracker::default(),
            wrong: [Since::default(); PlaceCheck::ALL.len()],
            states: [CheckState::Unknown; PlaceCheck::ALL.len()],
            missing: None,
            right: Since::default(),
            unsure: Since::default(),
            ready: 0.0,
            counted_from: None,
            now: Timestamp::ZERO,
        }
    }

    /// Takes in what is seen, and how light the picture is on the average, 0 to 255, where that is known. Answers whether the session
    /// begins now.
    pub fn observe(&mut self, seen: &Observation, light: Option<f64>) -> bool {
        self.now = self.now.max(seen.time);
        let now = self.now;
        self.presence.observe(now, seen.pose.is_some());
        let found = self.looked_at(seen, light);
        for (place, state) in found.into_iter().enumerate() {
            // A body that turns or an arm that passes an edge is nothing to say a word about.
            let lasts = self.wrong[place].lasts(now, state == CheckState::Wrong);
            let is_new = state == CheckState::Wrong && lasts.is_none_or(|lasts| !reached(lasts, WRONG_AFTER));
            self.states[place] = match (is_new, self.states[place]) {
                (true, CheckState::Wrong) => CheckState::Wrong,
                (true, _) => CheckState::Unknown,
                (false, _) => state,
            };
        }
        let is_wrong = |check: PlaceCheck| self.states[check as usize] == CheckState::Wrong;
        let is_seen = self.state(PlaceCheck::Person) == CheckState::Right;
        let is_amiss = is_wrong(PlaceCheck::Turned) || is_wrong(PlaceCheck::WholeBody);
        // A small room has no more space than it has: the session says itself what it can't see.
        let waited = self.unsure.lasts(now, is_seen && is_amiss);
        if waited.is_some_and(|waited| reached(waited, PATIENCE)) {
            for check in [PlaceCheck::Turned, PlaceCheck::WholeBody] {
                if self.states[check as usize] == CheckState::Wrong {
                    self.states[check as usize] = CheckState::Warned;
                }
            }
        }
        let is_fine = |check: PlaceCheck| matches!(self.states[check as usize], CheckState::Right | CheckState::Warned);
        let all_right =
            is_seen && is_fine(PlaceCheck::WholeBody) && self.states[PlaceCheck::Turned as usize] != CheckState::Wrong;
        let lasts = self.right.lasts(now, all_right);
        self.ready = lasts.map_or(0.0, |lasts| (lasts.as_secs_f64() / READY_AFTER.as_secs_f64()).min(1.0));
        if self.presence.is_present() && lasts.is_some_and(|lasts| reached(lasts, READY_AFTER)) {
            self.counted_from.get_or_insert(now);
        } else if !self.presence.is_present() {
            // A flicker stops no countdown; somebody who has gone does.
            self.counted_from = None;
        }
        self.counted_from.is_some_and(|from| now.since(from).as_secs_f64() >= f64::from(COUNTED))
    }

    /// Whoever is placed has been elsewhere meanwhile: everything is looked at anew.
    pub fn start_over(&mut self) {
        *self = Self::new(Arc::clone(&self.stretch), self.side, false);
    }

    /// What is right in this look, by [`PlaceCheck::ALL`].
    fn looked_at(&mut self, seen: &Observation, light: Option<f64>) -> [CheckState; PlaceCheck::ALL.len()] {
        let light = match light {
            None => CheckState::Unknown,
            Some(light) if light < DARK => CheckState::Warned,
            Some(_) => CheckState::Right,
        };
        let Some(pose) = &seen.pose else {
            let unknown = CheckState::Unknown;
            return [CheckState::Wrong, unknown, unknown, light, unknown];
        };
        let facing = self.facing.observe(seen.time, pose);
        self.missing = self.missing_of(seen, pose, seen.size);
        let whole = if self.missing.is_none() { CheckState::Right } else { CheckState::Wrong };
        let level = match facing.tilt {
            Some(tilt) if tilt.is_steep() => CheckState::Warned,
            _ => CheckState::Right,
        };
        [CheckState::Right, whole, self.turned(pose, &facing), light, level]
    }

    fn missing_of(&mut self, seen: &Observation, pose: &Pose, size: Size) -> Option<Missing> {
        let coverage = self.coverage.observe(seen);
        // A sphinx needs no feet. Without anything that it asks for, the trunk is needed all the same.
        let needed = self.stretch.all_targets().flat_map(|target| {
            Side::BOTH.into_iter().flat_map(|side| landmarks(target.measure, side)).collect::<Vec<Landmark>>()
        });
        coverage.missing(needed, pose, size)
    }

    /// Whether the body is turned as the stretch needs it. How somebody stands who is to lie down says nothing of how they will lie.
    fn turned(&self, pose: &Pose, facing: &Facing) -> CheckState {
        let is_standing = is_on_feet(pose) == Some(true);
        if is_standing != (self.stretch.position == Position::Standing) {
            return CheckState::Unknown;
        }
        match (self.stretch.camera.see, facing.view) {
            (_, BodyView::Unknown) => CheckState::Unknown,
            (CameraSide::Side, BodyView::Side)
            | (CameraSide::Front, BodyView::Front)
            | (CameraSide::ThreeQuarter, BodyView::ThreeQuarter) => CheckState::Right,
            (CameraSide::Side | CameraSide::Front, BodyView::ThreeQuarter) | (CameraSide::ThreeQuarter, _) => {
                CheckState::Warned
            }
            _ => CheckState::Wrong,
        }
    }

    fn state(&self, check: PlaceCheck) -> CheckState {
        self.states[check as usize]
    }

    /// The seconds that are still counted down.
    #[must_use]
    pub fn countdown(&self) -> Option<u32> {
        let from = self.counted_from?;
        let counted = self.now.since(from).as_secs() as u32;
        Some(COUNTED.saturating_sub(counted)).filter(|&left| left > 0)
    }

    /// The one thing to say now.
    #[must_use]
    pub fn cue(&self) -> Cue {
        if let Some(left) = self.countdown() {
            return Cue::Prompt(Prompt::Count(left));
        }
        let is = |check: PlaceCheck, state: CheckState| self.state(check) == state;
        if !self.presence.is_present() || is(PlaceCheck::Person, CheckState::Wrong) {
            return Cue::Prompt(Prompt::ComeIntoView);
        }
        if let Some(missing) = self.missing.filter(|_| is(PlaceCheck::WholeBody, CheckState::Wrong)) {
            return Cue::ComeIn(missing);
        }
        if is(PlaceCheck::Turned, CheckState::Wrong) {
            return Cue::BeSeen(Unseen::WrongView, self.telling_measure(), self.side.unwrap_or(Side::Right));
        }
        if is(PlaceCheck::Level, CheckState::Warned) {
            return Cue::LowerCamera;
        }
        if is(PlaceCheck::Light, CheckState::Warned) {
            return Cue::Prompt(Prompt::Dark);
        }
        Cue::Prompt(Prompt::StayThere)
    }

    /// A measure that is seen from where the stretch is: what is said of the view is worded by it.
    fn telling_measure(&self) -> Measure {
        let plane = if self.stretch.camera.see == CameraSide::Side { Plane::Sagittal } else { Plane::Frontal };
        Measure::ALL.into_iter().find(|measure| measure.definition().plane == plane).unwrap_or(Measure::Hip)
    }

    /// As it is painted.
    #[must_use]
    pub fn screen(&self, language: Language) -> PlaceScreen {
        PlaceScreen {
            stretch: Arc::clone(&self.stretch),
            side: self.side,
            camera: self.stretch.camera,
            checks: PlaceCheck::ALL.into_iter().zip(self.states).collect(),
            words: self.cue().words(language),
            ready: self.ready,
            countdown: self.countdown(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::samples;

    fn place() -> Place {
        Place::new(Arc::new(samples::sphinx()), None, false)
    }

    /// Ten looks a second; when it begins, and the last cue.
    fn looked(place: &mut Place, see: impl Fn(f64) -> Option<Mannequin>, light: f64, until: f64) -> (Option<f64>, Cue) {
        let begins = (0..(until * 10.0) as u32).find_map(|tenth| {
            let now = f64::from(tenth) / 10.0;
            let mut seen = Mannequin::sphinx().observe(now);
            seen.pose = see(now).and_then(|body| body.observe(now).pose);
            place.observe(&seen, Some(light)).then_some(now)
        });
        (begins, place.cue())
    }

    #[test]
    fn whoever_lies_ready_is_counted_in_and_so_is_whoever_stands_in_the_picture() {
        for body in [Mannequin::sphinx, Mannequin::standing] {
            let (begins, _) = looked(&mut place(), |_| Some(body()), 120.0, 10.0);
            assert!(begins.is_some_and(|at| (4.9..6.0).contains(&at)), "{begins:?}");
        }
    }

    #[test]
    fn nobody_is_waited_for_and_who_leaves_stops_the_countdown() {
        let mut nobody = place();
        assert_eq!(looked(&mut nobody, |_| None, 120.0, 30.0), (None, Cue::Prompt(Prompt::ComeIntoView)));
        let mut leaves = place();
        let (begins, cue) = looked(&mut leaves, |now| (now < 3.5).then(Mannequin::sphinx), 120.0, 20.0);
        assert_eq!((begins, cue, leaves.countdown()), (None, Cue::Prompt(Prompt::ComeIntoView), None));
        let (begins, _) = looked(&mut place(), |now| (!(3.5..3.7).contains(&now)).then(Mannequin::sphinx), 120.0, 20.0);
        assert!(begins.is_some_and(|at| at < 6.0), "a flicker stops nothing");
    }

    #[test]
    fn half_a_body_is_told_and_not_waited_for_for_ever() {
        // The trunk hangs out of the picture at its lower edge.
        let mut cut = place();
        let low = |now: f64| {
            let mut seen = Mannequin::sphinx().observe(now);
            let shift = f64::from(seen.size.height) * 0.55;
            if let Some(pose) = &mut seen.pose {
                pose.landmarks.iter_mut().for_each(|keypoint| keypoint.at.y += shift);
            }
            seen
        };
        let mut begins = None;
        for tenth in 0..300_u32 {
            let now = f64::from(tenth) / 10.0;
            if cut.observe(&low(now), Some(120.0)) {
                begins = Some(now);
                break;
            }
            if tenth == 60 {
                assert!(matches!(cut.cue(), Cue::ComeIn(_)), "{:?}", cut.cue());
            }
        }
        assert!(begins.is_some_and(|at| at > 12.0), "{begins:?}");
    }

    #[test]
    fn a_dark_room_is_told_and_keeps_nobody_waiting() {
        let mut dark = place();
        let (begins, _) = looked(&mut dark, |_| Some(Mannequin::sphinx()), 20.0, 1.5);
        assert_eq!((begins, dark.cue()), (None, Cue::Prompt(Prompt::Dark)));
        let (begins, _) = looked(&mut place(), |_| Some(Mannequin::sphinx()), 20.0, 10.0);
        assert!(begins.is_some());
    }

    #[test]
    fn who_lies_the_wrong_way_round_is_told_and_waited_for_but_not_for_ever() {
        let mut end_on = place();
        let front = |_| Some(Mannequin::tabletop().seen_from_the_front());
        let (begins, cue) = looked(&mut end_on, front, 120.0, 6.0);
        assert_eq!(begins, None);
        assert!(matches!(cue, Cue::BeSeen(Unseen::WrongView, ..)) && cue.to_string().contains("side-on"), "{cue:?}");
        assert!(looked(&mut place(), front, 120.0, 30.0).0.is_some_and(|at| at > 12.0));
    }
}
