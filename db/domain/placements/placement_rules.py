"""Placements: what must fit together, and what starting or losing a job changes."""

from dataclasses import replace
from datetime import date

from db.domain.clients.case import Case
from db.domain.clients.case_rules import WAY, Stage, move, skipped_stages, stage_of
from db.domain.clients.client import Client
from db.domain.placements.placement import Placement
from db.fields.codes import code_list
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text

IN_WORK = "EMP"
"""Code of 已就业 (``employment_status``)."""
_NOT_IN_WORK = {"YES": "UNEMP_WILL", "NO": "UNEMP_NOWILL"}
_WISH_NOT_ASKED = "UNEMP"
_RETIRED = "RETIRED"
_RETIREMENT = "RETIRE"
_NO_CONTRACT = "NONE"

_CONTRACT_BACKWARDS = Text(
    "合同结束日期早于开始日期 {contract_from}，请照合同核对。",
    "The contract ends before it begins on {contract_from}; check it.",
)
_CONTRACT_UNSIGNED = Text(
    "合同种类填的是“{kind}”，却有合同日期，请核对。",
    "The kind of contract is “{kind}”, yet the contract has days; please check.",
)
_NONE_AND_MORE = Text(
    "社会保险选了“{none}”，就不要再选别的。",
    "“{none}” cannot stand beside other kinds of insurance.",
)
_NO_EMPLOYER = Text("“{form}”要写用人单位。", "“{form}” needs the employer.")
_ENDED_EARLY = Text(
    "离岗日期早于上岗日期 {started_on}，请核对。",
    "The last day is before the first day of work, {started_on}; check it.",
)
_ENDED_LATER = Text("离岗日期晚于今天，请核对。", "The last day is after today; check it.")
_NO_SEPARATION = Text("填了离岗日期就要选离岗原因。", "The last day of work needs a reason.")
_STARTED_WORK = Text(
    "{started_on} 已经上岗，直接进入上岗支持。",
    "Started work on {started_on}, so support at work begins at once.",
)


def check_placement(placement: Placement, today: date) -> None:
    """Check what must fit together.

    A first day in the future is allowed: the job is agreed and not begun.

    Raises:
        InvalidFieldsError: The employer is missing where the form of employment has one, or
            days, contract or insurance contradict each other.
    """
    problems = [*_contract_problems(placement), *_end_problems(placement, today)]
    form = code_list("employment_forms").find(placement.form)
    if form is not None and form.flag("needs_contract") and not placement.employer_name:
        problems.append(Problem(_NO_EMPLOYER, field="employer_name", form=form.label))
    kinds = placement.insurance or ()
    if len(kinds) > 1 and "NONE" in kinds:
        none = code_list("insurance_kinds").label("NONE")
        problems.append(Problem(_NONE_AND_MORE, field="insurance", none=none))
    if problems:
        raise InvalidFieldsError(problems)


def client_at_work(client: Client) -> Client:
    """Return the client once she has started work."""
    return replace(client, employment_status=IN_WORK, not_employed_reason=None)


def client_out_of_work(client: Client, separation_reason: str | None) -> Client:
    """Return the client once her last job has ended; her wish decides how she is counted."""
    if client.employment_status != IN_WORK:
        return client
    status = (
        _RETIRED
        if separation_reason == _RETIREMENT
        else _NOT_IN_WORK.get(client.wish_to_work or "", _WISH_NOT_ASKED)
    )
    return replace(client, employment_status=status)


def case_at_work(case: Case, started_on: date, today: date) -> Case:
    """Return the case once work has begun: on to support at work, never back.

    Stages it leaves out get the start of work as their reason.
    """
    here = stage_of(case)
    target = Stage.START_WORK
    if here is Stage.CLOSED or here is None:
        return case
    if here in WAY and WAY.index(here) >= WAY.index(target):
        return case
    reason = (
        _STARTED_WORK.filled(started_on=started_on).zh if skipped_stages(case, target) else None
    )
    return move(case, target, on=today, today=today, skipped_reason=reason)


def _contract_problems(placement: Placement) -> list[Problem]:
    begins, until = placement.contract_from, placement.contract_until
    problems = []
    if begins is not None and until is not None and until < begins:
        problems.append(
            Problem(_CONTRACT_BACKWARDS, field="contract_until", contract_from=begins)
        )
    if placement.contract_type == _NO_CONTRACT and (begins is not None or until is not None):
        kind = code_list("contract_types").label(_NO_CONTRACT)
        problems.append(Problem(_CONTRACT_UNSIGNED, field="contract_type", kind=kind))
    return problems


def _end_problems(placement: Placement, today: date) -> list[Problem]:
    if placement.ended_on is None:
        return []
    problems = []
    if placement.ended_on < placement.started_on:
        started_on = placement.started_on
        problems.append(Problem(_ENDED_EARLY, field="ended_on", started_on=started_on))
    if placement.ended_on > today:
        problems.append(Problem(_ENDED_LATER, field="ended_on"))
    if placement.separation_reason is None:
        problems.append(Problem(_NO_SEPARATION, field="separation_reason"))
    return problems
