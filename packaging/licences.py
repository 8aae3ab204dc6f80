#!/usr/bin/env python3
"""Writes whose everything in the packages is: `copyright`, in the form that Debian has for it, and the licences' texts, as those who
wrote what is inside ask for.

    packaging/licences.py FOLDER LIBRARY
"""

import gzip
import re
import sys
from pathlib import Path

from contents import ROOT, everything, folder_of

# What a crate's licence texts are called.
TEXT = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)
TOO_LARGE = 200_000


def texts_of(crate):
    """The licence texts in a crate's folder and in the folders in it, with their names."""
    found = []
    for path in sorted([*crate.folder.glob("*"), *crate.folder.glob("*/*")]):
        if path.is_file() and TEXT.match(path.name) and path.suffix not in (".rs", ".py", ".html", ".toml"):
            if path.stat().st_size < TOO_LARGE:
                found.append(path.read_text(errors="replace").replace("\r\n", "\n").strip())
    return found


def third_parties(crates):
    """All texts, each once, with the crates that have it; and which crates have none of their own."""
    owners, without = {}, []
    for crate in crates:
        name = f"{crate.name} {crate.version}"
        texts = texts_of(crate)
        if not texts:
            without.append(f"{name} ({crate.licence}; {', '.join(crate.authors) or 'its authors are not named'})")
        for text in texts:
            # The same text with other line breaks is the same text.
            owners.setdefault(" ".join(text.split()), (text, []))[1].append(name)
    lines = ["The licence texts of the crates inside the program `supple`, each with the crates that carry it.", ""]
    for text, names in sorted(owners.values(), key=lambda found: (found[1], found[0])):
        lines += ["=" * 80, *wrapped(names), "-" * 80, "", text, ""]
    if without:
        lines += ["=" * 80, "These carry no text of their own; their licences are", *without, ""]
    return "\n".join(lines)


def wrapped(names):
    lines, line = [], ""
    for name in names:
        if line and len(line) + len(name) > 76:
            lines.append(line.rstrip())
            line = ""
        line += f"{name}, "
    return [*lines, line.rstrip(", ")]


def indented(text):
    return "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in text.strip().splitlines())


def copyright_file(program, crates, parts):
    mit = (ROOT / "LICENSE-MIT").read_text()
    ours = re.search(r"^Copyright .*$", mit, re.MULTILINE).group(0).removeprefix("Copyright ")
    # All that follows the copyright itself.
    terms = mit[mit.index("Permission is") :]
    paragraphs = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Supple\n"
        "Comment:\n" + indented(
            f"{program.description}\n\n"
            "What follows names everything inside the package. The crates' own texts are in licences-of-crates.txt.gz beside this "
            "file, those of what ONNX Runtime is made of in onnxruntime-notices.txt.gz, and supple.cdx.json lists all of it with "
            "versions and hashes."
        ),
        f"Files: *\nCopyright: {ours}\nLicense: MIT or Apache-2.0",
    ]
    for part in parts:
        files = "usr/lib/supple/libonnxruntime.so" if part.name == "ONNX Runtime" else "usr/bin/supple"
        licence = {"MIT OR Apache-2.0": "MIT or Apache-2.0"}.get(part.licence, part.licence)
        paragraphs.append(
            f"Files: {files}\nCopyright: {part.copyright.removeprefix('Copyright ').removeprefix('(c) ')}\nLicense: {licence}\n"
            f"Comment: {' '.join([part.name, part.version]).strip()}. {part.description}."
        )
    by_licence = {}
    for crate in crates:
        by_licence.setdefault(crate.licence, []).append(f"{crate.name} {crate.version}")
    listed = "\n".join(line for licence, names in sorted(by_licence.items()) for line in [f"{licence}:", *(f"  {line}" for line in wrapped(names))])
    paragraphs.append(
        "Files: usr/bin/supple\nCopyright: the authors of each, as licences-of-crates.txt.gz has it\nLicense: various\n"
        "Comment: The crates inside the program.\n" + indented(listed)
    )
    font = (folder_of("notosans", crates) / "fonts/LICENSE_OFL.txt").read_text()
    paragraphs += [
        f"License: MIT\n{indented(terms)}",
        "License: MIT or Apache-2.0\n" + indented("At your choice, under the MIT licence, whose text stands here, or under the Apache License."),
        "License: Apache-2.0\n" + indented("On Debian the text is in /usr/share/common-licenses/Apache-2.0; LICENSE-APACHE beside this file has it too."),
        f"License: OFL-1.1\n{indented(font)}",
        "License: blessing\n" + indented(
            "The author disclaims copyright to this source code. In place of a legal notice, here is a blessing:\n\n"
            "May you do good and not evil.\nMay you find forgiveness for yourself and forgive others.\n"
            "May you share freely, never taking more than you give."
        ),
        "License: various\n" + indented(
            "Each crate's own, as the list says. What is under MPL-2.0 is unchanged, and its source is at "
            "https://crates.io/crates/symphonia; on Debian the licence is in /usr/share/common-licenses/MPL-2.0, and everywhere at "
            "https://www.mozilla.org/MPL/2.0/."
        ),
    ]
    return "\n\n".join(paragraphs) + "\n"


def packed(path, text):
    """Compressed, without name and time."""
    with open(path, "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as out:
        out.write(text.encode())


def main(arguments):
    folder, library = map(Path, arguments)
    program, crates, parts = everything(library)
    linked = [crate for crate in crates if crate.linked]
    (folder / "copyright").write_text(copyright_file(program, linked, parts))
    packed(folder / "licences-of-crates.txt.gz", third_parties(linked))
    for ours in ("LICENSE-MIT", "LICENSE-APACHE"):
        (folder / ours).write_text((ROOT / ours).read_text())
    for kind in ("licence", "notices"):
        text = library.with_suffix(f".{kind}.txt").read_text(errors="replace")
        packed(folder / f"onnxruntime-{kind}.txt.gz", text)


if __name__ == "__main__":
    main(sys.argv[1:])
