"""Speech of the screen reader: announcements, and widgets that speak as they should.

Measured with Orca 43 (Debian 12) and PySide6 6.12. ``begin`` is called once, before the first
window.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

_MNEMONIC = re.compile(r"\s*[(（]&\w[)）]|&(?=[^&])")
_ROLE = "spoken_role"
_SETTLE_MS = 150
_TOGETHER_MS = 60
"""Announcements made within this time are spoken as one, or the first would be cut off."""


def plain(words: str) -> str:
    """Return a label without mnemonic, colon and star: ``姓名(&N)：`` gives ``姓名``."""
    return _MNEMONIC.sub("", words).strip().rstrip(":：*")


def announce(widget: QWidget, message: str, *, urgent: bool = False) -> None:
    """Have the screen reader say ``message`` without moving the focus.

    Orca before 45.2 is silent on announcement events, so on Linux a tiny widget of the role
    Notification is shown instead. Nothing happens when no screen reader runs.
    """
    if not message:
        return
    window = widget.window()
    if sys.platform.startswith("linux"):
        _announcer_of(window).say(message)
        return
    event = QAccessibleAnnouncementEvent(widget, message)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def hold(window: QWidget, ms: int) -> None:
    """Keep back what is announced in a window for so long, then say all of it at once.

    Orca drops announcements made while it takes in a new page (see ``shown_at_once``).
    """
    if QAccessible.isActive() and sys.platform.startswith("linux"):
        _announcer_of(window).hold(ms)


def tells_itself(widget: QWidget, before: str) -> bool:
    """Tell whether the screen reader says a widget's new description without being asked.

    Orca does when the focus comes to the widget, and when the description of what has the
    focus changes; an announcement of the same words would be heard a second time.

    Args:
        widget: What was just described and has the focus or is about to get it.
        before: Its description before.
    """
    is_heard = not widget.hasFocus() or widget.accessibleDescription() != before
    return QAccessible.isActive() and sys.platform.startswith("linux") and is_heard


def page_changed(page: QWidget, title: str, focus_to: QWidget | None) -> None:
    """Say that another page is shown: window title, focus, announcement, in this order."""
    window = page.window()
    window.setWindowTitle(f"{title} - {QApplication.applicationDisplayName() or 'Yiyi'}")
    if focus_to is not None:
        # The reason of a Tab selects the whole text; else Orca loses its last character.
        focus_to.setFocus(Qt.FocusReason.TabFocusReason)
    said = [title]
    if isinstance(focus_to, QLineEdit | QPlainTextEdit):
        # Orca is often silent about the first focus in a text field that was just made.
        said.append(focus_to.accessibleName())
    for part in said:
        announce(page, part)  # one by one: what was said already is not said again


@contextmanager
def shown_at_once() -> Iterator[None]:
    """Build and show many widgets without an event for each of them.

    Orca 43 drops what happens while it takes in a few hundred new widgets, the focus and
    announcements included (measured: a form of 34 fields opened in silence). It finds the
    widgets when the focus goes into them.
    """
    was_active = QAccessible.isActive()
    if was_active:
        QAccessible.setActive(False)
    try:
        yield
    finally:
        if was_active:
            QAccessible.setActive(True)


def settling_ms() -> int:
    """Return how long a new page stands before the focus goes into it, so that it is heard.

    Without a screen reader, and on Windows, there is no wait.
    """
    return _SETTLE_MS if QAccessible.isActive() and sys.platform.startswith("linux") else 0


class _Announcer(QLabel):
    """Carries announcements on Linux: Orca speaks a Notification when it starts showing."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("announcer")
        self.resize(1, 1)
        self.message = ""
        self._waiting: list[str] = []
        self._held = QDeadlineTimer(0)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._speak)
        self.hide()

    def say(self, message: str) -> None:
        if message not in self._waiting:
            self._waiting.append(message)
        self._timer.start(max(_TOGETHER_MS, self._held.remainingTime()))

    def hold(self, ms: int) -> None:
        self._held = QDeadlineTimer(ms)
        if self._waiting:
            self._timer.start(max(_TOGETHER_MS, ms))

    def _speak(self) -> None:
        self.message, self._waiting = "\n".join(self._waiting), []
        self.hide()
        # Without this Orca repeats the words it knows from before.
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.show()


def _announcer_of(window: QWidget) -> _Announcer:
    found = window.findChild(_Announcer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found or _Announcer(window)


def last_announcement(widget: QWidget) -> str:
    """Return what was announced last in a widget's window, on Linux; for tests."""
    found = widget.window().findChild(
        _Announcer, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    if found is None:
        return ""
    return "\n".join(found._waiting) or found.message


class _AnnouncerInterface(QAccessibleWidget):
    def __init__(self, announcer: _Announcer) -> None:
        super().__init__(announcer, QAccessible.Role.Notification)
        self._announcer = announcer

    def text(self, which: QAccessible.Text) -> str:
        return self._announcer.message if which == QAccessible.Text.Name else ""


class _RoleInterface(QAccessibleWidget):
    """A widget of another role than Qt would give it."""

    def __init__(self, widget: QWidget, role: QAccessible.Role) -> None:
        super().__init__(widget, role)


def set_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Give a plain widget a role, before it is first shown."""
    widget.setProperty(_ROLE, role.value)


class Tidy(QObject):
    """Puts every widget right when it is first shown; has keys do what a listener expects.

    It is also the one that makes the accessible interfaces: Qt keeps no Python reference to
    them, so they are kept here for as long as the program runs.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._interfaces: list[QAccessibleInterface] = []

    def interface(self, _key: str, thing: QObject) -> QAccessibleInterface | None:
        """Return our own interface of the few widgets that need one."""
        made: QAccessibleInterface
        if type(thing) is _Announcer:
            made = _AnnouncerInterface(thing)
        elif isinstance(thing, QStackedWidget):
            # The role Qt gives a stack of pages is read out on every visit.
            made = _RoleInterface(thing, QAccessible.Role.Client)
        elif isinstance(thing, QWidget) and thing.property(_ROLE) is not None:
            made = _RoleInterface(thing, QAccessible.Role(thing.property(_ROLE)))
        else:
            return None
        self._interfaces.append(made)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tidy a widget; let Enter press a button, and Up and Down open a combo box."""
        kind = event.type()
        if kind == QEvent.Type.Polish and isinstance(watched, QWidget):
            tidy(watched)
        elif kind == QEvent.Type.KeyPress and isinstance(watched, QPushButton):
            pressed = cast("QKeyEvent", event)
            # Qt leaves Enter to a dialog's default button, whichever button has the focus, and
            # outside dialogs it does nothing; nothing tells a listener why.
            if pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not pressed.isAutoRepeat():
                    watched.click()
                return True
        elif kind == QEvent.Type.KeyPress and isinstance(watched, QComboBox):
            pressed = cast("QKeyEvent", event)
            # Orca is silent when the value of a closed combo box changes.
            if (
                not watched.isEditable()
                and pressed.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
                and not pressed.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            ):
                watched.showPopup()
                return True
        elif kind == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            # Scrolling a form must not change an answer.
            event.ignore()
            return True
        return False


def tidy(widget: QWidget) -> None:
    """Make one widget reachable, leavable and named."""
    if isinstance(widget, QLineEdit):
        # The first caret event, sent over the first focus, silences Orca; so send it now.
        widget.home(False)
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        widget.setTabChangesFocus(True)
    elif isinstance(widget, QScrollArea):
        widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    elif isinstance(widget, QTableView | QListView):
        widget.setTabKeyNavigation(False)
    elif isinstance(widget, QTabBar):
        for index in range(widget.count()):
            widget.setAccessibleTabName(index, plain(widget.tabText(index)))
    if not widget.accessibleName():
        _name(widget)


def _name(widget: QWidget) -> None:
    if isinstance(widget, QLabel):
        buddy = widget.buddy()
        if "&" in widget.text() and buddy is not None:
            widget.setAccessibleName(plain(widget.text()))
            if not buddy.accessibleName():
                buddy.setAccessibleName(plain(widget.text()))
    elif isinstance(widget, QAbstractButton) and "&" in widget.text():
        widget.setAccessibleName(plain(widget.text()))
    elif isinstance(widget, QGroupBox) and "&" in widget.title():
        widget.setAccessibleName(plain(widget.title()))


def begin(app: QApplication) -> None:
    """Make the whole program speak well; call it once, before the first window."""
    if app.findChild(Tidy) is not None:
        return
    made = Tidy(app)
    QAccessible.installFactory(made.interface)
    app.installEventFilter(made)
