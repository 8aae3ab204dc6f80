use super::*;
use crate::body::Size;
use crate::history::Pain;

fn parse(line: &str) -> Result<Command, clap::Error> {
    Args::try_parse_from(line.split(' ')).map(Args::into_command)
}

#[test]
fn the_definition_is_sound() {
    Args::command().debug_assert();
}

#[test]
fn run_is_the_default_command() {
    for line in ["supple sphinx --hold 7.5 --reps 2 --headless", "supple run sphinx --hold 7.5 --reps 2 --headless"] {
        let Ok(Command::Run(run)) = parse(line) else { panic!("{line} is a run") };
        assert_eq!(run.name.as_deref(), Some("sphinx".as_ref()));
        assert_eq!(run.session.hold, Some(Duration::from_secs_f64(7.5)));
        assert_eq!(run.reps, Some(2));
        assert!(run.session.headless);
    }
    assert!(matches!(parse("supple"), Ok(Command::Run(RunArgs { name: None, .. }))));
}

#[test]
fn a_template_is_of_one_kind() {
    assert!(matches!(parse("supple new my-fold --moved --here"), Ok(Command::New(new)) if new.moved && new.here));
    assert!(matches!(parse("supple new -"), Ok(Command::New(new)) if new.name == "-"));
    for line in ["supple new", "supple new a --moved --routine", "supple schema window"] {
        assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
    }
    assert!(matches!(parse("supple schema routine"), Ok(Command::Schema { kind: SchemaKind::Routine })));
}

#[test]
fn of_two_opposite_switches_the_last_one_holds() {
    let sound = |line: &str| match parse(line) {
        Ok(Command::Say { sound, .. }) => sound,
        other => panic!("{line}: {other:?}"),
    };
    let muted = |line: &str| switched(sound(line).mute, sound(line).no_mute);
    assert_eq!(muted("supple say"), None);
    assert_eq!(muted("supple say --mute"), Some(true));
    assert_eq!(muted("supple say --mute --no-mute"), Some(false));
    assert_eq!(muted("supple say --no-mute --mute"), Some(true));
    assert_eq!(sound("supple say --volume 40").volume, Some(40));
    let words = sound("supple say --no-voice --voice --sounds --no-sounds");
    assert_eq!(
        (switched(words.voice, words.no_voice), switched(words.sounds, words.no_sounds)),
        (Some(true), Some(false))
    );
}

#[test]
fn settings_are_shown_or_changed() {
    let config = |line: &str| match parse(line) {
        Ok(Command::Config(config)) => config,
        other => panic!("{line}: {other:?}"),
    };
    assert!(config("supple config").key.is_none());
    assert_eq!(config("supple config sound.volume 40").value.as_deref(), Some("40"));
    assert!(config("supple config volume --unset").unset && config("supple config volume --json").json);
    for line in [
        "supple config --unset",
        "supple config volume 40 --unset",
        "supple config volume 40 --json",
        "supple config volume --template",
        "supple config volume 40 50",
    ] {
        assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
    }
    assert!(matches!(parse("supple schema settings"), Ok(Command::Schema { kind: SchemaKind::Settings })));
}

#[test]
fn what_is_remembered_goes_where_it_is_wanted() {
    let Ok(Command::Export(export)) = parse("supple export --format fhir --since 2026-01-31 --out a.json") else {
        panic!()
    };
    assert_eq!((export.format, export.out), (ExportFormat::Fhir, Some(PathBuf::from("a.json"))));
    assert_eq!((export.span.since.map(|day| day.to_string()), export.span.until), (Some("2026-01-31".into()), None));
    assert!(matches!(parse("supple report"), Ok(Command::Report(ReportArgs { out: None, .. }))));
    for line in ["supple export", "supple export --format xml", "supple report --since 2026-1-1"] {
        assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
    }
}

#[test]
fn a_name_where_a_command_may_stand_is_known_as_such() {
    let bare = |line: &str| matches!(parse(line), Ok(Command::Run(run)) if run.bare);
    assert!(bare("supple sphinx") && !bare("supple run sphinx"));
    let names = Args::command_names();
    assert!(["run", "check", "help"].iter().all(|name| names.iter().any(|known| known == name)), "{names:?}");
}

#[test]
fn every_command_with_a_pose_takes_a_model_of_ones_own() {
    for command in [
        "",
        " run",
        " free",
        " pose a.png",
        " assess sphinx a.png",
        " bench",
        " doctor",
        " evaluate f",
        " learn a --camera",
        " analyze a.mp4 --out b",
    ] {
        let models = match parse(&format!("supple{command} --pose-model my.toml")).unwrap() {
            Command::Run(run) => run.session.models,
            Command::Free(free) => free.models,
            Command::Pose(files) | Command::Assess { files, .. } => files.models,
            Command::Bench { models, .. }
            | Command::Evaluate { models, .. }
            | Command::Doctor { models }
            | Command::Analyze(AnalyzeArgs { models, .. })
            | Command::Learn(LearnArgs { models, .. }) => models,
            other => panic!("{other:?}"),
        };
        assert_eq!(models.pose_model, Some(PathBuf::from("my.toml")), "{command}");
    }
}

#[test]
fn a_session_is_recorded_and_coached_again() {
    let Ok(Command::Free(free)) = parse("supple free --record a.gz") else { panic!() };
    assert_eq!(free.record, Some(PathBuf::from("a.gz")));
    let Ok(Command::Replay(again)) = parse("supple replay a.gz sphinx --reps 2 --events -") else { panic!() };
    assert_eq!((again.file, again.name, again.reps), (PathBuf::from("a.gz"), Some("sphinx".into()), Some(2)));
    let Ok(Command::Evaluate { keep, .. }) = parse("supple evaluate a --keep b") else { panic!() };
    assert_eq!(keep, Some(PathBuf::from("b")));
}

#[test]
fn videos_are_analysed_and_runs_merged() {
    let analyze = |line: &str| match parse(line) {
        Ok(Command::Analyze(analyze)) => analyze,
        other => panic!("{line}: {other:?}"),
    };
    let two = analyze("supple analyze a.mp4 b.mp4 --routine desk-break --out c --jobs 2 --faces blur --hold 8");
    assert_eq!((two.videos.len(), two.name(), two.jobs), (2, Some("desk-break".as_ref()), Some(2)));
    assert_eq!((two.faces, two.hold), (Some(FacesArg::Blur), Some(Duration::from_secs(8))));
    let merged = analyze("supple analyze --merge a b --out c --json");
    assert_eq!((merged.merge.len(), merged.out, merged.videos.len()), (2, PathBuf::from("c"), 0));
}

#[test]
fn aims_are_required_by_themselves_or_with_a_file_but_never_swallow_a_folder() {
    let required = |command: &str| match parse(command) {
        Ok(Command::Evaluate { folders, require_aims, .. }) => (folders.len(), require_aims),
        other => panic!("{other:?}"),
    };
    assert_eq!(required("supple evaluate a"), (1, None));
    assert_eq!(required("supple evaluate --require-aims a"), (1, Some(PathBuf::new())));
    assert_eq!(required("supple evaluate --require-aims=a.toml b c"), (2, Some(PathBuf::from("a.toml"))));
}

#[test]
fn several_inputs_are_taken() {
    let Ok(Command::Run(run)) = parse("supple sphinx --input a.mp4 b.mp4 --events -") else { panic!() };
    assert_eq!(run.session.input.len(), 2);
    assert_eq!(run.session.events, Some(PathBuf::from("-")));
}

#[test]
fn senseless_numbers_are_refused() {
    for line in [
        "supple --hold 0",
        "supple --hold nan",
        "supple --hold 1e-10",
        "supple --hold -3",
        "supple --reps 0",
        "supple --pain-before 11",
        "supple --pain-after much",
        "supple --no-history --pain-before 3",
        "supple --size 5x5",
        "supple --size wide",
        "supple --camera 0 --input a.mp4",
        "supple --start 6",
        "supple --start -1 --input a.mp4",
        "supple pose a.mp4 --start inf",
        "supple assess sphinx a.mp4 --start soon",
        "supple pose",
        "supple --models a --pose-model b.toml",
        "supple bench --models a --pose-model b.toml",
        "supple learn",
        "supple learn my-fold",
        "supple learn my-fold --camera 0 --input a.mp4",
        "supple learn my-fold --camera --start 3",
        "supple learn My/Fold --camera",
        "supple learn -fold --input a.mp4",
        "supple replay",
        "supple replay a.gz sphinx --free",
        "supple replay a.gz --hold 0",
        "supple analyze",
        "supple analyze a.mp4",
        "supple analyze --out b",
        "supple analyze a.mp4 --out b --stretch sphinx --routine desk-break",
        "supple analyze a.mp4 --out b --jobs 0",
        "supple analyze a.mp4 --out b --faces show",
        "supple analyze a.mp4 --merge b --out c",
        "supple analyze --merge a --stretch sphinx --out c",
        "supple analyze --merge --out c",
        "supple evaluate",
        "supple evaluate --require-aims",
        "supple evaluate a --json --html",
        "supple evaluate a --date yesterday",
        "supple evaluate a --date 2026-13-01",
        "supple evaluate a --date 2026-1-1",
        "supple evaluate a --date 2026-02-30",
    ] {
        assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
    }
}

#[test]
fn a_number_that_cannot_be_is_told_as_one() {
    for (line, word) in [
        ("supple --hold -5", "a hold is 0.1 to 3600 seconds"),
        ("supple --reps 1.5", "a whole number is needed"),
        ("supple --reps -2", "a whole number is needed"),
        ("supple replay a --reps 0", "from 1 to 1000"),
        ("supple --pain-after -1", "from 0 (not at all) to 10 (the worst imaginable)"),
        ("supple pose a.mp4 --start -1", "a video is started at 0"),
    ] {
        let words = parse(line).unwrap_err().to_string();
        assert!(words.contains(word) && !words.contains("tip:"), "{line}: {words}");
    }
}

#[test]
fn every_session_says_what_it_offers() {
    let help = |name: &str| Args::command().find_subcommand_mut(name).unwrap().render_long_help().to_string();
    for name in ["run", "free"] {
        for option in ["--mute", "--no-history", "--pain-before", "--pain-after"] {
            assert!(help(name).contains(option), "{}", help(name));
        }
    }
    assert!(help("learn").contains("NAME.toml among your own stretches"));
}

#[test]
fn pain_is_a_number_from_0_to_10() {
    let Ok(Command::Free(free)) = parse("supple free --pain-before 10 --pain-after 0") else { panic!() };
    assert_eq!((free.pain_before.map(Pain::score), free.pain_after.map(Pain::score)), (Some(10), Some(0)));
}

#[test]
fn a_video_can_be_started_in_its_middle() {
    let six = Duration::from_secs(6);
    assert!(matches!(parse("supple pose a.mp4 --start 6"), Ok(Command::Pose(files)) if files.start == six));
    assert!(matches!(parse("supple pose a.mp4"), Ok(Command::Pose(FilesArgs { start: Duration::ZERO, .. }))));
    let assess = parse("supple assess sphinx a.mp4 --start 6.0");
    assert!(matches!(assess, Ok(Command::Assess { files, .. }) if files.start == six));
    let Ok(Command::Run(run)) = parse("supple sphinx --input a.mp4 --start 6") else { panic!() };
    assert_eq!(run.session.start, Some(six));
}

#[test]
fn a_stretch_is_learned_from_a_camera_or_a_video() {
    let learn = |line: &str| match parse(line) {
        Ok(Command::Learn(learn)) => learn,
        other => panic!("{line}: {other:?}"),
    };
    assert_eq!(learn("supple learn my-fold --camera").camera.as_deref(), Some(""), "the one of the settings");
    assert_eq!(learn("supple learn my-fold --camera usb --headless").camera.as_deref(), Some("usb"));
    let video = learn("supple learn my-fold --input a.mp4 --start 2 --out b.toml");
    assert_eq!((video.name.as_str(), video.input, video.out), ("my-fold", Some("a.mp4".into()), Some("b.toml".into())));
}

#[test]
fn a_window_size_is_width_by_height() {
    let Ok(Command::Run(run)) = parse("supple --size 1920x1080") else { panic!() };
    assert_eq!(run.session.window.size, Some(Size::new(1920, 1080)));
}
