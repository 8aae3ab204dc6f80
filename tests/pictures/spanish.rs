//! The main screens in Spanish, whose words are longer.

use std::sync::Arc;
use std::time::Duration;

use supple::coach::{Next, Status, Subject};
use supple::host::{BeginScreen, Item, ItemKind, PlaceScreen, SummaryScreen};
use supple::judge::Cue;
use supple::language::Language;
use supple::stretch::Stretch;
use supple::view::{Look, Screen};

use super::scenes::Moment;
use super::screens;

/// The same moment with these words of the stretch's own.
fn told(moment: &Moment, title: &str, cue: Cue) -> Screen {
    let status = moment.status().unwrap();
    let stretch = Stretch { title: title.to_owned(), ..status.subject.stretch().unwrap().clone() };
    let mut told = Status { subject: Subject::Stretch(Arc::new(stretch)), ..status.clone() };
    told.message.cue = cue;
    if told.next != Next::Nothing {
        told.next = Next::Stretch("Isquiotibiales de lado".to_owned());
    }
    Screen::Session(told)
}

fn begin() -> BeginScreen {
    let item = |kind, title: &str, about: &str, item: Item| Item {
        kind,
        title: title.to_owned(),
        about: about.to_owned(),
        ..item
    };
    let usual = screens::begin();
    let titles = [
        ("Para empezar suave", "Cuatro estiramientos tranquilos para una espalda que se queja."),
        ("Diez minutos por la mañana", ""),
        ("Estiramientos para el dolor de espalda", ""),
        ("Una pausa en la silla", ""),
        ("Para terminar el día", ""),
        ("Zona lumbar", ""),
    ];
    let routines = std::iter::zip(&usual.items, titles)
        .map(|(routine, (title, about))| item(routine.kind, title, about, routine.clone()));
    let free = item(ItemKind::Free, "Sesión libre", "", usual.items.last().unwrap().clone());
    BeginScreen { items: routines.chain([free]).collect(), remark: Some("Tercer día seguido.".into()), ..usual }
}

fn place() -> PlaceScreen {
    let usual = screens::place();
    let stretch = Stretch { title: "Perro y pájaro".to_owned(), ..(*usual.stretch).clone() };
    let words = "No te veo los pies. Aléjate de la cámara.".to_owned();
    PlaceScreen { stretch: Arc::new(stretch), words, ..usual }
}

fn done() -> SummaryScreen {
    let mut usual = screens::summary();
    let titles =
        ["Gato y vaca", "Perro y pájaro", "Isquiotibiales de lado", "Plancha desde el suelo", "Postura del niño"];
    for (row, title) in usual.rows.iter_mut().zip(titles) {
        title.clone_into(&mut row.title);
    }
    for (reach, title) in usual.reach.iter_mut().zip([titles[4], titles[1]]) {
        title.clone_into(&mut reach.stretch);
    }
    SummaryScreen {
        title: "Para empezar suave".into(),
        held: Duration::from_secs(380),
        well: "Mantuviste las 12 hasta el final.".into(),
        next_time: Some("Lleva el talón atrás, para que la rodilla se estire.".into()),
        ..usual
    }
}

/// These screens, each with its name; `moments` are those that are painted in English.
pub fn all(moments: &[Moment]) -> Vec<(String, Moment)> {
    let of = |name: &str| moments.iter().find(|moment| moment.name == name).unwrap();
    let holding = Cue::Praise("Muy bien, la espalda larga. Sigue respirando.".into());
    let shown = [
        ("holding", told(of("holding"), "Perro y pájaro", holding)),
        ("paused", told(of("paused"), "Perro y pájaro", Cue::ComeBack)),
        ("help", told(of("help"), "Postura del niño", Cue::HoldStill)),
        ("begin", Screen::Begin(begin())),
        ("place", Screen::Place(place())),
        ("done", Screen::Done(done())),
    ];
    let moment = |(name, screen): (&str, Screen)| {
        let like = moments.iter().find(|moment| moment.name == name).unwrap_or(of("holding"));
        let moment = Moment {
            name: "",
            size: like.size,
            frame: like.frame.clone(),
            pose: like.pose.clone(),
            screen,
            mirror: like.mirror,
            look: Look { language: Language::Spanish, ..like.look },
            asked: like.asked,
        };
        (format!("spanish-{name}"), moment)
    };
    shown.map(moment).into()
}
