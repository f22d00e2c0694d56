"""How a case moves, closes, opens again and changes hands."""

from datetime import timedelta
from itertools import pairwise

import pytest

from db.domain.clients.case import Case
from db.domain.clients.case_rules import (
    WAY,
    Closure,
    Stage,
    allowed_moves,
    close,
    move,
    reopen,
    transfer,
)
from db.fields.codes import code_list
from db.fields.problem import Problem
from tests.builders import TODAY, a_case, a_client, an_id, days_ago


def case(stage: Stage = Stage.INTAKE, **more: object) -> Case:
    return a_case(a_client(), stage=stage.value, **more)


def test_the_stages_are_those_of_the_code_list_in_its_order() -> None:
    entries = {entry.code: int(entry.extra["order"]) for entry in code_list("case_stages")}
    assert {stage.value for stage in Stage} == set(entries)
    assert [entries[stage] for stage in WAY] == list(range(1, len(WAY) + 1))


@pytest.mark.parametrize(
    ("here", "there"),
    [
        *pairwise(WAY),
        (Stage.FOLLOW_UP, Stage.MATCH),
        (Stage.PLAN, Stage.ON_HOLD),
        (Stage.ON_HOLD, Stage.FOLLOW_UP),
    ],
)
def test_one_step_on_back_and_on_hold_need_no_reason(here: Stage, there: Stage) -> None:
    moved = move(case(here), there, on=TODAY, today=TODAY)
    assert (moved.stage, moved.stage_since, moved.skipped_reason) == (there, TODAY, None)


def test_skipping_names_what_is_left_out_and_needs_a_reason() -> None:
    with pytest.raises(Problem) as raised:
        move(case(), Stage.MATCH, on=TODAY, today=TODAY, skipped_reason="  ")
    assert raised.value.field == "skipped_reason"
    assert "“评估、制定方案”" in raised.value.text.zh.format(**raised.value.values | {
        "here": "", "there": "", "skipped": raised.value.values["skipped"].zh,
    })  # fmt: skip
    moved = move(case(), Stage.MATCH, on=TODAY, today=TODAY, skipped_reason="去年评估过")
    assert (moved.stage, moved.skipped_reason) == (Stage.MATCH, "去年评估过")


@pytest.mark.parametrize(
    ("here", "there", "field"),
    [
        (Stage.PLAN, Stage.PLAN, "stage"),
        (Stage.PLAN, Stage.CLOSED, "stage"),
        (Stage.CLOSED, Stage.PLAN, "stage"),
        (Stage.PLAN, "NOWHERE", "stage"),
    ],
)
def test_a_move_to_nowhere_is_refused(here: Stage, there: str, field: str) -> None:
    with pytest.raises(Problem) as raised:
        move(case(here), there, on=TODAY, today=TODAY)
    assert raised.value.field == field


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), days_ago(61)])
def test_a_move_happens_between_opening_and_today(on: object) -> None:
    with pytest.raises(Problem) as raised:
        move(case(), Stage.ASSESS, on=on, today=TODAY)  # type: ignore[arg-type]  # a day
    assert raised.value.field == "stage_since"


def test_allowed_moves_are_exactly_those_that_move_accepts() -> None:
    for here in Stage:
        for there in Stage:
            accepted = True
            try:
                move(case(here), there, on=TODAY, today=TODAY, skipped_reason="有理由")
            except Problem:
                accepted = False
            assert accepted is (there in allowed_moves(case(here))), (here, there)


def test_closing_needs_a_reason_and_a_fitting_day() -> None:
    closed = close(case(), Closure(reason="STABLE", on=days_ago(1)), today=TODAY)
    assert (closed.stage, closed.closed_on) == (Stage.CLOSED, days_ago(1))
    assert closed.closure_reason == "STABLE"
    for closure, field in (
        (Closure(reason=None, on=TODAY), "closure_reason"),
        (Closure(reason="WHATEVER", on=TODAY), "closure_reason"),
        (Closure(reason="OTHER", on=TODAY + timedelta(days=1)), "closed_on"),
        (Closure(reason="OTHER", on=days_ago(61)), "closed_on"),
        (Closure(reason="MOVED", on=TODAY), "destination"),
    ):
        with pytest.raises(Problem) as raised:
            close(case(), closure, today=TODAY)
        assert raised.value.field == field
    moved_away = Closure(reason="MOVED", on=TODAY, destination="印江县残联")
    assert close(case(), moved_away, today=TODAY).closure_reason == "MOVED"


def test_a_closed_case_opens_again_without_its_closure() -> None:
    closed = close(case(Stage.FOLLOW_UP), Closure(reason="LOST", on=TODAY), today=TODAY)
    opened = reopen(closed, Stage.MATCH, on=TODAY, today=TODAY)
    assert (opened.stage, opened.closed_on, opened.closure_reason) == ("MATCH", None, None)
    with pytest.raises(Problem):
        reopen(opened, on=TODAY, today=TODAY)
    with pytest.raises(Problem):
        reopen(closed, Stage.CLOSED, on=TODAY, today=TODAY)
    with pytest.raises(Problem):
        close(closed, Closure(reason="LOST", on=TODAY), today=TODAY)


def test_a_case_changes_hands_once() -> None:
    colleague = an_id()
    handed_over = transfer(case(), colleague)  # type: ignore[arg-type]  # any id
    assert handed_over.counsellor_id == colleague
    with pytest.raises(Problem):
        transfer(handed_over, colleague)  # type: ignore[arg-type]  # any id
    with pytest.raises(Problem):
        transfer(case(Stage.CLOSED), colleague)  # type: ignore[arg-type]  # any id
