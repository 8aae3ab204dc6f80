//! Errors of devices as failures of a command.

use supple::app::Failure;
use supple::device::files::FileError;
use supple::stretch_file::UnknownName;

pub(crate) fn unknown_failure(unknown: &UnknownName) -> Failure {
    Failure::bad_input(unknown.to_string(), unknown.remedy())
}

pub(crate) fn file_failure(error: &FileError) -> Failure {
    Failure::bad_input(error.to_string(), error.problem.remedy())
}
