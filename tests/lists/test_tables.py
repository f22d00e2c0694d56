"""Tables and lists of work, by keyboard and as they are heard."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from db.fields.text import Text
from desktop.announce import last_announcement
from desktop.lists.column_widths import Wish, shared_out
from desktop.lists.columns import Column
from desktop.lists.filter_bar import Filter, FilterBar
from desktop.lists.record_table import RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import WINDOW, RecordTableModel, WindowedTableModel
from desktop.lists.work_list import WorkItem, WorkList
from desktop.messages import ReadingBox
from desktop.theme.look import look


@dataclass(frozen=True)
class Row:
    """An invented row."""

    id: int
    name: str
    town: str = ""


COLUMNS = [
    Column(Text("姓名", "Name"), lambda row: row.name, 120, key="name"),
    Column(Text("乡镇", "Town"), lambda row: row.town, key="town"),
]
ROWS = [Row(1, "潘阿妹", "木黄镇"), Row(2, "石光荣"), Row(3, "安小三", "合水镇")]
NAME = Text("个案", "Caseload")


@pytest.fixture
def table(qtbot, dressed):
    holder = QWidget()
    holder.setLayout(QVBoxLayout())
    made = RecordTable(NAME, RecordTableModel(COLUMNS, ROWS))
    holder.layout().addWidget(made)
    holder.layout().addWidget(QPushButton("后"))
    qtbot.addWidget(holder)
    holder.show()
    made.setFocus()
    made.holder = holder
    return made


def test_arriving_there_is_a_current_row_and_tab_leaves(qtbot, table) -> None:
    assert table.accessibleName() == "个案"
    assert table.record() == ROWS[0]
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert table.holder.focusWidget() is not table


def test_enter_opens_the_current_row(qtbot, table) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]


def test_f4_shows_the_whole_row_without_empty_cells(qtbot, table) -> None:
    qtbot.keyClick(table, Qt.Key.Key_F4)
    box = table.holder.findChild(ReadingBox)
    assert box.text.toPlainText() == "姓名：潘阿妹\n乡镇：木黄镇"
    box.accept()


def test_sorting_keeps_the_row_and_is_announced(qtbot, table) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert [row.id for row in table.model().rows()] == [3, 1, 2]
    assert table.record() == ROWS[0]
    assert "已按乡镇" in last_announcement(table)
    qtbot.keyClick(table, Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert [row.id for row in table.model().rows()] == [1, 3, 2]


def test_a_row_is_one_sentence_when_the_person_wants_that(table) -> None:
    model = table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 0), role) is None
    model.reads_sentences = True
    assert model.data(model.index(0, 0), role) == "潘阿妹，乡镇 木黄镇"
    assert model.data(model.index(1, 0), role) == "石光荣"


def a_wish(content: int, base: int, *, takes_rest: bool = False) -> Wish:
    return Wish(heading=40, content=content, base=base, takes_rest=takes_rest)


def test_columns_with_room_to_spare_give_it_to_those_that_are_cut() -> None:
    wishes = [a_wish(60, 150), a_wish(300, 150), a_wish(90, 170, takes_rest=True)]
    assert shared_out(460, wishes) == [70, 300, 90]
    assert shared_out(1_000, wishes) == [150, 300, 550]


def test_in_little_room_every_column_keeps_what_says_something() -> None:
    wishes = [*[a_wish(200, 190)] * 4, a_wish(400, 170, takes_rest=True)]
    assert shared_out(930, wishes) == [190, 190, 190, 190, 170]


def test_a_table_that_scrolls_sideways_cuts_nothing_short_of_most_of_its_room() -> None:
    wishes = [*[a_wish(200, 190)] * 4, a_wish(400, 170, takes_rest=True)]
    assert shared_out(600, wishes) == [200, 200, 200, 200, 360]


def test_a_column_that_takes_the_rest_never_collapses(qtbot, dressed) -> None:
    many = [Column(Text(f"第 {n} 列", f"Column {n}"), lambda r: r.name, 190) for n in range(5)]
    rest = Column(Text("内容", "Value"), lambda _row: "说好下周去看岗位，再定。")
    table = RecordTable(NAME, RecordTableModel([*many, rest], ROWS))
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    dressed("light", 200)
    header = table.horizontalHeader()
    assert header.sectionSize(5) >= look().px(100)
    assert header.length() > table.viewport().width()
    table.resize(2_400, 300)
    assert header.length() == table.viewport().width()


def test_a_width_set_with_the_mouse_stays_when_rows_come(qtbot, table) -> None:
    table.horizontalHeader().resizeSection(0, 333)
    table.model().set_rows([*ROWS, Row(4, "一个名字很长很长很长的人")])
    table.holder.resize(900, 300)
    assert table.horizontalHeader().sectionSize(0) == 333


class Fetcher:
    """Answers when it is told to, as the background does."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self._waiting: list = []

    def __call__(self, ids, deliver) -> None:
        self.asked.append(list(ids))
        self._waiting.append((list(ids), deliver))

    def answer(self) -> None:
        waiting, self._waiting = self._waiting, []
        for ids, deliver in waiting:
            deliver({number: Row(number, f"人{number}") for number in ids})


def test_fifty_thousand_rows_are_fetched_in_windows_once(qtbot, dressed) -> None:
    fetch = Fetcher()
    model = WindowedTableModel(COLUMNS, fetch)
    model.set_ids(range(50_000))
    table = RecordTable(NAME, model)
    qtbot.addWidget(table)
    table.show()
    assert model.data(model.index(0, 0)) == "…"
    fetch.answer()
    assert model.data(model.index(0, 0)) == "人0"
    table.go_to_row(49_999)
    assert model.row_at(49_999) is None
    fetch.answer()
    assert table.record() == Row(49_999, "人49999")
    assert all(len(ids) <= WINDOW for ids in fetch.asked)
    starts = [ids[0] for ids in fetch.asked]
    assert len(starts) == len(set(starts))


def test_rows_that_come_too_late_are_not_shown(dressed) -> None:
    fetch = Fetcher()
    model = WindowedTableModel(COLUMNS, fetch)
    model.set_ids([1, 2])
    model.row_at(0)
    model.set_ids([8, 9])
    fetch.answer()
    assert model.row_at(0) is None
    fetch.answer()
    assert model.row_at(0) == Row(8, "人8")


def item(key: int, **given) -> WorkItem:
    return WorkItem(
        **{
            "key": key,
            "icon": "house",
            "name": f"人{key}",
            "action": "核查家庭",
            "group": "逾期",
        }
        | given
    )


@pytest.fixture
def work(qtbot, dressed):
    made = WorkList(Text("今天的事", "Today"))
    made.set_items(
        [item(1, chip="逾期 3 天", place="木黄镇", why="应在 11月20日"), item(2), item(3)]
    )
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.setFocus()
    return made


def test_a_card_is_heard_as_one_sentence(work) -> None:
    cell = QAccessible.queryAccessibleInterface(work).child(0)
    assert work.model().columnCount() == 1
    assert work.item().sentence() == "人1，逾期 3 天，木黄镇，应在 11月20日。回车：核查家庭"
    assert cell is not None


def test_enter_and_a_click_on_the_button_act(qtbot, work) -> None:
    qtbot.keyClick(work, Qt.Key.Key_Down)
    with qtbot.waitSignal(work.acted) as acted:
        qtbot.keyClick(work, Qt.Key.Key_Return)
    assert acted.args[0].key == 2
    row = work.visualRect(work.model().index(2, 0))
    spot = work.itemDelegate().button_rect(work.items()[2], row).center()
    with qtbot.waitSignal(work.acted) as acted:
        qtbot.mouseClick(work.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert acted.args[0].key == 3


def test_loading_again_stays_on_the_same_work(qtbot, work) -> None:
    qtbot.keyClick(work, Qt.Key.Key_Down)
    work.set_items([item(3), item(2)])
    assert work.item().key == 2
    work.set_items([item(3)])
    assert work.item().key == 3


def test_cards_grow_with_zoom_and_never_scroll_sideways(qtbot, work, dressed) -> None:
    qtbot.waitUntil(lambda: work.height() > 100)
    before = work.height()
    dressed("dark", 200)
    qtbot.waitUntil(lambda: work.height() > 1.4 * before)
    assert work.horizontalScrollBar().maximum() == 0


def test_a_filter_tells_what_was_chosen_and_can_be_cleared(qtbot, dressed) -> None:
    bar = FilterBar([Filter("town", Text("乡镇", "Town"), [("a", "木黄镇")])])
    qtbot.addWidget(bar)
    bar.show()
    with qtbot.waitSignal(bar.changed):
        bar.choose("town", "a")
    assert bar.chosen() == {"town": "a"}
    clear = bar.findChild(QPushButton, "clear_filters")
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert bar.chosen() == {}


def test_an_empty_place_offers_the_first_thing_to_do(qtbot, table) -> None:
    swap, done = Swap(QWidget()), []
    qtbot.addWidget(swap)
    swap.show()
    swap.show_empty(
        "还没有", "先导入。", act=Text("导入", "Import"), then=lambda: done.append(1)
    )
    qtbot.mouseClick(swap.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert done == [1]
    swap.show_content()
    assert swap.currentIndex() == 0
