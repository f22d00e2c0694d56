"""Exchange files that go right: written, opened, read again by others' tools."""

import dataclasses
import hashlib
import json
import os
import tempfile
import tracemalloc
from pathlib import Path

import pyrage
import pytest
import zstandard

from db.fields.problem import Cancelled, Problem
from db.sync.card import WorkspaceKeys, card_from_text
from db.sync.exchange_file import open_exchange
from db.sync.seal import RecordSplitter
from tests.sync.workspaces import (
    COUNSELLOR_CARD,
    CREATED,
    ENROLLED,
    STRANGER,
    SUPERVISOR,
    SUPERVISOR_CARD,
    a_manifest,
    encrypted,
    honest_records,
    sealed,
    some_operations,
    write,
)

OF_RELEASE_1 = Path(__file__).parent / "of_release_1"


class Watch:
    """Notes progress, and stops the job when told to."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.told: list[tuple[int, int]] = []
        self.stop_after = stop_after

    def at(self, done, total, doing):
        assert doing.zh
        assert doing.en
        self.told.append((done, total))

    def stop_if_cancelled(self):
        if self.stop_after is not None and len(self.told) >= self.stop_after:
            raise Cancelled


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "交换 1.yiyi"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 1001, 2500])
def test_the_receiver_gets_what_the_sender_wrote(path, count):
    receipt = write(path, count)
    with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
        assert list(exchange.operations()) == list(some_operations(count))
        assert list(exchange.operations()) == list(some_operations(count))  # preview, merge
        assert exchange.sender == COUNSELLOR_CARD
        assert exchange.manifest == dataclasses.replace(
            a_manifest(count), bundle_id=exchange.manifest.bundle_id
        )
        assert exchange.manifest.created_at == CREATED
        assert (exchange.sha256, exchange.size_bytes) == (receipt.sha256, receipt.size_bytes)
    assert receipt.operations == count
    assert receipt.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert receipt.size_bytes == path.stat().st_size


def test_the_stick_may_be_taken_out_after_checking(path):
    write(path)
    with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
        path.unlink()
        assert list(exchange.operations()) == list(some_operations(3))


def test_the_age_tool_and_zstd_alone_open_the_file(path):
    write(path, 1500)
    identity = pyrage.x25519.Identity.from_str(SUPERVISOR.reading_identity)
    packed = pyrage.decrypt(path.read_bytes(), [identity])
    plain = zstandard.ZstdDecompressor().decompressobj().decompress(packed)
    records = list(RecordSplitter().feed(plain))
    assert [kind for kind, _ in records] == [1, 2, 2, 9]
    lines = b"".join(payload for kind, payload in records if kind == 2).decode().splitlines()
    assert lines == [operation.line() for operation in some_operations(1500)]


def test_a_file_made_record_by_record_with_other_tools_is_taken(path):
    path.write_bytes(encrypted(sealed(honest_records())))
    with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
        assert list(exchange.operations()) == list(some_operations(3))


def test_a_file_of_the_first_release_is_taken_for_ever():
    stored = json.loads((OF_RELEASE_1 / "keys.json").read_text())
    sender = card_from_text(stored["sender_card"])
    keys = WorkspaceKeys.from_dict(stored["receiver"])
    known = {sender.sealing_key: sender}
    with open_exchange(OF_RELEASE_1 / "exchange.yiyi", keys, known) as exchange:
        assert list(exchange.operations()) == list(some_operations(3))


def test_a_record_of_a_later_release_that_may_be_skipped_is_skipped(path):
    records = honest_records()
    records.insert(1, (200, b"something later"))
    path.write_bytes(encrypted(sealed(records)))
    with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
        assert len(list(exchange.operations())) == 3


def test_a_manifest_of_a_later_release_may_say_more(path):
    path.write_bytes(encrypted(sealed(honest_records(fmt=2, weather="rain"))))
    with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
        assert exchange.manifest.fmt == 2


def test_a_long_note_is_not_mistaken_for_a_bomb(path):
    note = "雨" * 300_000
    operations = list(some_operations(40, note=note))
    write(path, operations=operations, manifest=a_manifest(40))
    assert path.stat().st_size < 100_000
    with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
        assert list(exchange.operations()) == operations


def test_the_outside_tells_a_finder_nothing(path):
    write(path)
    content = path.read_bytes()
    for word in (
        COUNSELLOR_CARD.name,
        COUNSELLOR_CARD.sealing_key,
        COUNSELLOR_CARD.device,
        SUPERVISOR_CARD.reading_key,
        "case_note",
    ):
        assert word.encode() not in content


def test_two_exports_of_the_same_changes_have_nothing_in_common(path):
    assert write(path).sha256 != write(path).sha256


def test_progress_is_told_while_writing_and_reading(path):
    writing, reading = Watch(), Watch()
    receipt = write(
        path,
        operations=some_operations(2500, note=os.urandom(600).hex()),
        manifest=a_manifest(2500),
        progress=writing,
    )
    assert writing.told[-1] == (2500, 2500)
    assert writing.told == sorted(set(writing.told))
    assert len(writing.told) >= 3
    open_exchange(path, SUPERVISOR, ENROLLED, progress=reading).close()
    assert all(total == receipt.size_bytes for _, total in reading.told)


def test_stopping_while_writing_leaves_nothing(path):
    with pytest.raises(Cancelled):
        write(path, 5000, progress=Watch(stop_after=2))
    assert names(path.parent) == []


def test_stopping_while_checking_takes_nothing(path):
    def noise():
        for operation in some_operations(3):
            body = f'{{"text":["{os.urandom(500_000).hex()}"]}}'
            yield dataclasses.replace(operation, body=body)

    write(path, operations=noise())
    with pytest.raises(Cancelled):
        open_exchange(path, SUPERVISOR, ENROLLED, progress=Watch(stop_after=1))


def test_a_store_that_fails_half_way_leaves_no_file(path):
    def failing():
        yield from some_operations(2000)
        raise RuntimeError("the store closed")

    path.write_bytes(b"the file of yesterday")
    with pytest.raises(RuntimeError, match="the store closed"):
        write(path, operations=failing(), manifest=a_manifest(3000))
    assert names(path.parent) == [path.name]
    assert path.read_bytes() == b"the file of yesterday"


@pytest.mark.parametrize("limit_bytes", [0, 100, 70_000, 200_000])
def test_a_stick_that_is_full_is_told_wherever_the_writing_stops(path, limit_bytes):
    def noise():
        for operation in some_operations(3):
            body = f'{{"text":["{os.urandom(200_000).hex()}"]}}'
            yield dataclasses.replace(operation, body=body)

    resource = pytest.importorskip("resource", reason="Windows has no limit on file sizes")
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, former[1]))
        with pytest.raises(Problem, match="cannot keep a file this large"):
            write(path, operations=noise())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert names(path.parent) == []


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(Problem, match="was not found"):
        write(tmp_path / "gone" / "a.yiyi")


@pytest.mark.parametrize(
    "changes",
    [
        {"keys": STRANGER},
        {"receiver": COUNSELLOR_CARD},
        {"manifest": a_manifest(4)},
        {"manifest": a_manifest(2)},
        {"manifest": dataclasses.replace(a_manifest(3), number=0)},
        {"operations": [dataclasses.replace(op, seq=0) for op in some_operations(3)]},
        {"operations": [dataclasses.replace(op, body="[]") for op in some_operations(3)]},
    ],
)
def test_what_the_receiver_would_refuse_is_never_written(path, changes):
    with pytest.raises(ValueError, match=r"."):
        write(path, **changes)
    assert names(path.parent) == []


def test_staged_operations_are_not_readable_on_the_disk(path, monkeypatch):
    seen = []

    class Kept(tempfile.SpooledTemporaryFile):
        def close(self):
            self.seek(0)
            seen.append(self.read())
            super().close()

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", Kept)
    write(path, 1500)
    open_exchange(path, SUPERVISOR, ENROLLED).close()
    [staged] = seen
    assert len(staged) > 10_000
    for word in (
        b"case_note",
        b"text",
        COUNSELLOR_CARD.device.encode(),
        zstandard.MAGIC_NUMBER.to_bytes(4, "little"),
    ):
        assert word not in staged


def test_a_preview_nobody_closed_leaves_no_warning_and_no_file(path, tmp_path):
    staging = tmp_path / "staging"
    staging.mkdir()
    write(path)
    exchange = open_exchange(path, SUPERVISOR, ENROLLED, staging=staging)
    next(exchange.operations())
    del exchange
    assert names(staging) == []


def test_a_staging_folder_that_is_gone_is_told(path, tmp_path, monkeypatch):
    monkeypatch.setattr("db.sync.staging._IN_MEMORY_BYTES", 1)
    write(path)
    with pytest.raises(Problem, match="was not found"):
        open_exchange(path, SUPERVISOR, ENROLLED, staging=tmp_path / "gone")


def peaks(path, count: int) -> tuple[int, int]:
    """Return the most memory, in bytes, that writing and reading long notes took."""
    notes = iter(range(count))

    def long_notes():
        for operation in some_operations(count):
            note = hashlib.sha512(str(next(notes)).encode()).hexdigest() * 40
            yield dataclasses.replace(operation, body=f'{{"text":["{note}"]}}')

    tracemalloc.start()
    try:
        write(path, operations=long_notes(), manifest=a_manifest(count))
        _, writing = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
            assert sum(1 for _ in exchange.operations()) == count
        _, reading = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return writing, reading


def test_memory_does_not_grow_with_the_file(path, monkeypatch):
    # 10 and 40 MB of notes; what staging keeps in memory is limited on purpose.
    monkeypatch.setattr("db.sync.staging._IN_MEMORY_BYTES", 1 << 10)
    short, long = peaks(path, 2000), peaks(path, 8000)
    for kept, peak in zip(short, long, strict=True):
        assert peak < kept + (2 << 20)
        assert peak < 16 << 20
