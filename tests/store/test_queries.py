"""The named queries read what they need and no more."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from db.domain.assessment import Assessment
from db.domain.case import Case
from db.domain.case_note import CaseNote
from db.domain.client import Client
from db.domain.consent import Consent
from db.domain.employment_plan import EmploymentPlan, PlanStep
from db.domain.follow_up import FollowUp
from db.domain.graduate_service import GraduateService, JobLead
from db.domain.household import HouseholdMember
from db.domain.household_check import HouseholdCheck
from db.domain.placement import Placement
from db.domain.postponement import Postponement
from db.domain.record import Record
from db.store.queries import NAMES, run, statement
from db.store.record_file import SqlStore
from db.store.unit_of_work import SqlReading
from tests.benchmarks.bench_lists import TODAY, VALUES, County

PEOPLE = 200
ASKED = {**VALUES, "counsellor": None}
LISTED_WHOLE = {
    "households_to_see": {"household"},
    "household_numbers": {"household"},
    "households_listed": {"household"},
    "job_seekers_not_contacted": {"case_file", "client"},
    "certificates_ending": {"client", "case_file"},
    "caseload_numbers": {"case_file", "client"},
}
"""The tables a query lists or counts by; every other one is only looked up."""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]  # replaced
    yield
