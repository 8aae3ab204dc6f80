"""What is done to a spoken clip after the model, and how its loudness is measured."""

import io

import numpy as np
import soundfile
import soxr
from scipy import ndimage, signal

# What the program's sound stream runs at, so that nothing is converted while it plays.
RATE = 48_000
# The model's.
MODEL_RATE = 24_000

# Silence kept around the speech. The model adds 0.2 to 0.4 s on both sides, too much for parts that are put together ("ten
# seconds" "left side"), and the end of a word fades for longer than its beginning rises.
LEAD_S, TAIL_S, FADE_S = 0.020, 0.040, 0.005
# Speech is what is within this of the loudest 5 ms. The softest beginnings ("halfway", "thirteen") are at -40 to -45 dB, the
# model's own noise is at -70 to -100 dB.
SPEECH_DB = -45.0

# EBU R 128 is -23 LUFS for broadcasts; laptops' loudspeakers need more, and -18 is what others use for speech.
LOUDNESS_LUFS = -18.0
# 1.5 dB below what is allowed once coded, because Vorbis adds up to that, and more to few (see packed).
PEAK_DB, CODED_PEAK_DB = -3.5, -1.5

# Vorbis quality 2, in libsndfile's unit, where 0 is the best and 1 the smallest. Speech takes 55 kbit/s at 0.8, 52 at 0.9 and 44
# at 1, where Vorbis adds 2 dB to peaks.
COMPRESSION = 1.0

# Everything above that changes how a clip comes out.
SETTINGS = {
    "rate": RATE,
    "margins": [LEAD_S, TAIL_S, FADE_S, SPEECH_DB],
    "level": [LOUDNESS_LUFS, PEAK_DB, CODED_PEAK_DB],
    "compression": COMPRESSION,
}


def finished(spoken: np.ndarray) -> np.ndarray:
    """A clip as it is packed, of what the model spoke."""
    clip = soxr.resample(trimmed(spoken), MODEL_RATE, RATE)
    length = round(FADE_S * RATE)
    ramp = np.linspace(0, 1, length, endpoint=False)
    clip[:length] *= ramp
    clip[-length:] *= ramp[::-1]
    return levelled(clip)


def trimmed(spoken: np.ndarray) -> np.ndarray:
    """Only the speech, with its margins."""
    first, last = speech(spoken, MODEL_RATE)
    start, end = first - round(LEAD_S * MODEL_RATE), last + round(TAIL_S * MODEL_RATE)
    before, after = max(0, -start), max(0, end - len(spoken))
    return np.pad(spoken[max(0, start) : end], (before, after)).astype(np.float64)


def speech(samples: np.ndarray, rate: int) -> tuple[int, int]:
    """Where speech begins and ends."""
    frame = rate // 200
    powers = np.mean(samples[: len(samples) // frame * frame].reshape(-1, frame).astype(np.float64) ** 2, axis=1)
    loud = np.flatnonzero(powers > powers.max() * 10 ** (SPEECH_DB / 10))
    return int(loud[0]) * frame, (int(loud[-1]) + 1) * frame


def levelled(clip: np.ndarray) -> np.ndarray:
    """The clip at LOUDNESS_LUFS, its highest peaks bent down. That costs a little loudness, hence the repetition."""
    gain, result = 1.0, clip
    for _ in range(4):
        gain *= 10 ** ((LOUDNESS_LUFS - loudness(result)) / 20)
        result = limited(clip * gain)
    return result


def limited(clip: np.ndarray) -> np.ndarray:
    """Turn the clip down for some milliseconds around each peak that would be above PEAK_DB."""
    ceiling, reach = 10 ** (PEAK_DB / 20), round(0.003 * RATE)
    wanted = np.minimum(1, ceiling / np.maximum(oversampled_peaks(clip), 1e-9))
    lowest = ndimage.minimum_filter1d(wanted, 2 * reach + 1)
    window = signal.windows.hann(2 * reach + 1)
    return clip * ndimage.convolve1d(lowest, window / window.sum())


def oversampled_peaks(clip: np.ndarray) -> np.ndarray:
    """For each sample the highest of the wave between it and the next, as ITU-R BS.1770 measures true peaks."""
    return np.abs(signal.resample_poly(clip, 4, 1)).reshape(-1, 4).max(axis=1)


def true_peak_db(clip: np.ndarray) -> float:
    return 20 * np.log10(max(oversampled_peaks(clip).max(), 1e-9))


# The standard's two filters, for 48 kHz: the head's rise of the treble, then a cut of the bass.
K_WEIGHTING = [
    [1.53512485958697, -2.69169618940638, 1.19839281085285, 1, -1.69065929318241, 0.73248077421585],
    [1, -2, 1, 1, -1.99004745483398, 0.99007225036621],
]


def loudness(clip: np.ndarray) -> float:
    """Integrated loudness in LUFS after ITU-R BS.1770-4, which is what EBU R 128 uses.

    It is measured in blocks of 400 ms. "One" is shorter than that or hardly longer, and the silence around it would make it
    seem quiet and so come out too loud: so only what lies between the first and the last sound counts, and where that is less
    than 400 ms it is one block.
    """
    first, last = speech(clip, RATE)
    heard = signal.sosfilt(K_WEIGHTING, clip)[first:last]
    block, hop = round(0.4 * RATE), round(0.1 * RATE)
    starts = range(0, max(len(heard) - block, 0) + 1, hop)
    powers = np.array([np.mean(heard[start : start + block] ** 2) for start in starts])
    powers = powers[powers > power(-70)]
    if len(powers) == 0:
        return -70.0
    return lufs(powers[powers > power(lufs(powers.mean()) - 10)].mean())


def lufs(mean_square: float) -> float:
    return float(-0.691 + 10 * np.log10(mean_square))


def power(level: float) -> float:
    return 10 ** ((level + 0.691) / 10)


# Ogg Vorbis ------------------------------------------------------------------------------------------------------------------


def packed(clips: list[np.ndarray], starts: list[int], gap: int) -> bytes:
    """The clips in one file, with silence around each. Where coding makes a peak too high, that clip is turned down by as much."""
    clips = list(clips)
    for _ in range(5):
        silence = np.zeros(gap)
        ogg = encoded(np.concatenate([silence, *(piece for clip in clips for piece in (clip, silence))]))
        heard, too_loud = decoded(io.BytesIO(ogg)), False
        for number, start in enumerate(starts):
            excess = true_peak_db(heard[start : start + len(clips[number])]) - CODED_PEAK_DB
            if excess > 0:
                clips[number], too_loud = clips[number] * 10 ** (-(excess + 0.1) / 20), True
        if not too_loud:
            break
    return ogg


def encoded(samples: np.ndarray) -> bytes:
    """Ogg Vorbis, the same bytes each time."""
    memory = io.BytesIO()
    with soundfile.SoundFile(
        memory, "w", RATE, channels=1, format="OGG", subtype="VORBIS", compression_level=COMPRESSION
    ) as file:
        for start in range(0, len(samples), RATE):  # in pieces, since libvorbis keeps what it is given on the stack
            file.write(samples[start : start + RATE].astype(np.float32))
    return with_serial(memory.getvalue(), 1)


def decoded(path) -> np.ndarray:
    samples, rate = soundfile.read(path, dtype="float64")
    if rate != RATE or samples.ndim != 1:
        raise ValueError(f"{path}: {rate} Hz, shape {samples.shape}; expected {RATE} Hz, mono")
    return samples


def with_serial(ogg: bytes, serial: int) -> bytes:
    """The Ogg stream under another serial number, since libsndfile draws one by chance. Each page's checksum changes with it."""
    pages, position = bytearray(ogg), 0
    while position < len(pages):
        segments = pages[position + 26]
        size = 27 + segments + sum(pages[position + 27 : position + 27 + segments])
        pages[position + 14 : position + 18] = serial.to_bytes(4, "little")
        pages[position + 22 : position + 26] = bytes(4)
        checksum = ogg_checksum(pages[position : position + size])
        pages[position + 22 : position + 26] = checksum.to_bytes(4, "little")
        position += size
    return bytes(pages)


def ogg_checksum(page: bytes) -> int:
    """CRC-32 with Ogg's own variant: not reflected, beginning with 0, not inverted at the end."""
    checksum = 0
    for byte in page:
        checksum = (checksum << 8 & 0xFFFFFFFF) ^ CRC_TABLE[checksum >> 24 ^ byte]
    return checksum


def crc_entry(byte: int) -> int:
    entry = byte << 24
    for _ in range(8):
        entry = (entry << 1 ^ 0x04C11DB7 if entry & 0x80000000 else entry << 1) & 0xFFFFFFFF
    return entry


CRC_TABLE = [crc_entry(byte) for byte in range(256)]
