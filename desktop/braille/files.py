"""Braille in files: BRF for embossers, Unicode text for displays, PEF for exchange."""

import hashlib
from datetime import date
from html import escape

from db.fields.text import Language
from desktop.braille.cells import BLANK, FIRST
from desktop.braille.pages import BraillePages

PAGE_END = "\f"
_NABCC = " A1B'K2L@CIF/MSP\"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\\0Z7(_?W]#Y)="
"""North American Braille ASCII: the sign of each cell, in the order of Unicode."""
_TO_ASCII = {FIRST + at: sign for at, sign in enumerate(_NABCC)}
_TO_CELL = {ord(sign): chr(FIRST + at) for at, sign in enumerate(_NABCC)} | {
    ord(sign.lower()): chr(FIRST + at) for at, sign in enumerate(_NABCC) if sign.isalpha()
}
_TAGS = {Language.ZH: "zh-CN", Language.EN: "en"}

Pages = tuple[tuple[str, ...], ...]


def brf(pages: BraillePages) -> bytes:
    """Return pages as BRF: ASCII, lines ended by CR LF, each page by a form feed."""
    return _joined(pages.pages, "\r\n").translate(_TO_ASCII).encode("ascii")


def unicode_text(pages: BraillePages) -> bytes:
    """Return pages as UTF-8 text of Braille cells, each page ended by a form feed."""
    return _joined(pages.pages, "\n").encode()


def pef(pages: BraillePages, title: str, made_on: date, language: Language) -> bytes:
    """Return pages as PEF 2008-1, the exchange format of the DAISY Consortium.

    The identifier is worked out from the content, so the same pages give the same file.
    """
    content = hashlib.sha256(unicode_text(pages)).hexdigest()
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<pef version="2008-1" xmlns="http://www.daisy.org/ns/2008/pef">',
        '<head><meta xmlns:dc="http://purl.org/dc/elements/1.1/">',
        "<dc:format>application/x-pef+xml</dc:format>",
        f"<dc:identifier>urn:sha256:{content}</dc:identifier>",
        f"<dc:title>{escape(_sayable(title), quote=False)}</dc:title>",
        f"<dc:language>{_TAGS[language]}</dc:language>",
        f"<dc:date>{made_on.isoformat()}</dc:date>",
        "</meta></head>",
        f'<body><volume cols="{pages.width}" rows="{pages.height}" rowgap="0" duplex="false">',
        "<section>",
    ]
    for page in pages.pages:
        rows = "".join(f"<row>{row}</row>" for row in page)
        lines.append(f"<page>{rows}</page>")
    lines.append("</section></volume></body></pef>\n")
    return "\n".join(lines).encode()


def read_brf(data: bytes) -> Pages:
    """Return the cells of a BRF file, line by line and page by page.

    Raises:
        ValueError: The file holds something that is no Braille ASCII.
    """
    text = data.decode("ascii").replace("\r\n", "\n")
    strange = {sign for sign in text if ord(sign) not in _TO_CELL and sign not in "\n\f"}
    if strange:
        raise ValueError(f"no Braille ASCII: {sorted(strange)}")
    return _split(text.translate(_TO_CELL))


def read_unicode_text(data: bytes) -> Pages:
    """Return the cells of a text file of Braille cells, line by line and page by page."""
    return _split(data.decode().replace("\r\n", "\n"))


def _joined(pages: Pages, line_end: str) -> str:
    return "".join(
        "".join(f"{line.rstrip(BLANK)}{line_end}" for line in page) + PAGE_END for page in pages
    )


def _split(text: str) -> Pages:
    pages = text.split(PAGE_END)
    if pages and not pages[-1]:
        pages.pop()
    return tuple(tuple(page.removesuffix("\n").split("\n")) for page in pages)


def _sayable(title: str) -> str:
    """Return a title without what XML cannot hold."""
    return "".join(sign for sign in title if sign.isprintable())
