"""What is chosen of a document: kind, form, language, colours, Braille page, speed."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from db.fields.codes import code_list
from db.fields.text import Language, Text
from desktop.language import current, tr
from desktop.printing.rendering import AUDIO, FORMS, PRINT
from desktop.printing.summary_pdf import Colours
from desktop.screens.papers.choices import Choice, Option, on_the_line, side_by_side
from desktop.screens.papers.making import BRAILLE_FORMS, PAPER_FORMS, Wanted
from desktop.screens.papers.sources import Begun, Kind
from desktop.theme.pieces import button, column

_KIND, _FORM = Text("文书种类", "Kind of document"), Text("文书形式", "Form of document")
_LANGUAGE, _COLOURS = Text("语言", "Language"), Text("颜色", "Colours")
_WIDTH, _HEIGHT = Text("每行几方", "Cells a line"), Text("每页几行", "Lines a page")
_RATE = Text("语速", "Speed")
_NOT_NOW = Text("{kind}（现在不能做）", "{kind} (not possible now)")
_PREFER = Text("以后都用这种形式", "Always use this form")
_CHINESE, _ENGLISH = Text("中文", "Chinese"), Text("英文", "English")
_RATES = (
    (120, Text("慢", "Slow")),
    (150, Text("较慢", "Rather slow")),
    (180, Text("平常", "Usual")),
    (220, Text("较快", "Rather fast")),
    (260, Text("快", "Fast")),
)
WIDTHS, HEIGHTS = range(20, 61), range(10, 41)
"""Cells and lines of the embossers and displays in use; the usual page is 40 by 25."""


class How(QWidget):
    """The choices above a preview; those that mean nothing for a form are not shown."""

    def __init__(self, chosen: Callable[[], object], prefer: Callable[[], object]) -> None:
        """Make them, empty.

        Args:
            chosen: Called when something else is chosen.
            prefer: Called when the form chosen is to be remembered.
        """
        super().__init__()
        self.kind = Choice("kind", _KIND, lambda: self._on_kind(chosen))
        self.form = Choice("form", _FORM, lambda: self._on_form(chosen))
        self.language = Choice("document_language", _LANGUAGE, chosen)
        self.colours = Choice("colours", _COLOURS, chosen)
        self.width_choice = Choice("braille_width", _WIDTH, chosen)
        self.height_choice = Choice("braille_height", _HEIGHT, chosen)
        self.rate = Choice("rate", _RATE, chosen)
        self.prefer_button = button(_PREFER, prefer, icon="check", name="prefer")
        self._prefer = on_the_line(self.prefer_button)
        row = side_by_side(
            self.kind, self.form, self._prefer, self.language, self.colours,
            self.width_choice, self.height_choice, self.rate,
        )  # fmt: skip
        self.setLayout(column(row, gap=0))
        self._begun: Begun | None = None
        self._for_client = True
        self.hide()

    def begin(self, begun: Begun) -> None:
        """Offer what there is to choose from; a filed document leaves no choice."""
        self._begun = begun
        settings = begun.settings
        self.kind.offer([_kind(kind) for kind in begun.kinds], begun.kind)
        self._for_client = self.chosen_kind().for_client
        self.form.offer(_codes("document_forms", FORMS), begun.form)
        tongues = [(str(Language.ZH), tr(_CHINESE)), (str(Language.EN), tr(_ENGLISH))]
        self.language.offer(tongues, str(begun.language or current()))
        every = [(str(colours), tr(colours.label)) for colours in Colours]
        self.colours.offer(every, str(settings.colours))
        self.width_choice.offer([(str(n), str(n)) for n in WIDTHS], str(settings.braille_width))
        lines = [(str(n), str(n)) for n in HEIGHTS]
        self.height_choice.offer(lines, str(settings.braille_height))
        rates = [(str(rate), tr(said)) for rate, said in _RATES]
        self.rate.offer(rates, str(_nearest(settings.rate)))
        self.kind.setVisible(len(begun.kinds) > 1)
        self.language.setVisible(begun.language is None)
        self._show_fitting()
        self.setVisible(begun.issued is None)

    def wanted(self) -> Wanted:
        """Return what is chosen now."""
        begun = self._begun
        assert begun is not None  # noqa: S101 - ``begin`` comes first
        if begun.issued is not None:
            return Wanted(
                kind=begun.kind, form=begun.form,
                language=begun.language or current(), settings=begun.settings,
            )  # fmt: skip
        settings = replace(
            begun.settings,
            braille_width=int(self.width_choice.value),
            braille_height=int(self.height_choice.value),
            colours=Colours(self.colours.value),
            rate=int(self.rate.value),
        )
        return Wanted(
            kind=self.kind.value, form=self.form.value,
            language=Language(self.language.value), settings=settings,
        )  # fmt: skip

    def offer_to_prefer(self, offered: bool) -> None:
        """Offer to remember the form chosen as the one the client reads, or no longer."""
        if not offered and self.prefer_button.hasFocus():
            self.form.combo.setFocus()
        self._prefer.setVisible(offered)

    def chosen_kind(self) -> Kind:
        """Return the kind that is chosen now."""
        begun = self._begun
        assert begun is not None  # noqa: S101 - ``begin`` comes first
        return next(kind for kind in begun.kinds if kind.code == self.kind.value)

    def _on_kind(self, chosen: Callable[[], object]) -> None:
        """Propose the form of whoever reads such a document, where readers change."""
        begun, kind = self._begun, self.chosen_kind()
        if begun is not None and kind.for_client != self._for_client:
            self._for_client = kind.for_client
            self.form.take((begun.preferred if kind.for_client else "") or PRINT)
            self._show_fitting()
        chosen()

    def _on_form(self, chosen: Callable[[], object]) -> None:
        self._show_fitting()
        chosen()

    def _show_fitting(self) -> None:
        form = self.form.value
        self.colours.setVisible(form in PAPER_FORMS)
        for choice in (self.width_choice, self.height_choice):
            choice.setVisible(form in BRAILLE_FORMS)
        self.rate.setVisible(form == AUDIO)


def _kind(kind: Kind) -> Option:
    said = tr(code_list("document_kinds").label(kind.code))
    return kind.code, said if kind.why_not is None else tr(_NOT_NOW, kind=said)


def _codes(codes: str, order: tuple[str, ...]) -> list[Option]:
    return [(code, tr(code_list(codes).label(code))) for code in order]


def _nearest(rate: int) -> int:
    return min((offered for offered, _said in _RATES), key=lambda offered: abs(offered - rate))
