//! What there is to choose from at the begin.

use std::sync::Arc;
use std::time::Duration;

use crate::history::{Occasion, Suggestion};
use crate::host::{Item, ItemKind, Offered, Setting};
use crate::language::Language;
use crate::stretch::{Position, Routine, Step, Stretch};
use crate::stretch_file::{Library, Named};
use crate::wording::host as wording;
use crate::wording::settings;
use crate::wording::today::occasion;

/// Everything there is to choose from: `today` first, then the routines, a session without a plan, the single stretches, learning, and
/// the film that shows how it works.
#[must_use]
pub fn menu(library: &Library, today: Option<Offered>, language: Language) -> Vec<Offered> {
    let free = without_plan(ItemKind::Free, wording::free(language));
    let learn = without_plan(ItemKind::Learn, wording::learn(language));
    let demo = without_plan(ItemKind::Demo, wording::demo(language));
    let routines = library.routines().map(of_routine);
    let stretches = library.stretches().map(|stretch| of_stretch(stretch, language));
    today.into_iter().chain(routines).chain([free]).chain(stretches).chain([learn, demo]).collect()
}

/// What was named on the command line, with its own doses.
#[must_use]
pub fn named(named: &Named, steps: Vec<Step>, language: Language) -> Offered {
    let offered = match named {
        Named::Routine(routine) => of_routine(routine),
        Named::Stretch(stretch) => of_stretch(stretch, language),
    };
    with_steps(offered, |_| steps)
}

/// What the person is after, on how many days a week.
#[must_use]
pub fn goal(days: u32, language: Language) -> String {
    wording::goal(days, language)
}

/// A session without a plan.
#[must_use]
pub fn free(language: Language) -> Offered {
    without_plan(ItemKind::Free, wording::free(language))
}

/// The suggestion for today; `None` where nothing is suggested.
#[must_use]
pub fn suggested(suggestion: &Suggestion, library: &Library, language: Language) -> Option<Offered> {
    let steps: Vec<Step> = suggestion.steps.iter().map(|suggested| suggested.step.clone()).collect();
    steps.first()?;
    let id = match &suggestion.occasion {
        Occasion::Beginning { routine } | Occasion::Series { routine, .. } => Some(routine.clone()),
        Occasion::Composed => None,
    };
    let routine = id.as_deref().and_then(|id| library.routine(id));
    let title = routine.map_or_else(|| wording::today(language).to_owned(), |routine| routine.title.clone());
    let minutes = u32::try_from(suggestion.minutes()).ok();
    let about = match suggestion.occasion {
        Occasion::Composed if suggestion.done_today > 0 => wording::today_more(language).to_owned(),
        Occasion::Composed => wording::today_about(language).to_owned(),
        Occasion::Beginning { .. } | Occasion::Series { .. } => occasion(suggestion, language),
    };
    let item = Item { kind: ItemKind::Today, title, about, minutes, ..shown(&steps) };
    // What was put together for today is remembered by that.
    Some(Offered { item, id: id.or_else(|| Some(TODAY.to_owned())), steps })
}

/// What a plan that was put together for a day is remembered as.
const TODAY: &str = "today";

/// The same with other doses, and as long as these take.
#[must_use]
pub fn with_steps(offered: Offered, other: impl FnOnce(Vec<Step>) -> Vec<Step>) -> Offered {
    let steps = other(offered.steps);
    let minutes = if steps.is_empty() { None } else { minutes_of(&steps) };
    Offered { item: Item { minutes, ..offered.item }, steps, ..offered }
}

fn minutes_of(steps: &[Step]) -> Option<u32> {
    u32::try_from(steps.iter().map(Step::time).sum::<Duration>().as_secs().div_ceil(60)).ok()
}

fn of_routine(routine: &Arc<Routine>) -> Offered {
    let minutes = minutes_of(&routine.steps);
    let (title, about) = (routine.title.clone(), routine.about.clone());
    let item = Item { kind: ItemKind::Routine, title, about, minutes, ..shown(&routine.steps) };
    Offered { item, id: Some(routine.id.clone()), steps: routine.steps.clone() }
}

fn of_stretch(stretch: &Arc<Stretch>, language: Language) -> Offered {
    let steps = vec![Step { stretch: Arc::clone(stretch), dose: stretch.dose }];
    let minutes = minutes_of(&steps);
    let (title, about) = (stretch.title.clone(), wording::eases(&stretch.eases, language));
    let item = Item { kind: ItemKind::Stretch, title, about, minutes, ..shown(&steps) };
    Offered { item, id: Some(stretch.id.clone()), steps }
}

fn without_plan(kind: ItemKind, [title, about]: [&str; 2]) -> Offered {
    let item = Item { kind, title: title.to_owned(), about: about.to_owned(), ..shown(&[]) };
    Offered { item, id: None, steps: Vec::new() }
}

/// What is shown of steps.
fn shown(steps: &[Step]) -> Item {
    let mut positions: Vec<Position> = Vec::new();
    for position in steps.iter().map(|step| step.stretch.position) {
        if positions.last() != Some(&position) && !positions.contains(&position) {
            positions.push(position);
        }
    }
    let stretches = steps.iter().map(|step| Arc::clone(&step.stretch)).collect();
    let (title, about) = (String::new(), String::new());
    Item { kind: ItemKind::Today, title, about, minutes: None, stretches, positions }
}

/// A setting that may be changed at the window: its whole name, the values as the file has them, the first of them the default, and which
/// of them holds.
#[must_use]
pub fn setting(path: &str, values: &[&str], now: usize, language: Language) -> Setting {
    let title = settings::title(path, language).to_owned();
    let values = values.iter().map(|value| ((*value).to_owned(), settings::value(path, value, language).to_owned()));
    Setting { path: path.to_owned(), title, values: values.collect(), now, default: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{Wish, suggest};

    #[test]
    fn what_was_put_together_says_nothing_twice() {
        let library = Library::embedded().unwrap();
        let (stretches, routines) = (library.stretches().cloned().collect::<Vec<_>>(), library.routines().cloned());
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let first = suggest(&stretches, &routines.collect::<Vec<_>>(), &[], day, &Wish::default());
        for language in Language::ALL {
            for done_today in [0, 1] {
                let composed = Suggestion { occasion: Occasion::Composed, done_today, ..first.clone() };
                let item = suggested(&composed, &library, language).unwrap().item;
                let [kind, ..] = crate::wording::screens::kinds(language);
                assert!(item.title != kind && !item.about.contains(kind) && !item.about.contains(&item.title));
                // How long it takes stands beside it.
                assert!(item.minutes.is_some() && !item.about.contains(char::is_numeric), "{}", item.about);
            }
        }
    }

    #[test]
    fn everything_there_is_can_be_chosen_once() {
        let library = Library::embedded().unwrap();
        let (stretches, routines) = (library.stretches().cloned().collect(), library.routines().cloned().collect());
        let (stretches, routines): (Vec<_>, Vec<_>) = (stretches, routines);
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let today = suggest(&stretches, &routines, &[], day, &Wish::default());
        let menu = menu(&library, suggested(&today, &library, Language::English), Language::English);
        let count = |kind| menu.iter().filter(|offered| offered.item.kind == kind).count();
        assert_eq!(menu[0].item.kind, ItemKind::Today);
        assert_eq!(count(ItemKind::Routine), library.routines().count());
        assert_eq!(count(ItemKind::Stretch), library.stretches().count());
        assert_eq!([ItemKind::Free, ItemKind::Learn, ItemKind::Demo].map(count), [1, 1, 1]);
        for offered in &menu {
            let is_planned = !matches!(offered.item.kind, ItemKind::Free | ItemKind::Learn | ItemKind::Demo);
            assert_eq!(!offered.steps.is_empty(), is_planned, "{offered:?}");
            assert_eq!(offered.item.minutes.is_some(), is_planned);
            assert!(!offered.item.title.is_empty() && !offered.item.about.is_empty(), "{offered:?}");
        }
        let sphinx = menu.iter().find(|offered| offered.id.as_deref() == Some("sphinx")).unwrap();
        assert_eq!(sphinx.item.positions, [Position::Prone]);
    }
}
