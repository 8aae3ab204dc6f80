//! The format as a JSON Schema (draft 2020-12), for editors that complete and check a file while somebody types.
//!
//! It is made from the tables that the files are read with: the keys of each table, the words, the measures with their spans, and
//! the limits. What a key holds is read from the example that remedies give for it, and what is said here beyond that is held to
//! the reader by tests. A schema cannot compare two values with each other, so `supple check` knows more.

use serde_json::{Map, Value, json};

use super::limits::{
    FARTHEST_CAMERA_M, HIGHEST_CAMERA_M, LONGEST_HINT, LONGEST_HOLD_S, LONGEST_NAME, LONGEST_NOTE, LONGEST_SAY,
    LONGEST_TEMPO_S, LONGEST_TITLE, LONGEST_TORSO_LENGTHS, MOST_REPS, NEAREST_CAMERA_M, SHORTEST_HOLD_S,
    SHORTEST_TEMPO_S,
};
use super::words::unit_words;
use super::words::{CAMERA_SIDES, DEEPER, LIMBS, POSITIONS};
use super::{FileKind, Library, dose, pose, routine, stretch, target};
use crate::body::Landmark;
use crate::measure::Measure;
use crate::toml_check::Key;

/// The schema of stretch files or of routine files. The stretches of `library` are offered for
/// a routine's steps.
#[must_use]
pub fn schema(kind: FileKind, library: &Library) -> Value {
    let (title, mut root) = match kind {
        FileKind::Stretch => ("A stretch for Supple", of_stretch()),
        FileKind::Routine => ("A routine for Supple", of_routine(library)),
    };
    if let Some(members) = root.as_object_mut() {
        members.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        members.insert("title".to_owned(), json!(title));
    }
    root
}

/// A table with these keys and no others. `describe` says what is known of a key; the rest follows from its example.
fn table(keys: &[&Key], required: &[&str], describe: impl Fn(&str) -> Value) -> Value {
    let property = |key: &&Key| {
        let mut property = of_example(key);
        if let Value::Object(known) = describe(key.name) {
            // What is known takes the place of what the example looks like as a whole.
            if known.contains_key("type") || known.contains_key("anyOf") || known.contains_key("enum") {
                property.clear();
            }
            property.extend(known);
        }
        (key.name.to_owned(), Value::Object(property))
    };
    json!({
        "type": "object",
        "properties": keys.iter().map(property).collect::<Map<_, _>>(),
        "required": required,
        "additionalProperties": false,
    })
}

/// What the example of a key shows about its values: their type.
fn of_example(key: &Key) -> Map<String, Value> {
    let parsed: Option<Map<String, Value>> = toml::from_str(key.example).ok();
    let kind = match parsed.as_ref().and_then(|parsed| parsed.get(key.name)) {
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(_)) => "number",
        Some(Value::String(_)) => "string",
        Some(Value::Array(_)) => "array",
        Some(Value::Object(_)) => "object",
        Some(Value::Null) | None => return Map::new(),
    };
    Map::from_iter([("type".to_owned(), json!(kind))])
}

fn text(limit: usize, about: &str) -> Value {
    json!({"type": "string", "maxLength": limit, "pattern": r"\S", "description": about})
}

fn number(low: f64, high: f64, about: &str) -> Value {
    json!({"type": "number", "minimum": low, "maximum": high, "description": about})
}

fn list(items: &Value, least: usize, about: &str) -> Value {
    json!({"type": "array", "items": items, "minItems": least, "description": about})
}

fn words<T>(table: &[(&'static str, T)], about: &str) -> Value {
    let words: Vec<_> = table.iter().map(|(word, _)| *word).collect();
    json!({"enum": words, "description": about})
}

fn about(words: &str) -> Value {
    json!({"description": words})
}

fn of_stretch() -> Value {
    let required = ["title", "eases", "position", "camera", "dose", "setup", "safety"];
    let mut root = table(&stretch::KEYS, &required, |key| match key {
        "title" => text(LONGEST_TITLE, "Its name for a person to read."),
        "articles" => list(&text(LONGEST_NAME, "A letter."), 0, "Letters of the articles it comes from."),
        "eases" => list(&text(LONGEST_NAME, "A part of the body."), 1, "What it eases."),
        "position" => words(POSITIONS, "How the body lies, sits or stands."),
        "camera" => of_camera(),
        "sides" => about("true: it is done once for each side. Write it for the right; the left is its mirror image."),
        "alternates" => about(
            "true: one repetition of its movement goes to one side and then to the other, which the camera can't tell apart.",
        ),
        "dose" => of_dose(),
        "setup" => text(LONGEST_NOTE, "How to get into it, in a sentence or two."),
        "praise" => text(LONGEST_HINT, "Said while the hold goes well."),
        "safety" => {
            let note = text(LONGEST_NOTE, "A safety note.");
            let about = "Safety notes, the most important first.";
            json!({"anyOf": [note, list(&note, 1, about)], "description": about})
        }
        "cannot_judge" => text(LONGEST_NOTE, "What the camera cannot judge."),
        "guided" => {
            text(LONGEST_SAY, "What to do in the part that the camera cannot see. Its holds are timed and not judged.")
        }
        "breath" => about(
            "true: it is held for long enough, and quietly enough, to breathe along with a sound where that is wished.",
        ),
        "pose" => {
            json!({"type": "array", "items": of_pose(), "minItems": 2, "maxItems": 2, "description": "The two poses of a stretch that has two."})
        }
        "target" => {
            list(&of_target(), 1, "What is measured, the most important first; beside poses, what holds in both.")
        }
        "figure" => of_figure(),
        _ => json!({}),
    });
    if let Some(members) = root.as_object_mut() {
        let tempo = json!({"required": ["dose"], "properties": {"dose": {"type": "object", "required": ["tempo_s"]}}});
        let rules = json!([
            {"anyOf": [{"required": ["target"]}, {"required": ["pose"]}]},
            {"if": tempo, "then": {"required": ["pose"], "properties": {"guided": false}}},
            {"if": {"not": {"required": ["pose"]}}, "then": {"properties": {"target": one_must()}}},
        ]);
        members.insert("allOf".to_owned(), rules);
    }
    root
}

/// At least one target that must hold.
fn one_must() -> Value {
    json!({"contains": {"properties": {"must": {"const": true}}, "required": ["must"]}})
}

fn of_camera() -> Value {
    let mut camera = table(&stretch::CAMERA_KEYS, &["see", "distance_m", "height_m"], |key| match key {
        "see" => words(CAMERA_SIDES, "Which part of you the camera sees."),
        "distance_m" => number(NEAREST_CAMERA_M, FARTHEST_CAMERA_M, "Metres from you."),
        "height_m" => number(0.0, HIGHEST_CAMERA_M, "Metres above the floor."),
        _ => json!({}),
    });
    camera["description"] = json!("Where the camera stands.");
    camera
}

/// What is said about the keys of a dose, also in a routine's step.
fn of_dose_key(key: &str) -> Value {
    match key {
        "hold_s" => number(SHORTEST_HOLD_S, LONGEST_HOLD_S, "Seconds of one hold."),
        "tempo_s" => number(
            SHORTEST_TEMPO_S,
            LONGEST_TEMPO_S,
            "The least seconds of one movement between the two poses and back.",
        ),
        "reps" => {
            json!({"type": "integer", "minimum": 1, "maximum": MOST_REPS, "description": "Repetitions, for each side where there are sides."})
        }
        "rest_s" => number(0.0, LONGEST_HOLD_S, "Seconds of rest between repetitions."),
        _ => json!({}),
    }
}

fn of_dose() -> Value {
    let mut dose = table(&dose::KEYS, &["reps", "rest_s"], of_dose_key);
    dose["oneOf"] = json!([{"required": ["hold_s"]}, {"required": ["tempo_s"]}]);
    dose["description"] = json!("How much of it to do: held for hold_s seconds, or moved in tempo_s seconds.");
    dose
}

fn of_pose() -> Value {
    table(&pose::KEYS, &["id", "title", "say", "target"], |key| match key {
        "id" => name("^[a-z0-9-]+$", "Its name in events, such as cat."),
        "title" => text(LONGEST_TITLE, "Its name for a person to read."),
        "say" => text(LONGEST_SAY, "What to do to get there from the other pose."),
        "end" => about("false: a pose that one only comes from, never held."),
        "target" => {
            let mut targets = list(&of_target(), 1, "What makes it this pose.");
            targets["contains"] = one_must()["contains"].clone();
            targets
        }
        "figure" => of_figure(),
        _ => json!({}),
    })
}

fn name(pattern: &str, about: &str) -> Value {
    json!({"type": "string", "pattern": pattern, "maxLength": LONGEST_NAME, "description": about})
}

fn of_target() -> Value {
    let mut root = table(&target::KEYS, &["measure", "range"], |key| match key {
        "measure" => of_measures(),
        "side" => words(LIMBS, "On which side of the body; near, to the camera, when left out."),
        "range" => {
            let number = json!({"type": "number"});
            json!({"type": "array", "items": number, "minItems": 2, "maxItems": 2, "description": "The smallest and the largest good value, in the measure's unit."})
        }
        "must" => about("true: outside the range the hold does not count. Left out: good form, which earns a hint."),
        "must_if_seen" => {
            about("true: the same where it is seen; what is hidden stops nothing. For a limb that another may hide.")
        }
        "below" => text(LONGEST_HINT, "What to do when the value is too small."),
        "above" => text(LONGEST_HINT, "What to do when the value is too large."),
        "id" => name("^[a-z0-9_]+$", "Its name in events; needed when two would have the same."),
        "from_start" => about("true: the range is on the change from your own value at rest before the pose."),
        "deeper" => words(
            DEEPER,
            "Which way goes deeper into the stretch, where a stiff body may fall short without a fault. Left out: right or wrong on anybody.",
        ),
        _ => json!({}),
    });
    if let Some(members) = root.as_object_mut() {
        members.insert("allOf".to_owned(), Value::Array(of_spans()));
    }
    root
}

fn of_measures() -> Value {
    let lines = Measure::ALL.into_iter().map(|measure| {
        let definition = measure.definition();
        format!("{}: {}, {}", definition.name, definition.title, unit_words(definition.unit))
    });
    let names: Vec<_> = Measure::ALL.into_iter().map(|measure| measure.definition().name).collect();
    let lines: Vec<_> = lines.collect();
    json!({"enum": names, "description": format!("What is measured.\n{}", lines.join("\n"))})
}

/// For measures of each span: which ends a range can have, and which hints it needs. The change of a value has a span of its own.
fn of_spans() -> Vec<Value> {
    let mut spans: Vec<((f64, f64), bool, Vec<&str>)> = Vec::new();
    let both = Measure::ALL.into_iter().flat_map(|measure| {
        let change = (!measure.is_relative()).then(|| (measure.span_of_change(), true));
        [Some((measure.span(), false)), change].into_iter().flatten().map(move |(span, change)| (measure, span, change))
    });
    for (measure, span, is_change) in both {
        let name = measure.definition().name;
        match spans.iter_mut().find(|(other, of_change, _)| (*other, *of_change) == (span, is_change)) {
            Some((.., names)) => names.push(name),
            None => spans.push((span, is_change, vec![name])),
        }
    }
    let rule = |((least, most), is_change, names): ((f64, f64), bool, Vec<&str>)| {
        let largest = if most.is_finite() { most } else { LONGEST_TORSO_LENGTHS };
        let from = json!({"properties": {"range": {"prefixItems": [{"exclusiveMinimum": least}]}}});
        let to = json!({"properties": {"range": {"prefixItems": [true, {"exclusiveMaximum": most}]}}});
        let mut hints = vec![json!({"if": from, "then": {"required": ["below"]}})];
        if most.is_finite() {
            hints.push(json!({"if": to, "then": {"required": ["above"]}}));
        } else {
            hints.push(json!({"required": ["above"]}));
        }
        let required: &[&str] = if is_change { &["measure", "range", "from_start"] } else { &["measure", "range"] };
        json!({
            "if": {
                "properties": {"measure": {"enum": names}, "from_start": {"const": is_change}},
                "required": required,
            },
            "then": {
                "properties": {"range": {"items": {"minimum": least, "maximum": largest}}},
                "allOf": hints,
            },
        })
    };
    spans.into_iter().map(rule).collect()
}

fn of_figure() -> Value {
    let limit = LONGEST_TORSO_LENGTHS;
    let number = json!({"type": "number", "minimum": -limit, "maximum": limit});
    let place = json!({"type": "array", "items": number, "minItems": 2, "maxItems": 2});
    let points: Map<_, _> =
        Landmark::ALL.into_iter().map(|landmark| (landmark.name().to_owned(), place.clone())).collect();
    json!({
        "type": "object",
        "properties": points,
        "additionalProperties": false,
        "description": "The pose as a stick figure: each landmark in torso lengths from the middle of the hips, x right, y down.",
    })
}

fn of_routine(library: &Library) -> Value {
    table(&routine::KEYS, &["title", "about", "step"], |key| match key {
        "title" => text(LONGEST_TITLE, "Its name for a person to read."),
        "about" => text(LONGEST_NOTE, "What it is for, in a sentence."),
        "step" => {
            let step = table(&routine::STEP_KEYS, &["stretch"], |key| match key {
                "stretch" => {
                    // Those known when the schema was made are offered; one that is written later is right as well.
                    let ids: Vec<_> = library.stretches().map(|stretch| stretch.id.as_str()).collect();
                    let any = json!({"type": "string", "pattern": r"\S"});
                    json!({"anyOf": [{"enum": ids}, any], "description": "The id of a stretch, from `supple list`."})
                }
                key => of_dose_key(key),
            });
            let mut steps =
                list(&step, 1, "The stretches in order; what a step leaves out is as in the stretch's own file.");
            steps["items"]["not"] = json!({"required": ["hold_s", "tempo_s"]});
            steps
        }
        _ => json!({}),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built() -> [Value; 2] {
        let library = Library::embedded().unwrap();
        [FileKind::Stretch, FileKind::Routine].map(|kind| schema(kind, &library))
    }

    /// Every table of a schema with its properties.
    fn tables<'v>(value: &'v Value, found: &mut Vec<&'v Map<String, Value>>) {
        if let Some(Value::Object(properties)) =
            value.get("properties").filter(|_| value["additionalProperties"] == false)
        {
            found.push(properties);
        }
        match value {
            Value::Object(members) => members.values().for_each(|member| tables(member, found)),
            Value::Array(items) => items.iter().for_each(|item| tables(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_has_a_type_and_words_for_whoever_hovers_over_it() {
        for schema in built() {
            let mut all = Vec::new();
            tables(&schema, &mut all);
            assert!(!all.is_empty());
            for (key, property) in all.into_iter().flatten() {
                let typed = ["type", "enum", "anyOf"].iter().any(|word| property.get(word).is_some());
                assert!(typed, "{key}: {property}");
                // A figure's points speak for themselves.
                let is_point = Landmark::ALL.into_iter().any(|landmark| landmark.name() == key);
                assert!(is_point || property["description"].is_string(), "{key} is not described: {property}");
            }
        }
    }

    #[test]
    fn keys_words_and_measures_are_those_of_the_reader() {
        let [stretch, routine] = built();
        let keys = |schema: &Value| schema["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        let sorted = |keys: &[&Key]| {
            let mut names: Vec<_> = keys.iter().map(|key| key.name.to_owned()).collect();
            names.sort();
            names
        };
        assert_eq!(keys(&stretch), sorted(&stretch::KEYS));
        assert_eq!(keys(&routine), sorted(&routine::KEYS));
        let target = &stretch["properties"]["target"]["items"];
        assert_eq!(keys(target), sorted(&target::KEYS));
        assert_eq!(target["properties"]["measure"]["enum"].as_array().unwrap().len(), Measure::ALL.len());
        assert_eq!(stretch["properties"]["position"]["enum"].as_array().unwrap().len(), POSITIONS.len());
    }
}
