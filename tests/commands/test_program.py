"""The program itself, in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.commands.conftest import PASSPHRASE, Line

PROGRAM = [sys.executable, "-m", "desktop"]


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    return kept | {"YIYI_PASSPHRASE": PASSPHRASE} | more


def test_chinese_comes_out_as_utf_8_in_a_plain_environment(line: Line) -> None:
    command = [*PROGRAM, "--record", str(line.folder), "find", "潘阿妹", "--json"]
    plain = environment(LANG="C", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    ran = subprocess.run(  # noqa: S603 - our own program
        command, env=plain, capture_output=True, timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    assert json.loads(ran.stdout.decode("utf-8"))[0]["name"] == "潘阿妹"
    assert ran.stderr == b""


def test_exit_statuses_are_those_of_the_process(line: Line, empty: Line) -> None:
    for words, folder, status in (
        (["check"], line.folder, 0),
        (["check"], empty.folder, 1),
        (["chek"], line.folder, 2),
    ):
        command = [*PROGRAM, "--record", str(folder), *words]
        ran = subprocess.run(  # noqa: S603 - our own program
            command, env=environment(), capture_output=True, timeout=60, check=False
        )
        assert (ran.returncode, ran.stdout) == (status, b"")
        assert ran.stderr.decode("utf-8").strip()


def test_ctrl_c_leaves_nothing_half_done(line: Line, tmp_path: Path) -> None:
    held = tmp_path / "passphrase"
    os.mkfifo(held)  # the program waits here until somebody writes
    command = [*PROGRAM, "--record", str(line.folder), "--passphrase-file", str(held)]
    with subprocess.Popen(  # noqa: S603 - our own program
        [*command, "edit", line.id_of("潘阿妹"), "village=新村"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        with held.open("w", encoding="utf-8"):  # opens when the program has come so far
            program.send_signal(signal.SIGINT)
            end = time.monotonic() + 30
            while program.poll() is None and time.monotonic() < end:
                os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOWAIT)
        out, err = program.communicate(timeout=30)
    assert (program.returncode, out) == (1, b"")
    assert "已停下" in err.decode("utf-8")
    assert "Traceback" not in err.decode("utf-8")
    assert line("show", line.id_of("潘阿妹"), "--json").json["village"] == "长安村"
