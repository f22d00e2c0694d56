"""The sheet of a 一户一人 check: household, rule, result and why, blanks to fill in.

Source of the rule: plan 2022–2024, 二（六）, as ``db.domain.households.household_rules``
computes it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from db.domain.households.household import HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.households.household_facts import Person, people_of
from db.domain.households.household_finding import HouseholdFinding
from db.domain.papers.disclosure import Audience, Group, may_read
from db.domain.papers.document import (
    Block,
    Document,
    Facts,
    Items,
    Signatures,
    Table,
)
from db.domain.policy import Parameter, Sureness, clause_sentence
from db.fields.codes import code_list
from db.fields.field import field_of
from db.fields.showing import show
from db.fields.text import Language, Text
from db.usecases.client_page import ClientPage
from db.usecases.households import household_facts
from db.usecases.papers.making import Maker
from db.usecases.papers.writing import DAY, REACH_US, Writer, key_of

NO_HOUSEHOLD: Final = Text(
    "还没有登记家庭。请先登记家庭和成员，再做核查表。",
    "No household is recorded yet. Record it with its members first.",
)
_TITLE = Text("{name}家的家庭核查表", "Household check sheet: {name}’s household")
_HOUSEHOLD = Text("家庭", "Household")
_MEMBERS = Text("家庭成员", "Members")
_RULE = Text("核查什么", "What is checked")
_LAST = Text("上一次核查", "The last check")
_NOW = Text("照现在登记的情况", "By what is on record now")
_THIS = Text("这一次核查（手写）", "This check (by hand)")
_SIGNED = Text("签字", "Signatures")
_NO_MEMBERS = Text("还没有登记家庭成员。", "No members are recorded yet.")
_ABLE = Text(
    "登记为能劳动也想就业的成员：{names}。",
    "On record as able to work and wanting to: {names}.",
)
_NOBODY_ABLE = Text(
    "还没有成员登记为能劳动也想就业。",
    "No member is on record as able to work and wanting to.",
)
_ONE_EACH = Text(
    "一户一人：农村残疾人家庭里，有劳动能力也想就业的，稳定就业的至少要有 {needed}。",
    "One worker a household: in a rural household whose disabled member can work and wants "
    "to, at least {needed} should be in stable work.",
)
_ANYBODY = Text(
    "稳定就业的可以是本人，也可以是家里其他人。",
    "It may be the disabled member or anybody else of the household.",
)
_NUMBER = Text("{label}：{words}。{clause}", "{label}: {words}. {clause}")
_OUR_WAY = Text(
    "这一条没有统一规定，是我们现在的做法。", "No rule sets this; it is the way we work now."
)
_NOT_CHECKED = Text("这一户还没有核查过。", "This household has not been checked yet.")
_WOULD_BE = Text(
    "结果会是：{result}。正式的结果以核查当天为准。",
    "The result would be: {result}. What counts is what is found on the day of the check.",
)
_NO_FACTS = Text("还没有可以依据的情况。", "There are no facts to go by yet.")
_CHANGED = Text(
    "有变化的情况 {number}（谁，什么变了）", "Change {number} (who, and what has changed)"
)
_RESULTS = Text("核查结果（{results}，选一个）", "Result (one of: {results})")
_WHY = Text("理由", "Reason")
_NEXT = Text("下次核查日期", "Next check on")
_HEAD_SIGNS = Text("户主或成员签字或按手印", "Signature or thumb-print of the head or a member")
_LINES_FOR_CHANGES = 3
_WORK_NOW = Text("现在的工作", "Work now")
_HOUSEHOLD_FIELDS = (
    "code", "head_name", "county", "township", "village", "rural", "persons", "labour_force",
    "next_check_on",
)  # fmt: skip
_CHECK_FIELDS = (
    "checked_on", "channel", "found", "basis", "decided", "decided_reason", "next_check_on",
)  # fmt: skip
_MEMBER_FIELDS = (
    "name", "relation", "has_certificate", "work_ability", "wish_to_work", "employment_form",
    "facts_on",
)  # fmt: skip
_CAN_WORK = frozenset({"FULL", "PART"})
_WANTS = "YES"


def reason_against_check(page: ClientPage, _today: date) -> Text | None:
    """Return why there is no sheet to check a household, or ``None``."""
    return NO_HOUSEHOLD if page.household is None else None


def household_check(maker: Maker, page: ClientPage) -> Document:
    """Return the sheet for the household of the client a page is about."""
    view, staff = page.household, maker.staff()
    assert view is not None  # noqa: S101 - kinds asks reason_against_check first
    writer = maker.writer(Audience.HOUSEHOLD)
    people = people_of(household_facts(maker.reading, view.household.id))
    last = view.last_check
    blocks: list[Block] = [
        writer.heading("household", _HOUSEHOLD),
        Facts(rows=tuple(writer.facts(view.household, _HOUSEHOLD_FIELDS))),
        writer.heading("members", _MEMBERS),
        *_members(writer, people),
        writer.heading("rule", _RULE),
        Items(items=tuple(_rule(writer, view.finding)), key="policy.household"),
        writer.heading("last_check", _LAST),
        writer.nothing("check", _NOT_CHECKED)
        if last is None
        else Facts(rows=tuple(writer.facts(last, _CHECK_FIELDS))),
        writer.heading("finding", _NOW),
        *_finding(writer, view.finding),
        *_by_hand(writer, last, maker.today),
        writer.heading("signatures", _SIGNED),
        Signatures(
            labels=(writer.say(_HEAD_SIGNS), writer.counsellor_line(staff), writer.say(DAY))
        ),
        writer.heading("reach_us", REACH_US),
        writer.reach_us(staff),
    ]
    return maker.paper(
        "household_check",
        Audience.HOUSEHOLD,
        title=writer.say(_TITLE, name=view.household.head_name),
        blocks=blocks,
        clients=(page.client,),
    )


def _members(writer: Writer, people: tuple[Person, ...]) -> Iterator[Block]:
    if not people:
        yield writer.nothing("members", _NO_MEMBERS)
        return
    headers = [writer.label(HouseholdMember, name) for name in _MEMBER_FIELDS]
    headers[_MEMBER_FIELDS.index("employment_form")] = writer.say(_WORK_NOW)
    yield Table(
        headers=tuple(headers),
        rows=tuple(tuple(_cells(writer, person)) for person in people),
        row_headers=True,
        keys=tuple(key_of(HouseholdMember, name) for name in _MEMBER_FIELDS),
    )
    able = [p.name for p in people if p.ability in _CAN_WORK and p.wish == _WANTS]
    if able:
        names = ("、" if writer.language is Language.ZH else ", ").join(able)
        yield writer.paragraph("household.able", _ABLE, names=names)
    else:
        yield writer.nothing("able", _NOBODY_ABLE)


def _cells(writer: Writer, person: Person) -> Iterator[str]:
    """Yield what is known of a member; her own file comes before the household sheet."""
    if not may_read(Group.RELATIVES, writer.audience):
        raise ValueError("members are told of to their own household alone")
    forms = [w.form for w in person.works if w.ended_on is None]
    known: dict[str, str | bool | date | None] = {
        "name": person.name,
        "relation": person.member.relation,
        "has_certificate": person.holder,
        "work_ability": person.ability,
        "wish_to_work": person.wish,
        "employment_form": forms[0] if forms else None,
        "facts_on": person.known_on,
    }
    for name in _MEMBER_FIELDS:
        yield show(field_of(HouseholdMember, name), known[name], writer.language)


def _rule(writer: Writer, finding: HouseholdFinding) -> Iterator[str]:
    language = writer.language
    yield writer.say(_ONE_EACH, needed=finding.sources[0].words(language))
    yield writer.say(_ANYBODY)
    for number in dict.fromkeys(finding.sources):
        yield writer.say(
            _NUMBER,
            label=number.label,
            words=number.words(language),
            clause=_source(number, language),
        )


def _source(number: Parameter, language: Language) -> str:
    """Return where a number comes from; what nobody has ruled is our own way of working."""
    if number.sureness is Sureness.C and not number.is_local:
        return _OUR_WAY.to(language)
    return clause_sentence(number, language)


def _finding(writer: Writer, finding: HouseholdFinding) -> Iterator[Block]:
    result = code_list("household_results").label(finding.result)
    yield writer.paragraph("household_check.found", _WOULD_BE, result=result)
    yield writer.paragraph("household_check.basis", finding.basis)
    facts = finding.prose(writer.language).splitlines()[1:]
    if facts:
        yield Items(items=tuple(facts), key="household_check.facts")
    else:
        yield writer.nothing("facts_of_check", _NO_FACTS)


def _by_hand(writer: Writer, last: HouseholdCheck | None, today: date) -> Iterator[Block]:
    """Yield blanks to fill in, unless the household was checked today."""
    if last is None or last.checked_on < today:
        yield writer.heading("this_check", _THIS)
        yield Signatures(labels=tuple(_blanks(writer)))


def _blanks(writer: Writer) -> Iterator[str]:
    for name in ("checked_on", "channel"):
        yield writer.label(HouseholdCheck, name)
    for number in range(1, _LINES_FOR_CHANGES + 1):
        yield writer.say(_CHANGED, number=number)
    between = "、" if writer.language is Language.ZH else ", "
    results = between.join(writer.say(entry.label) for entry in code_list("household_results"))
    yield writer.say(_RESULTS, results=results)
    yield writer.say(_WHY)
    yield writer.say(_NEXT)
