"""依据: the sentence a result rests on, and the source of each number in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from db.domain.policy import Parameter, clause_sentence
from db.fields.text import Text
from desktop.language import current, tr
from desktop.messages import ReadingBox, read_out

BASIS = Text("依据", "Basis")
"""What the button that opens it says."""

_NUMBER = Text("{label}：{number}。{source}", "{label}: {number}. {source}")


def basis_text(sentence: Text | None, sources: Sequence[Parameter]) -> str:
    """Return the sentence and, one a line, each number with where it comes from."""
    language = current()
    lines = [] if sentence is None else [sentence.to(language)]
    told: set[str] = set()
    for each in sources:
        if each.key not in told:
            told.add(each.key)
            number, source = each.words(language), clause_sentence(each, language)
            lines.append(tr(_NUMBER, label=each.label, number=number, source=source))
    return "\n".join(lines)


def show_basis(
    asker: QWidget, sentence: Text | None, sources: Sequence[Parameter]
) -> ReadingBox:
    """Open the basis in a box that can be read line by line."""
    return read_out(asker, BASIS, basis_text(sentence, sources))
