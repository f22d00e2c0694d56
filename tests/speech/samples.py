"""Invented documents to be heard."""

from datetime import date

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

NAME = "潘·阿妹"


def document(*blocks: Block, language: Language = Language.ZH, **changed: object) -> Document:
    """Return an invented document with these blocks."""
    values: dict[str, object] = {
        "title": f"{NAME}的就业服务小结",
        "subtitle": "",
        "case_number": "520626-2026-7K3QF",
        "language": language,
        "organisation": "印江县残联",
        "made_on": date(2026, 11, 23),
        "blocks": blocks,
        "footer": "",
        "whole_words": (NAME,),
    }
    return Document(**(values | changed))  # type: ignore[arg-type]  # as declared


ABOUT = (
    Heading(level=1, text="基本信息"),
    Facts(
        rows=(
            Fact(label="姓名", value=NAME),
            Fact(label="身份证号", value="5226＊＊＊＊＊＊＊＊＊＊0010"),
            Fact(label="电话", value="139＊＊＊＊1234"),
        )
    ),
)
SUMMARY = document(
    *ABOUT,
    Heading(level=1, text="最近的联系"),
    Table(
        headers=("日期", "服务内容", "结果"),
        rows=(("2026-10-01", "电话回访", "稳定就业"), ("2026-11-01", "上门", "")),
        caption="三个月内",
    ),
    Paragraph(text="下个月再联系。有事请打电话。"),
    footer="就业服务小结 520626-2026-7K3QF",
)

_TEXTS = st.sampled_from(
    [
        "石光荣",
        "2026-11-23",
        "13985001234",
        "补贴 6,800 元",
        "𬱖国荣",
        "好。再见！",
        "Excel",
        "3 次",
    ]
) | st.text("阿妹山水0123456789-：。，AB（）", min_size=1, max_size=14)
_FACTS = st.builds(lambda label, value: Fact(label=label, value=value), _TEXTS, _TEXTS)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    headers = tuple(draw(_TEXTS) for _ in range(width))
    rows = tuple(
        tuple(draw(_TEXTS) for _ in range(width)) for _ in range(draw(st.integers(0, 3)))
    )
    return Table(headers=headers, rows=rows, caption=draw(_TEXTS))


BLOCKS = st.one_of(
    st.builds(lambda level, text: Heading(level=level, text=text), st.integers(1, 3), _TEXTS),
    st.builds(lambda text: Paragraph(text=text), _TEXTS),
    st.builds(
        lambda rows, caption: Facts(rows=tuple(rows), caption=caption),
        st.lists(_FACTS, min_size=1, max_size=3),
        _TEXTS,
    ),
    _tables(),
    st.builds(
        lambda items, ordered: Items(items=tuple(items), ordered=ordered),
        st.lists(_TEXTS, min_size=1, max_size=3),
        st.booleans(),
    ),
    st.builds(lambda rows: Contact(rows=tuple(rows)), st.lists(_FACTS, min_size=1, max_size=2)),
    st.builds(
        lambda label, groups: Code(label=label, groups=tuple(groups)),
        _TEXTS,
        st.lists(st.text("0123456789ABCDEF", min_size=4, max_size=4), min_size=1, max_size=3),
    ),
    st.builds(
        lambda caption, shown, sentence: Chart(
            caption=caption,
            bars=tuple(Bar(label=each, value=1, shown=each) for each in shown),
            sentence=sentence,
        ),
        _TEXTS,
        st.lists(_TEXTS, min_size=1, max_size=3),
        _TEXTS,
    ),
    st.builds(
        lambda labels: Signatures(labels=tuple(labels)),
        st.lists(_TEXTS, min_size=1, max_size=3),
    ),
    st.builds(lambda text: Pictured(pictogram="house", text=text), _TEXTS),
)
DOCUMENTS = st.builds(
    lambda blocks, title, footer: document(*blocks, title=title, footer=footer),
    st.lists(BLOCKS, max_size=5),
    _TEXTS,
    _TEXTS,
)
