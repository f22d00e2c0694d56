"""A heading is understood as people write it, and every guess says why."""

from pathlib import Path

import pytest

from db.domain.rosters.roster import IGNORED, RosterTarget, Sureness, column_letters, targets
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.sheets.columns import guess_columns
from db.sheets.headings import edit_distance, match_heading
from db.sheets.layout import find_layout
from db.sheets.roster_reading import open_roster
from db.sheets.workbook import read_workbook
from tests.builders import TODAY
from tests.sheets.rosters import HEADINGS, a_csv, a_number, a_row

CANONICAL_FIELDS = 84
KNOWN_HEADINGS = 371


def guess(tmp_path: Path, headings: list[str], *rows: list[object], **more: object):  # type: ignore[no-untyped-def]  # a tuple of guesses
    path = a_csv(
        tmp_path / "a.csv", [headings, *(rows or [["潘阿妹", *"x" * (len(headings) - 1)]])]
    )
    layout = find_layout(read_workbook(path).sheets[0])
    assert layout is not None
    return guess_columns(layout, **more)  # type: ignore[arg-type]  # as given


def test_all_84_fields_and_371_headings_have_a_target() -> None:
    entries = code_list("excel_headings")
    words = [
        word
        for entry in entries
        for word in (entry.label.zh, *entry.synonyms, *entry.extra["typos"].split(";"))
        if word
    ]
    assert len(words) == len(set(words)) == KNOWN_HEADINGS
    assert (
        len({entry.code for entry in entries} - {"household.income_words"}) == CANONICAL_FIELDS
    )
    assert {entry.extra["target"] for entry in entries} <= set(targets())


@pytest.mark.parametrize("entry", list(code_list("excel_headings")), ids=lambda e: e.code)
def test_every_known_heading_is_recognised(entry) -> None:  # type: ignore[no-untyped-def]  # a code entry
    for heading in (entry.label.zh, *entry.synonyms):
        match = match_heading((heading,), slips=False)
        assert match is not None, heading
        assert match.canonical == entry.code, heading


@pytest.mark.parametrize(
    ("heading", "canonical"),
    [
        ("就业新式", "employment.form"),
        ("残疾登记", "person.disability_level"),
        ("残疾人证好", "person.disability_cert_no"),
        ("户藉地址", "person.hukou_address"),
        ("聯繫電話", "person.phone"),
        ("身份正号码", "person.id_number"),
        ("联系电话（必填）", "person.phone"),
        ("＊姓 名", "person.name"),
        ("就业服务需求(可多选)", "service.needs"),
        ("就业服务需求（多选，用顿号隔开）", "service.needs"),
        ("月收入（元）", "employment.wage"),
        ("残疾人本人姓名", "person.name"),
        ("推荐单位及岗位名称5", "service.referral"),
    ],
)
def test_a_slip_of_the_pen_is_understood(heading: str, canonical: str) -> None:
    match = match_heading((heading,))
    assert match is not None
    assert match.canonical == canonical


@pytest.mark.parametrize("heading", ["颜色", "备用", "签名", "鞋码"])
def test_a_strange_heading_is_not_guessed_at(tmp_path: Path, heading: str) -> None:
    strange = guess(tmp_path, ["姓名", "性别", heading])[2]
    assert strange.target == IGNORED
    assert strange.sureness is Sureness.UNKNOWN


def test_numbered_columns_are_all_read(tmp_path: Path) -> None:
    headings = ["姓名", "性别", *(f"推荐单位及岗位名称{n}" for n in range(1, 6))]
    assert [g.target for g in guess(tmp_path, headings)[2:]] == [RosterTarget.LEAD] * 5


def test_a_second_column_for_one_field_is_left_aside_and_says_so(tmp_path: Path) -> None:
    first, second = guess(tmp_path, ["姓名", "联系电话", "手机号"])[1:]
    assert first.target == "client.phone"
    assert second.target == IGNORED
    assert "联系电话" in second.why.zh


def test_units_in_a_heading_are_reckoned_with(tmp_path: Path) -> None:
    monthly, yearly, income = (
        guess(tmp_path, ["姓名", "性别", heading])[2].scale
        for heading in ("月收入(元)", "年收入(万元)", "家庭年收入(万元)")
    )
    assert monthly == 1
    assert yearly == pytest.approx(10_000 / 12)
    assert income == 10_000


def test_an_unknown_heading_is_guessed_from_what_its_cells_hold(tmp_path: Path) -> None:
    rows = [
        ["潘阿妹", "女", "13985001234", a_number(1)],
        ["石秀英", "女", "13985001235", a_number(2)],
    ]
    found = guess(tmp_path, ["姓名", "性别", "甲", "乙"], *rows)
    assert [g.target for g in found[2:]] == ["client.phone", "client.identity_number"]
    assert {g.sureness for g in found[2:]} == {Sureness.GUESS}


def test_what_was_chosen_wins_over_what_was_remembered_and_guessed(tmp_path: Path) -> None:
    found = guess(
        tmp_path,
        ["姓名", "性别", "乙"],
        remembered={1: "client.village", 2: "client.township"},
        chosen={1: "client.address"},
    )
    assert [(g.target, g.sureness) for g in found[1:]] == [
        ("client.address", Sureness.CHOSEN),
        ("client.township", Sureness.REMEMBERED),
    ]
    with pytest.raises(Problem):
        guess(tmp_path, ["姓名", "性别"], chosen={1: "client.shoe_size"})


def test_the_order_of_the_columns_does_not_matter(tmp_path: Path) -> None:
    plain = open_roster(a_csv(tmp_path / "a.csv", [HEADINGS, a_row(3)]), today=TODAY)
    turned = open_roster(
        a_csv(tmp_path / "b.csv", [HEADINGS[::-1], a_row(3)[::-1]]), today=TODAY
    )
    assert dict(plain.rows[0].values) == dict(turned.rows[0].values)


def test_columns_are_lettered_as_in_a_spreadsheet() -> None:
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_edit_distance_counts_a_swap_once() -> None:
    assert edit_distance("身份证号", "身份号证", 2) == 1
    assert edit_distance("姓名", "残疾人证号", 2) == 3
