"""What the papers at the front door promise is there, and they say nothing they should not."""

import importlib.util
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.chapters import (
    STANDARD_KEYS,
    declared_keys,
    faults_of_command,
    named_keys,
    written_commands,
)
from tests.architecture.source import ROOT, parsed, tracked_files

PAPERS = ("README.md", "ARCHITECTURE.md", "STYLE.md", "SECURITY.md", "CONTRIBUTING.md")
LARGEST_TEXT = 2_000_000
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
NAMED_FILE = re.compile(r"`((?:db|desktop|resources|tests)/[\w/.*-]+)`")
MACHINE_PATH = re.compile(
    r"(?<![\w.~])/(?:work|home|Users|root)/(?!(?:NAME|USER)\b)\w|[A-Z]:\\Users\\\w"
)
"""A path of somebody's own computer; invented ones in tests lie elsewhere."""

HOW_IT_CAME = re.compile(
    r"co-authored-by|language model|\bLLMs?\b|\bAI[- ](?:assisted|generated|written)"
    r"|\b(?:an earlier|a previous) session\b|大语言模型|人工智能生成",
    re.IGNORECASE,
)
"""Words about how or by whom a line came to be; a project's text is about the project."""


def project() -> dict[str, Any]:
    """Return what ``pyproject.toml`` says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def paper(name: str) -> str:
    """Return the text of a paper."""
    return (ROOT / name).read_text(encoding="utf-8")


def run_time_packages() -> set[str]:
    """Return the names of the packages Yiyi needs to run."""
    wanted = project()["project"]["dependencies"]
    return {re.split(r"[<>=!~; \[]", one)[0].lower() for one in wanted}


def packages_explained(architecture: str) -> set[str]:
    """Return the packages that the table of run-time dependencies has a reason for."""
    table = architecture.partition("## Run-time dependencies")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (?!library)([^|-][^|]*) \| ([^|]+) \|$", table, re.MULTILINE)
    return {
        name.strip().lower() for names, why in rows if why.strip() for name in names.split(",")
    }


def module_of(task: dict[str, Any]) -> list[str]:
    """Return the modules that a task runs with ``python -m``."""
    commands = [task, *task.get("sequence", [])]
    said = [shlex.split(one["cmd"]) for one in commands if "cmd" in one]
    return [words[2] for words in said if words[:2] == ["python", "-m"]]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Return every line of the project's own text that holds a pattern."""
    found = []
    for path in tracked_files():
        if path == Path(__file__) or path.stat().st_size > LARGEST_TEXT:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if pattern.search(text):
            found += [
                f"{path.relative_to(ROOT)}:{number}: {line.strip()[:90]}"
                for number, line in enumerate(text.splitlines(), 1)
                if pattern.search(line)
            ]
    return found


def test_every_command_in_the_papers_can_be_given_as_written() -> None:
    written = [one for name in PAPERS for one in written_commands(paper(name))]

    assert len(written) > 3
    assert [fault for one in written if (fault := faults_of_command(one))] == []


def test_the_readme_begins_with_commands_that_start_py_takes() -> None:
    said = re.findall(r"^python3 start\.py ?(\w*)", paper("README.md"), re.MULTILINE)
    start = parsed(ROOT / "start.py").text

    assert set(said) == {"", "test"}
    assert all(f'"{word}"' in start for word in said)


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_names_a_shortcut_that_does_not_exist(name: str) -> None:
    assert named_keys(paper(name)) <= declared_keys().keys() | STANDARD_KEYS


@pytest.mark.parametrize("name", PAPERS)
def test_every_file_a_paper_names_is_there(name: str) -> None:
    text = paper(name)
    said = LINK.findall(text) + [one for one in NAMED_FILE.findall(text) if "…" not in one]

    assert [one for one in said if not list(ROOT.glob(one.rstrip("/")))] == []


def test_every_task_a_contributor_is_told_of_exists() -> None:
    tasks = project()["tool"]["poe"]["tasks"]
    said = re.findall(r"\bpoe ([a-z]+)", paper("CONTRIBUTING.md") + paper("STYLE.md"))

    assert set(said) == set(tasks)
    assert [
        module
        for task in tasks.values()
        for module in module_of(task)
        if importlib.util.find_spec(module) is None
    ] == []


def test_every_run_time_dependency_has_a_reason_and_nothing_else_has() -> None:
    assert packages_explained(paper("ARCHITECTURE.md")) == run_time_packages()


def test_the_changelog_has_what_is_not_released_or_the_version_that_is() -> None:
    headings = re.findall(r"^## \[([^\]]+)\]", paper("CHANGELOG.md"), re.MULTILINE)

    assert headings
    assert headings[0] in ("Unreleased", project()["project"]["version"])


def test_no_text_holds_a_path_of_somebodys_computer() -> None:
    assert lines_with(MACHINE_PATH) == []


def test_no_text_is_about_how_it_came_to_be() -> None:
    assert lines_with(HOW_IT_CAME) == []


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("see /home/anna/yiyi/notes.txt", True),
        (r"C:\Users\anna\yiyi", True),
        ("kept in /var/lib/yiyi and ~/work/yiyi", False),
        ("https://example.org/home/page", False),
    ],
)
def test_a_path_of_a_computer_is_told_from_others(line: str, is_found: bool) -> None:
    assert bool(MACHINE_PATH.search(line)) is is_found


def test_a_dependency_without_a_reason_is_found() -> None:
    rows = "| library | why |\n|---|---|\n| A, b | windows |\n| c | |\n"

    assert packages_explained(f"## Run-time dependencies\n\n{rows}") == {"a", "b"}
