"""One client of whom everything is on record, and her family."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.builders import (
    TODAY,
    a_case,
    a_check,
    a_client,
    a_consent,
    a_follow_up,
    a_held_follow_up,
    a_household,
    a_lead,
    a_member,
    a_note,
    a_placement,
    a_plan,
    a_service,
    a_step,
    a_vacancy,
    an_able_member,
    an_assessment,
    an_employer,
    an_identity_number,
    days_ago,
)

NUMBER = an_identity_number()
BROTHERS_NUMBER = an_identity_number(date(1988, 3, 2), 1)
BROTHER = "潘小满"


@dataclass(frozen=True)
class Family:
    """The client and every record around her."""

    client: Any
    records: tuple[Any, ...]

    def of(self, record_type: type[Any]) -> list[Any]:
        """Return the records of one type."""
        return [record for record in self.records if type(record) is record_type]

    def without(self, *record_types: type[Any]) -> tuple[Any, ...]:
        """Return the records but those of some types."""
        return tuple(r for r in self.records if type(r) not in record_types)


def family() -> Family:
    """Return a client of whom every kind of document can be made."""
    home = a_household(head_name="潘老二", code="HU-7", persons=4, labour_force=2)
    client = a_client(
        identity_number=NUMBER,
        certificate_number=NUMBER + "43",
        certificate_kind="DPF",
        certificate_until=TODAY + timedelta(days=50),
        disability_category="4",
        disability_level="3",
        sex="2",
        born_on=date(1990, 5, 17),
        education="BAC",
        employment_status="UNEMP_WILL",
        wish_to_work="YES",
        work_ability="PART",
        selfcare="PART",
        phone="13985001234；0856-6123456",
        contact_name="潘大姐",
        contact_relation="75",
        contact_phone="13985005678",
        county="520626",
        address="三组 12 号",
        desired_job="仓库理货",
        desired_place="德江县城",
        desired_wage=250_000,
        preferred_form="large18",
        remark="家里有人生病",
        household_id=home.id,
        counsellor_id=None,
    )
    brother = a_client(
        name=BROTHER,
        identity_number=BROTHERS_NUMBER,
        phone="13985009999",
        household_id=home.id,
        name_pinyin="pan1 xiao3 man3",
    )
    employer = an_employer(
        name="德江县图书馆",
        address="德江县城关路 8 号",
        contact_name="吴馆长",
        contact_phone="0856-8524321",
        accommodations="有电梯，有扶手",
    )
    vacancy = a_vacancy(
        employer,
        title="编目员",
        tasks="给新书编号",
        form="QUOTA",
        work_place="图书馆二楼",
        monthly_wage=260_000,
        accommodations="可以坐着做",
    )
    service = a_service(client, school="铜仁学院", major="图书馆学", due_on=TODAY)
    plan = a_plan(client, review_on=TODAY + timedelta(days=30))
    placement = a_placement(
        client,
        started_on=days_ago(40),
        work_place="长安村",
        monthly_wage=230_000,
        hours_per_week=40,
        contract_type="FIX1",
        accommodations="坐姿作业",
        remark="厂长是亲戚",
    )
    records = (
        client,
        brother,
        home,
        an_able_member(home, client_id=client.id),
        a_member(home, name=BROTHER, client_id=brother.id, relation="73"),
        a_member(home, name="潘老二", relation="02", has_certificate=False, facts_on=TODAY),
        a_check(
            home,
            checked_on=days_ago(31),
            found="UNMET",
            basis="没有人就业",
            next_check_on=days_ago(1),
            note="老人有病",
        ),
        a_case(client),
        an_assessment(
            client,
            vision="0",
            skills="会用电脑打字",
            interests="喜欢整理东西",
            accommodations="需要坐着工作",
            conclusion="适合坐姿作业",
            family_support="哥哥照顾",
        ),
        plan,
        a_step(plan, due_on=TODAY + timedelta(days=3), who="本人"),
        a_step(plan, what="学开机器", due_on=days_ago(9), done_on=days_ago(9)),
        a_step(plan, what="问接送"),
        service,
        employer,
        vacancy,
        a_lead(service, vacancy_id=vacancy.id, told_on=days_ago(9), answer="YES"),
        a_lead(service, employer_name="煎茶镇卫生院", job_title="档案员", why_it_suits="细心"),
        a_lead(service, employer_name="德江一中", job_title="图书员", told_on=None),
        placement,
        a_held_follow_up(
            placement,
            kind="day_7",
            due_on=days_ago(33),
            contacted_on=days_ago(33),
            client_said="还习惯",
            employer_said="做得慢一点",
        ),
        a_follow_up(placement, due_on=days_ago(10)),
        a_follow_up(placement, kind="month_3", due_on=TODAY + timedelta(days=50)),
        a_note(client, noted_on=days_ago(32), next_on=TODAY + timedelta(days=2)),
        a_consent(client),
        a_consent(client, purpose="EMPLOYER"),
        a_consent(client, purpose="HANDOVER", way="GUARD", guardian_name="潘老大"),
    )
    return Family(client, records)
