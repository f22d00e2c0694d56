"""Files that appear whole or not at all."""

import errno
import hashlib
import os
import stat

import pytest

from db.domain import whole_file
from db.domain.whole_file import problem_of, write_whole
from db.fields.problem import Problem
from db.fields.text import Language


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    "content", [[b"a" * 70_000, b"", b"b"], lambda sink: sink.write(b"a" * 70_000 + b"b")]
)
def test_a_file_is_there_with_its_hash_and_for_its_owner_alone(tmp_path, content):
    path = tmp_path / "甲.yiyi"
    path.write_bytes(b"old")
    written = write_whole(path, content)
    expected = b"a" * 70_000 + b"b"
    assert path.read_bytes() == expected
    assert written.size_bytes == len(expected)
    assert written.sha256 == hashlib.sha256(expected).hexdigest()
    assert names(tmp_path) == ["甲.yiyi"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def failing_blocks():
    yield b"half"
    raise RuntimeError("the store closed")


def failing_writer(sink):
    sink.write(b"half")
    raise RuntimeError("the store closed")


@pytest.mark.parametrize("content", [failing_blocks(), failing_writer])
def test_a_failing_writer_leaves_the_old_file_and_no_part(tmp_path, content):
    path = tmp_path / "a.yiyi"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError, match="the store closed"):
        write_whole(path, content)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yiyi"]


def test_a_part_left_by_a_power_cut_is_in_nobodys_way(tmp_path):
    path = tmp_path / "a.yiyi"
    (tmp_path / "a.yiyi.part").write_bytes(b"half")
    write_whole(path, [b"new"])
    assert path.read_bytes() == b"new"


class FullDisk:
    """Takes one block and is full then."""

    def __init__(self, file):
        self.file = file
        self.taken = 0

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, block):
        self.taken += 1
        if self.taken > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.file.write(block)


def fill_the_disk(monkeypatch):
    opened = os.fdopen
    monkeypatch.setattr(whole_file.os, "fdopen", lambda *a, **k: FullDisk(opened(*a, **k)))


def test_a_full_disk_is_told_and_leaves_no_part(tmp_path, monkeypatch):
    fill_the_disk(monkeypatch)
    with pytest.raises(Problem, match="no room"):
        write_whole(tmp_path / "a.yiyi", [b"one", b"two"])
    assert names(tmp_path) == []


def test_a_writer_that_swallows_the_full_disk_is_not_believed(tmp_path, monkeypatch):
    fill_the_disk(monkeypatch)

    def careless(sink):
        sink.write(b"one")
        with pytest.raises(Problem):
            sink.write(b"two")

    with pytest.raises(Problem, match="no room"):
        write_whole(tmp_path / "a.yiyi", careless)
    assert names(tmp_path) == []


def test_a_disk_that_gives_back_other_bytes_is_not_believed(tmp_path, monkeypatch):
    path = tmp_path / "a.yiyi"
    path.write_bytes(b"old")
    monkeypatch.setattr(whole_file, "_read_back", lambda part: "0" * 64)
    with pytest.raises(Problem, match="read back"):
        write_whole(path, [b"new"])
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yiyi"]
    write_whole(path, [b"new"], verify=False)
    assert path.read_bytes() == b"new"


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(Problem, match="was not found"):
        write_whole(tmp_path / "gone" / "a.yiyi", [b"new"])


def test_a_folder_in_the_way_is_told(tmp_path):
    (tmp_path / "a.yiyi").mkdir()
    with pytest.raises(Problem, match="already taken"):
        write_whole(tmp_path / "a.yiyi", [b"new"])
    assert names(tmp_path) == ["a.yiyi"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "空间"),
        (errno.EFBIG, "存不下"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "权限"),
        (errno.ENOENT, "找不到"),
        (errno.EEXIST, "同名"),
        (errno.ENAMETOOLONG, "名称"),
        (errno.EIO, "没有响应"),
        (errno.EDEADLK, f"系统代号 {errno.EDEADLK}"),
    ],
)
def test_each_cause_has_its_own_sentence(tmp_path, code, words):
    problem = problem_of(OSError(code, "x"), tmp_path / "甲.yiyi")
    assert words in problem.message(Language.ZH)
    for language in Language:
        assert "甲.yiyi" in problem.message(language)
