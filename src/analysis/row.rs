//! A frame as a row of numbers, for whoever works on with them.

use crate::body::Side;
use crate::measure::{Facing, Spine, joint_angles};

use super::look::Look;
use super::words::{state_name, view_name};

/// The joints, in the order of [`joint_angles`].
const JOINTS: [&str; 10] = [
    "left_knee",
    "right_knee",
    "left_hip",
    "right_hip",
    "left_elbow",
    "right_elbow",
    "left_shoulder",
    "right_shoulder",
    "left_ankle",
    "right_ankle",
];

/// What stands before the joints, and after them.
const BEFORE: [&str; 5] = ["frame", "time_s", "found", "view", "near"];
const AFTER: [&str; 10] = [
    "spine",
    "spine_error",
    "spine_change",
    "spine_change_error",
    "state",
    "stretch",
    "side",
    "pose",
    "held_s",
    "hold_s",
];

/// A frame as a row of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(Vec<String>);

impl Row {
    /// The names of the columns.
    #[must_use]
    pub fn head() -> Vec<String> {
        let joints = JOINTS.iter().flat_map(|joint| [format!("{joint}_deg"), format!("{joint}_error_deg")]);
        BEFORE.map(str::to_owned).into_iter().chain(joints).chain(AFTER.map(str::to_owned)).collect()
    }

    /// The row's cells, one a column; empty where nothing was seen.
    #[must_use]
    pub fn cells(&self) -> &[String] {
        &self.0
    }

    /// The row of a look at somebody who stands like this to the camera.
    pub(super) fn of(look: &Look<'_>, facing: Option<Facing>) -> Self {
        let Look { frame, observation, status, is_over, .. } = *look;
        let pose = observation.pose.as_ref().zip(facing);
        let near = facing.and_then(|facing| facing.known_near()).map(Side::name);
        let mut cells = vec![
            frame.to_string(),
            figure(Some(observation.time.secs()), 4),
            u8::from(pose.is_some()).to_string(),
            facing.map(|facing| view_name(facing.view)).unwrap_or_default().to_owned(),
            near.unwrap_or_default().to_owned(),
        ];
        let angles = pose.map(|(pose, facing)| joint_angles(pose, facing, observation.size));
        for joint in 0..JOINTS.len() {
            let angle = angles.and_then(|angles| angles[joint].1);
            cells.push(figure(angle.map(|angle| angle.value), 2));
            cells.push(figure(angle.map(|angle| angle.error), 2));
        }
        cells.extend(spine(observation.spine.as_ref()));
        let stretch = status.subject.stretch().filter(|_| !is_over);
        let pose = stretch.and_then(|stretch| stretch.pose(status.pose)).map(|pose| pose.id.clone());
        let is_held = stretch.is_some() && !status.is_moved;
        cells.extend([
            if is_over { "over" } else { state_name(status.phase) }.to_owned(),
            stretch.map(|stretch| stretch.id.clone()).unwrap_or_default(),
            status.side.filter(|_| stretch.is_some()).map(Side::name).unwrap_or_default().to_owned(),
            pose.unwrap_or_default(),
            figure(is_held.then_some(status.held.as_secs_f64()), 3),
            figure(is_held.then_some(status.hold.as_secs_f64()), 3),
        ]);
        Self(cells)
    }
}

fn spine(spine: Option<&Spine>) -> [String; 4] {
    let curve = spine.and_then(|spine| spine.curve.ok());
    let change = spine.and_then(|spine| spine.change);
    [
        figure(curve.map(|curve| curve.curve), 4),
        figure(curve.map(|curve| curve.error), 4),
        figure(change.map(|change| change.change), 4),
        figure(change.map(|change| change.error), 4),
    ]
}

/// A figure, or nothing where there is none.
fn figure(value: Option<f64>, digits: usize) -> String {
    // A rounded nothing has no sign.
    value.map_or_else(String::new, |value| format!("{value:.digits$}").replace("-0.0000", "0.0000"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::coach::Session;
    use crate::measure::mannequin::Mannequin;
    use crate::stretch::{Step, samples};

    #[test]
    fn the_columns_are_those_of_the_joints() {
        let observation = Mannequin::sphinx().observe(0.0);
        let pose = observation.pose.as_ref().unwrap();
        assert_eq!(joint_angles(pose, Facing::of(pose), observation.size).map(|(name, _)| name), JOINTS);
    }

    fn row(seconds: f64, is_there: bool) -> Vec<(String, String)> {
        let stretch = Arc::new(samples::sphinx());
        let mut session = Session::new(vec![Step { dose: stretch.dose, stretch }]).unwrap();
        let mut observation = Mannequin::sphinx().observe(0.0);
        for tenth in 0..=(seconds * 10.0) as u32 {
            observation = Mannequin::sphinx().observe(f64::from(tenth) / 10.0);
            session.observe(&observation);
        }
        observation.pose = observation.pose.filter(|_| is_there);
        let facing = observation.pose.as_ref().map(Facing::of);
        let status = session.status();
        let look = Look { frame: 7, observation: &observation, events: &[], status: &status, is_over: false };
        let row = Row::of(&look, facing);
        assert_eq!(row.cells().len(), Row::head().len());
        Row::head().into_iter().zip(row.cells().to_vec()).collect()
    }

    #[test]
    fn a_row_tells_every_angle_with_its_error_and_where_the_hold_stands() {
        let row = row(3.0, true);
        let cell = |name: &str| row.iter().find(|(column, _)| column == name).unwrap().1.clone();
        assert_eq!([cell("frame"), cell("time_s"), cell("found")], ["7", "3.0000", "1"]);
        assert_eq!([cell("view"), cell("state"), cell("stretch")], ["side", "holding", "sphinx"]);
        assert!(cell("held_s").parse::<f64>().unwrap() > 1.0);
        assert!(cell("right_elbow_deg").parse::<f64>().is_ok() && cell("right_elbow_error_deg").parse::<f64>().is_ok());
        assert_eq!(cell("spine"), "", "it was not looked for");
    }

    #[test]
    fn of_nobody_nothing_is_told() {
        let row = row(3.0, false);
        let told: Vec<_> = row.iter().filter(|(name, cell)| name.contains("deg") && !cell.is_empty()).collect();
        assert_eq!(told, Vec::<&(String, String)>::new());
        assert!(
            row.contains(&("found".to_owned(), "0".to_owned())) && row.contains(&("view".to_owned(), String::new()))
        );
    }
}
