"""Says which facts of a document its easy form does not hold, or holds otherwise.

A fact may be worded anew, but its value stands in its sentence letter for letter; only a day is
written out (2026-08-15 as 2026年8月15日). What is added may only be one of the program's own
sentences that hold no value: meanings of hard words, counts, leads.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain
from typing import Any, assert_never

from db.domain import easy as room
from db.domain.easy.headings import NOTHING_YET, SECTIONS
from db.domain.easy.reading import fact_lines
from db.domain.papers.document import (
    Block,
    Chart,
    Code,
    Contact,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
)
from db.fields.text import Language, Text

_DAY = re.compile(r"(?<![0-9A-Za-z-])(\d{4})-(\d\d)-(\d\d)(?![0-9A-Za-z-])")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_LONGEST_LEAD = 15
_LEAD = re.compile(rf"[^。]{{1,{_LONGEST_LEAD - 1}}}：")
"""What may stand before a sentence of a list: which step it is."""

Wanted = list[str] | str
"""Lines that stand as they are, or words that may be cut into sentences."""


def differences(document: Document, easy: Document) -> list[str]:
    """Return what the easy form leaves out, changes or adds; empty when it says the same."""
    language = document.language
    found = list(_said_in(easy))
    faults = []
    if document.title not in easy.title:
        faults.append(f"it is called {easy.title}")
    for name in ("subtitle", "organisation", "case_number", "made_on", "language", "footer"):
        if getattr(easy, name) != getattr(document, name):
            faults.append(f"{name} is {getattr(easy, name)}")
    at, added = 0, []
    for wanted in chain.from_iterable(_wanted(block, language) for block in document.blocks):
        place = _next(found, at, wanted)
        if place is None:
            return [*faults, f"after {found[max(0, at - 1) : at]} there is no {wanted}"]
        added += found[at : place.start]
        at = place.stop
    more = [line for line in added + found[at:] if not is_our_own(line, language)]
    return [*faults, *(f"it says more than the content: {line}" for line in more)]


def is_our_own(line: str, language: Language) -> bool:
    """Tell whether a line is one of the program's own sentences, which hold no value."""
    return _own_sentences(language).fullmatch(squeezed(line)) is not None


def keeps_its_value(fact: Fact, language: Language) -> bool:
    """Tell whether the sentences of a fact hold its value, letter for letter."""
    said = squeezed("".join(fact_lines(fact, language)))
    return squeezed(with_days(fact.value)) in said


def with_days(value: str) -> str:
    """Return a Chinese text with its days and months written out."""
    if month := _MONTH.fullmatch(value.strip()):
        return f"{month[1]}年{int(month[2])}月"
    return _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", value)


def squeezed(text: str) -> str:
    """Return a text without its blanks."""
    return re.sub(r"\s", "", text)


def _next(found: list[str], at: int, wanted: Wanted) -> range | None:
    """Return where something stands next, from line ``at`` on."""
    for start in range(at, len(found) + 1):
        if isinstance(wanted, list):
            stop = start + len(wanted)
            if found[start:stop] == wanted:
                return range(start, stop)
            continue
        whole, text = squeezed(wanted), ""
        for stop in range(start, len(found) + 1):
            if _is_said(whole, text):
                return range(start, stop)
            if len(text) > len(whole) + _LONGEST_LEAD or stop == len(found):
                break
            text += squeezed(found[stop])
    return None


def _is_said(wanted: str, line: str) -> bool:
    """Tell whether a text is the wanted one; a full stop may be added, or a lead before it."""
    wanted, line = wanted.removesuffix("。"), line.removesuffix("。")
    if line == wanted:
        return True
    return line.endswith(wanted) and _LEAD.fullmatch(line.removesuffix(wanted)) is not None


def _said_in(easy: Document) -> Iterator[str]:
    """Yield every line of an easy document."""
    for block in easy.blocks:
        match block:
            case Heading(text=text) | Pictured(text=text):
                yield from text.splitlines()
            case Code(label=label, groups=groups):
                yield from (label, *groups)
            case Signatures(labels=labels):
                yield from labels
            case _:
                raise AssertionError(f"easy reading has no {type(block).__name__}")


def _wanted(block: Block, language: Language) -> Iterator[Wanted]:  # noqa: PLR0912 - each kind
    """Yield what has to stand there, in its order."""
    match block:
        case Heading(text=text, key=key):
            plain = SECTIONS.get(key)
            yield [plain.text.to(language) if plain else with_days(text)]
        case Paragraph(text=text, key=key):
            nothing = NOTHING_YET.get(key)
            whole = nothing.text.to(language) if nothing else with_days(text)
            yield from filter(str.strip, whole.splitlines())
        case Facts(rows=rows, caption=caption):
            yield from ([caption],) if caption else ()
            yield from (list(fact_lines(row, language)) for row in rows)
        case Contact(rows=rows):
            yield from (list(fact_lines(row, language)) for row in rows)
        case Table(headers=headers, caption=caption):
            yield from ([caption],) if caption else ()
            keys = block.keys or ("",) * len(headers)
            for row in block.rows:
                for label, value, key in zip(headers, row, keys, strict=True):
                    if value.strip():
                        fact = Fact(label=label, value=value, key=key)
                        yield list(fact_lines(fact, language))
        case Items(items=items):
            yield from (
                line for item in items for line in with_days(item).splitlines() if line.strip()
            )
        case Chart(caption=caption, bars=bars, sentence=sentence):
            yield from ([caption],) if caption else ()
            yield from filter(str.strip, with_days(sentence).splitlines())
            for bar in bars:
                yield list(fact_lines(Fact(label=bar.label, value=bar.shown), language))
        case Code(label=label, groups=groups):
            yield [label, *groups]
        case Signatures(labels=labels):
            yield list(labels)
        case Pictured(text=text):
            yield text.splitlines()
        case _:
            assert_never(block)


def _sentences(text: str) -> list[str]:
    parts = re.split(r"(?<=[。！？；])(?![”」）])|\n", text)
    return [part.strip() for part in parts if part.strip()]


@cache
def _own_sentences(language: Language) -> re.Pattern[str]:
    """Return a pattern for the sentences of easy reading that hold no value."""
    texts: set[Text] = set()
    for module in pkgutil.iter_modules(room.__path__, "db.domain.easy."):
        here = vars(importlib.import_module(module.name))
        texts |= set(_texts_in([value for value in here.values() if _is_data(value)]))
    assert texts, "the sentences are found"
    said = (text.to(language) for text in texts if "{value}" not in text.to(language))
    lines = {line for whole in said for line in _sentences(whole)}
    patterns = (re.sub(r"\\{\w+\\}", ".{1,6}", re.escape(squeezed(line))) for line in lines)
    return re.compile("|".join(patterns))


def _is_data(value: object) -> bool:
    return isinstance(value, Text | Mapping | tuple | list)


def _texts_in(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(_texts_in, value.values()))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from chain.from_iterable(map(_texts_in, value))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from chain.from_iterable(
            _texts_in(getattr(value, field.name)) for field in fields(value)
        )
