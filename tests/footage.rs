//! The whole program on rendered people whose true pose is known, where that footage lies beside the project.

mod people;

use std::path::Path;

use people::{Session, footage};

fn run(folder: &Path, clip: &str, stretch: &str, hold: u32) -> Session {
    Session::run(&folder.join(clip), stretch, hold)
}

#[test]
fn good_form_completes_a_short_hold_and_counts_a_long_one_truly() {
    let Some(folder) = footage() else { return };
    for (clip, stretch) in [
        ("childs-pose.good.side.female_a.mp4", "childs-pose"),
        ("sphinx.good.side.female_a.mp4", "sphinx"),
        ("bird-dog.good.side.female_a.mp4", "bird-dog"),
        ("bird-dog-leg.good.side.female_a.mp4", "bird-dog"),
    ] {
        assert!(run(&folder, clip, stretch, 5).has("hold_completed"), "{clip}");
        // The pose is held for 8 s, with the time it takes to get in and out of it.
        let held = run(&folder, clip, stretch, 30).held();
        assert!((7.0..=9.0).contains(&held), "{clip}: {held} s held");
    }
}

#[test]
fn what_must_hold_and_does_not_is_not_counted_and_gets_its_hint() {
    let Some(folder) = footage() else { return };
    for (clip, stretch, target) in [
        ("childs-pose.hips_high.side.male_a.mp4", "childs-pose", "hip_to_heel"),
        ("sphinx.elbows_forward.side.male_a.mp4", "sphinx", "shoulder"),
        ("bird-dog.bent_leg.side.male_a.mp4", "bird-dog", "working_knee"),
        ("bird-dog-leg.bent_leg.side.male_a.mp4", "bird-dog", "working_knee"),
    ] {
        let session = run(&folder, clip, stretch, 30);
        assert!(session.held() < 1.0, "{clip}: {} s held", session.held());
        assert!(session.hints().contains(&target), "{clip}: {:?}", session.hints());
    }
}

#[test]
fn form_is_hinted_at_while_the_hold_counts() {
    let Some(folder) = footage() else { return };
    for (clip, stretch, target) in [
        ("childs-pose.arms_bent.side.male_a.mp4", "childs-pose", "shoulder"),
        ("sphinx.chin_craned.side.male_a.mp4", "sphinx", "head"),
    ] {
        let session = run(&folder, clip, stretch, 30);
        assert!(session.held() > 6.0, "{clip}: {} s held", session.held());
        assert!(session.hints().contains(&target), "{clip}: {:?}", session.hints());
    }
}

#[test]
fn nothing_is_counted_and_nobody_corrected_without_a_stretch() {
    let Some(folder) = footage() else { return };
    for clip in
        ["standing.good.side.female_a.mp4", "standing.leaning.side.male_a.mp4", "tabletop.good.side.female_a.mp4"]
    {
        for stretch in ["childs-pose", "sphinx", "bird-dog"] {
            let session = run(&folder, clip, stretch, 5);
            assert!(!session.has("hold_started"), "{clip} as {stretch}");
            assert_eq!(session.hints(), [""; 0], "{clip} as {stretch}");
        }
    }
}
