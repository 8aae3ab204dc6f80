//! The stretches that the coach's own tests tell their stories with.

use std::sync::Arc;
use std::time::Duration;

use crate::measure::CameraSide;
use crate::measure::Measure;
use crate::stretch::definition::{
    CameraAdvice, Dose, Pace, Position, Range, Role, Step, Stretch, Target, TargetPose, TargetSide,
};

fn target(
    (id, measure, limb, role): (&str, Measure, TargetSide, Role),
    (low, high): (f64, f64),
    below: &str,
    above: &str,
) -> Target {
    let words = |text: &str| (!text.is_empty()).then(|| text.into());
    Target {
        id: id.into(),
        measure,
        limb,
        range: Range::new(low, high).unwrap(),
        from_start: false,
        deeper: None,
        role,
        below: words(below),
        above: words(above),
    }
}

fn stretch(id: &str, position: Position, sided: bool, setup: &str, targets: Vec<Target>) -> Stretch {
    Stretch {
        id: id.to_owned(),
        title: id.to_owned(),
        articles: Vec::new(),
        eases: Vec::new(),
        position,
        camera: CameraAdvice { see: CameraSide::Side, distance_m: 2.0, height_m: 0.5 },
        sided,
        alternates: false,
        dose: Dose { pace: Pace::Hold(Duration::from_secs(5)), reps: 1, rest: Duration::from_secs(5) },
        setup: setup.to_owned(),
        praise: "Lovely.".to_owned(),
        safety: Vec::new(),
        cannot_judge: None,
        guided: None,
        breath: false,
        targets,
        figure: None,
        poses: None,
    }
}

pub fn childs_pose() -> Stretch {
    use Measure::{Elbow, Hip, HipToHeel, Knee, Shoulder, ThighInclination};
    use Role::{Form, Must};
    use TargetSide::Near;
    stretch(
        "childs-pose",
        Position::Kneeling,
        false,
        "Sit back and walk your hands forward.",
        vec![
            target(("hip_to_heel", HipToHeel, Near, Must), (0.0, 0.6), "", "Sit back toward your heels."),
            target(("knee", Knee, Near, Must), (0.0, 60.0), "", "Sit back toward your heels."),
            target(("hip", Hip, Near, Must), (0.0, 70.0), "", "Fold forward."),
            target(("thigh", ThighInclination, Near, Must), (0.0, 85.0), "", "Come onto your knees."),
            target(("shoulder", Shoulder, Near, Form), (125.0, 180.0), "Walk your hands forward.", ""),
            target(("elbow", Elbow, Near, Form), (115.0, 180.0), "Let your arms grow long.", ""),
        ],
    )
}

pub fn sphinx() -> Stretch {
    use Measure::{Elbow, ForearmInclination, Head, Hip, Shoulder, ThighInclination, TrunkInclination};
    use Role::{Form, Must};
    use TargetSide::Near;
    stretch(
        "sphinx",
        Position::Prone,
        false,
        "Lie on your stomach and press your forearms down.",
        vec![
            target(
                ("trunk", TrunkInclination, Near, Must),
                (40.0, 75.0),
                "Come down a little.",
                "Let your chest rise.",
            ),
            target(
                ("forearm", ForearmInclination, Near, Must),
                (60.0, 120.0),
                "Rest your forearms.",
                "Rest your forearms.",
            ),
            target(("elbow", Elbow, Near, Must), (60.0, 125.0), "Slide your hands forward.", "Bend your elbows."),
            target(("hip", Hip, Near, Must), (140.0, 180.0), "Let your hips sink.", ""),
            target(("thigh", ThighInclination, Near, Must), (65.0, 110.0), "Let your hips sink.", "Rest your thighs."),
            target(("shoulder", Shoulder, Near, Form), (35.0, 85.0), "Elbows forward.", "Elbows back."),
            target(("head", Head, Near, Form), (70.0, 135.0), "Let your chin drop.", "Lift your head."),
        ],
    )
}

pub fn bird_dog() -> Stretch {
    use Measure::{Hip, Knee, ThighInclination, TrunkInclination, UpperArmInclination};
    use Role::{Form, Must};
    use TargetSide::{Near, Supporting, Working};
    stretch(
        "bird-dog",
        Position::HandsAndKnees,
        true,
        "Stretch one leg straight back.",
        vec![
            target(("working_knee", Knee, Working, Must), (150.0, 180.0), "Straighten your raised leg.", ""),
            target(
                ("working_thigh", ThighInclination, Working, Must),
                (60.0, 100.0),
                "Lift your leg.",
                "Lower your leg.",
            ),
            target(("working_hip", Hip, Working, Must), (150.0, 180.0), "Bring your leg in line.", ""),
            target(("trunk", TrunkInclination, Near, Must), (55.0, 105.0), "Lean forward.", "Straighten your arms."),
            target(("supporting_thigh", ThighInclination, Supporting, Must), (0.0, 30.0), "", "Knee under your hip."),
            target(
                ("supporting_arm", UpperArmInclination, Working, Form),
                (0.0, 25.0),
                "",
                "Hand under your shoulder.",
            ),
        ],
    )
}

/// Cat and cow, recognised by the head alone: a mannequin has no spine to bend. Looking straight down lies between them.
pub fn cat_cow() -> Stretch {
    use Measure::{Elbow, Head, ThighInclination, TrunkInclination};
    use Role::{Form, Must};
    use TargetSide::Near;
    let common = vec![
        target(("thigh", ThighInclination, Near, Must), (0.0, 25.0), "", "Keep your knees under your hips."),
        target(("trunk", TrunkInclination, Near, Must), (55.0, 105.0), "Lean forward.", "Straighten your arms."),
    ];
    let pose = |id: &str, say: &str, own: Vec<Target>| TargetPose {
        id: id.to_owned(),
        title: id.to_owned(),
        say: say.to_owned(),
        is_end: true,
        targets: common.iter().cloned().chain(own).collect(),
        figure: None,
    };
    let poses = [
        pose(
            "cat",
            "Let your head hang.",
            vec![
                target(("head", Head, Near, Must), (110.0, 180.0), "Let your head sink further.", ""),
                target(("elbow", Elbow, Near, Form), (150.0, 180.0), "Straighten your arms.", ""),
            ],
        ),
        pose(
            "cow",
            "Look ahead.",
            vec![target(("head", Head, Near, Must), (0.0, 75.0), "", "Lift your chin further.")],
        ),
    ];
    let dose = Dose { pace: Pace::Move { tempo: Duration::from_secs(4) }, reps: 3, rest: Duration::ZERO };
    let plain = stretch("cat-cow", Position::HandsAndKnees, false, "Come onto hands and knees.", common.clone());
    Stretch { dose, poses: Some(poses), ..plain }
}

/// Cat and cow by the bow of the back.
pub fn bowed_cat_cow() -> Stretch {
    let mut stretch = cat_cow();
    for (pose, range) in stretch.poses.iter_mut().flatten().zip([(0.028, 0.3), (-0.3, -0.022)]) {
        pose.targets.retain(|target| target.measure != Measure::Head);
        let words = if range.0 > 0.0 { ("Round your back.", "") } else { ("", "Let your belly sink.") };
        let bow = target(("bow", Measure::SpineChange, TargetSide::Near, Role::Must), range, words.0, words.1);
        pose.targets.push(bow);
    }
    stretch
}

/// Drawing the raised leg of a bird dog in and out again: a movement with sides.
pub fn leg_reach() -> Stretch {
    use Measure::{Knee, TrunkInclination};
    use Role::Must;
    use TargetSide::Working;
    let common = vec![target(
        ("trunk", TrunkInclination, TargetSide::Near, Must),
        (55.0, 105.0),
        "Lean forward.",
        "Straighten your arms.",
    )];
    let pose = |id: &str, say: &str, own: Target| TargetPose {
        id: id.to_owned(),
        title: id.to_owned(),
        say: say.to_owned(),
        is_end: id == "long",
        targets: common.iter().cloned().chain([own]).collect(),
        figure: None,
    };
    let poses = [
        pose(
            "in",
            "Knee back under you.",
            target(("knee", Knee, Working, Must), (60.0, 110.0), "Open.", "Bend your knee."),
        ),
        pose(
            "long",
            "Reach your leg back.",
            target(("knee", Knee, Working, Must), (150.0, 180.0), "Straighten your leg.", ""),
        ),
    ];
    let dose = Dose { pace: Pace::Move { tempo: Duration::from_secs(2) }, reps: 2, rest: Duration::ZERO };
    let plain = stretch("leg-reach", Position::HandsAndKnees, true, "Come onto hands and knees.", common.clone());
    Stretch { dose, poses: Some(poses), ..plain }
}

/// Breathing in child's pose: what is breathed can't be seen.
pub fn breathing() -> Stretch {
    let dose = Dose { pace: Pace::Hold(Duration::from_secs(2)), reps: 3, rest: Duration::from_secs(1) };
    Stretch { id: "breathing".to_owned(), dose, guided: Some("Breathe into your back.".to_owned()), ..childs_pose() }
}

/// A step of a routine: this stretch with its own dose.
pub fn own_step(stretch: Stretch) -> Step {
    Step { dose: stretch.dose, stretch: Arc::new(stretch) }
}

/// A step of a routine: this stretch with `reps` holds of `hold` seconds and `rest` seconds between.
pub fn step(stretch: Stretch, hold: f64, reps: u32, rest: f64) -> Step {
    Step {
        stretch: Arc::new(stretch),
        dose: Dose { pace: Pace::Hold(Duration::from_secs_f64(hold)), reps, rest: Duration::from_secs_f64(rest) },
    }
}
