//! Templates: whole files that are right as they stand and read as a lesson, for people who write a stretch or routine of their own.

use std::fmt::Write;

use super::limits::{LONGEST_HINT, LONGEST_NAME, LONGEST_NOTE, LONGEST_SAY, LONGEST_TITLE};
use super::words::unit_words;
use super::words::{CAMERA_SIDES, LIMBS, POSITIONS};
use crate::measure::Measure;
use crate::toml_check::simplified;

/// What a template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// A stretch of one pose, held.
    OnePose,
    /// A stretch of two poses, each held.
    TwoPoses,
    /// A stretch that is moved between two poses.
    Moved,
    /// A routine.
    Routine,
}

/// A name that a file of ours cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{shown}` cannot be a name: it needs 1 to {LONGEST_NAME} lower-case letters, digits and hyphens")]
pub struct BadName {
    shown: String,
    /// The same name as it could be written, if there is anything left of it.
    pub better: Option<String>,
}

/// Whether a stretch or routine can be called this: its name is typed on the command line and is a file's name on every
/// system.
pub fn check_name(name: &str) -> Result<(), BadName> {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_good = name.chars().all(|c| is_letter(c) || c == '-')
        && (1..=LONGEST_NAME).contains(&name.len())
        && name.starts_with(is_letter)
        && name.ends_with(is_letter);
    if is_good {
        return Ok(());
    }
    let stem = name.strip_suffix(".toml").unwrap_or(name).to_lowercase();
    // An apostrophe joins what it stands between, anything else parts it.
    let parts = stem.replace(['\'', '\u{2019}'], "");
    let parts = parts.split(|c| !is_letter(c)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let better = (!parts.is_empty() && parts.len() <= LONGEST_NAME).then_some(parts);
    let shown = name.chars().take(LONGEST_NAME).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    Err(BadName { shown, better })
}

impl Template {
    /// The whole file for a stretch or routine called `id`, a name that [`check_name`] lets through. `schema` is where an
    /// editor finds the schema, as seen from the file.
    #[must_use]
    pub fn text(self, id: &str, schema: Option<&str>) -> String {
        let mut file = schema.map(|schema| format!("#:schema {schema}\n\n")).unwrap_or_default();
        file += &match self {
            Self::Routine => ROUTINE.to_owned(),
            stretch => HEAD.replace("DOSE", stretch.dose()).replace("GUIDED", stretch.guided()) + stretch.body(),
        };
        for (mark, list) in [
            ("TITLE", title(id)),
            ("POSITIONS", names(POSITIONS)),
            ("CAMERA_SIDES", names(CAMERA_SIDES)),
            ("LIMBS", names(LIMBS)),
            ("LONGEST_TITLE", LONGEST_TITLE.to_string()),
            ("LONGEST_NOTE", LONGEST_NOTE.to_string()),
            ("LONGEST_HINT", LONGEST_HINT.to_string()),
            ("LONGEST_SAY", LONGEST_SAY.to_string()),
            ("MEASURES", measures()),
            ("ID", id.to_owned()),
        ] {
            file = file.replace(&format!("<{mark}>"), &list);
        }
        file
    }

    /// How much of it to do.
    const fn dose(self) -> &'static str {
        match self {
            Self::OnePose | Self::Routine => {
                "# How much of it: seconds of one hold, how often (for each side, where there are sides), and the rest between.\n\
                 dose = { hold_s = 20, reps = 3, rest_s = 10 }"
            }
            Self::TwoPoses => {
                "# How much of it: seconds of one hold, how often in each pose, and the rest between.\n\
                 dose = { hold_s = 10, reps = 5, rest_s = 0 }"
            }
            Self::Moved => {
                "# How much of it: tempo_s are the least seconds that there and back take when done calmly; then how often.\n\
                 dose = { tempo_s = 5, reps = 8, rest_s = 0 }"
            }
        }
    }

    /// A part that is timed belongs to a stretch that is held.
    const fn guided(self) -> &'static str {
        match self {
            Self::OnePose | Self::TwoPoses | Self::Routine => {
                "# A part that the camera cannot see at all can be timed instead of judged: say what to do in it.\n\
                 # guided = \"Press your low back into the floor.\"\n\n"
            }
            Self::Moved => "",
        }
    }

    const fn body(self) -> &'static str {
        match self {
            Self::OnePose | Self::Routine => ONE_POSE,
            Self::TwoPoses | Self::Moved => TWO_POSES,
        }
    }
}

/// An id as a title: `my-fold` becomes `My fold`.
fn title(id: &str) -> String {
    let mut words = id.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

fn names<T>(table: &[(&'static str, T)]) -> String {
    table.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// Every measure with what it is and its unit, a line each.
fn measures() -> String {
    let definitions = || Measure::ALL.into_iter().map(Measure::definition);
    let width = definitions().map(|definition| definition.name.len()).max().unwrap_or(0);
    let mut lines = String::new();
    for definition in definitions() {
        let (name, title, unit) = (definition.name, definition.title, unit_words(definition.unit));
        // The title alone would say nothing new: `knee`, knee angle.
        let words = if simplified(title) == simplified(name) { unit.to_owned() } else { format!("{title}, {unit}") };
        // Writing to a text cannot fail.
        let _ = writeln!(lines, "#   {name:<width$}  {words}");
    }
    lines.trim_end().to_owned()
}

const HEAD: &str = r#"# A stretch of your own for Supple. It is right as it stands: change it line by line into yours.
# A line is `key = value`, texts stand in double quotes, and everything after a # is a remark that only people read.

# Its name on the screen (at most <LONGEST_TITLE> characters).
# On the command line it is called <ID>, like its file.
title = "<TITLE>"

# What it eases, in your words.
eases = ["lower back", "hamstrings"]

# <POSITIONS>
position = "seated"

# Where the laptop stands. see is what the camera sees of you: <CAMERA_SIDES>.
camera = { see = "side", distance_m = 2.0, height_m = 0.5 }

# Once for each side of the body? Then take the # away, write it all for the right side, and give the targets of that
# side `side = "working"`: the left is its mirror image.
# sides = true

DOSE

# How to get into it (at most <LONGEST_NOTE> characters). It is read before you begin.
setup = "Sit with your legs long and your back tall, then fold forward from your hips."

# Said while it goes well (at most <LONGEST_HINT> characters).
praise = "Good. Let your breath do the work."

# What to mind, the most important first.
safety = [
    "Stop if the back of your legs tingles.",
    "Sit on a cushion if your back rounds.",
]

# What the camera cannot judge, so that you judge it yourself.
cannot_judge = "Whether you feel it in the muscle or behind the knee. Behind the knee is too much."

GUIDED# TARGETS: what is measured, and where it should lie.
#
#   measure        what is measured, from the list at the end of this file
#   range          the smallest and the largest good value. Explain it in a remark: why these numbers?
#   must           true: outside the range the hold does not count. Left out: good form, which only earns a hint
#   below, above   what to do when the value is too small or too large (at most <LONGEST_HINT> characters). Needed on
#                  each side where the value can get there: nothing is above a straight joint's 180 degrees
#   side           <LIMBS>; near, to the camera, when left out
#   deeper         "higher" or "lower", where the value is how deep the stretch goes: a stiff body may fall short of
#                  the range there, and its own comfortable limit may count. Never where falling short is a fault
#
# The most important comes first, because its hint is given first. At least one must hold.
"#;

const ONE_POSE: &str = r#"
# Sitting upright is 90 degrees at the hip; a fold counts from 80 on. Below 20 nobody's back stays long.
[[target]]
measure = "hip"
range   = [20, 80]
deeper  = "lower"
must    = true
below   = "Come up a little, back long."
above   = "Fold forward from your hips."

# A straight knee is 180; 150 leaves room for tight hamstrings.
[[target]]
measure = "knee"
range   = [150, 180]
must    = true
below   = "Straighten your legs a little."

# The arms reach forward. It helps, and the hold counts without it: no `must`.
[[target]]
measure = "elbow"
range   = [120, 180]
below   = "Let your arms grow long."

# MEASURES that a target can have. A joint is 180 degrees when it is straight; an inclination is 0 upright and 90
# level; a torso length is the way from your shoulder to your hip.
#
<MEASURES>
"#;

const TWO_POSES: &str = r#"
# What holds in both poses comes first. A straight knee is 180 degrees; 150 leaves room for tight hamstrings.
[[target]]
measure = "knee"
range   = [150, 180]
must    = true
below   = "Straighten your legs a little."

# POSES: exactly two, and you may begin with either. `say` is what to do to get there from the other one (at most
# <LONGEST_SAY> characters). `end = false` marks a pose that you only come from; it is never held.
# One of their targets must be on the same measure in both, in ranges that don't meet, so that they can be told apart.
[[pose]]
id    = "tall"
title = "Tall"
say   = "Breathe in and sit up tall."
end   = false

# Sitting upright is 90 degrees at the hip; 85 is upright enough for tight hamstrings.
[[pose.target]]
measure = "hip"
range   = [85, 125]
must    = true
below   = "Sit up tall."
above   = "Lean forward a little."

[[pose]]
id    = "fold"
title = "Fold"
say   = "Breathe out and fold forward from your hips."

# A fold counts from 75 on, well away from sitting tall. Below 20 nobody's back stays long.
[[pose.target]]
measure = "hip"
range   = [20, 75]
deeper  = "lower"
must    = true
below   = "Come up a little, back long."
above   = "Fold forward from your hips."

# MEASURES that a target can have. A joint is 180 degrees when it is straight; an inclination is 0 upright and 90
# level; a torso length is the way from your shoulder to your hip.
#
<MEASURES>
"#;

const ROUTINE: &str = r#"# A routine of your own for Supple. It is right as it stands: change it line by line into yours.
# A line is `key = value`, texts stand in double quotes, and everything after a # is a remark that only people read.

# Its name on the screen (at most <LONGEST_TITLE> characters).
# On the command line it is called <ID>, like its file.
title = "<TITLE>"

# What it is for (at most <LONGEST_NOTE> characters).
about = "A few minutes on the mat after a long day."

# STEPS: stretches in order, ours and your own; `supple list` has their names. Put those beside each other that are done
# in the same position: nobody likes to keep getting up.
[[step]]
stretch = "childs-pose"
hold_s  = 20                # hold_s, reps and rest_s may be left out: then they are the stretch's own.
reps    = 2

[[step]]
stretch = "bird-dog"

[[step]]
stretch = "sphinx"
reps    = 2
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stretch_file::{FileKind, Library, kind_of};
    use crate::toml_check::Style;

    const ALL: [Template; 4] = [Template::OnePose, Template::TwoPoses, Template::Moved, Template::Routine];

    #[test]
    fn every_template_is_right_as_it_stands() {
        let library = Library::embedded().unwrap();
        let longest = "a".repeat(LONGEST_NAME);
        for (template, id) in ALL.into_iter().flat_map(|template| [(template, "my-fold"), (template, &longest)]) {
            let text = template.text(id, Some("../stretch.schema.json"));
            assert_eq!(kind_of(&text) == FileKind::Routine, template == Template::Routine);
            let read = library.read(&format!("{id}.toml"), &text);
            let named = read.unwrap_or_else(|problems| panic!("{}", problems.render(Style::PLAIN)));
            assert_eq!(named.id(), id);
            assert_eq!(text.lines().next(), Some("#:schema ../stretch.schema.json"));
            assert!(!text.contains('<') && !text.contains("DOSE") && !text.contains("GUIDED"), "{text}");
            assert!(text.lines().all(|line| line.len() <= 120 || line.starts_with("title")), "{text}");
        }
    }

    #[test]
    fn each_template_is_what_it_says() {
        let library = Library::embedded().unwrap();
        let stretch = |template: Template| {
            library.read("my-fold.toml", &template.text("my-fold", None)).unwrap().stretch().unwrap()
        };
        let [one, two, moved] = [Template::OnePose, Template::TwoPoses, Template::Moved].map(stretch);
        assert_eq!((one.title.as_str(), one.poses.is_none()), ("My fold", true));
        assert!(two.poses.is_some() && two.dose.pace.hold().is_some());
        assert!(moved.poses.is_some() && moved.dose.pace.hold().is_none());
    }

    #[test]
    fn keys_in_remarks_may_be_taken_out_of_them() {
        let library = Library::embedded().unwrap();
        for template in [Template::OnePose, Template::TwoPoses, Template::Moved] {
            let text = template.text("my-fold", None);
            let timed = text.replace("# guided = ", "guided = ");
            assert!(library.read("my-fold.toml", &timed).is_ok());
            let sided = text.replace("# sides = ", "sides = ").replace("\"knee\"", "\"knee\"\nside = \"working\"");
            assert!(sided != text && library.read("my-fold.toml", &sided).is_ok(), "{sided}");
        }
    }

    #[test]
    fn the_lesson_names_all_there_is_to_choose_from() {
        for template in [Template::OnePose, Template::TwoPoses, Template::Moved] {
            let text = template.text("my-fold", None);
            for measure in Measure::ALL {
                assert!(text.contains(measure.definition().name), "{measure:?}");
            }
            for (word, _) in POSITIONS {
                assert!(text.contains(word), "{word}");
            }
        }
    }

    #[test]
    fn names_are_checked_like_ids() {
        for good in ["my-fold", "fold2", "a", "2-minutes"] {
            assert_eq!(check_name(good), Ok(()), "{good}");
        }
        for (bad, better) in [
            ("My Fold", Some("my-fold")),
            ("my_fold.toml", Some("my-fold")),
            ("child's pose", Some("childs-pose")),
            ("../etc/passwd", Some("etc-passwd")),
            ("-fold", Some("fold")),
            ("", None),
            ("\u{1b}[2J", Some("2j")),
            (&"x".repeat(41), None),
        ] {
            let error = check_name(bad).unwrap_err();
            assert_eq!(error.better.as_deref(), better, "{bad}");
            assert!(!error.to_string().contains('\u{1b}'));
        }
    }
}
