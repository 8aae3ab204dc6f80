//! The table: one row for each measure, which is all that anything knows of it. A new measure is a new row here.

use super::definition::Posture::{Lying, Prone, Standing, Supine};
use super::definition::Segment::{Arm, Foot, Forearm, Head, Shin, Thigh, Trunk, Turn};
use super::definition::{
    DEGREES_OFF, Definition, FARTHEST, degrees, distance, height, inclination, joint, lengths, ratio, spine, tilt,
};
use super::formula::{Bow, Formula, Relative, Tilt, Trunk as OfTrunk};
use crate::body::Landmark::{
    Nose, RightAnkle, RightEar, RightElbow, RightFootIndex, RightHeel, RightHip, RightKnee, RightShoulder, RightWrist,
};
use crate::measure::view::Plane;

/// No shoulder rises by more than this, in torso lengths: the whole neck is 0.45 long.
const MOST_SHRUGGED: f64 = 0.5;

/// Makes the list of measures, and the table, of the rows.
macro_rules! measures {
    ($($(#[doc = $doc:literal])+ $measure:ident: $row:expr;)+) => {
        /// A quantity measured on one pose. Each is a row of one table: see [`Measure::definition`].
        ///
        /// ```
        /// use supple::measure::{Measure, Unit};
        ///
        /// let knee = Measure::from_name("knee").ok_or("no such measure")?;
        /// let row = knee.definition();
        /// assert_eq!((row.title, row.unit, row.span), ("knee angle", Unit::Degrees, (0.0, 180.0)));
        /// # Ok::<(), &str>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Measure {
            $($(#[doc = $doc])+ $measure,)+
        }

        impl Measure {
            /// All measures.
            pub const ALL: [Self; [$(Self::$measure),+].len()] = [$(Self::$measure),+];

            /// Its row of the table.
            #[must_use]
            pub const fn definition(self) -> &'static Definition {
                match self {
                    $(Self::$measure => const { &$row },)+
                }
            }
        }
    };
}

measures! {
    /// Knee angle.
    Knee: joint("knee", "knee angle", Shin, [RightHip, RightKnee, RightAnkle])
        .hints("Straighten {your} knee{s} a little.", "Bend {your} knee{s} more.")
        .weight(1.0).standing(175.0).tells_sides();

    /// Hip angle.
    Hip: joint("hip", "hip angle", Thigh, [RightShoulder, RightHip, RightKnee])
        .hints("Open {your} hip{s} a little.", "Bend more at {your} hip{s}.")
        .hints_where(Supine, "Let {your} thigh{s} come away a little.", "Bring {your} thigh{s} closer to your chest.")
        .weight(1.0).standing(175.0).tells_sides();

    /// Elbow angle.
    Elbow: joint("elbow", "elbow angle", Forearm, [RightShoulder, RightElbow, RightWrist])
        .hints("Straighten {your} elbow{s} a little.", "Bend {your} elbow{s} more.")
        .weight(0.5).standing(175.0).tells_sides();

    /// Shoulder angle.
    Shoulder: joint("shoulder", "shoulder angle", Arm, [RightHip, RightShoulder, RightElbow])
        .hints("Take {your} arm{s} further from your side.", "Bring {your} arm{s} closer to your side.")
        .weight(0.8).standing(10.0).tells_sides();

    /// Ankle angle.
    Ankle: joint("ankle", "ankle angle", Foot, [RightKnee, RightAnkle, RightFootIndex])
        .hints("Point {your} toes a little more.", "Draw {your} toes toward your shin.")
        .weight(0.2);

    /// Neck angle.
    Neck: joint("neck", "neck angle", Head, [RightHip, RightShoulder, RightEar])
        .hints("Lift your head in line with your back.", "Let your head come forward a little.")
        .weight(0.2);

    // The ear lies so near the neck's pivot that a craned neck hardly moves it: the gaze shows more. The line
    // from ear to nose points about 15 degrees below the horizon when somebody stands and looks ahead, so that
    // neutral is about 105; less is chin up, more is chin to the chest.
    /// Which way the head looks, against the trunk.
    Head: degrees("head", "angle of the head", Head, Formula::Between([RightHip, RightShoulder, RightEar, Nose]))
        .seen_in(Plane::Sagittal).off_by(8.0)
        .hints("Lower your chin a little.", "Lift your chin a little.")
        .weight(0.2);

    /// Inclination of the trunk.
    TrunkInclination: inclination("trunk_inclination", "inclination of the trunk", Trunk, [RightHip, RightShoulder])
        .hints("Lean your trunk further.", "Raise your trunk a little.")
        .hints_where(Lying, "Let your trunk down a little.", "Raise your chest a little.")
        .weight(0.9).standing(0.0);

    // 0 is a knee straight below the hip, 180 one straight above.
    /// Inclination of the thigh.
    ThighInclination: inclination("thigh_inclination", "inclination of the thigh", Thigh, [RightKnee, RightHip])
        .hints("Raise {your} knee{s} a little.", "Lower {your} knee{s} a little.")
        .hints_where(Prone, "Let your hips sink toward the floor.", "Let your knees down to the floor.")
        .weight(0.7).standing(0.0).tells_sides();

    /// Inclination of the shin.
    ShinInclination: inclination("shin_inclination", "inclination of the shin", Shin, [RightAnkle, RightKnee])
        .hints("Tilt {your} shin{s} further.", "Bring {your} shin{s} more upright.")
        .weight(0.7).standing(0.0).tells_sides();

    /// Inclination of the upper arm.
    UpperArmInclination:
        inclination("upper_arm_inclination", "inclination of the upper arm", Arm, [RightElbow, RightShoulder])
        .hints("Lift {your} elbow{s} a little.", "Lower {your} elbow{s} a little.")
        .weight(0.4).standing(0.0).tells_sides();

    /// Inclination of the forearm.
    ForearmInclination:
        inclination("forearm_inclination", "inclination of the forearm", Forearm, [RightWrist, RightElbow])
        .hints("Lift {your} hand{s} a little.", "Lower {your} hand{s} a little.")
        .weight(0.4).standing(0.0).tells_sides();

    /// Distance from hip to heel.
    HipToHeel: distance("hip_to_heel", "distance from hip to heel", Shin, [RightHip, RightHeel])
        .hints("Move {your} heel{s} away from your hips.", "Bring {your} heel{s} closer to your hips.")
        .weight(0.6);

    /// Distance from knee to shoulder.
    KneeToChest: distance("knee_to_chest", "distance from knee to chest", Thigh, [RightKnee, RightShoulder])
        .hints("Let {your} knee{s} come away a little.", "Bring {your} knee{s} closer to your chest.")
        .weight(0.6);

    // Not learned: its zero differs from body to body.
    /// How the back is bowed.
    SpineCurve: spine("spine_curve", "bow of the back", Bow::Straight)
        .hints("Round your back a little more.", "Let your back sink a little more.");

    /// How the back is bowed against the person's own neutral.
    SpineChange: spine("spine_change", "change of the back's bow", Bow::Neutral)
        .hints("Round your back a little more.", "Let your back sink a little more.")
        .weight(0.3);

    // Not learned: it is an inclination over again.
    /// Inclination of the trunk, forward or backward.
    Lean: degrees("lean", "lean of the trunk", Trunk, Formula::Trunk(OfTrunk::Lean))
        .seen_in(Plane::Sagittal).within(-180.0, 180.0)
        .hints("Lean your trunk further.", "Raise your trunk a little.")
        .hints_where(Lying, "Let your trunk down a little.", "Raise your chest a little.")
        .standing(0.0);

    /// Inclination of the trunk whichever way it leans.
    TrunkBend: degrees("trunk_bend", "bend of the trunk", Trunk, Formula::Trunk(OfTrunk::Bend))
        .off_by(7.0)
        .hints("Lean your trunk further.", "Raise your trunk a little.")
        .hints_where(Lying, "Let your trunk down a little.", "Raise your chest a little.")
        .weight(0.9).standing(0.0);

    /// Sideways lean of the trunk.
    TrunkTilt: tilt("trunk_tilt", "sideways lean of the trunk", Trunk, Tilt::Trunk)
        .off_by(3.0)
        .hints("Lean a little further to the side.", "Come up a little.")
        .weight(1.0).standing(0.0);

    /// Slope of the shoulders.
    ShoulderTilt: tilt("shoulder_tilt", "slope of the shoulders", Turn, Tilt::Shoulders)
        .off_by(3.0)
        .hints("Raise this shoulder a little.", "Lower this shoulder a little.")
        .weight(0.3);

    // The line between the hips is so short that a landmark's slip of a thumb's breadth tilts it by 10 degrees. Not learned:
    // what is read from how the pelvis tilts says less than that.
    /// Slope of the hips.
    HipTilt: tilt("hip_tilt", "slope of the hips", Trunk, Tilt::Hips)
        .off_by(10.0)
        .hints("Raise this hip a little.", "Lower this hip a little.");

    /// Sideways lean of the head.
    HeadTilt: tilt("head_tilt", "sideways lean of the head", Head, Tilt::Head)
        .off_by(DEGREES_OFF)
        .hints("Tilt your head a little further.", "Bring your head up a little.")
        .weight(0.9);

    /// How far the shoulders are drawn up.
    Shrug: lengths("shrug", "lift of the shoulders", Head, Formula::Relative(Relative::Shrug))
        .seen_in(Plane::Ahead).off_by(0.05).within(-MOST_SHRUGGED, MOST_SHRUGGED)
        .hints("Draw your shoulders up a little.", "Let your shoulders sink.")
        .weight(0.3);

    // Pose models turn the pelvis along with the chest and flatten what depth they see: a true 45 reads 11 to 41.
    /// The chest turned against the pelvis.
    Twist: degrees("twist", "twist of the trunk", Turn, Formula::Trunk(OfTrunk::Twist))
        .off_by(20.0).within(-180.0, 180.0)
        .hints("Turn your chest a little further.", "Turn back a little.")
        .weight(0.3);

    // One hundredth of the breadth is 8 degrees near the front, and a pose model shortens the depth of a turned
    // body: rendered people who turned by 45 read 34 to 45.
    /// The shoulders turned away from the start.
    ShoulderTurn: degrees("shoulder_turn", "turn of the shoulders", Turn, Formula::Relative(Relative::ShoulderTurn))
        .seen_in(Plane::FromFront).off_by(10.0).within(0.0, 90.0)
        .hints("Turn your chest a little further.", "Turn back a little.")
        .weight(0.9);

    /// The length of the trunk against the start.
    TrunkLength: ratio("trunk_length", "length of the trunk", Trunk, Formula::Relative(Relative::TrunkLength))
        .off_by(0.06)
        .hints("Make your back long.", "Let your back round a little.")
        .weight(0.2);

    // Not learned: what is read from where the pelvis is says less than its error.
    /// Height of the hip over the line from shoulder to ankle.
    PelvisHeight: lengths("pelvis_height", "height of the pelvis", Trunk,
            Formula::OverLine([RightHip, RightShoulder, RightAnkle]))
        .seen_in(Plane::Sagittal).off_by(0.06).within(-FARTHEST, FARTHEST)
        .hints("Lift your hips a little.", "Lower your hips a little.");

    /// Height of the knee over the hip.
    KneeHeight: height("knee_height", "height of the knee", Thigh, [RightKnee, RightHip])
        .hints("Raise {your} knee{s} a little.", "Lower {your} knee{s} a little.")
        .weight(0.6).standing(-0.8).tells_sides();

    /// Height of the ankle over the hip.
    AnkleHeight: height("ankle_height", "height of the foot", Shin, [RightAnkle, RightHip])
        .hints("Raise {your} foot a little.", "Lower {your} foot a little.")
        .weight(0.7).standing(-1.6).tells_sides();

    /// Height of the wrist over the shoulder.
    WristHeight: height("wrist_height", "height of the hand", Arm, [RightWrist, RightShoulder])
        .hints("Raise {your} hand{s} a little.", "Lower {your} hand{s} a little.")
        .weight(0.5).standing(-1.0).tells_sides();

    /// Height of both knees over the hips.
    KneesHeight: lengths("knees_height", "height of the knees", Thigh, Formula::PairHeight([RightKnee, RightHip]))
        .off_by(0.11).within(-FARTHEST, FARTHEST)
        .hints("Raise your knees a little.", "Lower your knees a little.")
        .hints_where(Standing, "Stand up straight first.", "Stand up for this one.")
        .weight(0.6).standing(-0.8);

    /// Distance from the ankle to the other knee.
    AnkleToKnee: lengths("ankle_to_knee", "distance from the ankle to the other knee", Foot,
            Formula::Crossing([RightAnkle, RightKnee]))
        .off_by(0.13)
        .hints("Move your foot away from the other knee.", "Bring your foot closer to the other knee.")
        .weight(0.2);

    /// How far the hand reaches past the shoulder.
    WristAhead: lengths("wrist_ahead", "reach of the arm", Arm, Formula::Along([RightWrist, RightShoulder]))
        .seen_in(Plane::Sagittal).off_by(0.1).within(-FARTHEST, FARTHEST)
        .hints("Reach {your} hand{s} further.", "Draw {your} hand{s} back a little.")
        .weight(0.4);

    // Not learned: what is read from it says less than its error.
    /// How far the elbows are apart.
    ElbowSpread: ratio("elbow_spread", "spread of the elbows", Arm, Formula::Spread([RightElbow, RightShoulder]))
        .seen_in(Plane::Frontal).off_by(0.2)
        .hints("Open your elbows more.", "Bring your elbows closer together.");

    /// Whether the leg is in line with the trunk.
    LegInLine: degrees("leg_in_line", "line of trunk and leg", Thigh, Formula::Trunk(OfTrunk::LegInLine))
        .off_by(12.0)
        .hints("Stretch {your} leg{s} in line with your back.", "Bend {your} hip{s} a little.")
        .weight(0.3).standing(175.0);

    // The sign of the shoulders' depth is the surest thing in the room; how far they are turned comes with 15 degrees. Not
    // learned: what is read from it says less than that.
    /// Which way the chest faces.
    ChestFacing: degrees("chest_facing", "way the chest faces", Trunk, Formula::Trunk(OfTrunk::Chest))
        .off_by(15.0)
        .hints("Turn your chest toward the floor.", "Turn your chest to the ceiling.");

    // Of the inclinations of trunk and thigh, 4 degrees each. Not learned: it is the hip's angle over again.
    /// How far the hip is opened beyond straight.
    HipExtension: degrees("hip_extension", "opening of the hip", Thigh, Formula::Trunk(OfTrunk::HipExtension))
        .seen_in(Plane::Sagittal).off_by(6.0).within(-180.0, 180.0)
        .hints("Open {your} hip{s} a little.", "Bend {your} hip{s} a little.");
}
