"""Reading the tables of a pay run: every row becomes a good row or a `RejectedRow`; none is lost.

Cells are read column by column. What officials write in many ways (days, yes or no, amounts) is read once for each
different text by `ssoplan.payments.cells`; citizen ids are checked over the whole column, and only those that fail
are looked at one by one, by `CitizenId` itself, which then says why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ssoplan.calendar.era import FIRST_BE_LOOK
from ssoplan.errors import Message
from ssoplan.payments.cells import LONGEST, NOT_PLAIN, READERS, Fault
from ssoplan.payments.errors import TITLES, PaymentInputError, RejectedRow
from ssoplan.payments.masking import SEPARATORS, mask_digits, masked
from ssoplan.payments.sources import polars, raw_table
from ssoplan.payments.tables import WORDS, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ssoplan.payments.tables import Column

__all__ = ["ReadTable", "read_table"]

_ROW = "row"
_WEIGHTS = range(
    13, 1, -1
)  # of the digits of a citizen id before the check digit, see `identity.check_digit`
_MODULUS = 11
_SHOWN = 60


@attrs.frozen(kw_only=True, eq=False, repr=False)
class ReadTable:
    """A table that was read: ``rows`` = good rows + rejected rows, always.

    Attributes:
        table: Which table.
        frame: The good rows: a polars frame of values, with the number of each row.
        rejected: The others, by row number.
        rows: How many rows the input has.
        doubtful: The keys that stand in rejected rows: what is said of them is not known.
        nameless: Whether a rejected row says something, and its key cannot be read: it may be about any key.
    """

    table: Table
    frame: Any
    rejected: tuple[RejectedRow, ...]
    rows: int
    doubtful: frozenset[str] = frozenset()
    nameless: bool = False


def read_table(source: Any, table: Table, *, strict: bool = False) -> ReadTable:
    """Read one table.

    Args:
        source: The path of a CSV file, a data frame, or objects.
        table: Which table it is.
        strict: Whether a row that cannot be read refuses the whole table; a blank one does not.

    Raises:
        PaymentInputError: It cannot be read as a whole, or a row cannot and ``strict`` is set.
        MissingLibraryError: polars is not installed.
    """
    pl = polars()
    raw, refused, count = raw_table(source, table)
    values, faults = {_ROW: raw[_ROW]}, []
    for column in table.columns:
        read, wrong = _column(raw[column.name], column, table)
        values[column.name] = read
        faults.append(wrong)
    frame = pl.DataFrame(values)
    bad = _with_blanks(_first_faults(raw, faults, table), raw, table)
    doubtful, nameless = _keys(frame, [*refused, *bad.values()], table)
    rejected = [*refused, *bad.values()]
    if bad:
        frame = frame.filter(~pl.col(_ROW).is_in(list(bad)))
    frame, doubles = _without_doubles(frame, table)
    rejected += doubles
    doubtful |= {each.shown for each in doubles if each.reason == "contradicting"}
    hidden = tuple(_masked(each) for each in sorted(rejected, key=lambda each: each.row))
    grave = [each for each in hidden if each.reason != "blank"]
    if strict and grave:
        first = Message(grave[0].text("en"), grave[0].text("th"))
        raise PaymentInputError("bad-rows", table=TITLES[table.name], count=len(grave), first=first)
    return ReadTable(
        table=table, frame=frame, rejected=hidden, rows=count, doubtful=frozenset(doubtful), nameless=nameless
    )


# Columns.

Faults = dict[int, tuple[str, Fault]]  # by place in the column: the text, and what is wrong


def _column(cells: Any, column: Column, table: Table) -> tuple[Any, Faults]:
    """Return the values of a column, null where nothing stands or what stands is wrong, and the faults."""
    pl = polars()
    wanted = {"day": pl.Date, "yes-no": pl.Boolean, "amount": pl.Int64}.get(column.kind, pl.String)
    if column.kind in ("day", "yes-no") and cells.dtype == wanted:
        return _days(cells) if column.kind == "day" else (cells, {})
    texts = _texts(cells, column, table)
    if column.kind == "citizen":
        values, faults = _citizens(texts)
    elif column.kind == "name":
        values, faults = _names(texts)
    else:
        values, faults = _by_text(texts, READERS[column.kind], wanted)
    return values, faults | _empty(texts, column)


def _days(cells: Any) -> tuple[Any, Faults]:
    """Return days that came as days; one in a year that looks like a Buddhist one is a fault."""
    pl = polars()
    late = (cells.dt.year() >= FIRST_BE_LOOK).fill_null(value=False)
    faults = {place: (str(cells[place]), Fault("be-year")) for place in late.arg_true().to_list()}
    return pl.select(pl.when(~late).then(cells)).to_series(), faults


def _texts(cells: Any, column: Column, table: Table) -> Any:
    """Return the cells as text without spaces around it; null where nothing stands."""
    pl = polars()
    if cells.dtype == pl.Datetime and column.kind == "day":
        cells = cells.dt.to_string("%Y-%m-%dT%H:%M:%S%.f")
    if not (
        cells.dtype in (pl.String, pl.Categorical, pl.Enum, pl.Null, pl.Decimal) or cells.dtype.is_integer()
    ):
        raise PaymentInputError(
            "column-type",
            table=TITLES[table.name],
            column=column.name,
            found=str(cells.dtype),
            expected=WORDS[column.kind],
        )
    texts = cells.cast(pl.String).str.strip_chars().alias(column.name)
    return pl.select(pl.when(texts != "").then(texts)).to_series().alias(column.name)


def _empty(cells: Any, column: Column) -> Faults:
    if not column.needed or not cells.null_count():
        return {}
    return {place: ("", Fault("empty")) for place in cells.is_null().arg_true().to_list()}


def _by_text(texts: Any, read: Any, dtype: Any) -> tuple[Any, Faults]:
    """Read each different text once, and put the values in their places."""
    pl = polars()
    different = texts.drop_nulls().unique()
    found = [read(text) for text in different.to_list()]
    good = [None if isinstance(value, Fault) else value for value in found]
    key = pl.DataFrame({"text": different, "value": pl.Series(good, dtype=dtype)})
    values = pl.DataFrame({"text": texts}).join(key, on="text", how="left", maintain_order="left")["value"]
    wrong = {
        text: value
        for text, value in zip(different.to_list(), found, strict=True)
        if isinstance(value, Fault)
    }
    return values, _places(texts, wrong)


def _places(texts: Any, wrong: Mapping[str, Fault]) -> Faults:
    if not wrong:
        return {}
    places = texts.is_in(list(wrong)).fill_null(value=False).arg_true().to_list()
    at = texts.gather(places).to_list()
    return {place: (text, wrong[text]) for place, text in zip(places, at, strict=True)}


def _names(texts: Any) -> tuple[Any, Faults]:
    """Return names as `READERS` reads them; only those that are not taken as they stand are looked at one by one."""
    pl = polars()
    odd = (texts.str.contains(NOT_PLAIN) | (texts.str.len_chars() > LONGEST)).fill_null(value=False)
    if not odd.any():
        return texts, {}
    values, faults = _by_text(texts.filter(odd), READERS["name"], pl.String)
    places = odd.arg_true()
    values = texts.clone().scatter(places, values)  # scatter works in place
    return values, {places[place]: fault for place, fault in faults.items()}


def _citizens(texts: Any) -> tuple[Any, Faults]:
    """Return the digits of the citizen ids that are right, over the whole column, and what is wrong with the others."""
    pl = polars()
    plain = texts.str.replace_many(list("๐๑๒๓๔๕๖๗๘๙"), list("0123456789"))
    plain = plain.str.replace_all(SEPARATORS, "")
    number = pl.col("plain").cast(pl.Int64, strict=False)
    digits = [number // 10**place % 10 for place in range(len(_WEIGHTS), -1, -1)]
    weighed = pl.sum_horizontal(digit * weight for digit, weight in zip(digits[:-1], _WEIGHTS, strict=True))
    shaped = pl.col("plain").str.contains(r"^[0-9]{13}$")
    fits = (_MODULUS - weighed % _MODULUS) % 10 == digits[-1]
    right = pl.DataFrame({"plain": plain}).select((shaped & fits).fill_null(value=False)).to_series()
    values = pl.select(pl.when(right).then(plain)).to_series()
    doubtful = texts.filter(~right).drop_nulls().unique().to_list()
    found = {text: READERS["citizen"](text) for text in doubtful}
    return values, _places(texts, {text: fault for text, fault in found.items() if isinstance(fault, Fault)})


# Rows.


def _first_faults(raw: Any, faults: Iterable[Faults], table: Table) -> dict[int, RejectedRow]:
    """Return the rows at fault by their number, each with its first fault."""
    first: dict[int, tuple[Column, str, Fault]] = {}
    for column, found in zip(table.columns, faults, strict=True):
        for place, (text, fault) in found.items():
            first.setdefault(place, (column, text, fault))
    if not first:
        return {}
    numbers = raw[_ROW].gather(list(first)).to_list()
    return {
        row: RejectedRow(
            table=table.name, row=row, column=column.name, reason=fault.reason, shown=_clipped(text), detail=fault.detail
        )
        for row, (column, text, fault) in zip(numbers, first.values(), strict=True)
    }  # fmt: skip


def _clipped(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _masked(rejected: RejectedRow) -> RejectedRow:
    """Return the row with every number of a person or an account hidden: it may stand in any column."""
    detail = rejected.detail and Message(*map(mask_digits, rejected.detail))
    # A key was read as what it is; in any other cell a number with a wrong digit may stand.
    mask = masked if rejected.reason == "contradicting" else mask_digits
    return attrs.evolve(rejected, shown=mask(rejected.shown), detail=detail)


def _with_blanks(bad: Mapping[int, RejectedRow], raw: Any, table: Table) -> dict[int, RejectedRow]:
    """Return the rows at fault, those called blank in which no column has anything: spreadsheets leave such at the end."""
    pl = polars()
    if not any(each.reason == "empty" for each in bad.values()):
        return dict(bad)
    texts = [pl.col(name).cast(pl.String).str.strip_chars().fill_null("") == "" for name in table.names]
    nothing = raw.filter(pl.col(_ROW).is_in(list(bad)) & pl.all_horizontal(texts))[_ROW].to_list()
    return {**bad, **{row: RejectedRow(table=table.name, row=row, reason="blank") for row in nothing}}


def _keys(frame: Any, bad: Iterable[RejectedRow], table: Table) -> tuple[set[str], bool]:
    """Return the keys that can still be read in the rows at fault, and whether one of these says whose it is no more."""
    rows = [each.row for each in bad if each.reason != "blank"]
    if table.key is None or not rows:
        return set(), False
    pl = polars()
    keys = set(frame.filter(pl.col(_ROW).is_in(rows))[table.key].drop_nulls().to_list())
    named = frame.filter(pl.col(_ROW).is_in(rows) & pl.col(table.key).is_not_null()).height
    return keys, named < len(rows)


def _without_doubles(frame: Any, table: Table) -> tuple[Any, list[RejectedRow]]:
    """Leave out rows that repeat another one, and all rows that contradict each other."""
    pl = polars()
    if table.key is None or not frame[table.key].is_duplicated().any():
        return frame, []
    double = frame.filter(pl.col(table.key).is_duplicated())
    kinds = double.select(table.names).unique().group_by(table.key).agg(pl.len().alias("kinds"))
    firsts = double.group_by(table.key).agg(pl.col(_ROW).min().alias("first"))
    judged = double.join(kinds, on=table.key).join(firsts, on=table.key).sort(_ROW)
    surplus = judged.filter((pl.col("kinds") > 1) | (pl.col(_ROW) != pl.col("first")))
    rejected = [
        _double(row, kinds=number, first=first, key=key, table=table)
        for row, number, first, key in surplus.select(_ROW, "kinds", "first", table.key).iter_rows()
    ]
    return frame.join(surplus.select(_ROW), on=_ROW, how="anti", maintain_order="left"), rejected


def _double(row: int, *, kinds: int, first: int, key: str, table: Table) -> RejectedRow:
    reason = "repeated" if kinds == 1 else "contradicting"
    column = table.key or ""
    return RejectedRow(table=table.name, row=row, reason=reason, column=column, shown=key, other=first)
