"""The help: one chapter for each page, searchable, read as plain text."""

from functools import cache
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

import resources
from db.fields.text import Language, Text
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.table_model import RecordTableModel
from desktop.screens.frame.beside import Beside
from desktop.screens.frame.page import Desk, Page
from desktop.theme.look import size

_TITLE = Text("帮助", "Help")
_LEAD = Text(
    "左边选一章，右边是内容，可以逐行读。F6 在两边之间走，Alt+左 返回。",
    "Choose a chapter; its text is beside it, to be read line by line. F6 moves between them, "
    "Alt+Left goes back.",
)
_BY_TAB = Qt.FocusReason.TabFocusReason
_CHAPTERS = Text("章节", "Chapters")
_TEXT_HEIGHT = 300
_CHAPTER = Text("章", "Chapter")
_TEXT = Text("帮助内容", "Text of the chapter")


class HelpPage(Page):
    """Chapters beside their text."""

    help_name: ClassVar[str] = "index"
    scrolls: ClassVar[bool] = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self.set_lead(_LEAD)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setObjectName("help_text")
        self.text.setAccessibleName(tr(_TEXT))
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._model = RecordTableModel(
            [Column(_CHAPTER, lambda name: chapter_title(name, current()))],
            chapters(),
            key=lambda name: name,
        )
        self.table = RecordTable(_CHAPTERS, self._model)
        self.table.current_changed.connect(self._show)
        self.table.opened.connect(lambda _name: self.text.setFocus(_BY_TAB))
        size(self.text, min_height=_TEXT_HEIGHT)
        self.body.addWidget(Beside(self.table, self.text, shares=(1, 2)), 1)

    def open(self, **args: object) -> None:
        """Show the chapter ``name``."""
        name = str(args.get("name") or "index")
        self.table.go_to_key(name if name in chapters() else "index")
        self._show(self.table.record())

    def first_focus(self) -> QWidget:
        """Return the text: who asks for help wants to read."""
        return self.text

    def _show(self, name: str | None) -> None:
        if name is not None:
            self.text.setPlainText(chapter_text(name, current()))


@cache
def chapters() -> tuple[str, ...]:
    """Return the names of the chapters, the overview first."""
    names = sorted(path.stem for path in resources.path("help/zh").glob("*.md"))
    return ("index", *(name for name in names if name != "index"))


def chapter_title(name: str, language: Language) -> str:
    """Return the first heading of a chapter."""
    return _written(name, language).splitlines()[0].lstrip("# ").strip()


def chapter_text(name: str, language: Language) -> str:
    """Return a chapter as plain lines: headings and list marks in words a voice can read."""
    lines = [
        line.lstrip("#").strip() if line.startswith("#") else line.replace("**", "")
        for line in _written(name, language).splitlines()
    ]
    return "\n".join(line.replace("`", "") for line in lines if line.strip())


def _written(name: str, language: Language) -> str:
    return resources.path(f"help/{language.value}/{name}.md").read_text("utf-8")
