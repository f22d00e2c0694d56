"""What becomes of each kind of block, word for word."""

from typing import Any

import pytest

from db.domain.easy.reading import MOST_LINES, easy_read
from db.domain.papers.document import (
    Bar,
    Block,
    Chart,
    Code,
    Contact,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
)
from db.fields.text import Language
from tests.printing.samples import a_document


def easy(*blocks: Block, **more: Any) -> tuple[Block, ...]:
    """Return the easy form of a few blocks."""
    return easy_read(a_document(*blocks, **more)).blocks


def beside(pictogram: str, *lines: str) -> Pictured:
    """Return sentences beside a picture."""
    return Pictured(pictogram=pictogram, text="\n".join(lines))


def fact(key: str, value: str) -> Fact:
    """Return a fact whose label nobody sees."""
    return Fact(label="标签", value=value, key=key)


LEADS = Table(
    headers=("用人单位", "为什么适合", "别的"),
    keys=("job_lead.employer_name", "job_lead.why_it_suits", ""),
    rows=(("德江县图书馆", "离家近。有电梯。", ""), ("茶叶厂", "", "包吃住")),
)


def test_the_title_says_that_it_is_easy_to_read() -> None:
    assert easy_read(a_document()).title == "个案服务小结（易读版）"
    assert easy_read(a_document(language=Language.EN)).title.endswith(" (easy to read)")


def test_a_section_has_a_plain_heading_and_its_picture() -> None:
    assert easy(
        Heading(level=1, text="就业安置与回访", key="section.work"),
        Paragraph(text="还没有就业安置。", key="none.work"),
        Paragraph(text="下周再说"),
    ) == (
        Heading(level=1, text="您的工作"),
        beside("job", "这里还没有记下您的工作。", "下周再说。"),
    )


def test_facts_with_one_picture_stand_beside_it_together() -> None:
    rows = (
        fact("client.county", "德江县"),
        fact("client.village", "长安村"),
        fact("client.phone", "138＊＊＊＊1234"),
        fact("client.identity_number", "5222＊＊＊＊＊＊＊＊＊＊0010"),
    )
    assert easy(Facts(rows=rows, caption="住址")) == (
        Heading(level=1, text="住址"),
        beside("home", "您住在德江县。", "您住的村是长安村。"),
        beside("phone", "您的电话是138＊＊＊＊1234。", "＊代替了一些数字，这样更安全。"),
        beside("name", "您的身份证号是5222＊＊＊＊＊＊＊＊＊＊0010。"),
    )


def test_each_row_of_a_table_is_a_part_of_its_own() -> None:
    assert easy(Heading(level=1, text="岗位", key="section.leads"), LEADS) == (
        Heading(level=1, text="可以选的工作"),
        Heading(level=2, text="第 1 个工作"),
        beside("employer", "这家单位是德江县图书馆。"),
        beside("check", "为什么适合您：", "离家近。", "有电梯。"),
        Heading(level=2, text="第 2 个工作"),
        beside("employer", "这家单位是茶叶厂。"),
        beside("job", "别的：包吃住。"),
    )


def test_a_table_of_one_row_is_not_counted() -> None:
    one = Table(headers=LEADS.headers, keys=LEADS.keys, rows=LEADS.rows[:1])
    assert not any(isinstance(block, Heading) for block in easy(one))


def test_parts_never_lie_deeper_than_a_heading_may() -> None:
    table = Table(headers=("甲",), rows=(("一",), ("二",)), caption="表")
    levels = [
        block.level
        for block in easy(Heading(level=3, text="深"), table)
        if isinstance(block, Heading)
    ]
    assert levels == [3, 3, 3, 3]


def test_rows_lie_below_the_caption_of_their_table() -> None:
    table = Table(headers=("甲",), rows=(("一",), ("二",)), caption="表")
    levels = [
        block.level
        for block in easy(Heading(level=1, text="浅"), table)
        if isinstance(block, Heading)
    ]
    assert levels == [1, 2, 3, 3]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (Items(items=("先去", "再谈。约好日子。"), ordered=True),
         ("第一步：先去。", "第二步：", "再谈。", "约好日子。")),
        (Items(items=("先去", "再谈！")), ("先去。", "再谈！")),
        (Items(items=("还上班吗？",), ordered=True, key="follow_up.questions"),
         ("问题一：还上班吗？",)),
        (Items(items=("1. 编目员：＿＿＿",), key="answer.blanks"), ("1. 编目员：＿＿＿",)),
        (Items(items=("2026-12-01 前后回访（满一年）。",), key="next.items"),
         ("2026年12月1日 前后回访（满一年）。", "回访就是：我们再来问问您的工作。")),
        (Items(items=("回访过。",)), ("回访过。",)),
    ],
)  # fmt: skip
def test_each_point_of_a_list_is_a_sentence(items: Items, said: tuple[str, ...]) -> None:
    (block,) = easy(items)
    assert isinstance(block, Pictured)
    assert block.text.split("\n") == list(said)


def test_hard_paragraphs_keep_their_words_behind_plain_ones() -> None:
    clause = Paragraph(text="《方案》二（七）。", key="policy.clause")
    assert easy(clause) == (beside("agreement", "规定写在这里：", "《方案》二（七）。"),)


def test_a_chart_is_its_sentence_and_its_numbers() -> None:
    chart = Chart(
        caption="工资",
        bars=(Bar(label="八月", value=2100, shown="2,100 元"),),
        sentence="工资没有变",
    )
    assert easy(chart) == (
        Heading(level=1, text="工资"),
        beside("letter", "工资没有变。", "八月：2,100 元。"),
    )


def test_whom_to_ask_is_said_beside_the_telephone() -> None:
    rows = (fact("staff.phone", "0856-8521234"), Fact(label="地址", value="三楼"))
    assert easy(Contact(rows=rows)) == (
        beside("phone", "有问题，请打电话：0856-8521234。"),
        beside("question", "地址：三楼。"),
    )


def test_codes_and_places_to_sign_stay() -> None:
    code = Code(label="恢复码", groups=("AB2D", "EFGH"))
    signatures = Signatures(labels=("本人",))
    assert easy(code, signatures) == (code, beside("sign", "下面的地方要用手写。"), signatures)


def test_a_long_note_is_cut_so_that_its_picture_stays_near() -> None:
    note = fact("case_note.content", "说到一件事。" * 50)
    blocks = easy(Facts(rows=(note,)))
    counts = [len(b.text.split("\n")) for b in blocks if isinstance(b, Pictured)]
    assert max(counts) <= MOST_LINES
    assert sum(counts) == 51


def test_what_follows_counted_rows_is_no_part_of_the_last() -> None:
    after = Paragraph(text="我们再找。")
    chart = Chart(caption="图", bars=(), sentence="两个。")
    assert easy(LEADS, after)[-2:] == (
        Heading(level=1, text="还要知道"),
        beside("letter", "我们再找。"),
    )
    assert not any(getattr(b, "text", "") == "还要知道" for b in easy(LEADS, chart, after))
    assert not any(getattr(b, "text", "") == "还要知道" for b in easy(LEADS))


def test_the_sentences_of_one_fact_stay_together_where_they_can() -> None:
    few = tuple(fact("client.county", f"{number}县") for number in range(MOST_LINES - 1))
    note = fact("client.address", "先过桥。再上坡。到了。")
    first, second = easy(Facts(rows=(*few, note)))
    assert isinstance(first, Pictured)
    assert len(first.text.split("\n")) == MOST_LINES - 1
    assert second == beside("home", "您家的地址是：", "先过桥。", "再上坡。", "到了。")
