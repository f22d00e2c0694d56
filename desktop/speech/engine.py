"""The speech engine of the system, through pyttsx3. It is loaded into voice processes alone.

Measured with pyttsx3 2.99 and espeak-ng 1.51:

* ``runAndWait`` calls the driver's ``stop`` first. While espeak is still taking in a rate, that
  throws the rate away and may cut the utterance that follows (measured: without it every rate
  is right at once). Nothing here needs ``stop``, so it is made to do nothing.
* It may return before the sound is there. So the end of each utterance is waited for.
* ``say`` writes the sound into the folder for temporary files, and leaves it there when the
  process is ended. Here espeak delivers into memory, and nothing lies anywhere.
* An unknown voice is told to listeners of ``error`` alone.
* A new process that is asked for the same in the same order gives the same samples; one that
  is asked for the same twice does not quite.
"""

import io
import logging
import sys
import threading
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop.pinyin.reader import Reader
from desktop.speech.sound import SAMPLE_BYTES, Sound, silence, trimmed
from desktop.speech.syllables import parts_by_script, parts_of
from desktop.speech.voices import ESPEAK, NO_ENGINE, SAPI5, Offered, Voice, choose

log = logging.getLogger(__name__)

_EDGE_S: Final = 0.04
"""Silence left before and after a part of a sentence."""

_PIECE_NAME: Final = "piece.wav"
_UNFIT: Final = Text(
    "“{voice}”这个语音给出的声音格式不能用。请在系统设置里换一个语音。",
    "The voice {voice} gives sound in a form that cannot be used. Choose another voice in the "
    "settings of the system.",
)


class Engine:
    """One speech engine with the voice for a language. One to a process.

    Raises:
        Problem: There is no engine, or no voice; it says how to get one.
    """

    def __init__(self, language: Language, reader: Reader | None = None) -> None:
        self._reader = reader or Reader()
        self._ended = threading.Event()
        self._failure: Exception | None = None
        name = SAPI5 if sys.platform == "win32" else ESPEAK
        self._engine, self._settle = _begun(name)
        self._engine.connect("finished-utterance", self._on_ended)
        self._engine.connect("error", self._on_error)
        self._engine.runAndWait()  # from now on what is set takes effect at once
        self.voice: Voice = choose(name, _offered(self._engine), language)

    @property
    def plays_itself(self) -> bool:
        """Whether ``say`` may be used; espeak through pyttsx3 plays by way of a file."""
        return self.voice.engine == SAPI5

    def sound(self, said: str, rate: int, scratch: Path | None = None) -> Sound:
        """Return the sound of a sentence, without the silence around it.

        Args:
            said: What ``spoken`` returned.
            rate: Words a minute of the engine.
            scratch: A folder for SAPI, which can only write files. Nothing stays there.

        Raises:
            Problem: The engine gave nothing that can be used.
        """
        pieces = [
            trimmed(self._piece(voice_id, text, rate, scratch), _EDGE_S)
            for voice_id, text in self._parts(said)
        ]
        rates = {piece.sample_rate for piece in pieces}
        if len(rates) != 1:
            raise Problem(_UNFIT, voice=self.voice.name)
        (sample_rate,) = rates
        frames = silence(_EDGE_S, sample_rate).join(piece.frames for piece in pieces)
        return Sound(frames=frames, sample_rate=sample_rate)

    def say(self, said: str, rate: int) -> None:
        """Say a sentence aloud and return when it is over."""
        for voice_id, text in self._parts(said):
            self._set(voice_id, rate)
            # What is said while the engine counts as idle begins at once, and runAndWait would
            # begin by stopping it. So it is put in the queue before.
            self._engine.proxy.setBusy(True)
            self._engine.say(text)
            self._run()

    def _parts(self, said: str) -> Iterator[tuple[str, str]]:
        if self.voice.takes_pinyin:
            parts = parts_of(said, self._reader)
        else:
            parts = parts_by_script(said, self.voice.language)
        for language, text in parts:
            yield self.voice.id_for(language), text

    def _piece(self, voice_id: str, text: str, rate: int, scratch: Path | None) -> Sound:
        self._set(voice_id, rate)
        if self.voice.engine == ESPEAK:
            memory = io.BytesIO()
            self._engine.save_to_file(text, memory)  # it hands this to wave.open
            self._run()
            memory.seek(0)
            return self._read(memory)
        if scratch is None:
            raise ValueError("SAPI needs a folder to write to")
        file = scratch / _PIECE_NAME
        try:
            self._engine.save_to_file(text, str(file.absolute()))
            self._run()
            return self._read(io.BytesIO(file.read_bytes()))
        except OSError as error:
            raise problem_of(error, file) from error
        finally:
            file.unlink(missing_ok=True)

    def _set(self, voice_id: str, rate: int) -> None:
        # A voice brings its own rate along, so the rate is set behind it.
        self._engine.setProperty("voice", voice_id)
        self._engine.setProperty("rate", rate)
        self._raise_failure()

    def _run(self) -> None:
        self._ended.clear()
        self._engine.runAndWait()
        self._raise_failure()
        if self.voice.engine == ESPEAK:
            self._ended.wait()
            self._settle()
            self._raise_failure()

    def _read(self, file: io.BytesIO) -> Sound:
        with wave.open(file) as piece:
            if piece.getnchannels() != 1 or piece.getsampwidth() != SAMPLE_BYTES:
                raise Problem(_UNFIT, voice=self.voice.name)
            frames = piece.readframes(piece.getnframes())
            return Sound(frames=frames, sample_rate=piece.getframerate())

    def _on_ended(self, *, completed: bool = True, **_told: object) -> None:
        if not completed:
            self._failure = RuntimeError("the engine broke an utterance off")
        self._ended.set()

    def _on_error(self, exception: Exception, **_told: object) -> None:
        self._failure = exception

    def _raise_failure(self) -> None:
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure


def _begun(name: str) -> tuple[Any, Callable[[], object]]:
    """Load an engine; return it and a function that waits until it has taken everything in."""
    try:
        if name == SAPI5:
            import pythoncom  # noqa: PLC0415 - Windows alone has it

            pythoncom.CoInitialize()
        import pyttsx3  # noqa: PLC0415 - only processes that speak load it

        engine = pyttsx3.init(name)
    except Exception as error:  # a library that is missing or broken tells it in its own ways
        log.info("no speech engine: %s", type(error).__name__)
        raise Problem(NO_ENGINE) from error
    if name == SAPI5:
        return engine, _nothing
    from pyttsx3.drivers import _espeak  # noqa: PLC0415 - it is there now

    engine.proxy._driver.stop = _nothing
    return engine, _espeak.Synchronize


def _nothing() -> None:
    """Do nothing."""


def _offered(engine: Any) -> tuple[Offered, ...]:
    return tuple(
        Offered(
            id=str(voice.id),
            name=str(voice.name),
            languages=tuple(str(language) for language in voice.languages or ()),
        )
        for voice in engine.getProperty("voices")
    )
