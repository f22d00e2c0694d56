"""Ordinary, large, inverted and needle print: contrast, weights of lines, the square code."""

import pytest
import zxingcpp
from PIL import Image
from reportlab.lib.units import mm

from desktop.printing.colours import Colours, ink_for
from desktop.printing.page import HEIGHT, LEAST_NEEDLE, WIDTH, Sheet
from tests.printing import samples
from tests.printing.geometry import Rgb, Shape, drawn
from tests.printing.judges import SETTINGS, printed, run

BLACK, WHITE, YELLOW = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (1.0, 230 / 255, 0.0)


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: Rgb) -> float:
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(colour) -> Rgb:
    return (colour.red, colour.green, colour.blue)


@pytest.mark.parametrize(
    ("colours", "large", "least"),
    [
        (Colours.BLACK_ON_WHITE, False, 7.7),
        (Colours.BLACK_ON_WHITE, True, 21.0),
        (Colours.YELLOW_ON_BLACK, True, 16.5),
        (Colours.NEEDLE, False, 21.0),
    ],
)
def test_text_stands_out_from_its_ground_as_the_figures_say(colours, large, least):
    ink = ink_for(colours, large=large)
    grounds = [rgb(ink.paper) if ink.paper else WHITE]
    if ink.tint:
        grounds.append(rgb(ink.tint))
    for ground in grounds:
        for colour in (ink.text, ink.soft, ink.accent):
            assert contrast(rgb(colour), ground) >= least


def test_the_contrast_rule_can_fail():
    assert contrast(WHITE, BLACK) == pytest.approx(21.0)
    assert contrast((0.6, 0.6, 0.6), WHITE) < 3


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_square_code_is_read_from_a_coarse_picture_and_holds_the_number_alone(
    tmp_path, setting
):
    size, colours = setting
    path = printed(samples.easy_summary(), tmp_path, size=size, colours=colours)
    run("pdftoppm", "-r", "100", "-f", "1", "-l", "1", "-gray", path, tmp_path / "page")
    with Image.open(next(tmp_path.glob("page*.pgm"))) as picture:
        codes = zxingcpp.read_barcodes(picture)
    assert [code.text for code in codes] == ["YIYI:DRC-2026-01873"]


def everything(tmp_path, colours: Colours, size: float) -> list[list[Shape]]:
    path = printed(samples.every_block(), tmp_path, size=size, colours=colours)
    return [page.shapes for page in drawn(path)]


def test_yellow_on_black_covers_the_whole_page_and_has_no_third_colour(tmp_path):
    path = printed(samples.every_block(), tmp_path, size=18.0, colours=Colours.YELLOW_ON_BLACK)
    for page in drawn(path):
        ground = page.shapes[0]
        assert ground.fill == BLACK
        assert (ground.box.left, ground.box.bottom) == (0, 0)
        assert ground.box.right == pytest.approx(WIDTH, abs=0.1)
        assert ground.box.top == pytest.approx(HEIGHT, abs=0.1)
        white = [shape.box for shape in page.shapes if shape.fill == WHITE]
        for text in page.texts:
            on_white = any(text.box.meets(box) for box in white)
            assert text.colour == pytest.approx(BLACK if on_white else YELLOW, abs=0.01)


def test_on_black_the_white_around_the_square_code_stays_within_the_margins(tmp_path):
    for size in (11.0, 18.0, 28.0):
        path = printed(
            samples.case_summary(), tmp_path, size=size, colours=Colours.YELLOW_ON_BLACK
        )
        sheet = Sheet(size, Colours.YELLOW_ON_BLACK, "", samples.case_summary().language)
        page = drawn(path)[0]
        (white,) = (shape.box for shape in page.shapes if shape.fill == WHITE)
        assert white.right <= WIDTH - sheet.side + 0.01
        assert white.top <= HEIGHT - sheet.top + 0.01
        assert not [text for text in page.texts if text.box.meets(white)]


def test_on_black_one_signs_and_prints_a_thumb_on_white(tmp_path):
    path = printed(samples.every_block(), tmp_path, size=18.0, colours=Colours.YELLOW_ON_BLACK)
    page = drawn(path)[-1]
    lines = [shape.box for shape in page.shapes if shape.tag == "Figure" and not shape.fill]
    white = [shape.box for shape in page.shapes if shape.fill == WHITE]
    signed = [line for line in lines if line.bottom == line.top]
    assert len(signed) == 3
    for line in signed:
        assert any(
            box.left < line.left + 0.01 and line.right < box.right + 0.01 for box in white
        )


@pytest.mark.parametrize("size", [11.0, 18.0])
def test_needle_print_is_black_with_lines_of_a_point_and_no_tint(tmp_path, size):
    for shapes in everything(tmp_path, Colours.NEEDLE, size):
        for shape in shapes:
            assert shape.fill in {None, BLACK, WHITE}
            assert shape.stroke in {None, BLACK}
            if shape.stroke:
                assert shape.line_width >= 1.0
            else:
                narrow = min(shape.box.right - shape.box.left, shape.box.top - shape.box.bottom)
                assert narrow >= 1.0


def test_needle_print_is_no_smaller_than_its_dots_allow_and_keeps_the_grip_free(tmp_path):
    path = printed(samples.every_block(), tmp_path, size=9.0, colours=Colours.NEEDLE)
    for page in drawn(path):
        assert min(text.size for text in page.texts) >= LEAST_NEEDLE
        assert max(text.box.top for text in page.texts) <= HEIGHT - 25 * mm


def test_ordinary_print_has_tints_and_hairlines_that_needles_could_not_draw(tmp_path):
    shapes = [
        one for page in everything(tmp_path, Colours.BLACK_ON_WHITE, 11.0) for one in page
    ]
    assert any(shape.stroke and shape.line_width < 1 for shape in shapes)
    assert any(shape.fill not in {None, BLACK, WHITE} for shape in shapes)


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_sheet_keeps_most_of_itself_for_text(setting):
    size, colours = setting
    sheet = Sheet(size, colours, "一行页脚" * 30, samples.case_summary().language)
    assert sheet.text_width > 0.8 * WIDTH
    assert sheet.text_height > 0.74 * HEIGHT


def test_each_choice_of_colours_has_a_name_in_both_languages():
    assert {(each.label.zh != "", each.label.en != "") for each in Colours} == {(True, True)}
