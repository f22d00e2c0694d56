"""The policy in force in a record: the packs that ship with Yiyi and what a county has set."""

import json

from db.domain.policy import Policy, Value, load_packs
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store

_SETTING = "policy:"
_UNKNOWN = Text(
    "没有“{key}”这个数字。请从设置页里选。",
    "There is no number called “{key}”. Choose one from the settings.",
)


def policy_in_force(store: Store) -> Policy:
    """Return the policy with the numbers set in this record.

    A stored number that a newer pack no longer lets a county set is passed over, so that a
    record always opens.
    """
    policy = load_packs()
    for key in policy.keys:
        written = store.setting(f"{_SETTING}{key}")
        if written is None:
            continue
        try:
            policy = policy.with_local({key: _read(written)})
        except Problem:
            continue  # the pack's own number holds again
    return policy


def set_local_number(store: Store, key: str, value: Value) -> Policy:
    """Set a number for this record and return the policy in force from now on.

    Raises:
        Problem: There is no such number, a document fixes it, or it is out of range.
    """
    packs = load_packs()
    if key not in packs.keys:
        raise Problem(_UNKNOWN, key=key)
    packs.with_local({key: value})
    store.keep_setting(f"{_SETTING}{key}", json.dumps(value))
    return policy_in_force(store)


def forget_local_number(store: Store, key: str) -> Policy:
    """Go back to the number of the pack and return the policy in force from now on."""
    store.keep_setting(f"{_SETTING}{key}", None)
    return policy_in_force(store)


def _read(written: str) -> Value:
    value: int | list[int] | None = json.loads(written)
    return tuple(value) if isinstance(value, list) else value
