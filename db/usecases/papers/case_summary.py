"""The summary a client takes home: exactly what the record says of her, in plain words.

The identity number is masked; of the disability only category and level are told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.domain.clients.case_note import CaseNote
from db.domain.clients.employment_plan import PlanStep
from db.domain.households.household_check import HouseholdCheck
from db.domain.ids import ClientId
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Block, Document, Facts, Heading, Items, Table
from db.domain.policy import Policy
from db.domain.staff import Staff
from db.fields.codes import code_list
from db.fields.field import field_of
from db.fields.text import Language, Text
from db.ports import Owner, Reading
from db.usecases.client_duties import PlacementView
from db.usecases.client_page import ClientPage, client_page
from db.usecases.papers.making import Maker
from db.usecases.papers.writing import DAY, NO_FACTS, REACH_US, Writer, facts_block

_TITLE = Text("{name}的就业服务小结", "Employment service summary for {name}")
_ABOUT = Text("基本信息", "About you")
_NOW = Text("现在的情况", "How things stand")
_PLAN = Text("就业服务计划", "Employment plan")
_LEADS = Text("岗位信息", "Job leads")
_WORK = Text("就业安置与回访", "Work and follow-ups")
_HOUSEHOLD = Text("家庭", "Household")
_CONTACTS = Text("最近的联系", "Latest contacts")
_NEXT = Text("下一步", "Next")
_NO_PLAN = Text("还没有商定就业服务计划。", "No employment plan has been agreed yet.")
_NO_STEPS = Text("这份计划还没有写步骤。", "The plan has no steps yet.")
_NO_LEADS = Text("还没有给过岗位信息。", "No job leads have been given yet.")
_NO_WORK = Text("还没有就业安置。", "There is no placement yet.")
_NO_FOLLOW_UPS = Text("这份工作没有安排回访。", "No follow-ups are planned for this job.")
_NO_HOUSEHOLD = Text("还没有登记家庭。", "No household is recorded yet.")
_NO_CHECK = Text("这一户还没有核查过。", "This household has not been checked yet.")
_NO_CONTACTS = Text("还没有联系记录。", "No contacts are recorded yet.")
_NO_NEXT = Text(
    "现在没有约好的事。有需要请随时联系我们。",
    "Nothing is agreed at the moment. Get in touch whenever you need us.",
)
_JOB = Text("{job}（{employer}）", "{job} ({employer})")
_STEP_DUE = Text("{what}（{due_on} 前）", "{what} (by {due_on})")
_STEP_BY = Text("{what}（{who}，{due_on} 前）", "{what} ({who}, by {due_on})")
_STEP_WHO = Text("{what}（{who}）", "{what} ({who})")
_AGREED_CONTACT = Text(
    "{next_on} 再联系：{step}", "We will be in touch again on {next_on}: {step}"
)
_AGREED_DAY = Text("{next_on} 再联系。", "We will be in touch again on {next_on}.")
_FOLLOW_UP_DUE = Text("{due_on} 前后回访（{kind}）。", "Follow-up around {due_on} ({kind}).")
_CONTACTS_SHOWN = Text(
    "一共有 {count} 次联系，这里写最近的 {shown} 次。",
    "We were in touch {count} times; the latest {shown} are given here.",
)
_SERVICE = Text("服务内容", "Service")
_RESULT = Text("结果", "Result")
_STABLE = Text("稳定就业", "Stable work")
_YES, _NO, _OPEN = Text("是", "Yes"), Text("不是", "No"), Text("待核", "To be checked")

_ABOUT_FIELDS = (
    "name", "sex", "born_on", "ethnic_group", "identity_number", "education",
    "certificate_kind", "phone", "contact_name", "contact_relation", "county", "township",
    "village", "address",
)  # fmt: skip
_NOW_FIELDS = (
    "employment_status", "not_employed_reason", "wish_to_work", "desired_job",
    "desired_place", "desired_wage", "service_needs", "preferred_form",
)  # fmt: skip
_LEAD_FIELDS = (
    "employer_name", "job_title", "why_it_suits", "told_on", "answer", "outcome",
)  # fmt: skip
_WORK_FIELDS = (
    "form", "work_place", "started_on", "contract_type", "contract_from", "contract_until",
    "monthly_wage", "hours_per_week", "insurance", "accommodations", "ended_on",
    "separation_reason",
)  # fmt: skip
_FOLLOW_UP_FIELDS = ("kind", "due_on", "contacted_on", "still_employed", "client_said")
_CONTACT_KEYS = (
    "case_note.noted_on", "case_note.channel", "case_note.service_type", "case_note.content",
    "case_note.result",
)  # fmt: skip


def client_summary(  # noqa: PLR0913 - all of them say what is printed, for whom and by whom
    reading: Reading,
    client_id: ClientId,
    language: Language,
    *,
    today: date,
    policy: Policy,
    owner: Owner,
) -> Document:
    """Return the summary of a client.

    Raises:
        Problem: The client is gone.
    """
    maker = Maker(reading=reading, language=language, today=today, policy=policy, owner=owner)
    return case_summary(maker, client_page(reading, client_id, today, policy))


def case_summary(maker: Maker, page: ClientPage) -> Document:
    """Return the summary of the client a page is about."""
    writer = maker.writer(Audience.CLIENT)
    summary = _Summary(page, writer)
    return maker.paper(
        "case_summary",
        Audience.CLIENT,
        title=writer.say(_TITLE, name=page.client.name),
        blocks=summary.blocks(maker.staff()),
        clients=(page.client,),
        case=page.case,
    )


@dataclass(frozen=True, slots=True)
class _Summary:
    """One client’s page, section by section."""

    page: ClientPage
    write: Writer

    def blocks(self, staff: Staff | None) -> Iterable[Block]:
        sections = (
            ("about", _ABOUT, self._about()),
            ("now", _NOW, self._now()),
            ("plan", _PLAN, self._plan()),
            ("leads", _LEADS, self._leads()),
            ("work", _WORK, self._work()),
            ("household", _HOUSEHOLD, self._household()),
            ("contacts", _CONTACTS, self._contacts()),
            ("next", _NEXT, self._next()),
            ("reach_us", REACH_US, [self.write.reach_us(staff)]),
        )
        for key, heading, blocks in sections:
            yield self.write.heading(key, heading)
            yield from blocks

    def _about(self) -> list[Block]:
        client = self.page.client
        rows = self.write.facts(client, _ABOUT_FIELDS) + self.write.disability(client)
        return [facts_block(rows)]

    def _now(self) -> list[Block]:
        rows = self.write.facts(self.page.client, _NOW_FIELDS)
        if self.page.case is not None:
            rows += self.write.facts(self.page.case, ("stage", "stage_since"))
        if self.page.assessment is not None:
            rows += self.write.facts(self.page.assessment, ("assessed_on", "conclusion"))
        return [facts_block(rows)] if rows else [self.write.nothing("facts", NO_FACTS)]

    def _plan(self) -> list[Block]:
        plan = self.page.plan
        if plan is None:
            return [self.write.nothing("plan", _NO_PLAN)]
        fields = ("goal", "agreed_on", "review_on", "ended_on")
        blocks: list[Block] = [facts_block(self.write.facts(plan, fields))]
        if self.page.steps:
            names = ("what", "who", "due_on", "done_on")
            blocks.append(self.write.table(self.page.steps, names))
        else:
            blocks.append(self.write.nothing("steps", _NO_STEPS))
        return blocks

    def _leads(self) -> list[Block]:
        view = self.page.graduate
        if view is None or not view.leads:
            return [self.write.nothing("leads", _NO_LEADS)]
        basis = self.write.paragraph("graduate_service.postings", view.state.basis)
        return [basis, self.write.table(view.leads, _LEAD_FIELDS)]

    def _work(self) -> list[Block]:
        if not self.page.placements:
            return [self.write.nothing("work", _NO_WORK)]
        return [block for view in self.page.placements for block in self._placement(view)]

    def _placement(self, view: PlacementView) -> list[Block]:
        placement = view.placement
        title = placement.job_title
        if placement.employer_name:
            title = self.write.say(_JOB, job=title, employer=placement.employer_name)
        stable = {True: _YES, False: _NO, None: _OPEN}[view.stability.stable]
        rows = self.write.facts(placement, _WORK_FIELDS)
        rows.append(self.write.fact("placement.stable", _STABLE, self.write.say(stable)))
        blocks: list[Block] = [
            Heading(level=2, text=title, key="placement.job"),
            facts_block(rows),
        ]
        if view.follow_ups:
            blocks.append(self.write.table(view.follow_ups, _FOLLOW_UP_FIELDS))
        else:
            blocks.append(self.write.nothing("follow_ups", _NO_FOLLOW_UPS))
        return blocks

    def _household(self) -> list[Block]:
        view = self.page.household
        if view is None:
            return [self.write.nothing("household", _NO_HOUSEHOLD)]
        fields = ("head_name", "township", "village", "persons")
        rows = self.write.facts(view.household, fields)
        check = view.last_check
        if check is None:
            return [facts_block(rows), self.write.nothing("check", _NO_CHECK)]
        rows += self.write.facts(check, ("checked_on",))
        result = code_list("household_results").label(check.decided or check.found)
        label = field_of(HouseholdCheck, "found").label
        rows.append(self.write.fact("household_check.result", label, self.write.say(result)))
        rows += self.write.facts(view.household, ("next_check_on",))
        return [Facts(rows=tuple(rows))]

    def _contacts(self) -> list[Block]:
        contacts, count = self.page.last_contacts, len(self.page.contacts)
        if not contacts:
            return [self.write.nothing("contacts", _NO_CONTACTS)]
        how, said = field_of(CaseNote, "channel").label, field_of(CaseNote, "content").label
        headers = (DAY, how, _SERVICE, said, _RESULT)
        rows = tuple(
            (
                contact.on.isoformat(),
                self.write.code("service_channels", contact.channel),
                self.write.say(contact.what),
                contact.said,
                (contact.source.result or "") if isinstance(contact.source, CaseNote) else "",
            )
            for contact in contacts
        )
        table = Table(
            headers=tuple(self.write.say(header) for header in headers),
            rows=rows,
            keys=_CONTACT_KEYS,
        )
        if count == len(contacts):
            return [table]
        shown = self.write.paragraph(
            "contacts.count", _CONTACTS_SHOWN, count=count, shown=len(contacts)
        )
        return [shown, table]

    def _next(self) -> list[Block]:
        items = [
            *(self._step(step) for step in self.page.steps if step.done_on is None),
            *self._agreed_contacts(),
            *(
                self.write.say(
                    _FOLLOW_UP_DUE,
                    due_on=view.next_follow_up.due_on,
                    kind=code_list("follow_up_kinds").label(view.next_follow_up.kind),
                )
                for view in self.page.placements
                if view.next_follow_up is not None
            ),
        ]
        if not items:
            return [self.write.nothing("next", _NO_NEXT)]
        return [Items(items=tuple(items), key="next.items")]

    def _step(self, step: PlanStep) -> str:
        say = self.write.say
        if step.due_on is None:
            return say(_STEP_WHO, what=step.what, who=step.who) if step.who else step.what
        sentence = _STEP_BY if step.who else _STEP_DUE
        return say(sentence, what=step.what, who=step.who, due_on=step.due_on)

    def _agreed_contacts(self) -> list[str]:
        """Return the contact that was promised last and has not been held since."""
        for contact in self.page.contacts:
            note = contact.source
            if not isinstance(note, CaseNote) or note.next_on is None:
                continue
            if self.page.contacts[0].on >= note.next_on:
                return []
            sentence = _AGREED_CONTACT if note.next_step else _AGREED_DAY
            return [self.write.say(sentence, next_on=note.next_on, step=note.next_step)]
        return []
