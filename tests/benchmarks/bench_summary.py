"""How many tagged summaries a second, against the same words drawn plainly.

The floor is reportlab's own canvas drawing the same strings with the same fonts: no tags,
no structure, no rules for line ends, lines cut at a fixed number of characters.

Run with ``python -m tests.benchmarks.bench_summary``.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from db.domain.papers.document import Document, texts_of
from desktop.printing import fonts, page
from desktop.printing.summary_pdf import make_pdf
from tests.printing.samples import case_summary

ROUNDS = 7
DOCUMENTS = 6
PROMISED_PER_SECOND = 16

_CHARACTERS_PER_LINE = 42
_LEADING = 17.6


def main() -> None:
    """Print the figures of both, measured in turn so that noise meets both alike."""
    document = case_summary()
    make_pdf(document)
    draw_plainly(document)
    ours: list[float] = []
    floor: list[float] = []
    for _ in range(ROUNDS):
        ours.append(_rate(lambda: make_pdf(document)))
        floor.append(_rate(lambda: draw_plainly(document)))
    tagged, plain = statistics.median(ours), statistics.median(floor)
    sys.stdout.write(
        f"tagged summary, {make_pdf(document).pages} pages: {tagged:.1f} documents/s"
        f" (from {min(ours):.1f} to {max(ours):.1f}; promised {PROMISED_PER_SECOND})\n"
        f"floor, untagged canvas: {plain:.1f} documents/s\n"
        f"ratio: {tagged / plain:.2f} of the floor\n"
    )


def draw_plainly(document: Document) -> bytes:
    """Return an untagged PDF of the document's strings."""
    with fonts.PRESS:
        fonts.load()
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(page.WIDTH, page.HEIGHT), pageCompression=1)
        down = page.HEIGHT - page.TOP
        canvas.setFont(fonts.REGULAR, 11)
        for text in texts_of(document):
            for start in range(0, len(text), _CHARACTERS_PER_LINE):
                if down < page.BOTTOM:
                    canvas.showPage()
                    canvas.setFont(fonts.REGULAR, 11)
                    down = page.HEIGHT - page.TOP
                canvas.drawString(page.SIDE, down, text[start : start + _CHARACTERS_PER_LINE])
                down -= _LEADING
        canvas.save()
        return out.getvalue()


def _rate(make: Callable[[], object]) -> float:
    begun = time.perf_counter()
    for _ in range(DOCUMENTS):
        make()
    return DOCUMENTS / (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
