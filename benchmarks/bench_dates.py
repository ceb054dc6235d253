"""Dates to Thai text and back: this library beside a hand-written f-string table, PyThaiNLP and PyICU, in one run.

Run: ``python benchmarks/bench_dates.py [COUNT]``. Packages that are not installed are left out. A ratio of 2.0 means
twice the time of the first line of its block; ``same`` is the share of values with the same answer.
"""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
import time
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ssoplan.calendar._names import MONTHS, WEEKDAYS
from ssoplan.calendar.format import Style, format_date
from ssoplan.calendar.text import parse_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 5
MONTH = ["", *(name.full for name in MONTHS)]
SHORT = ["", *(name.short for name in MONTHS)]
WEEKDAY = [f"วัน{name.full}" for name in WEEKDAYS]

BY_HAND: dict[Style, Callable[[Sequence[dt.date]], list[str]]] = {
    "full": lambda days: [
        f"{WEEKDAY[d.weekday()]}ที่ {d.day} {MONTH[d.month]} พ.ศ. {d.year + 543}" for d in days
    ],
    "long": lambda days: [f"{d.day} {MONTH[d.month]} {d.year + 543}" for d in days],
    "medium": lambda days: [f"{d.day} {SHORT[d.month]} {d.year + 543}" for d in days],
    "short": lambda days: [f"{d.day}/{d.month}/{(d.year + 543) % 100:02}" for d in days],
}
"""The fastest thing one would write by hand: a comprehension with the names in a list, and no checks."""


def measure(tasks: Sequence[Callable[[], list[Any]]]) -> list[tuple[float, list[Any]]]:
    """Return each task's best time of some rounds and what it gave; tasks take turns, so that noise hits all."""
    best: list[tuple[float, list[Any]]] = [(float("inf"), [])] * len(tasks)
    for _ in range(ROUNDS):
        for at, task in enumerate(tasks):
            began = time.perf_counter()
            given = task()
            best[at] = (min(best[at][0], time.perf_counter() - began), given)
    return best


def report(title: str, count: int, tasks: Sequence[tuple[str, Callable[[], list[Any]]]]) -> None:
    """Print one block: the first task's time, and the ratio of the others to it."""
    print(f"{title}: {count:,} values")
    results = measure([task for _, task in tasks])
    base, expected = results[0]
    for (label, _), (seconds, given) in zip(tasks, results, strict=True):
        same = sum(a == b for a, b in zip(expected, given, strict=True)) / count
        each = seconds / count * 1e6
        print(
            f"  {label:26} {seconds:7.3f} s {each:7.2f} µs   ratio {seconds / base:6.2f}   same {same:7.2%}"
        )
    print()


def module(name: str) -> Any:
    """Return a package, or None where it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None


def written(days: Sequence[dt.date], style: Style) -> list[str]:
    """Return every day in one style."""
    return [format_date(day, style) for day in days]


def format_long(days: Sequence[dt.date]) -> list[tuple[str, Callable[[], list[Any]]]]:
    """Return the packages that can write the long form."""
    tasks: list[tuple[str, Callable[[], list[Any]]]] = []
    if thai := module("pythainlp.util"):
        moments = [dt.datetime(d.year, d.month, d.day) for d in days]  # noqa: DTZ001  # a day, not a moment
        tasks.append(
            ("pythainlp thai_strftime", lambda: [thai.thai_strftime(m, "%-d %B %Y") for m in moments])
        )
    if icu := module("icu"):
        form = icu.DateFormat.createDateInstance(icu.DateFormat.LONG, icu.Locale("th_TH@calendar=buddhist"))
        form.setTimeZone(icu.TimeZone.createTimeZone("UTC"))
        stamps = [(d - dt.date(1970, 1, 1)).days * 86400.0 for d in days]
        tasks.append(("PyICU LONG", lambda: [form.format(stamp) for stamp in stamps]))
    return tasks


def parse_long(texts: Sequence[str]) -> list[tuple[str, Callable[[], list[Any]]]]:
    """Return the packages that can read ``31 ธันวาคม 2563``."""
    tasks: list[tuple[str, Callable[[], list[Any]]]] = []
    if thai := module("pythainlp.util"):
        tasks.append(
            ("pythainlp thai_strptime", lambda: [thai.thai_strptime(t, "%d %B %Y").date() for t in texts])
        )
    if icu := module("icu"):
        form = icu.SimpleDateFormat("d MMMM y", icu.Locale("th_TH@calendar=buddhist"))
        form.setTimeZone(icu.TimeZone.createTimeZone("UTC"))
        form.setLenient(False)
        epoch = dt.date(1970, 1, 1)
        tasks.append(
            (
                "PyICU strict, one pattern",
                lambda: [epoch + dt.timedelta(form.parse(t) // 86400) for t in texts],
            )
        )
    return tasks


def first_use() -> None:
    """Print what the first written date costs in a fresh interpreter, Babel included."""
    code = (
        "import time, datetime as dt; from ssoplan.calendar.format import format_date; day = dt.date(2021, 10, 31);"
        "t = time.perf_counter(); format_date(day); a = time.perf_counter(); format_date(day);"
        "print(f'{(a - t) * 1e3:.1f} ms, then {(time.perf_counter() - a) * 1e6:.1f} µs')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    print(f"first format_date of a process: {done.stdout}")


def main(count: int) -> None:
    """Measure and print."""
    chance = random.Random(2566)  # noqa: S311  # repeatable, not secret
    first = dt.date(1941, 1, 1).toordinal()
    days = [dt.date.fromordinal(first + chance.randrange(90_000)) for _ in range(count)]
    for style, by_hand in BY_HAND.items():
        by_table = ("f-string table by hand", partial(by_hand, days))
        ours = (f"ssoplan {style}", partial(written, days, style))
        report(f"write, {style}", count, [by_table, ours, *(format_long(days) if style == "long" else [])])
    few = days[: max(1, count // 10)]
    texts = [format_date(day) for day in few]
    report("read, long", len(few), [("ssoplan", lambda: [parse_date(t) for t in texts]), *parse_long(texts)])
    first_use()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
