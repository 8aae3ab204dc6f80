//! `supple manual`: man pages and completions, made from the same definition that the command line is read with, so that none of
//! them can know a command or an option that the program doesn't.

use std::io::Write;
use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, roman};
use supple::app::{Exit, Failure};
use supple::args::{Args, ManualArgs};
use supple::device::files;
use supple::device::plain::shown;

use super::failure::file_failure;

const PROGRAM: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What stands in the middle of every page's head.
const MANUAL: &str = "Supple";

/// A section of the page of the program itself: its heading, and its items with what is to be known of them.
type Section = (&'static str, &'static [(&'static str, &'static str)]);

/// What the definition of the command line doesn't say.
const SECTIONS: [Section; 4] = [
    (
        "FILES",
        &[
            (
                "~/.local/share/supple/history.sqlite3",
                "Your sessions, readable by you alone. It never holds a picture.",
            ),
            ("~/.config/supple/settings.toml", "Your settings: see supple-config(1)."),
            (
                "~/.config/supple/stretches, ~/.config/supple/routines",
                "Stretches and routines of your own: see supple-new(1) and supple-learn(1).",
            ),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            ("SUPPLE_DATA", "The folder of the history, in place of ~/.local/share/supple."),
            ("SUPPLE_CONFIG", "The folder of your settings and stretches, in place of ~/.config/supple."),
            (
                "ORT_DYLIB_PATH",
                "ONNX Runtime's library, version 1.20 or newer, in place of the one that comes with the program.",
            ),
            ("NO_COLOR", "Where it is set, what is printed on a terminal has no colours."),
        ],
    ),
    (
        "EXIT STATUS",
        &[
            ("0", "Done."),
            ("1", "Something failed."),
            ("2", "An argument or a file is wrong."),
            ("3", "There is no camera."),
            ("130", "It was interrupted (Ctrl-C)."),
        ],
    ),
    (
        "OTHER PROGRAMS",
        &[
            ("ffmpeg(1)", "Decodes and writes videos. Without it the camera and pictures still work."),
            (
                "espeak-ng(1)",
                "Speaks the words of stretches of your own. Without it they are a chime and stand on the screen; all else is \
                 spoken by the voice inside the program.",
            ),
        ],
    ),
];

/// Where a shell looks for completions, below a folder such as `/usr/share`.
const COMPLETIONS: [(Shell, &str); 3] = [
    (Shell::Bash, "bash-completion/completions/supple"),
    (Shell::Zsh, "zsh/site-functions/_supple"),
    (Shell::Fish, "fish/vendor_completions.d/supple.fish"),
];

/// `supple manual`.
pub fn manual(args: &ManualArgs, out: &mut dyn Write) -> Result<Exit, Failure> {
    let texts = pages()?.into_iter().chain(completions());
    let mut written = 0;
    for (place, text) in texts {
        // They are UTF-8 all through.
        let text = String::from_utf8_lossy(&text);
        files::publish_new(&args.folder.join(place), &text).map_err(|error| file_failure(&error))?;
        written += 1;
    }
    writeln!(out, "{written} files are in {}", shown(&args.folder))?;
    out.flush()?;
    Ok(Exit::Done)
}

/// The man page of the program, and one for each command.
fn pages() -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let mut program = Args::command().disable_help_subcommand(true);
    program.build();
    let commands: Vec<_> = program.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    let mut see = vec!["ffmpeg(1)".to_owned(), "espeak-ng(1)".to_owned()];
    see.splice(0..0, commands.iter().map(|command| format!("{PROGRAM}-{}(1)", command.get_name())));
    let mut pages = Vec::new();
    for (command, sections, see) in std::iter::once((program, &SECTIONS[..], see))
        .chain(commands.into_iter().map(|command| (command, &SECTIONS[..0], vec![format!("{PROGRAM}(1)")])))
    {
        let page = Man::new(command).source(format!("{PROGRAM} {VERSION}")).manual(MANUAL);
        let mut text = Vec::new();
        page.render(&mut text)?;
        ending(sections, &see).to_writer(&mut text)?;
        pages.push((PathBuf::from("man/man1").join(page.get_filename()), text));
    }
    Ok(pages)
}

/// The sections that follow what the definition says, and the other pages to see.
fn ending(sections: &[Section], see: &[String]) -> Roff {
    let mut roff = Roff::new();
    for (heading, items) in sections {
        roff.control("SH", [*heading]);
        for (item, what) in *items {
            roff.control("TP", []);
            roff.text([bold(*item)]);
            roff.text([roman(*what)]);
        }
    }
    roff.control("SH", ["SEE ALSO"]);
    let mut names: Vec<Inline> = Vec::new();
    for name in see {
        let comma = if names.is_empty() { "" } else { ", " };
        names.extend([roman(comma), bold(name.as_str())]);
    }
    roff.text(names);
    roff
}

fn completions() -> Vec<(PathBuf, Vec<u8>)> {
    let of = |(shell, place)| {
        let mut text = Vec::new();
        generate(shell, &mut Args::command(), PROGRAM, &mut text);
        (PathBuf::from(place), text)
    };
    COMPLETIONS.map(of).into_iter().collect()
}
