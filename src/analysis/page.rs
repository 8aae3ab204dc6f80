//! The report on a film: a page for a browser, with its pictures inside.

use maud::{Markup, html};

use super::chart::chart;
use super::facts::{Analysis, HoldFact, MeasuredFact, RepetitionFact, Settings};
use super::moments::{Moment, MomentKind};
use super::style::page_of;
use super::words::{clock, length};

/// The report; `pictures` are those of the moments, in their order, as addresses.
#[must_use]
pub fn page(analysis: &Analysis, pictures: &[Option<String>]) -> String {
    let summary = &analysis.summary;
    let body = html! {
        h1 { (summary.film) }
        p.quiet { (about(analysis)) }
        @if let Some(problem) = &summary.problem { p.bad { "The film " (problem) } }
        p { (in_a_sentence(analysis)) }
        p { a href="./annotated.mp4" { "The annotated film" } }
        h2 { "From beginning to end" }
        (chart(analysis))
        (moments("At its best", analysis, MomentKind::Best, pictures))
        (moments("Furthest off", analysis, MomentKind::Worst, pictures))
        h2 { "Holds" }
        @if analysis.holds.is_empty() { p { "None." } } @else { (holds(&analysis.holds)) }
        @if !analysis.repetitions.is_empty() { h2 { "Repetitions" } (repetitions(&analysis.repetitions)) }
        @if !analysis.hints.is_empty() { h2 { "Hints" } (hints(analysis)) }
        h2 { "How it was made" }
        (how(analysis))
    };
    page_of(&summary.film, &body)
}

fn about(analysis: &Analysis) -> String {
    let (summary, film) = (&analysis.summary, &analysis.film);
    format!(
        "{} · {}×{} · {} frames · somebody found in {:.0} %",
        clock(summary.seconds),
        film.width,
        film.height,
        summary.frames,
        summary.found_percent()
    )
}

fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

fn in_a_sentence(analysis: &Analysis) -> String {
    let summary = &analysis.summary;
    let mut parts = Vec::new();
    if summary.holds > 0 {
        let holds = counted(summary.holds, "hold");
        parts.push(format!("{holds} ({} completed), {} held", summary.completed, length(summary.held_seconds)));
    }
    if summary.repetitions > 0 {
        parts.push(counted(summary.repetitions, "repetition"));
    }
    if parts.is_empty() {
        parts.push("Nothing was held or repeated".to_owned());
    }
    parts.push(if summary.hints == 0 { "no hints".to_owned() } else { counted(summary.hints, "hint") });
    parts.join(", ") + "."
}

fn moments(heading: &str, analysis: &Analysis, kind: MomentKind, pictures: &[Option<String>]) -> Markup {
    let shown: Vec<(&Moment, &String)> = analysis
        .moments_of(kind)
        .filter_map(|(place, moment)| Some((moment, pictures.get(place)?.as_ref()?)))
        .collect();
    html! {
        @if !shown.is_empty() {
            h2 { (heading) }
            div.pictures {
                @for (moment, picture) in shown {
                    figure {
                        img src=(picture) alt=(format!("{} at {}", moment.title, clock(moment.time)));
                        figcaption { (clock(moment.time)) " · " (moment.title) @if kind == MomentKind::Worst { ": " (moment.words) } }
                    }
                }
            }
        }
    }
}

/// What was done, on which side, in which pose.
fn done(title: &str, side: Option<crate::body::Side>, pose: Option<&str>) -> String {
    let side = side.map(|side| format!(", {} side", side.name())).unwrap_or_default();
    let pose = pose.map(|pose| format!(", {pose}")).unwrap_or_default();
    format!("{title}{side}{pose}")
}

fn holds(holds: &[HoldFact]) -> Markup {
    html! {
        div.wide { table {
            thead { tr {
                th { "stretch" } th.n { "from" } th.n { "to" } th.n { "held" } th.n { "of" } th { "how it ended" } th.n { "paused" } th.n { "unseen" }
            } }
            tbody { @for hold in holds {
                tr {
                    td { (done(&hold.title, hold.side, hold.pose.as_deref())) }
                    td.n { (clock(hold.from)) }
                    td.n { (clock(hold.to)) }
                    td.n { (length(hold.held_seconds)) }
                    td.n { (length(hold.hold_seconds)) }
                    td { (hold.course.replace('_', " ")) }
                    td.n { (length(hold.paused_seconds)) }
                    td.n { (length(hold.unseen_seconds)) }
                }
            } }
        } }
        @for hold in holds {
            @if !hold.measures.is_empty() {
                details {
                    summary { (done(&hold.title, hold.side, hold.pose.as_deref())) ", " (clock(hold.from)) ": what was measured" }
                    (measures(&hold.measures))
                }
            }
        }
    }
}

fn measures(measures: &[MeasuredFact]) -> Markup {
    let figure = |value: f64| if value.abs() < 10.0 { format!("{value:.2}") } else { format!("{value:.0}") };
    html! {
        div.wide { table {
            thead { tr { th { "target" } th.n { "typical" } th.n { "error" } th.n { "range" } th { "seen from" } } }
            tbody { @for measured in measures {
                tr {
                    td { (measured.target.replace('_', " ")) " (" (measured.limb.name()) ")" }
                    td.n { (figure(measured.typical)) }
                    td.n { "± " (figure(measured.error)) }
                    td.n { (figure(measured.range[0])) " to " (figure(measured.range[1])) }
                    td { (measured.view) }
                }
            } }
        } }
    }
}

fn repetitions(repetitions: &[RepetitionFact]) -> Markup {
    html! {
        div.wide { table {
            thead { tr { th { "stretch" } th.n { "at" } th.n { "repetition" } } }
            tbody { @for repetition in repetitions {
                tr {
                    td { (done(&repetition.title, repetition.side, repetition.pose.as_deref())) }
                    td.n { (clock(repetition.time)) }
                    td.n { (repetition.rep) }
                }
            } }
        } }
    }
}

fn hints(analysis: &Analysis) -> Markup {
    html! {
        div.wide { table { tbody { @for hint in &analysis.hints { tr { td.n { (clock(hint.time)) } td { (hint.words) } } } } } }
    }
}

fn how(analysis: &Analysis) -> Markup {
    let Settings { plan, title, hold_seconds, reps, model, faces_blurred } = &analysis.settings;
    let annotated = &analysis.annotated;
    html! {
        dl {
            dt { "what was coached" }
            dd { @match (plan, title) {
                (Some(plan), Some(title)) => { (title) " (" (plan) ")" },
                (Some(plan), None) => (plan),
                (None, _) => "whatever was recognised",
            } }
            @if let Some(hold) = hold_seconds { dt { "hold" } dd { (length(*hold)) } }
            @if let Some(reps) = reps { dt { "repetitions" } dd { (reps) } }
            dt { "program" } dd { "supple " (analysis.program) }
            dt { "pose model" } dd { (model) }
            dt { "annotated film" } dd { (annotated.width) "×" (annotated.height) ", " (format!("{:.4}", annotated.rate).trim_end_matches('0').trim_end_matches('.')) " pictures a second, " (annotated.codec) }
            dt { "faces" } dd { @if *faces_blurred { "blurred" } @else { "as filmed" } }
        }
        p.quiet {
            "Beside this page: " a href="./events.jsonl" { "what happened" } ", " a href="./measures.csv" { "every frame's joint angles with their errors" }
            ", and " a href="./result.json" { "what stands here" } " for programs. Values come from one camera and have the errors that stand beside them; they are no medical measurement."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::{Annotated, FilmFacts, HintFact};
    use super::super::track::Track;
    use super::*;

    fn analysis() -> Analysis {
        let mut analysis = Track::default().finish("a.mp4", None, Annotated::default(), Settings::default()).analysis;
        analysis.film = FilmFacts { name: "a.mp4".to_owned(), width: 640, height: 480, from: 0.0, to: 20.0 };
        analysis.summary.holds = 1;
        analysis.summary.held_seconds = 7.5;
        analysis.holds.push(HoldFact {
            stretch: "bird-dog".to_owned(),
            title: "Bird dog".to_owned(),
            side: Some(crate::body::Side::Left),
            pose: None,
            from: 4.0,
            to: 12.0,
            course: "given_up",
            held_seconds: 7.5,
            hold_seconds: 10.0,
            paused_seconds: 0.5,
            unseen_seconds: 0.25,
            measures: Vec::new(),
        });
        analysis
    }

    #[test]
    fn the_report_tells_each_hold() {
        let text = page(&analysis(), &[]);
        for words in [
            "Bird dog, left side",
            "0:04.0",
            "0:12.0",
            "7.5 s",
            "10.0 s",
            "given up",
            "1 hold (0 completed), 7.5 s held",
        ] {
            assert!(text.contains(words), "{words:?} is not in {text}");
        }
        assert!(!text.contains("At its best") && !text.contains("<h2>Hints"));
    }

    #[test]
    fn pictures_stand_with_their_moments() {
        let mut analysis = analysis();
        let moment =
            |kind, time: f64| Moment { kind, time, title: "Sphinx".to_owned(), words: "Lower your chest.".to_owned() };
        analysis.moments = vec![moment(MomentKind::Best, 5.0), moment(MomentKind::Worst, 9.0)];
        let text = page(&analysis, &[None, Some("data:image/jpeg;base64,/9j/".to_owned())]);
        assert!(!text.contains("At its best") && text.contains("Furthest off"), "{text}");
        assert!(text.contains(r#"<img src="data:image/jpeg;base64,/9j/" alt="Sphinx at 0:09.0">"#), "{text}");
        assert!(text.contains("0:09.0 · Sphinx: Lower your chest."), "{text}");
    }

    #[test]
    fn nothing_that_a_stretch_or_a_file_is_called_is_markup() {
        let mut analysis = analysis();
        let nasty = "<script>x</script>".to_owned();
        analysis.summary.film = nasty.clone();
        analysis.summary.problem = Some(nasty.clone());
        analysis.holds[0].title = nasty.clone();
        analysis.hints.push(HintFact { time: 1.0, stretch: nasty.clone(), target: None, words: nasty });
        let text = page(&analysis, &[]);
        assert!(!text.contains("<script") && text.contains("&lt;script"), "{text}");
    }
}
