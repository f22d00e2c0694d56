"""The buttons on the cards of the client page."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from db.domain.clients.case_rules import is_open
from db.fields.codes import code_list
from db.fields.text import Text
from db.usecases.client_page import LAST_CONTACTS
from db.usecases.client_page import ClientPage as Found
from desktop.language import tr
from desktop.screens.clients import client_facts as facts
from desktop.screens.clients.client_cards import Act
from desktop.screens.clients.client_facts import CardText
from desktop.screens.today.duties import act_on, act_words, complete, explain

if TYPE_CHECKING:
    from desktop.screens.clients.client import ClientPage

_POSTPONE = Text("推迟…", "Postpone…")
_SOURCE = Text("说明依据", "Where numbers come from")
_SHOW, _HIDE = Text("显示号码", "Show numbers"), Text("隐藏号码", "Hide numbers")
_DONE = Text("完成：{what}", "Done: {what}")
_ALL_CONTACTS = Text("全部 {number} 次", "All {number}")
_PLAN, _NEW_PLAN = Text("商定计划", "Agree a plan"), Text("商定新计划", "Agree a new plan")
_STEP, _EDIT_PLAN = Text("加一步", "Add a step"), Text("修改计划", "Edit the plan")
_PLACEMENT = Text("开始就业安置", "Start a placement")
_HOUSEHOLD, _NEW_HOUSEHOLD = (
    Text("打开家庭", "Open household"),
    Text("登记家庭", "Record household"),
)
_CHECK = Text("核查家庭", "Check household")
_LEAD = Text("给岗位信息", "Give a job lead")
_GRADUATE = Text("打开毕业生服务", "Open graduate service")
_STAGE, _REOPEN = Text("变动阶段", "Move on"), Text("重新打开", "Reopen")
_CONSENT = Text("登记同意", "Record consent")
_WITHDRAW = Text("撤回：{purpose}", "Take back: {purpose}")
_ASSESS = Text("记录职业评估", "Record an assessment")
_EDIT = Text("修改资料", "Edit")
_PRINT_PLAN = Text("计划书", "Plan to sign")
_PRINT_CHECK = Text("核查表", "Check sheet")
_PRINT_FOLLOW_UP = Text("回访表", "Follow-up sheet")
_PRINT_PROOF = Text("就业证明", "Certificate")
_PRINT_LEADS = Text("岗位清单", "List of postings")
_STEPS_ASKED = 6
"""So many open steps have a button of their own; the others follow as these are done."""


def acts_of(page: "ClientPage", text: CardText, found: Found) -> list[Act]:
    """Return the buttons of a card."""
    acts = _ACTS.get(text.key, _none)(page, found)
    if text.sources:
        acts.append(Act(_SOURCE, partial(page.show_sources, text)))
    return acts


def _none(_page: "ClientPage", _found: Found) -> list[Act]:
    return []


def _next_acts(page: "ClientPage", found: Found) -> list[Act]:
    step = found.next_step
    if step is None:
        return []
    acts = [Act(_POSTPONE, page.postpone), Act(_SOURCE, partial(explain, page, step))]
    if page.act_button.isHidden():  # else it stands at the top of the page
        acts.insert(0, Act(act_words(step), partial(act_on, page, step)))
    return acts


def _contact_acts(page: "ClientPage", found: Found) -> list[Act]:
    if len(found.contacts) <= LAST_CONTACTS:
        return []
    return [Act(tr(_ALL_CONTACTS, number=len(found.contacts)), page.read_contacts)]


def _plan_acts(page: "ClientPage", found: Found) -> list[Act]:
    plan = found.plan
    if plan is None or plan.ended_on is not None:
        said = _PLAN if plan is None else _NEW_PLAN
        return [Act(said, partial(page.go, "plan"))]
    waiting = [step for step in found.steps if step.done_on is None][:_STEPS_ASKED]
    acts = [
        Act(tr(_DONE, what=step.what), partial(complete, page, step.id, step.what))
        for step in waiting
    ]
    go = page.desk.go
    return [
        *acts,
        Act(_STEP, lambda: go("plan_step", plan_id=plan.id)),
        Act(_EDIT_PLAN, partial(page.go, "plan", plan_id=plan.id)),
        Act(_NEW_PLAN, partial(page.go, "plan")),
        Act(_PRINT_PLAN, partial(page.go, "summary", kind="employment_plan")),
    ]


def _household_acts(page: "ClientPage", found: Found) -> list[Act]:
    if found.household is None:
        return [Act(_NEW_HOUSEHOLD, partial(page.go, "household_form"))]
    household_id = found.household.household.id
    opened = partial(page.desk.go, "household", household_id=household_id)
    sheet = partial(page.go, "summary", kind="household_check")
    return [
        Act(_CHECK, page.check_household),
        Act(_HOUSEHOLD, opened),
        Act(_PRINT_CHECK, sheet),
    ]


def _placement_acts(page: "ClientPage", found: Found) -> list[Act]:
    if any(view.placement.ended_on is None for view in found.placements):
        return [
            Act(_PRINT_FOLLOW_UP, partial(page.go, "summary", kind="follow_up")),
            Act(_PRINT_PROOF, partial(page.go, "summary", kind="placement_certificate")),
        ]
    return [Act(_PLACEMENT, partial(page.go, "placement_form"))]


def _graduate_acts(page: "ClientPage", _found: Found) -> list[Act]:
    return [
        Act(_LEAD, page.give_job_lead),
        Act(_GRADUATE, partial(page.go, "graduate")),
        Act(_PRINT_LEADS, partial(page.go, "summary", kind="posting_list")),
    ]


def _case_acts(page: "ClientPage", found: Found) -> list[Act]:
    closed = found.case is not None and not is_open(found.case)
    return [Act(_REOPEN if closed else _STAGE, partial(page.go, "stage"))]


def _consent_acts(page: "ClientPage", found: Found) -> list[Act]:
    acts = [Act(_CONSENT, partial(page.go, "consent"))]
    for consent in found.consents:
        if consent.withdrawn_on is None:
            purpose = code_list("consent_purposes").label(consent.purpose)
            said = tr(_WITHDRAW, purpose=purpose)
            acts.append(Act(said, partial(page.go, "consent", consent_id=consent.id)))
    return acts


def _assessment_acts(page: "ClientPage", _found: Found) -> list[Act]:
    return [Act(_ASSESS, partial(page.go, "assessment"))]


def _paper_acts(page: "ClientPage", _found: Found) -> list[Act]:
    said = _HIDE if page.shows_numbers else _SHOW
    return [Act(said, page.show_numbers), Act(_EDIT, partial(page.go, "client_form"))]


_ACTS: Mapping[str, Callable[["ClientPage", Found], list[Act]]] = {
    facts.NEXT: _next_acts,
    facts.CONTACTS: _contact_acts,
    facts.PLAN: _plan_acts,
    facts.PLACEMENT: _placement_acts,
    facts.HOUSEHOLD: _household_acts,
    facts.GRADUATE: _graduate_acts,
    facts.CASE: _case_acts,
    facts.CONSENT: _consent_acts,
    facts.ASSESSMENT: _assessment_acts,
    facts.CONTACT: _paper_acts,
}
