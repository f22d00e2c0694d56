"""Where operations wait, unreadable to anybody else, until their file's seal is checked.

The disk holds nothing but ChaCha20-Poly1305 boxes; their key is made for this one file and
never leaves memory. The file has no name on POSIX systems and vanishes when closed on all.
"""

import errno
import os
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from db.domain.whole_file import problem_of
from db.sync.seal import MOST_PAYLOAD_BYTES

_IN_MEMORY_BYTES: Final = 4 << 20
"""A day's exchange is smaller and never touches the disk."""

_LENGTH_BYTES: Final = 4
_NONCE_BYTES: Final = 12


class Staging:
    """Keeps blocks in order and gives them back, as often as wanted."""

    def __init__(self, folder: Path | None) -> None:
        self._place = folder or Path(tempfile.gettempdir())
        self._box = ChaCha20Poly1305(ChaCha20Poly1305.generate_key())
        self._count = 0
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - it lives as long as we do
            max_size=_IN_MEMORY_BYTES,
            dir=None if folder is None else str(folder),
            prefix="yiyi-",
        )
        # A preview that is never closed must not leave a file on Windows.
        self._closing = weakref.finalize(self, self._file.close)

    def add(self, block: bytes) -> None:
        """Put one block behind the others.

        Raises:
            Problem: The folder is full or cannot be written to.
        """
        packed = zstandard.ZstdCompressor(level=1).compress(block)
        sealed = self._box.encrypt(self._nonce(self._count), packed, None)
        try:
            self._file.seek(0, os.SEEK_END)
            self._file.write(len(sealed).to_bytes(_LENGTH_BYTES, "big") + sealed)
        except OSError as error:
            raise problem_of(error, self._place) from error
        self._count += 1

    def blocks(self) -> Iterator[bytes]:
        """Yield the blocks in the order they were added.

        Raises:
            Problem: The folder's disk no longer gives back what was put there.
        """
        at = 0
        for number in range(self._count):
            try:
                self._file.seek(at)
                length = int.from_bytes(self._file.read(_LENGTH_BYTES), "big")
                sealed = self._file.read(length)
                at += _LENGTH_BYTES + length
                packed = self._box.decrypt(self._nonce(number), sealed, None)
            except OSError as error:
                raise problem_of(error, self._place) from error
            except InvalidTag as error:
                raise problem_of(OSError(errno.EIO, "worn disk"), self._place) from error
            yield zstandard.ZstdDecompressor().decompress(
                packed, max_output_size=MOST_PAYLOAD_BYTES
            )

    def close(self) -> None:
        """Forget everything; closing twice does no harm."""
        self._closing()

    @staticmethod
    def _nonce(number: int) -> bytes:
        return number.to_bytes(_NONCE_BYTES, "big")
