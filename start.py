#!/usr/bin/env python3
"""Set Yiyi up on this computer, then open it or test it.

    python3 start.py          set up, then open Yiyi on an invented record;
                              without a display: run a whole demo day into demo-out/
    python3 start.py setup    only set up, into .venv
    python3 start.py test     set up, then check style, types and the import rule, run all tests

Needs nothing but Python 3.11 or newer. Everything it installs is pinned with hashes in
requirements.lock (to run) and requirements-dev.lock (to test). The file is written so that
even Python 3.6 can read it far enough to say what is missing.
"""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    here = "{}.{}".format(*sys.version_info[:2])
    sys.exit(
        f"一一需要 Python 3.11 或更新的版本，这里是 {here}。\n"
        "请安装 Python 3.11，再运行 python3.11 start.py。\n"
        f"Yiyi needs Python 3.11 or newer; this is {here}.\n"
        "Please install Python 3.11, then run python3.11 start.py."
    )

import contextlib
import hashlib
import io
import json
import os
import platform
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Dict, List, Optional, Tuple

ON_LINUX = sys.platform.startswith("linux")
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
UNFINISHED = ROOT / ".venv.unfinished"
"""There while an environment is being made; found at the start: the last try was cut short."""
LOG = ROOT / ".venv-setup.log"
STAMP = VENV / "yiyi-set-up.json"
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-dev.lock"
DEMO_OUT = ROOT / "demo-out"

OLDEST_GLIBC = (2, 34)
"""What the Qt wheels pinned in requirements.lock are built against (their manylinux tag)."""

QT_PACKAGES = """
libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
libxcb-image0 libxcb-render-util0 libxcb-xinerama0 libxcb-randr0 libdbus-1-3 libfontconfig1
libglib2.0-0
"""
TEST_PACKAGES = """
orca at-spi2-core python3-pyatspi xvfb openbox xdotool dbus locales imagemagick poppler-utils
qpdf binutils sox liblouis-bin liblouis-data
"""


class Stop(Exception):  # noqa: N818 - nothing is wrong with the program
    """Set-up cannot go on; carries what to tell the person, in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh + "\n" + en)


def say(zh: str, en: str) -> None:
    """Print a sentence in both languages, Chinese first."""
    print(zh + "\n" + en, flush=True)


def in_ci() -> bool:
    """Return whether this run is the project's own gate, where nothing may be left out."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def has_display() -> bool:
    """Return whether a window can be shown."""
    return not ON_LINUX or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))


def check_computer() -> None:
    """Stop on a system on which the pinned Qt cannot run.

    Raises:
        Stop: The C library is too old, or not glibc.
    """
    if not ON_LINUX:
        return
    name, version = platform.libc_ver()
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:2])
    if name != "glibc" or numbers < OLDEST_GLIBC:
        here = f"{name} {version}".strip() or "?"
        raise Stop(
            f"这台电脑的系统库是 {here}，一一需要 glibc 2.34 或更新的版本。\n"
            "请换用较新的系统，例如 Debian 12 或 Ubuntu 22.04。",
            f"The C library here is {here}; Yiyi needs glibc 2.34 or newer.\n"
            "Please use a newer system, Debian 12 or Ubuntu 22.04 for example.",
        )


def run_logged(command: List[str]) -> Tuple[int, str]:
    """Run a command that asks nothing, into the log; return its status and what it printed."""
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive", PYTHONUTF8="1")
    with LOG.open("ab+") as log:
        log.write(("$ " + " ".join(command) + "\n").encode())
        log.flush()
        begin = log.tell()
        try:
            status = subprocess.call(
                command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        except OSError as error:
            return 127, str(error)
        log.seek(begin)
        return status, log.read().decode(errors="replace")


# ---- Debian packages -------------------------------------------------------------------------


def missing_packages(wanted: List[str]) -> List[str]:
    """Return which Debian packages are not installed; empty where there is no dpkg."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return []
    form = "${db:Status-Status} ${Package} ${Provides}\n"
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", form], stdout=subprocess.PIPE, encoding="utf-8", check=False
    ).stdout
    present = set()
    for line in listing.splitlines():
        state, _, names = line.partition(" ")
        if state == "installed":
            # A provided name may carry its version: libglib2.0-0 (= 2.80.0)
            present.update(re.findall(r"[a-z0-9][a-z0-9.+-]+", re.sub(r"\([^)]*\)", "", names)))
    return [name for name in wanted if name not in present]


def install_packages(missing: List[str]) -> bool:
    """Install Debian packages when that is allowed, else print the one line to run.

    Returns:
        Whether they are installed now.
    """
    if not missing:
        return True
    may: Optional[List[str]] = None
    if os.geteuid() == 0:
        may = []
    elif shutil.which("sudo") and run_logged(["sudo", "-n", "true"])[0] == 0:
        may = ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    names = " ".join(missing)
    line = "sudo apt-get install -y " + names
    if may is None:
        say(
            f"还缺几个系统软件包，请运行：\n    {line}",
            "Some system packages are missing. Please run that line.",
        )
        return False
    say(f"正在安装系统软件包：{names}", "Installing these system packages.")
    apt = [*may, "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "-y", "--no-install-recommends", *missing]
    if run_logged(install)[0]:  # the lists may be absent or old
        run_logged([*apt, "update"])
        if run_logged(install)[0]:
            say(
                f"系统软件包没有装上，请联网后运行：\n    {line}",
                "They could not be installed. Please go online and run that line.",
            )
            return False
    return True


def find_a_voice(*, install: bool) -> None:
    """Say what cannot be done without a voice, after installing one was tried or not wanted."""
    missing = missing_packages(["espeak-ng"])  # Windows has voices of its own
    if missing and not (install and install_packages(missing)):
        say(
            "没有语音（espeak-ng）：不能朗读、不能录成声音，其余照常可用。",
            "There is no voice: nothing can be read aloud or recorded; all else works.",
        )


# ---- the virtual environment -----------------------------------------------------------------


def venv_program(name: str) -> str:
    """Return the full path of a program of the virtual environment."""
    if os.name == "nt":
        return str(VENV / "Scripts" / (name + ".exe"))
    return str(VENV / "bin" / name)


def wanted_state(lock: Path) -> Dict[str, str]:
    """Return what a finished set-up is made from: when it changes, set-up runs again."""
    files = [RUN_LOCK, ROOT / "pyproject.toml"] + ([lock] if lock != RUN_LOCK else [])
    state = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    state["python"] = platform.python_version()
    state["folder"] = str(ROOT)
    return state


def is_set_up(lock: Path) -> bool:
    """Return whether the environment is already as ``lock`` wants it."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    wanted = wanted_state(lock)
    same = isinstance(found, dict) and all(found.get(k) == v for k, v in wanted.items())
    return same and not UNFINISHED.exists() and Path(venv_program("python")).exists()


def make_environment() -> None:
    """Make the virtual environment, or make it anew when a former try was cut short.

    Raises:
        Stop: Python here cannot make one.
    """
    works = (
        Path(venv_program("python")).exists()
        and run_logged([venv_program("python"), "-m", "pip", "--version"])[0] == 0
    )
    again = UNFINISHED.exists() or not works
    UNFINISHED.touch()
    if not again:
        return
    if run_logged([sys.executable, "-c", "import ensurepip, venv"])[0] and ON_LINUX:
        install_packages(missing_packages(["python3-venv"]))
    if run_logged([sys.executable, "-m", "venv", "--clear", str(VENV)])[0]:
        raise Stop(
            "没能建立 .venv。在 Debian 或 Ubuntu 上请先运行\n"
            f"    sudo apt-get install python3-venv\n详情见 {LOG}。",
            "The folder .venv could not be made. On Debian or Ubuntu run that line first;\n"
            f"details are in {LOG}.",
        )


def pip_problem(output: str) -> Stop:
    """Return the one sentence that fits what pip printed."""
    if "DO NOT MATCH THE HASHES" in output:
        return Stop(
            "下载的依赖包与锁定文件里的指纹不符，没有安装。请换一个可靠的网络再试。",
            "A downloaded package does not match its hash in the lock file.\n"
            "Nothing was installed from it. Please try again with a network that you trust.",
        )
    if "No space left" in output:
        return Stop(
            "磁盘空间不足：安装需要约 2 GB。请清理后再试。",
            "The disk is full: set-up needs about 2 GB. Please make room and try again.",
        )
    offline = "name resolution|NewConnection|Timeout|ProxyError|No matching distribution|Retry"
    if re.search(offline, output):
        return Stop(
            f"没能下载依赖包：连不上软件源。请检查网络后再运行一次。详情见 {LOG}。",
            "Packages could not be downloaded: the package source cannot be reached.\n"
            f"Please check the network and run this again. Details are in {LOG}.",
        )
    return Stop(
        f"安装依赖包时停下了，请看 {LOG} 的最后几行。",
        f"Installing packages stopped; please see the last lines of {LOG}.",
    )


def set_up(lock: Path) -> None:
    """Bring ``.venv`` to what ``lock`` pins, and put the command ``yiyi`` into it.

    Args:
        lock: requirements.lock or requirements-dev.lock.

    Raises:
        Stop: It cannot be done here; the sentence says what to do.
    """
    check_computer()
    if ON_LINUX:
        install_packages(missing_packages(QT_PACKAGES.split()))
        find_a_voice(install=not is_set_up(lock))  # later runs may have no network
    if is_set_up(lock):
        return
    begun = time.monotonic()
    say("正在准备运行环境，第一次需要几分钟……", "Setting up; the first time takes minutes …")
    LOG.write_text("", encoding="utf-8")
    make_environment()
    pip = [venv_program("python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    pip += ["install", "--retries", "2", "--progress-bar", "off"]
    locked = ["--only-binary=:all:", "--require-hashes", "-r", str(lock)]
    status, output = run_logged([*pip, *locked])
    if status:
        raise pip_problem(output)
    # The project itself: nothing is fetched, the pinned setuptools builds it.
    own = ["--no-deps", "--no-index", "--no-build-isolation", "--config-settings"]
    if run_logged([*pip, *own, "editable_mode=compat", "-e", str(ROOT)])[0]:
        raise pip_problem("")
    probe = "from PySide6 import QtGui, QtPdf, QtWidgets; import sqlcipher3, pyrage"
    status, output = run_logged([venv_program("python"), "-c", probe])
    if status:
        lines = output.strip().splitlines() or [""]
        raise Stop(
            f"依赖包已装好，但打不开，多半缺一个系统库：\n    {lines[-1]}\n请装上它再运行。",
            "The packages are installed but do not load; probably a system library is missing."
            "\nPlease install it and run this again.",
        )
    STAMP.write_text(json.dumps(wanted_state(lock), ensure_ascii=False), encoding="utf-8")
    with contextlib.suppress(FileNotFoundError):
        UNFINISHED.unlink()
    say("运行环境已备好。", f"Set up in {time.monotonic() - begun:.0f} s.")


# ---- what can be asked for -------------------------------------------------------------------


def run_in_venv(command: List[str], **env: str) -> int:
    """Run a program of the environment here, in sight; return its exit status."""
    full = dict(os.environ, PYTHONUTF8="1", **env)
    sys.stdout.flush()
    return subprocess.call([venv_program(command[0]), *command[1:]], cwd=ROOT, env=full)


def open_yiyi() -> int:
    """Open Yiyi on an invented record, or without a display run the demo day."""
    set_up(RUN_LOCK)
    if has_display():
        return run_in_venv(["python", "-m", "desktop", "--demo"])
    say("这里没有显示器，改为演示一整天的工作，请稍候……", "No display: living a demo day …")
    status = run_in_venv(
        ["python", "-m", "desktop", "demo", "--out", str(DEMO_OUT)], QT_QPA_PLATFORM="offscreen"
    )
    if status == 0:
        say(f"演示完成，文件在 {DEMO_OUT}：", "The demo day is done. It left:")
        for path in sorted(DEMO_OUT.rglob("*")):
            if path.is_file():
                size = max(1, round(path.stat().st_size / 1024))
                print(f"  {size:>7} KB  {path.relative_to(DEMO_OUT)}")
    return status


def run_tests() -> int:
    """Run every check, all of them even when one fails; return 0 only when all passed."""
    set_up(TEST_LOCK)
    if ON_LINUX:
        install_packages(missing_packages(TEST_PACKAGES.split()))
    steps: List[Tuple[str, List[str]]] = [
        ("ruff check", ["ruff", "check", "."]),
        ("ruff format", ["ruff", "format", "--check", "."]),
        ("mypy", ["mypy"]),
        ("lint-imports", ["lint-imports"]),
        ("pytest", ["python", "-m", "pytest", "-ra", "-n", "2"]),
    ]
    results = []
    for name, command in steps:
        print("\n==> " + name, flush=True)
        begun = time.monotonic()
        status = run_in_venv(command, QT_QPA_PLATFORM="offscreen")
        results.append((name, status, time.monotonic() - begun))
    print("\n小结 Summary")
    for name, status, seconds in results:
        print(f"  {name:<14}{seconds:>8.1f} s  {'未通过 FAILED' if status else '通过 passed'}")
    heard = run_in_venv(["python", "-m", "tests.screenreader"]) == 0  # says what is missing
    return int(any(status for _, status, _ in results) or (in_ci() and not heard))


def main(arguments: List[str]) -> int:
    """Do what the first argument asks for.

    Returns:
        0 done; 1 something failed or must be put right first; 2 wrong usage.
    """
    for stream in (sys.stdout, sys.stderr):  # a terminal may be cp936 or ASCII
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    wanted = arguments[0] if arguments else ""
    if len(arguments) > 1 or wanted not in ("", "setup", "test"):
        say(
            "用法：python3 start.py [setup 只准备 | test 测试]",
            "Usage: start.py [setup | test]",
        )
        return 0 if wanted in ("-h", "--help") else 2
    try:
        if wanted == "test":
            return run_tests()
        if wanted == "setup":
            set_up(RUN_LOCK)
            say("已备好。", "Ready.")
            return 0
        return open_yiyi()
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("已停下。再运行一次会接着做完。", "Stopped. Run it again and it will finish.")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
