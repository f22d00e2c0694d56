"""Sound as samples: 16 bits, one channel. What is measured of it, and how it is trimmed."""

import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Final

SAMPLE_BYTES: Final = 2
_LOUDEST: Final = 32768
_STEP_S: Final = 0.02
_QUIET: Final = 0.004
"""Of the loudest there is. Between words synthetic voices are all but silent: espeak 0."""

_EVERY: Final = 3
"""Samples looked at for loudness: a third of them tells it as well, three times as fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A piece of sound.

    Attributes:
        frames: Its samples, little-endian.
        sample_rate: Samples a second.
    """

    frames: bytes
    sample_rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.frames) / SAMPLE_BYTES / self.sample_rate


def samples_of(frames: bytes) -> "array[int]":
    """Return samples as numbers."""
    samples = array("h")
    samples.frombytes(frames)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def loudness(sound: Sound) -> float:
    """Return the root mean square, of 1 for the loudest there is."""
    looked_at = samples_of(sound.frames)[::_EVERY]
    if not looked_at:
        return 0.0
    return sqrt(sum(sample * sample for sample in looked_at) / len(looked_at)) / _LOUDEST


def peaks(sound: Sound) -> Iterator[float]:
    """Yield the peak of each 20 ms, of 1 for the loudest there is."""
    samples = samples_of(sound.frames)
    step = round(_STEP_S * sound.sample_rate)
    for at in range(0, len(samples), step):
        looked_at = samples[at : at + step : _EVERY]
        yield max(map(abs, looked_at)) / _LOUDEST


def silences(sound: Sound) -> tuple[float, float, float]:
    """Return seconds of silence: before anything is heard, the longest inside, and after."""
    quiet = [peak < _QUIET for peak in peaks(sound)]
    if all(quiet):
        return (sound.seconds, sound.seconds, sound.seconds)
    first = quiet.index(False)
    last = len(quiet) - 1 - quiet[::-1].index(False)
    longest = run = 0
    for is_quiet in quiet[first:last]:
        run = run + 1 if is_quiet else 0
        longest = max(longest, run)
    # A last step that is not whole counts as one.
    return (first * _STEP_S, longest * _STEP_S, (len(quiet) - 1 - last) * _STEP_S)


def trimmed(sound: Sound, keep_s: float) -> Sound:
    """Return the sound with at most ``keep_s`` of silence before and after it."""
    before, _, after = silences(sound)
    if before >= sound.seconds:
        return Sound(frames=b"", sample_rate=sound.sample_rate)
    start = _bytes(max(0.0, before - keep_s), sound.sample_rate)
    end = len(sound.frames) - _bytes(max(0.0, after - keep_s - _STEP_S), sound.sample_rate)
    return Sound(frames=sound.frames[start:end], sample_rate=sound.sample_rate)


def silence(seconds: float, sample_rate: int) -> bytes:
    """Return so much silence."""
    return bytes(_bytes(seconds, sample_rate))


def _bytes(seconds: float, sample_rate: int) -> int:
    return round(seconds * sample_rate) * SAMPLE_BYTES
