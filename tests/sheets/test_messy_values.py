"""The 29 kinds of mess met in real rosters; each test is named after its pattern."""

from datetime import date
from pathlib import Path

import pytest

from db.domain.rosters.roster import RemarkKind
from db.fields.problem import Problem
from db.sheets.roster_reading import open_roster
from tests.builders import TODAY, an_identity_number
from tests.sheets.conftest import Read, problems, words
from tests.sheets.rosters import HEADINGS, a_csv, a_number, a_row, an_xlsx


@pytest.mark.parametrize("cell", [5.22401e19, "5.22401E+19", 52240119800101120000, "5.2E+19"])
def test_certificate_of_20_digits_kept_as_a_number(read: Read, cell: object) -> None:
    row = read(残疾人证号=cell)
    assert "丢失" in problems(row)
    assert row.problems[0].cell == "名单!C2"
    assert "client.certificate_number" not in row.values


@pytest.mark.parametrize("cell", [522401198001010000, "522401198001010000", 522401198001010])
def test_identity_number_of_18_digits_kept_as_a_number(read: Read, cell: object) -> None:
    assert "丢失" in problems(read(身份证号=cell))


def test_identity_number_of_15_digits_is_refused_with_the_reason(read: Read) -> None:
    assert "15 位" in problems(read(身份证号="522401800101123"))


@pytest.mark.parametrize("quote", ["'", "‘", "＇"])
def test_leading_apostrophe(read: Read, quote: str) -> None:
    assert read(身份证号=quote + a_number()).values["client.identity_number"] == a_number()


def test_small_x_at_the_end(read: Read) -> None:
    row = read(身份证号="52262219000101002x")
    assert row.values["client.identity_number"] == "52262219000101002X"


def test_full_width_letters_and_digits(read: Read) -> None:
    wide = a_number().translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})
    assert read(身份证号=wide).values["client.identity_number"] == a_number()


def test_blanks_of_every_width(read: Read) -> None:
    number = a_number()
    spaced = f"{number[:6]}\u3000{number[6:10]}\xa0{number[10:]}\t"
    row = read(姓名="潘 阿\u3000妹", 身份证号=spaced)
    assert row.values["client.name"] == "潘阿妹"
    assert row.values["client.identity_number"] == number
    assert read(姓名="阿依古丽 • 买买提").values["client.name"] == "阿依古丽·买买提"


def test_merged_cells_down_a_column(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        a_row(0),
        a_row(1, 乡镇=None),
        a_row(2, 乡镇=None),
        a_row(3, 乡镇="合兴镇"),
    ]
    merged = an_xlsx(tmp_path / "a.xlsx", rows, merged=["B2:B4"])
    lost = a_csv(tmp_path / "b.csv", [*rows[:1], *rows[1:4], a_row(4, 乡镇=None)])
    for path, towns in ((merged, ["煎茶镇"] * 3 + ["合兴镇"]), (lost, ["煎茶镇"] * 4)):
        roster = open_roster(path, today=TODAY)
        assert [row.values["client.township"] for row in roster.rows] == towns
    assert "煎茶镇" in words(open_roster(lost, today=TODAY).rows[1], RemarkKind.INFERRED)


def test_headings_over_several_rows(tmp_path: Path) -> None:
    rows = [
        ["某县台账", None, None, None],
        ["姓名", "性别", "就业情况", None],
        [None, None, "就业形式", "月收入"],
        ["潘阿妹", "女", "灵活就业", 2000],
    ]
    roster = open_roster(
        an_xlsx(tmp_path / "a.xlsx", rows, merged=["A1:D1", "A2:A3", "B2:B3", "C2:D2"]),
        today=TODAY,
    )
    assert roster.columns[2].heading == "就业情况/就业形式"
    assert roster.rows[0].values["placement.monthly_wage"] == 200_000


@pytest.mark.parametrize(
    ("column", "cell", "category", "level"),
    [
        ("残疾类别", "视力2级", "1", "2"),
        ("残疾类别", "肢体/二级", "4", "2"),
        ("残疾类别", "41", "4", "1"),
        ("残疾类别", 41, "4", "1"),
        ("残疾等级", "听力残疾三级", "2", "3"),
        ("残疾类别/等级", "智力Ⅱ级", "5", "2"),
    ],
)
def test_two_values_in_one_cell(
    read: Read, column: str, cell: object, category: str, level: str
) -> None:
    row = read(**{column: cell})
    assert row.values["client.disability_category"] == category
    assert row.values["client.disability_level"] == level
    assert words(row, RemarkKind.INFERRED)


@pytest.mark.parametrize("cell", ["II", "Ⅱ", "2", 2, "2级", "贰级", "二级", "二"])
def test_degrees_in_roman_arabic_and_chinese(read: Read, cell: object) -> None:
    assert read(残疾等级=cell).values["client.disability_level"] == "2"


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("80-1-5", date(1980, 1, 5)),
        ("1980年1月5日", date(1980, 1, 5)),
        (29225, date(1980, 1, 5)),
        ("29225", date(1980, 1, 5)),
        (date(1980, 1, 5), date(1980, 1, 5)),
        ("1980.1", None),
        ("1980年1月", None),
        (1980.1, None),
        (1980, None),
    ],
)
def test_month_of_birth_as_text(read: Read, cell: object, born: date | None) -> None:
    row = read(出生年月=cell)
    assert row.values.get("client.born_on") == born
    if born is None:
        assert words(row, RemarkKind.CHECK)
        assert row.words["client.remark"][0].startswith("出生年月：1980")
    number = an_identity_number(date(1981, 3, 2))
    row = read(出生年月=cell, 身份证号=number)
    assert "核对" in words(row, RemarkKind.CHECK)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024.7", date(2024, 7, 1)),
        ("2024.07.01", date(2024, 7, 1)),
        ("20240701", date(2024, 7, 1)),
        (20240701, date(2024, 7, 1)),
        ("2024/7/1 0:00:00", date(2024, 7, 1)),
    ],
)
def test_dates_with_dots(read: Read, cell: object, day: date) -> None:
    row = read(上岗时间=cell)
    assert row.values["placement.started_on"] == day
    assert ("只写到月" in words(row)) == (cell == "2024.7")
    assert read(毕业时间="2024.7").values["graduate_service.graduated_in"] == "2024-07"


def test_column_of_ages(read: Read) -> None:
    number = an_identity_number(date(1980, 1, 5))
    assert "46 岁" in words(read(身份证号=number, 年龄="60岁"), RemarkKind.CHECK)
    assert "岁" not in words(read(身份证号=number, 年龄=45))
    assert "roster.age" not in read(年龄=45).values


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("√", "EMP"),
        ("是", "EMP"),
        ("○", "EMP"),
        ("Y", "EMP"),
        (1, "EMP"),
        ("×", "UNEMP"),
        ("否", "UNEMP"),
        ("N", "UNEMP"),
        (None, None),
        ("/", None),
    ],
)
def test_columns_of_yes_and_no(read: Read, cell: object, status: str | None) -> None:
    row = read(是否就业=cell)
    assert row.values.get("client.employment_status") == status
    assert not row.problems


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("13800000000/0851-6221234", "13800000000；0851-6221234"),
        ("13800000000 13900000000", "13800000000；13900000000"),
        ("13800000000（儿子）", "13800000000"),
        (13800000000, "13800000000"),
        ("无", None),
        ("—", None),
    ],
)
def test_telephones(read: Read, cell: object, phone: str | None) -> None:
    row = read(联系电话=cell)
    assert row.values.get("client.phone") == phone
    assert not row.problems


@pytest.mark.parametrize("sign", ["同上", "〃", "同 上"])
def test_same_as_above(tmp_path: Path, sign: str) -> None:
    rows = [HEADINGS, a_row(0), a_row(1, 村=sign, 联系电话=sign), a_row(2, 村=sign)]
    read_rows = open_roster(an_xlsx(tmp_path / "名单.xlsx", rows), today=TODAY).rows
    assert {row.values["client.village"] for row in read_rows} == {"长安村"}
    assert "上一行" in words(read_rows[1], RemarkKind.INFERRED)
    first = open_roster(
        an_xlsx(tmp_path / "b.xlsx", [HEADINGS, a_row(0, 村=sign)]), today=TODAY
    ).rows[0]
    assert "没有内容" in problems(first)


def test_totals_and_subtotals(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        a_row(0),
        ["小计", None, None, "1人", *[None] * 5],
        a_row(1),
        [None, None, None, "合 计", None, None, None, "2", None],
        ["总计：2", *[None] * 8],
    ]
    roster = open_roster(an_xlsx(tmp_path / "a.xlsx", rows), today=TODAY)
    assert len(roster.rows) == 2
    assert [skipped.number for skipped in roster.skipped] == [3, 5, 6]


def test_signature_lines(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        a_row(0),
        [
            "填表人：王某",
            None,
            None,
            "审核人：李某",
            None,
            None,
            "填表日期：2026.11",
            None,
            None,
        ],
        ["单位负责人（签字）：", *[None] * 8],
        ["注：本表一式两份", *[None] * 8],
    ]
    roster = open_roster(an_xlsx(tmp_path / "a.xlsx", rows), today=TODAY)
    assert len(roster.rows) == 1
    assert [skipped.number for skipped in roster.skipped] == [3, 4, 5]


def test_continued_rows_without_a_line_number(tmp_path: Path) -> None:
    rows = [HEADINGS, a_row(0, 备注="母亲照看"), [*[None] * 8, "每周三可来"], a_row(1)]
    roster = open_roster(an_xlsx(tmp_path / "a.xlsx", rows), today=TODAY)
    assert roster.rows[0].words["client.remark"] == ("母亲照看", "每周三可来")
    assert len(roster.rows) == 2


@pytest.mark.parametrize(("cell", "code"), [("苗", "06"), ("布依", "09"), ("仡佬", "37")])
def test_ethnic_group_without_its_last_word(read: Read, cell: str, code: str) -> None:
    assert read(民族=cell).values["client.ethnic_group"] == code


def test_ethnic_group_written_as_chuanqing(read: Read) -> None:
    row = read(民族="穿青人")
    assert row.values["client.ethnic_group"] == "97"
    assert row.words["client.remark"] == ("民族：穿青人",)
    assert words(row, RemarkKind.INFERRED)


@pytest.mark.parametrize(
    ("cell", "yuan", "exact"),
    [
        ("3000左右", 3000, False),
        ("2500-3000", 2750, False),
        ("0.3万", 3000, True),
        ("3千", 3000, True),
        ("3-5千", 4000, False),
        ("约3000元/月", 3000, False),
        ("3,000.50", 3000.5, True),
        (2800, 2800, True),
        ("无", None, True),
    ],
)
def test_ways_to_write_a_wage(read: Read, cell: object, yuan: float, exact: bool) -> None:
    row = read(月收入=cell)
    assert row.values.get("placement.monthly_wage") == (None if yuan is None else yuan * 100)
    assert ("placement.remark" in row.words) != exact
    assert bool(words(row)) == (not exact or cell in {"0.3万", "3千"})


def test_column_of_yearly_income_in_ten_thousands(tmp_path: Path) -> None:
    rows = [["姓名", "性别", "年收入(万元)"], ["潘阿妹", "女", 3.6], ["石秀英", "女", "360000"]]
    first, second = open_roster(an_xlsx(tmp_path / "名单.xlsx", rows), today=TODAY).rows
    assert first.values["placement.monthly_wage"] == 300_000
    assert "除以 12" in words(first, RemarkKind.INFERRED)
    assert "万元" in problems(second)


@pytest.mark.parametrize(
    ("cell", "county", "asks"),
    [
        ("遵义县", "520304", True),
        ("盘县", "520281", True),
        ("黔西县", "520581", True),
        ("毕节市", "520502", True),
        ("德江", "520626", False),
        ("贵州省铜仁市德江县", "520626", False),
        ("铜仁市", None, True),
    ],
)
def test_short_and_former_names_of_places(
    read: Read, cell: str, county: str | None, asks: bool
) -> None:
    row = read(县=cell)
    if county is not None:
        assert row.values["client.county"] == county
    assert bool(words(row, RemarkKind.CHECK)) == asks


def test_a_prefecture_that_is_not_the_county_s_own_is_said(read: Read) -> None:
    assert "铜仁市" in words(read(市州="遵义市", 县="德江县"), RemarkKind.CHECK)
    assert not words(read(市州="铜仁", 县="德江县"))


def test_numbers_with_a_former_prefix(read: Read) -> None:
    number = an_identity_number(date(1980, 1, 5), county="522101")
    row = read(身份证号=number)
    assert row.values["client.identity_number"] == number
    assert "client.county" not in row.values


def test_people_with_the_same_name_in_one_village(tmp_path: Path) -> None:
    rows = [HEADINGS, a_row(0, 姓名="石秀英"), a_row(1, 姓名="石秀英")]
    roster = open_roster(an_xlsx(tmp_path / "a.xlsx", rows), today=TODAY)
    assert len({row.values["client.identity_number"] for row in roster.rows}) == 2


@pytest.mark.parametrize("cell", ["已去世", "2025年3月病故", "户口迁出", "户口已迁出到外省"])
def test_death_or_moving_away_said_in_the_remark(read: Read, cell: str) -> None:
    assert read(备注=cell).departed == cell
    assert read(备注="未迁出").departed is None
    assert read(备注="照顾孙子").departed is None


def test_passwords_macros_and_hidden_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.et"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(Problem, match=r"\.xlsx"):
        open_roster(path, today=TODAY)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = a_csv(tmp_path / "a.csv", [HEADINGS, a_row(0, 姓名="石䶮")], encoding=encoding)
    assert open_roster(path, today=TODAY).rows[0].values["client.name"] == "石䶮"
