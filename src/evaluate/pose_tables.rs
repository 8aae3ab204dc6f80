//! The tables of what the pose engine sees.

use crate::evaluate::document::Block;
use crate::evaluate::landmarks::{ClipSeen, JOINTS, JointErrors, detection};
use crate::evaluate::photos::Parity;
use crate::evaluate::recording::PATIENCE;
use crate::evaluate::report::{Report, figure, signed};
use crate::evaluate::statistics::{Errors, percent};

/// The pose engine's part of the report.
pub fn blocks(report: &Report) -> Vec<Block> {
    let clips = &report.clips;
    let mut head = vec!["clip"];
    head.extend(JOINTS);
    let joints = |of: fn(&JointErrors) -> Errors| {
        let row = |clip: &ClipSeen| {
            let mut row = vec![clip.clip.clone()];
            row.extend(clip.joints.iter().map(|joint| pair(of(joint))));
            row
        };
        Block::table(&head, clips.iter().map(row).collect())
    };
    vec![
        Block::heading(2, "Joints"),
        Block::paragraph(
            "Absolute error of each joint's angle on the side nearer the camera against the true angle in space, in degrees: median \
             / 90th percentile, and in brackets the share of frames in which it was measured, where that is not all of them. \
             Angles as `supple pose` prints them. In the hold, every frame of a view alike:",
        ),
        Block::table(
            &["view, joint", "good clips", "all clips"],
            report
                .views
                .iter()
                .map(|row| vec![format!("{}, {}", row.view, row.joint), pair(row.good), pair(row.all)])
                .collect(),
        ),
        Block::paragraph("Knee, hip, elbow and shoulder together, of each body, from the side in good clips:"),
        Block::table(
            &["body", "clips", "median / 90th percentile"],
            report.bodies.iter().map(|row| vec![row.body.clone(), row.clips.to_string(), pair(row.errors)]).collect(),
        ),
        Block::paragraph("Each clip, in the hold:"),
        joints(|joint| joint.hold),
        Block::paragraph("Each clip, all frames:"),
        joints(|joint| joint.all),
        Block::heading(2, "Finding the person"),
        Block::paragraph(format!(
            "Share of the frames in which somebody was found ({} % over all clips), and how many frames it takes to find the person \
             rightly when the engine is started in the middle of the hold (1: at once; shoulders and hips within half a torso length \
             of the truth; a dash where {PATIENCE} frames are not enough).",
            figure(detection(clips), 1)
        )),
        Block::table(&["clip", "found %", "found in the hold %", "frames to find"], clips.iter().map(found).collect()),
        Block::heading(2, "The bow of the back"),
        Block::paragraph(
            "Medians in torso lengths, positive rounded, negative hollow, with the expected error; the change is from the person's own \
             neutral, where one was taken. True: how much more the spine is bent forward in the hold than at the start, in degrees. \
             A dash: unseen.",
        ),
        Block::table(
            &["clip", "rest", "hold", "± error", "change", "± error", "true change °", "seen in the hold %"],
            clips.iter().map(spine).collect(),
        ),
    ]
}

/// Who was lost.
pub fn failures(report: &Report) -> Vec<String> {
    let lost = report.clips.iter().filter(|clip| clip.hold_found < clip.hold_frames).map(|clip| {
        format!(
            "{}: nobody found in {} of {} frames of the hold",
            clip.clip,
            clip.hold_frames - clip.hold_found,
            clip.hold_frames
        )
    });
    let never = report.clips.iter().filter(|clip| clip.hold_frames > 0 && clip.acquired_frames.is_none());
    let never =
        never.map(|clip| format!("{}: not found within {PATIENCE} frames from the middle of the hold", clip.clip));
    let photos = report.photos.iter().filter(|photo| photo.distance.is_none());
    lost.chain(never).chain(photos.map(|photo| format!("{}: nobody found", photo.photo))).collect()
}

/// The photos' part of the report.
pub fn photo_blocks(report: &Report) -> Vec<Block> {
    let row = |photo: &Parity| {
        let of = |part: fn(crate::evaluate::photos::Distance) -> f64, digits| figure(photo.distance.map(part), digits);
        vec![
            photo.photo.clone(),
            of(|distance| distance.mean, 4),
            of(|distance| distance.largest, 4),
            of(|distance| distance.world, 4),
            of(|distance| distance.score, 3),
        ]
    };
    let mut rows: Vec<_> = report.photos.iter().map(row).collect();
    if let Some(summary) = report.photos_summary {
        let of = |value| figure(Some(value), 4);
        rows.push(vec![
            "median, and worst mean".to_owned(),
            of(summary.mean),
            of(summary.worst),
            of(summary.world),
            String::new(),
        ]);
    }
    vec![
        Block::heading(2, "Photos against MediaPipe"),
        Block::paragraph(
            "Distance of our landmarks from those of MediaPipe Pose on the same photo, over the landmarks that it sees: mean and largest \
             in torso lengths in the picture, mean in metres in the room; and how sure our model is.",
        ),
        Block::table(&["photo", "mean", "largest", "room, m", "score"], rows),
    ]
}

fn pair(errors: Errors) -> String {
    if errors.frames == 0 {
        return "–".to_owned();
    }
    let share = if errors.seen < errors.frames {
        format!(" ({} %)", figure(percent(errors.seen, errors.frames), 0))
    } else {
        String::new()
    };
    format!("{} / {}{share}", figure(errors.median, 1), figure(errors.p90, 1))
}

fn found(clip: &ClipSeen) -> Vec<String> {
    vec![
        clip.clip.clone(),
        figure(percent(clip.found, clip.frames), 1),
        figure(percent(clip.hold_found, clip.hold_frames), 1),
        clip.acquired_frames.map_or_else(|| "–".to_owned(), |frames| frames.to_string()),
    ]
}

fn spine(clip: &ClipSeen) -> Vec<String> {
    let spine = &clip.spine;
    vec![
        clip.clip.clone(),
        signed(spine.rest, 3),
        signed(spine.hold, 3),
        figure(spine.error, 3),
        signed(spine.change, 3),
        figure(spine.change_error, 3),
        signed(spine.true_change(), 0),
        figure(percent(spine.hold_seen, clip.hold_frames), 0),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_only_where_something_is_unseen() {
        let errors = Errors { frames: 4, seen: 4, median: Some(2.04), p90: Some(5.0) };
        assert_eq!(pair(errors), "2.0 / 5.0");
        assert_eq!(pair(Errors { seen: 1, ..errors }), "2.0 / 5.0 (25 %)");
        assert_eq!(pair(Errors { frames: 4, seen: 0, median: None, p90: None }), "– / – (0 %)");
        assert_eq!(pair(Errors { frames: 0, seen: 0, median: None, p90: None }), "–");
    }
}
