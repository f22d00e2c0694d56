"""A private desktop: X server, D-Bus, accessibility bus, window manager and Orca.

Everything lives under a fresh temporary home and a display number that Xvfb picks itself, so
sessions run side by side and never meet the desktop of whoever runs the tests. Nothing sounds:
what Orca would say is read from its log.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.screenreader.processes import HarnessError, Processes, ticks, wait_until
from tests.screenreader.transcript import Transcript

AUDITOR = Path(__file__).with_name("auditor.py")
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one for which Debian installs pyatspi."""

BUS_LAUNCHERS = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
)
PROGRAMS = (
    "Xvfb", "openbox", "xdotool", "dbus-daemon", "dbus-send", "localedef", "import", "orca",
)  # fmt: skip
SPEECH = re.compile(
    r"^\d\d:\d\d:\d\d\.\d+ - SPEECH OUTPUT: '(.*?)'(?: voice=\w+)? ?\[?\{[^{}]*\}\]?$",
    re.M | re.S,
)
SETTLE = 0.4
"""Seconds of stillness that end a step; 5 of 5 runs agreed with it on two slow cores."""

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


def missing_programs() -> list[str]:
    """Return what the harness needs and this computer does not have."""
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if not any(path.exists() for path in BUS_LAUNCHERS):
        missing.append("at-spi-bus-launcher")
    probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not Path(SYSTEM_PYTHON).exists() or subprocess.call(
        [SYSTEM_PYTHON, "-c", probe], stderr=subprocess.DEVNULL
    ):
        missing.append("python3-pyatspi")
    return missing


class Session:
    """One private desktop with Orca, and at most one program under test in it."""

    def __init__(
        self,
        *,
        size: str = "1366x768",
        locale: str = "zh_CN",
        seconds: float = 30,
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Prepare a session; entering it starts everything.

        Args:
            size: Of the screen, in pixels; 1366x768 is the commonest cheap laptop.
            locale: Language Orca speaks.
            seconds: The longest any one wait may take.
            env: Added to the environment of the program under test.
        """
        self._size, self._locale, self._seconds = size, locale, seconds
        self._extra = dict(env or {})
        self.folder = Path(tempfile.mkdtemp(prefix="yiyi-desk-"))
        self._log = self.folder / "orca-debug.log"
        self._read = 0
        self._processes = Processes(self.folder)
        self._program: subprocess.Popen[bytes] | None = None
        self._orca: subprocess.Popen[bytes] | None = None
        self.transcript = Transcript()

    def __enter__(self) -> Self:
        """Start the desktop; on failure leave nothing running."""
        try:
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End everything that was started."""
        self.stop()

    # ---- start and stop ----------------------------------------------------------------------

    def _start(self) -> None:
        if missing := missing_programs():
            raise HarnessError("not installed: " + ", ".join(missing))
        self._prepare_environment()
        processes = self._processes
        xvfb = ["Xvfb", "-displayfd", "{fd}", "-screen", "0", f"{self._size}x24"]
        number = processes.start_and_read(
            # -noreset: without it the server forgets everything when its first client leaves
            [*xvfb, "-nolisten", "tcp", "-noreset"], "xvfb", seconds=self._seconds
        )  # fmt: skip
        processes.env["DISPLAY"] = f":{number}"
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address={fd}"]
        processes.env["DBUS_SESSION_BUS_ADDRESS"] = processes.start_and_read(
            [*bus, f"--address=unix:dir={processes.env['XDG_RUNTIME_DIR']}"], "dbus",
            seconds=self._seconds,
        )  # fmt: skip
        launcher = next(path for path in BUS_LAUNCHERS if path.exists())
        processes.start([str(launcher), "--launch-immediately"], "at-spi")
        ask = ["dbus-send", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]
        self._until_succeeds([*ask, "org.a11y.Bus.GetAddress"], "the accessibility bus")
        processes.start(["openbox", "--sm-disable"], "openbox")
        self._until_succeeds(["xdotool", "get_num_desktops"], "the window manager")
        self._start_orca()

    def _prepare_environment(self) -> None:
        env = self._processes.env
        drop = re.compile(
            r"(XDG_|DBUS_|LC_|QT_|YIYI_|DISPLAY$|WAYLAND_|XAUTHORITY$|LANG|AT_SPI)"
        )
        env.update({k: v for k, v in os.environ.items() if not drop.match(k) and k not in env})
        for name in (
            "HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME",
            "XDG_STATE_HOME",
        ):  # fmt: skip
            path = self.folder / name.lower()
            path.mkdir(mode=0o700)
            env[name] = str(path)
        env.update(
            PYTHONUTF8="1",
            QT_QPA_PLATFORM="xcb",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            GSETTINGS_BACKEND="memory",
            GTK_MODULES="",
            NO_AT_BRIDGE="0",
            SPEECHD_CMD="/bin/false",
        )
        self._prepare_locale()

    def _prepare_locale(self) -> None:
        """Without a generated locale Orca's role words are English; build one privately."""
        name = f"{self._locale}.UTF-8"
        listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True)
        known = {line.lower().replace("-", "") for line in listed.stdout.split()}
        if name.lower().replace("-", "") not in known:
            work = self.folder / "locales"
            work.mkdir()
            build = ["localedef", "-i", self._locale, "-f", "UTF-8", "--no-archive"]
            self._processes.run(*build, str(work / name), seconds=60, check=False)
            if not (work / name / "LC_CTYPE").exists():
                raise HarnessError(f"cannot build locale {name}: is Debian's 'locales' there?")
            self._processes.env["LOCPATH"] = str(work)
        self._processes.env.update(LANG=name, LC_ALL=name)

    def _start_orca(self) -> None:
        env = self._processes.env
        settings = Path(env["XDG_DATA_HOME"]) / "orca"
        settings.mkdir()
        default = ["Default", "default"]
        profile = {
            "profile": default,
            "enableKeyEcho": False,
            "enableBraille": False,
            "enableSound": False,
            "speechServerFactory": "speechdispatcherfactory",
        }
        whole = {
            "general": {"startingProfile": default},
            "profiles": {"default": profile},
            "pronunciations": {},
            "keybindings": {},
        }
        (settings / "user-settings.conf").write_text(json.dumps(whole))
        # Orca writes its debug file in blocks: make every line appear at once.
        (settings / "orca-customizations.py").write_text(
            "from orca import debug\ndebug.debugFile.reconfigure(line_buffering=True)\n"
        )
        # Orca looks for other Orcas of this user and gives way to them (or with --replace kills
        # them). Sessions must not see each other: this one gets a pgrep that finds nothing.
        blind = self.folder / "bin"
        blind.mkdir()
        (blind / "pgrep").write_text("#!/bin/sh\nexit 1\n")
        (blind / "pgrep").chmod(0o755)
        command = ["orca", f"--debug-file={self._log}"]
        path = {"PATH": f"{blind}:{env['PATH']}"}
        self._orca = self._processes.start(command, "orca", env=path)
        wait_until(self._orca_has_spoken, self._seconds, "Orca's first words")
        self.quiet()
        self.spoken()

    def _orca_has_spoken(self) -> bool:
        self._check_alive()
        return self._log.exists() and bool(SPEECH.search(self._log.read_text(errors="replace")))

    def _until_succeeds(self, command: Sequence[str], what: str) -> None:
        def succeeds() -> bool:
            done = self._processes.run(*command, seconds=self._seconds, check=False)
            return done.returncode == 0

        wait_until(succeeds, self._seconds, what)

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

    def stop(self) -> None:
        """End every process of the session and remove its folder."""
        self._processes.end_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _check_alive(self) -> None:
        for process, name in ((self._program, "program"), (self._orca, "orca")):
            if process is not None and process.poll() is not None:
                end = self._processes.printed(name)
                raise HarnessError(f"{name} ended with status {process.returncode}: {end}")

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
        self._check_alive()
        self._processes.run("xdotool", "key", "--clearmodifiers", *keys, seconds=self._seconds)
        self.quiet()
        return self._heard("key " + " ".join(keys))

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
        their time: no stop waits longer than Orca speaks.
        """
        self._log.touch()
        self.spoken()
        begun = self._read
        answer = self.audit(
            "--tab-walk", "--log", str(self._log), "--settle", "0.12", "--most", str(most)
        )
        data = self._log.read_bytes()
        ends = answer["heard_to"]
        parts = zip([begun, *ends], ends, strict=False)
        heard = [self._words(data[start:end]) for start, end in parts]
        self.quiet()
        self.spoken()
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
