"""Whom a list holds, and how what was made for it is filed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.domain.journal.change import Action
from db.domain.papers.issued_document import IssuedDocument
from db.fields.problem import Problem
from db.fields.text import Language
from db.search.person import Filters
from db.store.record_file import SqlStore
from db.usecases.papers.filing import Paper, file_documents
from db.usecases.papers.people_on_list import (
    ChosenList,
    PeopleList,
    count_on_list,
    people_of_ids,
    people_on_list,
)
from desktop.printing.batch_result import Finished, Wanted
from desktop.printing.batch_source import KINDS, OWN_FORM, RecordSource
from tests.builders import (
    TODAY,
    SteppingClock,
    a_check,
    a_client,
    a_follow_up,
    a_household,
    a_placement,
    a_service,
    a_staff,
    an_id,
)
from tests.filing.papers import a_paper

ME, OTHER = a_staff(), a_staff(name="田老师")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    opened = SqlStore(tmp_path / "r.db", bytes(range(32)), "0a" * 16, clock=SteppingClock())
    save(opened, ME, OTHER)
    opened.keep_setting("owner", ME.id.hex)
    yield opened
    opened.close()


def save(store: SqlStore, *records: Any) -> None:
    with store.unit_of_work(Action.REGISTER_CLIENT) as work:
        for record in records:
            work[type(record)].add(record)
        work.commit()


def names(store: SqlStore, which: PeopleList, **more: Any) -> list[str]:
    chosen = ChosenList(which=which, **more)
    with store.reading() as reading:
        people = people_on_list(reading, chosen, today=TODAY, owner=store.owner)
        counted = count_on_list(reading, chosen, today=TODAY, owner=store.owner)
    assert counted == len(people)
    assert len({one.client_id for one in people}) == len(people)
    return [one.name for one in people]


def test_the_caseload_is_everybody_whom_its_filters_say(store: SqlStore) -> None:
    save(
        store,
        a_client(name="潘阿妹", counsellor_id=ME.id, village="乙村"),
        a_client(name="龙阿妮", counsellor_id=OTHER.id, village="甲村"),
    )
    assert names(store, PeopleList.CASELOAD) == ["潘阿妹", "龙阿妮"]
    mine = Filters(counsellor=ME.id.hex)
    assert names(store, PeopleList.CASELOAD, filters=mine) == ["潘阿妹"]


def test_a_village_is_exactly_that_village_and_has_to_be_named(store: SqlStore) -> None:
    save(
        store, a_client(name="甲", village="长安村"), a_client(name="乙", village="长安村二组")
    )
    assert names(store, PeopleList.VILLAGE, village=" 长安村 ") == ["甲"]
    assert names(store, PeopleList.VILLAGE, village="凤仪村") == []
    with pytest.raises(Problem, match="name of the village") as asked:
        names(store, PeopleList.VILLAGE, village=" ")
    assert asked.value.field == "village"


def test_of_two_villages_of_one_name_the_township_before_it_tells_which(
    store: SqlStore,
) -> None:
    here, there = (
        a_client(name=name, township=town, village="长安村")
        for name, town in (("甲", "煎茶镇"), ("乙", "合兴镇"))
    )
    save(store, here, there)
    assert names(store, PeopleList.VILLAGE, village="合兴镇长安村") == ["乙"]
    assert names(store, PeopleList.VILLAGE, village="合兴镇 长安村") == ["乙"]
    assert sorted(names(store, PeopleList.VILLAGE, village="长安村")) == ["乙", "甲"]


def test_follow_ups_due_are_mine_within_a_week_and_each_person_once(store: SqlStore) -> None:
    mine, hers, later = (
        a_client(name="我的", counsellor_id=ME.id),
        a_client(name="她的", counsellor_id=OTHER.id),
        a_client(name="以后", counsellor_id=ME.id),
    )
    jobs = [a_placement(client) for client in (mine, hers, later)]
    due = [
        a_follow_up(jobs[0], due_on=TODAY + timedelta(days=7)),
        a_follow_up(jobs[0], kind="month_3", due_on=TODAY),
        a_follow_up(jobs[1], due_on=TODAY),
        a_follow_up(jobs[2], due_on=TODAY + timedelta(days=8)),
    ]
    save(store, mine, hers, later, *jobs, *due)
    assert names(store, PeopleList.FOLLOW_UPS) == ["我的"]


def test_graduates_are_those_whose_service_runs(store: SqlStore) -> None:
    runs, ended = a_client(name="在办"), a_client(name="办完")
    services = a_service(runs), a_service(ended, ended_on=TODAY)
    save(store, runs, ended, *services)
    assert names(store, PeopleList.GRADUATES) == ["在办"]


def test_of_a_household_to_be_checked_one_client_stands_for_all(store: SqlStore) -> None:
    unchecked, checked = a_household(), a_household()
    met = a_check(checked, decided="MET", next_check_on=TODAY + timedelta(days=90))
    save(
        store,
        unchecked,
        checked,
        met,
        a_client(name="姐姐", household_id=unchecked.id),
        a_client(name="弟弟", household_id=unchecked.id),
        a_client(name="邻居", household_id=checked.id),
        a_client(name="没有户"),
    )
    assert names(store, PeopleList.HOUSEHOLDS) == ["姐姐"]


def test_ids_are_people_once_each_and_one_who_is_gone_is_told(store: SqlStore) -> None:
    client = a_client()
    save(store, client)
    with store.reading() as reading:
        assert len(people_of_ids(reading, [client.id, client.id])) == 1
        with pytest.raises(Problem):
            people_of_ids(reading, [an_id()])


def a_source(store: SqlStore, *, today: date = TODAY, **more: Any) -> RecordSource:
    given = {"kind": "case_summary", "form": OWN_FORM, "language": Language.ZH} | more
    return RecordSource(store, today=today, **given)


def test_a_content_is_what_the_record_says_in_the_form_the_client_reads(
    store: SqlStore,
) -> None:
    reads, silent = a_client(preferred_form="pef"), a_client(name="龙阿妮")
    save(store, reads, silent)
    source = a_source(store)
    content = source.content(Wanted(client_id=reads.id, name=""))
    assert (content.form, content.document.title) == ("pef", "潘阿妹的就业服务小结")
    assert source.content(Wanted(client_id=silent.id, name="")).form == "print"
    fixed = a_source(store, form="large28", language=Language.EN)
    english = fixed.content(Wanted(client_id=reads.id, name=""))
    assert (english.form, english.document.language) == ("large28", Language.EN)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "case_summary"])
def test_a_kind_that_cannot_be_made_of_somebody_says_why(store: SqlStore, kind: str) -> None:
    client = a_client()
    save(store, client)
    with pytest.raises(Problem) as why:
        a_source(store, kind=kind).content(Wanted(client_id=client.id, name=""))
    assert why.value.message(Language.ZH).endswith("。")


def finished(store: SqlStore, *clients: Any) -> list[Finished]:
    source = a_source(store)
    wanted = [Wanted(client_id=client.id, name=client.name) for client in clients]
    return [
        Finished(wanted=one, content=source.content(one), file_hash="ab" * 32, made_with="{}")
        for one in wanted
    ]


def test_what_was_made_is_filed_as_one_action_and_one_undo(store: SqlStore) -> None:
    clients = [a_client(name=name) for name in ("潘阿妹", "龙阿妮", "石秀英")]
    save(store, *clients)
    assert a_source(store).file(finished(store, *clients)) == 3
    named = store.undoable()
    assert named is not None
    assert named.name().zh == "存档文书 潘阿妹 +2"
    with store.reading() as reading:
        filed = list(reading[IssuedDocument].every())
    assert {one.client_id for one in filed} == {client.id for client in clients}
    store.undo()
    with store.reading() as reading:
        assert reading[IssuedDocument].count() == 0


def test_a_source_that_does_not_file_leaves_the_record_alone(store: SqlStore) -> None:
    client = a_client()
    save(store, client)
    assert a_source(store, files=False).file(finished(store, client)) == 0
    with store.reading() as reading:
        assert reading[IssuedDocument].count() == 0


def test_when_one_of_several_cannot_be_filed_none_is(store: SqlStore) -> None:
    client = a_client()
    save(store, client)
    good = Paper(
        document=a_paper(), client_id=client.id, form="print", file_hash=None, made_with=None
    )
    for bad in (replace(good, client_id=an_id()), replace(good, form="papyrus")):
        with pytest.raises(Problem):
            file_documents(store, [good, bad], today=TODAY)
    with pytest.raises(ValueError, match="no documents"):
        file_documents(store, [], today=TODAY)
    with store.reading() as reading:
        assert reading[IssuedDocument].count() == 0
