"""A realistic case summary about an invented person, and long documents that strain paper."""

from datetime import date, timedelta

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

MADE_ON = date(2026, 11, 20)
CLIENT = "欧阳𬱖"
COUNSELLOR = "买买提·阿不都热合曼"
COLLEAGUE = "王晓䶮"

LONG_NOTE = (
    "本人与辅导员逐条核对了岗位说明书，确认每周工作不少于 24 小时、单程通勤不超过 45 分钟；"
    "公司答复：“读屏软件 NVDA 2026.2 可以安装，工单系统第 3 页将于 2026-12-31 前改好。”"
    "2026年9月8日试用盲文点显器（40 方），费用 6,800 元（区残联补贴 80%），联系人 刘 洋，"
    "电话 0571-8512 3476。"
)


def a_document(*blocks: Block, **more: object) -> Document:
    """Return a small document around ``blocks``."""
    fields: dict[str, object] = {
        "title": "个案服务小结",
        "subtitle": "",
        "case_number": "DRC-2026-01873",
        "language": Language.ZH,
        "organisation": "杭州市西湖区残疾人就业服务所",
        "made_on": MADE_ON,
        "blocks": blocks,
        "footer": "个案服务小结 DRC-2026-01873",
    }
    return Document(**(fields | more))  # type: ignore[arg-type]  # a builder takes any field


def facts(*pairs: tuple[str, str], caption: str = "") -> Facts:
    """Return a list of facts from pairs."""
    return Facts(rows=tuple(Fact(label=a, value=b) for a, b in pairs), caption=caption)


def case_summary() -> Document:
    """Return a summary of ten sections, two pages long in ordinary print."""
    return a_document(
        Heading(level=1, text="一、基本信息"),
        facts(
            ("姓名", CLIENT),
            ("证件号码", "3301＊＊＊＊＊＊＊＊＊＊＊＊12（已遮盖）"),
            ("性别、年龄", "女，29 岁"),
            ("残疾类别与等级", "视力残疾 一级"),
            ("住址", "浙江省杭州市西湖区翠苑街道"),
            ("文书形式", "盲文；同时要一份语音"),
        ),
        Heading(level=1, text="二、就业目标"),
        Paragraph(
            text="找到一份使用读屏软件即可完成的客服或文字校对工作，每周工作不少于 24 小时，"
            "单程通勤不超过 45 分钟。"
        ),
        Heading(level=1, text="三、服务情况"),
        Paragraph(
            text=f"{CLIENT}自 2024-08-15 起接受本所服务，已完成职业评估、读屏软件（NVDA）进阶"
            "培训和两次企业试岗。试岗单位反馈：“接听准确率 98.5%，响应及时，沟通耐心。”目前的"
            "主要困难在于：公司内部工单系统有三个页面无法用键盘操作；另外，地铁 2 号线到公司"
            "之间约 600 米的人行道上没有连续的盲道。"
        ),
        Paragraph(
            text="本期（2026-07-01 至 2026-11-20）共提供服务 26 次，合计 41.5 小时。工单系统"
            "供应商已答复，将于 2026-12-31 前完成无障碍改造；街道已受理盲道修补申请（受理编号："
            "XH-2026-0912）。"
        ),
        Heading(level=1, text="四、职业评估"),
        facts(
            ("优势", "听觉记忆好，普通话标准，键盘输入每分钟 62 字"),
            ("需要的支持", "读屏软件、盲文点显器、入职前两周的定向行走训练"),
            ("结论", "适合客服、校对、录音整理岗位"),
        ),
        Heading(level=1, text="五、就业服务计划"),
        Items(
            items=(
                "2026-11-27 前：辅导员与公司确认“伙伴同事”人选，并把联系方式告诉您。",
                "2026-12-10：到公司做一次定向行走训练（公交 179 路“文三路口”站集合，9:30）。",
                "2026-12-31 前：供应商完成工单系统无障碍改造；我们会和您一起验收。",
                "2027-01-15：第一次在职回访。如果您想改时间，随时打电话给我们。",
            ),
            ordered=True,
        ),
        Heading(level=1, text="六、就业安置与合理便利"),
        facts(
            ("用人单位", "杭州听见未来信息服务有限公司"),
            ("岗位", "在线客服（弹性工时，每周两天居家办公）"),
            ("合同", "2026-07-20 起，固定期限三年；月工资 4,650 元，五险已缴"),
            ("合理便利", "读屏软件授权一份；工位靠近电梯；会议资料提前一天发电子版"),
        ),
        Heading(level=1, text="七、家庭"),
        Paragraph(text="同住家人两名。一户一人：达标（本人已稳定就业，核查日期 2026-10-30）。"),
        Heading(level=1, text="八、服务记录"),
        Table(
            headers=("日期", "事项", "内容", "经办人", "小时"),
            rows=_TIMELINE,
        ),
        Heading(level=1, text="九、本人意见"),
        Items(
            items=("工作内容我喜欢。", "希望公司安排一名“伙伴同事”。", "小结请用盲文给我。"),
        ),
        Heading(level=1, text="十、联系我们"),
        Contact(
            rows=(
                Fact(label="就业辅导员", value=COUNSELLOR),
                Fact(label="电话", value="0571-8512 3476"),
                Fact(label="地址", value="杭州市西湖区文三路 478 号华星时代广场 A 座 3 楼"),
                Fact(label="服务时间", value="周一至周五 9:00–11:30，13:30–17:00"),
            )
        ),
        subtitle=f"{CLIENT}　2026 年第三、四季度",
        whole_words=(CLIENT, COUNSELLOR, COLLEAGUE),
    )


def every_block(language: Language = Language.ZH) -> Document:
    """Return a short document with each kind of block and all three depths of heading."""
    return a_document(
        Heading(level=1, text="第一部分"),
        Heading(level=2, text="其中一节"),
        Heading(level=3, text="其中一段"),
        Paragraph(text="第一行。\n第二行 two words  and two blanks。\r\n　第三行前有空格。"),
        facts(("姓名", CLIENT), ("备注", "甲\n乙"), ("空", ""), caption="事实"),
        Table(
            headers=("项目", "说明"),
            rows=(("出勤", "100%"), ("空", ""), ("多行", "一\n二\n三")),
            caption="表格",
            row_headers=True,
        ),
        Items(items=("甲", "乙\n第二行")),
        Items(items=("先", "后"), ordered=True),
        Contact(rows=(Fact(label="电话", value="0571-8512 3476"),)),
        Code(label="恢复码", groups=("AB2D", "EFGH", "7KLM", "NPQR", "STUV")),
        chart(),
        Pictured(
            pictogram="calendar", text="11 月 27 日之前，我们打电话给您。\n您不用做什么。"
        ),
        Signatures(labels=("本人签字或按手印", "就业辅导员签字", "日期")),
        subtitle="每种内容各一份",
        language=language,
    )


def chart() -> Chart:
    """Return bars of very different lengths, one of them of none."""
    return Chart(
        caption="本期服务时长",
        bars=(
            Bar(label="评估", value=3.0, shown="3.0 小时"),
            Bar(label="培训（读屏软件与盲文点显器）", value=14.0, shown="14.0 小时"),
            Bar(label="企业沟通", value=11.5, shown="11.5 小时"),
            Bar(label="岗位支持", value=8.0, shown="8.0 小时"),
            Bar(label="随访", value=0.0, shown="0 小时"),
        ),
        sentence="本期共 36.5 小时，培训最多。",
    )


def easy_summary() -> Document:
    """Return easy sentences with pictures, and places to sign."""
    said = (
        ("name", "您叫欧阳𬱖。\n您的案号是 DRC-2026-01873。"),
        ("goal", "您想找一份工作。\n您想用读屏软件工作。"),
        ("training", "我们给您做了培训。"),
        ("employer", "您去公司试了两次工作。\n公司说：您做得很好。"),
        ("computer", "公司的电脑系统有 3 页您用不了。\n公司会在 12 月 31 日之前改好。"),
        (
            "calendar",
            "11 月 27 日之前，我们告诉您谁是您的“伙伴同事”。\n他会在公司帮助您，"
            "您有不懂的地方都可以问他。",
        ),
        ("phone", "有问题请打电话：0571-8512 3476。"),
    )
    return a_document(
        Heading(level=1, text="您的事情"),
        *(Pictured(pictogram=name, text=text) for name, text in said[:4]),
        Heading(level=1, text="下一步"),
        *(Pictured(pictogram=name, text=text) for name, text in said[4:]),
        Signatures(labels=("本人签字或按手印", "日期")),
        title="个案服务小结（易读版）",
        whole_words=(CLIENT,),
    )


def strain() -> Document:
    """Return about thirty pages: a table of 440 rows, one huge cell, many notes."""
    first = date(2024, 1, 1)
    names = (CLIENT, "刘 洋", COUNSELLOR, COLLEAGUE)
    rows = [
        (
            (first + timedelta(days=number)).isoformat(),
            names[number % len(names)],
            LONG_NOTE[: 8 + number * 7 % 90],
            f"{number % 12}.{number % 10}",
        )
        for number in range(440)
    ]
    huge = (LONG_NOTE * 20)[:2860]
    rows.insert(200, ("2025-02-28", COLLEAGUE, huge, "9.5"))
    notes = tuple(
        Paragraph(text=f"第 {number} 条。{LONG_NOTE * (1 + number % 4)}")
        for number in range(30)
    )
    return a_document(
        Heading(level=1, text="服务记录"),
        Table(headers=("日期", "经办人", "内容", "小时"), rows=tuple(rows), caption="全部记录"),
        Heading(level=1, text="个案记录"),
        *notes,
        whole_words=names,
    )


def fifty_pages_of_notes() -> Document:
    """Return case notes only, each under its own heading."""
    blocks: list[Block] = []
    for number in range(200):
        blocks.append(Heading(level=1, text=f"2026 年第 {number + 1} 条个案记录"))
        blocks.append(Paragraph(text=LONG_NOTE * (3 + number % 3)))
    return a_document(*blocks)


_TIMELINE = (
    ("2024-08-15", "首次面谈", "了解就业意愿与工作经历；签同意书。", COLLEAGUE, "1.5"),
    (
        "2024-09-02",
        "职业评估",
        "听觉注意、键盘输入与沟通能力评估。",
        COLLEAGUE,
        "3.0",
    ),
    (
        "2024-10-11",
        "技能培训",
        "NVDA 进阶培训 10 课时，出勤率 100%。",
        "刘 洋",
        "10.0",
    ),
    (
        "2025-01-08",
        "辅具申请",
        "申请 40 方点显器一台，补贴 6,800 元；已于 2025-02-20 到货并完成调试。",
        "刘 洋",
        "2.0",
    ),
    (
        "2025-03-17",
        "企业走访",
        "陪同走访杭州某呼叫中心，核对岗位说明书与工作环境，提出三条合理便利建议。",
        COUNSELLOR,
        "4.0",
    ),
    ("2026-03-10", "第二次试岗", "四周。独立完成率由 71% 提高到 93%。", COUNSELLOR, "8.0"),
    ("2026-10-30", "回访", "情绪稳定；希望有一名“伙伴同事”。", COLLEAGUE, "1.0"),
    (
        "2026-11-20",
        "个案小结",
        "与本人逐条核对本小结；本人选择盲文与语音两种版本。",
        COUNSELLOR,
        "1.0",
    ),
)
