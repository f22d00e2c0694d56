"""Whether this computer has a voice, found out before anything is recorded."""

import logging
from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject

from db.fields.problem import Cancelled, Problem
from db.fields.text import Language
from desktop.speech.booth import Casting
from desktop.speech.studio import Studio
from desktop.tasks import TaskRunner

log = logging.getLogger(__name__)


def voice_name(language: Language, stop: Event) -> str:
    """Return the voice for a language, tried in a process of its own.

    Raises:
        Problem: There is none, or it does not answer; it says how to get one.
        Cancelled: Nobody wants to know any more.
    """

    def stop_if_cancelled() -> None:
        if stop.is_set():
            raise Cancelled

    casting = Casting(language=language)
    with Studio(casting, stop_if_cancelled=stop_if_cancelled) as studio:
        return studio.voice.name


class Voices(QObject):
    """Looks for voices in a thread of its own: neither the window nor the record waits."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = TaskRunner(self)
        self._found: set[Language] = set()
        self._stop = Event()
        self.destroyed.connect(self._stop.set)

    def look_for(self, language: Language, lacking: Callable[[Problem], object]) -> None:
        """Tell if there is no voice for a language; one that is there is looked for once."""
        if language in self._found:
            return

        def there(_name: str) -> None:
            self._found.add(language)

        def failed(error: Exception) -> None:
            if isinstance(error, Problem):
                lacking(error)
            elif not isinstance(error, Cancelled):
                log.error("a voice could not be tried", exc_info=error)

        stop = self._stop
        self._tasks.run(
            lambda: voice_name(language, stop), owner=self, done=there, failed=failed
        )
