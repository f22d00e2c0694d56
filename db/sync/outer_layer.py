"""The age layer of an exchange file, opened and closed by pyrage."""

import hashlib
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, Protocol

import pyrage

from db.domain.whole_file import problem_of
from db.fields.text import Text
from db.ports import Progress
from db.sync.refusal import Refusal

_VERSION: Final = re.compile(rb"age-encryption\.org/v([0-9]{1,9})\n")
_MAGIC: Final = b"age-encryption.org/v1\n"
_HEADER_END: Final = b"\n--- "
_MOST_HEADER_BYTES: Final = 64 * 1024
_TELL_EVERY_BYTES: Final = 1 << 20
_NO_KEY: Final = "No matching keys found"
"""What pyrage says when none of the recipients is ours; it has no class of its own for it."""

_READING: Final = Text("正在核对交换文件", "Checking the exchange file")


class PulledBytes:
    """Lets pyrage read from an iterator, and keeps what the iterator raised.

    pyrage turns every exception of a reader into its own, and drops some of them.
    """

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._waiting = bytearray()
        self._failure: BaseException | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes, none at the end."""
        try:
            while not self._waiting or size < 0:
                block = next(self._blocks, None)
                if block is None:
                    break
                self._waiting += block
        except BaseException as error:
            self._failure = error
            raise
        taken = bytes(self._waiting if size < 0 else self._waiting[:size])
        del self._waiting[: len(taken)]
        return taken

    def raise_failure(self) -> None:
        """Raise again what the iterator raised."""
        if self._failure is not None:
            raise self._failure


class Consumer(Protocol):
    """What takes the decrypted bytes."""

    @property
    def failure(self) -> BaseException | None:
        """What ``write`` raised, if it did."""

    def write(self, block: bytes, /) -> int:
        """Take ``block``."""

    def problem(self, error: BaseException) -> BaseException:
        """Return what to tell a person when ``write`` raised ``error``."""


class OpenedFile:
    """An exchange file being read: hashes it, tells how far it is, keeps read failures."""

    def __init__(self, file: BinaryIO, size_bytes: int, progress: Progress | None) -> None:
        self._file = file
        self._progress = progress
        self._sha256 = hashlib.sha256()
        self._told_bytes = 0
        self._expected_bytes = size_bytes
        self.size_bytes = 0
        self.failure: BaseException | None = None

    @property
    def sha256(self) -> str:
        """Return the hexadecimal digits of what was read so far."""
        return self._sha256.hexdigest()

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes, none at the end."""
        try:
            block = self._file.read(size)
            self._tell(len(block))
        except BaseException as error:
            self.failure = error
            raise
        self._sha256.update(block)
        return block

    def _tell(self, count: int) -> None:
        self.size_bytes += count
        if self._progress is None or self.size_bytes - self._told_bytes < _TELL_EVERY_BYTES:
            return
        self._told_bytes = self.size_bytes
        self._progress.at(self.size_bytes, self._expected_bytes, _READING)
        self._progress.stop_if_cancelled()


@contextmanager
def opened_outside(
    path: Path, refusal: Refusal, progress: Progress | None
) -> Iterator[OpenedFile]:
    """Open a file that looks like an age file of a reasonable header.

    Raises:
        Problem: It does not, or it could not be read.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise refusal.not_a_file()
        if facts.st_size == 0:
            raise refusal.empty()
        file = path.open("rb")
    except OSError as error:
        raise problem_of(error, path) from error
    with file:
        try:
            beginning = file.read(_MOST_HEADER_BYTES)
            file.seek(0)
        except OSError as error:
            raise problem_of(error, path) from error
        _check_beginning(beginning, refusal)
        source = OpenedFile(file, facts.st_size, progress)
        try:
            yield source
        except OSError as error:
            if error is not source.failure:
                raise
            raise problem_of(error, path) from error


def decrypted_into(
    consumer: Consumer, source: OpenedFile, reading_identity: str, refusal: Refusal
) -> None:
    """Decrypt all of ``source`` into ``consumer``.

    Raises:
        Problem: The file is damaged or not for us, or ``consumer`` refused it.
    """
    identity = pyrage.x25519.Identity.from_str(reading_identity)
    try:
        pyrage.decrypt_io(source, consumer, [identity])
    except Exception as error:
        _raise_failure(consumer, source)
        if isinstance(error, pyrage.DecryptError) and str(error) == _NO_KEY:
            raise refusal.not_addressed() from error
        if isinstance(error, pyrage.DecryptError | OSError):
            raise refusal.damaged() from error
        raise
    _raise_failure(consumer, source)
    if source.read(1):
        raise refusal.damaged()


def _raise_failure(consumer: Consumer, source: OpenedFile) -> None:
    if consumer.failure is not None:
        raise consumer.problem(consumer.failure) from consumer.failure
    if source.failure is not None:
        raise source.failure


def _check_beginning(beginning: bytes, refusal: Refusal) -> None:
    if not beginning.startswith(_MAGIC):
        if _MAGIC.startswith(beginning):
            raise refusal.damaged()
        if (version := _VERSION.match(beginning)) and int(version[1]) > 1:
            raise refusal.newer()
        raise refusal.not_exchange()
    if _HEADER_END not in beginning:
        if len(beginning) < _MOST_HEADER_BYTES:
            raise refusal.damaged()
        raise refusal.header_too_large()
