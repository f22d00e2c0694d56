"""Cards, export, merge and conflicts between two records."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import PHONE, Line

SHAPE = ["new_ops", "clients_new", "clients_changed", "conflicts"]
OURS, THEIRS, OTHER = "19900000111", "19900000222", "19900000333"


class Two:
    """A counsellor and her supervisor, and what goes between them."""

    def __init__(self, copied: Callable[[str], Line], place: Path) -> None:
        self.here, self.there = copied("counsellor"), copied("supervisor")
        self.place = place
        self.here("card", "--out", place / "here.card")
        self.there("card", "--out", place / "there.card")

    def know(self) -> None:
        assert self.here("enrol", self.place / "there.card").status == 0
        assert self.there("enrol", self.place / "here.card").status == 0

    def hand_over(self, name: str = "a.yiyi") -> Path:
        out = self.place / name
        assert self.here("export", "--to", self.place / "there.card", "--out", out).status == 0
        return out

    def disagree(self) -> Path:
        """Change one telephone in both records; return the file that brings the conflict."""
        self.know()
        self.there("merge", self.hand_over())
        client = self.here.id_of("潘阿妹")
        self.here("edit", client, f"phone={OURS}", "village=新村")
        self.there("edit", client, f"phone={THEIRS}")
        return self.hand_over("b.yiyi")


@pytest.fixture
def two(copied: Callable[[str], Line], tmp_path: Path) -> Two:
    return Two(copied, tmp_path)


def test_both_see_the_same_fingerprint_alone_on_standard_output(two: Two) -> None:
    shown = two.here("card", "--out", two.place / "again.card")
    enrolled = two.there("enrol", two.place / "here.card")
    assert shown.out == enrolled.out
    assert len(shown.out.split()) == 10
    assert "石秀英" in enrolled.err


def test_a_file_of_somebody_unknown_is_refused_and_changes_nothing(two: Two) -> None:
    ran = two.there("merge", two.hand_over(), "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "名片" in ran.err
    assert two.there("find", "潘", "--json").json == []


def test_a_preview_changes_nothing_and_a_merge_is_silent_the_second_time(two: Two) -> None:
    two.know()
    file = two.hand_over()
    before = two.there("merge", file, "--preview", "--json")
    assert list(before.json) == SHAPE
    assert before.json["clients_new"] == 2
    assert two.there("find", "潘", "--json").json == []
    assert two.there("merge", file, "--json").json == before.json
    assert two.there("find", "潘", "--json").json
    again = two.there("merge", file, "--json")
    assert (again.status, again.json["new_ops"]) == (0, 0)
    assert "没有带来新内容" in again.err


def test_a_preview_in_words_says_who_what_old_new_and_by_whom(two: Two) -> None:
    ran = two.there("merge", two.disagree(), "--preview")
    assert "潘阿妹，服务对象“村（社区）”：原来是 长安村，改为 新村（石秀英，" in ran.out
    assert "冲突：潘阿妹" in ran.out
    assert "199＊＊＊＊0111" in ran.out
    for number in (OURS, THEIRS, PHONE):
        assert number not in ran.out + ran.err


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        (("--keep", "ours"), THEIRS),
        (("--keep", "theirs"), OURS),
        (("--value", OTHER), OTHER),
        (("--value", ""), None),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else str(given),
)
def test_a_conflict_is_listed_with_both_values_and_settled_by_a_choice(
    two: Two, choice: tuple[str, ...], kept: str | None
) -> None:
    merged = two.there("merge", two.disagree(), "--json", "--unmasked")
    (conflict,) = two.there("conflicts", "--json", "--unmasked").json
    assert merged.json["conflicts"] == [conflict]
    assert list(conflict) == ["id", "client_id", "field", "ours", "theirs"]
    client = two.there.id_of("潘阿妹")
    assert (conflict["client_id"], conflict["field"]) == (client, "phone")
    assert (conflict["ours"], conflict["theirs"]) == (THEIRS, OURS)
    masked = two.there("conflicts", "--json").json[0]
    assert (masked["ours"], masked["theirs"]) == ("199＊＊＊＊0222", "199＊＊＊＊0111")
    settled = two.there("settle", conflict["id"], *choice)
    assert (settled.status, settled.out) == (0, "")
    assert "潘阿妹 的“联系电话”" in settled.err
    assert two.there("show", client, "--json", "--unmasked").json["phone"] == kept
    assert two.there("conflicts", "--json").json == []
    assert "没有等待处理的冲突" in two.there("conflicts").err


def test_a_value_that_breaks_a_rule_settles_nothing(two: Two) -> None:
    two.there("merge", two.disagree())
    (conflict,) = two.there("conflicts", "--json").json
    ran = two.there("settle", conflict["id"], "--value", "不是电话")
    assert (ran.status, "联系电话" in ran.err) == (1, True)
    assert two.there("conflicts", "--json").json
    missing = two.there("settle", "client:0:phone", "--keep", "ours")
    assert (missing.status, "没有编号" in missing.err) == (1, True)


def test_a_merge_is_undone_by_name_and_left_a_backup(two: Two) -> None:
    two.know()
    merged = two.there("merge", two.hand_over())
    backup = next((two.there.folder / "backups").glob("*before-merge*"))
    assert str(backup) in merged.err
    assert "已撤销：合并交换文件 石秀英" in two.there("undo").err
    assert two.there("find", "潘", "--json").json == []


@pytest.mark.parametrize("harm", ["cut", "changed", "foreign", "missing"])
def test_a_file_that_is_not_sound_is_refused_in_words(two: Two, harm: str) -> None:
    two.know()
    file = two.hand_over()
    content = file.read_bytes()
    if harm == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif harm == "changed":
        file.write_bytes(content[:-20] + bytes(20))
    elif harm == "foreign":
        file.write_bytes(b"hello")
    else:
        file.unlink()
    ran = two.there("merge", file, "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "。" in ran.err
    assert two.there("find", "潘", "--json").json == []


def test_what_is_no_card_or_ones_own_is_refused_in_words(two: Two) -> None:
    no_card = two.place / "no.card"
    no_card.write_text("你好", "utf-8")
    for ran in (
        two.here("enrol", no_card),
        two.here("enrol", two.place / "here.card"),
        two.here("enrol", two.place / "gone.card"),
        two.here("export", "--to", no_card, "--out", two.place / "x.yiyi"),
    ):
        assert (ran.status, ran.out) == (1, "")
        assert "。" in ran.err
    assert not (two.place / "x.yiyi").exists()
