//! Where to look for a person who isn't followed, and whom to take for the person who was lost.

use std::f64::consts::FRAC_PI_2;
use std::time::Duration;

use super::detection::Detection;
use super::region::Region;
use crate::body::Size;

/// The quarter turns of the whole picture that the detector is shown.
///
/// The detector was made for people who sit or stand. Of those who lie it finds some as they are, and more when the picture
/// is turned until their head is up.
pub const TURNS: u32 = 4;

/// The surroundings of a lost person that are searched, in sides of the region they were last seen in. It holds 1.25 times
/// the circle around them; with twice of it, somebody may have moved by most of their own size and is still seen whole.
/// When somebody else is close by, the detector may see only them there; the region itself shows little of them.
const SURROUNDINGS: [f64; 2] = [2.0, 1.0];

/// How long only somebody who may well be the lost person is taken for them; after that, anybody there is.
///
/// Long enough for somebody else to walk past, or to come and look; short enough for one who changes places with another.
/// Their own place is looked at in every frame meanwhile, whatever the detector finds: it was made for faces and for bodies
/// seen whole, whereas the landmark model needs only to be told where to look, and somebody who holds a stretch is still
/// where they were.
pub const LOYALTY: Duration = Duration::from_secs(5);

/// How far somebody may be from where they were lost, in sides of the region they were last seen in. It holds 1.25 times
/// the circle around them, 2.3 m for somebody who stands: they may have turned over, or sat up, or shifted by an arm's
/// length. Somebody who is further away isn't stretching, or is another person beside them.
const REACH: f64 = 0.5;
/// How many times larger or smaller somebody may appear than when they were lost. Curling up or stretching out changes the
/// circle around somebody by less; a person twice as far away, or on a poster, differs by more.
const SIZE_RATIO: f64 = 1.8;

/// A person who was lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lost {
    /// Where they were last seen.
    pub region: Region,
    /// How long ago.
    pub since: Duration,
}

impl Lost {
    /// How different a region is from where they were lost, in place and size; `None` when it is somebody else's.
    #[must_use]
    pub fn difference(&self, region: &Region) -> Option<f64> {
        let distance = self.region.centre.distance(region.centre) / self.region.side;
        let growth = (region.side / self.region.side).ln().abs();
        (distance <= REACH && growth <= SIZE_RATIO.ln()).then_some(distance + growth)
    }

    /// Puts `people` in order: those who may be the lost person first, the most similar before the others. Gives how many
    /// they are.
    pub fn sort(&self, people: &mut [Detection]) -> usize {
        let difference = |person: &Detection| self.difference(&person.region());
        let key = |person: &Detection| difference(person).unwrap_or(f64::INFINITY);
        people.sort_unstable_by(|one, other| key(one).total_cmp(&key(other)));
        people.iter().take_while(|person| difference(person).is_some()).count()
    }
}

/// A search that goes on from frame to frame, with one view for the detector in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Search {
    step: u32,
    turn: u32,
}

impl Search {
    /// What the detector is to be shown next of a picture of `size`.
    ///
    /// Where somebody was lost, their surroundings come first, turned as they were, and then in turn with the whole
    /// picture; the whole picture is shown upright at first, then turned by a quarter each time.
    pub fn next_view(&mut self, lost: Option<&Lost>, size: Size) -> Region {
        let step = self.step;
        self.step = self.step.wrapping_add(1);
        if let Some(lost) = lost
            && step.is_multiple_of(2)
        {
            let zoom = SURROUNDINGS[(step / 2) as usize % SURROUNDINGS.len()];
            return surroundings(&lost.region, zoom, size);
        }
        let view = whole(size, self.turn);
        self.turn = (self.turn + 1) % TURNS;
        view
    }
}

/// The whole picture, turned clockwise by `turn` quarters.
#[must_use]
pub fn whole(size: Size, turn: u32) -> Region {
    // Two quarters and more are the same as two quarters and less in the other direction.
    let quarters = [0.0, 1.0, 2.0, -1.0][(turn % TURNS) as usize];
    Region { rotation: quarters * FRAC_PI_2, ..Region::around_picture(size) }
}

/// What lies around `region`, `zoom` times its size, turned like it; no more than the whole picture where that is as large.
fn surroundings(region: &Region, zoom: f64, size: Size) -> Region {
    let whole = Region { rotation: region.rotation, ..Region::around_picture(size) };
    let around = Region { side: zoom * region.side, ..*region };
    if around.side < whole.side { around } else { whole }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::body::{Point, Rect};

    const SIZE: Size = Size::new(640, 480);

    fn region(x: f64, y: f64, side: f64) -> Region {
        Region { centre: Point::new(x, y), side, rotation: 0.3 }
    }

    fn somebody(x: f64, y: f64, radius: f64) -> Detection {
        let (hips, edge) = (Point::new(x, y), Point::new(x, y - radius));
        Detection { score: 0.8, face: Rect::from_points(hips, hips), keypoints: [hips, edge, hips, edge] }
    }

    #[test]
    fn a_stranger_is_looked_for_in_one_turn_a_frame() {
        let mut search = Search::default();
        let degrees: Vec<_> = (0..6).map(|_| search.next_view(None, SIZE).rotation.to_degrees().round()).collect();
        assert_eq!(degrees, [0.0, 90.0, 180.0, -90.0, 0.0, 90.0]);
        assert_eq!(whole(SIZE, 0), Region::around_picture(SIZE));
    }

    #[test]
    fn a_lost_person_is_looked_for_near_their_place_first() {
        let lost = Lost { region: region(200.0, 300.0, 150.0), since: Duration::ZERO };
        let mut search = Search::default();
        let near = search.next_view(Some(&lost), SIZE);
        assert_eq!(near, Region { side: 300.0, ..lost.region });
        assert_eq!(search.next_view(Some(&lost), SIZE), whole(SIZE, 0));
        assert_eq!(search.next_view(Some(&lost), SIZE), lost.region);
        assert_eq!(search.next_view(Some(&lost), SIZE), whole(SIZE, 1));
        assert_eq!(search.next_view(Some(&lost), SIZE), near);
    }

    #[test]
    fn the_surroundings_of_a_large_person_are_the_whole_picture_turned_like_them() {
        let lost = Lost { region: region(300.0, 200.0, 400.0), since: Duration::ZERO };
        let view = Search::default().next_view(Some(&lost), SIZE);
        assert_eq!(view, Region { rotation: 0.3, ..Region::around_picture(SIZE) });
    }

    #[test]
    fn the_lost_person_is_the_nearest_in_place_and_size() {
        // Circles of radius 100 make regions of 250.
        let lost = Lost { region: region(200.0, 200.0, 250.0), since: Duration::ZERO };
        let same = somebody(220.0, 200.0, 90.0);
        let farther = somebody(290.0, 200.0, 100.0);
        let mut people = vec![
            farther,
            somebody(200.0, 200.0, 40.0),  // On a poster behind them.
            somebody(500.0, 200.0, 100.0), // On the other side of the room.
            same,
        ];
        assert_eq!(lost.sort(&mut people), 2);
        assert_eq!(people[..2], [same, farther]);
    }

    #[test]
    fn somebody_else_is_too_far_away_or_of_another_size() {
        let lost = Lost { region: region(200.0, 200.0, 250.0), since: Duration::from_secs(4) };
        assert_eq!(lost.difference(&lost.region), Some(0.0));
        assert_eq!(lost.difference(&region(300.0, 200.0, 250.0)), Some(0.4));
        assert_eq!(lost.difference(&region(330.0, 200.0, 250.0)), None);
        assert_eq!(lost.difference(&region(200.0, 200.0, 500.0)), None);
        assert_eq!(lost.difference(&region(200.0, 200.0, 125.0)), None);
        assert_eq!(lost.difference(&region(f64::NAN, 200.0, 250.0)), None);
    }

    proptest! {
        #[test]
        fn nobody_is_made_up(
            places in prop::collection::vec((-1e4..1e4_f64, -1e4..1e4_f64, 0.0..1e4_f64), 0..20),
            seconds in 0.0..10.0_f64,
        ) {
            let lost = Lost { region: region(200.0, 200.0, 250.0), since: Duration::from_secs_f64(seconds) };
            let before: Vec<_> = places.into_iter().map(|(x, y, radius)| somebody(x, y, radius)).collect();
            let mut after = before.clone();
            let eligible = lost.sort(&mut after);
            prop_assert_eq!(after.len(), before.len());
            prop_assert!(before.iter().all(|person| after.contains(person)));
            let differences: Vec<_> = after.iter().map(|person| lost.difference(&person.region())).collect();
            prop_assert!(differences[..eligible].iter().all(Option::is_some) && differences[..eligible].is_sorted());
            prop_assert!(differences[eligible..].iter().all(Option::is_none));
        }
    }
}
