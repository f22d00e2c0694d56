"""What must stand in an easy form, looked up without the help of what made it.

Only ``value_lines`` is shared: it is the agreed way in which a value is written.
"""

from collections.abc import Iterator
from typing import assert_never

from db.domain.easy.headings import NOTHING_YET, SECTIONS
from db.domain.easy.text import value_lines, with_days
from db.domain.papers.document import (
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
    facts_of,
    masthead,
    plain_text,
)


def missing_facts(document: Document, easy: Document) -> list[Fact]:
    """Return the facts that an easy form does not give, or gives out of order.

    Every form has the same masthead; below it a value stands as ``value_lines`` says.
    """
    lines, place = plain_text(easy).splitlines(), 0
    missing = []
    for number, fact in enumerate(facts_of(document)):
        in_masthead = number < len(masthead(document))
        wanted = (fact.value,) if in_masthead else value_lines(fact.value, document.language)
        for part in wanted:
            found = next((n for n in range(place, len(lines)) if part in lines[n]), None)
            if found is None:
                missing.append(fact)
                break
            place = found + 1
    return missing


def missing_words(document: Document, easy: Document) -> list[str]:
    """Return the running words that an easy form does not give anywhere."""
    lines = plain_text(easy).splitlines()
    return [part for part in _words_of(document) if not any(part in line for line in lines)]


def _comes(lines: Iterator[str], part: str) -> bool:
    return any(part in line for line in lines)


def _words_of(  # noqa: PLR0912 - one branch for each kind of block
    document: Document,
) -> Iterator[str]:
    language = document.language
    yield document.title
    yield document.organisation
    yield from (word for word in (document.subtitle, document.footer) if word)
    for block in document.blocks:
        match block:
            case Heading(text=text, key=key):
                if key not in SECTIONS:
                    yield with_days(text, language)
            case Paragraph(text=text, key=key):
                if key not in NOTHING_YET:
                    yield from value_lines(text, language)
            case Items(items=items):
                for item in items:
                    yield from value_lines(item, language)
            case Signatures(labels=labels):
                yield from labels
            case Pictured(text=text):
                yield from text.splitlines()
            case Facts(caption=caption) | Table(caption=caption):
                if caption:
                    yield caption
            case Chart(caption=caption, sentence=sentence):
                yield caption
                yield from value_lines(sentence, language)
            case Contact() | Code():
                pass  # nothing but facts
            case _:
                assert_never(block)
