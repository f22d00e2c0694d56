"""What a Braille proofreader should settle: where our sources differ or are silent."""

from db.fields.text import Text

DOUBTS: tuple[Text, ...] = (
    Text(
        "冒号：我们写 ⠤（36 点）；另一份资料写 ⠒（25 点）。",
        "Chinese colon: ⠤ (dots 36) here; another source has ⠒ (25).",
    ),
    Text(
        "引号：双引号我们写 ⠘（45 点），单引号写 ⠘⠘；另一份资料正好相反。",
        "Double quotation marks are ⠘ (45) here and single ones ⠘⠘; another source has them "
        "the other way round.",
    ),
    Text(
        "间隔号：我们写 ⠠⠄，前后不空方；另一份资料写 ⠄，后面空一方。",
        "The dot in names: ⠠⠄ without blanks here; another source has ⠄ and a blank.",
    ),
    Text(
        "句号、问号、叹号后面不空方（两份资料相同）；右括号后面空一方（一份资料不空）。",
        "No blank follows a full stop, question or exclamation mark (two sources agree); one "
        "follows a closing bracket (one source has none).",
    ),
    Text(
        "数字和量词：我们加连接号 ⠤（3⠤个），“年”前不加；没有和国家标准的印刷本核对。",
        "Between a number and its measure word stands ⠤, but not before the word for year; "
        "this was not checked against the printed standard.",
    ),
    Text(
        "小数点：我们写 ⠄（3 点）；另一份资料写 ⠂（2 点），⠄ 用作分节号。千位我们不分节。",
        "Decimal sign: ⠄ (3) here; another source has ⠂ (2) and uses ⠄ between thousands, "
        "which we leave out.",
    ),
    Text(
        "百分号：我们写 ⠨⠴；另一份资料只写 ⠨，也可以写成“百分之”。",
        "Percent: ⠨⠴ here; another source has ⠨ alone; it could be put into words as well.",
    ),
    Text(
        "小写字母号：汉语里的小写拉丁字母前，我们写 ⠰；有的资料不写。大写词写 ⠠⠠。",
        "Small Latin letters within Chinese begin with ⠰; some sources leave it out. A word of "
        "capitals begins with ⠠⠠.",
    ),
    Text(
        "网址、邮箱和案号里的符号：我们用统一英文盲文（UEB）的写法。",
        "Signs in addresses, e-mail and case numbers are those of Unified English Braille.",
    ),
    Text(
        "斜线写 ⠐⠌，加号、等号、大于号、货币号等用统一英文盲文的写法；汉语盲文的写法没有查到。",
        "The slash is ⠐⠌; plus, equals, greater, currency and the like are those of Unified "
        "English Braille, as no Chinese source for them was found.",
    ),
    Text(
        "“的、了、着、们”和前面的词连写；“过”只在动词后连写；“地、得”读轻声时连写；"
        "“员、者、性、化”和前面的词连写。",
        "The particles de, le, zhe and men are written with the word before them, guo behind "
        "verbs only, the other two de when they are particles; so are the suffixes yuan, zhe, "
        "xing and hua.",
    ),
    Text(
        "“不”和后面的单音节词连写，和多音节词分写。",
        "The word bu (not) is written with a following word of one syllable, apart from longer "
        "ones.",
    ),
    Text(
        "五个字以上的词（例如单位名称）按分词软件的词典，可能连得太长。",
        "Words of five characters and more follow the dictionary of the word divider and may "
        "be too long.",
    ),
    Text(
        "“一、不”写原来的声调（第一声、第四声），不写变调。",
        "The words yi (one) and bu (not) keep the tone of the dictionary, whatever they sound "
        "like in the sentence.",
    ),
    Text(
        "轻声不标调，所以和省写的声调分不开；轻声按词典，有的词两种读法都有。",
        "The neutral tone has no sign and cannot be told from a tone that is left out; which "
        "words have it follows the dictionary.",
    ),
    Text(
        "“那”按规则标第四声（⠝⠔⠆）；liblouis 不标。“嗯”我们写 en，liblouis 写 eng。",
        "The word na (that) has its fourth tone by the rule (⠝⠔⠆); liblouis leaves it out. The "
        "sound ng is written en here, eng by liblouis.",
    ),
    Text(
        "轻声的“子”等后面遇到零声母音节时，我们分成两个词写，因为没有声调可以隔开。",
        "Behind a neutral zi a syllable without an initial begins a new word, as no tone parts "
        "them.",
    ),
    Text(
        "韵母 eng 自成音节时（鞥）和数号 ⠼ 相同，只能靠上下文分辨。",
        "The syllable eng looks like the number sign ⠼; the context tells them apart.",
    ),
    Text(
        "方头括号、六角括号和方括号都写 ⠰⠆；没有读音的字写成六角括号里的编号。",
        "All square brackets are ⠰⠆; a character without a reading is its code in such "
        "brackets.",
    ),
    Text(
        "遮住的号码写出位数，例如“（8位遮住）”；日期写成“2026年8月15日”，时间写成“9点30分”。",
        "Hidden digits are counted in words; Chinese dates and times are written with their "
        "words for year, month, day, hour and minute.",
    ),
    Text(
        "每页 25 行、每行 40 方，页码在第一行右边；有的用每行 32 方。请问刻印机的管理人。",
        "A page has 25 lines of 40 cells and its number at the right of line 1; some printers "
        "use 32 cells. Ask whoever runs the embosser.",
    ),
    Text(
        "比一行还长的词在音节之间断开，行末写 ⠤。",
        "A word longer than a line is parted between syllables, with ⠤ at the end of the line.",
    ),
)
