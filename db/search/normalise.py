"""One way of writing a text, so that what is stored and what is typed can meet.

Names, villages and numbers come from forms, from spreadsheets of other offices and from input
methods set to full width; the same rules are applied to both sides.
"""

import unicodedata
from functools import lru_cache

MIDDLE_DOT = "·"

_DOTS = "‧・•·∙⋅᛫ㆍ．.｡"  # every dot seen between the parts of a minority name
_JOINING = frozenset(
    _DOTS + "-‐‑–'’‘ʼ`"
)  # dropped inside a word: 买买提·阿不都, xi'an, 138-5123
_LATIN_ENDS = 0x24F
_LATIN_MORE = range(0x1E00, 0x1F00)
_FIRST_RARE_HAN = 0x20000  # planes 2 and 3 hold Han only, some newer than Python's tables

# Traditional and variant forms in names and villages; surnames first, then given names. Only
# characters with one simplified form each: 后/後 or 干/乾 would bring wrong people together.
_VARIANTS = (
    "張张劉刘陳陈楊杨趙赵黃黄吳吴孫孙馬马鄭郑謝谢羅罗許许鄧邓馮冯蕭萧蔣蒋葉叶蘇苏盧卢鍾钟鐘钟"
    "譚谭陸陆賈贾韋韦鄒邹閻阎閆闫龍龙萬万錢钱嚴严賴赖龔龚歐欧陽阳華华紀纪項项莊庄喬乔賀贺顧顾"
    "龐庞聶聂單单車车闞阚竇窦駱骆寧宁滿满鄔邬衛卫畢毕湯汤呂吕呉吴溫温沖冲費费僑侨關关婁娄鮑鲍"
    "鄺邝藍蓝蘭兰麗丽紅红軍军偉伟貴贵鳳凤學学強强藝艺國国園园圓圆愛爱寶宝賓宾昇升東东勝胜儀仪"
    "優优豐丰長长貞贞傑杰榮荣樂乐壽寿齊齐謙谦誠诚詩诗義义聖圣聰聪職职興兴舉举廣广開开慶庆應应"
    "懷怀戰战時时曉晓業业極极歲岁歷历滬沪漢汉潔洁澤泽濤涛瀾澜靈灵煥焕爾尔猶犹環环瑤瑶瑩莹瓊琼"
    "畫画當当發发盡尽眾众礦矿禮礼禎祯種种穎颖積积穩稳筆笔節节簡简純纯紹绍終终組组絲丝經经綠绿"
    "維维綱纲緒绪緣缘練练縣县總总繼继續续纖纤羣群翹翘聲声肅肃蓮莲蔭荫薈荟虛虚蟬蝉術术補补裝装"
    "見见覺觉觀观訓训記记訪访語语誼谊諾诺證证譯译護护讚赞豔艳艷艳財财貢贡質质賢贤贊赞躍跃輝辉"
    "輪轮轉转運运達达遠远選选邁迈還还邊边鄉乡鄰邻醫医鈞钧鈺钰銀银銅铜銘铭銳锐鋒锋錄录錦锦鎮镇"
    "鏡镜鐵铁門门閃闪間间陰阴隊队階阶際际隨随險险雙双雞鸡離离雲云電电霧雾靜静韻韵順顺領领頌颂"
    "預预頻频題题顏颜類类飛飞養养餘余騰腾驕骄驗验鮮鲜鴻鸿鵬鹏鶴鹤鷹鹰麥麦點点黨党龜龟灣湾壩坝"
    "橋桥溝沟嶺岭崗岗塢坞墳坟壪塆壠垄巖岩峯峰峽峡島岛澗涧瀧泷爐炉窯窑場场樹树樓楼渦涡塊块鋪铺"
    "舊旧廟庙頠𬱖淵渊潛潜潤润濱滨燈灯燦灿爭争獻献珮佩瑋玮瑪玛璽玺璿璇畝亩碩硕祕秘祐佑穌稣竪竖"
    "買买賣卖亞亚烏乌圖图賽赛薩萨熱热庫库彥彦倫伦納纳堯尧鬆松燁烨韜韬鋼钢飄飘鄖郧顓颛駿骏騏骐"
    "驊骅鵑鹃鶯莺鳴鸣鸞鸾齡龄頤颐顥颢潁颍瀟潇蕓芸蘋苹嬌娇嫻娴嬋婵孃娘個个來来"
)
_SIMPLE = dict(zip(_VARIANTS[::2], _VARIANTS[1::2], strict=True))


@lru_cache(maxsize=32768)
def _written(character: str) -> str:
    """Return how one NFC character is written in keys; empty when it is not part of words."""
    code = ord(character)
    if code in range(0xFF01, 0xFF5F):
        character = chr(code - 0xFEE0)
        code = ord(character)
    if character in "üÜǖǘǚǜǕǗǙǛ":
        return "v"  # as pinyin is typed: lv for 吕
    if code <= _LATIN_ENDS or code in _LATIN_MORE:
        plain = unicodedata.normalize("NFD", character.lower())
        return "".join(letter for letter in plain if letter.isalnum())
    if (
        character.isalnum()
        or code >= _FIRST_RARE_HAN
        or unicodedata.category(character) == "Co"
    ):
        return _SIMPLE.get(
            character, "".join(c for c in character.lower() if c.isalnum()) or character
        )
    return ""


@lru_cache(maxsize=65536)
def text_key(text: str) -> str:
    """Return ``text`` as it is indexed: simplified, lower case, without blanks and marks."""
    return "".join(map(_written, unicodedata.normalize("NFC", text)))


def words(typed: str) -> list[str]:
    """Return the words of what was typed, written as keys.

    Blanks, commas, quotes and symbols part words; dots, hyphens and apostrophes inside a word
    join it.
    """
    parts = []
    for character in unicodedata.normalize("NFC", typed):
        written = _written(character)
        parts.append(written or ("" if character in _JOINING else " "))
    return "".join(parts).split()
