"""An independent judge: liblouis, character by character.

Its table ``zhcn-cbs`` knows 7,190 characters but no words, so it cannot judge sentences. It
gives one reading of each character; ours has to be among those the dictionary knows.
"""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.braille import translate
from desktop.pinyin.dictionary import readings_of
from desktop.pinyin.reader import Reader

_TOOL = shutil.which("lou_translate")
_DIFFERENCES = Path(__file__).with_name("liblouis_differences.csv")
_UNKNOWN = "⡳"
"""In the hexadecimal code that liblouis writes for a character it lacks."""
_KNOWN_AT_LEAST = 7_000
_ALIKE = 0.994
"""Measured: 7,151 of 7,190 characters."""
_ALIKE_BY_DEFAULT = 0.955
"""Measured: 6,899; the others have several readings, and liblouis took another one."""

pytestmark = pytest.mark.skipif(_TOOL is None, reason="liblouis-bin is not installed")


def ours(char: str, reading: str) -> str:
    return translate(char, Reader([(char, reading)])).cells


@pytest.fixture(scope="module")
def judged() -> dict[str, str]:
    """Return the cells of every character that liblouis knows."""
    chars = [chr(code) for code in range(0x4E00, 0x9FA6)]
    done = subprocess.run(  # noqa: S603 - its whole path was looked up
        [_TOOL or "", "-f", "unicode.dis,zhcn-cbs.ctb"],
        input="\n".join(chars) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = done.stdout.split("\n")
    return {
        char: cells
        for char, cells in zip(chars, lines, strict=False)
        if cells and _UNKNOWN not in cells
    }


@pytest.fixture(scope="module")
def differing(judged: dict[str, str]) -> set[str]:
    return {
        char
        for char, cells in judged.items()
        if cells not in {ours(char, reading) for reading in readings_of(char)}
    }


def test_liblouis_writes_the_same_cells_but_for_the_listed_characters(
    judged: dict[str, str], differing: set[str]
) -> None:
    assert len(judged) >= _KNOWN_AT_LEAST
    with _DIFFERENCES.open(encoding="utf-8", newline="") as file:
        listed = {row["char"] for row in csv.DictReader(file)}
    assert differing == listed
    assert 1 - len(differing) / len(judged) >= _ALIKE


def test_most_usual_readings_are_those_of_liblouis(judged: dict[str, str]) -> None:
    reader = Reader()
    alike = sum(translate(char, reader).cells == cells for char, cells in judged.items())
    assert alike / len(judged) >= _ALIKE_BY_DEFAULT


def test_every_listed_difference_has_a_reason_and_both_spellings(
    judged: dict[str, str],
) -> None:
    with _DIFFERENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["liblouis"] == judged[row["char"]]
            assert row["ours"] in {ours(row["char"], one) for one in readings_of(row["char"])}
            assert row["reason"]
