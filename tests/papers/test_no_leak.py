"""Whatever people type into whichever field: no number, diagnosis or family name slips out."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from db.domain.clients.client import Client
from db.domain.households.household import Household, HouseholdMember
from db.domain.papers.disclosure import Audience, Group, group_of, may_read
from db.domain.papers.document import Document, texts_of
from db.fields.field import Line, PersonName, Prose, Whole, fields_of
from db.fields.problem import Problem
from db.fields.text import Language
from db.usecases.papers import making
from db.usecases.papers.kinds import CLIENT_KINDS
from db.usecases.papers.letter import Letter
from db.usecases.papers.village_list import Place, village_list
from tests.builders import TODAY, a_consent, an_identity_number
from tests.papers.family import Family, family
from tests.papers.memory import OWNER, POLICY, MemoryReading, made
from tests.strategies import days

RUN = 9
"""Digits in a row that tell a number apart; days and counties are shorter."""

MARK = "癫痫二型"
"""A diagnosis: no code list and no rule knows it, so it is shown if its field is."""

RARE = "𬱖䶮犇骉羴"
PUBLIC_TABLES = {"employer", "vacancy", "staff", "policy"}
NAMES_OF_THE_JOB = {"employer_name", "job_title", "title"}
GENERATED = {"number", "name_pinyin"}
"""Given by Yiyi or read as syllables: nobody types words into them."""

A_LETTER = Letter(template="not_reached", filled={"tried": "打过电话", "about": "看岗位"})

numbers = st.builds(
    an_identity_number, days(date(1940, 1, 1), date(2008, 12, 31)), st.integers(1, 99)
)
phones = st.integers(13_000_000_000, 19_999_999_999).map(str)
names = st.text(RARE, min_size=2, max_size=4)
spacings = st.sampled_from(["", " ", "-", "　", "wide"])


@dataclass(frozen=True)
class Secret:
    """What must not be found."""

    numbers: tuple[str, ...]
    phones: tuple[str, ...]
    relative: str

    def planted(self, spacing: str, *, words: bool) -> str:
        """Return a sentence that says all of it."""
        said = [spaced(number, spacing) for number in (*self.numbers, *self.phones)]
        sentence = "，".join(said)
        return f"{self.relative}说：{MARK}，{sentence}。" if words else f"见{sentence}。"


secrets = st.builds(
    Secret,
    st.tuples(numbers, numbers),
    st.tuples(phones, phones, phones),
    names,
)


def spaced(number: str, spacing: str) -> str:
    if spacing == "wide":
        return "".join(chr(ord(sign) + 0xFEE0) for sign in number)
    return spacing.join(number[at : at + 4] for at in range(0, len(number), 4))


def planted(secret: Secret, spacing: str) -> Family:
    """Return the family with the secret in every field that takes words."""
    was = family()
    records = [_planted(record, secret, spacing) for record in was.records]
    return Family(records[0], (*records, a_consent(records[0], purpose="EMPLOYER")))


def _planted(record: Any, secret: Secret, spacing: str) -> Any:
    if record.TABLE in PUBLIC_TABLES:
        return record
    values: dict[str, Any] = {}
    for field in fields_of(type(record)):
        if isinstance(field.kind, Line | Prose) and field.name not in GENERATED:
            job = field.name in NAMES_OF_THE_JOB
            values[field.name] = secret.planted(spacing, words=not job)
        elif isinstance(field.kind, PersonName) and type(record) is not Client:
            values[field.name] = secret.relative
    if type(record) is Client:
        own, brother = secret.numbers
        values |= {"identity_number": own, "certificate_number": own + "43B1"}
        values |= {"phone": secret.phones[0], "contact_phone": secret.phones[1]}
        values |= {"contact_name": secret.relative, "selfcare": MARK, "work_ability": MARK}
        if record.name != "潘阿妹":
            values |= {"identity_number": brother, "certificate_number": None}
            values |= {"name": secret.relative, "phone": secret.phones[2]}
    if type(record) is Household:
        values["head_identity_number"] = secret.numbers[1]
    if record.TABLE == "assessment":
        coded = [f.name for f in fields_of(type(record)) if hasattr(f.kind, "codes")]
        values |= dict.fromkeys(coded, MARK)
        # An employer is refused what gives something away: these two are tried clean.
        values |= {"skills": None, "interests": None, "accommodations": None}
    if record.TABLE == "graduate_service":
        values |= {"school": "铜仁学院", "major": None}
    if type(record) is Client:
        values |= {"desired_job": None, "desired_place": None}
    return replace(record, **values)


def compact(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s\-–—·.]", "", plain)


def leaks(document: Document, secret: Secret, audience: Audience) -> Iterator[str]:
    """Yield every secret that the document tells its audience."""
    texts = [compact(text) for text in texts_of(document)]
    for number in (*secret.numbers, *secret.phones):
        parts = {number[at : at + RUN] for at in range(len(number) - RUN + 1)}
        yield from (text for text in texts if any(part in text for part in parts))
    # A list for the village names clients of one household beside each other, and its places.
    if not may_read(Group.FAMILY, audience) and audience is not Audience.VILLAGE:
        yield from (text for text in texts if secret.relative in text or MARK in text)


def papers(
    case: Family, secret: Secret, language: Language
) -> Iterator[tuple[Document, Audience]]:
    audience_of = {
        "household_check": Audience.HOUSEHOLD,
        "placement_certificate": Audience.BEARER,
        "employer_introduction": Audience.EMPLOYER,
    }
    letter = Letter(
        template="not_reached",
        filled={"tried": "打过电话", "about": secret.planted("", words=True)[:200]},
        more=secret.planted(" ", words=True),
    )
    for kind in CLIENT_KINDS:
        more = {"letter": letter} if kind == "letter" else {}
        document = made(case.records, kind, case.client, language, **more)
        yield document, audience_of.get(kind, Audience.CLIENT)
    reading: Any = MemoryReading(*case.records)
    for audience in (Audience.OFFICE, Audience.VILLAGE):
        place = Place()
        yield (
            village_list(
                reading, language, today=TODAY, policy=POLICY, owner=OWNER, place=place,
                audience=audience,
            ),
            audience,
        )  # fmt: skip


SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)


@SLOW
@given(secret=secrets, spacing=spacings, language=st.sampled_from(list(Language)))
def test_no_kind_of_document_tells_its_readers_what_they_may_not_know(
    secret: Secret, spacing: str, language: Language
) -> None:
    assume(len({*secret.numbers, *secret.phones}) == 5)
    case = planted(secret, spacing)
    for document, audience in papers(case, secret, language):
        found = list(leaks(document, secret, audience))
        assert not found, (document.kind, audience, found)


@pytest.mark.parametrize("language", list(Language))
def test_no_field_of_health_or_remarks_reaches_any_paper(language: Language) -> None:
    was = family()
    records = []
    for record in was.records:
        values = {
            field.name: MARK
            for field in fields_of(type(record))
            if group_of(record.TABLE, field) in (Group.HEALTH, Group.REMARKS)
            and not isinstance(field.kind, Whole)
        }
        records.append(replace(record, **values))
    case = Family(records[0], tuple(records))
    for kind in CLIENT_KINDS:
        more = {"letter": A_LETTER} if kind == "letter" else {}
        document = made(case.records, kind, case.client, language, **more)
        assert not any(MARK in text for text in texts_of(document)), kind


@SLOW
@given(relative=names, language=st.sampled_from(list(Language)))
def test_the_names_of_other_members_stay_in_the_households_own_paper(
    relative: str, language: Language
) -> None:
    was = family()
    records = [
        replace(record, name=relative)
        if type(record) is HouseholdMember and record.client_id != was.client.id
        else replace(record, name=relative)
        if type(record) is Client and record is not was.client
        else record
        for record in was.records
    ]
    for kind in CLIENT_KINDS:
        more = {"letter": A_LETTER} if kind == "letter" else {}
        document = made(records, kind, was.client, language, **more)
        told = any(relative in text for text in texts_of(document))
        assert told is (kind == "household_check"), kind


@pytest.mark.parametrize("field", ["skills", "interests", "accommodations"])
@pytest.mark.parametrize("words", ["哥哥潘小满接送", "因为肢体残疾", "确诊后要休息"])
def test_an_introduction_that_would_give_something_away_is_refused_by_name_of_the_field(
    field: str, words: str
) -> None:
    was = family()
    records = [
        replace(record, **{field: words}) if record.TABLE == "assessment" else record
        for record in was.records
    ]
    with pytest.raises(Problem) as caught:
        made(records, "employer_introduction", was.client)
    assert caught.value.field == field
    assert caught.value.message(Language.ZH).endswith("再做这份介绍。")


@SLOW
@given(secret=secrets, spacing=spacings)
def test_a_number_typed_among_skills_is_hidden_from_the_employer(
    secret: Secret, spacing: str
) -> None:
    case = planted(secret, spacing)
    typed = secret.planted(spacing, words=False)
    records = [
        replace(record, skills=typed) if record.TABLE == "assessment" else record
        for record in case.records
    ]
    document = made(records, "employer_introduction", case.client)
    assert not list(leaks(document, secret, Audience.EMPLOYER))
    assert any(text.startswith("见") for text in texts_of(document))


def test_a_leak_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "without_numbers", lambda text, _audience, _secrets: text)
    number, other = an_identity_number(), an_identity_number(date(1980, 1, 1))
    secret = Secret((number, other), ("13985001234", "13985005678", "13985009999"), "犇骉")
    case = planted(secret, " ")
    found = {
        document.kind
        for document, audience in papers(case, secret, Language.ZH)
        if list(leaks(document, secret, audience))
    }
    assert found >= set(CLIENT_KINDS) - {"employer_introduction"}
