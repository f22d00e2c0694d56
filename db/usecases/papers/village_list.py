"""Everybody of a village, township or county who is served: a paper of the office."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.households.household_check import HouseholdCheck
from db.domain.ids import ClientId, HouseholdId
from db.domain.papers.disclosure import Audience, Group, Treatment, may_read, treatment
from db.domain.papers.document import Bar, Block, Chart, Document, Fact, Facts, Table
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.field import field_of
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Owner, Reading
from db.search.readings import readings
from db.usecases.papers.making import Maker
from db.usecases.papers.writing import Writer, key_of
from db.usecases.worklist import place_of

_NOBODY = Text(
    "{place}还没有登记服务对象，没有名单可做。",
    "Nobody is recorded for {place}, so there is no list to make.",
)
_NOT_A_READER = Text(
    "村名单只能给本单位或村（社区）工作人员，请重新选择。",
    "A village list is for the office or for village staff; choose again.",
)
_EVERYWHERE = Text("全部地方", "all places")
_TITLE = Text("{place}名单", "List of {place}")
_FOOTER = Text("村名单 · 内部资料，不得外传", "Village list · for the office only")
_IN_NUMBERS = Text("一共有多少", "In numbers")
_MINE = Text(
    "名单上是{name}负责的人，以及还没有分给谁的人。",
    "The list holds the clients of {name} and those nobody has.",
)
_ALL = Text("名单上是档案里这个地方的所有人。", "The list holds everybody on record there.")
_LIST = Text("名单", "The list")
_PERSONS = Text("人数", "People")
_WORKING = Text("已就业", "In work")
_NO_STATUS = Text("没有填", "Not recorded")
_BY_STATUS = Text("就业状况", "Employment status")
_SENTENCE = Text(
    "{total} 人中，{working} 人已就业，{waiting} 人想就业还没有工作，{unknown} 人没有填。",
    "Of {total} people {working} are in work, {waiting} want work and have none, and for "
    "{unknown} no status is on record.",
)
_HEADS = Text("{count} 人", "{count}")
_HOUSEHOLD = Text("一户一人", "Household check")
_NEXT = Text("下一步", "Next step")
_DISABILITY = Text("残疾类别和等级", "Disability")
_BORN = Text("出生年", "Born in")
_NOT_CHECKED = Text("没有核查过", "Not checked")
_NO_HOUSEHOLD = Text("没有登记家庭", "No household recorded")
_NO_NEXT = Text("没有安排", "Nothing planned")
_FOLLOW_UP = Text("{due_on} 回访（{kind}）", "{due_on} follow-up ({kind})")
_STEP = Text("{due_on} {what}", "{due_on} {what}")
_CONTACT = Text("{due_on} 再联系", "{due_on} next contact")
_CONTACT_FOR = Text("{due_on} 再联系：{what}", "{due_on} next contact: {what}")
_IN_WORK, _WANTS_WORK = "EMP", "UNEMP_WILL"
_READERS: Final = (Audience.OFFICE, Audience.VILLAGE)
_COUNSELLOR = "counsellor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A county (its code), a township or a village; ``None`` is any."""

    county: str | None = None
    township: str | None = None
    village: str | None = None

    def name(self, language: Language) -> str:
        """Return the place in words."""
        own = place_of(self.township, self.village)
        if own:
            return own
        if self.county is None:
            return _EVERYWHERE.to(language)
        return code_list("divisions").label(self.county).to(language)


def village_list(  # noqa: PLR0913 - all of them say which list is made, for whom and by whom
    reading: Reading,
    language: Language,
    *,
    today: date,
    policy: Policy,
    owner: Owner,
    place: Place,
    audience: Audience = Audience.OFFICE,
) -> Document:
    """Return the list of a place, by township, village and name.

    A counsellor’s list holds her own clients and those nobody has; a supervisor’s holds all.

    Raises:
        Problem: Nobody is on record there, or the list is not for such readers.
    """
    if audience not in _READERS:
        raise Problem(_NOT_A_READER)
    maker = Maker(reading=reading, language=language, today=today, policy=policy, owner=owner)
    clients = _clients(reading, place, owner)
    if not clients:
        raise Problem(_NOBODY, place=place.name(language))
    writer = maker.writer(audience)
    columns = tuple(_columns(writer, place, reading, clients))
    table = Table(
        headers=tuple(label for label, *_ in columns),
        rows=tuple(tuple(cell(client) for *_, cell in columns) for client in clients),
        row_headers=True,
        keys=tuple(key for _, key, _ in columns),
    )
    own = owner.role == _COUNSELLOR
    blocks: list[Block] = [
        writer.heading("numbers", _IN_NUMBERS),
        writer.paragraph("list.scope", _MINE if own else _ALL, name=owner.name),
        *_numbers(writer, clients),
        writer.heading("list", _LIST),
        table,
    ]
    return maker.paper(
        "village_list",
        audience,
        title=writer.say(_TITLE, place=place.name(language)),
        blocks=blocks,
        clients=clients,
        footer=writer.say(_FOOTER),
    )


Cell = Callable[[Client], str]


def _columns(
    writer: Writer, place: Place, reading: Reading, clients: tuple[Client, ...]
) -> Iterator[tuple[str, str, Cell]]:
    """Yield label, key and cell of each column the readers may have."""

    def own(name: str, label: Text | None = None) -> tuple[str, str, Cell]:
        shown = writer.label(Client, name) if label is None else writer.say(label)
        return shown, key_of(Client, name), lambda client: writer.value(client, name)

    yield own("name")
    if _is_told("sex", writer.audience):
        yield own("sex")
    if _is_told("born_on", writer.audience):
        yield own("born_on", _BORN)
    if may_read(Group.DISABILITY, writer.audience):
        yield writer.say(_DISABILITY), "client.disability", partial(_disability, writer)
    if place.township is None:
        yield own("township")
    if place.village is None:
        yield own("village")
    yield own("employment_status")
    if may_read(Group.FAMILY, writer.audience):
        states = _household_states(writer, reading, clients)
        yield writer.say(_HOUSEHOLD), "household_check.result", lambda c: states[c.id]
    if may_read(Group.SERVICE, writer.audience):
        steps = _next_steps(writer, reading, clients)
        none = writer.say(_NO_NEXT)
        yield writer.say(_NEXT), "client.next_step", lambda c: steps.get(c.id, none)


def _is_told(name: str, audience: Audience) -> bool:
    found = treatment(Client.TABLE, field_of(Client, name), audience)
    return found is not Treatment.LEFT_OUT


def _disability(writer: Writer, client: Client) -> str:
    return " ".join(fact.value for fact in writer.disability(client))


def _clients(reading: Reading, place: Place, owner: Owner) -> tuple[Client, ...]:
    given = {
        name: value
        for name in ("county", "township", "village")
        if (value := getattr(place, name)) is not None
    }
    found: Iterable[Client] = (
        reading[Client].where(**given) if given else reading[Client].every()
    )
    if owner.role == _COUNSELLOR:
        found = (c for c in found if c.counsellor_id in (None, owner.staff_id))
    return tuple(sorted(found, key=_order))


def _order(client: Client) -> tuple[object, ...]:
    read = readings(client.name, client.name_pinyin)
    return (
        client.township is None,
        client.township or "",
        client.village is None,
        client.village or "",
        read[0] if read else (),
        client.name,
        client.id.int,
    )


def _numbers(writer: Writer, clients: tuple[Client, ...]) -> Iterator[Block]:
    counts = Counter(client.employment_status for client in clients)
    total = len(clients)
    rows = [("list.persons", _PERSONS, total), ("list.in_work", _WORKING, counts[_IN_WORK])]
    yield Facts(
        rows=tuple(
            Fact(label=writer.say(label), value=writer.say(_HEADS, count=count), key=key)
            for key, label, count in rows
        )
    )
    codes = code_list("employment_status")
    known = [entry.code for entry in codes if counts[entry.code]]
    known += sorted(code for code in counts if code is not None and code not in codes)
    bars = [(writer.code("employment_status", code), counts[code]) for code in known]
    if counts[None]:
        bars.append((writer.say(_NO_STATUS), counts[None]))
    yield Chart(
        caption=writer.say(_BY_STATUS),
        bars=tuple(
            Bar(label=label, value=count, shown=writer.say(_HEADS, count=count))
            for label, count in bars
        ),
        sentence=writer.say(
            _SENTENCE,
            total=total,
            working=counts[_IN_WORK],
            waiting=counts[_WANTS_WORK],
            unknown=counts[None],
        ),
    )


def _household_states(
    writer: Writer, reading: Reading, clients: tuple[Client, ...]
) -> dict[ClientId, str]:
    """Return the result of the last check of everybody’s household."""
    homes = {c.household_id for c in clients if c.household_id is not None}
    last: dict[HouseholdId, HouseholdCheck] = {}
    for some in _parts(sorted(homes)):
        for check in reading[HouseholdCheck].where(household_id=some):
            other = last.get(check.household_id)
            if other is None or (other.checked_on, other.id) < (check.checked_on, check.id):
                last[check.household_id] = check

    def state(client: Client) -> str:
        if client.household_id is None:
            return writer.say(_NO_HOUSEHOLD)
        check = last.get(client.household_id)
        if check is None:
            return writer.say(_NOT_CHECKED)
        return writer.code("household_results", check.decided or check.found)

    return {client.id: state(client) for client in clients}


def _next_steps(
    writer: Writer, reading: Reading, clients: tuple[Client, ...]
) -> dict[ClientId, str]:
    """Return what comes first of all that is planned with each client."""
    coming: dict[ClientId, list[tuple[date, str]]] = defaultdict(list)
    for ids in _parts([client.id for client in clients]):
        running = {p.id for p in reading[Placement].where(client_id=ids) if p.ended_on is None}
        follow_ups = reading[FollowUp].where(client_id=ids)
        for each in follow_ups:
            if each.contacted_on is None and each.placement_id in running:
                kind = code_list("follow_up_kinds").label(each.kind)
                words = writer.say(_FOLLOW_UP, due_on=each.due_on, kind=kind)
                coming[each.client_id].append((each.due_on, words))
        plans = {p.id for p in reading[EmploymentPlan].where(client_id=ids) if not p.ended_on}
        for step in reading[PlanStep].where(client_id=ids):
            if step.done_on is None and step.due_on is not None and step.plan_id in plans:
                words = writer.say(_STEP, due_on=step.due_on, what=step.what)
                coming[step.client_id].append((step.due_on, words))
        for note in _promises(reading[CaseNote].where(client_id=ids), follow_ups):
            assert note.next_on is not None  # noqa: S101 - it promises a day
            text = _CONTACT_FOR if note.next_step else _CONTACT
            words = writer.say(text, due_on=note.next_on, what=note.next_step)
            coming[note.client_id].append((note.next_on, words))
    return {client_id: min(planned)[1] for client_id, planned in coming.items()}


def _promises(notes: list[CaseNote], follow_ups: list[FollowUp]) -> Iterator[CaseNote]:
    """Yield the newest note with a next day of each client, unless that contact was held."""
    newest: dict[ClientId, CaseNote] = {}
    last: dict[ClientId, date] = {}
    for note in notes:
        last[note.client_id] = max(note.noted_on, last.get(note.client_id, date.min))
        other = newest.get(note.client_id)
        if note.next_on is not None and (
            other is None or (other.noted_on, other.id) < (note.noted_on, note.id)
        ):
            newest[note.client_id] = note
    for each in follow_ups:
        if each.contacted_on is not None:
            last[each.client_id] = max(each.contacted_on, last.get(each.client_id, date.min))
    for client_id, note in newest.items():
        if note.next_on is not None and last[client_id] < note.next_on:
            yield note


def _parts(ids: list[Any]) -> Iterator[list[Any]]:
    """Yield ids in portions that one question to the store can hold."""
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


_AT_ONCE = 500
