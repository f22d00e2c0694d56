"""The style sheet, made from a theme's tokens and the zoom factor. No colour is named here."""

from desktop.theme.tokens import Tokens

TEXT_PX = 15
"""Height of ordinary text at 100 %."""
PADDING_GROWS_TO = 2.0
"""Zoom from which the room around things no longer grows with them."""


def style_sheet(tokens: Tokens, zoom: float) -> str:
    """Return the style sheet of a theme at ``zoom`` (1 is 100 %).

    When ``tokens`` are the system's own, no colour is set at all: a person who chose a
    high-contrast system theme has already decided.
    """
    sizes = _SIZES
    rules = sizes if not tokens.name else sizes + _SHAPES
    return _filled(rules, tokens, zoom)


def _filled(rules: str, tokens: Tokens, zoom: float) -> str:
    """Put colours for ``@name`` and zoomed pixels for ``12px``."""
    words = []
    for word in rules.split(" "):
        ending = ";" if word.endswith(";") else ""
        plain = word.removesuffix(";")
        if plain.startswith("@"):
            words.append(getattr(tokens, plain[1:]) + ending)
        elif plain[-1:] in ("u", "g") and plain[:-1].isdigit():
            grown = zoom if plain.endswith("u") else min(zoom, PADDING_GROWS_TO)
            words.append(f"{round(int(plain[:-1]) * grown)}px{ending}")
        else:
            words.append(word)
    return " ".join(words).replace("themes:", f"themes:{tokens.name}/")


# Sizes are written as ``12u``, so many pixels at 100 %, and as ``12g`` for
# padding, which stops growing at 200 % so that the frame leaves room for the page.
_SIZES = """
* { font-size: 15u; }
QLabel[part="title"] { font-size: 26u; font-weight: 700; }
QLabel[part="section"] { font-size: 18u; font-weight: 700; }
QLabel[part="name"] { font-size: 16u; font-weight: 700; }
QLabel[part="label"] { font-weight: 700; }
QLabel[part="mark"] { font-size: 28u; font-weight: 700; }
QPushButton, QToolButton { min-height: 24g; }
QPushButton[part="primary"] { font-weight: 700; }
QLineEdit, QComboBox { min-height: 26g; }
QCheckBox, QRadioButton { min-height: 32g; spacing: 10g; }
QCheckBox::indicator, QRadioButton::indicator { width: 20u; height: 20u; }
QMenu::item, QListView::item { min-height: 32g; }
"""

_SHAPES = """
* { color: @ink; }
QMainWindow, QDialog, QWidget[part="page"], QScrollArea, QScrollArea > QWidget > QWidget { background: @paper; }
QWidget[part="paper"] { background: @paper; }
QScrollArea { border: none; }
QToolTip { background: @surface; color: @ink; border: 1px solid @line; padding: 6g; }
QLabel, QCheckBox, QRadioButton, QGroupBox { background: transparent; }
QLabel[part="mark"] { color: @accent; }
QLabel[part="soft"] { color: @soft; }
QLabel[part="trouble"] { color: @late; font-weight: 700; }
QLabel[chip="late"] { color: @late; background: @late_tint; border: 1px solid @late; border-radius: 6u; padding: 2g 8g; font-weight: 700; }
QLabel[chip="due"] { color: @due; background: @due_tint; border: 1px solid @due; border-radius: 6u; padding: 2g 8g; font-weight: 700; }
QLabel[chip="good"] { color: @good; background: @good_tint; border: 1px solid @good; border-radius: 6u; padding: 2g 8g; font-weight: 700; }
QLabel[chip="plain"] { color: @soft; background: @surface; border: 1px solid @line; border-radius: 6u; padding: 2g 8g; font-weight: 700; }
QFrame[part="card"] { background: @surface; border: 1px solid @hair; border-radius: 12u; }
QFrame[part="rule"] { background: @hair; max-height: 1px; min-height: 1px; border: none; }
QFrame[part="nav"], QWidget[part="nav"] { background: @sunken; border: none; }
Navigation { border-right: 1px solid @hair; }
QFrame[part="bar"] { background: @surface; border: none; border-top: 1px solid @hair; }
QFrame[part="message"] { background: @surface; border: 1px solid @line; border-radius: 8u; }
QFrame[part="message"][tone="late"] { background: @late_tint; border: 1px solid @late; }
QFrame[part="message"][tone="good"] { background: @good_tint; border: 1px solid @good; }
QPushButton, QToolButton { background: @surface; color: @accent; border: 1px solid @line; border-radius: 8u; padding: 7g 14g; }
QPushButton:hover, QToolButton:hover { background: @tint; }
QPushButton:pressed, QToolButton:pressed { border: 1px solid @accent; }
QPushButton:disabled, QToolButton:disabled { color: @soft; border: 1px dashed @line; }
QPushButton[part="primary"] { background: @accent; color: @on_accent; border: 1px solid @accent; padding: 8g 18g; }
QPushButton[part="primary"]:hover { background: @accent; border: 1px solid @ink; }
QPushButton[part="primary"]:disabled { background: @surface; color: @soft; border: 1px dashed @line; }
QPushButton[part="quiet"] { background: transparent; border: 1px solid transparent; padding: 7g 10g; text-align: left; text-decoration: underline; }
QPushButton[part="quiet"]:hover { border: 1px solid @line; }
QPushButton[part="place"] { text-align: left; padding: 9g 12g; color: @ink; border: 1px solid transparent; border-left: 4u solid transparent; background: transparent; }
QPushButton[part="place"]:hover { background: @tint; border: 1px solid @line; border-left: 4u solid transparent; }
QPushButton[part="place"][here="true"] { background: @tint; color: @accent; font-weight: 700; border-left: 4u solid @accent; }
QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QComboBox { background: @surface; color: @ink; border: 1px solid @line; border-radius: 8u; padding: 6g 11g; selection-background-color: @accent; selection-color: @on_accent; placeholder-text-color: @soft; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid @late; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: @paper; }
QComboBox::drop-down { border: none; width: 36u; }
QComboBox::down-arrow { image: url("themes:chevron-down.svg"); width: 18u; height: 18u; }
QComboBox QAbstractItemView { background: @surface; color: @ink; border: 1px solid @line; outline: none; selection-background-color: @accent; selection-color: @on_accent; }
QCheckBox::indicator, QRadioButton::indicator { border: 2px solid @line; background: @surface; }
QCheckBox::indicator { border-radius: 5u; }
QRadioButton::indicator { border-radius: 12u; }
QCheckBox::indicator:checked { background: @accent; border: 2px solid @accent; image: url("themes:check.svg"); }
QRadioButton::indicator:checked { background: @accent; border: 2px solid @accent; image: url("themes:dot.svg"); }
QGroupBox { border: none; margin: 0; padding: 0; }
QGroupBox::title { width: 0; height: 0; }
QProgressBar { background: @sunken; border: 1px solid @line; border-radius: 5u; max-height: 10u; min-height: 10g; }
QProgressBar::chunk { background: @accent; border-radius: 4u; }
QTableView, QListView { background: @surface; color: @ink; border: 1px solid @hair; border-radius: 10u; outline: none; selection-background-color: @chosen; selection-color: @on_chosen; gridline-color: @hair; }
QTableView[part="work"] { background: transparent; border: none; selection-background-color: transparent; }
QTableView::item { border-bottom: 1px solid @hair; padding: 0 10g; }
QTableView::item:selected { background: @chosen; color: @on_chosen; }
QTableView[part="work"]::item, QTableView[part="work"]::item:selected { border: none; padding: 0; background: transparent; }
QHeaderView { background: @sunken; border: none; }
QHeaderView::section { background: @sunken; color: @ink; font-weight: 700; border: none; border-bottom: 1px solid @line; padding: 8g 10g; }
QHeaderView::up-arrow { image: url("themes:chevron-up.svg"); width: 16u; height: 16u; }
QHeaderView::down-arrow { image: url("themes:chevron-down.svg"); width: 16u; height: 16u; }
QTableCornerButton::section { background: @sunken; border: none; }
QTabBar::tab { background: transparent; color: @soft; border: none; border-bottom: 3u solid transparent; padding: 8g 14g; }
QTabBar::tab:selected { color: @accent; font-weight: 700; border-bottom: 3u solid @accent; }
QTabWidget::pane { border: none; border-top: 1px solid @hair; }
QMenuBar { background: @sunken; color: @ink; border-bottom: 1px solid @hair; }
QMenuBar::item { background: transparent; padding: 5g 10g; }
QMenuBar::item:selected { background: @accent; color: @on_accent; }
QMenu { background: @surface; color: @ink; border: 1px solid @line; padding: 6g; }
QMenu::item { padding: 5g 26g 5g 14g; border-radius: 6u; }
QMenu::item:selected { background: @accent; color: @on_accent; }
QMenu::item:disabled { color: @soft; }
QMenu::separator { height: 1px; background: @hair; margin: 6g; }
QMenu::icon { padding-left: 8g; }
QScrollBar:vertical { background: transparent; width: 14u; margin: 2g; }
QScrollBar:horizontal { background: transparent; height: 14u; margin: 2g; }
QScrollBar::handle { background: @line; border-radius: 5u; min-height: 32g; min-width: 32u; }
QScrollBar::handle:hover { background: @accent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @hair; }
"""  # noqa: E501 - a rule a line reads better than a wrapped one
