//! Clips taken through the pose engine, once: what was seen is kept, and everything that is judged replays it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use super::truth::Truth;
use crate::app::failure::{Exit, Failure};
use crate::app::session::Stop;
use crate::app::watch::Watch;
use crate::coach::{Landmark, Observation, Pose, torso_length};
use crate::frame::Frame;
use crate::seam::{FrameSource, PoseEstimator};

/// A video with the truth about it.
#[derive(Clone, Debug)]
pub struct Clip {
    /// What it is called in the tables.
    pub name: String,
    /// The video.
    pub path: PathBuf,
    /// What it truly shows.
    pub truth: Truth,
}

/// What the pose engine saw in a clip.
#[derive(Clone, Debug)]
pub struct Recording {
    /// What the clip is called in the tables.
    pub name: String,
    /// What it truly shows.
    pub truth: Truth,
    /// Every frame in order.
    pub seen: Vec<Observation>,
    /// How many frames it takes until the person is rightly found (1: in the first) by an engine that is started in the
    /// middle of the hold; `None` where that takes longer than 20 frames or nothing is held.
    pub acquired: Option<usize>,
}

/// Opens a file, for whoever must not know how.
pub type Open<'a> = dyn Fn(&std::path::Path) -> Result<Box<dyn FrameSource>, Failure> + Sync + 'a;

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

/// Takes one clip through the engine.
fn record(
    clip: &Clip,
    source: &mut dyn FrameSource,
    engine: &mut dyn PoseEstimator,
    stop: &AtomicBool,
) -> Result<Recording, Failure> {
    let middle = clip.truth.middle_of_hold();
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
    let acquired = acquire(&clip.truth, from_the_middle, engine)?;
    Ok(Recording { name: clip.name.clone(), truth: clip.truth.clone(), seen, acquired })
}

/// Shows the engine these frames as if they were all there is; answers the first, from 1, in which the right person is found.
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

fn true_torso(pose: &Pose, truth: &super::truth::TruthFrame) -> f64 {
    let mut shown = pose.clone();
    for (landmark, keypoint) in Landmark::ALL.into_iter().zip(&mut shown.landmarks) {
        keypoint.at = truth.place(landmark);
    }
    torso_length(&shown)
}

/// Takes all clips through the engines, one clip after the other in each. The answers are in the order of the clips; a clip
/// that can't be played is a failure of its own, anything else that fails ends it all.
pub fn record_all(
    clips: &[Clip],
    engines: Vec<Box<dyn PoseEstimator>>,
    open: &Open<'_>,
    progress: &(dyn Fn(&str) + Sync),
    stop: &Stop,
) -> Result<Vec<Result<Recording, Failure>>, Failure> {
    let (next, done, broken) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
    let work = |mut engine: Box<dyn PoseEstimator>| {
        let mut recorded = Vec::new();
        while !stop.load(Ordering::Relaxed) && !broken.load(Ordering::Relaxed) {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(clip) = clips.get(index) else { break };
            let recording =
                open(&clip.path).and_then(|mut source| record(clip, source.as_mut(), engine.as_mut(), stop));
            if recording.as_ref().is_err_and(|failure| failure.exit != Exit::BadInput) {
                broken.store(true, Ordering::Relaxed);
            }
            progress(&format!("{} of {}: {}", done.fetch_add(1, Ordering::Relaxed) + 1, clips.len(), clip.name));
            recorded.push((index, recording));
        }
        recorded
    };
    let mut recorded = Vec::new();
    let mut fell_over = false;
    thread::scope(|scope| {
        let workers: Vec<_> = engines.into_iter().map(|engine| scope.spawn(|| work(engine))).collect();
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
    use std::path::Path;

    use image::RgbImage;

    use super::*;
    use crate::coach::{Keypoint, LANDMARKS, Point, Point3};
    use crate::frame::FrameKind;
    use crate::seam::{Cost, EstimateError, SourceError};
    use crate::time::Timestamp;

    /// Five frames, ten a second.
    struct Frames(u64, String);

    impl FrameSource for Frames {
        fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
            let index = self.0;
            self.0 += 1;
            Ok((index < 5).then(|| Frame {
                time: Timestamp::from_secs(index as f64 / 10.0),
                index,
                origin: self.1.as_str().into(),
                kind: FrameKind::Moving,
                image: RgbImage::new(64, 48),
            }))
        }

        fn is_live(&self) -> bool {
            false
        }
    }

    /// Finds somebody from the second frame of every stream on.
    struct Slow {
        origin: Option<Arc<str>>,
        /// How far down it sees the shoulders, in pixels.
        shoulders: f64,
    }

    fn engine(shoulders: f64) -> Box<dyn PoseEstimator> {
        Box::new(Slow { origin: None, shoulders })
    }

    impl PoseEstimator for Slow {
        fn estimate(&mut self, frame: &Frame) -> Result<Option<Pose>, EstimateError> {
            let first = self.origin.as_ref() != Some(&frame.origin);
            self.origin = Some(Arc::clone(&frame.origin));
            let mut landmarks = [Keypoint { at: Point::new(320.0, 240.0), depth: 0.0, visibility: 1.0 }; LANDMARKS];
            for shoulder in [Landmark::LeftShoulder, Landmark::RightShoulder] {
                landmarks[shoulder.index()].at.y = self.shoulders;
            }
            let world = [Point3 { x: 0.0, y: 0.0, z: 0.0 }; LANDMARKS];
            Ok((!first).then_some(Pose { score: 1.0, landmarks, world, has_depth: true }))
        }

        fn cost(&self) -> Cost {
            Cost::default()
        }
    }

    fn clip(name: &str) -> Clip {
        // With shoulders a hundred pixels above the hips, so that there is a torso to measure with.
        let mut json = super::super::truth::tests::json_of(5);
        for frame in json["frames"].as_array_mut().unwrap() {
            for shoulder in [Landmark::LeftShoulder, Landmark::RightShoulder] {
                frame["px"][shoulder.index()][1] = 140.0.into();
            }
        }
        let truth = Truth::parse("a.json", &json.to_string()).unwrap();
        Clip { name: name.to_owned(), path: PathBuf::from(name), truth }
    }

    fn open(path: &Path) -> Result<Box<dyn FrameSource>, Failure> {
        if path == Path::new("damaged") {
            return Err(Failure::bad_input("damaged: is damaged", "another"));
        }
        Ok(Box::new(Frames(0, path.display().to_string())))
    }

    #[test]
    fn clips_come_back_in_their_order_whoever_played_them() {
        let clips: Vec<_> = ["a", "damaged", "b", "c", "d", "e"].map(clip).to_vec();
        let engines = vec![engine(140.0), engine(140.0)];
        let recorded = record_all(&clips, engines, &open, &|_| {}, &Stop::default()).unwrap();
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
        let recorded = record_all(&[clip("a")], vec![engine(400.0)], &open, &|_| {}, &Stop::default());
        assert_eq!(recorded.unwrap()[0].as_ref().unwrap().acquired, None);
    }

    #[test]
    fn an_interrupt_leaves_no_half_report() {
        let stop = Stop::default();
        stop.store(true, Ordering::Relaxed);
        let recorded = record_all(&[clip("a")], vec![engine(140.0)], &open, &|_| {}, &stop);
        assert_eq!(recorded.err().map(|failure| failure.exit), Some(Exit::Failure));
    }
}
