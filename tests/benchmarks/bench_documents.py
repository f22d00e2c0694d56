"""Our tagged summary against what other programs make of the same words, in one run.

A round makes some documents with each program in turn, so that noise meets all alike; each
document has a number of its own, so that nothing can be kept from the one before. Medians of
documents a second, and bytes, and whether the file is PDF/UA-1. The slow are measured less.

Run with ``python -m tests.benchmarks.bench_documents``.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import page as page_validation

from db.domain.papers.document import Document
from desktop.printing.summary_pdf import make_pdf
from tests.benchmarks.peers import Make, peers
from tests.printing.samples import case_summary

ROUNDS = 5
SECONDS_A_ROUND = 0.4
"""For each program; a program that needs longer for one document makes one."""

SLOW = 3.0
"""Seconds for one document above which two rounds must do."""

OURS = "Yiyi, PDF/UA-1"


def main() -> None:
    """Print a line for each program."""
    numbered = _numbered(case_summary())
    programs: dict[str, Make] = {OURS: lambda document: make_pdf(document).data}
    for name, make in peers():
        if make is None:
            sys.stdout.write(f"{name}: not installed\n")
        else:
            programs[name] = make
    first_seconds = {name: _seconds(make, numbered) for name, make in programs.items()}
    rates: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(ROUNDS):
        for name, make in programs.items():
            if turn < 2 or first_seconds[name] < SLOW:
                rates[name].append(_rate(make, numbered))
    ours = statistics.median(rates[OURS])
    our_bytes = len(programs[OURS](next(numbered)))
    for name, make in programs.items():
        rate, data = statistics.median(rates[name]), make(next(numbered))
        sys.stdout.write(
            f"{name}: {rate:.2f} documents/s ({min(rates[name]):.2f} to "
            f"{max(rates[name]):.2f}), {len(data):,} bytes; "
            f"ours is {ours / rate:.2f} × as fast, {our_bytes / len(data):.2f} × the bytes; "
            f"PDF/UA-1: {_judged(data)}\n"
        )


def _numbered(document: Document) -> Iterator[Document]:
    return (replace(document, case_number=f"DRC-2026-{number:05}") for number in count(1))


def _seconds(make: Make, numbered: Iterator[Document]) -> float:
    begun = time.perf_counter()
    make(next(numbered))
    return time.perf_counter() - begun


def _rate(make: Make, numbered: Iterator[Document]) -> float:
    made, begun = 0, time.perf_counter()
    while not made or time.perf_counter() - begun < SECONDS_A_ROUND:
        make(next(numbered))
        made += 1
    return made / (time.perf_counter() - begun)


def _judged(data: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(data)
        rules = page_validation.validate_pdf(str(path), profile="ua1").rules
    return f"{rules.total - rules.failed} of {rules.total} rules"


if __name__ == "__main__":
    main()
