"""The command line, run in this process on a record that was made once."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from db.usecases.clients import register_client
from db.vault.strength import Strength
from desktop.commands.root import yiyi
from desktop.workspace import create
from tests.builders import TODAY, a_client, an_identity_number

WEAK = Strength(passes=1, memory_kib=8 * 1024)
"""Of these records: every command opens one, and nobody is to be kept out."""
PASSPHRASE = "雨后 青山 1234"  # noqa: S105 - it protects invented people
PHONE = "19900000008"
IDENTITY = an_identity_number()
CERTIFICATE = f"{IDENTITY}43"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Line:
    """``yiyi --record FOLDER …`` with the passphrase in the environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env: dict[str, str | None] = {"YIYI_PASSPHRASE": PASSPHRASE}

    def __call__(self, *words: object, before: tuple[str, ...] = ()) -> Ran:
        line = ["--record", str(self.folder), *before, *map(str, words)]
        result = CliRunner().invoke(yiyi, line, env=self.env, catch_exceptions=True)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    def id_of(self, words: str) -> str:
        (found,) = self("find", words, "--json").json
        return str(found["id"])


def make_record(folder: Path, name: str, role: str = "counsellor") -> None:
    """Begin a record that opens at once."""
    workspace, _code = create(
        folder,
        name=name,
        county="520626",
        role=role,
        passphrase=PASSPHRASE,
        strength=WEAK,
    )
    if role == "counsellor":
        ayi = a_client(
            name="潘阿妹",
            identity_number=IDENTITY,
            certificate_number=CERTIFICATE,
            phone=PHONE,
            county="520626",
            township="煎茶镇",
            village="长安村",
            remark=f"家属电话 {PHONE}，身份证 {IDENTITY}",
        )
        register_client(workspace.store, ayi, today=TODAY)
        other = a_client(name="龙阿妮", county="520626", village="石坪村")
        register_client(workspace.store, other, today=TODAY)
    workspace.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two records made once: a counsellor's with two clients, and a supervisor's."""
    place = tmp_path_factory.mktemp("records")
    make_record(place / "counsellor", "石秀英")
    make_record(place / "supervisor", "黎督导", "supervisor")
    return place


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Callable[[str], Line]:
    """Return what gives a fresh copy of one of the records."""

    def copy(name: str) -> Line:
        shutil.copytree(made / name, tmp_path / name)
        return Line(tmp_path / name)

    return copy


@pytest.fixture
def line(copied: Callable[[str], Line]) -> Line:
    """The command line on the counsellor's record."""
    return copied("counsellor")


@pytest.fixture
def empty(tmp_path: Path) -> Line:
    """The command line on a folder where there is nothing."""
    return Line(tmp_path / "nothing-here")


@pytest.fixture(autouse=True)
def _nothing_whole(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Commands print through click alone: nothing slips past to the real streams."""
    yield
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")
