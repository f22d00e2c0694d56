"""How quick merging is: ``python -m tests.benchmarks.bench_merge [--operations 40000]``.

The floor is a plain bulk insert of the same people into the same kind of encrypted file, with
neither journal nor search. Read the ratio; the milliseconds belong to the machine.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.domain.journal.change import Action
from db.domain.journal.operation import Operation
from db.ports import Unwatched
from db.store.cells import stored_values, upsert_sql
from db.store.merge import Merger
from db.store.record_file import SqlStore
from db.store.schema import Schema
from tests.benchmarks.people import people
from tests.store.stores import DEVICES, a_store, driver

TARGET_RATIO = 0.2
"""Of plain bulk insert in the same run."""

TARGET_RATE = 35_000
"""Operations a second."""

_AT_ONCE = 2_500
_DELTA = 100


def main() -> int:
    """Measure, print; return 1 when the journal's merge misses a target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operations", type=int, default=40_000)
    parser.add_argument("--most", type=int, default=100_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source = a_store(place / "source.db", DEVICES[1])
        fill(source, chosen.operations)
        operations = list(source.operations({}))
        floor = max(_bulk(place / f"floor{n}.db", operations) for n in range(2))
        rate = max(_journal(place / f"journal{n}.db", operations) for n in range(3))
        ratio = rate / floor
        _say(f"plain bulk insert            {floor:10,.0f} rows/s")
        _say(f"merge, creations             {rate:10,.0f} ops/s   {ratio:5.2f} x")
        _whole(place, operations)
        _edits(place, source, operations)
        source.close()
        _deltas(place, chosen.most)
    slow, few = ratio < TARGET_RATIO, rate < TARGET_RATE
    _say(f"target {TARGET_RATIO} x: {'MISSED' if slow else 'met'}")
    _say(f"target {TARGET_RATE:,} ops/s: {'MISSED' if few else 'met'}")
    return 1 if slow or few else 0


def fill(store: SqlStore, count: int) -> None:
    """Add invented people, some thousand at a time."""
    crowd = clients(count, store)
    done = False
    while not done:
        with store.unit_of_work(Action.IMPORT_ROSTER) as work:
            for _ in range(_AT_ONCE):
                client = next(crowd, None)
                if client is None:
                    done = True
                    break
                work[Client].add(client)
            work.commit()


def clients(count: int, store: SqlStore) -> Iterator[Client]:
    """Yield invented clients."""
    for person in people(count):
        yield Client(
            id=ClientId(store.new_id()),
            name=person.name or "",
            identity_number=person.id_number,
            certificate_number=person.certificate_number,
            disability_category=person.category,
            disability_level=person.level,
            phone=person.phone,
            county=person.county,
            township=person.township,
            village=person.village,
            born_on=person.born_on,
            sex=person.sex,
        )


def _bulk(path: Path, operations: list[Operation]) -> float:
    a_store(path).close()
    schema = Schema()
    columns = tuple(schema.tables["client"].columns)
    rows = []
    for op in operations:
        stored, _ = stored_values(schema, "client", json.loads(op.body))
        rows.append((bytes.fromhex(op.row_id), *(stored.get(c) for c in columns)))
    with driver(path) as connection:
        connection.execute("pragma journal_mode=wal").fetchall()
        connection.execute("begin")
        connection.execute("update y_guard set writing=1")
        seconds = _timed(lambda: connection.executemany(upsert_sql("client", columns), rows))
        seconds += _timed(lambda: connection.execute("commit"))
    return len(rows) / seconds


def _journal(path: Path, operations: list[Operation]) -> float:
    """Return operations a second of the merge proper: journal, heads and rows."""
    store = a_store(path)

    def merge() -> None:
        with store._writing() as connection:
            connection.exec_driver_sql("update y_guard set writing=1")
            for _ in Merger(connection, store._schema, None).apply(operations):
                pass
            connection.exec_driver_sql("update y_guard set writing=0")
            connection.commit()

    seconds = _timed(merge)
    store.close()
    return len(operations) / seconds


def _whole(place: Path, operations: list[Operation]) -> None:
    store = a_store(place / "whole.db")
    seconds = _timed(lambda: store.merge(operations, "", Unwatched()))
    _say(f"merge with report and search {len(operations) / seconds:10,.0f} ops/s")
    seconds = _timed(lambda: store.merge(operations, "", Unwatched()))
    _say(f"the same file again          {len(operations) / seconds:10,.0f} ops/s")
    store.close()


def _edits(place: Path, source: SqlStore, operations: list[Operation]) -> None:
    receiver = a_store(place / "edits.db")
    receiver.merge(operations, "", Unwatched())
    edit_all(source, len(operations))
    edits = list(source.operations(receiver.have()))

    def merge() -> None:
        with receiver._writing() as connection:
            connection.exec_driver_sql("update y_guard set writing=1")
            for _ in Merger(connection, receiver._schema, None).apply(edits):
                pass
            connection.exec_driver_sql("update y_guard set writing=0")
            connection.commit()

    _say(f"merge, changes               {len(edits) / _timed(merge):10,.0f} ops/s")
    receiver.close()


def edit_all(store: SqlStore, count: int) -> None:
    """Change the telephone number of the first ``count`` people."""
    with store.unit_of_work(Action.CORRECT_CLIENT) as work:
        for number, client in enumerate(list(work[Client].every())[:count]):
            work[Client].save(replace(client, phone=f"139{number:08}"))
        work.commit()


def _deltas(place: Path, most: int) -> None:
    """Print what a hundred changes cost among few and among many people."""
    times = {}
    for size in (2_000, most):
        source = a_store(place / f"from{size}.db", DEVICES[1])
        fill(source, size)
        receiver = a_store(place / f"to{size}.db")
        with receiver._writing() as connection:
            connection.exec_driver_sql("update y_guard set writing=1")
            for _ in Merger(connection, receiver._schema, None).apply(source.operations({})):
                pass
            connection.exec_driver_sql("update y_guard set writing=0")
            connection.commit()
        taken = []
        for _ in range(5):
            edit_some(source, _DELTA)
            delta = list(source.operations(receiver.have()))
            taken.append(_timed(lambda d=delta, r=receiver: r.merge(d, "", Unwatched())))
        times[size] = sorted(taken)[2] * 1000
        _say(f"{_DELTA} changes among {size:7,} people {times[size]:8.1f} ms")
        source.close()
        receiver.close()
    _say(f"many against few: {times[most] / times[2_000]:.2f} x")


def edit_some(store: SqlStore, count: int) -> None:
    """Change the telephone number of ``count`` people in one action."""
    with store.reading() as reading:
        rows = reading.connection.exec_driver_sql(
            "select row_id, phone from client order by row_id limit ?", (count,)
        ).all()
    with store.unit_of_work(Action.CORRECT_CLIENT) as work:
        for row_id, phone in rows:
            client = work[Client].get(ClientId(UUID(bytes=row_id)))
            work[Client].save(replace(client, phone=str(int(phone) + 1)))
        work.commit()


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
