"""A voice in a process of its own, which has to answer in time."""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Final

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.speech.booth import Answer, Casting, Done, Line, Ready, Refused, Serve, record
from desktop.speech.sound import Sound
from desktop.speech.syllables import most_seconds

HUNG: Final = Text(
    "语音没有反应，已经停下。请再试一次；仍不行请重新启动电脑。没有留下不完整的文件。",
    "The voice stopped answering and was ended. Try again; if that does not help, restart the "
    "computer. No unfinished file was left.",
)
CRASHED: Final = Text(
    "语音程序中途停了。请再试一次；仍不行请在系统里重新安装语音。没有留下不完整的文件。",
    "The voice program ended midway. Try again; if that does not help, install the voice of "
    "the system anew. No unfinished file was left.",
)
_SPAWN: Final = get_context("spawn")
_LOOK_S: Final = 0.1
"""How often it is looked whether the person has stopped the job."""

_ENDING_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long a voice may take, in seconds.

    Attributes:
        beginning: To load; slow disks and the dictionary of readings need their time.
        sentence: To answer, beyond the time it would take to say it aloud.
    """

    beginning: float = 60.0
    sentence: float = 15.0

    def of(self, line: Line) -> float:
        """Return how long a line may take."""
        return self.sentence + most_seconds(line.said, line.rate)


class VoiceProcess:
    """The process and its wire. Answers are asked for; nothing here waits by itself."""

    def __init__(self, casting: Casting, serve: Serve) -> None:
        self.wire, theirs = _SPAWN.Pipe()
        # A daemon is ended with its parent, should nobody have ended it before.
        self._process: SpawnProcess = _SPAWN.Process(
            target=serve, args=(casting, theirs), daemon=True
        )
        self._process.start()
        theirs.close()  # only the process holds it now, so that its death is heard

    @property
    def pid(self) -> int | None:
        """Its number."""
        return self._process.pid

    def ask(self, line: Line) -> None:
        """Hand over a line.

        Raises:
            Problem: The process is gone.
        """
        try:
            self.wire.send(line)
        except OSError as error:
            raise Problem(CRASHED) from error

    def answer(self, wait_s: float = 0.0) -> Answer | None:
        """Return what came, or ``None`` when nothing came in this time.

        Raises:
            Problem: The process is gone, or tells why it cannot.
        """
        try:
            if not self.wire.poll(wait_s):
                return None
            told: Answer = self.wire.recv()
        except (EOFError, OSError) as error:
            raise Problem(CRASHED) from error
        if isinstance(told, Refused):
            raise Problem(told.why)
        return told

    def end(self) -> None:
        """End the process at once, and the program that plays for it."""
        if self._process.is_alive():
            _kill(self._process)
        self._process.join(_ENDING_S)
        self.wire.close()


def _kill(process: SpawnProcess) -> None:
    if os.name == "posix" and process.pid is not None:
        # It leads a group of its own only when it plays; else the group is somebody else's.
        with suppress(ProcessLookupError):
            if os.getpgid(process.pid) == process.pid:
                os.killpg(process.pid, signal.SIGKILL)
    process.kill()


class Studio:
    """Makes the sound of sentences; a context manager that leaves no process behind."""

    def __init__(
        self,
        casting: Casting,
        *,
        stop_if_cancelled: Callable[[], None] = lambda: None,
        serve: Serve = record,
        limits: Limits | None = None,
    ) -> None:
        """Begin the process; ``voice`` is known when it is ready.

        Raises:
            Problem: There is no voice, or it does not answer.
        """
        self._limits = limits or Limits()
        self._stop_if_cancelled = stop_if_cancelled
        self._process = VoiceProcess(casting, serve)
        try:
            ready = self._wait(self._limits.beginning)
            if not isinstance(ready, Ready):
                raise TypeError(ready)
        except BaseException:
            self._process.end()
            raise
        self.voice = ready.voice

    def __enter__(self) -> "Studio":
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.end()

    def sound(self, line: Line) -> Sound:
        """Return the sound of one line.

        Raises:
            Problem: The voice hangs, has crashed, or says why it cannot.
            Cancelled: The person has stopped the job.
        """
        self._process.ask(line)
        done = self._wait(self._limits.of(line))
        if not isinstance(done, Done) or done.sound is None or done.number != line.number:
            raise TypeError(done)
        return done.sound

    def _wait(self, limit_s: float) -> Answer:
        left = limit_s
        while left > 0:
            self._stop_if_cancelled()
            wait_s = min(left, _LOOK_S)
            answer = self._process.answer(wait_s)
            if answer is not None:
                return answer
            left -= wait_s
        raise Problem(HUNG)
