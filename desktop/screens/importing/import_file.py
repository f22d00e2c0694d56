"""Step 1 of an import: which file."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.language import tr
from desktop.screens.entry.entry_pieces import TypedLine
from desktop.screens.frame.files import ask_open
from desktop.theme.pieces import button, card, column, wraps

_FILES = Text(
    "名单 (*.xlsx *.xls *.ods *.csv *.txt)", "Rosters (*.xlsx *.xls *.ods *.csv *.txt)"
)
_FILE = Text("名单文件", "Roster file")
_FILE_HELP = Text(
    "可以粘贴路径，或把文件拖到这一页。", "Paste its path, or drag the file onto this page."
)
_OPEN, _CHOOSE = Text("打开", "Open"), Text("选文件…", "Choose file…")
_AGAIN = Text("上次的文件：{name}", "The last file: {name}")
_NO_FILE = Text("请选一个名单文件。", "Choose a roster file.")
_NOT_THERE = Text(
    "找不到这个文件。请检查路径，或重新选。",
    "There is no such file. Check the path or choose again.",
)


class FileStep(QWidget):
    """A path that can be typed, a dialog, and the file of the last time.

    Signals:
        chosen: A file that is there; carries its ``Path``.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._line = TypedLine(_FILE, _FILE_HELP, name="file")
        self._line.edit.returnPressed.connect(self._take_typed)
        self._last_path = Path()
        self._last: QPushButton = button("", self._take_last, part="quiet", name="last_file")
        self._last.hide()
        choose = button(
            _CHOOSE, self.choose, part="primary", icon="folder-open", name="choose_file"
        )
        take = button(_OPEN, self._take_typed, name="open_file")
        inside = card(self._line, wraps(choose, take), self._last)
        self.setLayout(column(inside, None, gap=12))

    @property
    def line(self) -> QWidget:
        """Where the path is typed."""
        return self._line.edit

    def choose(self) -> None:
        """Ask for the file."""
        ask_open(self, _FILE, _FILES, self.take)

    def take(self, path: Path) -> None:
        """Go on with a file if it is there."""
        if self._line.typed() != str(path):
            self._line.set_typed(str(path))
        if path.is_file():
            self._line.tell(None)
            self.chosen.emit(path)
        else:
            self._line.tell(Problem(_NOT_THERE))

    def tell(self, problem: Problem) -> None:
        """Show why the file cannot be read."""
        self._line.tell(problem)

    @property
    def trouble(self) -> str:
        """What is shown to be wrong; empty when nothing is."""
        return self._line.trouble

    def offer_last(self, written: str | None) -> None:
        """Offer the file of the last time while it is still there."""
        if written and Path(written).is_file():
            self._last_path = Path(written)
            self._last.setText(tr(_AGAIN, name=self._last_path.name))
            self._last.show()

    def _take_typed(self) -> None:
        typed = self._line.typed().strip().strip('"')
        if typed:
            self.take(Path(typed))
        else:
            self._line.tell(Problem(_NO_FILE))

    def _take_last(self) -> None:
        self.take(self._last_path)
