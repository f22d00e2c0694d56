"""The project's own source files, parsed once."""

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("resources", "db", "desktop")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
"""A Chinese character."""


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its path inside the project."""
        return self.path.relative_to(ROOT).as_posix()

    def calls(self, name: str) -> Iterator[ast.Call]:
        """Yield every call of a function or method with this last name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and last_name(node.func) == name:
                yield node

    def at(self, node: ast.expr | ast.stmt | ast.ExceptHandler) -> str:
        """Return where a node stands, to be shown."""
        return f"{self.name}:{node.lineno}"


def last_name(node: ast.expr) -> str:
    """Return ``c`` of ``a.b.c``, or the empty string when it is not a name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def parsed(path: Path) -> Source:
    """Read and parse one file."""
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text, str(path)))


@cache
def program_sources() -> tuple[Source, ...]:
    """Return every module of the program: resources, db and desktop."""
    return tuple(parsed(path) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))


@cache
def all_sources() -> tuple[Source, ...]:
    """Return every Python file of the project, tests and benchmarks too."""
    others = [ROOT / "start.py"]
    for folder in ("tests", "benchmarks"):
        others += sorted((ROOT / folder).rglob("*.py"))
    return program_sources() + tuple(parsed(path) for path in others if path.exists())


def tracked_files() -> list[Path]:
    """Return every file that belongs to the project: tracked by git, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:  # an archive without git
        skip = {".git", ".venv", ".venv-setup.log", "build", "dist", "demo-out"}
        paths = [p for p in ROOT.rglob("*") if not skip & set(p.relative_to(ROOT).parts)]
    return [path for path in paths if path.is_file()]
