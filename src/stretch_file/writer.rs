//! Writes a stretch as the text of its file, in the taste of the files in `routines/stretches`: what [`parse_stretch`] reads
//! back as the same stretch.
//!
//! [`parse_stretch`]: super::parse_stretch

use std::fmt::Write;

use toml::Value;

use super::words::{camera_side_name, deeper_name, limb_name, position_name};
use crate::stretch::{Dose, Figure, Pace, Range, Role, Stretch, Target, TargetSide};

/// What the file says besides the stretch itself, as remarks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// The lines at the top.
    pub top: Vec<String>,
    /// A line above each target that has one, in the order of the stretch's own targets.
    pub targets: Vec<String>,
    /// The line above the figure.
    pub figure: String,
}

/// The file's text.
#[must_use]
pub fn write_stretch(stretch: &Stretch, remarks: &Remarks) -> String {
    let mut text = String::new();
    for line in &remarks.top {
        remark(&mut text, line);
    }
    if !remarks.top.is_empty() {
        text.push('\n');
    }
    let mut line = |key: &str, value: String| put(&mut text, &format!("{key:<8} = {value}"));
    line("title", quoted(&stretch.title));
    if !stretch.articles.is_empty() {
        line("articles", list(&stretch.articles));
    }
    line("eases", list(&stretch.eases));
    line("position", quoted(position_name(stretch.position)));
    let camera = &stretch.camera;
    let see = quoted(camera_side_name(camera.see));
    let (distance, height) = (number(camera.distance_m), number(camera.height_m));
    line("camera", format!("{{ see = {see}, distance_m = {distance}, height_m = {height} }}"));
    if stretch.sided {
        line("sides", "true".to_owned());
    }
    if stretch.alternates {
        line("alternates", "true".to_owned());
    }
    line("dose", dose(stretch.dose));
    line("setup", quoted(&stretch.setup));
    line("praise", quoted(&stretch.praise));
    line("safety", list(&stretch.safety));
    if let Some(words) = &stretch.cannot_judge {
        put(&mut text, &format!("cannot_judge = {}", quoted(words)));
    }
    if let Some(words) = &stretch.guided {
        put(&mut text, &format!("guided = {}", quoted(words)));
    }
    if stretch.breath {
        put(&mut text, "breath = true");
    }
    for (index, target) in stretch.targets.iter().enumerate() {
        text.push('\n');
        if let Some(line) = remarks.targets.get(index) {
            remark(&mut text, line);
        }
        put(&mut text, "[[target]]");
        write_target(&mut text, target);
    }
    if let Some(figure) = &stretch.figure {
        text.push('\n');
        remark(&mut text, &remarks.figure);
        put(&mut text, "[figure]");
        write_figure(&mut text, figure);
    }
    for pose in stretch.poses.iter().flatten() {
        put(&mut text, "\n[[pose]]");
        for (key, words) in [("id", &pose.id), ("title", &pose.title), ("say", &pose.say)] {
            put(&mut text, &format!("{key:<5} = {}", quoted(words)));
        }
        if !pose.is_end {
            put(&mut text, "end   = false");
        }
        // What holds in both poses stands above them.
        for target in pose.targets.iter().skip(stretch.targets.len()) {
            put(&mut text, "\n[[pose.target]]");
            write_target(&mut text, target);
        }
        if let Some(figure) = &pose.figure {
            put(&mut text, "\n[pose.figure]");
            write_figure(&mut text, figure);
        }
    }
    text
}

fn put(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// Remarks are wrapped like ours; an empty one is left out.
fn remark(text: &mut String, line: &str) {
    const WIDTH: usize = 118;
    // A remark has no line breaks and nothing that TOML would refuse.
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    for row in textwrap::wrap(&line, WIDTH).iter().filter(|row| !row.is_empty()) {
        put(text, &format!("# {row}"));
    }
}

fn write_target(text: &mut String, target: &Target) {
    let mut line = |key: &str, value: String| put(text, &format!("{key:<7} = {value}"));
    let name = target.measure.definition().name;
    let own_name = match target.limb {
        TargetSide::Near => name.to_owned(),
        limb => format!("{}_{name}", limb_name(limb)),
    };
    if *target.id != *own_name {
        line("id", quoted(&target.id));
    }
    line("measure", quoted(name));
    if target.limb != TargetSide::Near {
        line("side", quoted(limb_name(target.limb)));
    }
    line("range", range(target.range));
    if target.from_start {
        line("from_start", "true".to_owned());
    }
    if let Some(deeper) = target.deeper {
        line("deeper", quoted(deeper_name(deeper)));
    }
    match target.role {
        Role::Must => line("must", "true".to_owned()),
        Role::MustIfSeen => line("must_if_seen", "true".to_owned()),
        Role::Form => {}
    }
    for (key, words) in [("below", &target.below), ("above", &target.above)] {
        if let Some(words) = words {
            line(key, quoted(words));
        }
    }
}

fn write_figure(text: &mut String, figure: &Figure) {
    for (landmark, at) in &figure.points {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{:<16} = [{:?}, {:?}]", landmark.name(), at.x, at.y);
    }
}

fn dose(dose: Dose) -> String {
    let (key, time) = match dose.pace {
        Pace::Hold(hold) => ("hold_s", hold),
        Pace::Move { tempo } => ("tempo_s", tempo),
    };
    let (time, rest) = (number(time.as_secs_f64()), number(dose.rest.as_secs_f64()));
    format!("{{ {key} = {time}, reps = {}, rest_s = {rest} }}", dose.reps)
}

fn range(range: Range) -> String {
    format!("[{}, {}]", number(range.low()), number(range.high()))
}

/// The shortest text that means this number: whole numbers without a point.
fn number(value: f64) -> String {
    value.to_string()
}

/// As TOML quotes it, whatever is in it.
fn quoted(words: &str) -> String {
    // The crate would choose other quotes for words with quotes in them; both are read alike.
    Value::String(words.to_owned()).to_string()
}

fn list(words: &[String]) -> String {
    format!("[{}]", words.iter().map(|words| quoted(words)).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;
    use crate::body::Landmark;
    use crate::body::Point;
    use crate::measure::CameraSide;
    use crate::measure::Measure;
    use crate::stretch::{Deeper, Position};
    use crate::stretch_file::{Library, parse_stretch};
    use crate::toml_check::Style;

    /// Figures are read in the order of their landmarks' names; any order is the same figure.
    fn in_order(mut stretch: Stretch) -> Stretch {
        let poses = stretch.poses.iter_mut().flatten().filter_map(|pose| pose.figure.as_mut());
        for figure in stretch.figure.iter_mut().chain(poses) {
            figure.points.sort_by_key(|(landmark, _)| *landmark);
        }
        stretch
    }

    fn read_back(stretch: &Stretch, remarks: &Remarks) -> Stretch {
        let text = write_stretch(stretch, remarks);
        parse_stretch(&stretch.id, "a.toml", &text)
            .unwrap_or_else(|problems| panic!("{}\n{text}", problems.render(Style::PLAIN)))
    }

    #[test]
    fn every_shipped_stretch_is_written_and_read_back_as_itself() {
        let library = Library::embedded().unwrap();
        assert!(library.stretches().count() >= 29);
        for stretch in library.stretches() {
            let again = read_back(stretch, &Remarks::default());
            assert_eq!(in_order(again), in_order(stretch.as_ref().clone()), "{}", stretch.id);
        }
    }

    #[test]
    fn remarks_stand_above_what_they_are_about() {
        let library = Library::embedded().unwrap();
        let sphinx = library.stretches().find(|stretch| stretch.id == "sphinx").unwrap();
        let remarks = Remarks {
            top: vec!["Sphinx\nlearned.".to_owned()],
            targets: vec!["The trunk rises. ".repeat(12)],
            figure: "The pose.".to_owned(),
        };
        let text = write_stretch(sphinx, &remarks);
        assert!(text.starts_with("# Sphinx learned.\n\ntitle    = \"Sphinx\"\n"), "{text}");
        assert!(text.contains("# The pose.\n[figure]\n"), "{text}");
        assert!(text.lines().all(|line| !line.starts_with('#') || line.len() <= 120), "{text}");
        assert_eq!(in_order(read_back(sphinx, &remarks)), in_order(sphinx.as_ref().clone()));
    }

    /// Words as people write them, quotes and backslashes among them; spaces at the ends would be trimmed.
    fn words(longest: usize) -> impl Strategy<Value = String> {
        let pattern = format!("[A-Za-zäéß\"'\\\\#=.,]( ?[A-Za-zäéß0-9\"'\\\\#=.,\\[\\]]){{0,{longest}}}");
        proptest::string::string_regex(&pattern).unwrap()
    }

    fn any_target(sided: bool) -> impl Strategy<Value = Target> {
        let limb = if sided {
            prop::sample::select(vec![TargetSide::Near, TargetSide::Far, TargetSide::Working, TargetSide::Supporting])
        } else {
            prop::sample::select(vec![TargetSide::Near, TargetSide::Far])
        };
        let measures: Vec<_> = Measure::ALL
            .into_iter()
            .filter(|measure| measure.definition().plane.is_seen_by(CameraSide::Side))
            .collect();
        let flags = any::<[bool; 5]>();
        (prop::sample::select(measures), limb, 0.0..0.5_f64, 0.0..0.5_f64, flags, words(20), words(20)).prop_map(
            |(measure, limb, low, width, [must, if_seen, from_start, is_depth, is_higher], below, above)| {
                let from_start = from_start && !measure.is_relative();
                let (least, most) = if from_start { measure.span_of_change() } else { measure.span() };
                let most = if most.is_finite() { most } else { 3.0 };
                let low = least + low * (most - least);
                // A file may ask for no narrower range.
                let width = measure.least_width().max(width * (most - least));
                let deeper = if is_higher { Deeper::Higher } else { Deeper::Lower };
                // Nobody falls short of a range that reaches to the measure's own end.
                let has_shallow_end = if is_higher { low > least } else { low + width < most };
                Target {
                    id: Arc::from(""),
                    measure,
                    limb,
                    range: Range::new(low, low + width).unwrap(),
                    from_start,
                    deeper: (is_depth && has_shallow_end).then_some(deeper),
                    role: match (must, if_seen) {
                        (true, _) => Role::Must,
                        (false, true) => Role::MustIfSeen,
                        (false, false) => Role::Form,
                    },
                    below: Some(below.into()),
                    above: Some(above.into()),
                }
            },
        )
    }

    fn any_stretch() -> impl Strategy<Value = Stretch> {
        any::<bool>().prop_flat_map(|sided| {
            let targets = prop::collection::vec(any_target(sided), 1..6);
            let points = prop::collection::vec((0..33_usize, -4.0..4.0_f64, -4.0..4.0_f64), 0..20);
            let texts = (words(18), prop::collection::vec(words(18), 1..4), words(100), words(28), words(50));
            (texts, targets, points, 500..600_000_u64, 1..=100_u32, any::<bool>()).prop_map(
                move |((title, list, setup, praise, cannot), mut targets, points, hold, reps, guided)| {
                    for (index, target) in targets.iter_mut().enumerate() {
                        target.id = format!("target_{index}").into();
                    }
                    targets[0].role = Role::Must;
                    if sided {
                        targets[0].limb = TargetSide::Working;
                    }
                    let mut figure: Vec<(Landmark, Point)> = Vec::new();
                    for (index, x, y) in points {
                        if figure.iter().all(|(landmark, _)| landmark.index() != index) {
                            figure.push((Landmark::ALL[index], Point::new(x, y)));
                        }
                    }
                    Stretch {
                        id: "a".to_owned(),
                        title,
                        articles: list.clone(),
                        eases: list.clone(),
                        position: Position::HandsAndKnees,
                        camera: crate::stretch::CameraAdvice { see: CameraSide::Side, distance_m: 2.0, height_m: 0.5 },
                        sided,
                        alternates: guided,
                        dose: Dose {
                            pace: Pace::Hold(Duration::from_millis(hold)),
                            reps,
                            rest: Duration::from_millis(hold / 2),
                        },
                        setup: setup.clone(),
                        praise,
                        safety: list,
                        cannot_judge: Some(cannot),
                        guided: guided.then(|| "Breathe.".to_owned()),
                        breath: guided,
                        targets,
                        figure: Some(Figure { points: figure }),
                        poses: None,
                    }
                },
            )
        })
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back_as_itself(stretch in any_stretch()) {
            let again = read_back(&stretch, &Remarks::default());
            prop_assert_eq!(in_order(again), in_order(stretch));
        }
    }
}
