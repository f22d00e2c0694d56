"""What holds for every test: no screen, no network, a clean log, nobody's own home.

Where pytest-xdist runs the tests in several processes (``pytest -n 2``), whole files go to one
of them, and what could be in its own way goes to the same.
"""

import logging
import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR_ROUNDING_POLICY", "PassThrough")
for _name in ("YIYI_PASSPHRASE", "YIYI_RECORD"):
    os.environ.pop(_name, None)

LOCAL_HOSTS = ("127.0.0.1", "::1", "localhost", "")

SHARED = {"tests/screenreader/": "desk", "tests/packaging/test_build.py": "build"}
"""Files that stay in one process, for one desktop or one build serves them all. They take
longest and begin before all else, in this order."""


def _group(nodeid: str) -> str:
    """Return what a test shares a process with: such a group, or else its own file."""
    file = nodeid.partition("::")[0]
    return next((name for start, name in SHARED.items() if file.startswith(start)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each process whole groups of tests.

    Our own rule, because the groups of pytest-xdist 3.8 are not seen by pytest 9.
    """
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - pytest runs without it

    config.option.loadscopereorder = False  # the longest first, not those with most tests
    scheduler = LoadScopeScheduling(config, log)
    scheduler._split_scope = _group
    return scheduler


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, where several processes share the work."""
    if hasattr(config, "workerinput"):
        first = list(SHARED.values())
        groups = {item: _group(item.nodeid) for item in items}
        items.sort(key=lambda item: [groups[item] != name for name in first])


@pytest.fixture(scope="session", autouse=True)
def _nobodys_home() -> Iterator[None]:
    """Settings, records and caches of whoever runs the tests are neither read nor written."""
    with (
        tempfile.TemporaryDirectory(prefix="yiyi-home-") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(Path(folder, name.lower())))
        patch.setenv("LOCALAPPDATA", str(Path(folder, "local")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Any attempt to reach another computer raises, by name or by address."""

    def is_local(address: Any) -> bool:
        return not isinstance(address, tuple) or address[0] in LOCAL_HOSTS

    def guarded(original: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if not is_local(address):
                raise AssertionError(
                    f"Yiyi talks to no network, but a test reached for {address}"
                )
            return original(self, address)

        return connect

    look_up = socket.getaddrinfo

    def look_up_local(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and host not in LOCAL_HOSTS:
            raise AssertionError(f"Yiyi talks to no network, but a test looked up {host}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", look_up_local)
        yield


@pytest.fixture(autouse=True)
def _clean_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A line at WARNING or above fails the test, unless it is marked ``logs``."""
    yield
    if request.node.get_closest_marker("logs"):
        return
    lines = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    if lines:
        pytest.fail("stray lines in the log:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """The one QApplication: the same style, font and language on every computer."""
    from PySide6.QtCore import QLocale  # noqa: PLC0415 - only tests that show something load Qt
    from PySide6.QtGui import QFont, QFontDatabase  # noqa: PLC0415 - as above

    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    qapp.setStyle("Fusion")
    fonts = Path(__file__).parents[1] / "resources" / "fonts"
    for path in sorted([*fonts.glob("*Regular*.ttf"), *fonts.glob("*Regular*.otf")])[:1]:
        families = QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(path))
        )
        qapp.setFont(QFont(families, 10))
    return qapp
