"""Cards: handed over, misread, compared by telephone."""

import base64
import dataclasses
import hashlib
import json
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from db.fields.problem import Problem
from db.sync.card import (
    WorkspaceKeys,
    card_from_text,
    card_text,
    fingerprint,
    new_workspace_keys,
    read_card,
    write_card,
)
from tests.sync.workspaces import COUNSELLOR, COUNSELLOR_CARD, STRANGER_CARD


def forged(parts: object, version: int = 1) -> str:
    """Return a card's text with a right check, whatever is on it."""
    packed = base64.urlsafe_b64encode(json.dumps(parts).encode()).rstrip(b"=").decode()
    return f"YIYI{version}:{packed}:{hashlib.sha256(packed.encode()).hexdigest()[:8]}"


def parts_with(**changes) -> list[object]:
    return list((dataclasses.asdict(COUNSELLOR_CARD) | changes).values())


def test_a_card_is_one_line_for_every_chat_window_and_address():
    text = card_text(COUNSELLOR_CARD)
    assert re.fullmatch(r"YIYI1:[A-Za-z0-9_-]+:[0-9a-f]{8}", text)
    assert len(text) < 400  # a QR code a cheap camera still reads
    assert card_from_text(text) == COUNSELLOR_CARD


def test_blanks_and_line_ends_put_in_on_the_way_do_no_harm():
    text = card_text(COUNSELLOR_CARD)
    broken = "\ufeff " + "\r\n".join(text[at : at + 40] for at in range(0, len(text), 40))
    assert card_from_text(broken + "\n") == COUNSELLOR_CARD


def test_a_card_survives_its_file(tmp_path):
    path = tmp_path / "名片.txt"
    write_card(path, COUNSELLOR_CARD)
    assert read_card(path) == COUNSELLOR_CARD


@given(st.integers(0, 10_000), st.characters(codec="ascii", exclude_characters=" \t\r\n"))
def test_one_changed_letter_is_noticed(at, letter):
    text = card_text(COUNSELLOR_CARD)
    at %= len(text)
    changed = text[:at] + letter + text[at + 1 :]
    assume(changed != text and not letter.isspace())
    with pytest.raises(Problem, match=r"not a Yiyi card|incomplete|newer"):
        card_from_text(changed)


@pytest.mark.parametrize("text", ["", "hello", "YIYI", "YIYI1", "YIYI:a:b", "潘阿妹"])
def test_what_is_no_card_is_called_so(text):
    with pytest.raises(Problem, match="not a Yiyi card"):
        card_from_text(text)


def test_half_a_card_is_called_so():
    with pytest.raises(Problem, match="incomplete"):
        card_from_text(card_text(COUNSELLOR_CARD)[:-20])


def test_a_newer_card_is_left_to_a_newer_yiyi():
    with pytest.raises(Problem, match="newer Yiyi"):
        card_from_text(forged(parts_with(), version=2))


@pytest.mark.parametrize(
    "parts",
    [
        {},
        [],
        [1] * 6,
        parts_with(name=""),
        parts_with(name="a" * 61),
        parts_with(name="a\u202eb"),
        parts_with(name="a\nb"),
        parts_with(role=None),
        parts_with(device="A1" * 16),
        parts_with(reading_key="age1" + "q" * 58),
        parts_with(reading_key=COUNSELLOR_CARD.reading_key.upper()),
        parts_with(sealing_key="0" * 63),
    ],
)
def test_a_card_with_nonsense_on_it_is_refused_though_its_check_is_right(parts):
    with pytest.raises(Problem, match="incomplete"):
        card_from_text(forged(parts))


def test_a_picture_or_a_novel_is_no_card(tmp_path):
    path = tmp_path / "card.txt"
    for content in (b"\x89PNG\r\n\x1a\n", b"YIYI1:" + b"A" * 20_000, b""):
        path.write_bytes(content)
        with pytest.raises(Problem, match="not a Yiyi card"):
            read_card(path)
    with pytest.raises(Problem, match="not found"):
        read_card(tmp_path / "gone.txt")


def test_a_fingerprint_is_ten_groups_of_three_digits_over_both_keys():
    assert re.fullmatch(r"\d{3}( \d{3}){9}", fingerprint(COUNSELLOR_CARD))
    other_name = dataclasses.replace(COUNSELLOR_CARD, name="别人")
    assert fingerprint(other_name) == fingerprint(COUNSELLOR_CARD)
    for key in ("reading_key", "sealing_key"):
        other = dataclasses.replace(COUNSELLOR_CARD, **{key: getattr(STRANGER_CARD, key)})
        assert fingerprint(other) != fingerprint(COUNSELLOR_CARD)


def test_a_fingerprint_stays_the_same_in_every_release():
    card = dataclasses.replace(
        COUNSELLOR_CARD,
        reading_key="age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
        sealing_key="d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    )
    assert fingerprint(card) == "991 201 689 487 731 014 804 004 041 452"


def test_keys_survive_the_record_and_are_not_shown():
    keys = new_workspace_keys()
    assert WorkspaceKeys.from_dict(keys.to_dict()) == keys
    assert keys.reading_identity not in repr(keys)
    assert keys.sealing_private.hex() not in repr(keys)
    assert repr(keys.sealing_private) not in repr(keys)


def test_no_private_key_is_on_the_card():
    text = json.dumps(dataclasses.asdict(COUNSELLOR_CARD))
    assert COUNSELLOR.reading_identity not in text
    assert COUNSELLOR.sealing_private.hex() not in text


def test_a_workspace_cannot_hand_out_a_card_others_would_refuse():
    with pytest.raises(ValueError, match="plain words"):
        COUNSELLOR.card(name="\n", county="520626", role="counsellor", device="a1" * 16)
