"""From Spanish words to the phonemes that the voice was trained with.

Spanish is written nearly as it is said, and espeak-ng knows how: misaki gives its phonemes the letters of the model. The voice was trained
with those of Spain, in which "caza" is not "casa"; both are understood everywhere. What still came out wrong is mended below; check.py is
how to find more.
"""

import re
import sys

from misaki import espeak

# Marks that the model has no letters for. It hears a question by its end.
UNSPOKEN = str.maketrans("", "", "¿¡")

# Mended in the text. espeak-ng runs the two halves together.
HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")

# Mended in the phonemes.
SOUNDS = [
    # "Luego", "rueda", "suelo" are two syllables; espeak-ng makes three of some.
    (re.compile(r"(?<=[lrs])u(ˈ?)e"), r"w\1e"),
]


class Speller:
    """Turns text into phonemes."""

    def __init__(self, letters: set[str]) -> None:
        """`letters` are the phonemes and marks that the model knows."""
        self.letters = letters
        self.g2p = espeak.EspeakG2P(language="es")
        # There is no dictionary that a word could be missing from.
        self.guessed: set[str] = set()

    def phonemes(self, text: str) -> str:
        phonemes, _ = self.g2p(HYPHEN.sub(" ", text.translate(UNSPOKEN)))
        for pattern, replacement in SOUNDS:
            phonemes = pattern.sub(replacement, phonemes)
        unknown = sorted(set(phonemes) - self.letters)
        if unknown:
            sys.exit(f"{text!r} became {phonemes!r}, of which the voice cannot say {' '.join(unknown)}: write it in words")
        return phonemes
