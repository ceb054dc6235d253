"""Years and quarters of a million dates: this library against hand-written polars, pandas and a Python loop.

Run: ``python benchmarks/bench_years.py [rows]``. A ratio of 0.5 means half the speed of hand-written polars.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl

from ssoplan.calendar import BudgetYear, FundYear, be_year, columns

if TYPE_CHECKING:
    from collections.abc import Callable

HAND: dict[str, pl.Expr] = {
    "be_year": pl.col("date").dt.year() + 543,
    "budget_year": pl.col("date").dt.year() + 543 + (pl.col("date").dt.month() >= 10),
    "budget_quarter": (pl.col("date").dt.month() - 10) % 12 // 3 + 1,
    "fund_year": pl.col("date").dt.year() + 543,
    "fund_quarter": pl.col("date").dt.quarter(),
}


def seconds(work: Callable[[], Any], *, runs: int = 7) -> float:
    """Return the best time of a few runs after a first one."""
    work()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def report(name: str, ours: float, peer: float, peer_name: str = "polars by hand") -> None:
    """Print one line."""
    print(
        f"{name:32} {ours * 1000:8.1f} ms   {peer_name:16} {peer * 1000:8.1f} ms   ratio {peer / ours:5.2f}"
    )


def main(count: int) -> None:
    """Measure and print."""
    chance = random.Random(2566)  # noqa: S311  # repeatable, not secret
    first = dt.date(1962, 1, 1).toordinal()
    dates = [dt.date.fromordinal(first + chance.randrange(30_000)) for _ in range(count)]
    series = pl.Series("date", dates)
    frame, moments = series.to_frame(), pd.Series(pd.to_datetime(pd.Series(dates)), name="date")
    print(f"{count:,} dates; higher ratio is better")
    for name, by_hand in HAND.items():
        ours = getattr(columns, name)
        assert ours(series).cast(pl.Int64).to_list() == frame.select(by_hand.cast(pl.Int64))["date"].to_list()
        report(f"{name}, polars", seconds(lambda: ours(series)), seconds(lambda: frame.select(by_hand)))  # noqa: B023  # called at once
    report(
        "all five, eager",
        seconds(lambda: columns.with_years(frame, "date")),
        seconds(lambda: frame.with_columns(**HAND)),
    )
    report(
        "all five, lazy, early days null",
        seconds(lambda: columns.with_years(frame.lazy(), "date", outside="null").collect()),
        seconds(lambda: frame.lazy().with_columns(**HAND).collect()),
    )
    report(
        "budget_year, pandas",
        seconds(lambda: columns.budget_year(moments)),
        seconds(lambda: moments.dt.year + 543 + (moments.dt.month >= 10)),
        "pandas by hand",
    )
    some = dates[: count // 10]
    scalars: dict[str, Callable[[dt.date], Any]] = {
        "be_year": be_year,
        "BudgetYear.of": BudgetYear.of,
        "FundYear.of(…).quarter_of": lambda date: FundYear.of(date).quarter_of(date),
    }
    for name, scalar in scalars.items():
        took = seconds(lambda: [scalar(date) for date in some], runs=3)  # noqa: B023  # called at once
        print(f"{name + ', one by one':32} {took / len(some) * 1e6:8.2f} µs each")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
