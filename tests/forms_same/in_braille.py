"""Reads a BRF file back and says where it differs from the content: syllables, digits, letters.

From the bytes an embosser gets to cells by a table of its own, from pages to running text, from
cells to sounds by the inverse of the rules. Expected is a syllable for each character of the
content, as the document's own reader reads it, and each digit and letter as it stands.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from db.domain.papers.document import Document
from desktop.braille import BraillePages
from desktop.braille.back import Sign, Sound, agrees, back
from desktop.pinyin.reader import Read, Reader
from tests.forms_same.linear import Manner, said

MANNER = Manner(
    point="{number}、",
    sign="请在印刷本上签名",
    sign_each=True,
    empty_table="这张表没有内容",
)

# Braille ASCII as embossers take it, in the order of the cells from no dot to all six.
_ASCII = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
_CELL_OF = {ord(sign): chr(0x2800 + at) for at, sign in enumerate(_ASCII)}
_BLANK, _HYPHEN = "\u2800", "\u2824"

_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])", re.ASCII)
_MONTH = re.compile(r"(?<![\w-])(\d{4})-(\d\d)(?![\w-])", re.ASCII)
_TIME = re.compile(r"(?<![\w:])(\d{1,2}):(\d\d)(?![\w:])", re.ASCII)
_STARS = re.compile(r"＊+")
_WHAT_COUNTS = re.compile(r"[A-Za-z]|[0-9]|(?<=[0-9])\.(?=[0-9])|%")

Item = Read | Sound | str


def differences(document: Document, pages: BraillePages, file: bytes) -> list[str]:
    """Return where the Braille says something else; empty when it says the same.

    Args:
        document: The content.
        pages: What was made of it.
        file: The same as an embosser gets it.
    """
    return [*file_differences(pages, file), *read_back_differences(document, pages.running)]


def read_back_differences(document: Document, running: Sequence[str]) -> list[str]:
    """Return where running cells, read back, say something else.

    Raises:
        ValueError: They are no Braille.
    """
    found = [item for cells in running for item in _read_back(cells)]
    wanted = _wanted(document)
    for at, (meant, read) in enumerate(zip_longest(wanted, found)):
        if not _same(meant, read):
            before = "".join(_shown(item) for item in wanted[max(0, at - 8) : at])
            return [f"after {before}: {read} and not {meant}"]
    return []


def same_sounds(cells: str, others: str) -> bool:
    """Tell whether two texts are read back alike; false when one is no Braille."""
    try:
        return _read_back(cells) == _read_back(others)
    except ValueError:
        return False


def lines_of(file: bytes) -> list[str]:
    """Return the cells of every line of a BRF file that has any."""
    lines = re.split("[\r\n\f]+", file.decode("ascii"))
    return [line.rstrip(" ").translate(_CELL_OF) for line in lines if line.strip()]


def file_differences(pages: BraillePages, file: bytes) -> list[str]:
    """Return where a file is not the running text, laid out."""
    lines = [
        line.rstrip(" ").translate(_CELL_OF)
        for page in file.decode("ascii").removesuffix("\f").split("\f")
        for line in page.split("\r\n")[1:]  # the first has the number of the page
    ]
    whole = "".join(pages.running).replace(_BLANK, "")
    at = 0
    for line in lines:
        cells = line.replace(_BLANK, "")
        if whole.startswith(cells, at):
            at += len(cells)
        elif cells.endswith(_HYPHEN) and whole.startswith(cells[:-1], at):
            at += len(cells) - 1  # a word longer than a line
        else:
            return [f"the file has {line} where the text goes on {whole[at : at + 40]}"]
    return [] if at == len(whole) else [f"the file lacks {whole[at : at + 40]}"]


@lru_cache
def _read_back(cells: str) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in back(cells):
        if isinstance(item, Sound):
            found.append(item)
        elif isinstance(item, Sign):
            found += _WHAT_COUNTS.findall(item.text)
    return tuple(found)


@lru_cache
def _wanted(document: Document) -> tuple[Item, ...]:
    reader = Reader.of(document)
    found: list[Item] = []
    for one in said(document, MANNER):
        other = ""
        for word in reader.words(_written_out(one.text)):
            if word.reads:
                found += [*_WHAT_COUNTS.findall(other), *word.reads]
                other = ""
            else:
                other += word.text
        found += _WHAT_COUNTS.findall(other)
    return tuple(found)


def _written_out(text: str) -> str:
    """Return a text with days, times and hidden digits as people say them."""
    text = _DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", text)
    text = _MONTH.sub(lambda month: f"{month[1]}年{int(month[2])}月", text)
    text = _TIME.sub(
        lambda time: f"{int(time[1])}点" + (f"{int(time[2])}分" if int(time[2]) else ""), text
    )
    return _STARS.sub(lambda stars: f"（{len(stars[0])}位遮住）", text)


def _same(meant: Item | None, read: Item | None) -> bool:
    if isinstance(meant, Read):
        return isinstance(read, Sound) and agrees(meant, read)
    return meant == read


def _shown(item: Item) -> str:
    return item.char if isinstance(item, Read) else str(item)
