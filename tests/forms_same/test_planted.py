"""Faults put into finished forms on purpose are found, by us or by judges that are not ours."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from db.domain.easy.reading import easy_read
from desktop.braille import BraillePages, braille_of, brf
from desktop.braille.cells import TONES
from desktop.printing.summary_pdf import make_pdf
from tests.forms_same import aloud, documents, easily, in_braille, on_paper
from tests.forms_same.aloud import heard_of
from tests.forms_same.judges import pdf_ua_failures
from tests.printing import spoiling

DOCUMENT = documents.one_of_each()


@cache
def pdf() -> bytes:
    """Return the document on paper."""
    return make_pdf(DOCUMENT).data


@cache
def pages() -> BraillePages:
    """Return the document in Braille."""
    return braille_of(DOCUMENT)


def spoilt(fault: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return the document's PDF with a fault in it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as opened:
        fault(opened)
        opened.save(out)
    return out.getvalue()


def swapped_sections(opened: pikepdf.Pdf) -> None:
    """Put two headings in each other's place in the tree, and nothing else."""
    kids = opened.Root.StructTreeRoot.K[0].K
    first, second = [at for at, kid in enumerate(kids) if kid.S == pikepdf.Name.H2][:2]
    kids[first], kids[second] = kids[second], kids[first]


def test_the_document_is_sound_before_anything_is_planted():
    assert on_paper.differences(DOCUMENT, pdf()) == []
    assert pdf_ua_failures(pdf()) == []


@pytest.mark.parametrize(
    "fault",
    [
        spoiling.untagged_text,
        spoiling.swapped_parents,
        spoiling.no_words_for_a_figure,
        spoiling.no_table_of_characters,
        spoiling.mark_of_no_element,
        swapped_sections,
    ],
)
def test_a_spoilt_tree_is_found(fault):
    assert on_paper.differences(DOCUMENT, spoilt(fault))


@pytest.mark.parametrize("fault", [spoiling.untagged_text, spoiling.no_words_for_a_figure])
def test_a_spoilt_tree_is_found_by_the_validator_too(fault):
    assert pdf_ua_failures(spoilt(fault))


def test_a_swapped_reading_order_is_found_though_the_validator_sees_nothing_in_it():
    assert pdf_ua_failures(spoilt(swapped_sections)) == []
    assert on_paper.differences(DOCUMENT, spoilt(swapped_sections))


def test_any_part_that_easy_reading_lost_is_found():
    easy = easy_read(DOCUMENT)
    lost = [
        gone
        for gone in easy.blocks
        if not easily.differences(
            DOCUMENT, replace(easy, blocks=tuple(b for b in easy.blocks if b is not gone))
        )
    ]

    assert len(lost) < len(easy.blocks) / 3
    for block in lost:
        lines = block.text.splitlines()
        assert all(easily.is_our_own(line, easy.language) for line in lines), block


def spoilt_cells(change: Callable[[str], str | None]) -> list[tuple[int, str]]:
    """Return each paragraph with one of its cells changed, one after the other."""
    found = []
    for number, cells in enumerate(pages().running):
        for at, cell in enumerate(cells):
            other = change(cell)
            if other is not None:
                found.append((number, cells[:at] + other + cells[at + 1 :]))
    return found


def braille_faults(paragraph: int, cells: str) -> list[str]:
    """Return what is found when one paragraph has other cells."""
    running = (*pages().running[:paragraph], cells, *pages().running[paragraph + 1 :])
    try:
        return in_braille.read_back_differences(DOCUMENT, running)
    except ValueError as error:  # the cells are not Braille any more
        return [str(error)]


def test_every_wrong_tone_is_found_in_braille():
    """A tone cell that another takes the place of, wherever cells are a syllable's tone."""
    tones = list(TONES.values())
    wrong = {cell: tones[(at + 1) % len(tones)] for at, cell in enumerate(tones)}
    planted = [
        (number, cells)
        for number, cells in spoilt_cells(wrong.get)
        if not in_braille.same_sounds(cells, pages().running[number])
    ]

    assert len(planted) > 40
    assert [cells for number, cells in planted if not braille_faults(number, cells)] == []


def test_every_lost_syllable_of_a_line_is_found_in_braille():
    running = pages().running
    planted = [
        (number, "⠀".join(words[:at] + words[at + 1 :]))
        for number, cells in enumerate(running)
        for words in [cells.split("⠀")]
        for at in range(len(words))
    ]

    assert len(planted) > 80
    assert [cells for number, cells in planted if not braille_faults(number, cells)] == []


def test_any_changed_sign_of_the_embossers_file_is_found():
    data = brf(pages())
    places = [at for at, sign in enumerate(data) if sign not in b" \r\n\f"]
    unseen = []
    for at in places:
        other = b"K" if data[at : at + 1] != b"K" else b"L"
        changed = data[:at] + other + data[at + 1 :]
        if not in_braille.file_differences(pages(), changed):
            unseen.append(at)

    numbers = [at for page in data.split(b"\f")[:-1] for at in page.split(b"\r\n")[0].split()]
    assert len(unseen) == sum(map(len, numbers)), "only page numbers are not of the content"


def test_every_lost_piece_is_missed_aloud():
    heard = heard_of(DOCUMENT)

    for start in range(0, len(heard) - 4, 3):
        assert aloud.differences(DOCUMENT, heard[:start] + heard[start + 4 :])
