"""Dates and years against tables computed by pandas, fiscalyear, Java and the text of the 1940 law."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from ssoplan.calendar import (
    BudgetYear,
    CalendarError,
    FundYear,
    Month,
    add_months,
    be_year,
    date_of,
    due_date,
)

ORACLES = Path(__file__).parent.parent / "data" / "oracles"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one oracle."""
    with (ORACLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def be_text(date: dt.date) -> str:
    """Return a date as Java prints it: proleptic Buddhist year, month, day."""
    return f"{be_year(date, reckoning='proleptic')}-{date:%m-%d}"


def fiscal(date: dt.date) -> dict[str, str]:
    """Return what the library says in the columns of the fiscal oracle."""
    budget, fund, month = BudgetYear.of(date), FundYear.of(date), Month.of(date)
    due = due_date((month + 1).be, (month + 1).number, 15)
    values = {
        "iso": date,
        "be_year": be_year(date),
        "fiscal_year_be": budget.be,
        "fiscal_quarter": budget.quarter_of(date).number,
        "fiscal_month": budget.months.index(month) + 1,
        "fy_start": budget.start,
        "fy_end": budget.end,
        "fund_year_be": fund.be,
        "fund_quarter": fund.quarter_of(date).number,
        "due_15th_next_month": due,
    }
    return {name: str(value) for name, value in values.items()}


@pytest.mark.parametrize("row", rows("fiscal_pandas"), ids=lambda row: row["iso"])
def test_years_quarters_and_due_dates_agree_with_pandas(row: dict[str, str]) -> None:
    """Every column of the fiscal oracle is what the year types say."""
    assert row == fiscal(dt.date.fromisoformat(row["iso"]))


@pytest.mark.parametrize("row", rows("historical_be"), ids=lambda row: row["iso"])
def test_buddhist_year_before_and_after_the_1940_reform(row: dict[str, str]) -> None:
    """The civil and the proleptic year of a day are those of the historical oracle, and lead back to the day."""
    date = dt.date.fromisoformat(row["iso"])
    civil, proleptic = int(row["be_historical"]), int(row["be_proleptic"])
    assert (civil, proleptic) == (be_year(date), be_year(date, reckoning="proleptic"))
    assert date == date_of(civil, date.month, date.day)
    assert date == date_of(proleptic, date.month, date.day, reckoning="proleptic")


@pytest.mark.parametrize("row", rows("be_validity_java"), ids=lambda row: "-".join(list(row.values())[:3]))
def test_only_days_that_exist_have_a_date(row: dict[str, str]) -> None:
    """A BE date is a date exactly where Java's strict Buddhist calendar says so."""
    parts = int(row["be_year"]), int(row["month"]), int(row["day"])
    if row["valid"] == "true":
        assert dt.date.fromisoformat(row["iso"]) == date_of(*parts, reckoning="proleptic")
    else:
        with pytest.raises(CalendarError) as caught:
            date_of(*parts, reckoning="proleptic")
        assert caught.value.reason == "no-such-day"


@pytest.mark.parametrize("row", rows("dates_java_thaibuddhist"), ids=lambda row: row["iso"])
def test_month_arithmetic_agrees_with_java(row: dict[str, str]) -> None:
    """A month or a year later or earlier is the day Java's Buddhist calendar gives."""
    date = dt.date.fromisoformat(row["iso"])
    assert int(row["be_year"]) == be_year(date, reckoning="proleptic")
    assert row["plus_1_month_be"] == be_text(add_months(date, 1))
    assert row["plus_1_year_be"] == be_text(add_months(date, 12))
    assert row["minus_1_month_be"] == be_text(add_months(date, -1))


@pytest.mark.parametrize(
    "row",
    [row for row in rows("dates_java_thaibuddhist") if row["iso"] >= "1912-04-01"],
    ids=lambda row: row["iso"],
)
def test_month_lengths_agree_with_java(row: dict[str, str]) -> None:
    """A month has as many days as Java's Buddhist calendar gives it."""
    assert int(row["length_of_month"]) == Month.of(dt.date.fromisoformat(row["iso"])).days
