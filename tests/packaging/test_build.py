"""The folder that counsellors get is made, holds everything, and works where it is put."""

import os
import shutil
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from desktop.braille import braille_of_text, brf
from desktop.pinyin.reader import Reader

ROOT = Path(__file__).parents[2]
PROGRAM = "yiyi.exe" if sys.platform == "win32" else "yiyi"

pytestmark = [pytest.mark.packaging, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built folder, moved to where a counsellor might put it."""
    made = tmp_path_factory.mktemp("build")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(made / "dist"), "--workpath", str(made / "work")]
    done = subprocess.run(
        [*command, str(ROOT / "build.spec")],
        cwd=made,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    shutil.rmtree(made / "work")
    put = made / "就业 一一"
    (made / "dist" / "yiyi").rename(put)
    return put


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the built program on its own: no Python of ours, no settings of ours."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "QT_", "DISPLAY", "WAYLAND"))
    }
    env |= {"YIYI_PASSPHRASE": "杉树十七棵 溪水向东流", "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [str(folder / PROGRAM), *arguments],
        cwd=folder.parent,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_every_resource_is_in_the_folder(folder: Path) -> None:
    ours = {
        path.relative_to(ROOT)
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }

    assert {path for path in ours if not (folder / "_internal" / path).is_file()} == set()


def test_what_input_methods_printers_and_screens_need_is_in_the_folder(folder: Path) -> None:
    plugins = {path.name for path in folder.rglob("plugins/*") if path.is_dir()}

    assert {"platforms", "imageformats", "iconengines"} <= plugins
    if sys.platform == "linux":
        assert {"platforminputcontexts", "xcbglintegrations"} <= plugins
    assert not {"tls", "sqldrivers", "networkinformation"} & plugins


def test_what_is_reached_by_name_alone_is_in_the_folder(folder: Path) -> None:
    names = {path.name.partition(".")[0] for path in (folder / "_internal").rglob("*")}

    assert {"_rl_accel", "_cffi_backend", "qtbase_zh_CN"} <= names
    assert {"QtPdf", "QtPrintSupport", "QtSvg", "pyrage", "_sqlite3", "_rust"} <= names
    assert not {"QtNetwork", "QtQml", "numpy", "pymupdf", "tkinter", "qtbase_hu"} & names


def test_the_program_says_how_it_is_used(folder: Path) -> None:
    done = run(folder, "--help")

    assert done.returncode == 0, done.stderr
    assert "--record" in done.stdout


def test_a_record_is_made_and_found_sound(folder: Path, tmp_path: Path) -> None:
    record = str(tmp_path / "档案")
    who = ["--name", "石小松", "--county", "520626", "--role", "counsellor"]

    made = run(folder, "--record", record, "init", *who)
    assert made.returncode == 0, made.stderr
    checked = run(folder, "--record", record, "check")

    assert checked.returncode == 0, checked.stderr


def test_a_text_becomes_braille(folder: Path, tmp_path: Path) -> None:
    text, out = tmp_path / "信.txt", tmp_path / "信.brf"
    text.write_text("银行行长，你好。", encoding="utf-8")

    done = run(folder, "braille", "--text", str(text), "--brf", "--out", str(out))

    assert done.returncode == 0, done.stderr
    assert out.read_bytes() == brf(braille_of_text("银行行长，你好。", Reader()))


def test_a_text_is_recorded_or_it_is_said_how_to_get_a_voice(
    folder: Path, tmp_path: Path
) -> None:
    text, out = tmp_path / "信.txt", tmp_path / "信.wav"
    text.write_text("银行行长，你好。", encoding="utf-8")

    done = run(folder, "speak", "--text", str(text), "--out", str(out))

    if sys.platform == "linux" and not shutil.which("espeak-ng"):
        assert done.returncode == 1
        assert "espeak-ng" in done.stderr
        pytest.skip("no voice on this computer; Yiyi says how to get one")
    assert done.returncode == 0, done.stderr
    with wave.open(str(out)) as recorded:
        assert 1 < recorded.getnframes() / recorded.getframerate() < 10
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_demo_day_with_its_batch_is_lived_in_the_folder(folder: Path, tmp_path: Path) -> None:
    """Workers and voices are the program itself, begun anew: so this proves that it can be."""
    out = tmp_path / "day"

    done = run(folder, "demo", "--out", str(out))

    assert done.returncode == 0, done.stderr
    assert (out / "summary.brf").stat().st_size > 1000
    assert len([path for path in (out / "batch").iterdir() if path.suffix == ".pdf"]) > 1
    if sys.platform != "linux" or shutil.which("espeak-ng"):
        assert list((out / "summary-audio").glob("*.wav"))
