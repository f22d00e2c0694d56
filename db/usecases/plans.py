"""Agree an employment plan with a client, and go through its steps."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from db.domain.clients.client import Client
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.ids import PlanId, PlanStepId
from db.domain.journal.change import Action, Receipt
from db.fields.field import Value
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.changing import check_filled, with_changes

_LATER_THAN_TODAY = Text("这个日期晚于今天，请核对。", "This day is after today; check it.")
_REVIEW_EARLY = Text(
    "复核日期要晚于商定日期 {agreed_on}。",
    "The review comes after the agreement of {agreed_on}.",
)
_ENDED = Text(
    "这份计划已于 {ended_on} 结束。请商定新的计划。",
    "This plan ended on {ended_on}. Agree a new one.",
)
_DONE_ALREADY = Text("这一步已于 {done_on} 完成。", "This step was done on {done_on}.")
_DONE_EARLY = Text(
    "完成日期早于计划商定的日期 {agreed_on}，请核对。",
    "The step was done before the plan was agreed on {agreed_on}; check the day.",
)


def agree_plan(
    store: Store, plan: EmploymentPlan, steps: Iterable[PlanStep] = (), *, today: date
) -> Receipt:
    """Record a plan agreed with the client. A plan still running ends on that day.

    Raises:
        InvalidFieldsError: A needed field is empty.
        Problem: A day does not fit, or the client is gone.
    """
    check_filled(plan)
    _check_days(plan, today)
    with store.reading() as reading:
        name = reading[Client].get(plan.client_id).name
    with store.unit_of_work(Action.AGREE_PLAN, name) as work:
        for running in work[EmploymentPlan].where(client_id=plan.client_id, ended_on=None):
            ended_on = max(plan.agreed_on, running.agreed_on)
            work[EmploymentPlan].save(replace(running, ended_on=ended_on))
        work[EmploymentPlan].add(plan)
        for step in steps:
            check_filled(step)
            work[PlanStep].add(replace(step, plan_id=plan.id, client_id=plan.client_id))
        return work.commit()


def correct_plan(
    store: Store, plan_id: PlanId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct or end a plan.

    Raises:
        Problem: A day does not fit.
    """
    with store.reading() as reading:
        changed = with_changes(reading[EmploymentPlan].get(plan_id), changes)
        name = reading[Client].get(changed.client_id).name
    _check_days(changed, today)
    with store.unit_of_work(Action.AGREE_PLAN, name) as work:
        work[EmploymentPlan].save(changed)
        return work.commit()


def add_step(store: Store, step: PlanStep) -> Receipt:
    """Add a step to a running plan.

    Raises:
        InvalidFieldsError: It does not say what is to be done.
        Problem: The plan has ended or is gone.
    """
    check_filled(step)
    with store.reading() as reading:
        plan = reading[EmploymentPlan].get(step.plan_id)
        name = reading[Client].get(plan.client_id).name
    if plan.ended_on is not None:
        raise Problem(_ENDED, ended_on=plan.ended_on)
    with store.unit_of_work(Action.AGREE_PLAN, name) as work:
        work[PlanStep].add(replace(step, client_id=plan.client_id))
        return work.commit()


def correct_step(
    store: Store, step_id: PlanStepId, changes: Mapping[str, Value], *, today: date
) -> Receipt:
    """Correct a step, or say that it is not done after all.

    Raises:
        Problem: The day it was done on is to come.
    """
    with store.reading() as reading:
        changed = with_changes(reading[PlanStep].get(step_id), changes)
        name = reading[Client].get(changed.client_id).name
    if changed.done_on is not None and changed.done_on > today:
        raise Problem(_LATER_THAN_TODAY, field="done_on")
    with store.unit_of_work(Action.AGREE_PLAN, name) as work:
        work[PlanStep].save(changed)
        return work.commit()


def complete_step(store: Store, step_id: PlanStepId, on: date, *, today: date) -> Receipt:
    """Record that a step is done.

    Raises:
        Problem: It was done before, or the day does not fit.
    """
    with store.reading() as reading:
        step = reading[PlanStep].get(step_id)
        plan = reading[EmploymentPlan].get(step.plan_id)
        name = reading[Client].get(step.client_id).name
    if step.done_on is not None:
        raise Problem(_DONE_ALREADY, done_on=step.done_on)
    if on > today:
        raise Problem(_LATER_THAN_TODAY, field="done_on")
    if on < plan.agreed_on:
        raise Problem(_DONE_EARLY, field="done_on", agreed_on=plan.agreed_on)
    with store.unit_of_work(Action.AGREE_PLAN, name) as work:
        work[PlanStep].save(replace(step, done_on=on))
        return work.commit()


def _check_days(plan: EmploymentPlan, today: date) -> None:
    for field in ("agreed_on", "ended_on"):
        day = getattr(plan, field)
        if day is not None and day > today:
            raise Problem(_LATER_THAN_TODAY, field=field)
    if plan.review_on is not None and plan.review_on <= plan.agreed_on:
        raise Problem(_REVIEW_EARLY, field="review_on", agreed_on=plan.agreed_on)
