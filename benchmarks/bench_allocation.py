"""Divide an amount exactly by weight: this library beside others and beside floats, in one run.

Run: ``python benchmarks/bench_allocation.py [MEMBERS]`` (default 100,000). Packages that are not installed are left
out: ``pip install numpy apportionment``.

Ways take turns, so that noise hits all, and the best time of some rounds counts. A ratio of 2.0 means twice the time
of this library without its working (``.plain``). ``differ`` is the number of members that get something else than
this library gives them, ``lost`` what the parts lack of the total.
"""

from __future__ import annotations

import gc
import math
import random
import sys
import time
from functools import partial
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NamedTuple

from ssoplan.calculators import jefferson, largest_remainder, proportional, webster

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROUNDS = 7
SATANG = 10**12


class Way(NamedTuple):
    """One way to do a job.

    Attributes:
        label: Who does it.
        how: How it is expressed.
        run: Does it.
    """

    label: str
    how: str
    run: Callable[[], Sequence[int]]


def measure(ways: Sequence[Way]) -> list[tuple[float, Sequence[int] | Exception | None]]:
    """Return each way's best time and what it gave, or how it failed."""
    best: list[tuple[float, Sequence[int] | Exception | None]] = [(math.inf, None)] * len(ways)
    gc.collect()
    for turn in range(ROUNDS):
        for at, way in enumerate(ways):
            seconds, given = best[at]
            if isinstance(given, Exception) or turn * seconds > 2:
                continue  # slow enough to be measured a few times only
            began = time.perf_counter()
            try:
                given = list(way.run())
            except Exception as error:  # noqa: BLE001  # a peer that cannot do it is a result
                given = error
            best[at] = min(seconds, time.perf_counter() - began), given
    return best


def report(title: str, total: int, ways: Sequence[Way]) -> None:
    """Print one block; the first way is this library."""
    results = measure(ways)
    base, exact = results[0]
    assert isinstance(exact, list)
    print(f"\n{title}; × is the time against {ways[0].label}")
    for way, (seconds, given) in zip(ways, results, strict=True):
        if not isinstance(given, list):
            print(f"  {way.label:28} {type(given).__name__}: {str(given)[:60]}")
            continue
        differ = sum(int(a) != b for a, b in zip(given, exact, strict=True))
        lost = total - sum(map(int, given))
        print(
            f"  {way.label:28} {seconds * 1e3:9.1f} ms {seconds / base:8.2f} ×  differ {differ:>7,}, lost {lost:>6,}  {way.how}"
        )


def float_rounding(total: int, weights: Sequence[int]) -> list[int]:
    """Return shares rounded as one writes it without care: floats, half to even."""
    whole = sum(weights)
    return [round(total * (weight / whole)) for weight in weights]


def float_remainders(total: int, weights: Sequence[int]) -> list[int]:
    """Return largest remainder as one writes it with floats."""
    whole = sum(weights)
    shares = [total * (weight / whole) for weight in weights]
    given = [math.floor(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda at: given[at] - shares[at])
    for at in order[: total - sum(given)]:
        given[at] += 1
    return given


def numpy_rounding(total: int, weights: Sequence[int]) -> list[int]:
    """Return shares rounded with numpy."""
    numpy = import_module("numpy")
    array = numpy.array(weights, dtype=float)
    rounded: list[int] = numpy.rint(total * (array / array.sum())).astype("int64").tolist()
    return rounded


def numpy_remainders(total: int, weights: Sequence[int]) -> list[int]:
    """Return largest remainder with numpy floats."""
    numpy = import_module("numpy")
    array = numpy.array(weights, dtype=float)
    shares = total * (array / array.sum())
    given = numpy.floor(shares).astype("int64")
    given[numpy.argsort(given - shares, kind="stable")[: total - int(given.sum())]] += 1
    parts: list[int] = given.tolist()
    return parts


def installed(name: str) -> str | None:
    """Return the name and version of a package, or None, and say so."""
    try:
        import_module(name)
        return f"{name} {version(name)}"
    except (ImportError, PackageNotFoundError):
        print(f"left out, not installed: {name}")
        return None


def peer(method: str, total: int, weights: Sequence[int], *, fractions: bool) -> Sequence[int]:
    """Return what the package apportionment gives."""
    compute = import_module("apportionment.methods").compute
    parties = list(map(str, range(len(weights))))
    parts: Sequence[int] = compute(method, list(weights), total, fractions=fractions, parties=parties)
    return parts


def ours(method: Any, total: int, weights: Sequence[int]) -> list[Way]:
    """Return this library's ways: without the working, and with it."""
    name = method.__name__
    return [
        Way("ssoplan, plain", f"{name}.plain", partial(method.plain, total, weights)),
        Way("ssoplan", f"{name}(…).value", lambda: method(total, weights).value),
    ]


def large(members: int, numpy: str | None, package: str | None) -> None:
    """Print shares of 10,000 million baht, by each method."""
    source = random.Random(1)  # noqa: S311  # not a secret
    weights = [source.randrange(1, 10**9) for _ in range(members)]
    job = (SATANG, weights)
    title = f"{SATANG:,} satang among {members:,} members"
    ways = [
        *ours(largest_remainder, *job),
        Way("Python floats", "floor, sort", partial(float_remainders, *job)),
    ]
    if numpy:
        ways.append(Way(numpy, "floor, argsort, floats", partial(numpy_remainders, *job)))
    if package:
        theirs = partial(peer, "largest_remainder", *job)
        ways.append(Way(package, "as it comes", partial(theirs, fractions=False)))
        ways.append(Way(package, "fractions=True", partial(theirs, fractions=True)))
    report(f"Largest remainder, {title}", SATANG, ways)
    ways = [*ours(proportional, *job), Way("Python floats", "round()", partial(float_rounding, *job))]
    if numpy:
        ways.append(Way(numpy, "rint", partial(numpy_rounding, *job)))
    report(f"Proportional, half up, {title}", SATANG, ways)
    report(f"Webster, {title}", SATANG, ours(webster, *job))
    report(f"Jefferson, {title}", SATANG, ours(jefferson, *job))


def small(package: str | None) -> None:
    """Print divisor methods at the size of a parliament, which is what the package is made for."""
    if not package:
        return
    source = random.Random(2)  # noqa: S311  # not a secret
    weights = [source.randrange(1, 10**6) for _ in range(50)]
    for seats in (500, 100_000):
        for title, method, theirs in (
            ("Webster", webster, "saintelague"),
            ("Jefferson", jefferson, "dhondt"),
        ):
            run = partial(peer, theirs, seats, weights, fractions=False)
            ways = [*ours(method, seats, weights), Way(package, theirs, run)]
            report(f"{title}, {seats:,} units among 50 members", seats, ways)


def main(arguments: Sequence[str]) -> None:
    """Print every block."""
    members = int(arguments[0]) if arguments else 100_000
    numpy, package = installed("numpy"), installed("apportionment")
    large(members, numpy, package)
    small(package)


if __name__ == "__main__":
    main(sys.argv[1:])
