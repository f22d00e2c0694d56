"""What every device must hold, worked out from the operations alone.

Another way than the program's: per row and field it collects all writes and asks which of them
no other write names.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from db.domain.journal.operation import Operation, OpKind


@dataclass(slots=True)
class Expected:
    """What follows from a set of operations."""

    values: dict[tuple[str, str], dict[str, Any]]
    heads: set[tuple[str, str, str, int]]
    conflicts: dict[tuple[str, str], set[Any]]
    have: dict[str, int]


def expected(log: Iterable[Operation]) -> Expected:
    """Work out rows, heads, conflicts and prefixes from operations in any order."""
    operations = list(log)
    named: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    writes: dict[tuple[str, str], list[tuple[Operation, Any]]] = defaultdict(list)
    births: dict[str, list[Operation]] = defaultdict(list)
    tables: dict[str, str] = {}
    for op in operations:
        tables[op.row_id] = op.table
        if op.kind is OpKind.CREATE:
            births[op.row_id].append(op)
            continue
        for name, (value, *dots) in json.loads(op.body).items():
            writes[op.row_id, name].append((op, value))
            named[op.row_id, name] |= set(zip(dots[::2], dots[1::2], strict=True))
    living = {
        key: [(op, value) for op, value in made if op.dot not in named[key]]
        for key, made in writes.items()
    }
    held = Expected({}, set(), {}, {})
    for row_id, table in tables.items():
        values: dict[str, Any] = {"created": bool(births[row_id])}
        for birth in sorted(births[row_id], key=_rank):
            values |= json.loads(birth.body)
            held.heads.add((row_id, "*", *birth.dot))
        for (owner, name), heads in living.items():
            if owner == row_id:
                values[name] = max(heads, key=lambda head: _rank(head[0]))[1]
                held.heads |= {(row_id, name, *op.dot) for op, _ in heads}
                said = {frozen(value) for _, value in heads}
                if len(said) > 1:
                    held.conflicts[row_id, name] = said
        values["_del"] = 1 if values.get("_del") else 0
        held.values[table, row_id] = {n: frozen(v) for n, v in values.items() if v is not None}
    for device in {op.device for op in operations}:
        seqs = sorted(op.seq for op in operations if op.device == device)
        held.have[device] = next((i for i, s in enumerate(seqs) if s != i + 1), len(seqs))
    return held


def _rank(op: Operation) -> tuple[int, str]:
    return op.hlc, op.device


def frozen(value: Any) -> Any:
    """Return a value that can stand in a set."""
    return tuple(value) if isinstance(value, list) else value
