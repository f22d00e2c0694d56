"""What tests of the kit share: a store in memory that knows drafts, and a dressed window."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from db.domain.journal.change import Action, NamedAction, Receipt
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Draft

NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


class DraftStore:
    """As much of an open record as the kit itself uses."""

    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}
        self.done: list[str] = []
        self.undone: list[str] = []

    def now(self) -> datetime:
        return NOW

    def save_draft(self, key: str, subject: str, values: Mapping[str, str]) -> None:
        self.kept[key] = Draft(key, subject, dict(values), NOW)

    def drafts(self) -> list[Draft]:
        return list(self.kept.values())

    def discard_draft(self, key: str) -> None:
        self.kept.pop(key, None)

    def undoable(self) -> NamedAction | None:
        return NamedAction(Action.WRITE_NOTE, self.done[-1], NOW) if self.done else None

    def redoable(self) -> NamedAction | None:
        return NamedAction(Action.WRITE_NOTE, self.undone[-1], NOW) if self.undone else None

    def undo(self) -> Receipt:
        self.undone.append(self.done.pop())
        return Receipt(Action.UNDO, self.undone[-1], ())


def write_note(store: Any, *, subject: str) -> Receipt:
    """Stand in for a use case."""
    store.done.append(subject)
    return Receipt(Action.WRITE_NOTE, subject, ())


def refuse(_store: Any) -> Receipt:
    """Stand in for a use case that meets a rule."""
    raise Problem(
        Text("磁盘满了。请腾出空间再试。", "The disk is full. Make room and try again.")
    )


def break_down(_store: Any) -> Receipt:
    """Stand in for a use case with a bug."""
    raise ZeroDivisionError
