"""Letters from templates: what they need, what they say, and the note they become."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import resources
from db.domain.clients.case_note import CaseNote
from db.domain.journal.change import Action
from db.domain.papers.document import Document, Paragraph, Signatures, plain_text, texts_of
from db.domain.staff import Staff
from db.fields.problem import Problem
from db.fields.text import Language
from db.store.record_file import SqlStore
from db.usecases.papers.kinds import document_of
from db.usecases.papers.letter import LONGEST_ADDITION, Letter, send_letter
from db.usecases.papers.letter_templates import (
    FROM_RECORD,
    AskKind,
    LetterTemplate,
    letter_template,
    letter_templates,
    placeholders,
    read_template,
)
from tests.architecture.texts import faults_of
from tests.builders import TODAY, a_case, a_client, a_note, days_ago
from tests.papers.family import NUMBER, family
from tests.papers.memory import OWNER, POLICY, MemoryReading, made
from tests.usecases.conftest import saved

FAMILY = family()
SOON = TODAY + timedelta(days=4)
APPOINTMENT = {
    "day": SOON,
    "time": "上午 9 点",
    "place": "县残联一楼",
    "about": "看看图书馆的岗位",
}


def filled(template: LetterTemplate) -> dict[str, Any]:
    return {
        ask.name: SOON if ask.kind is AskKind.DAY else f"某{ask.name}" for ask in template.asks
    }


def letter(
    letter: Letter, records: Any = FAMILY.records, language: Language = Language.ZH
) -> Document:
    return made(records, "letter", FAMILY.client, language, letter=letter)


def refused(wanted: Letter, records: Any = FAMILY.records) -> Problem:
    with pytest.raises(Problem) as caught:
        letter(wanted, records)
    for language in Language:
        assert "{" not in caught.value.message(language)
    return caught.value


@pytest.fixture(params=[template.code for template in letter_templates()])
def template(request: pytest.FixtureRequest) -> LetterTemplate:
    return letter_template(request.param)


def test_there_are_letters_for_what_happens_often() -> None:
    assert [each.code for each in letter_templates()] == [
        "appointment",
        "papers",
        "job_fair",
        "training",
        "certificate_expiring",
        "not_reached",
        "closing",
    ]


def test_a_template_is_whole_in_both_languages(template: LetterTemplate) -> None:
    texts = [template.title, *(ask.label for ask in template.asks)]
    texts += [paragraph.text for paragraph in template.paragraphs]
    texts += [template.next_step] if template.next_step is not None else []
    for text in texts:
        assert faults_of(text.zh, text.en) == [], text


def test_everything_a_template_asks_for_is_used(template: LetterTemplate) -> None:
    used = frozenset[str]().union(*(placeholders(p.text) for p in template.paragraphs))
    assert {ask.name for ask in template.asks} <= used
    assert used <= {ask.name for ask in template.asks} | FROM_RECORD.keys()
    assert sum(ask.next_contact for ask in template.asks) <= 1


@pytest.mark.parametrize("language", list(Language))
def test_every_letter_is_written_with_all_that_was_filled_in(
    template: LetterTemplate, language: Language
) -> None:
    values = filled(template)
    document = letter(Letter(template=template.code, filled=values), language=language)
    text = plain_text(document)
    assert document.title == template.title.to(language)
    for value in values.values():
        assert str(value) in text
    assert not any(sign in each for each in texts_of(document) for sign in "{}")
    (signed,) = (block.labels for block in document.blocks if isinstance(block, Signatures))
    assert "石秀英" in signed[0]


def test_a_letter_without_what_may_be_left_out_leaves_the_sentence_out(
    template: LetterTemplate,
) -> None:
    values = {ask.name: filled(template)[ask.name] for ask in template.asks if ask.required}
    document = letter(Letter(template=template.code, filled=values))
    optional = sum(p.only_with is not None for p in template.paragraphs)
    keyed = [
        block
        for block in document.blocks
        if isinstance(block, Paragraph) and block.key.startswith(f"letter.{template.code}.")
    ]
    assert len(keyed) == len(template.paragraphs) - optional


def test_what_is_missing_is_named(template: LetterTemplate) -> None:
    needed = [ask for ask in template.asks if ask.required]
    problem = refused(Letter(template=template.code))
    assert problem.field == needed[0].name
    for ask in needed:
        assert ask.label.zh in problem.message(Language.ZH)
        assert ask.label.en in problem.message(Language.EN)


def test_blanks_alone_are_missing_too() -> None:
    problem = refused(Letter(template="appointment", filled=APPOINTMENT | {"place": " 　"}))
    assert problem.field == "place"
    assert "地点" in problem.message(Language.ZH)


def test_what_the_record_lacks_is_named() -> None:
    records = [replace(r, certificate_until=None) if r is FAMILY.client else r
               for r in FAMILY.records]  # fmt: skip
    wanted = Letter(template="certificate_expiring", filled={"where": "县残联"})
    problem = refused(wanted, records)
    assert problem.field == "certificate_until"
    assert "证件有效期至" in problem.message(Language.ZH)


def test_a_counsellor_without_a_telephone_is_told_so() -> None:
    reading: Any = MemoryReading(*FAMILY.records)
    silent = replace(reading[Staff].get(OWNER.staff_id), phone=None)
    reading._by_type[Staff] = [silent]
    with pytest.raises(Problem) as caught:
        document_of(
            reading, "letter", FAMILY.client.id, Language.ZH, today=TODAY, policy=POLICY,
            owner=OWNER, letter=Letter(template="appointment", filled=APPOINTMENT),
        )  # fmt: skip
    assert caught.value.field == "phone"


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Letter(template="poem"), "template"),
        (Letter(template="appointment", filled=APPOINTMENT | {"day": "下周三"}), "day"),
        (Letter(template="appointment", filled=APPOINTMENT | {"day": days_ago(1)}), "day"),
        (Letter(template="appointment", filled=APPOINTMENT | {"colour": "红"}), "colour"),
        (Letter(template="appointment", filled=APPOINTMENT | {"about": "长" * 201}), "about"),
        (
            Letter(
                template="appointment", filled=APPOINTMENT, more="长" * (LONGEST_ADDITION + 1)
            ),
            "more",
        ),
    ],
)
def test_what_cannot_be_written_is_said_by_its_field(wanted: Letter, field: str) -> None:
    assert refused(wanted).field == field


def test_without_a_template_there_is_no_letter() -> None:
    with pytest.raises(Problem) as caught:
        made(FAMILY.records, "letter", FAMILY.client)
    assert caught.value.field == "template"


def test_a_day_may_be_typed_and_braces_are_only_words() -> None:
    document = letter(
        Letter(
            template="appointment",
            filled=APPOINTMENT | {"day": f" {SOON} ", "about": "{name}的岗位。"},
            more="请带 {身份证}。",
        )
    )
    text = plain_text(document)
    assert f"日期：{SOON}。" in text
    assert "谈谈：{name}的岗位。" in text
    assert "请带 {身份证}。" in text


def test_the_letter_is_kept_as_a_note_in_one_action(store: SqlStore) -> None:
    client = a_client(identity_number=NUMBER, phone="13985001234")
    saved(store, client, a_case(client))
    wanted = Letter(
        template="appointment",
        filled=APPOINTMENT,
        more=f"证号 {NUMBER}，电话 13985001234。",
    )
    receipt = send_letter(store, client.id, wanted, today=TODAY)
    assert (receipt.action, receipt.subject, len(receipt.changes)) == (
        Action.WRITE_NOTE,
        client.name,
        1,
    )
    with store.reading() as reading:
        (note,) = reading[CaseNote].where(client_id=client.id)
    assert (note.noted_on, note.channel, note.service_type) == (TODAY, "LETTER", "GUIDE")
    assert (note.next_on, note.next_step) == (SOON, "见面：看看图书馆的岗位")
    assert note.staff_id == store.owner.staff_id
    assert note.content.startswith("给本人写了一封信：约您见面\n")
    assert "县残联一楼" in note.content
    assert NUMBER not in note.content
    assert "13985001234" not in note.content
    store.undo()
    with store.reading() as reading:
        assert reading[CaseNote].count() == 0


def test_the_note_says_what_the_letter_says(store: SqlStore) -> None:
    client = a_client()
    saved(store, client, a_case(client))
    wanted = Letter(template="closing", filled={"done": "找到了工作"}, channel="WECHAT")
    send_letter(store, client.id, wanted, today=TODAY, language=Language.EN)
    with store.reading() as reading:
        (note,) = reading[CaseNote].every()
        document = document_of(
            reading, "letter", client.id, Language.EN, today=TODAY, policy=POLICY,
            owner=store.owner, letter=wanted,
        )  # fmt: skip
    said = [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and block.key.startswith("letter.")
    ]
    assert note.content.splitlines()[1:] == said
    assert (note.channel, note.next_on, note.next_step) == ("WECHAT", None, None)


def test_a_letter_that_cannot_be_written_leaves_no_note(store: SqlStore) -> None:
    client = a_client()
    saved(store, client, a_note(client))
    with pytest.raises(Problem):
        send_letter(store, client.id, Letter(template="appointment"), today=TODAY)
    with pytest.raises(Problem):  # no open case: there is no number to write
        send_letter(
            store, client.id, Letter(template="closing", filled={"done": "好"}), today=TODAY
        )
    with store.reading() as reading:
        assert reading[CaseNote].count() == 1


def test_a_meeting_today_is_no_next_contact(store: SqlStore) -> None:
    client = a_client()
    saved(store, client)
    wanted = Letter(template="appointment", filled=APPOINTMENT | {"day": TODAY})
    send_letter(store, client.id, wanted, today=TODAY)
    with store.reading() as reading:
        (note,) = reading[CaseNote].every()
    assert (note.next_on, note.next_step) == (None, None)


@pytest.mark.parametrize(
    "change",
    [
        {"paragraphs": [{"text": {"zh": "{mood}", "en": "{mood}"}}]},
        {"paragraphs": [{"text": {"zh": "{day}", "en": "day"}}]},
        {"paragraphs": [{"text": {"zh": "{bring}", "en": "{bring}"}}]},
        {"paragraphs": [{"text": {"zh": "好", "en": "x"}, "only_with": "day"}]},
        {"paragraphs": [{"text": {"zh": "{day", "en": "{day"}}]},
        {"next_step": {"zh": "{bring}", "en": "{bring}"}},
        {"service_type": "NOSUCH"},
        {"asks": [{"name": "phone", "label": {"zh": "话", "en": "p"}, "kind": "line",
                   "required": True, "next_contact": False}]},
        {"asks": [{"name": "day"}]},
        {"title": None},
    ],
)  # fmt: skip
def test_a_faulty_template_is_refused_by_its_file(tmp_path: Path, change: Any) -> None:
    sound = json.loads(resources.path("letters/appointment.json").read_text(encoding="utf-8"))
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(sound | change), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        read_template(file)
    assert "mine.json" in caught.value.message(Language.ZH)


def test_a_template_that_is_no_json_is_refused_by_its_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_bytes(b"\xff{")
    with pytest.raises(Problem):
        read_template(file)
