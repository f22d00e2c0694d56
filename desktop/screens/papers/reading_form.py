"""One word of the readings: how it is written, how it is read."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from db.domain.journal.change import Receipt
from db.domain.papers.pronunciation import Pronunciation
from db.fields.text import Text
from db.ports import Store
from db.usecases.pronunciations import remember_reading
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.screens.frame.late_form import LateFormPage, as_id
from desktop.screens.frame.page import Desk

_TITLE = Text("一个词的读音", "The reading of a word")
_TITLE_OF = Text("“{written}”的读音", "The reading of “{written}”")


class ReadingFormPage(LateFormPage):
    """Add or correct a word of the readings."""

    save_label: ClassVar[Text] = Text("记住读音", "Remember the reading")
    saved: ClassVar[Text] = Text("读音已记住。", "The reading is remembered.")
    removable: ClassVar[tuple[str, type[Any]] | None] = ("reading_id", Pronunciation)
    help_name: ClassVar[str] = "summary"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._before: Pronunciation | None = None

    def open(self, **args: object) -> None:
        """Ask for a word, or correct the one of ``reading_id``.

        ``written`` and ``pinyin`` are what is filled in for a new one.
        """
        reading_id = as_id(args.get("reading_id"))

        def read(store: Store) -> Pronunciation | None:
            if reading_id is None:
                return None
            with store.reading() as reading:
                return reading[Pronunciation].get(reading_id)

        given = {name: str(args.get(name) or "") for name in ("written", "pinyin")}
        self.read_then(read, partial(self._ask, given))

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what remembers the reading."""
        written = self._before.written if self._before is not None else values["written"]
        return partial(remember_reading, written=written, pinyin=values["pinyin"])

    def _ask(self, given: Mapping[str, str], before: Pronunciation | None) -> None:
        self._before = before
        if before is None:
            self.set_form(RecordForm(Pronunciation, values=dict(given)))
            return
        # Another word is another entry: add it, and delete this one.
        self.set_heading(tr(_TITLE_OF, written=before.written))
        self.set_form(RecordForm(Pronunciation, only=("pinyin",), values=before))
