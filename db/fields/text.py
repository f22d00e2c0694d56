"""Words shown to people: always both languages, Chinese first."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language the program speaks. The value is its BCP 47 primary tag."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages, with the same ``{placeholders}`` in each.

    Two required arguments make a missing translation a type error, not a surprise.
    """

    zh: str
    en: str

    def to(self, language: Language, **values: object) -> str:
        """Return the message in ``language`` with its placeholders filled."""
        message = self.zh if language is Language.ZH else self.en
        if not values:
            return message
        return message.format(
            **{
                name: value.to(language) if isinstance(value, Text) else value
                for name, value in values.items()
            }
        )

    def filled(self, **values: object) -> "Text":
        """Return the message with its placeholders filled in both languages."""
        return Text(self.to(Language.ZH, **values), self.to(Language.EN, **values))


class Labelled(StrEnum):
    """An enumeration whose members carry their own label.

    The member's value is what is stored and exchanged, so it is never renamed.
    """

    label: Text

    def __new__(cls, value: str, label: Text) -> "Labelled":
        """Build a member from its stored value and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
