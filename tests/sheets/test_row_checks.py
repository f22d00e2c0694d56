"""What the cells of a row say about each other, and words in the wrong place."""

from datetime import date

import pytest

from db.domain.rosters.roster import RemarkKind
from tests.builders import an_identity_number
from tests.sheets.conftest import Read, words
from tests.sheets.rosters import a_certificate, a_number


def test_a_certificate_in_the_wrong_column_is_put_where_it_belongs(read: Read) -> None:
    row = read(身份证号=a_certificate(4))
    assert row.values["client.certificate_number"] == a_certificate(4)
    assert row.values["client.identity_number"] == a_number(4)
    row = read(残疾人证号=a_number(4))
    assert "client.certificate_number" not in row.values
    assert "残疾人证号还没有" in words(row, RemarkKind.CHECK)


def test_what_disagrees_within_a_row_is_said_and_not_refused(read: Read) -> None:
    row = read(
        身份证号=an_identity_number(date(1980, 1, 5), 1),
        残疾人证号=a_certificate(4, category="4", level="2"),
        性别="女",
        出生日期="1981-01-05",
        残疾类别="视力",
        残疾等级="一级",
    )
    assert not row.problems
    said = words(row, RemarkKind.CHECK)
    for part in ("前 18 位", "性别", "出生日期", "残疾类别", "残疾等级"):
        assert part in said


def test_what_cannot_be_read_is_a_problem_at_its_cell(read: Read) -> None:
    row = read(性别="女性？", 出生日期="春天", 身份证号="12345", 家庭人口="很多")
    assert {problem.cell for problem in row.problems} == {
        "名单!C2",
        "名单!D2",
        "名单!E2",
        "名单!F2",
    }


def test_a_bare_yes_to_a_contract_is_kept_and_asked_about(read: Read) -> None:
    row = read(劳动合同="是")
    assert "placement.contract_type" not in row.values
    assert row.words["placement.remark"] == ("劳动合同：是",)
    assert read(劳动合同="否").values["placement.contract_type"] == "NONE"


@pytest.mark.parametrize(
    ("cell", "employer", "job"),
    [
        ("煎茶食品有限公司/分拣员", "煎茶食品有限公司", "分拣员"),
        ("煎茶食品有限公司 分拣员", "煎茶食品有限公司", "分拣员"),
        ("煎茶食品有限公司（分拣员）", "煎茶食品有限公司", "分拣员"),
        ("煎茶食品有限公司分拣员", "煎茶食品有限公司", "分拣员"),
        ("村里的活", "村里的活", None),
    ],
)
def test_an_employer_and_a_job_in_one_cell(
    read: Read, cell: str, employer: str, job: str | None
) -> None:
    lead = read(推荐单位及岗位名称1=cell).leads[0]
    assert (lead.employer_name, lead.job_title) == (employer, job)
