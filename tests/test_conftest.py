"""The guards of conftest.py do guard."""

import logging
import os
import re
import socket
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
CONFTEST = Path(__file__).with_name("conftest.py")


def test_reaching_another_computer_is_refused() -> None:
    with (
        socket.socket() as one,
        pytest.raises(AssertionError, match="no network"),
    ):
        one.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="no network"):
        socket.create_connection(("example.invalid", 443))


def test_reaching_this_computer_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_the_home_of_whoever_runs_the_tests_is_out_of_reach() -> None:
    assert "yiyi-home-" in os.environ["XDG_DATA_HOME"]


@pytest.mark.logs
def test_a_marked_test_may_log() -> None:
    logging.getLogger("yiyi.test").warning("expected")


@pytest.mark.logs  # the inner run logs into this one too
def test_a_stray_line_in_the_log_fails_the_test(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makepyfile(
        "import logging\n"
        "def test_stray(): logging.getLogger('x').warning('stray')\n"
        "def test_quiet(): logging.getLogger('x').info('fine')\n"
    )

    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")

    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*WARNING x: stray*"])


def test_whole_files_go_to_one_process_and_what_shares_a_desktop_goes_together(
    pytester: pytest.Pytester,
) -> None:
    pytest.importorskip("xdist")
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    test = "import pytest\n@pytest.mark.parametrize('a', range(4))\ndef test(a): pass\n"
    files = ["tests/domain/test_a.py", "tests/screenreader/test_b.py"]
    files += ["tests/sync/test_c.py", "tests/screenreader/test_d.py"]
    for file in files:
        path = pytester.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(test, encoding="utf-8")

    options = ("-n", "2", "-v", "-p", "no:cacheprovider", "--import-mode=importlib")
    result = pytester.runpytest_subprocess(*options)

    result.assert_outcomes(passed=16)
    ran = re.findall(r"\[(gw\d)\].*PASSED (\S+)::", result.stdout.str())
    workers = {file: {worker for worker, name in ran if name == file} for file in files}
    assert all(len(found) == 1 for found in workers.values()), workers
    assert workers[files[1]] == workers[files[3]]
    assert "test_b" in next(name for worker, name in ran if worker in workers[files[1]])
