"""The list of all shortcuts, as text that can be walked through."""

from collections.abc import Iterable

from PySide6.QtGui import QKeySequence

from db.fields.text import Text
from desktop.actions import COMMANDS, PAGE_KEYS
from desktop.language import tr
from desktop.screens.frame.page import Place

KEYS = Text("快捷键一览", "Keyboard shortcuts")
_LINE = Text("{label}：{keys}", "{label}: {keys}")


def keys_shown(shortcut: str) -> str:
    """Return a shortcut as people write it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def key_list(places: Iterable[Place]) -> str:
    """Return a line for each place, command and key of a page that has a shortcut."""
    pairs = [(place.label, place.shortcut) for place in places]
    pairs += [(command.label, command.shortcut) for command in COMMANDS]
    pairs += [(said, keys) for keys, said in PAGE_KEYS]
    return "\n".join(
        tr(_LINE, label=said, keys=keys_shown(keys)) for said, keys in pairs if keys
    )
