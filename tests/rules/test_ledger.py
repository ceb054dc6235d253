"""The ledger of section 40: payments, registrations, arrears, reports and grants checked together."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import pytest

from ssoplan.calendar import FundYear, Month
from ssoplan.model import (
    Evaluation,
    FundingSource,
    NetworkMember,
    Payment,
    PaymentMethod,
    ProgressReport,
    ReportFrequency,
)
from ssoplan.money import Baht
from ssoplan.rules.checking import CheckError, check
from ssoplan.rules.policy import Policy
from ssoplan.rules.readings import rete
from ssoplan.rules.session import RuleSession
from ssoplan.rules.subjects import own_day, subjects_of
from ssoplan.rules.subjects.ledger_rows import (
    ArrearsNotice,
    ContributionMonth,
    Grant,
    Ledger,
    NoticeChannel,
    Registration,
    ReportDue,
)

if TYPE_CHECKING:
    from ssoplan.rules.report import Report

needs_rete = pytest.mark.skipif(not rete.available(), reason="durable-rules is not installed")
T = TypeVar("T")
ENGINES = ["direct", pytest.param("rete", marks=[pytest.mark.rete, needs_rete])]

MEMBER = NetworkMember(
    member_id="N1",
    office_th="สุโขทัย",
    approved=dt.date(2021, 2, 10),
    registered=dt.date(2021, 2, 12),
    has_bank_account=True,
)
REGISTRATION = Registration(
    registration_id="R1",
    person_id="A",
    member_id="N1",
    registered=dt.date(2021, 3, 1),
    first_time=True,
    complete=True,
)
PAYMENT = Payment(
    payment_id="P1",
    member_id="N1",
    person_id="A",
    amount=Baht(13),
    registered=dt.date(2021, 3, 1),
    paid=dt.date(2021, 4, 30),
)
GOOD = Ledger(year=FundYear(2564), members=(MEMBER,), registrations=(REGISTRATION,), payments=(PAYMENT,))


def changed(thing: T, **changes: Any) -> T:
    """Return an object of the model with some fields changed."""
    return attrs.evolve(thing, **changes)  # type: ignore[type-var,misc,unused-ignore]  # mypy does not see attrs behind `entity`


def found(report: Report) -> list[tuple[str, str]]:
    """Return the findings as rule and path."""
    return [(each.rule_id, each.path) for each in report.findings]


@pytest.fixture(name="engine", params=ENGINES)
def _engine(request: pytest.FixtureRequest) -> Any:
    return request.param


class TestPayments:
    def test_a_payment_in_order_has_no_finding(self, engine: Any) -> None:
        """All rules on payments are evaluated on the last day of the ledger's fund year, and hold."""
        report = check(GOOD, engine=engine)
        assert found(report) == []
        assert report.skips == ()
        assert report.counts["passed"] >= 7

    @pytest.mark.parametrize(
        ("changes", "rules"),
        [
            ({"registrations": (changed(REGISTRATION, complete=False),)}, ["NET-07"]),
            ({"registrations": (changed(REGISTRATION, first_time=False),)}, ["NET-07"]),
            ({"registrations": (changed(REGISTRATION, member_id=None),)}, ["NET-07"]),
            ({"members": (changed(MEMBER, has_bank_account=False),)}, ["PAY-01"]),
            ({"members": (changed(MEMBER, approved=dt.date(2021, 3, 2)),)}, ["NET-06a"]),
            ({"payments": (changed(PAYMENT, method=PaymentMethod.CASH),)}, ["PAY-01"]),
            ({"payments": (changed(PAYMENT, amount=Baht("13.01")),)}, ["PAY-01a"]),
            ({"payments": (PAYMENT, changed(PAYMENT, payment_id="P2"))}, ["NET-07b", "NET-07b"]),
        ],
    )
    def test_each_fault_is_found_by_its_rule(self, engine: Any, changes: Any, rules: list[str]) -> None:
        """One thing wrong in an orderly ledger is one finding (two entries for one person accuse each other)."""
        report = check(changed(GOOD, **changes), engine=engine)
        assert [rule for rule, _ in found(report)] == rules

    def test_a_double_registration_accuses_the_later_one(self, engine: Any) -> None:
        """Of two registrations of one person as new, the later one is the finding, and names the earlier."""
        later = changed(REGISTRATION, registration_id="R2", registered=dt.date(2021, 5, 1))
        report = check(changed(GOOD, registrations=(later, REGISTRATION)), engine=engine)
        assert found(report) == [("NET-07a", "$.registrations[0]")]
        assert report.findings[0].related == (("earlier", "$.registrations[1]"),)


class TestArrears:
    def _ledger(self, *months: tuple[int, bool], notices: tuple[ArrearsNotice, ...] = ()) -> Ledger:
        rows = (
            ContributionMonth(person_id="A", month=Month(2556, number), paid=paid, as_of=dt.date(2013, 4, 16))
            for number, paid in months
        )
        return Ledger(contributions=tuple(rows), notices=notices)

    def test_two_months_missed_in_a_row_want_a_notice_by_the_15th(self, engine: Any) -> None:
        """January and February missed: due for notice in the check of 15 March."""
        ledger = self._ledger((1, False), (2, False), (3, True))
        report = check(ledger, on=dt.date(2013, 4, 16), engine=engine)
        assert found(report) == [("REP-07", "$.contributions[1]")]
        assert report.findings[0].values["check_by"] == dt.date(2013, 3, 15)
        notice = ArrearsNotice(person_id="A", sent=dt.date(2013, 3, 15), channel=NoticeChannel.SMS)
        answered = changed(ledger, notices=(notice,))
        assert found(check(answered, on=dt.date(2013, 4, 16), engine=engine)) == []

    def test_single_missed_months_want_none(self, engine: Any) -> None:
        """Months missed with a paid one between them are not in a row."""
        ledger = self._ledger((1, False), (2, True), (3, False))
        assert found(check(ledger, on=dt.date(2013, 4, 16), engine=engine)) == []

    def test_the_number_of_months_is_a_parameter(self, engine: Any) -> None:
        """With three months in a what-if, two are not enough and three are."""
        policy = Policy.default().override({"report.arrears.missed_months": 3})
        two = self._ledger((1, True), (2, False), (3, False))
        three = self._ledger((1, False), (2, False), (3, False))
        day = dt.date(2013, 4, 16)
        assert found(check(two, on=day, policy=policy, engine=engine)) == []
        assert found(check(three, on=day, policy=policy, engine=engine)) == [("REP-07", "$.contributions[2]")]


class TestReports:
    DUE = ReportDue(
        office_th="กนผ.", month=Month(2566, 1), strategy=1, project=1, indicator=1, as_of=dt.date(2023, 2, 6)
    )
    REPORT = ProgressReport(
        office_th="กนผ.", month=Month(2566, 1), strategy=1, project=1, indicator=1,
        submitted=dt.date(2023, 2, 5),
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("submitted", "rules"),
        [(dt.date(2023, 2, 5), []), (dt.date(2023, 2, 6), ["REP-01"]), (None, ["REP-01"])],
    )
    def test_the_report_for_january_is_due_on_5_february(
        self, engine: Any, submitted: dt.date | None, rules: list[str]
    ) -> None:
        """The day is the printed one, a Sunday in 2566; a report a day later, or none, is overdue."""
        reports = (changed(self.REPORT, submitted=submitted),)
        report = check(Ledger(year=FundYear(2566), reports_due=(self.DUE,), reports=reports), engine=engine)
        assert [rule for rule, _ in found(report)] == rules

    def test_nothing_is_overdue_on_the_due_day(self, engine: Any) -> None:
        """The report may still come."""
        due = changed(self.DUE, as_of=dt.date(2023, 2, 5))
        report = check(Ledger(year=FundYear(2566), reports_due=(due,), reports=(self.REPORT,)), engine=engine)
        assert report.counts["not applicable"] == 1


class TestGrants:
    GRANT = Grant(
        grant_id="G1", office_th="สปส.บึงกาฬ", item="sdu", year=FundYear(2565), announcement=1, amount=Baht(35300),
        funding_source=FundingSource.ADMIN_FUND,
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("changes", "rules"),
        [
            ({}, []),
            ({"amount": Baht(35280)}, ["FUND-11a", "FUND-11a"]),
            ({"amount": Baht(35280), "announcement": 2}, []),
            ({"funding_source": FundingSource.STATE_BUDGET}, ["FUND-01a", "FUND-01a"]),
            ({"amount": Baht(35280), "office_th": "สปส.เลย"}, []),
        ],
    )
    def test_grants_that_contradict_each_other(self, engine: Any, changes: Any, rules: list[str]) -> None:
        """Two amounts in one announcement, or two sources for one item, accuse both entries."""
        other = changed(self.GRANT, grant_id="G2", **changes)
        report = check(Ledger(year=FundYear(2565), grants=(self.GRANT, other)), engine=engine)
        assert [rule for rule, _ in found(report)] == rules


def test_a_ledger_without_a_year_needs_a_day() -> None:
    """A ledger of several years has no day of its own."""
    assert own_day(GOOD) == dt.date(2021, 12, 31)
    with pytest.raises(CheckError, match="on which day"):
        check(changed(GOOD, year=None))


def test_every_field_of_a_ledger_is_a_subject() -> None:
    """No row of a ledger goes unseen."""
    due, report, grant = TestReports.DUE, TestReports.REPORT, TestGrants.GRANT
    month = ContributionMonth(person_id="A", month=Month(2556, 1), paid=True)
    notice = ArrearsNotice(person_id="A", sent=dt.date(2013, 3, 15), channel=NoticeChannel.POST)
    full = changed(
        GOOD,
        contributions=(month,),
        notices=(notice,),
        reports_due=(due,),
        reports=(report,),
        grants=(grant,),
        evaluations=(
            Evaluation(
                office_th="กนผ.",
                frequency=ReportFrequency.ANNUAL,
                year=FundYear(2566),
                as_of=dt.date(2024, 1, 31),
            ),
        ),
    )
    fields = [
        field.name
        for field in attrs.fields(Ledger)  # type: ignore[arg-type]  # as above
        if field.name != "year"
    ]
    assert [rows[0].path for _, rows in subjects_of(full)] == [f"$.{name}[0]" for name in fields]


def test_a_session_follows_a_payment_to_its_end(engine: Any) -> None:
    """A payment becomes eligible as member, registration and account come, and is not when one goes."""
    session = RuleSession(on=dt.date(2021, 12, 31), engine=engine)
    session.put("payment", "P1", PAYMENT)
    assert [each.rule_id for each in session.findings] == ["NET-06a", "NET-07", "PAY-01"]
    step = session.put("network_member", "N1", MEMBER)
    assert [each.rule_id for each in step.disappeared] == ["NET-06a", "PAY-01"]
    step = session.put("registration", "R1", REGISTRATION)
    assert [each.rule_id for each in step.disappeared] == ["NET-07"]
    assert session.findings == ()
    step = session.change("network_member", "N1", {"has_bank_account": False})
    assert [(each.rule_id, each.path) for each in step.appeared] == [("PAY-01", "P1")]
