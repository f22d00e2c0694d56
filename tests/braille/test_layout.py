"""Lines and pages: words stay whole, headings stay with their text, numbers are on top."""

from bisect import bisect

import pytest

from db.domain.papers.document import Heading, Paragraph
from db.fields.problem import Problem
from db.fields.text import Language
from desktop.braille import BraillePages, braille_of, braille_of_text
from desktop.braille.cells import HYPHEN
from desktop.braille.layout import BrailleParagraph, lines_of
from desktop.braille.translated import BrailleWord
from desktop.pinyin.reader import Reader
from tests.printing.samples import LONG_NOTE, a_document, case_summary

READER = Reader()
SIZES = [(20, 10), (32, 25), (40, 25), (60, 40)]


def a_word(cells: str, text: str = "", **more: object) -> BrailleWord:
    return BrailleWord(cells=cells, text=text or cells, **more)  # type: ignore[arg-type]


def lines_with(*words: BrailleWord, width: int = 20, **style: int) -> list[str]:
    """Return the lines of one paragraph, without the page number."""
    paragraph = BrailleParagraph(words=words, **style)  # type: ignore[arg-type]
    return [line.cells for line in lines_of([paragraph], width, 40)][1:]


def text_lines(pages: BraillePages) -> list[str]:
    return [line.cells for line in pages.lines if line.number > 1]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_line_and_no_page_is_too_long(width: int, height: int) -> None:
    pages = braille_of(case_summary(), width=width, height=height)
    assert max(len(line.cells) for line in pages.lines) <= width
    assert max(map(len, pages.pages)) <= height
    assert len(pages.pages) > 1


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_number_of_each_page_ends_its_first_line(width: int, height: int) -> None:
    pages = braille_of(case_summary(), width=width, height=height).pages
    digits = "⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊"
    for number, page in enumerate(pages, 1):
        shown = "⠼" + "".join(digits[int(digit)] for digit in str(number))
        assert page[0] == shown.rjust(width, "⠀")


def test_words_are_never_parted_when_they_fit_a_line() -> None:
    pages = braille_of_text(LONG_NOTE * 5, READER, width=40)
    whole = set("".join(pages.running).split("⠀"))
    ends = {line.split("⠀")[-1] for line in text_lines(pages)}
    glued = {part for word in whole for part in word.replace("⠐⠆", "⠐⠆⠀").split("⠀")}
    assert ends <= whole | glued


def test_every_cell_of_the_text_is_on_the_pages_in_order() -> None:
    pages = braille_of_text(LONG_NOTE * 3, READER, width=33, height=12)
    laid = "".join(text_lines(pages)).replace("⠀", "")
    assert laid == "".join(pages.running).replace("⠀", "")


def test_a_word_longer_than_a_line_is_parted_between_syllables() -> None:
    borders = tuple(range(3, 48, 3))
    lines = lines_with(a_word("⠿" * 48, borders=borders))
    assert lines == ["⠿" * 18 + HYPHEN, "⠿" * 18 + HYPHEN, "⠿" * 12]
    assert all(bisect(borders, sum(map(len, lines[:n])) - n) for n in (1, 2))


def test_a_word_without_borders_is_parted_where_the_line_ends() -> None:
    assert lines_with(a_word("⠿" * 21)) == ["⠿" * 19 + HYPHEN, "⠿" * 2]


def test_a_word_as_long_as_the_line_stays_whole() -> None:
    assert lines_with(a_word("⠁"), a_word("⠿" * 20)) == ["⠁", "⠿" * 20]
    assert lines_with(a_word("⠿" * 20), first=2) == ["⠿" * 20]


def test_indents_and_glued_words() -> None:
    word = a_word("⠿" * 6)
    lines = lines_with(word, word, word, a_word("⠁", glued=True), first=2, rest=4)
    assert lines == ["⠀⠀⠿⠿⠿⠿⠿⠿⠀⠿⠿⠿⠿⠿⠿", "⠀⠀⠀⠀⠿⠿⠿⠿⠿⠿⠁"]


def test_a_heading_is_not_alone_at_the_foot_of_a_page() -> None:
    for count in range(1, 12):
        filler = Paragraph(text="\n".join(["好。"] * count))
        document = a_document(
            filler, Heading(level=1, text="四、评估"), Paragraph(text="人" * 60)
        )
        pages = braille_of(document, width=30, height=12)
        (place,) = (line for line in pages.lines if line.text == "四、评估")
        below = [line for line in pages.lines if line.page == place.page and line.text]
        below = [line for line in below if line.number > place.number]
        assert len(below) >= 2


def test_a_heading_has_an_empty_line_before_it_and_an_indent() -> None:
    pages = braille_of(case_summary())
    at = next(at for at, line in enumerate(pages.lines) if line.text == "一、基本信息")
    assert pages.lines[at - 1].cells == ""
    assert pages.lines[at].cells.startswith("⠀⠀⠀⠀⠊")


def test_a_page_does_not_begin_with_an_empty_line() -> None:
    for height in range(10, 30):
        for page in braille_of(case_summary(), height=height).pages:
            assert page[1] != ""


def test_the_title_stands_in_the_middle() -> None:
    title = braille_of(case_summary(), width=40).lines[1]
    left = len(title.cells) - len(title.cells.lstrip("⠀"))
    assert abs(left - (40 - len(title.cells))) <= 1


def test_each_line_stands_beside_its_print() -> None:
    pages = braille_of_text("每周 24 小时。他说：“好。”用 NVDA 软件。", READER, width=20)
    shown = [line.text for line in pages.lines if line.number > 1]
    assert shown == ["每周 24 小时。", "他说：“好。”用", "NVDA 软件。"]


@pytest.mark.parametrize(
    ("width", "height", "field"),
    [(19, 25, "width"), (61, 25, "width"), (40, 9, "height"), (40, 41, "height")],
)
def test_a_page_nobody_can_emboss_is_told(width: int, height: int, field: str) -> None:
    with pytest.raises(Problem) as caught:
        braille_of(case_summary(), width=width, height=height)
    assert caught.value.field == field
    assert str({"width": width, "height": height}[field]) in caught.value.message(Language.ZH)
