"""Exchange: my card, my colleagues, handing my work over, taking theirs in."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from db.domain.papers.document import Document
from db.domain.staff import Staff
from db.fields.codes import code_list
from db.fields.text import Text
from db.ports import Store
from db.sync.card import Card, fingerprint, read_card, write_card
from db.usecases.papers.enrolment_sheet import enrolment_sheet
from desktop import exchanging
from desktop.exchanging import Colleague, Handover
from desktop.language import current, tr
from desktop.lists.columns import Column
from desktop.lists.record_table import RecordTable
from desktop.lists.states import Swap
from desktop.lists.table_model import RecordTableModel
from desktop.messages import ask
from desktop.screens.frame.files import ask_open, ask_save
from desktop.screens.frame.page import Desk, Page
from desktop.screens.frame.reading_text import ReadingText
from desktop.theme.pieces import button, card, label, section, wraps
from desktop.workspace import Workspace

_TITLE = Text("交换", "Exchange")
_LEAD = Text(
    "用 U 盘或微信把工作交给督导，或把同事的文件合并进来。文件全部加密，只有指定的人能打开。",
    "Hand your work to your supervisor or merge a colleague’s file. Files are sealed: only the "
    "person named can open them.",
)
_RECEIVE = Text("接收同事的文件", "Take in a colleague’s file")
_ENROL = Text("登记同事的名片", "Enrol a colleague’s card")
_MY_CARD = Text("我的名片", "My card")
_CARD_WHAT = Text(
    "把名片给同事，他们才能给您写文件、认得您的文件。名片不含秘密。",
    "Give your card to colleagues so that they can write files for you and know yours. "
    "Nothing on it is secret.",
)
_FINGERPRINT = Text("指纹：{groups}", "Fingerprint: {groups}")
_MY_PRINT = Text("我的指纹", "My fingerprint")
_SAVE_CARD = Text("保存名片", "Save my card")
_PRINT_CARD = Text("打印名片单", "Print my card")
_COLLEAGUES = Text("同事", "Colleagues")
_HAND_OVER = Text("写一份给 TA", "Write a file for them")
_NAME, _ROLE = Text("姓名", "Name"), Text("角色", "Role")
_COUNTY, _PRINT = Text("县（市、区）", "County"), Text("指纹", "Fingerprint")
_NOBODY = Text("还没有登记同事", "No colleague is enrolled yet")
_NOBODY_WHAT = Text(
    "请同事把名片发来，登记以后就能交接文件。",
    "Ask a colleague for their card; once enrolled you can exchange files.",
)
_CARDS = Text("一一名片 (*.yiyicard)", "Yiyi cards (*.yiyicard)")
_FILES = Text("一一交换文件 (*.yiyi)", "Yiyi exchange files (*.yiyi)")
_CARD_SAVED = Text("名片已保存到 {path}。", "Your card is at {path}.")
_IS_IT_THEM = Text(
    "名片上是 {name}。请打电话核对指纹：{groups}。对得上才登记。",
    "The card says {name}. Compare the fingerprint by telephone: {groups}. Enrol only if it "
    "is the same.",
)
_SAME = Text("核对过，登记", "It is the same, enrol")
_NOT_YET = Text("先不登记", "Not yet")
_ENROLLED = Text("已登记 {name}。", "{name} is enrolled.")
_WRITING = Text("写交换文件", "Writing the exchange file")
_WRITTEN = Text(
    "给 {name} 的第 {number} 份文件已写好并核对，共 {count} 条变更：{path}",
    "File {number} for {name} is written and read back, {count} changes: {path}",
)


class ExchangePage(Page):
    """Cards, colleagues, hand over, take in."""

    help_name: ClassVar[str] = "exchange"

    def __init__(self, desk: Desk, *, workspace: Workspace) -> None:
        super().__init__(desk, _TITLE)
        self._workspace = workspace
        self.set_lead(_LEAD)
        self.add_button(
            _RECEIVE, self.choose_file, primary=True, icon="git-merge", name="receive"
        )
        self.add_button(_ENROL, self.choose_card, icon="user-plus", name="enrol")
        self._save_card = self.add_button(
            _SAVE_CARD, self.choose_card_place, icon="user", name="save_card"
        )
        self.add_button(_PRINT_CARD, self.make_sheet, icon="printer", name="print_card")
        # Read aloud on the telephone: it can be walked through by character.
        self._print = ReadingText(_MY_PRINT)
        self._print.setObjectName("fingerprint")
        columns = [
            Column(_NAME, lambda c: c.card.name, 160),
            Column(_ROLE, _role, 120),
            Column(_COUNTY, _county, 160),
            Column(_PRINT, lambda c: c.fingerprint),
        ]
        self._model = RecordTableModel(columns, [], key=lambda c: c.card.sealing_key)
        self.table = RecordTable(
            _COLLEAGUES,
            self._model,
            menu=lambda c: [(_HAND_OVER, partial(self.choose_place, c.card))],
            sentences=desk.settings.now.row_reading == "sentence",
        )
        self.table.opened.connect(lambda c: self.choose_place(c.card))
        self._swap = Swap(self.table)
        self._hand_over = button(
            _HAND_OVER, self.hand_over_current, icon="file-output", name="hand_over"
        )
        self.body.addWidget(card(section(_MY_CARD), label(_CARD_WHAT, "soft"), self._print))
        self.body.addWidget(card(section(_COLLEAGUES), self._swap, wraps(self._hand_over)))

    def open(self, **args: object) -> None:
        """Show the page; ``part`` names what was asked for from a menu."""
        self.load()
        match args.get("part"):
            case "merge":
                self.choose_file()
            case "enrol":
                self.choose_card()
            case "card":
                self.choose_card_place()

    def load(self) -> None:
        """Read own card and colleagues."""
        workspace = self._workspace

        def read(_store: object) -> tuple[str, list[Colleague]]:
            return fingerprint(workspace.card()), exchanging.colleagues(workspace)

        self.operations.read(read, owner=self, done=self._show)

    def first_focus(self) -> QWidget | None:
        """Return the colleagues when there are some, else the first button."""
        return self.table if self._model.rows() else super().first_focus()

    def _show(self, found: tuple[str, list[Colleague]]) -> None:
        groups, colleagues = found
        self._print.show_text(tr(_FINGERPRINT, groups=groups))
        self._model.set_rows(colleagues)
        self._hand_over.setEnabled(bool(colleagues))
        if colleagues:
            self._swap.show_content()
        else:
            self._swap.show_empty(
                _NOBODY, _NOBODY_WHAT, icon="users", act=_ENROL, then=self.choose_card
            )

    # Cards.

    def choose_card_place(self) -> None:
        """Ask where the own card goes."""
        name = f"{self._workspace.owner.name}.yiyicard"
        ask_save(self, _SAVE_CARD, name, _CARDS, self.save_card)

    def save_card(self, path: Path) -> None:
        """Write the own card."""
        workspace = self._workspace
        self.operations.read(
            lambda _store: write_card(path, workspace.card()),
            owner=self,
            done=lambda _none: self.desk.say(_CARD_SAVED.to(current(), path=path)),
        )

    def make_sheet(self) -> None:
        """Make the sheet of the own card, to be looked at and printed."""
        workspace, language, today = self._workspace, current(), self.operations.today()

        def make(store: Store) -> Document:
            with store.reading() as reading:
                staff = reading[Staff].find(workspace.owner.staff_id)
            return enrolment_sheet(
                workspace.owner,
                tuple(fingerprint(workspace.card()).split()),
                language,
                organisation=(staff.organisation or "") if staff is not None else "",
                today=today,
            )

        self.operations.read(
            make, owner=self, done=lambda sheet: self.desk.go("summary", document=sheet)
        )

    def choose_card(self) -> None:
        """Ask for a colleague's card."""
        ask_open(self, _ENROL, _CARDS, self.look_at_card)

    def look_at_card(self, path: Path) -> None:
        """Show whose card it is and ask to compare the fingerprint."""
        self.operations.read(
            lambda _store: read_card(path), owner=self, done=self._ask_to_enrol
        )

    def _ask_to_enrol(self, found: Card) -> None:
        question = _IS_IT_THEM.to(current(), name=found.name, groups=fingerprint(found))
        ask(self, _ENROL, question, partial(self.enrol, found), yes=_SAME, no=_NOT_YET)

    def enrol(self, found: Card) -> None:
        """Know a colleague from now on."""
        workspace = self._workspace

        def done(_colleague: Colleague) -> None:
            self.desk.say(_ENROLLED.to(current(), name=found.name))
            self.load()

        self.operations.read(
            lambda _store: exchanging.enrol(workspace, found), owner=self, done=done
        )

    # Files.

    def hand_over_current(self) -> None:
        """Write a file for the colleague of the current row."""
        chosen: Colleague | None = self.table.record()
        if chosen is not None:
            self.choose_place(chosen.card)

    def choose_place(self, receiver: Card) -> None:
        """Ask where the file for a colleague goes."""
        workspace = self._workspace

        def named(_store: object) -> str:
            return exchanging.file_name(workspace, exchanging.next_number(workspace, receiver))

        def ask_place(name: str) -> None:
            ask_save(self, _HAND_OVER, name, _FILES, partial(self.hand_over, receiver))

        self.operations.read(named, owner=self, done=ask_place)

    def hand_over(self, receiver: Card, path: Path) -> None:
        """Write the file, read it back, and say so."""
        workspace = self._workspace

        def done(handed: Handover) -> None:
            self.desk.say(
                _WRITTEN.to(
                    current(),
                    name=handed.receiver.name,
                    number=handed.number,
                    count=handed.receipt.operations,
                    path=handed.path,
                )
            )

        self.operations.job(
            lambda _store, progress: exchanging.export(workspace, receiver, path, progress),
            owner=self,
            title=_WRITING,
            done=done,
        )

    def choose_file(self) -> None:
        """Ask for a colleague's file and go and look at it."""
        ask_open(self, _RECEIVE, _FILES, lambda path: self.desk.go("merge", path=path))


def _role(colleague: Colleague) -> str:
    return code_list("roles").label(colleague.card.role).to(current())


def _county(colleague: Colleague) -> str:
    return code_list("divisions").label(colleague.card.county).to(current())
