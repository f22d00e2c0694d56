"""Case notes are read as people say them: characters with several readings in their places."""

import pytest

from desktop.pinyin.reader import Reader

READINGS = {
    "身高长得快": ("长", "zhang3"),
    "他长了一身湿疹": ("长", "zhang3"),
    "时间长了会累": ("长", "chang2"),
    "乡长来看过": ("长", "zhang3"),
    "还得再练一练": ("得", "dei3"),
    "和同事相处得好": ("得", "de5"),
    "学得快": ("得", "de5"),
    "舍不得离开家": ("得", "de5"),
    "动弹不得": ("得", "de2"),
    "获得证书": ("得", "de2"),
    "种了三亩烤烟": ("种", "zhong4"),
    "在家种辣椒": ("种", "zhong4"),
    "这种情况": ("种", "zhong3"),
    "两种工作": ("种", "zhong3"),
    "接种疫苗": ("种", "zhong4"),
    "种养大户": ("种", "zhong4"),
    "工资上调百分之五": ("调", "tiao2"),
    "调入包装车间": ("调", "diao4"),
    "家人列为低保对象": ("为", "wei2"),
    "最为困难": ("为", "wei2"),
    "专为残疾人开设": ("为", "wei4"),
    "因为腿疼": ("为", "wei4"),
    "为人老实": ("为", "wei2"),
    "落下残疾": ("落", "luo4"),
    "流血不止": ("血", "xue4"),
    "交来两张照片": ("片", "pian4"),
    "肚子疼": ("肚", "du4"),
    "脏活累活都干": ("脏", "zang1"),
    "脏衣服": ("脏", "zang1"),
    "心脏不好": ("脏", "zang4"),
    "在家待着": ("待", "dai1"),
    "待了三天": ("待", "dai1"),
    "待遇不错": ("待", "dai4"),
    "这只手没有力": ("只", "zhi1"),
    "两只手都能用": ("只", "zhi1"),
    "只能坐着做": ("只", "zhi3"),
    "背着书包": ("背", "bei1"),
    "先系上安全带": ("系", "ji4"),
    "联系上了": ("系", "xi4"),
    "在家看孩子": ("看", "kan1"),
    "一只眼能看见": ("看", "kan4"),
    "主动地问": ("地", "de5"),
    "很快地学会": ("地", "de5"),
    "稳稳地走": ("地", "de5"),
    "熟练地操作": ("地", "de5"),
    "一块空地": ("地", "di4"),
    "督导一行三人": ("行", "xing2"),
    "表的第一行": ("行", "hang2"),
    "脊髓损伤": ("脊", "ji3"),
    "会削土豆": ("削", "xiao1"),
    "被剥削过": ("削", "xue1"),
    "重做一遍": ("重", "chong2"),
    "一个月挣两千": ("挣", "zheng4"),
    "挣扎着站起来": ("挣", "zheng1"),
    "家里有猪圈": ("圈", "juan4"),
    "三班倒": ("倒", "dao3"),
    "做得了这份工作": ("了", "liao3"),
    "觉得了解不够": ("了", "liao3"),
    "三都水族自治县": ("都", "du1"),
    "都拉营街道": ("都", "du1"),
    "都是本地人": ("都", "dou1"),
    "素朴镇": ("朴", "pu3"),
    "六曲河镇": ("曲", "qu1"),
    "排调镇": ("调", "diao4"),
}


@pytest.mark.parametrize(("sentence", "meant"), READINGS.items(), ids=READINGS)
def test_a_character_is_read_as_its_sentence_needs(
    sentence: str, meant: tuple[str, str]
) -> None:
    reads = [read for word in Reader().words(sentence) for read in word.reads]
    assert next(read.syllable for read in reads if read.char == meant[0]) == meant[1]
