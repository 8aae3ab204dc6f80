//! The report says what the export says: every number on the page is recomputed from that. docs/report.md shows the page.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "the page is left for whoever wants to look at it")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, Datelike, NaiveDate};
use serde_json::Value;
use supple::export::{Exported, Format, write};
use supple::history::progress::{
    Adherence, Average, Change, Compared, Comparison, FEW, HOLDING_FLOOR_S, MEANINGFUL_POINTS, MEANINGFUL_SHARE, Step,
    Weekly,
};
use supple::history::{PastSession, Progress, Questionnaire, Span};
use supple::language::Language;
use supple::measure::BodyView;
use supple::report::{ReportError, Reported, html};

use crate::{history_json, past_year};

fn today() -> NaiveDate {
    "2026-03-30".parse().unwrap()
}

fn page(sessions: &[PastSession], questionnaires: &[Questionnaire]) -> String {
    html(&Reported { program: "0.1.0", language: Language::English, today: today(), sessions, questionnaires }).unwrap()
}

fn exported(sessions: &[PastSession], questionnaires: &[Questionnaire]) -> Value {
    let mut text = Vec::new();
    let span = Span::default();
    write(Format::Json, &Exported { program: "0.1.0", span: &span, sessions, questionnaires, comfort: &[] }, &mut text)
        .unwrap();
    serde_json::from_slice(&text).unwrap()
}

/// A number on the page: what it is of, what it stands for, and how it is shown.
#[derive(Debug)]
struct Number {
    of: String,
    value: String,
    shown: String,
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn numbers(page: &str) -> Vec<Number> {
    let starts = page.match_indices("<data ").chain(page.match_indices("<time "));
    let read = |(start, _)| {
        let element: &str = &page[start..];
        let (tag, rest) = element.split_once('>').unwrap();
        let attribute = |name: &str| {
            let (_, value) = tag.split_once(&format!("{name}=\"")).unwrap_or_else(|| panic!("{name}: {tag}"));
            unescaped(value.split_once('"').unwrap().0)
        };
        let value = if tag.starts_with("<data") { attribute("value") } else { attribute("datetime") };
        Number { of: attribute("data-of"), value, shown: unescaped(rest.split_once('<').unwrap().0) }
    };
    starts.map(read).collect()
}

/// What every number that may be on the page is, from nothing but the exported file.
struct Recomputed {
    numbers: BTreeMap<String, f64>,
    days: BTreeMap<String, String>,
}

impl Recomputed {
    fn of(document: &Value) -> Self {
        let mut all = Self { numbers: BTreeMap::new(), days: BTreeMap::new() };
        all.count(document);
        all.constants();
        let sessions = history_json::sessions(document);
        let progress = Progress::of(&sessions, &history_json::questionnaires(document), today());
        all.judge(&progress);
        all.day("today", today());
        all
    }

    fn put(&mut self, of: impl Into<String>, value: f64) {
        let of = of.into();
        assert!(
            self.numbers.insert(of.clone(), value).is_none_or(|known| (known - value).abs() < 1e-12),
            "{of} is two things"
        );
    }

    fn day(&mut self, of: impl Into<String>, day: NaiveDate) {
        self.days.insert(of.into(), day.to_string());
    }

    fn constants(&mut self) {
        self.put("constant/pain_points", MEANINGFUL_POINTS);
        self.put("constant/pain_percent", MEANINGFUL_SHARE * 100.0);
        self.put("constant/holding", HOLDING_FLOOR_S);
        self.put("constant/few", f64::from(FEW));
    }

    /// What is only counted, straight from the JSON.
    fn count(&mut self, document: &Value) {
        let items = |object: &Value, key: &str| object[key].as_array().unwrap().clone();
        let day =
            |session: &Value| DateTime::parse_from_rfc3339(session["began"].as_str().unwrap()).unwrap().date_naive();
        let all = items(document, "sessions");
        let did = |session: &&Value| {
            !items(session, "repetitions").is_empty()
                || items(session, "holds").iter().any(|hold| hold["held_s"].as_f64().unwrap() > 0.0)
        };
        let done: Vec<&Value> = all.iter().filter(did).collect();
        let days: BTreeSet<NaiveDate> = done.iter().map(|session| day(session)).collect();
        let (first, last) = (*days.first().unwrap(), *days.last().unwrap());
        self.day("since", first);
        self.day("last", last);
        self.put("sessions", done.len() as f64);
        self.put("days", days.len() as f64);
        let weeks = ((today() - first).num_days() + 1).max(7) as f64 / 7.0;
        self.put("days_a_week", days.len() as f64 / weeks);
        let holds: Vec<Value> = done.iter().flat_map(|session| items(session, "holds")).collect();
        let completed = holds.iter().filter(|hold| hold["course"] == "completed").count();
        self.put("holds_completed", completed as f64);
        let held = |holds: &[Value]| holds.iter().map(|hold| hold["held_s"].as_f64().unwrap()).sum::<f64>();
        self.put("held", held(&holds));
        self.put("repetitions", done.iter().map(|session| items(session, "repetitions").len()).sum::<usize>() as f64);
        self.put("broken_off", all.iter().filter(|session| session["end"].is_null()).count() as f64);
        let end = |key: &str| all.iter().filter_map(|session| session["end"][key].as_f64()).sum::<f64>();
        self.put("unseen_percent", 100.0 * end("unseen_s") / end("watched_s"));
        for monday in first.iter_days().take_while(|day| *day <= today()).map(monday_of) {
            let within: Vec<&&Value> = done.iter().filter(|session| monday_of(day(session)) == monday).collect();
            let days: BTreeSet<NaiveDate> = within.iter().map(|session| day(session)).collect();
            self.put(format!("week/{monday}/days"), days.len() as f64);
            self.put(format!("week/{monday}/sessions"), within.len() as f64);
            self.day(format!("week/{monday}"), monday);
        }
        let begun = all.iter().flat_map(|session| items(session, "stretches"));
        let ids: BTreeSet<String> = begun.map(|began| began["stretch"].as_str().unwrap().to_owned()).collect();
        for id in &ids {
            let of = |session: &Value, key: &str| -> Vec<Value> {
                items(session, key).into_iter().filter(|item| item["stretch"] == id.as_str()).collect()
            };
            let with: Vec<&Value> = all.iter().filter(|session| !of(session, "stretches").is_empty()).collect();
            let each = |key: &str| -> Vec<Value> { with.iter().flat_map(|session| of(session, key)).collect() };
            let by = |course: &str| each("holds").iter().filter(|hold| hold["course"] == course).count();
            self.put(format!("stretch/{id}/sessions"), with.len() as f64);
            self.put(format!("stretch/{id}/completed"), by("completed") as f64);
            self.put(format!("stretch/{id}/given_up"), by("given_up") as f64);
            self.put(format!("stretch/{id}/held"), held(&each("holds")));
            self.put(format!("stretch/{id}/repetitions"), each("repetitions").len() as f64);
            let skipped = each("ended").iter().filter(|ended| ended["skipped"] == true).count();
            self.put(format!("stretch/{id}/skipped"), skipped as f64);
            self.put(format!("stretch/{id}/hurt"), each("hurts").len() as f64);
            self.day(format!("stretch/{id}/last"), with.iter().map(|session| day(session)).max().unwrap());
        }
        self.put("stretches/more", ids.len().saturating_sub(8) as f64);
        let scores: Vec<f64> =
            items(document, "questionnaires").iter().map(|answered| answered["score"].as_f64().unwrap()).collect();
        if let (Some(first), Some(latest)) = (scores.first(), scores.last()) {
            self.put("rmdq/first", *first);
            self.put("rmdq/latest", *latest);
            self.put("rmdq/by", (latest - first).abs());
        }
    }

    /// What is judged: by the one rule of what a change is, but from the sessions as they are read from the file.
    fn judge(&mut self, progress: &Progress) {
        if let Some(pain) = &progress.pain {
            self.compare("pain/before", &pain.before);
            self.compare("pain/after", &pain.after);
            self.weekly("pain/before", &pain.weekly_before());
            self.weekly("pain/after", &pain.weekly_after());
        }
        let mut errors: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for reach in &progress.reaches {
            let side = reach.side.map_or("", |side| side.name());
            let pose = reach.pose.clone().unwrap_or_default();
            let (view, limb) = (seen_from(reach.view), reach.limb.name());
            let of = format!("reach/{}/{pose}/{side}/{}/{limb}/{view}", reach.stretch, reach.target);
            self.compare(&of, &reach.comparison);
            self.weekly(&of, &reach.weekly());
            let name = reach.measure.definition().name;
            self.put(format!("floor/{name}"), reach.floor());
            errors.entry(name).or_default().extend(reach.points.iter().map(|point| point.error));
        }
        for (name, mut errors) in errors {
            errors.sort_by(f64::total_cmp);
            let middle = f64::midpoint(errors[(errors.len() - 1) / 2], errors[errors.len() / 2]);
            self.put(format!("error/{name}"), middle);
        }
        self.put("sides/more", progress.sides.len().saturating_sub(4) as f64);
        for sides in &progress.sides {
            let what = match &sides.what {
                Compared::Reach { target, view, .. } => format!("{target}/{}", seen_from(*view)),
                Compared::Holding => "holding".to_owned(),
            };
            let of = format!("sides/{}/{}/{what}", sides.stretch, sides.pose.clone().unwrap_or_default());
            self.put(format!("{of}/left"), sides.left.value);
            self.put(format!("{of}/right"), sides.right.value);
            self.change(&of, &sides.left_against_right);
        }
    }

    fn compare(&mut self, of: &str, comparison: &Comparison) {
        for (end, average) in [("first", comparison.first), ("latest", comparison.latest)] {
            let Some(Average { value, sessions, .. }) = average else { continue };
            self.put(format!("{of}/{end}"), value);
            self.put(format!("{of}/{end}/sessions"), f64::from(sessions));
        }
        self.change(of, &comparison.change);
    }

    fn change(&mut self, of: &str, change: &Change) {
        if let Change::More { by, error } | Change::Less { by, error } = change {
            self.put(format!("{of}/by"), *by);
            self.put(format!("{of}/error"), *error);
        }
    }

    fn weekly(&mut self, of: &str, weekly: &[Weekly]) {
        for week in weekly {
            self.put(format!("{of}/week/{}", week.begins), week.average.value);
            self.put(format!("{of}/week/{}/band", week.begins), 1.96 * week.average.error);
        }
    }
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day - chrono::TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
}

fn seen_from(view: BodyView) -> &'static str {
    match view {
        BodyView::Side => "seen from the side",
        BodyView::ThreeQuarter => "seen half from the side",
        BodyView::Front => "seen from the front",
        BodyView::EndOn => "seen from head or feet",
        BodyView::Unknown => "seen from an unknown side",
    }
}

/// What is shown of a value, in its unit; with half of what its last decimal is worth.
fn read(shown: &str) -> (f64, f64) {
    let plain = shown.replace('\u{2212}', "-");
    if let Ok(value) = plain.parse::<f64>() {
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        return (value, 0.5 * 10f64.powi(-i32::try_from(decimals).unwrap()));
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let part = |place: usize| words[place].parse::<f64>().unwrap();
    match words[..] {
        [_, "s"] => (part(0), 0.5),
        [_, "h"] => (3600.0 * part(0), 1800.0),
        [_, "min"] => (60.0 * part(0), 30.0),
        [_, "h", _, "min"] => (3600.0 * part(0) + 60.0 * part(2), 30.0),
        _ => panic!("{shown}"),
    }
}

/// Every number of a page against what the export says.
fn check(sessions: &[PastSession], questionnaires: &[Questionnaire]) -> usize {
    let page = page(sessions, questionnaires);
    let recomputed = Recomputed::of(&exported(sessions, questionnaires));
    let numbers = numbers(&page);
    for Number { of, value, shown } in &numbers {
        if let Ok(value) = value.parse::<f64>() {
            let expected = recomputed.numbers.get(of).unwrap_or_else(|| panic!("{of} is not in the export"));
            assert!((value - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{of}: {value} against {expected}");
            let (read, off) = read(shown);
            assert!((read - value).abs() <= off + 1e-9, "{of}: {shown} is shown for {value}");
        } else {
            assert_eq!(Some(value), recomputed.days.get(of), "{of}");
            let day: NaiveDate = value.parse().unwrap();
            assert_eq!(*shown, day.format("%-d %B %Y").to_string());
        }
    }
    numbers.len()
}

#[test]
fn every_number_is_recomputed_from_the_export() {
    let year = past_year::year();
    assert!(check(&year, &past_year::questionnaires()) > 400);
    assert!(check(&past_year::beginning(), &[]) > 20);
}

/// What is on the page without a mark can't be checked: there is no such number.
#[test]
fn no_number_goes_unmarked() {
    let page = page(&past_year::year(), &past_year::questionnaires());
    let mut text = String::new();
    let mut rest = page.as_str();
    // Titles of our own, and what the charts draw: its numbers are in the table below each.
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let end = ["style", "title", "svg", "data", "time"]
            .into_iter()
            .find(|name| rest[start + 1..].starts_with(name))
            .map_or("<".to_owned(), |name| format!("</{name}>"));
        let from = start + rest[start..].find(&end).unwrap();
        rest = &rest[from..];
        rest = &rest[rest.find('>').unwrap() + 1..];
    }
    for known in ["0 (none) to 10 (the worst)", "0 to 10", "0 to 24", "Supple 0.1.0"] {
        assert!(text.contains(known), "{known}");
        text = text.replace(known, "");
    }
    let unmarked: Vec<&str> =
        text.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_digit())).collect();
    assert!(unmarked.is_empty(), "{unmarked:?}");
}

#[test]
fn the_page_says_what_has_changed_and_what_has_not() {
    let page = page(&past_year::year(), &past_year::questionnaires());
    let lead = page.split("<p class=\"lead\">").nth(1).unwrap().split("</p>").next().unwrap();
    assert!(lead.contains("deeper into Hip fold") && lead.contains("less pain"), "{lead}");
    assert!(lead.contains("Sphinx") && lead.ends_with("about the same."), "{lead}");
    let few = super::reports::page(&past_year::beginning(), &[]);
    assert!(few.contains("<p class=\"lead\">There are too few sessions yet to say what has changed.</p>"), "{few}");
    let changes = few.split("aria-label=\"What has changed\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(changes.contains("too few sessions to say") && !changes.contains("give or take"), "{changes}");
}

#[test]
fn the_page_needs_nothing_else_and_no_title_is_markup() {
    let mut year = past_year::year();
    for began in year.iter_mut().flat_map(|session| &mut session.stretches) {
        began.title = "<script>alert(1)</script> & \"b\"".to_owned();
    }
    let page = page(&year, &past_year::questionnaires());
    for foreign in ["<script", "http:", "https:", "src=", "href=", "url(", "@import", "<link", "<img"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.contains("&lt;script&gt;"));
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<html lang=\"en\">"));
}

#[test]
fn the_page_is_one_that_everybody_can_read() {
    let page = page(&past_year::year(), &past_year::questionnaires());
    // The figures of a chart have a name and a description; what is only drawn has none.
    let charts: Vec<&str> = page.split("<figure>").skip(1).collect();
    assert_eq!(charts.len(), 5, "days, pain, and three stretches");
    for chart in &charts {
        assert!(chart.contains("role=\"img\" aria-labelledby=\""), "{chart}");
        let named = chart.split("aria-labelledby=\"").nth(1).unwrap().split('"').next().unwrap();
        for id in named.split(' ') {
            assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
        assert!(chart.contains("<table>"), "its numbers");
    }
    for table in page.split("<table>").skip(1) {
        let table = table.split("</table>").next().unwrap();
        assert_eq!(table.matches("<th").count() - 1, table.matches("scope=\"").count(), "{table}");
    }
    assert_eq!(page.matches("<h1>").count(), 1);
}

/// How far two colours are apart, by the rule of WCAG 2.
fn contrast(one: &str, other: &str) -> f64 {
    let part = |colour: &str, place: usize| {
        let part = f64::from(u8::from_str_radix(&colour[place..place + 2], 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let light = |colour: &str| 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5) + 0.05;
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

#[test]
fn every_letter_stands_out_by_day_and_by_night() {
    assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 0.01 && contrast("#777777", "#ffffff") < 4.5);
    let page = page(&past_year::beginning(), &[]);
    let styles: Vec<BTreeMap<String, String>> = page
        .split("--paper:")
        .skip(1)
        .map(|style| {
            let style = format!("--paper:{}", style.split('}').next().unwrap());
            let colour = |(name, value): (&str, &str)| {
                let value = value.trim().to_owned();
                (name.trim().to_owned(), if value == "#fff" { "#ffffff".to_owned() } else { value })
            };
            style.split(';').filter_map(|line| line.split_once(':')).map(colour).collect()
        })
        .collect();
    assert_eq!(styles.len(), 2, "by day and by night");
    for style in &styles {
        for letters in ["--ink", "--quiet", "--first", "--second"] {
            for ground in ["--paper", "--card"] {
                let contrast = contrast(&style[letters], &style[ground]);
                assert!(contrast >= 4.5, "{letters} on {ground}: {contrast:.2}");
            }
        }
    }
}

#[test]
fn of_nothing_there_is_no_report() {
    let reported =
        Reported { program: "0.1.0", language: Language::English, today: today(), sessions: &[], questionnaires: &[] };
    assert_eq!(html(&reported), Err(ReportError::Nothing));
}

/// In another language the same numbers stand between other words.
#[test]
fn in_spanish_the_page_says_the_same() {
    let (sessions, questionnaires) = (past_year::year(), past_year::questionnaires());
    let sessions = &sessions[..];
    let said = |language| {
        let questionnaires = &questionnaires[..];
        html(&Reported { program: "0.1.0", language, today: today(), sessions, questionnaires }).unwrap()
    };
    let [english, spanish] = Language::ALL.map(said);
    let told = |page: &str| -> BTreeSet<(String, String)> {
        numbers(page).into_iter().map(|number| (number.of, number.value)).collect()
    };
    assert!(told(&english).len() > 100);
    assert_eq!(told(&english), told(&spanish));
    assert!(spanish.contains("<html lang=\"es\">") && spanish.contains("Informe de estiramientos"));
    assert!(spanish.contains(" de marzo de 2026</time>"), "dates are Spanish");
    let shown = numbers(&spanish);
    let with_a_comma = shown.iter().find(|number| number.of == "days_a_week").unwrap();
    assert!(with_a_comma.shown.contains(','), "{with_a_comma:?}");
    // What is read, without what stands in the marks.
    let text: Vec<&str> = spanish.split('<').filter_map(|part| Some(part.split_once('>')?.1)).collect();
    let text = text.join(" ");
    for words in
        ["Stretching", "sessions", "about the same", "Nothing was", "seen from", "give or take", "&lt;data", "$"]
    {
        assert!(!text.contains(words), "{words}");
    }
    std::fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("report-es.html"), &spanish).unwrap();
}

/// For whoever wants to look at it: target/tmp/report.html.
#[test]
fn a_page_is_left_to_look_at() {
    let page = page(&past_year::year(), &past_year::questionnaires());
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("report.html");
    std::fs::write(&place, &page).unwrap();
    assert_eq!(std::fs::read_to_string(&place).unwrap(), page);
    let step = Progress::of(&past_year::year(), &past_year::questionnaires(), today()).disability.unwrap().steps;
    assert!(matches!(step, Some([Step::Less(7), _])), "{step:?}");
}

#[test]
fn adherence_is_told_apart_from_sessions() {
    let year = past_year::year();
    let progress = Progress::of(&year, &[], today());
    let Adherence { weeks, .. } = progress.adherence.unwrap();
    assert!(weeks.iter().any(|week| week.days == 0), "the holidays are in it");
}
