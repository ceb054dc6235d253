"""A pay run of a million claims: by this library, and by a hand-written polars script of the same checks.

Run: ``python benchmarks/bench_pay.py [COUNT]`` (default 1,000,000 claims). Needs ``pip install "ssoplan[frames]"``.

Two jobs, each in a process of its own, so that the memory shown is its own: the decision (tables read already, to an
outcome for each claim), and the whole way from CSV files to outcomes. Both give the same outcomes and the same money,
which is asserted. A ratio of 2.0 means that the library takes twice the time of the hand-written script. The
persons, members and accounts are made up.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import polars as pl

from ssoplan.calendar import FundYear
from ssoplan.payments.book import Book, _joined, read_book
from ssoplan.payments.ledger import open_ledger
from ssoplan.payments.run import decide, pay

YEAR = FundYear(2566)
FIRST, DAYS = dt.date(2022, 12, 20), 380
ROUNDS = 3
TABLES = ("claims", "members", "persons", "earlier", "allocations")


def write_tables(folder: Path, count: int) -> None:
    """Write the five CSV files of a run; some of everything that can be wrong with a claim is in them."""
    chance = random.Random(2566)  # noqa: S311  # a benchmark, the same each time
    persons = count * 19 // 20  # some claims are for one person
    ids = pl.select(pl.int_range(100_000_000_000, 100_000_000_000 + persons)).to_series()
    weights = sum((ids // 10**place % 10) * (place + 2) for place in range(12))
    citizens = (ids * 10 + (11 - weights % 11) % 10).cast(pl.String).alias("person_id")
    wrong = (ids % 997 == 0).alias("wrong")
    members = max(count // 200, 1)
    offices = [f"จังหวัดที่ {number}" for number in range(77)]
    days = [FIRST + dt.timedelta(days=number) for number in range(DAYS)]
    pick = [chance.randrange(persons) for _ in range(count)]
    pl.DataFrame(
        {
            "claim_id": [f"C{number:08}" for number in range(count)],
            "member_id": [f"N{chance.randrange(members + members // 50 + 1):06}" for _ in range(count)],
            "person_id": citizens.gather(pick),
            "registered": chance.choices(days, k=count),
        }
    ).write_csv(folder / "claims.csv")
    pl.DataFrame(
        {
            "member_id": [f"N{number:06}" for number in range(members)],
            "office_th": chance.choices(offices, k=members),
            "natural_person": [chance.random() > 0.02 for _ in range(members)],
            "approved": [chance.choice([*days[:60], None]) for _ in range(members)],
            "entered": [chance.choice([*days[:60], *days[:60], None]) for _ in range(members)],
            "account": [
                chance.choice(["12", None, *[f"{chance.randrange(10**10):010}"] * 60]) for _ in range(members)
            ],
        }
    ).write_csv(folder / "members.csv")
    pl.DataFrame(
        {"person_id": citizens, "complete": pl.select(pl.when(~wrong).then(ids % 31 != 0)).to_series(), "first_time": ids % 43 != 0}
    ).write_csv(folder / "persons.csv")  # fmt: skip
    pl.DataFrame({"person_id": citizens.gather(range(0, persons, 97)), "claim_id": [f"E{n}" for n in range(0, persons, 97)]}).write_csv(
        folder / "earlier.csv"
    )  # fmt: skip
    pl.DataFrame({"office_th": offices, "amount": [13 * count // 120] * len(offices)}).write_csv(
        folder / "allocations.csv"
    )


def by_hand(claims: Any, members: Any, persons: Any, earlier: Any, allocations: Any) -> Any:
    """Return the outcome and the money of each claim by a plain polars script."""
    year = (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    digits = pl.col("account").str.len_bytes()
    frame = (
        claims.join(
            members.with_columns(known=pl.lit(value=True)), on="member_id", how="left", maintain_order="left"
        )
        .join(persons, on="person_id", how="left", maintain_order="left")
        .join(
            earlier.group_by("person_id").agg(pl.col("claim_id").min().alias("counted")),
            on="person_id",
            how="left",
            maintain_order="left",
        )
        .join(
            earlier.select("claim_id", paid=pl.lit(value=True)),
            on="claim_id",
            how="left",
            maintain_order="left",
        )
        .join(allocations.rename({"amount": "available"}), on="office_th", how="left", maintain_order="left")
        .with_columns(known=pl.col("known").fill_null(value=False))
        .with_columns(
            amount=pl.when(pl.col("registered").is_between(*year)).then(1300),
            f1=~pl.col("known"),
            f2=pl.col("known") & (pl.col("approved").is_null() | pl.col("entered").is_null()),
            f3=(pl.col("approved") > pl.col("registered")).fill_null(value=False),
            f4=(pl.col("known") & ~pl.col("natural_person")).fill_null(value=False),
            f5=pl.col("known") & pl.col("account").is_null(),
            f6=(pl.col("known") & ~digits.is_between(10, 15)).fill_null(value=False),
            f7=(~pl.col("complete")).fill_null(value=False),
            f8=(~pl.col("first_time")).fill_null(value=False),
            f9=pl.col("counted").is_not_null(),
            f9a=pl.col("paid").is_not_null(),
            f11=(~pl.col("registered").is_between(*year)).fill_null(value=False),
        )
        .with_columns(
            rejected=pl.any_horizontal("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f9a", "f11"),
            open=pl.any_horizontal(
                pl.col("known") & pl.col("natural_person").is_null(),
                pl.col("complete").is_null(),
                pl.col("first_time").is_null(),
                pl.col("registered").is_null(),
                pl.col("amount").is_null(),
            ),
        )
        .collect()
    )
    several = (
        frame.filter(pl.col("person_id").is_duplicated())
        .sort("registered", "claim_id", nulls_last=True)
        .with_row_index("place")
    )
    firsts = (
        several.filter(~pl.col("rejected"))
        .unique("person_id", keep="first", maintain_order=True)
        .select("person_id", first="place", first_open="open")
    )
    later = (
        several.join(firsts, on="person_id")
        .filter(pl.col("place") > pl.col("first"))
        .select("claim_id", later=~pl.col("first_open"))
    )
    frame = frame.join(later, on="claim_id", how="left", maintain_order="left").with_columns(
        waits=(~pl.col("later")).fill_null(value=False), f10=pl.col("later").fill_null(value=False)
    )
    asked = ~pl.col("rejected") & ~pl.col("f10") & ~pl.col("waits")
    needed = (
        frame.filter(asked & pl.all_horizontal(pl.col("amount", "office_th", "available").is_not_null()))
        .select("claim_id", "registered", "office_th", "amount")
        .sort("registered", "claim_id")
        .select("claim_id", needed=pl.col("amount").cum_sum().over("office_th"))
    )
    frame = frame.join(needed, on="claim_id", how="left", maintain_order="left")
    rejected = pl.col("rejected") | pl.col("f10")
    fits = (pl.col("needed") <= pl.col("available")).fill_null(value=False)
    held = pl.col("open") | pl.col("waits") | ~fits
    return frame.select(
        claim="claim_id",
        outcome=pl.when(rejected)
        .then(pl.lit("rejected"))
        .when(held)
        .then(pl.lit("held"))
        .otherwise(pl.lit("payable")),
        amount="amount",
        set_aside=pl.when(~rejected & pl.col("open") & ~pl.col("waits") & fits).then("amount").otherwise(0),
    )


def hand_tables(folder: Path) -> dict[str, Any]:
    """Return the tables as a script reads them."""
    text = {"person_id": pl.String, "account": pl.String, "amount": pl.Int64}
    tables = {
        name: pl.scan_csv(folder / f"{name}.csv", schema_overrides=text, try_parse_dates=True)
        for name in TABLES
    }
    tables["allocations"] = tables["allocations"].with_columns(pl.col("amount") * 100)
    number = pl.col("person_id").cast(pl.Int64)
    weighed = pl.sum_horizontal((number // 10 ** (place + 1) % 10) * (place + 2) for place in range(12))
    good = (pl.col("person_id").str.len_bytes() == 13) & ((11 - weighed % 11) % 10 == number % 10)
    for name in ("claims", "persons", "earlier"):
        tables[name] = tables[name].filter(good)
    return tables


def paths(folder: Path) -> dict[str, Any]:
    """Return the paths of the tables."""
    return {name: folder / f"{name}.csv" for name in TABLES}


def book_of(folder: Path) -> Book:
    """Return the tables as the library reads them."""
    return read_book(**paths(folder), year=YEAR)


def memory() -> float:
    """Return the most memory that this process has held, in megabytes; not a number where Linux does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), float("nan"))


def job(name: str, folder: Path) -> None:
    """Do one job some times, and print its best time, its memory and what it gave as JSON."""
    prepared: Any = None
    if name == "decision by hand":
        prepared = {key: table.collect().lazy() for key, table in hand_tables(folder).items()}
    elif name == "decision":
        prepared = book_of(folder)
    frame: Any = None
    before, seconds = memory(), float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        frame = run(name, folder, prepared)
        seconds = min(seconds, time.perf_counter() - began)
    paying = frame.filter(pl.col("outcome").cast(pl.String) == "payable")["amount"].sum()
    counts = dict(sorted(frame["outcome"].cast(pl.String).value_counts().iter_rows()))
    given = [counts, paying, frame["set_aside"].sum()]
    print(json.dumps({"seconds": seconds, "before": before, "peak": memory(), "given": given}))


def run(name: str, folder: Path, prepared: Any) -> Any:
    """Return the outcomes by one way."""
    if name == "decision by hand":
        return by_hand(**prepared)
    if name == "decision":
        joined = _joined(prepared.tables, YEAR, prepared.policy)
        book = Book(
            year=YEAR,
            policy=prepared.policy,
            tables=prepared.tables,
            frame=joined,
            allocations=prepared.allocations,
        )
        return decide(book).decisions.frame
    if name == "files by hand":
        return by_hand(**hand_tables(folder))
    return decide(book_of(folder)).decisions.frame


def measured(name: str, folder: Path) -> dict[str, Any]:
    """Return what a job gave in a process of its own."""
    done = subprocess.run(  # noqa: S603  # this file
        [sys.executable, __file__, "--job", name, str(folder)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def paid(folder: Path) -> None:
    """Print how long a run takes that is paid, and the same run again."""
    with tempfile.TemporaryDirectory() as place, open_ledger(Path(place) / "ledger.db") as ledger:
        for label in ("paid into a new ledger", "the same run again"):
            began = time.perf_counter()
            pay(**paths(folder), year=YEAR, ledger=ledger, dry_run=False)
            print(f"  {label:24} {time.perf_counter() - began:8.2f} s")


def main(arguments: list[str]) -> None:
    """Print every block."""
    if arguments[:1] == ["--job"]:
        job(arguments[1], Path(arguments[2]))
        return
    count = int(arguments[0]) if arguments else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_tables(folder, count)
        for title, mine, other in (
            ("Decision", "decision", "decision by hand"),
            ("From CSV files", "files", "files by hand"),
        ):
            ours, hand = measured(mine, folder), measured(other, folder)
            assert ours["given"] == hand["given"], (ours["given"], hand["given"])
            print(f"\n{title}: {count:,} claims, {ours['given'][0]}")
            for label, found in (("ssoplan", ours), ("polars by hand", hand)):
                rate, memory_used = (
                    count / found["seconds"],
                    f"{found['before']:,.0f} → {found['peak']:,.0f} MB",
                )
                print(f"  {label:24} {found['seconds']:8.2f} s {rate:>12,.0f}/s   {memory_used}")
            print(f"  ratio {ours['seconds'] / hand['seconds']:.2f}")
        print("\nThe whole run, from CSV files to the ledger")
        paid(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
