"""The invented demo caseload fits the records, the code lists and its own keys."""

import csv
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_type_hints

import pytest

import resources
from db.domain.clients.assessment import Assessment
from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.clients.divisions import current_division, match_township
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.households.household_check import HouseholdCheck
from db.domain.placements.employer import Employer, Vacancy
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.staff import Staff
from db.fields.codes import code_list
from db.fields.field import Code, Field, Several

RECORDS: dict[str, type] = {
    "staff": Staff,
    "clients": Client,
    "households": Household,
    "members": HouseholdMember,
    "employers": Employer,
    "vacancies": Vacancy,
    "cases": Case,
    "assessments": Assessment,
    "plans": EmploymentPlan,
    "steps": PlanStep,
    "graduate_services": GraduateService,
    "leads": JobLead,
    "placements": Placement,
    "follow_ups": FollowUp,
    "case_notes": CaseNote,
    "consents": Consent,
    "household_checks": HouseholdCheck,
}
NESTED = {"members", "steps", "leads"}
LINKS = {
    "client": "clients",
    "household": "households",
    "counsellor": "staff",
    "staff": "staff",
    "employer": "employers",
    "vacancy": "vacancies",
    "placement": "placements",
}
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _load(name: str) -> Any:  # Any: what a JSON file holds
    return json.loads(resources.path(f"samples/{name}").read_text("utf-8"))


@pytest.fixture(scope="module")
def demo() -> dict[str, Any]:
    loaded: dict[str, Any] = _load("demo.json")
    return loaded


def _rows(demo: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, rows in demo.items():
        if name != "about":
            for row in rows:
                yield name, row
                for inner in NESTED & row.keys():
                    for each in row[inner]:
                        yield inner, each


def test_every_key_is_a_field_of_its_record_or_a_link(demo: dict[str, Any]) -> None:
    for name, row in _rows(demo):
        known = {each.name for each in fields(RECORDS[name])}
        others = row.keys() - known - {"key"} - LINKS.keys() - NESTED
        assert not others, (name, others)


def test_every_code_is_one_of_its_list(demo: dict[str, Any]) -> None:
    for name, row in _rows(demo):
        hints = get_type_hints(RECORDS[name], include_extras=True)
        for key, value in row.items():
            for declared in getattr(hints.get(key), "__metadata__", ()):
                if isinstance(declared, Field) and isinstance(declared.kind, Code | Several):
                    for code in value if isinstance(value, list) else [value]:
                        assert code in code_list(declared.kind.codes), (name, key, code)


def test_every_link_leads_somewhere(demo: dict[str, Any]) -> None:
    keys = {name: {row.get("key") for row in demo[name]} for name in set(LINKS.values())}
    for name, row in _rows(demo):
        for link in LINKS.keys() & row.keys():
            assert row[link] in keys[LINKS[link]], (name, link, row[link])


def test_dates_are_days_from_today(demo: dict[str, Any]) -> None:
    for name, row in _rows(demo):
        for key, value in row.items():
            if key != "born_on" and key.endswith(("_on", "_from", "_until", "_since")):
                assert type(value) is int, (name, key)


def test_invented_numbers_have_a_right_check_digit(demo: dict[str, Any]) -> None:
    numbers = [client["identity_number"] for client in demo["clients"]]
    assert len(numbers) == len(set(numbers)) == 24
    for client in demo["clients"]:
        number = client["identity_number"]
        total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
        assert number[17] == "10X98765432"[total % 11]
        assert number[6:14] == client["born_on"].replace("-", "")
        assert number[14:16] == "00"
        assert int(number[16]) % 2 == int(client["sex"] == "1")
        assert current_division(number[:6]) == client["county"]
        digits = client["disability_category"] + client["disability_level"]
        assert client["certificate_number"] == number + digits


def test_names_stay_as_written_and_places_are_real(demo: dict[str, Any]) -> None:
    names = " ".join(client["name"] for client in demo["clients"])
    assert "·" in names
    assert any(ord(letter) > 0x20000 for letter in names)
    for _, row in _rows(demo):
        for value in row.values():
            if isinstance(value, str):
                assert unicodedata.is_normalized("NFC", value)
        if "township" in row:
            assert match_township(row["township"], row["county"]) is not None


def test_the_roster_holds_everybody_and_says_whom_to_refuse(demo: dict[str, Any]) -> None:
    roster = _load("roster.json")
    sheet = roster["sheets"][1]
    people = [row for row in sheet["rows"][3:] if isinstance(row[0], int)]
    assert len(people) == roster["expected"]["rows"] == len(demo["clients"])
    assert len({len(row) for row in sheet["rows"]}) == 1
    numbers = {client["identity_number"] for client in demo["clients"]}
    sound = [row for row in people if str(row[4]) in numbers]
    # One number has an apostrophe before it and one is typed in full width.
    assert len(people) - len(sound) == len(roster["expected"]["refused"]) + 2
    with resources.path("samples/roster.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == len(sheet["rows"])
