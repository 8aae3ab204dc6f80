//! What is suggested, and why.

use chrono::NaiveDate;

use crate::stretch::{Position, Step};

/// What there is room for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// Minutes at hand.
    pub minutes: Option<u32>,
    /// Only in these positions; any where it is empty.
    pub positions: Vec<Position>,
}

impl Wish {
    pub(super) fn allows(&self, position: Position) -> bool {
        self.positions.is_empty() || self.positions.contains(&position)
    }
}

/// A plan for today.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What it is.
    pub occasion: Occasion,
    /// What to do, in order; empty where nothing fits.
    pub steps: Vec<Suggested>,
    /// What isn't suggested today that otherwise might be.
    pub left_out: Vec<LeftOut>,
    /// Sessions today in which something was stretched.
    pub done_today: u32,
}

/// Where a plan comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Nothing is known yet: a gentle start.
    Beginning {
        /// The routine that it is.
        routine: String,
    },
    /// The next of a series of routines, after one that was done to its end; or the same again.
    Series {
        /// The routine that it is.
        routine: String,
        /// Whether it is the one that was begun last, and not ended.
        again: bool,
    },
    /// Put together for today.
    Composed,
}

/// One stretch of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    /// What to do.
    pub step: Step,
    /// Why, the most important first.
    pub why: Vec<Why>,
}

/// A reason for a stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is part of the routine.
    InRoutine,
    /// It was done last so many days ago.
    Due {
        /// Days.
        days: u32,
    },
    /// It was never done.
    New,
    /// Nothing has been done for an area of the body for so long.
    Area {
        /// The area.
        area: String,
        /// Days; `None` where never anything was.
        days: Option<u32>,
    },
    /// It hurt less after sessions with it.
    Helped {
        /// After how many.
        times: u32,
        /// Of how many that were answered for.
        of: u32,
    },
    /// It eases the same as one that hurt, and asks less.
    InsteadOf {
        /// Title of the one that hurt.
        title: String,
    },
    /// It hurt some time ago: half of it.
    Less {
        /// So many days ago.
        days: u32,
    },
}

/// A stretch that isn't suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its id.
    pub stretch: String,
    /// Its title.
    pub title: String,
    /// Why.
    pub why: WhyNot,
}

/// Why one isn't suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It hurt.
    Hurt {
        /// So many days ago.
        days: u32,
        /// It may be suggested again from this day on.
        again: NaiveDate,
    },
    /// It was left out twice.
    LeftOut,
}

impl Suggestion {
    /// About how long it takes.
    #[must_use]
    pub fn minutes(&self) -> u64 {
        self.steps.iter().map(|suggested| suggested.step.time()).sum::<std::time::Duration>().as_secs().div_ceil(60)
    }

    /// The routine that it is, as long as nothing of it was left out.
    #[must_use]
    pub fn routine(&self) -> Option<&str> {
        match &self.occasion {
            Occasion::Beginning { routine } | Occasion::Series { routine, .. } => Some(routine),
            Occasion::Composed => None,
        }
    }
}
