"""Is all of it there? A recording is listened to before anybody is told that it was made."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Text
from desktop.speech.sentences import Sentence
from desktop.speech.sound import Sound, loudness, silences, trimmed
from desktop.speech.syllables import least_seconds, most_seconds
from desktop.speech.wav import NotWholeError, Wav, read_wav, sentences_in

CUT: Final = Text(
    "录音“{place}”不完整，因此没有保存。磁盘或U盘可能已损坏，请换一个位置再试。",
    "The recording {place} is not whole, so it was not saved. The disk or stick may be worn "
    "out: try another place.",
)
MISSPOKEN: Final = Text(
    "“{title}”的第 {number} 句没有录好（{why}），因此没有保存。请再试一次，或把语速调慢。",
    "Sentence {number} of {title} was not recorded well ({why}), so nothing was saved. Try "
    "again, or choose a slower rate.",
)
TOO_SHORT, TOO_LONG = Text("太短", "too short"), Text("太长", "too long")
TOO_QUIET, HOLE = Text("没有声音", "silent"), Text("中间断了", "broken off inside")
CUT_OFF: Final = Text("结尾被截断", "cut off at the end")

_LEAST_LOUDNESS: Final = 0.01
"""Root mean square, of 1 for the loudest. espeak speaks at 0.09 to 0.17."""

_LONGEST_HOLE_S: Final = 2.5
"""The longest pause at a comma, at the slowest rate, is 0.9 seconds."""

_LEAST_END_S: Final = 0.1


def listen(
    path: Path,
    title: str,
    sentences: Sequence[Sentence],
    rate: int,
    *,
    checksum: int | None = None,
) -> Wav:
    """See that a file holds every sentence whole.

    Args:
        path: The file.
        title: What the chapter is called, for the message.
        sentences: What it is to say.
        rate: Words a minute of the engine.
        checksum: CRC-32 of the sound as it was written.

    Raises:
        Problem: The file is cut, or a sentence is missing, silent, cut off or far too short or
            long for what it says.
    """
    try:
        wav = read_wav(path)
        if len(wav.starts) != len(sentences) or wav.starts[:1] not in ((), (0,)):
            raise NotWholeError("it has another number of sentences")
        heard = 0
        for number, sound in enumerate(sentences_in(path, wav), 1):
            heard = zlib.crc32(sound.frames, heard)
            why = fault_of(sound, sentences[number - 1].said, rate)
            if why is not None:
                raise Problem(MISSPOKEN, title=title, number=number, why=why)
        if checksum is not None and heard != checksum:
            raise NotWholeError("what was read back differs")
    except NotWholeError as error:
        raise Problem(CUT, place=path) from error
    except OSError as error:
        raise problem_of(error, path) from error
    return wav


def fault_of(sound: Sound, said: str, rate: int) -> Text | None:
    """Return what is wrong with a sentence and the pause behind it, if anything."""
    _, hole, after = silences(sound)
    core = trimmed(sound, 0.0)
    if loudness(core) < _LEAST_LOUDNESS:
        return TOO_QUIET
    if core.seconds < least_seconds(said, rate):
        return TOO_SHORT
    if core.seconds > most_seconds(said, rate):
        return TOO_LONG
    if hole > _LONGEST_HOLE_S:
        return HOLE
    return CUT_OFF if after < _LEAST_END_S else None
