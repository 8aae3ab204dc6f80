#!/usr/bin/env python3
"""Turns what `--cues` writes into lines that can be read aloud.

    supple replay RECORDING --cues - | docs/transcript.py     print them
    docs/transcript.py --write                                refresh the transcript in docs/what-it-says.md
    docs/transcript.py --check                                fail where it is out of date, or where a stretch is missing in the tables
"""

import json
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/what-it-says.md"
SESSION = ROOT / "tests/cues/gentle_start/cues.jsonl"
BEGIN, END = "<!-- transcript -->\n", "<!-- end of transcript -->\n"
# Phrases of what is said in one go are nearer to each other than this, in seconds.
BETWEEN_LINES = 0.35


def transcript(lines):
    """A line for each thing that is heard: when, its sound, its words."""
    said, cue, ends = [], None, 0.0
    for line in lines:
        given = json.loads(line)
        goes_on = given["cue"] == cue and (ends is None or given["time"] - ends < BETWEEN_LINES)
        if given["words"] is None:
            minutes, seconds = divmod(given["time"], 60)
            said.append((f"{minutes:2.0f}:{seconds:04.1f}", f"♪ {given['sound'].replace('_', ' ')}"))
            # Its words come when it is over, whenever that is.
            ends = None
        else:
            if goes_on:
                time, before = said[-1]
                said[-1] = (time, f"{before}{': ' if ends is None else ' '}{given['words']}")
            else:
                minutes, seconds = divmod(given["time"], 60)
                said.append((f"{minutes:2.0f}:{seconds:04.1f}", given["words"]))
            ends = given["time"] + given["seconds"]
        cue = given["cue"]
    return "".join(f"{time}  {heard}\n" for time, heard in said)


def refreshed(page, session):
    """The page with the transcript of this session in its place."""
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}```text\n{transcript(session.splitlines())}```\n{END}{after}"


def missing_stretches(page):
    """The stretches that the page says nothing of."""
    files = sorted((ROOT / "routines/stretches").glob("*.toml"))
    titles = [tomllib.loads(file.read_text())["title"] for file in files]
    return [title for title in titles if f"| {title} |" not in page]


def main(arguments):
    if not arguments:
        print(transcript(sys.stdin), end="")
        return 0
    page = PAGE.read_text()
    fresh = refreshed(page, SESSION.read_text())
    if arguments == ["--write"]:
        PAGE.write_text(fresh)
        return 0
    if arguments != ["--check"]:
        print(__doc__, file=sys.stderr)
        return 2
    if fresh != page:
        print(f"{PAGE.name}: its transcript isn't what {SESSION.relative_to(ROOT)} says; docs/transcript.py --write", file=sys.stderr)
    missing = missing_stretches(page)
    for title in missing:
        print(f"{PAGE.name}: whether a sign is taken in \"{title}\" isn't said", file=sys.stderr)
    return 1 if missing or fresh != page else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
