"""A list of tagged summaries by worker processes, against the same drawn in one loop.

The loop is ``make_pdf`` alone in this process: nothing is written, sent or filed. The batch
writes every file whole, flushed to the disk and read back.

Run with ``python -m tests.benchmarks.bench_batch``; with ``--memory`` it tells how much memory
the processes have at most for 10, 200 and 2,000 documents.
"""

import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from db.domain.papers.document import Document
from db.fields.text import Language
from db.ports import Unwatched
from desktop.printing import workers
from desktop.printing.batch import make_batch
from desktop.printing.batch_result import Content, Finished, Wanted
from desktop.printing.summary_pdf import make_pdf
from tests.printing.batches import somebodies
from tests.printing.samples import case_summary

ROUNDS = 3
DOCUMENTS = 60
PROMISED_PER_SECOND = 16
"""Tagged summaries a second a core."""

PROMISED_GROWTH = 1.2
"""Memory for 2,000 documents against memory for 10."""

_LOOK_S = 0.02


class Summaries:
    """A source of summaries of two pages; it files nothing."""

    def __init__(self) -> None:
        self._document = case_summary()

    def content(self, wanted: Wanted) -> Content:
        """Return somebody's summary."""
        document = replace(
            self._document, title=wanted.name, case_number=f"DJ-{wanted.client_id.int:05}"
        )
        return Content(document=document, form="print")

    def file(self, finished: Sequence[Finished]) -> int:
        """Pass over what was made."""
        return len(finished)


@dataclass
class Watched:
    """The most memory that this process and the workers had, in MB."""

    parent: float = 0.0
    worker: float = 0.0


def main() -> None:
    """Print the figures, the loop and the batches in turn so that noise meets all alike."""
    if "--memory" in sys.argv:
        tell_memory()
        return
    documents = [Summaries().content(one).document for one in somebodies(DOCUMENTS)]
    make_pdf(documents[0])
    loops: list[float] = []
    batches: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        loops.append(_loop_rate(documents))
        for count, rates in batches.items():
            rates.append(_batch_rates(count))
    loop = statistics.median(loops)
    _say(f"loop of make_pdf, one process: {loop:.1f} documents/s")
    for count, rates in batches.items():
        rate = statistics.median(rate for rate, _of_core in rates)
        of_core = statistics.median(of_core for _rate, of_core in rates)
        met = "met" if of_core >= PROMISED_PER_SECOND else "MISSED"
        _say(
            f"batch, {count} worker(s): {rate:.1f} documents/s, {rate / loop:.2f} of the loop;"
            f" {of_core:.1f} a second of a core (promised {PROMISED_PER_SECOND}: {met})"
        )


def tell_memory() -> None:
    """Print the most memory each process had for short and long lists."""
    most: dict[int, Watched] = {}
    for count in (10, 200, 2_000):
        watched = most[count] = Watched()
        seconds = _made(count, watched)
        _say(
            f"{count:5} documents in {seconds:5.1f} s: parent {watched.parent:.0f} MB,"
            f" largest worker {watched.worker:.0f} MB"
        )
    growth = max(most[2_000].parent / most[10].parent, most[2_000].worker / most[10].worker)
    met = "met" if growth <= PROMISED_GROWTH else "MISSED"
    _say(f"growth from 10 to 2,000: {growth:.2f} (promised {PROMISED_GROWTH}: {met})")


def _loop_rate(documents: Sequence[Document]) -> float:
    begun = time.perf_counter()
    for document in documents:
        make_pdf(document)
    return len(documents) / (time.perf_counter() - begun)


def _batch_rates(count: int) -> tuple[float, float]:
    """Return documents a second, and documents a second of a worker's core.

    They hold once the workers are there: a batch of one document each is taken off. The
    second tells the same on a machine that has other things to do.
    """
    with tempfile.TemporaryDirectory() as place:
        first = _seconds(Path(place) / "first", count, count)
        every = _seconds(Path(place) / "all", DOCUMENTS + count, count)
    wall, core = (all_of - start for all_of, start in zip(every, first, strict=True))
    return DOCUMENTS / wall, DOCUMENTS / core


def _seconds(folder: Path, documents: int, count: int) -> tuple[float, float]:
    """Make a batch; return the seconds by the clock and those of the workers' cores."""
    begun, worked = time.perf_counter(), _worked_s()
    _batch(folder, documents, count)
    return time.perf_counter() - begun, _worked_s() - worked


def _worked_s() -> float:
    """Return how long cores have worked for processes that have ended. Not on Windows."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _batch(folder: Path, documents: int, count: int) -> None:
    make_batch(
        somebodies(documents),
        Summaries(),
        folder,
        language=Language.ZH,
        progress=Unwatched(),
        workers=count,
    )


def _made(documents: int, watched: Watched) -> float:
    """Make so many documents while somebody looks at the memory; return the seconds."""
    pids: list[int] = []
    begin = workers._begin

    def begun() -> workers._Worker:
        worker = begin()
        pids.append(worker.process.pid or 0)
        return worker

    done = threading.Event()

    def look() -> None:
        while not done.wait(_LOOK_S):
            watched.parent = max(watched.parent, _memory_mb("self"))
            watched.worker = max(watched.worker, *(_memory_mb(str(pid)) for pid in pids), 0)

    looker = threading.Thread(target=look)
    workers._begin = begun
    looker.start()
    started = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory() as place:
            _batch(Path(place), documents, 2)
    finally:
        seconds = time.perf_counter() - started
        done.set()
        looker.join()
        workers._begin = begin
    return seconds


def _memory_mb(pid: str) -> float:
    """Return what a process has in memory; 0 when it is gone. Linux alone tells it so."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
