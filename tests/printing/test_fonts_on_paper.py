"""Fonts that are missing or damaged, and characters that have no picture."""

import lzma
import shutil
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from db.domain.papers.document import Fact, Facts, Heading, Items, Paragraph
from db.fields.problem import Problem
from db.fields.text import Language
from desktop.printing import fonts
from desktop.printing.summary_pdf import make_pdf, unprintable, write_pdf
from desktop.printing.volume import make_volume
from tests.printing import samples
from tests.printing.judges import failures, printed, run
from tests.printing.reading import read
from tests.printing.samples import a_document

_PACKET_BEGIN = 'begin="\ufeff"'
"""What every packet of metadata begins with."""

RARE = "𠮷"
UNSEEN = {
    "tab of old forms": "\x0b",
    "bell": "\x07",
    "escape": "\x1b",
    "delete": "\x7f",
    "zero-width blank": "\u200b",
    "zero-width joiner": "\u200d",
    "mark of direction": "\u200f",
    "override of direction": "\u202e",
    "isolate": "\u2066",
    "end of isolate": "\u2069",
    "soft hyphen": "\u00ad",
    "byte order mark": "\ufeff",
    "variant of a character": "\U000e0101",
    "tag": "\U000e0041",
}


@pytest.fixture
def own_font(tmp_path, monkeypatch):
    """Return a function that gives a copy of a font to be spoiled; all are read anew."""
    kept = resources.path("fonts")
    folder = tmp_path / "fonts"
    folder.mkdir()
    for file in kept.iterdir():
        (folder / file.name).symlink_to(file)
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    fonts._type_case.cache_clear()

    def copy(name):
        (folder / name).unlink()
        return Path(shutil.copy(kept / name, folder / name))

    yield copy
    fonts._type_case.cache_clear()


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip_one_bit(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def empty(path):
    path.write_bytes(b"")


def no_font(path):
    path.write_bytes(b"<html>" * 1000)


def gone(path):
    path.unlink()


@pytest.mark.parametrize("harm", [gone, cut, flip_one_bit, empty, no_font])
@pytest.mark.parametrize("name", ["NotoSansSC-Regular.ttf", "HanaMinB-ExtBF.ttf.xz"])
def test_a_font_that_is_missing_or_damaged_is_told_in_words(own_font, name, harm):
    harm(own_font(name))
    document = a_document(Paragraph(text=f"甲{RARE}"))
    for make in (make_pdf, unprintable, lambda one: make_volume((one,))):
        with pytest.raises(Problem) as told:
            make(document)
        for language in Language:
            assert name in told.value.message(language)


def test_a_packed_font_that_unpacks_to_something_else_is_told_too(own_font):
    path = own_font("HanaMinB-ExtBF.ttf.xz")
    path.write_bytes(lzma.compress(b"no font at all"))
    with pytest.raises(Problem):
        make_pdf(a_document(Paragraph(text=RARE)))


def test_after_the_font_is_back_printing_works_without_starting_anew(own_font):
    path = own_font("NotoSansSC-Bold.ttf")
    kept = path.read_bytes()
    empty(path)
    with pytest.raises(Problem):
        make_pdf(a_document())
    path.write_bytes(kept)
    assert make_pdf(a_document()).pages == 1


def test_a_damaged_rare_font_stops_only_who_needs_it(own_font):
    empty(own_font("HanaMinB-ExtBF.ttf.xz"))
    assert make_pdf(a_document(Paragraph(text="王晓䶮"))).pages == 1


@pytest.mark.parametrize("mark", UNSEEN.values(), ids=UNSEEN)
def test_what_is_not_seen_is_not_in_the_file(tmp_path, mark):
    document = a_document(
        Heading(level=1, text=f"甲{mark}乙"),
        Facts(rows=(Fact(label=f"姓{mark}名", value=f"王{mark}明"),)),
        Items(items=(f"{mark}", f"丙{mark}")),
        Paragraph(text=mark),
        title=f"小结{mark}",
        footer=f"页{mark}脚",
        organisation=f"服务{mark}所",
        whole_words=(f"王{mark}明",),
    )
    assert unprintable(document) == ()
    path = printed(document, tmp_path)
    assert failures(path) == []
    if mark != "\x0b":  # which ends a line
        texts = [text for _, text in read(path).texts()]
        assert texts[2:] == ["甲乙", "姓名", "王明", "•", "丙"]
    everything = run("pdftotext", path, "-") + run("pdfinfo", path)
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        everything += "".join(entry.title for entry in outline.root)
        everything += pdf.Root.Metadata.read_bytes().decode("utf-8")
    assert mark not in everything.replace(_PACKET_BEGIN, "")


def test_a_text_turned_round_by_marks_of_direction_is_read_in_its_own_order(tmp_path):
    path = printed(a_document(Paragraph(text="账号\u202e4321\u202c。")), tmp_path)
    assert ("P", "账号4321。") in read(path).texts()


@pytest.mark.parametrize("size", [11.0, 28.0])
@pytest.mark.parametrize(
    "name",
    ["买买提·阿不都热合曼·玉素甫江·吐尔逊", "欧阳𬱖", "𠅤𬀩䲟𫖮", "尼玛·才让·扎西·多吉"],
)
def test_long_and_rare_names_stay_whole_wherever_they_fit(tmp_path, name, size):
    document = a_document(
        Facts(rows=(Fact(label="姓名", value=name),)),
        Paragraph(text=f"今天由{name}接待。"),
        whole_words=(name,),
    )
    assert unprintable(document) == ()
    path = printed(document, tmp_path, size=size)
    assert [text for _, text in read(path).texts()][-2:] == [name, f"今天由{name}接待。"]
    lines = [
        line.replace(" ", "") for line in run("pdftotext", "-layout", path, "-").split("\n")
    ]
    fits = len(name) * size < 480
    assert sum(name in line for line in lines) == (2 if fits else 0) or not fits


def test_a_note_of_fifty_pages_is_printed_in_large_letters_too(tmp_path):
    text = "\n".join(samples.LONG_NOTE * 3 for _ in range(60))
    path = tmp_path / "note.pdf"
    assert write_pdf(a_document(Paragraph(text=text)), path, size=24.0).pages >= 50
    assert failures(path) == []
    reading = read(path)
    assert reading.faults == []
    assert [said for _, said in reading.texts()][-60:] == [samples.LONG_NOTE * 3] * 60


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=40), size=st.sampled_from([11.0, 28.0]))
def test_whatever_is_typed_the_file_is_sound(tmp_path, text, size):
    document = a_document(
        Paragraph(text=text),
        Facts(rows=(Fact(label=text, value=text),)),
        title=f"小结{text}",
        footer=text,
        case_number="",
    )
    path = printed(document, tmp_path, size=size)
    assert failures(path) == []
    assert read(path).faults == []
