"""Work: what is known of one person's work, from a placement or from a household sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.domain.households.household import HouseholdMember
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.fields.field import field_of
from db.fields.showing import with_unit
from db.fields.text import Language, Text

OPEN_ENDED_MONTHS: Final = 600
"""How an open-ended contract is held, as the field ``contract_months`` of a member says."""

_YEAR_MONTHS = 12
_OPEN_ENDED = frozenset({"OPEN", "APPT"})
"""Kinds of contract without an end (``contract_types``)."""
_NO_CONTRACT = "NONE"
_SHORT_CONTRACT = "FIX0"
_LONG_CONTRACT = "FIX1"

_MONTHS = Text("{n} 个月", "{n} months")
_OPEN = Text("无固定期限", "no fixed term")
_NONE_SIGNED = Text("没有签", "none signed")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedFact:
    """One fact a finding rests on, and the day it was known to be so."""

    label: Text
    value: Text
    as_of: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is known of one person's work, from a placement or from a household member.

    Attributes:
        form: Code of ``employment_forms``.
        contract_months: Length of contract or agreement; 0 for none, ``None`` for not known.
        has_agreement: Whether any contract or agreement is signed.
        monthly_income: In fen.
        as_of: The last day on which the work was confirmed.
    """

    form: str
    employer: str | None = None
    started_on: date | None = None
    ended_on: date | None = None
    contract_months: int | None = None
    has_agreement: bool | None = None
    monthly_income: int | None = None
    worked_this_season: bool | None = None
    as_of: date | None = None


def placement_work(placement: Placement, follow_ups: Iterable[FollowUp]) -> Work:
    """Return the work of a placement as the contacts held so far left it.

    The latest contact that says something about a fact is the one that counts.
    """
    held = sorted(
        (
            f
            for f in follow_ups
            if f.placement_id == placement.id and f.contacted_on is not None
        ),
        key=lambda f: (f.contacted_on or date.min, f.id.int),
    )
    income, season = placement.monthly_wage, placement.worked_this_season
    as_of, ended_on = placement.started_on, placement.ended_on
    for contact in held:
        income = contact.monthly_wage if contact.monthly_wage is not None else income
        if contact.worked_this_season is not None:
            season = contact.worked_this_season
        if contact.still_employed is not None and contact.contacted_on is not None:
            as_of = max(as_of, contact.contacted_on)
            if placement.ended_on is None:
                ended_on = None if contact.still_employed else contact.contacted_on
    return Work(
        form=placement.form,
        employer=placement.employer_name,
        started_on=placement.started_on,
        ended_on=ended_on,
        contract_months=_contract_months(placement),
        has_agreement=_has_agreement(placement.contract_type, _contract_months(placement)),
        monthly_income=income,
        worked_this_season=season,
        as_of=as_of,
    )


def member_work(member: HouseholdMember) -> Work | None:
    """Return the work a member's own fields tell of; ``None`` when they tell of none."""
    if member.employment_form is None:
        return None
    return Work(
        form=member.employment_form,
        employer=member.employer_name,
        started_on=member.work_started_on,
        contract_months=member.contract_months,
        has_agreement=_has_agreement(None, member.contract_months),
        monthly_income=member.monthly_wage,
        worked_this_season=member.worked_this_season,
        as_of=member.facts_on,
    )


def full_months(start: date, end: date) -> int:
    """Return the full months from ``start`` to ``end``; a month ends on the same day number."""
    return (
        (end.year - start.year) * _YEAR_MONTHS + end.month - start.month - (end.day < start.day)
    )


def contract_words(months: int) -> Text:
    """Return the length of a contract in words."""
    if months >= OPEN_ENDED_MONTHS:
        return _OPEN
    return months_words(months) if months else _NONE_SIGNED


def months_words(number: int) -> Text:
    """Return a number of months in words."""
    return _MONTHS.filled(n=number)


def _contract_months(placement: Placement) -> int | None:
    """Return the length of a contract by its days, else by its kind; ``None`` if unknown."""
    kind = placement.contract_type
    if kind in _OPEN_ENDED:
        return OPEN_ENDED_MONTHS
    if kind == _NO_CONTRACT:
        return 0
    if placement.contract_until is not None:
        begins = placement.contract_from or placement.started_on
        # A contract from 1 March to 28 February is one of twelve months: its last day counts.
        return max(0, full_months(begins, placement.contract_until + timedelta(days=1)))
    if kind == _LONG_CONTRACT:
        return _YEAR_MONTHS
    if kind == _SHORT_CONTRACT:
        return _YEAR_MONTHS - 1
    return None


def _has_agreement(kind: str | None, months: int | None) -> bool | None:
    if kind is not None:
        return kind != _NO_CONTRACT
    return None if months is None else months > 0


def facts_of_work(work: Work) -> tuple[DatedFact, ...]:
    """Return what is known of the work, each fact with the day it was known to be so."""
    known = {
        "employment_form": work.form,
        "employer_name": work.employer,
        "work_started_on": work.started_on,
        "contract_months": work.contract_months,
        "monthly_wage": work.monthly_income,
        "worked_this_season": work.worked_this_season,
    }
    facts = []
    for name, value in known.items():
        if value is None:
            continue
        field = field_of(HouseholdMember, name)
        words = Text(with_unit(field, value, Language.ZH), with_unit(field, value, Language.EN))
        if name == "contract_months":
            words = contract_words(work.contract_months or 0)
        facts.append(DatedFact(label=field.label, value=words, as_of=work.as_of))
    return tuple(facts)
