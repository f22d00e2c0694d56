"""What is shown of a document: its pages, its Braille or its player, by form."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from db.fields.codes import code_list
from db.fields.text import Text
from desktop.language import tr
from desktop.printing.rendering import AUDIO
from desktop.screens.frame.page import Desk
from desktop.screens.papers.aloud import Player
from desktop.screens.papers.braille_pane import BraillePane
from desktop.screens.papers.making import Preview
from desktop.screens.papers.pages_pane import PagesPane
from desktop.screens.papers.voices import Voices

_PAGES_READY = Text(
    "{form}，共 {pages} 页。页面旁边是同样内容的文字。",
    "{form}, {pages} pages. Beside the pages stand the same words as text.",
)
_BRAILLE_READY = Text(
    "{form}，共 {pages} 页、{lines} 行；{number} 处多音字，其中 {guessed} 处请核对。",
    "{form}, {pages} pages, {lines} lines; {number} characters have several readings, "
    "please check {guessed}.",
)
_AUDIO_READY = Text("{form}，共 {number} 章。", "{form}, {number} chapters.")


class Shown(QStackedWidget):
    """One pane for each way to take in a document; the player can stand in for any."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.pages = PagesPane()
        self.braille = BraillePane(desk)
        self.player = Player(desk)
        self._voices = Voices(self)
        self._own: QWidget = self.pages
        for pane in (self.pages, self.braille, self.player):
            self.addWidget(pane)

    @property
    def is_heard(self) -> bool:
        """Whether the player stands in front."""
        return self.currentWidget() is self.player

    @property
    def stands_in(self) -> bool:
        """Whether the player stands in for the pane of the form."""
        return self.is_heard and self._own is not self.player

    def fill(self, made: Preview, *, may_correct: bool) -> str:
        """Show a document in its own pane; return in words what there is to see.

        Args:
            made: The document.
            may_correct: Whether readings of Braille can be corrected.
        """
        self.player.stop()
        form = form_words(made.wanted.form)
        if made.braille is not None:
            self._turn_to(self.braille)
            self.braille.show_pages(made.braille, made.polyphones, may_correct=may_correct)
            counted = {
                "lines": self.braille.line_count,
                "number": self.braille.choice_count,
                "guessed": self.braille.guess_count,
            }
            return tr(_BRAILLE_READY, form=form, pages=made.pages, **counted)
        if made.wanted.form == AUDIO:
            self._turn_to(self.player)
            self._voices.look_for(made.wanted.language, self._desk.warn)
            number = self.player.show_document(made.document, made.wanted.settings.rate)
            return tr(_AUDIO_READY, form=form, number=number)
        self._turn_to(self.pages)
        self.pages.show_pages(made.pdf, made.words)
        return tr(_PAGES_READY, form=form, pages=made.pages)

    def read(self, made: Preview) -> None:
        """Read a document aloud from its beginning."""
        if self._own is self.player:
            self.player.play(0)
            return
        self.setCurrentWidget(self.player)
        self.player.read(made.document)

    def look(self) -> None:
        """Show again what the player stands in front of."""
        self.player.stop()
        self.setCurrentWidget(self._own)

    def first_focus(self) -> QWidget:
        """Return what is read by ear."""
        if self.is_heard:
            return self.player.first_focus()
        return self.pages.text if self._own is self.pages else self.braille.first_focus()

    def pane(self) -> QWidget:
        """Return the part F6 goes to; a picture of pages says nothing."""
        shown = self.currentWidget()
        return self.pages.text if shown is None or shown is self.pages else shown

    def _turn_to(self, pane: QWidget) -> None:
        self._own = pane
        self.setCurrentWidget(pane)


def form_words(form: str) -> str:
    """Return a form as it is said within a sentence."""
    return tr(code_list("document_forms").label(form))
