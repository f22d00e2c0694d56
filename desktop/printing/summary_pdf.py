"""A document as a tagged PDF for the printer, the archive and the screen reader."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.domain.papers.document import Document, texts_of
from db.domain.whole_file import write_whole
from desktop.printing import fonts
from desktop.printing.binding import TAG_BY_LANGUAGE, bind, part_of
from desktop.printing.colours import Colours
from desktop.printing.tagged import About, Element, Role

__all__ = [
    "EASY_SIZE",
    "NORMAL_SIZE",
    "Colours",
    "Pdf",
    "PdfReceipt",
    "make_pdf",
    "unprintable",
    "write_pdf",
]

NORMAL_SIZE: Final = 11.0
"""Points of running text on ordinary print."""

EASY_SIZE: Final = 16.0
"""Points of running text on paper that is easy to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfReceipt:
    """What was written.

    Attributes:
        path: The file.
        pages: Its pages.
        bytes: Its length.
        sha256: Hexadecimal digits of its SHA-256.
        replaced_characters: Characters no font has, drawn as ``〔U+XXXX〕``, once each.
    """

    path: Path
    pages: int
    bytes: int
    sha256: str
    replaced_characters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished file that is not written yet; fields as in ``PdfReceipt``."""

    data: bytes
    pages: int
    replaced_characters: tuple[str, ...]


def unprintable(document: Document) -> tuple[str, ...]:
    """Return, before anything is drawn, the characters that would be ``〔U+XXXX〕``."""
    return fonts.missing(texts_of(document))


def write_pdf(
    document: Document,
    path: Path,
    *,
    size: float = NORMAL_SIZE,
    colours: Colours = Colours.BLACK_ON_WHITE,
) -> PdfReceipt:
    """Write the document to ``path``, whole or not at all.

    The same document gives the same bytes: the dates inside are the day it was made.

    Args:
        document: What to print, in one language.
        path: The file to write or replace.
        size: Points of running text; everything else follows it.
        colours: What the paper is made for.

    Raises:
        Problem: The place is full, read-only or missing, or a font file is.
    """
    made = make_pdf(document, size=size, colours=colours)
    written = write_whole(path, [made.data])
    return PdfReceipt(
        path=path,
        pages=made.pages,
        bytes=written.size_bytes,
        sha256=written.sha256,
        replaced_characters=made.replaced_characters,
    )


def make_pdf(
    document: Document,
    *,
    size: float = NORMAL_SIZE,
    colours: Colours = Colours.BLACK_ON_WHITE,
) -> Pdf:
    """Return the file's bytes, for a preview. Safe to call from several threads.

    From 16 points up it is set as large print: pure black, tables and facts reflowed to
    the width, nothing smaller than ``size``.

    Raises:
        Problem: A font file is missing or damaged.
    """
    with fonts.PRESS:
        root = Element(Role.DOCUMENT)
        part = part_of(document, root, size=size, colours=colours)
        about = About(
            title=fonts.visible(f"{document.title} {document.case_number}"),
            author=fonts.visible(document.organisation),
            language=TAG_BY_LANGUAGE[document.language],
            made_on=document.made_on,
        )
        data = bind([part], about, root, own_sheets=False)
    return Pdf(data=data, pages=len(part.pages), replaced_characters=unprintable(document))
