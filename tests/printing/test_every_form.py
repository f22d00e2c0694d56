"""Each kind of block at each size and in each colour, before every judge."""

import re

import pytest

from db.domain.papers.document import Heading, Table, facts_of
from db.fields.text import Language
from desktop.printing.page import HEIGHT, WIDTH, Sheet
from desktop.printing.summary_pdf import Colours
from desktop.printing.volume import make_volume
from tests.printing import samples
from tests.printing.geometry import Box, Drawn, drawn
from tests.printing.judges import SETTINGS, failures, heard, printed, run, said_by
from tests.printing.reading import read

DOCUMENTS = {
    "case": samples.case_summary(),
    "blocks": samples.every_block(),
    "english": samples.every_block(Language.EN),
    "easy": samples.easy_summary(),
}


PAPERS = [
    pytest.param((name, *setting.values[0]), id=f"{name}-{setting.id}")
    for name in DOCUMENTS
    for setting in (SETTINGS if name in {"case", "blocks"} else SETTINGS[1:8:3])
]
"""All sizes and colours of what is long; a few of what is the same in other words."""


@pytest.fixture(scope="module", params=PAPERS)
def paper(request, tmp_path_factory):
    """Return a document, its file, its size and its colours."""
    name, size, colours = request.param
    document = DOCUMENTS[name]
    folder = tmp_path_factory.mktemp("paper")
    return document, printed(document, folder, size=size, colours=colours), size, colours


@pytest.fixture(scope="module", params=SETTINGS)
def case_paper(request, tmp_path_factory):
    size, colours = request.param
    folder = tmp_path_factory.mktemp("case")
    return printed(samples.case_summary(), folder, size=size, colours=colours), size, colours


def sheet_of(size: float, colours: Colours) -> Sheet:
    return Sheet(size, colours, "个案服务小结 DRC-2026-01873", Language.ZH)


def test_the_file_is_pdf_ua_and_its_tree_says_what_the_document_says(paper):
    document, path, size, _ = paper
    assert failures(path) == []
    reading = read(path)
    assert reading.faults == []
    found = [text for _, text in reading.texts()]
    said = said_by(document, cards=size >= 16)
    assert found[0] == document.title
    assert found[-len(said) :] == said
    head = [text for text in found[1 : -len(said)] if text != document.subtitle]
    assert re.split(" \\| |｜", "｜".join(head))[0] == document.organisation
    assert document.case_number in "".join(head)


def test_no_text_meets_another_nor_a_picture_nor_leaves_the_margins(paper):
    _, path, size, colours = paper
    sheet = sheet_of(size, colours)
    for page in drawn(path):
        assert overlaps(page) == []
        inner = Box(sheet.side, sheet.bottom, WIDTH - sheet.side, HEIGHT - sheet.top)
        for line in page.lines(footers=False):
            assert line.left >= inner.left - 0.01
            assert line.right <= inner.right + 0.01
            assert line.bottom >= inner.bottom - 0.01
            assert line.top <= inner.top + 0.01
        for line in page.lines():
            assert sheet.side - 0.01 <= line.left
            assert line.right <= WIDTH - sheet.side + 0.01


def overlaps(page: Drawn) -> list[tuple[Box, Box]]:
    """Return the pairs of lines of text, and of text and figure, that meet."""
    lines = page.lines()
    found = [
        (one, other)
        for place, one in enumerate(lines)
        for other in lines[place + 1 :]
        if one.meets(other)
    ]
    figures = [shape.box for shape in page.shapes if shape.tag == "Figure"]
    return found + [(line, box) for line in lines for box in figures if line.meets(box)]


def test_nothing_is_smaller_than_the_size_that_was_chosen(paper):
    _, path, size, colours = paper
    sizes = [text.size for page in drawn(path) for text in page.texts]
    if colours is Colours.NEEDLE:
        assert min(sizes) >= max(size, 12)
    elif size >= 16:
        assert min(sizes) >= size
    else:
        assert min(sizes) >= 8.5


def test_headings_grow_less_than_the_text_does(case_paper):
    path, size, _ = case_paper
    largest = max(text.size for page in drawn(path) for text in page.texts)
    assert largest <= {11.0: 22.0, 16.0: 26.0, 18.0: 28.0, 24.0: 34.0, 28.0: 38.0}[size]


def test_the_other_judges_have_nothing_against_any_of_them(tmp_path):
    told = samples.a_document(Heading(level=1, text="服务"), samples.chart())
    paths = [
        printed(document, tmp_path, f"{name}-{setting.id}.pdf", size=size, colours=colours)
        for name, document in (("case", DOCUMENTS["case"]), ("easy", DOCUMENTS["easy"]))
        for setting in SETTINGS[::2]
        for size, colours in setting.values
    ]
    paths += [printed(told, tmp_path, f"{size}.pdf", size=size) for size in (11.0, 18.0)]
    volume = tmp_path / "volume.pdf"
    documents = (samples.case_summary(), samples.easy_summary())
    volume.write_bytes(make_volume(documents, size=18.0).data)
    heard(*paths, volume)


def test_another_program_finds_every_fact_in_order(case_paper):
    path, _, _ = case_paper
    text = re.sub(r"\s", "", run("pdftotext", "-raw", path, "-"))
    at = 0
    for fact in facts_of(samples.case_summary())[2:]:
        value = re.sub(r"\s", "", fact.value)
        assert value in text[at:], value
        if len(value) > 12:
            at = text.index(value, at)


def test_wide_tables_become_a_list_of_cards_in_large_print_alone(case_paper):
    path, size, _ = case_paper
    kinds = [node.kind for node in read(path).root.walk()]
    headings = [node for node in read(path).root.walk() if node.text == "经办人"]
    (table,) = [block for block in samples.case_summary().blocks if isinstance(block, Table)]
    rows = len(table.rows)
    assert len(headings) == (rows if size >= 16 else 1)
    assert kinds.count("LI") == 4 + 3 + (rows if size >= 16 else 0)


def test_facts_are_the_same_table_to_the_ear_at_every_size(case_paper):
    path, _, _ = case_paper
    rows = [
        [cell.text for cell in node.children]
        for node in read(path).root.walk()
        if node.kind == "TR" and [cell.kind for cell in node.children] == ["TH", "TD"]
    ]
    assert ["证件号码", "3301＊＊＊＊＊＊＊＊＊＊＊＊12（已遮盖）"] in rows
    assert ["服务时间", "周一至周五 9:00–11:30，13:30–17:00"] in rows


def test_pages_but_the_last_are_well_filled_in_large_print(tmp_path):
    for size in (18.0, 24.0, 28.0):
        sheet = sheet_of(size, Colours.BLACK_ON_WHITE)
        pages = drawn(printed(samples.case_summary(), tmp_path, size=size))
        ends = [min(line.bottom for line in page.lines(footers=False)) for page in pages]
        assert all(end < sheet.bottom + 0.45 * sheet.text_height for end in ends[:-2])


def test_the_overlap_rule_notices_what_meets(tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.printing.masthead._BESIDE_QR", -80.0)
    document = samples.a_document(title="一个长得会碰到二维码的标题，长得会碰到二维码")
    page = drawn(printed(document, tmp_path))[0]
    assert overlaps(page)
