"""Wrong usage, exit statuses, help: in words, and in the language asked for."""

import pytest
from click.testing import CliRunner

from desktop.commands.root import yiyi
from tests.commands.conftest import Line

WRONG = {
    ("no-such-command",): "没有“no-such-command”这个命令",
    ("find",): "还少了 WORDS",
    ("init", "--name", "甲"): "还少了 --county",
    ("find", "x", "--limit", "0"): "--limit 是 1 到 1000 的整数",
    ("find", "x", "--limit", "ten"): "--limit 是 1 到 1000 的整数",
    ("find", "x", "--jsno"): "没有 --jsno 这个选项",
    ("find", "x", "--json=yes"): "--json 后面不用写值",
    ("init", "--name"): "--name 后面还要写一个值",
    ("init", "--name", "甲", "--county", "520626", "--role", "boss"): "--role 只能是",
    ("check", "extra"): "多写了",
    ("--lang", "fr", "check"): "--lang 只能是：zh | en",
    ("summary", "0" * 32, "--form", "papyrus", "--out", "x.pdf"): "--form 只能是",
    ("print-batch", "--out", "x"): "--list、--village 或 --ids",
    ("settle", "x"): "--keep ours",
    ("settle", "x", "--keep", "mine"): "--keep 只能是：ours | theirs",
    ("settle", "x", "--keep", "ours", "--value", "1"): "--keep ours",
    ("today", "--on", "明年"): "不是日期",
}


@pytest.mark.parametrize(("words", "said"), WRONG.items(), ids=" ".join)
def test_wrong_usage_exits_with_2_and_says_it_in_chinese(
    line: Line, words: tuple[str, ...], said: str
) -> None:
    ran = line(*words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Error" not in ran.err
    assert "Usage" not in ran.err


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_wrong_usage_is_said_in_english_when_asked_for(
    line: Line, words: tuple[str, ...]
) -> None:
    if "fr" in words:
        return
    ran = line(*words, before=("--lang", "en"))
    assert ran.status == 2
    assert "。" not in ran.err
    assert "See: yiyi" in ran.err or ran.err.strip().endswith(".")


@pytest.mark.parametrize("name", [None, *sorted(yiyi.commands)])
def test_every_command_has_help_in_both_languages(name: str | None) -> None:
    line = [name, "--help"] if name else ["--help"]
    result = CliRunner().invoke(yiyi, line)
    assert result.exit_code == 0
    assert "用法 / Usage" in result.stdout
    assert "显示这个说明" in result.stdout
    _usage, chinese, english, *_ = result.stdout.split("\n\n")
    assert "。" in chinese
    assert "." in english
    assert "。" not in english


def test_without_a_display_the_window_is_not_tried(
    monkeypatch: pytest.MonkeyPatch, empty: Line
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    ran = empty()
    assert (ran.status, "没有显示器" in ran.err) == (1, True)
