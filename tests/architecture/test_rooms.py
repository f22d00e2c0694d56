"""The rooms keep to themselves: imports, names, sizes and what may not be reached."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import (
    ROOT,
    Source,
    all_sources,
    last_name,
    program_sources,
    tracked_files,
)

DRAWER_NAMES = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "base"}
MOST_LINES = 400
INDEX_ADDRESS = re.compile(
    r"(--(extra-)?index-url|--find-links|\bindex-url\s*=)\s*\S|(https?|file)://[^\s\"')]*"
    r"(pypi|pythonhosted|/simple\b|deb\.debian|registry\.npmjs)",
    re.IGNORECASE,
)


def imported_by(source: Source) -> Iterator[tuple[str, ast.stmt]]:
    """Yield every module name a file imports, with the place."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def swallowed_in(source: Source) -> list[str]:
    """Return where everything is caught and nothing is done."""
    return [
        source.at(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or last_name(node.type) in ("Exception", "BaseException"))
        and all(
            isinstance(step, ast.Pass | ast.Continue)
            or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
            for step in node.body
        )
    ]


def test_the_import_rule_holds() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-3000:]


def test_the_network_is_not_imported_from_qt() -> None:
    """Import-linter sees PySide6 as one thing, so its network module is looked for here."""
    found = [
        f"{source.at(node)} imports {name}"
        for source in program_sources()
        for name, node in imported_by(source)
        if re.search(r"QtNetwork|QtWebEngine|QtWebSockets", name)
    ]

    assert not found, "\n".join(found)


def test_no_module_or_class_is_a_drawer() -> None:
    found = [source.name for source in all_sources() if source.path.stem in DRAWER_NAMES]
    found += [
        f"{source.at(node)} class {node.name}"
        for source in program_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
        and re.search(r"(Manager|Helper|Utils?|Processor|Base)$", node.name)
    ]

    assert not found, ", ".join(found)


def test_no_file_has_outgrown_its_noun() -> None:
    found = [
        f"{source.name} has {len(source.text.splitlines())} lines"
        for source in all_sources()
        if len(source.text.splitlines()) > MOST_LINES
    ]

    assert not found, "split by noun: " + ", ".join(found)


def test_every_package_says_what_its_room_is_for() -> None:
    found = [
        source.name
        for source in program_sources()
        if source.path.name == "__init__.py" and not ast.get_docstring(source.tree)
    ]

    assert not found, ", ".join(found)


def test_nothing_swallows_every_exception() -> None:
    found = [place for source in all_sources() for place in swallowed_in(source)]

    assert not found, ", ".join(found)


def test_no_address_of_a_package_index_is_kept_in_the_project() -> None:
    found = []
    for path in tracked_files():
        if path == Path(__file__) or path.stat().st_size > 2_000_000:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit[0]}" for hit in INDEX_ADDRESS.finditer(text)]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("try:\n    f()\nexcept Exception:\n    pass", 1),
        ("try:\n    f()\nexcept:\n    ...", 1),
        ("try:\n    f()\nexcept OSError:\n    pass", 0),
        ("try:\n    f()\nexcept Exception as error:\n    raise Problem(X) from error", 0),
    ],
)
def test_a_swallowed_exception_is_found(code: str, count: int) -> None:
    source = Source(ROOT / "db" / "example.py", code, ast.parse(code))

    assert len(swallowed_in(source)) == count


def test_a_network_import_is_found() -> None:
    code = "from PySide6 import QtNetwork"
    source = Source(ROOT / "desktop" / "example.py", code, ast.parse(code))

    assert "PySide6.QtNetwork" in [name for name, _ in imported_by(source)]


@pytest.mark.parametrize(
    ("line", "is_address"),
    [
        ("--index-url https://x.example/simple", True),
        ("index-url = https://x.example", True),
        ("see https://pypi.example.org/project/x", True),
        ("pip compile --no-emit-index-url --no-emit-find-links --no-header", False),
        ("https://www.gov.cn/a.htm", False),
    ],
)
def test_an_index_address_is_told_from_other_words(line: str, is_address: bool) -> None:
    assert bool(INDEX_ADDRESS.search(line)) is is_address
