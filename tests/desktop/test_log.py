"""The log holds nothing about people."""

import logging
from pathlib import Path

import pytest

from desktop import log


@pytest.mark.logs
def test_names_numbers_and_quotes_do_not_reach_the_log(tmp_path: Path) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    file = log.begin(tmp_path)
    try:
        raise ValueError("“潘·阿妹” 13985001234 52222619790101002X 'secret'")
    except ValueError:
        logging.getLogger("x").exception("潘阿妹 的电话 139 8500 1234")
    finally:
        for handler in [h for h in root.handlers if h not in before]:
            root.removeHandler(handler)
            handler.close()
        root.setLevel(level)
    written = file.read_text("utf-8")
    assert "ValueError" in written
    assert "test_log.py" in written
    for secret in ("阿妹", "1398500", "8500 1234", "52222619", "secret"):
        assert secret not in written
