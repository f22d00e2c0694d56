"""A document in every form, as people get it, and what each form says otherwise."""

import re

from db.domain.easy.reading import NEVER_EASY, easy_read
from db.domain.papers.document import Document
from desktop.braille import braille_of
from desktop.printing.rendering import make
from tests.forms_same import aloud, easily, in_braille, on_paper

PAPER = {"print": 11.0, "large18": 18.0, "large24": 24.0, "large28": 28.0}
"""Points of running text by the code of the form."""

_ROW = re.compile("<row>(.*?)</row>")


def differences(
    document: Document, *, paper: tuple[str, ...] = tuple(PAPER)
) -> dict[str, object]:
    """Return by its name each form that says something else, and what."""
    found = {form: on_paper.differences(document, make(document, form).data) for form in paper}
    if document.kind not in NEVER_EASY:
        easy = easy_read(document)
        found["easy"] = easily.differences(document, easy)
        found["easy, printed"] = on_paper.differences(easy, make(document, "easy").data)
    brf = make(document, "braille").data
    found["braille"] = in_braille.differences(document, braille_of(document), brf)
    cells = in_braille.lines_of(brf)
    text = make(document, "braille_unicode").data.decode()
    if [line for line in re.split("[\n\f]", text) if line] != cells:
        found["braille_unicode"] = ["other cells than in the BRF"]
    rows = _ROW.findall(make(document, "pef").data.decode())
    if [row for row in rows if row] != cells:
        found["pef"] = ["other cells than in the BRF"]
    found["audio"] = aloud.differences(document, aloud.heard_of(document))
    return {form: faults for form, faults in found.items() if faults}
