"""The same document set by other programs that make PDFs in Python, where they are installed.

Each gets the same texts, fonts, sizes and page; none draws the square code. They are no
dependencies of Yiyi: one that is missing is told as such.
"""

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from db.domain.papers.document import (
    Contact,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Table,
    masthead,
)
from resources import path

Make = Callable[[Document], bytes]
Rows = list[tuple[str, ...]]

REGULAR, BOLD = path("fonts/NotoSansSC-Regular.ttf"), path("fonts/NotoSansSC-Bold.ttf")
_SIZE, _LEADING, _MARGIN_MM = 11, 1.6, 20


def peers() -> Iterator[tuple[str, Make | None]]:
    """Yield each program's name and how it makes the document; None: it is not installed."""
    for name, module, make in (
        ("typst, PDF/UA-1", "typst", by_typst),
        ("fpdf2, untagged", "fpdf", by_fpdf2),
        ("WeasyPrint, PDF/UA-1", "weasyprint", by_weasyprint),
    ):
        yield name, make if importlib.util.find_spec(module) else None


def parts(document: Document) -> Iterator[tuple[str, Any]]:
    """Yield what stands on paper: title, line, heading, paragraph, items, rows, table."""
    yield "title", document.title
    yield "paragraph", "｜".join(f"{fact.label}：{fact.value}" for fact in masthead(document))
    for block in document.blocks:
        match block:
            case Heading(text=text):
                yield "heading", text
            case Paragraph(text=text):
                yield "paragraph", text
            case Items(items=items):
                yield "items", items
            case Facts(rows=rows) | Contact(rows=rows):
                yield "rows", [(row.label, row.value) for row in rows]
            case Table(headers=headers, rows=table_rows):
                yield "table", [headers, *table_rows]
            case _:
                raise AssertionError(f"no peer draws {type(block).__name__}")


# ---- WeasyPrint ------------------------------------------------------------------------------


def by_weasyprint(document: Document) -> bytes:
    """Return the document as WeasyPrint sets it."""
    weasyprint = importlib.import_module("weasyprint")
    html = weasyprint.HTML(string=_html(document), base_url=str(REGULAR.parent))
    data: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return data


def _html(document: Document) -> str:
    body = [_HTML_BY_KIND[kind](said) for kind, said in parts(document)]
    return (
        f'<html lang="zh-CN"><head><title>{escape(document.title)}</title><style>'
        f"@font-face {{ font-family: N; src: url({REGULAR.as_uri()}) }}"
        f"@font-face {{ font-family: N; font-weight: bold; src: url({BOLD.as_uri()}) }}"
        f"@page {{ size: A4; margin: {_MARGIN_MM}mm }}"
        f"body {{ font-family: N; font-size: {_SIZE}pt; line-height: {_LEADING} }}"
        f"</style></head><body>{''.join(body)}</body></html>"
    )


def _html_rows(rows: Rows) -> str:
    said = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return f"<table>{said}</table>"


def _html_table(rows: Rows) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


_HTML_BY_KIND: dict[str, Callable[[Any], str]] = {
    "title": lambda text: f"<h1>{escape(text)}</h1>",
    "heading": lambda text: f"<h2>{escape(text)}</h2>",
    "paragraph": lambda text: f"<p>{escape(text)}</p>",
    "items": lambda items: f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>",
    "rows": _html_rows,
    "table": _html_table,
}


# ---- typst -----------------------------------------------------------------------------------


def by_typst(document: Document) -> bytes:
    """Return the document as typst sets it; its fonts are loaded once."""
    data: bytes = _typst_compiler().compile(
        input=_typst(document).encode(), format="pdf", pdf_standards="ua-1"
    )
    return data


@cache
def _typst_compiler() -> Any:
    typst = importlib.import_module("typst")
    return typst.Compiler(b"", font_paths=[str(REGULAR.parent)], ignore_system_fonts=True)


def _typst(document: Document) -> str:
    head = (
        f"#set document(title: {_quoted(document.title)})\n"
        '#set text(font: "Noto Sans SC", lang: "zh", region: "cn", '
        f'size: {_SIZE}pt)\n#set page(paper: "a4", margin: {_MARGIN_MM}mm)\n'
    )
    return head + "\n".join(_TYPST_BY_KIND[kind](said) for kind, said in parts(document))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst_cells(rows: Rows) -> str:
    return ", ".join(_quoted(cell) for row in rows for cell in row)


_TYPST_BY_KIND: dict[str, Callable[[Any], str]] = {
    "title": lambda text: f"#heading(level: 1, {_quoted(text)})",
    "heading": lambda text: f"#heading(level: 2, {_quoted(text)})",
    "paragraph": lambda text: f"#par({_quoted(text)})",
    "items": lambda items: f"#list({', '.join(_quoted(item) for item in items)})",
    "rows": lambda rows: f"#table(columns: (8em, 1fr), {_typst_cells(rows)})",
    "table": lambda rows: (
        f"#table(columns: {len(rows[0])}, table.header({_typst_cells(rows[:1])}), "
        f"{_typst_cells(rows[1:])})"
    ),
}


# ---- fpdf2 -----------------------------------------------------------------------------------


def by_fpdf2(document: Document) -> bytes:
    """Return the document as fpdf2 sets it; it has no structure tree."""
    fpdf = importlib.import_module("fpdf")
    pdf = fpdf.FPDF(format="A4")
    pdf.set_margin(_MARGIN_MM)
    for style, font in (("", REGULAR), ("B", BOLD)):
        pdf.add_font("N", style, Path(font))
    pdf.add_page()
    for kind, said in parts(document):
        _FPDF2_BY_KIND[kind](pdf, said)
    return bytes(pdf.output())


def _fpdf2_text(style: str, size: float) -> Callable[[Any, str], None]:
    def write(pdf: Any, text: str) -> None:
        pdf.set_font("N", style, size)
        pdf.multi_cell(0, size * _LEADING * 0.3528, text, new_x="LMARGIN", new_y="NEXT")

    return write


def _fpdf2_items(pdf: Any, items: tuple[str, ...]) -> None:
    for item in items:
        _fpdf2_text("", _SIZE)(pdf, f"• {item}")


def _fpdf2_rows(pdf: Any, rows: Rows) -> None:
    pdf.set_font("N", "", _SIZE)
    with pdf.table(first_row_as_headings=False) as table:
        for row in rows:
            table.row(row)


_FPDF2_BY_KIND: dict[str, Callable[[Any, Any], None]] = {
    "title": _fpdf2_text("B", 18),
    "heading": _fpdf2_text("B", 14),
    "paragraph": _fpdf2_text("", _SIZE),
    "items": _fpdf2_items,
    "rows": _fpdf2_rows,
    "table": _fpdf2_rows,
}
