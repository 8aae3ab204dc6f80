//! The terminal that the program was started from: how words look there, and its Ctrl-C.

use std::fmt::Display;
use std::io;
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use supple::app::Stop;
use supple::device::clock::SystemClock;
use supple::device::plain::Plain;
use supple::seam::Clock;
use supple::time::Timestamp;
use supple::toml_check::Style;

/// Interrupts this far apart are two wishes, not one.
const ASKED_TWICE: Duration = Duration::from_secs(1);

/// Whether the person has asked for the program to end by Ctrl-C.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Says something on standard error. Whether anybody can read it there is not for a message to fail by.
pub fn tell(words: impl Display) {
    let stderr = io::stderr().lock();
    let colours = shows_colours(stderr.is_terminal());
    let _ = writeln!(Plain::new(stderr, colours), "{words}");
}

/// What somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// Anything else.
    No,
    /// There is no terminal with somebody before it.
    Nobody,
}

/// Says something and asks whether it shall be, where somebody can answer.
pub fn ask(words: impl Display, question: &str) -> Answer {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Answer::Nobody;
    }
    tell(words);
    let mut stderr = Plain::new(io::stderr().lock(), false);
    let _ = write!(stderr, "{question} [y/N] ").and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = io::stdin().read_line(&mut answer);
    let is_yes = read.is_ok() && ["y", "yes"].contains(&answer.trim().to_lowercase().as_str());
    if is_yes { Answer::Yes } else { Answer::No }
}

/// Standard output for the words and documents of a command.
pub fn output() -> Plain<BufWriter<StdoutLock<'static>>> {
    let stdout = io::stdout().lock();
    let colours = shows_colours(stdout.is_terminal());
    Plain::new(BufWriter::new(stdout), colours)
}

fn shows_colours(is_terminal: bool) -> bool {
    is_terminal && std::env::var_os("NO_COLOR").is_none()
}

/// Says what is wrong with the arguments, or the help that they ask for, where that belongs.
pub fn tell_usage(error: &clap::Error) {
    let render = |colours| if colours { error.render().ansi().to_string() } else { error.render().to_string() };
    if error.use_stderr() {
        tell(render(shows_colours(io::stderr().is_terminal())).trim_end());
    } else {
        let mut out = output();
        let _ = out.write_all(render(shows_colours(io::stdout().is_terminal())).as_bytes()).and_then(|()| out.flush());
    }
}

/// How words are laid out on standard output.
pub fn look() -> Style {
    look_on(std::io::stdout().is_terminal())
}

/// How words are laid out on standard error.
pub fn look_on_errors() -> Style {
    look_on(io::stderr().is_terminal())
}

/// How words are laid out on a terminal, or on something else.
pub fn look_on(is_terminal: bool) -> Style {
    if is_terminal { Style::terminal(textwrap::termwidth(), shows_colours(true)) } else { Style::PLAIN }
}

/// How wide a list is where its room is unknown, in characters.
const LIST_WIDTH: usize = 80;

/// How wide a list on standard output may be.
pub fn list_width() -> usize {
    if io::stdout().is_terminal() { look().width } else { LIST_WIDTH }
}

/// Ctrl-C ends a session like closing the window does, so that its last line is written; the second time it ends the
/// program at once.
pub fn stop_on_interrupt() -> Stop {
    let stop: Stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    // Without a handler Ctrl-C still works, only less politely.
    let clock = SystemClock::start();
    let mut asked: Option<Timestamp> = None;
    let _ = ctrlc::set_handler(move || {
        INTERRUPTED.store(true, Ordering::Relaxed);
        flag.store(true, Ordering::Relaxed);
        let now = clock.now();
        // One press may arrive twice at once: from the terminal and from whatever started the program.
        if now.since(*asked.get_or_insert(now)) >= ASKED_TWICE {
            #[allow(clippy::disallowed_methods, reason = "the person asked twice; nothing may keep them waiting")]
            std::process::exit(130);
        }
    });
    stop
}

/// Whether the program ends because of Ctrl-C, and not because all was done.
pub fn was_interrupted() -> bool {
    INTERRUPTED.load(Ordering::Relaxed)
}
