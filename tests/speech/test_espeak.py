"""The real voice of Linux, judged by sox, which knows nothing of ours."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from db.fields.problem import Problem
from db.fields.text import Language
from desktop.speech.booth import Casting, Line, speak
from desktop.speech.chapters import chapters_of
from desktop.speech.listening import fault_of
from desktop.speech.recording import Recording, record_document
from desktop.speech.sentences import sentences_of
from desktop.speech.sound import Sound, silence
from desktop.speech.studio import Studio, VoiceProcess
from desktop.speech.syllables import syllables_in
from desktop.speech.wording import spoken
from tests.speech.samples import ABOUT, document

SOX = shutil.which("sox") or ""
pytestmark = pytest.mark.skipif(
    not (SOX and shutil.which("espeak-ng")), reason="needs espeak-ng and sox"
)
SHORT = document(*ABOUT)
TEXT = "银行行长在重安江打电话，号码是 13985001234，用 Excel 表格。"
ENGLISH = "This is an ordinary sentence for 潘·阿妹, made on 2026-11-23."


@pytest.fixture(scope="module")
def chinese() -> Iterator[Studio]:
    with Studio(
        Casting(language=Language.ZH, readings=(("重安江", "chong2 an1 jiang1"),))
    ) as made:
        yield made


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return record_document(SHORT, tmp_path_factory.mktemp("out") / "小结", rate=240)


def sound_of(studio: Studio, text: str, rate: int) -> Sound:
    said = spoken(text, Language.ZH)
    return studio.sound(Line(number=0, said=said, rate=rate))


def stat(path: Path) -> dict[str, float]:
    """Return what sox measures of a file."""
    told = subprocess.run(  # noqa: S603 - sox
        [SOX, str(path), "-n", "stat"], capture_output=True, text=True, check=True
    ).stderr
    assert "WARN" not in told
    lines = (re.match(r"([A-Za-z ()]+?)\s*:\s+(-?[\d.]+)$", line) for line in told.splitlines())
    return {re.sub(r"\s+", " ", found[1]): float(found[2]) for found in lines if found}


def test_the_voice_for_chinese_is_the_one_that_takes_pinyin(chinese: Studio) -> None:
    assert chinese.voice.id == "sit/cmn-latn-pinyin"
    assert chinese.voice.other_id.startswith("gmw/en")


def test_a_sentence_lasts_as_long_as_its_syllables(chinese: Studio) -> None:
    said = spoken(TEXT, Language.ZH)
    for rate in (120, 180, 240, 400):
        sound = chinese.sound(Line(number=0, said=said, rate=rate))
        assert 36 < sound.seconds * rate / syllables_in(said) < 56
        paused = sound.frames + silence(0.4, sound.sample_rate)
        assert fault_of(Sound(frames=paused, sample_rate=22050), said, rate) is None


def test_faster_is_shorter_at_once_and_slower_again_longer(chinese: Studio) -> None:
    lasted = [sound_of(chinese, TEXT, rate).seconds for rate in (120, 180, 240, 120)]
    assert lasted[0] > lasted[1] > lasted[2]
    assert lasted[0] / lasted[2] == pytest.approx(2.0, rel=0.2)
    assert lasted[3] == pytest.approx(lasted[0], rel=0.03)


def test_half_a_sentence_is_noticed(chinese: Studio) -> None:
    said = spoken("银行行长在重安江的办公室里打电话。", Language.ZH)
    for rate in (120, 180, 300):
        sound = chinese.sound(Line(number=0, said=said, rate=rate))
        half = sound.frames[: len(sound.frames) // 4 * 2] + silence(0.4, sound.sample_rate)
        assert fault_of(Sound(frames=half, sample_rate=sound.sample_rate), said, rate)


def test_english_and_the_names_in_it_are_said() -> None:
    with Studio(Casting(language=Language.EN, names=("潘·阿妹",))) as studio:
        assert studio.voice.id.startswith("gmw/en")
        said = spoken(ENGLISH, Language.EN)
        with_name = studio.sound(Line(number=0, said=said, rate=180)).seconds
        without = said.replace("潘阿妹", "")
        assert with_name > studio.sound(Line(number=1, said=without, rate=180)).seconds + 0.3


def test_sox_finds_whole_files_with_a_voice_in_them(recording: Recording) -> None:
    for chapter in recording.chapters:
        told = subprocess.run(  # noqa: S603 - sox
            [SOX, "--i", str(chapter.file)], capture_output=True, text=True, check=True
        )
        assert "WARN" not in told.stderr
        assert re.search(r"Channels\s*: 1\n", told.stdout)
        assert re.search(r"Sample Rate\s*: 22050\n", told.stdout)
        assert re.search(r"Precision\s*: 16-bit\n", told.stdout)
        measured = stat(chapter.file)
        assert measured["Length (seconds)"] == pytest.approx(chapter.seconds, abs=0.001)
        assert 0.04 < measured["RMS amplitude"] < 0.3
        assert measured["Maximum amplitude"] < 1.0


def test_sox_hears_a_pause_behind_every_sentence(recording: Recording, tmp_path: Path) -> None:
    for chapter, of in zip(recording.chapters, chapters_of(SHORT), strict=True):
        ends = [*chapter.starts[1:], chapter.seconds]
        assert len(ends) == len(of.sentences)
        for start, end in zip(chapter.starts, ends, strict=True):
            cut = tmp_path / "cut.wav"
            for first, last, is_loud in ((start, end - 0.4, True), (end - 0.4, end, False)):
                subprocess.run(  # noqa: S603 - sox
                    [SOX, str(chapter.file), str(cut), "trim", f"{first:.3f}", f"={last:.3f}"],
                    check=True,
                )
                assert (stat(cut)["RMS amplitude"] > 0.02) is is_loud


def test_the_same_document_gives_the_same_bytes(recording: Recording, tmp_path: Path) -> None:
    again = record_document(SHORT, tmp_path / "小结", rate=240)
    assert again.sha256 == recording.sha256


def test_nothing_lies_in_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``say`` of pyttsx3 leaves the sound there; neither way here may."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    record_document(document(title="好"), tmp_path / "out", rate=400)
    casting = Casting(language=Language.ZH)
    process = VoiceProcess(casting, speak)
    line = Line(number=0, said="好。", rate=400)
    try:
        assert process.answer(20.0) is not None
        process.ask(line)
        with suppress(Problem):  # there may be no loudspeaker here
            process.answer(20.0)
    finally:
        process.end()
    assert list(place.iterdir()) == []


STARTER = """
import os, signal
from db.fields.text import Language
from desktop.speech.booth import Casting
from desktop.speech.studio import VoiceProcess
from tests.speech.booths import deaf
if __name__ == "__main__":
    process = VoiceProcess(Casting(language=Language.ZH), deaf)
    assert process.answer(20.0) is not None
    print(process.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_voice_that_hangs_ends_when_yiyi_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "starter.py"
    script.write_text(STARTER)
    root = Path(__file__).parents[2]
    done = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert done.returncode == -signal.SIGKILL
    told = Path("/proc", done.stdout.strip(), "stat")
    until = time.monotonic() + 10
    while time.monotonic() < until and _runs(told):
        os.sched_yield()
    assert not _runs(told)


def _runs(told: Path) -> bool:
    """Tell whether a process runs; one that nobody has buried yet does not."""
    try:
        return told.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_many_sentences_come_from_one_process_in_a_moment(chinese: Studio) -> None:
    for number, sentence in enumerate(sentences_of("一句话。" * 30, Language.ZH)):
        sound = chinese.sound(Line(number=number, said=sentence.said, rate=180))
        assert sound.seconds > 0.4
