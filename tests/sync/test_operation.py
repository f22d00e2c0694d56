"""The journal's unit: what it says, what is taken from a file, what is not."""

import dataclasses
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.journal.operation import (
    HybridClock,
    Operation,
    OpKind,
    instant_of,
    operation_from_line,
    read_json,
)

DEVICE = "0a" * 16
OTHER = "0b" * 16
ROW = "0c" * 16

names = st.from_regex(r"[a-z][a-z0-9_]{0,62}", fullmatch=True)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.lists(st.text(), max_size=3),
)
seqs = st.integers(1, 2**63 - 1)
dots = st.lists(st.tuples(st.sampled_from([DEVICE, OTHER]), seqs), max_size=3)
puts = st.dictionaries(
    names, st.builds(lambda v, d: [v, *(x for dot in d for x in dot)], values, dots), min_size=1
)
kinds_and_bodies = st.one_of(
    st.tuples(st.just(OpKind.CREATE), st.dictionaries(names, values)),
    st.tuples(st.just(OpKind.PUT), puts),
    st.tuples(st.just(OpKind.DELETE), st.just({"_del": [1, OTHER, 4]})),
    st.tuples(st.just(OpKind.UNDELETE), st.just({"_del": [0]})),
)


def an_operation(kind: OpKind = OpKind.CREATE, body: str = '{"name":"潘"}', **changes):
    operation = Operation(
        device=DEVICE,
        seq=1,
        hlc=5,
        table="client",
        row_id=ROW,
        kind=kind,
        body=body,
        schema_version=1,
    )
    return dataclasses.replace(operation, **changes)


@given(kinds_and_bodies, st.booleans(), seqs, st.integers(0, 2**63 - 1))
def test_a_line_gives_the_same_operation_again(kind_and_body, ascii_only, seq, hlc):
    kind, body = kind_and_body
    text = json.dumps(body, ensure_ascii=ascii_only, indent=1)
    operation = an_operation(kind, text, seq=seq, hlc=hlc)
    line = operation.line()
    assert "\n" not in line
    again = operation_from_line(line)
    assert again == operation
    assert again.body == text  # character by character
    assert again.digest() == operation.digest()


def test_the_digest_is_of_every_part():
    operation = an_operation()
    others = [
        an_operation(device=OTHER),
        an_operation(seq=2),
        an_operation(hlc=6),
        an_operation(table="cases"),
        an_operation(row_id=OTHER),
        an_operation(kind=OpKind.PUT),
        an_operation(body='{"name": "潘"}'),
        an_operation(schema_version=2),
    ]
    digests = {operation.digest(), *(other.digest() for other in others)}
    assert len(digests) == 9
    assert operation.dot == (DEVICE, 1)


def test_the_digest_stays_the_same_in_every_release():
    # Two releases that differ here would call each other's operations forged.
    assert an_operation().digest() == (
        "b85e33f789ddb0e76fc6d20c6bdf4b79324bbc9368c5d4a8184184267442c841"
    )


@pytest.mark.parametrize(
    ("part", "value"),
    [
        (0, "0A" * 16),
        (0, "0a" * 15),
        (0, 7),
        (1, 0),
        (1, True),
        (1, 1.0),
        (1, 2**63),
        (2, -1),
        (2, 2**63),
        (3, "Client"),
        (3, "client; drop"),
        (3, "c" * 64),
        (3, "_client"),
        (4, ROW + "0"),
        (5, 3),
        (5, True),
        (5, "0"),
        (6, {"name": "潘"}),
        (6, "x" * (1 << 20) + "x"),
        (7, 0),
        (7, None),
    ],
)
def test_a_wrong_part_is_refused(part, value):
    parts = json.loads(an_operation().line())
    parts[part] = value
    with pytest.raises(ValueError, match=r"."):
        operation_from_line(json.dumps(parts))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (OpKind.CREATE, "[]"),
        (OpKind.CREATE, '"text"'),
        (OpKind.CREATE, "{"),
        (OpKind.CREATE, '{"name":{"a":1}}'),
        (OpKind.CREATE, '{"name":[1]}'),
        (OpKind.CREATE, '{"name":[["a"]]}'),
        (OpKind.CREATE, '{"name":9223372036854775808}'),
        (OpKind.CREATE, '{"name":1e999}'),
        (OpKind.CREATE, '{"name":NaN}'),
        (OpKind.CREATE, '{"name":-Infinity}'),
        (OpKind.CREATE, '{"name":1,"name":2}'),
        (OpKind.CREATE, '{"Name":1}'),
        (OpKind.CREATE, '{"_del":1}'),
        (OpKind.CREATE, '{"name":"\\ud800"}'),
        (OpKind.CREATE, '{"name":' + "9" * 5000 + "}"),
        (OpKind.CREATE, '{"name":' + "[" * 100_000 + "]" * 100_000 + "}"),
        (OpKind.PUT, "{}"),
        (OpKind.PUT, '{"name":1}'),
        (OpKind.PUT, '{"name":[]}'),
        (OpKind.PUT, '{"name":[1,2]}'),
        (OpKind.PUT, '{"name":[1,"0A",2]}'),
        (OpKind.PUT, f'{{"name":[1,"{DEVICE}",0]}}'),
        (OpKind.PUT, f'{{"name":[1,"{DEVICE}",true]}}'),
        (OpKind.PUT, '{"_del":[1]}'),
        (OpKind.DELETE, '{"_del":[0]}'),
        (OpKind.DELETE, '{"_del":[true]}'),
        (OpKind.DELETE, '{"_del":[1],"name":[1]}'),
        (OpKind.DELETE, '{"name":[1]}'),
        (OpKind.UNDELETE, '{"_del":[1]}'),
        (OpKind.UNDELETE, '{"_del":0}'),
    ],
)
def test_a_body_that_could_not_be_kept_is_refused(kind, body):
    with pytest.raises(ValueError, match=r"."):
        operation_from_line(an_operation(kind, body).line())


@pytest.mark.parametrize("line", ["", "[]", "{}", "null", "[" * 200_000, '["a"]', "潘"])
def test_a_line_that_is_no_operation_is_refused(line):
    with pytest.raises(ValueError, match=r"."):
        operation_from_line(line)


def test_a_whole_surrogate_pair_is_a_letter():
    assert read_json('"\\ud840\\udc00"') == "\U00020000"


def test_the_clock_never_runs_backwards():
    clock = HybridClock()
    first = clock.tick(1000)
    assert first == 1000 << 16
    assert clock.tick(1000) == first + 1
    assert clock.tick(10) == first + 2
    assert clock.tick(1001) == 1001 << 16


def test_a_change_is_later_than_what_it_replaces_and_what_was_seen():
    clock = HybridClock()
    ahead = 9_000_000 << 16
    assert clock.tick(1000, [ahead, 5]) == ahead + 1
    clock.saw(ahead + 100)
    clock.saw(3)
    assert clock.tick(1000) == ahead + 101


def test_the_clock_goes_on_where_it_stopped():
    assert HybridClock(77).tick(0) == 78


def test_the_instant_of_a_clock_is_utc():
    at = datetime(2026, 3, 2, 1, 0, 0, 123000, tzinfo=UTC)
    hlc = int(at.timestamp() * 1000) << 16 | 40
    assert instant_of(hlc) == at
    assert instant_of(2**63 - 1).year == 6429
