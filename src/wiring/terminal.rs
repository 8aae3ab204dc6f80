//! The terminal that the program was started from: how words look there, and its Ctrl-C.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use supple::app::Stop;
use supple::device::clock::SystemClock;
use supple::seam::Clock;
use supple::stretch_file::Look;
use supple::time::Timestamp;

/// Interrupts this far apart are two wishes, not one.
const ASKED_TWICE: Duration = Duration::from_secs(1);

/// How words are laid out on standard output.
pub fn look() -> Look {
    look_on(std::io::stdout().is_terminal())
}

/// How words are laid out on a terminal, or on what is none.
pub fn look_on(is_terminal: bool) -> Look {
    let colour = std::env::var_os("NO_COLOR").is_none();
    if is_terminal { Look::terminal(textwrap::termwidth(), colour) } else { Look::PLAIN }
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
