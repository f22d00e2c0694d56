"""Today’s work, the client page and the summary, read from a whole record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from db.domain.clients.client import Client
from db.domain.clients.postponement import Postponement
from db.domain.duty.duties import DutyKind
from db.domain.papers.document import Heading, Paragraph, plain_text, texts_of
from db.domain.policy import Policy
from db.fields.problem import Problem
from db.fields.text import Language
from db.ports import Owner
from db.store.record_file import SqlStore
from db.usecases.client_page import ClientPage, client_page
from db.usecases.households import record_check, record_household
from db.usecases.papers.case_summary import client_summary
from db.usecases.postponing import postpone, postponement_of
from db.usecases.worklist import Worklist, todays_work
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
    a_postponement,
    a_service,
    a_staff,
    a_step,
    an_able_member,
    an_assessment,
    an_id,
    an_identity_number,
    days_ago,
)
from tests.usecases.conftest import saved


def work(store: SqlStore, policy: Policy, owner: Owner | None = None) -> Worklist:
    with store.reading() as reading:
        return todays_work(reading, store.drafts(), TODAY, policy, owner or store.owner)


def page_of(store: SqlStore, client: Client, policy: Policy) -> ClientPage:
    with store.reading() as reading:
        return client_page(reading, client.id, TODAY, policy)


@pytest.fixture
def busy(store: SqlStore) -> Iterator[Client]:
    """Yield a client of whom something of every kind is on record."""
    number = an_identity_number()
    home = a_household(next_check_on=days_ago(1), township="煎茶镇")
    client = a_client(
        identity_number=number,
        certificate_number=number + "43",
        certificate_kind="DPF",
        disability_category="4",
        disability_level="3",
        sex="2",
        employment_status="UNEMP_WILL",
        certificate_until=TODAY + timedelta(days=20),
        household_id=home.id,
        phone="13985001234",
    )
    placement = a_placement(client, started_on=days_ago(40))
    service = a_service(client, due_on=TODAY)
    plan = a_plan(client)
    saved(
        store,
        client,
        a_case(client),
        home,
        an_able_member(home, client_id=client.id),
        a_check(home, checked_on=days_ago(31), found="UNMET", basis="没有人就业"),
        placement,
        a_follow_up(placement, due_on=days_ago(10)),
        a_held_follow_up(
            placement, kind="day_7", due_on=days_ago(33), contacted_on=days_ago(33),
            client_said="还习惯",
        ),
        service,
        a_lead(service),
        plan,
        a_step(plan, due_on=TODAY, who="本人"),
        a_step(plan, what="学开机器", due_on=days_ago(9), done_on=days_ago(9)),
        a_note(client, noted_on=days_ago(32), next_on=days_ago(2), next_step="带简历"),
        an_assessment(client, conclusion="适合坐姿作业"),
        a_consent(client),
    )  # fmt: skip
    return client


def test_an_empty_record_has_nothing_due(store: SqlStore, policy: Policy) -> None:
    found = work(store, policy)
    assert (found.duties, found.left_out) == ((), {})
    assert found.numbers.open_cases == 0


def test_every_kind_of_duty_is_found_with_its_day(
    store: SqlStore, busy: Client, policy: Policy
) -> None:
    store.save_draft(f"case_note:{busy.id}", "记一笔 潘阿妹", {"content": "没写完"})
    found = work(store, policy)
    assert [(duty.kind, duty.due_on) for duty in found.duties] == [
        (DutyKind.FOLLOW_UP, days_ago(10)),
        (DutyKind.NEXT_CONTACT, days_ago(2)),
        (DutyKind.HOUSEHOLD_UNMET, days_ago(1)),
        (DutyKind.GRADUATE_SHORT, TODAY),
        (DutyKind.PLAN_STEP, TODAY),
        (DutyKind.DRAFT_UNFINISHED, TODAY),
        (DutyKind.CERTIFICATE_EXPIRING, TODAY + timedelta(days=20)),
    ]
    assert (len(found.overdue), len(found.today), len(found.soon)) == (3, 3, 1)
    assert {duty.name for duty in found.duties} == {"潘阿妹", "潘老二"}
    assert all(duty.why.zh.endswith("。") and duty.why.en for duty in found.duties)
    assert [d.client_id for d in found.duties if d.kind is DutyKind.DRAFT_UNFINISHED] == [
        busy.id
    ]
    assert found.numbers.households_unmet == 1
    assert (found.numbers.open_cases, found.numbers.in_work, found.numbers.graduates) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("last_on", "due"), [(days_ago(29), False), (days_ago(30), True), (days_ago(31), True)]
)
def test_a_job_seeker_is_due_after_thirty_days_without_contact(
    store: SqlStore, policy: Policy, last_on: object, due: bool
) -> None:
    client = a_client(employment_status="UNEMP_WILL")
    saved(
        store,
        client,
        a_case(client, opened_on=days_ago(90)),
        a_case(client, opened_on=days_ago(80), number="520626-2026-SECOND"),
        a_note(client, noted_on=last_on),
    )
    kinds = [duty.kind for duty in work(store, policy).duties]
    assert kinds == ([DutyKind.JOB_SEEKER_CONTACT] if due else [])
    assert bool(page_of(store, client, policy).duties) is due


@pytest.mark.parametrize("noted_on", [days_ago(2), TODAY])
def test_a_promised_contact_is_kept_by_any_contact_on_or_after_its_day(
    store: SqlStore, busy: Client, policy: Policy, noted_on: object
) -> None:
    saved(store, a_note(busy, noted_on=noted_on))
    kinds = {duty.kind for duty in work(store, policy).duties}
    assert DutyKind.NEXT_CONTACT not in kinds


def test_a_household_never_checked_is_due_today(store: SqlStore, policy: Policy) -> None:
    record_household(store, a_household(), today=TODAY)
    record_household(store, a_household(rural=False), today=TODAY)
    (duty,) = work(store, policy).duties
    assert (duty.kind, duty.due_on) == (DutyKind.HOUSEHOLD_UNCHECKED, TODAY)
    assert duty.clause is not None
    assert "二（六）" in duty.clause.zh
    assert "依据" not in duty.why.zh


def test_a_met_household_comes_back_when_its_next_check_is_due(
    store: SqlStore, policy: Policy
) -> None:
    home = a_household()
    record_household(store, home, [an_able_member(home)], today=TODAY)
    check = a_check(
        home,
        decided="MET",
        decided_reason="看到合同",
        next_check_on=TODAY + timedelta(days=5),
    )
    record_check(store, check, today=TODAY)
    (duty,) = work(store, policy).duties
    assert (duty.kind, duty.due_on) == (DutyKind.HOUSEHOLD_UNCHECKED, check.next_check_on)


def test_what_is_put_off_is_hidden_until_its_day(
    store: SqlStore, busy: Client, policy: Policy
) -> None:
    duty = work(store, policy).duties[0]
    put_off = postponement_of(duty, an_id(), TODAY + timedelta(days=2), "AWAY")  # type: ignore[arg-type]  # any id
    postpone(store, put_off, today=TODAY)
    assert duty.key not in {each.key for each in work(store, policy).duties}
    assert duty.key not in {each.key for each in page_of(store, busy, policy).duties}
    with store.reading() as reading:
        later = todays_work(reading, [], put_off.until, policy, store.owner)
        assert duty.key in {each.key for each in later.duties}
    undoable = store.undoable()
    assert undoable is not None
    assert undoable.name().zh == "推迟 潘阿妹"
    store.undo()
    assert duty.key in {each.key for each in work(store, policy).duties}


def test_the_newest_putting_off_counts(store: SqlStore, busy: Client, policy: Policy) -> None:
    duty = work(store, policy).duties[0]
    for days in (9, 2):
        until = TODAY + timedelta(days=days)
        postpone(store, postponement_of(duty, an_id(), until, "AWAY"), today=TODAY)  # type: ignore[arg-type]  # any id
    with store.reading() as reading:
        (standing,) = reading[Postponement].every()
    assert standing.until == TODAY + timedelta(days=2)


@pytest.mark.parametrize("wrong", [{"until": TODAY}, {"reason": "NOSUCH"}, {"reason": "OTHER"}])
def test_putting_off_needs_a_later_day_and_a_reason(
    store: SqlStore, wrong: dict[str, object]
) -> None:
    with pytest.raises(Problem):
        postpone(store, a_postponement(**wrong), today=TODAY)


def test_an_unfinished_form_cannot_be_put_off(store: SqlStore, policy: Policy) -> None:
    store.save_draft("employer:new", "登记用人单位", {"name": "茶"})
    (duty,) = work(store, policy).duties
    assert (duty.client_id, duty.key) == (None, "employer:new")
    with pytest.raises(Problem):
        postponement_of(duty, an_id(), TODAY + timedelta(days=1), "AWAY")  # type: ignore[arg-type]  # any id


def test_a_counsellor_sees_her_own_clients_and_a_supervisor_all(
    store: SqlStore, busy: Client, policy: Policy
) -> None:
    colleague = a_staff(name="吴老师")
    theirs = a_client(name="石老三", counsellor_id=colleague.id)
    placement = a_placement(theirs)
    saved(store, colleague, theirs, placement, a_follow_up(placement, due_on=TODAY))
    assert "石老三" not in {duty.name for duty in work(store, policy).duties}
    supervisor = replace(store.owner, role="supervisor")
    assert "石老三" in {duty.name for duty in work(store, policy, supervisor).duties}


def test_a_long_list_says_how_many_it_leaves_out(
    store: SqlStore, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.usecases.worklist.MOST_OF_A_KIND", 3)
    saved(store, *(a_household(head_name=f"户主{n}") for n in range(5)))
    found = work(store, policy)
    assert len(found.duties) == 3
    assert found.left_out == {DutyKind.HOUSEHOLD_UNCHECKED: 2}
    assert found.numbers.households_never_checked == 5


def test_the_client_page_shows_everything_and_the_most_pressing_first(
    store: SqlStore, busy: Client, policy: Policy
) -> None:
    page = page_of(store, busy, policy)
    assert page.header.zh == (
        "潘阿妹，女性，肢体残疾，三级，未就业，有就业意愿，煎茶镇长安村，个案建档。"
    )
    assert page.next_step is not None
    assert page.next_step.kind is DutyKind.FOLLOW_UP
    listed = {duty.key for duty in work(store, policy).duties}
    assert {duty.key for duty in page.duties} == listed
    assert [contact.on for contact in page.last_contacts] == [days_ago(32), days_ago(33)]
    assert page.household is not None
    assert page.household.finding.result == "PENDING"
    assert page.graduate is not None
    assert (page.graduate.state.given, page.graduate.state.short_of) == (1, 2)
    (view,) = page.placements
    assert view.stability.stable is None
    assert view.next_follow_up is not None
    assert [step.what for step in page.steps] == ["学开机器", "一起去看茶叶厂"]
    assert len(page.consents) == 1


def test_the_page_of_somebody_gone_says_so(store: SqlStore, policy: Policy) -> None:
    with pytest.raises(Problem):
        page_of(store, a_client(), policy)


SECTIONS = [
    "基本信息",
    "现在的情况",
    "就业服务计划",
    "岗位信息",
    "就业安置与回访",
    "家庭",
    "最近的联系",
    "下一步",
    "联系我们",
]


@pytest.mark.parametrize("language", list(Language))
def test_the_summary_says_what_the_record_says_and_masks_numbers(
    store: SqlStore, busy: Client, policy: Policy, language: Language
) -> None:
    with store.reading() as reading:
        document = client_summary(
            reading, busy.id, language, today=TODAY, policy=policy, owner=store.owner
        )
    text = plain_text(document)
    assert busy.identity_number is not None
    assert busy.identity_number not in text
    assert busy.certificate_number not in text
    assert "13985001234" not in text
    assert "0856-8521234" in text
    assert document.case_number == "520626-2026-ABCDEF"
    for said in (
        "潘阿妹",
        "长安茶叶加工厂",
        "德江县图书馆",
        "还习惯",
        "适合坐姿作业",
        "石秀英",
    ):
        assert said in text, said
    assert not any("{" in each for each in texts_of(document))
    if language is Language.ZH:
        titles = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
        assert titles == SECTIONS
        assert f"{days_ago(2)} 再联系：带简历" in text
        assert f"一起去看茶叶厂（本人，{TODAY} 前）" in text


@pytest.mark.parametrize("language", list(Language))
def test_an_empty_section_says_so_in_one_sentence(
    store: SqlStore, policy: Policy, language: Language
) -> None:
    client = a_client()
    saved(store, client)
    with store.reading() as reading:
        document = client_summary(
            reading, client.id, language, today=TODAY, policy=policy, owner=store.owner
        )
    sentences = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert len(sentences) == 7
    assert all(sentence.endswith(("。", ".")) for sentence in sentences)


def test_the_summary_of_a_household_member_tells_nothing_of_the_others(
    store: SqlStore, busy: Client, policy: Policy
) -> None:
    with store.reading() as reading:
        household_id = reading[Client].get(busy.id).household_id
    saved(store, a_member(a_household(id=household_id), name="潘阿强", work_ability="LOST"))
    with store.reading() as reading:
        document = client_summary(
            reading, busy.id, Language.ZH, today=TODAY, policy=policy, owner=store.owner
        )
    assert "潘阿强" not in plain_text(document)
