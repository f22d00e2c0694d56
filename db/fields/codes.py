"""Code lists: the values a record may hold, with their names in both languages.

A list is one CSV file in ``resources/codes``. Its first line names the standard or origin, the
date, how sure we are (A found source, B own knowledge, C our design) and ``official`` or
``own``. Codes are stored and exchanged, so a code is never renamed or used again.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import resources
from db.fields.text import Text

_COLUMNS = ("code", "zh", "en", "synonyms", "official_code", "note")
_LIST_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TITLE = "# title:"
_ENDING = "# ending:"
_UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """One row of a code list.

    Attributes:
        code: What is stored.
        label: Its name in both languages.
        synonyms: Other ways people write it; shown nowhere.
        official: The code in the standard the list's source names, ``None`` when there is none.
        extra: Further columns of the file by heading, as written; blank cells are ``""``.
    """

    code: str
    label: Text
    synonyms: tuple[str, ...] = ()
    official: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)

    def flag(self, column: str) -> bool:
        """Say whether the yes-or-no ``column`` of this row holds 1."""
        return self.extra[column] == "1"


@dataclass(frozen=True, slots=True)
class CodeList:
    """The values of one field, in the order in which they are offered."""

    name: str
    title: Text
    source: str
    entries: tuple[CodeEntry, ...]
    _by_code: Mapping[str, CodeEntry] = field(repr=False, compare=False)
    _by_term: Mapping[str, CodeEntry | None] = field(repr=False, compare=False)

    @property
    def is_official(self) -> bool:
        """Whether the codes are those of a public standard and may be shown as such."""
        return self.source.endswith("official")

    @property
    def ambiguous_terms(self) -> tuple[str, ...]:
        """Words that stand for more than one entry; ``match`` never answers them."""
        return tuple(term for term, entry in self._by_term.items() if entry is None)

    def find(self, code: str) -> CodeEntry | None:
        """Return the entry with exactly this stored ``code``."""
        return self._by_code.get(code)

    def match(self, text: str) -> CodeEntry | None:
        """Return the entry a person means by ``text``, or ``None``.

        A code, a name in either language or a synonym is understood, whatever its width, case
        and blanks. A word that two entries share is not guessed at.
        """
        return self._by_code.get(text.strip()) or self._by_term.get(term_of(text))

    def label(self, code: str) -> Text:
        """Return the name of a stored ``code``.

        A code from a newer version of Yiyi is its own name: it is shown, never lost.
        """
        entry = self._by_code.get(code)
        return entry.label if entry is not None else Text(code, code)

    def __contains__(self, code: object) -> bool:
        """Say whether ``code`` is stored under this list."""
        return code in self._by_code

    def __iter__(self) -> Iterator[CodeEntry]:
        """Go through the entries in the order in which they are offered."""
        return iter(self.entries)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)


def term_of(text: str) -> str:
    """Return ``text`` as it is compared: NFKC, lower case, without blanks or unseen marks."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


@cache
def code_list(name: str) -> CodeList:
    """Return the code list ``name``, read once.

    Raises:
        KeyError: There is no such list.
    """
    if not _LIST_NAME.fullmatch(name):
        raise KeyError(name)
    file = resources.path(f"codes/{name}.csv")
    if not file.is_file():
        raise KeyError(name)
    return _parsed(name, file.read_text(encoding="utf-8"))


def _parsed(name: str, written: str) -> CodeList:
    """Return the list written in one file."""
    lines = written.splitlines()
    head = [line for line in lines if line.startswith("#")]
    reader = csv.DictReader(lines[len(head) :])
    columns = tuple(reader.fieldnames or ())
    if columns[: len(_COLUMNS)] != _COLUMNS:
        raise KeyError(name)
    endings: tuple[str, ...] = ()
    title = Text(name, name)
    for line in head[1:]:
        if line.startswith(_TITLE):
            zh, en = line.removeprefix(_TITLE).split("|")
            title = Text(zh.strip(), en.strip())
        elif line.startswith(_ENDING):
            endings = tuple(line.removeprefix(_ENDING).strip().split(";"))
    entries = tuple(_entry(row, columns[len(_COLUMNS) - 1 :]) for row in reader)
    return CodeList(
        name=name,
        title=title,
        source=head[0].removeprefix("#").strip(),
        entries=entries,
        _by_code=MappingProxyType({entry.code: entry for entry in entries}),
        _by_term=MappingProxyType(_terms(entries, endings)),
    )


def _entry(row: Mapping[str, str], extra_columns: tuple[str, ...]) -> CodeEntry:
    return CodeEntry(
        code=row["code"],
        label=Text(row["zh"], row["en"]),
        synonyms=_split(row["synonyms"]),
        official=row["official_code"] or None,
        extra=MappingProxyType({column: row[column] for column in extra_columns}),
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _terms(
    entries: tuple[CodeEntry, ...], endings: tuple[str, ...]
) -> dict[str, CodeEntry | None]:
    """Return the entry each word stands for; ``None`` where it stands for several."""
    found: dict[str, CodeEntry | None] = {}
    for entry in entries:
        words = {entry.code, entry.label.zh, entry.label.en, *entry.synonyms}
        # Old or harsh words are read from rosters and never offered.
        words.update(_split(entry.extra.get("import_only", "")))
        words.update(
            entry.label.zh.removesuffix(ending)
            for ending in endings
            if len(entry.label.zh) > len(ending)
        )
        for term in {term_of(word) for word in words}:
            found[term] = entry if found.get(term, entry) is entry else None
    return found
