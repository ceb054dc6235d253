"""The parameters of the published documents: they reproduce the documents' own arithmetic, and each has its source."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from ssoplan.calendar.years import BudgetYear, FundYear
from ssoplan.parameters import Parameter, Parameters, ParameterValue, ParameterWindowError
from ssoplan.units import Unit

PARAMETERS = Parameters.default()
ALL = list(PARAMETERS)
VALUES = [
    value
    for parameter in ALL
    for value in (*parameter.values, *parameter.drafts, *parameter.readings_set_aside)
]

END_2563, END_2564, END_2565, END_2566 = (FundYear(be).end for be in (2563, 2564, 2565, 2566))
NONG_KHAI = BudgetYear(2565).end


def get(id: str, on: dt.date = END_2566) -> Any:  # noqa: A002 - domain word
    """Return the value of a parameter on a day."""
    return PARAMETERS.value(id, on=on)


def month(be: int, number: int) -> dt.date:
    """Return a day of a month of a Buddhist year."""
    return FundYear(be).months[number - 1].start + dt.timedelta(days=14)


def to_baht(amount: Decimal) -> int:
    """Round a contribution as section 46 does: 50 satang up, less is dropped."""
    assert (get("contribution_option.rounding"), get("contribution_option.rounding_unit")) == ("half_up", 1)
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


class TestAuthority:
    def test_places_are_named_in_thai(self) -> None:
        """In Thai a citation has no English word but the id of its source."""
        places = {
            citation.text("th").removeprefix(citation.source)
            for value in VALUES
            for citation in value.citations
        }
        assert not [place for place in places if re.search("[A-Za-z]{2}", place)]

    @pytest.mark.parametrize("value", VALUES, ids=lambda value: value.id)
    def test_every_value_has_a_registered_source_and_a_check_date(self, value: ParameterValue) -> None:
        """No value stands without a citation, a day of verification and a known confidence."""
        assert value.citations
        assert all(citation.source in PARAMETERS.sources for citation in value.citations)
        assert value.verified == dt.date(2026, 11, 22)
        assert value.confidence in ("document", "secondary", "convention")

    @pytest.mark.parametrize("parameter", ALL, ids=lambda parameter: parameter.id)
    def test_every_parameter_is_bilingual(self, parameter: Parameter) -> None:
        """Titles stand in Thai script and in English."""
        assert re.search("[ก-๙]", parameter.title.th)
        assert parameter.title.en.isascii()

    def test_document_values_name_their_part(self) -> None:
        """What rests on a published document says where in it, but for the two slide decks and tables without parts."""
        unnumbered = {"yasothon-2555", "sukhothai-2564", "nong-khai-2565"}
        bare = {
            value.id
            for value in VALUES
            for citation in value.citations
            if citation.source in ("sso-2566", "bueng-kan-2564") or citation.source not in unnumbered
            if PARAMETERS.sources[citation.source].kind == "document" and citation.part is None
        }
        assert set() == bare

    def test_nothing_is_a_float(self) -> None:
        """Every number is exact."""
        assert [value.id for value in VALUES if isinstance(value.value, float)] == []

    def test_no_source_is_cited_for_a_document_year_it_does_not_know(self) -> None:
        """A value that rests on a document alone does not claim days before the five documents begin."""
        early = [
            value.id
            for value in VALUES
            if value.confidence == "document"
            and value.start_known
            and value.start
            and value.start < dt.date(2012, 11, 1)
        ]
        assert early == []

    def test_the_five_documents_and_the_legal_sources_are_registered(self) -> None:
        """The registry has the documents with the period that each governs, and the acts that the calendar rests on."""
        expected = {
            "sukhothai-2564": (FundYear(2564).start, END_2564),
            "bueng-kan-2564": (FundYear(2564).start, END_2564),
            "yasothon-2555": (dt.date(2012, 11, 1), dt.date(2013, 4, 30)),
            "sso-2566": (FundYear(2566).start, END_2566),
            "nong-khai-2565": (BudgetYear(2565).start, NONG_KHAI),
        }
        documents = {s.id: (s.start, s.end) for s in PARAMETERS.sources if s.kind == "document"}
        assert expected == documents
        assert {s.id for s in PARAMETERS.sources if s.kind == "act"} >= {
            "social-security-act-2533",
            "calendar-years-act-2483",
            "budget-procedures-act-2502",
            "budget-procedures-act-2561",
        }

    def test_old_benefit_amounts_are_not_shipped(self) -> None:
        """Benefit amounts in baht of about 2553 were the only ones seen; none is here."""
        assert [p.id for p in ALL if p.id.startswith("benefit.") and p.type == "money"] == []

    def test_a_thing_without_any_known_value_is_not_shipped(self) -> None:
        """The surcharge on late contributions was not seen in any text."""
        assert [p.id for p in ALL if "surcharge" in p.id] == []


class TestUnitRates:
    def test_network_compensation(self) -> None:
        """1,416 persons x 13 baht = 18,408 (Sukhothai); 100,000 persons = 1,300,000 (2566)."""
        assert 1416 * get("network_compensation.rate", END_2564) == 18_408
        assert 100_000 * get("network_compensation.rate") == 1_300_000
        with pytest.raises(ParameterWindowError):
            get("network_compensation.rate", END_2565)

    def test_mobile_unit_2564(self) -> None:
        """120x3x4x12 + 300x3x12 + 200x3x12 = 17,280 + 10,800 + 7,200 = 35,280, allocated 35,300."""
        months = get("calendar.months", END_2564)
        names = (
            *(
                "allowance.rate",
                "allowance.persons",
                "allowance.times_per_month",
                "fuel.rate",
                "fuel.times_per_month",
            ),
            *("rent.rate", "rent.times_per_month"),
            *("allocation.exact", "allocation.rounded_up_to", "allocation.allocated"),
        )
        sdu = {name: get(f"sdu.{name}", END_2564) for name in names}
        allowance = (
            sdu["allowance.rate"] * sdu["allowance.persons"] * sdu["allowance.times_per_month"] * months
        )
        fuel = sdu["fuel.rate"] * sdu["fuel.times_per_month"] * months
        rent = sdu["rent.rate"] * sdu["rent.times_per_month"] * months
        assert (allowance, fuel, rent) == (17_280, 10_800, 7_200)
        exact, step = sdu["allocation.exact"], sdu["allocation.rounded_up_to"]
        assert exact == allowance + fuel + rent == 35_280
        assert sdu["allocation.allocated"] == math.ceil(exact / step) * step == 35_300

    def test_mobile_unit_units(self) -> None:
        """The units of the cost factors multiply to baht."""
        factors = ("allowance.rate", "allowance.persons", "allowance.times_per_month")
        product = PARAMETERS["calendar.months"].unit
        for name in factors:
            product = product * PARAMETERS[f"sdu.{name}"].unit
        assert Unit.parse("THB") == product

    def test_mobile_unit_2565(self) -> None:
        """2,940 baht a month x 12 = 35,280 (Nong Khai), for 36 trips and 2,400 persons."""
        assert get("sdu.monthly_value", NONG_KHAI) * 12 == get("sdu.allocation.exact", NONG_KHAI) == 35_280
        assert get("sdu.trips_per_year", NONG_KHAI) == 36
        assert get("sdu.service_target.per_year", NONG_KHAI) == 200 * 12 == 2_400

    def test_mobile_unit_2566(self) -> None:
        """331,200 persons x 15 = 4,968,000 = 138 points x 36,000; 138 x 2,400 = 331,200."""
        points, target = get("sdu.service_points"), get("sdu.service_target.per_year")
        assert points * target == 331_200
        assert 331_200 * get("sdu.rate_per_person") == points * get("sdu.allocation.allocated") == 4_968_000

    def test_points_behind_the_table_of_2564(self) -> None:
        """328,800 persons / 2,400 = 137 points, though the table declares 88 units."""
        assert get("sdu.service_points", END_2564) * get("sdu.service_target.per_year", END_2564) == 328_800
        assert get("sdu.units_declared", END_2564) == 88

    @pytest.mark.parametrize(
        ("rate", "on", "quantity", "printed"),
        [
            ("briefing.rate", NONG_KHAI, 160, 80_000),
            ("briefing.rate", END_2566, 19_440, 9_720_000),
            ("epayment_workshop.rate", NONG_KHAI, 1, 10_000),
            ("epayment_workshop.rate", END_2566, 202, 2_020_000),
            ("leader_training.rate", NONG_KHAI, 100, 44_200),
            ("leader_training.rate", END_2566, 11_700, 5_335_200),
            ("visit.rate", END_2566, 44_059, 22_029_500),
            ("outreach.school.rate", NONG_KHAI, 100, 20_000),
            ("outreach.mini_office.rate", NONG_KHAI, 2, 10_000),
            ("outreach.village.rate", NONG_KHAI, 150, 7_500),
        ],
    )
    def test_printed_budgets(self, rate: str, on: dt.date, quantity: int, printed: int) -> None:
        """Rate x quantity is the amount that the document prints."""
        assert printed == quantity * get(rate, on)

    def test_class_of_a_briefing(self) -> None:
        """A class of 40 costs 20,000 baht; 4 classes are 160 persons."""
        assert get("briefing.rate") * get("briefing.class_size") == 20_000
        assert 4 * get("briefing.class_size", NONG_KHAI) == 160

    def test_auditors(self) -> None:
        """13,200 x 10 / 12 = 11,000 items for one month; 15,000 x 10 / 12 = 12,500."""
        per_month = get("auditor.count") / Decimal(12)
        assert get("auditor.items_2564_2566") * per_month == 11_000
        assert get("auditor.items_2566_2567") * per_month == 12_500


class TestThresholdsAndScales:
    def test_composite_weights(self) -> None:
        """60 and 40 make the whole; with 96.45 % spent the work plan has to reach 77.37 %."""
        work, spending = get("kpi.composite.work_plan_weight"), get("kpi.composite.spending_weight")
        assert work + spending == get("kpi.weight_total") == 100
        needed = (100 * get("kpi.composite.target") - spending * Decimal("96.45")) / work
        assert needed.quantize(Decimal("0.01")) == Decimal("77.37")

    def test_construction_tiers(self) -> None:
        """The tiers meet at 500,000 and 2,000,000 baht."""
        assert (get("construction.medium_from"), get("construction.large_above")) == (500_000, 2_000_000)

    @pytest.mark.parametrize("id", ["construction.large_progress", "construction.large_months"])
    def test_construction_scales_rise(self, id: str) -> None:  # noqa: A002 - domain word
        """Progress and due months of large works strictly rise; the last step is everything, in December."""
        values = list(get(id).values())
        assert sorted(set(values)) == values
        assert values[-1] == {"construction.large_progress": 100, "construction.large_months": 12}[id]

    def test_closed_lists(self) -> None:
        """The lists that a plan may refer to have the declared number of members, within their totals."""
        for key, count, total in (
            ("national_strategies", 3, 6),
            ("master_plan_issues", 7, 23),
            ("milestones", 2, 13),
        ):
            members = get(f"hierarchy.{key}")
            assert count == len(members) == len(set(members))
            assert total == get(f"hierarchy.{key}_total")
            assert all(1 <= member <= total for member in members)

    @pytest.mark.parametrize("key", ["national_strategy", "sso_five_year", "ministry_five_year"])
    def test_declared_length_of_plans(self, key: str) -> None:
        """Last year less first year plus one is the declared length."""
        first, last = get(f"plan_period.{key}.first"), get(f"plan_period.{key}.last")
        assert get(f"plan_period.{key}.years") == last - first + 1

    def test_declared_length_of_the_goals_of_2573_counts_exclusively(self) -> None:
        """2558 to 2573 is declared 15 years: the one period that is counted without its first year."""
        period = {key: value.value for key, value in PARAMETERS.under("plan_period.sdg", on=END_2566).items()}
        assert period["years"] == period["last"] - period["first"] == 15

    def test_network_sizes(self) -> None:
        """20 = ceil(10 % of 191 … 200); 1,416 = ceil(10 % of 14,151 … 14,160); 900 seats cover 885 villages."""
        share = get("network.minimum_members_share", END_2564)
        assert (
            {20}
            == {math.ceil(n * share / 100) for n in (191, 200)}
            == {get("network.minimum_members", END_2564)}
        )
        assert {1416} == {
            math.ceil(n * get("network.minimum_registrations_share", END_2564) / 100)
            for n in (14_151, 14_160)
        }
        yasothon = dt.date(2013, 1, 31)
        seats = get("network.training_batches", yasothon) * get("network.training_batch_size", yasothon)
        assert (seats, seats - get("network.villages", yasothon)) == (900, 15)

    def test_insured_paths(self) -> None:
        """Steps lead from the base to the target: s.33/39 with a knot in September, s.40 with the rest in December."""
        path = {key: value.value for key, value in PARAMETERS.under("insured_path", on=END_2566).items()}
        september = path["s33_39.start"] + 8 * path["s33_39.step_to_september"]
        assert september == 13_521_000
        assert path["s33_39.target"] == september + 3 * path["s33_39.step_to_december"]
        assert path["s40.base"] + 11 * path["s40.step"] + path["s40.last_step"] == path["s40.target"]

    @pytest.mark.parametrize(
        ("id", "on", "expected"),
        [
            ("report.monthly.due_day", END_2566, 5),
            ("report.opdc.due_day", dt.date(2012, 12, 31), 3),
            ("report.arrears.check_day", dt.date(2012, 12, 31), 15),
            ("report.arrears.missed_months", dt.date(2012, 12, 31), 2),
            ("proposal.sections", END_2564, 15),
            ("calendar.months", END_2566, 12),
            ("tolerance.share", END_2566, Decimal("0.02")),
            ("tolerance.office_sum", END_2566, 10),
            ("tolerance.money", END_2566, 0),
        ],
    )
    def test_days_counts_and_tolerances(self, id: str, on: dt.date, expected: object) -> None:  # noqa: A002 - domain word
        """The figures that rules compare with."""
        assert expected == get(id, on)

    def test_both_targets_of_the_retention_are_kept(self) -> None:
        """One slide prints 50 %, the next 70 %: one is used with a reason, the other stands beside it."""
        value = PARAMETERS.lookup("network.retention", on=dt.date(2013, 1, 31))
        assert (value.value, [other.value for other in value.set_aside]) == (50, [70])
        assert value.reason


class TestContributions:
    @pytest.mark.parametrize(
        ("be", "number", "share", "amount"),
        [
            (2563, 4, "1.8", 86),
            (2563, 10, "2", 96),
            (2564, 7, "4.5", 216),
            (2564, 10, "4.9", 235),
            (2565, 6, "1.9", 91),
            (2565, 11, "5", 240),
            (2566, 1, "9", 432),
        ],
    )
    def test_section_39_is_a_share_of_4800_rounded(
        self, be: int, number: int, share: str, amount: int
    ) -> None:
        """86, 96, 216, 235, 91, 240, 432 are shares of 4,800 with 50 satang rounded up."""
        on = month(be, number)
        base = get("contribution.s39.wage_base", on)
        assert (Decimal(share), amount) == (
            get("contribution.s39.rate", on),
            get("contribution.s39.amount", on),
        )
        assert amount == to_baht(base * Decimal(share) / 100)

    @pytest.mark.parametrize(
        ("be", "number", "employer", "insured"),
        [
            (2563, 2, "5", "5"),
            (2563, 3, "4", "1"),
            (2563, 5, "4", "1"),
            (2563, 6, "5", "5"),
            (2563, 9, "2", "2"),
            (2563, 12, "5", "5"),
            (2564, 1, "3", "3"),
            (2564, 2, "3", "0.5"),
            (2564, 4, "5", "5"),
            (2564, 6, "2.5", "2.5"),
            (2564, 11, "2.5", "2.5"),
            (2564, 12, "5", "5"),
            (2565, 1, "5", "5"),
            (2565, 4, "5", "5"),
            (2565, 5, "1", "1"),
            (2565, 7, "1", "1"),
            (2565, 8, "5", "5"),
            (2565, 10, "3", "3"),
            (2565, 12, "3", "3"),
            (2566, 1, "5", "5"),
        ],
    )
    def test_section_33_rates(self, be: int, number: int, employer: str, insured: str) -> None:
        """Reductions hold in their months, the normal rate between them."""
        on = month(be, number)
        found = get("contribution.s33.employer", on), get("contribution.s33.insured_person", on)
        assert (Decimal(employer), Decimal(insured)) == found

    def test_what_was_not_seen_is_refused(self) -> None:
        """The section 39 amount of early 2564 is not known: it is refused, not guessed."""
        with pytest.raises(ParameterWindowError):
            get("contribution.s39.amount", month(2564, 2))

    @pytest.mark.parametrize(
        ("be", "base", "contribution"),
        [
            (2568, 15_000, 750),
            (2569, 17_500, 875),
            (2571, 17_500, 875),
            (2572, 20_000, 1_000),
            (2574, 20_000, 1_000),
            (2575, 23_000, 1_150),
        ],
    )
    def test_wage_base_rises_in_steps(self, be: int, base: int, contribution: int) -> None:
        """The largest base rises in 2569, 2572 and 2575; 5 % of it is the highest contribution."""
        on = month(be, 1)
        assert base == get("contribution.s33.wage_base.maximum", on)
        assert contribution == to_baht(base * get("contribution.s33.insured_person", on) / 100)
        assert to_baht(get("contribution.s33.wage_base.minimum", on) * Decimal(5) / 100) == 83

    def test_both_readings_of_the_first_cut_of_2565(self) -> None:
        """The plan prints January to July; May to July is in force for a stated reason, and January is disputed."""
        parameter = PARAMETERS["contribution.s33.employer"]
        value = PARAMETERS.lookup(parameter.id, on=month(2565, 6))
        assert (dt.date(2022, 5, 1), dt.date(2022, 7, 31)) == (value.start, value.end)
        assert value.reason
        [other] = parameter.disputed(month(2565, 1))
        assert (Decimal(1), dt.date(2022, 1, 1), dt.date(2022, 7, 31)) == (
            other.value,
            other.start,
            other.end,
        )
        assert [citation.source for citation in other.citations] == ["sso-2566"]

    def test_the_reading_in_force_agrees_with_the_stated_savings(self) -> None:
        """34,023 over 4 points and 3 months is 17,044 over 2 points and 3 months, within the tolerance; 7 months are not."""

        def per_point_month(key: str, months: int, on: dt.date) -> Decimal:
            points = 5 - Decimal(get("contribution.s33.employer", on))
            return Decimal(get(f"contribution_savings.{key}", on)) / (points * months)

        second = per_point_month("second", get("contribution_savings.second_months", END_2565), END_2565)
        months = PARAMETERS.lookup("contribution_savings.first_months", on=END_2565)
        limit = get("tolerance.saving_per_point_month")
        assert abs(per_point_month("first", months.value, month(2565, 6)) / second - 1) * 100 <= limit
        [printed] = months.set_aside
        assert abs(per_point_month("first", printed.value, month(2565, 6)) / second - 1) * 100 > limit

    @pytest.mark.parametrize(
        ("option", "full", "to_60", "by_60"), [(1, 70, 42, 28), (2, 100, 60, 40), (3, 300, 180, 120)]
    )
    def test_both_readings_of_the_section_40_cut(
        self, option: int, full: int, to_60: int, by_60: int
    ) -> None:
        """The rate was cut to 60 % (42, 60, 180 baht); the printed "by 60 %" (28, 40, 120) is kept beside it."""
        name = f"contribution.s40.option_{option}"
        value = PARAMETERS.lookup(name, on=month(2565, 4))
        [other] = value.set_aside
        assert (full, to_60, by_60) == (get(name, month(2565, 8)), value.value, other.value)
        ratio = PARAMETERS.lookup("contribution.s40.ratio", on=month(2565, 4))
        assert ratio.value * full == 100 * to_60
        assert ratio.set_aside[0].value * full == 100 * by_60

    def test_government_contribution_is_paid_in_halves(self) -> None:
        """Two payments of a half, in the first and third quarter of the budget year: 2 x 24,257.0812 = 48,514.1624."""
        on = BudgetYear(2566).end
        quarters = get("state_budget.contribution_quarters", on)
        assert quarters == (1, 3)
        assert len(quarters) * get("state_budget.contribution_share", on) == 100


class TestBenefits:
    @pytest.mark.parametrize(
        ("cause", "on", "daily_wages"),
        [
            ("force_majeure", dt.date(2020, 12, 19), "45"),
            ("termination", dt.date(2020, 3, 1), "140"),
            ("termination", dt.date(2022, 2, 28), "140"),
            ("termination", dt.date(2022, 3, 1), "90"),
            ("resignation", dt.date(2022, 2, 28), "40.5"),
            ("resignation", dt.date(2022, 3, 1), "27"),
        ],
    )
    def test_unemployment_benefits_on_both_sides_of_their_windows(
        self, cause: str, on: dt.date, daily_wages: str
    ) -> None:
        """Share x days is the most that is paid, in daily wages; the windows touch without gap or overlap."""
        share, days = (get(f"benefit.unemployment.{cause}.{part}", on) for part in ("share", "days"))
        assert Decimal(daily_wages) == Decimal(share) * days / 100

    def test_the_day_before_a_window_is_refused(self) -> None:
        """Force majeure pays from 19 December 2563 on; what held before is not in the document."""
        with pytest.raises(ParameterWindowError):
            get("benefit.unemployment.force_majeure.days", dt.date(2020, 12, 18))

    def test_draft_law_stands_apart(self) -> None:
        """The provisions of the bill are drafts: 98 days, 70 %, age 65, six months, five years, three choices."""
        drafts = {parameter.id: parameter.drafts[0].value for parameter in ALL if parameter.drafts}
        assert drafts == {
            "benefit.child_allowance.months_after_leaving": 6,
            "benefit.disability.share": 70,
            "benefit.maternity.days": 98,
            "benefit.maternity.share": 50,
            "benefit.old_age.advance_years": 5,
            "benefit.old_age.choices": ("choose", "refund", "borrow"),
            "eligibility.s33.age_maximum": 65,
        }
