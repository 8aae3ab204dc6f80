//! Recordings written and read again, whole, cut and damaged.

use std::io::Cursor;

use proptest::prelude::*;

use super::*;
use crate::body::{Keypoint, LANDMARKS, Pose, Sharpness};
use crate::body::{Point, Point3, Size};
use crate::measure::SpineShape;
use crate::measure::mannequin::Mannequin;
use crate::measure::{Spine, SpineChange, SpineCurve, SpineUnseen};

const SIZE: Size = Size::new(1280, 720);

/// The text of a recording of these moments, and what it says of each.
fn recorded(moments: &[Moment]) -> (String, Vec<Moment>) {
    let mut text = SharedText::default();
    let header = Header { program: Some("test".to_owned()), ..Header::default() };
    let mut recorder = Recorder::new(header, Box::new(text.clone()));
    let mut said = Vec::new();
    for moment in moments {
        match moment {
            Moment::Seen(seen) => said.push(Moment::Seen(recorder.frame(seen).unwrap())),
            Moment::Pressed { time, command } => {
                recorder.command(*time, *command).unwrap();
                said.push(moment.clone());
            }
        }
    }
    recorder.finish().unwrap();
    (text.take(), said)
}

/// A store that can be looked into after it is closed.
#[derive(Clone, Default)]
struct SharedText(std::sync::Arc<std::sync::Mutex<Vec<u8>>>);

impl SharedText {
    fn take(&mut self) -> String {
        String::from_utf8(std::mem::take(&mut self.0.lock().unwrap())).unwrap()
    }
}

impl std::io::Write for SharedText {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Store for SharedText {
    fn finish(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn read(text: &str) -> Result<Vec<Moment>, ReadError> {
    Reader::new(Cursor::new(text))?.collect()
}

fn wrong(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

fn cat() -> Spine {
    let shape = SpineShape {
        coefficients: [0.123_456_7, 0.01, -0.06, 0.001, 0.002],
        fit_error: 0.004,
        softness: 0.002,
        turn: 0.2,
        is_clockwise: true,
    };
    let curve = SpineCurve { curve: 0.058, lumbar: Some(0.03), thoracic: None, error: 0.01, shape };
    Spine { curve: Ok(curve), change: Some(SpineChange { change: 0.06, error: 0.012 }) }
}

fn seen(seconds: f64, spine: Option<Spine>) -> Moment {
    Moment::Seen(Observation { spine, ..Mannequin::tabletop().observe(seconds) })
}

fn session() -> Vec<Moment> {
    let hidden = Spine { curve: Err(SpineUnseen::OutlineHidden), change: None };
    vec![
        seen(0.0, None),
        seen(0.1, Some(cat())),
        Moment::Pressed { time: Timestamp::from_secs(0.1), command: Command::TogglePause },
        seen(0.2, Some(hidden)),
        Moment::Pressed { time: Timestamp::from_secs(0.2), command: Command::Next },
        Moment::Seen(Observation { time: Timestamp::from_secs(0.3), size: SIZE, pose: None, spine: None }),
    ]
}

#[test]
fn everything_that_was_seen_and_pressed_comes_back() {
    let (text, said) = recorded(&session());
    assert_eq!(read(&text).unwrap(), said);
    let Moment::Seen(first) = &said[1] else { panic!() };
    let shape = first.spine.unwrap().curve.unwrap().shape;
    assert!((shape.coefficients[0] - 0.123_46).abs() < 1e-12);
    assert!(text.contains(r#""unseen":"outline_hidden""#) && text.contains(r#"{"time":0.1,"command":"pause"}"#));
    // The picture's size is in the header, and in a line where it changes.
    assert_eq!(text.matches("\"size\"").count(), 1);
    assert_eq!(text.lines().count(), 7);
}

#[test]
fn a_command_may_come_before_the_first_frame() {
    let moments = [Moment::Pressed { time: Timestamp::ZERO, command: Command::Next }, seen(0.0, None)];
    let (text, said) = recorded(&moments);
    assert_eq!(read(&text).unwrap(), said);
    let (text, _) = recorded(&[]);
    assert!(read(&text).unwrap().is_empty(), "nothing was seen at all");
}

#[test]
fn a_flat_pose_stays_flat_and_what_it_does_not_know_unknown() {
    let Observation { pose: Some(pose), .. } = Mannequin::standing().observe(0.0) else { panic!() };
    let mut flat = Pose { has_depth: false, world: [Point3::default(); LANDMARKS], ..pose };
    flat.landmarks[3] = Keypoint::UNKNOWN;
    let before = Observation { time: Timestamp::ZERO, size: SIZE, pose: Some(flat), spine: None };
    let (text, said) = recorded(&[Moment::Seen(before)]);
    assert_eq!(read(&text).unwrap(), said);
    let Moment::Seen(Observation { pose: Some(pose), .. }) = &said[0] else { panic!() };
    assert!(!pose.has_depth && pose.landmarks[3] == Keypoint::UNKNOWN);
    assert!(!text.contains("world"));
}

#[test]
fn what_supple_pose_prints_is_a_recording_below_a_line_with_the_size() {
    let landmark = |name: &str| format!(r#"{{"name":"{name}","x":0.5,"y":null,"z":null,"visibility":0.9}}"#);
    let landmarks: Vec<String> = crate::body::Landmark::ALL.iter().map(|of| landmark(of.name())).collect();
    let pose = format!(
        r#"{{"score":0.9,"landmarks":[{}],"world":null,"angles":{{"left_knee":1.0}},"spine":{{"curve":0.1}}}}"#,
        landmarks.join(",")
    );
    let text = format!("{{\"width\":64,\"height\":48}}\n{{\"file\":\"a\",\"frame\":0,\"time\":0.5,\"pose\":{pose}}}\n");
    let moments = read(&text).unwrap();
    let [Moment::Seen(Observation { pose: Some(pose), spine: None, .. })] = &moments[..] else { panic!("{moments:?}") };
    assert!(!pose.has_depth && pose.landmarks.iter().all(|landmark| *landmark == Keypoint::UNKNOWN));
    let swapped = text.replacen("left_knee\",\"x", "nose\",\"x", 1);
    assert!(wrong(&swapped).contains("line 2: landmark 25 is `nose`; it should be `left_knee`"), "{}", wrong(&swapped));
}

#[test]
fn a_recording_that_was_not_closed_is_read_to_its_last_whole_line() {
    let (text, said) = recorded(&session());
    let lines: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    for cut in lines[0]..text.len() {
        let mut reader = Reader::new(Cursor::new(&text[..cut])).unwrap();
        let moments: Vec<Moment> = reader.by_ref().map(Result::unwrap).collect();
        let whole = lines.iter().filter(|&&end| end <= cut + 1).count() - 1;
        assert_eq!(moments, said[..whole], "cut at {cut}");
        let inside = !lines.iter().any(|&end| end == cut || end == cut + 1);
        assert_eq!(reader.is_cut_short(), inside, "cut at {cut}");
    }
}

#[test]
fn what_is_no_recording_says_so() {
    assert_eq!(wrong(""), "is empty");
    for text in ["\0\0\0 ftypisom", "stretch = 1\n", "{}\n", "[1]\n", r#"{"time":0.1,"event":"person_found"}"#] {
        assert!(wrong(text).starts_with("is no recording that this version knows: "), "{text}: {}", wrong(text));
    }
    let later = wrong("{\"format\":\"supple recording\",\"version\":2}\n");
    assert!(later.contains("version 2 of the format; this is version 1"), "{later}");
}

#[test]
fn a_damaged_line_is_named_with_what_is_wrong() {
    let (text, _) = recorded(&session());
    let lines: Vec<&str> = text.lines().collect();
    let with = |at: usize, line: &str| {
        let mut lines = lines.clone();
        lines[at] = line;
        wrong(&format!("{}\n", lines.join("\n")))
    };
    for (line, what) in [
        ("{", "line 3: EOF while parsing an object, at character 1"),
        (r#"{"time":1.0}"#, "line 3: missing field `pose`"),
        (r#"{"time":-1.0,"pose":null}"#, "line 3: `time` is -1, which cannot be"),
        (r#"{"time":1e300,"pose":null}"#, "line 3: `time` is"),
        (r#"{"time":1.0,"command":"jump"}"#, "line 3: unknown variant `jump`"),
        (r#"{"time":1.0,"pose":{"score":1.0,"landmarks":[],"world":[]}}"#, "line 3: `landmarks` has 0 places; 33"),
        (r#"{"time":1.0,"pose":null,"spine":{}}"#, "line 3: `spine` needs either `seen` or `unseen`"),
        (r#"{"time":1.0,"pose":null,"spine":{"unseen":"shy"}}"#, "line 3: unknown variant `shy`"),
        (r#"{"time":1.0,"pose":null,"size":[0,9]}"#, "line 3: a picture of 0 by 9 pixels"),
    ] {
        let said = with(2, line);
        assert!(said.starts_with(what), "{line}: {said}");
    }
    let far = lines[1].replacen("[[", "[[1e9,", 1);
    assert!(with(1, &far).starts_with("line 2: "), "{}", with(1, &far));
}

#[test]
fn a_line_without_end_takes_no_more_memory_than_a_line() {
    struct Endless;
    impl std::io::Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            buffer.fill(b'7');
            Ok(buffer.len())
        }
    }
    let header = Cursor::new("{\"width\":64,\"height\":48}\n");
    let input = std::io::BufReader::new(std::io::Read::chain(header, Endless));
    let mut reader = Reader::new(input).unwrap();
    let error = reader.next().unwrap().unwrap_err().to_string();
    assert_eq!(error, format!("line 2: has more than {LONGEST_LINE} bytes"));
    let error = read(&"x".repeat(LONGEST_LINE + 1)).unwrap_err().to_string();
    assert!(error.contains("its first line has more than"), "{error}");
}

prop_compose! {
    fn any_pose()(
        landmarks in prop::collection::vec((prop::num::f64::ANY, -2.0..4000.0_f64, prop::num::f64::ANY, -0.5..1.5_f64), LANDMARKS),
        world in prop::collection::vec((prop::num::f64::ANY, -3.0..3.0_f64, -1e6..1e6_f64), LANDMARKS),
        score in prop::num::f64::ANY, has_depth in any::<bool>(),
        sharpness in prop::option::of((prop::num::f64::ANY, 0.0..1.0_f64)),
    ) -> Pose {
        let mut pose = Pose {
            score, has_depth, sharpness: sharpness.map(|(head, trunk)| Sharpness { head, trunk }),
            landmarks: [Keypoint::UNKNOWN; LANDMARKS], world: [Point3::default(); LANDMARKS],
        };
        for (keypoint, (x, y, depth, visibility)) in pose.landmarks.iter_mut().zip(landmarks) {
            *keypoint = Keypoint { at: Point::new(x, y), depth, visibility };
        }
        for (place, (x, y, z)) in pose.world.iter_mut().zip(world) {
            *place = Point3 { x, y, z };
        }
        pose
    }
}

prop_compose! {
    fn any_spine()(
        values in prop::collection::vec(-0.5..0.5_f64, 10), wild in prop::num::f64::ANY,
        half in any::<bool>(), is_clockwise in any::<bool>(), is_seen in any::<bool>(),
    ) -> Spine {
        let shape = SpineShape {
            coefficients: [values[0], values[1], wild, values[3], values[4]],
            fit_error: values[5], softness: values[6], turn: wild, is_clockwise,
        };
        let curve = SpineCurve { curve: values[7], lumbar: half.then_some(values[8]), thoracic: None, error: wild, shape };
        Spine {
            curve: if is_seen { Ok(curve) } else { Err(SpineUnseen::TooUncertain) },
            change: half.then_some(SpineChange { change: wild, error: values[9] }),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever was seen can be written; what is read is what the session saw; and to record it again changes nothing.
    #[test]
    fn a_recording_says_what_it_said(
        pose in prop::option::of(any_pose()), spine in prop::option::of(any_spine()), seconds in 0.0..1e7_f64,
        width in 1..5000_u32, height in 1..5000_u32,
    ) {
        let size = Size::new(width, height);
        let moment = Moment::Seen(Observation { time: Timestamp::from_secs(seconds), size, pose, spine });
        let (text, said) = recorded(&[moment]);
        prop_assert_eq!(&read(&text).unwrap(), &said);
        let (again, said_again) = recorded(&said);
        prop_assert_eq!(&again, &text);
        prop_assert_eq!(&said_again, &said);
    }

    #[test]
    fn nothing_makes_the_reader_fall_over(text in "(\\{\"width\":[0-9]{1,3},\"height\":9\\}\n)?(\\PC|\n){0,60}") {
        let _ = Reader::new(Cursor::new(text.as_bytes())).map(|reader| reader.take(100).count());
    }

    #[test]
    fn a_flipped_byte_is_an_error_or_another_moment_and_never_a_panic(at in 0..20_000_usize, byte in any::<u8>()) {
        let (text, _) = recorded(&session());
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = Reader::new(Cursor::new(bytes)).map(|reader| reader.take(100).count());
    }
}
