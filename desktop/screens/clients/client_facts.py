"""What each card of the client page says, in words, so that it can be read and heard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from db.domain.clients.ages import age_on
from db.domain.clients.assessment import Assessment
from db.domain.clients.case_rules import Stage, is_open
from db.domain.clients.client import Client
from db.domain.duty.duties import DutyKind
from db.domain.placements.placement import Placement
from db.domain.policy import Parameter
from db.fields.codes import code_list
from db.fields.field import NamedField, fields_of
from db.fields.showing import show, show_masked, with_unit
from db.fields.text import Text
from db.usecases.client_duties import Contact, PlacementView
from db.usecases.client_page import ClientPage
from desktop.language import current, tr
from desktop.screens.frame.day_words import day_words, joined
from desktop.screens.today.duties import is_first_check, reason_of, state_of

NEXT, REMARKS, CONTACTS, PLAN, PLACEMENT = "next", "remarks", "contacts", "plan", "placement"
HOUSEHOLD, GRADUATE, CASE, CONSENT = "household", "graduate", "case", "consent"
ASSESSMENT, CONTACT = "assessment", "contact"

_TITLES = {
    NEXT: Text("下一步", "Next step"),
    REMARKS: Text("提醒", "Worth a second look"),
    CONTACTS: Text("最近三次", "Last three contacts"),
    PLAN: Text("就业服务计划", "Employment plan"),
    PLACEMENT: Text("安置", "Placement"),
    HOUSEHOLD: Text("家庭 · 一户一人", "Household"),
    GRADUATE: Text("毕业生服务 · 一对一", "Graduate service"),
    CASE: Text("个案阶段", "Case"),
    CONSENT: Text("同意书", "Consent"),
    ASSESSMENT: Text("职业评估", "Assessment"),
    CONTACT: Text("证件与联系", "Papers and contact"),
}
_AGE = Text("{age} 岁", "aged {age}")
_CLASS = Text("{category} {level}", "{category}, {level}")
_FORM = Text("愿意用：{form}", "prefers: {form}")
_IN_POST = Text("在岗第 {day} 天", "day {day} in work")
_STARTS = Text("{day} 上岗", "starts on {day}")
_LATE = Text("{kind}{late}", "{kind} {late}")
_NOTHING_DUE = Text("没有到期或约好的事。", "Nothing is due or agreed.")
_AND_MORE = Text("另外还有 {number} 件约好的事。", "{number} more are planned.")
_NO_CONTACT = Text("还没有记录。见面或打过电话后记一笔。", "No contact yet. Write a note.")
_WAY = Text("{day} {way} · {what}", "{day} · {way} · {what}")
_NO_PLAN = Text("还没有和本人商定计划。", "No plan has been agreed yet.")
_AGREED = Text("{day} 商定", "agreed on {day}")
_REVIEW = Text("{day} 复核", "review on {day}")
_ENDED = Text("{day} 结束", "ended on {day}")
_STEP_DONE = Text("✓ {what}（{day} 完成）", "✓ {what} (done on {day})")
_STEP = Text("{what}（{rest}）", "{what} ({rest})")
_BY = Text("{day} 前", "by {day}")
_NO_PLACEMENT = Text("还没有就业安置。", "No placement yet.")
_STABLE = Text("稳定", "stable")
_UNSTABLE = Text("还不稳定", "not stable yet")
_TO_CHECK = Text("稳定与否待核", "stability to be checked")
_APART = Text("辅助性就业，单列", "sheltered work, shown apart")
_ENDED_JOB = Text("已离岗", "ended")
_FROM = Text("{day} 起", "since {day}")
_WAGE = Text("月工资 {wage}", "{wage} a month")
_NEXT_FOLLOW_UP = Text("下次回访：{day}，{kind}", "Next follow-up: {day}, {kind}")
_NO_HOUSEHOLD = Text("还没有登记家庭。", "No household on record yet.")
_CHECKED = Text("{day} 核查", "Checked on {day}")
_NEVER = Text(
    "还没有核查过，这是按现有资料算的", "Never checked; this is by the facts on record"
)
_NEXT_CHECK = Text("下次核查 {day}", "Next check on {day}")
_MEMBERS = Text("家里 {number} 人：{names}", "{number} members: {names}")
_NO_GRADUATE = Text("没有毕业生服务。", "No graduate service.")
_GIVEN = Text("已给 {given} 条", "{given} given")
_LEAD = Text("{employer} · {job}", "{employer} · {job}")
_SINCE = Text("{stage}，{day} 起", "{stage} since {day}")
_OPENED = Text("{day} 建档", "opened on {day}")
_NUMBER = Text("案号 {number}", "case number {number}")
_CLOSED = Text("{day} 结案：{reason}", "Closed on {day}: {reason}")
_NO_CASE = Text("还没有个案。", "No case yet.")
_NO_CONSENT = Text("还没有同意书。", "No consent yet.")
_CONSENT = Text("{purpose}：{day} {way}", "{purpose}: {day}, {way}")
_WITHDRAWN = Text("{purpose}：{day} 已撤回", "{purpose}: taken back on {day}")
_NO_ASSESSMENT = Text("还没有做过职业评估。", "No assessment yet.")
_ASSESSED = Text("{day} 评估", "assessed on {day}")
_FIELD = Text("{label}：{value}", "{label}: {value}")
_TITLE_LINE = Text("{title}（{chips}）", "{title} ({chips})")
_LATE_KINDS = {
    DutyKind.FOLLOW_UP: Text("回访", "Follow-up"),
    DutyKind.GRADUATE_SHORT: Text("岗位信息", "Job leads"),
    DutyKind.HOUSEHOLD_UNMET: Text("核查", "Check"),
    DutyKind.HOUSEHOLD_UNCHECKED: Text("核查", "Check"),
    DutyKind.PLAN_STEP: Text("计划步骤", "Plan step"),
    DutyKind.NEXT_CONTACT: Text("联系", "Contact"),
    DutyKind.JOB_SEEKER_CONTACT: Text("联系", "Contact"),
    DutyKind.CERTIFICATE_EXPIRING: Text("证件", "Certificate"),
}
_CONTACT_FIELDS = (
    "identity_number", "certificate_kind", "certificate_number", "certificate_until", "phone",
    "contact_name", "contact_relation", "contact_phone", "address", "registered_address",
)  # fmt: skip
_RESULT_TONES = {"MET": "good", "UNMET": "late", "PENDING": "due"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card; ``part`` is that of ``desktop.theme.pieces.label``."""

    words: str
    part: str = ""
    is_apart: bool = False
    """Whether a hairline stands above it."""


@dataclass(frozen=True, slots=True)
class CardText:
    """One card: what it is about, states, and lines."""

    key: str
    chips: tuple[tuple[str, str], ...] = ()
    lines: tuple[Line, ...] = ()
    sources: tuple[Parameter, ...] = field(default=())
    """The policy numbers behind it."""

    @property
    def title(self) -> str:
        """The card's heading."""
        return tr(_TITLES[self.key])

    @property
    def content(self) -> str:
        """Everything under the heading, as it is read out."""
        said = [chip for chip, _ in self.chips] + [line.words for line in self.lines]
        return "\n".join(said)


def lead_of(page: ClientPage, today: date) -> str:
    """Return who this is in one line: sex, age, people, disability, village, papers."""
    client = page.client
    age = tr(_AGE, age=age_on(client.born_on, today)) if client.born_on else ""
    disability = joined(
        [_coded(client, "disability_category"), _coded(client, "disability_level")], " ", " "
    )
    place = f"{client.township or ''}{client.village or ''}"
    form = _coded(client, "preferred_form")
    return joined(
        [
            _coded(client, "sex"),
            age,
            _coded(client, "ethnic_group"),
            disability,
            place,
            tr(_FORM, form=form) if form else "",
        ]
    )


def chips_of(page: ClientPage, today: date) -> list[tuple[str, str]]:
    """Return the states beside the name: work, what is late, a case on hold or closed."""
    chips: list[tuple[str, str]] = []
    running = [v.placement for v in page.placements if v.placement.ended_on is None]
    for placement in running[:1]:
        days = (today - placement.started_on).days
        if days >= 0:
            chips.append((tr(_IN_POST, day=days + 1), "good"))
        else:
            chips.append((tr(_STARTS, day=day_words(placement.started_on, today)), "plain"))
    step = page.next_step
    if step is not None and not is_first_check(step, today) and step.due_on <= today:
        said, tone = state_of(step, today)
        kind = _LATE_KINDS.get(step.kind, step.kind.label)
        chips.append((tr(_LATE, kind=kind, late=said), tone))
    if page.case is not None and (
        not is_open(page.case) or page.case.stage == Stage.ON_HOLD or not running
    ):
        chips.append((tr(code_list("case_stages").label(page.case.stage)), "plain"))
    return chips


def cards_of(page: ClientPage, today: date, *, unmasked: bool) -> list[CardText]:
    """Return the cards in the order in which they are read."""
    made = [
        _next(page, today),
        _remarks(page),
        _contacts(page, today),
        _plan(page, today),
        _placement(page, today),
        _household(page, today),
        _graduate(page, today),
        _case(page, today),
        _consents(page, today),
        _assessment(page, today),
        _papers(page.client, unmasked=unmasked),
    ]
    return [one for one in made if one is not None]


def whole_page(name: str, lead: str, cards: list[CardText]) -> str:
    """Return the page as plain text that can be walked through line by line."""
    parts = [f"{name}\n{lead}"]
    parts += [f"{one.title}\n{one.content}" for one in cards]
    return "\n\n".join(parts)


def contact_lines(contacts: tuple[Contact, ...], today: date) -> Iterator[Line]:
    """Yield two lines for each contact: when and how, and what was said."""
    for at, contact in enumerate(contacts):
        way = code_list("service_channels").label(contact.channel) if contact.channel else ""
        head = tr(_WAY, day=day_words(contact.on, today), way=way, what=contact.what)
        yield Line(head, "name", is_apart=at > 0)
        if contact.said:
            yield Line(contact.said)


def _next(page: ClientPage, today: date) -> CardText:
    step = page.next_step
    if step is None:
        return CardText(NEXT, lines=(Line(tr(_NOTHING_DUE), "soft"),))
    state, tone = state_of(step, today)
    lines = [Line(tr(step.kind.label), "name"), Line(reason_of(step))]
    if len(page.duties) > 1:
        lines.append(Line(tr(_AND_MORE, number=len(page.duties) - 1), "soft"))
    return CardText(NEXT, ((state, tone),), tuple(lines))


def _remarks(page: ClientPage) -> CardText | None:
    lines = tuple(Line(tr(remark.text)) for remark in page.remarks)
    return CardText(REMARKS, lines=lines) if lines else None


def _contacts(page: ClientPage, today: date) -> CardText:
    lines = tuple(contact_lines(page.last_contacts, today))
    return CardText(CONTACTS, lines=lines or (Line(tr(_NO_CONTACT), "soft"),))


def _plan(page: ClientPage, today: date) -> CardText:
    plan = page.plan
    if plan is None:
        return CardText(PLAN, lines=(Line(tr(_NO_PLAN), "soft"),))
    days = [tr(_AGREED, day=day_words(plan.agreed_on, today))]
    if plan.review_on is not None and plan.ended_on is None:
        days.append(tr(_REVIEW, day=day_words(plan.review_on, today)))
    if plan.ended_on is not None:
        days.append(tr(_ENDED, day=day_words(plan.ended_on, today)))
    lines = [Line(plan.goal, "name"), Line(joined(days), "soft")]
    for step in page.steps:
        if step.done_on is not None:
            said = tr(_STEP_DONE, what=step.what, day=day_words(step.done_on, today))
            lines.append(Line(said, "soft"))
            continue
        by = tr(_BY, day=day_words(step.due_on, today)) if step.due_on else ""
        rest = joined([step.who or "", by], "，", ", ")
        lines.append(Line(tr(_STEP, what=step.what, rest=rest) if rest else step.what))
    return CardText(PLAN, lines=tuple(lines))


def _placement(page: ClientPage, today: date) -> CardText:
    if not page.placements:
        return CardText(PLACEMENT, lines=(Line(tr(_NO_PLACEMENT), "soft"),))
    view = page.placements[0]
    placement = view.placement
    lines = [
        Line(joined([placement.employer_name or "", placement.job_title]), "name"),
        Line(_terms(placement, today)),
        Line(tr(view.stability.basis), "soft"),
    ]
    follow_up = view.next_follow_up
    if follow_up is not None:
        kind = code_list("follow_up_kinds").label(follow_up.kind)
        day = day_words(follow_up.due_on, today)
        lines.append(Line(tr(_NEXT_FOLLOW_UP, kind=kind, day=day), "soft"))
    return CardText(PLACEMENT, (_stability(view),), tuple(lines), view.stability.sources)


def _stability(view: PlacementView) -> tuple[str, str]:
    stability = view.stability
    if view.placement.ended_on is not None:
        return tr(_ENDED_JOB), "plain"
    if stability.apart:
        return tr(_APART), "plain"
    if stability.stable is None:
        return tr(_TO_CHECK), "due"
    return (tr(_STABLE), "good") if stability.stable else (tr(_UNSTABLE), "due")


def _terms(placement: Placement, today: date) -> str:
    shown = {
        f.name: with_unit(f, getattr(placement, f.name), current())
        for f in fields_of(Placement)
    }
    wage = tr(_WAGE, wage=shown["monthly_wage"]) if shown["monthly_wage"] else ""
    since = tr(_FROM, day=day_words(placement.started_on, today))
    until = tr(_ENDED, day=day_words(placement.ended_on, today)) if placement.ended_on else ""
    return joined(
        [shown["form"], since, until, shown["contract_type"], wage, shown["insurance"]]
    )


def _household(page: ClientPage, today: date) -> CardText:
    view = page.household
    if view is None:
        return CardText(HOUSEHOLD, lines=(Line(tr(_NO_HOUSEHOLD), "soft"),))
    check, results = view.last_check, code_list("household_results")
    found = (check.decided or check.found) if check is not None else view.finding.result.value
    lines = []
    if check is not None:
        day = day_words(check.checked_on, today)
        lines.append(Line(tr(_CHECKED, day=day), "name"))
        next_on = view.household.next_check_on or check.next_check_on
    else:
        lines.append(Line(tr(_NEVER), "name"))
        next_on = view.household.next_check_on
    lines.append(Line(tr(view.finding.basis)))
    names = joined([member.name for member in view.members], "、", ", ")
    if names:
        lines.append(Line(tr(_MEMBERS, number=len(view.members), names=names), "soft"))
    if next_on is not None:
        lines.append(Line(tr(_NEXT_CHECK, day=day_words(next_on, today)), "soft"))
    chip = tr(results.label(found)), _RESULT_TONES.get(found, "plain")
    return CardText(HOUSEHOLD, (chip,), tuple(lines), view.finding.sources)


def _graduate(page: ClientPage, today: date) -> CardText | None:
    view = page.graduate
    if view is None:
        return None
    tone = "late" if view.state.overdue_days else "due" if view.state.short_of else "good"
    lines = [Line(tr(view.state.basis))]
    for at, lead in enumerate(view.leads):
        head = tr(_LEAD, employer=lead.employer_name, job=lead.job_title)
        lines.append(Line(head, "name", is_apart=at > 0))
        answer = code_list("lead_answers").label(lead.answer) if lead.answer else None
        told = day_words(lead.told_on, today) if lead.told_on else ""
        lines.append(Line(joined([told, tr(answer) if answer else "", lead.why_it_suits])))
    chip = tr(_GIVEN, given=view.state.given), tone
    return CardText(GRADUATE, (chip,), tuple(lines), view.state.sources)


def _case(page: ClientPage, today: date) -> CardText:
    case = page.case
    if case is None:
        return CardText(CASE, lines=(Line(tr(_NO_CASE), "soft"),))
    stage = code_list("case_stages").label(case.stage)
    if case.closed_on is not None:
        reason = code_list("closure_reasons").label(case.closure_reason or "")
        head = tr(_CLOSED, day=day_words(case.closed_on, today), reason=reason)
    else:
        head = tr(_SINCE, stage=stage, day=day_words(case.stage_since or case.opened_on, today))
    about = joined(
        [tr(_NUMBER, number=case.number), tr(_OPENED, day=day_words(case.opened_on, today))]
    )
    return CardText(CASE, lines=(Line(head, "name"), Line(about, "soft")))


def _consents(page: ClientPage, today: date) -> CardText:
    lines = []
    for consent in page.consents:
        purpose = code_list("consent_purposes").label(consent.purpose)
        if consent.withdrawn_on is not None:
            day = day_words(consent.withdrawn_on, today)
            lines.append(Line(tr(_WITHDRAWN, purpose=purpose, day=day), "soft"))
        else:
            way = code_list("consent_ways").label(consent.way)
            day = day_words(consent.given_on, today)
            lines.append(Line(tr(_CONSENT, purpose=purpose, day=day, way=way)))
    return CardText(CONSENT, lines=tuple(lines) or (Line(tr(_NO_CONSENT), "soft"),))


def _assessment(page: ClientPage, today: date) -> CardText:
    found = page.assessment
    if found is None:
        return CardText(ASSESSMENT, lines=(Line(tr(_NO_ASSESSMENT), "soft"),))
    shown = (
        (f, with_unit(f, getattr(found, f.name), current()))
        for f in fields_of(Assessment)
        if f.name not in {"assessed_on", "conclusion"}
    )
    lines = [
        *([Line(found.conclusion, "name")] if found.conclusion else []),
        Line(tr(_ASSESSED, day=day_words(found.assessed_on, today)), "soft"),
        *(Line(tr(_FIELD, label=f.label, value=value)) for f, value in shown if value),
    ]
    return CardText(ASSESSMENT, lines=tuple(lines))


def _papers(client: Client, *, unmasked: bool) -> CardText:
    write = show if unmasked else show_masked
    lines = tuple(
        Line(tr(_FIELD, label=f.label, value=value))
        for f in fields_of(Client)
        if f.name in _CONTACT_FIELDS and (value := write(f, getattr(client, f.name), current()))
    )
    return CardText(CONTACT, lines=lines)


def _coded(client: Client, name: str) -> str:
    field_: NamedField = next(f for f in fields_of(Client) if f.name == name)
    return show(field_, getattr(client, name), current())
