"""summary and print-batch: forms, names, what is filed, what is told, exit statuses."""

import wave
from pathlib import Path

import pytest

from db.fields.problem import Problem
from db.fields.text import Language
from desktop.commands import print_batch
from desktop.speech.voices import voice_for
from tests.commands.conftest import IDENTITY, PHONE, Line


@pytest.fixture
def ayi(line: Line) -> str:
    """The id of a client."""
    return line.id_of("潘阿妹")


def undo_says(line: Line) -> str:
    ran = line("undo")
    return ran.err if ran.status == 0 else ""


def test_without_a_form_it_is_print_and_it_is_filed_and_can_be_undone(
    line: Line, ayi: str, tmp_path: Path
) -> None:
    out = tmp_path / "小结.pdf"
    ran = line("summary", ayi, "--out", out)
    assert (ran.status, ran.out) == (0, "")
    assert f"{out}，共 " in ran.err
    assert "已存进个案" in ran.err
    content = out.read_bytes()
    assert content.startswith(b"%PDF")
    for number in (IDENTITY, PHONE):
        assert number.encode() not in content
    assert "存档文书 潘阿妹" in undo_says(line)


def test_no_file_files_nothing(line: Line, ayi: str, tmp_path: Path) -> None:
    ran = line("summary", ayi, "--out", tmp_path / "a.pdf", "--no-file")
    assert ran.status == 0
    assert "存进个案" not in ran.err
    assert "存档文书" not in undo_says(line)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("large24", b"%PDF"),
        ("easy", b"%PDF"),
        ("braille", b""),
        ("braille-unicode", b"\xe2\xa0"),
        ("pef", b"<?xml"),
    ],
)
def test_every_form_is_one_file(
    line: Line, ayi: str, tmp_path: Path, form: str, begins: bytes
) -> None:
    out = tmp_path / "out"
    ran = line("summary", ayi, "--form", form, "--out", out)
    assert ran.status == 0, ran.err
    content = out.read_bytes()
    assert content.startswith(begins) or begins in content[:12]
    if form == "braille":
        assert content.isascii()
        assert all(len(each) <= 40 for each in content.decode().splitlines())


def test_the_braille_page_can_be_smaller(line: Line, ayi: str, tmp_path: Path) -> None:
    out = tmp_path / "a.brf"
    size = ("--braille-width", 32, "--braille-height", 20)
    assert line("summary", ayi, "--form", "braille", "--out", out, *size).status == 0
    pages = out.read_text("ascii").rstrip("\f").split("\f")
    assert all(len(each) <= 32 for page in pages for each in page.splitlines())
    assert all(len(page.splitlines()) <= 20 for page in pages)


def test_audio_is_a_folder_of_chapters(line: Line, ayi: str, tmp_path: Path) -> None:
    try:
        voice_for(Language.ZH)
    except Problem:
        pytest.skip("no Chinese voice here")
    ran = line("summary", ayi, "--form", "audio", "--out", tmp_path / "录音")
    assert ran.status == 0, ran.err
    first = sorted((tmp_path / "录音").glob("*.wav"))[0]
    with wave.open(str(first)) as sound:
        assert sound.getnframes() > sound.getframerate()
    assert not list(tmp_path.glob("*.part"))


def test_own_is_the_form_the_client_reads(line: Line, ayi: str, tmp_path: Path) -> None:
    assert line("edit", ayi, "preferred_form=pef").status == 0
    assert line("summary", ayi, "--form", "own", "--out", tmp_path / "a").status == 0
    assert b"<pef" in (tmp_path / "a").read_bytes()


def test_colours_change_the_paper(line: Line, ayi: str, tmp_path: Path) -> None:
    large = ("--form", "large18")
    line("summary", ayi, *large, "--out", tmp_path / "a.pdf")
    line("summary", ayi, *large, "--colours", "yellow-on-black", "--out", tmp_path / "b.pdf")
    assert (tmp_path / "a.pdf").read_bytes() != (tmp_path / "b.pdf").read_bytes()


def test_a_kind_that_cannot_be_made_now_says_why_and_leaves_no_file(
    line: Line, ayi: str, tmp_path: Path
) -> None:
    ran = line("summary", ayi, "--kind", "placement-certificate", "--out", tmp_path / "a.pdf")
    assert ran.status == 1
    assert "就业安置" in ran.err
    assert list(tmp_path.glob("*.pdf*")) == []


@pytest.mark.parametrize(
    "wrong",
    [("--form", "papyrus"), ("--kind", "village-list"), ("--braille-width", "4")],
)
def test_what_there_is_not_is_wrong_usage(
    line: Line, ayi: str, tmp_path: Path, wrong: tuple[str, str]
) -> None:
    ran = line("summary", ayi, "--out", tmp_path / "a", *wrong)
    assert (ran.status, (tmp_path / "a").exists()) == (2, False)
    assert wrong[0] in ran.err


def test_a_place_that_cannot_be_written_is_a_problem_in_words_and_files_nothing(
    line: Line, ayi: str, tmp_path: Path
) -> None:
    ran = line("summary", ayi, "--out", tmp_path / "no" / "x.pdf")
    assert (ran.status, "找不到" in ran.err) == (1, True)
    assert "存档文书" not in undo_says(line)


def test_a_list_gets_a_folder_with_everybodys_own_form_and_one_undo(
    line: Line, ayi: str, tmp_path: Path
) -> None:
    line("edit", ayi, "preferred_form=braille")
    ran = line("print-batch", "--list", "caseload", "--out", tmp_path / "发", "--json")
    assert ran.status == 0, ran.err
    assert (ran.json["made"], ran.json["filed"], ran.json["not_made"]) == (2, 2, [])
    assert sorted(path.suffix for path in (tmp_path / "发").iterdir()) == [".brf", ".pdf"]
    assert "名单上 2 人，做成 2 份，存进个案 2 份" in ran.err
    assert "存档文书" in undo_says(line)
    assert "存档文书" not in undo_says(line)


def test_a_village_is_bound_in_a_volume(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "发"
    ran = line(
        "print-batch", "--village", "石坪村", "--form", "print", "--merged", "--out", out
    )
    assert ran.status == 0
    assert [path.name for path in out.iterdir()] == ["第1册.pdf"]
    assert "装订成 1 册" in ran.err


def test_ids_can_come_from_a_file_with_remarks(line: Line, ayi: str, tmp_path: Path) -> None:
    ids = tmp_path / "ids.txt"
    ids.write_text(f"# 今天要带的\n\n{ayi}  潘阿妹  # 本人\n{ayi}\n", "utf-8-sig")
    out = tmp_path / "out"
    ran = line("print-batch", "--ids", ids, "--out", out, "--no-file", "--json")
    assert (ran.status, ran.json["wanted"], ran.json["filed"]) == (0, 1, 0)
    ids.write_text("not-an-id\n", "utf-8")
    assert line("print-batch", "--ids", ids, "--out", out).status == 1
    ids.write_bytes(b"\xff\xfe\x00\xd8")
    assert "UTF-8" in line("print-batch", "--ids", ids, "--out", out).err
    gone = line("print-batch", "--ids", tmp_path / "gone", "--out", out)
    assert (gone.status, "找不到" in gone.err) == (1, True)


def test_when_somebody_has_none_the_status_is_1_and_a_list_lies_beside(
    line: Line, tmp_path: Path
) -> None:
    kind = ("--kind", "employment-plan")
    ran = line("print-batch", "--list", "caseload", *kind, "--out", tmp_path, "--json")
    assert ran.status == 1
    assert [one["name"] for one in ran.json["not_made"]] != []
    assert all(one["why"] for one in ran.json["not_made"])
    assert "潘阿妹：" in (tmp_path / "没有做成的.txt").read_text("utf-8-sig")
    english = line(
        "print-batch", "--list", "caseload", *kind, "--out", tmp_path / "e", "--lang", "en"
    )
    assert (tmp_path / "e" / "Not made.txt").exists()
    assert "2 people on the list" in english.err


def test_an_empty_list_makes_nothing(line: Line, tmp_path: Path) -> None:
    for chosen in (("--list", "graduates"), ("--village", "没有的村")):
        ran = line("print-batch", *chosen, "--out", tmp_path / "发")
        assert ran.status == 1
        assert "名单里没有人" in ran.err
    assert not (tmp_path / "发").exists()


def test_the_caseload_can_be_narrowed(line: Line, tmp_path: Path) -> None:
    line("edit", line.id_of("潘阿妹"), "employment_status=STUDENT")
    chosen = ("--list", "mine", "--filter", "status=STUDENT")
    ran = line("print-batch", *chosen, "--out", tmp_path / "发", "--json")
    assert ran.json["wanted"] == 1, ran.err


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--list", "caseload", "--village", "石坪村"),
        ("--list", "graduates", "--filter", "stage=SERVICE"),
        ("--list", "caseload", "--filter", "age=40"),
        ("--list", "caseload", "--filter", "stage"),
        ("--list", "everybody"),
    ],
)
def test_lists_are_named_one_at_a_time(
    line: Line, tmp_path: Path, wrong: tuple[str, ...]
) -> None:
    ran = line("print-batch", *wrong, "--out", tmp_path / "发")
    assert ran.status == 2
    assert not (tmp_path / "发").exists()


def test_progress_is_told_by_name_when_somebody_looks(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = print_batch._OneLine.__init__

    def looked_at(self: print_batch._OneLine, session: object) -> None:
        real(self, session)  # type: ignore[arg-type]  # a session of the command
        self._shown = True

    monkeypatch.setattr(print_batch._OneLine, "__init__", looked_at)
    ran = line("print-batch", "--list", "caseload", "--out", tmp_path / "发")
    assert "\r潘阿妹，第 " in ran.err
    assert "份，共 2 份" in ran.err
