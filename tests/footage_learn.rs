//! Stretches learned from filmed demonstrations, and coached with the same films and with films of faults.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use crate::people::{Session, footage, printed, truth};

/// Good demonstrations, each with a fault that a reader would expect what was learned to refuse.
const TAUGHT: [(&str, Option<&str>); 5] = [
    ("childs-pose.good.side.female_a", Some("childs-pose.hips_high.side.male_a")),
    ("sphinx.good.side.female_a", None),
    ("supine-hamstring.good.side.female_a", Some("supine-hamstring.knee_bent.side.male_a")),
    ("standing-side-bend.good.front.female_a", None),
    ("double-knee-to-chest.good.side.female_a", None),
];

#[test]
#[cfg_attr(not(have_footage), ignore = "needs ../shared/footage and real, ffmpeg and ONNX Runtime")]
fn what_is_learned_from_a_film_counts_the_same_film() {
    let folder = footage();
    let folder_of_stretches = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    for (clip, fault) in TAUGHT {
        let stretch = clip.split('.').next().unwrap();
        let film = folder.join(format!("{clip}.mp4"));
        let hold_seconds = truth(&folder, clip)["hold_seconds"].as_f64().unwrap();
        let toml = folder_of_stretches.path().join(format!("{stretch}.toml"));
        let toml = toml.to_str().unwrap();
        printed(&["learn", stretch, "--input", film.to_str().unwrap(), "--out", toml]);
        let counted = Session::replay(clip, toml, 30).held();
        println!("{clip:<45} {counted:>5.1} s of {hold_seconds:.1}");
        if !(0.7..=1.3).contains(&(counted / hold_seconds)) {
            wrong.push(format!("{clip}: {counted} s of {hold_seconds}"));
        }
        for (other, most) in fault.map(|fault| (fault, 1.0)).into_iter().chain([(STANDING, 0.0)]) {
            let counted = Session::replay(other, toml, 30).held();
            println!("    {other:<41} {counted:>5.1} s");
            if counted > most {
                wrong.push(format!("{clip} counts {other}: {counted} s"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Nobody stretches in this one.
const STANDING: &str = "standing.good.side.female_a";
