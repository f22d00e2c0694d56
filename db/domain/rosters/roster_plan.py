"""What importing a roster would do: shown before anything is written, then written as shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db.domain.ids import ClientId
from db.domain.rosters.roster import (
    ColumnGuess,
    Remark,
    RosterProblem,
    SkippedRow,
    target_field,
    target_label,
)
from db.fields.field import Value
from db.fields.showing import show
from db.fields.text import Labelled, Language, Text


class Policy(Labelled):
    """What a column does to people who are in the record already."""

    KEEP = "keep", Text("保留档案", "Keep the record")
    FILL = "fill", Text("只补空白", "Fill blanks only")
    REPLACE = "replace", Text("用名单替换", "Replace by the roster")


class Decision(Labelled):
    """How a person answers when a row cannot be matched without asking."""

    THIS = "this", Text("就是这个人", "This person")
    NEW = "new", Text("是新的人", "A new person")
    LEAVE_OUT = "leave_out", Text("这一行不导入", "Leave this row out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A decision about one row; ``client_id`` says who, when it is ``THIS``."""

    decision: Decision
    client_id: ClientId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody in the record whom a row may mean."""

    client_id: ClientId
    shown: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something only a person can decide; until then the row is left out."""

    row: int
    cell: str
    name: str
    why: Text
    candidates: tuple[Candidate, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """One value of one person that the import would change."""

    row: int
    person: str
    target: str
    old: Value
    new: Value

    def label(self) -> Text:
        """Return the name of the field."""
        return target_label(self.target)

    def shown(self, language: Language) -> tuple[str, str]:
        """Return the old and the new value in words; a blank old value is an empty text."""
        field = target_field(self.target)
        if field is None:
            return str(self.old or ""), str(self.new or "")
        return show(field, self.old, language), show(field, self.new, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One record before (``None`` when new) and after."""

    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would do. Nothing has been written.

    Attributes:
        rows: Rows that are people; each is counted once below.
        created: Rows that register someone new (a client, or a member of a household).
        updated: Rows that change someone who is in the record.
        unchanged: Rows that say nothing new.
        merged: Rows that repeat a person of an earlier row of the same file.
        refused: Rows with a problem; nothing of them is taken over.
        left_out: Rows that wait for an answer, or that the person left out.
        persons: People the writes register or change, for the name of the action.
    """

    file_name: str
    sheet: str
    fingerprint: str
    columns: tuple[ColumnGuess, ...]
    rows: int
    created: int
    updated: int
    unchanged: int
    merged: int
    refused: int
    left_out: int
    persons: int
    problems: tuple[RosterProblem, ...]
    remarks: tuple[Remark, ...]
    questions: tuple[Question, ...]
    changes: tuple[PlannedChange, ...]
    writes: tuple[Write, ...]
    skipped: tuple[SkippedRow, ...]
    said: tuple[Text, ...]

    def changes_anything(self) -> bool:
        """Tell whether applying the plan would write anything."""
        return bool(self.writes)

    def as_counts(self) -> Mapping[str, int]:
        """Return the counts by name, for the receipt and the command line."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "merged": self.merged,
            "refused": self.refused,
            "left_out": self.left_out,
        }
