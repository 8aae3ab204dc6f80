"""The voice itself: Kokoro-82M on ONNX Runtime, and what it has spoken, kept in the cache."""

import hashlib
import importlib
import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime

import audio
import fetch
from languages import Language

# In a very short utterance the voice adds a vowel before and after hisses ("a six-uh") and mumbles beginnings. So it says a
# sentence before such a phrase, which is then cut off at the pause between the two.
# The pause after a sentence is 0.15 to 0.3 s; the closure of a t or k is below 0.08 s.
PAUSE_S, PAUSE_DB = 0.09, -40.0

# One thread: a sentence is then spoken to the same bits on each run, at about half of real time.
THREADS = 1


class Speaker:
    """Speaks phrases, each at most once: a second time it comes from the cache folder."""

    def __init__(self, cache: Path, language: Language) -> None:
        self.cache, self.language = cache, language
        self.numbers: dict[str, int] = json.loads(fetch.vocabulary(cache))["vocab"]
        self.speller = importlib.import_module(f"phonemes_{language.code}").Speller(set(self.numbers))
        # A row for each number of phonemes: how the voice sounds in a sentence of that length.
        self.styles = np.frombuffer(fetch.voice(cache, language.voice), np.float32).reshape(-1, 1, 256)
        self.phonemes: dict[str, str] = {}
        self.session: onnxruntime.InferenceSession | None = None
        self.spoken_s = 0.0

    def key(self, text: str) -> str:
        """A hash of all that decides how the model speaks this text."""
        styles = hashlib.sha256(self.styles.tobytes()).hexdigest()
        phonemes = self.phonemes_of(text)
        carrier = self.language.carrier if len(phonemes) < self.language.short else ""
        made_from = [carrier, phonemes, self.language.voice, styles, self.language.speed, fetch.MODEL_SHA256]
        return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()[:16]

    def phonemes_of(self, text: str) -> str:
        if text not in self.phonemes:
            self.phonemes[text] = self.speller.phonemes(text)
        return self.phonemes[text]

    def speak(self, text: str) -> np.ndarray:
        """The phrase as the model speaks it, at audio.MODEL_RATE."""
        path = self.cache / "spoken" / f"{self.key(text)}.npy"
        if path.is_file():
            return np.load(path)
        spoken = self.spoken_anew(self.phonemes_of(text))
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".tmp.npy")
        np.save(unfinished, spoken)
        unfinished.rename(path)  # never half a file under the name, should somebody stop this
        self.spoken_s += len(spoken) / audio.MODEL_RATE
        print(f"spoken: {text}", file=sys.stderr)
        return spoken

    def spoken_anew(self, phonemes: str) -> np.ndarray:
        if len(phonemes) >= self.language.short:
            return self.synthesized(phonemes)
        both = self.synthesized(self.language.carrier + phonemes)
        end = first_pause_end(both)
        if end is None:
            sys.exit(f"no pause between the carrier sentence and {phonemes!r}: try another carrier in languages.py")
        return both[end - round(2 * audio.LEAD_S * audio.MODEL_RATE) :]

    def synthesized(self, phonemes: str) -> np.ndarray:
        if self.session is None:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = THREADS
            self.session = onnxruntime.InferenceSession(fetch.model(self.cache), options, providers=["CPUExecutionProvider"])
        numbers = [self.numbers[letter] for letter in phonemes]
        if len(numbers) >= len(self.styles):
            sys.exit(f"a sentence of {len(numbers)} phonemes is too long for the voice: split it ({phonemes})")
        inputs = {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": self.styles[len(numbers)],
            "speed": np.array([self.language.speed], np.float32),
        }
        (spoken,) = self.session.run(["audio"], inputs)
        return np.asarray(spoken, np.float32).ravel()

    def report(self, elapsed: float) -> None:
        if self.spoken_s:
            print(f"spoke {self.spoken_s / 60:.1f} minutes in {elapsed / 60:.1f} minutes")
        if self.speller.guessed:
            print(f"not in the dictionary, so listen to them: {', '.join(sorted(self.speller.guessed))}")


def first_pause_end(spoken: np.ndarray) -> int | None:
    """Where speech goes on after the first pause in it."""
    begin, end = audio.speech(spoken, audio.MODEL_RATE)
    frame = audio.MODEL_RATE // 200
    powers = np.mean(spoken[begin : begin + (end - begin) // frame * frame].reshape(-1, frame).astype(np.float64) ** 2, axis=1)
    quiet = 0
    for number, is_quiet in enumerate(powers < powers.max() * 10 ** (PAUSE_DB / 10)):
        if not is_quiet and quiet * frame >= PAUSE_S * audio.MODEL_RATE:
            return begin + number * frame
        quiet = quiet + 1 if is_quiet else 0
    return None
