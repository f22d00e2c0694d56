"""Register a client, or correct what is known of her. Who may be known already comes first."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.domain.clients.client import Client
from db.domain.clients.client_rules import Remark, filled_from_numbers, remarks
from db.domain.ids import ClientId
from db.domain.journal.change import Receipt
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.clients import (
    CERTAIN,
    Duplicate,
    correct_client,
    find_duplicates,
    register_client,
)
from db.usecases.policies import policy_in_force
from desktop.announce import announce
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.messages import read_out
from desktop.screens.frame.form_page import FormPage
from desktop.screens.frame.page import Desk
from desktop.screens.today.duties import NEW
from desktop.theme.pieces import button, card, hide_children, label, section, wraps

_REGISTER = Text("登记服务对象", "Register a client")
_EDIT = Text("修改资料", "Edit")
_EDIT_WHOM = Text("修改资料：{name}", "Edit: {name}")
_LEAD = Text(
    "有证件号时，性别、出生日期、类别和等级会照号码补上。",
    "From a certificate number, sex, date of birth, category and level are filled in.",
)
_SAVED = Text("已保存：{name}。", "Saved: {name}.")
_REGISTERED = Text("已登记：{name}，个案已建好。", "Registered: {name}. A case is open.")
_LOOK = Text(
    "{said}有 {number} 处请再看一眼：{first}",
    "{said} Please look again at {number} points: {first}",
)
_SHOW_REMARKS = Text("看全部", "Show all")
_REMARKS = Text("请再看一眼", "Worth a second look")
_MAYBE = Text("可能已经登记过", "Maybe registered already")
_KNOWN = Text("{name}，{place}，{why}相同。", "{name}, {place}: the same {why}.")
_NO_PLACE = Text("住址没填", "no address")
_MAYBE_SPOKEN = Text(
    "可能已经登记过：{who}请选打开，或者仍然登记。",
    "Maybe registered already: {who} Open that file, or register all the same.",
)
_OPEN = Text("打开 {name}", "Open {name}")
_ANYWAY = Text("仍然登记", "Register all the same")
_SURE = Text(
    "证件号相同的只能是同一个人，请打开原来的档案。",
    "The same number means the same person; please open that file.",
)

_READING = Text("正在读取资料，请稍等再保存。", "The record is being read; save in a moment.")


class ClientFormPage(FormPage):
    """All declared fields of a client, in sections."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("client_id", Client)
    removed_to: ClassVar[str] = "clients"
    save_label: ClassVar[Text] = Text("保存", "Save")
    help_name: ClassVar[str] = "client"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _REGISTER)
        self._before: Client | None = None
        self._field = ""
        self._is_edit = False
        self._saved: Client | None = None
        self._remarks: tuple[Remark, ...] = ()
        self.duplicates = card(gap=10)
        self.duplicates.setObjectName("duplicates")
        self.duplicates.hide()
        self.body.addWidget(self.duplicates)

    def open(self, **args: object) -> None:
        """Register somebody (``name`` begins the form), or edit the client of ``client_id``.

        ``field`` is where editing begins; ``restore`` puts a draft back without asking.
        """
        client_id, today = args.get("client_id"), self.operations.today()
        form = RecordForm(Client, today=today)
        restore = bool(args.get("restore"))
        self._field = str(args.get("field") or "")
        if isinstance(client_id, UUID):
            self._is_edit = True
            self.set_heading(_EDIT)
            self.set_form(form)
            self._read(ClientId(client_id), restore=restore)
            return
        self.set_lead(_LEAD)
        if args.get("name"):
            form.set_values({"name": str(args["name"])})
        self.set_form(
            form, draft_key=f"client_form:{NEW}", subject=tr(_REGISTER), restore=restore
        )

    def first_focus(self) -> QWidget | None:
        """Begin at the field that was asked for, else at the first."""
        if self.form is not None and self._field in self.form.names():
            return self.form.editor(self._field)
        return super().first_focus()

    def save(self) -> None:
        """Look for people who may be the same first; a correction is saved at once."""
        if self.form is None or self._is_edit or not self.save_button.isEnabled():
            super().save()
            return
        try:
            client = self._client(self.form.values())
        except InvalidFieldsError as error:
            self.form.show_problems(error.problems)
            return
        self.form.show_problems([])

        def read(store: Store) -> tuple[Duplicate, ...]:
            with store.reading() as reading:
                return find_duplicates(reading, filled_from_numbers(client))

        self.operations.read(read, owner=self, done=self._on_looked)

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what registers the client, or saves what was changed of her."""
        today, before = self.operations.today(), self._before
        if self._is_edit and before is None:
            raise Problem(_READING)

        def save(store: Store) -> Receipt:
            if before is not None:
                changed = {n: v for n, v in values.items() if v != getattr(before, n)}
                receipt = correct_client(store, before.id, changed, today=today)
                client_id = before.id
            else:
                client_id = ClientId(store.new_id())
                client = Client(id=client_id, **values)
                receipt = register_client(store, client, today=today)
            with store.reading() as reading:
                self._saved = reading[Client].get(client_id)
            self._remarks = remarks(self._saved, today, policy_in_force(store))
            return receipt

        return save

    def on_saved(self, receipt: Receipt) -> None:
        """Go to the client, and say what is worth a second look."""
        del receipt
        client = self._saved
        if client is None:
            return
        said = tr(_SAVED if self._is_edit else _REGISTERED, name=client.name)
        if self._is_edit:
            self.desk.back()
        else:
            self.desk.go("client", client_id=client.id)
        found = self._remarks
        if not found:
            self.desk.say(said)
            return
        first = tr(found[0].text)
        lines = "\n".join(tr(remark.text) for remark in found)
        window = self.window()
        self.desk.offer(
            tr(_LOOK, said=said, number=len(found), first=first),
            _SHOW_REMARKS,
            lambda: read_out(window, _REMARKS, lines),
        )

    def register_anyway(self) -> None:
        """Register, although somebody alike is on record."""
        self.duplicates.hide()
        super().save()

    def _client(self, values: Mapping[str, Any]) -> Client:
        nobody = ClientId(UUID(int=0))
        return Client(id=nobody, **values)

    def _on_looked(self, found: tuple[Duplicate, ...]) -> None:
        if not found:
            self.register_anyway()
            return
        layout = self.duplicates.layout()
        assert layout is not None  # noqa: S101 - a card has one
        hide_children(layout)
        layout.addWidget(section(_MAYBE))
        lines = [_line(each) for each in found]
        for line in lines:
            layout.addWidget(label(line))
        openers = [
            button(tr(_OPEN, name=each.client.name), partial(self._open, each))
            for each in found
        ]
        is_sure = any(each.same_by in CERTAIN for each in found)
        if is_sure:
            layout.addWidget(label(_SURE, "soft"))
        else:
            openers.append(button(_ANYWAY, self.register_anyway, name="register_anyway"))
        layout.addWidget(wraps(*openers))
        self.duplicates.show()
        openers[0].setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, tr(_MAYBE_SPOKEN, who="".join(lines)), urgent=True)

    def _open(self, found: Duplicate) -> None:
        self.desk.go("client", client_id=found.client.id)

    def _read(self, client_id: ClientId, *, restore: bool) -> None:
        def read(store: Store) -> Client:
            with store.reading() as reading:
                return reading[Client].get(client_id)

        def show(client: Client) -> None:
            self._before = client
            self.set_heading(tr(_EDIT_WHOM, name=client.name))
            form = RecordForm(Client, values=client, today=self.operations.today())
            self.set_form(
                form,
                draft_key=f"client_form:{client_id}",
                subject=tr(_EDIT),
                restore=restore,
            )
            first = self.first_focus()
            if first is not None and self.isVisible():
                first.setFocus(Qt.FocusReason.TabFocusReason)
                if self._field:
                    form.go_to(self._field)

        self.operations.read(read, owner=self, done=show)


def _line(found: Duplicate) -> str:
    client = found.client
    place = f"{client.township or ''}{client.village or ''}" or tr(_NO_PLACE)
    return tr(_KNOWN, name=client.name, place=place, why=found.same_by.label)
