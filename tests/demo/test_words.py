"""Changes in words: every kind of field, links, deletions, what a newer version wrote."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from db.domain.clients.client import Client
from db.domain.households.household import Household
from db.domain.journal.change import Action
from db.domain.journal.exchange import Conflict, ConflictSide, MergedValue, MergeReport
from db.domain.journal.operation import DELETED
from db.domain.record import Plain
from db.domain.records import RECORD_TYPES
from db.fields.field import fields_of, references_of
from db.fields.text import Language
from db.store.record_file import SqlStore
from desktop.words import (
    change_sentence,
    field_label,
    merge_sentences,
    plain_words,
    subject_name,
)
from tests.builders import (
    SteppingClock,
    a_case,
    a_client,
    a_household,
    a_member,
    a_note,
    a_staff,
    an_employer,
    an_id,
    an_identity_number,
)

WHEN = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ZH, EN = Language.ZH, Language.EN


class People:
    """A record with a household, its client, her counsellor, a note and an employer."""

    def __init__(self, store: SqlStore) -> None:
        self.store = store
        self.household = a_household()
        self.staff = a_staff()
        self.client = a_client(household_id=self.household.id, counsellor_id=self.staff.id)
        self.note = a_note(self.client)
        self.case = a_case(self.client)
        self.member = a_member(self.household)
        self.employer = an_employer()
        with store.unit_of_work(Action.BEGIN_RECORD) as work:
            for one in (
                self.household, self.staff, self.client, self.note, self.case, self.member,
                self.employer,
            ):  # fmt: skip
                work[type(one)].add(one)
            work.commit()

    def remove(self, *records: Any) -> None:
        with self.store.unit_of_work(Action.REMOVE) as work:
            for one in records:
                work[type(one)].remove(one.id)
            work.commit()

    def said(
        self, record: Any, field: str, old: Plain, new: Plain, tongue: Language = ZH
    ) -> str:
        value = MergedValue(record.TABLE, record.id.hex, field, old, new, "石秀英", WHEN)
        with self.store.reading() as reading:
            return change_sentence(value, reading, tongue)


@pytest.fixture
def people(tmp_path: Any) -> Iterator[People]:
    store = SqlStore(tmp_path / "r.db", bytes(range(32)), "0a" * 16, clock=SteppingClock())
    yield People(store)
    store.close()


@pytest.mark.parametrize(
    ("table", "field", "value", "shown"),
    [
        ("client", "name", "潘阿妹", "潘阿妹"),
        ("client", "born_on", "1990-05-17", "1990-05-17"),
        ("client", "sex", "2", "女性"),
        ("client", "service_needs", [], "（空）"),
        ("client", "desired_wage", 210_050, "2,100.50 元"),
        ("client", "phone", "19900000008", "199＊＊＊＊0008"),
        ("client", "remark", "两行\n字", "两行\n字"),
        ("client", "remark", None, "（空）"),
        ("client", "remark", "", "（空）"),
        ("client", DELETED, 1, "删除"),
        ("client", DELETED, 0, "保留"),
        ("household", "rural", 1, "是"),
        ("household", "persons", 3, "3 人"),
        ("graduate_service", "graduated_in", "2026-06", "2026-06"),
        ("client", "born_on", "not a day", "not a day"),
        ("client", "written_by_a_newer_yiyi", ["甲", "乙"], "甲、乙"),
        ("a_newer_table", "field", 7, "7"),
    ],
)
def test_each_kind_of_value_is_shown_as_people_read_it(
    table: str, field: str, value: Plain, shown: str
) -> None:
    assert plain_words(table, field, value, ZH) == shown


def test_identity_numbers_are_never_whole() -> None:
    number = an_identity_number()
    assert number not in plain_words("client", "identity_number", number, ZH)


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.TABLE)
def test_every_field_and_link_has_a_label_in_both_languages(record_type: Any) -> None:
    names = [field.name for field in fields_of(record_type)]
    for name in names + [reference.name for reference in references_of(record_type)]:
        label = field_label(record_type.TABLE, name)
        assert name not in (label.zh, label.en)


def test_links_are_told_by_name(people: People) -> None:
    household, staff = people.household.id.hex, people.staff.id.hex
    assert "“家庭”：原来是 潘老二，改为 （空）" in people.said(
        people.client, "household_id", household, None
    )
    assert "“就业辅导员”：原来是 （空），改为 石秀英" in people.said(
        people.client, "counsellor_id", None, staff
    )
    unknown = an_id().hex
    assert f"改为 家庭 {unknown[:8]}" in people.said(
        people.client, "household_id", household, unknown
    )


def test_a_sentence_says_who_what_old_new_by_whom_and_when(people: People) -> None:
    said = people.said(people.client, "village", "长安村", "石坪村", EN)
    local = f"{WHEN.astimezone():%Y-%m-%d %H:%M}"
    assert said == f"潘阿妹, Client “Village”: was 长安村, becomes 石坪村 (石秀英, {local})."
    assert "潘阿妹，个案记录“" in people.said(people.note, "content", "甲", "乙")
    assert "潘老二，家庭“" in people.said(people.household, "persons", 2, 3)
    assert "潘小弟，" in people.said(people.member, "name", "甲", "乙")
    assert "长安茶叶加工厂，用人单位“" in people.said(people.employer, "name", "甲", "乙")


def test_deletions_are_told_with_the_name_before_and_after(people: People) -> None:
    records = (people.note, people.client, people.household)
    before = [people.said(one, DELETED, 0, 1) for one in records]
    people.remove(*records)
    after = [people.said(one, DELETED, 0, 1) for one in records]
    assert before == after
    assert before[0].startswith("潘阿妹，个案记录：删除（石秀英，")
    assert before[2].startswith("潘老二，家庭：删除")
    assert "恢复" in people.said(people.client, DELETED, 1, 0)


def test_what_nobody_can_be_named_for_is_a_shared_register(people: People) -> None:
    with people.store.reading() as reading:
        assert subject_name("a_newer_table", an_id().hex, reading, ZH) == "公共登记"
        assert subject_name("client", an_id().hex, reading, EN) == "Shared register"


def test_a_merge_tells_new_clients_new_records_and_conflicts(people: People) -> None:
    one, other = people.client, a_client(name="龙阿妮")
    with people.store.unit_of_work(Action.REGISTER_CLIENT) as work:
        work[Client].add(other)
        work.commit()
    sides = tuple(
        ConflictSide(value, by, "0" * 32, WHEN, is_ours=by == "黎督导")
        for value, by in (("19900000111", "黎督导"), ("19900000222", "石秀英"))
    )
    conflict = Conflict("x", "client", one.id.hex, "phone", one.id.hex, sides)
    report = MergeReport(9, 0, (other.id.hex, an_id().hex), (one.id.hex,), (), ())
    with people.store.reading() as reading:
        assert merge_sentences(report, reading, ZH) == [
            "龙阿妮：新的服务对象。",
            "潘阿妹：有新增的记录。",
        ]
        conflicting = MergeReport(9, 0, (), (one.id.hex,), (), (conflict,))
        (line,) = merge_sentences(conflicting, reading, ZH)
    assert line == (
        "冲突：潘阿妹，服务对象“联系电话”：黎督导 写的是 199＊＊＊＊0111；"
        "石秀英 写的是 199＊＊＊＊0222。"
    )


def test_a_household_that_is_gone_keeps_its_name_in_links(people: People) -> None:
    people.remove(people.household)
    with people.store.reading() as reading:
        assert reading[Household].find(UUID(people.household.id.hex)) is None
    assert "潘老二" in people.said(people.client, "household_id", people.household.id.hex, None)
