"""init, undo, backup, restore, check; records that are missing, locked or damaged."""

import re
from pathlib import Path

import pytest

from db.vault.recovery_code import normalised_recovery_code
from desktop.commands import safety
from desktop.workspace import create, open_with_passphrase
from tests.commands.conftest import PASSPHRASE, WEAK, Line


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are begun without measuring this computer first."""

    def weak(*args: object, **more: object) -> object:
        return create(*args, strength=WEAK, **more)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(safety, "create", weak)


@pytest.mark.usefixtures("quick")
def test_init_prints_the_recovery_code_alone(empty: Line) -> None:
    ran = empty("init", "--name", "田老师", "--county", "520626", "--role", "supervisor")
    assert ran.status == 0
    assert re.fullmatch(r"([0-9A-Z]{5}-){5}[0-9A-Z]{5}\n", ran.out)
    assert normalised_recovery_code(ran.out.strip())
    assert "恢复码" in ran.err
    assert empty("find", "谁", "--json").json == []
    again = empty("init", "--name", "田老师", "--county", "520626")
    assert (again.status, again.out) == (1, "")
    assert "已经有一份档案" in again.err


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--name", " ", "--county", "520626"), "请写姓名"),
        (("--name", "甲", "--county", "999999"), "没有代码为 999999 的县"),
        (("--name", "甲", "--county", "520600"), "没有代码为 520600 的县"),
    ],
)
def test_what_init_cannot_use_leaves_no_record(
    empty: Line, words: tuple[str, ...], said: str
) -> None:
    ran = empty("init", *words)
    assert (ran.status, ran.out) == (1, "")
    assert said in ran.err
    assert not empty.folder.exists()


@pytest.mark.usefixtures("quick")
def test_a_short_passphrase_leaves_no_record(empty: Line) -> None:
    empty.env = {"YIYI_PASSPHRASE": "short"}
    ran = empty("init", "--name", "甲", "--county", "520626")
    assert (ran.status, "至少" in ran.err) == (1, True)
    assert not list(empty.folder.glob("*.key"))


def test_the_passphrase_may_come_from_a_file(line: Line, tmp_path: Path) -> None:
    line.env = {"YIYI_PASSPHRASE": None}
    kept = tmp_path / "passphrase.txt"
    for content in (PASSPHRASE, PASSPHRASE + "\n", "\ufeff" + PASSPHRASE + "\r\n"):
        kept.write_bytes(content.encode())
        assert line("find", "潘", before=("--passphrase-file", str(kept))).status == 0
    assert line("find", "潘", "--passphrase-file", kept).status == 0
    missing = line("find", "潘", before=("--passphrase-file", str(tmp_path / "no.txt")))
    assert (missing.status, "口令文件" in missing.err) == (1, True)


def test_without_anybody_to_ask_the_ways_to_give_the_passphrase_are_named(line: Line) -> None:
    line.env = {"YIYI_PASSPHRASE": None}
    ran = line("find", "潘", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "--passphrase-file" in ran.err


def test_a_wrong_passphrase_is_said_and_nothing_is_shown(line: Line) -> None:
    line.env = {"YIYI_PASSPHRASE": "something else"}
    ran = line("find", "潘", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "口令不对" in ran.err


def test_a_folder_without_a_record_is_said_before_a_passphrase_is_asked(empty: Line) -> None:
    empty.env = {"YIYI_PASSPHRASE": None}
    ran = empty("check")
    assert (ran.status, "没有一一档案" in ran.err) == (1, True)
    assert not empty.folder.exists()


def test_a_record_that_is_open_elsewhere_is_left_alone(line: Line) -> None:
    workspace = open_with_passphrase(line.folder, PASSPHRASE)
    try:
        ran = line("check")
    finally:
        workspace.close()
    assert (ran.status, "另一个一一窗口" in ran.err) == (1, True)
    assert line("check").status == 0


@pytest.mark.parametrize("harm", ["record", "key", "record gone", "key gone"])
def test_a_damaged_record_is_said_in_words(line: Line, harm: str) -> None:
    record, key = line.folder / "yiyi.db", line.folder / "yiyi.key"
    match harm:
        case "record":
            record.write_bytes(record.read_bytes()[:4096] + b"\x17" * 8192)
        case "record gone":
            record.unlink()
        case "key":
            key.write_text("{}", "utf-8")
            key.with_name("yiyi.key.bak").unlink(missing_ok=True)
        case _:
            key.unlink()
            key.with_name("yiyi.key.bak").unlink(missing_ok=True)
    ran = line("find", "潘", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "。" in ran.err


def test_undo_names_what_it_undid_and_says_when_there_is_nothing_left(line: Line) -> None:
    line("edit", line.id_of("潘阿妹"), "village=新村")
    assert line("undo").err.strip() == "已撤销：修改服务对象 潘阿妹。"
    assert line("redo", "--lang", "en").err.strip() == "Done again: Edit client 潘阿妹."
    for _ in range(3):
        assert line("undo").status == 0
    empty_handed = line("undo")
    assert (empty_handed.status, "。" in empty_handed.err) == (1, True)


def test_a_backup_is_restored_into_the_same_and_into_an_empty_folder(
    line: Line, empty: Line, tmp_path: Path
) -> None:
    backup = tmp_path / "kept.yiyibackup"
    assert line("backup", "--out", backup).status == 0
    line("edit", line.id_of("潘阿妹"), "village=新村")
    back = line("restore", backup)
    assert (back.status, "before-restore" in back.err) == (0, True)
    assert list(line.folder.glob("before-restore-*"))
    fresh = empty("restore", backup)
    assert (fresh.status, "before-restore" in fresh.err) == (0, False)
    for one in (line, empty):
        assert one("check").status == 0
        assert one("show", one.id_of("潘阿妹"), "--json").json["village"] == "长安村"


def test_what_is_no_backup_leaves_the_record_as_it_was(line: Line, tmp_path: Path) -> None:
    wrong = tmp_path / "x.yiyibackup"
    wrong.write_bytes(b"no")
    for file in (wrong, tmp_path / "gone.yiyibackup"):
        ran = line("restore", file)
        assert (ran.status, "。" in ran.err) == (1, True)
    assert line("check").err.strip() == "档案完好。"


def test_a_backup_that_cannot_be_written_is_a_problem_in_words(
    line: Line, tmp_path: Path
) -> None:
    ran = line("backup", "--out", tmp_path / "no" / "x.yiyibackup")
    assert (ran.status, "。" in ran.err) == (1, True)
