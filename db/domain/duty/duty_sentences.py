"""Duties in words: for each kind, when it is due and why, with its numbers and its clause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from db.domain.duty.duties import Duty, DutyKind, short_clause
from db.domain.graduates.graduate_rules import DUE_DAYS, MIN_POSTINGS, GraduateState
from db.domain.households.household_finding import HouseholdResult
from db.domain.households.household_rules import CHECK_EVERY, MIN_WORKERS
from db.domain.ids import ClientId, HouseholdId
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.text import Text

JOB_SEEKER_DAYS = "job_seeker_contact_days"

_WHEN = Text("应在 {due_on}，{span}", "due on {due_on}, {span}")
_DUE_TODAY = Text("今天到期", "due today")
_AGO, _ONE_AGO = Text("已过 {days} 天", "{days} days ago"), Text("已过 1 天", "1 day ago")
_AHEAD, _ONE_AHEAD = Text("还有 {days} 天", "in {days} days"), Text("还有 1 天", "in 1 day")
_TODAY = Text("就是今天", "today")
_FOLLOW_UP = Text(
    "{kind}回访，{when}。{started_on} 到{employer}做{job}。",
    "Follow-up “{kind}”, {when}. Started on {started_on} at {employer} as {job}.",
)
_GRADUATE = Text(
    "{basis}应在 {due_on} 前给足，{span}。",
    "{basis} All are to be given by {due_on}, {span}.",
)
_NEVER_CHECKED = Text(
    "这一户还没有做过“一户一人”核查。",
    "This household has never been checked for a member in stable work.",
)
_UNMET = Text(
    "{checked_on} 核查未达标：还没有人稳定就业。再次核查{when}。",
    "Not met on {checked_on}: nobody is in stable work yet. Next check {when}.",
)
_PENDING = Text(
    "{checked_on} 核查待核：还有情况要问清。再次核查{when}。",
    "Left open on {checked_on}: facts are missing. Next check {when}.",
)
_CHECK_AGAIN = Text(
    "上次核查是 {checked_on}，结果“{result}”。再次核查{when}。",
    "Last checked on {checked_on}: {result}. Next check {when}.",
)
_STEP = Text("计划步骤“{what}”，{when}。", "Plan step “{what}”, {when}.")
_STEP_OF = Text(
    "计划步骤“{what}”由{who}来做，{when}。", "Plan step “{what}” for {who}, {when}."
)
_NEXT = Text(
    "{noted_on} 约好再联系，{when}。", "Agreed on {noted_on} to be in touch again, {when}."
)
_NEXT_STEP = Text(
    "{noted_on} 约好再联系，{when}。下一步：“{step}”。",
    "Agreed on {noted_on} to be in touch again, {when}. Next step: “{step}”.",
)
_JOB_SEEKER = Text(
    "想就业，上次联系是 {last_on}，已 {days} 天（每 {every} 天联系一次）。",
    "Wants work; last contact on {last_on}, {days} days ago (every {every} days).",
)
_CERTIFICATE_OVER = Text(
    "残疾人证已于 {until} 到期，请提醒本人换证。",
    "The certificate ran out on {until}; remind the client to renew it.",
)
_CERTIFICATE_SOON = Text(
    "残疾人证将于 {until} 到期，{span}，请提醒本人换证。",
    "The certificate runs out on {until}, {span}; remind the client to renew it.",
)
_DRAFT = Text(
    "有一份表单没有写完：{subject}。可以接着写，也可以放弃。",
    "A form is unfinished: {subject}. Go on with it or throw it away.",
)
_OWN_WORK = Text("自己的营生", "own work")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Whom a duty concerns, as lists name them."""

    client_id: ClientId | None = None
    household_id: HouseholdId | None = None
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The job a follow-up is about."""

    started_on: date
    employer: str | None
    title: str


@dataclass(frozen=True, slots=True)
class DutyWriter:
    """Writes duties as they stand on one day under one policy."""

    today: date
    policy: Policy

    def follow_up(self, who: Who, record_id: UUID, planned: tuple[str, date], job: Job) -> Duty:
        """Return the duty of a planned follow-up, given its kind and day."""
        kind, due_on = planned
        key = f"follow_up.{kind}_days" if kind == "before_start" else f"follow_up.{kind}"
        why = _FOLLOW_UP.filled(
            kind=code_list("follow_up_kinds").label(kind),
            when=self._when(due_on),
            started_on=job.started_on,
            employer=job.employer or _OWN_WORK,
            job=job.title,
        )
        return self._duty(DutyKind.FOLLOW_UP, who, record_id, due_on, why, key)

    def graduate_short(self, who: Who, record_id: UUID, state: GraduateState) -> Duty:
        """Return the duty towards a graduate who was given too few job leads."""
        why = _GRADUATE.filled(
            basis=state.basis,
            due_on=state.due_on,
            span=self._span(state.due_on),
        )
        return self._duty(
            DutyKind.GRADUATE_SHORT,
            who,
            record_id,
            state.due_on,
            why,
            MIN_POSTINGS,
            DUE_DAYS,
        )

    def household(
        self,
        who: Who,
        record_id: UUID,
        last: tuple[date, str] | None,
        next_check_on: date | None,
    ) -> Duty:
        """Return the duty towards a household, given the day and result of its last check."""
        due_on = next_check_on or self.today
        if last is None:
            kind = DutyKind.HOUSEHOLD_UNCHECKED
            return self._duty(kind, who, record_id, due_on, _NEVER_CHECKED, MIN_WORKERS)
        checked_on, result = last
        unmet = result == HouseholdResult.UNMET
        sentence = (
            _UNMET if unmet else _PENDING if result == HouseholdResult.PENDING else _CHECK_AGAIN
        )
        why = sentence.filled(
            checked_on=checked_on,
            result=code_list("household_results").label(result),
            when=self._when(due_on),
        )
        kind = DutyKind.HOUSEHOLD_UNMET if unmet else DutyKind.HOUSEHOLD_UNCHECKED
        key = MIN_WORKERS if unmet else CHECK_EVERY
        return self._duty(kind, who, record_id, due_on, why, key)

    def plan_step(
        self, who: Who, record_id: UUID, due_on: date, what: str, by: str | None
    ) -> Duty:
        """Return the duty of a step that is not done."""
        sentence = _STEP_OF if by else _STEP
        why = sentence.filled(what=what, who=by, when=self._when(due_on))
        return self._duty(DutyKind.PLAN_STEP, who, record_id, due_on, why)

    def next_contact(
        self, who: Who, record_id: UUID, days: tuple[date, date], step: str | None
    ) -> Duty:
        """Return the duty of a contact that a note promised, given its two days."""
        noted_on, next_on = days
        sentence = _NEXT_STEP if step else _NEXT
        why = sentence.filled(noted_on=noted_on, step=step, when=self._when(next_on))
        return self._duty(DutyKind.NEXT_CONTACT, who, record_id, next_on, why)

    def job_seeker(self, who: Who, record_id: UUID, last_on: date) -> Duty:
        """Return the duty towards somebody who wants work and was not contacted for long."""
        every = self.policy.number(JOB_SEEKER_DAYS, self.today)
        why = _JOB_SEEKER.filled(
            last_on=last_on,
            days=(self.today - last_on).days,
            every=every,
        )
        due_on = last_on + timedelta(days=every)
        kind = DutyKind.JOB_SEEKER_CONTACT
        return self._duty(kind, who, record_id, due_on, why, JOB_SEEKER_DAYS)

    def certificate(self, who: Who, record_id: UUID, until: date) -> Duty:
        """Return the duty to remind somebody of a certificate that runs out."""
        sentence = _CERTIFICATE_OVER if until < self.today else _CERTIFICATE_SOON
        why = sentence.filled(until=until, span=self._span(until))
        return self._duty(DutyKind.CERTIFICATE_EXPIRING, who, record_id, until, why)

    def draft(self, who: Who, key: str, subject: str) -> Duty:
        """Return the duty to finish a form or throw it away; it is always due today."""
        return Duty(
            kind=DutyKind.DRAFT_UNFINISHED,
            client_id=who.client_id,
            subject=key,
            due_on=self.today,
            why=_DRAFT.filled(subject=subject),
            name=who.name,
            place=who.place,
        )

    def _duty(
        self,
        kind: DutyKind,
        who: Who,
        record_id: UUID,
        due_on: date,
        why: Text,
        *keys: str,
    ) -> Duty:
        return Duty(
            kind=kind,
            client_id=who.client_id,
            household_id=who.household_id,
            subject_id=record_id,
            due_on=due_on,
            why=why,
            clause=self._clause(keys),
            name=who.name,
            place=who.place,
        )

    def _when(self, due_on: date) -> Text:
        if due_on == self.today:
            return _DUE_TODAY
        return _WHEN.filled(due_on=due_on, span=self._span(due_on))

    def _span(self, due_on: date) -> Text:
        """Return how far off a day is."""
        days = (due_on - self.today).days
        if abs(days) == 1:
            return _ONE_AHEAD if days > 0 else _ONE_AGO
        if days == 0:
            return _TODAY
        return _AHEAD.filled(days=days) if days > 0 else _AGO.filled(days=-days)

    def _clause(self, keys: Iterable[str]) -> Text | None:
        """Return where the numbers come from; a kind without a number has no clause."""
        known = [key for key in keys if key in self.policy.keys]
        clauses = {short_clause(self.policy.at(key, self.today)): None for key in known}
        if not clauses:
            return None
        return Text("；".join(c.zh for c in clauses), "; ".join(c.en for c in clauses))
