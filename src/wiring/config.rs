//! `supple config`: shows the settings and where each comes from, and sets them.

use std::io;
use std::io::Write;

use serde_json::{Value as Json, json};
use supple::app::{Exit, Failure};
use supple::args::ConfigArgs;
use supple::device::plain::shown;
use supple::settings::{Address, ROWS, Reading, Row, Set, Standard, UnknownSetting, template};
use supple::stretch_file::Library;
use supple::toml_check::Problems;

use super::own;
use super::settings::{Own, put};
use super::terminal::{look_on_errors, tell};

/// `supple config`.
pub fn config(args: &ConfigArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    if args.template {
        out.write_all(template(None).as_bytes())?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    let library = own::library(None)?;
    let own = Own::read(&library);
    let address = args.key.as_deref().map(|key| Address::parse(key, &own::names(&library))).transpose();
    let address = address.map_err(|unknown| unknown_failure(&unknown))?;
    match (&address, &args.value) {
        (Some(address), Some(value)) => change(&library, address, Some(value), out)?,
        (Some(address), None) if args.unset => change(&library, address, None, out)?,
        _ => show(&own, address.as_ref(), args.json, out)?,
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn unknown_failure(unknown: &UnknownSetting) -> Failure {
    Failure::bad_input(unknown.to_string(), unknown.remedy())
}

/// All settings, or one of them; and what is wrong with the file, on standard error or in the document.
fn show(own: &Own, only: Option<&Address>, json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    if json {
        let document = match only {
            Some(address) => setting(&own.reading, address),
            None => document(own),
        };
        serde_json::to_writer_pretty(&mut *out, &document).map_err(|error| Failure::from(io::Error::from(error)))?;
        writeln!(out)?;
        return Ok(());
    }
    match only {
        Some(address) => {
            let value = own.reading.set(address).map(|set| set.value.clone()).or(address.row.default.value());
            writeln!(out, "{}", value.map(|value| value.plain()).unwrap_or_default())?;
        }
        None => list(own, out)?,
    }
    out.flush()?;
    if let Some(problems) = &own.reading.problems {
        tell(format_args!("\n{}", problems.render(look_on_errors()).trim_end()));
    } else if let Some(complaint) = own.complaint() {
        tell(Failure::bad_input(complaint.what, complaint.remedy));
    }
    Ok(())
}

/// A line of the listing: what, the value, and where it comes from.
type Line = [String; 3];

fn list(own: &Own, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", place(own))?;
    let addresses = addresses(&own.reading);
    let lines: Vec<_> = addresses.iter().map(|address| line(&own.reading, address)).collect();
    let width = |column: usize, most: usize| {
        lines.iter().map(|line| line[column].chars().count()).filter(|width| *width <= most).max().unwrap_or(0)
    };
    let (name, value) = (width(0, 40), width(1, 30));
    for [what, is, from] in &lines {
        writeln!(out, "{what:<name$}  {is:<value$}  {from}")?;
    }
    writeln!(out, "\n`supple config KEY VALUE` sets one, `supple config KEY --unset` takes it back.")?;
    writeln!(out, "What each does: `supple config --template`, docs/settings.md.")
}

fn place(own: &Own) -> String {
    let Some(folder) = &own.folder else {
        return "There is no home folder to keep settings in; SUPPLE_CONFIG can name another one.".to_owned();
    };
    let by = if folder.is_named() { " (named by SUPPLE_CONFIG)" } else { "" };
    let yet = if own.text.is_none() && own.unreadable.is_none() { ", not there yet" } else { "" };
    format!("{}{by}{yet}", shown(&folder.settings()))
}

/// Every setting, and the doses of single stretches that are set.
fn addresses(reading: &Reading) -> Vec<Address> {
    let (before, after) = ROWS.split_at(ROWS.iter().rposition(Row::is_dose).map_or(ROWS.len(), |last| last + 1));
    let of_stretches = reading.set.iter().map(|set| &set.address).filter(|address| address.stretch.is_some()).cloned();
    before.iter().map(Address::of).chain(of_stretches).chain(after.iter().map(Address::of)).collect()
}

fn line(reading: &Reading, address: &Address) -> Line {
    let row = address.row;
    let (value, from) = match (reading.set(address), row.default) {
        (Some(Set { value, line, .. }), _) => (value.to_string(), format!("line {line}")),
        (None, Standard::Unset(means)) => ("-".to_owned(), format!("default: {means}")),
        (None, standard) => (standard.value().map(|value| value.to_string()).unwrap_or_default(), "default".to_owned()),
    };
    [address.to_string(), value, from]
}

/// One setting as JSON.
fn setting(reading: &Reading, address: &Address) -> Json {
    let as_json = |value: &supple::settings::Value| -> Json {
        let plain = || Json::from(value.plain());
        serde_json::from_str(&value.to_string()).unwrap_or_else(|_| plain())
    };
    let set = reading.set(address);
    let default = address.row.default.value().as_ref().map(as_json);
    json!({
        "key": address.to_string(),
        "value": set.map(|set| as_json(&set.value)).or_else(|| default.clone()),
        "from": if set.is_some() { "file" } else { "default" },
        "line": set.map(|set| set.line),
        "default": default,
        "flags": address.row.flags,
    })
}

fn document(own: &Own) -> Json {
    let reading = &own.reading;
    let settings: Vec<_> = addresses(reading).iter().map(|address| setting(reading, address)).collect();
    let told = |problems: &Problems| -> Vec<Json> {
        let told = problems.all().iter().map(|problem| {
            let (line, diagnosis) = (problems.line(problem), &problem.diagnosis);
            json!({"code": problem.code(), "line": line, "what": diagnosis.title, "remedy": diagnosis.help})
        });
        told.collect()
    };
    let mut problems = reading.problems.as_ref().map(told).unwrap_or_default();
    if let Some(error) = &own.unreadable {
        problems.push(json!({"code": "settings::unreadable", "what": error.to_string(), "remedy": error.remedy()}));
    }
    json!({
        "file": own.folder.as_ref().map(|folder| shown(&folder.settings())),
        "exists": own.text.is_some() || own.unreadable.is_some(),
        "settings": settings,
        "problems": problems,
    })
}

/// Sets one thing, or takes it back, and says so.
fn change(library: &Library, address: &Address, value: Option<&str>, out: &mut dyn Write) -> Result<(), Failure> {
    let Own { folder, reading, .. } = put(library, address, value)?;
    let [what, is, from] = line(&reading, address);
    let file = folder.map(|folder| shown(&folder.settings())).filter(|_| reading.set(address).is_some());
    let of = file.map(|file| format!(" of {file}")).unwrap_or_default();
    writeln!(out, "{what} = {is}   {from}{of}")?;
    Ok(())
}
