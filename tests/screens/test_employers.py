"""岗位与单位: two lists, closing a vacancy, both forms."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.domain.placements.employer import Employer, Vacancy
from desktop.messages import Question
from desktop.screens.placements.employer_form import EmployerFormPage
from desktop.screens.placements.employers import EmployersPage
from desktop.screens.placements.vacancy import VacancyFormPage
from tests.builders import TODAY, a_vacancy, an_employer, days_ago
from tests.screens.records import Room, choose, fill, named, press, room, rows_of

__all__ = ["room"]


@pytest.fixture
def register(room: Room) -> Room:
    """Two employers; the library has an open vacancy and a closed one."""
    library, tea = an_employer(name="德江县图书馆"), an_employer(name="长安茶叶加工厂")
    open_one = a_vacancy(library, title="编目员", monthly_wage=260000)
    closed = a_vacancy(library, title="保洁员", closed_on=days_ago(3))
    room.save(library, tea, open_one, closed)
    room.library = library
    return room


def test_open_vacancies_stand_first_and_are_counted(register: Room) -> None:
    page = register.open(EmployersPage)
    assert [row[0] for row in rows_of(page.vacancies)] == ["编目员", "保洁员"]
    assert [row[-1] for row in rows_of(page.vacancies)] == ["在招", f"已关闭（{days_ago(3)}）"]
    assert rows_of(page.vacancies)[0][3] == "2,600 元"
    assert page.lead == "2 个岗位，1 个在招；2 家单位。"
    assert page.tabs.tabText(1) == "单位 2"
    choose(page, "岗位状态", "已关闭")
    assert [row[0] for row in rows_of(page.vacancies)] == ["保洁员"]


def test_a_vacancy_is_closed_after_a_question_and_keeps_its_row(register: Room) -> None:
    page = register.open(EmployersPage)
    press(page, "关闭岗位")
    question = page.window().findChild(Question)
    assert question.no.hasFocus() or question.no.isDefault()
    QTest.keyClick(question.yes, Qt.Key.Key_Space)
    register.settle()
    by_title = {vacancy.title: vacancy for vacancy in register.all(Vacancy)}
    assert by_title["编目员"].closed_on == TODAY
    assert register.desk.said == ["“编目员”已关闭。"]
    assert not named(page, "关闭岗位").isEnabled()


def test_from_an_employer_its_vacancy_is_registered(register: Room) -> None:
    page = register.open(EmployersPage)
    page.tabs.setCurrentIndex(1)
    page.employers.setFocus()
    QTest.keyClick(page.employers, Qt.Key.Key_Down)
    employer = page.employers.record()
    press(page, "登记岗位")
    assert register.desk.gone == [("vacancy_form", {"employer_id": employer.id})]


def test_without_employers_one_is_registered_first(room: Room) -> None:
    page = room.open(EmployersPage)
    press(page._vacancy_swap, "登记单位")
    assert room.desk.gone == [("employer_form", {})]


def test_an_employer_known_already_is_refused_at_its_name(register: Room) -> None:
    page = register.open(EmployerFormPage)
    fill(page, "单位名称（必填）", "德江县图书馆")
    press(page, "保存")
    register.settle()
    assert len(register.all(Employer)) == 2
    line = named(page, "单位名称（必填）")
    assert line.hasFocus()
    assert "已经登记过" in line.accessibleDescription()


def test_a_vacancy_is_registered_at_an_employer_chosen_from_the_list(register: Room) -> None:
    page = register.open(VacancyFormPage)
    choose(page, "单位（必填）", "德江县图书馆")
    fill(page, "岗位名称（必填）", "馆员")
    press(page, "保存")
    register.settle()
    made = next(v for v in register.all(Vacancy) if v.title == "馆员")
    assert (made.employer_id, made.opened_on) == (register.library.id, TODAY)


def test_a_vacancy_is_corrected(register: Room) -> None:
    vacancy = register.all(Vacancy)[0]
    page = register.open(VacancyFormPage, vacancy_id=vacancy.id)
    fill(page, "招几人", "3")
    press(page, "保存")
    register.settle()
    assert register.all(Vacancy)[0].places == 3
