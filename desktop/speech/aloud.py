"""Reading aloud: sentence by sentence, with pauses between them, silenced at once."""

import ctypes
import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible

from db.fields.problem import Problem
from db.fields.text import Language
from desktop.speech.booth import Casting, Line, Ready, Serve, speak
from desktop.speech.sentences import Sentence, sentences_of
from desktop.speech.studio import HUNG, Limits, VoiceProcess
from desktop.speech.voices import FASTEST, SLOWEST, USUAL_RATE

_LOOK_MS: Final = 25
"""How often it is looked for an answer of the voice; the pause that adds is not heard."""

_SPI_GETSCREENREADER: Final = 0x0046


class State(Enum):
    """What reading aloud is doing."""

    SILENT = auto()
    SPEAKING = auto()
    PAUSING = auto()
    """The sentence that has begun is said to its end."""
    PAUSED = auto()


class ReadAloud(QObject):
    """Reads texts aloud through a voice in a process of its own.

    Signals:
        began: A sentence is said now; its place among those given.
        finished: The last one has been said.
        problem: It cannot go on; a ``Problem``. Nothing is being said any more.
        changed: It is doing something else now; a ``State``.
    """

    began = Signal(int)
    finished = Signal()
    problem = Signal(object)
    changed = Signal(object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        rate: int = USUAL_RATE,
        serve: Serve = speak,
        limits: Limits | None = None,
    ) -> None:
        super().__init__(parent)
        self._serve, self._limits = serve, limits or Limits()
        self._rate = rate
        self._state = State.SILENT
        self._sentences: tuple[Sentence, ...] = ()
        self._at = 0
        self._casting: Casting | None = None
        self._holder = _Holder()
        self._until = QDeadlineTimer(QDeadlineTimer.ForeverConstant.Forever)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self.destroyed.connect(self._holder.end)

    @property
    def state(self) -> State:
        """What it is doing."""
        return self._state

    @property
    def is_silent(self) -> bool:
        """Whether nothing is being read, not even with a pause."""
        return self._state is State.SILENT

    @property
    def rate(self) -> int:
        """Words a minute of the engine."""
        return self._rate

    @property
    def at(self) -> int:
        """The place of the sentence that is said or comes next."""
        return self._at

    @property
    def pid(self) -> int | None:
        """The voice's process, for tests."""
        return self._holder.process.pid if self._holder.process is not None else None

    def read(self, text: str, language: Language, *, asked: bool = True) -> bool:
        """Read a text; what was being read is ended.

        Args:
            text: Any text.
            language: The language it is in.
            asked: Whether a person asked for just this. If not, and a screen reader runs,
                nothing is said: two voices at once help nobody.

        Returns:
            Whether anything will be said.
        """
        return self.read_sentences(sentences_of(text, language), Casting(language=language),
                                   asked=asked)  # fmt: skip

    def read_sentences(
        self,
        sentences: Sequence[Sentence],
        casting: Casting,
        *,
        first: int = 0,
        asked: bool = True,
    ) -> bool:
        """Read sentences from the ``first`` on; as ``read``."""
        if not asked and screen_reader_runs():
            return False
        casting = replace(casting, scratch=None)
        if not self.is_silent or casting != self._casting:
            self._end()  # in the middle of a sentence there is no other way to fall silent
        self._sentences, self._at = tuple(sentences), first
        if first >= len(self._sentences):
            self._become(State.SILENT)
            return False
        self._become(State.SPEAKING)
        if self._holder.process is None:
            self._casting = casting
            self._holder.process = VoiceProcess(casting, self._serve)
            self._wait(self._limits.beginning)
        else:
            self._say()
        return True

    def pause(self) -> None:
        """Pause behind the sentence that is being said."""
        if self._state is State.SPEAKING:
            self._become(State.PAUSING)

    def resume(self) -> None:
        """Go on after a pause."""
        if self._state is State.PAUSING:
            self._become(State.SPEAKING)
        elif self._state is State.PAUSED:
            self._become(State.SPEAKING)
            self._say()

    def stop(self) -> None:
        """Fall silent at once: the process is ended in the middle of a word."""
        self._end()
        self._become(State.SILENT)

    def set_rate(self, rate: int) -> None:
        """Speak at another rate from the next sentence on."""
        self._rate = min(max(rate, SLOWEST), FASTEST)

    def _say(self) -> None:
        process = self._holder.process
        if process is None:
            return
        line = Line(number=self._at, said=self._sentences[self._at].said, rate=self._rate)
        try:
            process.ask(line)
        except Problem as problem:
            self._give_up(problem)
            return
        self._wait(self._limits.of(line))
        self.began.emit(self._at)

    def _wait(self, limit_s: float) -> None:
        self._until = QDeadlineTimer(round(limit_s * 1000))
        self._look.start()

    def _on_look(self) -> None:
        process = self._holder.process
        if process is None:
            self._look.stop()
            return
        try:
            answer = process.answer()
        except Problem as problem:
            self._give_up(problem)
            return
        if answer is None:
            if self._until.hasExpired():
                self._give_up(Problem(HUNG))
            return
        self._look.stop()
        if not isinstance(answer, Ready):
            self._at += 1
        self._go_on()

    def _go_on(self) -> None:
        """Say what comes next, unless a pause was asked for or all is said."""
        if self._at >= len(self._sentences):
            self._become(State.SILENT)
            self.finished.emit()
        elif self._state is State.PAUSING:
            self._become(State.PAUSED)
        elif self._state is State.SPEAKING:
            self._say()

    def _give_up(self, problem: Problem) -> None:
        self._end()
        self._become(State.SILENT)
        self.problem.emit(problem)

    def _end(self) -> None:
        self._look.stop()
        self._holder.end()
        self._casting = None

    def _become(self, state: State) -> None:
        if state is not self._state:
            self._state = state
            self.changed.emit(state)


class _Holder:
    """Holds the process, and ends it when its owner is gone."""

    def __init__(self) -> None:
        self.process: VoiceProcess | None = None

    def end(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.end()


def screen_reader_runs() -> bool:
    """Tell whether a screen reader speaks already.

    Windows says so itself. On Linux assistive technology of any kind counts, as Qt is told no
    more than that somebody listens.
    """
    if sys.platform == "win32":
        found = ctypes.c_int(0)
        ctypes.windll.user32.SystemParametersInfoW(
            _SPI_GETSCREENREADER, 0, ctypes.byref(found), 0
        )
        return bool(found.value)
    return QAccessible.isActive()
