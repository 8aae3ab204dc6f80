//! Without a window: whatever is watched sees frame after frame, in one loop.

use super::failure::Failure;
use super::reader::Reader;
use super::stop::Stop;
use super::window::Watched;

/// Shows `watched` every frame until it is done, the input ends, or `stop` is set, which is answered at once whatever the source
/// does; `tell` is called after each. A failing source ends it like the input's end, and is reported after the last event is
/// written.
pub fn run_headless<W: Watched>(
    watched: &mut W,
    source: &mut Reader,
    stop: &Stop,
    mut tell: impl FnMut(&W) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let outcome = loop {
        if watched.is_done() {
            break Ok(());
        }
        match source.next_unless(stop) {
            Some(Ok(Some(frame))) => {
                if let Err(failure) = watched.see(&frame).and_then(|_| tell(watched)) {
                    break Err(failure);
                }
            }
            Some(Ok(None)) | None => break Ok(()),
            Some(Err(error)) => break Err(error.into()),
        }
    };
    watched.end()?;
    // While the last words are spoken nobody is looked at.
    source.let_go();
    watched.wait_for_last_words(stop);
    outcome
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;
    use std::time::Duration;

    use super::*;
    use crate::app::doubles::Ear;
    use crate::app::failure::Exit;
    use crate::app::outlet::{JsonLines, Outlets, Readers};
    use crate::app::session::Coaching;
    use crate::coach::Session;
    use crate::frame::Frame;
    use crate::measure::mannequin::Mannequin;
    use crate::seam::doubles::{Given, ScriptedEstimator, ScriptedSource, frame_of};
    use crate::seam::{FrameSource, SourceError};
    use crate::stretch::{Step, samples};

    /// Nothing here takes as long; what does hangs.
    const HANGS: Duration = Duration::from_mins(1);

    /// Somebody in sphinx for so long, ten frames a second.
    fn held(seconds: u32) -> impl Iterator<Item = Given> {
        let size = Mannequin::sphinx().observe(0.0).size;
        (0..seconds * 10).map(move |tenths| Ok(Some(frame_of(f64::from(tenths) / 10.0, size))))
    }

    fn coaching(ear: &Ear) -> Coaching {
        let stretch = Arc::new(samples::sphinx());
        let session = Session::new(vec![Step { dose: stretch.dose, stretch }]).unwrap();
        let estimator = ScriptedEstimator(|_: &Frame| Ok(Mannequin::sphinx().observe(0.0).pose));
        let events = JsonLines::new(Box::new(ear.clone()), Readers::Needed);
        Coaching::new(Box::new(estimator), session, Outlets::new(vec![Box::new(events)]))
    }

    fn run(ear: &Ear, source: impl FrameSource + 'static, stop: &Stop) -> Result<(), Failure> {
        let mut reader = Reader::new(Box::new(source)).unwrap();
        run_headless(&mut coaching(ear), &mut reader, stop, |_| Ok(()))
    }

    /// A source whose frames are counted as they are taken.
    struct Counted(ScriptedSource, Arc<AtomicUsize>);

    impl FrameSource for Counted {
        fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
            self.1.fetch_add(1, Ordering::Relaxed);
            self.0.next_frame()
        }

        fn is_live(&self) -> bool {
            self.0.is_live()
        }
    }

    #[test]
    fn a_source_that_fails_is_reported_after_the_last_event() {
        let lost = || SourceError::CameraLost {
            fault: crate::camera_fault::CameraFault::Gone,
            what: "gone".to_owned(),
            remedy: String::new(),
        };
        let ear = Ear::default();
        let source = ScriptedSource::of(held(3).chain([Err(lost())]));
        let outcome = run(&ear, source, &Stop::default());
        assert_eq!(outcome.map_err(|failure| failure.what), Err("gone".to_owned()));
        let events = ear.heard();
        assert!(events.contains("hold_started"), "{events}");
        assert!(events.lines().last().unwrap().contains("session_ended"), "{events}");
    }

    #[test]
    fn a_session_ends_where_its_events_can_go_no_further() {
        let ear = Ear::closed_by(std::io::ErrorKind::BrokenPipe);
        let looks = Arc::new(AtomicUsize::new(0));
        let outcome = run(&ear, Counted(ScriptedSource::of(held(3)), Arc::clone(&looks)), &Stop::default());
        assert_eq!(outcome.map_err(|failure| failure.exit), Err(Exit::Done));
        assert_eq!(looks.load(Ordering::Relaxed), 1, "nothing more is looked at");
    }

    /// A camera that hangs as soon as it is looked at; meanwhile somebody presses Ctrl-C.
    struct Stalled {
        stop: Stop,
        hangs: Receiver<()>,
    }

    impl FrameSource for Stalled {
        fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
            self.stop.store(true, Ordering::Relaxed);
            let _ = self.hangs.recv();
            Ok(None)
        }

        fn is_live(&self) -> bool {
            true
        }
    }

    #[test]
    fn whoever_stops_it_does_not_wait_for_the_camera() {
        let (ear, stop) = (Ear::default(), Stop::default());
        let (_goes_on, hangs) = channel();
        let (done, outcome) = channel();
        let (heard, source) = (ear.clone(), Stalled { stop: Arc::clone(&stop), hangs });
        thread::spawn(move || {
            let mut reader = Reader::new(Box::new(source)).unwrap();
            let outcome = run_headless(&mut coaching(&heard), &mut reader, &stop, |_| Ok(()));
            // Before the camera is let go, which hangs.
            done.send(outcome).unwrap();
        });
        assert_eq!(outcome.recv_timeout(HANGS).expect("it hangs"), Ok(()));
        assert!(ear.heard().lines().last().unwrap().contains("session_ended"), "{}", ear.heard());
    }
}
