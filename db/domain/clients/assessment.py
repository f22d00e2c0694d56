"""A short vocational assessment: what the person can do, with what support."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from db.domain.ids import AssessmentId, ClientId
from db.fields.field import Code, Day, Field, Prose, Reference, Whole
from db.fields.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One short assessment. Its scales are our own working list, not an official grading."""

    TABLE: ClassVar[str] = "assessment"
    NOUN: ClassVar[Text] = Text("职业评估", "Assessment")

    id: AssessmentId
    client_id: Annotated[ClientId, Reference("client")]
    assessed_on: Annotated[
        date,
        Field(
            Text("评估日期", "Assessed on"),
            Day(),
            help=Text("不晚于今天。", "Today or earlier."),
            in_summary=True,
        ),
    ]
    will: Annotated[
        str | None,
        Field(
            Text("就业意愿", "Wish to work"),
            Code("assessment_will"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    vision: Annotated[
        str | None,
        Field(
            Text("视力功能与辅助", "Vision and aids"),
            Code("assessment_vision"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    hearing: Annotated[
        str | None,
        Field(
            Text("听力与沟通", "Hearing and communication"),
            Code("assessment_hearing"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    speech: Annotated[
        str | None,
        Field(
            Text("言语表达", "Speech"),
            Code("assessment_speech"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    upper_limbs: Annotated[
        str | None,
        Field(
            Text("上肢与手功能", "Arms and hands"),
            Code("assessment_upper"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    lower_limbs: Annotated[
        str | None,
        Field(
            Text("下肢与移动", "Legs and moving about"),
            Code("assessment_lower"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    learning: Annotated[
        str | None,
        Field(
            Text("认知与学习", "Learning"),
            Code("assessment_cogn"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    emotional_stability: Annotated[
        str | None,
        Field(
            Text("情绪与服药稳定", "Emotional stability"),
            Code("assessment_emotion"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    selfcare: Annotated[
        str | None,
        Field(
            Text("生活自理", "Self-care"),
            Code("assessment_selfcare"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    literacy: Annotated[
        str | None,
        Field(
            Text("识字与数字能力", "Reading and numbers"),
            Code("assessment_literacy"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    travel: Annotated[
        str | None,
        Field(
            Text("通勤与外出务工", "Commuting and working away"),
            Code("assessment_travel"),
            help=Text("按看到的选，不是残疾评定。", "As seen; this is no disability grading."),
            sensitive=True,
        ),
    ] = None
    stamina_hours: Annotated[
        int | None,
        Field(
            Text("一天能做几小时", "Hours of work a day"),
            Whole(0, 24, Text("小时", "hours")),
            help=Text("中间休息不算。", "Without breaks."),
        ),
    ] = None
    skills: Annotated[
        str | None,
        Field(
            Text("已有技能与证书", "Skills and certificates"),
            Prose(1_000),
            help=Text("会做什么，有什么证。", "What the person can do and holds."),
        ),
    ] = None
    interests: Annotated[
        str | None,
        Field(
            Text("职业兴趣", "Interests"),
            Prose(1_000),
            help=Text("想做、愿意学什么。", "What the person wants to do or learn."),
        ),
    ] = None
    family_support: Annotated[
        str | None,
        Field(
            Text("家庭支持与照料负担", "Family support and duties"),
            Prose(1_000),
            help=Text("家里谁能帮，要照顾谁。", "Who helps and who must be cared for."),
            sensitive=True,
        ),
    ] = None
    accommodations: Annotated[
        str | None,
        Field(
            Text("合理便利需求", "Accommodations needed"),
            Prose(1_000),
            help=Text("工作中需要什么便利。", "What would be needed at work."),
        ),
    ] = None
    conclusion: Annotated[
        str | None,
        Field(
            Text("结论", "Conclusion"),
            Prose(1_000),
            help=Text("适合什么，先做什么。", "What suits and what to do first."),
            in_summary=True,
        ),
    ] = None
