"""The key file: what opens it, what does not, and what it says then."""

import base64
import json
import os
import stat
import unicodedata
from pathlib import Path

import pytest

from db.domain import whole_file
from db.fields.problem import Problem
from db.vault.key_file import (
    change_passphrase,
    create_key_file,
    note_sequence,
    read_key_file,
    renew_recovery_code,
    rewrap,
    set_passphrase_with_code,
    unlock,
    unlock_with_code,
)
from db.vault.recovery_code import new_recovery_code
from db.vault.strength import FLOOR, Strength, calibrated_strength, milliseconds_of

PASSPHRASE = "山里的路 cháng"  # noqa: S105 - it opens nothing outside this file
NEW_PASSPHRASE = "河边的桥 duǎn"  # noqa: S105 - as above
DEVICE = "ab" * 16
OF_RELEASE_1 = Path(__file__).parent / "of_release_1"
CHEAP = Strength(passes=1, memory_kib=64)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "yiyi.key"


@pytest.fixture
def made(path):
    return create_key_file(path, PASSPHRASE, device=DEVICE, strength=CHEAP)


def copy_of(path: Path) -> Path:
    return path.with_name("yiyi.key.bak")


def rewrite(path: Path, change) -> None:
    """Change the file and its check, as a later version or an attacker would."""
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content))


def outcome(attempt) -> object:
    """Return what ``attempt`` returned, or the word its ``Problem`` is known by."""
    try:
        return attempt()
    except Problem as problem:
        words = ("damaged", "newer Yiyi", "not the passphrase")
        return next(word for word in words if word in str(problem))


def test_the_passphrase_and_the_code_open_the_same_key(path, made):
    dek, code = made
    assert len(dek) == 32
    assert unlock(path, PASSPHRASE) == dek
    assert unlock_with_code(path, code.lower()) == dek


def test_no_secret_stands_in_the_files(path, made):
    dek, code = made
    for place in (path, copy_of(path)):
        content = place.read_bytes()
        for secret in (
            dek,
            dek.hex().encode(),
            base64.b64encode(dek),
            PASSPHRASE.encode(),
            json.dumps(PASSPHRASE).encode(),
            code.encode(),
            code.replace("-", "").encode(),
        ):
            assert secret not in content
        if os.name == "posix":
            assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_every_key_file_has_its_own_key_salt_and_nonces(path, made, tmp_path):
    other_path = tmp_path / "other.key"
    other_dek, _ = create_key_file(other_path, PASSPHRASE, device=DEVICE, strength=CHEAP)
    one, other = read_key_file(path), read_key_file(other_path)
    assert made[0] != other_dek
    assert one.salt != other.salt
    nonces = {
        slot.nonce for file in (one, other) for slot in (file.by_passphrase, file.by_code)
    }
    assert len(nonces) == 4


def test_a_slot_moved_to_the_other_place_does_not_open(path, made):
    text = path.read_text()
    file = read_key_file(path)
    swapped = json.loads(text)
    swapped["pass"], swapped["code"] = swapped["code"], swapped["pass"]
    path.write_text(json.dumps(swapped))
    copy_of(path).unlink()
    with pytest.raises(Problem, match="damaged"):
        unlock_with_code(path, made[1])
    assert file.by_passphrase != file.by_code


def test_a_key_file_of_the_first_release_opens_for_ever(tmp_path):
    path = tmp_path / "yiyi.key"
    path.write_bytes((OF_RELEASE_1 / "yiyi.key").read_bytes())
    opens = json.loads((OF_RELEASE_1 / "opens.json").read_text())
    assert unlock(path, PASSPHRASE).hex() == opens["dek"]
    assert unlock_with_code(path, opens["code"]).hex() == opens["dek"]
    assert (read_key_file(path).device, read_key_file(path).highest_seq) == (DEVICE, 7)


def test_one_letter_typed_in_two_ways_is_the_same_passphrase(path, made):
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != PASSPHRASE
    assert unlock(path, decomposed) == made[0]


def test_a_wrong_passphrase_says_so(path, made):
    with pytest.raises(Problem, match="not the passphrase") as caught:
        unlock(path, PASSPHRASE + " ")
    assert caught.value.field == "passphrase"


def test_the_code_of_another_record_says_so(path, made):
    with pytest.raises(Problem, match="belongs to another record"):
        unlock_with_code(path, new_recovery_code())


def test_a_mistyped_code_is_noticed_before_the_file_is_looked_at(path):
    with pytest.raises(Problem, match="letters and digits"):
        unlock_with_code(path, "ABCDE")


@pytest.mark.parametrize("short", ["", "七个字的口令呀", "  seven77  "])
def test_a_short_passphrase_is_refused_and_nothing_is_written(path, short):
    with pytest.raises(Problem, match="at least"):
        create_key_file(path, short, device=DEVICE, strength=CHEAP)
    assert list(path.parent.iterdir()) == []


def test_a_short_new_passphrase_leaves_the_old_one(path, made):
    with pytest.raises(Problem, match="at least"):
        change_passphrase(path, PASSPHRASE, "short")
    assert unlock(path, PASSPHRASE) == made[0]


def test_after_a_change_the_old_passphrase_opens_neither_file_nor_copy(path, made):
    change_passphrase(path, PASSPHRASE, NEW_PASSPHRASE)
    for _ in range(2):
        assert unlock(path, NEW_PASSPHRASE) == made[0]
        with pytest.raises(Problem, match="not the passphrase"):
            unlock(path, PASSPHRASE)
        path.unlink(missing_ok=True)  # the second time round the copy is asked
    assert unlock_with_code(path, made[1]) == made[0]


def test_the_wrong_old_passphrase_changes_nothing(path, made):
    before = path.read_bytes()
    with pytest.raises(Problem, match="not the passphrase"):
        change_passphrase(path, NEW_PASSPHRASE, NEW_PASSPHRASE)
    assert path.read_bytes() == before


def test_the_code_sets_a_new_passphrase_and_goes_on_working(path, made):
    dek, code = made
    set_passphrase_with_code(path, code, NEW_PASSPHRASE)
    assert unlock(path, NEW_PASSPHRASE) == unlock_with_code(path, code) == dek


def test_a_renewed_code_replaces_the_former(path, made):
    dek, former = made
    code = renew_recovery_code(path, PASSPHRASE)
    assert unlock_with_code(path, code) == unlock(path, PASSPHRASE) == dek
    with pytest.raises(Problem, match="has been replaced"):
        unlock_with_code(path, former)


def test_a_new_key_is_locked_in_both_slots_and_the_sequence_stays(path, made):
    note_sequence(path, DEVICE, 7)
    renewed = os.urandom(32)
    stronger = Strength(passes=2, memory_kib=64)
    code = rewrap(path, renewed, NEW_PASSPHRASE, strength=stronger)
    assert unlock(path, NEW_PASSPHRASE) == unlock_with_code(path, code) == renewed
    file = read_key_file(path)
    assert (file.device, file.highest_seq, file.strength) == (DEVICE, 7, stronger)


def test_a_key_file_is_never_overwritten(path, made):
    with pytest.raises(Problem, match="a key file at"):
        create_key_file(path, PASSPHRASE, device=DEVICE, strength=CHEAP)
    path.unlink()
    with pytest.raises(Problem, match="a key file at"):  # its copy still opens the record
        create_key_file(path, PASSPHRASE, device=DEVICE, strength=CHEAP)


def test_a_missing_key_file_says_so(path):
    for ask in (
        lambda: unlock(path, PASSPHRASE),
        lambda: read_key_file(path),
        lambda: note_sequence(path, DEVICE, 1),
        lambda: unlock_with_code(path, new_recovery_code()),
    ):
        with pytest.raises(Problem, match="missing"):
            ask()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: b"\xff" + content,
        lambda content: b"[" * 100_000,
        lambda content: b"[]",
        lambda content: content.replace(b'"t": 1', b'"t": 2'),
        lambda content: content.replace(b'"highest_seq": 0', b'"highest_seq": 9'),
        lambda content: content.replace(b'"check"', b'"checked"'),
        lambda content: b"0" * 70_000,
    ],
)
def test_a_damaged_key_file_gives_way_to_its_copy_and_then_says_so(path, made, damage):
    content = path.read_bytes()
    path.write_bytes(damage(content))
    assert path.read_bytes() != content
    assert unlock(path, PASSPHRASE) == made[0]
    copy_of(path).write_bytes(damage(content))
    with pytest.raises(Problem, match="damaged"):
        unlock(path, PASSPHRASE)


def test_any_flipped_bit_is_damage_and_never_a_wrong_passphrase(path, made):
    content = path.read_bytes()
    copy_of(path).unlink()
    for at in range(0, len(content) * 8, 37):
        flipped = bytearray(content)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        assert outcome(lambda: unlock(path, PASSPHRASE)) in {made[0], "damaged", "newer Yiyi"}


def test_the_next_note_writes_a_lost_key_file_again(path, made):
    path.unlink()
    note_sequence(path, DEVICE, 3)
    copy_of(path).unlink()
    assert unlock(path, PASSPHRASE) == made[0]
    assert read_key_file(path).highest_seq == 3


@pytest.mark.parametrize("name", ["v", "suite"])
def test_a_newer_key_file_is_left_to_a_newer_yiyi(path, made, name):
    rewrite(path, lambda content: content.update({name: 2}))
    with pytest.raises(Problem, match="newer Yiyi"):
        unlock(path, PASSPHRASE)


def test_a_key_file_that_asks_for_all_memory_is_damaged(path, made, monkeypatch):
    monkeypatch.setattr("db.vault.key_text._check", lambda content: content.get("none"))
    copy_of(path).unlink()

    def greedy(content):
        content["argon"]["m"] = 1 << 31
        del content["check"]

    rewrite(path, greedy)
    with pytest.raises(Problem, match="damaged"):
        unlock(path, PASSPHRASE)


def test_the_highest_sequence_never_goes_down_for_one_device(path, made):
    note_sequence(path, DEVICE, 12)
    written = path.stat().st_ino
    note_sequence(path, DEVICE, 5)
    assert read_key_file(path).highest_seq == 12
    assert path.stat().st_ino == written  # nothing to note, nothing to wear the disk for
    note_sequence(path, "cd" * 16, 1)
    assert (read_key_file(path).device, read_key_file(path).highest_seq) == ("cd" * 16, 1)
    assert unlock(path, PASSPHRASE) == made[0]


def test_a_full_disk_leaves_the_old_passphrase_and_no_half_file(path, made, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, "fsync", full)
    with pytest.raises(Problem, match="no room"):
        change_passphrase(path, PASSPHRASE, NEW_PASSPHRASE)
    assert unlock(path, PASSPHRASE) == made[0]
    assert sorted(p.name for p in path.parent.iterdir()) == ["yiyi.key", "yiyi.key.bak"]


@pytest.mark.parametrize("ms_at_floor", [5, 40, 150, 290])
def test_a_computer_is_given_work_for_three_to_five_tenths_of_a_second(ms_at_floor):
    def measure(strength):
        work = strength.passes * strength.memory_kib / (FLOOR.passes * FLOOR.memory_kib)
        return work * ms_at_floor

    strength = calibrated_strength(measure)
    assert strength.memory_kib >= FLOOR.memory_kib
    assert strength.passes >= FLOOR.passes
    fast = ms_at_floor == 5  # stops at 256 MiB and twelve passes
    assert fast or 300 <= measure(strength) <= 500


def test_a_slow_computer_stays_at_the_floor():
    assert calibrated_strength(lambda _: 2000.0) == FLOOR


def test_a_lucky_first_measure_is_put_right():
    times = iter([50.0] + [900.0] * 50)
    assert calibrated_strength(lambda _: next(times)) == FLOOR


def test_one_try_is_really_measured():
    assert milliseconds_of(CHEAP) > 0


def test_a_new_code_that_cannot_be_put_on_paper_leaves_the_former_one_good(
    tmp_path: Path,
) -> None:
    path = tmp_path / "yiyi.key"
    dek, code = create_key_file(path, PASSPHRASE, device=DEVICE, strength=CHEAP)

    def no_paper(_code: str) -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        renew_recovery_code(path, PASSPHRASE, no_paper)
    assert unlock_with_code(path, code) == dek
