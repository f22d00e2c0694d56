"""What stops a client from being saved, and what is only worth a second look."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from db.domain.clients.client import Client
from db.domain.clients.client_rules import check_client, filled_from_numbers, is_holder, remarks
from db.domain.policy import load_packs
from db.fields.problem import InvalidFieldsError
from tests.builders import TODAY, a_client, an_identity_number
from tests.strategies import identity_numbers, records

POLICY = load_packs()
NUMBER = an_identity_number(date(1990, 5, 17), 2)


def client(**more: object) -> Client:
    usual = {
        "identity_number": NUMBER,
        "certificate_number": NUMBER + "43",
        "born_on": date(1990, 5, 17),
        "sex": "2",
        "disability_category": "4",
        "disability_level": "3",
    }
    return a_client(**(usual | more))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"born_on": TODAY + timedelta(days=1)}, "born_on"),
        ({"born_on": date(1890, 1, 1)}, "born_on"),
        ({"identity_number": NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1")},
         "identity_number"),
        ({"identity_number": "522401190002290040"}, "identity_number"),
        ({"identity_number": an_identity_number(date(2030, 1, 1))}, "identity_number"),
        ({"certificate_number": NUMBER + "83"}, "certificate_number"),
        ({"certificate_number": NUMBER + "4"}, "certificate_number"),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_not_saved(change: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidFieldsError) as raised:
        check_client(client(**change), TODAY)
    assert [problem.field for problem in raised.value.problems] == [field]


@pytest.mark.parametrize("number", ["520102190001010017", "52262219000101002X"])
def test_the_test_vectors_of_gb_11643_pass_and_tell_birth_and_sex(number: str) -> None:
    filled = filled_from_numbers(a_client(identity_number=number))
    assert (filled.born_on, filled.sex) == (
        date(1900, 1, 1),
        "1" if number.endswith("7") else "2",
    )
    check_client(filled, TODAY)


def test_a_reissued_certificate_with_its_mark_is_accepted() -> None:
    check_client(client(certificate_number=NUMBER + "43B1"), TODAY)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"born_on": date(1990, 5, 18)}, "born_on"),
        ({"sex": "1"}, "sex"),
        ({"disability_category": "1"}, "disability_category"),
        ({"disability_level": "2"}, "disability_level"),
        ({"identity_number": an_identity_number(sequence=4)}, "certificate_number"),
        ({"certificate_kind": "NONE"}, "certificate_kind"),
        ({"certificate_until": TODAY - timedelta(days=1)}, "certificate_until"),
        ({"certificate_until": TODAY + timedelta(days=90)}, "certificate_until"),
    ],
)
def test_papers_that_differ_are_remarked_and_still_saved(
    change: dict[str, object], field: str
) -> None:
    changed = client(**change)
    check_client(changed, TODAY)
    assert [remark.field for remark in remarks(changed, TODAY, POLICY)] == [field]


@pytest.mark.parametrize(
    ("born_on", "sex", "words"),
    [
        (date(2010, 11, 24), "2", "今天满 15 周岁，就业年龄从 16 周岁起。"),
        (date(1971, 11, 23), "2", "今天满 55 周岁，就业年龄到 54 周岁为止。"),
        (date(1966, 11, 23), "1", "今天满 60 周岁，就业年龄到 59 周岁为止。"),
        (date(1966, 11, 24), "1", None),
        (date(1971, 11, 24), "2", None),
    ],
)
def test_working_age_is_remarked_with_its_limit(
    born_on: date, sex: str, words: str | None
) -> None:
    found = remarks(a_client(born_on=born_on, sex=sex), TODAY, POLICY)
    assert [remark.text.zh for remark in found] == ([words] if words else [])


def test_a_county_code_of_long_ago_is_no_reason_for_a_remark() -> None:
    number = an_identity_number(county="522101")
    old = replace(client(county="520302"), identity_number=number, certificate_number=None)
    assert remarks(old, TODAY, POLICY) == ()


def test_a_certificate_good_for_longer_is_not_spoken_of() -> None:
    assert remarks(client(certificate_until=TODAY + timedelta(days=91)), TODAY, POLICY) == ()


def test_numbers_fill_blanks_and_replace_nothing() -> None:
    blank = filled_from_numbers(a_client(certificate_number=NUMBER + "42"))
    assert blank.identity_number == NUMBER
    assert (blank.disability_category, blank.disability_level) == ("4", "2")
    kept = filled_from_numbers(client(disability_level="1", sex="1"))
    assert (kept.disability_level, kept.sex) == ("1", "1")


@pytest.mark.parametrize(
    ("more", "holder"),
    [
        ({"certificate_kind": "DPF"}, True),
        ({"certificate_kind": "MIL"}, True),
        ({"certificate_kind": "VOID", "certificate_number": NUMBER + "43"}, False),
        ({"certificate_number": NUMBER + "43"}, True),
        ({}, None),
    ],
)
def test_a_holder_is_who_a_certificate_says(more: dict[str, str], holder: bool | None) -> None:
    assert is_holder(a_client(**more)) is holder


@given(records(Client, identity_number=identity_numbers()))
def test_remarks_never_fail_and_speak_of_declared_fields(any_client: Client) -> None:
    for remark in remarks(any_client, TODAY, POLICY):
        assert hasattr(any_client, remark.field)
        assert "{" not in remark.text.zh + remark.text.en


@given(records(Client, identity_number=identity_numbers(), born_on=None, sex=None))
def test_what_the_number_fills_in_is_never_remarked(any_client: Client) -> None:
    blank = replace(any_client, certificate_number=None)
    fields = {remark.field for remark in remarks(filled_from_numbers(blank), TODAY, POLICY)}
    assert "sex" not in fields
    born = [
        remark
        for remark in remarks(filled_from_numbers(blank), TODAY, POLICY)
        if remark.field == "born_on"
    ]
    assert all("周岁" in remark.text.zh for remark in born)
