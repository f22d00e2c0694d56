"""Recordings with voices that are not there: whole or not at all, and in words why not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.fields.problem import Cancelled, Problem
from db.fields.text import Language, Text
from db.ports import Unwatched
from desktop.speech.booth import Serve
from desktop.speech.chapters import chapters_of
from desktop.speech.listening import MISSPOKEN, TOO_LONG, TOO_QUIET, TOO_SHORT, fault_of, listen
from desktop.speech.recording import (
    NOTHING_TO_SAY,
    RATE_RANGE,
    record_document,
    record_text,
)
from desktop.speech.sound import Sound, silence
from desktop.speech.studio import CRASHED, HUNG, Limits
from tests.speech import booths
from tests.speech.samples import SUMMARY, document

SHORT = Limits(beginning=20.0, sentence=0.3)


class Watched(Unwatched):
    """Remembers how far it went, and stops after so many sentences."""

    def __init__(self, stop_after: int = 10**9) -> None:
        self.seen: list[tuple[int, int]] = []
        self.stop_after = stop_after

    def at(self, done: int, total: int, doing: Text) -> None:
        del doing
        self.seen.append((done, total))

    def stop_if_cancelled(self) -> None:
        if len(self.seen) >= self.stop_after:
            raise Cancelled


def test_a_recording_is_a_folder_of_chapters_and_a_playlist(tmp_path: Path) -> None:
    watched = Watched()
    folder = tmp_path / "录音"
    made = record_document(SUMMARY, folder, serve=booths.good, progress=watched)
    assert sorted(path.name for path in folder.iterdir()) == [
        "01-潘·阿妹的就业服务小结.wav", "02-基本信息.wav", "03-最近的联系.wav", "播放列表.m3u8",
    ]  # fmt: skip
    assert made.playlist.read_text("utf-8").splitlines()[:4] == [
        "#EXTM3U",
        "#PLAYLIST:潘·阿妹的就业服务小结",
        f"#EXTINF:{round(made.chapters[0].seconds)},潘·阿妹的就业服务小结",
        "01-潘·阿妹的就业服务小结.wav",
    ]
    total = sum(len(chapter.sentences) for chapter in chapters_of(SUMMARY))
    assert watched.seen == [(number, total) for number in range(1, total + 1)]
    assert [path.name for path in tmp_path.iterdir()] == ["录音"]
    for chapter, recorded in zip(chapters_of(SUMMARY), made.chapters, strict=True):
        assert len(recorded.starts) == len(chapter.sentences)
        assert listen(recorded.file, chapter.title, chapter.sentences, 180)
    assert made.seconds == pytest.approx(sum(c.seconds for c in made.chapters))


def test_the_same_is_recorded_in_the_same_bytes(tmp_path: Path) -> None:
    made = [record_document(SUMMARY, tmp_path / n, serve=booths.good) for n in ("a", "b")]
    assert made[0].sha256 == made[1].sha256
    assert [path.read_bytes() for path in made[0].files] == [
        path.read_bytes() for path in made[1].files
    ]


@pytest.mark.parametrize(
    ("serve", "sentence"),
    [
        (booths.lacking, booths.NO_VOICE),
        (booths.hanging, HUNG),
        (booths.crashing, CRASHED),
        (booths.writing, CRASHED),
    ],
)
def test_a_voice_that_fails_is_told_and_leaves_nothing(
    tmp_path: Path, serve: Serve, sentence: Text
) -> None:
    with pytest.raises(Problem) as refused:
        record_document(SUMMARY, tmp_path / "a", serve=serve, limits=SHORT, rate=400)
    assert refused.value.text == sentence
    assert list(tmp_path.iterdir()) == []


def test_a_voice_that_hangs_while_loading_is_ended(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        record_document(
            SUMMARY, tmp_path / "a", serve=booths.never_ready, limits=Limits(beginning=0.3)
        )
    assert refused.value.text is HUNG
    assert list(tmp_path.iterdir()) == []


@pytest.mark.logs
@pytest.mark.parametrize(
    ("serve", "why"),
    [(booths.mute, TOO_QUIET), (booths.hasty, TOO_SHORT), (booths.drawling, TOO_LONG)],
)
def test_a_sentence_that_cannot_be_heard_whole_is_not_called_recorded(
    tmp_path: Path, serve: Serve, why: Text
) -> None:
    with pytest.raises(Problem) as refused:
        record_document(SUMMARY, tmp_path / "a", serve=serve)
    assert refused.value.text is MISSPOKEN
    assert refused.value.values["why"] is why
    assert list(tmp_path.iterdir()) == []


@pytest.mark.logs
def test_a_sentence_that_broke_off_is_asked_for_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = record_text("这是第一句。这是第二句。", Language.ZH, tmp_path / "a.wav",
                       serve=booths.stumbling)  # fmt: skip
    assert made.seconds > 2 * 4 * booths.PER_SYLLABLE_S / 180
    assert caplog.text.count("was said again") == 2
    assert "第一句" not in caplog.text


def test_a_recording_that_is_cut_later_is_noticed(tmp_path: Path) -> None:
    made = record_document(SUMMARY, tmp_path / "a", serve=booths.good)
    chapter, file = chapters_of(SUMMARY)[1], made.files[1]
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Problem, match="not whole"):
        listen(file, chapter.title, chapter.sentences, 180)
    file.write_bytes(whole)
    with pytest.raises(Problem, match="not whole"):  # one sentence fewer than there should be
        listen(file, chapter.title, chapter.sentences[1:], 180)
    with pytest.raises(Problem, match="not whole"):
        listen(file, chapter.title, chapter.sentences, 180, checksum=1)
    with pytest.raises(Problem, match="not recorded well"):  # the sentences of another rate
        listen(file, chapter.title, chapter.sentences, 60)


def test_a_sentence_without_its_end_or_with_a_hole_is_noticed() -> None:
    said = "这是一句不长不短的话，一共十六个字。"
    whole = booths.tone(3.6)
    half = len(whole) // 2 // 2 * 2
    end = silence(0.4, booths.RATE)

    def fault(frames: bytes) -> Text | None:
        return fault_of(Sound(frames=frames, sample_rate=booths.RATE), said, 180)

    assert fault(whole + end) is None
    assert fault(whole) == Text("结尾被截断", "cut off at the end")
    assert fault(whole[:half] + end) is TOO_SHORT
    hole = silence(2.8, booths.RATE)
    assert fault(whole[:half] + hole + whole[half:] + end) == Text(
        "中间断了", "broken off inside"
    )


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(Problem, match="already taken"):
        record_document(SUMMARY, tmp_path / "a", serve=booths.good)
    assert [path.name for path in tmp_path.rglob("*")] == ["a"]


def test_a_place_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not found"):
        record_document(SUMMARY, tmp_path / "b" / "a", serve=booths.good)


def test_a_recording_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    watched = Watched(stop_after=3)
    with pytest.raises(Cancelled):
        record_document(SUMMARY, tmp_path / "a", serve=booths.good, progress=watched)
    assert len(watched.seen) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_rate_nobody_can_follow_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        record_document(SUMMARY, tmp_path / "a", serve=booths.good, rate=900)
    assert refused.value.text is RATE_RANGE


def test_a_text_without_words_is_not_recorded(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        record_text("……\n——", Language.ZH, tmp_path / "a.wav", serve=booths.good)
    assert refused.value.text is NOTHING_TO_SAY


def test_any_text_is_recorded_into_one_file_that_replaces_the_old(tmp_path: Path) -> None:
    out = tmp_path / "a.wav"
    out.write_text("old")
    made = record_text("一句。两句。", Language.ZH, out, serve=booths.good)
    assert made.file == out
    assert len(made.starts) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]
    with pytest.raises(Problem):
        record_text("一句。两句。", Language.ZH, out, serve=booths.crashing)
    assert out.read_bytes()[:4] == b"RIFF"
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_names_can_be_kept_by_every_system(tmp_path: Path) -> None:
    whole = document(title='a/b\\c:d*e?f"g<h>i|j\x07 . ' + "长" * 90, case_number="")
    made = record_document(whole, tmp_path / "a", serve=booths.good)
    name = made.files[0].name
    assert name.startswith("01-a／b＼c：d＊e？f＂g＜h＞i｜j")
    assert len(name.encode()) < 200
    assert name.endswith("长.wav")


@pytest.fixture(params=["size=64k", "ro"])
def poor_place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A file system of our own: too small, or read-only."""
    place = tmp_path / "stick"
    place.mkdir()
    mount = shutil.which("mount")
    done = mount and os.getuid() == 0 and sys.platform == "linux" and subprocess.run(  # noqa: S603
        [mount, "-t", "tmpfs", "-o", str(request.param), "tmpfs", str(place)],
        check=False,
        capture_output=True,
    ).returncode == 0  # fmt: skip
    if not done:
        pytest.skip("a file system of our own needs the right to mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607


def test_a_full_or_read_only_place_is_told_and_holds_nothing(poor_place: Path) -> None:
    with pytest.raises(Problem) as refused:
        record_document(SUMMARY, poor_place / "a", serve=booths.good, rate=80)
    said = refused.value.message(Language.EN)
    assert "no room left" in said or "read-only" in said
    assert list(poor_place.iterdir()) == []
