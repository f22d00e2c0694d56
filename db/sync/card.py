"""The card of a workspace: what others need to write to it and to know its seal."""

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.domain.journal.operation import read_json
from db.domain.whole_file import problem_of, write_whole
from db.fields.problem import Problem
from db.fields.text import Text

_MARK: Final = "YIYI"
_VERSION: Final = 1
_CHECK_DIGITS: Final = 8
_LONGEST_WORDS: Final = 60
_LARGEST_FILE_BYTES: Final = 16 * 1024
_SHAPE: Final = re.compile(rf"{_MARK}([0-9]+):([A-Za-z0-9_-]+):([0-9a-f]{{{_CHECK_DIGITS}}})")
_PARTS: Final = 6
_HEX_BY_DIGITS: Final = {n: re.compile(rf"[0-9a-f]{{{n}}}") for n in (32, 64)}
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that a reader cannot see or that turn a line around."""

_FINGERPRINT_BITS: Final = 100
_GROUPS: Final = 10

_NOT_A_CARD: Final = Text(
    "这不是一一的名片。名片是以 YIYI1: 开头的一行字，请让对方重新导出或重新复制整行。",
    "This is not a Yiyi card. A card is one line that begins with YIYI1: – ask its owner to "
    "export it again, or copy the whole line.",
)
_MISCOPIED: Final = Text(
    "名片内容不完整，或在复制时变了样。请让对方重新导出或重新复制整行。",
    "The card is incomplete or was changed while it was copied. Ask its owner to export it "
    "again, or copy the whole line.",
)
_NEWER: Final = Text(
    "这张名片由更新版本的一一写成。请先升级本机的一一，再登记名片。",
    "This card was written by a newer Yiyi. Upgrade this computer's Yiyi, then enrol the card.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a workspace tells others about itself. Nothing on it is secret.

    Attributes:
        name: Whose workspace it is.
        county: The county's code or name.
        role: Code of the owner's role.
        device: Uid of the device, 32 hexadecimal digits.
        reading_key: The X25519 recipient that files to it are encrypted for (``age1…``).
        sealing_key: The Ed25519 key its files are sealed with, 64 hexadecimal digits.
    """

    name: str
    county: str
    role: str
    device: str
    reading_key: str
    sealing_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceKeys:
    """The private keys of a workspace. They live inside the encrypted record alone.

    Attributes:
        reading_identity: The X25519 identity (``AGE-SECRET-KEY-1…``).
        sealing_private: The 32 bytes of the Ed25519 private key.
    """

    reading_identity: str = field(repr=False)
    sealing_private: bytes = field(repr=False)

    @property
    def reading_key(self) -> str:
        """Return the recipient others encrypt for."""
        return str(pyrage.x25519.Identity.from_str(self.reading_identity).to_public())

    @property
    def sealing_key(self) -> str:
        """Return the public half of the seal, 64 hexadecimal digits."""
        private = Ed25519PrivateKey.from_private_bytes(self.sealing_private)
        return private.public_key().public_bytes_raw().hex()

    def card(self, *, name: str, county: str, role: str, device: str) -> Card:
        """Return the card to hand out.

        Raises:
            ValueError: The words or the device would not be accepted by who reads the card.
        """
        return _checked(
            Card(
                name=unicodedata.normalize("NFC", name),
                county=unicodedata.normalize("NFC", county),
                role=role,
                device=device,
                reading_key=self.reading_key,
                sealing_key=self.sealing_key,
            )
        )

    def to_dict(self) -> dict[str, str]:
        """Return the keys as texts, to be stored inside the encrypted record."""
        return {"reading": self.reading_identity, "sealing": self.sealing_private.hex()}

    @classmethod
    def from_dict(cls, stored: Mapping[str, str]) -> Self:
        """Return the keys that ``to_dict`` stored."""
        return cls(
            reading_identity=stored["reading"], sealing_private=bytes.fromhex(stored["sealing"])
        )


def new_workspace_keys() -> WorkspaceKeys:
    """Make the keys of a new workspace."""
    return WorkspaceKeys(
        reading_identity=str(pyrage.x25519.Identity.generate()),
        sealing_private=Ed25519PrivateKey.generate().private_bytes_raw(),
    )


def fingerprint(card: Card) -> str:
    """Return ten groups of three digits to compare by telephone.

    The first 100 bits of SHA-256 over the two keys are taken as one number; its last thirty
    decimal digits are the groups. 10^30 is just below 2^100, so the digits keep more than 99
    of the 100 bits.
    """
    keys = f"{card.reading_key}\n{card.sealing_key}".encode()
    number = int.from_bytes(hashlib.sha256(keys).digest(), "big") >> (256 - _FINGERPRINT_BITS)
    digits = f"{number % 10 ** (3 * _GROUPS):0{3 * _GROUPS}d}"
    return " ".join(digits[at : at + 3] for at in range(0, len(digits), 3))


def card_text(card: Card) -> str:
    """Return the card as one line of letters, digits, ``:``, ``-`` and ``_``.

    It survives QR codes, chat windows and addresses alike.
    """
    content = json.dumps(
        [
            card.name,
            card.county,
            card.role,
            card.device,
            card.reading_key,
            card.sealing_key,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    packed = base64.urlsafe_b64encode(content).rstrip(b"=").decode()
    return f"{_MARK}{_VERSION}:{packed}:{_check(packed)}"


def card_from_text(text: str) -> Card:
    """Read a card. Blanks and line ends that a chat window put in are passed over.

    Raises:
        Problem: It is not a card, was changed on the way, or is of a later version.
    """
    # A byte order mark is what Windows' Notepad leaves; it is no blank to Python.
    line = "".join(text.replace("\ufeff", "").split())
    found = _SHAPE.fullmatch(line)
    if found is None:
        raise Problem(_MISCOPIED if line.startswith(f"{_MARK}{_VERSION}:") else _NOT_A_CARD)
    version, packed, check = found.groups()
    if version != str(_VERSION):
        raise Problem(_NEWER)
    if check != _check(packed):
        raise Problem(_MISCOPIED)
    try:
        content = base64.b64decode(packed + "=" * (-len(packed) % 4), b"-_", validate=True)
        return _card_from_parts(read_json(content.decode()))
    except ValueError as error:
        raise Problem(_MISCOPIED) from error


def write_card(path: Path, card: Card) -> None:
    """Write the card to a file of one line.

    Raises:
        Problem: The file could not be written.
    """
    write_whole(path, [card_text(card).encode() + b"\n"])


def read_card(path: Path) -> Card:
    """Read a card from a file.

    Raises:
        Problem: The file could not be read or is not a card.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise problem_of(error, path) from error
    if len(content) > _LARGEST_FILE_BYTES:
        raise Problem(_NOT_A_CARD)
    try:
        return card_from_text(content.decode())
    except UnicodeDecodeError as error:
        raise Problem(_NOT_A_CARD) from error


def is_recipient(text: object) -> bool:
    """Return whether ``text`` is an X25519 recipient as we write it."""
    if not isinstance(text, str):
        return False
    try:
        # pyrage also takes capitals; one key must have one spelling.
        return bool(str(pyrage.x25519.Recipient.from_str(text)) == text)
    except pyrage.RecipientError:
        return False


def is_hex(text: object, digits: int) -> bool:
    """Return whether ``text`` is 32 or 64 lower-case hexadecimal digits."""
    return isinstance(text, str) and _HEX_BY_DIGITS[digits].fullmatch(text) is not None


def is_plain_words(text: object) -> bool:
    """Return whether ``text`` is short, visible and safe to show and to speak."""
    return (
        isinstance(text, str)
        and 0 < len(text.strip()) <= len(text) <= _LONGEST_WORDS
        and not any(unicodedata.category(letter) in _UNSEEN for letter in text)
    )


def _card_from_parts(parts: object) -> Card:
    if not isinstance(parts, list) or len(parts) != _PARTS:
        raise ValueError("a card has six parts")
    name, county, role, device, reading_key, sealing_key = parts
    return _checked(
        Card(
            name=name,
            county=county,
            role=role,
            device=device,
            reading_key=reading_key,
            sealing_key=sealing_key,
        )
    )


def _checked(card: Card) -> Card:
    if not all(map(is_plain_words, (card.name, card.county, card.role))):
        raise ValueError("name, county and role are short plain words")
    if not is_hex(card.device, 32) or not is_hex(card.sealing_key, 64):
        raise ValueError("device and sealing key are hexadecimal digits")
    if not is_recipient(card.reading_key):
        raise ValueError("the reading key is not an X25519 recipient")
    return card


def _check(packed: str) -> str:
    """Return what notices a slip in copying; against forgery the fingerprint is compared."""
    return hashlib.sha256(packed.encode()).hexdigest()[:_CHECK_DIGITS]
