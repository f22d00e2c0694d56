"""The whole day by keyboard only, under the real Orca: what is heard at every step.

The real program is started as people start it. The day is told in parts, each beginning with a
record of its own, so that a part can be run alone and a fault in one does not hide the others.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
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


def test_a_wrong_passphrase_is_explained_once_and_the_right_one_leads_to_todays_work(
    day: Day, tmp_path: Path
) -> None:
    heard = day.start(people.caseload(tmp_path))
    assert "口令 密码文本" in heard

    day.type("not the one")
    heard = day.press("Return", hears="请改正：口令不对，档案没有打开")
    assert times("口令不对", heard) == 1
    # What was typed is selected: the right one replaces it.
    heard = day.unlock(hears="件逾期")

    assert "今天的事" in heard
    first = next(words for words in heard.split("\n") if "回车：" in words)
    assert re.search(r"，逾期 \d+ 天，", first), "whom, and how late"
    assert re.search(r"应在 \d{4}-\d\d-\d\d", first), "why is part of the sentence"
    assert times(first, heard) == 1

    second = day.press("Down")
    assert "回车：" in second
    assert second != first
    whole = day.press("F4", hears="整行内容 — 一一 对话框")
    assert "整行内容 只读 文本" in whole
    assert "今天的事" in day.press("Escape", hears="回车：")
    assert first in day.press("ctrl+Home")

    day.press("Return", hears="通知 (核查家庭|回访)")
    assert day.focus().startswith("text: ")


def test_a_messy_roster_is_imported_by_keyboard_and_the_same_file_again_changes_nothing(
    day: Day, tmp_path: Path
) -> None:
    roster = people.messy_roster(tmp_path)
    day.start(people.new_counsellor(tmp_path))
    day.unlock(hears="还没有|导入名单")

    heard = day.press("ctrl+i", hears="第 1 步")
    assert "名单文件 文本" in heard
    day.type(str(tmp_path / "nothing.xlsx"))
    heard = day.press("Return", hears="找不到这个文件")
    assert times("找不到这个文件", heard) == 1
    assert str(tmp_path) not in heard, "the path is not read out again"

    day.fill(str(roster))
    heard = day.press("Return", hears="第 2 步")
    assert "名单的列" in heard
    assert "24 人、19 列" in heard
    heard = day.press("Down")
    assert "姓名." in heard
    assert "确定." in heard

    day.tab_to("检查名单", key="shift+Tab")
    heard = day.press("Return", hears="还没有写入任何内容")
    assert "有问题." in heard
    assert "名单!E12." in heard, "a problem is heard with its cell"
    assert "只保留前 15 位" in heard
    assert "新登记 " in heard

    day.tab_to("导入（", key="shift+Tab")
    heard = day.press("Return", hears="已导入：新登记 ")
    assert "行有问题" in heard

    day.press("ctrl+i", hears="第 1 步")
    day.fill(str(roster))
    day.press("Return", hears="第 2 步")
    day.tab_to("检查名单", key="shift+Tab")
    heard = day.press("Return", hears="和档案一致，没有要导入的内容")


def test_a_client_is_found_a_note_written_an_error_corrected_and_all_of_it_undone(
    day: Day, tmp_path: Path
) -> None:
    day.start(people.caseload(tmp_path))
    day.unlock(hears="件逾期")

    heard = day.press("alt+2", hears="在个案里找")
    assert "姓名、拼音、首字母" in heard
    day.type("guangquan", hears="找到 1 人")
    heard = day.press("Down", hears="陈光全")
    assert "个案." in heard
    assert "视力残疾 一级" in heard
    heard = day.press("Return", hears="枫香溪镇长坪村")
    assert "通知 陈光全" in heard

    heard = day.press("ctrl+n", hears="记一笔：陈光全")
    assert "内容（必填） 文本" in heard
    day.type("上门看望，精神好，想找活做。")
    heard = day.press("ctrl+s", hears="请改正：请填写“方式”")
    assert times("请填写“方式”", heard) == 1
    assert "方式（必填） 组合框" in heard
    heard = day.choose(2)
    assert "请改正" not in heard, "what was corrected is not called wrong any more"
    day.tab_to("日期（必填）", key="shift+Tab")
    day.fill("+1")
    heard = day.press("ctrl+s", hears="请改正")
    assert times("请改正", heard) == 1
    assert day.focus() == "text: 日期（必填）"
    day.fill(f"{datetime.now(UTC).astimezone().date()}")
    heard = day.press("ctrl+s", hears="已记下")
    assert times("已记下", heard) == 1

    assert "已撤销：记一笔 陈光全" in day.press("ctrl+z", hears="已撤销")
    assert "已重做：记一笔 陈光全" in day.press("ctrl+shift+z", hears="已重做")

    # The way of the last note is filled in: keys and the text, no more.
    day.press("ctrl+n", hears="记一笔：陈光全")
    day.type("约好下周一再去。")
    day.press("ctrl+s", hears="已记下")


def test_a_job_lead_a_household_check_a_placement_and_a_follow_up_are_recorded(
    day: Day, tmp_path: Path
) -> None:
    day.start(people.caseload(tmp_path))
    day.unlock(hears="件逾期")

    heard = day.press("alt+4", hears="人已给足")
    assert "毕业生." in heard
    assert "还差 1 条" in day.press("Down", hears="欧阳𬱖")
    day.press("Return", hears="已给 2 条岗位信息，还差 1 条")
    heard = day.press("ctrl+j", hears="想做：")
    assert "从岗位里选 组合框" in heard
    assert "文昌图书馆" in day.choose(2)
    heard = day.press("ctrl+s", hears="请填写“为什么适合”")
    assert times("请填写“为什么适合”", heard) == 1
    day.type("专业对口，离家近。")
    heard = day.press("ctrl+s", hears="岗位信息已记下")
    assert "已给 3 条岗位信息，符合每人 3—5 条" in heard

    day.press("alt+3", hears="户：达标")
    day.press("Down", hears="李国顺")
    heard = day.press("Return", hears="上次核查")
    assert "家庭成员." in heard
    heard = day.press("ctrl+h", hears="算出来的结果")
    assert day.focus() == "text: 算出来的结果和用到的情况"
    assert day.press("Down")
    heard = day.press("ctrl+s", hears="核查已保存")
    assert "下次核查 " in heard

    day.press("alt+2", hears="在个案里找")
    day.type("limg", hears="找到 1 人")
    day.press("Down", hears="黎明贵")
    day.press("Return", hears="通知 黎明贵")
    heard = day.press("ctrl+shift+p", hears="黎明贵上岗")
    assert "从岗位或单位里选 组合框" in heard
    heard = day.press("ctrl+s", hears="处请改正")
    assert "请改正：请填写" in heard
    day.tab_to("从岗位或单位里选", key="shift+Tab")
    assert "刺绣" in day.choose(1)
    day.press("ctrl+s", hears="安置已保存，回访已排好")

    day.press("ctrl+f", hears="找人 文本")
    day.type("cgq")
    day.press("Return", hears="陈光全")
    day.press("Return", hears="陈光全 男性")
    heard = day.press("ctrl+shift+f", hears="通知 回访陈光全")
    assert "已选中" in heard, "the day is filled in, and selected to be typed over"
    heard = day.press("ctrl+s", hears="有 2 处请改正")
    assert times("请改正：", heard) == 1
    assert "回访方式 组合框" in heard
    day.choose(1)
    day.tab_to("仍在岗")
    day.choose(1)
    day.press("ctrl+s", hears="回访已记下")


def test_a_supervisors_card_is_enrolled_and_the_work_handed_over_to_her(
    day: Day, tmp_path: Path
) -> None:
    card = people.supervisors_card(tmp_path)
    day.start(people.caseload(tmp_path))
    day.unlock(hears="件逾期")

    heard = day.press("alt+7", hears="还没有登记同事|用 U 盘或微信")
    day.tab_to("登记同事的名片")
    day.press("Return", hears="对话框")
    day.fill(str(card))
    heard = day.press("Return", hears="请打电话核对指纹")
    assert people.SUPERVISOR in heard
    assert "先不登记 按钮" in heard, "no is the default"
    day.tab_to("核对过，登记")
    heard = day.press("Return", hears=f"已登记 {people.SUPERVISOR}")

    day.press("ctrl+k", hears="要做什么")
    day.press("Escape")
    day.tab_to("写一份给 TA")
    day.press("Return", hears="对话框")
    target = tmp_path / "handover.yiyi"
    day.fill(str(target))
    heard = day.press("Return", hears=f"给 {people.SUPERVISOR} 的第 1 份文件已写好并核对")
    assert target.stat().st_size > 1000


def test_a_colleagues_file_is_heard_before_it_is_merged_and_a_conflict_is_settled(
    day: Day, tmp_path: Path
) -> None:
    met = people.meeting(tmp_path)
    day.start(met.record)
    day.unlock(hears="件逾期")

    day.press("ctrl+shift+m", hears="对话框")
    day.fill(str(met.file))
    heard = day.press("Return", hears="合并前会自动备份")
    assert "会有的改动." in heard
    for words in ("冉启秀.", "就业意向.", "（空）", "在镇上做保洁.", "张明远."):
        assert words in heard

    day.tab_to("合并 按钮", key="shift+Tab")
    heard = day.press("Return", hears="已合并 张明远 的文件")
    assert "备份：" in heard

    day.press("ctrl+k", hears="要做什么")
    day.type("clct", hears="处理冲突，共 1 项")
    heard = day.press("Return", hears="有 1 处同一项被两个人改成了不同的内容")
    assert "任廷碧." in heard
    assert "用 张明远 写的" in day.press("Return", hears="按钮")
    heard = day.press("Return", hears="已选定：任廷碧 的“联系电话”")
    assert times("已选定", heard) == 1


def test_the_palette_f6_help_and_the_lock_are_heard_and_a_draft_comes_back(
    day: Day, tmp_path: Path
) -> None:
    day.start(people.caseload(tmp_path))
    day.unlock(hears="件逾期")

    day.press("ctrl+k", hears="要做什么")
    day.type("drmd", hears="导入名单…，共 1 项")
    day.press("Escape", hears="今天的事")
    heard = day.press("F6")
    assert "今天，当前 按钮" in heard, "the first part of the window is the navigation"
    assert "个案 按钮" in day.press("Down"), "which the arrows go through"
    heard = day.press("F1", hears="帮助")
    assert "帮助内容" in heard or "章节" in heard
    day.press("alt+Left", hears="今天的事")

    day.press("alt+2", hears="在个案里找")
    day.type("cgq", hears="找到 1 人")
    day.press("Down", hears="陈光全")
    day.press("ctrl+n", hears="记一笔：陈光全")
    day.type("half a sentence")
    heard = day.press("ctrl+l", hears="口令 密码文本")
    assert "打开档案" in heard
    for key in ("Tab", "Tab", "shift+Tab", "shift+Tab"):
        heard += day.press(key)
    assert "陈光全" not in heard
    assert "half a" not in heard
    tree = "\n".join(day.desk.audit()["tree"])
    assert "陈光全" not in tree
    assert "half a" not in tree

    day.unlock(hears="件逾期")
    day.press("alt+2", hears="在个案里找")
    day.type("cgq", hears="找到 1 人")
    day.press("Down", hears="陈光全")
    heard = day.press("ctrl+n", hears="未完成的填写")
    day.tab_to("恢复", key="shift+Tab")
    day.press("Return", hears="已恢复")
    heard = day.tab_to("内容（必填）")
    assert "half a sentence" in heard
