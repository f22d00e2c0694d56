"""The demo day as start.py runs it: without a display, into the folder of an earlier day."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QImage

from db.domain.duty.duties import DutyKind
from db.fields.text import Language
from db.usecases.policies import policy_in_force
from db.usecases.worklist import todays_work
from desktop.demo_record import open_demo_record
from desktop.pictures import Papers, visits_of
from desktop.places import all_places
from tests.builders import TODAY

FILES = {
    "recovery-sheet.pdf",
    "roster.xlsx",
    "roster-annotated.xlsx",
    "import.txt",
    "today.txt",
    "summary.pdf",
    "summary-large.pdf",
    "summary-easy.pdf",
    "summary.brf",
    "summary.pef",
    "summary.txt",
    "employer-introduction.pdf",
    "handover.yiyi",
    "merge.txt",
    "supervisor.yiyibackup",
}
FOLDERS = {"batch", "summary-audio"}


def live(out: Path, *before: str) -> subprocess.CompletedProcess[str]:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "YIYI_PASSPHRASE"}
    plain = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "desktop", *before, "demo", "--out", str(out)],
        env=plain,
        capture_output=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that held the files of an earlier day, in which a day was lived."""
    out = tmp_path_factory.mktemp("demo") / "out"
    (out / "pictures").mkdir(parents=True)
    (out / "pictures" / "99-gone.png").write_bytes(b"of an earlier day")
    for folder in FOLDERS:
        (out / folder).mkdir()
        (out / folder / "99-gone.pdf").write_bytes(b"of an earlier day")
    for name in FILES:
        (out / name).write_bytes(b"of an earlier day")
    ran = live(out, "--lang", "en")
    assert ran.returncode == 0, ran.stderr
    assert (
        ran.stderr == f"The demo day is done; its files are in {out}. All of it is invented.\n"
    )
    assert {line.partition(": ")[0] for line in ran.stdout.splitlines()} >= FILES | FOLDERS
    return out


def test_the_day_leaves_its_files_and_nothing_else(day: Path) -> None:
    assert {path.name for path in day.iterdir()} == FILES | FOLDERS | {"pictures"}
    assert all(path.stat().st_size for path in day.rglob("*") if path.is_file())


def test_there_is_a_picture_of_every_place(day: Path, tmp_path: Path) -> None:
    taken = {path.stem.partition("-")[2] for path in (day / "pictures").glob("*.png")}
    workspace = open_demo_record(tmp_path / "record", today=TODAY)
    try:
        places = {place.key for place in all_places(workspace)}
    finally:
        workspace.close()
    assert taken - {"begin", "unlock", "recover", "restore"} == places


def test_the_pictures_show_something(day: Path) -> None:
    for path in (day / "pictures").glob("*.png"):
        image = QImage(str(path))
        colours = {
            image.pixel(x, y)
            for x in range(0, image.width(), 9)
            for y in range(0, image.height(), 9)
        }
        assert (image.width(), image.height()) == (1366, 768)
        assert len(colours) > 12, path.name


def test_the_files_say_what_happened(day: Path) -> None:
    assert "24 people: 22 new, 2 refused; imported again: 22 unchanged" in (
        day / "import.txt"
    ).read_text("utf-8")
    merged = (day / "merge.txt").read_text("utf-8")
    assert "becomes 镇上" in merged
    assert "Conflict: " in merged
    assert "19900000111" not in merged
    assert "days ago" in (day / "today.txt").read_text("utf-8")
    assert openpyxl.load_workbook(day / "roster-annotated.xlsx")["名单"]["E12"].comment
    assert (day / "summary.pdf").read_bytes().startswith(b"%PDF")


def test_the_summary_is_given_out_in_every_form(day: Path) -> None:
    for name in ("summary.pdf", "summary-large.pdf", "summary-easy.pdf"):
        assert (day / name).read_bytes().startswith(b"%PDF")
    assert (day / "summary.brf").read_bytes().isascii()
    assert b"<pef" in (day / "summary.pef").read_bytes()
    sounds = list((day / "summary-audio").glob("*.wav"))
    assert len(sounds) > 5 or (day / "summary-audio" / "why there is no sound.txt").exists()


def test_the_batch_holds_a_document_for_everybody_and_nothing_of_an_earlier_day(
    day: Path,
) -> None:
    names = sorted(path.name for path in (day / "batch").iterdir())
    assert len(names) >= 3
    assert any("(easy to read).pdf" in name for name in names)
    assert any("large print" in name for name in names)
    assert "99-gone.pdf" not in names
    has_voice = any((day / "summary-audio").glob("*.wav"))
    assert has_voice != any(name.startswith("Not made") for name in names)


def test_every_place_is_visited_with_something_to_show(tmp_path: Path) -> None:
    workspace = open_demo_record(tmp_path / "record", Language.EN, today=TODAY)
    papers = Papers(roster=tmp_path / "roster.xlsx", exchange_file=tmp_path / "file.yiyi")
    try:
        with workspace.store.reading() as reading:
            visited = {visit.place for visit in visits_of(reading, papers)}
        assert visited == {place.key for place in all_places(workspace)}
        assert workspace.store.faults() == []
    finally:
        workspace.close()


def test_the_demo_opens_on_a_day_as_it_is_at_work(tmp_path: Path) -> None:
    workspace = open_demo_record(tmp_path / "record", today=TODAY)
    store = workspace.store
    try:
        with store.reading() as reading:
            work = todays_work(
                reading, store.drafts(), TODAY, policy_in_force(store), store.owner
            )
    finally:
        workspace.close()
    late = sorted((TODAY - duty.due_on).days for duty in work.overdue)
    assert late[-1] < 31
    assert [days for days in late if days > 7] == late[-1:]
    assert len([d for d in work.today if d.kind is not DutyKind.HOUSEHOLD_UNCHECKED]) >= 2
    assert len(work.soon) >= 3
