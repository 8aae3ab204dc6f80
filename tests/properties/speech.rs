//! What is heard of a session of anything, and of events that no session gives.

use std::sync::Arc;
use std::time::Duration;

use arbitrary::{Result, Unstructured};
use supple::body::Side;
use supple::coach::{Choice, Event, EventKind, HoldFacts, PauseReason, Phase, Sign, Status};
use supple::history::Remark;
use supple::judge::{Cue, Prompt};
use supple::speech::{Given, Heard, Lengths, Priority, Speech, Wishes};
use supple::time::Timestamp;

use super::moments::{Happens, Moments};
use super::session::any_session;

/// How often speech is told of the time, where nothing else happens.
const LONGEST_FINISH: Duration = Duration::from_mins(2);

/// What holds of everything that is heard.
#[derive(Default)]
struct Heeding {
    now: Timestamp,
    words_end: Timestamp,
    words_began: Timestamp,
    sound_ends: Timestamp,
}

impl Heeding {
    fn take(&mut self, time: Timestamp, given: &[Given]) {
        self.now = self.now.max(time);
        for given in given {
            assert!(given.time >= self.now, "nothing is given for what has been: {given:?} at {:?}", self.now);
            match &given.heard {
                Heard::Words(words) => {
                    assert!(given.time >= self.words_end, "two voices at once: {given:?} before {:?}", self.words_end);
                    assert!(given.time >= self.words_began && !words.trim().is_empty());
                    (self.words_began, self.words_end) = (given.time, given.ends());
                }
                // A breath goes on beneath everything else.
                Heard::Sound(_) if given.priority == Priority::Breath => {}
                Heard::Sound(_) => {
                    assert!(given.time >= self.sound_ends, "two sounds at once: {given:?}");
                    self.sound_ends = given.ends();
                }
            }
            serde_json::to_string(given).expect("every line of the transcript can be written");
        }
    }
}

/// Never two voices at once, in the order in which it is given, and an end, whatever happens.
pub fn speech(data: &[u8]) {
    let mut data = Unstructured::new(data);
    let (Ok(mut session), Ok(wishes)) = (any_session(&mut data), any_wishes(&mut data)) else { return };
    let mut speech = Speech::new(Arc::new(Lengths::default()), wishes);
    let mut heeding = Heeding::default();
    let mut moments = Moments::new(&mut data);
    while let Some(happens) = moments.next() {
        let (time, mut events) = match happens {
            Happens::Seen(seen) => (seen.time, session.observe(&seen)),
            Happens::Pressed(time, command) => (time, session.command(time, command)),
        };
        let mut status = session.status();
        let _ = meddle(moments.data(), time, &mut events, &mut status, &mut speech, &mut heeding);
        heeding.take(time, &speech.observe(time, &events, &status));
    }
    let now = heeding.now;
    let last = speech.finish();
    heeding.take(now, &last);
    if let Some(last) = last.last() {
        assert!(last.time.since(now) <= LONGEST_FINISH, "it comes to an end: {last:?} after {now:?}");
    }
}

fn any_wishes(data: &mut Unstructured<'_>) -> Result<Wishes> {
    let remarks: Vec<_> = [None].into_iter().chain(Remark::all().map(Some)).collect();
    Ok(Wishes {
        voice: true,
        sounds: true,
        nearness: data.arbitrary()?,
        breath: data.arbitrary()?,
        remark: *data.choose(&remarks)?,
    })
}

/// Now and then something happens that no session would tell.
fn meddle(
    data: &mut Unstructured<'_>,
    time: Timestamp,
    events: &mut Vec<Event>,
    status: &mut Status,
    speech: &mut Speech,
    heeding: &mut Heeding,
) -> Result<()> {
    if data.is_empty() || !data.ratio(1, 6)? {
        return Ok(());
    }
    match data.int_in_range(0..=7_u8)? {
        0..=3 => events.insert(
            data.int_in_range(0..=events.len())?,
            Event {
                time,
                kind: any_event(data, &status.subject.stretch().map_or_else(String::new, |s| s.id.clone()))?,
            },
        ),
        4 => {
            let left = Duration::from_millis(data.arbitrary::<u32>()?.into());
            status.phase = *data.choose(&[
                Phase::Searching,
                Phase::Changing(left),
                Phase::Positioning,
                Phase::Holding,
                Phase::Moving,
                Phase::Paused,
                Phase::Resting(left),
                Phase::Stopped,
            ])?;
            status.hold = Duration::from_millis(data.arbitrary::<u32>()?.into());
            status.held = Duration::from_millis(data.arbitrary::<u32>()?.into());
            status.reps = data.arbitrary()?;
            status.reps_done = data.arbitrary()?;
        }
        5 => {
            let prompts = [
                Prompt::ComeIntoView,
                Prompt::StayThere,
                Prompt::Dark,
                Prompt::Count(data.arbitrary()?),
                Prompt::HowMuch,
                Prompt::Number(data.arbitrary()?),
                Prompt::CameraGone,
                Prompt::CameraBack,
                Prompt::Away,
                Prompt::Choose,
            ];
            let cue = Cue::Prompt(*data.choose(&prompts)?);
            let wanted = data.arbitrary()?;
            heeding.take(time, &speech.prompt(time, Some(&cue).filter(|_| wanted)));
        }
        6 => speech.restart(None),
        _ => speech.set_voice(data.arbitrary()?),
    }
    Ok(())
}

fn any_event(data: &mut Unstructured<'_>, stretch: &str) -> Result<EventKind> {
    let stretch = stretch.to_owned();
    let side = *data.choose(&[None, Some(Side::Left), Some(Side::Right)])?;
    let facts = HoldFacts {
        stretch: stretch.clone(),
        side,
        pose: None,
        held_seconds: data.arbitrary()?,
        hold_seconds: data.arbitrary()?,
    };
    let (reason, choice) = (
        *data.choose(&[PauseReason::LeftPose, PauseReason::Moving, PauseReason::Unseen, PauseReason::Command])?,
        *data.choose(&Choice::ALL)?,
    );
    Ok(match data.int_in_range(0..=18_u8)? {
        0 => EventKind::PersonFound,
        1 => EventKind::PersonLost,
        2 => EventKind::StretchStarted { stretch },
        3 => EventKind::StretchRecognised { title: stretch.clone(), either: vec![stretch.clone()], stretch },
        4 => EventKind::OtherStretch { seen: stretch.clone(), stretch },
        5 => EventKind::HoldStarted(facts),
        6 => EventKind::HoldPaused { hold: facts, reason },
        7 => EventKind::HoldResumed(facts),
        8 => EventKind::HoldCompleted(facts),
        9 => EventKind::HoldAbandoned(facts),
        10 => EventKind::RepCompleted { stretch, side, pose: None, rep: data.arbitrary()?, reps: data.arbitrary()? },
        11 => EventKind::SideChanged { stretch, side: side.unwrap_or(Side::Left) },
        12 => EventKind::Sign { sign: Sign::ArmUp, seconds: data.arbitrary()? },
        13 => EventKind::Choices { choices: Choice::ALL.to_vec() },
        14 => EventKind::Chosen { choice },
        15 => EventKind::ThatHurts { stretch, side, targets: Vec::new(), again: data.arbitrary()? },
        16 => EventKind::Hint { cue: any_cue(data)?, target: None },
        17 => EventKind::StretchCompleted { stretch, skipped: data.arbitrary()? },
        _ => EventKind::SessionEnded { stretch, held_seconds: data.arbitrary()? },
    })
}

fn any_cue(data: &mut Unstructured<'_>) -> Result<Cue> {
    let words = data.arbitrary::<String>()?;
    Ok(match data.int_in_range(0..=11_u8)? {
        0 => Cue::SetUp(words),
        1 => Cue::Praise(words),
        2 => Cue::Guided(words),
        3 => Cue::Mend(words),
        4 => Cue::NearlyThere(words),
        5 => Cue::EaseOff(words),
        6 => Cue::Slowly,
        7 => Cue::ComeBack,
        8 => Cue::StayThere(data.arbitrary()?),
        9 => Cue::OtherSide(Side::Left),
        10 => Cue::Slower(data.arbitrary()?),
        _ => Cue::Elsewhere { seen: words.clone(), asked: words },
    })
}
