"""start.py says kindly what is missing, and does again only what has changed."""

import importlib.util
import json
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """start.py in a project folder of its own, whose name has a space and Chinese in it."""
    folder = tmp_path / "新 目录"
    folder.mkdir()
    for name in ("start.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder)
    spec = importlib.util.spec_from_file_location("start_here", folder / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "missing_packages", lambda _wanted: [])
    return module


class Commands:
    """Stands in for running programs: remembers them, and answers as told."""

    def __init__(self, start: ModuleType) -> None:
        self.said: list[list[str]] = []
        self.answers: dict[str, tuple[int, str]] = {}
        self._start = start

    def __call__(self, command: list[str]) -> tuple[int, str]:
        self.said.append(command)
        if "venv" in command:
            python = Path(self._start.venv_program("python"))
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        line = " ".join(command)
        return next((a for word, a in self.answers.items() if word in line), (0, ""))

    def ran(self, word: str) -> int:
        return sum(word in command for command in self.said)


@pytest.fixture
def commands(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Commands:
    stand_in = Commands(start)
    monkeypatch.setattr(start, "run_logged", stand_in)
    return stand_in


def test_a_second_set_up_does_nothing(start: ModuleType, commands: Commands) -> None:
    start.set_up(start.RUN_LOCK)
    first = len(commands.said)

    start.set_up(start.RUN_LOCK)

    assert len(commands.said) == first
    assert commands.ran("--require-hashes") == 1


def test_what_serves_for_testing_serves_for_running(
    start: ModuleType, commands: Commands
) -> None:
    start.set_up(start.TEST_LOCK)

    assert start.is_set_up(start.RUN_LOCK)


def test_what_serves_for_running_is_completed_for_testing(
    start: ModuleType, commands: Commands
) -> None:
    start.set_up(start.RUN_LOCK)
    assert not start.is_set_up(start.TEST_LOCK)

    start.set_up(start.TEST_LOCK)

    assert commands.ran(str(start.TEST_LOCK)) == 1


def test_a_changed_lock_or_a_moved_folder_is_noticed(
    start: ModuleType, commands: Commands
) -> None:
    start.set_up(start.RUN_LOCK)
    state = json.loads(start.STAMP.read_text(encoding="utf-8"))
    start.STAMP.write_text(json.dumps(state | {"folder": "/elsewhere"}), encoding="utf-8")
    assert not start.is_set_up(start.RUN_LOCK)
    start.set_up(start.RUN_LOCK)
    assert start.is_set_up(start.RUN_LOCK)

    with start.RUN_LOCK.open("a", encoding="utf-8") as lock:
        lock.write("# newer\n")

    assert not start.is_set_up(start.RUN_LOCK)


def test_a_set_up_that_was_cut_short_is_made_anew(
    start: ModuleType, commands: Commands
) -> None:
    commands.answers = {"--require-hashes": (1, "NewConnectionError")}
    with pytest.raises(start.Stop):
        start.set_up(start.RUN_LOCK)
    assert start.UNFINISHED.exists()
    commands.answers = {}

    start.set_up(start.RUN_LOCK)

    assert commands.ran("--clear") == 2
    assert start.is_set_up(start.RUN_LOCK)


def test_an_environment_that_somebody_made_by_hand_is_not_thrown_away(
    start: ModuleType, commands: Commands
) -> None:
    python = Path(start.venv_program("python"))
    python.parent.mkdir(parents=True)
    python.touch()

    start.set_up(start.RUN_LOCK)

    assert commands.ran("--clear") == 0


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [
        ("NewConnectionError: Failed to establish", "连不上软件源", "cannot be reached"),
        ("Temporary failure in name resolution", "连不上软件源", "cannot be reached"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "指纹不符", "does not match its hash"),
        ("OSError: No space left on device", "磁盘空间不足", "disk is full"),
        ("something else", "最后几行", "last lines"),
    ],
)
def test_what_pip_says_becomes_one_sentence(
    start: ModuleType, commands: Commands, printed: str, zh: str, en: str
) -> None:
    commands.answers = {"--require-hashes": (1, printed)}

    with pytest.raises(start.Stop) as stopped:
        start.set_up(start.RUN_LOCK)

    assert zh in str(stopped.value)
    assert en in str(stopped.value)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has more than one C library")
@pytest.mark.parametrize("library", [("glibc", "2.31"), ("", "")])
def test_an_old_or_foreign_c_library_is_said_before_anything_is_fetched(
    start: ModuleType,
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    library: tuple[str, str],
) -> None:
    monkeypatch.setattr(platform, "libc_ver", lambda: library)

    with pytest.raises(start.Stop, match=r"glibc 2\.34"):
        start.set_up(start.RUN_LOCK)

    assert commands.said == []


@pytest.mark.skipif(sys.platform != "linux", reason="Debian packages")
def test_system_packages_that_may_not_be_installed_are_one_line_to_run(
    start: ModuleType,
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)
    commands.answers = {"sudo": (1, "a password is required")}

    assert not start.install_packages(["orca", "xvfb"])

    assert "sudo apt-get install -y orca xvfb" in capsys.readouterr().out
    assert not any("apt-get" in command for command in commands.said)


@pytest.mark.skipif(sys.platform != "linux", reason="Debian packages")
@pytest.mark.parametrize("again", [False, True])
def test_a_computer_without_a_voice_is_told_so_and_set_up_all_the_same(
    start: ModuleType,
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    again: bool,
) -> None:
    monkeypatch.setattr(
        start, "missing_packages", lambda wanted: [name for name in wanted if "espeak" in name]
    )
    monkeypatch.setattr(start.os, "geteuid", lambda: 0)
    commands.answers = {"apt-get": (100, "no network")}
    if again:
        start.set_up(start.RUN_LOCK)
        commands.said.clear()
        capsys.readouterr()

    start.set_up(start.RUN_LOCK)

    assert start.is_set_up(start.RUN_LOCK)
    assert "没有语音（espeak-ng）" in capsys.readouterr().out
    assert bool(commands.ran("apt-get")) is not again, "with no network it must not be slow"


@pytest.mark.parametrize(
    ("failing", "missing_tools", "ci", "status"),
    [
        ("", False, "", 0),
        ("mypy", False, "", 1),
        ("", True, "", 0),
        ("", True, "true", 1),
    ],
)
def test_the_gate_passes_only_when_every_check_did(
    start: ModuleType,
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    failing: str,
    missing_tools: bool,
    ci: str,
    status: int,
) -> None:
    ran = []

    def run(command: list[str], **_env: str) -> int:
        ran.append(command[0])
        if "tests.screenreader" in command:
            return int(missing_tools)
        return int(command[0] == failing)

    monkeypatch.setattr(start, "run_in_venv", run)
    monkeypatch.setenv("CI", ci)

    assert start.main(["test"]) == status

    assert ran == ["ruff", "ruff", "mypy", "lint-imports", "python", "python"]


def test_a_wrong_word_is_wrong_usage(
    start: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start.main(["tset"]) == 2
    assert "用法" in capsys.readouterr().out
