"""The window before the record is open: first run, unlock, recover, restore."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QWidget

from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop import language
from desktop.announce import announce, page_changed
from desktop.language import current, tr
from desktop.paths import has_record
from desktop.screens.entry.entry_pieces import EntryPage
from desktop.screens.entry.unlock import OpeningPage, RecoverPage, RestorePage, UnlockPage
from desktop.settings import Settings, SettingsKeeper
from desktop.tasks import TaskRunner
from desktop.theme.look import ZOOM_STEPS, look
from desktop.theme.pieces import button, wraps

if TYPE_CHECKING:
    from desktop.screens.entry.first_run import FirstRunPage
    from desktop.workspace import Workspace

_OTHER_LANGUAGE = {Language.ZH: "English 英文", Language.EN: "中文 Chinese"}
"""Said in both: whoever looks for a language cannot read the other."""

_LARGER, _SMALLER = Text("放大", "Larger"), Text("缩小", "Smaller")
_CONTRAST, _NO_CONTRAST = Text("高对比", "High contrast"), Text("浅色", "Light")
_ZOOM = Text("放大到 {percent}%", "Zoom {percent}%")


class EntryWindow(QMainWindow):
    """Holds the pages that end with an open workspace.

    Signals:
        opened: The open ``Workspace``.
    """

    opened = Signal(object)

    def __init__(
        self,
        folder: Path,
        tasks: TaskRunner,
        settings: SettingsKeeper,
        *,
        hint: Text | None = None,
    ) -> None:
        """Make the window; ``begin`` shows its first page.

        Args:
            folder: Where the record lies or will lie.
            tasks: Where the record is opened.
            settings: Language, theme and zoom can be changed before the record is open.
            hint: Said on the page that asks for the passphrase, as for an invented record.
        """
        super().__init__()
        self.setObjectName("entry_window")
        self._folder, self._tasks, self._settings, self._hint = folder, tasks, settings, hint
        self._name = ""
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        for keys, step in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1), ("Ctrl+0", 0)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self._zoom(step))
        settings.changed.connect(self._on_settings)

    @property
    def page(self) -> EntryPage:
        """The page shown."""
        return cast("EntryPage", self._stack.currentWidget())

    def begin(self, name: str = "unlock") -> None:
        """Show the first page; it is the first run where there is no record."""
        self.go(name)

    def go(self, name: str) -> None:
        """Show a page by its name; ``unlock`` without a record is the first run."""
        if name == "unlock" and not has_record(self._folder):
            name = "begin"
        self._name = name
        match name:
            case "unlock":
                self.show_page(UnlockPage(self._folder, self._tasks, self._hint))
            case "recover":
                self.show_page(RecoverPage(self._folder, self._tasks))
            case "restore":
                self.show_page(RestorePage(self._folder, self._tasks))
            case "begin":
                self.show_page(self._first_run())
            case _:
                raise ValueError(name)

    def show_page(self, page: EntryPage) -> None:
        """Show a page; the one before is gone for good, and with it what was typed."""
        if isinstance(page, OpeningPage):
            page.opened.connect(self.opened)
        page.left.connect(self.go)
        page.set_foot(self._foot())
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        # After the window is shown: a focus set earlier is not told to screen readers.
        QTimer.singleShot(0, page, lambda: _arrive(page))

    def tell(self, problem: Problem) -> None:
        """Show a problem of what happened before, on the page shown."""
        self.page.tell(problem)

    def _first_run(self) -> "FirstRunPage":
        # The form is loaded at the first run only: every other day it would cost time.
        from desktop.screens.entry.first_run import FirstRunPage  # noqa: PLC0415

        page = FirstRunPage(self._folder, self._tasks)
        page.begun.connect(self._on_begun)
        return page

    def _on_begun(self, workspace: "Workspace", code: str) -> None:
        from desktop.screens.entry.first_run import CodePage  # noqa: PLC0415 - loaded by then

        owner = workspace.owner
        today = workspace.store.now().astimezone().date()
        self._name = ""
        page = CodePage(
            code, name=owner.name, county=owner.county, today=today, tasks=self._tasks
        )
        page.confirmed.connect(lambda: self.opened.emit(workspace))
        self.show_page(page)

    def _foot(self) -> QWidget:
        """Return what can be changed before one can read anything."""
        contrast = self._settings.now.theme == "contrast"
        parts = [
            button(_LARGER, lambda: self._zoom(1), part="quiet", name="zoom_in"),
            button(_SMALLER, lambda: self._zoom(-1), part="quiet", name="zoom_out"),
            button(
                _NO_CONTRAST if contrast else _CONTRAST,
                self._turn_contrast,
                part="quiet",
                name="contrast",
            ),
        ]
        if self._name:
            # Not while the recovery code is shown: that page is not made twice.
            parts.insert(
                0,
                button(
                    _OTHER_LANGUAGE[current()],
                    self._turn_language,
                    part="quiet",
                    name="language",
                ),
            )
        return wraps(*parts)

    def _turn_language(self) -> None:
        other = Language.EN if current() is Language.ZH else Language.ZH
        self._settings.set(language=other.value)

    def _turn_contrast(self) -> None:
        contrast = self._settings.now.theme == "contrast"
        self._settings.set(theme="light" if contrast else "contrast")

    def _zoom(self, step: int) -> None:
        now = self._settings.now.zoom_percent
        if step > 0:
            percent = next((z for z in ZOOM_STEPS if z > now), ZOOM_STEPS[-1])
        elif step < 0:
            percent = next((z for z in reversed(ZOOM_STEPS) if z < now), ZOOM_STEPS[0])
        else:
            percent = 100
        self._settings.set(zoom_percent=percent)
        announce(self, tr(_ZOOM, percent=percent))

    def _on_settings(self, before: Settings, now: Settings) -> None:
        if (before.theme, before.zoom_percent) != (now.theme, now.zoom_percent):
            look().wear(now.theme, now.zoom_percent)
            shown = self.page.findChild(QPushButton, "contrast")
            if shown is not None:
                shown.setText(tr(_NO_CONTRAST if now.theme == "contrast" else _CONTRAST))
        if before.language != now.language and self._name and not self.page.is_busy:
            language.use(now.tongue)
            look().follow_language()
            typed = self.page.typed()
            self.go(self._name)
            self.page.set_typed(typed)


def _arrive(page: EntryPage) -> None:
    page_changed(page, page.heading, page.first_focus())
