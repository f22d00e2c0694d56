"""The ways to speak to the person: message bar, question, and the report of a bug."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QSizePolicy,
    QWidget,
)

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.announce import announce
from desktop.focus import give_back
from desktop.language import current, tr
from desktop.log import places
from desktop.tasks import Job
from desktop.theme.look import repolish, size, wear_icon
from desktop.theme.pieces import Said, button, column, label, picture, row, words, wraps

log = logging.getLogger(__name__)

_DISMISS = Text("知道了", "Dismiss")
_YES, _NO = Text("是", "Yes"), Text("否", "No")
_CLOSE = Text("关闭", "Close")
_STOP = Text("停止", "Stop")
_STOPPING = Text("正在停止……", "Stopping…")
_STOPPED = Text("{title}已停止，没有保存任何内容。", "{title} was stopped; nothing was kept.")
_STOPPED_MIDWAY = Text(
    "{title}已停止，做好的留着。", "{title} was stopped; what was finished stays."
)
_AT = Text("{doing}：第 {done} 个，共 {total} 个", "{doing}: {done} of {total}")
_QUARTER = Text("{title}，{percent}%", "{title}, {percent}%")
_BEGUN = Text("{title}，已开始", "{title} has begun")
_ENDED = Text("{title}，已结束", "{title} has ended")
_CRASH_TITLE = Text("Yiyi 出了差错", "Something went wrong in Yiyi")
_CRASH = Text(
    "刚才的操作没有保存；此前保存过的都在。\n"
    "请把日志文件交给维护人员，里面没有个人信息。\n\n日志：{log}",
    "What you just did was not saved; everything saved before is safe.\n"
    "Give the log file to your maintainer; it holds nothing about people.\n\nLog: {log}",
)
_QUARTERS = 4


class MessageBar(QFrame):
    """One message that stays until it is dismissed, with at most one thing to do about it."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "message")
        self.setObjectName("message_bar")
        self._icon = picture("info")
        self._words = label("")
        self._words.setObjectName("message")
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act = button("")
        self._dismiss = button(_DISMISS, self.dismiss, name="dismiss_message")
        self._clicked: Callable[[], object] | None = None
        self._act.clicked.connect(self._on_act)
        inner = row(
            self._icon, self._words, self._act, self._dismiss, gap=12, margins=(14, 8, 10, 8)
        )
        inner.setStretch(1, 1)
        self.setLayout(inner)
        self.hide()

    @property
    def message(self) -> str:
        """What is shown now; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()

    def tell(
        self,
        said: Said | Problem,
        *,
        tone: str = "",
        act: Text | None = None,
        then: Callable[[], object] | None = None,
    ) -> None:
        """Show and announce a message.

        Args:
            said: The message; a ``Problem`` is shown in the tone ``late``.
            tone: good, late or nothing.
            act: What can be done about it, on a button.
            then: Called when that button is pressed.
        """
        if isinstance(said, Problem):
            message, tone = said.message(current()), tone or "late"
        else:
            message = words(said)
        icon = {"late": "triangle-alert", "good": "circle-check"}.get(tone, "info")
        wear_icon(self._icon, icon, tone if tone in ("late", "good") else "accent", 22)
        self.setProperty("tone", tone)
        self._words.setText(message)
        self._clicked = then
        self._act.setVisible(act is not None)
        self._act.setText(tr(act) if act is not None else "")
        repolish(self)
        self.show()
        announce(self, message, urgent=tone == "late")

    def dismiss(self) -> None:
        """Take the message away."""
        self.hide()
        self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Dismiss on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _on_act(self) -> None:
        clicked = self._clicked
        self.dismiss()
        if clicked is not None:
            clicked()


class JobBar(QFrame):
    """How far a long job is, and a button to stop it. It never takes the focus."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "message")
        self._job = job
        self._told_quarter = 0
        self._words = label(job.title)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr(job.title))
        size(self._bar, width=220)
        self._stop = button(_STOP, self._on_stop, name="stop_job")
        self._stop.setAccessibleName(f"{tr(_STOP)} {tr(job.title)}")
        inner = row(self._words, self._bar, self._stop, gap=12, margins=(14, 8, 10, 8))
        inner.setStretch(0, 1)
        self.setLayout(inner)
        job.moved.connect(self._on_moved)
        job.ended.connect(self._on_ended)
        announce(self, tr(_BEGUN, title=job.title))

    def _on_moved(self, done: int, total: int, doing: Text) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._words.setText(
            tr(_AT, doing=doing, done=f"{done:,}", total=f"{total:,}") if total else tr(doing)
        )
        quarter = _QUARTERS * done // total if total else 0
        if self._told_quarter < quarter < _QUARTERS:
            self._told_quarter = quarter
            announce(self, tr(_QUARTER, title=self._job.title, percent=25 * quarter))

    def _on_stop(self) -> None:
        self._job.cancel()
        self._stop.setEnabled(False)
        self._words.setText(tr(_STOPPING))

    def _on_ended(self) -> None:
        said = _ENDED
        if self._job.is_cancelled:
            said = _STOPPED_MIDWAY if self._job.keeps_finished else _STOPPED
        announce(self.window(), tr(said, title=self._job.title))
        self.hide()
        self.deleteLater()


class Question(QDialog):
    """Asks for a yes or no before something that is hard to take back. No is the default."""

    def __init__(
        self, asker: QWidget, question: Said, *, yes: Text, no: Text, heading: Said
    ) -> None:
        super().__init__(asker.window())
        self.setObjectName("question")
        self.setWindowTitle(words(heading))
        # A screen reader reads the description of a dialog, not the label inside it.
        self.setAccessibleDescription(words(question))
        said = label(question)
        size(said, max_width=520)
        self.yes, self.no = (
            button(yes, self.accept, name="yes"),
            button(no, self.reject, name="no"),
        )
        self.no.setDefault(True)
        self.setLayout(
            column(
                label(heading, "section"), said, wraps(self.no, self.yes),
                gap=16, margins=(24, 20, 24, 20),
            )
        )  # fmt: skip
        self.setMinimumWidth(420)
        self.no.setFocus()


def ask(  # noqa: PLR0913 - a question and both its answers
    asker: QWidget,
    heading: Said,
    question: Said,
    then: Callable[[], object],
    *,
    yes: Text = _YES,
    no: Text = _NO,
    otherwise: Callable[[], object] | None = None,
) -> Question:
    """Ask before doing ``then``; returns at once, the answer comes by calling ``then``.

    Args:
        asker: The screen that asks.
        heading: What it is about, in two to eight characters.
        question: What will happen, and whether it can be taken back.
        then: Called on yes.
        yes: Says what will be done, e.g. 删除.
        no: Says what will not be done; it is the default and what Escape means.
        otherwise: Called on no.
    """
    dialog = Question(asker, question, yes=yes, no=no, heading=heading)
    give_back(dialog)

    def on_finished(result: int) -> None:
        dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            then()
        elif otherwise is not None:
            otherwise()

    dialog.finished.connect(on_finished)
    dialog.open()
    dialog.no.setFocus(Qt.FocusReason.TabFocusReason)
    return dialog


class ReadingBox(QDialog):
    """Words to be read line by line: a whole row, an accessible view of a picture, help."""

    def __init__(self, asker: QWidget, heading: Said, text: str) -> None:
        super().__init__(asker.window())
        self.setObjectName("reading_box")
        self.setWindowTitle(words(heading))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setAccessibleName(words(heading))
        close = button(_CLOSE, self.accept, name="close")
        self.setLayout(column(self.text, row(None, close), gap=12, margins=(20, 18, 20, 18)))
        self.resize(640, 420)


def read_out(asker: QWidget, heading: Said, text: str) -> ReadingBox:
    """Show ``text`` in a box that can be walked through with the arrow keys."""
    box = ReadingBox(asker, heading, text)
    give_back(box)
    box.finished.connect(box.deleteLater)
    box.open()
    box.text.setFocus(Qt.FocusReason.TabFocusReason)
    return box


class BugReporter(QObject):
    """Shows a bug to the person once, and writes it to the log every time."""

    met = Signal(str)

    def __init__(self, log_file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._box: ReadingBox | None = None
        # A bug can be met in any thread; the box is made in the window's.
        self.met.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Take over what Python does with errors nobody caught."""
        sys.excepthook = self._hook

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("nobody caught this", exc_info=(kind, error, trace))
        self.met.emit(places(error))

    def _show(self, _places: str) -> None:
        window = QApplication.activeWindow()
        if self._box is not None or window is None:
            return
        self._box = read_out(window, _CRASH_TITLE, tr(_CRASH, log=self._log_file))
        self._box.finished.connect(self._forget)

    def _forget(self, _result: int) -> None:
        self._box = None


class Announced(QLabel):
    """A line of the page whose changes are announced: result counts, states."""

    def __init__(self, said: Said = "") -> None:
        super().__init__(words(said))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("part", "soft")

    def tell(self, said: Said, *, quietly: bool = False) -> None:
        """Show and announce ``said`` if it is new."""
        shown = words(said)
        if shown != self.text():
            self.setText(shown)
            if not quietly and self.isVisible():
                announce(self, shown)
