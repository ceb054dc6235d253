"""A pay run: what becomes of each claim and why, and that nothing is paid twice or lost."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from typing import Any, ClassVar

import pytest

from ssoplan.calendar import FundYear, Month
from ssoplan.money import Baht
from ssoplan.payments import (
    AccountNumber,
    CitizenId,
    Claim,
    InsuredPerson,
    Outcome,
    PayRun,
    PayRunError,
    RegisterEntry,
    decide,
    open_ledger,
    pay,
    read_book,
    sample_tables,
)
from ssoplan.payments.identity import check_digit
from ssoplan.payments.ledger import Ledger, RunEntry, RunRecord, StaleLedgerError
from ssoplan.rules.policy import Policy

YEAR = FundYear(2566)
DAY = dt.date(2023, 3, 1)
EARLY = dt.date(2023, 1, 1)
PAID = [f"ค-{number:03}" for number in (1, 2, 3, 10, 14)]


def citizen(number: int) -> CitizenId:
    """Return a citizen id that nobody has."""
    twelve = f"99999{number:07}"
    return CitizenId(twelve + str(check_digit(twelve)))


def claim(name: str, person: int, *, day: dt.date | None = DAY, member: str = "N1") -> Claim:
    """Return a claim."""
    return Claim(claim_id=name, member_id=member, person_id=citizen(person), registered=day)


MEMBER = RegisterEntry(
    member_id="N1",
    office_th="ยะลา",
    natural_person=True,
    approved=EARLY,
    entered=EARLY,
    account=AccountNumber("9991000011"),
)
PERSONS = [InsuredPerson(person_id=citizen(number), complete=True, first_time=True) for number in range(30)]


def run_of(claims: list[Claim], *, money: int = 1000, persons: Any = None, **given: Any) -> PayRun:
    """Return the run of some claims of one office."""
    tables: dict[str, Any] = {
        "members": [MEMBER],
        "persons": PERSONS if persons is None else persons,
        "allocations": {"ยะลา": Baht(money)},
        "year": YEAR,
    }
    return pay(claims, **tables | given)


def outcomes(run: PayRun) -> dict[str, str]:
    """Return the outcome and the reasons of each claim as one text."""
    return {each.claim_id: " ".join([each.outcome, *map(str, each.reasons)]) for each in run.decisions}


class TestSample:
    run = pay(**sample_tables(), year=YEAR)

    def test_each_claim_has_its_outcome_and_its_rules(self) -> None:
        """Every kind of fault of the sample is found by its rule, and what is in order is payable."""
        assert {
            **dict.fromkeys(PAID, "payable"),
            "ค-004": "rejected CLM-09", "ค-005": "rejected CLM-03", "ค-006": "rejected CLM-07",
            "ค-007": "rejected CLM-08", "ค-008": "held CLM-07?", "ค-009": "rejected CLM-02",
            "ค-011": "rejected CLM-04", "ค-012": "rejected CLM-10", "ค-013": "rejected CLM-03 CLM-11 CLM-11a?",
            "ค-015": "rejected CLM-05", "ค-016": "rejected CLM-06", "ค-017": "held CLM-12",
            "ค-018": "rejected CLM-01", "ค-019": "held CLM-07? CLM-08?",
        } == outcomes(self.run)  # fmt: skip

    def test_rows_that_are_no_claims_are_listed(self) -> None:
        """Input rows = claims + rejected rows."""
        assert [(20, "date"), (21, "citizen-id"), (22, "repeated")] == [
            (each.row, each.reason) for each in self.run.rejected_rows
        ]
        assert 22 == len(self.run.decisions) + len(self.run.rejected_rows)

    def test_totals_add_up(self) -> None:
        """Totals by member, office and month hold all claims and all money."""
        offices = {total.key: (total.payable, total.amount) for total in self.run.totals("office")}
        assert (3, Baht(39)) == offices["ยะลา"]
        assert (0, Baht(0)) == offices[None]
        assert ["2565-12", "2566-01", "2566-02"] == [total.key for total in self.run.totals("month")]
        for by in ("member", "office", "month"):
            totals = self.run.totals(by)
            assert (19, Baht(65)) == (
                sum(total.claims for total in totals),
                sum((total.amount for total in totals), Baht(0)),
            )

    def test_a_decision_has_what_a_payment_needs(self) -> None:
        """Member, office, account, amount and month of a payable claim are there, the numbers masked in print."""
        decision = self.run.decisions["ค-003"]
        assert ("ย-02", "ยะลา", Baht(13), Month(2566, 2)) == (
            decision.member_id,
            decision.office_th,
            decision.amount,
            decision.month,
        )
        assert decision.account is not None
        assert "9991000022" == decision.account.reveal()
        assert "9991000022" not in repr(decision)
        assert decision.person.reveal() not in repr(decision)
        assert decision == pickle.loads(pickle.dumps(decision))  # noqa: S301  # made here

    def test_an_explanation_names_rule_source_and_values(self) -> None:
        """Why a claim is rejected is said in both languages, with the document, and as JSON."""
        explained = self.run.explain("ค-005")
        assert "CLM-03" in explained.text("th")
        assert "sukhothai-2564" in explained.text("en")
        assert "Jan 16, 2566" in explained.text("en")
        plain = json.loads(json.dumps(explained.to_dict(), ensure_ascii=False))
        assert ("rejected", "CLM-03", "finding") == (
            plain["outcome"],
            plain["reasons"][0]["rule"],
            plain["reasons"][0]["cause"],
        )

    @pytest.mark.parametrize("name", [each.claim_id for each in run.decisions])
    def test_every_claim_can_be_explained(self, name: str) -> None:
        """Each reason of each claim has a text in both languages that shows no citizen id."""
        explained, decision = self.run.explain(name), self.run.decisions[name]
        assert decision.reasons == tuple(each.reason for each in explained.reasons)
        for text in (explained.text("en"), explained.text("th"), str(explained.to_dict()), repr(explained)):
            assert decision.person.reveal() not in text

    def test_an_unknown_claim_is_named(self) -> None:
        """Asking for a claim that is not in the run is an error that says so."""
        with pytest.raises(PayRunError, match="C9"):
            self.run.explain("C9")

    def test_the_receipt_says_what_the_run_rests_on(self) -> None:
        """Policy, day, input digest and the parameters read are there, the rate with its source."""
        receipt = self.run.receipt.to_dict()
        rate = next(each for each in receipt["parameters"] if each["id"] == "network_compensation.rate")
        assert (13, "2023-12-31") == (rate["value"], receipt["on"])
        assert self.run.book.digest == receipt["input_digest"]


class TestMoney:
    claims: ClassVar = [
        claim(f"C{number}", number, day=DAY + dt.timedelta(days=9 - number)) for number in range(5)
    ]

    def test_the_allocation_goes_to_the_earliest_registrations(self) -> None:
        """When the money runs out claims are taken by day of registration; the rest are held, and nothing is set aside."""
        run = run_of(self.claims, money=13 * 2 + 12)
        assert {"C4", "C3"} == {each.claim_id for each in run.decisions.only(Outcome.PAYABLE)}
        assert {"C0", "C1", "C2"} == {each.claim_id for each in run.decisions.only(Outcome.HELD)}
        assert (Baht(26), Baht(0), Baht(12)) == (
            run.offices[0].paid,
            run.offices[0].held_back,
            run.offices[0].remaining,
        )

    def test_of_one_day_the_claim_number_decides(self) -> None:
        """Two registrations of one day are taken by claim number."""
        run = run_of([claim("C2", 1), claim("C10", 2)], money=13)
        assert {"C10": "payable", "C2": "held CLM-12"} == outcomes(run)

    @pytest.mark.parametrize(
        ("option", "paid"), [("claim", {"C0", "C1"}), ("none", set()), ("registered", {"C4", "C3"})]
    )
    def test_the_order_is_a_named_option(self, option: str, paid: set[str]) -> None:
        """By claim number, or none where not all can be paid."""
        policy = Policy.default().override({"claim.allocation_order": option})
        run = run_of(self.claims, money=30, policy=policy)
        assert paid == {each.claim_id for each in run.decisions.only(Outcome.PAYABLE)}

    def test_all_are_paid_where_all_can_be(self) -> None:
        """The option none pays all claims of an office whose money suffices for all."""
        policy = Policy.default().override({"claim.allocation_order": "none"})
        assert {"payable"} == set(outcomes(run_of(self.claims, money=65, policy=policy)).values())

    def test_an_unknown_option_is_refused(self) -> None:
        """The error names the options there are."""
        policy = Policy.default().override({"claim.allocation_order": "luck"})
        with pytest.raises(PayRunError, match="registered, claim, none"):
            run_of(self.claims, policy=policy)

    @pytest.mark.parametrize(
        ("allocations", "reason"),
        [({"ยะลา": Baht(0)}, "CLM-12"), ({}, "CLM-12?"), ({"ระนอง": Baht(9)}, "CLM-12?")],
    )
    def test_without_money_claims_wait(self, allocations: Any, reason: str) -> None:
        """An allocation of zero, or none, holds every claim."""
        assert {f"held {reason}"} == set(outcomes(run_of(self.claims, allocations=allocations)).values())

    def test_a_held_claim_keeps_its_place(self) -> None:
        """What an earlier claim in doubt may need is set aside, and a later claim does not get it."""
        persons = [InsuredPerson(person_id=citizen(4), first_time=True), *PERSONS[:4]]
        run = run_of(self.claims, money=13 * 2, persons=persons)
        assert "held CLM-07?" == outcomes(run)["C4"]
        assert ("payable", "held CLM-12") == (outcomes(run)["C3"], outcomes(run)["C2"])
        assert (Baht(13), Baht(13), Baht(0)) == (
            run.offices[0].paying,
            run.offices[0].setting_aside,
            run.offices[0].remaining,
        )

    def test_the_rate_is_that_of_the_day(self) -> None:
        """A what-if rate is used, to the satang; a day without a rate holds the claim."""
        run = run_of([claim("C1", 1)], policy=Policy.default().override({"network_compensation.rate": 15}))
        assert Baht(15) == run.paying
        late = run_of([claim("C1", 1, day=dt.date(2022, 3, 1))], year=FundYear(2565))
        assert {"C1": "rejected CLM-03 CLM-11a?"} == outcomes(late)

    def test_sums_beyond_int64_are_refused(self) -> None:
        """A rate that cannot be added up exactly is an error, never a wrong sum."""
        policy = Policy.default().override({"network_compensation.rate": 10**16})
        with pytest.raises(PayRunError):
            run_of([claim(f"C{number}", number) for number in range(12)], policy=policy)


class TestFundYear:
    @pytest.mark.parametrize(
        ("day", "found"),
        [
            (dt.date(2023, 1, 1), "payable"),
            (dt.date(2023, 12, 31), "payable"),
            (dt.date(2022, 12, 31), "rejected CLM-03 CLM-11 CLM-11a?"),
            (dt.date(2024, 1, 1), "rejected CLM-11 CLM-11a?"),
            (dt.date(2024, 2, 29), "rejected CLM-11 CLM-11a?"),
            (None, "held CLM-03? CLM-11? CLM-11a? CLM-12?"),
        ],
    )
    def test_both_ends_of_the_year_are_inside(self, day: dt.date | None, found: str) -> None:
        """1 January and 31 December are in the fund year, the days beside them are not."""
        assert {"C1": found} == outcomes(run_of([claim("C1", 1, day=day)]))


class TestOnePerson:
    def test_the_first_good_claim_counts(self) -> None:
        """Of two claims for a person in one run, the earlier registration is payable; one that is rejected is no obstacle."""
        late, early = claim("C1", 1, day=DAY + dt.timedelta(days=1)), claim("C2", 1)
        assert {"C1": "rejected CLM-10", "C2": "payable"} == outcomes(run_of([late, early]))
        wrong = claim("C2", 1, member="N9")
        assert {"C1": "payable", "C2": "rejected CLM-01"} == outcomes(run_of([late, wrong]))

    def test_a_claim_behind_one_in_doubt_waits(self) -> None:
        """While the first claim is held, the second one for the person is held as well, and no money is set aside for it."""
        late, early = claim("C1", 1, day=None), claim("C2", 1, day=None)
        run = run_of([late, early])
        assert all(text.startswith("held") for text in outcomes(run).values())
        assert "CLM-10?" in outcomes(run)["C2"]


class TestLedger:
    claims: ClassVar = [claim(f"C{number}", number) for number in range(4)]

    def test_a_dry_run_writes_nothing(self) -> None:
        """Without dry_run=False the ledger stays as it is."""
        with open_ledger(":memory:") as ledger:
            run = run_of(self.claims, ledger=ledger)
            assert (False, ()) == (run.committed, ledger.runs())

    def test_paying_needs_a_ledger(self) -> None:
        """A run that is to pay and has no ledger is refused."""
        with pytest.raises(PayRunError, match="ledger"):
            run_of(self.claims, dry_run=False)

    def test_the_same_run_again_is_the_same_and_pays_nothing(self) -> None:
        """The second time nothing is written, and the decisions are those of the first time, bit for bit."""
        with open_ledger(":memory:") as ledger:
            first = run_of(self.claims, ledger=ledger, dry_run=False)
            run_of([claim("D1", 9)], ledger=ledger, dry_run=False)
            again = run_of(self.claims, ledger=ledger, dry_run=False)
            assert (True, False, True) == (first.committed, first.replayed, again.replayed)
            assert first.record == again.record
            assert first.decisions.digest == again.decisions.digest
            assert list(first.decisions) == list(again.decisions)
            assert (2, Baht(65)) == (len(ledger.runs()), ledger.balances(YEAR.be)[0].paid)

    def test_another_run_pays_nobody_twice(self) -> None:
        """A person paid for in an earlier run is rejected in a later one, under whatever claim number or year."""
        with open_ledger(":memory:") as ledger:
            run_of(self.claims, ledger=ledger, dry_run=False)
            later = run_of([claim("D1", 1), claim("C2", 9), claim("D3", 8)], ledger=ledger, dry_run=False)
            assert {"D1": "rejected CLM-09", "C2": "rejected CLM-09a", "D3": "payable"} == outcomes(later)
            assert "C1" in later.explain("D1").text()
            other = run_of([claim("E1", 1)], ledger=ledger, year=FundYear(2567))
            assert "CLM-09" in outcomes(other)["E1"]

    def test_a_hold_is_released_when_it_is_decided_anew(self) -> None:
        """What was set aside for a claim comes back when the claim is known to be good or bad."""
        doubt = [InsuredPerson(person_id=citizen(0), first_time=True), *PERSONS[1:]]
        with open_ledger(":memory:") as ledger:
            first = run_of(self.claims, persons=doubt, ledger=ledger, dry_run=False)
            assert Baht(13) == first.offices[0].held_back
            other = run_of([claim("D9", 9)], ledger=ledger, dry_run=False)
            assert Baht(13) == other.offices[0].held_back
            last = run_of(self.claims, ledger=ledger, dry_run=False)
            assert "payable" == outcomes(last)["C0"]
            assert (Baht(65), Baht(0), Baht(935)) == (
                last.offices[0].paid,
                last.offices[0].held_back,
                last.offices[0].remaining,
            )
            assert last.offices[0].remaining == ledger.balances(YEAR.be)[0].remaining

    def test_a_further_allocation_pays_what_waited(self) -> None:
        """Claims held for want of money are paid when the allocation to date is greater."""
        with open_ledger(":memory:") as ledger:
            run_of(self.claims, money=26, ledger=ledger, dry_run=False)
            more = run_of(self.claims, money=52, ledger=ledger, dry_run=False)
            assert Baht(26) == more.paying
            [balance] = ledger.balances(YEAR.be)
            assert (Baht(52), Baht(52), Baht(0)) == (balance.allocation, balance.paid, balance.remaining)

    def test_an_allocation_below_what_is_spent_is_refused(self) -> None:
        """An allocation smaller than what was paid is an error that names both."""
        with open_ledger(":memory:") as ledger:
            run_of(self.claims, ledger=ledger, dry_run=False)
            with pytest.raises(PayRunError, match="ยะลา"):
                run_of(self.claims, money=51, ledger=ledger)

    def test_the_ledger_knows_allocations_of_earlier_runs(self) -> None:
        """An office that the input does not name keeps the allocation that the ledger has."""
        with open_ledger(":memory:") as ledger:
            run_of(self.claims[:1], ledger=ledger, dry_run=False)
            run = run_of(self.claims, allocations={}, ledger=ledger, dry_run=False)
            assert Baht(39) == run.paying

    def test_a_run_that_comes_second_is_decided_anew(self) -> None:
        """Where another run is committed between the decision and the commit, its persons are not paid again."""
        with open_ledger(":memory:") as ledger:
            rival = Rival(ledger, lambda: run_of([claim("R1", 1)], ledger=ledger, dry_run=False))
            run = run_of(self.claims, ledger=rival, dry_run=False)
            assert {"C0": "payable", "C1": "rejected CLM-09", "C2": "payable", "C3": "payable"} == outcomes(
                run
            )
            assert (2, 1, Baht(52)) == (len(ledger.runs()), run.position, ledger.balances(YEAR.be)[0].paid)

    def test_the_same_run_committed_meanwhile_is_shown_as_it_was(self) -> None:
        """Where the very same run is committed by another process, nothing is paid again."""
        with open_ledger(":memory:") as ledger:
            rival = Rival(ledger, lambda: run_of(self.claims, ledger=ledger, dry_run=False))
            run = run_of(self.claims, ledger=rival, dry_run=False)
            assert (1, Baht(52)) == (len(ledger.runs()), ledger.balances(YEAR.be)[0].paid)
            assert Baht(52) == run.paying

    def test_a_ledger_that_never_rests_is_an_error(self) -> None:
        """After many tries a run says that others always came first, and has written nothing."""
        with open_ledger(":memory:") as ledger:
            rival = Rival(ledger, lambda: None, always_stale=True)
            with pytest.raises(PayRunError, match="again"):
                run_of(self.claims, ledger=rival, dry_run=False)
            assert () == ledger.runs()

    def test_an_empty_run_is_committed(self) -> None:
        """No claims: a run without payments stands in the ledger."""
        with open_ledger(":memory:") as ledger:
            run = run_of([], ledger=ledger, dry_run=False)
            assert (0, True, 1) == (len(run.decisions), run.committed, len(ledger.runs()))


class Rival:
    """A ledger at which another run comes first, once."""

    def __init__(self, ledger: Ledger, first: Any, *, always_stale: bool = False) -> None:
        self.ledger, self.first, self.always_stale = ledger, first, always_stale

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ledger, name)

    def commit(self, run: RunEntry) -> RunRecord:
        """Let the other run come first."""
        first, self.first = self.first, lambda: None
        first()
        if self.always_stale:
            raise StaleLedgerError(
                "moved-on", run_id=run.run_id, position=run.position, current=run.position + 1
            )
        return self.ledger.commit(run)


def test_an_unknown_reading_is_refused() -> None:
    """The error names the readings there are."""
    with pytest.raises(PayRunError, match="columns, direct or rete"):
        run_of([], engine="magic")


def test_progress_is_told() -> None:
    """Each stage is told from its first step to its last."""
    told: list[tuple[str, int, int]] = []
    with open_ledger(":memory:") as ledger:
        run_of(
            [claim("C1", 1), claim("C2", 2)],
            ledger=ledger,
            dry_run=False,
            progress=lambda *step: told.append(step),
        )
    assert ["read", "ledger", "decide", "commit"] == list(dict.fromkeys(stage for stage, _, _ in told))
    for stage in ("read", "ledger", "decide", "commit"):
        steps = [(done, of) for name, done, of in told if name == stage]
        assert (0, steps[-1][1]) == (steps[0][0], steps[-1][0])
        assert steps == sorted(steps)


def test_rules_of_an_office_count_too(tmp_path: Any) -> None:
    """A rule that an office adds rejects by severity error, holds by warning, and only notes by note."""
    text = """office:A-{number}:
  kind: check
  title: {{th: ก, en: a}}
  of: claim
  must: member != "N1"
  message: {{th: ก, en: a}}
  severity: {severity}
  source: {{document: ssoplan-conventions}}
  examples:
    - {{member: N2, state: passed}}
    - {{member: N1, state: finding}}
"""
    found = []
    for number, severity in enumerate(("error", "warning", "note"), 1):
        path = tmp_path / f"office-{number}.yaml"
        path.write_text(text.format(number=number, severity=severity), encoding="utf-8")
        policy = Policy.default().extend(path)
        found.append(outcomes(run_of([claim("C1", 1)], policy=policy))["C1"].partition(" ")[0])
    assert ["rejected", "held", "payable"] == found


def test_a_book_is_decided_without_being_read_again() -> None:
    """A book that was read once can be decided by each reading, with the same digest."""
    book = read_book(**sample_tables(), year=YEAR)
    assert 1 == len({decide(book, engine=engine).decisions.digest for engine in ("columns", "direct")})
