"""One plain sentence for one fact, and the picture beside it."""

from dataclasses import dataclass

from db.fields.text import Text


@dataclass(frozen=True, slots=True)
class Said:
    """How one fact is said to the person it is about.

    Attributes:
        text: The sentence, with ``{value}`` where the fact stands. One whose value may be
            several sentences has a colon before it: they then follow on lines of their own.
        picture: A pictogram of ``resources/pictograms``.
    """

    text: Text
    picture: str


@dataclass(frozen=True, slots=True)
class Titled:
    """How a section is headed in plain words, and the picture of what has none of its own."""

    text: Text
    picture: str
