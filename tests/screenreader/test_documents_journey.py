"""What the client takes home, made by keyboard only under the real Orca."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screenreader import people
from tests.screenreader.day import Day
from tests.screenreader.session import Session

pytestmark = [pytest.mark.screenreader, pytest.mark.timeout(600)]


@pytest.fixture
def day(desk: Session, request: pytest.FixtureRequest) -> Iterator[Day]:
    """Somebody at the keyboard of a desktop on which nothing runs yet."""
    made = Day(desk)
    made.chapter(request.node.name)
    yield made
    desk.close()


def times(words: str, heard: str) -> int:
    """Return how often words were heard."""
    return heard.count(words)


def opened(day: Day, record: Path) -> str:
    """Open the documents of one client from the caseload; return what was heard."""
    day.start(record)
    day.unlock()
    day.press("alt+2", hears="在个案里找")
    day.type("cgq", hears="找到 1 人")
    day.press("Down", hears="陈光全")
    return day.press("ctrl+p", hears="陈光全 要的是")


def form_to(day: Day, name: str) -> str:
    """Go to the list of forms and choose one; return what is said of the document then."""
    day.tab_to("文书形式", key="shift+Tab")
    day.press("Down")
    heard = day.press("Home")
    while name not in heard:
        heard = day.press("Down")
    return day.press("Return", hears=f"{name}，共 ")


def test_braille_is_heard_and_corrected_and_large_print_saved_filed_and_given(
    day: Day, tmp_path: Path
) -> None:
    heard = opened(day, people.caseload(tmp_path))
    assert "给 陈光全 的文书" in heard
    assert heard.count("陈光全 要的是盲文（打印文件 BRF）。") == 1, "what is proposed, and why"
    assert times("处多音字", heard) == 1
    assert "盲文的行." in heard, "the focus is in what can be read"

    heard = day.press("Down", hears="第 1 页第 2 行")
    assert "陈光全的就业服务小结" in heard, "a line of Braille is heard with its print"

    day.tab_to("盲文 ", key="shift+Tab")
    day.press("Right", hears="多音字")
    day.tab_to("多音字")
    heard = day.press("Down")
    assert "请核对" in heard, "why a reading is uncertain is part of its row"
    heard = day.press("Return", hears="读作 组合框")
    day.choose(1)
    day.tab_to("记住这个读音")
    heard = day.press("Return", hears="已记住：")
    assert times("已记住：", heard) == 1
    assert "盲文重排了" in heard

    heard = form_to(day, "大字 18 磅")
    assert times("大字 18 磅，共 ", heard) == 1
    day.tab_to("文书的文字")
    lines = [day.press("Down") for _ in range(4)]
    assert all(lines), "every line of the text is heard"

    day.tab_to("保存…", key="shift+Tab")
    day.press("Return", hears="对话框")
    target = tmp_path / "小结.pdf"
    day.fill(str(target))
    heard = day.press("Return", hears="已存档")
    assert target.read_bytes().startswith(b"%PDF")
    assert times("已存档", heard) == 1

    day.tab_to("怎样给的 按钮")
    day.press("Return", hears="怎样给的 组合框")
    day.choose(2)
    heard = day.press("ctrl+s", hears="已记下怎样给的")
    assert times("已记下怎样给的", heard) == 1

    day.tab_to("存档的文书 按钮", key="shift+Tab")
    heard = day.press("Return", hears="的存档文书")
    assert "大字 18 磅." in heard
    assert "当面读给本人听" in heard or "，2026-" in heard
