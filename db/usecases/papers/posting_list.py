"""一对一: the job leads of a graduate, why each suits, whom to ask, and how to answer.

Source of the number: plan 2022–2024, 二（七）, by way of the policy pack.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Final

from db.domain.graduates.graduate_rules import MAX_POSTINGS, MIN_POSTINGS
from db.domain.graduates.graduate_service import JobLead
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import (
    SIGN_HERE,
    Bar,
    Block,
    Chart,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
)
from db.domain.placements.employer import Employer, Vacancy
from db.domain.policy import clause_sentence
from db.fields.codes import code_list
from db.fields.text import Language, Text
from db.usecases.client_duties import GraduateView
from db.usecases.client_page import ClientPage
from db.usecases.papers.making import Maker
from db.usecases.papers.writing import REACH_US, Writer

NO_SERVICE: Final = Text(
    "还没有开始毕业生服务，所以没有岗位清单。",
    "The graduate service has not begun, so there is no list of job leads.",
)
NO_LEADS: Final = Text(
    "还没有给过岗位信息。请先登记岗位信息，再做清单。",
    "No job leads have been given yet. Record one first.",
)
_TITLE = Text("给{name}的岗位清单", "Job leads for {name}")
_HOW_MANY = Text("有几条", "How many there are")
_LEADS = Text("岗位", "The job leads")
_LISTED = Text(
    "这份清单上有 {listed} 条岗位信息，其中 {told} 条登记过告知日期。",
    "This list holds {listed} job leads; for {told} of them a day of telling is on record.",
)
_RANGE = Text(
    "每名毕业生至少应有 {low}，至多 {high}，都要针对本人。",
    "Each graduate should have at least {low} and at most {high}, chosen for the person.",
)
_LEAD = Text("{number}. {job}（{employer}）", "{number}. {job} ({employer})")
_CLOSED = Text("这个岗位已于 {closed_on} 关闭。", "This vacancy closed on {closed_on}.")
_MISSING = Text(
    "这些还没有登记，可以向单位或辅导员问清：{what}。",
    "Not on record yet; ask the employer or the counsellor: {what}.",
)
_HOURS = Text("工时", "hours of work")
_CONTACT = Text("找谁", "whom to ask")
_ANSWERS = Text("岗位信息的答复", "Answers to the job leads")
_ANSWERED = Text(
    "{listed} 条岗位信息中，{answered} 条已经有了答复。",
    "Job leads: {listed}. With a final answer: {answered}.",
)
_NUMBER = Text("{count} 条", "{count}")
_HOW = Text("怎样答复", "How to answer")
_CALL = Text("想好了，请告诉{name}，电话 {phone}。", "Tell {name} by telephone: {phone}.")
_TELL = Text("想好了，请告诉{name}。", "Tell {name} when you have decided.")
_TELL_US = Text("想好了，请告诉我们。", "Tell us when you have decided.")
_CHOICES = Text(
    "每一条都可以说：愿意、再考虑，或者不愿意。",
    "To each you may say: I want it, I am thinking it over, or I do not want it.",
)
_MAY_DECLINE = Text(
    "不愿意也没有关系。说说原因，我们再找更合适的。",
    "Saying no is all right. Tell us why, and we look for something better.",
)
_YOUR_ANSWERS = Text("您的答复（可以写在这里）", "Your answers (you may write them here)")
_ANSWER_LINE = Text("{number}. {job}：", "{number}. {job}: ")
_LEAD_FIELDS = (
    "employer_name", "job_title", "why_it_suits", "told_on", "told_how", "answer",
    "decline_reason", "outcome", "outcome_on",
)  # fmt: skip
_VACANCY_FIELDS = (
    "tasks", "form", "places", "work_place", "monthly_wage", "accommodations", "opened_on",
)  # fmt: skip
_EMPLOYER_FIELDS = ("address", "accommodations", "contact_name", "contact_phone")
_ASKED_FIELDS = ("work_place", "monthly_wage", "accommodations")
_WAITING = "WAITING"


def reason_against_postings(page: ClientPage, _today: date) -> Text | None:
    """Return why there is no list of job leads, or ``None``."""
    if page.graduate is None:
        return NO_SERVICE
    return None if page.graduate.leads else NO_LEADS


def posting_list(maker: Maker, page: ClientPage) -> Document:
    """Return the list of job leads of the graduate a page is about."""
    view, client, staff = page.graduate, page.client, maker.staff()
    assert view is not None  # noqa: S101 - kinds asks reason_against_postings first
    writer = maker.writer(Audience.CLIENT)
    vacancies = _found(maker, view)
    employers = {
        employer.id: employer
        for employer in maker.reading[Employer].many(
            {v.employer_id for v in vacancies.values()}
        )
    }
    leads: list[Block] = []
    for number, lead in enumerate(view.leads, start=1):
        vacancy = vacancies.get(lead.vacancy_id)
        employer = employers.get(vacancy.employer_id) if vacancy is not None else None
        leads += _lead(writer, maker.today, number, lead, vacancy, employer)
    lines = (
        f"{writer.say(_ANSWER_LINE, number=number, job=lead.job_title)}{SIGN_HERE}"
        for number, lead in enumerate(view.leads, start=1)
    )
    call = _TELL_US
    if staff is not None:
        call = (_CALL if staff.phone else _TELL).filled(name=staff.name, phone=staff.phone)
    how = (writer.say(text) for text in (call, _CHOICES, _MAY_DECLINE))
    return maker.paper(
        "posting_list",
        Audience.CLIENT,
        title=writer.say(_TITLE, name=client.name),
        blocks=[
            writer.heading("how_many", _HOW_MANY),
            *_how_many(writer, maker, view),
            writer.heading("leads", _LEADS),
            *leads,
            writer.heading("answer", _HOW),
            Items(items=tuple(how), key="answer.items"),
            Paragraph(text=writer.say(_YOUR_ANSWERS), key="answer.lines"),
            Items(items=tuple(lines), key="answer.blanks"),
            writer.heading("reach_us", REACH_US),
            writer.reach_us(staff),
        ],
        clients=(client,),
        case=page.case,
        dialable=(employer.contact_phone for employer in employers.values()),
    )


def _how_many(writer: Writer, maker: Maker, view: GraduateView) -> Iterator[Block]:
    low, high = (maker.policy.at(key, maker.today) for key in (MIN_POSTINGS, MAX_POSTINGS))
    told = sum(lead.told_on is not None for lead in view.leads)
    listed = len(view.leads)
    yield writer.paragraph("job_lead.listed", _LISTED, listed=listed, told=told)
    yield writer.paragraph("graduate_service.postings", view.state.basis)
    language = writer.language
    yield writer.paragraph(
        "policy.postings", _RANGE, low=low.words(language), high=high.words(language)
    )
    clauses = dict.fromkeys(clause_sentence(each, language) for each in (low, high))
    for clause in clauses:
        yield Paragraph(text=clause, key="policy.clause")
    if listed > 1:
        yield _chart(writer, view.leads)


def _chart(writer: Writer, leads: tuple[JobLead, ...]) -> Chart:
    counts = Counter(lead.answer or _WAITING for lead in leads)
    codes = code_list("lead_answers")
    ordered = [entry.code for entry in codes if counts[entry.code]]
    ordered += sorted(code for code in counts if code not in codes)
    final = sum(
        count
        for code, count in counts.items()
        if (entry := codes.find(code)) is not None and entry.flag("final")
    )
    return Chart(
        caption=writer.say(_ANSWERS),
        bars=tuple(
            Bar(
                label=writer.code("lead_answers", code),
                value=counts[code],
                shown=writer.say(_NUMBER, count=counts[code]),
            )
            for code in ordered
        ),
        sentence=writer.say(_ANSWERED, listed=len(leads), answered=final),
    )


def _lead(  # noqa: PLR0913, PLR0917 - one lead and all that is known of it
    writer: Writer,
    today: date,
    number: int,
    lead: JobLead,
    vacancy: Vacancy | None,
    employer: Employer | None,
) -> Iterator[Block]:
    title = writer.say(_LEAD, number=number, job=lead.job_title, employer=lead.employer_name)
    yield Heading(level=2, text=title, key="job_lead.title")
    rows = writer.facts(lead, _LEAD_FIELDS)
    if vacancy is not None:
        rows += writer.facts(vacancy, _VACANCY_FIELDS)
    if employer is not None:
        rows += writer.facts(employer, _EMPLOYER_FIELDS)
    yield Facts(rows=tuple(rows))
    if vacancy is not None and vacancy.closed_on is not None and vacancy.closed_on <= today:
        day = writer.value(vacancy, "closed_on")
        yield writer.paragraph("vacancy.closed_on", _CLOSED, closed_on=day)
    # A vacancy has no field for hours: nobody is told any, and everybody is told to ask.
    missing = [
        writer.label(Vacancy, name)
        for name in _ASKED_FIELDS
        if vacancy is None or not writer.value(vacancy, name)
    ]
    missing.append(writer.say(_HOURS))
    if employer is None or not (employer.contact_name or employer.contact_phone):
        missing.append(writer.say(_CONTACT))
    between = "、" if writer.language is Language.ZH else ", "
    yield writer.nothing("vacancy", _MISSING, what=between.join(missing))


def _found(maker: Maker, view: GraduateView) -> dict[object, Vacancy]:
    ids = {lead.vacancy_id for lead in view.leads if lead.vacancy_id is not None}
    return {vacancy.id: vacancy for vacancy in maker.reading[Vacancy].many(ids)}
