"""Several documents in one file."""

import dataclasses
from datetime import date

import pikepdf
import pytest

from db.domain.papers.document import Heading, Paragraph
from db.fields.text import Language
from desktop.printing.summary_pdf import Colours, make_pdf
from desktop.printing.volume import make_volume
from tests.printing import samples
from tests.printing.geometry import drawn
from tests.printing.judges import failures, run, said_by
from tests.printing.reading import read

DOCUMENTS = (
    samples.case_summary(),
    samples.a_document(Heading(level=1, text="只有一页"), Paragraph(text="甲")),
    samples.every_block(Language.EN),
)


def volume(folder, **more):
    path = folder / "volume.pdf"
    path.write_bytes(make_volume(DOCUMENTS, **more).data)
    return path


@pytest.fixture(scope="module")
def bound(tmp_path_factory):
    return volume(tmp_path_factory.mktemp("volume"), title="2026 年第四季度小结")


@pytest.mark.parametrize("colours", list(Colours))
def test_a_volume_passes_every_judge(tmp_path, colours):
    path = volume(tmp_path, size=18.0, colours=colours)
    assert failures(path) == []
    assert read(path).faults == []


def test_one_tree_holds_a_part_for_each_document_and_says_all_of_it(bound):
    reading = read(bound)
    assert reading.faults == []
    parts = reading.root.children
    assert [part.kind for part in parts] == ["Part"] * 3
    for part, document in zip(parts, DOCUMENTS, strict=True):
        said = said_by(document, cards=False)
        found = [node.text for node in part.walk() if node.text]
        assert found[0] == document.title
        assert found[-len(said) :] == said


def test_a_part_in_another_language_says_so(bound):
    with pikepdf.open(bound) as pdf:
        parts = pdf.Root.StructTreeRoot.K[0].K
        assert [str(part.get("/Lang", "")) for part in parts] == ["", "", "en"]
        assert str(pdf.Root.Lang) == "zh-CN"


def test_each_document_is_a_bookmark_with_its_sections_below_it(bound):
    with pikepdf.open(bound) as pdf, pdf.open_outline() as outline:
        top = [entry.title for entry in outline.root]
        below = [entry.title for entry in outline.root[0].children]
    assert top == [
        "个案服务小结　欧阳𬱖　2026 年第三、四季度",
        "个案服务小结　DRC-2026-01873",
        "个案服务小结, 每种内容各一份",
    ]
    assert len(below) == 10
    assert below[-1] == "十、联系我们"


def test_pages_are_counted_for_each_document(bound):
    text = run("pdftotext", bound, "-")
    for said in ("第 1 页，共 2 页", "第 2 页，共 2 页", "第 1 页，共 1 页", "Page 2 of 2"):
        assert text.count(said) == 1


def test_no_document_begins_on_the_back_of_another(bound):
    pages = drawn(bound)
    assert [bool(page.texts) for page in pages] == [True, True, True, False, True, True]
    made = make_volume(DOCUMENTS)
    assert made.pages == len(pages)
    assert make_volume(DOCUMENTS, own_sheets=False).pages == len(pages) - 1


def test_a_page_of_a_volume_is_drawn_as_in_a_file_of_its_own(bound, tmp_path):
    alone = tmp_path / "alone.pdf"
    alone.write_bytes(make_pdf(DOCUMENTS[0]).data)
    here, there = drawn(bound)[:2], drawn(alone)
    assert [page.texts for page in here] == [page.texts for page in there]


def test_the_same_documents_give_the_same_bytes_dated_by_the_latest():
    later = dataclasses.replace(DOCUMENTS[1], made_on=date(2026, 12, 1))
    first = make_volume((DOCUMENTS[0], later)).data
    assert first == make_volume((DOCUMENTS[0], later)).data
    assert b"D:20261201" in first


def test_characters_no_font_has_are_told_once_for_all():
    odd = samples.a_document(Paragraph(text="甲\ue000乙\ue000"))
    assert make_volume((odd, odd)).replaced_characters == ("\ue000",)


def test_a_volume_is_called_after_its_first_document_unless_it_has_a_title(bound, tmp_path):
    with pikepdf.open(bound) as pdf:
        assert str(pdf.docinfo.Title) == "2026 年第四季度小结"
    with pikepdf.open(volume(tmp_path)) as pdf:
        assert str(pdf.docinfo.Title) == "个案服务小结等 3 份"


def test_a_hundred_documents_make_one_sound_file(tmp_path):
    path = tmp_path / "hundred.pdf"
    small = samples.a_document(Heading(level=1, text="一"), Paragraph(text="甲"))
    made = make_volume((small,) * 100, own_sheets=False)
    path.write_bytes(made.data)
    assert made.pages == 100
    assert failures(path) == []
    assert read(path).faults == []


def test_a_volume_of_nothing_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="no documents"):
        make_volume(())
