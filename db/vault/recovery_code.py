"""The recovery code: what opens the record when the passphrase is forgotten."""

import hashlib
import secrets
import unicodedata
from typing import Final

from db.fields.problem import Problem
from db.fields.text import Text

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that no two symbols look alike."""

_MEANT: Final = str.maketrans("OIL", "011")
_SECRET_SYMBOLS: Final = 26  # 130 bits
_CHECK_SYMBOLS: Final = 4  # 20 bits: one mistyped code in a million goes unnoticed here
_SYMBOLS: Final = _SECRET_SYMBOLS + _CHECK_SYMBOLS
_GROUP: Final = 5
_DASHES: Final = frozenset("-‐‑‒–—―−_·.,、")

_LENGTH: Final = Text(
    "恢复码共 {expected} 个字母和数字，现在是 {count} 个。请对照纸上的恢复码补全或删去多余的。",
    "A recovery code has {expected} letters and digits; this one has {count}. "
    "Compare it with the paper.",
)
_SYMBOL: Final = Text(
    "恢复码里不会出现“{symbol}”。请对照纸上的恢复码改正。",
    "A recovery code never has “{symbol}” in it. Compare it with the paper.",
)
_MISTYPED: Final = Text(
    "恢复码有抄写或输入不符的地方。请逐组对照纸上的恢复码再输入一次。",
    "The recovery code was mistyped somewhere. Compare it with the paper group by group.",
)


def new_recovery_code() -> str:
    """Return a fresh code of six groups of five, joined by dashes."""
    symbols = "".join(secrets.choice(_ALPHABET) for _ in range(_SECRET_SYMBOLS))
    return _in_groups(symbols + _checksum(symbols))


def normalised_recovery_code(typed: str) -> str:
    """Return the code as it was printed, however it was typed.

    Lower case, full-width letters, blanks and dashes are accepted; O is read as 0, I and L
    as 1, which Crockford's alphabet leaves out for this very reason.

    Raises:
        Problem: It cannot be a code that was ever given out.
    """
    symbols = "".join(
        symbol
        for symbol in unicodedata.normalize("NFKC", typed).upper().translate(_MEANT)
        if not symbol.isspace() and symbol not in _DASHES
    )
    for symbol in symbols:
        if symbol not in _ALPHABET:
            raise Problem(_SYMBOL, symbol=symbol)
    if len(symbols) != _SYMBOLS:
        raise Problem(_LENGTH, expected=_SYMBOLS, count=len(symbols))
    if symbols[_SECRET_SYMBOLS:] != _checksum(symbols[:_SECRET_SYMBOLS]):
        raise Problem(_MISTYPED)
    return _in_groups(symbols)


def _checksum(symbols: str) -> str:
    values = bytes(_ALPHABET.index(symbol) for symbol in symbols)
    bits = int.from_bytes(hashlib.sha256(values).digest()[:3], "big") >> 4
    return "".join(_ALPHABET[bits >> shift & 31] for shift in (15, 10, 5, 0))


def _in_groups(symbols: str) -> str:
    return "-".join(symbols[at : at + _GROUP] for at in range(0, len(symbols), _GROUP))
