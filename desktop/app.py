"""The composition root: where windows, record, printing and settings meet."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QMainWindow

from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop import announce, focus, language, log, paths
from desktop.entry_window import EntryWindow
from desktop.language import current, tr
from desktop.messages import BugReporter
from desktop.screens.entry.entry_pieces import BusyPage
from desktop.screens.frame.idle_watch import IdleWatch
from desktop.settings import Settings, SettingsKeeper
from desktop.tasks import TaskRunner
from desktop.theme.look import look

if TYPE_CHECKING:
    from desktop.operations import Operations
    from desktop.screens.frame.main_window import MainWindow
    from desktop.workspace import Workspace

_NAME = Text("一一", "Yiyi")
_WARNED = Text(
    "30 秒后会锁定。按任意键可以继续。", "Yiyi locks in 30 seconds. Press any key to go on."
)
_STATE = Text("离线 · 已加密 · {backup}", "Offline · encrypted · {backup}")
_NEVER = Text("还没有备份", "no backup yet")
_BACKED_UP = Text("{day} 备份", "backed up {day}")
_DEMO = Text("演示档案", "Invented record")
_DEMO_LEAD = Text(
    "正在准备演示档案，里面的人都是虚构的。关闭窗口后它会被删除。",
    "Getting an invented record ready. Nobody in it is real; it is deleted when you close.",
)
_DEMO_HINT = Text(
    "这是演示档案，口令是 yiyi-demo-2026。",
    "This is an invented record; its passphrase is yiyi-demo-2026.",
)
_SIZE = (1366, 768)
"""The screen of the laptops in use; the window opens as large as fits."""

_LOAD_AHEAD_MS = 120
"""Loading what opening needs begins after the first picture of the window is drawn."""


class Application(QObject):
    """Goes from locked to open and back."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        settings: SettingsKeeper,
        *,
        hint: Text | None = None,
    ) -> None:
        """Make what outlives the windows.

        Args:
            app: The Qt application.
            folder: Where the record lies or will lie.
            settings: The settings of this computer.
            hint: Said where the passphrase is asked for, as for an invented record.
        """
        super().__init__(app)
        self._app, self._folder, self._settings = app, folder, settings
        self._hint = hint
        self._tasks = TaskRunner(self)
        self._entry: EntryWindow | None = None
        self._window: MainWindow | None = None
        self._workspace: Workspace | None = None
        self._operations: Operations | None = None
        self._idle = IdleWatch(app, settings.now.lock_minutes)
        self._idle.stop()
        self._idle.idle.connect(self.lock)
        self._idle.warned.connect(self._warn)
        self._idle.stayed.connect(self._take_warning_away)
        settings.changed.connect(self._on_settings)
        app.aboutToQuit.connect(self._finish)

    @property
    def entry(self) -> EntryWindow | None:
        """The window that asks for the passphrase, while the record is closed."""
        return self._entry

    @property
    def window(self) -> "MainWindow | None":
        """The window of the open record."""
        return self._window

    @property
    def is_busy(self) -> bool:
        """Whether work is going on in the background."""
        return self._tasks.is_busy

    def begin(self, page: str = "unlock") -> None:
        """Show the window before the record is open, at one of its pages."""
        entry = self._new_entry()
        entry.begin(page)
        entry.show()
        # What opening needs is loaded while the person types the passphrase.
        QTimer.singleShot(_LOAD_AHEAD_MS, entry, self._load_ahead)

    def begin_demo(self, open_demo: "Callable[[Path, Language], Workspace]") -> None:
        """Make and open an invented record, and say so meanwhile."""
        entry = self._new_entry()
        page = BusyPage(_DEMO, _DEMO_LEAD)
        entry.show_page(page)
        entry.show()
        folder, tongue = self._folder, current()
        self._tasks.run(
            lambda: open_demo(folder, tongue), owner=page, done=self.enter, failed=_rise
        )

    def enter(self, workspace: "Workspace") -> None:
        """Show the window of an open workspace."""
        from desktop.operations import Operations  # noqa: PLC0415 - not before it is needed

        self._workspace = workspace
        self._operations = Operations(workspace.store, self._tasks, self)
        self._build("today", {})
        if self._entry is not None:
            entry, self._entry = self._entry, None
            _discard(entry)
        self._idle.set_minutes(self._settings.now.lock_minutes)
        if workspace.notice is not None and self._window is not None:
            self._window.warn(workspace.notice)
        self._back_up_if_due()

    def lock(self, page: str = "unlock") -> None:
        """Keep what is half typed, close the record, and show nothing of it."""
        if self._workspace is None:
            return
        self._idle.stop()
        # Out of sight at once: what is still being saved may take a moment.
        for shown in self._app.topLevelWidgets():
            if shown.isVisible():
                shown.hide()
        self._forget_copied()
        try:
            self._close_record()
        except Problem as problem:
            self.begin(page)
            self._tell(problem)
        else:
            self.begin(page)

    # The window of the open record.

    def _build(self, place: str, args: dict[str, object]) -> None:
        from desktop.places import all_places  # noqa: PLC0415 - pages are needed only now
        from desktop.screens.frame.main_window import MainWindow  # noqa: PLC0415 - as above

        if self._workspace is None or self._operations is None:
            raise RuntimeError("no record is open")
        before = self._window
        places = all_places(
            self._workspace, backed_up=self._show_state, restore=self._ask_to_restore
        )
        window = MainWindow(places, self._operations, self._settings, handlers=self._handlers())
        window.rebuild_wanted.connect(self._rebuild)
        window.lock_wanted.connect(self.lock)
        window.help_wanted.connect(lambda name: window.go("help", name=name))
        window.found.connect(lambda typed: window.go("clients", query=typed))
        self._window = window
        _place(window)
        window.show()
        self._show_state()
        known = {each.key for each in places}
        window.go(place if place in known else "today", **args)
        if before is not None:
            _discard(before)

    def _rebuild(self, place: str, args: dict[str, object]) -> None:
        window = self._window
        if window is not None and window.page is not None:
            # What is half typed is kept as a draft, and offered back in the new language.
            window.page.may_leave(lambda: None)
        QTimer.singleShot(0, self, lambda: self._build(place or "today", args))

    def _handlers(self) -> dict[str, Callable[[], object]]:
        def go(place: str, **args: object) -> Callable[[], object]:
            return partial(self._go, place, **args)

        return {
            "import_roster": go("import_roster"),
            "export_file": go("exchange", part="export"),
            "merge_file": go("exchange", part="merge"),
            "conflicts": go("conflicts"),
            "my_card": go("exchange", part="card"),
            "enrol": go("exchange", part="enrol"),
            "back_up": go("safety", part="back_up"),
            "restore": self._ask_to_restore,
            "check_record": go("safety", part="check"),
            "change_passphrase": go("safety", part="passphrase"),
            "register_client": go("client_form"),
            "rules": go("rules"),
            "about": go("about"),
            "export_log": self._export_log,
        }

    def _go(self, place: str, **args: object) -> None:
        if self._window is not None:
            self._window.go(place, **args)

    def _show_state(self) -> None:
        workspace = self._workspace
        if workspace is None or self._operations is None:
            return

        def read(_store: object) -> tuple[str, str]:
            from db.domain.clients.divisions import division_name  # noqa: PLC0415 - not before unlock

            owner, last = workspace.owner, workspace.last_backup_at()
            backup = tr(_NEVER)
            if last is not None:
                backup = tr(_BACKED_UP, day=f"{last.astimezone():%m-%d %H:%M}")
            where = division_name(owner.county).to(current())
            return f"{owner.name} · {where}", tr(_STATE, backup=backup)

        def show(words: tuple[str, str]) -> None:
            if self._window is not None:
                self._window.show_state(*words)

        self._operations.read(read, owner=self, done=show)

    def _back_up_if_due(self) -> None:
        workspace = self._workspace
        if workspace is None or self._operations is None:
            return

        def back_up(_store: object) -> None:
            from db.ports import Unwatched  # noqa: PLC0415 - not before unlock

            if workspace.backup_due():
                workspace.back_up_here("daily", Unwatched())

        self._operations.read(
            back_up, owner=self, done=lambda _none: self._show_state(), failed=self._tell
        )

    def _ask_to_restore(self) -> None:
        from desktop.screens.keeping.safety import ask_to_restore  # noqa: PLC0415 - rarely needed

        if self._window is not None:
            ask_to_restore(self._window, lambda: self.lock("restore"))

    def _tell(self, problem: Problem) -> None:
        if self._window is not None:
            self._window.warn(problem)
        elif self._entry is not None:
            self._entry.tell(problem)

    def _warn(self) -> None:
        if self._window is not None:
            self._window.warn(_WARNED)

    def _take_warning_away(self) -> None:
        if self._window is not None and self._window.messages.message == tr(_WARNED):
            self._window.messages.dismiss()

    def _on_settings(self, before: Settings, now: Settings) -> None:
        if self._workspace is not None and before.lock_minutes != now.lock_minutes:
            self._idle.set_minutes(now.lock_minutes)
        if before.language != now.language:
            language.use(now.tongue)
            _speak(self._app, now.tongue)

    def _export_log(self) -> None:
        from desktop.screens.frame.log_export import export_log  # noqa: PLC0415 - rarely needed

        if self._window is not None:
            export_log(self._window)

    # The way from locked to open and back.

    def _new_entry(self) -> EntryWindow:
        entry = self._entry = EntryWindow(
            self._folder, self._tasks, self._settings, hint=self._hint
        )
        entry.opened.connect(self.enter)
        _place(entry)
        return entry

    def _load_ahead(self) -> None:
        def load() -> None:
            import desktop.places  # noqa: F401, PLC0415 - loaded for later

        self._tasks.run(load, owner=self, done=lambda _none: None, failed=_rise)

    def _forget_copied(self) -> None:
        clipboard = self._app.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def _close_record(self) -> None:
        if self._operations is not None:
            self._operations.finish()
        self._tasks.finish()
        if self._window is not None:
            self._window.forget_pages()
            window, self._window = self._window, None
            _discard(window)
        if self._operations is not None:
            self._operations.deleteLater()
            self._operations = None
        if self._workspace is not None:
            workspace, self._workspace = self._workspace, None
            workspace.close()

    def _finish(self) -> None:
        self._idle.stop()
        self._close_record()


def run_window(folder: Path | None, tongue: Language | None, *, demo: bool = False) -> int:
    """Open the window and stay until it is closed; return the exit status.

    Args:
        folder: Where the record lies or will lie; ``None`` takes the usual place.
        tongue: Language for this time; ``None`` takes the one in the settings.
        demo: Open an invented record in a folder that is thrown away afterwards.
    """
    app = make_application(sys.argv[:1])
    log_file = log.begin(paths.log_folder())
    BugReporter(log_file, app).begin()
    settings = SettingsKeeper(paths.settings_file())
    begin_look(app, settings, tongue)
    if not demo:
        application = Application(app, folder or paths.record_folder(), settings)
        application.begin()
        return app.exec()
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - only for the demo

    from desktop.demo_record import open_demo_record  # noqa: PLC0415 - only for the demo

    with TemporaryDirectory(prefix="yiyi-demo-") as place:
        application = Application(app, Path(place), settings, hint=_DEMO_HINT)
        application.begin_demo(open_demo_record)
        return app.exec()


def make_application(arguments: list[str]) -> QApplication:
    """Return the Qt application, named and styled."""
    app = QApplication(arguments)
    app.setApplicationName("Yiyi")
    app.setStyle("Fusion")
    return app


def begin_look(
    app: QApplication, settings: SettingsKeeper, tongue: Language | None = None
) -> None:
    """Put on language, theme, zoom and what screen readers need."""
    language.use(tongue or settings.now.tongue)
    _speak(app, current())
    announce.begin(app)
    focus.begin(app)
    look().wear(settings.now.theme, settings.now.zoom_percent)


def _speak(app: QApplication, tongue: Language) -> None:
    """Have the name of the program and Qt's own dialogs speak the language too."""
    app.setApplicationDisplayName(tr(_NAME))
    locale = QLocale("zh_CN" if tongue is Language.ZH else "en_US")
    QLocale.setDefault(locale)
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(locale, "qtbase", "_", folder):
        app.installTranslator(translator)


def _place(window: QMainWindow) -> None:
    available = window.screen().availableGeometry()
    window.resize(min(_SIZE[0], available.width()), min(_SIZE[1], available.height()))


def _discard(window: QMainWindow) -> None:
    window.hide()
    window.deleteLater()


def _rise(error: Exception) -> None:
    raise error
