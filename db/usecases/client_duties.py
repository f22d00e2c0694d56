"""What one client’s page is made of, and what is due for her. Pure functions of records."""

from dataclasses import dataclass
from datetime import date

from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.client_rules import remarks
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.duty.duties import Duty
from db.domain.duty.duty_sentences import JOB_SEEKER_DAYS, DutyWriter, Job, Who
from db.domain.graduates.graduate_rules import GraduateState
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.households.household_finding import HouseholdFinding
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.placements.retention import Stability
from db.fields.text import Text
from db.usecases.worklist import place_of

_WANTS_WORK = "UNEMP_WILL"
_ON_HOLD = "SUSP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One contact with or for the client: a case note or a follow-up that was held."""

    on: date
    channel: str | None
    what: Text
    said: str
    source: CaseNote | FollowUp


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementView:
    """One placement with what follows from it."""

    placement: Placement
    stability: Stability
    follow_ups: tuple[FollowUp, ...]
    next_follow_up: FollowUp | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GraduateView:
    """One graduate service with its leads and where it stands."""

    service: GraduateService
    leads: tuple[JobLead, ...]
    state: GraduateState


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdView:
    """The client’s household, its last check, and what a check would find today."""

    household: Household
    members: tuple[HouseholdMember, ...]
    last_check: HouseholdCheck | None
    finding: HouseholdFinding


@dataclass(frozen=True, slots=True)
class ClientDuties:
    """What is due for one client, from the records of her page."""

    writer: DutyWriter
    who: Who

    def of_placements(self, placements: tuple[PlacementView, ...]) -> list[Duty]:
        """Return every follow-up that is planned in a running placement."""
        duties = []
        for view in placements:
            placement = view.placement
            if placement.ended_on is not None:
                continue
            job = Job(
                started_on=placement.started_on,
                employer=placement.employer_name,
                title=placement.job_title,
            )
            for each in view.follow_ups:
                if each.contacted_on is None:
                    planned = each.kind, each.due_on
                    duties.append(self.writer.follow_up(self.who, each.id, planned, job))
        return duties

    def of_plan(self, plan: EmploymentPlan | None, steps: tuple[PlanStep, ...]) -> list[Duty]:
        """Return the steps of a running plan that are not done and have a day."""
        if plan is None or plan.ended_on is not None:
            return []
        return [
            self.writer.plan_step(self.who, step.id, step.due_on, step.what, step.who)
            for step in steps
            if step.done_on is None and step.due_on is not None
        ]

    def of_notes(self, notes: list[CaseNote], contacts: tuple[Contact, ...]) -> list[Duty]:
        """Return the contact the newest note with a next day promised, unless it was held."""
        promising = [n for n in notes if n.next_on is not None]
        newest = max(promising, key=lambda n: (n.noted_on, n.id.int), default=None)
        if newest is None or newest.next_on is None:
            return []
        if any(c.on >= newest.next_on for c in contacts):
            return []
        days = newest.noted_on, newest.next_on
        return [self.writer.next_contact(self.who, newest.id, days, newest.next_step)]

    def of_graduate(self, view: GraduateView | None) -> list[Duty]:
        """Return what a running graduate service is still short of."""
        if view is None or view.service.ended_on is not None or not view.state.short_of:
            return []
        return [self.writer.graduate_short(self.who, view.service.id, view.state)]

    def of_household(self, view: HouseholdView | None) -> list[Duty]:
        """Return the next check of her household, unless the duty is not for it."""
        if view is None or view.household.rural is False:
            return []
        check, household = view.last_check, view.household
        who = Who(
            household_id=household.id,
            name=household.head_name,
            place=place_of(household.township, household.village),
        )
        last = (check.checked_on, check.decided or check.found) if check else None
        next_on = household.next_check_on or (check.next_check_on if check else None)
        if check is not None and next_on is None:
            return []
        return [self.writer.household(who, household.id, last, next_on)]

    def of_search(
        self, client: Client, case: Case | None, in_touch_on: list[date]
    ) -> list[Duty]:
        """Return the contact due with somebody who wants work.

        As the query ``job_seekers_not_contacted`` counts: assessments, plans and job leads are
        days in touch too.
        """
        if client.employment_status != _WANTS_WORK or case is None:
            return []
        if case.closed_on is not None or case.stage == _ON_HOLD:
            return []
        last_on = max([case.opened_on, *in_touch_on])
        days = self.writer.policy.number(JOB_SEEKER_DAYS, self.writer.today)
        if (self.writer.today - last_on).days < days:
            return []
        return [self.writer.job_seeker(self.who, client.id, last_on)]

    def of_certificate(self, client: Client) -> list[Duty]:
        """Return the reminder of a certificate that has run out or soon will."""
        found = remarks(client, self.writer.today, self.writer.policy)
        if client.certificate_until is None:
            return []
        if not any(remark.field == "certificate_until" for remark in found):
            return []
        return [self.writer.certificate(self.who, client.id, client.certificate_until)]
