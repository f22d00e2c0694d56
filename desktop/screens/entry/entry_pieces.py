"""What the pages before the record is open are made of: lines to type, a calm card."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.announce import announce, tells_itself
from desktop.focus import into_view
from desktop.language import current, tr
from desktop.messages import JobBar
from desktop.tasks import Job
from desktop.theme.look import repolish, size
from desktop.theme.pieces import Said, card, column, label, picture, row, title, words, wraps

_MARK = Text("一一", "Yiyi")
_WHAT = Text("残疾人就业辅导员的个案工作台", "The casework desk of employment counsellors")
_SHOW = Text("显示输入的内容", "Show what is typed")
_WRONG = Text("请改正：{message}", "Please correct: {message}")
_CARD_WIDTH = 640


class TypedLine(QWidget):
    """One line to type, with its label above, help under it and what is wrong under that."""

    def __init__(self, said: Said, help_: Said, *, name: str, secret: bool = False) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self._caption, self._help_line = label(said, "label"), label(help_, "soft")
        self._caption.setBuddy(self.edit)
        size(self.edit, min_height=42)
        self._is_secret = secret
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._trouble = label("", "trouble")
        mark = picture("triangle-alert", "late", 18)
        line = row(mark, self._trouble, gap=8)
        line.setStretch(1, 1)
        line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        self._line = QWidget()
        self._line.setLayout(line)
        self._line.hide()
        self.setLayout(column(self._caption, self.edit, self._help_line, self._line, gap=5))
        self.say(said, help_)

    def say(self, said: Said, help_: Said) -> None:
        """Change label and help, as when the line asks for something else."""
        self._caption.setText(words(said))
        self._help_line.setText(words(help_))
        self.edit.setAccessibleName(words(said))
        self.edit.setAccessibleDescription(words(help_))

    def typed(self) -> str:
        """Return what was typed, as it is."""
        return self.edit.text()

    def set_typed(self, typed: str) -> None:
        """Put something into the line."""
        self.edit.setText(typed)

    def clear(self) -> None:
        """Forget what was typed."""
        self.edit.clear()

    def reveal(self, shown: bool) -> None:
        """Show or hide the characters."""
        echo = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(echo)

    @property
    def trouble(self) -> str:
        """What is shown to be wrong with it; empty when nothing is."""
        return "" if self._line.isHidden() else self._trouble.text()

    def tell(self, problem: Problem | None) -> None:
        """Show what is wrong with it and go there, or that nothing is."""
        said = ""
        if problem is not None:
            said = tr(_WRONG, message=problem.message(current()))
        self._trouble.setText(said)
        self._line.setVisible(bool(said))
        before = self.edit.accessibleDescription()
        # The problem comes first: a listener can stop the help once she has heard it.
        self.edit.setAccessibleDescription(f"{said} {self._help_line.text()}".strip())
        if self.edit.property("wrong") != bool(said):
            self.edit.setProperty("wrong", bool(said))
            repolish(self.edit)
        if said:
            is_heard = tells_itself(self.edit, before)
            self.edit.setFocus(Qt.FocusReason.TabFocusReason)
            if self._is_secret:
                self.edit.selectAll()  # what cannot be read back is typed anew
            into_view(self)
            if not is_heard:
                announce(self.edit, said, urgent=True)


def show_box(*lines: TypedLine) -> QCheckBox:
    """Return the box that shows what is typed into secret lines."""
    box = QCheckBox(tr(_SHOW))
    box.setObjectName("show_typed")
    for line in lines:
        box.toggled.connect(line.reveal)
    return box


class EntryPage(QScrollArea):
    """One page before the record is open: a title, one sentence, its own widgets.

    Signals:
        left: The person goes elsewhere; carries the name of the page.
    """

    left = Signal(str)

    def __init__(self, heading: Text, lead: Said) -> None:
        super().__init__()
        self.heading = tr(heading)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body: QVBoxLayout = column(gap=16)
        self._busy = False
        self._heading: QLabel = title(heading)
        self._lead = label(lead, "soft")
        self._message = QFrame()
        self._message.setProperty("part", "message")
        self._message.setProperty("tone", "late")
        self._said = label("")
        self._said.setObjectName("entry_message")
        mark = picture("triangle-alert", "late", 22)
        shown = row(mark, self._said, gap=12, margins=(14, 10, 14, 10))
        shown.setStretch(1, 1)
        self._message.setLayout(shown)
        self._message.hide()
        self._doing = label("", "label")
        self._doing.hide()
        self._jobs = column(self._doing, gap=6)
        inner = card(self._heading, self._lead, self._message, self._jobs, self.body, gap=12)
        size(inner, max_width=_CARD_WIDTH)
        brand = wraps(label(_MARK, "mark", wraps=False), label(_WHAT, "soft"), gap=14)
        size(brand, max_width=_CARD_WIDTH)
        self._foot = column()
        foot = QWidget()
        foot.setLayout(self._foot)
        size(foot, max_width=_CARD_WIDTH)
        middle = row(None, column(brand, inner, foot, None, gap=18), None, gap=0)
        middle.setStretch(1, 1000)
        whole = QWidget()
        whole.setProperty("part", "paper")
        whole.setLayout(column(middle, None, gap=0, margins=(16, 28, 16, 24)))
        self.setWidget(whole)

    def first_focus(self) -> QWidget | None:
        """Return the widget that has the focus when the page is shown."""
        return None

    def typed(self) -> Mapping[str, str]:
        """Return what was typed that is no secret, for the same page in another language."""
        return {}

    def set_typed(self, typed: Mapping[str, str]) -> None:
        """Put back what ``typed`` returned."""
        del typed

    def set_lead(self, said: str) -> None:
        """Change the sentence under the title."""
        self._lead.setText(said)

    def set_foot(self, foot: QWidget) -> None:
        """Put what belongs to the window under the card."""
        self._foot.addWidget(foot)

    @property
    def message(self) -> str:
        """The problem of the whole page that is shown; empty when there is none."""
        return "" if self._message.isHidden() else self._said.text()

    def tell(self, problem: Problem | None) -> None:
        """Show and announce a problem that is not about one field."""
        message = problem.message(current()) if problem else ""
        self._said.setText(message)
        self._message.setVisible(bool(message))
        if message:
            self.ensureWidgetVisible(self._message)
            announce(self, message, urgent=True)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done for the page; nothing else is begun meanwhile."""
        return self._busy

    def leave_for(self, name: str) -> None:
        """Go to another page, unless something is being done."""
        if not self._busy:
            self.left.emit(name)

    def begin_work(self, said: Text) -> None:
        """Say that something is being done. The focus stays where it is."""
        self.tell(None)
        self._busy = True
        self._doing.setText(tr(said))
        self._doing.show()
        announce(self, tr(said))

    def begin_job(self, job: Job) -> None:
        """Show how far a long job is, and let it be stopped."""
        self.tell(None)
        self._busy = True
        self._jobs.addWidget(JobBar(job, self))

    def end_work(self) -> None:
        """Let the page be used again."""
        self._busy = False
        self._doing.hide()


class BusyPage(EntryPage):
    """Says that something is being got ready."""

    def __init__(self, heading: Text, lead: Said) -> None:
        super().__init__(heading, lead)
        self._heading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def first_focus(self) -> QWidget | None:
        """Return the title: there is nothing to do."""
        return self._heading
