"""村名单: choose a village; the list of its clients is then looked at, saved and printed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.domain.clients.client import Client
from db.fields.field import field_of
from db.fields.text import Text
from db.ports import Store
from db.usecases.papers.village_list import Place
from desktop.language import tr
from desktop.lists.columns import Column
from desktop.lists.record_table import MenuEntry, RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.messages import Announced
from desktop.screens.frame.late_form import sentence_rows
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.search_line import SearchLine, fits
from desktop.screens.frame.welcome_states import NO_CLIENTS, NOBODY_FITS

_TITLE = Text("村名单", "Village lists")
_LEAD = Text(
    "选一个村，做出名单。名单给办公室用，不发给本人。",
    "Choose a village to make its list. It is for the office, not for the people on it.",
)
_MAKE = Text("做名单", "Make the list")
_VILLAGES, _PEOPLE = Text("有服务对象的村", "Villages with clients"), Text("人数", "People")
_PEOPLE_COUNT = Text("{number} 人", "{number}")
_SEARCH, _HOW = Text("找村", "Find a village"), Text("村、乡镇或拼音", "Village, township")
_COUNT = Text("共 {number} 个村", "Villages: {number}")
_SHOWN = Text("显示 {number} 个村", "Villages shown: {number}")
_NONE_FIT = Text("没有符合的", "Nothing fits")
_COUNSELLOR = "counsellor"
_NO_VILLAGE = Text("还没有登记村", "No village is recorded yet")
_NO_VILLAGE_WHAT = Text(
    "在服务对象的资料里填了村，这里就能做名单。",
    "Once villages are filled in on clients’ pages, their lists can be made here.",
)
_SEE_CLIENTS = Text("看个案", "See the caseload")


@dataclass(frozen=True, slots=True)
class Village:
    """A village as the records write it, and how many clients live there."""

    county: str | None
    township: str | None
    village: str
    people: int

    @property
    def place(self) -> Place:
        """What tells it from the others."""
        return Place(county=self.county, township=self.township, village=self.village)


def villages(store: Store) -> tuple[Village, ...]:
    """Return every village in which a client lives, by township and name.

    A counsellor sees those whom her lists hold: her own clients and those nobody has.
    """
    owner = store.owner
    own = (None, owner.staff_id) if owner.role == _COUNSELLOR else ()
    with store.reading() as reading:
        found = Counter(
            (client.county, client.township, client.village)
            for client in reading[Client].every()
            if client.village and (not own or client.counsellor_id in own)
        )
    every = [Village(*place, people=number) for place, number in found.items()]
    return tuple(sorted(every, key=lambda v: (v.county or "", v.township or "", v.village)))


class VillagesPage(LatePage):
    """Villages to choose from."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = ("client",)
    help_name: ClassVar[str] = "summary"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._villages: tuple[Village, ...] = ()
        self.set_lead(_LEAD)
        self._make = self.add_button(
            _MAKE, self.make_current, primary=True, icon="clipboard-list", name="make_list"
        )
        self.search = SearchLine(_SEARCH, _HOW)
        self.search.searched.connect(lambda _typed: self._show_some())
        self.count = Announced()
        columns = [
            Column(field_of(Client, "village").label, lambda v: v.village, 200),
            Column(field_of(Client, "township").label, lambda v: v.township or ""),
            Column(
                _PEOPLE, lambda v: tr(_PEOPLE_COUNT, number=v.people), 120,
                order=lambda v: v.people,
            ),
        ]  # fmt: skip
        self._model = RecordTableModel(columns, key=lambda village: village.place)
        self.table = RecordTable(
            _VILLAGES, self._model, menu=self._menu, sentences=sentence_rows(desk)
        )
        self.table.opened.connect(self._make_list)
        self.swap = Swap(self.table)
        self.body.addWidget(self.search)
        self.body.addWidget(self.count)
        self.body.addWidget(self.swap, 1)

    def load(self) -> None:
        """Read the villages."""
        self.swap.show_loading()
        self.operations.read(
            villages,
            owner=self,
            done=self._show,
            failed=lambda problem: self.swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin in the table, where there is something in it."""
        return self.table if self._model.rows() else super().first_focus()

    def make_current(self) -> None:
        """Make the list of the current village."""
        village = self.table.record()
        if village is not None:
            self._make_list(village)

    def _make_list(self, village: Village) -> None:
        self.desk.go("summary", village=village.place)

    def _menu(self, village: Village) -> list[MenuEntry]:
        return [(_MAKE, lambda: self._make_list(village))]

    def _show(self, found: tuple[Village, ...]) -> None:
        self._villages = found
        self._show_some(quietly=True)
        self.arrived()

    def _show_some(self, *, quietly: bool = False) -> None:
        query = self.search.typed()
        rows = [each for each in self._villages if fits(query, each.village, each.township)]
        kept = self.table.record()
        self._model.set_rows(rows)
        if kept is not None:
            self.table.go_to_key(kept.place)
        self.count.tell(tr(_SHOWN if query else _COUNT, number=len(rows)), quietly=quietly)
        for part in (self.search, self.count):
            part.setVisible(bool(self._villages))
        self._make.setEnabled(bool(rows))
        if rows:
            self.swap.show_content()
        elif self._villages:
            self.swap.show_empty(_NONE_FIT, NOBODY_FITS.what_to_do, icon=NOBODY_FITS.icon)
        else:
            self.swap.show_empty(
                _NO_VILLAGE, _NO_VILLAGE_WHAT, icon=NO_CLIENTS.icon,
                act=_SEE_CLIENTS, then=lambda: self.desk.go("clients"),
            )  # fmt: skip
