"""Records prepared beforehand, so that a journey begins where it has something to hear."""

from dataclasses import dataclass
from pathlib import Path

from db.sync.card import write_card
from db.vault.strength import FLOOR
from desktop.demo_day import build_roster
from desktop.demo_record import DEMO_PASSPHRASE, meet_colleague, open_demo_record
from desktop.workspace import create

SUPERVISOR = "黎督导"
COUNTY = "520626"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A record with one conflict, and a colleague's file still to be merged."""

    record: Path
    file: Path


def caseload(folder: Path) -> Path:
    """Make a record of invented people; return its folder."""
    record = folder / "record"
    open_demo_record(record).close()
    return record


def new_counsellor(folder: Path) -> Path:
    """Make a record without anybody in it; return its folder."""
    record = folder / "record"
    made, _code = create(
        record, name="田老师", county=COUNTY, role="counsellor",
        passphrase=DEMO_PASSPHRASE, strength=FLOOR,
    )  # fmt: skip
    made.close()
    return record


def messy_roster(folder: Path) -> Path:
    """Write a roster as it comes; return the workbook."""
    path = folder / "roster.xlsx"
    build_roster(path)
    return path


def supervisors_card(folder: Path) -> Path:
    """Write the card of a supervisor nobody knows yet; return the file."""
    made, _code = create(
        folder / "supervisor", name=SUPERVISOR, county=COUNTY, role="supervisor",
        passphrase=DEMO_PASSPHRASE, strength=FLOOR,
    )  # fmt: skip
    path = folder / "supervisor.yiyicard"
    write_card(path, made.card())
    made.close()
    return path


def meeting(folder: Path) -> Meeting:
    """Make two colleagues' records that know each other, and a file between them."""
    record = folder / "record"
    made = open_demo_record(record)
    try:
        file = meet_colleague(made, folder)
    finally:
        made.close()
    return Meeting(record=record, file=file)
