"""What a row of a roster says about a family: households and their members."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.households.household import Household, HouseholdMember
from db.domain.ids import HouseholdId, HouseholdMemberId
from db.domain.rosters.roster import RemarkKind, RosterRow
from db.fields.field import Value
from db.fields.text import Text
from db.usecases.roster.book import Book, Policies, RowOutcome, filled_in, with_words

_HEAD: Final = frozenset({"02"})
_STUDYING: Final = "STUDENT"
Key = tuple[str, ...]

_NO_HEAD: Final = Text(
    "这一户没有写户主姓名。请在“户主”一列填写，或把户主本人的“与户主关系”写成户主。",
    "The head of this household is not named. Fill in the column for the head, "
    "or write the head's own relation as head.",
)
_OTHER_HOUSEHOLD: Final = Text(
    "档案里这个人属于另一户（户主{head}），没有改。请在家庭里核对。",
    "In the record this person belongs to another household (head {head}); not changed.",
)


def has_household(row: RosterRow) -> bool:
    """Tell whether a row says to which household the person belongs."""
    return any(
        row.values.get(target)
        for target in (
            "household.code",
            "household.head_name",
            "household.head_identity_number",
        )
    )


class HouseholdPlanner:
    """Plans households: known by code, else by the head's number, else by head and village."""

    def __init__(
        self,
        book: Book,
        policies: Policies,
        new_id: Callable[[], UUID],
        households: Iterable[Household],
        members: Iterable[HouseholdMember],
    ) -> None:
        self._book, self._policies, self._new_id = book, policies, new_id
        self._by_key: dict[Key, Household] = {}
        self._by_id: dict[HouseholdId, Household] = {}
        for household in households:
            self._note(household)
        self._members: dict[HouseholdId, list[HouseholdMember]] = {}
        for member in members:
            self._members.setdefault(member.household_id, []).append(member)
        self._head_by_key: dict[Key, str] = {}
        self._row_households: list[Household] = []
        self._row_members: list[HouseholdMember] = []

    def learn_heads(self, rows: Iterable[RosterRow]) -> None:
        """Learn the head of each household from the row of the head himself."""
        for row in rows:
            name = row.values.get("client.name")
            head = row.values.get("household.head_name")
            if head is None and row.values.get("household_member.relation") in _HEAD:
                head = name
            if head is not None:
                for key in _keys(row.values):
                    self._head_by_key.setdefault(key, str(head))

    def household(
        self, values: Mapping[str, Value], county: str | None, outcome: RowOutcome
    ) -> Household | None:
        """Return the household of a row, planned or filled in; ``None`` after a problem."""
        told = _told(values, county)
        keys = _keys(values)
        known = next((self._by_key[key] for key in keys if key in self._by_key), None)
        words = outcome.row.words.get("household.remark", ())
        if known is None:
            head = told.get("head_name") or next(
                (self._head_by_key[key] for key in keys if key in self._head_by_key), None
            )
            if head is None:
                outcome.refuse("household.code", _NO_HEAD)
                return None
            household = Household(
                id=HouseholdId(self._new_id()),
                **told | {"head_name": head},  # type: ignore[arg-type]  # read by kind
            )
            quiet = RowOutcome(outcome.row, outcome.person)
            quiet.problems = outcome.problems
            household = with_words(household, "remark", words, Policies({}), quiet)
            self._row_households.append(household)
        else:
            known = self._book.get(known)
            household = filled_in(known, told, self._policies, outcome)
            household = with_words(household, "remark", words, self._policies, outcome)
        self._book.put(household)
        return household

    def member(
        self,
        household: Household,
        client: Client | None,
        values: Mapping[str, Value],
        outcome: RowOutcome,
    ) -> bool:
        """Plan the member of a row; return whether it is a new one."""
        told = _member_facts(values)
        if client is not None:
            told["has_certificate"] = True if client.certificate_number else None
        name = str(values["client.name"])
        known = self._known_member(household, client, name, told)
        if known is None:
            facts = {name: value for name, value in told.items() if value is not None}
            member = HouseholdMember(
                id=HouseholdMemberId(self._new_id()),
                household_id=household.id,
                client_id=None if client is None else client.id,
                name=name,
                **facts,  # type: ignore[arg-type]  # read by kind
            )
            self._book.put(member)
            self._row_members.append(member)
            return True
        member = filled_in(known, told, self._policies, outcome)
        if client is not None and member.client_id is None:
            member = replace(member, client_id=client.id)
        self._book.put(member)
        return False

    def keep_row(self) -> None:
        """Remember what a kept row has planned, for the rows that follow."""
        for household in self._row_households:
            self._note(household)
        for member in self._row_members:
            self._members.setdefault(member.household_id, []).append(member)
        self.drop_row()

    def drop_row(self) -> None:
        """Forget what the row at hand has planned."""
        self._row_households, self._row_members = [], []

    def joined(self, client: Client, household: Household, outcome: RowOutcome) -> Client:
        """Return the client as belonging to the household, unless she belongs to another."""
        if client.household_id is None:
            return replace(client, household_id=household.id)
        if client.household_id != household.id:
            other = self._by_id.get(client.household_id)
            outcome.say(
                "household.head_name",
                RemarkKind.KEPT,
                _OTHER_HOUSEHOLD,
                head=other.head_name if other else "?",
            )
        return client

    def own_household(self, client: Client) -> Household | None:
        """Return the household a client belongs to in the record."""
        return None if client.household_id is None else self._by_id.get(client.household_id)

    def _known_member(
        self,
        household: Household,
        client: Client | None,
        name: str,
        told: Mapping[str, Value],
    ) -> HouseholdMember | None:
        members = [self._book.get(one) for one in self._members.get(household.id, [])]
        if client is not None:
            for one in members:
                if one.client_id == client.id:
                    return one
        born = told.get("born_on")
        for one in members:
            differs = one.born_on is not None and born is not None and one.born_on != born
            if one.name == name and not differs and (client is None or one.client_id is None):
                return one
        return None

    def _note(self, household: Household) -> None:
        self._by_id[household.id] = household
        values = {
            "household.code": household.code,
            "household.head_name": household.head_name,
            "household.head_identity_number": household.head_identity_number,
            "client.township": household.township,
            "client.village": household.village,
        }
        for key in _keys(values, every=True):
            self._by_key.setdefault(key, household)


def _keys(values: Mapping[str, Value], *, every: bool = False) -> list[Key]:
    """Return what a household can be known by, the surest first.

    The name of the head counts only for want of a number, or when ``every`` key is asked for.
    """
    code = values.get("household.code")
    number = values.get("household.head_identity_number")
    head = values.get("household.head_name")
    place = (
        str(values.get("client.township") or ""),
        str(values.get("client.village") or ""),
    )
    # A number counts within its village: villages number their households from 1.
    keys: list[Key] = [("code", str(code), *place)] if code else []
    if number:
        keys.append(("number", str(number)))
    if head and (every or not keys):
        keys.append(("head", str(head), *place))
    return keys


def _told(values: Mapping[str, Value], county: str | None) -> dict[str, Value]:
    told: dict[str, Value] = {
        target.removeprefix("household."): value
        for target, value in values.items()
        if target.startswith("household.")
    }
    told["county"] = values.get("client.county") or county
    told["township"] = values.get("client.township")
    told["village"] = values.get("client.village")
    return {name: value for name, value in told.items() if value is not None}


def _member_facts(values: Mapping[str, Value]) -> dict[str, Value]:
    noted_on = values.get("case_note.noted_on")
    return {
        "relation": values.get("household_member.relation"),
        "sex": values.get("client.sex"),
        "born_on": values.get("client.born_on"),
        "work_ability": values.get("client.work_ability"),
        "wish_to_work": values.get("client.wish_to_work"),
        "studying": True if values.get("client.employment_status") == _STUDYING else None,
        "employment_form": values.get("placement.form"),
        "employer_name": values.get("placement.employer_name"),
        "work_place": values.get("placement.work_place"),
        "work_started_on": values.get("placement.started_on"),
        "monthly_wage": values.get("placement.monthly_wage"),
        "facts_on": noted_on if isinstance(noted_on, date) else None,
    }
