"""The five-threshold job and a join, by this library and by others, in one run; growth and memory of columns.

Run: ``python benchmarks/bench_rules.py [COUNT]`` (default 100,000 records). Packages that are not installed are left
out: ``pip install zen-engine rule-engine durable-rules polars narwhals``.

Each engine gives the same findings, which is asserted. Tasks take turns, so that noise hits all, and the best time
of some rounds counts. A ratio of 2.0 means twice the records a second of the line that the block names.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import rules_job as job

from ssoplan.rules.checking import check_objects
from ssoplan.rules.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROUNDS = 15
DAY = dt.date(2023, 9, 30)
Pairs = list[tuple[int, str]]


class Task(NamedTuple):
    """One way to do a job.

    Attributes:
        label: The engine.
        how: How the job is expressed for it.
        run: Does it.
        pairs: Turns what it gave into pairs of record and rule, in no order; not timed.
        share: The part of the records that it is given, where it is too slow for all.
    """

    label: str
    how: str
    run: Callable[[], Any]
    pairs: Callable[[Any], Iterable[tuple[int, str]]]
    share: int = 1


def measure(tasks: Sequence[Task]) -> list[tuple[float, Any]]:
    """Return each task's best time and what it gave."""
    best: list[tuple[float, Any]] = [(float("inf"), None)] * len(tasks)
    gc.collect()
    gc.freeze()  # the records of the job are not each engine's garbage
    for turn in range(ROUNDS):
        for at, task in enumerate(tasks):
            if turn * best[at][0] > 1:
                continue  # slow enough to be measured a few times only
            began = time.perf_counter()
            given = task.run()
            best[at] = (min(best[at][0], time.perf_counter() - began), given)
    gc.unfreeze()
    return best


def report(title: str, count: int, tasks: Sequence[Task], *, base: str) -> None:
    """Print one block, and refuse to if an engine did something else."""
    results = measure(tasks)
    expected = sorted(tasks[0].pairs(results[0][1]))
    rates = {}
    for task, (seconds, given) in zip(tasks, results, strict=True):
        records = count // task.share
        assert [pair for pair in expected if pair[0] < records] == sorted(task.pairs(given)), task.label
        rates[task.label] = records / seconds
    print(f"\n{title}: {count:,} records, {len(expected):,} findings; x is against {base}")
    for task in tasks:
        rate = rates[task.label]
        print(f"  {task.label:28} {rate:>12,.0f}/s  {rate / rates[base]:8.2f} x  {task.how}")


# The five thresholds.


def by_hand(rows: list[job.Record]) -> Pairs:
    """Return the findings of the plainest loop."""
    found = []
    for number, row in enumerate(rows):
        if row.weight > 100:
            found.append((number, "R-1"))
        if row.target < 0:
            found.append((number, "R-2"))
        if row.actual * 10 < row.target * 9:
            found.append((number, "R-3"))
        if row.kind in ("legacy", "void"):
            found.append((number, "R-4"))
        if row.weight == 0 and row.actual > 500:
            found.append((number, "R-5"))
    return found


def zen(plain: list[dict[str, Any]]) -> Pairs:
    """Return the findings by one compiled expression for each record: zen-engine's fastest form."""
    text = '[weight > 100, target < 0, actual * 10 < target * 9, kind in ["legacy", "void"], weight == 0 and actual > 500]'
    compiled = import_module("zen").compile_expression(text)
    evaluate = compiled.evaluate
    return [
        (number, code)
        for number, row in enumerate(plain)
        for code, wrong in zip(job.CODES, evaluate(row), strict=True)
        if wrong
    ]


def rule_engine(plain: list[dict[str, Any]]) -> Pairs:
    """Return the findings by five rules of rule-engine."""
    texts = (
        "weight > 100", "target < 0", "actual * 10 < target * 9", "kind in ['legacy', 'void']", "weight == 0 and actual > 500",
    )  # fmt: skip
    made = [import_module("rule_engine").Rule(text) for text in texts]
    rules = [(code, rule.matches) for code, rule in zip(job.CODES, made, strict=True)]
    return [(number, code) for number, row in enumerate(plain) for code, matches in rules if matches(row)]


DURABLE = {
    "boot": {"all": [{"m": {"boot": 1}}]},
    "R-1": {"all": [{"m": {"$gt": {"weight": 100}}}]},
    "R-2": {"all": [{"m": {"$lt": {"target": 0}}}]},
    "R-3": {"all": [{"m": {"$lt": {"actual": {"$mul": {"$l": {"$m": "target"}, "$r": 0.9}}}}}]},
    "R-4": {"all": [{"m": {"$or": [{"kind": "legacy"}, {"kind": "void"}]}}]},
    "R-5": {"all": [{"m": {"$and": [{"weight": 0}, {"$gt": {"actual": 500}}]}}]},
}


def durable(plain: list[dict[str, Any]]) -> Pairs:
    """Return the findings by the C module of durable-rules: each record asserted, drained and retracted."""
    engine = import_module("durable_rules_engine")
    handle = engine.create_ruleset("job", json.dumps(DURABLE))
    found = []

    def drain(state: int) -> Iterable[str]:
        first = engine.start_action_for_state(handle, state)
        message = first[1] if first else None
        while message:
            yield message
            message = engine.complete_and_start_action(handle, state)

    _, state = engine.assert_fact(handle, json.dumps({"id": "boot", "boot": 1}))
    list(drain(state))
    for number, row in enumerate(plain):
        text = json.dumps({"id": number + 1, **row})
        code, state = engine.assert_fact(handle, text)
        if code == 0:
            found += [(number, next(iter(json.loads(message)))) for message in drain(state)]
        engine.retract_fact(handle, text)
    engine.delete_ruleset(handle)
    return found


def hand_polars(frame: Any, *, tuned: bool = False) -> Any:
    """Return the lazy frame of findings as one writes it with polars."""
    pl = import_module("polars")
    weight, target, actual, kind = map(pl.col, ("weight", "target", "actual", "kind"))
    words = (kind == "legacy") | (kind == "void") if tuned else kind.is_in(["legacy", "void"])
    conditions = (weight > 100, target < 0, actual * 10 < target * 9, words, (weight == 0) & (actual > 500))
    labels = [(pl.lit(code).alias("rule"), pl.lit("error").alias("severity")) for code in job.CODES]
    lazy = frame.lazy()
    parts = [lazy.filter(wrong).select("id", *label) for wrong, label in zip(conditions, labels, strict=True)]
    return pl.concat(parts)


def columns(frame: Any, policy: Policy) -> Any:
    """Return the frame of findings of the columnar reading."""
    from ssoplan.rules.frames import check_frame  # noqa: PLC0415  # needs narwhals

    return check_frame(frame, of="record", key="id", policy=policy, on=DAY)


def _frame_pairs(found: Any) -> Iterable[tuple[int, str]]:
    return list(zip(found["id"].to_list(), found["rule"].to_list(), strict=True))


def _pairs(found: Pairs) -> Pairs:
    return found


def _report_pairs(found: Any) -> Iterable[tuple[int, str]]:
    return [(int(each.path[1:-1]), each.rule_id) for each in found]


def installed(*names: str) -> bool:
    """Return whether modules can be imported, and say so if not."""
    try:
        for name in names:
            import_module(name)
    except ImportError as error:
        print(f"left out, not installed: {error.name}")
        return False
    return True


def thresholds(count: int, policy: Policy) -> None:
    """Print the five-threshold job over objects."""
    rows = job.records(count)
    plain = [row._asdict() for row in rows]
    tasks = [
        Task(
            "plain Python loop",
            "five ifs over named tuples, findings as pairs",
            lambda: by_hand(rows),
            _pairs,
        )
    ]

    def direct() -> Any:
        return check_objects(rows, of="record", on=DAY, policy=policy).findings

    tasks.append(
        Task(
            "ssoplan, direct", "check_objects(…).findings: Finding objects with values", direct, _report_pairs
        )
    )
    if installed("zen"):
        tasks.append(
            Task("zen-engine", "one compiled array expression per record (dict)", lambda: zen(plain), _pairs)
        )
    if installed("rule_engine"):
        tasks.append(
            Task(
                "rule-engine",
                "five Rule.matches per record (dict)",
                lambda: rule_engine(plain[: count // 10]),
                _pairs,
                10,
            )
        )
    if installed("durable_rules_engine"):
        how = "C module: assert, drain, retract per record (JSON)"
        tasks.append(Task("durable-rules", how, lambda: durable(plain[: count // 10]), _pairs, 10))
    if installed("polars", "narwhals"):
        frame = job.frame(rows)
        tasks.append(
            Task(
                "polars, by hand",
                "five filters concatenated, frame to frame",
                lambda: hand_polars(frame).collect(),
                _frame_pairs,
            )
        )
        tasks.append(
            Task(
                "ssoplan, columns",
                "check_frame, frame to frame",
                lambda: columns(frame, policy),
                _frame_pairs,
            )
        )
    report("Five thresholds", count, tasks, base="zen-engine" if installed("zen") else "ssoplan, direct")


def frames(policy: Policy) -> None:
    """Print the five-threshold job from frame to frame, at a million records."""
    if not installed("polars", "narwhals"):
        return
    count = 1_000_000
    frame = job.frame(job.records(count // 10) * 10)
    tasks = [
        Task(
            "polars, by hand", "five filters concatenated", lambda: hand_polars(frame).collect(), _frame_pairs
        ),
        Task(
            "polars, by hand, tuned",
            "the same, two == for is_in",
            lambda: hand_polars(frame, tuned=True).collect(),
            _frame_pairs,
        ),
        Task("columns, eager", "check_frame(DataFrame)", lambda: columns(frame, policy), _frame_pairs),
        Task(
            "columns, lazy",
            "check_frame(LazyFrame).collect()",
            lambda: columns(frame.lazy(), policy).collect(),
            _frame_pairs,
        ),
    ]
    report("Frame to frame", count, tasks, base="polars, by hand")


# Growth and memory, each size in a process of its own.


def growth() -> None:
    """Print time and peak memory of columns from ten thousand to ten million records in a Parquet file."""
    if not installed("polars", "narwhals"):
        return
    print(
        "\nGrowth: Parquet file in, Parquet file of findings out, lazily, streamed; memory added at the peak"
    )
    pl = import_module("polars")
    base = job.frame(job.records(10_000))
    with tempfile.TemporaryDirectory() as place:
        for count in (10_000, 100_000, 1_000_000, 10_000_000):
            path = Path(place) / f"{count}.parquet"
            pl.concat([base.lazy()] * (count // len(base))).sink_parquet(path)
            for mode in ("by hand", "columns"):
                command = [sys.executable, __file__, "--grow", mode, str(path)]
                out = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # this file
                seconds, megabytes, findings = out.stdout.split()
                print(
                    f"  {count:>10,} {mode:8} {seconds:>8} s  {megabytes:>6} MB  {int(findings):>9,} findings"
                )


def grow(mode: str, path: str) -> None:
    """Do one step of `growth`, and print seconds, megabytes and findings."""
    pl = import_module("polars")
    policy = job.policy()
    columns(job.frame(job.records(10)), policy)  # imports
    before = peak()
    began = time.perf_counter()
    lazy = pl.scan_parquet(path)
    target = Path(path).with_suffix(f".{mode}.out")
    (hand_polars(lazy) if mode == "by hand" else columns(lazy, policy)).sink_parquet(target)
    seconds = time.perf_counter() - began
    added = peak() - before
    findings = pl.scan_parquet(target).select(pl.len()).collect().item()
    print(f"{seconds:.3f} {added:.0f} {findings}")


def peak() -> float:
    """Return the most memory that this process has held, in megabytes; not a number where Linux does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), float("nan"))


# A join of two facts: a person registered before.


def joins(count: int) -> None:
    """Print the join job: every registration that has an earlier one of the same person."""
    rows = job.registrations(count)
    policy = job.join_policy()

    def by_dict() -> Pairs:
        first: dict[str, int] = {}
        for number, row in enumerate(rows):
            if row.sequence < rows[first.setdefault(row.person, number)].sequence:
                first[row.person] = number
        return [
            (number, "J-1")
            for number, row in enumerate(rows)
            if rows[first[row.person]].sequence < row.sequence
        ]

    def check(engine: Any) -> Any:
        return check_objects(rows, of="registration", on=DAY, policy=policy, engine=engine).findings

    tasks = [
        Task("plain Python dict", "first registration of each person, then one pass", by_dict, _pairs),
        Task(
            "ssoplan, hash join",
            "check_objects(engine='direct').findings",
            lambda: check("direct"),
            _report_pairs,
        ),
    ]
    if installed("durable_rules_engine"):
        tasks.append(
            Task(
                "ssoplan, Rete", "check_objects(engine='rete').findings", lambda: check("rete"), _report_pairs
            )
        )
    report("Join of two facts", count, tasks, base="plain Python dict")


def loading() -> None:
    """Print how long a policy takes to load and to vary."""
    began = time.perf_counter()
    policy = Policy.default()
    seconds = time.perf_counter() - began
    compiled = Path(import_module("ssoplan").__file__ or "").parent.joinpath("_compiled").exists()
    print("\nLoading")
    print(
        f"  Policy.default(), first time: {seconds * 1e3:6.0f} ms, {len(policy.rules)} rules, {_FORM[compiled]}"
    )
    began = time.perf_counter()
    for number in range(500):
        policy.override({"kpi.weight_total": number})
    print(f"  what-if overlays: {500 / (time.perf_counter() - began):,.0f} a second")


_FORM = {True: "compiled as in a wheel", False: "from the YAML of a source tree"}


def main(arguments: Sequence[str]) -> None:
    """Print every block."""
    if arguments[:1] == ["--grow"]:
        grow(*arguments[1:])
        return
    count = int(arguments[0]) if arguments else 100_000
    policy = job.policy()
    thresholds(count, policy)
    frames(policy)
    joins(min(count, 20_000))
    growth()
    loading()


if __name__ == "__main__":
    main(sys.argv[1:])
