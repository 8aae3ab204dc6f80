//! `supple devices` and `supple doctor`: what is there, what works, and what to do about what doesn't.

use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::camera;
use super::camera::{CameraInfo, CameraOptions};
use super::confined;
use super::confined::Strength;
use super::onnx::OnnxError;
use super::plain::shown;
use super::sound::{Loudspeaker, SystemVoice, Voice, VoiceError};
use super::window::DesktopWindow;
use super::{bench_source, onnx, telemetry, video};
use crate::body::Size;
use crate::body::VISIBLE;
use crate::language::Language;
use crate::seam::{EstimateError, FrameSource, PoseEstimator, SourceError, Speaker};
use crate::speech::sounds;
use crate::speech::{Given, Heard, Priority, Sound};
use crate::time::Timestamp;

/// What one part's examination found.
struct Finding {
    part: &'static str,
    /// Whether anything can be coached without it.
    essential: bool,
    /// What works, or what doesn't with its remedy.
    outcome: Result<String, Complaint>,
}

/// What doesn't work, and what to do about it.
#[derive(Clone, Debug)]
pub struct Complaint {
    /// What.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// What is examined, besides what there is only one of.
#[derive(Debug)]
pub struct Patient<'a> {
    /// The camera's number, or part of its name; the first one where there is none.
    pub camera: Option<&'a str>,
    /// The folder of the pose models; those inside the program where there is none.
    pub models: Option<&'a Path>,
    /// A pose model of the person's own.
    pub pose_model: Option<&'a Path>,
    /// The language that is spoken.
    pub language: Language,
    /// How it is with the settings, which were read to know all this.
    pub settings: Result<String, Complaint>,
}

impl From<SourceError> for Complaint {
    fn from(error: SourceError) -> Self {
        let what = error.to_string();
        let (SourceError::NoCamera { remedy, .. }
        | SourceError::CameraLost { remedy, .. }
        | SourceError::BadFile { remedy, .. }
        | SourceError::MissingTool { remedy, .. }) = error;
        // The reader of this has asked the doctor already.
        Self { what, remedy: camera::in_doctors_words(&remedy) }
    }
}

impl From<EstimateError> for Complaint {
    fn from(EstimateError { what, remedy }: EstimateError) -> Self {
        let asked = remedy.contains("`supple doctor`") && !remedy.contains("as in `");
        Self { what, remedy: if asked { "report this, please".to_owned() } else { remedy } }
    }
}

/// Writes a list of the cameras with what they can send. No camera is an error.
pub fn devices(out: &mut dyn Write) -> Result<(), DevicesError> {
    let cameras = camera::list_cameras()?;
    if cameras.is_empty() {
        return Err(camera::no_camera().into());
    }
    for camera in &cameras {
        write_camera(camera, out)?;
    }
    Ok(())
}

/// Why the cameras could not be listed.
#[derive(Debug, thiserror::Error)]
pub enum DevicesError {
    /// There is none, or the system doesn't say.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The list could not be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

fn write_camera(camera: &CameraInfo, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}: {}", camera.index, camera.name)?;
    if let Some(trouble) = &camera.trouble {
        writeln!(out, "    {}\n    try: {}", trouble.what, trouble.remedy)?;
    }
    for mode in &camera.modes {
        writeln!(out, "    {mode}")?;
    }
    Ok(())
}

/// Examines every part, writes what works and the remedy for what doesn't, and answers whether Supple can coach at all
/// (from a file, if not from a camera).
pub fn check_up(patient: &Patient<'_>, out: &mut dyn Write) -> io::Result<bool> {
    let &Patient { camera, models, pose_model, language, ref settings } = patient;
    let examinations: [&dyn Fn() -> Finding; 9] = [
        &|| Finding { part: "settings", essential: false, outcome: settings.clone() },
        &|| Finding { part: CAMERA, essential: false, outcome: examine_camera(camera) },
        &|| Finding { part: "ONNX Runtime", essential: true, outcome: examine_runtime() },
        &|| Finding { part: "telemetry", essential: true, outcome: examine_telemetry(&telemetry::left_behind()) },
        &|| Finding { part: "models", essential: true, outcome: examine_models(models, pose_model) },
        &|| Finding { part: "window", essential: false, outcome: examine_window() },
        &|| Finding { part: "sound", essential: false, outcome: examine_sound(language) },
        &|| Finding { part: "ffmpeg", essential: false, outcome: examine_ffmpeg() },
        &|| Finding { part: "confinement", essential: false, outcome: examine_confinement(confined::strength()) },
    ];
    let (mut can_coach, mut all_well, mut has_camera) = (true, true, true);
    for examine in examinations {
        let Finding { part, essential, outcome } = examine();
        match outcome {
            Ok(what) => writeln!(out, "ok   {part}: {what}")?,
            Err(Complaint { what, remedy }) => {
                writeln!(out, "no   {part}: {what}\n     try: {remedy}")?;
                all_well = false;
                can_coach &= !essential;
                has_camera &= part != CAMERA;
            }
        }
        // An examination can take a second; somebody who waits should see how far it is.
        out.flush()?;
    }
    writeln!(out, "\n{}", verdict(can_coach, has_camera, all_well))?;
    Ok(can_coach)
}

/// The part without which nobody can be coached live.
const CAMERA: &str = "camera";

const fn verdict(can_coach: bool, has_camera: bool, all_well: bool) -> &'static str {
    match (can_coach, has_camera, all_well) {
        (false, ..) => "Supple can't coach yet: mend what is marked `no` above.",
        (_, false, _) => {
            "Supple can't coach you yet, for want of a camera; it can play videos and pictures (`--input FILE`)."
        }
        (.., true) => "All is well: start with `supple`.",
        (.., false) => "Supple can coach; what is marked `no` above doesn't work yet.",
    }
}

fn examine_camera(wanted: Option<&str>) -> Result<String, Complaint> {
    let mut source = camera::open(wanted, CameraOptions::default())?;
    match source.next_frame()? {
        Some(frame) => {
            let (width, height) = frame.image.dimensions();
            Ok(format!("{} sends {width}×{height} pictures", frame.origin))
        }
        None => Err(camera::no_camera().into()),
    }
}

fn examine_runtime() -> Result<String, Complaint> {
    let info = onnx::runtime_info().map_err(EstimateError::from)?;
    let version = info.version.unwrap_or_else(|| "of unknown version".to_owned());
    Ok(format!("{version}, {}", shown(&info.path)))
}

/// `left` are the files that telemetry has left on this machine. They stay: another program may have made them, or use them.
fn examine_telemetry(left: &[PathBuf]) -> Result<String, Complaint> {
    if !telemetry::is_off() {
        return Err(EstimateError::from(OnnxError::TelemetryOn).into());
    }
    let off = "off; nothing is sent anywhere";
    if left.is_empty() {
        return Ok(off.to_owned());
    }
    let files: String = left.iter().fold(String::new(), |files, file| files + "\n     " + &shown(file));
    let quoted: String = left.iter().fold(String::new(), |all, file| all + " " + &quoted(file));
    Ok(format!(
        "{off}\n     An earlier Supple, or another program with ONNX Runtime, left these files of its telemetry:{files}\n     Delete them \
         with: rm{quoted}"
    ))
}

/// The path as a shell takes it.
fn quoted(path: &Path) -> String {
    format!("'{}'", shown(path).replace('\'', "'\\''"))
}

fn examine_models(models: Option<&Path>, pose_model: Option<&Path>) -> Result<String, Complaint> {
    if let Some(descriptor) = pose_model {
        return examine_own_model(descriptor);
    }
    let mut estimator = onnx::estimator(models).map_err(EstimateError::from)?;
    let place = models.map_or_else(|| "inside the program".to_owned(), shown);
    match estimator.estimate(&bench_source::person()?)? {
        Some(pose) => {
            Ok(format!("{place}; they find the person in the built-in picture ({:.0} %)", pose.score * 100.0))
        }
        None => Err(Complaint {
            what: format!("{place}; they run, but find nobody in the built-in picture"),
            remedy: "leave out --models, or copy the project's `models` folder anew".to_owned(),
        }),
    }
}

fn examine_own_model(descriptor: &Path) -> Result<String, Complaint> {
    let mut estimator = onnx::own_model(descriptor).map_err(EstimateError::from)?;
    let name = shown(descriptor);
    match estimator.estimate(&bench_source::person()?)? {
        Some(pose) => {
            let seen = pose.landmarks.iter().filter(|keypoint| keypoint.visibility >= VISIBLE).count();
            Ok(format!("{name}; it sees {seen} landmarks of the person in the built-in picture"))
        }
        None => Err(Complaint {
            what: format!("{name}; it runs, but finds nobody in the built-in picture"),
            remedy: "compare its colour order, layout, scale, mean and std with how the model was trained, or lower \
                     score_threshold"
                .to_owned(),
        }),
    }
}

fn examine_window() -> Result<String, Complaint> {
    match DesktopWindow::open(Size::new(320, 240)) {
        Ok(_) => Ok("a window can be opened".to_owned()),
        Err(error) => Err(Complaint { what: error.what, remedy: error.remedy }),
    }
}

/// Plays the chime, and says which voice speaks.
fn examine_sound(language: Language) -> Result<String, Complaint> {
    let damaged = |error: VoiceError| Complaint {
        what: error.to_string(),
        remedy: "build the program anew, or report this, please".to_owned(),
    };
    let voice = Arc::new(Voice::carried(language).map_err(damaged)?);
    let system = SystemVoice::find(language);
    let speaks = match &system {
        Some(system) => format!("{} speaks what it can't, as in stretches of your own", system.name()),
        None => "nothing speaks what it can't, as in stretches of your own: `espeak-ng` would".to_owned(),
    };
    let name = voice.name().to_owned();
    let trouble = Arc::new(Mutex::new(String::new()));
    let noted = Arc::clone(&trouble);
    let mut speaker = Loudspeaker::open(
        voice,
        system,
        CHIME_VOLUME,
        Box::new(move |note| note.clone_into(&mut noted.lock().unwrap_or_else(PoisonError::into_inner))),
    );
    if !speaker.opens() {
        let what = trouble.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let why = what.split(';').next().unwrap_or_default();
        return Err(Complaint {
            what: format!("{why} (the voice {name} is inside the program; {speaks})"),
            remedy: "connect headphones or a loudspeaker, or switch the card on in the system's sound settings"
                .to_owned(),
        });
    }
    let chime = Sound::Found;
    let lasts = sounds::length(chime);
    let given =
        Given { time: Timestamp::ZERO, cue: "doctor", heard: Heard::Sound(chime), lasts, priority: Priority::Next };
    // It never fails: it is there or it isn't.
    let _ = speaker.give(&given);
    let mut waited = Duration::ZERO;
    while !speaker.is_silent() && waited < CHIME_PATIENCE {
        std::thread::sleep(MOMENT);
        waited += MOMENT;
    }
    Ok(format!("did you hear a chime? The voice {name} is inside the program; {speaks}"))
}

/// How loud the chime is, and how long anybody waits for it.
const CHIME_VOLUME: f32 = 0.7;
const CHIME_PATIENCE: Duration = Duration::from_secs(3);
const MOMENT: Duration = Duration::from_millis(20);

fn examine_ffmpeg() -> Result<String, Complaint> {
    if video::ffmpeg_is_installed() {
        Ok("installed; video files can be played".to_owned())
    } else {
        Err(video::missing_ffmpeg().into())
    }
}

/// What ffmpeg and espeak-ng are kept from.
fn examine_confinement(strength: Strength) -> Result<String, Complaint> {
    let lacking = match strength {
        Strength::Full => {
            return Ok(
                "ffmpeg and espeak-ng reach no network, and no file of yours but the film they are given".to_owned()
            );
        }
        Strength::None if cfg!(not(target_os = "linux")) => {
            return Ok("none on this system: ffmpeg may do all that a program of yours may".to_owned());
        }
        Strength::Partial { files: false, .. } => "every file of yours",
        Strength::Partial { .. } => "networks",
        Strength::None => "networks and every file of yours",
    };
    Err(Complaint {
        what: format!("this kernel can't keep ffmpeg and espeak-ng from {lacking}"),
        remedy: "use a Linux kernel with seccomp and Landlock (5.13 or newer), or play only films that you trust"
            .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_are_not_kept_from_is_said() {
        assert!(examine_confinement(Strength::Full).unwrap().contains("no network"));
        let lacks = |strength| examine_confinement(strength).unwrap_err().what;
        assert!(lacks(Strength::Partial { files: false, network: true }).ends_with("from every file of yours"));
        assert!(lacks(Strength::Partial { files: true, network: false }).ends_with("from networks"));
    }

    #[test]
    fn without_a_camera_nobody_is_told_that_they_can_be_coached() {
        assert!(verdict(true, true, true).starts_with("All is well"));
        assert!(verdict(true, true, false).starts_with("Supple can coach;"));
        assert!(verdict(true, false, false).contains("can't coach you yet, for want of a camera"));
        assert!(verdict(false, false, false).starts_with("Supple can't coach yet"));
    }

    #[test]
    fn the_doctor_does_not_send_anybody_to_the_doctor() {
        let complaint = Complaint::from(camera::no_camera());
        assert!(complaint.remedy.contains("--input") && !complaint.remedy.contains("doctor"), "{}", complaint.remedy);
        let remedy = "run `supple doctor`, which tries the models one by one".to_owned();
        let complaint = Complaint::from(EstimateError { what: "x".to_owned(), remedy });
        assert!(!complaint.remedy.contains("doctor"), "{}", complaint.remedy);
        let complaint = Complaint::from(EstimateError::from(OnnxError::TelemetryOn));
        assert!(complaint.remedy.contains("as in `ORT_DISABLE_TELEMETRY=1 supple doctor`"), "{}", complaint.remedy);
    }

    #[test]
    fn what_telemetry_left_is_named_with_the_command_that_deletes_it() {
        let told = |left: &[PathBuf]| examine_telemetry(left).ok().unwrap();
        assert_eq!(told(&[]), "off; nothing is sent anywhere");
        let left = ["/home/a b/.cache/deviceid", "/tmp/it's/.ses"].map(PathBuf::from);
        let expected = "off; nothing is sent anywhere\n     \
            An earlier Supple, or another program with ONNX Runtime, left these files of its telemetry:\n     \
            /home/a b/.cache/deviceid\n     /tmp/it's/.ses\n     \
            Delete them with: rm '/home/a b/.cache/deviceid' '/tmp/it'\\''s/.ses'";
        assert_eq!(told(&left), expected);
    }
}
