"""Programs that are not ours and judge finished forms."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import page as page_validation
import pytest
import zxingcpp
from PIL import Image

RULES_OF_PDF_UA = 100
"""The validator knows more than so many; fewer would mean that it judges something else."""


def run(program: str | Path, *arguments: object) -> str:
    """Run a program and return what it says; a missing one skips the test, in CI it fails."""
    found = shutil.which(program)
    if found is None and not os.environ.get("CI"):
        pytest.skip(f"{program} is not installed")
    done = subprocess.run(  # noqa: S603 - the programs are named here and in the tests
        [str(found or program), *map(str, arguments)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout + done.stderr


def pdf_ua_failures(pdf: bytes) -> list[str]:
    """Return the rules of PDF/UA-1 that a file breaks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(pdf)
        report = page_validation.validate_pdf(str(path), profile="ua1")
    assert report.rules.total > RULES_OF_PDF_UA
    return [f"{found.rule_id} {found.message}" for found in report.failures]


def square_codes(path: Path, folder: Path) -> list[str]:
    """Return what the square codes on the first page say, seen at 100 dots an inch."""
    run("pdftoppm", "-r", 100, "-f", 1, "-l", 1, "-png", path, folder / "page")
    with Image.open(next(folder.glob("page*.png"))) as picture:
        return [code.text for code in zxingcpp.read_barcodes(picture)]


def sound(path: Path) -> tuple[float, float]:
    """Return a sound file's seconds and its loudness (root mean square), as sox measures."""
    said = run("sox", path, "-n", "stat")
    seconds = re.search(r"Length \(seconds\):\s+([\d.]+)", said)
    loud = re.search(r"RMS\s+amplitude:\s+([\d.]+)", said)
    assert seconds is not None
    assert loud is not None
    return float(seconds[1]), float(loud[1])
