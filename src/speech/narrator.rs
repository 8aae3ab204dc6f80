//! What there is to say: events and status in, utterances out. When each is heard, and whether, is the schedule's to decide.

mod hold;
mod mending;
mod presence;
mod signs;
mod stretch;

use std::time::Duration;

use self::hold::HoldTeller;
use self::mending::Mending;
use self::presence::PresenceTeller;
use self::signs::SignTeller;
use self::stretch::StretchTeller;
use super::rules::{IN_TURN, SOON};
use super::schedule::Schedule;
use super::utterance::{Priority, Sound, Utterance};
use crate::coach::{Choice, Event, EventKind, PauseReason, Phase, Status};
use crate::history::Remark;
use crate::judge::Cue;
use crate::time::Timestamp;
use crate::wording::spoken;

/// What is about a stretch that hasn't begun, and no longer of use once it has.
const BEFORE_A_HOLD: &[&str] = &[
    "stretch",
    "camera",
    "set_up",
    "dose",
    "safety",
    "rest",
    "again",
    "other_side",
    "waiting",
    "seen",
    "pose",
    "guided",
];
/// What is about the hold under way.
const IN_A_HOLD: &[&str] =
    &["hold_begun", "hold_resumed", "correction", "guide", "praise", "time_left", "followed", "breath"];

/// Knows what has been said of the session so far, and says what comes.
#[derive(Clone, Debug, Default)]
pub(super) struct Narrator {
    stretch: StretchTeller,
    hold: HoldTeller,
    mending: Mending,
    presence: PresenceTeller,
    signs: SignTeller,
    is_over: bool,
    breathes: bool,
    /// What there is to say of earlier sessions; taken away when something hurts.
    remark: Option<Remark>,
}

impl Narrator {
    pub fn new(breathes: bool, remark: Option<Remark>) -> Self {
        Self { breathes, remark, ..Self::default() }
    }

    /// Takes in what happened at `time` and where the session stands then.
    pub fn observe(&mut self, time: Timestamp, events: &[Event], status: &Status, schedule: &mut Schedule) {
        for event in events {
            self.hear(time, &event.kind, status, schedule);
        }
        if self.is_over {
            schedule.hold(time, None);
            return;
        }
        self.signs.observe(time, status, schedule);
        if status.phase == Phase::Stopped {
            schedule.hold(time, None);
            return;
        }
        self.presence.observe(time, status, schedule);
        self.stretch.observe(time, status, schedule);
        self.mending.observe(time, status, schedule);
        let breathes = self.breathes && status.subject.stretch().is_some_and(|stretch| stretch.breath);
        self.hold.observe(time, status, breathes, self.mending.has_corrected(time), schedule);
    }

    #[allow(clippy::too_many_lines, reason = "one arm for each kind of event, in one place")]
    fn hear(&mut self, time: Timestamp, kind: &EventKind, status: &Status, schedule: &mut Schedule) {
        let language = schedule.language();
        let say = |cue, priority, patience, phrases| Utterance::words(cue, priority, patience, phrases);
        match kind {
            EventKind::PersonFound => {
                self.presence.found(time, status, schedule);
                if status.phase != Phase::Stopped {
                    self.stretch.announce_to_who_comes(time, status, schedule);
                }
            }
            EventKind::PersonLost => PresenceTeller::lost(time, status, schedule),
            EventKind::StretchStarted { .. } => {
                schedule.forget(BEFORE_A_HOLD);
                schedule.forget(IN_A_HOLD);
                self.mending.begin_another();
                self.hold.begin_another();
                schedule.begin_chapter();
                self.stretch.begin(time, status, schedule);
            }
            EventKind::StretchRecognised { title, .. } => {
                schedule.forget(BEFORE_A_HOLD);
                self.mending.begin_another();
                self.hold.begin_another();
                schedule.begin_chapter();
                self.stretch.recognise(time, title, status, schedule);
            }
            EventKind::OtherStretch { .. } => {
                let cue = &status.message.cue;
                if matches!(cue, Cue::Elsewhere { .. }) && schedule.is_silent(time) {
                    schedule.offer(time, say("guide", Priority::Next, IN_TURN, spoken::cue(cue, language)));
                }
            }
            EventKind::HoldStarted(facts) => {
                self.forget_before_a_hold(schedule);
                self.mending.begin_hold();
                self.stretch.hold();
                self.hold.begin(time, facts, schedule);
            }
            EventKind::HoldResumed(_) => {
                self.forget_before_a_hold(schedule);
                self.hold.resume(time, schedule);
            }
            EventKind::HoldPaused { reason, .. } => {
                schedule.forget(IN_A_HOLD);
                self.mending.end_hold();
                if *reason == PauseReason::LeftPose {
                    schedule.offer(time, Utterance::sound("pose_left", Sound::PoseLeft, Priority::Next));
                }
                self.presence.paused(time, *reason);
            }
            EventKind::HoldAbandoned(_) => {
                schedule.forget(IN_A_HOLD);
                self.mending.end_hold();
                self.presence.stop_asking();
                if matches!(status.phase, Phase::Positioning | Phase::Changing(_)) {
                    let words = spoken::phrases(spoken::anew(language));
                    schedule.offer(time, say("waiting", Priority::Next, SOON, words));
                }
            }
            EventKind::HoldCompleted(_) => {
                schedule.forget(IN_A_HOLD);
                self.mending.end_hold();
                schedule.offer(time, Utterance::sound("done", Sound::Done, Priority::Next));
            }
            EventKind::RepCompleted { rep, reps, .. } => {
                if self.stretch.is_moved() {
                    // Whoever has done one knows how.
                    schedule.forget(BEFORE_A_HOLD);
                }
                self.stretch.repeated(time, *rep, *reps, status, schedule);
            }
            EventKind::SideChanged { side, .. } => self.stretch.changed_side(time, *side, schedule),
            // What to do where the camera can't see is said once in a stretch: its holds are short and many.
            EventKind::Hint { cue: Cue::Guided(words), .. } if schedule.has_begun(words) => {}
            EventKind::Hint { cue, target } => self.mending.hint(time, cue, target.as_deref(), status, schedule),
            EventKind::StretchCompleted { skipped: true, .. } => {
                schedule.forget(BEFORE_A_HOLD);
                schedule.forget(IN_A_HOLD);
                self.stretch.skip();
            }
            EventKind::Choices { choices } => {
                schedule.forget(BEFORE_A_HOLD);
                schedule.forget(IN_A_HOLD);
                schedule.forget(&["paused", "chosen", "welcome"]);
                let is_asked = choices.as_slice() == Choice::AFTER_PAIN;
                // What hurt is spoken of first, and says enough.
                let words = if is_asked {
                    vec![spoken::raise_to_choose(language)]
                } else {
                    vec![spoken::paused(language), spoken::raise_to_choose(language)]
                };
                let words = words.into_iter().map(str::to_owned).collect();
                schedule.offer(time, say("paused", Priority::Next, IN_TURN, words).after(Sound::Paused));
            }
            EventKind::ThatHurts { again, .. } => {
                schedule.forget(IN_A_HOLD);
                schedule.forget(BEFORE_A_HOLD);
                schedule.forget(&["welcome"]);
                self.stretch.leave_what_hurts();
                self.remark = None;
                let words = if *again { spoken::stop_today(language) } else { spoken::leave_it(language) };
                schedule.offer(time, say("that_hurts", Priority::Safety, IN_TURN, spoken::phrases(words)));
            }
            EventKind::Sign { .. } => schedule.offer(time, Utterance::sound("sign", Sound::SignHeard, Priority::Next)),
            EventKind::Chosen { choice } => {
                schedule.forget(&["choice", "paused", "that_hurts", "welcome"]);
                let go_on = *choice == Choice::GoOn;
                let words = if go_on { vec![spoken::on_we_go(language).to_owned()] } else { Vec::new() };
                let sound = if go_on { Sound::Resumed } else { Sound::SignHeard };
                schedule.offer(time, say("chosen", Priority::Next, SOON, words).after(sound));
                if go_on {
                    self.stretch.announce_again(time, status, schedule);
                }
            }
            EventKind::SessionCompleted { holds, movements, held_seconds, .. } => {
                // Skipping is nobody's fault, but no praise is due for it either.
                self.close(time, *holds + *movements > 0, *holds, *movements, *held_seconds, schedule);
            }
            EventKind::SessionEnded { .. } => self.close(time, false, 0, 0, 0.0, schedule),
            // The hint beside it says that it counts.
            EventKind::AttemptFellShort { .. }
            | EventKind::StretchCompleted { .. }
            | EventKind::ComfortLearned { .. } => {}
        }
    }

    /// What was said on the way into a hold is no longer of use.
    fn forget_before_a_hold(&mut self, schedule: &mut Schedule) {
        schedule.forget(BEFORE_A_HOLD);
        schedule.forget(&["correction", "guide"]);
        self.presence.stop_asking();
    }

    fn close(
        &mut self,
        time: Timestamp,
        is_done: bool,
        holds: u32,
        movements: u32,
        held_seconds: f64,
        schedule: &mut Schedule,
    ) {
        schedule.forget(BEFORE_A_HOLD);
        schedule.forget(IN_A_HOLD);
        schedule.forget_all();
        self.is_over = true;
        let held = Duration::try_from_secs_f64(held_seconds).unwrap_or_default();
        let language = schedule.language();
        let words = if is_done { spoken::all_done(language) } else { spoken::enough(language) };
        let mut phrases = [spoken::phrases(words), spoken::came_to(holds, movements, held, language)].concat();
        // Only to what was done: then it is true of today, too.
        let remark = self.remark.take().filter(|_| is_done);
        phrases.extend(remark.into_iter().flat_map(|remark| spoken::remark(remark, language)));
        let done = Utterance::words("session_done", Priority::Next, IN_TURN, phrases);
        schedule.offer(time, if is_done { done.after(Sound::SessionDone) } else { done });
    }
}
