"""The summary a client takes home: exactly what the record says of her, in plain words.

The identity number is masked; of the disability only category and level are told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.domain.case_note import CaseNote
from db.domain.document import (
    Block,
    Contact,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
)
from db.domain.employment_plan import PlanStep
from db.domain.household_check import HouseholdCheck
from db.domain.ids import ClientId
from db.domain.policy import Policy
from db.domain.record import Record
from db.domain.staff import Staff
from db.fields.codes import code_list
from db.fields.field import NamedField, field_of
from db.fields.showing import hides_middle, masked, with_unit
from db.fields.text import Language, Text
from db.ports import Owner, Reading
from db.usecases.client_duties import PlacementView
from db.usecases.client_page import ClientPage, client_page

_TITLE = Text("{name}的就业服务小结", "Employment service summary for {name}")
_FOOTER = Text("就业服务小结 {number}", "Employment service summary {number}")
_NO_ORGANISATION = Text("残疾人就业服务", "Employment services for disabled people")
_ABOUT = Text("基本信息", "About you")
_NOW = Text("现在的情况", "How things stand")
_PLAN = Text("就业服务计划", "Employment plan")
_LEADS = Text("岗位信息", "Job leads")
_WORK = Text("就业安置与回访", "Work and follow-ups")
_HOUSEHOLD = Text("家庭", "Household")
_CONTACTS = Text("最近的联系", "Latest contacts")
_NEXT = Text("下一步", "Next")
_REACH_US = Text("联系我们", "How to reach us")
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
_NO_FACTS = Text("还没有填写。", "Nothing is recorded yet.")
_JOB = Text("{job}（{employer}）", "{job} ({employer})")
_STEP_DUE = Text("{what}（{due_on} 前）", "{what} (by {due_on})")
_STEP_BY = Text("{what}（{who}，{due_on} 前）", "{what} ({who}, by {due_on})")
_STEP_WHO = Text("{what}（{who}）", "{what} ({who})")
_AGREED_CONTACT = Text("{next_on} 再联系：{step}", "We are in touch again on {next_on}: {step}")
_AGREED_DAY = Text("{next_on} 再联系。", "We are in touch again on {next_on}.")
_FOLLOW_UP_DUE = Text("{due_on} 前后回访（{kind}）。", "Follow-up around {due_on} ({kind}).")
_DAY = Text("日期", "Date")
_SERVICE = Text("服务内容", "Service")
_RESULT = Text("结果", "Result")
_STABLE = Text("稳定就业", "Stable work")
_YES, _NO, _OPEN = Text("是", "Yes"), Text("不是", "No"), Text("待核", "To be checked")
_COUNSELLOR = Text("就业辅导员", "Counsellor")

_ABOUT_FIELDS = (
    "name", "sex", "born_on", "ethnic_group", "identity_number", "education",
    "certificate_kind", "phone", "contact_name", "contact_relation", "county", "township",
    "village", "address",
)  # fmt: skip
_DISABILITY = Text("残疾类别和等级", "Disability")
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
    page = client_page(reading, client_id, today, policy)
    staff = reading[Staff].find(owner.staff_id)
    return _Writer(page, language).document(today, staff)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes one client’s page in one language."""

    page: ClientPage
    language: Language

    def document(self, today: date, staff: Staff | None) -> Document:
        client, case = self.page.client, self.page.case
        number = case.number if case is not None else ""
        organisation = staff.organisation if staff is not None else None
        names = [client.name, client.contact_name, staff.name if staff is not None else None]
        return Document(
            title=self._say(_TITLE, name=client.name),
            subtitle="",
            case_number=number,
            language=self.language,
            organisation=organisation or self._say(_NO_ORGANISATION),
            made_on=today,
            blocks=tuple(self._blocks(staff)),
            footer=self._say(_FOOTER, number=number).strip(),
            whole_words=tuple(dict.fromkeys(name for name in names if name)),
        )

    def _blocks(self, staff: Staff | None) -> Iterable[Block]:
        sections = (
            (_ABOUT, self._about()),
            (_NOW, self._now()),
            (_PLAN, self._plan()),
            (_LEADS, self._leads()),
            (_WORK, self._work()),
            (_HOUSEHOLD, self._household()),
            (_CONTACTS, self._contacts()),
            (_NEXT, self._next()),
            (_REACH_US, self._reach_us(staff)),
        )
        for heading, blocks in sections:
            yield Heading(level=1, text=self._say(heading))
            yield from blocks

    def _about(self) -> list[Block]:
        client = self.page.client
        rows = self._facts(client, _ABOUT_FIELDS)
        told = [
            code_list(codes).label(code).to(self.language)
            for codes, code in (
                ("disability_categories", client.disability_category),
                ("disability_levels", client.disability_level),
            )
            if code is not None
        ]
        if told:
            rows.append(Fact(label=self._say(_DISABILITY), value=" ".join(told)))
        return [Facts(rows=tuple(rows))]

    def _now(self) -> list[Block]:
        rows = self._facts(self.page.client, _NOW_FIELDS)
        if self.page.case is not None:
            rows += self._facts(self.page.case, ("stage", "stage_since"))
        if self.page.assessment is not None:
            rows += self._facts(self.page.assessment, ("assessed_on", "conclusion"))
        return [Facts(rows=tuple(rows))] if rows else [self._paragraph(_NO_FACTS)]

    def _plan(self) -> list[Block]:
        plan = self.page.plan
        if plan is None:
            return [self._paragraph(_NO_PLAN)]
        fields = ("goal", "agreed_on", "review_on", "ended_on")
        blocks: list[Block] = [Facts(rows=tuple(self._facts(plan, fields)))]
        if self.page.steps:
            blocks.append(self._table(self.page.steps, ("what", "who", "due_on", "done_on")))
        else:
            blocks.append(self._paragraph(_NO_STEPS))
        return blocks

    def _leads(self) -> list[Block]:
        view = self.page.graduate
        if view is None or not view.leads:
            return [self._paragraph(_NO_LEADS)]
        basis = Paragraph(text=view.state.basis.to(self.language))
        return [basis, self._table(view.leads, _LEAD_FIELDS)]

    def _work(self) -> list[Block]:
        if not self.page.placements:
            return [self._paragraph(_NO_WORK)]
        return [block for view in self.page.placements for block in self._placement(view)]

    def _placement(self, view: PlacementView) -> list[Block]:
        placement = view.placement
        title = placement.job_title
        if placement.employer_name:
            title = self._say(_JOB, job=title, employer=placement.employer_name)
        stable = {True: _YES, False: _NO, None: _OPEN}[view.stability.stable]
        rows = self._facts(placement, _WORK_FIELDS)
        rows.append(Fact(label=self._say(_STABLE), value=self._say(stable)))
        blocks: list[Block] = [Heading(level=2, text=title), Facts(rows=tuple(rows))]
        if view.follow_ups:
            blocks.append(self._table(view.follow_ups, _FOLLOW_UP_FIELDS))
        else:
            blocks.append(self._paragraph(_NO_FOLLOW_UPS))
        return blocks

    def _household(self) -> list[Block]:
        view = self.page.household
        if view is None:
            return [self._paragraph(_NO_HOUSEHOLD)]
        fields = ("head_name", "township", "village", "persons")
        rows = self._facts(view.household, fields)
        check = view.last_check
        if check is None:
            return [Facts(rows=tuple(rows)), self._paragraph(_NO_CHECK)]
        rows += self._facts(check, ("checked_on",))
        result = code_list("household_results").label(check.decided or check.found)
        label = field_of(HouseholdCheck, "found").label
        rows.append(Fact(label=label.to(self.language), value=self._say(result)))
        rows += self._facts(view.household, ("next_check_on",))
        return [Facts(rows=tuple(rows))]

    def _contacts(self) -> list[Block]:
        contacts = self.page.last_contacts
        if not contacts:
            return [self._paragraph(_NO_CONTACTS)]
        how, said = field_of(CaseNote, "channel").label, field_of(CaseNote, "content").label
        headers = (_DAY, how, _SERVICE, said, _RESULT)
        rows = tuple(
            (
                contact.on.isoformat(),
                self._code("service_channels", contact.channel),
                self._say(contact.what),
                contact.said,
                (contact.source.result or "") if isinstance(contact.source, CaseNote) else "",
            )
            for contact in contacts
        )
        return [Table(headers=tuple(self._say(h) for h in headers), rows=rows)]

    def _next(self) -> list[Block]:
        items = [
            *(self._step(step) for step in self.page.steps if step.done_on is None),
            *self._agreed_contacts(),
            *(
                self._say(
                    _FOLLOW_UP_DUE,
                    due_on=view.next_follow_up.due_on,
                    kind=code_list("follow_up_kinds").label(view.next_follow_up.kind),
                )
                for view in self.page.placements
                if view.next_follow_up is not None
            ),
        ]
        return [Items(items=tuple(items))] if items else [self._paragraph(_NO_NEXT)]

    def _step(self, step: PlanStep) -> str:
        if step.due_on is None:
            return self._say(_STEP_WHO, what=step.what, who=step.who) if step.who else step.what
        sentence = _STEP_BY if step.who else _STEP_DUE
        return self._say(sentence, what=step.what, who=step.who, due_on=step.due_on)

    def _agreed_contacts(self) -> list[str]:
        """Return the contact that was promised last and has not been held since."""
        for contact in self.page.contacts:
            note = contact.source
            if not isinstance(note, CaseNote) or note.next_on is None:
                continue
            if self.page.contacts[0].on >= note.next_on:
                return []
            sentence = _AGREED_CONTACT if note.next_step else _AGREED_DAY
            return [self._say(sentence, next_on=note.next_on, step=note.next_step)]
        return []

    def _reach_us(self, staff: Staff | None) -> list[Block]:
        if staff is None:
            return [self._paragraph(_NO_FACTS)]
        rows = [
            *self._facts(staff, ("organisation",)),
            Fact(label=self._say(_COUNSELLOR), value=staff.name),
        ]
        if staff.phone:  # the office’s own number is there to be dialled
            label = field_of(Staff, "phone").label
            rows.append(Fact(label=self._say(label), value=staff.phone))
        return [Contact(rows=tuple(rows))]

    def _facts(self, record: Record, names: Iterable[str]) -> list[Fact]:
        declared = [field_of(type(record), name) for name in names]
        shown = [(field, self._value(field, record)) for field in declared]
        return [Fact(label=self._say(field.label), value=text) for field, text in shown if text]

    def _table(self, records: Iterable[Record], names: tuple[str, ...]) -> Table:
        every = tuple(records)
        declared = [field_of(type(every[0]), name) for name in names]
        return Table(
            headers=tuple(self._say(field.label) for field in declared),
            rows=tuple(tuple(self._value(field, each) for field in declared) for each in every),
        )

    def _value(self, field: NamedField, record: Record) -> str:
        shown = with_unit(field, getattr(record, field.name), self.language)
        return masked(shown) if shown and hides_middle(field) else shown

    def _code(self, codes: str, code: str | None) -> str:
        return code_list(codes).label(code).to(self.language) if code is not None else ""

    def _paragraph(self, text: Text) -> Paragraph:
        return Paragraph(text=self._say(text))

    def _say(self, text: Text, **values: object) -> str:
        return text.to(self.language, **values)
