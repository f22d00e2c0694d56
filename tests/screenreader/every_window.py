"""Shows every screen of the real window one after the other, on an invented record.

Ctrl+Alt+N goes on; the name of the screen that is ready is then in the file ``NAME``.

    python tests/screenreader/every_window.py FOLDER
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from db.fields.text import Language
from desktop.app import begin_look, make_application
from desktop.demo_day import build_roster
from desktop.demo_record import meet_colleague, open_demo_record
from desktop.entry_window import EntryWindow
from desktop.operations import Operations
from desktop.pictures import Papers, Visit, visits_of
from desktop.places import all_places
from desktop.screens.frame.main_window import MainWindow
from desktop.settings import SettingsKeeper
from desktop.tasks import TaskRunner
from desktop.workspace import Workspace

NEXT = "Ctrl+Alt+N"
READY = "ready"
"""Name of the file that holds the name of the screen shown."""

OVER = "over"
"""Stands in that file after the last screen."""

_ENTRIES = ("begin", "unlock", "recover", "restore")
_LOOK_MS, _QUIET_LOOKS = 50, 4


class Tour:
    """Goes from screen to screen whenever it is told to."""

    def __init__(self, folder: Path, workspace: Workspace, papers: Papers) -> None:
        self._folder, self._workspace, self._papers = folder, workspace, papers
        self._tasks = TaskRunner()
        self._settings = SettingsKeeper(folder / "settings.ini")
        self._window: QMainWindow | None = None
        self._name, self._quiet = "", 0
        self._then: Callable[[], object] | None = None
        self._steps = self._all_steps()
        self._watch = QTimer(interval=_LOOK_MS)
        self._watch.timeout.connect(self._look)

    def go_on(self) -> None:
        """Show the next screen."""
        (self._folder / READY).unlink(missing_ok=True)
        self._name = next(self._steps, OVER)
        self._quiet = 0
        self._watch.start()

    def _look(self) -> None:
        """Say that the screen is ready once nothing is being done for it."""
        self._quiet = 0 if self._tasks.is_busy else self._quiet + 1
        if self._quiet < _QUIET_LOOKS:
            return
        if self._then is not None:
            then, self._then = self._then, None
            self._quiet = 0
            then()
            return
        self._watch.stop()
        written = self._folder / f"{READY}.part"
        written.write_text(self._name, encoding="utf-8")
        written.replace(self._folder / READY)

    def _all_steps(self) -> Iterator[str]:
        for name in _ENTRIES:
            place = self._folder / "nothing-here" if name == "begin" else self._workspace.folder
            entry = EntryWindow(place, self._tasks, self._settings)
            self._show(entry)
            entry.begin(name)
            yield name
        operations = Operations(self._workspace.store, self._tasks)
        window = MainWindow(all_places(self._workspace), operations, self._settings)
        with self._workspace.store.reading() as reading:
            visits = list(visits_of(reading, self._papers))
        self._show(window)
        seen: dict[str, int] = {}
        for visit in visits:
            self._visit(window, visit)
            seen[visit.place] = seen.get(visit.place, 0) + 1
            number = seen[visit.place]
            yield visit.place if number == 1 else f"{visit.place} {number}"
        operations.finish()
        window.forget_pages()

    def _visit(self, window: MainWindow, visit: Visit) -> None:
        window.go(visit.place, **visit.args)
        done = visit.then
        if done is not None:
            self._then = lambda: done(window.page) if window.page is not None else None

    def _show(self, window: QMainWindow) -> None:
        before, self._window = self._window, window
        QShortcut(QKeySequence(NEXT), window).activated.connect(self.go_on)
        window.resize(1366, 740)
        window.show()
        if before is not None:
            before.hide()
            before.deleteLater()


def main() -> int:
    """Show the first screen, and stay until ended."""
    folder = Path(sys.argv[1])
    app = make_application(sys.argv[:1])
    begin_look(app, SettingsKeeper(folder / "settings.ini"), Language.ZH)
    workspace = open_demo_record(folder / "record")
    roster = folder / "roster.xlsx"
    build_roster(roster)
    papers = Papers(roster=roster, exchange_file=meet_colleague(workspace, folder))
    tour = Tour(folder, workspace, papers)
    QTimer.singleShot(0, tour.go_on)
    app.aboutToQuit.connect(partial(_close, workspace))
    return app.exec()


def _close(workspace: Workspace) -> None:
    workspace.close()


if __name__ == "__main__":
    sys.exit(main())
