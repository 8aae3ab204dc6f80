"""The checks of this folder on bad input: each must be able to fail. `python3 .ci/test_checks.py` runs them."""

import contextlib
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
# Nothing is left beside the programs that are tested.
sys.dont_write_bytecode = True


def load(name):
    """A program of this folder, as a module."""
    spec = spec_from_loader(name, SourceFileLoader(name, str(FOLDER / name)))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


bill = load("bill")
cues = load("cues")
crates = load("crates")
licences = load("licences")
test_output = load("test_output")

ALLOW = {"MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Zlib"}
CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"
DENY = """
[graph]
all-features = true
[licenses]
include-dev = true
allow = ["MIT"]
[bans]
wildcards = "deny"
[sources]
unknown-registry = "deny"
unknown-git = "deny"
"""


def package(name, licence="MIT", source=CRATES_IO, dependencies=()):
    return {
        "name": name,
        "version": "1.0.0",
        "id": name,
        "license": licence,
        "source": source,
        "dependencies": [{"name": needs, "req": version} for needs, version in dependencies],
    }


def metadata(*packages):
    ours = package("ours", source=None, dependencies=[("other", "^1")])
    return {"workspace_members": ["ours"], "packages": [ours, *packages]}


class Licences(unittest.TestCase):
    def test_expressions(self):
        for expression, accepted in [
            ("MIT", True),
            ("GPL-3.0-only", False),
            ("MIT OR GPL-3.0-only", True),
            ("MIT/GPL-3.0", True),
            ("GPL-2.0 / GPL-3.0", False),
            ("MIT AND GPL-3.0-only", False),
            ("MIT AND Zlib", True),
            ("GPL-3.0-only AND MIT OR Zlib", True),
            ("GPL-3.0-only AND (MIT OR Zlib)", False),
            ("(MIT OR GPL-3.0-only) AND Apache-2.0", True),
            ("Apache-2.0 WITH LLVM-exception", True),
            ("MIT WITH LLVM-exception", False),
            ("Apache-2.0+", False),
        ]:
            with self.subTest(expression):
                self.assertEqual(licences.is_satisfied(expression, ALLOW), accepted)

    def test_expressions_that_cannot_be_read(self):
        for expression in ["", "MIT OR", "(MIT", "MIT)", "AND MIT", "MIT Zlib", "MIT WITH", "()"]:
            with self.subTest(expression), self.assertRaises(licences.Wrong):
                licences.is_satisfied(expression, ALLOW)

    def test_good_packages(self):
        self.assertEqual(licences.complaints(metadata(package("other")), ALLOW), [])

    def test_a_licence_that_is_not_allowed(self):
        found = licences.complaints(metadata(package("other", "GPL-3.0-only")), ALLOW)
        self.assertEqual(found, ["other 1.0.0: its licence `GPL-3.0-only` isn't allowed"])

    def test_no_licence(self):
        for nothing in (None, ""):
            self.assertEqual(
                licences.complaints(metadata(package("other", nothing)), ALLOW), ["other 1.0.0: names no licence"]
            )

    def test_another_source_is_told_without_its_address(self):
        for source in ["git+https://secret.example/other#1", "registry+https://secret.example/index", "sparse+https://secret.example/"]:
            (found,) = licences.complaints(metadata(package("other", source=source)), ALLOW)
            self.assertIn("another place", found)
            self.assertNotIn("secret", found)

    def test_any_version_of_a_dependency(self):
        ours = package("ours", source=None, dependencies=[("other", "*")])
        found = licences.complaints({"workspace_members": ["ours"], "packages": [ours]}, ALLOW)
        self.assertEqual(found, ["ours 1.0.0: takes any version of other"])

    def test_the_rules_are_read_and_none_is_passed_over(self):
        self.assertEqual(licences.allowed_licences(DENY), {"MIT"})
        for wrong in [
            DENY + '[[licenses.exceptions]]\nname = "x"\n',
            DENY.replace('unknown-git = "deny"', 'unknown-git = "warn"'),
            DENY.replace('wildcards = "deny"', ""),
            DENY.replace("include-dev = true", ""),
            DENY.replace('"MIT"', ""),
            DENY + "[other]\nkey = 1\n",
        ]:
            with self.subTest(wrong), self.assertRaises(licences.Wrong):
                licences.allowed_licences(wrong)

    def test_an_exception_is_for_its_crate_and_no_other(self):
        excepted = licences.excepted_licences(DENY.replace("[bans]", 'exceptions = [{ allow = ["MPL-2.0"], crate = "one" }]\n[bans]'))
        self.assertEqual(excepted, {"one": {"MPL-2.0"}})
        one, other = package("one", "MPL-2.0"), package("other", "MPL-2.0")
        self.assertEqual(licences.complaints(metadata(one), ALLOW, excepted), [])
        (found,) = licences.complaints(metadata(one, other), ALLOW, excepted)
        self.assertIn("other 1.0.0", found)
        (found,) = licences.complaints(metadata(package("one")), ALLOW, excepted)
        self.assertIn("nothing needs its exception for one", found)
        (found,) = licences.complaints(metadata(package("one", "MPL-2.0", "git+https://secret.example/")), ALLOW, excepted)
        self.assertIn("another place", found)
        for wrong in ['{ crate = "one" }', '{ allow = [], crate = "one" }', '{ allow = ["MPL-2.0"], crate = "one", version = "1" }']:
            with self.subTest(wrong), self.assertRaises(licences.Wrong):
                licences.excepted_licences(DENY.replace("[bans]", f"exceptions = [{wrong}]\n[bans]"))

    def run_on(self, answer):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "metadata.json"
            file.write_text(json.dumps(answer))
            with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
                return licences.main([str(file)])

    def test_the_program_with_our_own_rules(self):
        rules = (FOLDER.parent / "deny.toml").read_text()
        excepted = [package(name, "MPL-2.0") for name in licences.excepted_licences(rules)]
        self.assertEqual(self.run_on(metadata(*excepted, package("other"))), 0)
        self.assertEqual(self.run_on(metadata(*excepted, package("other", "GPL-3.0-only"))), 1)
        self.assertEqual(self.run_on(metadata(*excepted, package("other", "MPL-2.0"))), 1)
        self.assertEqual(self.run_on(metadata()), 1, "nothing was looked at")


GOOD = """
test one ... ok
test two ... ignored, run by one
test result: ok. 1 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s

test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s
"""


class Crates(unittest.TestCase):
    LOCK = """
        version = 4
        [[package]]
        name = "ours"
        version = "1.0.0"
        [[package]]
        name = "old"
        version = "1.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
        [[package]]
        name = "new-one"
        version = "2.0.0"
        source = "registry+https://github.com/rust-lang/crates.io-index"
    """
    PAGE = "| `old` | 1.0.0 | program |  | 7 |  |  |\n| `new-one` | 2.0.0 | tests | script |  |  |  | me | x | y |\n"

    def notes(self, **more):
        family = {"names": ["new-*"], "by": "somebody", "does": "something", "looked": "closely", **more}
        return {"before": {"crates": "old\nolder"}, "crates": [family]}

    def test_what_was_looked_at_is_good(self):
        self.assertEqual(crates.complaints(self.LOCK, self.PAGE, self.notes()), [])

    def test_a_new_crate_and_a_new_version_are_noticed(self):
        for name, version in (("another", "1.0.0"), ("old", "1.0.1")):
            lock = self.LOCK + f'[[package]]\nname = "{name}"\nversion = "{version}"\nsource = "registry+x"\n'
            found = crates.complaints(lock, self.PAGE, self.notes())
            self.assertTrue(any(f"{name} {version}: isn't in" in line for line in found), found)
        self.assertIn("another: has no note", " ".join(crates.complaints(self.LOCK.replace("new-one", "another"), self.PAGE, self.notes())))

    def test_a_crate_that_is_gone_is_noticed(self):
        found = crates.complaints(self.LOCK, self.PAGE + "| `gone` | 1.0.0 | program |  |  |  |  |\n", self.notes())
        self.assertIn("gone 1.0.0: is in", found[0])

    def test_a_note_says_everything(self):
        found = crates.complaints(self.LOCK, self.PAGE, self.notes(looked=""))
        self.assertIn("says nothing about looked", found[0])

    def test_signs_are_counted_and_comments_and_tests_are_not(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {
                "src/lib.rs": "// unsafe { }\nfn a() { unsafe { b() } }\nuse std::net::TcpStream;",
                "tests/a.rs": "fn a() { unsafe { b() } }",
                "build.rs": 'fn main() { std::process::Command::new("cc"); }',
            }.items():
                (Path(folder) / name).parent.mkdir(exist_ok=True)
                (Path(folder) / name).write_text(text)
            self.assertEqual(crates.counts(folder), {"unsafe": 1, "network": 2, "programs": 1})


class TestOutput(unittest.TestCase):
    def test_enough_tests(self):
        self.assertEqual(test_output.faults(GOOD, 5), ([], 5))

    def test_too_few(self):
        self.assertEqual(test_output.faults(GOOD, 6), (["only 5 tests ran and passed; 6 are expected"], 5))

    def test_one_that_lacked_something(self):
        log = GOOD + "test footage::a ... ignored, needs ../shared/footage\n"
        self.assertEqual(test_output.faults(log, 5)[0], ["footage::a did not run: it needs ../shared/footage"])

    def test_failures_and_nothing_at_all(self):
        failed = GOOD + "test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out\n"
        self.assertEqual(test_output.faults(failed, 5)[0], ["some tests failed"])
        self.assertIn("no test program came to its end", test_output.faults("error: could not compile", 1)[0])


class Steps(unittest.TestCase):
    def steps(self, make, *names):
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "make"
            program.write_text(f"#!/bin/sh\n{make}\n")
            program.chmod(0o755)
            environment = {**os.environ, "MAKE": str(program)}
            return subprocess.run([FOLDER / "steps", *names], env=environment, capture_output=True, text=True, check=False)

    def test_each_step_is_told_with_its_time(self):
        ran = self.steps("exit 0", "one", "two")
        self.assertEqual(ran.returncode, 0)
        self.assertRegex(ran.stdout, r"one +0:0\d\ntwo +0:0\d\nall +0:0\d")

    def test_the_first_failure_ends_it(self):
        ran = self.steps('[ "$2" != two ]', "one", "two", "three")
        self.assertEqual(ran.returncode, 1)
        self.assertRegex(ran.stdout, r"one +0:0\d\ntwo +0:0\d FAILED\nall")
        self.assertNotIn("three", ran.stdout)


def said(time, words, cue="guide", seconds=1.0, priority="next"):
    return {"time": time, "cue": cue, "words": words, "sound": None, "seconds": seconds, "priority": priority}


def corrected(time, words):
    return said(time, words, "correction", priority="correction")


def happened(*events):
    return [{"time": time, "event": event} for time, event in events]


class Cues(unittest.TestCase):
    def faults(self, given, events=(), is_sign=False):
        return cues.faults(given, happened(*events), is_sign)

    def test_what_keeps_the_rules(self):
        good = [said(0, "Cat."), said(2, "Come in."), corrected(4, "Straighten your knee."), said(6, "That's it.")]
        self.assertEqual(self.faults(good), [])
        numbers = [said(time, "One.", "time_left", priority="time_left") for time in (0, 3, 6)]
        self.assertEqual(self.faults(numbers), [], "numbers may come again")

    def test_words_over_words(self):
        (found,) = self.faults([said(0, "Cat."), said(0.9, "Come in.")])
        self.assertIn("over", found)

    def test_one_correction_after_the_other(self):
        given = [said(0, "Cat."), said(2, "Come in."), corrected(4, "Lift your head."), corrected(11.9, "Bend your knee.")]
        (found,) = self.faults(given)
        self.assertIn("7.9 s after", found)

    def test_two_phrases_are_one_correction(self):
        given = [said(0, "Cat."), said(2, "Come in."), corrected(4, "Nearly there."), corrected(5.1, "Bend your knee.")]
        self.assertEqual(self.faults(given), [])
        self.assertEqual(len(cues.lines_of(given)), 3)

    def test_the_same_words_again(self):
        (found,) = self.faults([said(0, "Cat."), said(8.9, "Cat.")])
        self.assertIn("again after 7.9 s", found)
        self.assertEqual(self.faults([said(0, "Cat."), said(9, "Cat.")]), [])

    def test_too_much_in_a_hold(self):
        held = [(0, "hold_started"), (40, "hold_completed")]
        given = [said(time, f"Word {time}.") for time in (1, 5, 9, 13, 17, 21)]
        self.assertEqual(self.faults(given, held), [])
        (found,) = self.faults([*given, said(25, "One more.")], held)
        self.assertIn("7.0 s are said in the hold", found)
        self.assertEqual(self.faults([*given, said(32, "One more.")], held), [], "30 s are over")

    def test_a_pause_does_not_begin_another_hold(self):
        held = [(0, "hold_started"), (10, "hold_paused"), (20, "hold_resumed"), (40, "hold_completed")]
        within = [said(time, f"Word {time}.") for time in (1, 3, 5, 7, 22, 25, 28)]
        self.assertEqual(len(self.faults(within, held)), 1)
        aside = [said(time, f"Word {time}.") for time in (1, 3, 5, 11, 13, 15, 17, 22, 25)]
        self.assertEqual(self.faults(aside, held), [], "what is said in the pause isn't said in the hold")

    def test_more_than_half_corrects(self):
        (found,) = self.faults([said(0, "Cat."), corrected(4, "Lift your head."), corrected(14, "Bend your knee.")])
        self.assertEqual(found, "2 of 3 lines correct")

    def test_an_answer_to_what_nobody_heard(self):
        (found,) = self.faults([said(0, "Cat."), said(2, "That's it.", "followed")])
        self.assertIn("nobody had heard", found)
        asked = [said(0, "Cat."), corrected(2, "Bend your knee."), said(5, "That's it.", "followed")]
        self.assertEqual(self.faults(asked), [])

    def test_hints_that_are_said(self):
        hints = [{"time": time, "event": "hint", "text": "Nearly there. Bend your knee.", "target": "knee"} for time in (1, 20)]
        self.assertEqual(cues.to_mend([corrected(2, "Nearly there."), corrected(3.1, "Bend your knee.")], hints), [True, False])

    def test_signs(self):
        self.assertEqual(self.faults([], [(3, "sign")], is_sign=True), [])
        self.assertEqual(self.faults([], is_sign=True), ["no sign was taken"])
        self.assertEqual(len(self.faults([], [(3, "sign")])), 1)
        known = {"legs-up-wall", "sphinx"}
        self.assertEqual(cues.plan_of("gesture-supine.near.side.a", known), "legs-up-wall")
        self.assertEqual(cues.plan_of("sphinx.good.side.a", known), "sphinx")
        self.assertIsNone(cues.plan_of("standing.good.side.a", known))

    def test_a_folder_without_recordings_shows_nothing(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
            self.assertEqual(cues.main(["supple", folder]), 1)


# A rustup that installs nothing but a script, notes what it is asked for, and knows what is in `toolchains`.
RUSTUP = """#!/bin/sh
echo "$*" >>"$HOME/asked"
case "$1 $2" in
"toolchain install")
	[ "$3" != "$UNREACHABLE" ] || exit 1
	mkdir -p "$HOME/toolchains/$3"
	printf '#!/bin/sh\\necho cargo 1.95.0\\n' >"$HOME/toolchains/$3/cargo"
	chmod +x "$HOME/toolchains/$3/cargo" ;;
"which --toolchain")
	[ -e "$HOME/toolchains/$3/cargo" ] || exit 1
	echo "$HOME/toolchains/$3/cargo" ;;
esac
"""


class Rust(unittest.TestCase):
    def setup(self, cargo, unreachable=""):
        """What setup/rust.sh prints below the home, and what it asks rustup for, where cargo has this version."""
        with tempfile.TemporaryDirectory() as home:
            programs = Path(home) / ".cargo/bin"
            programs.mkdir(parents=True)
            for name, text in [("rustup", RUSTUP), ("cargo", f"#!/bin/sh\necho cargo {cargo}\n")]:
                (programs / name).write_text(text)
                (programs / name).chmod(0o755)
            environment = {"HOME": home, "PATH": "/usr/bin:/bin", "UNREACHABLE": unreachable}
            program = FOLDER.parent / "setup/rust.sh"
            ran = subprocess.run([program], env=environment, capture_output=True, text=True, check=True)
            asked = Path(home) / "asked"
            return os.path.relpath(ran.stdout.strip(), home), asked.read_text() if asked.exists() else ""

    def test_a_new_enough_cargo_is_taken(self):
        self.assertEqual(self.setup("1.95.0"), (".cargo/bin", ""))

    def test_an_old_one_is_left_as_the_persons_default(self):
        folder, asked = self.setup("1.60.0")
        self.assertEqual(folder, "toolchains/1.95.0")
        self.assertIn("toolchain install 1.95.0", asked)
        self.assertNotIn("default\n", asked.replace("--profile default", ""))
        self.assertNotIn("default stable", asked)

    def test_another_toolchain_does_where_the_pinned_one_cannot_be_had(self):
        self.assertEqual(self.setup("1.60.0", unreachable="1.95.0")[0], "toolchains/stable")


class Packages(unittest.TestCase):
    def setup(self, missing, user=0, apt="exit 0"):
        """How setup/packages.sh ends where these packages are missing, and what it asks apt-get for."""
        with tempfile.TemporaryDirectory() as folder:
            programs = {
                "dpkg-query": f'case " {missing} " in *" $3 "*) ;; *) echo installed ;; esac',
                "apt-get": f'echo "$*" >>{folder}/asked; {apt}',
                "id": f"echo {user}",
                "sudo": '"$@"',
            }
            for name, text in programs.items():
                (Path(folder) / name).write_text(f"#!/bin/sh\n{text}\n")
                (Path(folder) / name).chmod(0o755)
            environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
            program = FOLDER.parent / "setup/packages.sh"
            ran = subprocess.run([program], env=environment, capture_output=True, text=True, check=False)
            asked = Path(folder) / "asked"
            return ran.returncode, asked.read_text() if asked.exists() else ""

    def test_what_is_missing_is_installed_with_what_is_only_liked(self):
        self.assertEqual(self.setup(""), (0, ""))
        for user in (0, 1000):
            ended, asked = self.setup("libasound2-dev espeak-ng", user)
            self.assertEqual(ended, 0)
            self.assertIn("--no-install-recommends libasound2-dev espeak-ng\n", asked)

    def test_what_is_needed_must_be_had(self):
        self.assertEqual(self.setup("libasound2-dev", apt="exit 1")[0], 1)

    def test_what_is_only_liked_is_no_failure_and_no_reason_to_ask_for_a_password(self):
        self.assertEqual(self.setup("espeak-ng", apt="exit 1")[0], 0)
        self.assertEqual(self.setup("espeak-ng", user=1000), (0, ""))


class Bill(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.root, self.installed = Path(place.name) / "project", Path(place.name) / "usr"
        for path, text in [
            (self.root / "models/a.onnx", "model"),
            (self.root / "voices/en/b.ogg", "voice"),
            (self.root / "Cargo.lock", f'checksum = "{"c" * 64}"\n'),
            (self.installed / "bin/supple", "program"),
            (self.installed / "lib/supple/libonnxruntime.so", "library"),
        ]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        parts = [self.component(name, "x") for name in bill.EXPECTED]
        parts[0] = self.component("ONNX Runtime", "library")
        parts[1]["components"] = [self.component("a.onnx", "model")]
        parts[2]["components"] = [self.component("b.ogg", "voice")]
        crate = {**self.component("serde", ""), "purl": "pkg:cargo/serde@1.0.0"}
        crate["hashes"][0]["content"] = "c" * 64
        self.bill = {"metadata": {"component": self.component("supple", "program")}, "components": [crate, *parts]}

    @staticmethod
    def component(name, content):
        digest = hashlib.sha256(content.encode()).hexdigest()
        licence = [{"license": {"id": "MIT"}}]
        return {"name": name, "licenses": licence, "hashes": [{"alg": "SHA-256", "content": digest}]}

    def faults(self, crates_at_least=1):
        inside = self.installed / "share/doc/supple/supple.cdx.json"
        inside.parent.mkdir(parents=True, exist_ok=True)
        inside.write_text(json.dumps(self.bill, indent=1, ensure_ascii=False) + "\n")
        return bill.faults(self.bill, self.installed, self.root, crates_at_least)

    def test_a_true_bill_passes(self):
        self.assertEqual(self.faults(), [])

    def test_what_is_missing_is_named(self):
        self.assertEqual(self.faults(crates_at_least=2), ["it names only 1 crates"])
        self.bill["components"].pop()
        self.assertEqual(self.faults(), [f"{bill.EXPECTED[-1]} is not in it"])

    def test_what_has_another_hash_is_named(self):
        (self.installed / "bin/supple").write_text("another program")
        (self.root / "models/new.onnx").write_text("a model that the bill doesn't know")
        self.bill["components"][0]["hashes"][0]["content"] = "d" * 64
        self.assertEqual(
            self.faults(),
            ["serde: its hash is not Cargo.lock's", "bin/supple has another hash", "new.onnx has another hash, or is not in it"],
        )

    def test_each_has_a_licence_and_the_package_the_same_bill(self):
        self.bill["components"][1]["licenses"] = []
        self.assertEqual(self.faults(), ["ONNX Runtime has no licence"])
        self.bill["components"][1]["licenses"] = ["MIT"]
        self.assertEqual(bill.faults(self.bill, self.installed, self.root, 1), ["the package has another one inside"])


if __name__ == "__main__":
    unittest.main()
