"""Spoils a finished PDF on purpose, one fault at a time, to see who notices."""

from collections.abc import Callable
from pathlib import Path

import pikepdf


def untagged_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    stream = page.Contents.read_bytes()
    at = stream.index(b"BDC")
    before = stream[:at].rsplit(b"/", 2)[0]
    page.Contents = pdf.make_stream(before + stream[at + 3 :].replace(b"EMC", b"", 1))


def swapped_parents(pdf: pikepdf.Pdf) -> None:
    parents = _parents(pdf)
    parents[0], parents[1] = parents[1], parents[0]


def no_words_for_a_figure(pdf: pikepdf.Pdf) -> None:
    for element in _parents(pdf):
        if element.S == "/Figure":
            del element.Alt


def no_table_of_characters(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        if "/ToUnicode" in font:
            font.ToUnicode = pdf.make_stream(b"0 beginbfchar endbfchar")


def mark_of_no_element(pdf: pikepdf.Pdf) -> None:
    del _parents(pdf)[0].K


def swapped_order(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.StructTreeRoot.K[0].K
    kids[5], kids[7] = kids[7], kids[5]


def no_font_file(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        if "/FontDescriptor" in font:
            del font.FontDescriptor.FontFile2


def no_heading_for_a_row(pdf: pikepdf.Pdf) -> None:
    for element in _below(pdf.Root.StructTreeRoot.K[0]):
        if element.S == "/TH":
            element.S = pikepdf.Name.Span


def spoil(source: Path, target: Path, fault: Callable[[pikepdf.Pdf], None]) -> Path:
    """Copy a PDF with one fault in it."""
    with pikepdf.open(source) as pdf:
        fault(pdf)
        pdf.save(target)
    return target


def _parents(pdf: pikepdf.Pdf) -> pikepdf.Array:
    return pdf.Root.StructTreeRoot.ParentTree.Nums[1]


def _below(element: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    kids = element.get("/K", pikepdf.Array())
    found = [element]
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
            found += _below(kid)
    return found
