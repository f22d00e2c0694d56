"""What a row says, worked out from its operations alone.

A field is a register of values: a write replaces exactly the writes it names. Values nobody
has replaced are the heads; more than one head is a conflict; the head with the latest clock,
then the greatest device uid, is shown meanwhile.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from db.domain.journal.operation import Dot, Operation, OpKind
from db.domain.record import Plain


@dataclass(frozen=True, slots=True)
class Head:
    """A value nobody has replaced."""

    operation: Operation
    value: Plain

    @property
    def rank(self) -> tuple[int, str]:
        """Return what decides which head is shown."""
        return self.operation.hlc, self.operation.device


def writes_of(operation: Operation) -> dict[str, tuple[Plain, frozenset[Dot]]]:
    """Return, by field, the value an operation writes and the dots it replaces."""
    body = json.loads(operation.body)
    if operation.kind is OpKind.CREATE:
        return {name: (value, frozenset()) for name, value in body.items()}
    return {
        name: (parts[0], frozenset(zip(parts[1::2], parts[2::2], strict=True)))
        for name, parts in body.items()
    }


def heads_by_field(operations: Iterable[Operation]) -> dict[str, list[Head]]:
    """Return the heads of every field a row's operations write, the one shown first."""
    held = sorted(operations, key=lambda op: (op.hlc, op.device))
    creations = [op for op in held if op.kind is OpKind.CREATE]
    writes: dict[str, list[tuple[Head, frozenset[Dot]]]] = {}
    for operation in held:
        for name, (value, replaced) in writes_of(operation).items():
            writes.setdefault(name, []).append((Head(operation, value), replaced))
    found: dict[str, list[Head]] = {}
    for name, written in writes.items():
        dead = {dot for _, replaced in written for dot in replaced}
        heads = [head for head, _ in written if head.operation.dot not in dead]
        puts = [head for head in heads if head.operation.kind is not OpKind.CREATE]
        if not puts:
            given = {head.operation.dot for head in heads}
            heads += [
                Head(op, None) for op in creations if op.dot not in dead and op.dot not in given
            ]
        found[name] = sorted(puts or heads, key=lambda head: head.rank, reverse=True)
    return found
