"""All records, in the order in which a reader would meet them."""

from typing import Any

from db.domain.clients.assessment import Assessment
from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.clients.postponement import Postponement
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.papers.issued_document import IssuedDocument
from db.domain.papers.pronunciation import Pronunciation
from db.domain.placements.employer import Employer, Vacancy
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.staff import Staff

RECORD_TYPES: tuple[type[Any], ...] = (
    Client,
    Consent,
    Household,
    HouseholdMember,
    HouseholdCheck,
    Case,
    Assessment,
    EmploymentPlan,
    PlanStep,
    GraduateService,
    JobLead,
    Employer,
    Vacancy,
    Placement,
    FollowUp,
    CaseNote,
    Staff,
    Postponement,
    IssuedDocument,
    Pronunciation,
)

RECORD_TYPE_BY_TABLE: dict[str, type[Any]] = {t.TABLE: t for t in RECORD_TYPES}
