"""A roster is planned whole, shown, and written as one action that can be undone."""

from dataclasses import replace
from pathlib import Path

import pytest

from db.domain.clients.case import Case
from db.domain.clients.client import Client
from db.domain.journal.change import Action
from db.domain.rosters.roster import IGNORED, RemarkKind
from db.domain.rosters.roster_plan import Answer, Decision, Policy
from db.fields.problem import Cancelled, Problem
from db.fields.text import Language, Text
from db.ports import Unwatched
from db.sheets.columns import guess_columns
from db.sheets.layout import find_layout
from db.sheets.roster_reading import open_roster, read_roster
from db.sheets.workbook import read_workbook
from db.store.record_file import SqlStore
from db.usecases.roster.importing import apply_import, remembered_columns
from tests.builders import TODAY, a_client
from tests.sheets.rosters import HEADINGS, a_certificate, a_csv, a_number, a_row, an_xlsx
from tests.usecases.conftest import saved
from tests.usecases.roster_steps import QUIET, a_roster, everything, imported, preview


def test_a_preview_writes_nothing(store: SqlStore, tmp_path: Path) -> None:
    plan = preview(store, a_roster(tmp_path, [HEADINGS, a_row(0), a_row(1)]))
    assert plan.as_counts() == {
        "rows": 2,
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "merged": 0,
        "refused": 0,
        "left_out": 0,
    }
    assert everything(store, Client) == []


def test_new_people_are_registered_with_an_open_case(store: SqlStore, tmp_path: Path) -> None:
    receipt = apply_import(
        store, preview(store, a_roster(tmp_path, [HEADINGS, a_row(0), a_row(1)])), QUIET
    )
    assert receipt.subject == "名单.xlsx（2 人）"
    clients = everything(store, Client)
    assert [client.name for client in clients] == [a_row(0)[3], a_row(1)[3]]
    assert clients[0].certificate_kind == "DPF"
    assert clients[0].county == "520626"
    cases = everything(store, Case)
    assert {case.client_id for case in cases} == {client.id for client in clients}
    assert {case.stage for case in cases} == {"INTAKE"}
    assert all(case.number.startswith("520626-2026-") for case in cases)


def test_the_same_file_again_changes_nothing(store: SqlStore, tmp_path: Path) -> None:
    rows = [HEADINGS, *(a_row(at, 备注="母亲照看") for at in range(5))]
    rows.append(a_row(9, 身份证号=None, 残疾人证号=None, 姓名="石小妹"))
    roster = a_roster(tmp_path, rows)
    imported(store, roster)
    again = preview(store, roster)
    assert again.unchanged == again.rows == 6
    assert again.writes == ()
    assert again.questions == ()
    with pytest.raises(Problem):
        apply_import(store, again, QUIET)


def test_one_undo_takes_the_whole_import_back(store: SqlStore, tmp_path: Path) -> None:
    imported(store, a_roster(tmp_path, [HEADINGS, *(a_row(at) for at in range(30))]))
    named = store.undoable()
    assert named is not None
    assert "名单.xlsx（30 人）" in named.name().zh
    store.undo()
    assert everything(store, Client) == []
    store.redo()
    assert len(everything(store, Client)) == 30


def test_a_cancelled_import_leaves_nothing(store: SqlStore, tmp_path: Path) -> None:
    class Stopping(Unwatched):
        def __init__(self) -> None:
            self.left = 2

        def stop_if_cancelled(self) -> None:
            self.left -= 1
            if self.left < 0:
                raise Cancelled

    plan = preview(store, a_roster(tmp_path, [HEADINGS, *(a_row(at) for at in range(150))]))
    with pytest.raises(Cancelled):
        apply_import(store, plan, Stopping())
    assert everything(store, Client) == []
    assert remembered_columns(store, plan.fingerprint) is None


def test_a_row_with_a_problem_is_refused_and_the_others_are_not(
    store: SqlStore, tmp_path: Path
) -> None:
    rows = [HEADINGS, a_row(0, 身份证号="522401198001010000"), a_row(1), a_row(2, 姓名=None)]
    plan = imported(store, a_roster(tmp_path, rows))
    assert (plan.created, plan.refused) == (1, 2)
    assert [problem.cell for problem in plan.problems] == ["名单!F2", "名单!D4"]
    assert "丢失" in plan.problems[0].message.zh
    assert [client.name for client in everything(store, Client)] == [a_row(1)[3]]


@pytest.mark.parametrize(
    ("policy", "phone"),
    [(None, "13900000000"), (Policy.KEEP, "13900000000"), (Policy.REPLACE, "13999999999")],
)
def test_each_column_keeps_fills_or_replaces(
    store: SqlStore, tmp_path: Path, policy: Policy | None, phone: str
) -> None:
    known = a_client(
        name=a_row(0)[3], identity_number=a_number(0), phone="13900000000", village=None
    )
    saved(store, known)
    policies = {} if policy is None else {"client.phone": policy}
    roster = a_roster(tmp_path, [HEADINGS, a_row(0, 联系电话="13999999999")])
    plan = imported(store, roster, policies=policies)
    (client,) = everything(store, Client)
    assert plan.updated == 1
    assert client.phone == phone
    assert client.village == "长安村"
    assert client.id == known.id
    kept = [r for r in plan.remarks if r.kind is RemarkKind.KEPT and r.field == "client.phone"]
    assert len(kept) == (1 if policy is None else 0)


def test_a_change_is_told_in_words(store: SqlStore, tmp_path: Path) -> None:
    saved(store, a_client(name=a_row(0)[3], identity_number=a_number(0), sex=None))
    plan = preview(store, a_roster(tmp_path, [HEADINGS, a_row(0)]))
    sex = next(change for change in plan.changes if change.target == "client.sex")
    assert sex.person == a_row(0)[3]
    assert sex.label() == Text("性别", "Sex")
    assert sex.shown(Language.ZH) == ("", "男性")


def test_somebody_is_known_by_the_certificate_in_the_record(
    store: SqlStore, tmp_path: Path
) -> None:
    saved(store, a_client(name=a_row(0)[3], certificate_number=a_certificate(0) + "B1"))
    plan = preview(store, a_roster(tmp_path, [HEADINGS, a_row(0, 残疾人证号=None)]))
    assert (plan.created, plan.updated) == (0, 1)


def test_somebody_without_a_number_is_known_by_name_and_birth(
    store: SqlStore, tmp_path: Path
) -> None:
    born = TODAY.replace(year=1980)
    saved(store, a_client(name="石秀英", born_on=born))
    rows = [["姓名", "性别", "出生日期"], ["石秀英", "女", born.isoformat()]]
    assert preview(store, a_roster(tmp_path, rows)).updated == 1


def test_the_same_number_under_another_name_stops_and_asks(
    store: SqlStore, tmp_path: Path
) -> None:
    saved(store, known := a_client(name="石秀英", identity_number=a_number(0)))
    roster = a_roster(tmp_path, [HEADINGS, a_row(0)])
    plan = preview(store, roster)
    (question,) = plan.questions
    assert (plan.left_out, plan.writes) == (1, ())
    assert [one.client_id for one in question.candidates] == [known.id]
    this = Answer(decision=Decision.THIS, client_id=known.id)
    assert preview(store, roster, answers={question.row: this}).updated == 1
    new = preview(store, roster, answers={question.row: Answer(decision=Decision.NEW)})
    assert new.created == 1
    out = preview(store, roster, answers={question.row: Answer(decision=Decision.LEAVE_OUT)})
    assert (out.left_out, out.questions) == (1, ())


def test_a_namesake_without_any_number_is_asked_about(store: SqlStore, tmp_path: Path) -> None:
    saved(store, a_client(name="石秀英"), a_client(name="石秀英"))
    rows = [["姓名", "性别", "村"], ["石秀英", "女", "长安村"]]
    (question,) = preview(store, a_roster(tmp_path, rows)).questions
    assert len(question.candidates) == 2


def test_the_same_person_twice_in_a_file_is_one_person(store: SqlStore, tmp_path: Path) -> None:
    rows = [HEADINGS, a_row(0, 联系电话=None), a_row(0, 序号=2, 联系电话="13912345678", 村="x")]
    plan = imported(store, a_roster(tmp_path, rows))
    assert (plan.created, plan.merged) == (1, 1)
    (client,) = everything(store, Client)
    assert (client.phone, client.village) == ("13912345678", "长安村")
    assert "第 2 行" in " ".join(remark.message.zh for remark in plan.remarks)


def test_one_number_under_two_names_in_a_file_is_a_problem(
    store: SqlStore, tmp_path: Path
) -> None:
    plan = preview(store, a_roster(tmp_path, [HEADINGS, a_row(0), a_row(0, 姓名="石秀英")]))
    assert (plan.created, plan.refused) == (1, 1)
    assert plan.problems[0].cell == "名单!D3"


def test_somebody_who_has_died_is_asked_about(store: SqlStore, tmp_path: Path) -> None:
    roster = a_roster(tmp_path, [HEADINGS, a_row(0, 备注="已去世"), a_row(1)])
    plan = preview(store, roster)
    assert (plan.created, plan.left_out) == (1, 1)
    assert "已去世" in plan.questions[0].why.zh
    answer = {plan.questions[0].row: Answer(decision=Decision.NEW)}
    assert preview(store, roster, answers=answer).created == 2


def test_a_record_that_changed_since_the_preview_is_not_overwritten(
    store: SqlStore, tmp_path: Path
) -> None:
    known = a_client(name=a_row(0)[3], identity_number=a_number(0), phone=None)
    saved(store, known)
    plan = preview(store, a_roster(tmp_path, [HEADINGS, a_row(0), a_row(1)]))
    with store.unit_of_work(Action.CORRECT_CLIENT) as work:
        work[Client].save(replace(known, phone="13811111111"))
        work.commit()
    with pytest.raises(Problem, match="changed since"):
        apply_import(store, plan, QUIET)
    assert len(everything(store, Client)) == 1


def test_chosen_columns_are_remembered_for_the_next_file_of_the_same_form(
    store: SqlStore, tmp_path: Path
) -> None:
    headings = [*HEADINGS[:-1], "鞋码"]
    path = an_xlsx(tmp_path / "a.xlsx", [headings, a_row(0, 备注="38")])
    chosen = {len(HEADINGS) - 1: "client.remark"}
    imported(store, open_roster(path, today=TODAY, chosen=chosen))
    other = a_csv(tmp_path / "b.csv", [headings, a_row(1, 备注="39")])
    roster = open_roster(
        other,
        today=TODAY,
        remembered=lambda fingerprint: remembered_columns(store, fingerprint),
    )
    assert roster.columns[-1].target == "client.remark"
    imported(store, roster)
    assert [client.remark for client in everything(store, Client)] == ["鞋码：38", "鞋码：39"]


def test_a_roster_without_a_name_column_says_so(tmp_path: Path) -> None:
    layout = find_layout(
        read_workbook(an_xlsx(tmp_path / "a.xlsx", [HEADINGS, a_row(0)])).sheets[0]
    )
    assert layout is not None
    columns = guess_columns(layout, chosen={3: IGNORED})
    with pytest.raises(Problem, match="Name"):
        read_roster("a.xlsx", layout, columns, today=TODAY)


def test_words_in_a_remark_are_added_and_never_lost(store: SqlStore, tmp_path: Path) -> None:
    known = a_client(name=a_row(0)[3], identity_number=a_number(0), remark="夜里不便外出")
    saved(store, known)
    roster = a_roster(tmp_path, [HEADINGS, a_row(0, 备注="母亲照看")])
    imported(store, roster)
    assert everything(store, Client)[0].remark == "夜里不便外出\n母亲照看"
    assert preview(store, roster).writes == ()
