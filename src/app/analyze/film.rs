//! One film from beginning to end.

use std::io::Write;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use super::heard::Heard;
use super::painting::{Painting, Shot};
use crate::analysis::{Analysis, Annotated, Faces, Look, Pacing, Row, Settings, Still, Track, canvas_size, page};
use crate::app::failure::{Exit, Failure};
use crate::app::outlet::{JsonLines, Outlets, Readers};
use crate::app::reader::Reader;
use crate::app::session::Coaching;
use crate::app::stop::Stop;
use crate::app::window::Watched;
use crate::body::Size;
use crate::coach::Session;
use crate::frame::Frame;
use crate::seam::{PoseEstimator, VideoError, VideoSink};
use crate::time::Timestamp;
use crate::view::Painter;

/// So many frames may wait for being painted: enough that neither thread waits for the other's slow frames, and little memory.
const WAITING: usize = 3;

/// Everything it takes to analyse a film.
pub struct FilmJob<'a> {
    /// The film's file name.
    pub name: &'a str,
    /// The film.
    pub source: Reader,
    /// Finds the person. It has seen nothing before, so that every film gives the same by itself as among others.
    pub estimator: Box<dyn PoseEstimator>,
    /// What is coached.
    pub session: Session,
    /// Paints it.
    pub painter: Painter,
    /// How it is analysed.
    pub settings: Settings,
    /// Where the events go.
    pub events: Box<dyn Write + Send>,
    /// Where the measures of every frame go.
    pub measures: Box<dyn Write + Send>,
    /// Begins the annotated film, of pictures of this size, so many a second.
    pub film: &'a (dyn Fn(Size, f64) -> Result<Box<dyn VideoSink>, VideoError> + Sync),
    /// How the annotated film is compressed.
    pub codec: &'a str,
}

/// What a film came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysed {
    /// Everything.
    pub analysis: Analysis,
    /// The report, a page.
    pub report: String,
    /// What was wrong with the film, where it is damaged: all there was up to there has been analysed.
    pub damage: Option<Failure>,
}

/// Analyses a film; `tell` hears how far it is. `None` when somebody stopped it: then nothing of it is whole.
pub fn analyze(job: FilmJob<'_>, stop: &Stop, tell: &dyn Fn(Timestamp)) -> Result<Option<Analysed>, Failure> {
    let FilmJob { name, mut source, estimator, session, painter, settings, events, measures, film, codec } = job;
    let Some(film_facts) = source.film() else {
        return Err(Failure::bad_input(format!("{name}: is no film"), "name a video; `supple assess` judges pictures"));
    };
    // What is wrong before there is anything to see, there is nothing to tell of.
    let first = match source.next_unless(stop) {
        Some(Ok(Some(frame))) => frame,
        Some(Ok(None)) => return Err(Failure::bad_input(format!("{name}: has no frames"), "")),
        Some(Err(error)) => return Err(error.into()),
        None => return Ok(None),
    };
    let pacing = Pacing::new(film_facts.interval);
    let size = canvas_size(Size::new(first.image.width(), first.image.height()));
    let annotated = Annotated {
        width: size.width,
        height: size.height,
        rate: crate::decimals::round(pacing.rate(), 4),
        codec: codec.to_owned(),
    };
    let faces = settings.faces_blurred.then(Faces::default);
    let sink = film(size, pacing.rate())?;
    let cancel = sink.canceller();
    let painting = Painting { painter, sink, size, faces };
    let heard = Heard::default();
    let lines = JsonLines::new(events, Readers::Needed);
    let outlets = Outlets::new(vec![Box::new(lines), Box::new(heard.clone())]);
    let coaching = Coaching::new(estimator, session, outlets);
    let mut seeing = Seeing { coaching, heard, track: Track::default(), rows: Rows::new(measures)?, pacing };
    let (send, shots) = sync_channel(WAITING);
    let (seen, painted) = thread::scope(|scope| {
        let painter = scope.spawn(move || painting.paint(&shots));
        let seen = seeing.see_all(first, &mut source, &send, stop, tell);
        drop(send);
        if let Some(cancel) = cancel.filter(|_| stop.load(Ordering::Relaxed)) {
            cancel();
        }
        let broke_off = || Failure::failed("painting stopped unexpectedly", "report this, please");
        (seen, painter.join().unwrap_or_else(|_| Err(broke_off())))
    });
    // Ctrl-C ends ffmpeg as well, which then fails: that is nobody's fault.
    if stop.load(Ordering::Relaxed) {
        return Ok(None);
    }
    // Where painting failed, seeing was ended for it.
    let pictures = painted?;
    let damage = match seen {
        Ok(()) => None,
        Err(failure) if failure.exit == Exit::BadInput => Some(failure),
        Err(failure) => return Err(failure),
    };
    let problem = damage.as_ref().map(|failure| without(&failure.what, name));
    let finished = seeing.track.finish(name, problem.as_deref(), annotated, settings);
    let pictures: Vec<_> = finished.slots.iter().map(|slot| pictures.get(slot).and_then(Still::data_uri)).collect();
    let report = page(&finished.analysis, &pictures);
    Ok(Some(Analysed { analysis: finished.analysis, report, damage }))
}

/// A complaint without the file's path before it, which is said elsewhere.
fn without(what: &str, name: &str) -> String {
    match what.rsplit_once(&format!("{name}: ")) {
        Some((_, rest)) => rest.to_owned(),
        None => what.to_owned(),
    }
}

/// Sees and coaches.
struct Seeing {
    coaching: Coaching,
    heard: Heard,
    track: Track,
    rows: Rows,
    pacing: Pacing,
}

impl Seeing {
    /// Sees every frame, and has them painted. A damaged film is told after everything there was.
    fn see_all(
        &mut self,
        first: Frame,
        source: &mut Reader,
        shots: &SyncSender<Shot>,
        stop: &Stop,
        tell: &dyn Fn(Timestamp),
    ) -> Result<(), Failure> {
        let mut next = Some(first);
        let outcome = loop {
            let frame = match next.take().map_or_else(|| source.next_unless(stop), |frame| Some(Ok(Some(frame)))) {
                Some(Ok(Some(frame))) => frame,
                Some(Ok(None)) | None => break Ok(()),
                Some(Err(error)) => break Err(error.into()),
            };
            let time = frame.time;
            // Nobody paints any more: why is told there.
            if shots.send(self.see(frame)?).is_err() {
                break Ok(());
            }
            tell(time);
        };
        self.coaching.end()?;
        self.track.end(&self.heard.take(), &self.coaching.session().status());
        self.rows.finish()?;
        outcome
    }

    fn see(&mut self, frame: Frame) -> Result<Shot, Failure> {
        let is_over = self.coaching.session().is_done();
        let observation = self.coaching.see(&frame)?;
        let (events, status) = (self.heard.take(), self.coaching.session().status());
        let look = Look { frame: frame.index, observation: &observation, events: &events, status: &status, is_over };
        let seen = self.track.look(&look);
        self.rows.write(&seen.row)?;
        let pictures = self.pacing.pictures(frame.time);
        Ok(Shot { frame, pose: observation.pose, screen: self.coaching.screen(), pictures, keep: seen.keep })
    }
}

/// The rows of every frame, with their head.
struct Rows(csv::Writer<Box<dyn Write + Send>>);

impl Rows {
    fn new(out: Box<dyn Write + Send>) -> Result<Self, Failure> {
        let mut rows = Self(csv::Writer::from_writer(out));
        rows.0.write_record(Row::head()).map_err(unwritable)?;
        Ok(rows)
    }

    fn write(&mut self, row: &Row) -> Result<(), Failure> {
        self.0.write_record(row.cells()).map_err(unwritable)
    }

    fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.0.flush()?)
    }
}

fn unwritable(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        other => Failure::failed(format!("cannot write the measures: {other:?}"), "report this, please"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::app::doubles::Ear;
    use crate::measure::mannequin::Mannequin;
    use crate::seam::doubles::{Given, KeptFilm, ScriptedEstimator, ScriptedSource, frame_of};
    use crate::seam::{Film, SourceError};
    use crate::stretch::{Dose, Pace, Step, samples};

    struct Written {
        outcome: Result<Option<Analysed>, Failure>,
        events: String,
        measures: String,
        film: KeptFilm,
    }

    /// Somebody in sphinx for so long, ten frames a second.
    fn held(seconds: u32) -> impl Iterator<Item = Given> {
        let size = Mannequin::sphinx().observe(0.0).size;
        (0..seconds * 10).map(move |tenths| Ok(Some(frame_of(f64::from(tenths) / 10.0, size))))
    }

    fn film() -> Film {
        Film { interval: Duration::from_millis(100), length: None }
    }

    fn analysed(source: ScriptedSource, kept: &KeptFilm, stop: &Stop) -> Written {
        let (events, measures) = (Ear::default(), Ear::default());
        let stretch = Arc::new(samples::sphinx());
        let dose = Dose { pace: Pace::Hold(Duration::from_secs(2)), reps: 1, rest: Duration::from_secs(1) };
        let job = FilmJob {
            name: "a.mp4",
            source: Reader::new(Box::new(source)).unwrap(),
            estimator: Box::new(ScriptedEstimator(|_: &Frame| Ok(Mannequin::sphinx().observe(0.0).pose))),
            session: Session::new(vec![Step { stretch, dose }]).unwrap(),
            painter: Painter::new(),
            settings: Settings::default(),
            events: Box::new(events.clone()),
            measures: Box::new(measures.clone()),
            film: &|_, _| Ok(Box::new(kept.clone())),
            codec: "none",
        };
        let outcome = analyze(job, stop, &|_| {});
        Written { outcome, events: events.heard(), measures: measures.heard(), film: kept.clone() }
    }

    #[test]
    fn every_frame_is_measured_and_painted_and_the_hold_told_alike_everywhere() {
        let source = ScriptedSource::of(held(5)).with_film(film());
        let written = analysed(source, &KeptFilm::default(), &Stop::default());
        let analysed = written.outcome.unwrap().unwrap();
        assert_eq!(written.measures.lines().count(), 1 + 50);
        assert_eq!((written.film.pictures().len(), written.film.is_whole()), (50, true));
        let size = (analysed.analysis.annotated.width * analysed.analysis.annotated.height) as usize;
        assert!(written.film.pictures().iter().all(|picture| picture.len() == size));
        let [hold] = &analysed.analysis.holds[..] else { panic!("{:?}", analysed.analysis.holds) };
        assert_eq!((hold.course, hold.held_seconds), ("completed", 2.0));
        assert!(
            written.events.contains(r#""event":"hold_completed","stretch":"sphinx","held_seconds":2.0"#),
            "{}",
            written.events
        );
        assert!(analysed.report.contains("2.0 s") && analysed.damage.is_none());
        // The film goes on after the session: it is painted, and measured, to its end.
        assert!(written.measures.lines().last().unwrap().contains(",over,"), "{}", written.measures);
    }

    #[test]
    fn a_picture_is_kept_of_the_best_moment() {
        let written = analysed(ScriptedSource::of(held(5)).with_film(film()), &KeptFilm::default(), &Stop::default());
        let report = written.outcome.unwrap().unwrap().report;
        assert_eq!(report.matches("data:image/jpeg;base64,").count(), 1);
        assert!(report.contains("At its best"));
    }

    #[test]
    fn a_damaged_film_is_analysed_up_to_there() {
        let damaged = || SourceError::BadFile {
            file: "x/a.mp4".to_owned(),
            what: "is damaged".to_owned(),
            remedy: String::new(),
        };
        let source = ScriptedSource::of(held(5).chain([Err(damaged())])).with_film(film());
        let written = analysed(source, &KeptFilm::default(), &Stop::default());
        let analysed = written.outcome.unwrap().unwrap();
        assert_eq!(analysed.analysis.summary.problem.as_deref(), Some("is damaged"));
        assert_eq!((analysed.analysis.summary.exit, analysed.analysis.summary.frames), (1, 50));
        assert!(analysed.damage.is_some() && written.film.is_whole() && analysed.report.contains("is damaged"));
        let source = ScriptedSource::of([Err(damaged())]).with_film(film());
        let failure = super::tests::analysed(source, &KeptFilm::default(), &Stop::default()).outcome.unwrap_err();
        assert!(failure.what.contains("is damaged"), "with nothing to see there is nothing to tell of");
    }

    #[test]
    fn a_film_that_can_not_be_written_ends_it_with_why() {
        let written =
            analysed(ScriptedSource::of(held(5)).with_film(film()), &KeptFilm::full_after(7), &Stop::default());
        assert_eq!(written.outcome.unwrap_err().what, "the disk is full");
        assert!(!written.film.is_whole());
    }

    #[test]
    fn who_stops_it_is_left_with_nothing_half() {
        let stop = Stop::default();
        stop.store(true, Ordering::Relaxed);
        let written = analysed(ScriptedSource::of(held(5)).with_film(film()), &KeptFilm::default(), &stop);
        assert_eq!(written.outcome, Ok(None));
        assert!(!written.film.is_whole());
    }

    #[test]
    fn a_picture_is_no_film() {
        let failure =
            analysed(ScriptedSource::of(held(1)), &KeptFilm::default(), &Stop::default()).outcome.unwrap_err();
        assert_eq!((failure.exit, failure.what.as_str()), (Exit::BadInput, "a.mp4: is no film"));
    }
}
