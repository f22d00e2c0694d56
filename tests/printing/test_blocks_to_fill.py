"""Charts, places to sign, tables too wide for the paper: what each becomes."""

import pytest

from db.domain.papers.document import Bar, Chart, Fact, Facts, Signatures, Table
from db.fields.text import Language
from desktop.printing.summary_pdf import Colours
from tests.printing import samples
from tests.printing.geometry import drawn
from tests.printing.judges import failures, printed, said_by
from tests.printing.reading import read
from tests.printing.samples import a_document, chart


def figures(path) -> list[str]:
    return [node.alternative for node in read(path).root.walk() if node.kind == "Figure"]


@pytest.mark.parametrize("size", [11.0, 18.0, 28.0])
def test_bars_are_as_long_as_their_numbers_and_each_has_its_words_beside_it(tmp_path, size):
    path = printed(a_document(chart(), case_number=""), tmp_path, size=size)
    bars = [
        shape.box
        for page in drawn(path)
        for shape in page.shapes
        if shape.tag == "Figure" and shape.box.top - shape.box.bottom > 0.8 * size
        if shape.box.right - shape.box.left > 1
        if shape.box.right - shape.box.left > 2 * (shape.box.top - shape.box.bottom)
    ]
    lengths = [bar.right - bar.left for bar in bars]
    values = [bar.value for bar in chart().bars if bar.value]
    assert [length / max(lengths) for length in lengths] == pytest.approx(
        [value / max(values) for value in values], abs=0.01
    )


def test_neighbouring_bars_differ_without_colour(tmp_path):
    path = printed(a_document(chart(), case_number=""), tmp_path, colours=Colours.NEEDLE)
    page = drawn(path)[0]
    fills = [
        shape.fill is not None
        for shape in page.shapes
        if shape.tag == "Figure" and shape.box.right - shape.box.left > 50
    ]
    assert fills[0]
    assert not all(fills)
    hatched = [
        shape
        for shape in page.shapes
        if shape.tag == "Figure" and 0 < shape.box.right - shape.box.left < 12
    ]
    assert len(hatched) > 100


def test_the_figure_says_the_sentence_and_all_numbers_and_the_table_says_each(tmp_path):
    path = printed(a_document(chart(), case_number=""), tmp_path)
    (said,) = figures(path)
    assert said == (
        "条形图。本期共 36.5 小时，培训最多。评估：3.0 小时；"
        "培训（读屏软件与盲文点显器）：14.0 小时；企业沟通：11.5 小时；"
        "岗位支持：8.0 小时；随访：0 小时。"
    )
    rows = [node for node in read(path).root.walk() if node.kind == "TR"]
    assert [(row.children[0].kind, row.children[1].text) for row in rows] == [
        ("TH", bar.shown) for bar in chart().bars
    ]


@pytest.mark.parametrize("count", [0, 1, 40])
@pytest.mark.parametrize("size", [11.0, 28.0])
def test_a_chart_of_any_length_fits_its_pages(tmp_path, count, size):
    bars = tuple(Bar(label=f"第 {n} 项", value=float(n), shown=f"{n} 次") for n in range(count))
    document = a_document(Chart(caption="次数", bars=bars, sentence="一句话。"))
    path = printed(document, tmp_path, size=size)
    reading = read(path)
    assert reading.faults == []
    assert failures(path) == []
    expected = said_by(document, cards=True) if count else ["一句话。"]
    assert [text for _, text in reading.texts()][-len(expected) :] == expected


def test_bars_that_are_all_nothing_are_drawn_as_nothing(tmp_path):
    bars = (Bar(label="甲", value=0.0, shown="0"), Bar(label="乙", value=0.0, shown="0"))
    path = printed(a_document(Chart(caption="", bars=bars, sentence="没有。")), tmp_path)
    assert failures(path) == []


def test_words_too_long_for_a_bar_become_a_plain_list(tmp_path):
    bars = (Bar(label="很长的说明" * 200, value=1.0, shown="1 次"),)
    document = a_document(Chart(caption="次数", bars=bars, sentence="一句话。"))
    path = printed(document, tmp_path, size=28.0)
    assert len(figures(path)) == 1  # the square code alone
    assert [text for _, text in read(path).texts()][-4:] == said_by(document, cards=True)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [11.0, 28.0])
def test_a_place_to_sign_says_who_signs_has_a_line_and_room_for_a_thumb(
    tmp_path, language, size
):
    labels = {
        Language.ZH: ("本人签字或按手印", "监护人签字或按手印（本人不能签字时）", "日期"),
        Language.EN: ("Signature or thumb-print", "Guardian’s thumb-print instead", "Date"),
    }[language]
    document = a_document(Signatures(labels=labels), language=language, case_number="")
    path = printed(document, tmp_path, size=size)
    reading = read(path)
    assert failures(path) == []
    assert [text for _, text in reading.texts()][-5:] == said_by(document, cards=False)
    assert len(figures(path)) == 3
    items = [node for node in reading.root.walk() if node.kind == "LBody"]
    assert [[child.kind for child in item.children] for item in items] == [
        ["P", "Figure", "P"],
        ["P", "Figure", "P"],
        ["P", "Figure"],
    ]
    shapes = [shape for page in drawn(path) for shape in page.shapes]
    lines = [shape.box for shape in shapes if shape.tag == "Figure"]
    assert [line.right - line.left > 120 for line in lines] == [True] * 3
    boxes = [
        shape.box
        for shape in shapes
        if shape.tag == "Artifact" and shape.stroke and shape.box.top - shape.box.bottom > 50
    ]
    assert len(boxes) == 2
    texts = [text.box for page in drawn(path) for text in page.texts]
    for box in boxes:
        free = min((text.bottom for text in texts if text.meets(box)), default=box.top)
        assert free - box.bottom > 55
        assert box.right - box.left > 60


def test_empty_places_to_sign_leave_nothing(tmp_path):
    path = printed(a_document(Signatures(labels=("", " ")), case_number=""), tmp_path)
    assert failures(path) == []
    assert "L" not in {node.kind for node in read(path).root.walk()}


def wide(columns: int) -> Table:
    headers = tuple(f"第{n}项名称" for n in range(columns))
    row = tuple("需要很多个字才能说明白的一格内容" for _ in range(columns))
    return Table(headers=headers, rows=(row, row), caption="很宽")


def test_a_table_becomes_cards_in_ordinary_print_when_its_columns_would_be_too_narrow(tmp_path):
    for columns, cards in ((5, False), (12, True)):
        document = a_document(wide(columns))
        path = printed(document, tmp_path)
        assert failures(path) == []
        found = [text for _, text in read(path).texts()]
        said = said_by(document, cards=cards)
        assert found[-len(said) :] == said


def test_a_table_stays_a_table_in_large_print_only_while_every_cell_has_one_line(tmp_path):
    rows = {
        True: ("文三路", "做"),
        False: ("杭州市西湖区文三路 478 号华星时代广场 A 座 3 楼", "做"),
    }
    for short, row in rows.items():
        document = a_document(Table(headers=("哪里", "做不做", "谁"), rows=((*row, "我"),)))
        for size, grid in ((11.0, True), (18.0, short), (24.0, short)):
            found = {
                node.kind for node in read(printed(document, tmp_path, size=size)).root.walk()
            }
            assert ("Table" in found) is grid


def test_a_card_that_goes_on_shows_its_name_again_without_saying_it_twice(tmp_path):
    row = ("2026-11-20", *(samples.LONG_NOTE for _ in range(4)))
    document = a_document(Table(headers=("日期", "甲", "乙", "丙", "丁"), rows=(row, row)))
    path = printed(document, tmp_path, size=24.0)
    assert len(drawn(path)) > 3
    assert [text for _, text in read(path).texts()].count("2026-11-20") == 2
    said = said_by(document, cards=True)
    assert [text for _, text in read(path).texts()][-len(said) :] == said
    tops = [page.lines(footers=False)[0] for page in drawn(path)[1:]]
    assert all(line.right - line.left < 60 for line in tops)  # the heading of the name


def test_an_empty_cell_is_left_out_of_a_card_and_an_empty_row_is_no_card(tmp_path):
    table = Table(headers=("甲项", "乙项", "丙项"), rows=(("一", "", "三" * 40), ("", " ", "")))
    path = printed(a_document(table), tmp_path, size=18.0)
    found = [text for _, text in read(path).texts()]
    assert found[-4:] == ["甲项", "一", "丙项", "三" * 40]
    assert failures(path) == []


def test_a_table_whose_rows_are_all_empty_shows_its_headings(tmp_path):
    headers = tuple(f"很长的栏目名称第{n}项" for n in range(6))
    path = printed(a_document(Table(headers=headers, rows=())), tmp_path, size=28.0)
    assert [text for _, text in read(path).texts()][-6:] == list(headers)
    assert failures(path) == []


def test_values_have_the_whole_line_below_their_labels_where_beside_them_is_no_room(tmp_path):
    facts = Facts(
        rows=(
            Fact(label="姓名", value="甲"),
            Fact(label="地址", value="杭州市西湖区文三路 478 号华星时代广场 A 座 3 楼"),
        )
    )
    for size, below in ((11.0, False), (18.0, False), (24.0, True), (28.0, True)):
        page = drawn(printed(a_document(facts, case_number=""), tmp_path, size=size))[0]
        name, label = (text.box for text in page.texts if text.tag == "TH")
        value, address, *_ = (text.box for text in page.texts if text.tag == "TD")
        assert name.bottom == pytest.approx(value.bottom, abs=1)
        assert (address.top < label.bottom + 1) is below
        assert (address.left == pytest.approx(label.left)) is below
