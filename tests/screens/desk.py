"""A desk that remembers what a page asked of it."""

from typing import Any

from desktop.screens.frame.page import Desk


class FakeDesk:
    """Stands in for the window; ``gone``, ``said``, ``warned`` and ``offered`` tell."""

    def __init__(self, operations: Any, settings: Any = None) -> None:
        self.operations, self.settings = operations, settings
        self.gone: list[tuple[str, dict[str, object]]] = []
        self.said: list[Any] = []
        self.warned: list[Any] = []
        self.offered: list[Any] = []
        self.backs = 0

    def go(self, place: str, **args: object) -> None:
        self.gone.append((place, args))

    def back(self) -> None:
        self.backs += 1

    def say(self, said: Any) -> None:
        self.said.append(said)

    def warn(self, said: Any) -> None:
        self.warned.append(said)

    def offer(self, said: Any, act: Any, then: Any) -> None:
        self.offered.append((said, act, then))


def as_desk(desk: FakeDesk) -> Desk:
    """Say that it is one, for the type checker."""
    return desk
