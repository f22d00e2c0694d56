"""One cell: its plain words, and what reading it gave."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from db.domain.rosters.roster import CellValue, RemarkKind, RosterLead
from db.fields.field import Value
from db.fields.text import Text

_QUOTES: Final = "'‘’＇`"
_CONTROLS: Final = {code: None for code in range(32) if chr(code) not in "\t\n\r"} | {
    0x7F: None,
    0xFEFF: None,
    0x200B: None,
}
"""Signs nobody sees and no sheet may hold: control characters and marks without width."""
_SIGNS_FOR_NOTHING: Final = frozenset({"--", "——", "N/A", "n/a", *"/\\-—／＼－.。*?？"})
_WORDS_FOR_NOTHING: Final = frozenset(
    {
        "无",
        "没有",
        "暂无",
        "空",
        "不详",
        "不明",
        "未知",
        "不清楚",
        "未填",
        "null",
        "none",
        "nan",
    }
)


@dataclass(slots=True, kw_only=True)
class CellReading:
    """What one cell gave: values by target, lines for remarks, and what must be said."""

    values: dict[str, Value] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[tuple[RemarkKind, Text]] = field(default_factory=list)
    lead: RosterLead | None = None
    problem: Text | None = None
    age: int | None = None

    def infer(self, text: Text, **values: object) -> None:
        """Say what was worked out."""
        self.remarks.append((RemarkKind.INFERRED, text.filled(**values)))

    def check(self, text: Text, **values: object) -> None:
        """Ask for a look at it."""
        self.remarks.append((RemarkKind.CHECK, text.filled(**values)))

    def note(self, target: str, heading: str, words: str) -> None:
        """Keep words that no field holds, with the heading they stood under."""
        line = f"{heading}：{words}" if heading else words
        self.words.setdefault(target, []).append(line)

    def copy(self) -> "CellReading":
        """Return a reading that can be added to without changing this one."""
        return CellReading(
            values=dict(self.values),
            words={target: list(lines) for target, lines in self.words.items()},
            remarks=list(self.remarks),
            lead=self.lead,
            problem=self.problem,
            age=self.age,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPlace:
    """What a reader must know about the column a cell stands in."""

    target: str
    heading: str
    scale: float = 1.0


def clean_text(text: str) -> str | None:
    """Return a text cell without signs nobody sees, or ``None`` when nothing is left."""
    clean = text if text.isprintable() else text.translate(_CONTROLS)
    return clean if clean.strip() else None


def words_of(value: CellValue) -> str:
    """Return a cell's words: NFC, without the apostrophe that makes a number text."""
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case float():
            return f"{value:.10g}"
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case _:
            text = unicodedata.normalize("NFC", value).strip("\u3000\xa0 \t\r\n")
            return text.lstrip(_QUOTES).strip()


def narrow(text: str) -> str:
    """Return text with full-width letters and signs made narrow, without any blank."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def says_nothing(text: str) -> bool:
    """Tell whether a cell only shows that there is nothing to write: ``/``, ``—``."""
    return not text or text in _SIGNS_FOR_NOTHING


def means_nothing(text: str) -> bool:
    """Tell whether a word stands for nothing unless a list gives it a meaning: 无, 不详."""
    return says_nothing(text) or text.casefold() in _WORDS_FOR_NOTHING
