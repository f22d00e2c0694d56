"""Three hundred ways to spoil a file, and as many an enrolled sender may try."""

import dataclasses
import json
import random

import pytest

from db.fields.problem import Problem
from db.sync.exchange_file import open_exchange
from tests.sync.workspaces import (
    ENROLLED,
    STRANGER,
    SUPERVISOR,
    encrypted,
    honest_records,
    sealed,
    some_operations,
    write,
)

COUNT = 40


@pytest.fixture(scope="module")
def originals(tmp_path_factory) -> tuple[bytes, bytes]:
    """Two files of several 64 KiB blocks each."""
    folder = tmp_path_factory.mktemp("originals")
    contents = []
    for seed in (1, 2):
        noise = random.Random(seed)  # noqa: S311 - a repeatable noise is what is wanted
        operations = [_noisy(operation, noise) for operation in some_operations(COUNT)]
        path = folder / f"{seed}.yiyi"
        write(path, COUNT, operations=operations)
        contents.append(path.read_bytes())
    assert all(len(content) > 3 * 65_552 for content in contents)
    return contents[0], contents[1]


def _noisy(operation, noise):
    return dataclasses.replace(
        operation, body=json.dumps({"text": [noise.randbytes(6000).hex()]})
    )


def flip(content, _other, chance):
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def flip_header(content, _other, chance):
    changed = bytearray(content)
    changed[chance.randrange(content.index(b"\n--- ") + 60)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(content, _other, chance):
    return content[: chance.randrange(1, len(content))]


def remove(content, _other, chance):
    at = chance.randrange(len(content) - 1)
    return content[:at] + content[at + chance.randrange(1, 5000) :]


def insert(content, _other, chance):
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(chance.randrange(1, 100)) + content[at:]


def splice(content, other, chance):
    at = chance.randrange(1, min(len(content), len(other)))
    return content[:at] + other[at:]


def swap_blocks(content, _other, chance):
    begin = content.index(b"\n", content.index(b"\n--- ") + 1) + 1 + 16
    blocks = [content[at : at + 65_552] for at in range(begin, len(content), 65_552)]
    one, other = chance.sample(range(len(blocks)), 2)
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return content[:begin] + b"".join(blocks)


def repeat(content, _other, chance):
    at = chance.randrange(len(content))
    return content[:at] + content[max(0, at - 65_552) :]


OUTSIDE = [flip, flip_header, cut, remove, insert, splice, swap_blocks, repeat]


def stranger_records(chance):
    """Return records and count as somebody without the sender's key could seal them."""
    records = honest_records(COUNT)
    count = COUNT
    match chance.randrange(7):
        case 0:
            records.insert(chance.randrange(1, len(records)), chance.choice(records[1:]))
        case 1:
            del records[chance.randrange(1, len(records))]
        case 2:
            one, other = chance.sample(range(1, len(records)), 2)
            records[one], records[other] = records[other], records[one]
        case 3:
            count += chance.choice([-1, 1, 1000])
        case 4:
            records[0] = honest_records(COUNT, number=chance.randrange(2, 99))[0]
        case 5:
            records[0] = honest_records(COUNT, ops=COUNT - 10)[0]
            records.pop()
        case _:
            at = chance.randrange(1, len(records))
            kind, payload = records[at]
            records[at] = kind, payload.replace(b"\xe5\x9b\x9e", b"\xe6\x9d\xa5", 1)
    return records, count


def seal_of(inner: bytes) -> bytes:
    return inner[inner.rindex(b'{"ops":') - 5 :]


def outcome(path, content) -> str:
    """Return "taken" or "refused"; any other exception fails the test."""
    path.write_bytes(content)
    try:
        with open_exchange(path, SUPERVISOR, ENROLLED) as exchange:
            list(exchange.operations())
    except Problem:
        return "refused"
    return "taken"


@pytest.mark.parametrize("way", OUTSIDE, ids=lambda way: way.__name__)
def test_a_file_spoilt_on_the_way_is_never_taken(originals, tmp_path, way):
    content, other = originals
    chance = random.Random(way.__name__)  # noqa: S311 - repeatable
    for _ in range(25):
        spoilt = way(content, other, chance)
        assert spoilt != content
        assert outcome(tmp_path / "a.yiyi", spoilt) == "refused"


def test_records_a_receiver_changed_and_encrypted_anew_are_never_taken(tmp_path):
    chance = random.Random(7)  # noqa: S311 - repeatable
    honest = seal_of(sealed(honest_records(COUNT), count=COUNT))
    for turn in range(100):
        records, count = stranger_records(chance)
        inner = sealed(records, count=count, keys=STRANGER)
        if turn % 2:  # the true seal of the honest file under changed records
            inner = inner[: -len(seal_of(inner))] + honest
            if records == honest_records(COUNT):
                continue
        assert outcome(tmp_path / "a.yiyi", encrypted(inner)) == "refused"


def test_bytes_changed_inside_and_encrypted_anew_are_never_taken(tmp_path):
    inner = sealed(honest_records(COUNT), count=COUNT)
    assert outcome(tmp_path / "a.yiyi", encrypted(inner)) == "taken"
    chance = random.Random(8)  # noqa: S311 - repeatable
    ways = [flip, cut, remove, insert, repeat]
    for turn in range(150):
        spoilt = ways[turn % len(ways)](inner, inner, chance)
        if spoilt != inner:
            assert outcome(tmp_path / "a.yiyi", encrypted(spoilt)) == "refused"


def test_an_enrolled_sender_can_raise_nothing_but_a_problem(tmp_path):
    chance = random.Random(9)  # noqa: S311 - repeatable
    outcomes = set()
    for turn in range(150):
        records = honest_records(COUNT)
        at = chance.randrange(len(records))
        kind, payload = records[at]
        way = [flip, cut, remove, insert, repeat][turn % 5]
        records[at] = kind, way(payload, payload, chance)
        outcomes.add(outcome(tmp_path / "a.yiyi", encrypted(sealed(records, count=COUNT))))
    assert outcomes == {"taken", "refused"}  # a changed letter in a note is its author's right


def test_noise_under_the_right_layers_is_never_taken(tmp_path):
    chance = random.Random(10)  # noqa: S311 - repeatable
    for turn in range(60):
        noise = chance.randbytes(chance.randrange(2000))
        content = encrypted(noise, packed=turn % 2 == 0)
        assert outcome(tmp_path / "a.yiyi", content) == "refused"
