//! Putting a plan together out of single stretches.

use std::sync::Arc;
use std::time::Duration;

use super::known::Known;
use super::rules::{AREA, COVERED, HELP, INSTEAD, MOST_DUE, MOST_STEPS, NEW_A_DAY, NEW_DUE, effort};
use super::suggestion::{Suggested, Why, Wish};
use crate::measure::CameraSide;
use crate::stretch::{Dose, Step, Stretch};

/// A stretch with what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    pub stretch: &'a Arc<Stretch>,
    pub known: Known,
    /// The areas that it eases, and days since anything was done for each.
    pub areas: Vec<(&'a str, Option<u32>)>,
    /// Whether it may come new.
    pub is_familiar: bool,
}

impl Candidate<'_> {
    /// Days that it is due.
    fn due(&self) -> u32 {
        self.known.days.unwrap_or(NEW_DUE).min(MOST_DUE)
    }

    /// What the sessions with it did, from -1, all made it worse, to 1, all helped. One answer alone is worth half of that.
    fn help(&self) -> f64 {
        let Known { helped, worsened, asked, .. } = self.known;
        (f64::from(helped) - f64::from(worsened)) / f64::from(asked.max(2))
    }

    /// The area of it that has waited longest.
    fn area(&self) -> Option<(&str, Option<u32>)> {
        let most = |(_, days): &(&str, Option<u32>)| days.unwrap_or(u32::MAX);
        // Of equals the first, which the stretch's file names first.
        self.areas.iter().rev().max_by_key(|area| most(area)).copied()
    }

    fn has(&self, area: &str) -> bool {
        self.areas.iter().any(|(own, _)| *own == area)
    }

    fn may_be_suggested(&self, wish: &Wish) -> bool {
        self.known.rests_until.is_none()
            && !self.known.is_left_out
            && wish.allows(self.stretch.position)
            && (self.known.days.is_some() || self.is_familiar)
    }

    /// Of it half where it hurt not long ago.
    fn step(&self) -> Step {
        let dose = self.stretch.dose;
        let reps = if self.known.wants_less() { dose.reps.div_ceil(2) } else { dose.reps };
        Step { stretch: Arc::clone(self.stretch), dose: Dose { reps, ..dose } }
    }

    fn score(&self, chosen: &[&Self], instead: Option<&Self>) -> f64 {
        let area = self.area().map_or(0, |(_, days)| days.unwrap_or(NEW_DUE).min(MOST_DUE));
        let covered = self.areas.iter().filter(|(area, _)| chosen.iter().any(|other| other.has(area))).count();
        let covered = covered as f64 / self.areas.len().max(1) as f64;
        f64::from(self.due()) + AREA * f64::from(area) + HELP * self.help() - COVERED * covered
            + if instead.is_some() { INSTEAD } else { 0.0 }
    }

    fn why(&self, instead: Option<&Self>) -> Vec<Why> {
        let mut why = Vec::new();
        why.extend(instead.map(|hurt| Why::InsteadOf { title: hurt.stretch.title.clone() }));
        if self.known.helped > self.known.worsened {
            why.push(Why::Helped { times: self.known.helped, of: self.known.asked });
        }
        why.push(match self.known.days {
            Some(days) => Why::Due { days },
            None => Why::New,
        });
        if let Some((area, days)) = self.area().filter(|(_, days)| days.is_none_or(|days| days > 1)) {
            // What the stretch itself says already is no second reason.
            if days != self.known.days {
                why.push(Why::Area { area: area.to_owned(), days });
            }
        }
        why.extend(self.known.hurt.filter(|_| self.known.wants_less()).map(|days| Why::Less { days }));
        why
    }
}

/// The stretches that are due most and fit into `time`, in an order in which nobody gets up and down.
pub(super) fn compose(candidates: &[Candidate<'_>], time: Duration, wish: &Wish) -> Vec<Suggested> {
    let hurt: Vec<&Candidate<'_>> = candidates.iter().filter(|one| one.known.rests_until.is_some()).collect();
    // Each that hurt has one stand-in: what eases most of the same, asks less of the back, and hurt nobody lately.
    let stand_ins: Vec<(&str, &Candidate<'_>)> = hurt
        .iter()
        .filter_map(|hurt| {
            let easier = candidates.iter().filter(|one| one.may_be_suggested(wish) && one.is_easier_than(hurt));
            // Of equals the first by its id.
            let best = easier.rev().max_by_key(|one| hurt.areas.iter().filter(|(area, _)| one.has(area)).count())?;
            Some((best.stretch.id.as_str(), *hurt))
        })
        .collect();
    let instead = |one: &Candidate<'_>| stand_ins.iter().find(|(id, _)| *id == one.stretch.id).map(|(_, hurt)| *hurt);
    let has_known = candidates.iter().any(|one| one.may_be_suggested(wish) && one.known.days.is_some());
    let mut left: Vec<&Candidate<'_>> = candidates.iter().filter(|one| one.may_be_suggested(wish)).collect();
    let (mut chosen, mut used): (Vec<&Candidate<'_>>, Duration) = (Vec::new(), Duration::ZERO);
    while chosen.len() < MOST_STEPS {
        let new = chosen.iter().filter(|one| one.known.days.is_none()).count();
        left.retain(|one| {
            let is_too_new = one.known.days.is_none() && has_known && new >= NEW_A_DAY;
            !is_too_new && used + one.step().time() <= time
        });
        let score = |one: &&Candidate<'_>| one.score(&chosen, instead(one));
        let Some(best) = left.iter().rev().copied().max_by(|a, b| score(a).total_cmp(&score(b))) else { break };
        used += best.step().time();
        left.retain(|one| one.stretch.id != best.stretch.id);
        chosen.push(best);
    }
    chosen.sort_by_key(|one| (effort(one.stretch.position), camera(one.stretch.camera.see), one.stretch.id.clone()));
    chosen.iter().map(|one| Suggested { step: one.step(), why: one.why(instead(one)) }).collect()
}

impl Candidate<'_> {
    /// Whether it can stand in for a stretch that hurt.
    fn is_easier_than(&self, hurt: &Candidate<'_>) -> bool {
        self.stretch.id != hurt.stretch.id
            && !self.known.wants_less()
            && effort(self.stretch.position) <= effort(hurt.stretch.position)
            && hurt.areas.iter().any(|(area, _)| self.has(area))
    }
}

/// Stretches of one view follow each other, so that nobody moves the laptop to and fro.
const fn camera(see: CameraSide) -> u8 {
    match see {
        CameraSide::Side => 0,
        CameraSide::ThreeQuarter => 1,
        CameraSide::Front => 2,
    }
}
