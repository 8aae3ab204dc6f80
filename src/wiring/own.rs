//! The stretches and routines that a command works with: those inside the program together with the person's own.

use std::ffi::OsStr;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use supple::app::Failure;
use supple::app::check::Given;
use supple::args::{Args, NewArgs, SchemaKind};
use supple::device::files;
use supple::device::files::{FileError, FileProblem};
use supple::device::own_files::{OwnFiles, OwnFolder};
use supple::device::plain::shown;
use supple::language::Language;
use supple::stretch_file::{
    FileKind, Library, Named, Origin, Template, check_name, embedded_text, kind_of, names_a_file, schema,
};
use supple::toml_check::Problems;

use super::failure::{file_failure, unknown_failure};
use super::language::language;
use super::terminal::{look, tell};

/// Ours and the person's own. What is wrong with a file of theirs is printed on standard error, and the program goes on without
/// it; not so when it is the one `asked` for, which [`named`] answers with what is wrong with it.
pub fn library(asked: Option<&OsStr>) -> Result<Library, Failure> {
    let own = own_files();
    for error in &own.unreadable {
        tell(format_args!("supple: {error}; it is left out\n  try: {}", error.remedy()));
    }
    let library = with_own(language(), &own)?;
    let asked = asked.and_then(|name| library.broken_named(&name.to_string_lossy())).map(Problems::file);
    for problems in library.broken().iter().filter(|problems| Some(problems.file()) != asked) {
        tell(left_out(problems));
    }
    Ok(library)
}

/// Ours alone and in English, for what is to come out the same on every machine.
pub fn embedded() -> Result<Library, Failure> {
    with_own(Language::English, &OwnFiles::default())
}

/// Ours and the person's own, without a word of what is wrong with some of these: for commands that coach nothing.
pub fn all() -> Result<Library, Failure> {
    with_own(language(), &own_files())
}

fn own_files() -> OwnFiles {
    OwnFolder::find().map(|folder| folder.read()).unwrap_or_default()
}

/// The settings' file with its text, or why that can't be read; neither where there is none.
fn own_settings() -> (Option<(String, String)>, Option<FileError>) {
    let Some(folder) = OwnFolder::find() else { return (None, None) };
    match folder.read_settings() {
        Ok(text) => (text.map(|text| (shown(&folder.settings()), text)), None),
        Err(error) => (None, Some(error)),
    }
}

fn with_own(language: Language, own: &OwnFiles) -> Result<Library, Failure> {
    Library::in_language(language, &own.texts).map_err(|wrong| {
        let words: String = wrong.iter().map(|problems| problems.render(look())).collect();
        Failure::failed(format!("the built-in stretches are wrong:\n{words}"), "report this, please")
    })
}

/// That a broken file of the person's own is not used. Somebody who wants to stretch has no use for all that is wrong with it.
fn left_out(problems: &Problems) -> Failure {
    Failure::bad_input(
        format!("{problems}; it is left out"),
        format!("`supple check {}`, which says what to do about them", quoted(problems.file())),
    )
}

/// A file's name as a shell takes it.
fn quoted(file: &str) -> String {
    if file.contains(char::is_whitespace) { format!("\"{file}\"") } else { file.to_owned() }
}

/// What a name or file on the command line stands for.
pub fn named(library: &Library, name: &OsStr) -> Result<Named, Failure> {
    own_or_file(library, name)
        .unwrap_or_else(|| library.resolve(&name.to_string_lossy()).map_err(|unknown| unknown_failure(&unknown)))
}

/// The same where a command could stand as well.
pub fn named_or_command(library: &Library, name: &OsStr) -> Result<Named, Failure> {
    own_or_file(library, name).unwrap_or_else(|| {
        let commands = Args::command_names();
        let commands: Vec<_> = commands.iter().map(String::as_str).collect();
        library.resolve_among(&name.to_string_lossy(), &commands).map_err(|unknown| unknown_failure(&unknown))
    })
}

/// A file that is named, or one of the person's own that is broken and goes by this name.
fn own_or_file(library: &Library, name: &OsStr) -> Option<Result<Named, Failure>> {
    let words = name.to_string_lossy();
    if names_a_file(&words) {
        return Some(file(library, Path::new(name)));
    }
    library.broken_named(&words).map(|problems| Err(wrong(problems)))
}

fn wrong(problems: &Problems) -> Failure {
    Failure::bad_input(problems.render(look()), "")
}

fn file(library: &Library, path: &Path) -> Result<Named, Failure> {
    let text = files::read_text(path).map_err(|error| file_failure(&error))?;
    let file = shown(path);
    // Those beside a routine are only looked for where it asks for one that isn't known.
    library
        .read(&file, &text)
        .or_else(|problems| match beside(path, &text) {
            stretches if stretches.is_empty() => Err(problems),
            stretches => library.and(&stretches).read(&file, &text),
        })
        .map_err(|problems| wrong(&problems))
}

/// The stretches that the routine in this file may ask for besides the known ones: those in its folder, and in the folders in that.
/// Files that can't be read are passed over; the routine says what it misses.
fn beside(path: &Path, text: &str) -> Vec<(String, String)> {
    if kind_of(text) != FileKind::Routine {
        return Vec::new();
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let found = files::toml_near(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let texts = found.iter().filter_map(|path| Some((shown(path), files::read_text(path).ok()?)));
    texts.filter(|(_, text)| kind_of(text) != FileKind::Routine).collect()
}

/// Says on standard error which of the person's own stand for ours in what is about to be done.
pub fn tell_replaced(library: &Library, named: &Named) {
    let mut told: Vec<&str> = Vec::new();
    let tell = |origin: Origin<'_>, id: &str| {
        if let Origin::Own { file, replaces: true } = origin {
            super::terminal::tell(format_args!("supple: `{id}` is your own ({file}); it replaces ours"));
        }
    };
    let plan = named.plan();
    if let Named::Routine(routine) = named
        && library.routine(&routine.id).as_ref() == Some(routine)
    {
        tell(library.routine_origin(&routine.id), &routine.id);
    }
    for step in &plan.steps {
        let id = step.stretch.id.as_str();
        // A file named on the command line may have an id of ours and has nothing to do with it.
        if !told.contains(&id) && library.stretch(id).as_ref() == Some(&step.stretch) {
            told.push(id);
            tell(library.stretch_origin(id), id);
        }
    }
}

/// A line that says so where something is the person's own.
pub fn origin_words(library: &Library, named: &Named) -> Option<String> {
    let (origin, is_it) = match named {
        Named::Stretch(it) => (library.stretch_origin(&it.id), library.stretch(&it.id).as_ref() == Some(it)),
        Named::Routine(it) => (library.routine_origin(&it.id), library.routine(&it.id).as_ref() == Some(it)),
    };
    match origin {
        Origin::Own { file, replaces } if is_it => {
            Some(format!("Yours{}: {file}", if replaces { ", replaces ours" } else { "" }))
        }
        _ => None,
    }
}

/// What `supple check` looks at: the files named, those in the folders named, or else the person's own.
pub fn to_check(paths: &[PathBuf]) -> Result<(Library, Vec<Given>), Failure> {
    let own = own_files();
    let library = with_own(language(), &own)?;
    let unreadable = |error: &FileError| Given::Unreadable(file_failure(error));
    if paths.is_empty() {
        let (settings, unread) = own_settings();
        let texts = own.texts.into_iter().chain(settings);
        let texts = texts.map(|(file, text)| Given::Text { file, text, beside: Vec::new() });
        return Ok((library, texts.chain(own.unreadable.iter().chain(&unread).map(unreadable)).collect()));
    }
    let mut given = Vec::new();
    for path in paths {
        if !path.is_dir() {
            given.push(read(path));
            continue;
        }
        let (found, errors) = files::find_toml(path);
        if found.is_empty() && errors.is_empty() {
            let what = format!("{}: no stretches or routines in this folder (*.toml)", shown(path));
            given.push(Given::Unreadable(Failure::bad_input(what, "Name the folder that they are in.")));
        }
        given.extend(found.iter().map(|path| read(path)));
        given.extend(errors.iter().map(unreadable));
    }
    Ok((library, given))
}

fn read(path: &Path) -> Given {
    match files::read_text(path) {
        Ok(text) => Given::Text { file: shown(path), beside: beside(path, &text), text },
        Err(error) => Given::Unreadable(file_failure(&error)),
    }
}

/// What to say where there is nothing of the person's own to check.
pub fn nothing_yet() -> String {
    let place = OwnFolder::find().map(|folder| format!(" in {}", shown(folder.path()))).unwrap_or_default();
    format!("You have no stretches or routines of your own yet{place}.\n`supple new NAME` writes a template of one.")
}

/// The names that doses can be for.
pub fn names(library: &Library) -> Vec<&str> {
    library.stretches().map(|stretch| stretch.id.as_str()).collect()
}

/// The schema as text.
pub fn schema_text(kind: SchemaKind) -> Result<String, Failure> {
    let library = with_own(language(), &own_files())?;
    let schema = match kind {
        SchemaKind::Stretch => schema(FileKind::Stretch, &library),
        SchemaKind::Routine => schema(FileKind::Routine, &library),
        SchemaKind::Settings => supple::settings::schema(&names(&library)),
    };
    serde_json::to_string_pretty(&schema).map_err(|error| Failure::from(io::Error::from(error)))
}

/// The schema's file in the person's folder.
const fn schema_file(kind: SchemaKind) -> &'static str {
    match kind {
        SchemaKind::Stretch => "stretch.schema.json",
        SchemaKind::Routine => "routine.schema.json",
        SchemaKind::Settings => "settings.schema.json",
    }
}

/// `supple new`: writes a template, or a copy of one of ours, and says how to go on.
pub fn new(args: &NewArgs, out: &mut dyn Write) -> Result<(), Failure> {
    let template = match (args.two_poses, args.moved, args.routine) {
        (true, ..) => Template::TwoPoses,
        (_, true, _) => Template::Moved,
        (.., true) => Template::Routine,
        _ => Template::OnePose,
    };
    if args.name == "-" {
        out.write_all(template.text("my-own", None).as_bytes())?;
        return Ok(());
    }
    check_new_name(&args.name, "new")?;
    let id = &args.name;
    // Somebody who takes the name of one of ours wants to change that one, unless they ask for a kind of template.
    let copied = embedded_text(id).filter(|_| !(args.two_poses || args.moved || args.routine));
    let is_routine = copied.as_ref().map_or(args.routine, |(file, _)| !file.contains("/stretches/"));
    let kind = if is_routine { SchemaKind::Routine } else { SchemaKind::Stretch };
    let folder = if args.here { None } else { Some(own_folder("--here")?) };
    let schema = folder.as_ref().and_then(|folder| written_schema(folder, kind));
    let text = match (&copied, &schema) {
        (Some((_, text)), Some(schema)) => format!("#:schema {schema}\n\n{text}"),
        (Some((_, text)), None) => (*text).to_owned(),
        (None, schema) => template.text(id, schema.as_deref()),
    };
    let place = match (&folder, is_routine) {
        (None, _) => PathBuf::new(),
        (Some(folder), false) => folder.stretches(),
        (Some(folder), true) => folder.routines(),
    };
    let path = place.join(format!("{id}.toml"));
    files::write_new(&path, &text).map_err(|error| file_failure(&error))?;
    let (shown, name) = (shown(&path), if args.here { format!("{id}.toml") } else { id.clone() });
    writeln!(out, "{shown}: written{}", if copied.is_some() { ", a copy of ours" } else { "" })?;
    if embedded_text(id).is_some() && !args.here {
        writeln!(out, "From now on yours replaces ours; remove the file to have ours back.")?;
    }
    writeln!(out, "\nOpen it in any text editor and make it yours. Then:")?;
    let check = if args.here { format!("supple check {name}") } else { "supple check".to_owned() };
    let run = format!("supple run {name}");
    let width = check.len().max(run.len());
    writeln!(out, "  {check:<width$}   says whether it is right, and what to do about what is not")?;
    writeln!(out, "  {run:<width$}   coaches it")?;
    Ok(())
}

/// A name that a new stretch can have; `command` is the one that it was given to.
pub fn check_new_name(name: &str, command: &str) -> Result<(), Failure> {
    check_name(name).map_err(|bad| {
        let better = bad.better.as_deref().unwrap_or("my-stretch");
        Failure::bad_input(bad.to_string(), format!("`supple {command} {better}`"))
    })?;
    if Args::command_names().iter().any(|known| known == name) {
        let what = format!("`{name}` is a command, so that a stretch of this name could not be started");
        return Err(Failure::bad_input(what, format!("`supple {command} my-{name}`")));
    }
    Ok(())
}

/// Where the person's own things are kept, such as their settings.
pub fn home_for(what: &str) -> Result<OwnFolder, Failure> {
    OwnFolder::find().ok_or_else(|| {
        Failure::failed(format!("there is no home folder to keep {what} in"), "set SUPPLE_CONFIG to a folder")
    })
}

/// Puts the settings' schema beside their file; how that names it.
pub fn settings_schema(folder: &OwnFolder) -> Option<String> {
    written_schema(folder, SchemaKind::Settings).map(|_| format!("./{}", schema_file(SchemaKind::Settings)))
}

/// Where the person's own stretches are kept; `instead` is what to do where there is no such place.
pub fn own_folder(instead: &str) -> Result<OwnFolder, Failure> {
    OwnFolder::find().ok_or_else(|| {
        Failure::failed(
            "there is no home folder to keep your own stretches in",
            format!("{instead}, or set SUPPLE_CONFIG to a folder"),
        )
    })
}

/// Puts the schema beside the person's stretches, so that an editor finds it; how a file in their folders names it. Without it
/// the template is as good, so that it is no failure when it cannot be written.
fn written_schema(folder: &OwnFolder, kind: SchemaKind) -> Option<String> {
    let path = folder.path().join(schema_file(kind));
    let text = schema_text(kind).ok()?;
    let written = match files::write_new(&path, &text) {
        Err(error) if matches!(error.problem, FileProblem::Exists) => files::write_text(&path, &text),
        written => written,
    };
    written.ok().map(|()| format!("../{}", schema_file(kind)))
}
