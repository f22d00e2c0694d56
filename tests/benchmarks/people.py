"""Invented people in any number, always the same ones for one seed."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from db.search.person import PersonRow

_SURNAMES = (
    "王李张刘陈杨黄吴赵周徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任"
    "姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江薛尹段雷龙黎史陶贺毛顾龚邵万覃武钱莫孔向汤"
    "鲁岑单解仇冉吉查区盖朴乐"
)
_ALL_SURNAMES = [*_SURNAMES, "令狐", "欧阳", "尉迟", "诸葛"]
_GIVEN = (
    "英华明秀国文兰芳平丽红军建伟玉珍光德兴龙云林贵福生忠琴梅凤金成海春志永学强敏霞萍勇波艳娟涛超辉鹏婷"
    "琼燕洪祥友发昌荣义才富清仁群菊香莲桂花仙翠先美月银莉雪飞刚杰斌毅峰磊浩宇轩涵欣怡梓子雨思佳俊豪博天"
    "乐阳晨家安康正开启朝仕大小长老世维廷显应绍泽万元朋顺双全才方术科禄寿喜财旺根木水山石田"
)
_SYLLABLES = "阿苦木嘎吉克拉龙洛且莫色惹尔古沙马海来曲比子呷乌依果各日则伍买提不都热合曼"
_VILLAGES = [
    f"{first}{second}村"
    for first in "大小上下新老坪河石龙马白黄青高田"
    for second in "寨坝坡井冲湾关塘岩洞沟山"
]
_COUNTIES = [
    f"{prefecture}{county:02}"
    for prefecture, counties in (
        ("5201", 10),
        ("5203", 14),
        ("5205", 8),
        ("5223", 8),
        ("5227", 12),
    )
    for county in range(1, counties + 1)
]
_STATUSES = ("open", "waiting", "placed", "retained", "closed")
_STAGES = ("intake", "assessment", "plan", "service", "followup")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FIRST_NEXT = date(2026, 1, 1)


def with_check_digit(digits: str) -> str:
    """Return 17 digits with the check character of GB 11643."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def people(count: int, seed: int = 7) -> Iterator[PersonRow]:
    """Yield invented people; the first surnames are the most frequent, as in life."""
    chance = random.Random(seed)  # noqa: S311 - invented people, nothing secret
    surname_weights = [1 / (place + 3) for place in range(len(_ALL_SURNAMES))]
    given_weights = [1 / (place + 8) for place in range(len(_GIVEN))]
    surnames = chance.choices(_ALL_SURNAMES, surname_weights, k=count)
    given = chance.choices(_GIVEN, given_weights, k=2 * count)
    for place in range(count):
        name = surnames[place] + "".join(
            given[2 * place : 2 * place + chance.choice((1, 2, 2, 2, 2))]
        )
        if chance.random() < 0.015:
            name = "·".join(
                "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3)))) for _ in "ab"
            )
        county = chance.choice(_COUNTIES)
        born_on = date(int(chance.triangular(1940, 2010, 1966)), 1, 1) + timedelta(
            chance.randrange(365)
        )
        id_number = with_check_digit(f"{county}{born_on:%Y%m%d}{chance.randrange(1, 10):03}")
        category, level = (
            chance.choices("1234567", (12, 6, 3, 50, 9, 12, 8))[0],
            chance.choice("1234"),
        )
        prefix = chance.choice(("138", "139", "150", "151", "158", "182", "185", "187"))
        yield PersonRow(
            row_id=UUID(int=place + 1).bytes,
            name=name,
            id_number=id_number,
            certificate_number=f"{id_number}{category}{level}",
            phone=f"{prefix}{chance.randrange(10**8):08}",
            county=county,
            township=f"{county}{chance.randrange(1, 13):03}",
            village=f"{chance.choice(_VILLAGES)}{chance.choice('一二三四五六')}组",
            category=category,
            level=level,
            sex=chance.choice("12"),
            born_on=born_on,
            stage=chance.choice(_STAGES),
            status=chance.choices(_STATUSES, (50, 20, 15, 10, 5))[0],
            counsellor=f"{county}{chance.randrange(40):02}",
            next_on=_FIRST_NEXT + timedelta(chance.randrange(365))
            if chance.random() < 0.6
            else None,
        )
