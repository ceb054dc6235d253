"""What an import costs: this library beside attrs and pendulum, each in fresh interpreters that take turns.

Run: ``python benchmarks/bench_import.py [ROUNDS]``. Prints medians, and fails if the core loads anything heavy.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 21
HEAVY = ("pandas", "polars", "narwhals", "pyarrow", "durable_rules_engine", "durable", "babel", "cattrs")
TARGETS = (
    ("import ssoplan", "import attrs", 1.2),
    ("from ssoplan import Plan, Policy, check", "import attrs, pendulum", 2.5),
)


def seconds(statement: str) -> float:
    """Return how long a statement takes in a fresh interpreter, without starting it."""
    text = f"import time; began = time.perf_counter(); {statement}; print(time.perf_counter() - began)"
    return float(_run(text))


def loaded(statement: str) -> list[str]:
    """Return the heavy modules that a statement loads."""
    return _run(f"import sys; {statement}; print(*[m for m in {HEAVY!r} if m in sys.modules])").split()


def _run(text: str) -> str:
    command = [sys.executable, "-c", text]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own text


def main(rounds: int) -> None:
    """Print the medians and ratios."""
    for ours, peer, target in TARGETS:
        assert not (heavy := loaded(ours)), f"{ours} loads {heavy}"
        seconds(ours), seconds(peer)  # byte code is compiled once
        times = [(seconds(ours), seconds(peer)) for _ in range(rounds)]
        mine, theirs = (statistics.median(column) * 1e3 for column in zip(*times, strict=True))
        print(
            f"{ours:42} {mine:7.1f} ms   {peer:24} {theirs:7.1f} ms   {mine / theirs:5.2f} x (target {target} x)"
        )
    print(f"none of {', '.join(HEAVY)} is loaded")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
