//! Clips taken through the pose engine, once: what was seen is kept, and everything that is judged replays it.

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use crate::app::Stop;
use crate::app::failure::{Exit, Failure};
use crate::app::replay::recording_failure;
use crate::app::watch::Watch;
use crate::body::{Landmark, Pose, torso_length};
use crate::evaluate::real_truth::RealTruth;
use crate::evaluate::shown::shown_in;
use crate::evaluate::truth::Truth;
use crate::frame::Frame;
use crate::measure::Observation;
use crate::record::Header;
use crate::record::Moment;
use crate::record::Reader;
use crate::record::{Recorder, Store};
use crate::seam::{FrameSource, PoseEstimator};

/// A clip with the truth about it.
#[derive(Clone, Debug)]
pub struct Clip<T = Truth> {
    /// What it is called in the tables.
    pub name: String,
    /// The video, or a recording of it.
    pub path: PathBuf,
    /// Whether it is a recording, which needs no pose engine.
    pub is_recorded: bool,
    /// What it truly shows.
    pub truth: T,
}

/// What taking a clip through the pose engine needs to know of its truth.
pub trait ClipShown: Clone + Sync + Send {
    /// Every frame's truth, of a rendered person.
    fn rendered(&self) -> Option<&Truth>;

    /// The id of the stretch that is shown.
    fn stretch(&self) -> Option<&str>;
}

impl ClipShown for Truth {
    fn rendered(&self) -> Option<&Truth> {
        Some(self)
    }

    fn stretch(&self) -> Option<&str> {
        shown_in(&self.id)
    }
}

impl ClipShown for RealTruth {
    fn rendered(&self) -> Option<&Truth> {
        None
    }

    fn stretch(&self) -> Option<&str> {
        self.stretch()
    }
}

/// What the pose engine saw in a clip.
#[derive(Clone, Debug)]
pub struct Recording<T = Truth> {
    /// What the clip is called in the tables.
    pub name: String,
    /// What it truly shows.
    pub truth: T,
    /// Every frame in order.
    pub seen: Vec<Observation>,
    /// How many frames it takes until the person is rightly found (1: in the first) by an engine that is started in the
    /// middle of the hold; `None` where that takes longer than 20 frames, nothing is held, or nobody knows.
    pub acquired: Option<usize>,
}

/// Opens a file; this room must not know how.
pub type Open<'a> = dyn Fn(&Path) -> Result<Box<dyn FrameSource>, Failure> + Sync + 'a;
/// Opens a recording, likewise.
pub type OpenRecording<'a> = dyn Fn(&Path) -> Result<Box<dyn BufRead>, Failure> + Sync + 'a;
/// Makes the file in which the recording of the clip of this name is kept, likewise.
pub type Keep<'a> = dyn Fn(&str) -> Result<Box<dyn Store>, Failure> + Sync + 'a;

/// How clips are played.
pub struct Player<'a> {
    /// Opens a video or a photo.
    pub open: &'a Open<'a>,
    /// Opens a recording.
    pub open_recording: &'a OpenRecording<'a>,
    /// Where recordings of the clips are kept, if they are.
    pub keep: Option<&'a Keep<'a>>,
    /// Is called with how far it is.
    pub progress: &'a (dyn Fn(&str) + Sync),
    /// Ends it early.
    pub stop: &'a Stop,
}

/// How many frames a person may take to be found before the attempt is given up: two seconds of footage with ten a second.
pub const PATIENCE: usize = 20;
/// How far shoulders and hips may be from the truth, on average and in lengths of the torso, in a pose that is rightly found:
/// further off, it is another part of the picture that was taken for a person, or a person the wrong way round.
const RIGHT: f64 = 0.5;
const TRUNK: [Landmark; 4] = [Landmark::LeftShoulder, Landmark::RightShoulder, Landmark::LeftHip, Landmark::RightHip];

impl Recording {
    /// The frames in the hold.
    pub fn hold(&self) -> impl Iterator<Item = &Observation> {
        self.seen.iter().filter(|seen| self.truth.is_hold(seen.time))
    }
}

impl Player<'_> {
    /// Plays one clip: takes a video through the engine, reads a recording; and keeps it.
    fn play<T: ClipShown>(
        &self,
        clip: &Clip<T>,
        engine: Option<&mut dyn PoseEstimator>,
    ) -> Result<Recording<T>, Failure> {
        let (seen, acquired) = if clip.is_recorded {
            self.read(&clip.path)?
        } else {
            let engine = engine
                .ok_or_else(|| Failure::failed("there is no pose engine to play videos with", "supple doctor"))?;
            let mut source = (self.open)(&clip.path)?;
            look(clip.truth.rendered(), source.as_mut(), engine, self.stop)?
        };
        let seen = match self.keep.filter(|_| !self.stop.load(Ordering::Relaxed)) {
            Some(keep) => kept(clip, &seen, acquired, keep)?,
            None => seen,
        };
        Ok(Recording { name: clip.name.clone(), truth: clip.truth.clone(), seen, acquired })
    }

    fn read(&self, path: &Path) -> Result<(Vec<Observation>, Option<usize>), Failure> {
        let file = path.display().to_string();
        let mut reader = Reader::new((self.open_recording)(path)?).map_err(|error| recording_failure(&file, &error))?;
        let mut seen = Vec::new();
        for moment in reader.by_ref() {
            match moment {
                Ok(Moment::Seen(observation)) => seen.push(observation),
                // What was pressed belongs to the session that was recorded, and not to what was seen.
                Ok(Moment::Pressed { .. }) => {}
                Err(error) => return Err(recording_failure(&file, &error)),
            }
        }
        if reader.is_cut_short() {
            return Err(Failure::bad_input(format!("{file}: ends in the middle"), "record it again"));
        }
        Ok((seen, reader.header().acquired_frames))
    }
}

/// Writes the recording of a clip; returns what it says was seen, so that it is judged like one that is read.
fn kept<T: ClipShown>(
    clip: &Clip<T>,
    seen: &[Observation],
    acquired: Option<usize>,
    keep: &Keep<'_>,
) -> Result<Vec<Observation>, Failure> {
    let header = Header {
        program: Some(env!("CARGO_PKG_VERSION").to_owned()),
        coaches: clip.truth.stretch().map(str::to_owned),
        acquired_frames: acquired,
        ..Header::default()
    };
    let unwritable = |error: std::io::Error| {
        Failure::failed(
            format!("the recording of {} cannot be written: {error}", clip.name),
            "see that the disk has room",
        )
    };
    let mut recorder: Recorder = Recorder::new(header, keep(&clip.name)?);
    let said = seen.iter().map(|seen| recorder.frame(seen)).collect::<Result<_, _>>().map_err(unwritable)?;
    recorder.finish().map_err(unwritable)?;
    Ok(said)
}

/// Takes a video through the engine.
fn look(
    truth: Option<&Truth>,
    source: &mut dyn FrameSource,
    engine: &mut dyn PoseEstimator,
    stop: &AtomicBool,
) -> Result<(Vec<Observation>, Option<usize>), Failure> {
    let middle = truth.and_then(Truth::middle_of_hold);
    let (mut watch, mut seen, mut from_the_middle) = (Watch::default(), Vec::new(), Vec::new());
    while let Some(frame) = source.next_frame()? {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        seen.push(watch.observe(engine, &frame, true)?);
        if middle.is_some_and(|middle| frame.time >= middle) && from_the_middle.len() < PATIENCE {
            from_the_middle.push(frame);
        }
    }
    let acquired = truth.map_or(Ok(None), |truth| acquire(truth, from_the_middle, engine))?;
    Ok((seen, acquired))
}

/// Shows the engine these frames as if they were all there is; returns the first, from 1, in which the right person is found.
fn acquire(truth: &Truth, frames: Vec<Frame>, engine: &mut dyn PoseEstimator) -> Result<Option<usize>, Failure> {
    for (count, frame) in frames.into_iter().enumerate() {
        // Under another name nothing is known from before.
        let origin: Arc<str> = format!("{} from the middle of the hold", frame.origin).into();
        let frame = Frame { origin, ..frame };
        let pose = engine.estimate(&frame)?;
        let right = pose.zip(truth.at(frame.time)).is_some_and(|(pose, truth)| {
            let off = |&landmark: &Landmark| pose.at(landmark).distance(truth.place(landmark));
            TRUNK.iter().map(off).sum::<f64>() / (TRUNK.len() as f64) < RIGHT * true_torso(&pose, truth)
        });
        if right {
            return Ok(Some(count + 1));
        }
    }
    Ok(None)
}

fn true_torso(pose: &Pose, truth: &crate::evaluate::truth::TruthFrame) -> f64 {
    let mut shown = pose.clone();
    for (landmark, keypoint) in Landmark::ALL.into_iter().zip(&mut shown.landmarks) {
        keypoint.at = truth.place(landmark);
    }
    torso_length(&shown)
}

/// Plays all clips, one after the other with each engine; without an engine, recordings can still be read. The answers are in
/// the order of the clips; a clip that can't be played is a failure of its own, anything else that fails ends it all.
pub fn play_all<T: ClipShown>(
    clips: &[Clip<T>],
    engines: &mut [Box<dyn PoseEstimator>],
    player: &Player<'_>,
) -> Result<Vec<Result<Recording<T>, Failure>>, Failure> {
    let (next, done, broken) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let stop = player.stop;
    let work = |mut engine: Option<&mut Box<dyn PoseEstimator>>| {
        let mut recorded = Vec::new();
        while !stop.load(Ordering::Relaxed) && !broken.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(clip) = clips.get(index) else { break };
            let engine = engine.as_mut().map(|engine| engine.as_mut() as &mut dyn PoseEstimator);
            let recording = player.play(clip, engine);
            if recording.as_ref().is_err_and(|failure| failure.exit != Exit::BadInput) {
                broken.store(true, Ordering::Relaxed);
            }
            (player.progress)(&format!(
                "{} of {}: {}",
                done.fetch_add(1, Ordering::Relaxed) + 1,
                clips.len(),
                clip.name
            ));
            recorded.push((index, recording));
        }
        recorded
    };
    let mut recorded = Vec::new();
    let mut fell_over = false;
    thread::scope(|scope| {
        let mut workers: Vec<_> = engines.iter_mut().map(|engine| scope.spawn(|| work(Some(engine)))).collect();
        if workers.is_empty() {
            workers.push(scope.spawn(|| work(None)));
        }
        for worker in workers {
            match worker.join() {
                Ok(clips) => recorded.extend(clips),
                Err(_) => fell_over = true,
            }
        }
    });
    if fell_over {
        return Err(Failure::failed("playing a clip stopped unexpectedly", "supple doctor"));
    }
    if stop.load(Ordering::Relaxed) {
        return Err(Failure::failed("stopped before every clip was played", "run it again for a report"));
    }
    recorded.sort_by_key(|(index, _)| *index);
    let mut clips = Vec::new();
    for (_, recording) in recorded {
        match recording {
            Err(failure) if failure.exit != Exit::BadInput => return Err(failure),
            recording => clips.push(recording),
        }
    }
    Ok(clips)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Keypoint, LANDMARKS};
    use crate::body::{Point, Point3, Size};
    use crate::seam::doubles::{ScriptedEstimator, ScriptedSource, frame_of};

    /// Finds somebody from the second frame of every stream on; their shoulders so far down, in pixels.
    fn engine(shoulders: f64) -> Box<dyn PoseEstimator> {
        let mut origin = None;
        Box::new(ScriptedEstimator(move |frame: &Frame| {
            let is_first = origin.replace(Arc::clone(&frame.origin)).as_ref() != Some(&frame.origin);
            let mut landmarks = [Keypoint { at: Point::new(320.0, 240.0), depth: 0.0, visibility: 1.0 }; LANDMARKS];
            for shoulder in [Landmark::LeftShoulder, Landmark::RightShoulder] {
                landmarks[shoulder.index()].at.y = shoulders;
            }
            let world = [Point3 { x: 0.0, y: 0.0, z: 0.0 }; LANDMARKS];
            Ok((!is_first).then_some(Pose { score: 1.0, sharpness: None, landmarks, world, has_depth: true }))
        }))
    }

    fn clip(name: &str) -> Clip {
        // With shoulders a hundred pixels above the hips, so that there is a torso to measure with.
        let mut json = crate::evaluate::truth::tests::json_of(5);
        for frame in json["frames"].as_array_mut().unwrap() {
            for shoulder in [Landmark::LeftShoulder, Landmark::RightShoulder] {
                frame["px"][shoulder.index()][1] = 140.0.into();
            }
        }
        let truth = Truth::parse("a.json", &json.to_string()).unwrap();
        Clip { name: name.to_owned(), path: PathBuf::from(name), is_recorded: false, truth }
    }

    fn play(
        clips: &[Clip],
        mut engines: Vec<Box<dyn PoseEstimator>>,
        stop: &Stop,
    ) -> Result<Vec<Result<Recording, Failure>>, Failure> {
        let open_recording = |path: &Path| -> Result<Box<dyn BufRead>, Failure> {
            Err(Failure::bad_input(format!("{}: is no recording", path.display()), "another"))
        };
        let player = Player { open: &open, open_recording: &open_recording, keep: None, progress: &|_| {}, stop };
        play_all(clips, &mut engines, &player)
    }

    fn open(path: &Path) -> Result<Box<dyn FrameSource>, Failure> {
        if path == Path::new("damaged") {
            return Err(Failure::bad_input("damaged: is damaged", "another"));
        }
        // Five frames, ten a second.
        let name = path.display().to_string();
        let frames = (0..5).map(|index| {
            let frame = frame_of(f64::from(index) / 10.0, Size::new(64, 48));
            Ok(Some(Frame { index: index.try_into().unwrap(), origin: name.as_str().into(), ..frame }))
        });
        Ok(Box::new(ScriptedSource::of(frames)))
    }

    #[test]
    fn clips_come_back_in_their_order_whoever_played_them() {
        let clips: Vec<_> = ["a", "damaged", "b", "c", "d", "e"].map(clip).to_vec();
        let engines = vec![engine(140.0), engine(140.0)];
        let recorded = play(&clips, engines, &Stop::default()).unwrap();
        let names: Vec<_> = recorded.iter().map(|clip| clip.as_ref().map_or("-", |clip| clip.name.as_str())).collect();
        assert_eq!(names, ["a", "-", "b", "c", "d", "e"]);
        let first = recorded[0].as_ref().unwrap();
        assert_eq!(
            first.seen.iter().map(|seen| seen.pose.is_some()).collect::<Vec<_>>(),
            [false, true, true, true, true]
        );
        assert_eq!(first.hold().count(), 3);
        // Started in the middle of the hold, this engine sees somebody in the second frame.
        assert_eq!(first.acquired, Some(2));
    }

    #[test]
    fn a_pose_the_wrong_way_round_is_not_the_person() {
        let recorded = play(&[clip("a")], vec![engine(400.0)], &Stop::default());
        assert_eq!(recorded.unwrap()[0].as_ref().unwrap().acquired, None);
    }

    #[test]
    fn an_interrupt_leaves_no_half_report() {
        let stop = Stop::default();
        stop.store(true, Ordering::Relaxed);
        let recorded = play(&[clip("a")], vec![engine(140.0)], &stop);
        assert_eq!(recorded.err().map(|failure| failure.exit), Some(Exit::Failure));
    }
}
