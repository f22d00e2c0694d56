"""Choose a client by searching, when a page is opened without one."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from db.fields.codes import code_list
from db.fields.text import Text
from db.ports import Store
from db.search.person import NO_FILTERS, PersonRow
from db.search.person import Page as PersonPage
from desktop.announce import announce
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.messages import Announced
from desktop.operations import Operations
from desktop.screens.frame.search_line import SearchLine
from desktop.screens.frame.welcome_states import NOBODY_FITS
from desktop.theme.look import size
from desktop.theme.pieces import column

_SEARCH = Text("找服务对象", "Find a client")
_HOW = Text("姓名、拼音、首字母、证号或村", "Name, pinyin, initials, number or village")
_FOUND = Text("找到的人", "People found")
_COUNT = Text("找到 {count} 人，按下键选", "{count} found; press Down to choose")
_MORE = Text("先显示 {count} 人，多打几个字会少些", "The first {count}; type more to see fewer")
_SHOWN = 50
_QUIET_MS = 400

_COLUMNS = (
    Column(Text("姓名", "Name"), lambda p: p.name or "", 150),
    Column(Text("乡镇、村", "Place"), lambda p: f"{p.township or ''}{p.village or ''}"),
    Column(
        Text("残疾类别", "Disability"),
        lambda p: (
            tr(code_list("disability_categories").label(p.category)) if p.category else ""
        ),
        130,
    ),
    Column(Text("出生日期", "Born"), lambda p: p.born_on.isoformat() if p.born_on else "", 130),
)


class ClientPick(QWidget):
    """A line to search and the people found; Down goes into the list, Enter chooses.

    Signals:
        picked: A person was chosen; carries the ``PersonRow``.
    """

    picked = Signal(object)

    def __init__(
        self, operations: Operations, *, sentences: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._asked = 0
        self.search = SearchLine(_SEARCH, _HOW)
        self._model = RecordTableModel(_COLUMNS, key=lambda p: p.row_id)
        self.table = RecordTable(_FOUND, self._model, sentences=sentences)
        size(self.table, min_height=320)
        self._swap = Swap(self.table)
        self.count = Announced()
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(lambda: announce(self, self.count.text()))
        self.setLayout(column(self.search, self.count, self._swap, gap=8))
        self.setFocusProxy(self.search)
        self.search.searched.connect(self._look_for)
        self.table.opened.connect(self.picked)
        self._look_for("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the list on Down; choose the first person on Enter."""
        if event.key() == Qt.Key.Key_Down and self._model.rows():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            person = self.table.record()
            if person is not None:
                self.picked.emit(person)
        else:
            super().keyPressEvent(event)

    def _look_for(self, query: str) -> None:
        self._asked += 1
        number = self._asked
        self._swap.show_loading()

        def find(store: Store) -> PersonPage:
            with store.reading() as reading:
                return reading.find_persons(query, NO_FILTERS, limit=_SHOWN)

        def show(found: PersonPage) -> None:
            if number == self._asked:
                self._show(found)

        self._operations.read(
            find,
            owner=self,
            done=show,
            failed=lambda problem: self._swap.show_failed(
                problem, lambda: self._look_for(query)
            ),
        )

    def _show(self, found: PersonPage) -> None:
        people: list[PersonRow] = list(found.rows)
        self._model.set_rows(people)
        more = found.cursor is not None
        self.count.setText(tr(_MORE if more else _COUNT, count=len(people)))
        self.count.setVisible(bool(people))
        if people:
            self._swap.show_content()
            if self.search.typed():
                self._quiet.start()
        else:
            state = NOBODY_FITS
            self._swap.show_empty(state.heading, state.what_to_do, icon=state.icon)
            announce(self, tr(state.heading))
