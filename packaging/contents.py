"""What is inside the program and the package: crates, and everything that is no crate. For licences.py and sbom.py."""

import hashlib
import json
import re
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Crate:
    """A crate of the program, or one that only builds it."""

    name: str
    version: str
    licence: str
    authors: list
    description: str
    folder: Path
    sha256: str
    # Whether code of it is in the program. What is run by the compiler alone (procedural macros, build scripts) isn't.
    linked: bool
    needs: list = field(default_factory=list)

    @property
    def id(self):
        return f"pkg:cargo/{self.name}@{self.version}"


@dataclass
class Part:
    """Something in the package that is no crate."""

    name: str
    version: str
    kind: str
    licence: str
    copyright: str
    description: str
    files: list
    purl: str | None = None

    @property
    def id(self):
        return self.purl or f"supple:{self.name}"


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def spdx(licence):
    """An SPDX expression, also of what older crates write as A/B."""
    return re.sub(r"\s*/\s*", " OR ", licence)


def ask_cargo(*arguments):
    """Nothing is downloaded: the crates are there, since the program has been built."""
    command = ["cargo", *arguments, "--locked", "--offline"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout


def tree(edges):
    """Names and versions of all that the program needs, by the features that are really used on this kind of system."""
    lines = ask_cargo("tree", "--edges", edges, "--prefix", "none", "--format", "{p}").splitlines()
    return {(name, version.removeprefix("v")) for name, version in (line.split()[:2] for line in lines if line)}


def crates(metadata, lock, linked, all_of_it):
    """The program itself, and the crates that it is made of and built with, sorted; those of tests are not among them."""
    sums = {(package["name"], package["version"]): package.get("checksum") for package in lock["package"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    found = {}
    for package in metadata["packages"]:
        key = name, version = package["name"], package["version"]
        if key in all_of_it:
            found[package["id"]] = Crate(
                name, version, spdx(package["license"]), package["authors"], package["description"] or "",
                Path(package["manifest_path"]).parent, sums.get(key), key in linked,
            )
    for id, crate in found.items():
        others = (edge["pkg"] for edge in nodes[id]["deps"] if {kind["kind"] for kind in edge["dep_kinds"]} & {None, "build"})
        crate.needs = sorted(found[other].id for other in others if other in found)
    program = found.pop(metadata["resolve"]["root"])
    return program, sorted(found.values(), key=lambda crate: (crate.name, crate.version))


def folder_of(name, all_crates):
    return next(crate.folder for crate in all_crates if crate.name == name)


def parts(all_crates, library):
    """Everything else. Each file named is one whose hash is known: of the package, or of the sources that the program is made from."""
    library = Path(library)
    runtime_version = re.search(r"-([0-9.]+)\.(so|dylib|dll)$", library.name).group(1)
    font = folder_of("notosans", all_crates) / "fonts"
    sqlite = folder_of("libsqlite3-sys", all_crates) / "sqlite3"
    sqlite_version = re.search(r'#define SQLITE_VERSION\s+"([0-9.]+)"', (sqlite / "sqlite3.h").read_text()).group(1)
    rust_version = subprocess.run(["rustc", "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()[1]
    letters = (ROOT / "src").rglob("*.rs")
    letters = {name for file in letters for name in re.findall(r"notosans::([A-Z_]+)", file.read_text())}
    return [
        Part("ONNX Runtime", runtime_version, "library", "MIT", "Copyright (c) Microsoft Corporation",
             "Runs the pose models; lib/supple/libonnxruntime.so, as it is in the Python package", [library],
             f"pkg:pypi/onnxruntime@{runtime_version}"),
        Part("BlazePose (MediaPipe Pose), as ONNX", "0.10.21", "machine-learning-model", "Apache-2.0", "Copyright The MediaPipe Authors",
             "The pose models, inside the program; models/NOTICE says what was changed", sorted((ROOT / "models").glob("*.onnx"))),
        Part("Clips spoken by Kokoro-82M", "1.0", "data", "Apache-2.0", "Kokoro-82M by hexgrad",
             "The voice, inside the program; voices/NOTICE says how it was made",
             sorted(file for file in (ROOT / "voices").glob("*/*") if file.suffix in (".ogg", ".json"))),
        Part("Noto Sans", "", "data", "OFL-1.1", "Copyright The Noto Project Authors",
             "The letters, inside the program", sorted(file for file in font.glob("*.ttf") if is_used(file, letters))),
        Part("SQLite", sqlite_version, "library", "blessing", "none: its authors gave it into the public domain",
             "Keeps the history, inside the program", [sqlite / "sqlite3.c"], f"pkg:generic/sqlite@{sqlite_version}"),
        Part("Rust's standard library", rust_version, "library", "MIT OR Apache-2.0", "Copyright The Rust Project Developers",
             "Inside the program", [], f"pkg:generic/rust-std@{rust_version}"),
    ]


def is_used(font, names):
    """Whether the program names this file of the font: REGULAR_TTF is NotoSans-Regular.ttf."""
    style = font.stem.split("-")[1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", style).upper() + "_TTF" in names


def everything(library):
    """The program, the crates and the other parts."""
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    metadata = json.loads(ask_cargo("metadata", "--format-version", "1"))
    program, all_crates = crates(metadata, lock, tree("normal,no-proc-macro"), tree("normal,build"))
    return program, all_crates, parts(all_crates, library)
