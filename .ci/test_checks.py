"""The checks of this folder on bad input: each must be able to fail. `python3 .ci/test_checks.py` runs them."""

import contextlib
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

    def run_on(self, answer):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "metadata.json"
            file.write_text(json.dumps(answer))
            with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
                return licences.main([str(file)])

    def test_the_program_with_our_own_rules(self):
        self.assertEqual(self.run_on(metadata(package("other"))), 0)
        self.assertEqual(self.run_on(metadata(package("other", "GPL-3.0-only"))), 1)
        self.assertEqual(self.run_on(metadata()), 1, "nothing was looked at")


GOOD = """
test one ... ok
test two ... ignored, run by one
test result: ok. 1 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s

test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s
"""


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


if __name__ == "__main__":
    unittest.main()
