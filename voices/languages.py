"""The languages that Supple speaks, and what is different in each. What is the same stands where it is used."""

from typing import NamedTuple


class Language(NamedTuple):
    code: str  # names the folder of its clips, and the language to the speech recogniser
    voice: str  # one of Kokoro's
    # Of the voice's own speed: a little slower, for somebody who lies on a mat and listens.
    speed: float
    # A phrase of fewer phonemes and marks than this is very short...
    short: int
    # ...and what the voice says before it, as phonemes; see speaker.py. Without a pause inside.
    carrier: str
    # What its clips may take: the program carries them.
    limit_bytes: int


LANGUAGES = {
    # The best rated American voice of the 54. "Let me count for you."
    "en": Language("en", "af_heart", 0.93, 20, "lˈɛt mˌi kˈWnt fɔɹ ju. ", 6_000_000),
    # The one Spanish voice of a woman; there are two of men. It pauses only after a sentence of some length: "Mantén la postura y sigue
    # respirando con calma conmigo." Spanish takes a fifth more time than English to say the same (20.0 minutes
    # against 16.6), and so more room.
    "es": Language("es", "ef_dora", 0.93, 25, "mantˈen la postˈuɾa i sˈiɣe rˌespiɾˈando kon kˈalma konmˈiɣo. ", 7_000_000),
}
