"""The pages that have been made, one on top of the other."""

from PySide6.QtWidgets import QStackedWidget

from desktop.screens.frame.page import Desk, Page, Place


class Shelf(QStackedWidget):
    """Makes pages when they are first gone to, and forgets them when told to."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[str, Page] = {}

    @property
    def shown(self) -> Page | None:
        """The page on top."""
        page = self.currentWidget()
        return page if isinstance(page, Page) else None

    def holds(self, key: str) -> bool:
        """Say whether the page of a place has been made."""
        return key in self._pages

    def fetch(self, place: Place, desk: Desk, *, anew: bool) -> Page:
        """Return a place's page, made if it is not there yet or is wanted anew."""
        if anew:
            self.drop(place.key)
        if place.key not in self._pages:
            page = self._pages[place.key] = place.make(desk)
            self.addWidget(page)
        return self._pages[place.key]

    def drop(self, key: str) -> None:
        """Forget a place's page; nothing happens when there is none."""
        page = self._pages.pop(key, None)
        if page is not None:
            self.removeWidget(page)
            page.deleteLater()

    def clear(self) -> None:
        """Forget all pages."""
        for key in tuple(self._pages):
            self.drop(key)
