"""Files that appear whole or not at all."""

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Final, Protocol

from db.fields.problem import Problem
from db.fields.text import Text

_FULL: Final = Text(
    "“{place}”没有剩余空间，文件没有保存。请腾出空间，或换一个位置再保存。",
    "There is no room left in {place}, so the file was not saved. "
    "Free some space or save it somewhere else.",
)
_TOO_LARGE: Final = Text(
    "“{place}”所在的磁盘或U盘存不下这么大的文件。请换一个磁盘或U盘。",
    "The disk or stick that holds {place} cannot keep a file this large. Use another one.",
)
_READ_ONLY: Final = Text(
    "“{place}”是只读的。请解除U盘的写保护，或换一个位置。",
    "{place} is read-only. Take off the stick's write protection or choose another place.",
)
_FORBIDDEN: Final = Text(
    "没有权限使用“{place}”，或它正被其他程序占用。请关闭占用它的程序，或换一个位置。",
    "You may not use {place}, or another program is using it. "
    "Close that program or choose another place.",
)
_MISSING: Final = Text(
    "找不到“{place}”。请检查U盘是否插好、文件夹是否还在。",
    "{place} was not found. Check that the stick is plugged in and the folder is still there.",
)
_EXISTS: Final = Text(
    "“{place}”处已有同名的文件夹或文件。请换一个名称。",
    "{place} is already taken by a folder or a file. Choose another name.",
)
_BAD_NAME: Final = Text(
    "“{place}”这个名称太长，或含有不能使用的字符。请换一个名称。",
    "The name {place} is too long or has characters that cannot be used. Choose another name.",
)
_UNREADY: Final = Text(
    "磁盘或U盘在读写“{place}”时没有响应。请重新插好，再试一次；仍不行请换一个。",
    "The disk or stick stopped answering while {place} was read or written. "
    "Plug it in again and try once more; if that does not help, use another one.",
)
_CHANGED_ON_DISK: Final = Text(
    "“{place}”写入后读回的内容不一致，因此没有保存。这个磁盘或U盘可能已损坏，请换一个。",
    "What was read back from {place} differs from what was written, so it was not saved. "
    "The disk or stick may be worn out: use another one.",
)
_OTHER: Final = Text(
    "操作系统没有让我们使用“{place}”（系统代号 {code}）。请换一个位置再试。",
    "The system did not let us use {place} (system code {code}). Try another place.",
)

_SENTENCE_BY_CODE: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _TOO_LARGE,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EBUSY: _FORBIDDEN,
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.ENODEV: _MISSING,
    errno.ENXIO: _MISSING,
    errno.EEXIST: _EXISTS,
    errno.EISDIR: _EXISTS,
    errno.ENOTEMPTY: _EXISTS,
    errno.ENAMETOOLONG: _BAD_NAME,
    errno.EINVAL: _BAD_NAME,
    errno.EILSEQ: _BAD_NAME,
    errno.EIO: _UNREADY,
    errno.ETIMEDOUT: _UNREADY,
}

_BLOCK_BYTES: Final = 1 << 20


class Sink(Protocol):
    """Where a writer puts its bytes."""

    def write(self, block: bytes, /) -> int:
        """Take ``block`` and return how many bytes were taken: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """What is now on the disk.

    Attributes:
        sha256: Hexadecimal digits of the file's SHA-256.
        size_bytes: Its length.
    """

    sha256: str
    size_bytes: int


def write_whole(
    path: Path,
    content: Iterable[bytes] | Callable[[Sink], None],
    *,
    mode: int = 0o600,
    verify: bool = True,
) -> WrittenFile:
    """Write a file so that ``path`` holds the old content or the new, and never half of it.

    The bytes go to a ``.part`` file in the same folder, which is flushed to the disk, read
    back and only then given its name. FAT and exFAT sticks do not promise that a rename
    survives a power cut; reading back is what protects there.

    Args:
        path: The file to write or replace.
        content: The file's bytes in blocks, or a function that is given a ``Sink``.
        mode: POSIX permissions of the file. Windows ignores them.
        verify: Read the file back and compare before it gets its name.

    Raises:
        Problem: The place is full, read-only or missing, or gave back other bytes. Whatever
            ``content`` raises passes through. Either way the ``.part`` file is gone.
    """
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(
            part,
            # O_BINARY exists on Windows alone, where it keeps line feeds as they are.
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0),
            mode,
        )
    except OSError as error:
        raise problem_of(error, path) from error
    try:
        # Without a buffer: one would try once more to write when it is closed.
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            sink = _CountingSink(file, path)
            try:
                if callable(content):
                    content(sink)
                else:
                    for block in content:
                        sink.write(block)
            finally:
                sink.raise_failure()
            sink.finish()
        written = WrittenFile(sha256=sink.sha256.hexdigest(), size_bytes=sink.size_bytes)
        try:
            if verify and _read_back(part) != written.sha256:
                raise Problem(_CHANGED_ON_DISK, place=path)
            part.replace(path)
            _flush_folder(path.parent)
        except OSError as error:
            raise problem_of(error, path) from error
    except BaseException:
        with suppress(OSError):  # the first failure is the one to tell
            part.unlink(missing_ok=True)
        raise
    return written


def problem_of(error: OSError, path: Path) -> Problem:
    """Return what to tell a person when the system refused to read or write ``path``."""
    sentence = _SENTENCE_BY_CODE.get(error.errno or 0)
    if sentence is None:
        return Problem(_OTHER, place=path, code=error.errno or "?")
    return Problem(sentence, place=path)


class _CountingSink:
    """Passes bytes on to the file and remembers a failure the caller may have swallowed."""

    def __init__(self, file: FileIO, path: Path) -> None:
        self._file = file
        self._path = path
        self._failure: Problem | None = None
        self.sha256 = hashlib.sha256()
        self.size_bytes = 0

    def write(self, block: bytes, /) -> int:
        self.raise_failure()
        rest = memoryview(block)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self._failure = problem_of(error, self._path)
            raise self._failure from error
        self.sha256.update(block)
        self.size_bytes += len(block)
        return len(block)

    def flush(self) -> None:
        """Do nothing: ``finish`` flushes once, to the disk itself."""

    def raise_failure(self) -> None:
        # pyrage drops an exception raised while it writes its last block, and renames others.
        if self._failure is not None:
            raise self._failure

    def finish(self) -> None:
        try:
            os.fsync(self._file.fileno())
            self._file.close()  # a network folder may refuse as late as this
        except OSError as error:
            raise problem_of(error, self._path) from error


def _read_back(path: Path) -> str:
    with path.open("rb", buffering=0) as file:
        if hasattr(os, "posix_fadvise"):
            # Otherwise the answer comes from memory and says nothing about the disk.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        digest = hashlib.sha256()
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no way to flush a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network and FUSE folders cannot be flushed; the file itself has been.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)
