"""Exchange files that are not taken, each for its own reason."""

import contextlib
import json
import os
import sys

import pyrage
import pytest
import zstandard

from db.domain.journal.operation import Operation
from db.fields.problem import Problem
from db.fields.text import Language
from db.sync.exchange_file import open_exchange
from db.sync.seal import SealMaker
from tests.sync.workspaces import (
    COUNSELLOR,
    COUNSELLOR_CARD,
    ENROLLED,
    STRANGER,
    STRANGER_CARD,
    SUPERVISOR,
    SUPERVISOR_CARD,
    a_manifest,
    encrypted,
    honest_records,
    sealed,
    some_operations,
    write,
)

NOT_ADDRESSED = "not addressed to this workspace"
DAMAGED = "damaged or cut short"
NEWER = "newer Yiyi"
NOT_EXCHANGE = "not an exchange file"
TOO_MUCH = "unreasonable size"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "交换.yiyi"


def refused(path, content: bytes | None = None, *, known=ENROLLED) -> str:
    """Return the English words the file is refused with."""
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Problem) as caught:
        open_exchange(path, SUPERVISOR, known).close()
    chinese = caught.value.message(Language.ZH)
    assert path.name in chinese
    assert "{" not in chinese + caught.value.message(Language.EN)
    return caught.value.message(Language.EN)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", b"\0" * 70_000, b"age-encryption", b"SQLite format 3\0", b"\xff"],
)
def test_another_kind_of_file(path, content):
    assert NOT_EXCHANGE in refused(path, content) or content == b"age-encryption"


def test_an_armoured_file_is_not_one_of_ours(path):
    recipient = pyrage.x25519.Recipient.from_str(SUPERVISOR_CARD.reading_key)
    inner = zstandard.compress(sealed(honest_records()))
    armoured = pyrage.encrypt(inner, [recipient], armored=True)
    assert NOT_EXCHANGE in refused(path, armoured)


def test_an_empty_file_a_folder_and_a_missing_file(path):
    assert "is empty" in refused(path, b"")
    assert "is not a file" in refused(path.parent)
    assert "was not found" in refused(path.parent / "gone.yiyi")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes in folders")
def test_a_pipe_is_not_waited_for(path):
    os.mkfifo(path)
    assert "is not a file" in refused(path)


def test_a_header_without_end(path):
    header = b"age-encryption.org/v1\n" + b"-> X25519 AAAA\nAAAA\n" * 10_000
    assert "far too long" in refused(path, header)


def test_a_file_for_somebody_else(path):
    inner = sealed(honest_records(to=[STRANGER_CARD.reading_key]))
    assert NOT_ADDRESSED in refused(path, encrypted(inner, STRANGER_CARD))


def test_a_file_locked_with_a_passphrase(path):
    salt, box = b"A" * 21 + b"A", b"A" * 43
    header = b"age-encryption.org/v1\n-> scrypt " + salt + b" 18\n" + box + b"\n--- " + box
    assert NOT_ADDRESSED in refused(path, header + b"\n" + bytes(100))


def test_a_file_passed_on_as_if_it_had_been_for_us(path):
    inner = sealed(honest_records(to=[STRANGER_CARD.reading_key]))
    assert "re-addressed" in refused(path, encrypted(inner))


def test_a_file_cut_anywhere(path):
    write(path, 1500)
    content = path.read_bytes()
    header_bytes = content.index(b"\n--- ") + 50
    for length in (
        5,
        22,
        60,
        header_bytes,
        header_bytes + 16,
        len(content) // 2,
        len(content) - 1,
    ):
        assert DAMAGED in refused(path, content[:length])


def test_a_file_with_something_behind_it(path):
    write(path)
    assert DAMAGED in refused(path, path.read_bytes() + b"x")


def test_a_sender_whose_card_is_not_enrolled(path):
    write(path)
    words = refused(path, known={STRANGER_CARD.sealing_key: STRANGER_CARD})
    assert "card is not enrolled" in words
    assert COUNSELLOR_CARD.name in words


def test_a_seal_by_another_hand(path):
    content = encrypted(sealed(honest_records(), keys=STRANGER))
    words = refused(path, content)
    assert "seal" in words
    assert COUNSELLOR_CARD.name in words
    known = ENROLLED | {STRANGER_CARD.sealing_key: STRANGER_CARD}
    assert "seal" in refused(path, content, known=known)


def test_a_seal_that_counts_wrong(path):
    assert "seal" in refused(path, encrypted(sealed(honest_records(), count=2)))


def test_a_seal_that_names_another_hash(path):
    inner = sealed(honest_records())
    at = inner.rindex(b'"sha256":"') + 10
    other = inner[:at] + b"0" * 64 + inner[at + 64 :]
    assert "seal" in refused(path, encrypted(other))


@pytest.mark.parametrize("count", [2, 4])
def test_a_manifest_that_counts_wrong(path, count):
    assert DAMAGED in refused(path, encrypted(sealed(honest_records(ops=count))))


@pytest.mark.parametrize("change", [{"min_reader": 2}, {"suite": 2}])
def test_a_file_only_a_later_release_can_read(path, change):
    assert NEWER in refused(path, encrypted(sealed(honest_records(**change, kind=7))))


def test_a_later_age_format(path):
    write(path)
    content = path.read_bytes().replace(b"org/v1\n", b"org/v2\n")
    assert NEWER in refused(path, content)


@pytest.mark.parametrize("kind", [0, 3, 8, 127])
def test_a_record_of_a_later_release_that_must_be_understood(path, kind):
    records = honest_records()
    records.insert(1, (kind, b"something later"))
    assert NEWER in refused(path, encrypted(sealed(records)))


BY_THE_SENDER = {
    "no manifest": lambda: honest_records()[1:],
    "manifest behind": lambda: honest_records()[::-1],
    "two manifests": lambda: honest_records()[:1] + honest_records(),
    "manifest is text": lambda: [(1, b'"x"'), *honest_records()[1:]],
    "manifest is not UTF-8": lambda: [(1, b"\xff"), *honest_records()[1:]],
    "manifest is deep": lambda: [(1, b"[" * 500_000), *honest_records()[1:]],
    "manifest lacks have": lambda: [(1, b'{"min_reader":1,"suite":1}')],
    "no lines": lambda: [*honest_records(), (2, b"")],
    "an empty line": lambda: [*honest_records(), (2, b"\n")],
    "no line feed": lambda: [*honest_records()[:1], (2, honest_records()[1][1][:-1])],
    "lines not UTF-8": lambda: [*honest_records()[:1], (2, b"\xff\n")],
    "a deep line": lambda: [*honest_records()[:1], (2, b"[" * 500_000 + b"\n")],
    "a long number": lambda: [*honest_records()[:1], (2, b"9" * 10_000 + b"\n")],
    **{
        f"manifest with {name} {value!r:.5}": (
            lambda name=name, value=value: honest_records(**{name: value})
        )
        for name, value in [
            ("min_reader", True),
            ("min_reader", "1"),
            ("fmt", 0),
            ("kind", "gossip"),
            ("sender", "A" * 64),
            ("to", []),
            ("to", ["age1x"]),
            ("to", SUPERVISOR_CARD.reading_key),
            ("have", []),
            ("have", {"x": 1}),
            ("have", {"a1" * 16: -1}),
            ("ops", 10**12),
            ("ops", 1.5),
            ("created", 10**18),
            ("number", 0),
            ("sender_name", "\u202e"),
            ("scope", [1]),
            ("bundle_id", None),
        ]
    },
}


@pytest.mark.parametrize("records", BY_THE_SENDER.values(), ids=BY_THE_SENDER.keys())
def test_nonsense_under_the_senders_own_seal(path, records):
    assert DAMAGED in refused(path, encrypted(sealed(records())))


def test_too_many_lines_in_one_record(path):
    lines = b"".join(op.line().encode() + b"\n" for op in some_operations(1001))
    manifest = (1, a_manifest(1001).payload())
    assert DAMAGED in refused(path, encrypted(sealed([manifest, (2, lines)], count=1001)))


def test_an_operation_no_table_could_keep(path):
    line = json.loads(next(some_operations(1)).line())
    line[3] = "sqlite_master; --"
    records = [(1, a_manifest(1).payload()), (2, json.dumps(line).encode() + b"\n")]
    assert DAMAGED in refused(path, encrypted(sealed(records, count=1)))
    assert isinstance(next(some_operations(1)), Operation)


@pytest.mark.parametrize(
    "payload",
    [b"", b"{}", b"[]", b"\xff", b'{"ops":3,"sha256":1,"sig":2}', b'{"ops":3,"sha256":"zz"}'],
)
def test_a_seal_that_is_none(path, payload):
    maker = SealMaker()
    inner = b"".join(maker.record(*record) for record in honest_records())
    inner += len(payload).to_bytes(4, "big") + b"\x09" + payload
    assert DAMAGED in refused(path, encrypted(inner))


def test_no_seal_or_half_a_seal(path):
    inner = sealed(honest_records())
    without_seal = inner.rindex(b'{"ops":') - 5
    for length in (without_seal, 0, 3, 5, len(inner) - 200, len(inner) - 1):
        assert DAMAGED in refused(path, encrypted(inner[:length]))


def test_something_behind_the_seal(path):
    inner = sealed(honest_records())
    for rest in (b"x", b"\0\0\0\0\xc8", honest_records()[1][1]):
        assert DAMAGED in refused(path, encrypted(inner + rest))


def test_a_record_that_says_it_is_four_gigabytes(path):
    assert DAMAGED in refused(path, encrypted(b"\xff\xff\xff\xff\x01{}"))


def test_something_behind_or_instead_of_the_zstd_frame(path):
    packed = zstandard.compress(sealed(honest_records()))
    skippable = b"\x50\x2a\x4d\x18\x04\0\0\0abcd"
    for inner in (
        packed + b"x",
        packed + packed,
        packed + skippable,
        skippable + packed,
        packed[:-1],
        b"",
        b"not zstd",
        sealed(honest_records()),
        # 256 bytes are fed at a time: the frame may also end just there.
        packed + b"\0" * (256 - len(packed) % 256) + b"x",
    ):
        assert DAMAGED in refused(path, encrypted(inner, packed=True))


def test_a_frame_that_wants_more_memory_than_we_give(path):
    wide = zstandard.ZstdCompressionParameters(window_log=24, write_content_size=0)
    packer = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    packed = packer.compress(sealed(honest_records())) + packer.flush()
    assert DAMAGED in refused(path, encrypted(packed, packed=True))


def bomb(beginning: bytes, zeros_bytes: int) -> bytes:
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    packed = packer.compress(beginning)
    for _ in range(zeros_bytes >> 20):
        packed += packer.compress(bytes(1 << 20))
    return packed + packer.flush()


def test_a_bomb_goes_off_in_a_small_room(path):
    # Zeros are records of type 0, then of types that may be skipped.
    maker = SealMaker()
    manifest = maker.record(*honest_records()[0])
    skipped = (8 << 20).to_bytes(4, "big") + b"\xc8"
    packer = zstandard.ZstdCompressor(level=3).compressobj()
    packed = packer.compress(manifest)
    for _ in range(40):
        packed += packer.compress(skipped) + packer.compress(bytes(8 << 20))
    packed += packer.flush()
    assert len(packed) < 100_000
    assert TOO_MUCH in refused(path, encrypted(packed, packed=True))
    assert NEWER in refused(path, encrypted(bomb(manifest, 200 << 20), packed=True))


def test_a_million_empty_records_are_too_many(path):
    maker = SealMaker()
    inner = maker.record(*honest_records()[0]) + b"\0\0\0\0\xc8" * 300_000
    assert TOO_MUCH in refused(path, encrypted(inner))


def test_nothing_is_handed_out_before_the_seal_was_checked(path, monkeypatch):
    taken = []
    monkeypatch.setattr("db.sync.exchange_file.SealedExchange", lambda *a, **k: taken.append(a))
    refused(path, encrypted(sealed(honest_records(), keys=STRANGER)))
    assert taken == []


def test_a_refusal_that_pyrage_keeps_to_itself_is_heard(path, monkeypatch):
    decrypt = pyrage.decrypt_io

    def discreet(reader, writer, identities):
        with contextlib.suppress(Exception):
            decrypt(reader, writer, identities)

    monkeypatch.setattr(pyrage, "decrypt_io", discreet)
    inner = sealed(honest_records())
    assert "seal" in refused(path, encrypted(sealed(honest_records(), keys=STRANGER)))
    assert DAMAGED in refused(path, encrypted(inner + b"x"))


def test_a_bug_is_not_dressed_as_a_damaged_file(path, monkeypatch):
    def bug(*_args, **_kwargs):
        raise ZeroDivisionError

    write(path)
    monkeypatch.setattr("db.sync.inspection.operation_from_line", bug)
    with pytest.raises(ZeroDivisionError):
        open_exchange(path, SUPERVISOR, ENROLLED)


def test_the_key_of_another_workspace_does_not_help_its_owner(path):
    write(path)
    with pytest.raises(Problem, match=NOT_ADDRESSED):
        open_exchange(path, COUNSELLOR, ENROLLED)
