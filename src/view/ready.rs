//! Somebody rests, or gets into a pose: what comes is large, with the words for it, and the person themselves small. Nobody holds
//! anything yet, so that there is nothing to watch but how it should look.

use std::time::Duration;

use super::canvas::Canvas;
use super::font::Weight;
use super::layout::{Layout, Rect};
use super::palette::Palette;
use super::reading::Role;
use super::text::{Align, Block, Style, Typesetter};
use crate::coach::{Phase, Status};
use crate::judge::{Cue, Tone};
use crate::stretch::Stretch;

/// Where not all words have room at once they take turns: how long the first and the second of them stay, which is as long as reading
/// them takes.
const FIRST: Duration = Duration::from_secs(10);
const SECOND: Duration = Duration::from_secs(6);

/// How the window is shared out in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The person is large: something is held, moved, or to be mended.
    Watching,
    /// What comes is large.
    Ready,
    /// What may be chosen is large.
    Choosing,
}

impl Mode {
    pub(super) fn of(status: &Status) -> Self {
        if status.offer.is_some() {
            return Self::Choosing;
        }
        let comes = match status.phase {
            Phase::Resting(_) | Phase::Changing(_) => true,
            Phase::Positioning => {
                status.held.is_zero() && status.message.tone == Tone::Guide && is_of_what_comes(status)
            }
            Phase::Searching | Phase::Holding | Phase::Moving | Phase::Paused | Phase::Stopped => false,
        };
        if comes && status.subject.stretch().is_some() { Self::Ready } else { Self::Watching }
    }
}

/// Whether the message says what comes, not how the pose is.
const fn is_of_what_comes(status: &Status) -> bool {
    matches!(
        status.message.cue,
        Cue::SetUp(_) | Cue::Pose(_) | Cue::OtherSide(_) | Cue::GoAgain | Cue::Rest | Cue::TimedRest | Cue::Breather
    )
}

/// Draws the words, which have been there for so long.
pub(super) fn draw_words(
    canvas: &mut Canvas,
    typesetter: &mut Typesetter,
    layout: &Layout,
    (status, stretch): (&Status, &Stretch),
    since: Duration,
) {
    let inks = canvas.inks();
    let mut room = layout.ready.words;
    let gap = 26.0 * layout.unit;
    if !matches!(status.message.cue, Cue::SetUp(_)) {
        let words = status.message.cue.words(typesetter.language());
        let style = main(inks, layout);
        let block = typesetter.whole(&words, style, room.width, room.height * 0.5);
        typesetter.write(canvas, &block, style, (room, room.y, Align::Left));
        let taken = block.height + gap;
        room = Rect { y: room.y + taken, height: (room.height - taken).max(0.0), ..room };
    }
    let texts = texts(typesetter, inks, layout, room, (status, stretch), since);
    for (index, (kind, block)) in texts.into_iter().flatten().enumerate() {
        if index > 0 {
            room = Rect { y: room.y + gap, height: room.height - gap, ..room };
        }
        let style = second(inks, layout);
        let indent = if kind == Kind::Safety { SAFETY_INDENT * layout.unit } else { 0.0 };
        if kind == Kind::Safety {
            let bar = Rect { width: 8.0 * layout.unit, height: block.height, ..room };
            canvas.fill_round(bar, 4.0 * layout.unit, inks.mend);
        }
        let place = Rect { x: room.x + indent, width: room.width - indent, ..room };
        typesetter.write(canvas, &block, style, (place, room.y, Align::Left));
        room = Rect { y: room.y + block.height, height: room.height - block.height, ..room };
    }
}

/// Safety stands beside a bar, so that nobody takes it for a step of the stretch.
const SAFETY_INDENT: f64 = 28.0;

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    SetUp,
    Safety,
}

/// The texts that are shown in a room: both where both have room in letters that are large enough, else one at a time.
fn texts(
    typesetter: &mut Typesetter,
    inks: &Palette,
    layout: &Layout,
    room: Rect,
    (status, stretch): (&Status, &Stretch),
    since: Duration,
) -> [Option<(Kind, Block)>; 2] {
    let safety = stretch.safety.first().map_or("", String::as_str);
    let texts = match status.phase {
        // How to get into it they know.
        Phase::Resting(_) if status.reps_done > 0 => [(Kind::Safety, safety), (Kind::SetUp, &stretch.setup)],
        _ => [(Kind::SetUp, stretch.setup.as_str()), (Kind::Safety, safety)],
    };
    let style = second(inks, layout);
    let mut fit = |(kind, words): (Kind, &str), style: Style, height: f64| {
        let indent = if kind == Kind::Safety { SAFETY_INDENT * layout.unit } else { 0.0 };
        (!words.trim().is_empty()).then(|| (kind, typesetter.fit(words, style, room.width - indent, height)))
    };
    let gap = 26.0 * layout.unit;
    // As large as both can be, else each alone.
    for share in [0.5, 0.6, 0.7, 0.4, 0.3] {
        let heights = [room.height * share - gap / 2.0, room.height * (1.0 - share) - gap / 2.0];
        if let [Some(first), Some(second)] = [fit(texts[0], style, heights[0]), fit(texts[1], style, heights[1])]
            && !first.1.is_cut()
            && !second.1.is_cut()
        {
            // Both in letters of one size: neither matters more.
            let style = style.at_most(first.1.size.min(second.1.size));
            let [first, second] = [fit(texts[0], style, heights[0]), fit(texts[1], style, heights[1])];
            return [first, second];
        }
    }
    let [first, other] = [fit(texts[0], style, room.height), fit(texts[1], style, room.height)];
    let turn = since.as_secs_f64() % (FIRST + SECOND).as_secs_f64();
    match (first, other) {
        (Some(first), Some(other)) if first.1.is_cut() && !other.1.is_cut() => [Some(other), None],
        (Some(_), Some(other)) if !other.1.is_cut() && turn >= FIRST.as_secs_f64() => [Some(other), None],
        (Some((kind, first)), _) if first.is_cut() => [
            Some((kind, typesetter.whole(texts[0].1, style, room.width - SAFETY_INDENT * layout.unit, room.height))),
            None,
        ],
        (first, other) => [first.or(other), None],
    }
}

fn main(inks: &Palette, layout: &Layout) -> Style {
    Style::new(Weight::Bold, inks.text, layout.em(Role::Main)).wrapped(4, layout.least_em(Role::Main))
}

fn second(inks: &Palette, layout: &Layout) -> Style {
    Style::new(Weight::Regular, inks.text, layout.em(Role::Second)).wrapped(12, layout.least_em(Role::Second))
}
