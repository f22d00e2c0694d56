"""What the demo day gives out: one client's summary in every form, and a small batch."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.domain.papers.document import Document
from db.domain.whole_file import write_whole
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Reading, Store, Unwatched
from db.usecases.papers.kinds import SUMMARY, document_of, kinds_for
from db.usecases.papers.people_on_list import ChosenList, PeopleList, people_on_list
from db.usecases.policies import policy_in_force
from desktop.printing.batch import make_batch
from desktop.printing.batch_result import Wanted
from desktop.printing.batch_source import OWN_FORM, RecordSource
from desktop.printing.rendering import AUDIO, BRAILLE, EASY, PEF, PRINT, render

_INTRODUCTION: Final = "employer_introduction"
_FORMS: Final = (
    ("summary.pdf", PRINT, Text("本人带回家的小结", "the summary a client takes home")),
    ("summary-large.pdf", "large24", Text("同一份的大字版", "the same in large print")),
    ("summary-easy.pdf", EASY, Text("同一份的易读版", "the same, easy to read")),
    ("summary.brf", BRAILLE, Text("同一份的盲文，给刻印机", "the same in Braille, to emboss")),
    ("summary.pef", PEF, Text("同一份的盲文 PEF", "the same in Braille, as PEF")),
)
_AUDIO: Final = Text("同一份的录音和播放列表", "the same as sound, with a playlist")
_NO_AUDIO: Final = Text("为什么没有录音", "why there is no sound")
_TO_EMPLOYER: Final = Text(
    "给用人单位的介绍，不写号码和诊断",
    "introduction for an employer, without numbers and diagnoses",
)
_BATCH: Final = Text(
    "一个名单的文书，每人用自己登记的形式",
    "documents for a list, each in the form the person reads",
)

Keep = Callable[[str, Text], Path]
"""Takes the name of a file and what it is; returns where it goes."""


def give_out(
    store: Store, client_id: ClientId, keep: Keep, tongue: Language, today: date
) -> Document:
    """Make one client's summary in every form, an introduction and a batch.

    Returns:
        The summary.

    Raises:
        Problem: A file could not be written.
    """
    policy, owner = policy_in_force(store), store.owner
    with store.reading() as reading:
        introduced = _whom_to_introduce(reading, store, today)
        summary, introduction = (
            document_of(reading, kind, whose, tongue, today=today, policy=policy, owner=owner)
            for kind, whose in ((SUMMARY, client_id), (_INTRODUCTION, introduced))
        )
    for name, form, what in _FORMS:
        render(summary, form, keep(name, what))
    _record(summary, keep, tongue)
    render(introduction, PRINT, keep("employer-introduction.pdf", _TO_EMPLOYER))
    _batch(store, keep, tongue, today)
    return summary


def _record(summary: Document, keep: Keep, tongue: Language) -> None:
    folder = keep("summary-audio", _AUDIO)
    shutil.rmtree(folder, ignore_errors=True)  # of an earlier day
    try:
        render(summary, AUDIO, folder)
    except Problem as problem:  # a computer without a voice
        folder.mkdir()
        why = folder / f"{_NO_AUDIO.to(tongue)}.txt"
        write_whole(why, [f"{problem.message(tongue)}\n".encode()])


def _batch(store: Store, keep: Keep, tongue: Language, today: date) -> None:
    folder = keep("batch", _BATCH)
    shutil.rmtree(folder, ignore_errors=True)  # of an earlier day
    with store.reading() as reading:
        everybody = people_on_list(
            reading, ChosenList(which=PeopleList.CASELOAD), today=today, owner=store.owner
        )
        clients = reading[Client].many(one.client_id for one in everybody)
    form_by_id = {client.id: client.preferred_form or PRINT for client in clients}
    first: dict[str, Wanted] = {}  # one for each form that somebody reads
    for one in sorted(everybody, key=lambda one: one.name):
        wanted = Wanted(client_id=one.client_id, name=one.name)
        first.setdefault(form_by_id[one.client_id], wanted)
    people = list(first.values())
    source = RecordSource(store, kind=SUMMARY, form=OWN_FORM, language=tongue, today=today)
    result = make_batch(people, source, folder, language=tongue, progress=Unwatched())
    if not result.made:
        raise RuntimeError("no document of the batch was made")


def _whom_to_introduce(reading: Reading, store: Store, today: date) -> ClientId:
    """Return somebody who has agreed to be introduced to employers."""
    policy = policy_in_force(store)
    for client in sorted(reading[Client].every(), key=lambda one: one.name):
        for choice in kinds_for(reading, client.id, today=today, policy=policy):
            if choice.kind == _INTRODUCTION and choice.is_possible:
                return client.id
    raise RuntimeError("nobody of the invented people can be introduced")
