"""Themes: every colour is far enough from its ground, and zoom reaches everything."""

import re

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget

import resources
from db.fields.text import Language
from desktop import language
from desktop.theme.look import look
from desktop.theme.pieces import button, card, column, label
from desktop.theme.style_sheet import style_sheet
from desktop.theme.tokens import THEMES, Tokens, contrast, tokens, tokens_of_system

TEXT_ON_GROUND = [
    (ink, ground)
    for ground in ("paper", "surface", "sunken", "tint")
    for ink in ("ink", "accent")
] + [
    ("soft", "paper"), ("soft", "surface"), ("soft", "sunken"), ("on_accent", "accent"),
    ("on_chosen", "chosen"), ("late", "late_tint"), ("due", "due_tint"), ("good", "good_tint"),
    ("late", "surface"), ("accent", "late_tint"), ("ink", "late_tint"), ("ink", "good_tint"),
]  # fmt: skip


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_text_is_seven_to_one_on_its_ground(name: str, ink: str, ground: str) -> None:
    worn = tokens(name)
    assert contrast(getattr(worn, ink), getattr(worn, ground)) >= 7


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["paper", "surface", "sunken"])
@pytest.mark.parametrize("edge", ["line", "accent", "late"])
def test_edges_are_three_to_one(name: str, edge: str, ground: str) -> None:
    worn = tokens(name)
    assert contrast(getattr(worn, edge), getattr(worn, ground)) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_leaves_no_token_and_no_unit_unfilled(name: str) -> None:
    sheet = style_sheet(tokens(name), 2)
    assert "@" not in sheet
    assert not re.search(r"\d[ug]\b", sheet.replace("#", " #").replace("rgb", ""))
    assert "font-size: 30px" in sheet


def test_high_contrast_of_the_system_sets_no_colour(qapp) -> None:
    assert "#" not in style_sheet(tokens_of_system(qapp.palette()), 1)


def test_pictures_of_a_theme_wear_its_colours() -> None:
    for name in THEMES:
        worn = tokens(name)
        check = resources.path(f"themes/{name}/check.svg").read_text(encoding="utf-8")
        assert worn.on_accent in check
        arrow = resources.path(f"themes/{name}/chevron-down.svg").read_text(encoding="utf-8")
        assert worn.ink in arrow


def test_zoom_reaches_spacing_and_icons_of_what_is_open(qtbot, dressed) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = button("保存", icon="check")
    holder.setLayout(column(made, card(label("字")), gap=8, margins=(10, 0, 0, 0)))
    inner = holder.layout()
    holder.show()
    narrow = made.iconSize().width()
    dressed("dark", 200)
    assert inner.spacing() == 16
    assert inner.contentsMargins().left() == 20
    assert made.iconSize().width() == 2 * narrow
    assert look().font().pixelSize() == 30


def test_no_colour_is_named_outside_the_themes() -> None:
    named = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\"|Qt\.GlobalColor\.(?!transparent)")
    found = [
        str(file)
        for file in resources.path("../desktop").rglob("*.py")
        if "printing" not in file.parts and named.search(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_icon_named_in_code_is_there() -> None:
    from desktop.actions import COMMANDS  # noqa: PLC0415 - only this test reads it

    for command in COMMANDS:
        if command.icon:
            assert resources.path(f"icons/{command.icon}.svg").is_file(), command.key


def test_tokens_are_complete() -> None:
    fields = set(Tokens.__dataclass_fields__) - {"name"}
    assert all(
        re.fullmatch(r"#[0-9A-F]{6}", getattr(tokens(n), f)) for n in THEMES for f in fields
    )


def test_english_is_written_with_narrow_quotation_marks(dressed) -> None:
    def widths() -> tuple[int, int]:
        metrics = QFontMetrics(QApplication.font())
        return metrics.horizontalAdvance("’"), metrics.horizontalAdvance("罗")

    mark, character = widths()
    assert mark == character
    language.use(Language.EN)
    look().follow_language()
    mark, character = widths()
    assert mark < character / 2
    language.use(Language.ZH)
    look().follow_language()
    assert widths() == (character, character)
