"""The window: navigation, search, pages, messages, menus. It knows no record."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from db.domain.journal.change import NamedAction, Receipt
from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop.actions import COMMANDS
from desktop.announce import announce, hold, page_changed, settling_ms, shown_at_once
from desktop.focus import first_stop, order_tabs, pane_after, when_active
from desktop.language import tr
from desktop.messages import JobBar, MessageBar, read_out
from desktop.operations import Operations
from desktop.screens.frame.key_list import KEYS, key_list, keys_shown
from desktop.screens.frame.menus import Menus
from desktop.screens.frame.navigation import Navigation
from desktop.screens.frame.page import Page, Place
from desktop.screens.frame.palette import Entry, Palette, open_palette
from desktop.screens.frame.reading_aloud import ReadingAloud
from desktop.screens.frame.shelf import Shelf
from desktop.screens.frame.top_bar import TopBar
from desktop.settings import Settings, SettingsKeeper
from desktop.tasks import Job
from desktop.theme.look import look, zoomed
from desktop.theme.pieces import Said, column, row
from desktop.theme.tokens import THEMES

_UNDO = Text("撤销：{name}", "Undo: {name}")
_REDO = Text("重做：{name}", "Redo: {name}")
_UNDONE = Text("已撤销：{name}", "Undone: {name}")
_REDONE = Text("已重做：{name}", "Done again: {name}")
_ZOOM = Text("放大到 {percent}%", "Zoom {percent}%")
_ARRIVING_MS, _HEARD_MS, _OPENED_MS = 3000, 250, 1000
"""Announcements wait until a new page has settled, at most so long, and then until the screen
reader has said what has the focus; a window that was just opened takes it longer."""

_FOLD_WIDTH = 900
"""Below this many pixels at 100 % the navigation folds to a menu button."""


class MainWindow(QMainWindow):
    """Holds the pages and is what they ask: the ``Desk``.

    Signals:
        rebuild_wanted: The language was changed: build the window anew and go to this place
            with these arguments.
        lock_wanted: Lock now.
        help_wanted: Show this chapter of the help.
        found: What was typed into the search field, on Enter.
    """

    rebuild_wanted = Signal(str, object)
    lock_wanted = Signal()
    help_wanted = Signal(str)
    found = Signal(str)

    def __init__(
        self,
        places: Sequence[Place],
        operations: Operations,
        settings: SettingsKeeper,
        *,
        handlers: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        """Build the window; nothing is shown before ``go``.

        Args:
            places: Everywhere one can go; those in the navigation in its order.
            operations: The door to the record.
            settings: The settings of this computer.
            handlers: What commands of ``desktop.actions`` do, by key, wherever one is. A
                command whose key is that of a place goes there.
        """
        super().__init__()
        look().follow_language()
        self.setObjectName("main_window")
        self._operations, self._settings = operations, settings
        self._places = {place.key: place for place in places}
        self._trail: list[tuple[str, dict[str, object]]] = []
        self._undoable: NamedAction | None = None
        self._redoable: NamedAction | None = None
        self.navigation = Navigation(places)
        self.navigation.chosen.connect(self.go)
        self.messages = MessageBar()
        self._stack = Shelf()
        self.reading = ReadingAloud(self, self._stack, settings)
        own = self._own_handlers() | dict(self.reading.answers())
        self._handlers = own | dict(handlers or {})
        self._jobs = column(gap=6)
        self._lay_out()
        self._fold()
        self._settling = QTimer(self, singleShot=True)
        self._settling.timeout.connect(self._settle)
        self._menus = Menus(self, self._do)
        self._add_place_keys(places)
        operations.unheard.connect(self.warn)
        operations.changed.connect(self._on_changed)
        operations.job_started.connect(self._on_job)
        operations.undo_changed.connect(self._on_undo_changed)
        settings.changed.connect(self._on_settings)
        look().changed.connect(self._fold)
        self._menus.refresh(self._answers)
        operations.look_up_undo()

    # What pages ask for.

    @property
    def operations(self) -> Operations:
        """The door to the record."""
        return self._operations

    @property
    def settings(self) -> SettingsKeeper:
        """The settings of this computer."""
        return self._settings

    @property
    def page(self) -> Page | None:
        """The page shown."""
        return self._stack.shown

    @property
    def here(self) -> str:
        """The key of the place shown; empty before the first."""
        return self._trail[-1][0] if self._trail else ""

    def go(self, place: str, **args: object) -> None:
        """Go to a place; ``args`` reach its page's ``open``."""
        self._leave_then(partial(self._arrive, place, args, remember=True))

    def back(self) -> None:
        """Go to where one came from, or to the first place."""
        if len(self._trail) > 1:
            self._leave_then(self._step_back)
        elif self._trail and self.here != next(iter(self._places)):
            self.go(next(iter(self._places)))

    def say(self, said: Said) -> None:
        """Show and announce that something is done."""
        self.messages.tell(said, tone="good")

    def warn(self, said: Said | Problem) -> None:
        """Show and announce what needs attention."""
        self.messages.tell(said, tone="late")

    def offer(self, said: Said, act: Text, then: Callable[[], object]) -> None:
        """Show and announce a message with one thing to do about it."""
        self.messages.tell(said, act=act, then=then)

    # What the application asks for.

    def show_state(self, who: Said, state: Said) -> None:
        """Say at the lower left whose workspace it is and how it stands."""
        self.navigation.show_state(who, state)

    def open_palette(self) -> Palette:
        """Open the command palette."""
        entries = [
            Entry(
                command.label,
                keys_shown(command.shortcut),
                partial(self._do, command.key),
                command.words,
            )
            for command in COMMANDS
            if command.key != "palette" and self._answers(command.key) is not None
        ]
        taken = {entry.label.zh for entry in entries}
        entries += [
            Entry(
                place.label,
                keys_shown(place.shortcut),
                partial(self.go, place.key),
                place.words,
            )
            for place in self._places.values()
            if (place.in_nav or place.words) and place.label.zh not in taken
        ]
        return open_palette(self, entries)

    def forget_pages(self) -> None:
        """Take all pages away, so that nothing of the record stays on screen."""
        self._stack.clear()
        self._trail.clear()

    def event(self, event: QEvent) -> bool:
        """Look what the commands do before a shortcut is taken: another row may be current."""
        if event.type() == QEvent.Type.ShortcutOverride:
            self._menus.refresh(self._answers)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation when there is no room for it."""
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the page keep what is half typed."""
        if self.page is not None and not self.page.may_leave(self.close):
            event.ignore()
        else:
            super().closeEvent(event)

    def _lay_out(self) -> None:
        self._top = TopBar()
        self.search = self._top.search
        self.search.returnPressed.connect(lambda: self.found.emit(self.search.text().strip()))
        self._top.places.clicked.connect(lambda: self.navigation.open_menu(self._top.places))
        self._top.palette_wanted.connect(self.open_palette)
        self._top.lock_wanted.connect(partial(self._do, "lock"))
        notes: QVBoxLayout = column(self.messages, self._jobs, gap=6, margins=(24, 0, 24, 4))
        self._notes = QWidget()
        self._notes.setLayout(notes)
        right = QWidget()
        right.setProperty("part", "paper")
        inner = column(self._top, self._notes, gap=0)
        inner.addWidget(self._stack, 1)
        right.setLayout(inner)
        across = row(self.navigation, right, gap=0)
        across.setStretch(1, 1)
        whole = QWidget()
        whole.setLayout(across)
        self.setCentralWidget(whole)

    def _add_place_keys(self, places: Sequence[Place]) -> None:
        for place in places:
            if place.shortcut:
                shortcut = QShortcut(QKeySequence(place.shortcut), self)
                shortcut.activated.connect(partial(self.go, place.key))

    def _own_handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": self._undo,
            "redo": self._redo,
            "find": lambda: self.search.setFocus(Qt.FocusReason.TabFocusReason),
            "back": self.back,
            "palette": self.open_palette,
            "next_pane": partial(self._to_pane, 1),
            "previous_pane": partial(self._to_pane, -1),
            "lock": self.lock_wanted.emit,
            "quit": self.close,
            "zoom_in": partial(self._zoom, 1),
            "zoom_out": partial(self._zoom, -1),
            "zoom_reset": partial(self._zoom, 0),
            **{
                f"theme_{name}": partial(self._settings.set, theme=name)
                for name in ("system", *THEMES)
            },
            **{
                f"language_{tongue}": partial(self._settings.set, language=str(tongue))
                for tongue in Language
            },
            "help": self._help,
            "keys": self._show_keys,
        }

    def _answers(self, key: str) -> Callable[[], object] | None:
        """Return what a command does here and now: the page's answer comes first."""
        if (key == "undo" and self._undoable is None) or (
            key == "redo" and self._redoable is None
        ):
            return None
        page = self.page
        answer = page.commands().get(key) if page is not None else None
        answer = answer or self._handlers.get(key)
        if answer is None and key in self._places:
            return partial(self.go, key)
        return answer

    def _do(self, key: str) -> None:
        answer = self._answers(key)
        if answer is not None:
            answer()

    def _leave_then(self, then: Callable[[], object]) -> None:
        page = self.page
        if page is None or page.may_leave(then):
            then()

    def _arrive(self, key: str, args: dict[str, object], *, remember: bool) -> None:
        place = self._places[key]
        is_new = not self._stack.holds(key) or (place.again and remember)
        focused = self.focusWidget()
        if is_new and focused is not None and self._stack.isAncestorOf(focused):
            focused.clearFocus()  # or Qt moves it into the new page, too early to be heard
        if remember:
            if self._trail and self._trail[-1][0] == key:
                self._trail.pop()
            self._trail.append((key, args))
        self.messages.dismiss()
        with shown_at_once() if is_new else nullcontext():
            page = self._stack.fetch(place, self, anew=is_new)
            self._stack.setCurrentWidget(page)
            if is_new:
                page.renamed.connect(self._on_renamed)
            page.visit(**args)
        self.reading.arrive()
        self.navigation.show_current(key if place.in_nav else place.under)
        self._menus.refresh(self._answers)
        order_tabs(page)
        wait = settling_ms() if is_new else 0
        if wait:
            hold(self, _ARRIVING_MS)
        if wait and not self.isActiveWindow():
            when_active(self, lambda: self._settle(_OPENED_MS))
        elif wait:
            self._settling.start(wait)
        else:
            self._settle()

    def _settle(self, heard_ms: int = _HEARD_MS) -> None:
        hold(self, heard_ms)
        if self.page is not None:
            page_changed(self.page, self.page.heading, self.page.first_focus())
            announce(self, self.page.arrive())

    def _step_back(self) -> None:
        left, _ = self._trail.pop()
        key, args = self._trail[-1]
        self._arrive(key, args, remember=False)
        if self._places[left].again and left != key:
            self._stack.drop(left)

    def _on_renamed(self, heading: str) -> None:
        if self.sender() is self.page and self.page is not None:
            page_changed(self.page, heading, None)

    def _on_changed(self, _receipt: Receipt) -> None:
        self._menus.refresh(self._answers)

    def _on_job(self, job: Job) -> None:
        self._jobs.addWidget(JobBar(job, self))

    def _on_undo_changed(self, undo: NamedAction | None, redo: NamedAction | None) -> None:
        self._undoable, self._redoable = undo, redo
        self._menus.rename("undo", tr(_UNDO, name=undo.name()) if undo is not None else None)
        self._menus.rename("redo", tr(_REDO, name=redo.name()) if redo is not None else None)
        self._menus.refresh(self._answers)

    def _undo(self) -> None:
        self._replay(self._undoable, self._operations.undo, _UNDONE)

    def _redo(self) -> None:
        self._replay(self._redoable, self._operations.redo, _REDONE)

    def _replay(self, action: NamedAction | None, how: Callable[..., None], said: Text) -> None:
        if action is not None:
            message = tr(said, name=action.name())
            how(owner=self, done=lambda _receipt: self.say(message))

    def _on_settings(self, before: Settings, now: Settings) -> None:
        if (before.theme, before.zoom_percent) != (now.theme, now.zoom_percent):
            look().wear(now.theme, now.zoom_percent)
        if before.language != now.language:
            place, args = self._trail[-1] if self._trail else ("", {})
            self.rebuild_wanted.emit(place, args)

    def _zoom(self, step: int) -> None:
        percent = zoomed(self._settings.now.zoom_percent, step)
        self._settings.set(zoom_percent=percent)
        announce(self, tr(_ZOOM, percent=percent))

    def _help(self) -> None:
        self.help_wanted.emit(self.page.help_name if self.page is not None else "index")

    def _show_keys(self) -> None:
        read_out(self, KEYS, key_list(self._places.values()))

    def _panes(self) -> list[QWidget]:
        panes: list[QWidget] = []
        if self.navigation.isVisibleTo(self):
            panes.append(self.navigation)
        panes.append(self._top)
        if first_stop(self._notes) is not None:
            panes.append(self._notes)
        return panes + (self.page.panes() if self.page is not None else [])

    def _to_pane(self, step: int) -> None:
        pane = pane_after(self._panes(), self.focusWidget(), step)
        if pane is self.navigation:
            self.navigation.enter()
            return
        stop = self.search if pane is self._top else first_stop(pane)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _fold(self) -> None:
        folded = look().folds or self.width() < look().px(_FOLD_WIDTH)
        self.navigation.setVisible(not folded)
        self._top.fold(folded=folded)
