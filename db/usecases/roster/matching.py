"""Who a row of a roster is: by number, by name and birth, by name, head and village."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from db.domain.clients.client import Client
from db.domain.households.household import Household
from db.domain.ids import ClientId, HouseholdId
from db.domain.rosters.roster import RosterRow
from db.domain.rosters.roster_plan import Candidate
from db.fields.field import Value
from db.fields.text import Text

_IDENTITY_DIGITS: Final = 18

_SEVERAL_NUMBERS: Final = Text(
    "身份证号和残疾人证号对应档案里的两个人。",
    "The identity number and the certificate number belong to two people in the record.",
)
_NAME_DIFFERS: Final = Text(
    "证件号码和档案里的“{name}”相同，姓名却不同。",
    "The number is that of “{name}” in the record, but the names differ.",
)
_SEVERAL_SAME: Final = Text(
    "档案里有 {count} 个人都对得上。", "{count} people in the record could be meant."
)
_PERHAPS: Final = Text(
    "档案里有同名的人，没有证件号码可以核对。",
    "Someone in the record has the same name, and there is no number to compare.",
)
_PERSON: Final = Text("{name}，{more}", "{name}, {more}")
_BORN: Final = Text("{born} 出生", "born {born}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Who a row may be.

    Attributes:
        client: The one person it is, without a doubt.
        doubtful: People it may be.
        why: Why it is not sure.
    """

    client: Client | None = None
    doubtful: tuple[Client, ...] = ()
    why: Text = _PERHAPS


NOBODY: Final = Match()


def numbers_of(values: Mapping[str, Value]) -> set[str]:
    """Return the identity numbers a row tells, also from the certificate number."""
    return {
        str(number)[:_IDENTITY_DIGITS]
        for name in ("client.identity_number", "client.certificate_number")
        if (number := values.get(name))
    }


def client_numbers(client: Client) -> set[str]:
    """Return the identity numbers of a client, also from the certificate number."""
    return {
        number[:_IDENTITY_DIGITS]
        for number in (client.identity_number, client.certificate_number)
        if number
    }


def candidate(client: Client) -> Candidate:
    """Return a client as somebody a row may mean: name, birth, place."""
    more = [
        None if client.born_on is None else _BORN.filled(born=client.born_on),
        None if client.village is None else Text(client.village, client.village),
    ]
    told = [one for one in more if one is not None]
    if not told:
        return Candidate(client_id=client.id, shown=Text(client.name, client.name))
    shown = _PERSON.filled(
        name=client.name,
        more=Text("，".join(one.zh for one in told), ", ".join(one.en for one in told)),
    )
    return Candidate(client_id=client.id, shown=shown)


class ClientIndex:
    """Everybody in the record and in the rows read so far, found without a query per row."""

    def __init__(self, clients: Iterable[Client], households: Iterable[Household]) -> None:
        self._head_by_household: dict[HouseholdId, str] = {
            h.id: h.head_name for h in households
        }
        self._by_id: dict[ClientId, Client] = {}
        self._by_number: dict[str, set[ClientId]] = {}
        self._by_name: dict[str, dict[ClientId, None]] = {}
        for client in clients:
            self.put(client)

    def put(self, client: Client, head_name: str | None = None) -> None:
        """Add a client, or replace what is known of one."""
        self._by_id[client.id] = client
        for number in client_numbers(client):
            self._by_number.setdefault(number, set()).add(client.id)
        self._by_name.setdefault(client.name, {})[client.id] = None
        if head_name and client.household_id is not None:
            self._head_by_household[client.household_id] = head_name

    def client(self, client_id: ClientId) -> Client | None:
        """Return a client by id."""
        return self._by_id.get(client_id)

    def everybody(self) -> Iterable[Client]:
        """Return everybody."""
        return self._by_id.values()

    def match(self, row: RosterRow, claimed: Mapping[ClientId, int]) -> Match:
        """Return who the row is.

        Args:
            row: The row, with a name.
            claimed: People that earlier rows of the file were taken for. Only a number or a
                date of birth may say that a row is one of them again.
        """
        name = str(row.values["client.name"])
        numbers = numbers_of(row.values)
        ids = {one for number in numbers for one in self._by_number.get(number, ())}
        found = sorted((self._by_id[one] for one in ids), key=lambda client: client.id)
        if len(found) > 1:
            return Match(doubtful=tuple(found), why=_SEVERAL_NUMBERS)
        if found:
            if found[0].name == name:
                return Match(client=found[0])
            return Match(doubtful=tuple(found), why=_NAME_DIFFERS.filled(name=found[0].name))
        namesakes = [
            client
            for one in self._by_name.get(name, {})
            if not self._contradicts(client := self._by_id[one], row, numbers)
        ]
        return self._by_words(row, namesakes, claimed)

    def _by_words(
        self, row: RosterRow, namesakes: list[Client], claimed: Mapping[ClientId, int]
    ) -> Match:
        born, village = row.values.get("client.born_on"), row.values.get("client.village")
        head = row.values.get("household.head_name")
        born_alike = [c for c in namesakes if born is not None and c.born_on == born]
        head_alike = [
            c
            for c in namesakes
            if head is not None
            and village is not None
            and c.village == village
            and self._head_of(c) == head
        ]
        for alike in (born_alike, head_alike):
            if len(alike) == 1:
                return Match(client=alike[0])
            if alike:
                return Match(doubtful=tuple(alike), why=_SEVERAL_SAME.filled(count=len(alike)))
        free = [c for c in namesakes if c.id not in claimed]
        return Match(doubtful=tuple(free), why=_PERHAPS) if free else NOBODY

    def _head_of(self, client: Client) -> str | None:
        return (
            None
            if client.household_id is None
            else self._head_by_household.get(client.household_id)
        )

    def _contradicts(self, client: Client, row: RosterRow, numbers: set[str]) -> bool:
        """Tell whether the row and a namesake cannot be the same person."""
        own = client_numbers(client)
        if numbers and own and not numbers & own:
            return True
        values = row.values
        for target, known in (
            ("client.born_on", client.born_on),
            ("client.sex", client.sex),
            ("client.village", client.village),
        ):
            told = values.get(target)
            if told is not None and known is not None and told != known:
                return True
        head, own_head = values.get("household.head_name"), self._head_of(client)
        return head is not None and own_head is not None and head != own_head
