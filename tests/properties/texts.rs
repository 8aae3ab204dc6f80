//! Files that a person writes.

use std::borrow::Cow;

use supple::coach::Session;
use supple::pose_model::parse_descriptor;
use supple::settings::{Address, CannotSet, ROWS, read, set, unset};
use supple::stretch::Step;
use supple::stretch_file::{Named, Remarks, parse_routine, parse_stretch, write_stretch};
use supple::toml_check::{Problems, Style};

use super::library;
use super::moments::seen_lately;

fn text(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// What is wrong with a file can be shown, with its place in it.
fn can_be_shown(problems: &Problems, text: &str) {
    assert!(!problems.all().is_empty());
    let shown = problems.render(Style::PLAIN);
    assert!(!shown.contains('\u{1b}'), "{shown}");
    for problem in problems.all().iter().take(20) {
        assert!(problem.place.start <= problem.place.end && problem.place.end <= text.len());
        let line = problems.line(problem);
        assert!(line >= 1 && line <= text.lines().count().max(1) + 1, "line {line}");
        assert!(shown.contains(&problem.code()), "{}", problem.code());
    }
    assert!(!problems.render(Style::terminal(60, true)).is_empty());
}

/// A stretch or routine, which can then be done, or problems that can be shown.
pub fn stretch_file(data: &[u8]) {
    let text = text(data);
    match library().read("mine.toml", &text) {
        Ok(Named::Stretch(stretch)) => {
            // What was read is written as something that says the same.
            let written = write_stretch(&stretch, &Remarks::default());
            let again = parse_stretch(&stretch.id, "mine.toml", &written)
                .unwrap_or_else(|problems| panic!("{}\n{written}", problems.render(Style::PLAIN)));
            assert_eq!(again.title, stretch.title);
            assert_eq!((again.dose, again.sided, again.position), (stretch.dose, stretch.sided, stretch.position));
            let dose = stretch.dose;
            can_be_done(vec![Step { stretch, dose }]);
        }
        Ok(Named::Routine(routine)) => can_be_done(routine.steps.clone()),
        Err(problems) => can_be_shown(&problems, &text),
    }
}

/// A routine with something to do in it, or problems that can be shown.
pub fn routine_file(data: &[u8]) {
    let text = text(data);
    match parse_routine("mine", "mine.toml", &text, library()) {
        Ok(routine) => can_be_done(routine.steps),
        Err(problems) => can_be_shown(&problems, &text),
    }
}

fn can_be_done(steps: Vec<Step>) {
    assert!(!steps.is_empty());
    let mut session = Session::new(steps).expect("a session of these steps");
    for seen in seen_lately() {
        session.observe(seen);
        let status = session.status();
        assert!((0.0..=1.0).contains(&status.progress));
    }
}

/// Settings of which each is one that can be, and edits that change what they should and nothing else.
pub fn settings(data: &[u8]) {
    // What is typed comes before the first zero byte, the file after it.
    let cut = data.iter().position(|byte| *byte == 0).unwrap_or(0);
    let (typed, file) = (text(&data[..cut]), text(data.get(cut + 1..).unwrap_or(data)));
    let names: Vec<&str> = library().stretches().map(|stretch| stretch.id.as_str()).collect();
    let reading = read("settings.toml", &file, &names);
    if let Some(problems) = &reading.problems {
        can_be_shown(problems, &file);
    }
    assert!(reading.settings.sound.volume <= 100);
    for set in &reading.set {
        assert!(set.line >= 1);
    }
    // One of the settings, by what the file is.
    let row = &ROWS[data.len() % ROWS.len()];
    let address = Address::of(row);
    match set(&file, &address, &typed) {
        Ok(changed) => {
            let after = read("settings.toml", &changed, &names);
            assert!(after.set(&address).is_some(), "{changed:?}");
            assert_eq!(set(&changed, &address, &typed).as_deref(), Ok(changed.as_str()), "again it changes nothing");
            let others = |reading: &supple::settings::Reading| {
                let others = reading.set.iter().filter(|set| set.address != address);
                others.map(|set| (set.address.clone(), set.value.clone())).collect::<Vec<_>>()
            };
            assert_eq!(others(&after), others(&reading), "{changed:?}");
            if let Ok(gone) = unset(&changed, &address) {
                assert!(read("settings.toml", &gone, &names).set(&address).is_none(), "{gone:?}");
            }
        }
        Err(CannotSet::Damaged) => assert!(reading.problems.is_some() || file.contains('\r'), "{file:?}"),
        Err(other) => assert!(!other.to_string().is_empty() && !other.remedy().is_empty()),
    }
    if let Err(unknown) = Address::parse(&typed, &names) {
        assert!(!unknown.to_string().is_empty() && !unknown.remedy().is_empty());
    }
}

/// What describes a pose model, or problems that can be shown.
pub fn descriptor(data: &[u8]) {
    let text = text(data);
    match parse_descriptor("model.toml", &text) {
        Ok(descriptor) => {
            assert!(!descriptor.input.is_empty() && !descriptor.keypoints.is_empty() && !descriptor.file.is_empty());
            assert!((0.0..=1.0).contains(&descriptor.visibility(0.3)));
        }
        Err(problems) => can_be_shown(&problems, &text),
    }
}
