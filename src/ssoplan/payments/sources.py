"""From a CSV file, a data frame or objects to a polars frame: cells as they stand, and the rows that are no rows."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ssoplan._optional import require
from ssoplan.errors import Message
from ssoplan.money import Baht
from ssoplan.payments import model
from ssoplan.payments.errors import TITLES, PaymentInputError, RejectedRow
from ssoplan.payments.identity import AccountNumber, CitizenId, mask_digits
from ssoplan.payments.problems import problem_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.payments.tables import Column, Table

__all__ = ["polars", "raw_table"]

_WHAT = Message(en="a pay run", th="การประมวลผลจ่ายเงิน")
_ROW = "row"
_CHUNK = 50_000
OBJECTS: Mapping[str, type] = {
    "claims": model.Claim,
    "members": model.RegisterEntry,
    "persons": model.InsuredPerson,
    "earlier": model.EarlierPayment,
    "allocations": model.OfficeAllocation,
    "returns": model.PaymentReturn,
}


def polars() -> Any:
    """Return the library that holds the tables, or say how to install it."""
    return require("polars", what=_WHAT, extra="frames")


def raw_table(source: Any, table: Table) -> tuple[Any, list[RejectedRow], int]:
    """Return the columns of a table as they stand, with the number of each row; the rows refused; how many there are.

    Args:
        source: The path of a CSV file (UTF-8), a data frame, objects of the table's class, or for allocations a
            mapping from office to amount.
        table: Which table it is.

    Raises:
        PaymentInputError: It is none of these, or lacks columns.
        MissingLibraryError: polars is not installed.
    """
    if isinstance(source, str | Path):
        return _of_csv(Path(source), table)
    if isinstance(source, Mapping) and table.name == "allocations":
        pairs = source.items()
        source = [model.OfficeAllocation(office_th=office, amount=amount) for office, amount in pairs]
    if isinstance(source, Iterable) and not hasattr(source, "columns"):
        frame = _of_objects(list(source), table)
    else:
        frame = _of_frame(source, table)
    return frame.with_row_index(_ROW, offset=1), [], frame.height


# Files.


def _of_csv(path: Path, table: Table) -> tuple[Any, list[RejectedRow], int]:
    try:
        plain = _plain_csv(path.read_bytes(), table)
        if plain is not None:
            return plain
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _of_lines(csv.reader(file, strict=True), path, table)
    except UnicodeDecodeError:
        raise PaymentInputError("encoding", path=str(path)) from None
    except OSError as error:
        problem = problem_of(error)
        raise PaymentInputError("file", table=TITLES[table.name], path=str(path), problem=problem) from None


def _plain_csv(data: bytes, table: Table) -> tuple[Any, list[RejectedRow], int] | None:
    """Return the table of a file that is a plain grid, read at once; None where it has to be read line by line.

    A plain grid has no quotation marks, and as many commas as its lines times its width ask for. Since a line with
    too many cells is refused by the reader, then none has too few.
    """
    pl = polars()
    text = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    first, _, rest = text.partition(b"\n")
    count = rest.count(b"\n") + (not rest.endswith(b"\n"))
    commas = first.count(b",")
    if b'"' in text or b"\r" in text or not rest or not commas or rest.count(b",") != commas * count:
        return None
    try:
        header = first.decode().split(",")
        cells = pl.read_csv(
            rest,
            has_header=False,
            infer_schema=False,
            new_columns=[str(place) for place in range(commas + 1)],
        )
    except (UnicodeDecodeError, pl.exceptions.PolarsError):
        return None  # the reader of lines says what is wrong
    if cells.height != count:
        return None
    places = _places(header, table)
    frame = cells.select(pl.col(str(place)).alias(name) for name, place in places.items())
    return frame.with_row_index(_ROW, offset=1), [], count


def _of_lines(lines: Any, path: Path, table: Table) -> tuple[Any, list[RejectedRow], int]:
    try:
        header: list[str] = next(lines, [])
        if not any(cell.strip() for cell in header):
            raise PaymentInputError(
                "no-header", table=TITLES[table.name], path=str(path), columns=", ".join(table.names)
            )
        places = _places(header, table)
        return _chunks(lines, len(header), places, table)
    except csv.Error as error:
        raise PaymentInputError("csv", path=str(path), line=lines.line_num, problem=error) from None


def _chunks(
    lines: Iterator[list[str]], width: int, places: Mapping[str, int], table: Table
) -> tuple[Any, list[RejectedRow], int]:
    pl = polars()
    schema = dict.fromkeys([*places], pl.String) | {_ROW: pl.UInt32}
    frames, refused, count = [pl.DataFrame(schema=schema)], [], 0
    while chunk := list(islice(lines, _CHUNK)):
        numbers = range(count + 1, count + len(chunk) + 1)
        count += len(chunk)
        if set(map(len, chunk)) != {width}:
            refused += [
                _misshapen(line, row, width, table)
                for row, line in zip(numbers, chunk, strict=True)
                if len(line) != width
            ]
            kept = [(row, line) for row, line in zip(numbers, chunk, strict=True) if len(line) == width]
            numbers, chunk = [row for row, _ in kept], [line for _, line in kept]  # type: ignore[assignment]  # a range or a list of it
        columns = list(zip(*chunk, strict=True)) or [()] * width
        data = {name: columns[place] for name, place in places.items()}
        frames.append(pl.DataFrame(data | {_ROW: numbers}, schema=schema))
    return pl.concat(frames), refused, count


def _misshapen(line: list[str], row: int, width: int, table: Table) -> RejectedRow:
    if not any(line):
        return RejectedRow(table=table.name, row=row, reason="blank")
    return RejectedRow(table=table.name, row=row, reason="cells", found=len(line), expected=width)


def _places(header: Sequence[str], table: Table) -> dict[str, int]:
    """Return where each column of the table stands, by its own name or another heading."""
    found: dict[str, int] = {}
    for column in table.columns:
        words = {_word(each) for each in (column.name, *column.headings)}
        places = [place for place, heading in enumerate(header) if _word(heading) in words]
        if len(places) > 1:
            both = ", ".join(_shown(header[place]) for place in places)
            raise PaymentInputError("columns-twice", table=TITLES[table.name], column=column.name, found=both)
        if not places:
            if len(header) == 1 and (
                sign := next((each for each in _OTHER_COMMAS if each in header[0]), None)
            ):
                raise PaymentInputError("separator", table=TITLES[table.name], sign=_OTHER_COMMAS[sign])
            headings = ", ".join(map(_shown, header)) or "-"
            raise PaymentInputError(
                "columns", table=TITLES[table.name], missing=_named(column), found=headings
            )
        found[column.name] = places[0]
    return found


# What spreadsheets put instead of a comma, by the country that they are set to.
_OTHER_COMMAS = {
    ";": Message("semicolons", "อัฒภาค (;)"),
    "\t": Message("tabs", "แท็บ"),
    "|": Message("vertical bars", "ขีดตั้ง (|)"),
}


def _shown(heading: object) -> str:
    return mask_digits(heading)[:_HEADING]  # a file without a header has a person in its first line


_HEADING = 40


def _word(heading: object) -> str:
    return str(heading).strip().casefold().replace(" ", "_")


def _named(column: Column) -> str:
    thai = [heading for heading in column.headings if not heading.isascii()]
    return f"{column.name} ({thai[0]})" if thai else column.name


# Data frames.


def _of_frame(source: Any, table: Table) -> Any:
    nw = require("narwhals", what=_WHAT, extra="frames")
    polars()
    try:
        frame = nw.from_native(source)
    except TypeError:
        raise _no_table(source, table) from None
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect("polars")
    headings = list(frame.columns)
    places = _places(headings, table)
    wanted = frame.select(*(headings[place] for place in places.values()))
    try:
        made = wanted.to_polars()
    except (TypeError, ValueError, ArithmeticError) as error:
        first = mask_digits(error).partition("\n")[0]
        raise PaymentInputError(
            "file", table=TITLES[table.name], path=type(source).__name__, problem=first
        ) from None
    return made.rename({headings[place]: name for name, place in places.items()})


def _no_table(source: object, table: Table) -> PaymentInputError:
    objects = f"{OBJECTS[table.name].__name__} objects"
    return PaymentInputError(
        "not-a-table", table=TITLES[table.name], found=type(source).__name__, objects=objects
    )


# Objects.


def _of_objects(objects: list[Any], table: Table) -> Any:
    wanted = OBJECTS[table.name]
    for each in objects:
        if not isinstance(each, wanted):
            raise _no_table(each, table)
    try:
        return _frame_of(objects, table)
    except UnicodeError as error:
        raise PaymentInputError(
            "file", table=TITLES[table.name], path=wanted.__name__, problem=error
        ) from None


def _frame_of(objects: list[Any], table: Table) -> Any:
    pl = polars()
    kinds = {"day": pl.Date, "yes-no": pl.Boolean}
    return pl.DataFrame(
        {
            column.name: pl.Series([_plain(getattr(each, column.name)) for each in objects], dtype=kinds.get(column.kind, pl.String))
            for column in table.columns
        }
    )  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, CitizenId | AccountNumber):
        return value.reveal()
    return str(value.baht) if isinstance(value, Baht) else value
