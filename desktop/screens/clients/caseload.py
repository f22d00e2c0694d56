"""个案: everybody, found while typing, filtered, sorted; 50,000 rows without a pause."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from db.domain.clients.divisions import counties, division_name, townships_of
from db.domain.journal.change import Receipt
from db.fields.codes import code_list
from db.fields.text import Text
from db.ports import Store
from db.search.person import Filters, Order, OrderKey, PersonRow
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.filter_bar import Filter, FilterBar, filter_by_codes
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import WINDOW, WindowedTableModel
from desktop.screens.frame.day_words import joined
from desktop.screens.frame.page import Desk, Page
from desktop.screens.frame.welcome_states import NO_CLIENTS, NOBODY_FITS
from desktop.theme.look import size
from desktop.theme.pieces import label, row

_TITLE = Text("个案", "Caseload")
_FIND = Text("在个案里找", "Find in the caseload")
_FIND_HINT = Text(
    "姓名、拼音、首字母、证号、电话后四位、村", "Name, pinyin, initials, a number, village"
)
_REGISTER = Text("登记服务对象", "Register a client")
_IMPORT = Text("导入名单", "Import a roster")
_REGISTER_NAME = Text("登记“{name}”", "Register “{name}”")
_NAME, _CLASS = Text("姓名", "Name"), Text("类别等级", "Disability")
_VILLAGE, _STAGE = Text("村", "Village"), Text("阶段", "Stage")
_STATUS, _NEXT = Text("就业状况", "Work"), Text("下次", "Next")
_COUNTY, _TOWNSHIP = Text("县", "County"), Text("乡镇", "Township")
_CATEGORY, _WHOSE = Text("残疾类别", "Category"), Text("谁的", "Whose")
_MINE = Text("只看我的", "Mine only")
_COUNT = Text("共 {number} 人{order}", "{number} people{order}")
_COUNT_FOUND = Text("找到 {number} 人{order}", "{number} found{order}")
_NOTE, _OPEN = Text("记一笔", "Write a note"), Text("打开", "Open")
_SUMMARY = Text("给本人的文书", "Documents for the person")
_FILED = Text("存档的文书", "Filed documents")
_BY_NEXT = Text("，按下次的日期排，最急的在前", ", the most pressing first")
_BY_FIT = Text("，最像的在前", ", the best match first")
_TYPING_MS = 150
"""So long after the last letter the search begins."""
_SETTLED_MS = 700
"""So long after the last letter the count is spoken; while typing it would only disturb."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to one search: all numbers in order, and the first rows."""

    numbers: Sequence[int]
    first: Mapping[int, PersonRow]
    is_empty_record: bool


class SearchLine(QLineEdit):
    """Where one types whom to find; Down and Enter go on into the table.

    Signals:
        downwards: Down or Enter was pressed.
    """

    downwards = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("find_in_caseload")
        self.setPlaceholderText(tr(_FIND_HINT))
        self.setAccessibleName(tr(_FIND))
        self.setAccessibleDescription(tr(_FIND_HINT))
        self.setClearButtonEnabled(True)
        size(self, min_height=42, max_width=620)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Down and Enter leave the line."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.downwards.emit()
        else:
            super().keyPressEvent(event)


class CaseloadPage(Page):
    """A search field, filters and one long table."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = (
        "client", "case_file", "follow_up", "case_note", "plan_step", "placement",
    )  # fmt: skip
    help_name: ClassVar[str] = "caseload"

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, _TITLE, parent=parent)
        self._owner = desk.operations.store.owner
        self._generation = 0
        self._sorted_by: Order | None = None
        self._ready: dict[int, PersonRow] = {}
        self.add_button(
            _REGISTER, self._register, icon="user-plus", name="register", primary=True
        )
        self.add_button(_IMPORT, partial(desk.go, "import_roster"), icon="file-input")
        self.search = SearchLine()
        self._add_search()
        self.filters = FilterBar(self._filters())
        self.filters.changed.connect(self.load)
        self._model = WindowedTableModel(_columns(self.operations.today), self._fetch)
        self.table = RecordTable(
            _TITLE,
            self._model,
            menu=self._menu,
            sentences=desk.settings is not None and desk.settings.now.row_reading == "sentence",
        )
        self.table.opened.connect(self._open)
        self.table.sort_wanted.connect(self._sort)
        self.swap = Swap(self.table)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.swap, 1)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.load)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._tell_count)
        self._count = ""

    def open(self, **args: object) -> None:
        """Show everybody, or those who answer ``query``."""
        query = args.get("query")
        if isinstance(query, str):
            self.search.setText(query)
            self._is_stale = True
        self.load_if_stale()

    def load(self) -> None:
        """Search in the background; an answer that comes too late is thrown away."""
        self._typing.stop()
        self._generation += 1
        generation, query, filters = self._generation, self.query, self._chosen()
        usual = OrderKey.RELEVANCE if query else OrderKey.NEXT_ON
        order = self._sorted_by or Order(key=usual)

        def done(found: Found) -> None:
            if generation == self._generation:
                self._show(found)

        if not self._model.rowCount():
            self.swap.show_loading()
        self.operations.read(
            lambda store: _find(store, query, filters, order),
            owner=self,
            done=done,
            failed=lambda problem: self.swap.show_failed(problem, self.load),
        )

    @property
    def query(self) -> str:
        """What is looked for."""
        return self.search.text().strip()

    def refresh(self, receipt: Receipt) -> None:
        """Read again when a list line may have changed."""
        super().refresh(receipt)

    def first_focus(self) -> QWidget | None:
        """Begin in the table after a search, else in the search field."""
        return self.table if self.query else self.search

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Answer what can be done with the current row."""
        if not isinstance(self.table.record(), PersonRow):
            return {}
        return {
            "write_note": partial(self._with_current, "note"),
            "edit_client": partial(self._with_current, "client_form"),
            "print_summary": partial(self._with_current, "summary"),
            "filed_documents": partial(self._with_current, "documents"),
            "write_letter": partial(self._with_current, "letter"),
            "move_case": partial(self._with_current, "stage"),
        }

    def _add_search(self) -> None:
        self.search.textEdited.connect(self._on_typed)
        self.search.downwards.connect(self._into_table)
        caption = label(_FIND, "label", wraps=False)
        caption.setBuddy(self.search)
        line = row(caption, self.search, None, gap=12)
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def _into_table(self) -> None:
        if self._model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _filters(self) -> list[Filter]:
        mine = Filter("counsellor", _WHOSE, [(self._owner.staff_id.hex, tr(_MINE))])
        county = self._owner.county
        within = [e.label for e in townships_of(county)]
        places = [(place.zh, tr(place)) for place in within]
        every = [(entry.code, tr(division_name(entry.code))) for entry in counties()]
        where = Filter("township", _TOWNSHIP, places) if places else None
        return [
            filter_by_codes("stage", _STAGE, "case_stages"),
            filter_by_codes("status", _STATUS, "employment_status"),
            filter_by_codes("category", _CATEGORY, "disability_categories"),
            *([where] if where is not None else []),
            Filter("county", _COUNTY, every),
            mine,
        ]

    def _chosen(self) -> Filters:
        return Filters(**self.filters.chosen())

    def _on_typed(self, _typed: str) -> None:
        self._typing.start()
        self._settled.start()

    def _fetch(
        self, numbers: Sequence[int], deliver: Callable[[Mapping[int, PersonRow]], None]
    ) -> None:
        if all(number in self._ready for number in numbers):
            deliver(self._ready)
            return

        def read(store: Store) -> dict[int, PersonRow]:
            with store.reading() as reading:
                return {each.no: each for each in reading.persons(numbers) if each.no}

        self.operations.read(read, owner=self, done=deliver)

    def _show(self, found: Found) -> None:
        kept = self._model.key_at(self.table.currentIndex().row())
        self._ready = dict(found.first)
        self._model.set_ids(found.numbers)
        self._model.row_at(0)  # the first window is there: no row is seen empty
        self._ready = {}
        number, is_narrowed = len(found.numbers), bool(self.query or self.filters.chosen())
        shape = _COUNT_FOUND if is_narrowed else _COUNT
        order = "" if self._sorted_by else tr(_BY_FIT if self.query else _BY_NEXT)
        said = tr(shape, number=f"{number:,}", order=order)
        self._count = said if number else tr(NOBODY_FITS.heading)
        if found.is_empty_record:
            self._count = ""
        self.filters.count.tell(self._count, quietly=self._settled.isActive())
        if number:
            self.table.go_to_key(kept)
            self.swap.show_content()
        else:
            self._show_empty(is_empty_record=found.is_empty_record)

    def _show_empty(self, *, is_empty_record: bool) -> None:
        if is_empty_record:
            state = NO_CLIENTS
            act, then = state.act, partial(self.desk.go, "import_roster")
        else:
            state, name = NOBODY_FITS, self.query
            act, then = None, partial(self._register, name)
            if name and not any(letter.isdigit() for letter in name):
                act = _REGISTER_NAME.filled(name=name)
        self.swap.show_empty(
            state.heading, state.what_to_do, icon=state.icon, act=act, then=then
        )

    def _tell_count(self) -> None:
        """Speak the count once the typing has stopped."""
        if self._count:
            self.filters.count.setText("")
            self.filters.count.tell(self._count)

    def _sort(self, key: str, descending: bool) -> None:
        self._sorted_by = Order(key=OrderKey[key], descending=descending)
        self.load()

    def _register(self, name: str = "") -> None:
        self.desk.go("client_form", client_id=None, name=name)

    def _open(self, person: PersonRow) -> None:
        self.desk.go("client", client_id=UUID(bytes=person.row_id))

    def _with_current(self, place: str) -> None:
        person = self.table.record()
        if isinstance(person, PersonRow):
            self._go(place, person)

    def _go(self, place: str, person: PersonRow) -> None:
        args: dict[str, Any] = {"client_id": UUID(bytes=person.row_id)}
        if place == "note":
            args["name"] = person.name or ""
        self.desk.go(place, **args)

    def _menu(self, person: PersonRow) -> Sequence[MenuEntry]:
        return [
            (_NOTE, partial(self._go, "note", person)),
            (_OPEN, partial(self._open, person)),
            (_SUMMARY, partial(self._go, "summary", person)),
            (_FILED, partial(self._go, "documents", person)),
        ]


def _columns(today: Callable[[], date]) -> list[Column]:
    def coded(codes: str, value: str | None) -> str:
        return tr(code_list(codes).label(value)) if value else ""

    def tone(person: PersonRow) -> str:
        if person.next_on is None or person.next_on > today():
            return ""
        return "late" if person.next_on < today() else "due"

    return [
        Column(_NAME, lambda p: p.name or "", 150, key="NAME"),
        Column(
            _CLASS,
            lambda p: joined(
                [
                    coded("disability_categories", p.category),
                    coded("disability_levels", p.level),
                ],
                " ",
                " ",
            ),
            170,
            key="CATEGORY",
        ),
        Column(_VILLAGE, lambda p: f"{p.township or ''}{p.village or ''}", key="VILLAGE"),
        Column(_STAGE, lambda p: coded("case_stages", p.stage), 130, key="STAGE"),
        Column(_STATUS, lambda p: coded("employment_status", p.status), 180, key="STATUS"),
        Column(
            _NEXT,
            lambda p: p.next_on.isoformat() if p.next_on else "",
            130,
            key="NEXT_ON",
            tone=tone,
        ),
    ]


def _find(store: Store, query: str, filters: Filters, order: Order) -> Found:
    with store.reading() as reading:
        numbers = reading.person_numbers(query, filters, order)
        rows = reading.persons(numbers[:WINDOW])
    is_empty = not numbers and not query and not filters.given()
    return Found(numbers, {each.no: each for each in rows if each.no}, is_empty)
