"""The log: what the program did, never about whom.

Callers pass ids only. What looks like a number of a person is blotted out all the same, and so
are the values in messages of exceptions, which may quote what was typed.
"""

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FILE = "yiyi.log"
_BYTES = 512 * 1024
_FILES = 4
_LONG_NUMBER = re.compile(r"(?<![0-9A-Fa-f-])\d[\d\- ]{5,}[\dXx](?![0-9A-Fa-f-])")
_QUOTED = re.compile(r"“[^”]*”|'[^'\n]*'|\"[^\"\n]*\"")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af][\u3400-\u9fff\U00020000-\U000323af·]*")


def redacted(words: str) -> str:
    """Return ``words`` without quoted text, Chinese words and long numbers."""
    return _LONG_NUMBER.sub("<number>", _HAN.sub("<words>", _QUOTED.sub("<text>", words)))


class _Redacting(logging.Formatter):
    """Writes times in UTC, and of an exception the places but not the words."""

    def format(self, record: logging.LogRecord) -> str:
        stamp = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        lines = [f"{stamp} {record.levelname} {record.name} {redacted(record.getMessage())}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines.append(places(record.exc_info[1]))
        return "\n".join(lines)


def places(error: BaseException) -> str:
    """Return kind, redacted words and places in the program of an error and its causes."""
    lines: list[str] = []
    met: BaseException | None = error
    while met is not None:
        lines.append(f"{type(met).__name__}: {redacted(str(met))}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(met.__traceback__)
        ]
        met = met.__cause__ or met.__context__
    return "\n".join(lines)


def begin(folder: Path) -> Path:
    """Begin to write the log in ``folder``; return its file.

    Four files of half a megabyte at most are kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / _FILE
    handler = RotatingFileHandler(
        file, maxBytes=_BYTES, backupCount=_FILES - 1, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Redacting())
    root = logging.getLogger()
    for old in [h for h in root.handlers if isinstance(h.formatter, _Redacting)]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return file
