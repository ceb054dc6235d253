"""Amounts in words and in figures: this library beside others, in one run.

    python benchmarks/bench_numerals.py [COUNT]

Packages that are not installed are left out. A ratio of 2.0 means twice the time of this library; ``same words``
is the share for which the other package gives the same answer (they write ศูนย์บาท before satang).
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from ssoplan.money import Baht
from ssoplan.numerals import baht_text, number_text, parse_baht_text, parse_number_text, to_thai_digits

Task = Callable[[Any], object]
ROUNDS = 3


def seconds(task: Task, values: Sequence[object]) -> float:
    """Return the median time of calling ``task`` on every value."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for value in values:
            task(value)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peer(package: str, module: str, name: str) -> tuple[str, Any] | None:
    """Return the label and the function of another package, or None where it is not installed."""
    try:
        return f"{package} {version(package)}", getattr(import_module(module), name)
    except (ImportError, PackageNotFoundError, AttributeError):
        return None


def report(
    title: str, ours: Task, values: Sequence[object], others: Sequence[tuple[str, Task] | None]
) -> None:
    """Print the time of this library for a task, and the ratio and agreement of the others."""
    base = seconds(ours, values)
    print(f"{title}: {len(values):,} values")
    print(f"  {'ssoplan':22} {base:7.3f} s {base / len(values) * 1e6:7.2f} µs each")
    expected = [ours(value) for value in values]
    for label, task in filter(None, others):
        same = sum(task(value) == words for value, words in zip(values, expected, strict=True)) / len(values)
        ratio = seconds(task, values) / base
        print(f"  {label:22} {ratio:7.2f} × the time of ssoplan, same words {same:7.2%}")
    print()


def using(found: tuple[str, Any] | None, wrap: Callable[[Any], Task]) -> tuple[str, Task] | None:
    """Return the label and a task made of a peer's function, or None where it is not installed."""
    return None if found is None else (found[0], wrap(found[1]))


def main(count: int = 20_000) -> None:
    """Print all comparisons for ``count`` amounts, the same ones in every run."""
    draw = random.Random(2566)  # noqa: S311  # reproducible amounts, no secrets
    # Exact in binary, so that packages that compute in floats are given the very same amount.
    baht = [draw.randrange(10 ** draw.randint(1, 11)) for _ in range(count)]
    quarters = [n + draw.choice([0.0, 0.25, 0.5, 0.75]) for n in baht]
    amounts = {quarter: Baht.from_satang(int(quarter * 100)) for quarter in quarters}
    words = [number_text(n) for n in baht]
    thai = peer("pythainlp", "pythainlp.util", "bahttext")
    pypi = peer("bahttext", "bahttext", "bahttext")
    num2 = peer("num2words", "num2words", "num2words")
    digits = peer("pythainlp", "pythainlp.util", "arabic_digit_to_thai_digit")
    back = peer("pythainlp", "pythainlp.util", "thaiword_to_num")

    report("amount → words", lambda value: baht_text(amounts[value]), quarters,
           [using(thai, lambda f: f), using(pypi, lambda f: f)])  # fmt: skip
    report("whole baht → words", baht_text, baht, [
        using(thai, lambda f: f),
        using(pypi, lambda f: f),
        using(num2, lambda f: lambda n: f(n, lang="th", to="currency", currency="THB")),
    ])  # fmt: skip
    report("words → number", parse_number_text, words, [using(back, lambda f: f)])
    report("baht words → amount", parse_baht_text, [f"{text}บาทถ้วน" for text in words], [])
    report("Thai digits", to_thai_digits, [f"{n:,} บาท" for n in baht], [using(digits, lambda f: f)])
    report("int → Baht", Baht, baht, [])
    report("text → Baht", Baht, [f"{n:,} บาท" for n in baht], [])
    report("Baht → text", str, list(amounts.values()), [])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
