//! The timeline of a film: a lane for each kind of thing that went on.
//!
//! Each lane is a picture of its own that is stretched to the page's width, with its words beside it, so that they are read on a
//! phone as well.

use maud::{Markup, html};

use super::facts::Analysis;
use super::spans::SpanKind;
use super::words::{clock, length};

/// A lane's own width; its height is 20.
const WIDTH: f64 = 1000.0;
/// What is shorter is drawn as wide as this, so that it is seen.
const LEAST: f64 = 3.0;

/// Something in a lane.
struct Bar {
    from: f64,
    to: f64,
    class: &'static str,
    words: String,
}

/// The timeline.
pub(super) fn chart(analysis: &Analysis) -> Markup {
    let (from, to) = (analysis.film.from, analysis.film.to);
    let spans = |kind, class: &'static str| -> Vec<Bar> {
        let bar = |span: &super::spans::Span| Bar { from: span.from, to: span.to, class, words: span.words.clone() };
        analysis.spans_of(kind).map(bar).collect()
    };
    let holds = analysis.holds.iter().map(|hold| Bar {
        from: hold.from,
        to: hold.to,
        class: if hold.course == "completed" { "hold" } else { "broken" },
        words: format!("{}, {} held", hold.title, length(hold.held_seconds)),
    });
    let done = analysis.repetitions.iter().map(|done| Bar {
        from: done.time,
        to: done.time,
        class: "hold",
        words: format!("{}, repetition {}", done.title, done.rep),
    });
    let hints = analysis.hints.iter().map(|hint| Bar {
        from: hint.time,
        to: hint.time,
        class: "hint",
        words: hint.words.clone(),
    });
    let mut mend = spans(SpanKind::Mend, "mend");
    mend.extend(hints);
    let lanes = [
        ("Stretch", spans(SpanKind::Stretch, "stretch")),
        ("Holds and repetitions", holds.chain(done).collect()),
        ("To mend, and hints", mend),
        ("Not seen well enough", spans(SpanKind::Unseen, "unseen")),
        ("Nobody in view", spans(SpanKind::Nobody, "nobody")),
    ];
    html! {
        @for (name, bars) in &lanes { (lane(name, bars, from, to)) }
        div.axis aria-hidden="true" {
            @for quarter in 0..=4 { span { (clock(from + (to - from) * f64::from(quarter) / 4.0)) } }
        }
    }
}

fn lane(name: &str, bars: &[Bar], from: f64, to: f64) -> Markup {
    let place = |time: f64| if to > from { ((time - from) / (to - from)).clamp(0.0, 1.0) * WIDTH } else { 0.0 };
    let figure = |value: f64| format!("{value:.1}");
    html! {
        div.lane {
            span { (name) @if bars.is_empty() { span.quiet { " – none" } } }
            svg viewBox="0 0 1000 20" preserveAspectRatio="none" role="img" aria-label=(format!("{name}: {}", bars.len())) {
                @for bar in bars {
                    @let width = (place(bar.to) - place(bar.from)).max(LEAST);
                    rect class=(bar.class) x=(figure(place(bar.from).min(WIDTH - width))) y="2" width=(figure(width)) height="16" {
                        title { (clock(bar.from)) @if bar.to > bar.from { "–" (clock(bar.to)) } @if !bar.words.is_empty() { ": " (bar.words) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(from: f64, to: f64) -> Bar {
        Bar { from, to, class: "hold", words: "a & b".to_owned() }
    }

    #[test]
    fn a_lane_is_as_wide_as_the_film_is_long() {
        let text = lane("Holds", &[bar(12.0, 17.0), bar(20.0, 20.0)], 10.0, 20.0).into_string();
        assert!(text.contains(r#"<rect class="hold" x="200.0" y="2" width="500.0" height="16">"#), "{text}");
        assert!(text.contains(r#"x="997.0" y="2" width="3.0""#), "the last moment is seen: {text}");
        assert!(text.contains("0:12.0–0:17.0: a &amp; b") && text.contains("0:20.0: a"), "{text}");
    }

    #[test]
    fn a_film_of_one_frame_has_a_lane_too() {
        let text = lane("Holds", &[bar(0.0, 0.0)], 0.0, 0.0).into_string();
        assert!(text.contains(r#"x="0.0""#) && !text.contains("NaN"), "{text}");
        assert!(lane("Holds", &[], 0.0, 0.0).into_string().contains("none"));
    }
}
