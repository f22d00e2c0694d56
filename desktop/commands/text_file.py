"""Read a plain text file somebody names: UTF-8, UTF-16 or GB18030."""

import codecs
from pathlib import Path

from db.domain.whole_file import problem_of
from db.fields.problem import Problem
from db.fields.text import Text

LARGEST = 20 * 1024 * 1024
"""Bytes: some thousand pages. More is no text for a person to read."""

_BINARY = Text(
    "“{path}”不是纯文本。请在 Word 或 WPS 里另存为 .txt，再试一次。",
    "{path} is not plain text. Save it as .txt in your word processor and try again.",
)
_UNREADABLE = Text(
    "“{path}”的文字编码看不懂。请另存为 UTF-8 编码的 .txt，再试一次。",
    "The encoding of {path} cannot be made out. Save it as .txt in UTF-8 and try again.",
)
_TOO_LARGE = Text(
    "“{path}”太大（{size} MB），最多 {limit} MB。请分成几份。",
    "{path} is too large ({size} MB); at most {limit} MB. Divide it into parts.",
)
_NUL = b"\0"
_MEGABYTE = 1024 * 1024


def read_text_file(path: Path) -> str:
    """Return the text of a file.

    A byte order mark decides the encoding; without one it is UTF-8 when every byte fits, else
    GB18030, the encoding of Chinese Windows.

    Raises:
        Problem: The file cannot be read, is no text, or is too large.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST:
            limit = LARGEST // _MEGABYTE
            raise Problem(_TOO_LARGE, path=path, size=size // _MEGABYTE, limit=limit)
        content = path.read_bytes()
    except OSError as error:
        raise problem_of(error, path) from error
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(content, ("utf-16",), path)
    if _NUL in content:
        raise Problem(_BINARY, path=path)
    return _decoded(content, ("utf-8-sig", "gb18030"), path)


def _decoded(content: bytes, encodings: tuple[str, ...], path: Path) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Problem(_UNREADABLE, path=path)
