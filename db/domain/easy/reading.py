"""Easy reading: the same facts, one short plain sentence each, beside pictures.

Nothing is shortened. Each fact becomes a sentence chosen by its key, a row of a table becomes a
small part of its own, running text is cut into its sentences with no word touched, hard words
of the lists of codes are explained after the fact. ``easy_text.value_lines`` says how a value
stands in the outcome. What is easy already stays as it is, so a filed easy document is the same
after being made easy once more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from db.domain.easy.glossary import STAR, STARS, explanations, hard_words, is_coded
from db.domain.easy.headings import (
    COUNTED,
    LED,
    MORE,
    NOTHING_YET,
    OWN_WORDS,
    ROW,
    ROWS,
    SECTIONS,
    STEP,
)
from db.domain.easy.home import HOME, PLAN
from db.domain.easy.person import PERSON
from db.domain.easy.sentence import Said
from db.domain.easy.text import counted, ended, has_ended, on_one_line, value_lines, with_days
from db.domain.easy.work import WORK
from db.domain.papers.document import (
    DEEPEST_HEADING,
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
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Language, Text

EASY: Final = "easy"
"""Its code in ``document_forms``."""

NEVER_EASY: Final = frozenset(
    {"employer_introduction", "village_list", "enrolment_sheet", "recovery_sheet"}
)
"""Kinds of documents that are not for the client: nobody in them is “you”."""

SENTENCES: Final[dict[str, Said]] = {**PERSON, **WORK, **PLAN, **HOME}
"""By key, the sentence for a fact; a fact without one is said by its label."""

MOST_LINES: Final = 8
"""Lines beside one picture, so that a picture is never far from its words."""

_TITLE = Text("{title}（易读版）", "{title} (easy to read)")
_NOT_FOR_CLIENTS = Text(
    "“{kind}”不是给服务对象看的，没有易读版。请选印刷或大字。",
    "“{kind}” is not for clients, so it has no easy form. Choose print or large print.",
)
_FACT = Text("{label}：{value}。", "{label}: {value}.")
_LABEL = Text("{label}：", "{label}:")
_NOT_WRITTEN = Text("{label}：没有写。", "{label}: nothing is written.")
_SIGN = Text("下面的地方要用手写。", "Please write by hand below.")
_PLAINEST_PICTURE = "letter"
_SIGN_PICTURE = "sign"
_VALUE = "{value}"


def easy_read(document: Document) -> Document:
    """Return the document in easy reading.

    Raises:
        Problem: It is of a kind that is not for clients.
    """
    if document.kind in NEVER_EASY:
        raise Problem(_NOT_FOR_CLIENTS, kind=code_list("document_kinds").label(document.kind))
    writer = _Writer(document.language)
    for block in document.blocks:
        writer.write(block)
    writer.end()
    return replace(
        document,
        title=_easy_title(document.title, document.language),
        blocks=tuple(writer.blocks),
    )


def fact_lines(fact: Fact, language: Language) -> tuple[str, ...]:
    """Return the lines that say one fact, without explanations of its words."""
    lines = value_lines(fact.value, language)
    label = on_one_line(fact.label).rstrip("：: ")
    if not lines:
        return (_NOT_WRITTEN.to(language, label=label),)
    said = SENTENCES.get(fact.key)
    if len(lines) == 1:
        before, _, after = (said.text if said else _FACT).to(language).partition(_VALUE)
        before = before.format(label=label) if said is None else before
        stop = "" if has_ended(lines[0]) and len(after) == 1 else after
        return (f"{before}{lines[0]}{stop}",)
    lead = said.text.to(language).partition(_VALUE)[0].rstrip() if said else ""
    if not lead.endswith(("：", ":")):
        lead = _LABEL.to(language, label=label)
    return (lead, *ended(lines, language))


def _easy_title(title: str, language: Language) -> str:
    mark = _TITLE.to(language, title="")
    return title if title.endswith(mark) else f"{title}{mark}"


@dataclass(slots=True)
class _Writer:
    """Writes one document, block by block; ``end`` after the last."""

    language: Language
    blocks: list[Block] = field(default_factory=list)
    _beside: list[str] = field(default_factory=list)
    _beside_picture: str = ""
    _level: int = 0
    _picture: str = _PLAINEST_PICTURE
    _explained: set[Text] = field(default_factory=set)
    _rows_level: int = 0

    def write(self, block: Block) -> None:
        """Write one block in easy words."""
        if self._rows_level and not _has_heading(block):
            self._add_heading(self._rows_level, self._say(MORE))
        self._rows_level = 0
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(text=text, key=key):
                self._paragraph(text, key)
            case Facts(rows=rows, caption=caption):
                self._captioned(caption, (self._fact(row) for row in rows))
            case Contact(rows=rows):
                self._captioned("", (self._fact(row, "question") for row in rows))
            case Table():
                self._table(block)
            case Items():
                self._items(block)
            case Chart():
                self._chart(block)
            case Signatures():
                self._signatures(block)
            case Code() | Pictured():
                self._add(block)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> None:
        plain = SECTIONS.get(heading.key)
        self._level = heading.level
        self._picture = plain.picture if plain else _picture_of(heading.key, self._picture)
        self._add_heading(heading.level, self._say(plain.text) if plain else heading.text)

    def _paragraph(self, text: str, key: str) -> None:
        nothing = NOTHING_YET.get(key)
        if nothing is not None:
            self._picture_beside([(nothing.picture, self._say(nothing.text).splitlines())])
            return
        lines = ended(value_lines(text, self.language), self.language)
        picture = _picture_of(key, self._picture)
        said = [*self._led(key), *lines, *self._explained_in(key, text)]
        self._picture_beside([(picture, said)])

    def _captioned(self, caption: str, said: Iterable[tuple[str, Iterable[str]]]) -> None:
        if caption:
            self._add_heading(self._level + 1, caption)
        self._picture_beside(said)

    def _fact(self, fact: Fact, picture: str | None = None) -> tuple[str, list[str]]:
        lines = list(fact_lines(fact, self.language))
        lines += [line for text in self._explain(fact) for line in self._said_once(text)]
        return _picture_of(fact.key, picture or self._picture), lines

    def _explain(self, fact: Fact) -> Iterator[Text]:
        if STAR in fact.value:
            yield STARS
        found = tuple(explanations(fact.key, fact.value, self.language))
        yield from found
        if not found and is_coded(fact.key):
            yield from hard_words(fact.value, self.language)

    def _said_once(self, text: Text) -> tuple[str, ...]:
        if text in self._explained:
            return ()
        self._explained.add(text)
        return value_lines(self._say(text), self.language)

    def _table(self, table: Table) -> None:
        keys = table.keys or ("",) * len(table.headers)
        level = self._level + bool(table.caption)
        self._captioned(table.caption, ())
        counting = ROWS.get(next((key for key in keys if key), "").partition(".")[0], ROW)
        for number, row in enumerate(table.rows, start=1):
            if len(table.rows) > 1:
                self._add_heading(level + 1, self._say(counting, number=number))
            cells = zip(table.headers, row, keys, strict=True)
            self._picture_beside(
                self._fact(Fact(label=label, value=value, key=key))
                for label, value, key in cells
                if value.strip()
            )
        self._rows_level = level + 1 if len(table.rows) > 1 else 0

    def _items(self, items: Items) -> None:
        counting = COUNTED.get(items.key, STEP)
        picture = _picture_of(items.key, "steps" if items.ordered else self._picture)
        said: list[tuple[str, Iterable[str]]] = [(picture, self._led(items.key))]
        for number, item in enumerate(items.items, start=1):
            lines = list(ended(value_lines(item, self.language), self.language))
            if items.ordered and lines:
                step = self._say(counting, number=counted(number))
                lines = [f"{step}{lines[0]}"] if len(lines) == 1 else [step.rstrip(), *lines]
            said.append((picture, [*lines, *self._explained_in(items.key, item)]))
        self._picture_beside(said)

    def _explained_in(self, key: str, text: str) -> list[str]:
        """Return what explains the hard words of a sentence that is the program’s own."""
        if not key:
            return []
        meanings = [*explanations(key, text, self.language), *hard_words(text, self.language)]
        return [line for meaning in meanings for line in self._said_once(meaning)]

    def _led(self, key: str) -> tuple[str, ...]:
        return (self._say(LED[key].text),) if key in LED else ()

    def _chart(self, chart: Chart) -> None:
        numbers = (Fact(label=bar.label, value=bar.shown) for bar in chart.bars)
        sentence = ended(value_lines(chart.sentence, self.language), self.language)
        said = [(self._picture, sentence)]
        said += [(self._picture, fact_lines(number, self.language)) for number in numbers]
        self._captioned(chart.caption, said)

    def _signatures(self, signatures: Signatures) -> None:
        how = Pictured(pictogram=_SIGN_PICTURE, text=self._say(_SIGN))
        self.end()
        if how != (self.blocks[-1] if self.blocks else None):
            self._add(how)
        self._add(signatures)

    def _add_heading(self, level: int, text: str) -> None:
        shown = with_days(text, self.language)
        self._add(Heading(level=min(level, DEEPEST_HEADING), text=shown))

    def _picture_beside(self, said: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Put sentences beside their pictures; neighbours with one picture share it."""
        for picture, lines in said:
            every = list(lines)
            if every:
                self._begin_beside(picture, len(every))
                self._beside += every

    def _begin_beside(self, picture: str, more: int) -> None:
        if picture != self._beside_picture or len(self._beside) + more > MOST_LINES:
            self.end()
        self._beside_picture = picture

    def end(self) -> None:
        """Add the sentences that wait for others with the same picture."""
        for begin in range(0, len(self._beside), MOST_LINES):
            text = "\n".join(self._beside[begin : begin + MOST_LINES])
            self.blocks.append(Pictured(pictogram=self._beside_picture, text=text))
        self._beside = []

    def _add(self, block: Block) -> None:
        self.end()
        self.blocks.append(block)

    def _say(self, text: Text, **values: object) -> str:
        return text.to(self.language, **values)


def _has_heading(block: Block) -> bool:
    """Tell whether a block begins with a heading of its own."""
    match block:
        case Facts(caption=caption) | Chart(caption=caption):
            return bool(caption)
        case Table(caption=caption, rows=rows):
            return bool(caption) or len(rows) != 1
        case _:
            return isinstance(block, Heading)


def _picture_of(key: str, otherwise: str) -> str:
    said = SENTENCES.get(key) or LED.get(key)
    if said is not None:
        return said.picture
    return OWN_WORDS.get(key) or OWN_WORDS.get(key.partition(".")[0], otherwise)
