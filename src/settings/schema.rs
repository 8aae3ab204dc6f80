//! The settings as a JSON Schema (draft 2020-12), for editors that complete and check while somebody types.

use serde_json::{Map, Value as Json, json};

use super::table::{Kind, Row, SECTIONS};

/// The schema, in which the stretches of these names may have doses.
#[must_use]
pub fn schema(stretches: &[&str]) -> Json {
    let sections = SECTIONS.iter().map(|section| {
        let mut properties: Map<_, _> = section.rows().map(property).collect();
        if section.name() == "doses" {
            let dose = table(&section.rows().map(property).collect(), "The doses of this stretch.");
            properties.extend(stretches.iter().map(|name| ((*name).to_owned(), dose.clone())));
        }
        (section.name().to_owned(), table(&properties, section.about))
    });
    let mut root = table(&sections.collect(), "All that can be set.");
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!("Settings for Supple");
    root
}

fn table(properties: &Map<String, Json>, about: &str) -> Json {
    json!({"type": "object", "properties": properties, "additionalProperties": false, "description": about})
}

fn property(row: &'static Row) -> (String, Json) {
    let mut property = match row.kind {
        Kind::Flag => json!({"type": "boolean"}),
        Kind::Whole { low, high } => json!({"type": "integer", "minimum": low, "maximum": high}),
        Kind::Seconds { low, high } => json!({"type": "number", "minimum": low, "maximum": high}),
        Kind::Word { words, .. } => json!({"enum": words}),
        Kind::Text(limit) => json!({"type": "string", "maxLength": limit, "pattern": r"\S"}),
        Kind::Size => json!({"type": "string", "pattern": r"^\s*\d+\s*[xX×]\s*\d+\s*$"}),
        Kind::Camera => json!({"anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 99},
            {"type": "string", "maxLength": 100, "pattern": r"\S"},
        ]}),
    };
    property["description"] = json!(row.help);
    if let Some(value) = row.default.value() {
        // As JSON writes it, which for these is what TOML writes.
        property["default"] = serde_json::from_str(&value.to_string()).unwrap_or_default();
    }
    (row.name().to_owned(), property)
}
