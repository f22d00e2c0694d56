"""The recovery code: given out, typed in again, mistyped."""

import re

import pytest

from db.fields.problem import Problem
from db.vault.recovery_code import new_recovery_code, normalised_recovery_code


def test_a_code_is_six_groups_of_five_symbols_nobody_confuses():
    code = new_recovery_code()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}", code)
    assert new_recovery_code() != code


@pytest.mark.parametrize(
    "typed_like",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f"  {code.replace('-', ' ')}\n",
        lambda code: code.replace("-", "—"),
        lambda code: code.replace("0", "O").replace("1", "l"),
        lambda code: code.replace("0", "o").replace("1", "I"),
        lambda code: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in code),
    ],
    ids=["lower", "joined", "blanks", "chinese dash", "O and l", "o and I", "full width"],
)
def test_a_code_is_read_however_it_is_typed(typed_like):
    for _ in range(20):
        code = new_recovery_code()
        assert normalised_recovery_code(typed_like(code)) == code


def test_one_wrong_symbol_is_noticed_at_once():
    code = new_recovery_code()
    for at, symbol in enumerate(code):
        if symbol == "-":
            continue
        other = "7" if symbol != "7" else "8"
        with pytest.raises(Problem, match="mistyped"):
            normalised_recovery_code(code[:at] + other + code[at + 1 :])


def test_two_groups_changed_over_are_noticed():
    first, second, *rest = new_recovery_code().split("-")
    assert first != second
    with pytest.raises(Problem, match="mistyped"):
        normalised_recovery_code("-".join([second, first, *rest]))


def test_a_missing_symbol_is_counted():
    with pytest.raises(Problem) as caught:
        normalised_recovery_code(new_recovery_code()[:-1])
    assert caught.value.values == {"expected": 30, "count": 29}


@pytest.mark.parametrize("symbol", ["U", "?", "码"])
def test_a_symbol_no_code_has_is_named(symbol):
    with pytest.raises(Problem) as caught:
        normalised_recovery_code(symbol + new_recovery_code()[1:])
    assert caught.value.values == {"symbol": symbol}
