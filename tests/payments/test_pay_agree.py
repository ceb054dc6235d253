"""On generated claims the three readings, a plain oracle, and the rules on payments that join rows all agree."""

from __future__ import annotations

import datetime as dt
from importlib.util import find_spec
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calendar import FundYear
from ssoplan.model import NetworkMember, Payment
from ssoplan.money import Baht
from ssoplan.payments import (
    AccountNumber,
    CitizenId,
    Claim,
    EarlierPayment,
    InsuredPerson,
    Outcome,
    RegisterEntry,
    open_ledger,
    pay,
)
from ssoplan.payments.identity import check_digit
from ssoplan.rules.checking import check
from ssoplan.rules.policy import Policy
from ssoplan.rules.subjects.ledger_rows import Ledger, Registration

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR = FundYear(2566)
RATE = 1300
ENGINES = ["columns", "direct", "rete"]


def citizen(number: int) -> CitizenId:
    """Return a citizen id that nobody has."""
    twelve = f"99999{number:07}"
    return CitizenId(twelve + str(check_digit(twelve)))


def one_in(chance: Random, number: int) -> bool:
    """Return True once in so many times."""
    return chance.randrange(number) == 0


def flag(chance: Random) -> bool | None:
    """Return mostly True, sometimes False or nothing."""
    return chance.choice([False, None]) if one_in(chance, 8) else True


def day(chance: Random) -> dt.date | None:
    """Return mostly one of few days of the year, so that some are alike; sometimes one about its ends, or none."""
    if one_in(chance, 12):
        return None
    if one_in(chance, 8):
        return chance.choice(
            [dt.date(2022, 12, 31), dt.date(2023, 1, 1), dt.date(2023, 12, 31), dt.date(2024, 2, 29)]
        )
    return dt.date(2023, 2, chance.randrange(1, 6))


def made(seed: int) -> dict[str, Any]:
    """Return the input of a run: mostly good, with some of everything that can be wrong."""
    chance = Random(seed)  # noqa: S311  # examples, the same for the same seed
    accounts = [AccountNumber("999-1-00001-1")] * 9 + [None, AccountNumber("12"), AccountNumber("9" * 16)]
    early = dt.date(2023, 1, 1)
    members = [
        RegisterEntry(
            member_id=name,
            office_th=chance.choice(["ยะลา", "ยะลา", "ระนอง"]) if not one_in(chance, 12) else None,
            natural_person=flag(chance),
            approved=chance.choice([None, dt.date(2023, 2, 3)]) if one_in(chance, 5) else early,
            entered=None if one_in(chance, 10) else early,
            account=chance.choice(accounts),
        )
        for name in "MNOPQ"[: chance.randrange(6)]
    ]
    persons = [
        InsuredPerson(person_id=citizen(number), complete=flag(chance), first_time=flag(chance))
        for number in range(12)
        if not one_in(chance, 12)
    ]
    numbers = chance.sample(range(100, 130), chance.randrange(16))
    claims = [
        Claim(
            claim_id=f"C{number}",
            member_id=chance.choice("MNMNMNOPQ"),
            person_id=citizen(chance.randrange(12)),
            registered=day(chance),
        )
        for number in numbers
    ]
    earlier = [EarlierPayment(person_id=citizen(11), claim_id=chance.choice([None, "E1", "C100", "C101"]))]
    offices = ["ยะลา"] if one_in(chance, 6) else ["ยะลา", "ระนอง"]
    return {
        "claims": claims,
        "members": members,
        "persons": persons,
        "earlier": earlier[: chance.randrange(2)],
        "allocations": {office: Baht.from_satang(chance.randrange(8 * RATE)) for office in offices},
    }


orders = st.sampled_from(["registered", "claim", "none"])
inputs = st.integers(0, 2**32).map(made)

Found = tuple[str, Outcome, int, tuple[str, ...]]


def oracle(given: dict[str, Any], order: str) -> list[Found]:
    """Return claim, outcome, satang set aside, and rules of each claim, by plain loops over the text of the rules."""
    register = {each.member_id: each for each in given["members"]}
    status = {each.person_id: each for each in given["persons"]}
    before = {each.person_id for each in given["earlier"]}
    numbers = {each.claim_id for each in given["earlier"]} - {None}
    reasons: dict[str, list[str]] = {}
    for claim in given["claims"]:
        reasons[claim.claim_id] = list(own(claim, register, status, before, numbers))

    def turn(claim: Claim) -> Any:
        day = claim.registered or dt.date.max
        return (day, claim.claim_id) if order == "registered" else claim.claim_id

    waits: set[str] = set()
    first: dict[CitizenId, Claim] = {}
    in_turn = sorted(given["claims"], key=turn)
    for claim in in_turn:
        mine = reasons[claim.claim_id]
        holder = first.get(claim.person_id)
        if holder is not None:
            unsure = bool(reasons[holder.claim_id])
            mine.append("CLM-10?" if unsure else "CLM-10")
            waits.add(claim.claim_id)
        elif all(reason.endswith("?") for reason in mine):
            first[claim.person_id] = claim
    asked = [
        claim
        for claim in in_turn
        if claim.claim_id not in waits and all(reason.endswith("?") for reason in reasons[claim.claim_id])
    ]
    aside = dict.fromkeys(reasons, 0)
    for claim in asked:
        member = register.get(claim.member_id)
        office = member and member.office_th
        pot = given["allocations"].get(office)
        if "CLM-11a?" in reasons[claim.claim_id] or pot is None:
            reasons[claim.claim_id].append("CLM-12?")
            continue
        rivals = [
            each
            for each in asked
            if "CLM-11a?" not in reasons[each.claim_id]
            and getattr(register.get(each.member_id), "office_th", None) == office
            and (order == "none" or turn(each) <= turn(claim))
        ]
        if RATE * len(rivals) > pot.satang:
            reasons[claim.claim_id].append("CLM-12")
        elif reasons[claim.claim_id]:
            aside[claim.claim_id] = RATE
    return [
        (each.claim_id, outcome(reasons[each.claim_id]), aside[each.claim_id], tuple(reasons[each.claim_id]))
        for each in given["claims"]
    ]


def own(  # noqa: C901  # as plain as the text of the rules
    claim: Claim, register: Any, status: Any, before: Any, numbers: Any
) -> Iterator[str]:
    """Yield the rules that stand against a claim on its own."""
    member, person, day = register.get(claim.member_id), status.get(claim.person_id), claim.registered
    if member is None:
        yield "CLM-01"
    else:
        if member.approved is None or member.entered is None:
            yield "CLM-02"
        if member.approved is not None and (day is None or member.approved > day):
            yield "CLM-03?" if day is None else "CLM-03"
        if member.natural_person is not True:
            yield "CLM-04" if member.natural_person is False else "CLM-04?"
        if member.account is None:
            yield "CLM-05"
        elif len(member.account) != 10:
            yield "CLM-06"
    for rule, flag in (("CLM-07", person and person.complete), ("CLM-08", person and person.first_time)):
        if flag is not True:
            yield rule if flag is False else f"{rule}?"
    if claim.person_id in before:
        yield "CLM-09"
    if claim.claim_id in numbers:
        yield "CLM-09a"
    if day is None or day.year != 2023:
        yield "CLM-11?" if day is None else "CLM-11"
        yield "CLM-11a?"  # no rate is known for 2565 and 2567


def outcome(reasons: list[str]) -> Outcome:
    """Return what becomes of a claim with these reasons."""
    if any(not reason.endswith("?") and reason != "CLM-12" for reason in reasons):
        return Outcome.REJECTED
    return Outcome.HELD if reasons else Outcome.PAYABLE


def rule_key(rule: str) -> tuple[str, bool]:
    """Return the sorting key of a reason: the order of the rules."""
    return rule.rstrip("?"), rule.endswith("?")


def found(given: dict[str, Any], order: str, engine: Any) -> list[Found]:
    """Return what a run decides by one reading."""
    policy = Policy.default().override({"claim.allocation_order": order})
    run = pay(**given, year=YEAR, policy=policy, engine=engine)
    return [
        (each.claim_id, each.outcome, each.set_aside.satang, tuple(map(str, each.reasons)))
        for each in run.decisions
    ]


def ready(engine: str) -> Any:
    """Return the engine as a parameter that is skipped where it is not installed."""
    missing = engine == "rete" and find_spec("durable_rules_engine") is None
    marks = [pytest.mark.rete, pytest.mark.skipif(missing, reason="durable-rules is not installed")]
    return pytest.param(engine, marks=marks if engine == "rete" else [])


@pytest.mark.parametrize("engine", [ready(engine) for engine in ENGINES])
@settings(max_examples=12)
@given(inputs, orders)
def test_each_reading_decides_as_plain_loops_do(engine: str, given: dict[str, Any], order: str) -> None:
    """Outcome, reasons and money of every claim are those of the oracle, by columns, row by row, and by Rete."""
    expected = [
        (claim, outcome, aside, tuple(sorted(rules, key=rule_key)))
        for claim, outcome, aside, rules in oracle(given, order)
    ]
    assert expected == found(given, order, engine)


@settings(max_examples=12)
@given(inputs, orders)
def test_no_money_is_made_or_lost(given: dict[str, Any], order: str) -> None:
    """Allocation = paid + held back + remaining, none of them below zero, and totals add up to the claims."""
    run = pay(**given, year=YEAR, policy=Policy.default().override({"claim.allocation_order": order}))
    for office in run.offices:
        assert office.allocation == office.paid + office.held_back + office.remaining
        assert office.remaining >= 0
    payable = list(run.decisions.only(Outcome.PAYABLE))
    assert run.paying == sum((each.amount for each in payable if each.amount is not None), Baht(0))
    for by in ("member", "office", "month"):
        totals = run.totals(by)
        assert len(given["claims"]) == sum(total.claims for total in totals)
        assert run.paying == sum((total.amount for total in totals), Baht(0))


def ledger_of(given: dict[str, Any], claims: list[Claim]) -> Ledger:
    """Return claims as if each were paid, with the members and the registrations that they rest on, as one document."""
    status = {each.person_id: each for each in given["persons"]}
    members = [
        NetworkMember(
            member_id=each.member_id,
            office_th=each.office_th or "",
            natural_person=each.natural_person is True,
            approved=each.approved,
            registered=each.entered,
            has_bank_account=each.account is not None,
        )
        for each in given["members"]
    ]
    dated = [(each, each.registered) for each in claims if each.registered is not None]
    registrations = [
        Registration(
            registration_id=each.claim_id,
            person_id=each.person_id.key,
            member_id=each.member_id,
            registered=day,
            first_time=getattr(status.get(each.person_id), "first_time", None),
            complete=getattr(status.get(each.person_id), "complete", None),
        )
        for each, day in dated
    ]
    payments = [
        Payment(
            payment_id=each.claim_id,
            member_id=each.member_id,
            person_id=each.person_id.key,
            amount=Baht.from_satang(RATE),
            registered=day,
            paid=YEAR.end,
        )
        for each, day in dated
    ]
    return Ledger(year=YEAR, members=tuple(members), registrations=tuple(registrations), payments=tuple(payments))  # fmt: skip


METHOD = {"payment.method": "bank_transfer"}  # printed for 2564 only
SAME = {
    "NET-06a": {"CLM-01", "CLM-02", "CLM-03", "CLM-04", "CLM-04?"},
    "NET-07": {"CLM-07", "CLM-07?", "CLM-08", "CLM-08?"},
    "PAY-01": {"CLM-01", "CLM-05"},
}
"""Rules that join payments with members and registrations, and the rules of the claim table that say the same."""


@pytest.mark.parametrize("engine", [ready("direct"), ready("rete")])
@settings(max_examples=12)
@given(inputs)
def test_joining_rules_find_what_the_claim_table_finds(engine: Any, given: dict[str, Any]) -> None:
    """By hashing and by Rete, the joins find a claim at fault exactly where the rules on the joined table do."""
    run = pay(**given, year=YEAR)
    document = ledger_of(given, given["claims"])
    report = check(document, engine=engine, policy=Policy.default().override(METHOD))
    for rule, others in SAME.items():
        expected = {
            each.claim_id
            for each in run.decisions
            if each.registered is not None and others & set(map(str, each.reasons))
        }
        found = {each.label for each in report.findings if each.rule_id == rule}
        assert expected == found, rule


@pytest.mark.parametrize("engine", [ready("direct"), ready("rete")])
@settings(max_examples=12)
@given(inputs)
def test_what_is_paid_passes_the_rules_on_payments(engine: Any, given: dict[str, Any]) -> None:
    """The rules on payments that join members, registrations and payments find nothing about what a run pays."""
    run = pay(**given, year=YEAR)
    paid = {each.claim_id for each in run.decisions.only(Outcome.PAYABLE)}
    document = ledger_of(given, [each for each in given["claims"] if each.claim_id in paid])
    report = check(document, engine=engine, policy=Policy.default().override(METHOD))
    assert [] == [each for each in report.findings if each.subject in {"payment", "registration"}]


@settings(max_examples=12)
@given(st.lists(inputs, min_size=2, max_size=4))
def test_runs_one_after_another_pay_no_one_twice(several: list[dict[str, Any]]) -> None:
    """Whatever runs follow each other, a person and a claim are paid once, and the ledger's money is conserved."""
    with open_ledger(":memory:") as ledger:
        paid: list[tuple[str, str]] = []
        for given in several:
            enough = {office: Baht(1000) for office in ("ยะลา", "ระนอง")}
            run = pay(**given | {"allocations": enough}, year=YEAR, ledger=ledger, dry_run=False)
            if not run.replayed:
                paid += [(each.claim_id, each.person.key) for each in run.decisions.only(Outcome.PAYABLE)]
            for balance in ledger.balances(YEAR.be):
                assert balance.allocation == balance.paid + balance.held_back + balance.remaining
        assert len(paid) == len({claim for claim, _ in paid}) == len({person for _, person in paid})
        assert 13 * len(paid) == sum(balance.paid.baht for balance in ledger.balances(YEAR.be))
