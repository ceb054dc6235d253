"""The claim table: the claims of a run, joined once with the members, the persons, and what was paid before.

Each row has the facts of the subject ``claim`` that do not depend on other claims. Rules read it, by columns or row
by row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar import FundYear
from ssoplan.parameters import ParameterWindowError
from ssoplan.payments.errors import PayRunError, RejectedRow
from ssoplan.payments.reading import ReadTable, read_table
from ssoplan.payments.sources import polars
from ssoplan.payments.tables import ALLOCATIONS, CLAIMS, EARLIER, MEMBERS, PERSONS
from ssoplan.rules.policy import Policy

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ssoplan.payments.model import Progress

__all__ = ["RATE", "Book", "read_book"]

RATE = "network_compensation.rate"
ACCOUNT_DIGITS = "claim.account_digits"
_FIELD = "\x1f"  # stands in no cell: control characters are refused
_NULL = "\x1e"
_STEP = 100_000


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Book:
    """What a run was given, read and joined.

    Attributes:
        year: The fund year that pays.
        policy: The policy that decides.
        tables: The tables read, by name.
        frame: The claim table, in the order of the input: a polars frame.
        allocations: What each office is allocated to date, in satang.
    """

    year: FundYear
    policy: Policy
    tables: Mapping[str, ReadTable]
    frame: Any
    allocations: Mapping[str, int]

    @property
    def rejected_rows(self) -> tuple[RejectedRow, ...]:
        """The rows of all tables that could not be read, table by table."""
        return tuple(row for table in self.tables.values() for row in table.rejected)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the input as it was read: the same whether it came as a file, a frame or objects.

        The rows of the claims count in their order, because results name them by number; other tables in any order.
        """
        whole = hashlib.sha256()
        for name, read in self.tables.items():
            whole.update(f"{name}\n".encode())
            for line in _lines(read):
                whole.update(line)
            # Of rejected rows the cells are masked, and some of them would look alike.
            whole.update(_FIELD.join(sorted(read.doubtful)).encode())
            for row in read.rejected:
                place = row.row if name == "claims" else ""
                whole.update(f"{place}{_FIELD}{row.column}{_FIELD}{row.reason}{_FIELD}{row.shown}\n".encode())
        return whole.hexdigest()

    @cached_property
    def run_id(self) -> str:
        """What names the run: the same input, fund year and policy give the same name."""
        text = _FIELD.join((self.digest, str(self.year.be), self.policy.digest))
        return f"pay-{self.year.be}-{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def read_book(
    claims: Any,
    *,
    members: Any,
    persons: Any,
    allocations: Any,
    year: FundYear,
    earlier: Any = (),
    policy: Policy | None = None,
    progress: Progress | None = None,
) -> Book:
    """Read the tables of a run and join them.

    Rows of the claims, members and persons that cannot be read are listed, and claims that depend on them are held.
    A row of the earlier payments or allocations that cannot be read refuses the run: without it a person could be
    paid for twice. Arguments as in `pay`.

    Raises:
        PaymentInputError: A table cannot be read.
        PayRunError: The year is no fund year.
        MissingLibraryError: polars is not installed.
    """
    if year.__class__ is not FundYear:
        raise PayRunError("year", year=year)
    used = Policy.default() if policy is None else policy
    given = {
        "claims": claims,
        "members": members,
        "persons": persons,
        "earlier": earlier,
        "allocations": allocations,
    }
    tables = {}
    for place, table in enumerate((CLAIMS, MEMBERS, PERSONS, EARLIER, ALLOCATIONS)):
        if progress is not None:
            progress("read", place, len(given))
        tables[table.name] = read_table(given[table.name], table, strict=table in (EARLIER, ALLOCATIONS))
    if progress is not None:
        progress("read", len(given), len(given))
    pots = dict(tables["allocations"].frame.select("office_th", "amount").iter_rows())
    return Book(year=year, policy=used, tables=tables, frame=_joined(tables, year, used), allocations=pots)


def _lines(read: ReadTable) -> Iterator[bytes]:
    """Yield the good rows as bytes."""
    pl = polars()
    claims = read.table.name == "claims"
    names = ["row", *read.table.names] if claims else read.table.names
    cells = [pl.col(name).cast(pl.String).fill_null(_NULL) for name in names]
    lines = read.frame.select(pl.concat_str(cells, separator=_FIELD)).to_series()
    if not claims:
        lines = lines.sort()
    for start in range(0, len(lines), _STEP):
        yield ("\n".join(lines.slice(start, _STEP).to_list()) + "\n").encode()


# The join.


def _joined(tables: Mapping[str, ReadTable], year: FundYear, policy: Policy) -> Any:
    pl = polars()
    members, persons, earlier = (tables[name] for name in ("members", "persons", "earlier"))
    claims = tables["claims"].frame
    frame = (
        claims.lazy()
        .join(_members(members, policy, year).lazy(), on="member_id", how="left", maintain_order="left")
        .join(persons.frame.drop("row").lazy(), on="person_id", how="left", maintain_order="left")
        .join(_counted(earlier).lazy(), on="person_id", how="left", maintain_order="left")
        .join(_paid(earlier).lazy(), on="claim_id", how="left", maintain_order="left")
        .join(_rates(claims["registered"], policy).lazy(), on="registered", how="left", maintain_order="left", nulls_equal=True)
    )  # fmt: skip
    known = pl.col("listed").is_not_null()
    doubtful = pl.col("member_id").is_in(list(members.doubtful)) | pl.lit(members.nameless)
    return frame.select(
        "row",
        pl.col("claim_id").alias("claim"),
        pl.col("member_id").alias("member"),
        pl.col("person_id").alias("person"),
        pl.col("office_th").alias("office"),
        "registered",
        pl.lit(year.be, pl.Int64).alias("year"),
        pl.when(known).then(True).when(~doubtful).then(False).alias("member_known"),  # noqa: FBT003  # values of a column
        "natural_person",
        pl.col("approved").alias("member_approved"),
        pl.col("entered").alias("member_entered"),
        pl.when(known).then(pl.col("has_account")).alias("has_account"),
        pl.when(known).then(pl.col("account_well_formed")).alias("account_well_formed"),
        "complete",
        "first_time",
        "counted_before",
        "paid_before",
        "amount",
        "account",
    ).collect()


def _members(members: ReadTable, policy: Policy, year: FundYear) -> Any:
    """Return the register with what the rules ask of an account; an account not well formed is left out."""
    pl = polars()
    least, most = policy.parameters.value(ACCOUNT_DIGITS, on=year.end)
    length = pl.col("account").str.len_bytes()
    formed = (length >= least) & (length <= most)
    return members.frame.drop("row").with_columns(
        pl.lit(True).alias("listed"),  # noqa: FBT003  # a value of a column
        pl.col("account").is_not_null().alias("has_account"),
        formed.fill_null(value=False).alias("account_well_formed"),
        pl.when(formed).then(pl.col("account")).alias("account"),
    )


_UNSTATED = "?"


def _counted(earlier: ReadTable) -> Any:
    """Return for each person paid before the first number of a claim that it was for."""
    pl = polars()
    named = earlier.frame.with_columns(pl.col("claim_id").fill_null(_UNSTATED).alias("counted_before"))
    return named.group_by("person_id").agg(pl.col("counted_before").min())


def _paid(earlier: ReadTable) -> Any:
    pl = polars()
    paid = earlier.frame.select("claim_id").drop_nulls().unique()
    return paid.with_columns(pl.lit("earlier").alias("paid_before"))


def _rates(days: Any, policy: Policy) -> Any:
    """Return the rate in satang on each day of registration; null where none is in force."""
    pl = polars()
    different = days.unique().to_list()
    rates = [_rate(day, policy) for day in different]
    return pl.DataFrame(
        {"registered": pl.Series(different, dtype=pl.Date), "amount": pl.Series(rates, dtype=pl.Int64)}
    )


def _rate(day: dt.date | None, policy: Policy) -> int | None:
    if day is None:
        return None
    try:
        rate = policy.parameters.value(RATE, on=day)
    except ParameterWindowError:
        return None
    satang = rate * _SATANG
    if satang != int(satang) or not 0 <= satang < _MOST_SATANG:
        raise PayRunError("too-large")
    return int(satang)


_SATANG = 100
_MOST_SATANG = 2**62
