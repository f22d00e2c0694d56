"""Things that go wrong and that a person can put right."""

from db.fields.text import Language, Text


class Problem(Exception):  # noqa: N818 - it is shown to people as a problem, not an error
    """Something the user can act on.

    Anything raised that is not a ``Problem`` is a bug in Yiyi and is reported as one.

    Attributes:
        text: What happened and what to do next, in both languages.
        field: Name of the field to put right, or ``None`` when it is not about one field.
        values: Fillings of the placeholders; a ``Text`` is shown in the reader's language.
    """

    def __init__(self, text: Text, *, field: str | None = None, **values: object) -> None:
        super().__init__(text.en)
        self.text = text
        self.field = field
        self.values = values

    def message(self, language: Language) -> str:
        """Return the sentence to show and to speak."""
        return self.text.to(language, **self.values)


class InvalidFieldsError(Exception):
    """One or more typed values could not be read; carries a ``Problem`` for each."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} invalid field(s)")
        self.problems = problems


class Cancelled(Exception):  # noqa: N818 - the user stopped it; nothing was wrong
    """The user stopped a long job; nothing it did is kept."""
