"""The judges every finished PDF is put before, and what its tree has to say."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import page as page_validation
import pytest

from db.domain.papers.document import (
    Block,
    Chart,
    Code,
    Contact,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
    item_label,
)
from db.fields.text import Language, Text
from desktop.printing.summary_pdf import Colours, make_pdf

THUMB = Text("按手印处", "Thumb-print")

SETTINGS = [
    pytest.param((size, colours), id=f"{size:.0f}-{colours}")
    for size, colours in (
        *((size, Colours.BLACK_ON_WHITE) for size in (11.0, 16.0, 18.0, 24.0, 28.0)),
        *((size, Colours.YELLOW_ON_BLACK) for size in (11.0, 18.0, 28.0)),
        *((size, Colours.NEEDLE) for size in (11.0, 18.0)),
    )
]
"""Sizes and colours under which everything has to hold."""


def run(program: str | Path, *arguments: object) -> str:
    """Run a program of the system and return what it says; without it, report not run."""
    found = shutil.which(program)
    if found is None and not os.environ.get("CI"):
        pytest.skip(f"{program} is not installed")
    command = [str(found or program), *(str(argument) for argument in arguments)]
    return subprocess.run(  # noqa: S603 - the programs are named in the tests
        command, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def printed(document: Document, folder: Path, name: str = "a.pdf", **more: object) -> Path:
    path = folder / name
    path.write_bytes(make_pdf(document, **more).data)
    return path


def failures(path: Path) -> list[str]:
    """Return what the validator says against PDF/UA-1."""
    report = page_validation.validate_pdf(str(path), profile="ua1")
    assert report.rules.total > 100
    return [f"{found.rule_id} {found.message}" for found in report.failures]


def heard(*paths: Path) -> None:
    """Let ``outloud`` and ``qpdf`` judge files; either raises what it has against them."""
    for path in paths:
        run("qpdf", "--check", path)
    run(Path(sys.executable).with_name("outloud"), "--quiet", "--fail-on", "error", *paths)


def said_by(document: Document, *, cards: bool) -> list[str]:
    """Return what the tree says after the head, in order, labels of lists included.

    ``cards`` says that tables of more than two columns are set row by row.
    """
    return [
        line
        for block in document.blocks
        for text in _said(block, document.language, cards=cards)
        for line in text.splitlines()
        if line.strip()
    ]


def _said(  # noqa: PLR0912 - one branch for each kind of block
    block: Block, language: Language, *, cards: bool
) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Pictured(text=text):
            yield text
        case Facts(rows=rows, caption=caption):
            yield caption
            yield from (text for row in rows for text in (row.label, row.value))
        case Contact(rows=rows):
            yield from (text for row in rows for text in (row.label, row.value))
        case Table(headers=headers, rows=rows, caption=caption):
            yield caption
            if cards and len(headers) > 2:
                pairs = [pair for row in rows for pair in zip(headers, row, strict=True)]
                yield from (text for pair in pairs if pair[1].strip() for text in pair)
            else:
                yield from (*headers, *(cell for row in rows for cell in row))
        case Items(items=items, ordered=ordered):
            for index, item in enumerate(items):
                yield from (item_label(index, ordered=ordered), item)
        case Code(label=label, groups=groups):
            yield label
            for number, group in enumerate(groups, start=1):
                yield from (f"{number}.", group)
        case Chart(caption=caption, bars=bars, sentence=sentence):
            yield from (sentence, caption)
            yield from (text for bar in bars for text in (bar.label, bar.shown))
        case Signatures(labels=labels):
            thumb = {Language.ZH: "手印", Language.EN: "thumb"}[language]
            for label in labels:
                yield label
                if thumb in label:
                    yield THUMB.to(language)
