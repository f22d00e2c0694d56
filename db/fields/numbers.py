"""Identity and certificate numbers: what they are made of and how they are checked.

Sources: GB 11643 (identity number), 残疾人证管理办法 (certificate
number = identity number + category digit + level digit, re-issues add a suffix).
"""

import re
from dataclasses import dataclass
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_IDENTITY = re.compile(r"\d{17}[\dX]", re.ASCII)
_CERTIFICATE = re.compile(r"\d{17}[\dX][1-7][1-4](.{1,2})?", re.ASCII)
_SCIENTIFIC = re.compile(r"\d+(\.\d+)?[eE]\+?\d+", re.ASCII)
_EXCEL_DIGITS = 15
"""A spreadsheet keeps 15 significant digits of a number; the rest become zeros."""


@dataclass(frozen=True, slots=True)
class IdentityParts:
    """What an identity number says: born on, and sex as a GB/T 2261.1 code."""

    born_on: date
    sex: str


def check_digit(first_17: str) -> str:
    """Return the 18th character for the first 17 digits (GB 11643, weights modulo 11)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def identity_parts(number: str) -> IdentityParts | None:
    """Return what the number says, or ``None`` when it is not a valid identity number.

    The first six digits are never read as today's home county: abolished codes live on.
    """
    if not _IDENTITY.fullmatch(number) or check_digit(number[:17]) != number[17]:
        return None
    try:
        born_on = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return IdentityParts(born_on, "1" if int(number[16]) % 2 else "2")


def looks_cut_by_spreadsheet(number: str) -> bool:
    """Tell whether a long number was kept as a number and has lost its last digits."""
    if _SCIENTIFIC.fullmatch(number):
        return True
    digits = number.split(".", maxsplit=1)[0]
    return (
        digits.isdigit()
        and len(digits) > _EXCEL_DIGITS
        and not digits[_EXCEL_DIGITS:].strip("0")
        and identity_parts(digits[:18]) is None
    )


def is_certificate_number(number: str) -> bool:
    """Tell whether the number has the shape of a disability certificate number."""
    return bool(_CERTIFICATE.fullmatch(number)) and identity_parts(number[:18]) is not None
