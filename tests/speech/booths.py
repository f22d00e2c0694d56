"""Voices that are not there: what runs in their place in a process of its own.

They sound at 1,000 samples a second, as loud and long as a voice would.
"""

import os
import time
from multiprocessing.connection import Connection

from db.fields.text import Language, Text
from desktop.speech import booth
from desktop.speech.booth import Casting, Done, Line, Ready, Refused
from desktop.speech.sound import Sound
from desktop.speech.syllables import syllables_in
from desktop.speech.voices import Voice

VOICE = Voice(engine="espeak", id="fake", name="Fake", language=Language.ZH)
RATE = 1000
PER_SYLLABLE_S = 45.0
NO_VOICE = Text("没有语音。", "No voice.")


def tone(seconds: float, level: int = 8000) -> bytes:
    """Return a loud sound of so many seconds."""
    wave = (level, -level)
    return b"".join(
        wave[at % 2].to_bytes(2, "little", signed=True) for at in range(round(seconds * RATE))
    )


def sound_of(line: Line, part: float = 1.0, level: int = 8000) -> Sound:
    """Return the sound a voice would make of a line, or a part of it."""
    seconds = PER_SYLLABLE_S * max(1, syllables_in(line.said)) / line.rate * part
    return Sound(frames=tone(seconds, level), sample_rate=RATE)


def _answer(wire: Connection, **made: float) -> None:
    wire.send(Ready(voice=VOICE))
    while True:
        try:
            line = wire.recv()
        except EOFError:
            return
        wire.send(Done(number=line.number, sound=sound_of(line, **made)))  # type: ignore[arg-type]


def good(_casting: Casting, wire: Connection) -> None:
    """Answer everything."""
    _answer(wire)


def mute(_casting: Casting, wire: Connection) -> None:
    """Answer with silence."""
    _answer(wire, level=0)


def hasty(_casting: Casting, wire: Connection) -> None:
    """Leave half of every sentence out."""
    _answer(wire, part=0.5)


def stumbling(_casting: Casting, wire: Connection) -> None:
    """Break off the first time, and say it whole when asked again."""
    wire.send(Ready(voice=VOICE))
    asked: set[str] = set()
    while True:
        try:
            line = wire.recv()
        except EOFError:
            return
        part = 1.0 if line.said in asked else 0.4
        asked.add(line.said)
        wire.send(Done(number=line.number, sound=sound_of(line, part)))


def drawling(_casting: Casting, wire: Connection) -> None:
    """Take four times as long as anybody."""
    _answer(wire, part=4.0)


def lacking(_casting: Casting, wire: Connection) -> None:
    """Tell that there is no voice."""
    wire.send(Refused(why=NO_VOICE))


def never_ready(_casting: Casting, _wire: Connection) -> None:
    """Hang while loading."""
    time.sleep(600)


def deaf(_casting: Casting, wire: Connection) -> None:
    """Begin as a real voice does, and hang."""
    booth._begin()
    wire.send(Ready(voice=VOICE))
    time.sleep(600)


def hanging(_casting: Casting, wire: Connection) -> None:
    """Hang at the second line."""
    wire.send(Ready(voice=VOICE))
    line = wire.recv()
    wire.send(Done(number=line.number, sound=sound_of(line)))
    wire.recv()
    time.sleep(600)


def crashing(_casting: Casting, wire: Connection) -> None:
    """Die at the second line, as a library that breaks does."""
    wire.send(Ready(voice=VOICE))
    line = wire.recv()
    wire.send(Done(number=line.number, sound=sound_of(line)))
    wire.recv()
    os._exit(11)


def writing(casting: Casting, wire: Connection) -> None:
    """Write into the scratch folder as SAPI does, then die."""
    wire.send(Ready(voice=VOICE))
    line = wire.recv()
    assert casting.scratch is not None
    (casting.scratch / "piece.wav").write_text(line.said, "utf-8")
    os._exit(11)
