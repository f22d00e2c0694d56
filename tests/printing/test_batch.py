"""Documents for a list: names, progress, failures, stopping, folders that refuse."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from db.domain.papers.document import Paragraph
from db.fields.problem import Problem
from db.fields.text import Language, Text
from desktop.printing import batch
from desktop.printing.batch import make_batch
from desktop.printing.batch_result import BatchResult, Wanted
from desktop.printing.rendering import RenderSettings
from tests.printing.batches import Contents, Told, paper_of, people, somebodies

ZH = Language.ZH


def make(
    who: tuple[Wanted, ...],
    source: Contents,
    folder: Path,
    *,
    told: Told | None = None,
    merged: bool = False,
    language: Language = ZH,
    settings: RenderSettings | None = None,
    workers: int = 1,
) -> BatchResult:
    return make_batch(
        who,
        source,
        folder,
        language=language,
        progress=told or Told(),
        settings=settings or RenderSettings(),
        merged=merged,
        workers=workers,
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    line = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if (
        shutil.which("mount") is None
        or subprocess.run(  # noqa: S603 - a fixed program
            line, check=False, capture_output=True
        ).returncode
    ):
        pytest.skip("only root can mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607 - as above


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_everybody_gets_a_file_with_name_and_number_and_all_are_filed_as_one_action(
    tmp_path: Path,
) -> None:
    source, told = Contents(), Told()
    result = make(people("潘阿妹", "龙阿妮", "石秀英"), source, tmp_path / "发", told=told)
    assert names_in(tmp_path / "发") == [
        "潘阿妹的就业服务小结 DJ-00001.pdf",
        "石秀英的就业服务小结 DJ-00003.pdf",
        "龙阿妮的就业服务小结 DJ-00002.pdf",
    ]
    assert (result.made, result.filed, result.not_made) == (3, 3, [])
    assert result.is_whole
    (filed,) = source.filed
    assert sorted(one.wanted.name for one in filed) == ["潘阿妹", "石秀英", "龙阿妮"]
    assert RenderSettings.from_json(filed[0].made_with) == RenderSettings()
    assert sorted(said.zh for said in told.said) == ["潘阿妹", "石秀英", "龙阿妮"]
    assert told.steps[-1] == (3, 3)
    for path in (tmp_path / "发").iterdir():
        assert path.read_bytes().startswith(b"%PDF")


def test_two_people_of_one_name_get_two_files_that_their_numbers_tell_apart(
    tmp_path: Path,
) -> None:
    make(people("潘阿妹", "潘阿妹"), Contents(), tmp_path)
    assert names_in(tmp_path) == [
        "潘阿妹的就业服务小结 DJ-00001.pdf",
        "潘阿妹的就业服务小结 DJ-00002.pdf",
    ]


def test_two_people_of_one_name_without_numbers_get_two_files_all_the_same(
    tmp_path: Path,
) -> None:
    source = Contents(document=lambda wanted: paper_of(wanted, number=""))
    result = make(people("潘阿妹", "潘阿妹"), source, tmp_path)
    assert names_in(tmp_path) == ["潘阿妹的就业服务小结 (2).pdf", "潘阿妹的就业服务小结.pdf"]
    assert result.remarks == []


def test_a_file_that_is_there_is_left_alone_and_the_new_one_is_numbered_and_told(
    tmp_path: Path,
) -> None:
    old = tmp_path / "潘阿妹的就业服务小结 DJ-00001.pdf"
    old.write_bytes(b"hers")
    result = make(people("潘阿妹"), Contents(), tmp_path)
    assert old.read_bytes() == b"hers"
    assert "潘阿妹的就业服务小结 DJ-00001 (2).pdf" in names_in(tmp_path)
    (remark,) = result.remarks
    assert "没有动它" in remark.said.zh


def test_who_has_nothing_to_print_is_named_with_the_reason_and_the_others_go_on(
    tmp_path: Path,
) -> None:
    source = Contents(without=("龙阿妮",))
    result = make(people("潘阿妹", "龙阿妮", "石秀英"), source, tmp_path)
    assert result.made == 2
    (missing,) = result.not_made
    assert (missing.number, missing.wanted.name) == (2, "龙阿妮")
    assert missing.why.zh == "龙阿妮还没有就业服务计划。"
    assert not result.is_whole
    assert result.report == tmp_path / "没有做成的.txt"
    report = result.report.read_text("utf-8-sig")
    assert "1 份没有做成" in report
    assert "第 2 位　龙阿妮：龙阿妮还没有就业服务计划。" in report


def test_control_characters_and_fifty_pages_of_notes_are_made(tmp_path: Path) -> None:
    notes = tuple(
        Paragraph(text=f"第 {n} 次走访：\x00\x07精神好，想找活做。" * 60) for n in range(100)
    )
    source = Contents(document=lambda wanted: paper_of(wanted, *notes))
    result = make(people("潘\x00阿\u202e妹/：?"), source, tmp_path)
    assert result.made == 1
    (name,) = names_in(tmp_path)
    assert name == "潘阿妹／：？的就业服务小结 DJ-00001.pdf"
    with pikepdf.open(tmp_path / name) as pdf:
        assert len(pdf.pages) >= 50


def test_the_list_in_volumes_is_one_pdf_for_each_form_and_braille_lies_beside(
    tmp_path: Path,
) -> None:
    who = people("潘阿妹", "龙阿妮", "石秀英", "田老师")
    source = Contents(form_by_name={"石秀英": "large24", "田老师": "braille"})
    result = make(who, source, tmp_path, merged=True)
    assert names_in(tmp_path) == [
        "田老师的就业服务小结 DJ-00004（盲文）.brf",
        "第1册.pdf",
        "第1册（大字24磅）.pdf",
    ]
    assert (result.made, result.filed, result.beside) == (4, 4, 1)
    assert sorted(path.name for path in result.volumes) == [
        "第1册.pdf",
        "第1册（大字24磅）.pdf",
    ]
    hashes = {one.wanted.name: one.file_hash for one in source.filed[0]}
    assert hashes["潘阿妹"] == hashes["龙阿妮"] != hashes["石秀英"]


def test_a_long_list_is_bound_in_several_volumes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "MOST_IN_VOLUME", 3)
    result = make(somebodies(7), Contents(), tmp_path, merged=True, language=Language.EN)
    assert names_in(tmp_path) == ["Volume 1.pdf", "Volume 2.pdf", "Volume 3.pdf"]
    assert result.made == 7


def test_a_long_list_is_filed_in_several_actions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "FILED_TOGETHER", 3)
    source = Contents()
    result = make(somebodies(7), source, tmp_path)
    assert [len(action) for action in source.filed] == [3, 3, 1]
    assert result.filed == 7


def test_what_was_done_when_it_is_stopped_stays_and_is_filed_and_nothing_half_done(
    tmp_path: Path,
) -> None:
    source = Contents()
    result = make(somebodies(40), source, tmp_path, told=Told(stop_after=5), workers=2)
    assert result.is_stopped
    assert 5 <= result.made < 12
    assert len(names_in(tmp_path)) == result.made == result.filed == len(source.names_filed)
    assert all(name.endswith(".pdf") for name in names_in(tmp_path))
    assert source.asked < 15


def test_a_batch_stopped_at_once_leaves_an_empty_folder(tmp_path: Path) -> None:
    source = Contents()
    result = make(somebodies(40), source, tmp_path, told=Told(stop_after=0))
    assert (result.made, names_in(tmp_path), source.filed) == (0, [], [])
    assert result.is_stopped


def test_a_volume_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    told = Told(stop_after=15)
    result = make(somebodies(30), Contents(), tmp_path, told=told, merged=True)
    assert result.is_stopped
    assert names_in(tmp_path) == []


def test_nobody_on_the_list_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="nobody on the list"):
        make((), Contents(), tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not Path("/sys").is_dir(), reason="needs a folder that refuses even root")
def test_a_folder_nobody_may_write_to_is_told_before_anything_is_read() -> None:
    source = Contents()
    with pytest.raises(Problem, match=r"may not use|read-only"):
        make(people("潘阿妹"), source, Path("/sys/yiyi"))
    assert source.asked == 0


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(Problem, match=r"taken by|not found"):
        make(people("潘阿妹"), Contents(), tmp_path / "a")


def test_a_folder_that_vanishes_midway_ends_the_batch_and_names_everybody_left(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "stick"

    def pull_out(done: int) -> None:
        if done == 4 and folder.is_dir():
            folder.rename(tmp_path / "gone")

    source = Contents()
    result = make(somebodies(30), source, folder, told=Told(then=pull_out), workers=2)
    assert result.ended_by is not None
    assert "找不到" in result.ended_by.zh
    assert result.made + len(result.not_made) == 30
    assert [one.number for one in result.not_made] == sorted(
        {one.number for one in result.not_made}
    )
    assert result.report is None
    assert source.asked < 15
    assert result.filed == result.made == len(names_in(tmp_path / "gone"))


def test_a_full_disk_ends_the_batch_and_leaves_nothing_half_written(small_disk: Path) -> None:
    source = Contents()
    result = make(somebodies(60), source, small_disk, workers=2)
    assert result.ended_by is not None
    assert "没有剩余空间" in result.ended_by.zh
    assert 0 < result.made < 60
    assert result.made + len(result.not_made) == 60
    assert not list(small_disk.glob("*.part"))
    assert len(list(small_disk.glob("*.pdf"))) == result.made == result.filed


def test_when_filing_is_refused_the_papers_stay_and_it_is_said(tmp_path: Path) -> None:
    why = Text("存不了。", "It cannot be filed.")
    result = make(people("潘阿妹"), Contents(refuses=Problem(why)), tmp_path)
    assert (result.made, result.filed, result.not_filed) == (1, 0, why)
    assert not result.is_whole


def test_when_one_document_cannot_be_filed_the_others_are_and_only_it_is_named(
    tmp_path: Path,
) -> None:
    why = Text("太长。", "Too long.")
    source = Contents(refuses=Problem(why), refuses_name="龙阿妮")
    result = make(people("潘阿妹", "龙阿妮", "石秀英"), source, tmp_path)
    assert (result.made, result.filed, result.not_filed) == (3, 2, why)
    assert sorted(source.names_filed) == ["潘阿妹", "石秀英"]
    assert [remark.name for remark in result.remarks] == ["龙阿妮"]
    assert result.remarks[0].said.zh == "做好了，但没有存进个案：太长。"
