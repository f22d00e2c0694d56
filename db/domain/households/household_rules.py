"""一户一人: whether somebody works in a household whose disabled member can and wants to.

Source: plan 2022–2024, 二（六）, for rural households. The worker may be any member, as its
measures say 扶持农村残疾人或其家庭成员. How the duty is computed is a design proposal (domain
study §1.4); the counsellor may decide otherwise and says why.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from db.domain.clients.ages import age_on, of_working_age
from db.domain.households.household import HouseholdMember
from db.domain.households.household_facts import LOST_ABILITY, HouseholdFacts, Person, people_of
from db.domain.households.household_finding import (
    HouseholdFinding,
    HouseholdResult,
    NotApplicable,
    Pending,
)
from db.domain.placements.retention import Stability, stability
from db.domain.placements.work import DatedFact, Work
from db.domain.policy import Policy
from db.fields.field import field_of
from db.fields.showing import with_unit
from db.fields.text import Language, Text

VALID_DAYS = "household.facts_valid_days"
MIN_WORKERS = "household.min_stable_workers"
CHECK_EVERY = "household.check_every_days"
REFER_DAYS = "household.refer_days"

_IN_WORK = "EMP"
_CAN_WORK = frozenset({"FULL", "PART"})
_WANTS, _DOES_NOT_WANT = "YES", "NO"


_MET = Text(
    "达标：{names}有稳定的工作。{basis}这些情况截至 {as_of}。",
    "Met: {names} is in stable work. {basis} Known as of {as_of}.",
)
_UNMET = Text(
    "未达标：{able}有劳动能力也想就业，家里还没有人稳定就业（应至少 {needed} 人）。{basis}",
    "Not met: {able} can work and wants to, and nobody in the household is in stable work yet "
    "(at least {needed} needed). {basis}",
)
_NOBODY_WORKS = Text("现在没有成员在工作。", "No member is in work now.")
_NOT_STABLE = Text("{name}：{basis}", "{name}: {basis}")
_NOT_RURAL = Text(
    "不适用：不是农村户，“一户一人”只管农村残疾人家庭。",
    "Does not apply: the household is not rural, and the duty covers rural households.",
)
_NO_HOLDER = Text(
    "不适用：户内没有持证残疾人。",
    "Does not apply: nobody in the household holds a certificate.",
)
_NOT_APPLICABLE = Text("不适用：{who}", "Does not apply: {who}")
_NO_MEMBERS = Text(
    "待核：还没有登记家庭成员。请登记成员后再核查。",
    "To be checked: no members are recorded. Record them, then check again.",
)
_REGISTRATION = Text(
    "待核：没有填是不是农村户。请问清后填写。",
    "To be checked: it is not recorded whether the household is rural.",
)
_CERTIFICATE = Text(
    "待核：没有填{names}是否持残疾人证。",
    "To be checked: it is not recorded whether {names} holds a certificate.",
)
_DUTY_UNKNOWN = Text("待核：{what}", "To be checked: {what}")
_WORK_UNKNOWN = Text("{name}：{basis}", "{name}: {basis}")
_WORK_NOT_ASKED = Text(
    "{name}的就业情况还没有核实。", "It is not recorded whether {name} is in work."
)
_WORK_NOT_TOLD = Text(
    "{name}登记为已就业，但没有写做什么工作。",
    "{name} is recorded as in work, but not in which work.",
)
_OLD = Text(
    "{name}的情况截至 {as_of}，超过 {days} 天，请重新核实。",
    "What is known of {name} dates from {as_of}, over {days} days ago; check it again.",
)
_UNDATED = Text(
    "{name}的情况没有填核实日期。", "The day on which {name}’s facts were checked is missing."
)
_WHY_NOT = {
    NotApplicable.UNDER_AGE: Text("{name}未到就业年龄。", "{name} is under working age."),
    NotApplicable.OVER_AGE: Text(
        "{name}已过就业年龄或已退休。", "{name} is past working age or retired."
    ),
    NotApplicable.STUDY: Text("{name}在校学习。", "{name} is in education."),
    NotApplicable.NO_ABILITY: Text("{name}丧失劳动能力。", "{name} is unable to work."),
    NotApplicable.NO_WISH: Text("{name}没有就业意愿。", "{name} does not want work."),
}
_ASK = {
    Pending.AGE: Text(
        "{name}的出生日期或性别没有填。", "{name}’s date of birth or sex is missing."
    ),
    Pending.ABILITY: Text(
        "{name}的劳动能力还没有评。", "{name}’s ability to work is not assessed."
    ),
    Pending.WISH: Text(
        "{name}想不想就业还没有问清。", "It is not clear whether {name} wants work."
    ),
}


def check_household(facts: HouseholdFacts, today: date, policy: Policy) -> HouseholdFinding:
    """Return what a check of the household finds on ``today``."""
    return _Check(facts, today, policy).finding()


@dataclass(frozen=True, slots=True)
class _Judged:
    """One member's work and whether it is stable."""

    person: Person
    work: Work
    stability: Stability


class _Check:
    """One household on one day."""

    def __init__(self, facts: HouseholdFacts, today: date, policy: Policy) -> None:
        self._facts = facts
        self._today = today
        self._policy = policy
        self._valid_days = policy.number(VALID_DAYS, today)
        self._needed = policy.number(MIN_WORKERS, today)
        self._people = people_of(facts)

    def finding(self) -> HouseholdFinding:
        return self._outside_the_duty() or self._by_members()

    def _outside_the_duty(self) -> HouseholdFinding | None:
        """Return the finding where the members’ ability and work do not matter yet."""
        rural = self._facts.household.rural
        pending, na = HouseholdResult.PENDING, HouseholdResult.NOT_APPLICABLE
        if rural is None:
            return self._answer(pending, _REGISTRATION, reason=Pending.REGISTRATION)
        if not rural:
            return self._answer(na, _NOT_RURAL, reason=NotApplicable.NOT_RURAL)
        if not self._people:
            return self._answer(pending, _NO_MEMBERS, reason=Pending.NO_MEMBERS)
        if any(p.holder for p in self._people):
            return None
        unknown = [p for p in self._people if p.holder is None]
        if unknown:
            words = _CERTIFICATE.filled(names=_names(unknown))
            return self._answer(pending, words, reason=Pending.CERTIFICATE)
        return self._answer(na, _NO_HOLDER, reason=NotApplicable.NO_HOLDER)

    def _by_members(self) -> HouseholdFinding:
        able: list[Person] = []
        whys: list[tuple[NotApplicable, Text]] = []
        asks: list[tuple[Pending, Text]] = []
        for person in self._people:
            if not person.holder:
                continue
            claim = self._claim(person)
            if claim is None:
                able.append(person)
                continue
            reason, words = claim
            match reason:
                case NotApplicable():
                    whys.append((reason, words))
                case Pending():
                    asks.append((reason, words))
                case _:
                    assert_never(reason)
        if able:
            return self._work_of_household(able)
        if asks:
            what = _DUTY_UNKNOWN.filled(what=_joined([text for _, text in asks]))
            return self._answer(HouseholdResult.PENDING, what, reason=asks[0][0])
        reasons = {each for each, _ in whys}
        mixed = NotApplicable.MIXED if len(reasons) > 1 else whys[0][0]
        who = _NOT_APPLICABLE.filled(who=_joined([text for _, text in whys]))
        return self._answer(HouseholdResult.NOT_APPLICABLE, who, reason=mixed)

    def _claim(self, person: Person) -> tuple[NotApplicable | Pending, Text] | None:
        """Return why the duty does not rest on this disabled member; ``None`` when it does."""
        limits = self._policy.age_limits(self._today)
        in_age = of_working_age(person.born_on, person.sex, self._today, limits)
        if in_age is False and person.born_on is not None:
            young = age_on(person.born_on, self._today) < limits.youngest
            return _why(NotApplicable.UNDER_AGE if young else NotApplicable.OVER_AGE, person)
        if person.in_work:
            return None  # whoever works can work, and wants to
        for reason, holds in (
            (NotApplicable.OVER_AGE, person.is_retired),
            (NotApplicable.STUDY, person.studying),
            (NotApplicable.NO_ABILITY, person.ability == LOST_ABILITY),
            (NotApplicable.NO_WISH, person.wish == _DOES_NOT_WANT),
        ):
            if holds:
                return self._too_old(person) or _why(reason, person)
        for question, open_ in (
            (Pending.AGE, in_age is None),
            (Pending.ABILITY, person.ability not in _CAN_WORK),
            (Pending.WISH, person.wish != _WANTS),
        ):
            if open_:
                return question, _ASK[question].filled(name=person.name)
        return None

    def _work_of_household(self, able: list[Person]) -> HouseholdFinding:
        judged = [
            _Judged(p, work, stability(work, self._today, self._policy))
            for p in self._people
            for work in p.works
        ]
        stable = [j for j in judged if j.stability.stable and self._fresh(j.work.as_of)]
        # Work that is reported apart is named only where nothing else meets the duty.
        stable.sort(key=lambda j: j.stability.apart)
        if len({j.person.member.id for j in stable}) >= self._needed:
            first = stable[0]
            words = _MET.filled(
                names=first.person.name,
                basis=first.stability.basis,
                as_of=first.work.as_of,
            )
            return self._answer(HouseholdResult.MET, words, worker=first)
        questions = self._open_questions(judged, stable)
        if questions:
            reason = questions[0][0]
            words = _DUTY_UNKNOWN.filled(what=_joined([text for _, text in questions]))
            return self._answer(HouseholdResult.PENDING, words, reason=reason)
        unstable = [
            _NOT_STABLE.filled(name=j.person.name, basis=j.stability.basis)
            for j in judged
            if j.stability.stable is False
        ]
        words = _UNMET.filled(
            able=_names(able),
            needed=self._needed,
            basis=_joined(unstable) if unstable else _NOBODY_WORKS,
        )
        return self._answer(HouseholdResult.UNMET, words)

    def _open_questions(
        self, judged: list[_Judged], stable: list[_Judged]
    ) -> list[tuple[Pending, Text]]:
        """Return what must be found out before the household may be called 未达标."""
        settled = {j.person.member.id for j in stable}
        questions = []
        for person in self._people:
            if person.member.id not in settled:
                own = [j for j in judged if j.person is person]
                question = self._question_about(person, own)
                questions += [question] if question is not None else []
        return questions

    def _question_about(
        self, person: Person, judged: list[_Judged]
    ) -> tuple[Pending, Text] | None:
        unclear = next((j for j in judged if j.stability.stable is not False), None)
        if unclear is not None and unclear.stability.stable:
            return Pending.OLD, self._age_of(person, unclear.work.as_of)
        if unclear is not None:
            text = _WORK_UNKNOWN.filled(name=person.name, basis=unclear.stability.basis)
            return Pending.EMPLOYMENT, text
        if person.status == _IN_WORK and not person.in_work:
            return Pending.EMPLOYMENT, _WORK_NOT_TOLD.filled(name=person.name)
        settled = self._is_child(person) or person.ability == LOST_ABILITY
        if settled or self._fresh(person.known_on):
            return None
        if person.known_on is None:
            return Pending.EMPLOYMENT, _WORK_NOT_ASKED.filled(name=person.name)
        return Pending.OLD, self._age_of(person, person.known_on)

    def _is_child(self, person: Person) -> bool:
        youngest = self._policy.age_limits(self._today).youngest
        return person.born_on is not None and age_on(person.born_on, self._today) < youngest

    def _too_old(self, person: Person) -> tuple[Pending, Text] | None:
        if self._fresh(person.member.facts_on):
            return None
        return Pending.OLD, self._age_of(person, person.member.facts_on)

    def _age_of(self, person: Person, as_of: date | None) -> Text:
        if as_of is None:
            return _UNDATED.filled(name=person.name)
        return _OLD.filled(name=person.name, as_of=as_of, days=self._valid_days)

    def _fresh(self, as_of: date | None) -> bool:
        return as_of is not None and self._today - as_of <= timedelta(days=self._valid_days)

    def _answer(
        self,
        result: HouseholdResult,
        basis: Text,
        *,
        reason: NotApplicable | Pending | None = None,
        worker: _Judged | None = None,
    ) -> HouseholdFinding:
        soon = result in {HouseholdResult.UNMET, HouseholdResult.PENDING}
        interval = REFER_DAYS if soon else CHECK_EVERY
        used = (MIN_WORKERS, VALID_DAYS, interval)
        sources = tuple(self._policy.at(key, self._today) for key in used)
        return HouseholdFinding(
            result=result,
            reason=reason,
            worker_id=worker.person.member.id if worker else None,
            worker_name=worker.person.name if worker else None,
            branch=worker.stability.branch if worker else None,
            facts=self._used_facts(),
            basis=basis,
            next_check_on=self._today
            + timedelta(days=self._policy.number(interval, self._today)),
            sources=(*sources, *(worker.stability.sources if worker else ())),
        )

    def _used_facts(self) -> tuple[DatedFact, ...]:
        used = []
        for person in self._people:
            as_of = person.member.facts_on
            told = {
                "work_ability": person.ability if person.holder else None,
                "wish_to_work": person.wish if person.holder else None,
                "studying": person.member.studying if person.holder else None,
            }
            for name, value in told.items():
                if value is not None:
                    used.append(_fact(person.name, name, value, as_of))
            for work in person.works:
                found = stability(work, self._today, self._policy).facts
                used += [
                    DatedFact(
                        label=_OF.filled(name=person.name, label=fact.label),
                        value=fact.value,
                        as_of=fact.as_of,
                    )
                    for fact in found
                ]
        return tuple(used)


_OF = Text("{name} {label}", "{name}: {label}")


def _why(reason: NotApplicable, person: Person) -> tuple[NotApplicable, Text]:
    return reason, _WHY_NOT[reason].filled(name=person.name)


def _fact(name: str, field_name: str, value: str | bool, as_of: date | None) -> DatedFact:
    declared = field_of(HouseholdMember, field_name)
    return DatedFact(
        label=_OF.filled(name=name, label=declared.label),
        value=Text(
            with_unit(declared, value, Language.ZH), with_unit(declared, value, Language.EN)
        ),
        as_of=as_of,
    )


def _names(people: list[Person]) -> Text:
    return Text("、".join(p.name for p in people), ", ".join(p.name for p in people))


def _joined(texts: list[Text]) -> Text:
    return Text("".join(t.zh for t in texts), " ".join(t.en for t in texts))
