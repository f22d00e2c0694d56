"""``yiyi speak``: any text as sound."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.commands.root import yiyi
from desktop.speech.wav import read_wav


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-m", "desktop", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[2],
    )


def test_a_text_becomes_a_file(tmp_path: Path) -> None:
    source, out = tmp_path / "文.txt", tmp_path / "声.wav"
    source.write_text("2026-11-23 见面。\n电话 13985001234。", "utf-8-sig")
    done = run("speak", "--text", str(source), "--out", str(out), "--rate", "300")
    assert done.returncode == 0
    assert done.stdout == ""
    assert f"已录好：{out}" in done.stderr
    assert "2 句" in done.stderr
    assert len(read_wav(out).starts) == 2


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--text", "nowhere.txt", "--out", "a.wav"), 1, "找不到“nowhere.txt”"),
        (("--text", "-", "--out", "a.wav"), 1, "没有可以读出来的文字"),
        (("--text", "-", "--out", "a.wav", "--rate", "9"), 2, "80 到 400"),
        (("--text", "-"), 2, "--out"),
    ],
)
def test_what_is_wrong_is_told(
    arguments, status: int, said: str, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("……".encode())))
    with pytest.raises(SystemExit) as ended:
        yiyi.main(["speak", *arguments])
    assert ended.value.code == status
    assert said in capsys.readouterr().err
