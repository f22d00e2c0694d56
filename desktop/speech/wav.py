"""WAV files: written as the sound comes, with a cue point at each sentence, and read back.

RIFF WAVE as in "Multimedia Programming Interface and Data Specifications 1.0" (IBM and
Microsoft, 1991): chunks ``fmt ``, ``data`` and, behind the sound, ``cue ``.
"""

import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BufferedReader
from itertools import pairwise
from pathlib import Path
from typing import Final

from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Text
from desktop.speech.sound import SAMPLE_BYTES, Sound

_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHUNK: Final = struct.Struct("<4sI")
_CUE: Final = struct.Struct("<II4sIII")
_COUNT: Final = struct.Struct("<I")
_PCM: Final = 1
_MOST_BYTES: Final = 0xFFFF_FFFF - (1 << 20)
"""A RIFF file tells its length in 32 bits; what is behind the sound finds room in the rest."""

_TOO_LONG: Final = Text(
    "“{title}”太长，一个录音文件放不下。请把内容分成几份。",
    "{title} is too long for one sound file. Divide what it says into several documents.",
)


class NotWholeError(Exception):
    """A file is no WAV of ours, or not all of it is there; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wav:
    """What a WAV file says of itself.

    Attributes:
        sample_rate: Samples a second.
        samples: How many there are.
        starts: The sample at which each sentence begins.
    """

    sample_rate: int
    samples: int
    starts: tuple[int, ...]


class WavWriter:
    """Writes one file. Its length is put in when it is finished.

    Attributes:
        starts: The sample at which each sentence begins.
        checksum: CRC-32 of the sound so far.

    Raises:
        Problem: The disk refused, or there is more sound than such a file can hold.
    """

    def __init__(self, path: Path, sample_rate: int, title: str = "") -> None:
        self._path, self._sample_rate, self._title = path, sample_rate, title
        self._bytes = 0
        self.starts: list[int] = []
        self.checksum = 0
        try:
            self._file = path.open("xb", buffering=1 << 18)
            self._file.write(_header(sample_rate, 0, 0))
        except OSError as error:
            raise problem_of(error, path) from error

    def close(self) -> None:
        """Let go of the file, finished or not."""
        with suppress(OSError):  # what was finished is on the disk, what was not is thrown away
            self._file.close()

    @property
    def seconds(self) -> float:
        """How much sound was put in."""
        return self._bytes / SAMPLE_BYTES / self._sample_rate

    def begin_sentence(self) -> None:
        """Mark that a sentence begins here."""
        self.starts.append(self._bytes // SAMPLE_BYTES)

    def put(self, frames: bytes) -> None:
        """Put sound behind what is there."""
        if self._bytes + len(frames) > _MOST_BYTES:
            raise Problem(_TOO_LONG, title=self._title)
        try:
            self._file.write(frames)
        except OSError as error:
            raise problem_of(error, self._path) from error
        self._bytes += len(frames)
        self.checksum = zlib.crc32(frames, self.checksum)

    def finish(self) -> None:
        """Put in the cue points and the length, and see it all to the disk."""
        cues = _cues(self.starts)
        try:
            self._file.write(cues)
            self._file.seek(0)
            self._file.write(_header(self._sample_rate, self._bytes, len(cues)))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise problem_of(error, self._path) from error


def read_wav(path: Path) -> Wav:
    """Read what the file says of itself, and see that all of it is there.

    Raises:
        NotWholeError: It is no such file, or it was cut.
    """
    with path.open("rb") as file:
        return _read(file, path.stat().st_size)


def sentences_in(path: Path, wav: Wav) -> Iterator[Sound]:
    """Yield the sound of each sentence, up to where the next begins."""
    ends = (*wav.starts[1:], wav.samples)
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            # Otherwise the answer comes from memory and says nothing about the disk.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        for start, end in zip(wav.starts, ends, strict=True):
            file.seek(_HEADER.size + start * SAMPLE_BYTES)
            frames = file.read((end - start) * SAMPLE_BYTES)
            yield Sound(frames=frames, sample_rate=wav.sample_rate)


def _read(file: BufferedReader, size: int) -> Wav:
    head = file.read(_HEADER.size)
    if len(head) < _HEADER.size:
        raise NotWholeError("there is no header")
    told = _HEADER.unpack(head)
    rate, count = told[7], told[-1]
    rest = size - _HEADER.size - count
    if rest < 0 or not rate or count % SAMPLE_BYTES or head != _header(rate, count, rest):
        raise NotWholeError("the header is not that of such a file, or the file was cut")
    file.seek(_HEADER.size + count)
    starts = _read_cues(file.read())
    if any(second <= first for first, second in pairwise(starts)):
        raise NotWholeError("its sentences are out of order")
    if starts and starts[-1] * SAMPLE_BYTES >= count:
        raise NotWholeError("a sentence begins behind the end")
    return Wav(sample_rate=rate, samples=count // SAMPLE_BYTES, starts=starts)


def _read_cues(rest: bytes) -> tuple[int, ...]:
    if not rest:
        return ()
    if len(rest) < _CHUNK.size + _COUNT.size:
        raise NotWholeError("its cue points were cut")
    name, size = _CHUNK.unpack_from(rest)
    (count,) = _COUNT.unpack_from(rest, _CHUNK.size)
    first = _CHUNK.size + _COUNT.size
    ends = (_CHUNK.size + size, first + count * _CUE.size)
    if name != b"cue " or ends != (len(rest), len(rest)):
        raise NotWholeError("its cue points were cut")
    return tuple(_CUE.unpack_from(rest, first + at * _CUE.size)[-1] for at in range(count))


def _header(sample_rate: int, data_bytes: int, more_bytes: int) -> bytes:
    return _HEADER.pack(
        b"RIFF", _HEADER.size - 8 + data_bytes + more_bytes, b"WAVE",
        b"fmt ", 16, _PCM, 1, sample_rate, sample_rate * SAMPLE_BYTES, SAMPLE_BYTES,
        8 * SAMPLE_BYTES, b"data", data_bytes,
    )  # fmt: skip


def _cues(starts: Sequence[int]) -> bytes:
    if not starts:
        return b""
    points = b"".join(
        _CUE.pack(number, start, b"data", 0, 0, start) for number, start in enumerate(starts, 1)
    )
    size = _COUNT.size + len(points)
    return _CHUNK.pack(b"cue ", size) + _COUNT.pack(len(starts)) + points
