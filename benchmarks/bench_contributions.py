"""Contributions of a million wages: this library beside polars written by hand, in one run.

Run: ``python benchmarks/bench_contributions.py [COUNT]`` (default 1,000,000 rows). Needs polars and narwhals; pandas and
PyArrow are left out where they are not installed.

Each way gives the same satang in all five columns, which is asserted. Tasks take turns, so that noise hits all, and the
best time of some rounds counts. A ratio of 2.0 means twice the time of polars by hand.

The two ways by hand have the windows of the rates typed in, check nothing, and would have to be kept up to date.
"""

from __future__ import annotations

import datetime as dt
import gc
import random
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from ssoplan.calculators.contribution_columns import with_s33_contributions
from ssoplan.calculators.contributions import s33_contribution
from ssoplan.money import Baht

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 9
SLOW = 100
"""The scalar calculator is given one row of so many."""

NAMES = ["s33_base", "s33_employee", "s33_employer", "s33_state", "s33_total"]

# First day; hundredths of a percent of employee, employer and State; largest wage base in satang.
WINDOWS = [
    (dt.date(2021, 2, 1), 50, 300, 275, 15_000_00),
    (dt.date(2021, 4, 1), 500, 500, 275, 15_000_00),
    (dt.date(2021, 6, 1), 250, 250, 275, 15_000_00),
    (dt.date(2021, 12, 1), 500, 500, 275, 15_000_00),
    (dt.date(2022, 5, 1), 100, 100, 275, 15_000_00),
    (dt.date(2022, 8, 1), 500, 500, 275, 15_000_00),
    (dt.date(2022, 10, 1), 300, 300, 275, 15_000_00),
    (dt.date(2023, 1, 1), 500, 500, 275, 15_000_00),
    (dt.date(2026, 1, 1), 500, 500, 275, 17_500_00),
]
LEAST = 1_650_00


class Task(NamedTuple):
    """One way to work the contributions out."""

    label: str
    how: str
    run: Callable[[], Any]
    share: int = 1


def payroll(count: int, first: dt.date, last: dt.date) -> Any:
    """Return a frame of wages in satang and days of payment, the same at each run."""
    pl = import_module("polars")
    rng = random.Random(33)  # noqa: S311  # no secret
    days = (last - first).days + 1
    wages = [rng.randrange(1, 40_000_00) for _ in range(count)]
    paid = [first + dt.timedelta(days=rng.randrange(days)) for _ in range(count)]
    return pl.DataFrame({"wage": wages, "paid": paid})


def _shares(frame: Any, employee: Any, employer: Any, state: Any, most: Any) -> Any:
    pl = import_module("polars")
    base = pl.min_horizontal(pl.max_horizontal(pl.col("wage"), pl.lit(LEAST)), most)
    frame = frame.with_columns(base.alias("s33_base"))
    sides = {"s33_employee": employee, "s33_employer": employer, "s33_state": state}
    # Hundredths of a percent of satang, to whole baht, 50 satang up.
    half_up = {name: (pl.col("s33_base") * rate + 500_000) // 1_000_000 * 100 for name, rate in sides.items()}
    frame = frame.with_columns(**half_up)
    return frame.with_columns(s33_total=pl.col("s33_employee") + pl.col("s33_employer") + pl.col("s33_state"))


def by_join(frame: Any) -> Any:
    """Return the contributions by an as-of join with a table of the windows."""
    pl = import_module("polars")
    names = ["paid", "employee", "employer", "state", "most"]
    windows = pl.DataFrame(WINDOWS, schema=names, orient="row").set_sorted("paid")
    numbered = frame.with_row_index("at").sort("paid").join_asof(windows, on="paid")
    made = _shares(numbered, *(pl.col(name) for name in names[1:]))
    return made.sort("at").select(["wage", "paid", *NAMES])


def by_when(frame: Any) -> Any:
    """Return the contributions by a chain of when and then for each figure."""
    pl = import_module("polars")

    def chain(at: int) -> Any:
        made = pl.lit(WINDOWS[0][at])
        for window in WINDOWS[1:]:
            made = pl.when(pl.col("paid") >= window[0]).then(pl.lit(window[at])).otherwise(made)
        return made

    return _shares(frame.lazy(), *map(chain, range(1, 5))).collect()


def by_library(frame: Any) -> Any:
    """Return the contributions by this library."""
    return with_s33_contributions(frame, wage="wage", month="paid")


def by_scalar(frame: Any) -> Any:
    """Return the contributions of a few rows by the scalar calculator, row by row."""
    rows = frame.head(len(frame) // SLOW).rows()
    made = [s33_contribution.plain(Baht.from_satang(wage), paid) for wage, paid in rows]
    columns = [
        [each.satang for each in (one.base, one.employee, one.employer, one.state or Baht(0), one.total)]
        for one in made
    ]
    return import_module("polars").DataFrame(columns, schema=NAMES, orient="row")


def listed(made: Any) -> Any:
    """Return the five columns as lists, whatever library they are of."""
    return [[int(value) for value in import_module("polars").Series(made[name])] for name in NAMES]


def measure(tasks: Sequence[Task]) -> list[tuple[float, Any]]:
    """Return each task's best time and what it gave."""
    best: list[tuple[float, Any]] = [(float("inf"), None)] * len(tasks)
    gc.collect()
    for turn in range(ROUNDS):
        for at, task in enumerate(tasks):
            if turn * best[at][0] > 4:
                continue  # slow enough to be measured a few times only
            began = time.perf_counter()
            given = task.run()
            best[at] = (min(best[at][0], time.perf_counter() - began), given)
    return best


def report(title: str, count: int, tasks: Sequence[Task]) -> None:
    """Print one block, and refuse to if a way gives other amounts."""
    results = measure(tasks)
    expected = listed(results[0][1])
    base = results[0][0]
    print(f"\n{title}: {count:,} rows; x is against {tasks[0].label}")
    for task, (seconds, given) in zip(tasks, results, strict=True):
        assert [column[: count // task.share] for column in expected] == listed(given), task.label
        whole = seconds * task.share
        print(f"  {task.label:26} {count / whole:>12,.0f} rows/s  {whole / base:8.2f} x  {task.how}")


def tasks_of(frame: Any) -> list[Task]:
    """Return the ways that the installed libraries allow."""
    tasks = [
        Task("polars by hand", "a chain of when and then, lazy", lambda: by_when(frame)),
        Task("polars by hand, join", "as-of join with the windows", lambda: by_join(frame)),
        Task("ssoplan, polars", "with_s33_contributions(DataFrame)", lambda: by_library(frame)),
        Task(
            "ssoplan, polars lazy",
            "unusable='null', collected",
            lambda: with_s33_contributions(
                frame.lazy(), wage="wage", month="paid", unusable="null"
            ).collect(),
        ),
    ]
    for name, convert in (("pandas", "to_pandas"), ("pyarrow", "to_arrow")):
        try:
            other = getattr(frame, convert)()
        except ImportError:
            print(f"left out, not installed: {name}")
            continue
        how = "with_s33_contributions of its frame"
        tasks.append(Task(f"ssoplan, {name}", how, lambda other=other: by_library(other)))  # type: ignore[misc]  # the frame of this turn
    tasks.append(
        Task("ssoplan, scalar", "s33_contribution.plain, row by row", lambda: by_scalar(frame), SLOW)
    )
    return tasks


def main(arguments: Sequence[str]) -> None:
    """Print the two blocks."""
    try:
        import_module("polars")
        import_module("narwhals")
    except ImportError as error:
        print(f"left out, not installed: {error.name}")
        return
    count = int(arguments[0]) if arguments else 1_000_000
    long = payroll(count, dt.date(2021, 2, 1), dt.date(2026, 9, 30))
    report("Wage months of February 2564 to September 2569", count, tasks_of(long))
    year = payroll(count, dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    report("Wage months of 2566, one window", count, tasks_of(year))


if __name__ == "__main__":
    main(sys.argv[1:])
