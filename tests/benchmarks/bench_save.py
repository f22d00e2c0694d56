"""How quick saving is: ``python -m tests.benchmarks.bench_save [--people 5000]``.

A case note saved by an action (row, journal, heads, list of persons) is measured against a
plain ``INSERT`` and commit of the same note in the same encrypted file, taken in turns.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

from db.domain.clients.client import Client
from db.store.engine import open_engine
from tests.benchmarks.bench_merge import fill
from tests.store.stores import KEY, a_store, write_note

TARGET_MS = 16
"""A save ends within one picture of the screen at 60 a second."""

TARGET_RATIO = 3.0
"""A saved note against the plain ``INSERT``, medians of one run."""

_TIMES = 200
_TEXT = (
    "电话联系，本人说上周去木黄茶厂看过，愿意试工三天，担心交通。约定周五由家人陪同再去一次。"
)
_PLAIN = (
    "create table plain(id integer primary key, client blob, noted_on text, channel text, "
    "content text)"
)


def main() -> int:
    """Measure, print; return 1 when a save misses its target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    count = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "yiyi.db"
        store = a_store(path)
        fill(store, count)
        with store.reading() as reading:
            crowd = [client.id for client in islice(reading[Client].every(), _TIMES)]
        engine = open_engine(path, KEY)
        connection = engine.raw_connection()
        connection.execute(_PLAIN)

        def plain(number: int) -> None:
            connection.execute("begin immediate")
            connection.execute(
                "insert into plain(client, noted_on, channel, content) values(?, ?, ?, ?)",
                (crowd[number % len(crowd)].bytes, "2026-03-02", "PHONE", _TEXT),
            )
            connection.execute("commit")

        floor, saved, drafts = [], [], []
        for number in range(_TIMES):
            client_id = crowd[number % len(crowd)]
            floor.append(_timed(lambda n=number: plain(n)))
            saved.append(_timed(lambda c=client_id: write_note(store, c, _TEXT)))
            drafts.append(
                _timed(lambda: store.save_draft("case_note:1", "潘阿妹", {"content": _TEXT}))
            )
        undone = [_timed(store.undo) for _ in range(20)]
        connection.close()
        engine.dispose()
        store.close()
    _say(f"plain insert and commit {_figures(floor)}")
    for label, times in (("case note", saved), ("draft", drafts), ("undo", undone)):
        _say(f"{label:24}{_figures(times)}   {median(times) / median(floor):5.1f} x")
    late = sorted(saved)[int(_TIMES * 0.95)] * 1000
    ratio = median(saved) / median(floor)
    late_word, slow_word = _met(late <= TARGET_MS), _met(ratio <= TARGET_RATIO)
    _say(f"target p95 {TARGET_MS} ms: {late_word} ({late:.1f} ms)")
    _say(f"target {TARGET_RATIO} x: {slow_word} ({ratio:.1f} x)")
    return 0 if late <= TARGET_MS and ratio <= TARGET_RATIO else 1


def _met(held: bool) -> str:
    return "met" if held else "MISSED"


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _figures(times: list[float]) -> str:
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95)]
    return f"p50 {median(times) * 1000:6.2f} ms  p95 {late * 1000:6.2f} ms"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
