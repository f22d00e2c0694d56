"""What an employer is told of somebody who looks for work: no more than the job needs.

No number, telephone, date of birth, address, family, health or kind of disability, and only
with her consent (PIPL art. 23 and 29: passing on needs separate consent; to be checked).
"""

from datetime import date
from typing import Final

from db.domain.clients.consent_rules import FOR_EMPLOYERS, in_force
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Block, Document, Fact, Facts
from db.domain.papers.private_words import given_away
from db.domain.record import Record
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text
from db.usecases.client_page import ClientPage
from db.usecases.papers.making import Maker, people_around
from db.usecases.papers.writing import REACH_US, Writer

NO_CONSENT: Final = Text(
    "还没有“{purpose}”的同意书，不能做给用人单位的介绍。请先征得本人同意并登记。",
    "There is no consent for “{purpose}”, so nothing may be given to an employer. Ask the "
    "client and record the consent first.",
)
_GIVES_AWAY = Text(
    "“{label}”里写了“{word}”，不能给用人单位看。请改写成需要什么，不写原因和家人，再做这份介绍。",
    "“{label}” says “{word}”, which an employer may not read. Write what is needed, without "
    "the reason and without family, then make the introduction again.",
)
_TITLE = Text("求职介绍：{name}", "Introducing {name}")
_WHO = Text("求职人", "Who is looking for work")
_CAN = Text("会做什么，想做什么", "Abilities and the job wanted")
_HELPS = Text("什么便利有帮助", "What helps at work")
_NO_SKILLS = Text(
    "技能和想做的工作还没有登记。请向就业辅导员了解。",
    "Skills and the job wanted are not on record yet. Please ask the counsellor.",
)
_NO_HELP = Text(
    "需要的便利还没有登记。请在安排岗位时和本人、就业辅导员一起商量。",
    "Accommodations are not on record yet. Please talk them over with the person and the "
    "counsellor.",
)
_ONLY_FOR_HIRING = Text(
    "这份介绍经本人同意提供，只用于招聘，请不要转给别人，用完请退回或销毁。",
    "Given with the person’s consent and for hiring only. Please do not pass it on; return "
    "or destroy it after use.",
)
_FOOTER = Text("给用人单位的介绍，只用于招聘", "Introduction for an employer, for hiring only")
_CLIENT_FIELDS = ("name", "education")
_SCHOOL_FIELDS = ("school", "major")
_WISH_FIELDS = ("desired_job", "desired_place")
_SKILL_FIELDS = ("skills", "interests")
_HELP_FIELDS = ("accommodations",)


def reason_against_introduction(page: ClientPage, today: date) -> Text | None:
    """Return which consent is missing, or ``None``."""
    if in_force(page.consents, FOR_EMPLOYERS, today) is not None:
        return None
    return NO_CONSENT.filled(purpose=code_list("consent_purposes").label(FOR_EMPLOYERS))


def employer_introduction(maker: Maker, page: ClientPage) -> Document:
    """Return what an employer may be told of the client a page is about.

    Raises:
        Problem: A field that is shown gives away family or health; it says which and what.
    """
    client, staff, assessment = page.client, maker.staff(), page.assessment
    writer = maker.writer(Audience.EMPLOYER)
    who = writer.facts(client, _CLIENT_FIELDS)
    if page.graduate is not None:
        who += writer.facts(page.graduate.service, _SCHOOL_FIELDS)
    can = _facts(writer, assessment, _SKILL_FIELDS) + writer.facts(client, _WISH_FIELDS)
    helps = _facts(writer, assessment, _HELP_FIELDS)
    _check(maker, page, (*who, *can, *helps))
    blocks: list[Block] = [
        writer.heading("who", _WHO),
        Facts(rows=tuple(who)),
        writer.heading("skills", _CAN),
        Facts(rows=tuple(can)) if can else writer.nothing("skills", _NO_SKILLS),
        writer.heading("accommodations", _HELPS),
        Facts(rows=tuple(helps)) if helps else writer.nothing("accommodations", _NO_HELP),
        writer.heading("reach_us", REACH_US),
        writer.reach_us(staff),
        writer.paragraph("document.only_for_hiring", _ONLY_FOR_HIRING),
    ]
    return maker.paper(
        "employer_introduction",
        Audience.EMPLOYER,
        title=writer.say(_TITLE, name=client.name),
        blocks=blocks,
        clients=(client,),
        footer=writer.say(_FOOTER),
    )


def _facts(writer: Writer, record: Record | None, names: tuple[str, ...]) -> list[Fact]:
    return writer.facts(record, names) if record is not None else []


def _check(maker: Maker, page: ClientPage, facts: tuple[Fact, ...]) -> None:
    secrets = people_around(maker.reading, (page.client,)).private(maker.staff())
    for fact in facts:
        if fact.key == "client.name":
            continue
        word = given_away(fact.value, Audience.EMPLOYER, secrets)
        if word is not None:
            raise Problem(
                _GIVES_AWAY, field=fact.key.partition(".")[2], label=fact.label, word=word
            )
