"""find, show and edit as scripts use them."""

from uuid import UUID

import pytest

from db.domain.clients.client import Client
from db.fields.field import fields_of
from tests.commands.conftest import CERTIFICATE, IDENTITY, PHONE, Line

CHANGES = {
    "name": "潘阿美",
    "name_pinyin": "pan a mei",
    "sex": "女",
    "born_on": "1990-05-17",
    "phone": "0856-6221234",
    "county": "520626",
    "service_needs": "职业培训",
    "desired_wage": "2100.50",
    "remark": "雨天 不便出门",
}


def test_find_takes_several_words_and_prints_json_alone(line: Line) -> None:
    found = line("find", "潘", "阿妹", "--json")
    assert found.status == 0
    assert [set(one) for one in found.json] == [
        {"id", "name", "certificate_number", "county", "status"}
    ]
    assert found.json[0]["name"] == "潘阿妹"
    assert found.err == ""


@pytest.mark.parametrize("words", ["pan", "pam", "PAM", IDENTITY, PHONE[-4:], "长安"])
def test_find_knows_pinyin_initials_numbers_and_village(line: Line, words: str) -> None:
    assert [one["name"] for one in line("find", words, "--json").json] == ["潘阿妹"]


def test_limit_bounds_what_find_gives_and_says_that_there_is_more(line: Line) -> None:
    found = line("find", "阿", "--limit", 1)
    assert len(found.out.splitlines()) == 1
    assert "还有更多" in found.err


def test_finding_nobody_is_done_and_said(line: Line) -> None:
    assert line("find", "没有这个人", "--json").json == []
    found = line("find", IDENTITY[:-4] + "9999")
    assert (found.status, found.out) == (0, "")
    assert "没有找到" in found.err


@pytest.mark.parametrize("dashes", [False, True])
def test_ids_that_find_prints_are_taken_by_show(line: Line, dashes: bool) -> None:
    found = line.id_of("潘阿妹")
    shown = line("show", str(UUID(found)) if dashes else found, "--json")
    assert shown.json["id"] == found
    assert {field.name for field in fields_of(Client)} <= set(shown.json)


def test_whole_numbers_are_printed_only_when_asked_for(line: Line) -> None:
    client = line.id_of("潘阿妹")
    printed = [
        line("find", "潘阿妹", "--json"),
        line("find", "潘阿妹"),
        line("show", client, "--json"),
        line("show", client),
        line("find", IDENTITY[:-1] + "0"),
        line("show", IDENTITY),
        line("edit", client, f"identity_number={IDENTITY[:17]}"),
        line("edit", client, f"sex={IDENTITY}"),
        line("undo"),
    ]
    for ran in printed:
        for number in (IDENTITY, IDENTITY[:17], CERTIFICATE, PHONE):
            assert number not in ran.out + ran.err
    whole = line("show", client, "--json", "--unmasked").json
    assert (whole["identity_number"], whole["phone"]) == (IDENTITY, PHONE)
    assert IDENTITY in whole["remark"]
    assert (
        line("find", "潘", "--json", "--unmasked").json[0]["certificate_number"] == CERTIFICATE
    )


def test_every_value_that_edit_takes_is_what_show_gives(line: Line) -> None:
    client = line.id_of("龙阿妮")
    ran = line("edit", client, *(f"{name}={typed}" for name, typed in CHANGES.items()))
    assert (ran.status, ran.out) == (0, "")
    shown = line("show", client, "--json", "--unmasked").json
    assert shown["name"] == "潘阿美"
    assert shown["sex"] == "2"
    assert shown["born_on"] == "1990-05-17"
    assert shown["desired_wage"] == 210_050
    assert isinstance(shown["service_needs"], list)
    assert shown["remark"] == "雨天 不便出门"


def test_every_field_that_may_be_empty_can_be_emptied(line: Line) -> None:
    client = line.id_of("潘阿妹")
    assert (
        line("edit", client, *(f"{name}={typed}" for name, typed in CHANGES.items())).status
        == 0
    )
    optional = [field.name for field in fields_of(Client) if not field.required]
    assert line("edit", client, *(f"{name}=" for name in optional)).status == 0
    shown = line("show", client, "--json").json
    assert [name for name in optional if shown[name]] == []
    assert shown["name"] == "潘阿美"


def test_what_cannot_be_empty_is_not_emptied(line: Line) -> None:
    client = line.id_of("潘阿妹")
    ran = line("edit", client, "name=")
    assert (ran.status, ran.out) == (1, "")
    assert "请填写“姓名”" in ran.err


def test_a_field_that_is_not_there_is_wrong_usage(line: Line) -> None:
    ran = line("edit", line.id_of("潘阿妹"), "fone=1")
    assert ran.status == 2
    assert "没有“fone”这个字段" in ran.err
    assert line("edit", line.id_of("潘阿妹"), "phone").status == 2
    assert line("edit", line.id_of("潘阿妹"), "phone=", "phone=").status == 2


def test_a_broken_rule_changes_nothing_and_is_said_for_each_field(line: Line) -> None:
    client = line.id_of("潘阿妹")
    ran = line("edit", client, "phone=不是电话", "born_on=2999-99-99", "village=新村")
    assert ran.status == 1
    assert "联系电话" in ran.err
    assert "出生日期" in ran.err
    assert line("show", client, "--json").json["village"] == "长安村"


def test_nothing_different_is_said_to_be_the_same(line: Line) -> None:
    ran = line("edit", line.id_of("潘阿妹"), f"phone={PHONE}")
    assert (ran.status, "没有变化" in ran.err) == (0, True)


@pytest.mark.parametrize("wrong", ["1234", "潘阿妹", "0" * 32])
def test_somebody_who_is_not_there_is_a_problem_in_words(line: Line, wrong: str) -> None:
    ran = line("show", wrong, "--json")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.strip()


def test_messages_are_english_when_asked_for_before_or_after_the_command(line: Line) -> None:
    for ran in (
        line("find", "nobody", before=("--lang", "en")),
        line("find", "nobody", "--lang", "en"),
    ):
        assert "Nobody found" in ran.err
