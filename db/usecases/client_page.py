"""Everything the client page shows, read in one look. Reads only."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from db.domain.clients.assessment import Assessment
from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.client_rules import Remark, remarks
from db.domain.clients.consent import Consent
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.clients.postponement import Postponement
from db.domain.duty.duties import Duty, in_order, not_put_off
from db.domain.duty.duty_sentences import DutyWriter, Who
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.ids import ClientId
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.follow_up_rules import next_planned
from db.domain.placements.placement import Placement
from db.domain.placements.retention import placement_stability
from db.domain.policy import Policy
from db.fields.codes import code_list
from db.fields.text import Text
from db.ports import Reading
from db.usecases.cases import open_case_of
from db.usecases.client_duties import (
    ClientDuties,
    Contact,
    GraduateView,
    HouseholdView,
    PlacementView,
)
from db.usecases.graduates import graduate_state
from db.usecases.households import household_finding
from db.usecases.worklist import place_of

LAST_CONTACTS = 3
"""How many contacts the page shows before “all contacts” is opened."""

_HEADER = Text("{name}，{facts}。", "{name}: {facts}.")
_NO_FACTS = Text("还没有填写其他情况", "nothing else is on record yet")
_CASE = Text("个案{stage}", "case at “{stage}”")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPage:
    """Everything the client page shows.

    Attributes:
        header: One sentence that says who this is.
        case: The open case, else the one closed last.
        next_step: The most pressing of ``duties``.
        duties: All that is due for her and not put off, however far ahead.
        contacts: All contacts, the newest first; a page shows ``LAST_CONTACTS``.
        plan: The running plan, else the one that ended last.
    """

    client: Client
    header: Text
    remarks: tuple[Remark, ...]
    case: Case | None
    cases: tuple[Case, ...]
    next_step: Duty | None
    duties: tuple[Duty, ...]
    contacts: tuple[Contact, ...]
    plan: EmploymentPlan | None
    steps: tuple[PlanStep, ...]
    assessment: Assessment | None
    household: HouseholdView | None
    placements: tuple[PlacementView, ...]
    graduate: GraduateView | None
    consents: tuple[Consent, ...]

    @property
    def last_contacts(self) -> tuple[Contact, ...]:
        """The newest contacts."""
        return self.contacts[:LAST_CONTACTS]


def client_page(
    reading: Reading, client_id: ClientId, today: date, policy: Policy
) -> ClientPage:
    """Return everything the client page shows.

    Raises:
        Problem: The client is gone.
    """
    client = reading[Client].get(client_id)
    cases = sorted(reading[Case].where(client_id=client_id), key=lambda c: c.opened_on)
    case = open_case_of(reading, client_id) or max(
        cases, key=lambda c: (c.closed_on or c.opened_on, c.id.int), default=None
    )
    plan, steps = _plan(reading, client_id)
    notes = reading[CaseNote].where(client_id=client_id)
    follow_ups = reading[FollowUp].where(client_id=client_id)
    placements = _placements(reading, client_id, follow_ups, today, policy)
    graduate = _graduate(reading, client_id, today, policy)
    household = _household(reading, client, today, policy)
    assessments = reading[Assessment].where(client_id=client_id)
    contacts = _contacts(notes, follow_ups)
    duties = ClientDuties(
        DutyWriter(today, policy),
        Who(
            client_id=client.id,
            name=client.name,
            place=place_of(client.township, client.village),
        ),
    )
    found = [
        *duties.of_placements(placements),
        *duties.of_plan(plan, steps),
        *duties.of_notes(notes, contacts),
        *duties.of_graduate(graduate),
        *duties.of_household(household),
        *duties.of_search(
            client,
            case,
            [
                *(contact.on for contact in contacts),
                *(each.assessed_on for each in assessments),
                *(
                    each.agreed_on
                    for each in reading[EmploymentPlan].where(client_id=client_id)
                ),
                *(
                    lead.told_on
                    for lead in reading[JobLead].where(client_id=client_id)
                    if lead.told_on is not None
                ),
            ],
        ),
        *duties.of_certificate(client),
    ]
    put_off = {p.subject: p.until for p in reading[Postponement].where(client_id=client_id)}
    if household is not None:
        standing = reading[Postponement].where(household_id=household.household.id)
        put_off |= {p.subject: p.until for p in standing}
    due = in_order(not_put_off(found, put_off, today))
    return ClientPage(
        client=client,
        header=header_of(client, case),
        remarks=remarks(client, today, policy),
        case=case,
        cases=tuple(cases),
        next_step=due[0] if due else None,
        duties=tuple(due),
        contacts=contacts,
        plan=plan,
        steps=steps,
        assessment=max(assessments, key=lambda a: (a.assessed_on, a.id.int), default=None),
        household=household,
        placements=placements,
        graduate=graduate,
        consents=tuple(
            sorted(reading[Consent].where(client_id=client_id), key=lambda c: c.given_on)
        ),
    )


def header_of(client: Client, case: Case | None) -> Text:
    """Return one sentence that says who this is, as a list row or a page title is read."""
    coded = (
        ("sex", client.sex),
        ("disability_categories", client.disability_category),
        ("disability_levels", client.disability_level),
        ("employment_status", client.employment_status),
    )
    facts = [code_list(codes).label(value) for codes, value in coded if value is not None]
    place = place_of(client.township, client.village)
    facts += [Text(place, place)] if place else []
    if case is not None:
        facts.append(_CASE.filled(stage=code_list("case_stages").label(case.stage)))
    said = Text("，".join(f.zh for f in facts), ", ".join(f.en for f in facts))
    return _HEADER.filled(name=client.name, facts=said if facts else _NO_FACTS)


def _plan(
    reading: Reading, client_id: ClientId
) -> tuple[EmploymentPlan | None, tuple[PlanStep, ...]]:
    plans = reading[EmploymentPlan].where(client_id=client_id)
    plan = max(plans, key=lambda p: (p.ended_on is None, p.agreed_on, p.id.int), default=None)
    if plan is None:
        return None, ()
    steps = reading[PlanStep].where(plan_id=plan.id)
    return plan, tuple(sorted(steps, key=lambda s: (s.due_on or date.max, s.id.int)))


def _placements(
    reading: Reading,
    client_id: ClientId,
    follow_ups: list[FollowUp],
    today: date,
    policy: Policy,
) -> tuple[PlacementView, ...]:
    of_placement = defaultdict(list)
    for follow_up in sorted(follow_ups, key=lambda f: (f.due_on, f.id.int)):
        of_placement[follow_up.placement_id].append(follow_up)
    placements = reading[Placement].where(client_id=client_id)
    return tuple(
        PlacementView(
            placement=placement,
            stability=placement_stability(placement, of_placement[placement.id], today, policy),
            follow_ups=tuple(of_placement[placement.id]),
            next_follow_up=(
                next_planned(of_placement[placement.id]) if placement.ended_on is None else None
            ),
        )
        for placement in sorted(
            placements, key=lambda p: (p.started_on, p.id.int), reverse=True
        )
    )


def _graduate(
    reading: Reading, client_id: ClientId, today: date, policy: Policy
) -> GraduateView | None:
    services = reading[GraduateService].where(client_id=client_id)
    service = max(
        services, key=lambda s: (s.ended_on is None, s.began_on, s.id.int), default=None
    )
    if service is None:
        return None
    leads = reading[JobLead].where(service_id=service.id)
    return GraduateView(
        service=service,
        leads=tuple(sorted(leads, key=lambda lead: (lead.told_on or date.max, lead.id.int))),
        state=graduate_state(reading, service, today, policy),
    )


def _household(
    reading: Reading, client: Client, today: date, policy: Policy
) -> HouseholdView | None:
    household = (
        reading[Household].find(client.household_id)
        if client.household_id is not None
        else None
    )
    if household is None:
        return None
    checks = reading[HouseholdCheck].where(household_id=household.id)
    return HouseholdView(
        household=household,
        members=tuple(reading[HouseholdMember].where(household_id=household.id)),
        last_check=max(checks, key=lambda c: (c.checked_on, c.id.int), default=None),
        finding=household_finding(reading, household.id, today, policy),
    )


def _contacts(notes: list[CaseNote], follow_ups: list[FollowUp]) -> tuple[Contact, ...]:
    contacts = [
        Contact(
            on=note.noted_on,
            channel=note.channel,
            what=(
                code_list("service_types").label(note.service_type)
                if note.service_type is not None
                else CaseNote.NOUN
            ),
            said=note.content,
            source=note,
        )
        for note in notes
    ]
    contacts += [
        Contact(
            on=follow_up.contacted_on,
            channel=follow_up.channel,
            what=FollowUp.NOUN,
            said=follow_up.client_said or follow_up.employer_said or "",
            source=follow_up,
        )
        for follow_up in follow_ups
        if follow_up.contacted_on is not None
    ]
    return tuple(sorted(contacts, key=lambda c: (c.on, c.source.id.int), reverse=True))
