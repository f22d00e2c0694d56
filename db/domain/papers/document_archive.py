"""Documents as text, so that what was given out can be kept and made again for ever.

One document has exactly one text: JSON with sorted keys and no blanks. The text names the
version of the format that wrote it and the least version a reader needs. A later version that
only adds keys with a default leaves the second number alone: older readers then pass over
those keys, and ``left_out`` says which they were.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, Final, get_args, get_origin, get_type_hints

from db.domain.journal.operation import read_json
from db.domain.papers.document import (
    Bar,
    Block,
    Chart,
    Code,
    Contact,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
)
from db.fields.problem import Problem
from db.fields.text import Language, Text

FORMAT: Final = 1
"""The version that is written, and the newest that can be read whole."""

_BLOCK_BY_NAME: Final[dict[str, type[Block]]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "facts": Facts,
    "table": Table,
    "items": Items,
    "contact": Contact,
    "code": Code,
    "chart": Chart,
    "signatures": Signatures,
    "pictured": Pictured,
}
_NAME_BY_BLOCK: Final = {block: name for name, block in _BLOCK_BY_NAME.items()}
_PARTS: Final = (Fact, Bar)

_FIELDS: Final = {
    kind: tuple((field, get_type_hints(kind)[field.name]) for field in fields(kind))
    for kind in (Document, *_PARTS, *_NAME_BY_BLOCK)
}
"""By class, its fields and what each holds."""

_NEWER: Final = Text(
    "这份文书是用更新版本的一一做的，这里读不了。请先更新一一，再打开它。",
    "This document was made with a newer Yiyi and cannot be read here. Update Yiyi first, then "
    "open it again.",
)
_DAMAGED: Final = Text(
    "存档的文书不完整，读不出来。可以从备份里恢复，或者按现在的档案另做一份。",
    "The filed document is not whole and cannot be read. Bring it back from a backup, or "
    "make a new one from the record as it stands.",
)


def written(document: Document) -> str:
    """Return the one text that stands for the document."""
    content = {"format": FORMAT, "least": FORMAT, "document": _plain(document)}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(document: Document) -> str:
    """Return the hexadecimal digits of the SHA-256 of the document’s text."""
    return hash_of(written(document))


def hash_of(text: str) -> str:
    """Return the hexadecimal digits of the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_document(text: str) -> Document:
    """Read what ``written`` wrote, in this version or in any before it.

    Raises:
        Problem: A newer version wrote it in a way this one cannot read, or it is damaged.
    """
    try:
        return _Reader(text).document()
    except (ValueError, TypeError) as error:
        raise Problem(_DAMAGED) from error


def left_out(text: str) -> tuple[str, ...]:
    """Return the keys of a newer version that ``read_document`` passes over, sorted.

    Raises:
        Problem: As ``read_document``.
    """
    try:
        reader = _Reader(text)
        reader.document()
    except (ValueError, TypeError) as error:
        raise Problem(_DAMAGED) from error
    return tuple(sorted(reader.unknown))


def _plain(value: object) -> Any:
    match value:
        case str():  # a language is its own tag
            return str(value)
        case bool() | int():
            return value
        case float():
            return value
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return dict(_parts_of(value))


def _parts_of(value: Any) -> Iterator[tuple[str, Any]]:
    kind = type(value)
    if kind in _NAME_BY_BLOCK:
        yield "block", _NAME_BY_BLOCK[kind]
    for field, hint in _FIELDS[kind]:
        part = getattr(value, field.name)
        yield field.name, float(part) if hint is float else _plain(part)


class _Reader:
    """Reads one text and remembers what it did not know."""

    def __init__(self, text: str) -> None:
        content = _mapping(read_json(text))
        self._newest, least = content.get("format"), content.get("least")
        if type(self._newest) is not int or type(least) is not int:
            raise ValueError("the format has no version")
        if least > FORMAT:
            raise Problem(_NEWER)
        self._content = content
        self.unknown: set[str] = set()

    def document(self) -> Document:
        self._know(self._content, {"format", "least", "document"}, "")
        document: Document = self._record(Document, self._content.get("document"))
        return document

    def _record(self, kind: type[Any], content: object) -> Any:
        given = _mapping(content)
        declared = _FIELDS[kind]
        names = {field.name for field, _ in declared}
        block = _NAME_BY_BLOCK.get(kind)
        self._know(given, names | {"block"} if block else names, f"{block or kind.__name__}.")
        values = {}
        for field, hint in declared:
            if field.name in given:
                values[field.name] = self._value(hint, given[field.name])
            elif field.default is MISSING:
                raise ValueError(f"{kind.__name__} has no {field.name}")
        return kind(**values)

    def _value(self, hint: Any, content: object) -> Any:
        if hint is Block:
            name = _mapping(content).get("block")
            if name not in _BLOCK_BY_NAME:
                raise ValueError(f"a block of kind {name}")
            return self._record(_BLOCK_BY_NAME[str(name)], content)
        if hint in _PARTS:
            return self._record(hint, content)
        if get_origin(hint) is tuple:
            return self._tuple(get_args(hint), content)
        return _LEAF[hint](content)

    def _tuple(self, inner: tuple[Any, ...], content: object) -> tuple[Any, ...]:
        if not isinstance(content, list):
            raise TypeError("a list is expected")
        if inner[-1] is Ellipsis:
            return tuple(self._value(inner[0], each) for each in content)
        return tuple(self._value(h, each) for h, each in zip(inner, content, strict=True))

    def _know(self, given: dict[str, Any], names: set[str], where: str) -> None:
        unknown = {f"{where}{name}" for name in given.keys() - names}
        if unknown and self._newest == FORMAT:
            raise ValueError(f"this version writes no {sorted(unknown)}")
        self.unknown |= unknown


def _mapping(content: object) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise TypeError("an object is expected")
    return content


def _exactly(kind: type[Any]) -> Callable[[object], Any]:
    def take(content: object) -> Any:
        if type(content) is not kind:
            raise TypeError(f"{kind.__name__} is expected")
        return content

    return take


_text = _exactly(str)
_LEAF: Final[dict[Any, Callable[[object], Any]]] = {
    str: _text,
    int: _exactly(int),
    bool: _exactly(bool),
    float: _exactly(float),
    date: lambda content: date.fromisoformat(_text(content)),
    Language: lambda content: Language(_text(content)),
}
