"""``yiyi braille``: any text file to Braille."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from desktop.braille import translate
from desktop.braille.files import read_brf, read_unicode_text
from desktop.commands.root import yiyi
from desktop.pinyin.reader import Reader

TEXT = "银行行长很重视。\n第3页，NVDA。\n"
CELLS = [translate(line, Reader()).cells for line in TEXT.splitlines()]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "说明.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(yiyi, ["braille", *map(str, words)])


def text_lines(pages: tuple[tuple[str, ...], ...]) -> list[str]:
    return [line.lstrip("⠀") for page in pages for line in page[1:]]


def test_without_more_it_writes_cells_to_standard_output(file: Path) -> None:
    result = run("--text", file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert text_lines(read_unicode_text(result.stdout_bytes)) == CELLS


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding=encoding)
    result = run("--text", path)
    assert text_lines(read_unicode_text(result.stdout_bytes)) == CELLS


def test_brf_goes_to_a_file(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.brf"
    result = run("--text", file, "--brf", "--out", out, "--width", "32", "--height", "12")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "共 1 页" in result.stderr
    pages = read_brf(out.read_bytes())
    assert text_lines(pages) == CELLS
    assert len(pages[0][0]) == 32
    assert list(tmp_path.iterdir()) == [file, out] or len(list(tmp_path.iterdir())) == 2


def test_pef_is_xml(file: Path) -> None:
    result = run("--text", file, "--pef")
    assert result.exit_code == 0
    assert result.stdout.startswith('<?xml version="1.0"')
    assert CELLS[0] in result.stdout


def test_english_text_is_english_braille(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Hello there", encoding="utf-8")
    assert "⠠⠓⠑⠇⠇⠕⠀⠞⠓⠑⠗⠑" in run("--text", path).stdout


def test_signs_without_cells_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("好α\x07", encoding="utf-8")
    result = run("--text", path)
    assert result.exit_code == 0
    assert "α U+0007" in result.stderr


def test_what_is_no_text_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for content, said in (
        (b"PK\x03\x04\x00\x00", "不是纯文本"),
        (b"\xff\xfe\x00\xd8", "编码看不懂"),
        (b"\x81\x20\xff\xff", "编码看不懂"),
    ):
        path.write_bytes(content)
        result = run("--text", path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr


def test_a_missing_file_a_folder_and_a_full_place_are_told(file: Path, tmp_path: Path) -> None:
    assert "找不到" in run("--text", tmp_path / "none.txt").stderr
    assert run("--text", tmp_path).exit_code == 1
    lost = run("--text", file, "--out", tmp_path / "none" / "a.txt")
    assert (lost.exit_code, "找不到" in lost.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--brf", "--pef"), "只能写一个"),
        (("--width", "19"), "20 到 60"),
        (("--height", "41"), "10 到 40"),
    ],
)
def test_wrong_usage_is_told(file: Path, words: tuple[str, ...], said: str) -> None:
    result = run("--text", file, *words)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("text", ["", " \n\u3000\n"])
def test_a_file_without_text_makes_no_blank_page(tmp_path: Path, text: str) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "a.brf"
    path.write_text(text, encoding="utf-8")
    result = run("--text", path, "--brf", "--out", out)
    assert result.exit_code == 1
    assert "没有文字" in result.stderr
    assert not out.exists()
