//! `supple run` and `supple free`: whoever comes before a camera and a window is received; everybody else is coached at once.

use supple::app::{Exit, Failure};
use supple::args::{RunArgs, SessionArgs};
use supple::device::clock::SystemClock;
use supple::record::Header;

use super::arguments::as_meant;
use super::coaching::{coach, comfortable, free_session, header, planned, session};
use super::evening;
use super::own;
use super::settings;

/// `supple run`.
///
/// `clock` started with the program.
pub fn run(args: &RunArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let library = own::library(args.name.as_deref())?;
    let meant = as_meant(args, &library);
    let args = meant.as_ref().unwrap_or(args);
    let own = settings::settings(&library);
    if evening::is_for(&args.session) {
        let offered = evening::offered(&library, args, &own)?;
        return evening::receive(offered, &library, &args.session, own, clock);
    }
    let (session, coaches) = session(&library, args, &own.doses)?;
    let plan = planned(&library, &coaches);
    let session = session.noticing(library.stretches().cloned().collect());
    let (session, header) = comfortable(session, header(&args.session, &own), &args.session, &own, &library);
    let header = Header { coaches: Some(coaches), reps: args.reps, ..header };
    coach(session, header, &plan, &args.session, &own, clock)
}

/// `supple free`.
pub fn free(args: &SessionArgs, clock: SystemClock) -> Result<Exit, Failure> {
    let library = own::library(None)?;
    let own = settings::settings(&library);
    if evening::is_for(args) {
        return evening::receive(evening::offered_free(&library, args, &own)?, &library, args, own, clock);
    }
    let session = free_session(&library, args.hold, &own.doses)?;
    let (session, header) = comfortable(session, header(args, &own), args, &own, &library);
    coach(session, header, &[], args, &own, clock)
}
