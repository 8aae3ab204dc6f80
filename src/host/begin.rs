//! The begin: what to do today, and what else there is.

use std::time::Duration;

use super::navigate::Navigate;
use super::screens::{BeginScreen, CameraNews, Item};
use crate::coach::Chooser;
use crate::measure::Observation;

/// How long each item is lit.
const EVERY: Duration = Duration::from_secs(3);
/// So many of the items, from the first on, are walked through: more would take longer than getting up.
const WALKED: usize = 5;

/// Somebody is received.
#[derive(Clone, Debug)]
pub struct Begin {
    items: Vec<Item>,
    chooser: Chooser,
    /// Acknowledges the safety words, while they stand before everything else.
    safety: Option<Chooser>,
    remark: Option<String>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// The safety words have been read.
    Acknowledged,
    /// This item is to be done.
    Item(usize),
    /// They would rather leave.
    Left,
}

impl Begin {
    /// These items, the one at `first` highlighted; with the safety words before them on the first start.
    #[must_use]
    pub fn new(items: Vec<Item>, first: usize, safety: bool, remark: Option<String>) -> Self {
        let chooser = Chooser::new(items.len(), WALKED, EVERY, first);
        let safety = safety.then(|| Chooser::new(1, 1, EVERY, 0));
        Self { items, chooser, safety, remark }
    }

    /// Takes in what is seen; answers what an arm has chosen.
    pub fn observe(&mut self, seen: &Observation) -> Option<Begun> {
        if let Some(safety) = &mut self.safety {
            safety.observe(seen)?;
            return Some(self.acknowledge());
        }
        self.chooser.observe(seen).map(Begun::Item)
    }

    /// Does what a key or the mouse says.
    pub fn navigate(&mut self, navigate: Navigate) -> Option<Begun> {
        match (navigate, self.safety.is_some()) {
            (Navigate::Back, _) => return Some(Begun::Left),
            (Navigate::Enter | Navigate::Pick(_), true) => return Some(self.acknowledge()),
            (Navigate::Up | Navigate::Left, false) => self.chooser.step(-1),
            (Navigate::Down | Navigate::Right, false) => self.chooser.step(1),
            (Navigate::Enter, false) => return Some(Begun::Item(self.chooser.highlighted())),
            (Navigate::Pick(place), false) if place < self.items.len() => return Some(Begun::Item(place)),
            (Navigate::Pick(_) | Navigate::Digit(_), false) | (_, true) => {}
        }
        None
    }

    fn acknowledge(&mut self) -> Begun {
        self.safety = None;
        Begun::Acknowledged
    }

    /// Which item is highlighted.
    #[must_use]
    pub fn highlighted(&self) -> usize {
        self.chooser.highlighted()
    }

    /// Whether an arm is up that is about to choose.
    #[must_use]
    pub fn reads_an_arm(&self) -> bool {
        self.safety.as_ref().unwrap_or(&self.chooser).reads_an_arm()
    }

    /// As it is painted.
    #[must_use]
    pub fn screen(&self, camera: &CameraNews, sound: bool) -> BeginScreen {
        let chooser = self.safety.as_ref().unwrap_or(&self.chooser);
        BeginScreen {
            items: self.items.clone(),
            highlighted: self.chooser.highlighted(),
            sign: chooser.sign(),
            walks: chooser.walks(),
            camera: camera.clone(),
            sound,
            safety: self.safety.is_some(),
            remark: self.remark.clone(),
        }
    }
}
