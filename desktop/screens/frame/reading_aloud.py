"""Reading the page aloud: three commands that work everywhere, and silence on leaving."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.announce import announce
from desktop.language import current, tr
from desktop.screens.frame.page import Page
from desktop.screens.frame.page_words import page_words
from desktop.settings import Settings, SettingsKeeper
from desktop.speech.aloud import ReadAloud, State

_PAUSED = Text(
    "读完这一句就停。再按一次继续。", "Pausing behind this sentence. Press again to go on."
)
_STOPPED = Text("不读了。", "Reading has stopped.")
_ARRIVED_MS = 400
"""A page that was just opened still fills itself; then it is read."""


class _Window(Protocol):
    """What is needed of the window."""

    @property
    def page(self) -> Page | None: ...
    def warn(self, said: str | Text | Problem) -> None: ...


class ReadingAloud(QObject):
    """Reads the page that is shown; ``voice`` does the speaking."""

    def __init__(
        self,
        window: _Window,
        pages: QStackedWidget,
        settings: SettingsKeeper,
        *,
        voice: ReadAloud | None = None,
    ) -> None:
        """Be ready; no voice is loaded before something is to be read.

        Args:
            window: Shows the pages and what goes wrong.
            pages: Tells when another page is shown, or none.
            settings: The rate, and whether each page is read when it is opened.
            voice: What speaks; its parent is this object when it is left out.
        """
        super().__init__(pages)
        self._window, self._settings = window, settings
        self._frame: QWidget = pages
        self.voice = voice or ReadAloud(self)
        self.voice.set_rate(settings.now.speech_rate)
        self.voice.problem.connect(window.warn)
        settings.changed.connect(self._on_settings)
        pages.currentChanged.connect(self._fall_silent)  # pages are taken away as well
        self._arrived = QTimer(self, singleShot=True, interval=_ARRIVED_MS)
        self._arrived.timeout.connect(self._read_arrived)

    def answers(self) -> Mapping[str, Callable[[], object]]:
        """Return what the commands of ``desktop.actions`` do."""
        return {
            "read_aloud": self.read_page,
            "pause_reading": self.pause_or_go_on,
            "stop_reading": self.stop,
        }

    def read_page(self) -> None:
        """Read the page that is shown from its title on."""
        self._read(asked=True)

    def pause_or_go_on(self) -> None:
        """Pause behind the sentence, or go on; from silence, read the page."""
        match self.voice.state:
            case State.SPEAKING:
                self.voice.pause()
                announce(self._frame, tr(_PAUSED))
            case State.PAUSING | State.PAUSED:
                self.voice.resume()
            case State.SILENT:
                self.read_page()

    def stop(self) -> None:
        """Fall silent at once."""
        self._arrived.stop()
        if not self.voice.is_silent:
            self.voice.stop()
            announce(self._frame, tr(_STOPPED))

    def _read(self, *, asked: bool) -> None:
        page = self._window.page
        if page is not None:
            self.voice.read(page_words(page), current(), asked=asked)

    def arrive(self) -> None:
        """Take note that a page was gone to: what was read is no longer on screen."""
        self._fall_silent()
        if self._settings.now.reads_pages:
            self._arrived.start()

    def _fall_silent(self, _at: int = 0) -> None:
        self.voice.stop()
        self._arrived.stop()

    def _read_arrived(self) -> None:
        self._read(asked=False)

    def _on_settings(self, _before: Settings, now: Settings) -> None:
        self.voice.set_rate(now.speech_rate)
