//! Fixed inputs for the golden pictures: stills of rendered people with their true landmarks, and sessions at moments
//! that look different.

use std::sync::Arc;
use std::time::Duration;

use supple::body::{Angle, Point, Point3, Size, joint_angle};
use supple::body::{Keypoint, LANDMARKS, Landmark, Pose, Side};
use supple::coach::{Choice, Next, Offer, Outcome, Phase, Status, Subject, Title};
use supple::frame::{Frame, FrameKind};
use supple::judge::{Assessment, TargetIndex, TargetState};
use supple::judge::{Cue, Message, Tone};
use supple::language::Language;
use supple::measure::CameraSide;
use supple::measure::Formula;
use supple::measure::Measure;
use supple::measure::{Reading, Unseen};
use supple::stretch::{
    CameraAdvice, Dose, Figure, Pace, PoseIndex, Position, Range, Role, Stretch, Target, TargetPose, TargetSide,
};
use supple::time::Timestamp;
use supple::view::{Asked, Details, Letters, Look, Scene, Screen, Theme};

/// One moment to be painted.
pub struct Moment {
    pub name: &'static str,
    pub size: Size,
    pub frame: Option<Frame>,
    pub pose: Option<Pose>,
    pub screen: Screen,
    pub mirror: bool,
    pub look: Look,
    pub asked: Asked,
}

impl Moment {
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            frame: self.frame.as_ref(),
            pose: self.pose.as_ref(),
            screen: &self.screen,
            mirror: self.mirror,
            time: Timestamp::ZERO,
            asked: self.asked,
        }
    }

    /// Where the session stands that is shown.
    pub fn status(&self) -> Option<&Status> {
        if let Screen::Session(status) = &self.screen { Some(status) } else { None }
    }
}

/// A still with the person in it.
struct Still {
    frame: Frame,
    body: Body,
}

/// A person's landmarks in a still.
struct Body {
    pose: Pose,
    near: Side,
}

fn body(name: &str) -> Body {
    let poses: serde_json::Value = serde_json::from_str(include_str!("poses.json")).unwrap();
    let mut landmarks = [Keypoint::default(); LANDMARKS];
    for (landmark, row) in landmarks.iter_mut().zip(poses[name]["landmarks"].as_array().unwrap()) {
        landmark.at = Point::new(row[0].as_f64().unwrap(), row[1].as_f64().unwrap());
        landmark.visibility = if row[2] == 1 { 0.95 } else { 0.2 };
    }
    let near = if poses[name]["near"] == "left" { Side::Left } else { Side::Right };
    Body {
        pose: Pose { score: 0.99, sharpness: None, landmarks, world: [Point3::default(); LANDMARKS], has_depth: true },
        near,
    }
}

fn still(name: &str) -> Still {
    let jpeg: &[u8] = match name {
        "bird-dog" => include_bytes!("bird-dog.jpg"),
        "bird-dog-bent" => include_bytes!("bird-dog-bent.jpg"),
        "childs-pose" => include_bytes!("childs-pose.jpg"),
        _ => include_bytes!("sphinx.jpg"),
    };
    let image = image::load_from_memory(jpeg).unwrap().into_rgb8();
    Still { frame: frame(name, image), body: body(name) }
}

fn frame(name: &str, image: image::RgbImage) -> Frame {
    Frame { time: Timestamp::ZERO, index: 0, origin: name.into(), kind: FrameKind::Still, image }
}

/// An empty room in the shape that most laptops' cameras send: wall, skirting and floor.
fn empty_room() -> Frame {
    let image = image::RgbImage::from_fn(640, 360, |_, y| match y {
        0..220 => image::Rgb([176, 172, 166]),
        220..232 => image::Rgb([206, 204, 198]),
        _ => image::Rgb([112, 84, 62]),
    });
    frame("room", image)
}

/// The pose as a stretch's figure: in torso lengths about the hips, the head to the right, the near side as the right.
fn figure(name: &str) -> Figure {
    let Body { pose, near } = body(name);
    let hips = pose.at(Landmark::LeftHip).midpoint(pose.at(Landmark::RightHip));
    let shoulders = pose.at(Landmark::LeftShoulder).midpoint(pose.at(Landmark::RightShoulder));
    let torso = hips.distance(shoulders);
    let flip = if shoulders.x < hips.x { -1.0 } else { 1.0 };
    let drawn = Landmark::ALL.into_iter().filter(|landmark| {
        ["shoulder", "elbow", "wrist", "hip", "knee", "ankle", "foot_index", "ear", "nose"]
            .iter()
            .any(|part| landmark.name().ends_with(part))
    });
    let points = drawn.map(|landmark| {
        let away = pose.at(landmark) - hips;
        let named = if near == Side::Left { landmark.mirrored() } else { landmark };
        (named, Point::new(away.x / torso * flip, away.y / torso))
    });
    Figure { points: points.collect() }
}

fn target(id: &str, measure: Measure, limb: TargetSide, range: (f64, f64), role: Role) -> Target {
    let hint = Some("Mend it.".into());
    let range = Range::new(range.0, range.1).unwrap();
    Target {
        id: id.into(),
        measure,
        limb,
        range,
        from_start: false,
        deeper: None,
        role,
        below: hint.clone(),
        above: hint,
    }
}

fn stretch(id: &str) -> Stretch {
    use TargetSide::{Near, Supporting, Working};
    let (title, position, sided, setup, targets) = match id {
        "childs-pose" => (
            "Child's pose",
            Position::Kneeling,
            false,
            "From hands and knees, sit back toward your heels and walk your hands forward.",
            vec![
                target("hip", Measure::Hip, Near, (15.0, 70.0), Role::Must),
                target("knee", Measure::Knee, Near, (15.0, 55.0), Role::Must),
                target("hip_to_heel", Measure::HipToHeel, Near, (0.0, 0.5), Role::Must),
                target("shoulder", Measure::Shoulder, Near, (130.0, 180.0), Role::Form),
            ],
        ),
        "sphinx" => (
            "Sphinx",
            Position::Prone,
            false,
            "Lie on your stomach, elbows under your shoulders, and let the chest rise.",
            vec![
                target("trunk", Measure::TrunkInclination, Near, (40.0, 75.0), Role::Must),
                target("elbow", Measure::Elbow, Near, (65.0, 115.0), Role::Must),
                target("knee", Measure::Knee, Near, (150.0, 180.0), Role::Form),
            ],
        ),
        _ => (
            "Bird dog",
            Position::HandsAndKnees,
            true,
            "On hands and knees, stretch one leg straight back at the height of your trunk.",
            vec![
                target("working_knee", Measure::Knee, Working, (150.0, 180.0), Role::Must),
                target("working_hip", Measure::Hip, Working, (150.0, 180.0), Role::Must),
                target("supporting_hip", Measure::ThighInclination, Supporting, (0.0, 20.0), Role::Form),
            ],
        ),
    };
    Stretch {
        id: id.into(),
        title: title.into(),
        articles: vec!["D".into()],
        eases: vec!["lower back".into()],
        position,
        camera: CameraAdvice { see: CameraSide::Side, distance_m: 2.0, height_m: 0.5 },
        sided,
        alternates: false,
        dose: Dose { pace: Pace::Hold(Duration::from_secs(30)), reps: 5, rest: Duration::from_secs(10) },
        setup: setup.into(),
        praise: "Lovely and level. Keep breathing.".into(),
        safety: vec!["Sore knees? Put a cushion between hips and heels.".into()],
        cannot_judge: None,
        guided: None,
        breath: false,
        targets,
        figure: None,
        poses: None,
    }
}

/// The value of a measure on true landmarks.
fn measured(measure: Measure, side: Side, pose: &Pose) -> f64 {
    let at = |landmark| pose.at(side.of(landmark));
    match measure.definition().formula {
        Formula::JointAngle([first, joint, second]) => joint_angle(at(first), at(joint), at(second)).unwrap(),
        Formula::Inclination([foot, head]) => {
            let foot = at(foot);
            joint_angle(Point::new(foot.x, foot.y - 1.0), foot, at(head)).unwrap()
        }
        Formula::Between([from, to, other_from, other_to]) => {
            (at(to) - at(from)).angle_to(at(other_to) - at(other_from)).unwrap()
        }
        Formula::Distance([from, to]) => {
            at(from).distance(at(to)) / at(Landmark::RightShoulder).distance(at(Landmark::RightHip))
        }
        // Landmarks do not show the spine.
        _ => f64::NAN,
    }
}

fn assess(stretch: &Stretch, near: Side, pose: &Pose) -> Vec<Assessment> {
    let assessed = stretch.targets.iter().map(|target| {
        let side = if target.limb == TargetSide::Supporting { near.opposite() } else { near };
        let value = measured(target.measure, side, pose);
        let excess = target.range.excess(value);
        let state = if excess < 0.0 {
            TargetState::Below
        } else if excess > 0.0 {
            TargetState::Above
        } else {
            TargetState::Within
        };
        Assessment {
            target: target.clone(),
            side,
            reading: Reading::Seen { value, confidence: 0.9, error: 5.0 },
            state,
        }
    });
    assessed.collect()
}

/// A session in `phase`, with a person who is seen as `body`.
fn status(id: &str, body: Option<&Body>, phase: Phase, message: (Tone, &str)) -> Status {
    let aim = if id == "childs-pose" { "childs-pose-good" } else { id };
    let stretch = Stretch { figure: Some(figure(aim)), ..stretch(id) };
    let targets = body.map(|body| assess(&stretch, body.near, &body.pose)).unwrap_or_default();
    let mended = (message.0 == Tone::Mend)
        .then(|| targets.iter().position(|assessed| assessed.state != TargetState::Within))
        .flatten();
    Status {
        side: body.filter(|_| stretch.sided).map(|body| body.near),
        pose: None,
        near: body.map(|body| body.near),
        view: None,
        subject: Subject::Stretch(Arc::new(stretch)),
        phase,
        held: Duration::from_secs(18),
        hold: Duration::from_secs(30),
        is_moved: false,
        is_timed: false,
        own_range: false,
        fell_short: 0,
        reps_done: 2,
        reps: 5,
        message: Message { tone: message.0, cue: Cue::Mend(message.1.into()), target: mended.map(TargetIndex) },
        targets,
        next: Next::Stretch("Cat and cow".into()),
        progress: 0.4,
        sign: 0.0,
        offer: None,
    }
}

/// Somebody seen in the mirror.
fn moment(name: &'static str, size: Size, still: Still, status: Status) -> Moment {
    Moment {
        name,
        size,
        frame: Some(still.frame),
        pose: Some(still.body.pose),
        screen: Screen::Session(status),
        mirror: true,
        look: Look::default(),
        asked: Asked::default(),
    }
}

/// An empty room with something shown beside it.
fn in_empty_room(name: &'static str, size: Size, screen: Screen) -> Moment {
    let (frame, look, asked) = (Some(empty_room()), Look::default(), Asked::default());
    Moment { name, size, frame, pose: None, screen, mirror: true, look, asked }
}

const LIGHT: Look = Look { theme: Theme::Light, letters: Letters::Normal, language: Language::English };
const LARGEST: Look = Look { theme: Theme::Dark, letters: Letters::Largest, language: Language::English };
const LIGHT_LARGEST: Look = Look { theme: Theme::Light, letters: Letters::Largest, language: Language::English };

/// Somebody who is told how to get into a stretch.
fn getting_ready(name: &'static str, size: Size) -> Moment {
    let person = still("childs-pose");
    let mut ready = status("childs-pose", Some(&person.body), Phase::Positioning, (Tone::Guide, ""));
    (ready.held, ready.reps_done, ready.reps) = (Duration::ZERO, 0, 3);
    ready.message.cue = Cue::SetUp(ready.subject.stretch().unwrap().setup.clone());
    moment(name, size, person, ready)
}

/// Somebody whose hips are too high.
fn mending(name: &'static str, size: Size) -> Moment {
    let person = still("childs-pose");
    let mend = (Tone::Mend, "Sit your hips back toward your heels.");
    let mut mending = status("childs-pose", Some(&person.body), Phase::Positioning, mend);
    (mending.held, mending.reps_done, mending.reps) = (Duration::ZERO, 0, 3);
    moment(name, size, person, mending)
}

/// A session that stands still, with what may be chosen.
fn stopped(name: &'static str, size: Size) -> Moment {
    let mut stopped = status("sphinx", None, Phase::Stopped, (Tone::Guide, "Paused. Raise an arm to choose."));
    stopped.next = Next::Nothing;
    stopped.sign = 0.6;
    stopped.offer = Some(Offer { choices: &Choice::ALL, offered: Choice::Skip });
    in_empty_room(name, size, Screen::Session(stopped))
}

/// The same in light colours, with the largest letters, in windows of other shapes, and with what may be asked for.
fn otherwise(usual: Size) -> Vec<Moment> {
    let table = Size::new(800, 600);
    let tall = Size::new(540, 960);
    let costs =
        Details { frames_per_second: Some(29.6), delay: Some(Duration::from_millis(43)), processor: Some(0.34) };
    vec![
        getting_ready("ready", usual),
        Moment { look: LIGHT, ..getting_ready("ready-light", usual) },
        Moment { look: LARGEST, ..getting_ready("ready-largest", usual) },
        Moment { look: LIGHT, ..getting_ready("ready-tall", tall) },
        Moment { look: LIGHT, ..mending("mending-light", usual) },
        Moment { look: LARGEST, ..mending("mending-largest", usual) },
        Moment { look: LIGHT_LARGEST, ..mending("mending-table", table) },
        Moment { look: LARGEST, ..mending("mending-tall", tall) },
        Moment { look: LIGHT, ..stopped("stopped-light", Size::new(800, 450)) },
        Moment { look: LARGEST, ..stopped("stopped-largest", Size::new(800, 450)) },
        Moment { asked: Asked { ghost: true, details: Some(costs), help: false }, ..mending("asked", usual) },
        Moment { asked: Asked { help: true, ..Asked::default() }, ..mending("help", Size::new(800, 450)) },
    ]
}

/// Somebody who shows a stretch that nobody knows yet.
fn unplanned() -> Moment {
    let person = still("sphinx");
    let hold = (Tone::Good, "Good. Keep holding; come out when you are done.");
    let mut learning = status("sphinx", Some(&person.body), Phase::Holding, hold);
    learning.subject = Subject::Unknown { title: Title::Learning("mine".into()), camera: learning.subject.camera() };
    learning.targets.clear();
    (learning.next, learning.reps_done, learning.reps) = (Next::Unplanned, 0, 1);
    moment("unplanned", Size::new(800, 450), person, learning)
}

/// A movement between two poses, and a hold for what the camera can't see.
fn moved_and_timed(usual: Size) -> [Moment; 2] {
    let person = still("bird-dog");
    let say = (Tone::Guide, "Draw the raised knee in under your belly.");
    let mut moving = status("bird-dog", Some(&person.body), Phase::Moving, say);
    (moving.held, moving.hold, moving.is_moved, moving.pose) =
        (Duration::ZERO, Duration::ZERO, true, Some(PoseIndex::First));
    (moving.reps, moving.reps_done) = (10, 4);
    let mut moved = moving.subject.stretch().unwrap().clone();
    let pose = |title: &str, figure| TargetPose {
        id: title.to_lowercase(),
        title: title.into(),
        say: say.1.into(),
        is_end: true,
        targets: moved.targets.clone(),
        figure: Some(figure),
    };
    let poses = [pose("Knee in", figure("bird-dog-bent")), pose("Leg long", figure("bird-dog"))];
    moved.poses = Some(poses);
    moving.subject = Subject::Stretch(Arc::new(moved));
    let moving = moment("moving", usual, person, moving);

    let person = still("sphinx");
    let guide = (Tone::Guide, "Breathe into your belly and let it press into the mat.");
    let mut timed = status("sphinx", Some(&person.body), Phase::Holding, guide);
    (timed.is_timed, timed.held) = (true, Duration::from_secs(2));
    [moving, moment("timed", usual, person, timed)]
}

/// Every moment that has a golden picture.
#[allow(clippy::too_many_lines, reason = "a list")]
pub fn all() -> Vec<Moment> {
    let usual = Size::new(960, 540);
    let bird_dog = || still("bird-dog");
    let mut moments = Vec::new();

    let person = bird_dog();
    let good = (Tone::Good, "Lovely and level. Keep breathing.");
    let holding = status("bird-dog", Some(&person.body), Phase::Holding, good);
    moments.push(moment("holding", usual, person, holding));

    moments.push(Moment { mirror: false, ..mending("mending", usual) });

    let person = still("bird-dog-bent");
    let mend = (Tone::Mend, "Straighten the raised knee and reach the heel back.");
    let paused = status("bird-dog", Some(&person.body), Phase::Paused, mend);
    moments.push(moment("paused", usual, person, paused));

    let guide = (Tone::Unseen, "I can't see you yet. Come into the picture.");
    let mut searching = status("sphinx", None, Phase::Searching, guide);
    (searching.held, searching.reps_done, searching.progress) = (Duration::ZERO, 0, 0.0);
    moments.push(in_empty_room("searching", usual, Screen::Session(searching)));

    let person = still("sphinx");
    let mut unseen = status("sphinx", Some(&person.body), Phase::Paused, (Tone::Unseen, "I can't see your feet."));
    unseen.targets[2].reading = Reading::Unseen(Unseen::OutOfPicture);
    unseen.targets[2].state = TargetState::Unseen;
    let mut hidden = moment("unseen", Size::new(800, 450), person, unseen);
    for landmark in [Landmark::LeftAnkle, Landmark::LeftHeel, Landmark::LeftFootIndex] {
        hidden.pose.as_mut().unwrap().landmarks[landmark.index()].visibility = 0.1;
    }
    moments.push(hidden);

    let person = bird_dog();
    let rest = (Tone::Guide, "Rest. Next time with the other leg.");
    let mut resting = status("bird-dog", None, Phase::Resting(Duration::from_secs(7)), rest);
    (resting.held, resting.reps_done) = (Duration::ZERO, 3);
    moments.push(Moment {
        frame: Some(empty_room()),
        pose: None,
        ..moment("resting", Size::new(800, 450), person, resting)
    });

    let person = still("sphinx");
    let guide = (Tone::Guide, "Press the forearms down and let the chest rise.");
    let mut portrait = status("sphinx", Some(&person.body), Phase::Positioning, guide);
    (portrait.held, portrait.reps, portrait.reps_done) = (Duration::ZERO, 20, 3);
    moments.push(moment("portrait", Size::new(540, 960), person, portrait));

    let person = bird_dog();
    let small = status("bird-dog", Some(&person.body), Phase::Holding, good);
    moments.push(moment("small", Size::new(640, 480), person, small));

    let person = bird_dog();
    let mut raised = status("bird-dog", Some(&person.body), Phase::Holding, good);
    raised.sign = 0.7;
    moments.push(moment("sign", usual, person, raised));

    moments.extend(moved_and_timed(usual));
    moments.push(unplanned());

    moments.push(stopped("stopped", Size::new(800, 450)));
    moments.extend(otherwise(usual));

    let outcome = |reps_done, (tone, words): (Tone, &str)| Outcome {
        title: Title::Own("Sphinx".into()),
        side: None,
        near: None,
        message: Message { tone, cue: Cue::Mend(words.into()), target: None },
        reps_done,
        reps: 5,
        progress: Some(1.0),
    };
    let done = Screen::Summary(outcome(5, (Tone::Good, "Done. Well stretched!")));
    moments.push(in_empty_room("done", Size::new(800, 450), done));

    // Who only skips is not praised.
    let skipped = Screen::Summary(outcome(0, (Tone::Guide, "That's all. Come back when you like.")));
    moments.push(in_empty_room("skipped", Size::new(800, 450), skipped));

    let starting = in_empty_room("starting", Size::new(640, 360), Screen::notice("Starting the camera ..."));
    moments.push(Moment { frame: None, ..starting });
    moments
}
