"""Duties on screen: how each kind looks, what one key does about it, and its sources."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from db.domain.duty.duties import Duty, DutyKind
from db.domain.duty.duty_sentences import JOB_SEEKER_DAYS
from db.domain.graduates.graduate_rules import DUE_DAYS, MAX_POSTINGS, MIN_POSTINGS
from db.domain.households.household_rules import CHECK_EVERY, MIN_WORKERS
from db.domain.ids import PlanStepId
from db.domain.placements.follow_up import FollowUp
from db.domain.policy import Parameter, clause_sentence
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Reading, Store
from db.usecases.plans import complete_step
from db.usecases.policies import policy_in_force
from desktop.language import current, tr
from desktop.lists.work_list import WorkItem
from desktop.messages import ask, read_out
from desktop.screens.frame.page import Page

_OVERDUE = Text("逾期 {days} 天", "{days} days late")
_OVERDUE_ONE = Text("逾期 1 天", "1 day late")
_TODAY, _TOMORROW = Text("今天", "today"), Text("明天", "tomorrow")
_IN_DAYS = Text("{days} 天后", "in {days} days")
_UNFINISHED = Text("没填完", "unfinished")
_NEVER_CHECKED = Text("待核查", "not checked")
_HOUSEHOLD = Text("{name} 家", "{name}’s household")
_ICONS = {
    DutyKind.FOLLOW_UP: "phone-call",
    DutyKind.GRADUATE_SHORT: "graduation-cap",
    DutyKind.HOUSEHOLD_UNMET: "house",
    DutyKind.HOUSEHOLD_UNCHECKED: "house",
    DutyKind.PLAN_STEP: "list-checks",
    DutyKind.NEXT_CONTACT: "calendar-clock",
    DutyKind.JOB_SEEKER_CONTACT: "user",
    DutyKind.CERTIFICATE_EXPIRING: "file-text",
    DutyKind.DRAFT_UNFINISHED: "file-pen",
}
_ACTS = {
    "record_follow_up": Text("记录回访", "Record follow-up"),
    "give_job_lead": Text("给岗位信息", "Give a job lead"),
    "check_household": Text("核查家庭", "Check household"),
    "complete_step": Text("标记完成", "Mark as done"),
    "write_note": Text("记一笔", "Write a note"),
    "correct_client": Text("改证件信息", "Edit certificate"),
    "resume_draft": Text("接着填", "Go on"),
}
FORMS = {
    "case_note": ("note", "client_id"),
    "client_form": ("client_form", "client_id"),
    "consent": ("consent", "client_id"),
    "stage": ("stage", "client_id"),
    "assessment": ("assessment", "client_id"),
    "plan": ("plan", "client_id"),
    "plan_step": ("plan_step", "plan_id"),
    "household_form": ("household_form", "client_id"),
    "household_fix": ("household_form", "household_id"),
    "member_form": ("member_form", "household_id"),
    "member_fix": ("member_form", "member_id"),
    "check": ("check", "household_id"),
    "graduate_form": ("graduate_form", "client_id"),
    "graduate_fix": ("graduate_form", "service_id"),
    "lead_form": ("lead_form", "client_id"),
    "lead_fix": ("lead_form", "lead_id"),
    "lead_answer": ("lead_answer", "lead_id"),
    "employer_form": ("employer_form", "employer_id"),
    "vacancy_form": ("vacancy_form", "employer_id"),
    "vacancy_fix": ("vacancy_form", "vacancy_id"),
    "placement_form": ("placement_form", "client_id"),
    "placement_fix": ("placement_form", "placement_id"),
    "placement_end": ("placement_end", "placement_id"),
    "follow_up": ("follow_up", "follow_up_id"),
    "extra_follow_up": ("follow_up", "placement_id"),
    "move_follow_up": ("move_follow_up", "follow_up_id"),
    "letter": ("letter", "client_id"),
}
"""Where each form stands, by the first part of its draft's key, and what its id is called."""
NEW = "new"
"""Stands in a draft's key for a record that has no id yet."""

_STEP_DONE = Text("已完成：{what}。", "Done: {what}.")
_UNDO = Text("撤销", "Undo")
_SOURCE = Text("说明依据", "Where numbers come from")
_NUMBER = Text("{label}：{value}。{clause}", "{label}: {value}. {clause}")
_NO_NUMBER = Text(
    "这一件没有政策数字，是您或同事约定的日期。",
    "No policy number stands behind this; you or a colleague set the day.",
)
_DISCARD = Text("放弃这份草稿", "Throw this draft away")
_DISCARD_QUESTION = Text(
    "“{subject}”里没有保存的内容会丢掉，不能再找回来。",
    "What was not saved in “{subject}” will be lost and cannot be brought back.",
)
_DISCARD_YES, _DISCARD_NO = Text("放弃", "Throw away"), Text("留着", "Keep")
_DISCARDED = Text("草稿已放弃。", "The draft is gone.")
_NO_FORM = Text(
    "“{subject}”是更新版本的 Yiyi 留下的。请用那个版本接着填。",
    "“{subject}” was left by a newer Yiyi. Go on with it there.",
)


def name_of(duty: Duty) -> str:
    """Return whom a duty concerns, as a list names it."""
    if duty.household_id is not None and duty.client_id is None:
        return tr(_HOUSEHOLD, name=duty.name)
    return duty.name


def is_first_check(duty: Duty, today: date) -> bool:
    """Tell whether a household waits for its first check, which has no day of its own."""
    return duty.kind is DutyKind.HOUSEHOLD_UNCHECKED and duty.due_on == today


def state_of(duty: Duty, today: date) -> tuple[str, str]:
    """Return how urgent a duty is, in words and as a tone."""
    if duty.kind is DutyKind.DRAFT_UNFINISHED:
        return tr(_UNFINISHED), "due"
    if is_first_check(duty, today):
        return tr(_NEVER_CHECKED), "plain"
    days = (duty.due_on - today).days
    if days < 0:
        return tr(_OVERDUE_ONE if days == -1 else _OVERDUE, days=-days), "late"
    if days == 0:
        return tr(_TODAY), "due"
    return (tr(_TOMORROW) if days == 1 else tr(_IN_DAYS, days=days)), "plain"


def reason_of(duty: Duty) -> str:
    """Return why it is due; the clause is told when it is asked for (``explain``)."""
    return tr(duty.why).strip()


def act_words(duty: Duty) -> Text:
    """Return what one key does about a duty."""
    return _ACTS[duty.action]


def work_item(duty: Duty, today: date, group: str, *, is_next: bool) -> WorkItem:
    """Return a duty as a card of a list of work."""
    chip, tone = state_of(duty, today)
    return WorkItem(
        key=(duty.kind.value, duty.key),
        icon=_ICONS[duty.kind],
        name=name_of(duty),
        chip=chip,
        tone=tone,
        place=duty.place,
        why=reason_of(duty).rstrip("。."),
        action=tr(act_words(duty)),
        group=group,
        is_next=is_next,
        data=duty,
    )


def act_on(page: Page, duty: Duty) -> None:
    """Do the one thing that is next: open its form, or complete a step there and then."""
    desk = page.desk
    match duty.action:
        case "record_follow_up":
            desk.go("follow_up", follow_up_id=duty.subject_id)
        case "give_job_lead":
            desk.go("lead_form", client_id=duty.client_id)
        case "check_household":
            desk.go("check", household_id=duty.household_id)
        case "complete_step" if duty.subject_id is not None:
            complete(page, PlanStepId(duty.subject_id), reason_of(duty))
        case "write_note":
            desk.go("note", client_id=duty.client_id, name=duty.name)
        case "correct_client":
            desk.go("client_form", client_id=duty.client_id, field="certificate_until")
        case _:
            _resume(page, duty)


def complete(page: Page, step_id: PlanStepId, what: str) -> None:
    """Record that a plan's step is done today, and offer to take that back."""
    today = page.operations.today()

    def done(_receipt: object) -> None:
        undo = partial(page.operations.undo, owner=page)
        page.desk.offer(tr(_STEP_DONE, what=what.rstrip("。")), _UNDO, undo)

    page.operations.run(
        partial(complete_step, step_id=step_id, on=today, today=today), owner=page, done=done
    )


def discard_draft(page: Page, duty: Duty, then: Callable[[], object]) -> None:
    """Ask, then forget an unfinished form."""

    def gone(_nothing: object) -> None:
        page.desk.say(_DISCARDED)
        then()

    def discard() -> None:
        key = duty.subject
        page.operations.read(lambda store: store.discard_draft(key), owner=page, done=gone)

    question = tr(_DISCARD_QUESTION, subject=duty.name)
    ask(page, _DISCARD, question, discard, yes=_DISCARD_YES, no=_DISCARD_NO)


def explain(page: Page, duty: Duty) -> None:
    """Show where the numbers behind a duty come from."""
    today = page.operations.today()

    def read(store: Store) -> list[Parameter]:
        policy = policy_in_force(store)
        with store.reading() as reading:
            keys = _numbers_behind(reading, duty)
        return [policy.at(key, today) for key in keys if key in policy.keys]

    def show(found: list[Parameter]) -> None:
        said = [tr(duty.sentence).strip(), *(number_line(each) for each in found)]
        read_out(page, _SOURCE, "\n\n".join(said if found else [*said, tr(_NO_NUMBER)]))

    page.operations.read(read, owner=page, done=show)


def number_line(parameter: Parameter) -> str:
    """Return a policy number with its label and its clause."""
    return tr(
        _NUMBER,
        label=parameter.label,
        value=parameter.words(current()),
        clause=clause_sentence(parameter, current()),
    )


def _numbers_behind(reading: Reading, duty: Duty) -> tuple[str, ...]:
    match duty.kind:
        case DutyKind.FOLLOW_UP:
            held = reading[FollowUp].find(duty.subject_id) if duty.subject_id else None
            kind = held.kind if held is not None else ""
            ending = "_days" if kind == "before_start" else ""
            return (f"follow_up.{kind}{ending}",)
        case DutyKind.GRADUATE_SHORT:
            return MIN_POSTINGS, MAX_POSTINGS, DUE_DAYS
        case DutyKind.HOUSEHOLD_UNMET | DutyKind.HOUSEHOLD_UNCHECKED:
            return MIN_WORKERS, CHECK_EVERY
        case DutyKind.JOB_SEEKER_CONTACT:
            return (JOB_SEEKER_DAYS,)
        case _:
            return ()


def _resume(page: Page, duty: Duty) -> None:
    form, _, subject = duty.subject.partition(":")
    place, argument = FORMS.get(form, ("", ""))
    about = _id(subject.rpartition(":")[2])
    if place and (about is not None or subject == NEW):
        args: dict[str, object] = {argument: about}
        page.desk.go(place, **args, restore=True)
    elif duty.client_id is not None:
        page.desk.go("client", client_id=duty.client_id)
    else:
        page.desk.warn(Problem(_NO_FORM, subject=duty.name))


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
