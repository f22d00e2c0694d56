"""What runs in a process that speaks: it is told sentences and answers with sound.

It is a process of its own because a voice may hang or crash: then the process is ended.
"""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop.speech.loudspeaker import Loudspeaker
from desktop.speech.sound import Sound
from desktop.speech.voices import Voice
from desktop.speech.wording import spoken

if TYPE_CHECKING:
    from desktop.pinyin.reader import Reader
    from desktop.speech.engine import Engine

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """Who is to speak, and how names are read.

    Attributes:
        language: The language of what will be said.
        readings: Words and their pinyin, as in ``Document.readings``.
        names: Names of people and places, as in ``Document.whole_words``.
        scratch: A folder for engines that can only write files.
    """

    language: Language
    readings: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    scratch: Path | None = None

    def reader(self) -> "Reader":
        """Return a reader that knows the names as they are said: without the dots in them."""
        from desktop.pinyin.reader import Reader  # noqa: PLC0415 - the dictionaries are large

        def heard(name: str) -> str:
            return spoken(name, self.language)

        # The dots tell a person from a firm; without them a name would be read word by word.
        written = Reader(self.readings, self.names)
        dotted = [
            (
                name,
                " ".join(read.syllable for word in written.words(name) for read in word.reads),
            )
            for name in self.names
            if "·" in name
        ]
        readings = (*self.readings, *dotted)
        return Reader(
            ((heard(word), pinyin) for word, pinyin in readings), map(heard, self.names)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence to be said."""

    number: int
    said: str
    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The engine is there."""

    voice: Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A line has been said; ``sound`` is its sound unless it was played."""

    number: int
    sound: Sound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """It cannot be said; the words tell why and what to do."""

    why: Text


Answer: TypeAlias = Ready | Done | Refused
Serve: TypeAlias = Callable[[Casting, Connection], None]


def record(casting: Casting, wire: Connection) -> None:
    """Answer each line with its sound, until nobody asks any more."""
    _begin()

    def say(engine: "Engine", line: Line) -> Done:
        sound = engine.sound(line.said, line.rate, casting.scratch)
        return Done(number=line.number, sound=sound)

    _serve(casting, wire, say)


def speak(casting: Casting, wire: Connection) -> None:
    """Play each line aloud, until nobody asks any more."""
    if os.name == "posix":
        os.setsid()  # the program that plays is ended along with this process
    _begin()
    loudspeaker = Loudspeaker()

    def say(engine: "Engine", line: Line) -> Done:
        if engine.plays_itself:
            loudspeaker.listen(line, lambda: engine.say(line.said, line.rate))
        else:
            loudspeaker.play(engine.sound(line.said, line.rate))
        return Done(number=line.number)

    _serve(casting, wire, say)


def _begin() -> None:
    """Be silent on standard output, deaf to Ctrl+C, and end when the parent ends."""
    # pyttsx3 prints where it saved a file. What a command puts on its output is not this.
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(join: Callable[[], object]) -> None:
    join()
    if os.name == "posix" and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)  # the engine may hang; nothing of it is to stay


def _serve(casting: Casting, wire: Connection, say: "Callable[[Engine, Line], Done]") -> None:
    from desktop.speech.engine import Engine  # noqa: PLC0415 - only processes that speak load it

    with suppress(EOFError, OSError):  # the other side is gone, and so is the wish to listen
        try:
            engine = Engine(casting.language, casting.reader())
            wire.send(Ready(voice=engine.voice))
            while True:
                wire.send(say(engine, wire.recv()))
        except Problem as problem:
            wire.send(Refused(why=problem.text.filled(**problem.values)))
