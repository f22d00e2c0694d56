"""The key file: the record's key, locked once by the passphrase and once by the code.

The record is encrypted with 256 random bits that never change with the passphrase; the key
file beside it (``yiyi.key``) holds those bits in two slots. Either slot opens without the
other. There is no third way in.
"""

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.domain.whole_file import problem_of, write_whole
from db.fields.problem import Problem
from db.fields.text import Text
from db.vault.key_text import (
    DamagedKeyFileError,
    KeyFile,
    NewerKeyFileError,
    Slot,
    key_file_from_text,
    text_of_key_file,
)
from db.vault.recovery_code import new_recovery_code, normalised_recovery_code
from db.vault.strength import (
    KEY_BYTES,
    SALT_BYTES,
    Strength,
    calibrated_strength,
    passphrase_key,
)

SHORTEST_PASSPHRASE: Final = 8
"""Characters, blanks at the ends not counted. Our own choice: no rule sets a number for us."""

_NONCE_BYTES: Final = 12
_LARGEST_FILE_BYTES: Final = 64 * 1024

_TOO_SHORT: Final = Text(
    "口令至少要有 {shortest} 个字符。可以用一句只有自己知道的话。",
    "A passphrase needs at least {shortest} characters. A sentence only you know does well.",
)
_WRONG_PASSPHRASE: Final = Text(
    "口令不对，档案没有打开。请检查大小写和输入法再试；忘记口令可用恢复码重设。",
    "That is not the passphrase, so the record stays closed. Check capitals and input method; "
    "if it is forgotten, set a new one with the recovery code.",
)
_WRONG_CODE: Final = Text(
    "这个恢复码书写无误，但不属于这份档案，或已被新的恢复码取代。请换用这份档案最近一次打印的恢复码。",
    "This recovery code is well formed but belongs to another record or has been replaced. "
    "Use the one printed last for this record.",
)
_MISSING: Final = Text(
    "找不到密钥文件“{place}”，没有它打不开档案。请把备份里的同名文件放回这里。",
    "The key file {place} is missing and the record cannot be opened without it. "
    "Put back the file of the same name from a backup.",
)
_DAMAGED: Final = Text(
    "密钥文件“{place}”已损坏，它的副本也用不了。请把备份里的同名文件放回这里。",
    "The key file {place} is damaged and so is its copy. "
    "Put back the file of the same name from a backup.",
)
_NEWER: Final = Text(
    "密钥文件“{place}”由更新版本的一一写成。请先升级本机的一一，再打开档案。",
    "The key file {place} was written by a newer Yiyi. Upgrade this computer's Yiyi, "
    "then open the record.",
)
_THERE_ALREADY: Final = Text(
    "“{place}”已经有密钥文件，覆盖它会使原有档案再也打不开，因此没有新建。请换一个文件夹。",
    "There is a key file at {place} already. Replacing it would lock its record for ever, "
    "so nothing was created. Choose another folder.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    key_file: KeyFile
    path: Path


def create_key_file(
    path: Path, passphrase: str, *, device: str, strength: Strength | None = None
) -> tuple[bytes, str]:
    """Make a new key and its key file; return the key and the recovery code to print.

    Args:
        path: Where the key file goes.
        passphrase: What will open it.
        device: Uid of this device, 32 hexadecimal digits.
        strength: Work per try; ``None`` measures this computer first, which takes a second
            or two.

    Raises:
        Problem: The passphrase is too short, a key file is there already, or it could not
            be written.
    """
    if path.exists() or _copy_of(path).exists():
        raise Problem(_THERE_ALREADY, place=path)
    checked = _checked_passphrase(passphrase)
    dek = os.urandom(KEY_BYTES)
    code = new_recovery_code()
    measured = strength or calibrated_strength()
    salt, by_passphrase = _passphrase_slot(dek, checked, measured)
    key_file = KeyFile(
        strength=measured,
        salt=salt,
        by_passphrase=by_passphrase,
        by_code=_code_slot(dek, code),
        device=device,
        highest_seq=0,
    )
    _write_both(path, key_file)
    return dek, code


def unlock(path: Path, passphrase: str) -> bytes:
    """Return the record's key, opened by the passphrase.

    Raises:
        Problem: The passphrase is wrong, or the key file is missing, damaged or newer.
    """
    return _unlocked(_found(path).key_file, passphrase)


def unlock_with_code(path: Path, code: str) -> bytes:
    """Return the record's key, opened by the recovery code.

    Raises:
        Problem: The code is mistyped or of another record, or the key file cannot be used.
    """
    normalised = normalised_recovery_code(code)
    return _unlocked_with_code(_found(path).key_file, normalised)


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Let ``new`` open the record instead of ``old``; the record itself is not touched."""
    key_file = _found(path).key_file
    dek = _unlocked(key_file, old)
    _write_both(path, _with_passphrase(key_file, dek, _checked_passphrase(new)))


def set_passphrase_with_code(path: Path, code: str, new: str) -> None:
    """Set a new passphrase when the old one is forgotten. The code stays the same."""
    normalised = normalised_recovery_code(code)
    key_file = _found(path).key_file
    dek = _unlocked_with_code(key_file, normalised)
    _write_both(path, _with_passphrase(key_file, dek, _checked_passphrase(new)))


def renew_recovery_code(
    path: Path, passphrase: str, keep: Callable[[str], object] = lambda _code: None
) -> str:
    """Return a new recovery code; the former one opens this key file no more.

    A copy of the key file in an older backup still opens with the former code.

    Args:
        path: The key file.
        passphrase: What opens it now.
        keep: Puts the new code on paper before it counts: when that cannot be done, the
            former code stays good.

    Raises:
        Problem: The passphrase is wrong, the key file cannot be used, or what ``keep`` raises.
    """
    key_file = _found(path).key_file
    dek = _unlocked(key_file, passphrase)
    code = new_recovery_code()
    keep(code)
    _write_both(path, replace(key_file, by_code=_code_slot(dek, code)))
    return code


def rewrap(path: Path, dek: bytes, passphrase: str, *, strength: Strength | None = None) -> str:
    """Lock ``dek`` anew in both slots and return the new recovery code.

    For a record that was given a new key, or whose work per try is measured again. The
    device and its highest number stay.
    """
    key_file = replace(_found(path).key_file, strength=strength or calibrated_strength())
    code = new_recovery_code()
    renewed = replace(
        _with_passphrase(key_file, dek, _checked_passphrase(passphrase)),
        by_code=_code_slot(dek, code),
    )
    _write_both(path, renewed)
    return code


def read_key_file(path: Path) -> KeyFile:
    """Return what the key file says without opening it.

    Raises:
        Problem: It is missing, newer, or damaged together with its copy.
    """
    return _found(path).key_file


def note_sequence(path: Path, device: str, seq: int) -> None:
    """Remember the highest number this device has given to a change.

    A record that knows less than its key file was put back from an older copy; going on with
    it would use numbers twice. The number therefore never goes down for one device.
    """
    found = _found(path)
    key_file = found.key_file
    if device != key_file.device:
        _write_both(path, replace(key_file, device=device, highest_seq=seq))
    elif seq > key_file.highest_seq or found.path != path:
        highest = max(seq, key_file.highest_seq)
        # The copy may lag: a number that is too low only makes the warning come later.
        _write(path, replace(key_file, highest_seq=highest))


def checked_passphrase_length(passphrase: str) -> None:
    """Raise a ``Problem`` when ``passphrase`` is too short to be set."""
    _checked_passphrase(passphrase)


def _checked_passphrase(passphrase: str) -> str:
    normalised = _normalised(passphrase)
    if len(normalised.strip()) < SHORTEST_PASSPHRASE:
        raise Problem(_TOO_SHORT, field="passphrase", shortest=SHORTEST_PASSPHRASE)
    return normalised


def _normalised(passphrase: str) -> str:
    # Two keyboards may type one letter as one or as two code points.
    return unicodedata.normalize("NFC", passphrase)


def _passphrase_slot(dek: bytes, passphrase: str, strength: Strength) -> tuple[bytes, Slot]:
    salt = os.urandom(SALT_BYTES)
    return salt, _sealed(passphrase_key(passphrase, salt, strength), dek, "pass")


def _code_slot(dek: bytes, code: str) -> Slot:
    return _sealed(_code_key(code), dek, "code")


def _with_passphrase(key_file: KeyFile, dek: bytes, passphrase: str) -> KeyFile:
    salt, slot = _passphrase_slot(dek, passphrase, key_file.strength)
    return replace(key_file, salt=salt, by_passphrase=slot)


def _unlocked(key_file: KeyFile, passphrase: str) -> bytes:
    kek = passphrase_key(_normalised(passphrase), key_file.salt, key_file.strength)
    try:
        return _opened(kek, key_file.by_passphrase, "pass")
    except InvalidTag as error:
        raise Problem(_WRONG_PASSPHRASE, field="passphrase") from error


def _unlocked_with_code(key_file: KeyFile, code: str) -> bytes:
    try:
        return _opened(_code_key(code), key_file.by_code, "code")
    except InvalidTag as error:
        raise Problem(_WRONG_CODE, field="code") from error


def _sealed(kek: bytes, dek: bytes, slot: str) -> Slot:
    nonce = os.urandom(_NONCE_BYTES)
    return Slot(nonce=nonce, box=AESGCM(kek).encrypt(nonce, dek, _purpose(slot)))


def _opened(kek: bytes, slot: Slot, name: str) -> bytes:
    return AESGCM(kek).decrypt(slot.nonce, slot.box, _purpose(name))


def _purpose(slot: str) -> bytes:
    return f"yiyi-dek-1|{slot}".encode()


def _code_key(code: str) -> bytes:
    # 130 random bits need no slow derivation: nobody can try them all.
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"yiyi recovery")
    return kdf.derive(code.encode())


def _found(path: Path) -> _Found:
    """Read the key file, or its copy when the file itself is gone or damaged."""
    damaged = False
    for place in (path, _copy_of(path)):
        try:
            with place.open("rb") as file:
                content = file.read(_LARGEST_FILE_BYTES + 1)
            return _Found(key_file=key_file_from_text(content), path=place)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise problem_of(error, place) from error
        except NewerKeyFileError as error:
            raise Problem(_NEWER, place=place) from error
        except DamagedKeyFileError:
            damaged = True
    raise Problem(_DAMAGED if damaged else _MISSING, place=path)


def _write_both(path: Path, key_file: KeyFile) -> None:
    # The copy first: if the second write fails, the file still says what the person was told,
    # and no copy is left that an old passphrase opens.
    _write(_copy_of(path), key_file)
    _write(path, key_file)


def _write(path: Path, key_file: KeyFile) -> None:
    write_whole(path, [text_of_key_file(key_file)])


def _copy_of(path: Path) -> Path:
    return path.with_name(path.name + ".bak")
