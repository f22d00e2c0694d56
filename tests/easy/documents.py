"""Random documents in which no two words, numbers or days are the same."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

from db.domain.easy.headings import LED, NOTHING_YET, OWN_WORDS, SECTIONS
from db.domain.easy.reading import SENTENCES
from db.domain.papers.document import (
    Bar,
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
from db.fields.text import Language

_WORDS = st.text(alphabet="王龙潘欧阳长安水·𬱖䶮𰻝abc 1，、“”（）：", min_size=1, max_size=12)
_STOPS = st.sampled_from(("", "", "", "。", "！", "；", "\n", "。\r\n　", ". B", "……"))
_SENTENCES = st.sampled_from((1, 1, 2, 3, 12))
_FIRST_DAY = date(1950, 1, 1)
_KEYS = st.one_of(st.just(""), st.sampled_from(sorted(SENTENCES)), st.just("newer.field"))


class _Words:
    """Gives words that were not given before."""

    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self._draw, self._numbers = draw, count(1)

    def line(self) -> str:
        """Return a few words."""
        return f"{self._draw(_WORDS).strip()}甲{next(self._numbers)}乙"

    def prose(self) -> str:
        """Return some sentences, each its own."""
        return "".join(
            self.line() + self._draw(_STOPS) for _ in range(self._draw(_SENTENCES))
        ).strip()

    def value(self) -> str:
        """Return what a fact may say."""
        kind = self._draw(st.sampled_from(("line", "prose", "day", "month", "star")))
        number = next(self._numbers)
        match kind:
            case "line":
                return self.line()
            case "prose":
                return self.prose()
            case "day":
                return (_FIRST_DAY + timedelta(days=number)).isoformat()
            case "month":
                return f"{1950 + number}-{number % 12 + 1:02}"
            case _:
                return f"3301＊＊＊＊{number:04}"

    def facts(self, least: int = 1) -> tuple[Fact, ...]:
        """Return facts, with a key or without."""
        return tuple(
            Fact(label=self.line(), value=self.value(), key=self._draw(_KEYS))
            for _ in range(self._draw(st.integers(least, 4)))
        )


def _block(draw: Callable[[Any], Any], words: _Words, kind: str) -> Block:  # noqa: PLR0911
    some = range(draw(st.integers(1, 3)))
    match kind:
        case "heading":
            key = draw(st.sampled_from(("", "", *sorted(SECTIONS))))
            return Heading(level=draw(st.integers(1, 3)), text=words.line(), key=key)
        case "paragraph":
            key = draw(st.sampled_from(("", "", *sorted(NOTHING_YET | LED | OWN_WORDS))))
            return Paragraph(text=words.prose(), key=key)
        case "facts":
            return Facts(rows=words.facts(), caption=draw(st.sampled_from(("", words.line()))))
        case "table":
            headers = tuple(words.line() for _ in some)
            rows = tuple(
                tuple(draw(st.sampled_from(("", words.value()))) for _ in headers)
                for _ in range(draw(st.integers(0, 3)))
            )
            keys = tuple(draw(_KEYS) for _ in headers) if draw(st.booleans()) else ()
            return Table(headers=headers, rows=rows, keys=keys, row_headers=draw(st.booleans()))
        case "items":
            key = draw(st.sampled_from(("", *sorted(OWN_WORDS))))
            items = tuple(words.prose() for _ in some)
            return Items(items=items, ordered=draw(st.booleans()), key=key)
        case "contact":
            return Contact(rows=words.facts())
        case "code":
            return Code(label=words.line(), groups=tuple(f"A{n}B" for n in some))
        case "chart":
            bars = tuple(
                Bar(label=words.line(), value=draw(st.floats(0, 1e6)), shown=words.line())
                for _ in some
            )
            return Chart(caption=words.line(), bars=bars, sentence=words.prose())
        case "signatures":
            return Signatures(labels=tuple(words.line() for _ in some))
        case _:
            return Pictured(pictogram="job", text=words.line())


KINDS_OF_BLOCKS = (
    "heading", "paragraph", "facts", "table", "items", "contact", "code", "chart", "signatures",
    "pictured",
)  # fmt: skip


@st.composite
def documents(draw: Callable[[Any], Any]) -> Document:
    """Return a document of any blocks, in either language."""
    words = _Words(draw)
    kinds = draw(st.lists(st.sampled_from(KINDS_OF_BLOCKS), min_size=1, max_size=7))
    return Document(
        title=words.line(),
        subtitle=draw(st.sampled_from(("", words.line()))),
        case_number=draw(st.sampled_from(("", "520626-2026-ABCDEF"))),
        language=draw(st.sampled_from(Language)),
        organisation=words.line(),
        made_on=date(2026, 11, 23),
        blocks=tuple(_block(draw, words, kind) for kind in kinds),
        footer=draw(st.sampled_from(("", words.line()))),
        whole_words=tuple(words.line() for _ in range(draw(st.integers(0, 2)))),
        readings=(("重安江", "chong2 an1 jiang1"),) if draw(st.booleans()) else (),
    )
