"""What goes into a batch of documents, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from db.domain.ids import ClientId
from db.domain.papers.document import Document
from db.fields.text import Language, Text

REPORT_NAME = Text("没有做成的.txt", "Not made.txt")
_REPORT_HEAD = Text(
    "{count} 份没有做成。改好以后，可以只给这些人再做。",
    "{count} documents were not made. Once put right, they can be made for these people alone.",
)
_REPORT_LINE = Text("第 {number} 位　{name}：{why}", "Number {number}, {name}: {why}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Somebody a document is made for."""

    client_id: ClientId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What somebody's document says, and the form she gets it in."""

    document: Document
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A document that was made, to be filed."""

    wanted: Wanted
    content: Content
    file_hash: str
    made_with: str


class Source(Protocol):
    """Where contents come from, and where documents that were made are filed."""

    def content(self, wanted: Wanted) -> Content:
        """Return what the document of one person says. Raises ``Problem`` when it cannot."""

    def file(self, finished: Sequence[Finished]) -> int:
        """File documents with their cases, as one action; return how many.

        Raises:
            Problem: None of them could be filed.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class NotMade:
    """Somebody whose document was not made, and why; ``number`` is her place on the list."""

    number: int
    wanted: Wanted
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a person should know before giving a document away."""

    name: str
    said: Text


@dataclass(slots=True, kw_only=True)
class BatchResult:
    """What came of a batch.

    Attributes:
        wanted: How many people were on the list.
        made: How many documents were made.
        filed: How many of them were filed with their cases.
        volumes: The PDFs that hold several documents.
        beside: How many documents have a file of their own beside the volumes.
        not_made: Who has none, and why.
        remarks: What to know of those that were made.
        report: The text file that lists ``not_made``.
        is_stopped: Whether the person stopped it; what was made by then stays.
        ended_by: Why it ended early, when the folder or the disk refused.
        not_filed: Why documents could not be filed.
    """

    folder: Path
    wanted: int
    made: int = 0
    filed: int = 0
    volumes: list[Path] = field(default_factory=list)
    beside: int = 0
    not_made: list[NotMade] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    report: Path | None = None
    is_stopped: bool = False
    ended_by: Text | None = None
    not_filed: Text | None = None

    @property
    def is_whole(self) -> bool:
        """Whether everybody got a document, and none was refused when it was filed."""
        return self.made == self.wanted and self.not_filed is None


def report_of(not_made: Sequence[NotMade], language: Language) -> bytes:
    """Return the text file that names everybody who has no document, and why."""
    lines = [_REPORT_HEAD.to(language, count=len(not_made))]
    lines += [
        _REPORT_LINE.to(language, number=one.number, name=one.wanted.name, why=one.why)
        for one in not_made
    ]
    # With a mark at its beginning, or the editor of older Windows guesses wrongly.
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")
