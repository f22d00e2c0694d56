"""The form, used by keyboard and heard by its accessible names."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from db.domain.clients.client import Client
from db.fields.field import Code, Day, Field, Line, Prose, Several, YesNo
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text
from desktop.announce import last_announcement
from desktop.forms.record_form import Pick, RecordForm
from desktop.theme.pieces import Link

TODAY = date(2026, 3, 10)
HELP = Text("怎么填。", "How to fill it in.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An invented record of every kind of editor."""

    on: Annotated[
        date, Field(Text("日期", "Day"), Day(), help=HELP, section=Text("走访", "Visit"))
    ]
    sex: Annotated[str | None, Field(Text("性别", "Sex"), Code("sex"), help=HELP)] = None
    group: Annotated[
        str | None, Field(Text("民族", "Group"), Code("ethnic_groups"), help=HELP)
    ] = None
    needs: Annotated[
        tuple[str, ...] | None,
        Field(Text("需求", "Needs"), Several("service_needs"), help=HELP),
    ] = None
    told: Annotated[bool | None, Field(Text("已告知", "Told"), YesNo(), help=HELP)] = None
    place: Annotated[str | None, Field(Text("地点", "Place"), Line(60), help=HELP)] = None
    note: Annotated[str | None, Field(Text("备注", "Note"), Prose(), help=HELP)] = None


@pytest.fixture
def form(qtbot, dressed):
    made = RecordForm(Visit, today=TODAY)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_every_editor_has_a_label_a_name_and_its_help(form) -> None:
    for name in form.names():
        editor = form.editor(name)
        assert spoken(editor), name
        assert HELP.zh in editor.accessibleDescription()
    captions = {label.text() for label in form.findChildren(QLabel) if label.buddy()}
    assert "日期（必填）" in captions
    assert spoken(form.editor("on")) == "日期（必填）"


def test_what_is_filled_in_is_what_comes_out(form) -> None:
    given = Visit(
        on=TODAY, sex="1", group="01", needs=None, told=False, place="木黄镇", note="一\n二"
    )
    form.set_values(given)
    values = form.values()
    assert values == {name: getattr(given, name) for name in form.names()}


def test_a_draft_brings_back_even_what_cannot_be_read(form) -> None:
    form.set_typed({"on": "后天下午", "told": "yes", "group": "苗"})
    typed = form.typed()
    form.set_typed({})
    assert form.typed() == {}
    form.set_typed(typed)
    assert form.typed() == typed


def test_several_problems_are_listed_and_the_first_has_the_focus(qtbot, form) -> None:
    form.set_typed({"group": "火星族"})
    with pytest.raises(InvalidFieldsError) as caught:
        form.values()
    form.show_problems(caught.value.problems)
    assert form.focusWidget() is form.editor("on")
    assert form.editor("on").accessibleDescription().startswith("请改正：请填写“日期”。")
    assert "有 2 处请改正" in last_announcement(form)
    links = form.findChildren(Link)
    assert len(links) == 2
    qtbot.mouseClick(links[1], Qt.MouseButton.LeftButton)
    assert form.focusWidget() is form.editor("group")
    form.show_problems([])
    assert form.editor("on").accessibleDescription() == HELP.zh
    assert not [link for link in form.findChildren(Link) if link.isVisible()]


def test_a_problem_of_no_field_is_shown_at_the_top(form) -> None:
    form.show_problems([Problem(Text("档案正忙，请稍候再试。", "Busy; try again."))])
    assert form.focusWidget().text() == "档案正忙，请稍候再试。"


def test_tab_goes_through_all_and_leaves(qtbot, form) -> None:
    editors = [form.editor(name) for name in form.names()]
    form.editor("on").setFocus()
    met: list[QWidget] = []
    for _ in range(60):
        met.append(form.focusWidget())
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        if form.focusWidget() is editors[0]:
            break
    else:
        pytest.fail("Tab does not come round")
    positions = [met.index(editor) for editor in editors]
    assert positions == sorted(positions)
    assert form.findChild(QPushButton) in met


def test_words_typed_for_a_long_list_are_understood(form) -> None:
    form.set_typed({"on": "今天", "group": "苗族"})
    values = form.values()
    assert values["on"] == TODAY
    assert form.editor("group").text() == "苗族"
    assert values["group"] == "06"


def test_a_code_of_a_newer_version_is_kept(form) -> None:
    form.set_values({"on": TODAY, "sex": "77"})
    assert form.values()["sex"] == "77"


def test_choices_and_picks_come_from_the_screen(qtbot, dressed) -> None:
    pick = Pick("employer_id", Text("单位", "Employer"), HELP, [("e1", "木黄菌厂")])
    form = RecordForm(
        Visit, only=("sex",), picks=[pick], choices={"sex": [("x", "别的")]}, today=TODAY
    )
    qtbot.addWidget(form)
    assert form.names() == ["employer_id", "sex"]
    with pytest.raises(InvalidFieldsError):
        form.values()
    form.set_typed({"employer_id": "e1", "sex": "x"})
    assert form.values() == {"employer_id": "e1", "sex": "x"}


def test_only_the_person_makes_it_edited(qtbot, form) -> None:
    heard: list[int] = []
    form.edited.connect(lambda: heard.append(1))
    form.set_values({"on": TODAY, "told": True})
    assert heard == []
    qtbot.keyClicks(form.editor("place"), "a")
    qtbot.keyClick(form.findChildren(QCheckBox)[0], Qt.Key.Key_Space)
    assert len(heard) == 2


def test_the_whole_client_fits_at_four_hundred_per_cent(qtbot, dressed) -> None:
    dressed("light", 400)
    form = RecordForm(Client, today=TODAY)
    qtbot.addWidget(form)
    form.show_problems(
        [Problem(Text("很" * 60, "x " * 60), field="name"), Problem(Text("乙", "b"))]
    )
    form.show()
    assert form.minimumSizeHint().width() <= 1_200


def test_each_kind_has_its_standard_widget(form) -> None:
    kinds = {name: type(form.editor(name)) for name in form.names()}
    assert kinds == {
        "on": QLineEdit, "sex": QComboBox, "group": QLineEdit, "needs": QCheckBox,
        "told": QComboBox, "place": QLineEdit, "note": QPlainTextEdit,
    }  # fmt: skip
