"""The harness itself: it hears a window done well, and catches one done badly."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screenreader.processes import HarnessError, Processes, marked
from tests.screenreader.session import Session
from tests.screenreader.transcript import FOLDER_VARIABLE, Transcript

pytestmark = pytest.mark.screenreader
SAMPLE = [sys.executable, str(Path(__file__).with_name("sample_window.py"))]


@pytest.fixture
def window(desk: Session) -> Iterator[Session]:
    yield desk
    desk.close()


def test_a_window_done_well_is_heard_walked_and_found_clean(
    window: Session, tmp_path: Path
) -> None:
    heard = window.launch(SAMPLE)

    assert any("试用窗口" in words for words in heard)
    assert window.focus() == "text: 姓名"
    window.type_text("罗小梅")
    window.key("Tab", "Tab")
    assert window.focus() == "push button: 复述"
    assert "姓名是罗小梅" in " ".join(window.key("space"))
    stops = window.walk()
    assert [name.partition(" ")[2] for name in stops] == [
        "text: 姓名", "text: 备注", "push button: 姓名是罗小梅",
    ]  # fmt: skip
    assert all(stops.values()), f"a stop was silent: {stops}"
    assert window.findings() == []
    picture = tmp_path / "window.png"
    window.screenshot(picture)
    assert picture.stat().st_size > 1000


def test_a_window_done_badly_is_caught(window: Session) -> None:
    window.launch([*SAMPLE, "--bad"])

    rules = {finding["rule"] for finding in window.findings()}

    assert {"no-name", "tab-trap"} <= rules


def test_a_program_that_ends_is_reported_with_its_last_words(window: Session) -> None:
    with pytest.raises(HarnessError, match="last words"):
        window.launch([sys.executable, "-c", "raise SystemExit('last words')"])


def test_a_daemon_that_left_its_parent_is_ended_too(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    processes = Processes(folder)
    processes.env["PATH"] = os.environ["PATH"]
    orphaning = "import subprocess; subprocess.Popen(['sleep', '300'], start_new_session=True)"
    processes.start([sys.executable, "-c", orphaning], "parent").wait(10)
    assert len(marked("desk")) == 1

    processes.end_all()

    assert marked("desk") == set()


def test_a_transcript_reads_as_what_was_done_and_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    transcript = Transcript()
    transcript.note("登记")
    transcript.step("key Tab", ["姓名 文本框"])
    transcript.step("key Tab", [])

    path = transcript.keep("day")

    assert path is not None
    assert path.read_text(encoding="utf-8") == (
        "## 登记\nkey Tab\n    姓名 文本框\nkey Tab\n    (silence)\n"
    )
