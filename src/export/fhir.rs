//! Observations for a health record: a FHIR R4 bundle. Pain has its LOINC code; what no code system knows as we measure it is said in
//! words. Who it is of is not in it: the patient has no name and no number, and whoever takes it in puts their own there.

use std::collections::BTreeMap;
use std::io;
use std::io::Write;
use std::time::Duration;

use chrono::SecondsFormat;
use serde_json::{Value, json};

use super::exported::Exported;
use super::identity::uuid;
use super::words;
use crate::body::Side;
use crate::decimals::round;
use crate::history::{Hold, Hurt, Measured, Pain, PastSession, Questionnaire, Repetition};
use crate::measure::{BodyView, Measure, Unit};

const UCUM: &str = "http://unitsofmeasure.org";
/// What FHIR calls what a person says of themselves, and what they do.
const SURVEY: &str = "survey";
const ACTIVITY: &str = "activity";

/// The observations of one history, each with the address by which others refer to it.
struct Bundle<'a> {
    patient: String,
    entries: Vec<Value>,
    session: &'a PastSession,
}

pub(super) fn write(exported: &Exported<'_>, out: &mut dyn Write) -> io::Result<()> {
    let began = exported.sessions.first().map(|session| session.about.began.to_rfc3339());
    let patient = format!("urn:uuid:{}", uuid(&format!("supple patient {}", began.unwrap_or_default())));
    let nobody = json!({"fullUrl": patient, "resource": {"resourceType": "Patient"}});
    // Written as it is made: a year of it at once would take a lot of memory. Each entry has a line.
    write!(out, "{{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [\n{nobody}")?;
    for session in exported.sessions {
        let mut bundle = Bundle { patient: patient.clone(), entries: Vec::new(), session };
        bundle.add_session();
        for entry in &bundle.entries {
            write!(out, ",\n{entry}")?;
        }
    }
    for answered in exported.questionnaires {
        write!(out, ",\n{}", questionnaire(answered, &patient, exported.program))?;
    }
    writeln!(out, "\n]}}")
}

impl Bundle<'_> {
    fn add_session(&mut self) {
        let session = self.session;
        if let Some(pain) = session.pain_before {
            self.add_pain(pain, "Pain before stretching", Duration::ZERO);
        }
        if let Some(pain) = session.pain_after {
            self.add_pain(pain, "Pain after stretching", words::last(session));
        }
        for hold in &session.holds {
            self.add_hold(hold);
        }
        for repetition in &session.repetitions {
            let title = words::title(session, &repetition.stretch);
            self.add_measures(&repetition.measures, title, repetition.at);
        }
        self.add_counts(&session.repetitions);
        for hurt in &session.hurts {
            self.add_hurt(hurt);
        }
    }

    /// Adds an observation with what all have; answers its address.
    fn add(&mut self, category: &str, at: Duration, own: &Value) -> String {
        let about = &self.session.about;
        let mut resource = json!({
            "resourceType": "Observation",
            "status": "final",
            "category": self::category(category),
            "subject": {"reference": self.patient},
            "effectiveDateTime": words::moment(self.session, at).to_rfc3339_opts(SecondsFormat::Millis, false),
            "device": device(&about.program),
        });
        if let (Some(all), Some(own)) = (resource.as_object_mut(), own.as_object()) {
            all.extend(own.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
        // What is the same at the same moment may still be two: the place tells them apart.
        let place = self.entries.len();
        let address = format!("urn:uuid:{}", uuid(&format!("{} {place} {resource}", self.session.id.0)));
        self.entries.push(json!({"fullUrl": address, "resource": resource}));
        address
    }

    fn add_pain(&mut self, pain: Pain, words: &str, at: Duration) {
        self.add(
            SURVEY,
            at,
            &json!({
                "code": {
                    "coding": [{
                        "system": "http://loinc.org",
                        "code": "72514-3",
                        "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
                    }],
                    "text": words,
                },
                "valueQuantity": score(pain.score().into()),
            }),
        );
    }

    fn add_hold(&mut self, hold: &Hold) {
        let title = words::title(self.session, &hold.stretch).to_owned();
        let members = self.add_measures(&hold.measures, &title, hold.began);
        let mut own = json!({
            "code": {"text": format!("Time held in a stretch: {title}")},
            "valueQuantity": seconds(hold.held),
            "component": [
                component("Time that was to be held", &seconds(hold.aimed)),
                component("Time paused", &seconds(hold.paused)),
                component("Time in which the camera did not see enough", &seconds(hold.unseen)),
                {"code": {"text": "How it ended"}, "valueString": words::course(hold.course)},
            ],
        });
        if let Some(side) = hold.side {
            own["bodySite"] = body_site(side);
        }
        if !members.is_empty() {
            own["hasMember"] = members.into_iter().map(|reference| json!({"reference": reference})).collect();
        }
        self.add(ACTIVITY, hold.began, &own);
    }

    fn add_measures(&mut self, measures: &[Measured], title: &str, at: Duration) -> Vec<String> {
        measures
            .iter()
            .map(|measured| {
                let own = value(measured, title, &self.session.about.model);
                self.add(ACTIVITY, at, &own)
            })
            .collect()
    }

    /// How many repetitions were done, of each movement on each side.
    fn add_counts(&mut self, repetitions: &[Repetition]) {
        let mut counts: BTreeMap<(&str, Option<&str>), Vec<&Repetition>> = BTreeMap::new();
        for repetition in repetitions {
            let key = (repetition.stretch.as_str(), repetition.side.map(Side::name));
            counts.entry(key).or_default().push(repetition);
        }
        for ((stretch, _), done) in counts {
            let Some(last) = done.last() else { continue };
            let title = words::title(self.session, stretch);
            let mut own = json!({
                "code": {"text": format!("Repetitions of a movement: {title}")},
                "valueQuantity": {"value": done.len(), "unit": "repetitions", "system": UCUM, "code": "{repetition}"},
            });
            if let Some(side) = last.side {
                own["bodySite"] = body_site(side);
            }
            self.add(ACTIVITY, last.at, &own);
        }
    }

    fn add_hurt(&mut self, hurt: &Hurt) {
        let title = words::title(self.session, &hurt.stretch);
        let mut own = json!({
            "code": {"text": format!("It hurt during a stretch: {title}")},
            "valueBoolean": true,
        });
        if let Some(side) = hurt.side {
            own["bodySite"] = body_site(side);
        }
        self.add(SURVEY, hurt.at, &own);
    }
}

/// The score of a questionnaire; its answers are in the JSON.
fn questionnaire(answered: &Questionnaire, patient: &str, program: &str) -> Value {
    let name = if answered.kind == Questionnaire::ROLAND_MORRIS {
        "Roland-Morris disability questionnaire, 0 to 24"
    } else {
        &answered.kind
    };
    let resource = json!({
        "resourceType": "Observation",
        "status": "final",
        "category": category(SURVEY),
        "code": {"text": name},
        "subject": {"reference": patient},
        "effectiveDateTime": answered.taken.to_rfc3339_opts(SecondsFormat::Millis, false),
        "device": device(program),
        "valueQuantity": score(answered.score),
    });
    json!({"fullUrl": format!("urn:uuid:{}", uuid(&resource.to_string())), "resource": resource})
}

fn category(code: &str) -> Value {
    json!([{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": code}]}])
}

fn device(program: &str) -> Value {
    json!({"display": format!("Supple {program}")})
}

fn score(score: u32) -> Value {
    json!({"value": score, "unit": "{score}", "system": UCUM, "code": "{score}"})
}

/// What was measured, with its error and how it was measured.
fn value(measured: &Measured, title: &str, model: &str) -> Value {
    let definition = Measure::from_name(&measured.measure).map(Measure::definition);
    let name = definition.map_or(measured.measure.as_str(), |definition| definition.title);
    let unit = definition.map(|definition| definition.unit);
    let change = if measured.from_start { ", change from the person's own start" } else { "" };
    let quantity = |value: f64| quantity(value, unit);
    let mut own = json!({
        "code": {"text": format!("{name}{change}, in a stretch: {title}")},
        "bodySite": body_site(measured.limb),
        "valueQuantity": quantity(measured.typical),
        "method": {"text": format!(
            "Median of {} looks by one webcam, seen from {}; pose model {model}",
            measured.looks,
            seen_from(measured.view),
        )},
        "referenceRange": [{
            "low": quantity(measured.range.0),
            "high": quantity(measured.range.1),
            "text": "The range that the stretch asks for",
        }],
        "component": [component("Standard deviation of a single look", &quantity(measured.error))],
    });
    if let (Some(_), Some(components)) = (measured.deeper, own["component"].as_array_mut()) {
        components.push(component("As far as nine in ten looks go", &quantity(measured.best)));
    }
    own
}

const fn seen_from(view: BodyView) -> &'static str {
    match view {
        BodyView::Side => "the side",
        BodyView::ThreeQuarter => "half way between front and side",
        BodyView::Front => "the front or back",
        BodyView::EndOn => "head or feet",
        BodyView::Unknown => "an unknown side",
    }
}

fn body_site(side: Side) -> Value {
    json!({"text": format!("{} side", side.name())})
}

fn component(words: &str, quantity: &Value) -> Value {
    json!({"code": {"text": words}, "valueQuantity": quantity})
}

fn seconds(time: Duration) -> Value {
    json!({"value": round(time.as_secs_f64(), 1), "unit": "s", "system": UCUM, "code": "s"})
}

/// With as many decimals as mean something, since FHIR takes each for a claim. A measure that this program doesn't know has no unit.
fn quantity(value: f64, unit: Option<Unit>) -> Value {
    match unit {
        Some(Unit::Degrees) => json!({"value": round(value, 1), "unit": "deg", "system": UCUM, "code": "deg"}),
        Some(Unit::TorsoLengths) => {
            json!({"value": round(value, 3), "unit": "torso lengths", "system": UCUM, "code": "{torso_length}"})
        }
        Some(Unit::Ratio) => json!({"value": round(value, 3), "unit": "1", "system": UCUM, "code": "1"}),
        None => json!({"value": round(value, 3)}),
    }
}
