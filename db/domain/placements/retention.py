"""Retention: whether somebody's work counts as stable, by which branch, on which facts.

Neither the state nor Guizhou defines stable employment. The branches are a
design proposal; every number comes from policy and can be set by a county.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.placements.work import (
    DatedFact,
    Work,
    contract_words,
    facts_of_work,
    full_months,
    months_words,
    placement_work,
)
from db.domain.policy import Parameter, Policy
from db.fields.codes import code_list
from db.fields.text import Text


class Branch(StrEnum):
    """Why work counts as stable (``stable_branches``)."""

    UNIT_CONTRACT = "UNIT_CONTRACT"
    UNIT_POST = "UNIT_POST"
    PUBLIC_POST = "PUBLIC_POST"
    PUBLIC_AGREEMENT = "PUBLIC_AGREEMENT"
    SELF = "SELF"
    FARM = "FARM"
    SHELTERED = "SHELTERED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Whether work is stable.

    Attributes:
        stable: ``None`` means 待核: a fact is missing, and ``basis`` says which.
        branch: The branch that was met.
        basis: One sentence with the numbers.
        sources: The numbers used; ``clause_sentence`` tells where each comes from.
    """

    stable: bool | None
    branch: Branch | None = None
    basis: Text
    facts: tuple[DatedFact, ...]
    sources: tuple[Parameter, ...]

    @property
    def apart(self) -> bool:
        """Whether it is reported apart and never added to other stable work."""
        entry = code_list("stable_branches").find(self.branch or "")
        return entry is not None and not entry.flag("counts")


_NOT_BEGUN = Text("{started_on} 才上岗，还没有开始。", "The work begins on {started_on}.")
_ENDED = Text("已于 {ended_on} 离岗。", "The work ended on {ended_on}.")
_MISSING = Text("待核：还缺{missing}。", "To be checked: {missing} is not on record.")
_SEASON_OLD = Text(
    "待核：本季劳动和收入的情况截至 {as_of}，超过 {days} 天，请重新核实。",
    "To be checked: what is known of this season dates from {as_of}, over {days} days ago.",
)
_FORM_UNKNOWN = Text(
    "待核：没有为“{form}”写明稳定的条件。", "To be checked: no rule is given for “{form}”."
)
_CONTRACT_MET = Text(
    "合同 {months}，不少于 {needed}。", "The contract is for {months}; {needed} are needed."
)
_AGREEMENT_MET = Text(
    "公益性岗位协议 {months}，不少于 {needed}。",
    "The agreement for the public post is for {months}; {needed} are needed.",
)
_POST_MET = Text(
    "已在岗 {months}，不少于 {needed}。", "In the job for {months}; {needed} are needed."
)
_POST_NOT_MET = Text(
    "在岗 {months}，不足 {needed}；合同 {contract}，不足 {contract_needed}。",
    "In the job for {months} of the {needed} needed; the contract is for {contract} of "
    "{contract_needed}.",
)
_MONTHS_NOT_MET = Text(
    "做了 {months}，不足 {needed}。", "Done for {months} of the {needed} needed."
)
_INCOME_NOT_MET = Text(
    "月收入 {income} 元，低于当地最低工资 {wage} 元。",
    "The monthly income of {income} yuan is below the local minimum wage of {wage} yuan.",
)
_SELF_MET = Text(
    "已做 {months}，不少于 {needed}；{income}。",
    "Done for {months}; {needed} are needed; {income}.",
)
_INCOME_MET = Text(
    "月收入 {income} 元，不低于当地最低工资 {wage} 元",
    "the monthly income of {income} yuan is not below the local minimum wage of {wage} yuan",
)
_WAGE_NOT_SET = Text(
    "当地最低工资未设定，没有比较收入",
    "no local minimum wage is set, so income was not compared",
)
_FARM_MET = Text(
    "本季本人劳动，有收入记录，情况截至 {as_of}。",
    "Worked in person this season with income on record, as of {as_of}.",
)
_FARM_NOT_MET = Text("本季本人没有劳动。", "The person did not work this season.")
_SHELTERED_MET = Text(
    "辅助性就业有协议，已做 {months}，不少于 {needed}，单列。",
    "Sheltered work with an agreement, done for {months}; {needed} are needed; shown apart.",
)
_NO_AGREEMENT = Text("辅助性就业没有签协议。", "There is no agreement for the sheltered work.")
_START = Text("上岗日期", "the first day of work")
_CONTRACT = Text("合同或协议期限", "the length of the contract")
_AGREEMENT = Text("有没有签协议", "whether an agreement is signed")
_INCOME = Text("月收入", "the monthly income")
_SEASON = Text("本季本人是否劳动", "whether the person worked this season")
_SEASON_DAY = Text("情况核实日期", "the day of the facts")
_BETWEEN = Text("、", ", ")


def placement_stability(
    placement: Placement, follow_ups: Iterable[FollowUp], today: date, policy: Policy
) -> Stability:
    """Return whether a placement is stable on ``today``."""
    return stability(placement_work(placement, follow_ups), today, policy)


def stability(work: Work, today: date, policy: Policy) -> Stability:
    """Return whether work is stable on ``today``, by the first branch that is met.

    Months in the job run on until somebody says that it ended; so time alone never makes stable
    work unstable, it can only make a season's facts too old to rely on.
    """
    facts = facts_of_work(work)
    if work.started_on is not None and work.started_on > today:
        basis = _NOT_BEGUN.filled(started_on=work.started_on)
        return Stability(stable=False, basis=basis, facts=facts, sources=())
    if work.ended_on is not None and work.ended_on <= today:
        basis = _ENDED.filled(ended_on=work.ended_on)
        return Stability(stable=False, basis=basis, facts=facts, sources=())
    return _Judge(work, facts, today, policy).verdict()


@dataclass(frozen=True, slots=True)
class _Judge:
    """One question about one person's work on one day."""

    work: Work
    facts: tuple[DatedFact, ...]
    today: date
    policy: Policy

    def verdict(self) -> Stability:
        entry = code_list("employment_forms").find(self.work.form)
        match entry.extra["family"] if entry is not None else "":
            case "unit":
                return self._employed(
                    ("stable.unit_contract_months", Branch.UNIT_CONTRACT, _CONTRACT_MET),
                    ("stable.unit_months_in_post", Branch.UNIT_POST),
                )
            case "public":
                return self._employed(
                    (
                        "stable.public_agreement_months",
                        Branch.PUBLIC_AGREEMENT,
                        _AGREEMENT_MET,
                    ),
                    ("stable.public_months", Branch.PUBLIC_POST),
                )
            case "self" | "flex":
                return self._own_work()
            case "farm":
                return self._farming()
            case "sheltered":
                return self._sheltered()
            case _:
                form = code_list("employment_forms").label(self.work.form)
                return self._answer(None, _FORM_UNKNOWN.filled(form=form))

    def _employed(
        self, contract: tuple[str, Branch, Text], post: tuple[str, Branch]
    ) -> Stability:
        contract_key, contract_branch, met = contract
        post_key, post_branch = post
        keys = (contract_key, post_key)
        needed_contract, needed = (self.policy.number(key, self.today) for key in keys)
        held, months = self.work.contract_months, self._months()
        if held is not None and held >= needed_contract:
            words = met.filled(
                months=contract_words(held), needed=months_words(needed_contract)
            )
            return self._answer(True, words, contract_branch, contract_key)
        if months is not None and months >= needed:
            words = _POST_MET.filled(months=months_words(months), needed=months_words(needed))
            return self._answer(True, words, post_branch, post_key)
        missing = [_START] if months is None else []
        missing += [_CONTRACT] if held is None else []
        if months is None or held is None:
            return self._missing(missing, *keys)
        words = _POST_NOT_MET.filled(
            months=months_words(months),
            needed=months_words(needed),
            contract=contract_words(held),
            contract_needed=months_words(needed_contract),
        )
        return self._answer(False, words, None, *keys)

    def _own_work(self) -> Stability:
        keys = ("stable.self_months", "stable.self_min_wage_fen")
        needed = self.policy.number(keys[0], self.today)
        wage = self.policy.optional_number(keys[1], self.today)
        months, income = self._months(), self.work.monthly_income
        if months is not None and months < needed:
            words = _MONTHS_NOT_MET.filled(
                months=months_words(months), needed=months_words(needed)
            )
            return self._answer(False, words, None, keys[0])
        if wage is not None and income is not None and income < wage:
            words = _INCOME_NOT_MET.filled(income=_yuan(income), wage=_yuan(wage))
            return self._answer(False, words, None, keys[1])
        unknown_income = wage is not None and income is None
        if months is None or unknown_income:
            missing = [_START] if months is None else []
            return self._missing([*missing, *([_INCOME] if unknown_income else [])], *keys)
        compared = (
            _WAGE_NOT_SET
            if wage is None or income is None
            else _INCOME_MET.filled(income=_yuan(income), wage=_yuan(wage))
        )
        words = _SELF_MET.filled(
            months=months_words(months), needed=months_words(needed), income=compared
        )
        return self._answer(True, words, Branch.SELF, *keys)

    def _farming(self) -> Stability:
        key = "stable.farm_season_days"
        days = self.policy.number(key, self.today)
        work = self.work
        if work.worked_this_season is False:
            return self._answer(False, _FARM_NOT_MET, None, key)
        missing = [_SEASON] if work.worked_this_season is None else []
        missing += [_INCOME] if not work.monthly_income else []
        missing += [_SEASON_DAY] if work.as_of is None else []
        if missing or work.as_of is None:
            return self._missing(missing, key)
        if work.as_of < self.today - timedelta(days=days):
            return self._answer(
                None, _SEASON_OLD.filled(as_of=work.as_of, days=days), None, key
            )
        return self._answer(True, _FARM_MET.filled(as_of=work.as_of), Branch.FARM, key)

    def _sheltered(self) -> Stability:
        key = "stable.sheltered_months"
        needed = self.policy.number(key, self.today)
        months, signed = self._months(), self.work.has_agreement
        if signed is False:
            return self._answer(False, _NO_AGREEMENT, None, key)
        if months is not None and months < needed:
            words = _MONTHS_NOT_MET.filled(
                months=months_words(months), needed=months_words(needed)
            )
            return self._answer(False, words, None, key)
        if months is None or signed is None:
            missing = [_START] if months is None else []
            return self._missing([*missing, *([_AGREEMENT] if signed is None else [])], key)
        words = _SHELTERED_MET.filled(months=months_words(months), needed=months_words(needed))
        return self._answer(True, words, Branch.SHELTERED, key)

    def _months(self) -> int | None:
        start = self.work.started_on
        return None if start is None else full_months(start, self.today)

    def _missing(self, missing: list[Text], *keys: str) -> Stability:
        names = Text(
            _BETWEEN.zh.join(t.zh for t in missing), _BETWEEN.en.join(t.en for t in missing)
        )
        return self._answer(None, _MISSING.filled(missing=names), None, *keys)

    def _answer(
        self, stable: bool | None, basis: Text, branch: Branch | None = None, *keys: str
    ) -> Stability:
        return Stability(
            stable=stable,
            branch=branch,
            basis=basis,
            facts=self.facts,
            sources=tuple(self.policy.at(key, self.today) for key in keys),
        )


def _yuan(fen: int) -> str:
    yuan, rest = divmod(fen, 100)
    return f"{yuan}.{rest:02}" if rest else str(yuan)
