#!/usr/bin/env python3
"""Listen to every clip of the spoken voice, and measure it.

    python check.py en                    measure all, let a speech recogniser hear all; fails when a bound below is broken
    python check.py en --no-listening     only measure: seconds instead of minutes
    python check.py en --phrases TEXT     only phrases in which TEXT stands, with what was heard of each

The recogniser is Whisper, offline: "base", and for English "tiny.en" as a second ear for what the first got wrong, because both
sometimes hear another word of the same sound. A phrase counts as the better of the two heard it. It finds a wrong word, a
swallowed end or a clip under the wrong text; it does not find a wrong stress, for which a person must listen.
"""

import argparse
import json
import os
import re
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import numpy as np
import soxr

import audio
import fetch
from languages import LANGUAGES

HERE = Path(__file__).parent
WHISPER_RATE = 16_000
# Whisper listens to 30 s at once, and takes as long for one second in them. Half is enough for a phrase, is heard as well, and
# takes a fraction of the time; a third is heard worse.
WINDOW_S = 15

# The bounds, each with its reason.

# Every clip sounds equally loud. Levelling gets within 0.1 LU; Vorbis and bent peaks move short clips by some tenths, and less
# than 1 LU is hard to hear.
LOUDNESS_LU = 1.0
# Above this a sound card's filter may clip what the samples themselves do not show (EBU R 128 has -1 dB; lossy coding takes
# half a decibel more).
TRUE_PEAK_DB = audio.CODED_PEAK_DB
# Parts are put together with 60 to 90 ms between them, so what a clip itself brings must be short. audio.py keeps 20 and 40 ms;
# this leaves room for 5 ms frames and for what Vorbis smears before a hard beginning. Three Spanish clips begin so softly ("dieciséis",
# "nueve") that their first sound counts as silence once it is coded.
LEAD_S, TAIL_S = {"en": (0.005, 0.035), "es": (0.005, 0.060)}, (0.015, 0.065)
# Shorter than any word is, longer than anybody on a mat listens to at once.
LENGTH_S = (0.25, 9.0)
# Between clips there is silence, so that a decoder which seeks a few milliseconds wrong lets nothing else be heard.
GAP_DB = {"en": -55.0, "es": -53.0}


class Bounds(NamedTuple):
    """How much may be heard wrongly, as shares: over all phrases, and in one of them."""

    what: str
    in_all: float
    in_one: float


HEARING = {
    # It was 0.33 % in 427 phrases, most of them one sound ("near" for "nearer"). In one phrase a single word must be heard right, and
    # one of two may have an "s" too many.
    "en": Bounds("words", 0.01, 0.5),
    # Whisper "base" hears the sounds of Spanish well and its words badly ("estir a los brazos", "a cuesta te", "coxies"), and there is no
    # second ear. So letters are compared, as they sound and without the gaps between words. It was 0.62 % in 656 phrases.
    "es": Bounds("sounds", 0.015, 0.5),
}

# Spelt otherwise by the recogniser than by the program, but the same to the ear.
ALIKE_EN = [
    (r"\b7th\b", "seventh"),
    (r"\bairplane\b", "aeroplane"),
    (r"\bround\b", "around"),
    (r"\bon to\b", "onto"),
    (r"\bneal\b", "kneel"),
    (r"\bfore arms?\b", "forearms"),
    (r"\btail bone\b", "tailbone"),
    (r"\bham string\b", "hamstring"),
    (r"\bpress up\b", "press-up"),
    (r"\bok\b", "okay"),
]
ALIKE = {"en": ALIKE_EN, "es": []}


def main() -> None:
    arguments = parse_arguments()
    out = arguments.out or HERE / arguments.language
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    clips = {text: clip for text, clip in read_clips(out, manifest) if (arguments.phrases or "") in text}
    if not clips:
        sys.exit(f"no phrase of the manifest has {arguments.phrases!r} in it")
    faults = measure(arguments.language, clips)
    if not arguments.phrases:
        faults += gaps(arguments.language, out, manifest)
    if arguments.listening:
        cache = arguments.cache or fetch.default_cache()
        faults += listen(arguments.language, clips, cache, show_all=bool(arguments.phrases))
    if faults:
        print("\n" + "\n".join(faults))
        sys.exit(f"{len(faults)} faults")
    print("\nno faults")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Listen to every clip of the spoken voice, and measure it.")
    parser.add_argument("language", choices=LANGUAGES, help="whose clips to listen to")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the clips are (voices/LANGUAGE)")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where models are kept (~/.cache/supple-voices)")
    parser.add_argument("--no-listening", dest="listening", action="store_false", help="only measure")
    parser.add_argument("--phrases", metavar="TEXT", help="only phrases in which this stands")
    return parser.parse_args()


def read_clips(out: Path, manifest: dict):
    files = [audio.decoded(out / name) for name in manifest["files"]]
    for text, (file, start, length, _) in manifest["phrases"].items():
        if start + length > len(files[file]):
            sys.exit(f"{text!r} ends after its file {manifest['files'][file]}: render again")
        yield text, files[file][start : start + length]


# Measuring -------------------------------------------------------------------------------------------------------------------


def measure(language: str, clips: dict[str, np.ndarray]) -> list[str]:
    """Print the range of each property over all clips, and return what is out of bounds."""
    faults, rows = [], {"loudness, LUFS": [], "true peak, dB": [], "length, s": [], "lead, ms": [], "tail, ms": []}
    level = (audio.LOUDNESS_LUFS - LOUDNESS_LU, audio.LOUDNESS_LUFS + LOUDNESS_LU)
    for text, clip in clips.items():
        first, last = audio.speech(clip, audio.RATE)
        lead, tail = first / audio.RATE, (len(clip) - last) / audio.RATE
        values = [audio.loudness(clip), audio.true_peak_db(clip), len(clip) / audio.RATE, 1000 * lead, 1000 * tail]
        bounds = [level, (-60, TRUE_PEAK_DB), LENGTH_S, [1000 * s for s in LEAD_S[language]], [1000 * s for s in TAIL_S]]
        for (name, row), value, (low, high) in zip(rows.items(), values, bounds, strict=True):
            row.append(value)
            if not low <= value <= high:
                faults.append(f"{text!r}: {name} is {value:.2f}, outside {low:g} to {high:g}")
        if clipped(clip):
            faults.append(f"{text!r}: clipped")
    print(f"{len(clips)} clips\n\n| | least | median | most |\n|---|---|---|---|")
    for name, row in rows.items():
        print(f"| {name} | {min(row):.2f} | {np.median(row):.2f} | {max(row):.2f} |")
    return faults


def clipped(clip: np.ndarray) -> bool:
    """Three samples in a row at the same extreme value: no voice does that."""
    top = np.abs(clip) >= 0.999 * np.abs(clip).max()
    return bool(np.any(top[:-2] & top[1:-1] & top[2:] & (np.diff(clip)[:-1] == 0)))


def gaps(language: str, out: Path, manifest: dict) -> list[str]:
    """What is heard where nothing should be: between the clips of a file."""
    faults = []
    for index, name in enumerate(manifest["files"]):
        samples, silent = audio.decoded(out / name), None
        silent = np.ones(len(samples), bool)
        for file, start, length, _ in manifest["phrases"].values():
            if file == index:
                silent[start : start + length] = False
        loudest = 20 * np.log10(max(np.abs(samples[silent]).max(), 1e-9))
        if loudest > GAP_DB[language]:
            faults.append(f"{name}: {loudest:.0f} dB between its clips, more than {GAP_DB[language]:g}")
    return faults


# Listening -------------------------------------------------------------------------------------------------------------------


def listen(language: str, clips: dict[str, np.ndarray], cache: Path, show_all: bool) -> list[str]:
    """Print the word error rate and the worst phrases, and return what was heard too badly."""
    ears = [Ear(fetch.whisper_base(cache), language)]
    if language == "en":
        ears.append(Ear(fetch.whisper_tiny(cache), language))
    results, units_in_all = [], 0
    for number, (text, clip) in enumerate(clips.items(), 1):
        wanted = units(text, language)
        units_in_all += len(wanted)
        best = None
        for ear in ears:
            heard = ear.hears(clip)
            wrong = distance(wanted, units(heard, language))
            if best is None or wrong < best[0]:
                best = (wrong, heard)
            if wrong == 0:
                break
        results.append((best[0], best[0] / max(len(wanted), 1), text, best[1]))
        if number % 50 == 0:
            print(f"heard {number} of {len(clips)}", file=sys.stderr)

    wrong_in_all = sum(wrong for wrong, *_ in results)
    bounds = HEARING[language]
    rate = wrong_in_all / units_in_all
    print(f"\n{wrong_in_all} of {units_in_all} {bounds.what} heard wrongly: {100 * rate:.2f} %")
    results.sort(key=lambda result: (-result[1], result[2]))
    for wrong, _, text, heard in results if show_all else results[:20]:
        if wrong or show_all:
            print(f"{wrong} wrong: {text!r} heard as {heard!r}")
    faults = [f"{text!r}: heard as {heard!r}" for _, share, text, heard in results if share > bounds.in_one]
    if rate > bounds.in_all:
        faults.append(f"{100 * rate:.2f} % of all {bounds.what} were heard wrongly, more than {100 * bounds.in_all:g} %")
    return faults


class Ear:
    """A Whisper model, listening to one clip at a time."""

    def __init__(self, folder: Path, language: str) -> None:
        from faster_whisper import WhisperModel
        from faster_whisper.tokenizer import Tokenizer

        self.whisper = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)
        many = self.whisper.model.is_multilingual
        asked = {"task": "transcribe", "language": language} if many else {}
        self.tokenizer = Tokenizer(self.whisper.hf_tokenizer, many, **asked)

    def hears(self, clip: np.ndarray) -> str:
        # Some silence around it: Whisper mishears a recording that begins with its first sound.
        heard = np.pad(soxr.resample(clip, audio.RATE, WHISPER_RATE), round(0.3 * WHISPER_RATE)).astype(np.float32)
        heard = np.pad(heard, (0, max(0, WINDOW_S * WHISPER_RATE - len(heard))))[: WINDOW_S * WHISPER_RATE]
        features = self.whisper.feature_extractor(heard, padding=0)[:, : 100 * WINDOW_S]
        prompt = self.whisper.get_prompt(self.tokenizer, [], without_timestamps=True)
        (result,) = self.whisper.model.generate(self.whisper.encode(features), [prompt], beam_size=5, max_length=100)
        return self.tokenizer.decode(result.sequences_ids[0]).strip()


def units(text: str, language: str) -> list[str]:
    """What is compared: the words, and in Spanish the sounds."""
    if language == "es":
        return list(sounds("".join(words(text, language))))
    return words(text, language)


# Letters of Spanish that sound alike, or like nothing: what is spelt otherwise may have been heard right.
SOUNDS = [
    (r"ch", "C"),
    (r"h", ""),
    (r"qu(?=[ei])|q", "k"),
    (r"gu(?=[ei])", "G"),
    (r"g(?=[ei])", "j"),
    (r"G", "g"),
    (r"c(?=[ei])|z", "s"),
    (r"c", "k"),
    (r"x", "ks"),
    (r"v|w", "b"),
    (r"ll|y", "i"),
    (r"(.)\1+", r"\1"),
]


def sounds(text: str) -> str:
    for pattern, replacement in SOUNDS:
        text = re.sub(pattern, replacement, text)
    return text


def words(text: str, language: str) -> list[str]:
    """The words as they sound: small letters without accents, numbers written out, no punctuation."""
    text = text.lower().replace("’", "'")
    text = re.sub(r"\d+", lambda match: f" {in_words(int(match[0]), language)} ", text)
    # Whether an accent is written says nothing about what was heard; the letters with one stand for the same sound.
    text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    text = re.sub(r"[^a-z' ]", " ", text.replace("-", " "))
    for pattern, replacement in ALIKE[language]:
        text = re.sub(pattern, replacement, text)
    return re.sub(r"[^a-z' ]", " ", text).split()


def in_words(number: int, language: str) -> str:
    from num2words import num2words

    return num2words(number, lang=language).replace("-", " ")


def distance(wanted: list[str], heard: list[str]) -> int:
    """How many words must be put in, taken out or changed (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, 1):
        previous, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (word != other))
    return row[-1]


if __name__ == "__main__":
    main()
