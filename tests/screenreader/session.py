"""Drive a program by the keyboard on a private desktop and hear what Orca says of it."""

import json
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.screenreader.private_desktop import SPEECH, SYSTEM_PYTHON, PrivateDesktop
from tests.screenreader.processes import HarnessError, ticks, wait_until
from tests.screenreader.transcript import Transcript

AUDITOR = Path(__file__).with_name("auditor.py")
SETTLE = 0.4
"""Seconds of stillness that end a step; 5 of 5 runs agreed with it on two slow cores."""

STILL = 0.04
"""Seconds of stillness after a Tab, when besides every process of the desktop is idle."""

BUSY_SHARE = 25
"""Clock ticks a second, a quarter of one core: above it Orca or the program is at work."""

Finding = dict[str, str]


@dataclass(frozen=True, slots=True)
class Round:
    """Once round a window by Tab.

    Attributes:
        window: Its title.
        order: Every stop, as ``role: name``.
        heard: What was said at each.
        errors: What the auditor found wrong.
    """

    window: str
    order: list[str]
    heard: list[list[str]]
    errors: list[Finding]


class Session(PrivateDesktop):
    """One private desktop with Orca, and at most one program under test in it."""

    def __init__(
        self,
        *,
        size: str = "1366x768",
        locale: str = "zh_CN",
        seconds: float = 30,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare a session; the arguments are those of ``PrivateDesktop``."""
        super().__init__(size=size, locale=locale, seconds=seconds, env=env)
        self._read = 0
        self.transcript = Transcript()

    def __enter__(self) -> Self:
        """Start the desktop; on failure leave nothing running."""
        try:
            self._start()
            self.quiet()
            self.spoken()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End everything that was started."""
        self.stop()

    # ---- the program -------------------------------------------------------------------------

    def launch(self, command: Sequence[str], **env: str) -> list[str]:
        """Start the program under test; return what was said until its window was ready."""
        self._program = self._processes.start(command, "program", env={**self._extra, **env})
        wait_until(self._window_is_ready, self._seconds, "the program's window")
        self.quiet()
        return self._heard("launch")

    def close(self) -> None:
        """End the program under test, so that another can be launched."""
        program, self._program = self._program, None
        if program is not None:
            program.terminate()
            program.wait(self._seconds)
            self.quiet()
            self.spoken()

    # ---- listening ---------------------------------------------------------------------------

    def spoken(self) -> list[str]:
        """Return what Orca said since the last call, one item for each utterance."""
        with self._log.open("rb") as log:
            log.seek(self._read)
            data = log.read()
        self._read += len(data)
        return self._words(data)

    @staticmethod
    def _words(data: bytes) -> list[str]:
        said = (
            " ".join(match.split()) for match in SPEECH.findall(data.decode(errors="replace"))
        )
        return [words for words in said if words]

    def quiet(self) -> None:
        """Wait until Orca has logged nothing for a while and it and the program are idle.

        Raises:
            HarnessError: They never came to rest: an event storm, or a huge list being walked.
        """
        size, used, since = -1, 0, time.monotonic()
        end = since + self._seconds
        while time.monotonic() < end:
            now = self._log.stat().st_size if self._log.exists() else 0
            busy = ticks(self._orca) + ticks(self._program)
            if now != size:
                size, used, since = now, busy, time.monotonic()
            elif time.monotonic() - since >= SETTLE:
                if busy - used <= SETTLE * BUSY_SHARE:
                    return
                used, since = busy, time.monotonic()
            time.sleep(0.03)
        raise HarnessError(f"Orca or the program was still busy after {self._seconds:g} s")

    def _heard(self, step: str) -> list[str]:
        self._check_alive()
        said = self.spoken()
        self.transcript.step(step, said)
        return said

    def listen(self, pattern: str, seconds: float = 10) -> list[str]:
        """Wait until something that matches ``pattern`` is said; return all that was said."""
        said: list[str] = []

        def matched() -> bool:
            self._check_alive()
            said.extend(self.spoken())
            return any(re.search(pattern, words) for words in said)

        try:
            wait_until(matched, seconds, f"Orca to say /{pattern}/")
        except HarnessError as error:
            raise HarnessError(f"{error}; it said {said}") from error
        finally:
            self.transcript.step(f"listen for {pattern}", said)
        return said

    # ---- acting ------------------------------------------------------------------------------

    def key(self, *keys: str) -> list[str]:
        """Press keys one after the other (Tab, shift+Tab, alt+s); return what was said."""
        self.strike(*keys)
        self.quiet()
        return self._heard("key " + " ".join(keys))

    def strike(self, *keys: str) -> None:
        """Press keys one after the other, and wait for nothing."""
        self._check_alive()
        self._processes.run("xdotool", "key", "--clearmodifiers", *keys, seconds=self._seconds)

    def type_text(self, text: str) -> list[str]:
        """Type text into what has the focus; return what was said.

        Chinese characters arrive as if from an input method that commits each at once.
        """
        self._check_alive()
        typing = ["xdotool", "type", "--clearmodifiers", "--delay", "40", text]
        self._processes.run(*typing, seconds=self._seconds)
        self.quiet()
        return self._heard(f"type {text}")

    def screenshot(self, path: Path) -> None:
        """Save a picture of the whole screen."""
        self._processes.run("import", "-window", "root", str(path), seconds=self._seconds)

    # ---- looking -----------------------------------------------------------------------------

    def _ask(self, *options: str) -> subprocess.CompletedProcess[str]:
        self._check_alive()
        pid = str(self._program.pid) if self._program else "0"
        command = [SYSTEM_PYTHON, str(AUDITOR), "--pid", pid, *options]
        return self._processes.run(*command, seconds=4 * self._seconds, check=False)

    def _window_is_ready(self) -> bool:
        return self._ask("--wait-window", "1").returncode == 0

    def audit(self, *options: str) -> dict[str, Any]:
        """Run the auditor on the program as it stands; return its whole answer."""
        done = self._ask(*options)
        if done.returncode:
            self._check_alive()
            raise HarnessError(f"auditor: {done.stderr[-600:]}")
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def findings(self, *, level: str = "error") -> list[Finding]:
        """Walk the active window by Tab and judge it; return what is wrong at ``level``."""
        answer = self.audit("--tab-walk")
        self.quiet()
        self.spoken()
        self.transcript.audit(answer["window"], answer["findings"])
        return [finding for finding in answer["findings"] if finding["level"] == level]

    def tab_order(self) -> list[str]:
        """Return every Tab stop of the active window, each as ``role: name``."""
        order: list[str] = self.audit("--tab-walk")["tab_order"]
        self.quiet()
        self.spoken()
        self.transcript.note("Tab order: " + " → ".join(order))
        return order

    def round(self, most: int = 200) -> Round:
        """Press Tab right round the active window, hearing each stop, and judge it.

        One look does the work of ``findings``, ``tab_order`` and ``walk``, in a fraction of
        their time: no stop waits longer than Orca speaks, that is, until no process of this
        desktop has anything left to do.
        """
        self._log.touch()
        self.quiet()
        self.spoken()
        begun = self._read
        watched = [str(pid) for pid in self._processes.living()]
        answer = self.audit(
            "--tab-walk", "--log", str(self._log), "--settle", str(STILL), "--most", str(most),
            "--watch", *watched,
        )  # fmt: skip
        data = self._log.read_bytes()
        ends = answer["heard_to"]
        parts = zip([begun, *ends], ends, strict=False)
        heard = [self._words(data[start:end]) for start, end in parts]
        for stop, said in zip(answer["tab_order"], heard, strict=True):
            self.transcript.step(f"Tab to {stop}", said)
        self.transcript.audit(answer["window"], answer["findings"])
        errors = [each for each in answer["findings"] if each["level"] == "error"]
        return Round(answer["window"], answer["tab_order"], heard, errors)

    def focus(self) -> str:
        """Return what has the focus, as ``role: name``."""
        focus = self.audit("--focus")["focus"]
        return f"{focus['role']}: {focus['name']}" if focus else ""

    def walk(self, most: int = 60) -> dict[str, list[str]]:
        """Press Tab right round the window; return what was said at every stop.

        Raises:
            HarnessError: Tab does not come round within ``most`` presses, or goes nowhere.
        """
        stops: dict[str, list[str]] = {}
        places: set[str] = set()
        for _ in range(most):
            said = self.key("Tab")
            focus = self.audit("--focus")["focus"] or {}
            if (place := focus.get("path", "")) in places:
                if len(places) == 1:
                    raise HarnessError(f"Tab goes nowhere from {focus.get('name')!r}")
                return stops
            places.add(place)
            stops[f"{len(places)}. {focus.get('role')}: {focus.get('name')}"] = said
        raise HarnessError(f"Tab never came round in {most} presses")
