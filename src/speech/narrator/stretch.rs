//! A stretch: its name, how to get into it, how much of it there is to do, its sides and rests.

use std::time::Duration;

use crate::body::Side;
use crate::coach::{Phase, Status};
use crate::judge::Cue;
use crate::language::Language;
use crate::speech::rules::{ANNOUNCED_FOR, IN_TURN, LONG_REST, SOON, STANDS_ABOUT, STILL_OF_USE};
use crate::speech::schedule::Schedule;
use crate::speech::utterance::{Priority, Sound, Utterance};
use crate::stretch::{CameraAdvice, Stretch};
use crate::time::Timestamp;
use crate::wording::spoken;

/// A camera that stands so much nearer or farther has to be moved, in metres.
const MOVED_M: f64 = 0.75;
/// A shorter rest needs no word: the pose is only left.
const SHORT_REST: Duration = Duration::from_secs(4);

/// What has been said of the session's stretches.
#[allow(clippy::struct_excessive_bools, reason = "each is something that has been said or has happened")]
#[derive(Clone, Debug, Default)]
pub(super) struct StretchTeller {
    /// Where the camera was last asked to stand.
    camera: Option<CameraAdvice>,
    is_begun: bool,
    is_skipped: bool,
    /// Whether what was left out hurts.
    hurts: bool,
    /// Whether a hold or a repetition has come of it.
    is_done_once: bool,
    /// When the stretch was announced, and whether it was again.
    announced: Option<Timestamp>,
    is_repeated: bool,
    /// What is known of the stretch that is done: its status may be the next one's when its last repetition is told.
    is_moved: bool,
    /// The side that was last named.
    side: Option<Side>,
    /// Whether a rest has been announced, whose end is waited for.
    rests: bool,
    /// Of a movement: which pose was last asked for aloud, and how many were.
    last_pose: Option<String>,
    poses_said: u32,
}

impl StretchTeller {
    /// The rest of a stretch is left out.
    pub const fn skip(&mut self) {
        self.is_skipped = true;
    }

    /// Whether the stretch is moved and not held.
    pub const fn is_moved(&self) -> bool {
        self.is_moved
    }

    /// Another stretch is done than before.
    fn change(&mut self, status: &Status) {
        let Self { camera, is_begun, .. } = *self;
        *self = Self { camera, is_begun, is_moved: status.is_moved, ..Self::default() };
    }

    /// In a free session the stretch of `status` is done.
    pub fn recognise(&mut self, time: Timestamp, title: &str, status: &Status, schedule: &mut Schedule) {
        self.change(status);
        schedule.offer(time, Utterance::words("stretch", Priority::Next, STILL_OF_USE, vec![spoken::title(title)]));
    }

    /// The stretch of `status` begins.
    pub fn begin(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        let Some(stretch) = status.subject.stretch() else { return };
        let language = schedule.language();
        let mut name = Vec::new();
        name.extend((self.is_skipped && !self.hurts).then(|| spoken::skipped(language).to_owned()));
        name.extend(self.is_begun.then(|| spoken::next(language).to_owned()));
        name.push(spoken::title(&stretch.title));
        let mut lines = vec![("stretch", name)];
        if self.is_camera_moved(stretch.camera) {
            lines.push(("camera", spoken::camera(stretch.camera, language)));
            self.camera = Some(stretch.camera);
        }
        lines.extend(how(stretch, status, schedule.language()));
        lines.extend(stretch.safety.first().map(|note| ("safety", spoken::phrases(note))));
        if !self.is_begun {
            // Right after the name, and whatever comes between.
            lines.insert(1, ("welcome", spoken::phrases(spoken::stop_if_it_hurts(language))));
        }
        offer_in_order(time, lines, schedule);
        self.is_begun = true;
        self.change(status);
        self.announced = Some(time);
    }

    /// Somebody has come who may not have heard what is to be done.
    pub fn announce_to_who_comes(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        if self.announced.is_some_and(|at| time.since(at) > ANNOUNCED_FOR) {
            self.announce_again(time, status, schedule);
        }
    }

    /// Says again what is to be done, while nothing of it has been.
    pub fn announce_again(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        let Some(stretch) = status.subject.stretch() else { return };
        if self.is_done_once || status.phase == Phase::Holding {
            return;
        }
        self.announced = Some(time);
        let mut lines = vec![("stretch", vec![spoken::title(&stretch.title)])];
        lines.extend(how(stretch, status, schedule.language()));
        offer_in_order(time, lines, schedule);
    }

    /// What is left out hurts: that has been spoken of.
    pub const fn leave_what_hurts(&mut self) {
        self.hurts = true;
    }

    fn is_camera_moved(&self, camera: CameraAdvice) -> bool {
        self.camera
            .is_none_or(|before| before.see != camera.see || (before.distance_m - camera.distance_m).abs() > MOVED_M)
    }

    /// A hold has begun.
    pub const fn hold(&mut self) {
        self.is_done_once = true;
    }

    /// One repetition more is done: the `rep`th of `reps` on its side.
    pub fn repeated(&mut self, time: Timestamp, rep: u32, reps: u32, status: &Status, schedule: &mut Schedule) {
        let language = schedule.language();
        schedule.forget(&["pose"]);
        self.is_done_once = true;
        if self.is_moved {
            let number = spoken::counted(rep, language).into_iter().collect();
            let words = Utterance::words("repetition", Priority::Next, SOON, number);
            schedule.offer(time, words.after(Sound::Done));
            return;
        }
        let left = reps.saturating_sub(rep);
        let mut phrases = vec![spoken::well_held(language).to_owned()];
        if left > 0
            && let Phase::Resting(rest) = status.phase
        {
            if rest >= SHORT_REST && !schedule.has_said(spoken::come_out(language)) {
                phrases.push(spoken::come_out(language).to_owned());
            }
            self.rests = rest >= LONG_REST;
        }
        // Coming out can't wait; how many are left can.
        phrases.extend(spoken::more(left, language));
        schedule.offer(time, Utterance::words("rest", Priority::Next, SOON * 2, phrases));
    }

    /// The person has turned to this side.
    pub fn changed_side(&mut self, time: Timestamp, side: Side, schedule: &mut Schedule) {
        if self.side != Some(side) {
            self.side = Some(side);
            let words = Utterance::words("side", Priority::Next, SOON, vec![spoken::side(side, schedule.language())]);
            schedule.offer(time, words.after(Sound::OtherSide));
        }
    }

    /// Says what the status asks for that no event told.
    pub fn observe(&mut self, time: Timestamp, status: &Status, schedule: &mut Schedule) {
        match &status.message.cue {
            Cue::OtherSide(side) if self.side != Some(*side) => {
                self.side = Some(*side);
                let words = spoken::cue(&status.message.cue, schedule.language());
                schedule.offer(
                    time,
                    Utterance::words("other_side", Priority::Next, IN_TURN, words).after(Sound::OtherSide),
                );
            }
            Cue::Pose(words) if self.is_moved && status.reps_done == 0 => self.ask_for_pose(time, words, schedule),
            _ => {}
        }
        let stands_about =
            status.phase == Phase::Positioning && self.announced.is_some_and(|at| time.since(at) > STANDS_ABOUT);
        if stands_about && !self.is_repeated && schedule.is_silent(time) && !self.rests {
            self.is_repeated = true;
            self.announce_again(time, status, schedule);
        }
        if self.rests && matches!(status.phase, Phase::Positioning | Phase::Changing(_)) {
            self.rests = false;
            if schedule.is_silent(time) && !matches!(status.message.cue, Cue::OtherSide(_)) {
                schedule.offer(
                    time,
                    Utterance::words(
                        "again",
                        Priority::Next,
                        SOON,
                        vec![spoken::again(schedule.language()).to_owned()],
                    ),
                );
            }
        }
    }

    /// Of a movement both poses are asked for aloud, once each; then numbers are enough.
    fn ask_for_pose(&mut self, time: Timestamp, words: &str, schedule: &mut Schedule) {
        if self.poses_said >= 2 || self.last_pose.as_deref() == Some(words) {
            return;
        }
        // How to get into it comes first, and tells both.
        if !schedule.is_silent(time) {
            return;
        }
        self.last_pose = Some(words.to_owned());
        self.poses_said += 1;
        schedule.forget(&["pose"]);
        schedule.offer(time, Utterance::words("pose", Priority::Next, SOON * 2, spoken::phrases(words)));
    }
}

/// How to get into a stretch, and how much of it there is to do.
fn how(stretch: &Stretch, status: &Status, language: Language) -> [(&'static str, Vec<String>); 2] {
    let mut set_up = spoken::phrases(&stretch.setup);
    // What is to be done where the camera can't see is said before its short holds.
    set_up.extend(stretch.guided.iter().flat_map(|guided| spoken::phrases(guided)));
    [("set_up", set_up), ("dose", dose(stretch, status, language))]
}

/// Offers lines that are said in this order, whatever comes between.
fn offer_in_order(time: Timestamp, lines: Vec<(&'static str, Vec<String>)>, schedule: &mut Schedule) {
    for (place, (cue, phrases)) in lines.into_iter().enumerate() {
        let patience = IN_TURN + Duration::from_millis(place as u64);
        schedule.offer(time, Utterance::words(cue, Priority::Next, patience, phrases));
    }
}

/// How much there is to do.
fn dose(stretch: &Stretch, status: &Status, language: Language) -> Vec<String> {
    let times = spoken::repetitions(status.reps, stretch.sided, language);
    let mut phrases = Vec::new();
    if status.is_moved {
        phrases.extend(times);
        phrases.push(spoken::slowly(language).to_owned());
    } else {
        phrases.push(spoken::hold_for(status.hold, language));
        phrases.extend((status.reps > 1 || stretch.sided).then_some(times).into_iter().flatten());
    }
    phrases.extend(stretch.sided.then(|| spoken::either_side(language).to_owned()));
    phrases
}
