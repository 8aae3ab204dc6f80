//! Commands of the documentation that no test runs, and why. Whatever is neither here nor known to the test fails it.

/// What a command begins with, and why no test runs it. How it is called is checked all the same, where that can be told: `supple` takes
/// the arguments, `make` has the target, the script is there.
pub const NOT_RUN: &[(&str, &str)] = &[
    // Other people's programs.
    ("apt install", "changes the system"),
    ("cargo vet", "is not set up, and the page says why"),
    ("cargo deny", "fetches from the network"),
    ("cargo install", "fetches from the network"),
    ("cargo tree", "says what Cargo.lock says"),
    ("python3 -m venv", "fetches from the network, next"),
    ("../target/convert/bin/", "needs gigabytes of Python packages"),
    ("../target/voices/bin/", "needs gigabytes of Python packages"),
    ("cd voices", "goes before them"),
    ("ffmpeg", "makes a film that takes minutes; its arguments are ffmpeg's"),
    ("sbatch", "needs a cluster"),
    ("parallel", "need not be installed; the command in it is checked"),
    ("film=$(sed", "a line of a cluster's script"),
    ("/usr/bin/time", "need not be installed; the command in it is checked"),
    ("sqlite3", "need not be installed"),
    ("git", "changes the project"),
    // What takes too long, or needs what the project doesn't hold.
    ("supple evaluate", "needs clips whose truth is known: tests/evaluate.rs and tests/aims.rs run it"),
    ("supple bench", "takes half a minute: tests/command_line.rs runs it"),
    ("supple doctor --pose-model", "needs a pose model of one's own: tests/pose_models.rs makes some"),
    ("supple analyze --merge", "needs many analyses: tests/analyze.rs merges some"),
    ("supple run cat-cow --input clip.mp4 --headless --record tests/sessions", "writes into the project"),
];

/// Why this command is run by no test, if so.
pub fn reason(command: &str) -> Option<&'static str> {
    NOT_RUN.iter().find(|(begin, _)| command.starts_with(begin)).map(|(_, reason)| *reason)
}
