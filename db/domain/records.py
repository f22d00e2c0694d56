"""All records, in the order in which a reader would meet them."""

from typing import Any

from db.domain.assessment import Assessment
from db.domain.case import Case
from db.domain.case_note import CaseNote
from db.domain.client import Client
from db.domain.consent import Consent
from db.domain.employer import Employer, Vacancy
from db.domain.employment_plan import EmploymentPlan, PlanStep
from db.domain.follow_up import FollowUp
from db.domain.graduate_service import GraduateService, JobLead
from db.domain.household import Household, HouseholdMember
from db.domain.household_check import HouseholdCheck
from db.domain.issued_document import IssuedDocument
from db.domain.placement import Placement
from db.domain.postponement import Postponement
from db.domain.pronunciation import Pronunciation
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
