"""One household as it is known: its members, those who are clients, and everybody's work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from db.domain.clients.client import Client
from db.domain.clients.client_rules import is_holder
from db.domain.households.household import Household, HouseholdMember
from db.domain.ids import ClientId, PlacementId
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.placements.work import Work, member_work, placement_work

_STUDYING = frozenset({"STUDENT", "FURTHER"})
_RETIRED = "RETIRED"
_UNABLE = "INCAP"
LOST_ABILITY = "LOST"
"""Code of 丧失劳动能力 (``work_ability``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFacts:
    """All that is on record of one household and those of its members who are clients."""

    household: Household
    members: Sequence[HouseholdMember]
    client_by_id: Mapping[ClientId, Client] = field(default_factory=dict)
    placements_by_client: Mapping[ClientId, Sequence[Placement]] = field(default_factory=dict)
    follow_ups_by_placement: Mapping[PlacementId, Sequence[FollowUp]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class Person:
    """One member: her own file comes before what the household sheet says of her."""

    member: HouseholdMember
    client: Client | None
    works: tuple[Work, ...]

    @property
    def name(self) -> str:
        """Her name as in her own file, else as in the household sheet."""
        return self.client.name if self.client else self.member.name

    @property
    def born_on(self) -> date | None:
        """Her date of birth, if known."""
        return (self.client.born_on if self.client else None) or self.member.born_on

    @property
    def sex(self) -> str | None:
        """Code of her sex, if known."""
        return (self.client.sex if self.client else None) or self.member.sex

    @property
    def holder(self) -> bool | None:
        """Whether she holds a certificate; ``None`` if nothing says so."""
        own = is_holder(self.client) if self.client else None
        return own if own is not None else self.member.has_certificate

    @property
    def status(self) -> str | None:
        """Employment status in her own file."""
        return self.client.employment_status if self.client else None

    @property
    def studying(self) -> bool:
        """Whether she is in education."""
        return self.status in _STUDYING or self.member.studying is True

    @property
    def ability(self) -> str | None:
        """Her ability to work (``work_ability``)."""
        if self.status == _UNABLE:
            return LOST_ABILITY
        own = self.client.work_ability if self.client else None
        return own or self.member.work_ability

    @property
    def wish(self) -> str | None:
        """Her wish to work (``wish``)."""
        return (self.client.wish_to_work if self.client else None) or self.member.wish_to_work

    @property
    def is_retired(self) -> bool:
        """Whether she draws a pension."""
        return self.status == _RETIRED

    @property
    def in_work(self) -> bool:
        """Whether any work of hers has not ended."""
        return any(work.ended_on is None for work in self.works)

    @property
    def known_on(self) -> date | None:
        """The last day on which it was known whether she works."""
        days = [self.member.facts_on]
        for work in self.works:
            days += [work.as_of, work.ended_on]
        return max((day for day in days if day is not None), default=None)


def people_of(facts: HouseholdFacts) -> tuple[Person, ...]:
    """Return the members with their files and their work."""
    return tuple(
        Person(
            member,
            facts.client_by_id.get(member.client_id) if member.client_id is not None else None,
            _works(member, facts),
        )
        for member in facts.members
    )


def _works(member: HouseholdMember, facts: HouseholdFacts) -> tuple[Work, ...]:
    placements = (
        facts.placements_by_client.get(member.client_id, ())
        if member.client_id is not None
        else ()
    )
    works = []
    for placement in placements:
        contacts = facts.follow_ups_by_placement.get(placement.id, ())
        work = placement_work(placement, contacts)
        if member.facts_on is not None and member.employment_form == placement.form:
            # The visit found her at this work, so it was confirmed that day.
            work = replace(work, as_of=max(work.as_of or member.facts_on, member.facts_on))
        works.append(work)
    told = member_work(member)
    in_work = any(work.ended_on is None for work in works)
    return tuple(works) if told is None or in_work else (*works, told)
