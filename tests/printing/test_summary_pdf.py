"""The printed summary, read back by judges that share no code with its writer."""

import hashlib
import re
import sys
import threading
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from db.domain.papers.document import Heading, Items, Paragraph, Table
from db.fields.problem import Problem
from db.fields.text import Language
from desktop.printing import fonts
from desktop.printing.summary_pdf import make_pdf, unprintable, write_pdf
from tests.printing import samples
from tests.printing.judges import failures, run, said_by
from tests.printing.reading import read
from tests.printing.samples import a_document, facts

NO_FONT_HAS = "\U00031350"


def printed(document, folder: Path, **more) -> Path:
    return write_pdf(document, folder / "summary.pdf", **more).path


@pytest.fixture(scope="module")
def case_pdf(tmp_path_factory) -> Path:
    return printed(samples.case_summary(), tmp_path_factory.mktemp("case"))


def test_every_string_is_read_back_exactly_and_in_order(case_pdf):
    reading = read(case_pdf)
    assert reading.faults == []
    found = [text for _, text in reading.texts()]
    assert found[0] == "个案服务小结"
    assert found[3:] == said_by(samples.case_summary(), cards=False)


def test_the_case_summary_takes_two_pages():
    assert make_pdf(samples.case_summary()).pages == 2


def test_the_square_code_holds_the_case_number_alone(case_pdf, tmp_path):
    run("pdftoppm", "-r", "100", "-f", "1", "-l", "1", "-png", case_pdf, tmp_path / "page")
    with Image.open(next(tmp_path.glob("page*.png"))) as picture:
        codes = zxingcpp.read_barcodes(picture)
    assert [code.text for code in codes] == ["YIYI:DRC-2026-01873"]


def test_a_document_without_case_number_has_no_square_code(tmp_path):
    path = printed(a_document(Paragraph(text="甲"), case_number=""), tmp_path)
    assert "Figure" not in {node.kind for node in read(path).root.walk()}
    assert failures(path) == []


@pytest.mark.parametrize(
    "name", ["欧阳𬱖", "买买提·阿不都热合曼", "㛃䶮", "𠮷野", "𫖮", "𬭚", "龑", "☑ 同意"]
)
def test_rare_names_are_printed_and_copied_exactly(tmp_path, name):
    document = a_document(facts(("姓名", name)), Paragraph(text=f"{name}，您好。"))
    assert unprintable(document) == ()
    path = printed(document, tmp_path)
    assert ("TD", name) in read(path).texts()
    assert name in run("pdftotext", path, "-")
    assert failures(path) == []


@pytest.mark.parametrize("character", [NO_FONT_HAS, "\ue000", "\uffff", "\ud800", "😀"])
def test_what_no_font_has_is_reported_first_and_drawn_visibly(tmp_path, character):
    document = a_document(
        facts(("姓名", f"王{character}明")), title=f"小结{character}", footer=character
    )
    assert unprintable(document) == (character,)
    receipt = write_pdf(document, tmp_path / "a.pdf")
    assert receipt.replaced_characters == (character,)
    shown = f"王〔U+{ord(character):04X}〕明"
    assert ("TD", shown) in read(receipt.path).texts()
    assert failures(receipt.path) == []


def test_line_breaks_of_every_kind_begin_a_paragraph_of_their_own(tmp_path):
    document = a_document(
        Paragraph(text="一\n二\r\n三\u2028四\n\n五"), facts(("备注", "甲\n乙"))
    )
    texts = read(printed(document, tmp_path)).texts()
    assert [text for _, text in texts[2:]] == ["一", "二", "三", "四", "五", "备注", "甲", "乙"]


def test_blanks_are_kept_as_they_are(tmp_path):
    text = "　　甲  乙\u3000丙 ABC  def 丁"
    assert ("P", text) in read(printed(a_document(Paragraph(text=text)), tmp_path)).texts()


def test_empty_parts_leave_no_empty_marks(tmp_path):
    document = a_document(
        Heading(level=1, text="没有内容"),
        Paragraph(text=""),
        facts(),
        Items(items=()),
        Items(items=("", "  ")),
        Table(headers=("甲",), rows=()),
        Heading(level=1, text=""),
        Heading(level=3, text="级别跳过"),
        footer="",
        organisation="",
    )
    path = printed(document, tmp_path)
    assert failures(path) == []
    reading = read(path)
    assert reading.faults == []
    assert ("H3", "级别跳过") in reading.texts()


def test_headings_without_a_title_are_still_in_the_outline(tmp_path):
    document = a_document(Heading(level=1, text="一"), Heading(level=2, text="二"), title=" ")
    path = tmp_path / "untitled.pdf"
    write_pdf(document, path)
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert [(entry.title, [c.title for c in entry.children]) for entry in outline.root] == [
            ("一", ["二"])
        ]


def test_thirty_pages_with_a_long_table_and_a_huge_cell(tmp_path):
    document = samples.strain()
    receipt = write_pdf(document, tmp_path / "strain.pdf")
    assert receipt.pages >= 30
    reading = read(receipt.path)
    assert reading.faults == []
    found = [text for _, text in reading.texts()]
    assert found[2:] == said_by(document, cards=False)
    huge = next(node for node in reading.root.walk() if len(node.text) == 2860)
    assert len(huge.pages) > 1
    assert failures(receipt.path) == []


def test_fifty_pages_of_notes_have_no_lonely_heading_and_no_gap(tmp_path):
    receipt = write_pdf(samples.fifty_pages_of_notes(), tmp_path / "notes.pdf")
    assert receipt.pages >= 50
    assert failures(receipt.path) == []
    pages: dict[int, list[str]] = {}
    for node in read(receipt.path).root.walk():
        for number in node.pages:
            pages.setdefault(number, []).append(node.kind)
    assert not [kinds for kinds in pages.values() if kinds[-1].startswith("H")]


def page_ends(path: Path) -> list[float]:
    """Return how far down each page its text reaches, footers left out, in points."""
    pages = run("pdftotext", "-bbox", path, "-").split("<page ")[1:]
    bottoms = [[float(y) for y in re.findall(r'yMax="([\d.]+)"', part)] for part in pages]
    return [max(bottom for bottom in found if bottom < 785) for found in bottoms]


def test_no_page_but_the_last_is_left_half_empty(tmp_path):
    ends = page_ends(printed(samples.strain(), tmp_path))
    assert all(end > 640 for end in ends[:-1])


def test_a_row_of_half_a_page_is_carried_over_and_leaves_no_gap(tmp_path):
    rows = tuple((f"{number}", samples.LONG_NOTE * 8) for number in range(5))
    path = printed(a_document(Table(headers=("序号", "记录"), rows=rows)), tmp_path)
    ends = page_ends(path)
    assert len(ends) > 2
    assert all(end > 700 for end in ends[:-1])


def test_the_same_document_gives_the_same_bytes(tmp_path):
    document = samples.case_summary()
    first = write_pdf(document, tmp_path / "a.pdf")
    write_pdf(samples.every_block(), tmp_path / "between.pdf")
    second = write_pdf(document, tmp_path / "b.pdf")
    assert first.sha256 == second.sha256 == hashlib.sha256(second.path.read_bytes()).hexdigest()
    assert first.bytes == second.path.stat().st_size


def test_another_process_gives_the_same_bytes():
    script = (
        "import hashlib, sys; from tests.printing import samples;"
        "from desktop.printing.summary_pdf import make_pdf;"
        "sys.stdout.write(hashlib.sha256(make_pdf(samples.every_block()).data).hexdigest())"
    )
    here = hashlib.sha256(make_pdf(samples.every_block()).data).hexdigest()
    assert run(sys.executable, "-c", script) == here


def test_two_threads_printing_at_once_give_the_same_as_one():
    documents = [
        samples.case_summary(),
        samples.every_block(),
        samples.every_block(Language.EN),
    ]
    alone = [make_pdf(document).data for document in documents]
    found: dict[tuple[int, int], bytes] = {}

    def work(worker: int) -> None:
        for number, document in enumerate(documents):
            found[worker, number] = make_pdf(document).data

    workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(found) == 12
    assert all(data == alone[number] for (_, number), data in found.items())


def test_no_two_documents_are_on_the_press_at_once(monkeypatch):
    meeting = threading.Barrier(2)
    met: list[bool] = []

    def wait_for_another(*_arguments: object) -> None:
        try:
            meeting.wait(timeout=0.2)
            met.append(True)
        except threading.BrokenBarrierError:
            met.append(False)

    monkeypatch.setattr("desktop.printing.page.Footer.draw", wait_for_another)
    document = a_document(Paragraph(text="甲"))
    workers = [threading.Thread(target=make_pdf, args=(document,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert met == [False, False]


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(Problem):
        write_pdf(a_document(), tmp_path / "missing" / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_half_way_keeps_the_old_file_and_the_fonts_usable(tmp_path, monkeypatch):
    path = printed(samples.every_block(), tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr("desktop.printing.page.Footer.draw", _fail)
    with pytest.raises(RuntimeError, match="planted"):
        write_pdf(samples.case_summary(), path)
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert make_pdf(samples.every_block()).data == before


def _fail(*_arguments: object) -> None:
    raise RuntimeError("planted")


def test_the_stock_font_of_reportlab_would_lose_a_rare_name(tmp_path, monkeypatch):
    monkeypatch.delattr("desktop.printing.fonts._Font.addObjects")
    path = printed(a_document(facts(("姓名", "欧阳𬱖"))), tmp_path)
    assert "欧阳𬱖" not in run("pdftotext", path, "-")


def test_the_footer_is_shortened_when_it_is_too_long(tmp_path):
    path = printed(a_document(Paragraph(text="甲"), footer="很长的页脚" * 40), tmp_path)
    assert "第 1 页，共 1 页" in run("pdftotext", path, "-")
    assert "…" in run("pdftotext", path, "-")


def test_the_rare_font_is_read_only_when_it_is_needed():
    case = fonts._TypeCase()
    assert case.face_of("王", fonts.REGULAR) == fonts.REGULAR
    assert fonts._RARE not in case._widths
