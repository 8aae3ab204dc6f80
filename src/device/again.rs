//! Starting the program once more, for what somebody chose that is done elsewhere.

use std::env;
use std::ffi::OsString;
use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::private;
use super::telemetry;

/// The film that shows how it works: a rendered person in three stretches.
const DEMO: &[u8] = include_bytes!("../../tests/clips/demo.mp4");

/// Runs the program with these arguments and waits for its end; answers whether it ended well.
pub fn run(arguments: &[OsString]) -> io::Result<bool> {
    Ok(Command::new(env::current_exe()?).args(arguments).status()?.success())
}

/// Goes on as the program with these arguments, in the place of this one: with its terminal, its signals and its exit code. Everything that is
/// open has to be closed before. Comes back only if that fails.
#[must_use]
pub fn become_anew(arguments: &[OsString]) -> io::Error {
    // What is printed would be lost.
    let printed = io::stdout().flush();
    let Some(program) = telemetry::program() else { return io::ErrorKind::NotFound.into() };
    let mut command = Command::new(program);
    command.args(arguments);
    printed.err().unwrap_or_else(|| telemetry::become_it(command, env::args_os().next()))
}

/// The film in a file of its own, which is gone with this value.
pub struct DemoFilm(PathBuf);

impl DemoFilm {
    /// Writes it where the system keeps what is not for long, for its owner alone.
    pub fn write() -> io::Result<Self> {
        let path = env::temp_dir().join(format!("supple-demo-{}.mp4", std::process::id()));
        let mut out = private::new_file(&path)?;
        let film = Self(path);
        out.write_all(DEMO)?;
        Ok(film)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for DemoFilm {
    fn drop(&mut self) {
        // What can't be removed the system will remove.
        let _ = std::fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_film_is_there_only_as_long_as_it_is_shown() {
        let film = DemoFilm::write().unwrap();
        let path = film.path().to_owned();
        assert_eq!(std::fs::metadata(&path).unwrap().len(), DEMO.len() as u64);
        drop(film);
        assert!(!path.exists());
    }
}
