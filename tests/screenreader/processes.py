"""The processes of one session: found by a mark in their environment, ended by their id.

Daemons that a program starts and leaves behind inherit the mark, so they are found even when
their parent has gone; nothing without the mark is ever touched.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

MARK = "YIYI_TEST_DESK"
"""Environment variable that every process of a session carries."""


class HarnessError(RuntimeError):
    """The desktop or the program under test did not come up, or a step could not be done."""


def wait_until(check: Callable[[], T], seconds: float, what: str) -> T:
    """Poll ``check`` until it returns something true, and return that.

    Raises:
        HarnessError: It did not within ``seconds``.
    """
    end = time.monotonic() + seconds
    while not (value := check()):
        if time.monotonic() > end:
            raise HarnessError(f"timed out after {seconds:g} s waiting for {what}")
        time.sleep(0.05)
    return value


def marked(mark: str) -> set[int]:
    """Return the ids of all living processes that carry ``mark``."""
    wanted = f"{MARK}={mark}".encode()
    found = set()
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # it ended meanwhile, or belongs to somebody else
            if wanted in environ.read_bytes().split(b"\0"):
                found.add(int(environ.parent.name))
    return found


def ticks(process: subprocess.Popen[bytes] | None) -> int:
    """Return the processor time a process has used so far, in clock ticks (1/100 s)."""
    if process is None:
        return 0
    try:
        stat = Path(f"/proc/{process.pid}/stat").read_text()
    except OSError:
        return 0
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def is_at_work(pids: Iterable[int]) -> bool:
    """Return whether any thread of these processes runs, or waits for its turn or a disk."""
    for pid in pids:
        try:
            threads = list(Path(f"/proc/{pid}/task").iterdir())
        except OSError:  # it ended meanwhile
            continue
        for thread in threads:
            with contextlib.suppress(OSError):
                stat = (thread / "stat").read_text()
                if stat.rpartition(")")[2].split()[0] in "RD":
                    return True
    return False


class Processes:
    """Starts the programs of one session, each with its own log file, and ends them all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = folder.name
        self._children: list[subprocess.Popen[bytes]] = []
        self.env: dict[str, str] = {MARK: self._mark}

    def start(
        self,
        command: Sequence[str],
        name: str,
        *,
        env: Mapping[str, str] | None = None,
        keep: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        """Start a program; what it prints goes to ``name``.log in the session's folder.

        Args:
            command: The program and its arguments.
            name: What to call its log.
            env: Added to the session's environment.
            keep: File descriptors it inherits.

        Raises:
            HarnessError: It cannot be started.
        """
        with (self._folder / f"{name}.log").open("ab") as log:
            try:
                process = subprocess.Popen(
                    command,
                    env={**self.env, **(env or {})},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    pass_fds=keep,
                )
            except OSError as error:
                raise HarnessError(f"cannot start {command[0]}: {error}") from error
        self._children.append(process)
        return process

    def start_and_read(self, command: Sequence[str], name: str, *, seconds: float) -> str:
        """Start a program that writes one line to the descriptor ``{fd}``; return that line."""
        reading, writing = os.pipe()
        try:
            filled = [part.format(fd=writing) for part in command]
            process = self.start(filled, name, keep=(writing,))
        finally:
            os.close(writing)
        os.set_blocking(reading, False)
        got = b""

        def line() -> bool:
            nonlocal got
            with contextlib.suppress(BlockingIOError):
                got += os.read(reading, 4096)
            if process.poll() is not None and b"\n" not in got:
                raise HarnessError(f"{name} ended early: {self.printed(name)}")
            return got.endswith(b"\n")

        try:
            wait_until(line, seconds, name)
        finally:
            os.close(reading)
        return got.decode().strip()

    def run(
        self, *command: str, seconds: float, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a short command inside the session.

        Raises:
            HarnessError: It hung, or with ``check`` it failed.
        """
        try:
            done = subprocess.run(
                command,
                env=self.env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise HarnessError(f"{command[0]} hung for {seconds:g} s") from error
        if check and done.returncode:
            what = (done.stderr or done.stdout)[-600:]
            raise HarnessError(f"{' '.join(command)[:200]}: {what}")
        return done

    def living(self) -> set[int]:
        """Return the ids of all processes of this session."""
        return marked(self._mark)

    def printed(self, name: str) -> str:
        """Return the end of what the program called ``name`` printed."""
        return (self._folder / f"{name}.log").read_text(errors="replace")[-800:]

    def end_all(self) -> None:
        """End every process of this session: asked first, then made to."""
        for sign, grace in ((signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
            for pid in marked(self._mark):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, sign)
            end = time.monotonic() + grace
            while time.monotonic() < end:
                for child in self._children:
                    child.poll()
                if not marked(self._mark):
                    for child in self._children:
                        child.wait(grace)  # it has ended: only its status is to be taken
                    return
                time.sleep(0.05)
