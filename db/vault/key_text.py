"""How a key file is written down: JSON, version 1."""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from db.vault.strength import KEY_BYTES, SALT_BYTES, Strength

VERSION: Final = 1
SUITE: Final = 1
"""Argon2id, HKDF-SHA-256 and AES-256-GCM. Another set of algorithms gets another number."""

_NONCE_BYTES: Final = 12
_BOX_BYTES: Final = KEY_BYTES + 16
_DEVICE_DIGITS: Final = 32
_LARGEST_SEQ: Final = (1 << 63) - 1

# A key file that asks for more than this is damaged, or wants to hang the computer.
_MOST_PASSES: Final = 64
_MOST_MEMORY_KIB: Final = 1 << 20
_MOST_LANES: Final = 16
_LEAST_MEMORY_KIB_PER_LANE: Final = 8  # RFC 9106, section 3.1


class DamagedKeyFileError(Exception):
    """The bytes are not a key file, or not as they were written."""


class NewerKeyFileError(Exception):
    """The key file has a version or a suite this program does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The record's key under another key.

    Attributes:
        nonce: 12 bytes used once.
        box: AES-256-GCM of the key, with its tag.
    """

    nonce: bytes
    box: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """What a key file says. Nothing in it is secret by itself.

    Attributes:
        strength: Work per try of the passphrase.
        salt: 16 bytes mixed with the passphrase.
        by_passphrase: The slot the passphrase opens.
        by_code: The slot the recovery code opens.
        device: Uid of the device, 32 hexadecimal digits.
        highest_seq: Highest number this device is known to have given to a change.
    """

    strength: Strength
    salt: bytes
    by_passphrase: Slot
    by_code: Slot
    device: str
    highest_seq: int


def text_of_key_file(key_file: KeyFile) -> bytes:
    """Return the bytes to write."""
    content: dict[str, Any] = {
        "v": VERSION,
        "suite": SUITE,
        "argon": {
            "t": key_file.strength.passes,
            "m": key_file.strength.memory_kib,
            "p": key_file.strength.lanes,
            "salt": _b64(key_file.salt),
        },
        "pass": {
            "n": _b64(key_file.by_passphrase.nonce),
            "c": _b64(key_file.by_passphrase.box),
        },
        "code": {"n": _b64(key_file.by_code.nonce), "c": _b64(key_file.by_code.box)},
        "device": key_file.device,
        "highest_seq": key_file.highest_seq,
    }
    content["check"] = _check(content)
    return json.dumps(content, indent=1).encode() + b"\n"


def key_file_from_text(text: bytes) -> KeyFile:
    """Read a key file.

    Raises:
        NewerKeyFileError: It is of a later version.
        DamagedKeyFileError: It is anything else but a key file as it was written.
    """
    try:
        content = json.loads(text.decode())
    except (ValueError, RecursionError) as error:
        raise DamagedKeyFileError from error
    if not isinstance(content, dict):
        raise DamagedKeyFileError
    check = content.pop("check", None)
    version, suite = content.get("v"), content.get("suite")
    if not (type(version) is int and type(suite) is int):
        raise DamagedKeyFileError
    if version > VERSION or suite > SUITE:
        # A later version may check itself in another way; its number is all we read.
        raise NewerKeyFileError
    try:
        if check != _check(content):
            raise DamagedKeyFileError
        argon = content["argon"]
        return KeyFile(
            strength=Strength(
                passes=_number(argon["t"], 1, _MOST_PASSES),
                lanes=(lanes := _number(argon["p"], 1, _MOST_LANES)),
                memory_kib=_number(
                    argon["m"], _LEAST_MEMORY_KIB_PER_LANE * lanes, _MOST_MEMORY_KIB
                ),
            ),
            salt=_bytes(argon["salt"], SALT_BYTES),
            by_passphrase=_slot(content["pass"]),
            by_code=_slot(content["code"]),
            device=_device(content["device"]),
            highest_seq=_number(content["highest_seq"], 0, _LARGEST_SEQ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedKeyFileError from error


def _check(content: dict[str, Any]) -> str:
    """Return what notices a worn disk; against a person the slots protect themselves."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _slot_content(slot: Slot) -> dict[str, str]:
    return {"n": _b64(slot.nonce), "c": _b64(slot.box)}


def _slot(content: dict[str, Any]) -> Slot:
    return Slot(nonce=_bytes(content["n"], _NONCE_BYTES), box=_bytes(content["c"], _BOX_BYTES))


def _b64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(text: object, length: int) -> bytes:
    if not isinstance(text, str):
        raise ValueError("not a text")
    value = base64.b64decode(text, validate=True)
    if len(value) != length:
        raise ValueError("not of the right length")
    return value


def _number(value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise ValueError("not a number in range")
    return value


def _device(value: object) -> str:
    if not isinstance(value, str) or len(bytes.fromhex(value)) * 2 != _DEVICE_DIGITS:
        raise ValueError("not a device")
    return value
