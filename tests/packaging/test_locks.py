"""Everything that is installed is pinned, hashed and available as a wheel on both systems."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = (ROOT / "requirements.lock", ROOT / "requirements-dev.lock")
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))?(?: \\)?$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: Path) -> dict[str, str]:
    """Return the version of every pinned package by its name."""
    found = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            found[match[1]] = match[2]
    return found


def packages_for(platform: str, lock: Path) -> set[str]:
    """Return the packages that are pinned for one system alone."""
    lines = (PIN.match(line) for line in lock.read_text(encoding="utf-8").splitlines())
    return {one[1] for one in lines if one and one[3] == f"sys_platform == '{platform}'"}


def named_in(requirements: list[str]) -> set[str]:
    """Return the normalised package names of a list of requirements."""
    names = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name}


@pytest.fixture(scope="module")
def project() -> dict[str, dict[str, list[str]]]:
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "run": {"needs": whole["project"]["dependencies"]},
        "dev": {"needs": whole["project"]["optional-dependencies"]["dev"]},
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_pins_with_hashes_and_nothing_else(lock: Path) -> None:
    bare = []
    package, hashes = "", 1
    for line in [*lock.read_text(encoding="utf-8").splitlines(), "end==0"]:
        if match := PIN.match(line):
            if not hashes:
                bare.append(package)
            package, hashes = match[1], 0
        elif HASH.match(line):
            hashes += 1
        else:
            assert line.lstrip().startswith("#"), f"{lock.name}: {line}"

    assert not bare, f"no hash for {bare}"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert "://" not in text
    assert "index-url" not in text
    assert "find-links" not in text


def test_every_declared_package_is_pinned(project: dict[str, dict[str, list[str]]]) -> None:
    assert named_in(project["run"]["needs"]) <= set(pins(LOCKS[0]))
    assert named_in(project["dev"]["needs"]) <= set(pins(LOCKS[1]))


def test_tests_run_on_the_very_packages_that_counsellors_get() -> None:
    tested = pins(LOCKS[1])

    assert {name: tested.get(name) for name in pins(LOCKS[0])} == pins(LOCKS[0])


def test_windows_packages_of_the_builder_are_pinned_though_linux_needs_none() -> None:
    text = LOCKS[1].read_text(encoding="utf-8")

    for name in ("colorama", "pefile", "pywin32-ctypes"):
        assert re.search(rf"^{name}==\S+ ; sys_platform == 'win32' \\$", text, re.M), name


def test_every_package_has_a_wheel_for_windows_and_for_linux() -> None:
    """wheels.csv is what the package index answered for Python 3.11 on both systems."""
    with (ROOT / "tests" / "packaging" / "wheels.csv").open(encoding="utf-8") as file:
        rows = {row["package"]: row for row in csv.DictReader(file)}

    assert {name: row["version"] for name, row in rows.items()} == pins(LOCKS[0])
    for_windows = packages_for("win32", LOCKS[0])
    assert "pywin32" in for_windows
    for name, row in rows.items():
        assert row["windows"].endswith(("-none-any", "-win_amd64")), row
        if name in for_windows:
            assert not row["linux"], row
        else:
            assert row["linux"].endswith(("-none-any", "x86_64")), row


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_the_voices_of_a_system_yiyi_does_not_run_on_are_not_pinned(lock: Path) -> None:
    """pyttsx3 asks for pyobjc, 160 packages, on macOS; pyproject.toml answers for it."""
    assert not [name for name in pins(lock) if name.startswith("pyobjc")]
