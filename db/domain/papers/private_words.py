"""What free text may give away: numbers and names on record, and words for a diagnosis.

A declared field is masked by its rule (``db.domain.papers.disclosure``). What people type into
notes and reasons has no rule; numbers in it are found by their digits however they are written,
and names and words by being looked for.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from db.domain.papers.disclosure import Audience, Group, Treatment, may_read, treatment_of_group
from db.fields.codes import code_list
from db.fields.showing import masked

_DIGIT = "[0-9０-９]"
_SIGN = "[0-9０-９XxＸｘ]"
_RUN = re.compile(rf"{_DIGIT}(?:[\s\-－–—·.．]*{_SIGN})+")
"""Digits however they are written, with blanks, hyphens and dots between them."""

_IDENTITY = re.compile(
    rf"(?<!{_DIGIT}){_DIGIT}{{6}}(?:19|20|１９|２０){_DIGIT}{{9}}{_SIGN}"
    rf"(?:[1-7１-７][1-4１-４][A-Za-z]?{_DIGIT}?)?(?!{_DIGIT})"
)
"""Eighteen characters with a year where an identity number has one, and a certificate’s end."""

_SHORTEST_NUMBER = 5
"""Shorter runs of digits stand in other numbers by chance."""

_PARTS_OF_CERTIFICATE = (None, 20, 18)
"""A certificate’s number whole, without the mark of its re-issue, and the identity number."""

_SHORTEST_NAME = 2
_STAR = "＊"
_SIGNS = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789XX")
_PARTS = re.compile(r"[;；,，、/]+")
_BETWEEN = re.compile(r"[\s\-－–—·.．]")

_OWN_WORDS: Final = (
    "盲人", "失明", "低视力", "聋", "哑巴", "失聪", "截瘫", "偏瘫", "脑瘫", "截肢", "小儿麻痹",
    "癫痫", "精神分裂", "抑郁", "双相", "躁狂", "孤独症", "自闭症", "唐氏", "智力低下",
    "诊断", "确诊", "病史", "患有", "患病", "服药", "吃药", "住院", "肝炎", "艾滋", "肿瘤",
    "癌", "糖尿病", "高血压", "心脏病", "残疾等级", "级残疾",
    "diagnos", "epilep", "schizo", "depressi", "autis", "deaf", "blind", "disease", "cancer",
)  # fmt: skip
"""Words that tell of an illness or a kind of disability. Our own list (C), surely not whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What is on record of a client and her family and must not slip out in free text.

    Attributes:
        numbers: Identity and certificate numbers, their digits alone.
        phones: Telephones of the client and her family, likewise.
        relatives: Names of her family and contacts.
    """

    numbers: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()


def private(
    *,
    numbers: Iterable[str | None] = (),
    phones: Iterable[str | None] = (),
    relatives: Iterable[str | None] = (),
    dialable: Iterable[str | None] = (),
    known: Iterable[str] = (),
) -> Private:
    """Return what is private.

    Args:
        numbers: Identity and certificate numbers.
        phones: Telephone fields; one may hold several numbers.
        relatives: Names of the family.
        dialable: Numbers the paper is there to give: the office’s, an employer’s.
        known: Names that are no secret: the client’s own, the counsellor’s.
    """
    open_to_all = {part for phone in dialable for part in _split(phone)}
    return Private(
        numbers=_long_enough(
            _digits(number)[:length]
            for number in numbers
            if number
            for length in _PARTS_OF_CERTIFICATE
        ),
        phones=_long_enough(part for phone in phones for part in _split(phone)) - open_to_all,
        relatives=frozenset(
            name for name in relatives if name and len(name) >= _SHORTEST_NAME
        ).difference(known),
    )


def without_numbers(text: str, audience: Audience, secrets: Private) -> str:
    """Return free text with every number hidden that the audience may not read.

    Anything that looks like an identity number is hidden too, whoever it belongs to.
    """
    for group, numbers in (
        (Group.NUMBERS, secrets.numbers),
        (Group.TELEPHONE, secrets.phones),
    ):
        if not may_read(group, audience):
            text = _RUN.sub(partial(_without, numbers, audience, group), text)
    if not may_read(Group.NUMBERS, audience):
        text = _IDENTITY.sub(lambda hit: _hidden(hit[0], audience, Group.NUMBERS), text)
    return text


def given_away(text: str, audience: Audience, secrets: Private) -> str | None:
    """Return a word in free text that the audience may not read, or ``None``."""
    if not may_read(Group.FAMILY, audience):
        for name in sorted(secrets.relatives):
            if name in text:
                return name
    if not may_read(Group.DISABILITY, audience):
        low = text.casefold()
        return next((word for word in _health_words() if word in low), None)
    return None


def _without(
    numbers: frozenset[str], audience: Audience, group: Group, hit: re.Match[str]
) -> str:
    """Return a run of digits with the known numbers in it hidden."""
    run = hit[0]
    at = [place for place, sign in enumerate(run) if not _BETWEEN.fullmatch(sign)]
    plain = _digits(run)
    for length in sorted({len(number) for number in numbers}, reverse=True):
        for start in range(len(plain) - length + 1):
            if plain[start : start + length] in numbers:
                first, last = at[start], at[start + length - 1]
                hidden = _hidden(plain[start : start + length], audience, group)
                rest = _without_in(run[last + 1 :], numbers, audience, group)
                return f"{_without_in(run[:first], numbers, audience, group)}{hidden}{rest}"
    return run


def _without_in(text: str, numbers: frozenset[str], audience: Audience, group: Group) -> str:
    return _RUN.sub(partial(_without, numbers, audience, group), text)


def _hidden(number: str, audience: Audience, group: Group) -> str:
    plain = _digits(number)
    if treatment_of_group(group, audience) is Treatment.MIDDLE_HIDDEN:
        return masked(plain)
    return _STAR * len(plain)


def _long_enough(numbers: Iterable[str]) -> frozenset[str]:
    return frozenset(number for number in numbers if len(number) >= _SHORTEST_NUMBER)


def _digits(number: str) -> str:
    return re.sub(r"[^0-9X]", "", number.translate(_SIGNS).upper())


def _split(phone: str | None) -> list[str]:
    return [_digits(part) for part in _PARTS.split(phone or "") if part]


@cache
def _health_words() -> tuple[str, ...]:
    words = set(_OWN_WORDS)
    for entry in code_list("disability_categories"):
        words |= {entry.label.zh, entry.label.en.casefold()}
        words |= {word for word in entry.synonyms if "残" in word or "障" in word}
    return tuple(sorted(words))
