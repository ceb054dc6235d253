"""The bridge between budget year and fund year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssoplan import samples
from ssoplan.calculators import Calculation, CalculatorError
from ssoplan.calculators.bridging import Bridge, BridgeLine, bridge, bridge_plan
from ssoplan.calendar import BudgetYear, FundYear, Month, Quarter
from ssoplan.model import FundingSource, Plan
from ssoplan.money import Baht

SDU = "โครงการรอกหน่วยบริการเคลื่อนที่บริการเบ็ดเสร็จ (Service Delivery Unit)"
EPAYMENT = "โครงการอบรมเชิงปฏิบัติการแก่นายจ้างเพื่อจัดทำข้อมูลและ จ่ายเงินสมทบกองทุนประกันสังคมผ่านระบบอิเล็กทรอนิกส์ (e-payment)"


@pytest.fixture(scope="module")
def nong_khai() -> Calculation[Bridge]:
    """Return the bridge of the plan of Nong Khai for budget year 2565."""
    return bridge_plan(samples.load("nong-khai-2565"))


def line(cells: dict[Any, Any], *, printed: Any = None, unit_th: str = "บาท") -> BridgeLine:
    """Return a series of fund money."""
    return BridgeLine(
        item="x",
        source=FundingSource.ADMIN_FUND,
        unit_th=unit_th,
        cells=tuple(cells.items()),
        printed=printed,
    )


class TestNongKhai:
    def test_the_worked_example(self, nong_khai: Calculation[Bridge]) -> None:
        """The mobile unit of budget year 2565 costs fund year 2564 8,820 baht and 2565 26,460 baht: 35,280 in all."""
        parts = nong_khai.value.totals("item", "fund_year")
        assert Baht(8820) == parts[SDU, FundYear(2564)]
        assert Baht(26_460) == parts[SDU, FundYear(2565)]
        assert Baht(35_280) == nong_khai.value.totals("item")[SDU]

    def test_targets_are_bridged_too(self, nong_khai: Calculation[Bridge]) -> None:
        """Of its 2,400 persons a quarter is served in fund year 2564; units are never mixed."""
        persons = nong_khai.value.totals("item", "fund_year", unit_th="คน")
        assert (600, 1800) == (persons[SDU, FundYear(2564)], persons[SDU, FundYear(2565)])

    def test_by_month_and_quarter(self, nong_khai: Calculation[Bridge]) -> None:
        """Each month and each quarter of either year has its money."""
        by_month = nong_khai.value.totals("item", "month")
        assert Baht(2940) == by_month[SDU, Month(2564, 10)]
        by_quarter = nong_khai.value.totals("item", "budget_quarter")
        assert Baht(8820) == by_quarter[SDU, Quarter(BudgetYear(2565), 1)]
        assert Baht(8820) == nong_khai.value.totals("item", "fund_quarter")[SDU, Quarter(FundYear(2564), 4)]

    def test_what_the_cells_do_not_hold_is_named(self, nong_khai: Calculation[Bridge]) -> None:
        """Totals of 60,000 against cells of 70,000, and two without cells, leave 41,700 baht without a month."""
        assert Baht(-10_000 + 7_500 + 44_200) == nong_khai.remainder
        (told,) = (note for note in nong_khai.notes if EPAYMENT in note.text())
        assert "60,000 baht printed, 70,000 baht in the cells" in told.text()

    def test_money_not_allocated_has_no_source(self, nong_khai: Calculation[Bridge]) -> None:
        """What the plan marks as not allocated is shown and counted as nobody's money."""
        by_source = nong_khai.value.totals("source")
        assert Baht(20_000) == by_source[FundingSource.NONE]
        assert Baht(195_280) == by_source[FundingSource.ADMIN_FUND]
        assert Baht(0) == by_source[FundingSource.STATE_BUDGET]

    def test_record_and_back(self, nong_khai: Calculation[Bridge]) -> None:
        """The bridge goes through JSON, and recomputed from there it is the same."""
        again = Calculation.from_json(nong_khai.to_json())
        assert nong_khai == again
        assert nong_khai.value == again.recompute().value


class TestSso2566:
    def test_state_money_by_quarter(self) -> None:
        """The first quarter of the State's year 2566 lies in fund year 2565; sums of rows are not counted twice."""
        made = bridge_plan(samples.load("sso-2566"))
        by_year = made.value.totals("source", "fund_year")
        assert Baht("24508525200") == by_year[FundingSource.STATE_BUDGET, FundYear(2565)]
        assert Baht("49432152000") == made.value.totals("source")[FundingSource.STATE_BUDGET]
        assert Baht(0) == made.remainder

    def test_what_does_not_add_up_is_named(self) -> None:
        """Levels, stocks and damaged rows are left out, each with its reason in both languages."""
        made = bridge_plan(samples.load("sso-2566"))
        assert any("a level to hold" in note.text() for note in made.notes)
        assert any("เสียหาย" in note.text("th") for note in made.notes)


def test_a_plan_without_a_year_is_refused() -> None:
    """Cells without a year have no months; the error says what to do."""
    with pytest.raises(CalculatorError, match="names no year"):
        bridge_plan(Plan(title_th="x"))


def test_no_cell_at_all() -> None:
    """A series without cells gives an empty bridge, and its printed total is the remainder."""
    made = bridge([line({}, printed=Baht(5))])
    assert ({}, Baht(5)) == (made.value.totals("fund_year"), made.remainder)


def test_records_keep_money_in_satang() -> None:
    """Flat records have money in satang and counts as they are, each with both years."""
    (money, count) = bridge(
        [line({Month(2564, 12): Baht("1.50")}), line({Month(2565, 1): 7}, unit_th="คน")]
    ).value.to_records()
    assert (150, None, 2565, 1, 2564, 4) == tuple(
        money[name]
        for name in ("satang", "value", "budget_year", "budget_quarter", "fund_year", "fund_quarter")
    )
    assert (None, 7, 2565, 2, 2565, 1) == tuple(
        count[name]
        for name in ("satang", "value", "budget_year", "budget_quarter", "fund_year", "fund_quarter")
    )


MONTHS = st.builds(Month, st.integers(2500 + 10, 2580), st.integers(1, 12))


@given(
    st.dictionaries(MONTHS, st.integers(-(10**9), 10**9), max_size=40),
    st.integers(-(10**9), 10**9),
)
def test_nothing_is_lost(cells: dict[Month, int], printed: int) -> None:
    """Whatever the months, both years add up to all that was given, and with the remainder to what was printed."""
    amounts = {month: Baht.from_satang(value) for month, value in cells.items()}
    made = bridge([line(amounts, printed=Baht.from_satang(printed))])
    given_in = sum(amounts.values(), Baht(0))
    for by in ("budget_year", "fund_year", "budget_quarter", "fund_quarter", "month"):
        parts = made.value.totals(cast("Any", by))
        assert given_in == sum(cast("dict[Any, Baht]", parts).values(), Baht(0))
    assert Baht.from_satang(printed) == given_in + made.remainder


def test_decimals_stay_exact() -> None:
    """Counts with decimals are added as they are."""
    made = bridge([line({Month(2564, 10): Decimal("0.1"), Month(2564, 11): Decimal("0.2")}, unit_th="ร้อยละ")])
    assert {FundYear(2564): Decimal("0.3")} == made.value.totals("fund_year", unit_th="ร้อยละ")
