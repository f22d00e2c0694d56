"""Hard words of the lists of codes, said again in plain ones.

An explanation follows the fact it explains and never stands in its place. The wording is ours;
what the words mean is taken from the lists themselves (``resources/codes``).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from db.domain.clients.case import Case
from db.domain.records import RECORD_TYPE_BY_TABLE
from db.fields.codes import code_list
from db.fields.field import Code, Several, fields_of
from db.fields.text import Language, Text

GLOSSARY: Final[Mapping[str, Mapping[str, Text]]] = MappingProxyType(
    {
        "employment_forms": {
            "QUOTA": Text(
                "意思是：和大家一起，在普通单位上班。",
                "That means: work beside everybody else, in an ordinary workplace.",
            ),
            "CONC": Text(
                "意思是：在残疾人很多的单位上班。",
                "That means: work in a place where many people have a disability.",
            ),
            "SELF": Text(
                "意思是：自己做生意，或者自己干。", "That means: a business of one’s own."
            ),
            "PUBLIC": Text(
                "意思是：政府或社会出钱安排的工作。",
                "That means: public money pays for this work.",
            ),
            "SHELT": Text(
                "意思是：工作轻一些，有人一直帮着。",
                "That means: lighter work, and somebody is always there to help.",
            ),
            "FARM": Text(
                "意思是：种地、养牲口，或者做手工。",
                "That means: growing crops, keeping animals or making things by hand.",
            ),
            "FLEX": Text(
                "意思是：打零工，时间不固定。",
                "That means: work whose hours are not always the same.",
            ),
        },
        "contract_types": {
            "FIX1": Text(
                "意思是：合同写明了哪天结束。一共有一年或更久。",
                "That means: the contract has a last day. It is for a year or more.",
            ),
            "FIX0": Text(
                "意思是：合同写明了哪天结束。一共不到一年。",
                "That means: the contract has a last day. It is for less than a year.",
            ),
            "OPEN": Text(
                "意思是：合同没有写结束的日子。", "That means: the contract has no last day."
            ),
            "TASK": Text(
                "意思是：这件事做完，合同就结束。",
                "That means: the contract ends when this work is done.",
            ),
            "APPT": Text(
                "意思是：您在公家的单位上班。", "That means: you work for a public body."
            ),
            "DISP": Text(
                "意思是：一家公司和您签合同。您在另一家上班。",
                "That means: one firm signs the contract. You work at another one.",
            ),
            "PUBAGR": Text(
                "意思是：写在纸上的约定。工作由政府或社会出钱。",
                "That means: a paper about work that public money pays for.",
            ),
            "SERV": Text(
                "意思是：写在纸上的约定。这不是劳动合同。",
                "That means: a paper about work you do. It is not a work contract.",
            ),
            "SHELT": Text(
                "意思是：写在纸上的约定。工作时有人帮着。",
                "That means: a paper about work where somebody helps you.",
            ),
            "NONE": Text("意思是：没有签合同。", "That means: there is no contract."),
        },
        "insurance_kinds": {
            "PENSION": Text(
                "养老保险：老了以后有钱领。", "A pension is money for when you are old."
            ),
            "MEDICAL": Text(
                "医疗保险：看病时帮您出一部分钱。",
                "Medical insurance pays a part when you are ill.",
            ),
            "UNEMP": Text(
                "失业保险：丢了工作，可以领一些钱。",
                "Unemployment insurance pays something when you lose your job.",
            ),
            "INJURY": Text(
                "工伤保险：上班受伤，帮您出钱。",
                "Work injury insurance pays when you are hurt at work.",
            ),
            "MATERN": Text(
                "生育保险：生孩子时有钱领。", "Maternity insurance pays when you have a child."
            ),
            "RESPEN": Text(
                "养老保险：老了以后有钱领。", "A pension is money for when you are old."
            ),
            "RESMED": Text(
                "医疗保险：看病时帮您出一部分钱。",
                "Medical insurance pays a part when you are ill.",
            ),
            "HOUSING": Text(
                "住房公积金：存下来买房或租房的钱。",
                "The housing fund is money saved for a flat or a house.",
            ),
            "NONE": Text("意思是：没有买保险。", "That means: there is no insurance."),
        },
        "monitoring_categories": {
            "NONE": Text(
                "意思是：现在不用多问您家的情况。",
                "That means: there is no need to ask more often at the moment.",
            ),
            "UNSTABLE": Text(
                "意思是：以前很穷，现在钱还不稳定。",
                "That means: you were poor, and money is not yet sure.",
            ),
            "MARGIN": Text(
                "意思是：钱不多，容易变穷。",
                "That means: you have little and could become poor.",
            ),
            "SUDDEN": Text(
                "意思是：家里突然出了大事。", "That means: something bad happened all at once."
            ),
        },
        "monitoring_status": {
            "OPEN": Text(
                "意思是：还有变穷的危险。", "That means: you could still become poor."
            ),
            "CLOSED": Text("意思是：已经没有变穷的危险。", "That means: this danger is over."),
        },
        "household_types": {
            "1": Text(
                "意思是：以前很穷，现在好了。",
                "That means: you were poor and now it is better.",
            ),
            "2": Text(
                "意思是：家里每个月领低保的钱。",
                "That means: you get money from the government every month.",
            ),
            "3": Text(
                "意思是：政府管吃、住和看病。",
                "That means: the government pays for food, home and doctor.",
            ),
            "4": Text(
                "意思是：政府帮您家搬到了这里。",
                "That means: the government helped you to move here.",
            ),
        },
        "case_stages": {
            "INTAKE": Text(
                "意思是：我们记下了您的情况。",
                "That means: we wrote down how things are with you.",
            ),
            "ASSESS": Text(
                "意思是：一起看您能做什么、想做什么。",
                "That means: together we look at what you can do and want.",
            ),
            "PLAN": Text("意思是：一起写计划。", "That means: we write a plan together."),
            "MATCH": Text("意思是：我们给您介绍工作。", "That means: we tell you about jobs."),
            "INTERV": Text(
                "意思是：您去单位谈一谈，或者试着做。",
                "That means: you talk to the employer or try the work.",
            ),
            "ONBOARD": Text(
                "意思是：您刚上班，我们在旁边帮您。",
                "That means: you have just begun, and we help you.",
            ),
            "FOLLOW": Text(
                "意思是：您上班了，我们常来问问。",
                "That means: you are in work, and we ask how it goes.",
            ),
            "CLOSED": Text(
                "意思是：这次的帮助结束了。", "That means: our help has ended for now."
            ),
            "SUSP": Text(
                "意思是：先停一停，以后再接着做。",
                "That means: we stop for a while and go on later.",
            ),
        },
        "household_results": {
            "MET": Text(
                "意思是：您家有人有稳定的工作。",
                "That means: somebody in your household has steady work.",
            ),
            "UNMET": Text(
                "意思是：您家还没有人有稳定的工作。",
                "That means: nobody in your household has steady work yet.",
            ),
            "NA": Text(
                "意思是：这一条不用看您家。",
                "That means: this rule is not about your household.",
            ),
            "PENDING": Text(
                "意思是：还要再问清楚。", "That means: we still have to ask about it."
            ),
        },
        "service_needs": {
            "INTERN": Text(
                "意思是：毕业以后，先到单位学着做。",
                "That means: after school you first learn at a workplace.",
            ),
            "CREDIT": Text(
                "意思是：借钱或给钱，帮您做生意。",
                "That means: money to help you begin a business.",
            ),
            "PUBLIC": Text(
                "意思是：政府或社会出钱安排的工作。",
                "That means: public money pays for this work.",
            ),
            "SHELT": Text(
                "意思是：工作轻一些，有人一直帮着。",
                "That means: lighter work, and somebody is always there to help.",
            ),
            "REHAB": Text(
                "意思是：请别的单位帮您练习工作。",
                "That means: somebody else helps you to practise work.",
            ),
        },
        "referral_results": {
            "SENT": Text(
                "意思是：还在等单位回话。", "That means: the employer has not answered yet."
            ),
            "SEEN": Text("意思是：您已经知道这个工作。", "That means: you know of this job."),
            "INTERESTED": Text("意思是：您想试一试。", "That means: you would like to try."),
            "DECLINED": Text("意思是：您不想去。", "That means: you do not want it."),
            "INTERVIEW": Text(
                "意思是：约好了去谈一谈。", "That means: there is a day to talk."
            ),
            "REJECTED": Text(
                "意思是：这次没有选上。", "That means: it did not work out this time."
            ),
            "OFFER": Text(
                "意思是：选上了，还没有上班。", "That means: yes, and work begins later."
            ),
            "HIRED": Text("意思是：已经上班了。", "That means: work has begun."),
            "EXPIRED": Text(
                "意思是：这个工作不招人了。", "That means: nobody is wanted any more."
            ),
            "NOREPLY": Text(
                "意思是：单位没有回话。", "That means: the employer did not answer."
            ),
        },
        "lead_answers": {
            "WAITING": Text(
                "意思是：您还没有告诉我们。", "That means: you have not told us yet."
            ),
        },
        "work_ability": {
            "FULL": Text("意思是：能工作。", "That means: yes."),
            "PART": Text("意思是：能做一部分工作。", "That means: some work, but not all."),
            "LOST": Text("意思是：现在不能工作。", "That means: no."),
            "PENDING": Text(
                "意思是：还没有看过。", "That means: we have not looked at it yet."
            ),
        },
        "wish": {
            "YES": Text("意思是：想工作。", "That means: yes."),
            "UNSURE": Text("意思是：还没有决定。", "That means: it is not decided yet."),
            "NO": Text("意思是：现在不想工作。", "That means: no, not at the moment."),
        },
        "employment_status": {
            "EMP": Text("意思是：有工作。", "That means: there is a job."),
            "UNEMP_WILL": Text("意思是：没有工作，想工作。", "That means: no job yet."),
            "UNEMP_NOWILL": Text("意思是：没有工作，不想工作。", "That means: no job."),
            "UNEMP": Text("意思是：没有工作。", "That means: no job."),
        },
        "disability_levels": dict.fromkeys(
            "1234", Text("一级最重，四级最轻。", "Degree 1 is the most severe, 4 the mildest.")
        ),
    }
)
"""By list and code, what the code means to somebody who never heard of it."""

WORDS: Final = {
    Text("回访", "follow-up"): Text(
        "回访就是：我们再来问问您的工作。", "A follow-up means: we ask how your work goes."
    ),
    Text("岗位信息", "job lead"): Text(
        "岗位信息就是：我们告诉您的一个工作。", "A job lead is a job that we tell you about."
    ),
    Text("核查", "household check"): Text(
        "核查就是：我们问问您家的情况。", "A check means: we ask about your household."
    ),
    Text("职业评估", "assessment"): Text(
        "职业评估就是：一起看您能做什么。", "An assessment means: we look at what you can do."
    ),
}
"""Words of the office that stand in sentences of papers, and what they mean."""

STARS: Final = Text(
    "＊代替了一些数字，这样更安全。", "Some digits are hidden by ＊. This keeps you safe."
)
"""What is said once beside a number whose middle is hidden."""

STAR: Final = "＊"

_CODES_OF_COMPUTED: Final = {
    "client.disability": "disability_levels",
    "household_check.result": "household_results",
}
"""By key, the list a value is of that no field declares."""

_TABLE_BY_KEY: Final = {"case": Case.TABLE}
"""How keys call a table whose name says less."""


def explanations(key: str, value: str, language: Language) -> Iterator[Text]:
    """Yield what explains the hard words of a coded value, in the order they stand in it.

    The words of other fields are the person’s own and are not explained.
    """
    codes = _codes_of(key)
    if codes is None or codes not in GLOSSARY:
        return
    code_by_label = _code_by_label(codes, language)
    for match in _labels(codes, language).finditer(value):
        meaning = GLOSSARY[codes].get(code_by_label[match[0]])
        if meaning is not None:
            yield meaning


def is_coded(key: str) -> bool:
    """Tell whether a key names a value of a list of codes."""
    return _codes_of(key) is not None


def hard_words(text: str, language: Language) -> Iterator[Text]:
    """Yield what explains the words of the office in a sentence of a paper."""
    lower = text.lower()
    for word, meaning in WORDS.items():
        if word.to(language) in lower:
            yield meaning


@cache
def _codes_of(key: str) -> str | None:
    table, _, name = key.partition(".")
    record_type = RECORD_TYPE_BY_TABLE.get(_TABLE_BY_KEY.get(table, table))
    for field in fields_of(record_type) if record_type is not None else ():
        if field.name == name and isinstance(field.kind, Code | Several):
            return field.kind.codes
    return _CODES_OF_COMPUTED.get(key)


@cache
def _code_by_label(codes: str, language: Language) -> dict[str, str]:
    return {entry.label.to(language): entry.code for entry in code_list(codes)}


@cache
def _labels(codes: str, language: Language) -> re.Pattern[str]:
    longest_first = sorted(_code_by_label(codes, language), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))
