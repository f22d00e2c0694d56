"""The cards of the client page: each is one Tab stop that says all that is in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from db.fields.text import Text
from desktop.announce import set_role
from desktop.focus import into_view
from desktop.language import tr
from desktop.messages import read_out
from desktop.screens.clients.client_facts import (
    CASE,
    CONSENT,
    CONTACT,
    GRADUATE,
    HOUSEHOLD,
    CardText,
)
from desktop.theme.look import look, space
from desktop.theme.pieces import (
    button,
    chip,
    column,
    hide_children,
    label,
    rule,
    section,
    wraps,
)

_RIGHT = frozenset({HOUSEHOLD, GRADUATE, CASE, CONSENT, CONTACT})
_FOLD_WIDTH = 760
"""Below this many pixels at 100 % the cards stand in one column."""
_SPOKEN = Text("{title}：{content}。", "{title}: {content}.")
_BETWEEN = Text("；", "; ")


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a card.

    Attributes:
        said: What it says.
        then: What it does.
        spoken: What is heard instead, where the words alone do not say of what.
    """

    said: Text | str
    then: Callable[[], object]
    spoken: str = ""


class FactCard(QFrame):
    """A card that can be walked to: a listener hears all of it, F4 shows it line by line.

    Up and Down go to the card before and after; the buttons in it are Tab stops after it.
    """

    def __init__(self, text: CardText, acts: Sequence[Act]) -> None:
        super().__init__()
        # Orca says a panel's labels besides its description, and no description of a label:
        # so it is a label and all of it is its name, heard once.
        set_role(self, QAccessible.Role.StaticText)
        self.key, self._text = text.key, text
        self.setObjectName(f"card_{text.key}")
        self.setProperty("part", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.words)
        chips = [chip(said, tone) for said, tone in text.chips]
        parts: list[QWidget] = [wraps(section(text.title), *chips)]
        for line in text.lines:
            if line.is_apart:
                parts.append(rule())
            parts.append(label(line.words, line.part))
        self.buttons = [_button(act) for act in acts]
        if self.buttons:
            parts.append(wraps(*self.buttons))
        self.setLayout(column(*parts, gap=8, margins=(18, 14, 18, 16)))

    @property
    def words(self) -> str:
        """The heading and everything under it, as one sentence."""
        lines = [line.rstrip("。.") for line in self._text.content.split("\n")]
        return tr(_SPOKEN, title=self._text.title, content=tr(_BETWEEN).join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 shows the words; Up and Down walk from card to card."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        columns = self._columns()
        if event.key() == Qt.Key.Key_F4:
            read_out(self, self._text.title, self._text.content)
        elif event.key() in steps and columns is not None:
            columns.walk(self, steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _columns(self) -> "CardColumns | None":
        around = self.parentWidget()
        while around is not None and not isinstance(around, CardColumns):
            around = around.parentWidget()
        return around


class CardColumns(QWidget):
    """Two columns of cards, one when there is no room; Tab goes down one, then the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: QVBoxLayout = column(gap=14)
        self._right: QVBoxLayout = column(gap=14)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        space(self._across, 14, (0, 0, 0, 0))
        self._across.addLayout(self._left, 1)
        self._across.addLayout(self._right, 1)
        self.setLayout(self._across)
        self.cards: list[FactCard] = []
        look().changed.connect(self._fold)

    def show_cards(self, cards: Sequence[FactCard]) -> None:
        """Show other cards; the focus stays on the card of the same key."""
        focused = self._focused()
        for side in (self._left, self._right):
            hide_children(side)
        left = [card for card in cards if card.key not in _RIGHT]
        right = [card for card in cards if card.key in _RIGHT]
        self.cards = [*left, *right]
        for side, chosen in ((self._left, left), (self._right, right)):
            for card in chosen:
                side.addWidget(card)
                card.show()  # a layout shows it only later, and what is hidden takes no focus
            side.addStretch(1)
        if focused:
            self.go_to(focused)

    def go_to(self, key: str) -> None:
        """Move the focus to a card, or to the first when there is none of that key."""
        card = next((card for card in self.cards if card.key == key), None)
        if card is None and self.cards:
            card = self.cards[0]
        if card is not None:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def walk(self, card: FactCard, step: int) -> None:
        """Go to the card before or after; at an end nothing happens."""
        at = self.cards.index(card) + step
        if 0 <= at < len(self.cards):
            self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
            into_view(self.cards[at])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one column when there is no room for two."""
        super().resizeEvent(event)
        self._fold()

    def _focused(self) -> str:
        focused = self.window().focusWidget()
        return next(
            (c.key for c in self.cards if focused is c or c.isAncestorOf(focused or self)), ""
        )

    def _fold(self) -> None:
        below = look().folds or self.width() < look().px(_FOLD_WIDTH)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if below else across)


def _button(act: Act) -> QPushButton:
    made = button(act.said, act.then)
    if act.spoken:
        made.setAccessibleName(act.spoken)
    return made
