"""Readings that the dictionaries of pypinyin get wrong for our texts.

The source of each is the 《现代汉语词典》 as we know it; surnames are general knowledge. A
remembered reading always goes before these.
"""

CHARACTERS = {
    "长": "chang2", "谁": "shei2", "佛": "fo2", "勒": "le4", "弹": "tan2", "曲": "qu3",
    "娜": "na4", "调": "tiao2", "子": "zi3", "着": "zhe5", "了": "le5", "得": "de2",
    "地": "di4", "的": "de5", "们": "men5", "么": "me5", "呢": "ne5", "吧": "ba5",
    "吗": "ma5", "嗯": "en1", "〇": "ling2", "呣": "mu2", "哟": "yo5", "唷": "yo1",
    "欸": "ei1", "诶": "ei1", "倒": "dao4", "乾": "qian2", "匹": "pi3", "圳": "zhen4",
    "嗲": "dia3", "阿": "a1", "唔": "wu2", "噷": "hen1", "呒": "wu2", "哼": "heng1",
    "𬱖": "wei3", "挣": "zheng4", "脏": "zang1", "脊": "ji3", "嚼": "jiao2", "削": "xiao1",
    "剥": "bao1",
}  # fmt: skip
"""The reading of a character where no word decides; sounds without a vowel get a near one."""

WORDS = {
    "电子": "dian4 zi3", "妻子": "qi1 zi5", "银行行长": "yin2 hang2 hang2 zhang3",
    "认识": "ren4 shi5", "地方": "di4 fang5", "东西": "dong1 xi5", "先生": "xian1 sheng5",
    "学生": "xue2 sheng5", "朋友": "peng2 you5", "明白": "ming2 bai5", "清楚": "qing1 chu5",
    "告诉": "gao4 su5", "事情": "shi4 qing5", "消息": "xiao1 xi5", "意思": "yi4 si5",
    "休息": "xiu1 xi5", "衣服": "yi1 fu5", "舒服": "shu1 fu5", "丈夫": "zhang4 fu5",
    "大夫": "dai4 fu5", "商量": "shang1 liang5", "收拾": "shou1 shi5", "麻烦": "ma2 fan5",
    "行李": "xing2 li5", "谢谢": "xie4 xie5", "头发": "tou2 fa5", "结实": "jie1 shi5",
    "晚上": "wan3 shang5", "早上": "zao3 shang5", "这里": "zhe4 li5", "那里": "na4 li5",
    "哪里": "na3 li5", "家里": "jia1 li5", "什么": "shen2 me5", "多少": "duo1 shao5",
    "分行": "fen1 hang2", "支行": "zhi1 hang2", "总行": "zong3 hang2", "还款": "huan2 kuan3",
    "还款日": "huan2 kuan3 ri4", "便民": "bian4 min2", "盲道": "mang2 dao4",
    "参保": "can1 bao3", "为主": "wei2 zhu3", "分为": "fen1 wei2", "合计为": "he2 ji4 wei2",
    "一行": "yi1 hang2", "听不懂": "ting1 bu4 dong3", "分子": "fen1 zi3",
    "知识分子": "zhi1 shi5 fen4 zi3", "积极分子": "ji1 ji2 fen4 zi3", "干活": "gan4 huo2",
    "干活儿": "gan4 huo2 er2", "长短": "chang2 duan3", "只身": "zhi1 shen1",
    "重安江": "chong2 an1 jiang1", "六安": "lu4 an1", "高尔夫": "gao1 er3 fu1",
    "一会儿": "yi1 hui4 er2", "试衣间": "shi4 yi1 jian1", "都匀": "du1 yun2",
    "都匀市": "du1 yun2 shi4", "都江": "du1 jiang1",
    "重安": "chong2 an1", "吃得消": "chi1 de5 xiao1", "中意": "zhong4 yi4",
    "朝阳": "chao2 yang2", "数一数": "shu3 yi1 shu3",
    "来得及": "lai2 de5 ji2", "来不及": "lai2 bu4 ji2", "乡长": "xiang1 zhang3",
    "照片": "zhao4 pian4", "肚子": "du4 zi5", "流血": "liu2 xue4", "接种": "jie1 zhong4",
    "种养": "zhong4 yang3", "种粮": "zhong4 liang2", "上调": "shang4 tiao2",
    "下调": "xia4 tiao2", "落下": "luo4 xia4", "待在": "dai1 zai4", "待不住": "dai1 bu4 zhu4",
    "卷帘门": "juan3 lian2 men2", "脏活": "zang1 huo2", "胳膊": "ge1 bo5",
    "重写": "chong2 xie3", "脊髓": "ji3 sui3", "脊柱": "ji3 zhu4", "脊椎": "ji3 zhui1",
    "脊梁": "ji3 liang5", "猪圈": "zhu1 juan4", "牛圈": "niu2 juan4", "圈养": "juan4 yang3",
    "圈舍": "juan4 she4", "夹克": "jia1 ke4", "猜中": "cai1 zhong4", "赶场": "gan3 chang2",
    "三班倒": "san1 ban1 dao3", "两班倒": "liang3 ban1 dao3", "豆腐坊": "dou4 fu5 fang2",
    "记得住": "ji4 de5 zhu4", "素朴": "su4 pu3", "六曲": "liu4 qu1", "排调": "pai2 diao4",
    "挣扎": "zheng1 zha2", "行当": "hang2 dang5",
    "调入": "diao4 ru4", "调出": "diao4 chu1", "调往": "diao4 wang3", "调来": "diao4 lai2",
    "心脏": "xin1 zang4", "肾脏": "shen4 zang4", "肝脏": "gan1 zang4", "脾脏": "pi2 zang4",
    "脏器": "zang4 qi4", "背着": "bei1 zhe5", "熟练地": "shu2 lian4 de5",
}  # fmt: skip

KINSHIP = frozenset("爸妈爷奶哥姐弟妹叔婶舅姑姨公婆伯太娃宝星")
"""Doubled, the second syllable is neutral: 妈妈, 宝宝."""

FULL_TONE_BEFORE_ZI = frozenset(
    "电男女王原因孔孟庄老君弟太天才父母游学孝逆浪质中离粒量光精卵孢莲松鱼虾公义亲臣赤内之独"
    "皇养分核"
)
"""Before a last 子 that keeps its third tone: 电子, 男子, but 桌子."""

NOT_WEI2 = frozenset("因专特只正")
"""Before a last 为 that keeps its fourth tone: 专为, but 列为, 最为."""

NEUTRAL_AT_THE_END = {"着": "zhe5", "了": "le5", "得": "de5", "们": "men5", "么": "me5"}
"""Last characters of words of two and more that are particles there."""

LEADERS = "所组股班科处厅局乡镇村区县市省州院校社团队排连营师军站台队馆店厂署行首队部司园区"
"""Before a last 长 it is a title: 所长, 组长."""

SURNAMES = {
    "单": "shan4", "解": "xie4", "仇": "qiu2", "曾": "zeng1", "任": "ren2", "查": "zha1",
    "区": "ou1", "盖": "ge3", "覃": "qin2", "朴": "piao2", "乐": "yue4", "尉迟": "yu4 chi2",
    "万俟": "mo4 qi2", "令狐": "ling2 hu2", "长孙": "zhang3 sun1", "澹台": "tan2 tai2",
    "宓": "mi4", "缪": "miao4", "洗": "xian3", "秘": "bi4", "折": "she2", "黑": "he4",
    "盛": "sheng4", "繁": "po2", "员": "yun4", "翟": "zhai2", "祭": "zhai4", "葛": "ge3",
    "都": "du1", "佴": "nai4", "车": "che1", "行": "xing2", "牟": "mou2", "粘": "nian2",
    "撒": "sa3", "召": "shao4", "句": "gou1", "种": "chong2", "哈": "ha3", "那": "na1",
    "能": "nai4", "燕": "yan1", "应": "ying1", "宁": "ning4", "薄": "bo2", "柏": "bai3",
    "隗": "wei3", "郗": "xi1", "过": "guo4", "华": "hua4", "纪": "ji3", "於": "yu1",
    "乜": "nie4", "阚": "kan4", "石": "shi2", "沈": "shen3", "陆": "lu4", "相": "xiang4",
    "少": "shao4", "曲": "qu1", "强": "qiang2", "莘": "shen1", "卜": "bu3", "叶": "ye4",
    "余": "yu2", "涂": "tu2", "鲜于": "xian1 yu2", "皇甫": "huang2 fu3", "司马": "si1 ma3",
    "诸葛": "zhu1 ge3", "上官": "shang4 guan1", "夏侯": "xia4 hou2", "乐正": "yue4 zheng4",
    "谷梁": "gu3 liang2", "夹谷": "jia2 gu3", "宰父": "zai3 fu3", "冉": "ran3", "瞿": "qu2",
    "呼延": "hu1 yan2", "濮阳": "pu2 yang2", "亓官": "qi2 guan1", "贾": "jia3", "幺": "yao1",
}  # fmt: skip
"""Surnames with their tone; which reading a surname has is in surname_readings.csv."""

TITLES = (
    "先生", "女士", "小姐", "老师", "师傅", "同志", "主任", "医生", "大夫", "经理", "校长",
    "所长", "局长", "科长", "书记", "督导", "阿姨", "叔叔", "大姐", "大哥", "大爷", "奶奶",
)  # fmt: skip
"""Words behind a surname: 仇先生, 解小姐."""

OWN_WORDS = (
    "案号", "读屏", "点显器", "盲道", "残疾证", "服务所", "个案", "结案", "稳岗", "回访",
    "帮扶", "低保", "读屏软件", "手语", "盲杖", "助听器", "轮椅", "无障碍", "用人单位",
    "合理便利", "一户一人", "接种", "种养", "两班倒", "圈舍",
    "做得了",
)  # fmt: skip
"""Words of our documents that the dictionary of jieba lacks."""

NUMERALS = frozenset("一二两三四五六七八九十百千几半每这那")
"""Behind these 只 counts: 两只手, 这只耳朵."""

DEGREES = (
    "很", "太", "非常", "更", "比较", "十分", "不错", "好", "快", "慢", "多", "少", "差", "挺",
    "越来越", "最", "不好", "不够", "起",
)  # fmt: skip
"""Behind 得 these say how something is done: 相处得好."""

SINGLE_BEFORE = {
    ("为", "人"): "wei2",
    **{("待", after): "dai1" for after in ("着", "了", "在", "过")},
    **{("系", after): "ji4" for after in ("上", "好", "紧", "鞋带", "安全带", "扣子", "围裙")},
    **{("调", after): "diao4" for after in ("到", "去", "入", "出", "往", "来", "回", "走")},
    **{("重", after): "chong2" for after in "做找来学修办填签考"},
    **{("看", after): "kan1" for after in ("孩子", "小孩", "娃", "店", "门", "仓库", "大门")},
    **{("长", after): "zhang3" for after in ("得", "高", "大", "胖", "满", "出", "成")},
}  # fmt: skip
"""A word of one character with a certain word behind it: 调到, 系上安全带, 看孩子."""

FUNCTION_WORDS = frozenset(
    "的了着和吗呢吧这那个都要把被比从到对给跟会能让上下说没她他它大好看里坏"
)
"""Words of one character that hardly ever have another reading when they stand alone: nobody
has to look at each 的 before embossing."""
