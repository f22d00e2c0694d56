"""What stands above every page: search, commands, lock, and the places when they are folded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from db.fields.text import Text
from desktop.language import tr
from desktop.theme.look import look, size
from desktop.theme.pieces import button, row

_FIND = Text(
    "找人：姓名、拼音、首字母、证号、电话后四位、村", "Find a person: name, number, village"
)
_FIND_NAME = Text("找人", "Find a person")
_PALETTE = Text("命令　Ctrl+K", "Commands  Ctrl+K")
_PALETTE_NAME = Text("命令", "Commands")
_LOCK = Text("锁定", "Lock")
_MENU = Text("去哪里", "Go to")
_BUTTONS_TO = 2.5
"""With larger text the room goes to the page; what the buttons do is in the menus as well."""


class TopBar(QWidget):
    """The search field and its buttons; that of places is there when they are folded."""

    palette_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setObjectName("find")
        self.search.setPlaceholderText(tr(_FIND))
        self.search.setAccessibleName(tr(_FIND_NAME))
        self.search.setAccessibleDescription(tr(_FIND))
        size(self.search, min_height=42)
        self.places = button(_MENU, icon="menu", name="nav_menu")
        self._palette = button(
            _PALETTE, self.palette_wanted.emit, icon="command", name="palette"
        )
        self._palette.setAccessibleName(tr(_PALETTE_NAME))
        self._lock = button(_LOCK, self.lock_wanted.emit, icon="lock", name="lock")
        inner = row(
            self.places, self.search, self._palette, self._lock, gap=10, margins=(24, 14, 24, 8)
        )
        inner.setStretch(1, 1)
        self.setLayout(inner)

    def fold(self, *, folded: bool) -> None:
        """Make room, or take it back."""
        self.places.setVisible(folded)
        self._palette.setText(tr(_PALETTE_NAME if folded else _PALETTE))
        for made in (self._palette, self._lock):
            made.setVisible(look().zoom <= _BUTTONS_TO)
