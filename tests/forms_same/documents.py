"""Documents about invented people: random ones, and some that strain every form."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from db.domain.papers.document import (
    Bar,
    Block,
    Chart,
    Code,
    Contact,
    Document,
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
from resources import path

PICTOGRAMS = sorted(found.stem for found in path("pictograms").glob("*.svg"))
NAMES = (
    "欧阳𬱖", "买买提·阿不都热合曼", "单晓", "仇小妹", "解放", "古丽娜尔·艾尔肯·吐尔逊", "王䶮",
    "尉迟青山", "任长乐", "乐山", "查秀英", "𠅤安",
)  # fmt: skip
"""Surnames read otherwise than their characters, names with ·, characters past U+FFFF."""

_LABELS = (
    "姓名", "出生日期", "电话", "岗位", "单位", "住址", "为什么适合", "月工资", "开始日期",
    "证件号码", "残疾类别和等级", "结果", "联系人", "回访",
)  # fmt: skip
_WORDS = (
    "银行行长重新调整了重量", "长安村第2组", "她还了3本书", "残疾证已经办好", "一起去看茶叶厂",
    "每周工作不少于24小时", "单程600米的盲道", "工资增长8.5%", "合同签了三年", "在家里等电话",
    "NVDA 2026.2 可以安装", "不想去外地打工", "朝阳的女儿会计证", "地址：煎茶镇（长安村）",
    "读音“重庆”",
)  # fmt: skip
_VALUES = (
    "2026-08-15", "2026-11-23", "138 0013 8000", "0856-852 1234", "6,800 元", "98.5%", "是",
    "不是", "9:30", "5206＊＊＊＊＊＊＊＊＊＊4412", "DRC-2026-01873", "第 2 号线",
    "45 分钟", "2026-08",
)  # fmt: skip


def texts() -> Any:
    """Return lines of running text."""
    sentences = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3)
    return sentences.map(lambda found: "，".join(found) + "。")


def values() -> Any:
    """Return what a fact may hold."""
    return st.sampled_from((*_VALUES, *NAMES)) | texts()


def facts() -> Any:
    """Return one fact."""
    return st.builds(
        lambda label, value: Fact(label=label, value=value), st.sampled_from(_LABELS), values()
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return tables of one to five columns, up to six rows, with empty cells."""
    headers = draw(st.lists(st.sampled_from(_LABELS), min_size=1, max_size=5, unique=True))
    cells = st.lists(values() | st.just(""), min_size=len(headers), max_size=len(headers))
    rows = draw(st.lists(cells.map(tuple), max_size=6))
    return Table(
        headers=tuple(headers),
        rows=tuple(rows),
        caption=draw(st.sampled_from(("", "服务记录"))),
        row_headers=draw(st.booleans()),
    )


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Return charts of one to five bars."""
    hours = draw(st.lists(st.integers(0, 40), min_size=1, max_size=5))
    bars = [
        Bar(label=f"{month}月", value=value, shown=f"{value} 次")
        for month, value in enumerate(hours, start=1)
    ]
    return Chart(
        caption="每月的服务", bars=tuple(bars), sentence=f"一共服务了 {sum(hours)} 次。"
    )


def blocks() -> Any:
    """Return one block of any kind but easy reading's own."""
    rows = st.lists(facts(), max_size=5).map(tuple)
    captions = st.sampled_from(("", "基本信息"))
    return st.one_of(
        st.builds(lambda t: Heading(level=1, text=t), st.sampled_from(_LABELS)),
        texts().map(lambda text: Paragraph(text=text)),
        st.tuples(texts(), texts()).map(lambda pair: Paragraph(text="\n".join(pair))),
        st.builds(lambda r, c: Facts(rows=r, caption=c), rows, captions),
        rows.map(lambda some: Contact(rows=some)),
        tables(),
        charts(),
        st.builds(
            lambda items, ordered: Items(items=tuple(items), ordered=ordered),
            st.lists(texts(), max_size=4),
            st.booleans(),
        ),
        st.lists(st.integers(0, 999).map("{:03}".format), min_size=1, max_size=10).map(
            lambda groups: Code(label="恢复码", groups=tuple(groups))
        ),
        st.lists(
            st.sampled_from(("本人签名", "监护人", "就业辅导员")), max_size=3, unique=True
        ).map(lambda labels: Signatures(labels=tuple(labels))),
    )


@st.composite
def documents(draw: st.DrawFn, *, most: int = 6) -> Document:
    """Return documents of up to ``most`` blocks of any kind."""
    return a_document(
        *draw(st.lists(blocks(), max_size=most)),
        title=f"{draw(st.sampled_from(NAMES))}的就业服务小结",
        case_number=draw(st.sampled_from(("", "520626-2026-ABCDEF"))),
    )


def a_document(*blocks: Block, **more: Any) -> Document:
    """Return a document around ``blocks``."""
    usual: dict[str, Any] = {
        "title": "就业服务小结",
        "subtitle": "",
        "case_number": "520626-2026-ABCDEF",
        "language": Language.ZH,
        "organisation": "德江县残疾人就业服务所",
        "made_on": date(2026, 11, 23),
        "footer": "",
        "whole_words": NAMES,
        "readings": (("单晓", "shan4 xiao3"), ("仇小妹", "qiu2 xiao3 mei4")),
    }
    return Document(blocks=blocks, **(usual | more))


def one_of_each() -> Document:
    """Return a document with every kind of block, in which no two parts are alike."""
    return a_document(
        Heading(level=1, text="基本信息", key="section.about"),
        Facts(
            rows=(
                Fact(label="姓名", value="欧阳𬱖", key="client.name"),
                Fact(label="出生日期", value="1990-05-17", key="client.born_on"),
                Fact(label="电话", value="138 0013 8000", key="client.phone"),
                Fact(label="证件号码", value="5206＊＊＊＊＊＊＊＊＊＊4412"),
            )
        ),
        Paragraph(text="想在镇上的银行找工作。", key=""),
        Heading(level=1, text="服务记录"),
        Table(
            headers=("日期", "事项", "小时"),
            rows=(
                ("2026-07-01", "一起去看茶叶厂", "2.5"),
                ("2026-08-15", "读屏软件 NVDA 培训", "3"),
                ("2026-09-20", "", "1"),
            ),
            caption="今年的服务",
            row_headers=True,
        ),
        Items(items=("带上残疾证。", "早上九点在村口等车。"), ordered=True),
        Items(items=("喜欢种茶。", "会做饭。")),
        Chart(
            caption="每月的服务",
            bars=(
                Bar(label="七月", value=4, shown="4 次"),
                Bar(label="八月", value=7, shown="7 次"),
            ),
            sentence="两个月一共服务了 11 次。",
        ),
        Code(label="档案密语", groups=("314", "159", "265")),
        Contact(
            rows=(
                Fact(label="就业辅导员", value="买买提·阿不都热合曼"),
                Fact(label="办公室电话", value="0856-852 1234"),
            )
        ),
        Signatures(labels=("本人签名", "督导签名")),
        subtitle="第 12 份",
    )


def two_hundred_services() -> Document:
    """Return a document about somebody who was served two hundred times."""
    rows = tuple(
        (
            f"{2020 + at // 40}-{at % 12 + 1:02}-{at % 28 + 1:02}",
            f"第{at + 1}次服务",
            f"{at % 7 + 1}",
        )
        for at in range(200)
    )
    return a_document(Table(headers=("日期", "事项", "小时"), rows=rows))


def with_easy_pictures() -> Document:
    """Return a document that is easy reading already."""
    return a_document(
        Pictured(pictogram=PICTOGRAMS[0], text="你叫单晓。\n你的电话是 138 0013 8000。"),
        Pictured(pictogram=PICTOGRAMS[-1], text="我们 2026年8月15日 见面。"),
    )
