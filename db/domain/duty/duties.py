"""Duties: what is due for whom, why, and what to do about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.domain.ids import ClientId, HouseholdId
from db.domain.policy import Parameter, Sureness
from db.fields.text import Labelled, Text


class DutyKind(Labelled):
    """A kind of thing that is due. The value is kept in postponements and never renamed."""

    FOLLOW_UP = "follow_up", Text("回访", "Follow-up")
    GRADUATE_SHORT = "graduate_short", Text("毕业生岗位信息", "Graduate short of job leads")
    HOUSEHOLD_UNMET = "household_unmet", Text("家庭未达标", "Household not met")
    HOUSEHOLD_UNCHECKED = "household_unchecked", Text("家庭待核查", "Household to check")
    PLAN_STEP = "plan_step", Text("计划步骤", "Plan step")
    NEXT_CONTACT = "next_contact", Text("约好的联系", "Agreed contact")
    JOB_SEEKER_CONTACT = "job_seeker_contact", Text("求职者联系", "Contact with job seeker")
    CERTIFICATE_EXPIRING = "certificate_expiring", Text("证件到期", "Certificate ending")
    DRAFT_UNFINISHED = "draft_unfinished", Text("没写完的表单", "Unfinished form")


ACTION_BY_KIND: Mapping[DutyKind, str] = {
    DutyKind.FOLLOW_UP: "record_follow_up",
    DutyKind.GRADUATE_SHORT: "give_job_lead",
    DutyKind.HOUSEHOLD_UNMET: "check_household",
    DutyKind.HOUSEHOLD_UNCHECKED: "check_household",
    DutyKind.PLAN_STEP: "complete_step",
    DutyKind.NEXT_CONTACT: "write_note",
    DutyKind.JOB_SEEKER_CONTACT: "write_note",
    DutyKind.CERTIFICATE_EXPIRING: "correct_client",
    DutyKind.DRAFT_UNFINISHED: "resume_draft",
}
"""What one key does about a duty."""

CANNOT_WAIT = frozenset({DutyKind.DRAFT_UNFINISHED})
"""Duties that cannot be put off: a draft is finished or thrown away."""


_WITH_CLAUSE = Text("{why}依据：{clause}。", "{why} Source: {clause}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing that is due.

    Attributes:
        subject_id: The record it is about: a follow-up, a step, a household …
        subject: The draft’s key where no record stands behind it, else ``""``.
        due_on: The day it falls or fell due.
        why: A full sentence, with its numbers.
        clause: Where the numbers come from; ``None`` when there are none.
        name: The client or the head of household.
        place: Township and village, or ``""``.
    """

    kind: DutyKind
    client_id: ClientId | None = None
    household_id: HouseholdId | None = None
    subject_id: UUID | None = None
    subject: str = ""
    due_on: date
    why: Text
    clause: Text | None = None
    name: str
    place: str = ""

    @property
    def key(self) -> str:
        """Name by which it is put off: the same on every device."""
        return duty_key(self.kind, self.subject_id) if self.subject_id else self.subject

    @property
    def action(self) -> str:
        """What one key does about it."""
        return ACTION_BY_KIND[self.kind]

    @property
    def sentence(self) -> Text:
        """Why it is due and by which clause, as read where nothing can be asked for."""
        if self.clause is None:
            return self.why
        return _WITH_CLAUSE.filled(why=self.why, clause=self.clause)

    def days_overdue(self, today: date) -> int:
        """Return how many days it is past its day; 0 when it is not."""
        return max(0, (today - self.due_on).days)


def duty_key(kind: DutyKind, subject_id: UUID) -> str:
    """Return the name by which a duty is put off."""
    return f"{kind.value}:{subject_id.hex}"


def in_order(duties: Iterable[Duty]) -> list[Duty]:
    """Return duties with the longest due first; of one day, in the order of ``DutyKind``."""
    order = {kind: number for number, kind in enumerate(DutyKind)}
    return sorted(duties, key=lambda d: (d.due_on, order[d.kind], d.place, d.name, d.key))


def not_put_off(
    duties: Iterable[Duty], until_by_key: Mapping[str, date], today: date
) -> list[Duty]:
    """Return the duties that are not put off to a later day than ``today``."""
    return [d for d in duties if until_by_key.get(d.key, today) <= today]


def short_clause(parameter: Parameter) -> Text:
    """Return where a number comes from in a few words: 方案二（七）, or 设计建议（可改）."""
    zh = parameter.clause.zh.partition("：")[0]
    en = parameter.clause.en.partition(":")[0]
    if parameter.sureness is Sureness.C:
        return Text(zh, en)
    return Text(f"{parameter.document.zh}{zh}", f"{parameter.document.en}, {en}")
