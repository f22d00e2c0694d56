"""How quick starting is: ``python -m tests.benchmarks.bench_startup [--times 7]``.

Each line is a fresh process, in turns; the floor is a bare window of PySide6. What opens
a record is imported after the lock screen is there, so it is measured by itself.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import time
from statistics import median

TARGET_RATIO = 1.3
"""Lock screen against bare window."""

_WINDOW = (
    "from PySide6.QtWidgets import QApplication, QWidget\n"
    "application = QApplication([])\nwindow = QWidget()\nwindow.show()\n"
    "application.processEvents()\n"
)
_FLOOR = "bare window"
_LOCK = "window, with desktop.app imported"
_PROGRAMS = {
    "python -c pass": "pass",
    _FLOOR: _WINDOW,
    _LOCK: "import desktop.app\n" + _WINDOW,
    "window, then the record's rooms": _WINDOW + "import desktop.workspace\n",
    "the record's rooms alone": "import desktop.workspace\n",
}


def main() -> int:
    """Measure, print; return 1 when the lock screen misses its target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=7)
    times = parser.parse_args().times
    programs = dict(_PROGRAMS)
    if importlib.util.find_spec("desktop.app") is None:
        del programs[_LOCK]
        _say("desktop.app is not there: the lock screen is not measured")
    taken: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(times + 1):
        for name, program in programs.items():
            seconds = _run(program)
            if turn:  # the first turn fills the system's cache
                taken[name].append(seconds)
    floor = median(taken[_FLOOR])
    for name, seconds in taken.items():
        _say(f"{name:36}{median(seconds) * 1000:8.0f} ms  {median(seconds) / floor:5.2f} x")
    if _LOCK not in taken:
        return 0
    missed = median(taken[_LOCK]) > TARGET_RATIO * floor
    _say(f"target {TARGET_RATIO} x: {'MISSED' if missed else 'met'}")
    return 1 if missed else 0


def _run(program: str) -> float:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)  # noqa: S603
    return time.perf_counter() - begun


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
