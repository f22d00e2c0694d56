"""One graduate: the service, leads from vacancies, answers, what counts."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.graduates.graduate_service import GraduateService, JobLead
from desktop.screens.graduates.graduate import GraduateFormPage, GraduatePage
from desktop.screens.graduates.job_lead import JobLeadPage, LeadAnswerPage
from tests.builders import (
    TODAY,
    a_client,
    a_lead,
    a_service,
    a_vacancy,
    an_employer,
    days_ago,
)
from tests.screens.records import Room, choose, fill, named, press, room, rows_of

__all__ = ["room"]


def test_a_lead_from_a_vacancy_fills_employer_and_title(room: Room) -> None:
    client, employer = a_client(name="欧阳倩"), an_employer(name="德江县图书馆")
    service, vacancy = a_service(client), a_vacancy(employer, title="编目员")
    room.save(client, employer, service, vacancy)
    page = room.open(JobLeadPage, service_id=service.id)
    choose(page, "从岗位里选", "编目员 · 德江县图书馆")
    fill(page, "为什么适合（必填）", "专业对口")
    assert page.form.typed()["told_on"] == TODAY.isoformat()
    QTest.keyClick(page.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    room.settle()
    (lead,) = room.all(JobLead)
    assert (lead.vacancy_id, lead.job_title, lead.told_on) == (vacancy.id, "编目员", TODAY)
    assert room.desk.backs == 1


def test_a_lead_must_say_why_it_suits(room: Room) -> None:
    client = a_client()
    service = a_service(client)
    room.save(client, service)
    page = room.open(JobLeadPage, client_id=client.id)
    fill(page, "用人单位（必填）", "图书馆")
    fill(page, "岗位名称（必填）", "编目员")
    press(page, "保存")
    room.settle()
    assert room.all(JobLead) == []
    assert named(page, "为什么适合（必填）").hasFocus()


def test_a_rule_met_only_on_saving_is_shown_at_its_field(room: Room) -> None:
    client = a_client()
    service = a_service(client)
    room.save(client, service)
    page = room.open(JobLeadPage, client_id=client.id)
    fill(page, "用人单位（必填）", "图书馆")
    fill(page, "岗位名称（必填）", "编目员")
    fill(page, "为什么适合（必填）", "专业对口")
    fill(page, "告知日期", (TODAY + timedelta(days=3)).isoformat())
    press(page, "保存")
    room.settle()
    line = named(page, "告知日期")
    assert line.hasFocus()
    assert "告知日期晚于今天" in line.accessibleDescription()


def test_declining_asks_why_and_only_then(room: Room) -> None:
    client = a_client()
    service = a_service(client)
    lead = a_lead(service)
    room.save(client, service, lead)
    page = room.open(LeadAnswerPage, lead_id=lead.id)
    assert page.form.editor("decline_reason").isVisible() is False
    choose(page, "本人答复", "不愿意")
    assert page.form.editor("decline_reason").isVisible() is True
    press(page, "保存")
    room.settle()
    assert room.all(JobLead)[0].answer is None
    combo = named(page, "不愿意的原因")
    choose(page, "不愿意的原因", combo.itemText(1))
    press(page, "保存")
    room.settle()
    assert room.all(JobLead)[0].answer == "NO"


def test_a_service_is_begun_for_a_client_found_by_typing(room: Room, qtbot) -> None:
    room.save(a_client(name="冉龙飞"), a_client(name="田秀英"))
    page = room.open(GraduateFormPage)
    fill(page, "找服务对象", "txy")
    qtbot.waitUntil(lambda: len(rows_of(page.pick.table)) == 1)
    QTest.keyClick(page.pick.search.line, Qt.Key.Key_Return)
    room.settle()
    assert page.heading == "田秀英"
    assert named(page, "服务开始日期（必填）").hasFocus()
    press(page, "保存")
    room.settle()
    (service,) = room.all(GraduateService)
    assert service.due_on == TODAY + timedelta(days=90)
    assert room.desk.gone[-1][0] == "graduate"


def test_the_graduate_page_shows_which_leads_count(room: Room) -> None:
    client = a_client(name="欧阳倩")
    service = a_service(client)
    told, untold = a_lead(service), a_lead(service, job_title="校对", told_on=None)
    again = a_lead(service, told_on=days_ago(2))
    room.save(client, service, told, untold, again)
    page = room.open(GraduatePage, client_id=client.id)
    assert [row[-1] for row in rows_of(page.table)] == [
        "算一条",
        "不另算（岗位已关闭或重复）",
        "未告知，不算",
    ]
    assert page.lead == "已给 1 条岗位信息，还差 2 条（每人 3—5 条）。"
    assert "服务开始日期" in page.facts.toPlainText()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert room.desk.gone[-1] == ("lead_answer", {"lead_id": told.id})


def test_a_graduate_without_service_is_asked_to_begin(room: Room) -> None:
    client = a_client()
    room.save(client)
    page = room.open(GraduatePage, client_id=client.id)
    press(page, "开始一对一服务")
    assert room.desk.gone == [("graduate_form", {"client_id": client.id})]
