"""What a household check finds, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from db.domain.ids import HouseholdMemberId
from db.domain.placements.retention import Branch
from db.domain.placements.work import DatedFact
from db.domain.policy import Parameter
from db.fields.text import Language, Text


class HouseholdResult(StrEnum):
    """What a check finds (``household_results``)."""

    MET = "MET"
    UNMET = "UNMET"
    NOT_APPLICABLE = "NA"
    PENDING = "PENDING"


class NotApplicable(StrEnum):
    """Why the duty does not apply (``household_not_applicable_reasons``)."""

    NOT_RURAL = "NOT_RURAL"
    NO_HOLDER = "NO_HOLDER"
    UNDER_AGE = "UNDER_AGE"
    OVER_AGE = "OVER_AGE"
    STUDY = "STUDY"
    NO_ABILITY = "NO_ABILITY"
    NO_WISH = "NO_WISH"
    MIXED = "MIXED"


class Pending(StrEnum):
    """Why something must be found out first (``household_pending_reasons``)."""

    NO_MEMBERS = "NO_MEMBERS"
    REGISTRATION = "REGISTRATION"
    AGE = "AGE"
    ABILITY = "ABILITY"
    WISH = "WISH"
    EMPLOYMENT = "EMPLOYMENT"
    OLD = "OLD"
    CERTIFICATE = "CERTIFICATE"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdFinding:
    """What a check finds.

    Attributes:
        reason: Why not applicable, or what must be found out first.
        worker_id: The member whose stable work meets the duty.
        branch: The branch of stable work that was met.
        facts: Every fact the result rests on, with the day it was known to be so.
        basis: The result in a few sentences.
        next_check_on: When to look again.
        sources: The numbers used.
    """

    result: HouseholdResult
    reason: NotApplicable | Pending | None = None
    worker_id: HouseholdMemberId | None = None
    worker_name: str | None = None
    branch: Branch | None = None
    facts: tuple[DatedFact, ...]
    basis: Text
    next_check_on: date
    sources: tuple[Parameter, ...]

    def prose(self, language: Language) -> str:
        """Return the result and every fact with its day, as it is kept with the check."""
        lines = [self.basis.to(language)]
        lines += [
            (_FACT if fact.as_of is not None else _UNDATED_FACT).to(
                language, label=fact.label, value=fact.value, as_of=fact.as_of
            )
            for fact in self.facts
        ]
        return "\n".join(lines)


_FACT = Text("{label}：{value}（{as_of}）", "{label}: {value} ({as_of})")
_UNDATED_FACT = Text("{label}：{value}（日期不详）", "{label}: {value} (day not known)")
