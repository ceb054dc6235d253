"""What the rules on network, payment, eligibility, dated rates and reporting say about the published documents.

That the findings are exactly the reviewed ones is shown for every family at once. What holds on every published
document is shown here to be noticed on samples with one thing changed.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import attrs
import pytest

from ssoplan import samples
from ssoplan.calculators.reporting import arrears_notices
from ssoplan.calendar import FundYear, Month
from ssoplan.model import Figure, Plan, ProgressReport, Proposal, ReportFrequency, Trace
from ssoplan.parameters import Parameters, ParameterWindowError
from ssoplan.rules.checking import check
from ssoplan.rules.subjects.ledger_rows import ContributionMonth, Ledger

from .families import family_of, found, passed, policy

SSO, SUKHOTHAI, YASOTHON = "sso-2566", "sukhothai-2564", "yasothon-2555"


def states(rule: str, document: Any, on: dt.date | None = None) -> tuple[list[str], list[str]]:
    """Return where a rule finds something in a document, and where it is not evaluated."""
    made = check(document, policy=policy(family_of(rule)), on=on)
    findings = [each.path for each in made.findings if each.rule_id == rule]
    return findings, [each.path for each in made.skips if each.rule_id == rule]


def changed(thing: Any, path: str, value: Any) -> Any:
    """Return a document with the field at a path such as ``sections.0.number`` replaced."""
    name, _, rest = path.partition(".")
    if isinstance(thing, tuple):
        place = int(name)
        item = changed(thing[place], rest, value) if rest else value
        return (*thing[:place], item, *thing[place + 1 :])
    inner = changed(getattr(thing, name), rest, value) if rest else value
    return attrs.evolve(thing, **{name: inner})


def with_figure(holder: Any, key: str, **values: Any) -> Any:
    """Return an object with the first figure of a key changed."""
    place = next(i for i, each in enumerate(holder.figures) if each.key == key)
    figure = attrs.evolve(holder.figures[place], **values)
    return attrs.evolve(holder, figures=(*holder.figures[:place], figure, *holder.figures[place + 1 :]))


def plan(sample: str) -> Plan:
    """Return a sample that is a plan."""
    document = samples.load(sample)
    assert isinstance(document, Plan)
    return document


@pytest.mark.parametrize(
    ("sample", "rule", "values"),
    [
        (
            YASOTHON,
            "NET-03a",
            {"village_representatives": 885, "most_representatives": 551, "members_each": Fraction(25, 2)},
        ),
        (SSO, "TDR-05", {"reduced_to": 180, "left": 120}),
        (
            SSO,
            "TDR-06",
            {
                "first_months": 7,
                "second_months": 3,
                "first_a_month": Fraction("1215.1"),
                "second_a_month": Fraction("2840.7"),
            },
        ),
        (SSO, "REP-03a", {"annual_system": "eMENSOCR"}),
    ],
)
def test_a_finding_carries_the_right_figures(sample: str, rule: str, values: dict[str, Any]) -> None:
    """A finding shows the figures of the document and what they should have been."""
    actual = found(sample, rule).values
    assert values == {name: actual[name] for name in values}


@pytest.mark.parametrize(
    ("rule", "sample", "count"),
    [
        ("NET-01", SUKHOTHAI, 1),
        ("NET-02", SUKHOTHAI, 1),
        ("NET-03", YASOTHON, 1),
        ("NET-04", YASOTHON, 1),
        ("NET-05a", YASOTHON, 1),
        ("PAY-01b", SUKHOTHAI, 1),
        ("PAY-02", SUKHOTHAI, 1),
        ("ELIG-01", YASOTHON, 1),
        ("ELIG-01a", YASOTHON, 1),
        ("ELIG-04", SSO, 1),
        ("TDR-11", SSO, 1),
        ("REP-01a", SSO, 1),
        ("REP-02", SSO, 1),
        ("REP-03", SSO, 1),
        ("REP-04", YASOTHON, 1),
        ("REP-05", SSO, 1),
        ("REP-09", SSO, 6),
        ("REP-09a", SSO, 6),
    ],
)
def test_a_rule_passes_where_the_documents_are_sound(rule: str, sample: str, count: int) -> None:
    """A rule is evaluated on every row that the documents hold, not only where it finds something."""
    assert count == passed(rule, sample)


class TestChangedDocuments:
    @pytest.mark.parametrize(
        ("rule", "sample", "path", "value", "where"),
        [
            ("NET-01", SUKHOTHAI, "target_groups.0.count", 19, "$.target_groups[0]"),
            (
                "NET-02",
                SUKHOTHAI,
                "target_groups.1.base_share_percent",
                Decimal("9.5"),
                "$.target_groups[1]",
            ),
            ("NET-05a", YASOTHON, "projects.3.indicators.0.target", 6789, "$.projects[1]"),
            ("PAY-01b", SUKHOTHAI, "activities.3.payment_method", "cash", "$.activities"),
            ("PAY-02", SUKHOTHAI, "work_plan.0.last_column", 3, "$.activities"),
            ("PAY-02", SUKHOTHAI, "work_plan.2.first_column", 1, "$.activities"),
            ("REP-01a", SSO, "monitoring.due_day", 15, "$.monitoring"),
            ("REP-02", SSO, "monitoring.frequencies", (ReportFrequency.MONTHLY,), "$.monitoring"),
            ("REP-03", SSO, "monitoring.frequencies", (ReportFrequency.QUARTERLY,), "$.monitoring"),
            ("REP-04", YASOTHON, "monitoring.due_day", 5, "$.monitoring"),
            ("REP-05", SSO, "monitoring.bodies_th.3", "คณะกรรมการประกันสังคม (ชุดที่ 14)", None),
            (
                "REP-05",
                SSO,
                "monitoring.bodies_th.3",
                "คณะกรรมการประกันสังคม (ชุดที่ 14) /คณะกรรมการกองทุนเงินทดแทน (ชุดที่ 12)",
                "$.monitoring",
            ),
        ],
    )
    def test_one_thing_changed_is_found(
        self, rule: str, sample: str, path: str, value: object, where: str | None
    ) -> None:
        """What the published documents keep is found where one of them does not; what is not named is left open."""
        findings, skipped = states(rule, changed(samples.load(sample), path, value))
        assert (findings, skipped) == (([where], []) if where else ([], ["$.monitoring"]))

    @pytest.mark.parametrize(
        ("rule", "holder", "key", "values"),
        [
            ("NET-03", "projects.1", "workers_per_representative_at_least", {"value": 19}),
            ("NET-04", "projects.1", "training_persons_per_batch", {"value": 294}),
            ("ELIG-01", "", "informal_workers_oldest_age", {"value": 65}),
            ("ELIG-01a", "", "population", {"value": 264_807}),
        ],
    )
    def test_a_changed_figure_of_the_slides_is_found(
        self, rule: str, holder: str, key: str, values: dict[str, Any]
    ) -> None:
        """A ratio below twenty, too few seats, other ages and fewer inhabitants than workers are findings."""
        document = plan(YASOTHON)
        made = (
            changed(document, holder, with_figure(document.projects[1], key, **values))
            if holder
            else with_figure(document, key, **values)
        )
        assert len(states(rule, made)[0]) == 1

    @pytest.mark.parametrize(
        ("rule", "key", "values", "count"),
        [
            ("TDR-05", "section_40_contribution_reduced_to", {"value": 120}, 0),
            (
                "TDR-06",
                "contribution_savings",
                {"text_th": "พฤษภาคม – กรกฎาคม 2565 · ม.33 ม.39 นายจ้าง"},
                0,
            ),
            ("TDR-11", "unemployment_benefit_force_majeure_persons", {"value": 719_402}, 1),
            ("TDR-11", "unemployment_benefit_force_majeure_paid", {"value": Decimal("10153.27")}, 1),
        ],
    )
    def test_a_changed_figure_of_the_plan(
        self, rule: str, key: str, values: dict[str, Any], count: int
    ) -> None:
        """With the other reading of the window or of the cut the plan agrees with itself; a part above its whole is found."""
        assert count == len(states(rule, with_figure(plan(SSO), key, **values))[0])

    def test_a_damaged_figure_is_no_finding(self) -> None:
        """A figure that the transcription marks damaged makes the rule not evaluated."""
        lost = with_figure(plan(SSO), "contribution_savings", trace=Trace(damaged=("value",)))
        assert states("TDR-06", lost) == ([], ["$.figures[?@.key=='contribution_savings']"])

    def test_an_unreadable_window_is_left_open(self) -> None:
        """A window that cannot be read is not guessed."""
        lost = with_figure(plan(SSO), "contribution_savings", text_th="ช่วงแรก · ม.33 ม.39 นายจ้าง")
        assert states("TDR-06", lost) == ([], ["$.figures[?@.key=='contribution_savings']"])

    def test_one_case_too_few_is_found(self) -> None:
        """A text that names three cases and declares four is a finding."""
        document = plan(SSO)
        strategy = with_figure(
            document.strategies[0], "e_self_service_cases", text_th="4 กรณี คลอดบุตร ชราภาพ ว่างงาน"
        )
        assert len(states("ELIG-04", changed(document, "strategies.0", strategy))[0]) == 1

    @pytest.mark.parametrize(
        ("rule", "key", "base", "count"),
        [
            ("NET-01a", "network_members_base", 200, 0),
            ("NET-01a", "network_members_base", 201, 1),
            ("NET-02a", "new_section40_insured_base", 14_160, 0),
            ("NET-02a", "new_section40_insured_base", 14_161, 1),
        ],
    )
    def test_a_base_that_is_stated_is_held_against_the_target(
        self, rule: str, key: str, base: int, count: int
    ) -> None:
        """20 members do for a base of 200, 1,416 registrations for one of 14,160, and no more."""
        document = samples.load(SUKHOTHAI)
        assert isinstance(document, Proposal)
        made = changed(document, "figures", (*document.figures, Figure(key=key, value=base)))
        assert count == len(states(rule, made)[0])


class TestResults:
    REPORT = ProgressReport(
        office_th="กนผ.",
        month=Month(2566, 1),
        strategy=1,
        project=1,
        indicator=1,
        submitted=dt.date(2023, 2, 5),
        result=5,
        as_of=dt.date(2023, 1, 31),
    )

    def rows(self, **changes: Any) -> Ledger:
        """Return a ledger of two reports, the second with some fields changed."""
        second = attrs.evolve(self.REPORT, **changes)  # type: ignore[misc,unused-ignore]  # mypy does not see attrs behind `entity`
        return Ledger(year=FundYear(2566), reports=(self.REPORT, second))

    def test_a_result_without_its_day_is_found(self) -> None:
        """A reported result says of which day it is; a report without a result need not."""
        assert states("REP-09", self.rows(as_of=None))[0] == ["$.reports[1]"]
        assert states("REP-09", self.rows(as_of=None, result=None)) == ([], [])

    def test_two_results_of_one_day_contradict_each_other(self) -> None:
        """The same thing on the same day has one result."""
        assert states("REP-09a", self.rows(result=6))[0] == ["$.reports[0]", "$.reports[1]"]

    @pytest.mark.parametrize(
        "changes",
        [{}, {"result": 6, "as_of": dt.date(2023, 2, 28)}, {"result": 6, "indicator": 2}],
    )
    def test_results_of_other_days_or_things_do_not(self, changes: dict[str, Any]) -> None:
        """The same result twice, another day and another indicator are no contradiction."""
        assert states("REP-09a", self.rows(**changes)) == ([], [])


PATTERNS = [pattern for pattern in product("+-.", repeat=5) if pattern[-1] == "-"]


@pytest.mark.parametrize("least", [1, 2, 3])
def test_the_list_of_notices_is_what_the_rule_on_arrears_asks_for(least: int) -> None:
    """Paid, unpaid or without an entry: REP-07 misses a notice exactly for whom the calculator lists."""
    on, check_month = dt.date(2013, 4, 30), Month(2556, 3)
    months = Month.range(check_month - 5, check_month - 1)
    rows = [
        ("".join(pattern), month, mark == "+")
        for pattern in PATTERNS
        for month, mark in zip(months, pattern, strict=True)
        if mark != "."
    ]
    ledger = Ledger(
        contributions=tuple(
            ContributionMonth(person_id=person, month=month, paid=paid, as_of=on)
            for person, month, paid in rows
        )
    )
    what_if = {"report.arrears.missed_months": least}
    listed = arrears_notices(
        rows, check=check_month, on=on, parameters=Parameters.default().override(what_if)
    )
    report = check(ledger, on=on, policy=policy("rep").override(what_if))
    last = {f"$.contributions[{i}]": row[0] for i, row in enumerate(rows) if row[1] == months[-1]}
    found = {last[each.path] for each in report.findings if each.rule_id == "REP-07" and each.path in last}
    assert {notice.person_id for notice in listed.value} == found
    assert 0 < len(found) <= len(PATTERNS)
    assert ("+...-" in found) is (least <= 4)
    assert ("....-" in found) is (least == 1)


class TestDrafts:
    def test_the_five_drafts(self) -> None:
        """TDR-13 to TDR-17 are shown as drafts and are in force on no day."""
        drafts = [rule.id for rule in policy("tdr").rules if rule.legal_status == "draft"]
        assert drafts == [f"TDR-{number}" for number in range(13, 18)]
        on = FundYear(2566).end
        assert {rule.id for rule in policy("tdr").in_force(on=on).rules}.isdisjoint(drafts)

    @pytest.mark.parametrize(
        ("parameter", "value"),
        [
            ("benefit.maternity.days", 90),
            ("benefit.disability.share", 50),
            ("eligibility.s33.age_maximum", 60),
        ],
    )
    def test_the_value_in_force_is_the_old_one(self, parameter: str, value: int) -> None:
        """Where a draft changes a figure, a look-up gives what is law."""
        assert value == Parameters.default().value(parameter, on=FundYear(2566).end)

    def test_what_only_a_draft_says_is_refused(self) -> None:
        """A figure that stands in a draft alone cannot be looked up."""
        with pytest.raises(ParameterWindowError):
            Parameters.default().value("benefit.child_allowance.months_after_leaving", on=FundYear(2566).end)


@pytest.mark.parametrize(("window", "month"), [("first", Month(2565, 5)), ("second", Month(2565, 10))])
def test_the_points_of_the_savings_are_those_of_the_rates(window: str, month: Month) -> None:
    """The points by which TDR-06 divides are the normal rate less the reduced one, on either side."""
    parameters = Parameters.default()
    cut = parameters.value(f"contribution_savings.{window}_points", on=FundYear(2566).end)
    for party in ("employer", "insured_person"):
        normal, reduced = (
            parameters.value(f"contribution.s33.{party}", on=each.start) for each in (Month(2565, 8), month)
        )
        assert cut == normal - reduced
