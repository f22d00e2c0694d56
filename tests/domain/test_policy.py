"""Every number of the policy has dates and a source, and a plan that ran out says so."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from db.domain.policy import (
    FOLLOW_UP_KINDS,
    Policy,
    Sureness,
    Validity,
    clause_sentence,
    load_packs,
)
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Language

DURING = date(2023, 5, 1)
AFTER = date(2026, 11, 23)
BEFORE = date(2020, 1, 1)


@pytest.fixture
def policy() -> Policy:
    return load_packs()


def test_the_plan_sets_three_to_five_postings_while_it_runs(policy: Policy) -> None:
    least = policy.at("graduate.postings_min", DURING)
    assert (least.value, policy.number("graduate.postings_max", DURING)) == (3, 5)
    assert not least.expired
    assert "3—5个针对性岗位信息" in clause_sentence(least, Language.ZH)
    assert "到期" not in clause_sentence(least, Language.ZH)


def test_a_plan_that_ran_out_is_followed_and_says_so(policy: Policy) -> None:
    least = policy.at("graduate.postings_min", AFTER)
    assert least.value == 3
    assert least.expired
    assert "已于 2024-12-31 到期" in clause_sentence(least, Language.ZH)
    assert "ran out on 2024-12-31" in clause_sentence(least, Language.EN)


@pytest.mark.parametrize(
    ("day", "validity"),
    [
        (date(2022, 8, 14), Validity.NOT_YET),
        (date(2022, 8, 15), Validity.CURRENT),
        (date(2024, 12, 31), Validity.CURRENT),
        (date(2025, 1, 1), Validity.EXPIRED),
    ],
)
def test_the_first_and_the_last_day_count(
    policy: Policy, day: date, validity: Validity
) -> None:
    assert policy.at("household.min_stable_workers", day).validity is validity


def test_before_the_first_rule_its_beginning_is_said(policy: Policy) -> None:
    early = policy.at("graduate.postings_min", BEFORE)
    assert early.value == 3
    assert "自 2022-08-15 起" in clause_sentence(early, Language.ZH)


def test_the_newest_rule_in_force_wins(policy: Policy) -> None:
    assert "2022—2024" in policy.at("lead.organ_min_staff", DURING).document.zh
    assert "2025—2027" in policy.at("lead.organ_min_staff", AFTER).document.zh
    assert policy.at("lead.organ_min_staff", date(2028, 1, 1)).expired


def test_every_number_has_a_source_in_both_languages(policy: Policy) -> None:
    for key in policy.keys:
        parameter = policy.at(key, AFTER)
        for language in Language:
            assert parameter.label.to(language)
            assert parameter.words(language)
            sentence = clause_sentence(parameter, language)
            assert not re.search(r"[{}]", sentence)
        assert clause_sentence(parameter, Language.EN).isascii() or "‘" not in sentence
        if parameter.sureness is Sureness.C:
            assert clause_sentence(parameter, Language.ZH).startswith("设计建议（可改）：")
            assert parameter.editable
        else:
            assert clause_sentence(parameter, Language.ZH).startswith("依据：")


def test_a_number_whose_source_is_unsure_says_so(policy: Policy) -> None:
    assert "出处待核" in clause_sentence(policy.at("quota.ratio_per_mille", AFTER), Language.ZH)


def test_every_default_lies_in_its_own_range(policy: Policy) -> None:
    editable = {
        key: policy.at(key, AFTER).default
        for key in policy.keys
        if policy.at(key, AFTER).editable
    }
    assert policy.with_local(editable).local == editable


def test_the_numbers_the_rules_ask_for_are_there(policy: Policy) -> None:
    limits = policy.age_limits(AFTER)
    assert (limits.youngest, limits.oldest_male, limits.oldest_female) == (16, 59, 54)
    months = {
        "stable.unit_contract_months": 12,
        "stable.unit_months_in_post": 6,
        "stable.public_months": 6,
        "stable.public_agreement_months": 12,
        "stable.self_months": 6,
        "stable.sheltered_months": 3,
        "job_seeker_contact_days": 30,
        "annual_review_days": 365,
    }
    assert {key: policy.number(key, AFTER) for key in months} == months
    assert policy.optional_number("stable.self_min_wage_fen", AFTER) is None
    assert policy.numbers("stable.self_min_wage_fen", AFTER) == ()


def test_the_branches_of_stable_work_name_numbers_that_exist(policy: Policy) -> None:
    for branch in code_list("stable_branches"):
        assert branch.extra["parameter"] in policy.keys


def test_follow_ups_come_in_the_order_of_their_days(policy: Policy) -> None:
    offsets = policy.follow_up_offsets(AFTER)
    assert [days for _, days in offsets] == [-7, -1, 7, 30, 90, 180, 365]
    kinds = code_list("follow_up_kinds")
    assert all(kind in kinds for kind, _ in offsets)
    assert [kind for kind, days in offsets if days > 0] == list(FOLLOW_UP_KINDS)


def test_a_county_sets_its_own_number_and_the_source_still_shows(policy: Policy) -> None:
    local = policy.with_local({"stable.self_min_wage_fen": 176_050})
    wage = local.at("stable.self_min_wage_fen", AFTER)
    assert wage.is_local
    assert wage.words(Language.ZH) == "1760.50 元"
    assert "本地设定为 1760.50 元，原为 未设定。" in clause_sentence(wage, Language.ZH)
    assert not policy.at("stable.self_min_wage_fen", AFTER).is_local


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("graduate.postings_min", 2, "不能在本地修改"),
        ("household.check_every_days", 5, "应在 30 天 到 730 天 之间"),
        ("household.check_every_days", None, "填法"),
        ("household.check_every_days", (30, 60), "填法"),
        ("household.check_every_days", True, "填法"),
        ("follow_up.before_start_days", 7, "填法"),
        ("follow_up.before_start_days", (7, 99), "应在 1 天 到 60 天 之间"),
    ],
)
def test_a_number_a_county_may_not_set_is_refused_in_words(
    policy: Policy, key: str, value: int | tuple[int, ...] | None, words: str
) -> None:
    with pytest.raises(Problem) as caught:
        policy.with_local({key: value})
    assert words in caught.value.message(Language.ZH)
    assert caught.value.field == key


def test_settings_of_a_newer_version_are_left_aside(policy: Policy) -> None:
    assert policy.with_local({"new.number": 3}).local == {}


def test_asking_for_a_number_that_no_pack_has_is_a_bug(policy: Policy) -> None:
    with pytest.raises(KeyError):
        policy.at("no.such_number", AFTER)
    with pytest.raises(KeyError):
        policy.number("quota.double_certificate_levels", AFTER)


@pytest.mark.parametrize("damage", ["cut", "no_value", "half_number", "bad_date", "list"])
def test_a_damaged_pack_is_refused_and_named(tmp_path: Path, damage: str) -> None:
    row = {
        "key": "some.days",
        "value": 3,
        "unit": "days",
        "label": {"zh": "天数", "en": "Days"},
        "clause": {"zh": "一", "en": "1"},
        "sureness": "A",
        "valid_from": "2026-01-01",
        "valid_to": None,
        "editable": False,
        "minimum": None,
        "maximum": None,
    }
    if damage == "no_value":
        del row["value"]
    elif damage == "half_number":
        row["value"] = 3.5
    elif damage == "bad_date":
        row["valid_from"] = "2026-13-01"
    names = {"zh": "试", "en": "Trial"}
    pack: object = {"name": "trial", "title": names, "document": names, "parameters": [row]}
    written = json.dumps([pack] if damage == "list" else pack)
    (tmp_path / "trial.json").write_text(written[:40] if damage == "cut" else written, "utf-8")
    with pytest.raises(Problem) as caught:
        load_packs(tmp_path)
    assert "trial.json" in caught.value.message(Language.ZH)
    assert "trial.json" in caught.value.message(Language.EN)
