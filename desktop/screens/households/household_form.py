"""Register or correct a household, and its members."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt

from db.domain.clients.client import Client
from db.domain.clients.client_rules import is_holder
from db.domain.households.household import Household, HouseholdMember
from db.domain.ids import ClientId, HouseholdId, HouseholdMemberId
from db.domain.journal.change import Receipt
from db.fields.text import Text
from db.ports import Store
from db.usecases.households import (
    add_member,
    correct_household,
    correct_member,
    record_household,
)
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.frame.late_form import LateFormPage, as_id, needed_id
from desktop.screens.frame.page import Desk

_NEW = Text("登记家庭", "Register a household")
_EDIT = Text("改家庭：{name}", "Correct household: {name}")
_WITH = Text(
    "{name} 会登记为这一户的成员；保存后再加其他成员。",
    "{name} becomes a member; add the others once this is saved.",
)
_MEMBER = Text("家庭成员", "Household member")
_MEMBER_OF = Text("{name} 家的成员", "A member of {name}’s household")
_IS_CLIENT = Text("从个案里选这个人", "Choose this person from the caseload")
_LINKED = Text(
    "已关联 {name} 的个案：就业和证件以个案为准，下面只填个案里没有的。",
    "Linked to the case of {name}: work and certificate are taken from there; fill in only "
    "what is not there.",
)
_HAS_CASE = Text(
    "{name} 有个案：就业和证件以个案为准。",
    "{name} has a case; work and certificate are taken from there.",
)
_RURAL = {"RURAL": True}
"""What a client's registration type says of the household; others leave it to be asked."""


class HouseholdFormPage(LateFormPage):
    """What is known of a household."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("household_id", Household)
    removed_to: ClassVar[str] = "households"
    help_name: ClassVar[str] = "households"
    saved: ClassVar[Text] = Text("家庭已保存。", "The household is saved.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _NEW)
        self._household: Household | None = None
        self._client: Client | None = None
        self._made: HouseholdId | None = None

    def open(self, **args: object) -> None:
        """Ask for a new household, of ``client_id`` when given, or correct ``household_id``."""
        household_id, client_id = as_id(args.get("household_id")), as_id(args.get("client_id"))
        restore = bool(args.get("restore"))

        def read(store: Store) -> tuple[Household | None, Client | None]:
            with store.reading() as reading:
                return (
                    reading[Household].get(household_id) if household_id is not None else None,
                    reading[Client].get(client_id) if client_id is not None else None,
                )

        self.read_then(read, lambda found: self._ask(*found, restore=restore))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Register the household with the client as a member, or correct it."""
        if self._household is not None:
            return partial(
                correct_household, household_id=self._household.id, changes=dict(values)
            )
        client, today = self._client, self.operations.today()

        def record(store: Store) -> Receipt:
            self._made = HouseholdId(store.new_id())
            members = []
            if client is not None:
                known = _of_client(client) | {"facts_on": today}
                members.append(
                    HouseholdMember(
                        id=HouseholdMemberId(store.new_id()),
                        household_id=self._made,
                        client_id=client.id,
                        **known,
                    )
                )
            household = Household(id=self._made, **values)
            return record_household(store, household, members, today=today)

        return record

    def on_saved(self, receipt: Receipt) -> None:
        """Go back, or on to the new household to add its members."""
        if self._household is None and self._made is not None:
            self.desk.say(self.saved)
            self.desk.go("household", household_id=self._made)
        else:
            super().on_saved(receipt)

    def _ask(
        self, household: Household | None, client: Client | None, *, restore: bool
    ) -> None:
        self._household, self._client = household, client
        values: object = household
        key, subject = "household_form:new", tr(_NEW)
        if household is not None:
            self.set_heading(tr(_EDIT, name=household.head_name))
            key, subject = f"household_fix:{household.id}", household.head_name
        elif client is not None:
            self.set_lead(tr(_WITH, name=client.name))
            key, subject = f"household_form:{client.id}", client.name
            values = {
                "head_name": client.name,
                "county": client.county,
                "township": client.township,
                "village": client.village,
                "address": client.address,
                "rural": _RURAL.get(client.registration_type or ""),
            }
        form = RecordForm(
            Household,
            exclude=() if household is not None else ("next_check_on",),
            values=values,
            today=self.operations.today(),
        )
        self.set_form(form, draft_key=key, subject=subject, restore=restore)


class MemberFormPage(LateFormPage):
    """What is known of one member."""

    removable: ClassVar[tuple[str, type[Any]] | None] = ("member_id", HouseholdMember)
    help_name: ClassVar[str] = "households"
    saved: ClassVar[Text] = Text("成员已保存。", "The member is saved.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _MEMBER)
        self._household: Household | None = None
        self._member: HouseholdMember | None = None
        self._client_id: ClientId | None = None
        self._choose = self.add_button(
            _IS_CLIENT, self.link, icon="users", name="choose_client"
        )

    def open(self, **args: object) -> None:
        """Ask for a new member of ``household_id``, or correct ``member_id``."""
        household_id, member_id = as_id(args.get("household_id")), as_id(args.get("member_id"))
        restore = bool(args.get("restore"))

        def read(store: Store) -> tuple[Household, HouseholdMember | None, Client | None]:
            with store.reading() as reading:
                member = (
                    reading[HouseholdMember].get(member_id) if member_id is not None else None
                )
                whose = member.household_id if member is not None else needed_id(household_id)
                client_id = member.client_id if member is not None else None
                client = reading[Client].find(client_id) if client_id is not None else None
                return reading[Household].get(whose), member, client

        self.read_then(read, lambda found: self._ask(*found, restore=restore))

    def link(self) -> None:
        """Search the caseload for the person this member is."""
        if self.pick is None and self.form is not None:
            self.form.hide()
            self.save_button.hide()
            self.choose_client(self._link)
            if self.pick is not None:
                self.pick.search.line.setFocus(Qt.FocusReason.TabFocusReason)

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Add the member, or correct what is known."""
        household, today = self._household, self.operations.today()
        if household is None:
            raise RuntimeError("the form is not there yet")
        if self._member is not None:
            return partial(
                correct_member, member_id=self._member.id, changes=dict(values), today=today
            )
        client_id = self._client_id

        def add(store: Store) -> Receipt:
            member = HouseholdMember(
                id=HouseholdMemberId(store.new_id()),
                household_id=household.id,
                client_id=client_id,
                **values,
            )
            return add_member(store, member, today=today)

        return add

    def _link(self, client_id: ClientId) -> None:
        def read(store: Store) -> Client:
            with store.reading() as reading:
                return reading[Client].get(client_id)

        self.read_then(read, self._fill)

    def _fill(self, client: Client) -> None:
        if self.form is None:
            return
        self._client_id = client.id
        self.form.set_values(_of_client(client))
        self.form.show()
        self.set_lead(tr(_LINKED, name=client.name))

    def _ask(
        self,
        household: Household,
        member: HouseholdMember | None,
        client: Client | None,
        *,
        restore: bool,
    ) -> None:
        self._household, self._member = household, member
        self._choose.setVisible(member is None)
        today = self.operations.today()
        self.set_heading(tr(_MEMBER_OF, name=household.head_name))
        if client is not None:
            self.set_lead(tr(_HAS_CASE, name=client.name))
        form = RecordForm(
            HouseholdMember,
            values={"facts_on": today} if member is None else member,
            today=today,
        )
        key = f"member_form:{household.id}" if member is None else f"member_fix:{member.id}"
        self.set_form(form, draft_key=key, subject=household.head_name, restore=restore)


def _of_client(client: Client) -> dict[str, Any]:
    """Return what a client's own file says of her as a member."""
    return {
        "name": client.name,
        "sex": client.sex,
        "born_on": client.born_on,
        "has_certificate": is_holder(client),
        "work_ability": client.work_ability,
        "wish_to_work": client.wish_to_work,
    }
