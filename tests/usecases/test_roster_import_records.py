"""What a roster says about work, families and graduates becomes records of its own."""

from pathlib import Path

from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.placements.placement import Placement
from db.domain.rosters.roster import IGNORED, RemarkKind
from db.store.record_file import SqlStore
from tests.sheets.rosters import a_certificate, a_number
from tests.usecases.roster_steps import a_roster, everything, imported, preview

HOUSEHOLD_HEADINGS = (
    "序号",
    "乡镇",
    "村",
    "户编号",
    "户主姓名",
    "家庭人口",
    "姓名",
    "与户主关系",
    "身份证号",
    "残疾人证号",
    "劳动能力",
    "就业状况",
    "就业形式",
    "务工地点",
    "务工开始",
    "单位名称",
    "月收入",
    "是否低保",
)


def test_work_with_start_and_form_becomes_a_placement(store: SqlStore, tmp_path: Path) -> None:
    headings = [
        "姓名",
        "身份证号",
        "就业状况",
        "就业形式",
        "就业时间",
        "岗位",
        "单位名称",
        "月收入",
        "劳动合同",
        "合同期限",
        "单位性质",
    ]
    rows = [
        headings,
        [
            "潘阿妹",
            a_number(0),
            "已就业",
            "按比例就业",
            "2026.3.1",
            "分拣",
            "煎茶公司",
            "2500-3000",
            "是",
            "1年",
            "民营",
        ],
        [
            "石秀英",
            a_number(1),
            "已就业",
            "灵活就业",
            None,
            "零工",
            None,
            2000,
            None,
            None,
            None,
        ],
        [
            "龙小妹",
            a_number(2),
            "未就业",
            "灵活就业",
            "2026.3.1",
            None,
            None,
            None,
            None,
            None,
            None,
        ],
    ]
    roster = a_roster(tmp_path, rows)
    plan = imported(store, roster)
    (placement,) = everything(store, Placement)
    assert (placement.form, placement.job_title, placement.monthly_wage) == (
        "QUOTA",
        "分拣",
        275_000,
    )
    assert placement.contract_until.isoformat() == "2027-02-28"
    assert placement.remark == "月收入：2500-3000\n劳动合同：是\n单位性质：民营"
    others = {client.name: client for client in everything(store, Client)}
    assert others["石秀英"].employment_status == "EMP"
    assert "月工资：2,000" in others["石秀英"].remark
    assert "就业形式：灵活就业" in others["龙小妹"].remark
    assert sum(r.kind is RemarkKind.CHECK for r in plan.remarks) >= 3
    assert preview(store, roster).unchanged == 3


def test_a_second_job_is_not_recorded_beside_a_running_one(
    store: SqlStore, tmp_path: Path
) -> None:
    headings = ["姓名", "身份证号", "就业状况", "就业形式", "就业时间", "单位名称"]
    imported(
        store,
        a_roster(
            tmp_path, [headings, ["潘阿妹", a_number(0), "是", "灵活就业", "2026.3.1", "甲店"]]
        ),
    )
    plan = preview(
        store,
        a_roster(
            tmp_path,
            [headings, ["潘阿妹", a_number(0), "是", "集中就业", "2026.8.1", "乙厂"]],
            "b.xlsx",
        ),
    )
    assert plan.writes == ()
    assert "另一份" in " ".join(remark.message.zh for remark in plan.remarks)


def test_a_family_ledger_becomes_households_and_members(
    store: SqlStore, tmp_path: Path
) -> None:
    rows = [
        HOUSEHOLD_HEADINGS,
        [
            1,
            "煎茶镇",
            "长安村",
            "001",
            "潘大山",
            3,
            "潘大山",
            "户主",
            a_number(0),
            None,
            "有",
            "是",
            "农村种养加",
            "本村",
            "2024.1.1",
            None,
            2000,
            "否",
        ],
        [
            2,
            "煎茶镇",
            "长安村",
            "001",
            "潘大山",
            3,
            "潘阿妹",
            "女儿",
            a_number(1),
            a_certificate(1),
            "有",
            "否",
            None,
            None,
            None,
            None,
            None,
            None,
        ],
        [
            3,
            "煎茶镇",
            "长安村",
            "002",
            None,
            2,
            "石秀英",
            "户主",
            a_number(2),
            a_certificate(2),
            "有",
            "否",
            None,
            None,
            None,
            None,
            None,
            "是",
        ],
        [
            4,
            "煎茶镇",
            "长安村",
            "003",
            None,
            2,
            "龙小妹",
            "女儿",
            a_number(3),
            a_certificate(3),
            "有",
            "否",
            None,
            None,
            None,
            None,
            None,
            None,
        ],
    ]
    roster = a_roster(tmp_path, rows)
    plan = imported(store, roster)
    assert [problem.cell for problem in plan.problems] == ["名单!D5"]
    assert [client.name for client in everything(store, Client)] == ["潘阿妹", "石秀英"]
    one, two = everything(store, Household)
    assert (one.head_name, one.persons, one.household_type) == ("潘大山", 3, None)
    assert (two.head_name, two.household_type) == ("石秀英", "2")
    members = {member.name: member for member in everything(store, HouseholdMember)}
    assert members["潘大山"].client_id is None
    assert members["潘大山"].employment_form == "FARM"
    assert members["潘大山"].monthly_wage == 200_000
    assert members["潘阿妹"].has_certificate is True
    assert members["潘阿妹"].household_id == one.id
    assert everything(store, Client)[0].household_id == one.id
    again = preview(store, roster)
    assert (again.unchanged, again.refused, again.writes) == (3, 1, ())


def test_a_graduate_ledger_becomes_services_and_job_leads(
    store: SqlStore, tmp_path: Path
) -> None:
    headings = [
        "姓名",
        "身份证号码",
        "残疾人证号",
        "毕业院校",
        "专业",
        "毕业日期",
        "调查日期",
        "调查方式",
        "已接受就业服务(可多选)",
        "调查人",
        "推荐单位及岗位名称1",
        "推荐单位及岗位名称2",
        "备注",
    ]
    rows = [
        headings,
        [
            "潘阿妹",
            a_number(0),
            a_certificate(0),
            "铜仁学院",
            "会计",
            "2026.7",
            "2026-09-01",
            "电话",
            "职业指导",
            "王某",
            "煎茶公司/会计",
            "德江超市（收银员）",
            None,
        ],
    ]
    roster = a_roster(tmp_path, rows)
    imported(store, roster)
    (service,) = everything(store, GraduateService)
    assert (service.school, service.graduated_in) == ("铜仁学院", "2026-07")
    assert (service.began_on.isoformat(), service.due_on.isoformat()) == (
        "2026-09-01",
        "2026-11-30",
    )
    leads = everything(store, JobLead)
    assert [(lead.employer_name, lead.job_title) for lead in leads] == [
        ("煎茶公司", "会计"),
        ("德江超市", "收银员"),
    ]
    assert {lead.told_how for lead in leads} == {"PHONE"}
    (note,) = everything(store, CaseNote)
    assert note.content == "职业指导\n服务人员：王某"
    assert preview(store, roster).unchanged == 1


def test_a_roster_of_public_posts_says_the_form_of_work(
    store: SqlStore, tmp_path: Path
) -> None:
    headings = [
        "姓名",
        "身份证号",
        "残疾人证号",
        "公益性岗位类型",
        "岗位名称",
        "安置时间",
        "银行账号",
    ]
    rows = [
        headings,
        ["潘阿妹", a_number(0), a_certificate(0), "保洁", "村级保洁员", "2026-01-01", "6222"],
    ]
    plan = imported(store, a_roster(tmp_path, rows))
    (placement,) = everything(store, Placement)
    assert (placement.form, placement.remark) == ("PUBLIC", "公益性岗位类型：保洁")
    assert everything(store, Client)[0].employment_status == "EMP"
    assert plan.columns[-1].target == IGNORED


def test_nothing_of_a_refused_row_is_kept_with_the_next_one(
    store: SqlStore, tmp_path: Path
) -> None:
    headings = ["户编号", "户主姓名", "姓名", "身份证号", "残疾人证号"]
    rows = [
        headings,
        ["003", None, "龙小妹", a_number(3), a_certificate(3)],
        ["004", "石大山", "石秀英", a_number(4), a_certificate(4)],
    ]
    plan = imported(store, a_roster(tmp_path, rows))
    assert (plan.created, plan.refused) == (1, 1)
    assert [client.name for client in everything(store, Client)] == ["石秀英"]
