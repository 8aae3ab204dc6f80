#!/usr/bin/env python3
"""Render Supple's spoken voice: every phrase that it can say in a language, once, into a folder of its own: voices/en, voices/es.

The flow:

    phrases.jsonl ── phonemes_en.py ── Kokoro-82M, voice af_heart ── audio.py ─┬── en/<group>.ogg
    (the program      (misaki,          (fetch.py: pinned,            (trim,    └── en/manifest.json
     prints it)        espeak-ng)        kept in a cache)              level)

    cargo run --example phrases > phrases.jsonl       one {"group": "...", "text": "..."} a line; of Spanish: -- --language es
    python render.py en phrases.jsonl                 render what is new, remove what is gone, print seconds and bytes
    python render.py en phrases.jsonl --check         write nothing: fail unless the manifest has just these phrases

What differs between languages is in languages.py.

Nothing is spoken twice: what the model spoke is kept in the cache folder by what it was made from, and a file of which nothing
changed is left as it is. Each Ogg file begins with 4 kB of tables, as much as a whole phrase, so phrases are packed by group,
with silence between them.
"""

import argparse
import hashlib
import json
import os
import re
import sys
import time
from pathlib import Path
from typing import NamedTuple

from languages import LANGUAGES, Language

# ONNX Runtime sends telemetry unless this is set before it is imported.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

HERE = Path(__file__).parent

# Between two phrases of a file. A decoder that seeks is a few milliseconds off, and the next phrase must not be heard.
GAP_S = 0.100
# A longer group is split, so that little is decoded for one phrase.
FILE_S = 60.0

Phrases = dict[str, str]  # text: group


class Clip(NamedTuple):
    text: str
    key: str  # of what it was made from
    length: int  # in samples


def main() -> None:
    arguments = parse_arguments()
    language = LANGUAGES[arguments.language]
    out = arguments.out or HERE / language.code
    phrases = read_phrases(arguments.phrases)
    manifest_path = out / "manifest.json"
    manifest = json.loads(manifest_path.read_text("utf-8")) if manifest_path.is_file() else {"files": [], "phrases": {}}
    if arguments.check:
        check(phrases, manifest["phrases"])
    else:
        render(language, phrases, manifest, out, arguments.cache)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Render every phrase that Supple says.")
    parser.add_argument("language", choices=LANGUAGES, help="whose phrases these are")
    parser.add_argument("phrases", type=Path, metavar="FILE", help='JSON lines: {"group": "...", "text": "..."}')
    parser.add_argument("--check", action="store_true", help="write nothing; fail unless the manifest has just these phrases")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the files go (voices/LANGUAGE)")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where models and speech are kept (~/.cache/supple-voices)")
    return parser.parse_args()


def read_phrases(path: Path) -> Phrases:
    """The phrases with their groups, in the file's order. A phrase of several groups belongs to the first."""
    phrases: Phrases = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        entry = json.loads(line)
        group, text = entry["group"], entry["text"]
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", group):
            sys.exit(f"{path}, line {number}: {group!r} must be a file name of small letters, digits and single hyphens")
        if not text.strip():
            sys.exit(f"{path}, line {number}: the text is empty")
        phrases.setdefault(text, group)
    return phrases


def check(phrases: Phrases, rendered: dict) -> None:
    missing = [text for text in phrases if text not in rendered]
    superfluous = sorted(text for text in rendered if text not in phrases)
    for title, texts in (("missing", missing), ("superfluous", superfluous)):
        for text in texts:
            print(f"{title}: {text}")
    if missing or superfluous:
        sys.exit(f"{len(missing)} phrases are missing and {len(superfluous)} superfluous: run render.py without --check")
    print(f"{len(phrases)} phrases, all rendered and no others")


def render(language: Language, phrases: Phrases, manifest: dict, out: Path, cache: Path | None) -> None:
    # Here and not above, so that --check needs nothing but Python.
    import audio
    import fetch
    from speaker import Speaker

    speaker = Speaker(cache or fetch.default_cache(), language)
    gap = round(GAP_S * audio.RATE)

    old, clips, started = manifest["phrases"], {}, time.monotonic()
    for text in phrases:
        key = clip_key(speaker.key(text), audio.SETTINGS)
        known = old.get(text)
        length = known[2] if known and known[3] == key else len(audio.finished(speaker.speak(text)))
        clips.setdefault(phrases[text], []).append(Clip(text, key, length))
    speaker.report(time.monotonic() - started)

    out.mkdir(parents=True, exist_ok=True)
    names, entries, seconds = [], {}, 0.0
    for name, packed in packs(clips, gap, round(FILE_S * audio.RATE)):
        unchanged = (out / name).is_file() and same(packed, gap, name, manifest)
        samples = [] if unchanged else [audio.finished(speaker.speak(clip.text)) for clip in packed]
        if samples:
            packed = [clip._replace(length=len(clip_samples)) for clip, clip_samples in zip(packed, samples, strict=True)]
            write_if_changed(out / name, audio.packed(samples, starts(packed, gap), gap))
        for clip, start in zip(packed, starts(packed, gap), strict=True):
            entries[clip.text] = [len(names), start, clip.length, clip.key]
        names.append(name)
        seconds += sum(clip.length for clip in packed) / audio.RATE

    write_if_changed(out / "manifest.json", manifest_text(language.voice, names, entries, audio.RATE).encode())
    for path in out.glob("*.ogg"):
        if path.name not in names:
            path.unlink()
            print(f"removed {path.name}")

    total = sum((out / name).stat().st_size for name in [*names, "manifest.json"])
    print(f"{len(entries)} phrases, {seconds / 60:.1f} minutes of speech, {len(names)} files, {total / 1e6:.2f} MB")
    if total > language.limit_bytes:
        sys.exit(f"more than {language.limit_bytes / 1e6:g} MB: shorten phrases, or raise COMPRESSION in audio.py")


def clip_key(spoken: str, settings: dict) -> str:
    return hashlib.sha256(json.dumps([spoken, settings], sort_keys=True).encode()).hexdigest()[:7]


def packs(clips: dict[str, list[Clip]], gap: int, longest: int):
    """The files: a group each, split where it gets too long."""
    for group, group_clips in clips.items():
        parts: list[list[Clip]] = [[]]
        for clip in group_clips:
            if parts[-1] and sum(other.length + gap for other in parts[-1]) + clip.length > longest:
                parts.append([])
            parts[-1].append(clip)
        for number, part in enumerate(parts, 1):
            yield f"{group}.ogg" if number == 1 else f"{group}-{number}.ogg", part


def starts(packed: list[Clip], gap: int) -> list[int]:
    """Where each clip begins. The file begins and ends with a gap too."""
    result, position = [], gap
    for clip in packed:
        result.append(position)
        position += clip.length + gap
    return result


def same(packed: list[Clip], gap: int, name: str, manifest: dict) -> bool:
    """Whether the file, as the manifest has it, holds just these clips."""
    if name not in manifest["files"]:
        return False
    index = manifest["files"].index(name)
    entries = manifest["phrases"].items()
    there = {(text, start, length, key) for text, (file, start, length, key) in entries if file == index}
    return there == {(clip.text, start, clip.length, clip.key) for clip, start in zip(packed, starts(packed, gap), strict=True)}


def manifest_text(voice: str, names: list[str], entries: dict, rate: int) -> str:
    """JSON, the phrases sorted and one a line, so that a difference between two manifests can be read. What a phrase has is a list and
    not an object: the names of its parts would take as much room as four phrases."""
    entry = lambda text: json.dumps(entries[text], separators=(",", ":"))
    lines = [f"{json.dumps(text, ensure_ascii=False)}:{entry(text)}" for text in sorted(entries)]
    head = f'  "voice": {json.dumps(voice)},\n  "rate": {rate},\n  "files": {json.dumps(names)},\n  "phrases": {{\n'
    return "{\n" + head + ",\n".join(lines) + "\n  }\n}\n"


def write_if_changed(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)


if __name__ == "__main__":
    main()
