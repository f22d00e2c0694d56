"""Pictograms drawn by us, compared with what another program makes of the same file."""

import io
import re

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from reportlab.pdfgen.canvas import Canvas

import resources
from db.domain.papers.document import Pictured
from desktop.printing import pictogram
from desktop.printing.colours import BLACK
from tests.printing.geometry import drawn
from tests.printing.judges import printed, run
from tests.printing.reading import read
from tests.printing.samples import a_document

SIDE = 96
PER_ROW = 8
_EDGE = 160
"""Of 255: programs differ by less where a line's edge runs through a pixel."""


def ours(folder) -> dict[str, Image.Image]:
    """Return each pictogram as we draw it, all from one page."""
    names = pictogram.names()
    rows = -(-len(names) // PER_ROW)
    path = folder / "all.pdf"
    canvas = Canvas(str(path), pagesize=(PER_ROW * SIDE, rows * SIDE))
    corners = {}
    for place, name in enumerate(names):
        row, column = divmod(place, PER_ROW)
        corners[name] = (column * SIDE, row * SIDE)
        corner = (column * SIDE, (rows - row) * SIDE)
        pictogram.paint(canvas, name, corner, SIDE, BLACK)
    canvas.save()
    run("pdftoppm", "-r", "72", "-gray", path, folder / "all")
    with Image.open(next(folder.glob("all*.pgm"))) as page:
        return {
            name: page.crop((left, top, left + SIDE, top + SIDE))
            for name, (left, top) in corners.items()
        }


def of_qt(name: str) -> Image.Image:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    source = resources.path(f"pictograms/{name}.svg").read_bytes()
    source = source.replace(b"currentColor", b"#000000")
    QSvgRenderer(QByteArray(source)).render(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(kept.data())).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the part of two pictures where one is black and the other is not at all."""
    apart = ImageChops.difference(one, other).point(lambda value: 255 * (value > _EDGE))
    return ImageStat.Stat(apart).mean[0] / 255


@pytest.mark.usefixtures("qapp")
def test_every_pictogram_looks_as_another_program_draws_it(tmp_path):
    pictures = ours(tmp_path)
    assert len(pictures) >= 40
    for name, picture in pictures.items():
        assert ImageStat.Stat(picture).mean[0] < 245, name
        assert difference(picture, of_qt(name)) < 0.004, name


@pytest.mark.usefixtures("qapp")
def test_the_comparison_notices_one_arc_that_bends_the_wrong_way(tmp_path, monkeypatch):
    arc = pictogram._arc

    def bent(start, end, shape):
        return arc(start, end, [*shape[:4], 1 - shape[4]])

    monkeypatch.setattr(pictogram, "_arc", bent)
    pictogram.steps_of.cache_clear()
    try:
        assert difference(ours(tmp_path)["home"], of_qt("home")) > 0.01
    finally:
        pictogram.steps_of.cache_clear()


def test_every_pictogram_stays_on_its_grid_and_is_explained():
    explained = resources.path("pictograms/README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([a-z-]+)` \|", explained, re.MULTILINE))
    assert named == set(pictogram.names())
    for name in pictogram.names():
        for _, numbers in pictogram.steps_of(name):
            assert all(0.5 <= number <= pictogram.GRID - 0.5 for number in numbers), name


@pytest.mark.parametrize("name", ["", "no-such", "../icons/user", "Home", "name.svg"])
def test_a_name_that_is_no_pictogram_is_a_mistake_of_the_program(name, tmp_path):
    with pytest.raises(ValueError, match="no pictogram is called"):
        printed(a_document(Pictured(pictogram=name, text="甲")), tmp_path)


@pytest.mark.parametrize(
    ("data", "last"),
    [
        ("M1 2 3 4", ("line", (3, 4))),
        ("m1 2 3 4", ("line", (4, 6))),
        ("M1 2H5", ("line", (5, 2))),
        ("M1 2v-1", ("line", (1, 1))),
        ("M0 0C1 1 2 2 3 3S5 5 6 6", ("curve", (4, 4, 5, 5, 6, 6))),
        ("M0 0Q3 0 3 3", ("curve", (2, 0, 3, 1, 3, 3))),
        ("M0 0Q3 0 3 3T6 6", ("curve", (3, 5, 4, 6, 6, 6))),
        ("M1 1 2 2z", ("close", ())),
        ("M1 1a0 5 0 014 4", ("line", (5, 5))),
        (".5.5.25-1e1", None),
    ],
)
def test_each_command_of_a_path_is_read(data, last):
    if last is None:
        with pytest.raises((ValueError, KeyError)):
            list(pictogram._Path(data).steps())
        return
    kind, numbers = list(pictogram._Path(data).steps())[-1]
    assert (kind, numbers) == (last[0], pytest.approx(last[1]))


@pytest.mark.parametrize("data", ["M1", "M1 1 L2", "M1 1z 3 4", "M1 1 # 2"])
def test_a_path_that_cannot_be_read_is_refused(data):
    with pytest.raises(ValueError, match=r"path"):
        list(pictogram._Path(data).steps())


def test_a_picture_is_decoration_and_its_sentences_are_paragraphs(tmp_path):
    block = Pictured(pictogram="phone", text="请打电话。\n我们等您。")
    path = printed(a_document(block), tmp_path, size=16.0)
    assert read(path).texts()[-2:] == [("P", "请打电话。"), ("P", "我们等您。")]
    lines = [shape for shape in drawn(path)[0].shapes if shape.stroke and not shape.fill]
    assert {shape.tag for shape in lines[:1]} == {"Artifact"}


def test_easy_sentences_of_many_lines_go_on_over_the_page_beside_no_second_picture(tmp_path):
    block = Pictured(pictogram="phone", text="\n".join(f"第 {n} 句话。" for n in range(60)))
    path = printed(a_document(block), tmp_path, size=16.0)
    pages = drawn(path)
    assert len(pages) == 3
    assert [len(page.shapes) for page in pages[1:]] == [1, 1]  # the rule of the foot alone
    texts = [text for _, text in read(path).texts()]
    assert texts[-60:] == [f"第 {n} 句话。" for n in range(60)]
