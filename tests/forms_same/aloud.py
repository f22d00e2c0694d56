"""Says where what is heard differs from the content.

Two judges. Each text of the content, worded by the rules for voices, has to be heard in its
place. And by itself, knowing no rule for numbers: every Chinese character and every letter of
Chinese content has to be heard in order, with words for numbers only where it has digits.
"""

import re

from db.domain.papers.document import Document
from db.fields.text import Language
from desktop.speech.chapters import chapters_of
from desktop.speech.wording import spelled, spoken
from tests.forms_same.linear import Manner, Said, said

MANNERS = {
    Language.ZH: Manner(
        point="{number}，",
        sign="这里要签名或按手印：",
        sign_each=False,
        empty_value="空着",
        empty_table="这张表没有内容",
    ),
    Language.EN: Manner(
        point="{number}, ",
        sign="To be signed or thumb-printed: ",
        sign_each=False,
        empty_value="empty",
        empty_table="This table is empty: ",
    ),
}
TO_BE_FILLED_IN = "空白待填写"
"""Heard where paper has a line to write on."""

_PAUSES = re.compile(r"[\W_]+")
_FOR_NUMBERS = frozenset(
    "零一二三四五六七八九十百千万亿幺两点分之年月日号时负至到中间位已遮盖住元角度比"
)
"""Characters that may be heard where digits or stars stand."""


def differences(document: Document, heard: str) -> list[str]:
    """Return what was left out, changed or added in what was heard; empty when nothing was."""
    wanted = list(said(document, MANNERS[document.language]))
    faults = []
    expected = "".join(_bare(_worded(one, document)) for one in wanted)
    if expected != heard:
        at = next(
            (i for i, (a, b) in enumerate(zip(expected, heard, strict=False)) if a != b),
            min(len(expected), len(heard)),
        )
        faults.append(f"after {heard[max(0, at - 8) : at]}: {heard[at : at + 12]}, not "
                      f"{expected[at : at + 12]}")  # fmt: skip
    parts = [part for one in wanted for part in _parts(one.text.lower())]
    missed = _missed(heard.lower(), parts) if document.language is Language.ZH else ""
    if missed:
        faults.append(f"not heard in its place: {missed}")
    if re.search("[0-9]", heard):
        faults.append("a digit is left to the voice")
    return faults


def heard_of(document: Document) -> str:
    """Return all that is said, without pauses."""
    return _bare(
        "".join(one.said for chapter in chapters_of(document) for one in chapter.sentences)
    )


def _worded(one: Said, document: Document) -> str:
    if one.is_code:
        return spelled(one.text, document.language)
    return spoken(one.text, document.language)


def _bare(text: str) -> str:
    return _PAUSES.sub("", text)


def _parts(text: str) -> list[str]:
    """Return each character of a text, and for each run of digits or stars one ``0``."""
    text = re.sub("[＿_]{2,}", TO_BE_FILLED_IN, text)
    found = re.findall(r"[0-9][0-9.,:%＊*\- ]*|[＊*]+|\w", text)
    return ["0" if part[0].isdigit() or part[0] in "＊*" else part for part in found]


def _missed(heard: str, parts: list[str]) -> str:
    """Return the first parts that are not heard in their place, or ``""``."""
    places = {0}
    for at, part in enumerate(parts):
        if part == "0":
            for place in sorted(places):
                while place < len(heard) and heard[place] in _FOR_NUMBERS:
                    place += 1  # noqa: PLW2901 - goes on from there
                    places.add(place)
        else:
            places = {place + 1 for place in places if heard.startswith(part, place)}
        if not places:
            return "".join(parts[max(0, at - 6) : at + 6])
    return "" if len(heard) in places else "the end"
