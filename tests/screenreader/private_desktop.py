"""A private desktop: X server, D-Bus, accessibility bus, window manager and Orca.

Everything lives under a fresh temporary home and a display number that Xvfb picks itself, so
desktops run side by side and never meet the one of whoever runs the tests. Nothing sounds:
what Orca would say is read from its log.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.screenreader.processes import HarnessError, Processes, wait_until

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


class PrivateDesktop:
    """Starts and ends the processes a session needs, and the program under test."""

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
        self._processes = Processes(self.folder)
        self._program: subprocess.Popen[bytes] | None = None
        self._orca: subprocess.Popen[bytes] | None = None

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

    def _orca_has_spoken(self) -> bool:
        self._check_alive()
        return self._log.exists() and bool(SPEECH.search(self._log.read_text(errors="replace")))

    def _until_succeeds(self, command: Sequence[str], what: str) -> None:
        def succeeds() -> bool:
            done = self._processes.run(*command, seconds=self._seconds, check=False)
            return done.returncode == 0

        wait_until(succeeds, self._seconds, what)

    def stop(self) -> None:
        """End every process of the session and remove its folder."""
        self._processes.end_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _check_alive(self) -> None:
        for process, name in ((self._program, "program"), (self._orca, "orca")):
            if process is not None and process.poll() is not None:
                end = self._processes.printed(name)
                raise HarnessError(f"{name} ended with status {process.returncode}: {end}")
