"""Worker processes: killed, hanging, met by a bug; and memory that stays flat."""

import os
import signal
from pathlib import Path

import pytest

from db.fields.text import Language
from desktop.printing import workers
from desktop.printing.batch import make_batch
from desktop.printing.rendering import RenderSettings
from desktop.printing.workers import Order, Workers, made
from tests.printing.batches import Contents, Told, paper_of, people, somebodies

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")


def an_order(folder: Path, number: int = 1, **more: object) -> Order:
    (wanted,) = people(f"潘阿妹{number}")
    fields: dict[str, object] = {
        "number": number,
        "documents": (paper_of(wanted),),
        "form": "print",
        "out": folder / f"{number}.pdf",
        "settings": RenderSettings(),
    }
    return Order(**(fields | more))  # type: ignore[arg-type]  # a builder takes any field


def collected(makers: Workers, count: int) -> dict[int, workers.Outcome]:
    found: dict[int, workers.Outcome] = {}
    while len(found) < count:
        found |= {one.number: one for one in makers.collect(30)}
    return found


@posix
@pytest.mark.logs
def test_a_worker_that_is_killed_is_replaced_and_its_document_is_told(tmp_path: Path) -> None:
    with Workers(1) as makers:
        (pid,) = makers.pids
        os.kill(pid, signal.SIGSTOP)
        makers.give(an_order(tmp_path))
        half = tmp_path / "1.pdf.0a1b2c3d.part"
        half.write_bytes(b"half")
        os.kill(pid, signal.SIGKILL)
        outcome = collected(makers, 1)[1]
        assert outcome.rendered is None
        assert "中途停了" in outcome.why.zh
        assert not half.exists()
        assert makers.pids != (pid,)
        makers.give(an_order(tmp_path, 2))
        assert collected(makers, 1)[2].rendered is not None
    assert [path.name for path in tmp_path.iterdir()] == ["2.pdf"]


@posix
@pytest.mark.logs
def test_a_worker_that_died_idle_costs_no_document(tmp_path: Path) -> None:
    with Workers(1) as makers:
        (pid,) = makers.pids
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        makers.give(an_order(tmp_path))
        assert collected(makers, 1)[1].rendered is not None


@posix
@pytest.mark.logs
def test_a_worker_that_hangs_is_put_down(tmp_path: Path) -> None:
    with Workers(1, longest_s=0.0) as makers:
        (pid,) = makers.pids
        os.kill(pid, signal.SIGSTOP)
        makers.give(an_order(tmp_path))
        found = []
        while not found:
            found = makers.collect(0.01)
        assert "太久" in found[0].why.zh
        assert makers.pids != (pid,)


@posix
@pytest.mark.logs
def test_the_batch_goes_on_after_a_worker_was_killed(tmp_path: Path) -> None:
    killed: list[int] = []
    real = workers._begin

    def watched() -> workers._Worker:
        begun = real()
        pids.append(begun.process.pid)
        return begun

    pids: list[int] = []

    def kill(done: int) -> None:
        if done == 3 and not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "_begin", watched)
        result = make_batch(
            somebodies(20),
            Contents(),
            tmp_path,
            language=Language.ZH,
            progress=Told(then=kill),
        )
    assert killed
    assert result.made + len(result.not_made) == 20
    assert len(result.not_made) <= 1
    assert len(pids) == 3 or result.made == 20
    assert len(list(tmp_path.glob("*.pdf"))) == result.made
    assert not list(tmp_path.glob("*.part"))


def test_no_worker_outlives_its_batch_and_what_it_had_in_hand_is_taken_away(
    tmp_path: Path,
) -> None:
    with Workers(2) as makers:
        pids = makers.pids
        makers.give(an_order(tmp_path))
        (tmp_path / "1.pdf.0a1b2c3d.part").write_bytes(b"half")
        (tmp_path / "1.pdf").write_bytes(b"whole, but nobody heard of it")
        (tmp_path / "2.pdf").write_bytes(b"somebody else's")
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["2.pdf"]


def test_a_bug_in_one_document_is_told_and_kept_for_the_log_without_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ValueError("潘阿妹 19900000111")

    monkeypatch.setattr(workers, "render", broken)
    outcome = made(an_order(tmp_path))
    assert "出了差错" in outcome.why.zh
    assert not outcome.is_place
    assert "ValueError" in outcome.bug
    assert "潘阿妹" not in outcome.bug
    assert "19900000111" not in outcome.bug


def test_a_volume_is_bound_without_the_document_that_cannot_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_volume, real_make = workers.render_volume, workers.make

    def volume(documents, *rest):
        if any("龙" in each.title for each in documents):
            raise ValueError("cannot be drawn")
        return real_volume(documents, *rest)

    def alone(document, *rest):
        if "龙" in document.title:
            raise ValueError("cannot be drawn")
        return real_make(document, *rest)

    monkeypatch.setattr(workers, "render_volume", volume)
    monkeypatch.setattr(workers, "make", alone)
    documents = tuple(paper_of(one) for one in people("潘阿妹", "龙阿妮", "石秀英"))
    outcome = made(an_order(tmp_path, documents=documents, is_volume=True))
    assert outcome.rendered is not None
    assert [at for at, _why in outcome.left_out] == [1]


def test_a_refusal_of_the_folder_is_told_apart_from_one_of_the_document(
    tmp_path: Path,
) -> None:
    outcome = made(an_order(tmp_path, out=tmp_path / "no" / "1.pdf"))
    assert outcome.is_place
    assert "找不到" in outcome.why.zh
