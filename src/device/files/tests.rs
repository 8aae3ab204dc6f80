//! Reading, listing and writing in a folder of the test's own.

use super::*;

fn problem<T>(result: Result<T, FileError>) -> FileProblem {
    result.err().unwrap().problem
}

#[test]
fn text_comes_back_as_written_and_without_a_byte_order_mark() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    write_text(&path, "title = \"Cat\"\n").unwrap();
    assert_eq!(read_text(&path).unwrap(), "title = \"Cat\"\n");
    write_text(&path, "\u{feff}x").unwrap();
    assert_eq!(read_text(&path).unwrap(), "x");
}

#[test]
fn a_new_file_never_takes_anothers_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    write_new(&path, "first").unwrap();
    assert!(matches!(problem(write_new(&path, "second")), FileProblem::Exists));
    assert_eq!(read_text(&path).unwrap(), "first");
    assert!(matches!(problem(write_new(&path.join("below"), "x")), FileProblem::NoFolder));
}

#[test]
fn every_bad_file_has_its_own_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    assert!(matches!(problem(read_text(&path)), FileProblem::Missing));
    assert!(matches!(problem(read_text(folder.path())), FileProblem::Folder));
    std::fs::write(&path, b"ab\xff").unwrap();
    assert!(matches!(problem(read_text(&path)), FileProblem::NotText { at: 2, .. }));
    assert!(matches!(problem(read_bytes(&path, 2)), FileProblem::TooLarge { limit: 2, .. }));
    assert_eq!(read_bytes(&path, 3).unwrap(), b"ab\xff");
    assert!(matches!(problem(read_text(&path.join("below"))), FileProblem::NoFolder));
    if cfg!(target_os = "linux") {
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(matches!(problem(read_text_at_rest(&pipe)), FileProblem::NotAFile), "nobody waits for it");
    }
    let refused = FileError::searching(folder.path(), Some(io::ErrorKind::PermissionDenied.into()));
    assert!(matches!(refused.problem, FileProblem::Unreadable(_)), "a folder is what is wanted there");
    #[cfg(unix)]
    {
        let circle = folder.path().join("circle.toml");
        std::os::unix::fs::symlink(&circle, &circle).unwrap();
        assert!(matches!(problem(read_text(&circle)), FileProblem::Circle));
    }
    let output = |path: &Path| output(path, &|_| true, false);
    assert!(matches!(problem(output(folder.path())), FileProblem::Folder));
    assert!(matches!(problem(output(&folder.path().join("no/such"))), FileProblem::Unwritable(_)));
}

#[test]
fn folders_are_listed_by_name_without_strangers() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b.toml", "a.TOML", ".hidden.toml", "notes.txt"] {
        std::fs::write(folder.path().join(name), "").unwrap();
    }
    std::fs::create_dir(folder.path().join("folder.toml")).unwrap();
    let names: Vec<_> =
        list(folder.path(), &["toml"]).unwrap().iter().map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["a.TOML", "b.toml"]);
    assert!(matches!(problem(list(&folder.path().join("none"), &["toml"])), FileProblem::Missing));
}

#[test]
fn folders_within_are_searched_too() {
    let folder = tempfile::tempdir().unwrap();
    let within = folder.path().join("a/deeper");
    std::fs::create_dir_all(&within).unwrap();
    std::fs::create_dir(folder.path().join(".hidden")).unwrap();
    for path in ["z.toml", "a/y.toml", "a/deeper/x.toml", ".hidden/w.toml"] {
        std::fs::write(folder.path().join(path), "").unwrap();
    }
    let (found, unreadable) = find_toml(folder.path());
    let names: Vec<_> = found.iter().map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["z.toml", "y.toml", "x.toml"]);
    assert!(unreadable.is_empty());
    assert!(matches!(find_toml(&within.join("none")).1[..], [FileError { problem: FileProblem::Missing, .. }]));
}

#[test]
fn a_new_file_never_takes_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made/on/the/way/a.toml");
    write_new(&path, "one").unwrap();
    assert!(matches!(problem(write_new(&path, "two")), FileProblem::Exists));
    assert_eq!(read_text(&path).unwrap(), "one");
}

#[test]
fn a_new_folder_is_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a/b");
    assert!(new_folder(&path).is_ok() && new_folder(&path).is_ok() && path.is_dir());
    assert!(matches!(problem(new_folder(folder.path())), FileProblem::NotEmpty));
    std::fs::write(path.join("c"), "").unwrap();
    assert!(matches!(problem(new_folder(&path.join("c"))), FileProblem::Unwritable(_)));
}

#[test]
fn lines_arrive_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events");
    let mut lines = output(&path, &|_| false, false).unwrap();
    writeln!(lines, "one").unwrap();
    assert_eq!(read_text(&path).unwrap(), "one\n");
}

#[test]
fn only_what_is_ours_is_replaced_unless_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events");
    let ours = |line: &str| line == "ours";
    for (there, force) in [("ours\nmore\n", false), ("", false), ("theirs\n", true), ("ours", true)] {
        std::fs::write(&path, there).unwrap();
        let mut lines = output(&path, &ours, force).unwrap();
        assert_eq!(read_text(&path).unwrap(), there, "nothing is lost before there is something new");
        writeln!(lines, "one").unwrap();
        assert_eq!(read_text(&path).unwrap(), "one\n");
        writeln!(lines, "two").unwrap();
        drop(lines);
        assert_eq!(read_text(&path).unwrap(), "one\ntwo\n");
    }
    for there in [&b"theirs\n"[..], b"ours", b"\xff\xd8", b"\nours\n"] {
        std::fs::write(&path, there).unwrap();
        assert!(matches!(problem(output(&path, &ours, false)), FileProblem::NotOurs));
        assert!(check_output(&path, &ours, false).is_err() && check_output(&path, &ours, true).is_ok());
        assert_eq!(std::fs::read(&path).unwrap(), there);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn what_has_no_end_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(problem(read_large(folder.path(), 9)), FileProblem::Folder));
    assert!(matches!(problem(read_large(&folder.path().join("none"), 9)), FileProblem::Missing));
    if cfg!(unix) {
        assert!(matches!(problem(read_large(Path::new("/dev/zero"), 9)), FileProblem::NotAFile));
        assert!(matches!(problem(read_bytes(Path::new("/dev/zero"), 9)), FileProblem::TooLarge { limit: 9 }));
    }
}
