"""How much work a passphrase costs to try."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """The parameters of Argon2id (RFC 9106).

    Attributes:
        passes: Times the memory is gone through.
        memory_kib: Memory it takes, in KiB.
        lanes: How many parts could be worked on at once.
    """

    passes: int
    memory_kib: int
    lanes: int = 1


FLOOR: Final = Strength(passes=3, memory_kib=64 * 1024)
"""Never less than this: RFC 9106, section 4, second choice, but for its four lanes."""

_MOST_MEMORY_KIB: Final = 256 * 1024  # the old office computers have 4 GB for everything
_FASTEST_MS: Final = 300
_SLOWEST_MS: Final = 500
_MEANT_MS: Final = 400
_MOST_PASSES: Final = 12


def passphrase_key(passphrase: str, salt: bytes, strength: Strength) -> bytes:
    """Return the key made from an NFC-normalised passphrase."""
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=strength.passes,
        lanes=strength.lanes,
        memory_cost=strength.memory_kib,
    ).derive(passphrase.encode())


def milliseconds_of(strength: Strength) -> float:
    """Return how long one try takes on this computer."""
    salt = os.urandom(SALT_BYTES)
    begun = time.perf_counter()
    passphrase_key("calibration", salt, strength)
    return (time.perf_counter() - begun) * 1000


def calibrated_strength(measure: Callable[[Strength], float] = milliseconds_of) -> Strength:
    """Return the strength that makes one try last 300 to 500 ms on this computer.

    A person waits once; somebody who guesses waits every time. The span is our own choice.
    A slow computer stays at ``FLOOR`` and waits longer.
    """
    floor_ms = max(measure(FLOOR), 1.0)
    if floor_ms >= _FASTEST_MS:
        return FLOOR
    wished_kib = int(FLOOR.memory_kib * _MEANT_MS / floor_ms) // 1024 * 1024
    stronger = replace(FLOOR, memory_kib=min(wished_kib, _MOST_MEMORY_KIB))
    while (took_ms := measure(stronger)) < _FASTEST_MS and stronger.passes < _MOST_PASSES:
        stronger = replace(stronger, passes=stronger.passes + 1)
    while took_ms > _SLOWEST_MS and stronger != FLOOR:
        # The first measure was lucky, or the memory no longer fits the processor's cache.
        smaller_kib = max(stronger.memory_kib * 3 // 4 // 1024 * 1024, FLOOR.memory_kib)
        stronger = replace(
            stronger,
            memory_kib=smaller_kib,
            passes=FLOOR.passes if smaller_kib == FLOOR.memory_kib else stronger.passes,
        )
        took_ms = measure(stronger)
    return stronger
