//! Which series are shown: those of what was done most, few enough for a page.

use std::cmp::Reverse;

use crate::body::Side;
use crate::history::progress::{Progress, Reach};

/// So many charts of reach fit on a sheet.
const CHARTS: usize = 4;

/// What one chart of reach shows: a series, or both sides of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    /// The left side; of a stretch without sides the only one.
    pub first: &'a Reach,
    /// The right side.
    pub second: Option<&'a Reach>,
}

impl<'a> Pair<'a> {
    pub fn both(self) -> impl Iterator<Item = &'a Reach> {
        std::iter::once(self.first).chain(self.second)
    }

    fn points(self) -> usize {
        self.both().map(|reach| reach.points.len()).sum()
    }
}

/// Those with most sessions: first one of each stretch, then others of the same.
pub(super) fn picked(progress: &Progress) -> Vec<Pair<'_>> {
    let mut pairs = pairs(&progress.reaches);
    pairs.sort_by_key(|pair| Reverse(pair.points()));
    let mut chosen: Vec<Pair<'_>> = Vec::new();
    let is_of_the_same = |one: Pair<'_>, other: Pair<'_>| {
        (&one.first.stretch, &one.first.pose) == (&other.first.stretch, &other.first.pose)
    };
    let (mut own, mut more) = (Vec::new(), Vec::new());
    for pair in pairs {
        // The same seen from elsewhere is no other thing to look at.
        let is_another_view = own
            .iter()
            .chain(&more)
            .any(|known: &Pair<'_>| is_of_the_same(*known, pair) && known.first.target == pair.first.target);
        if is_another_view {
            continue;
        }
        let place = if own.iter().any(|known| is_of_the_same(*known, pair)) { &mut more } else { &mut own };
        place.push(pair);
    }
    chosen.extend(own.into_iter().chain(more).take(CHARTS));
    chosen.sort_by(|a, b| (&a.first.stretch, &a.first.target).cmp(&(&b.first.stretch, &b.first.target)));
    chosen
}

/// Each series, the two sides of a stretch together.
fn pairs(reaches: &[Reach]) -> Vec<Pair<'_>> {
    let mirrored = |left: &Reach, right: &Reach| {
        (left.side, right.side) == (Some(Side::Left), Some(Side::Right))
            && right.limb == left.limb.opposite()
            && (&right.stretch, &right.pose, &right.target) == (&left.stretch, &left.pose, &left.target)
            && (right.measure, right.from_start, right.moved) == (left.measure, left.from_start, left.moved)
            && right.view == left.view
    };
    let is_alone = |right: &&Reach| !reaches.iter().any(|left| mirrored(left, right));
    reaches
        .iter()
        .filter(is_alone)
        .map(|first| Pair { first, second: reaches.iter().find(|second| mirrored(first, second)) })
        .collect()
}
