"""Columns of contributions say what the scalar calculator says, row by row, in every library of frames."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ssoplan.calculators.contribution_columns import (
    ContributionColumnError,
    ContributionRowError,
    with_s33_contributions,
)
from ssoplan.calculators.contribution_terms import ContributionError
from ssoplan.calculators.contributions import s33_contribution
from ssoplan.calendar import Month
from ssoplan.errors import MissingLibraryError, SsoplanError
from ssoplan.money import Baht
from ssoplan.parameters import Parameters, ParameterWindowError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ssoplan.numerals.exact import Rounding

pa = pytest.importorskip("pyarrow")

PARAMETERS = Parameters.default()
NAMES = ("s33_base", "s33_employee", "s33_employer", "s33_state", "s33_total")
Rows = list[tuple[int | None, dt.date | None]]


def _pandas(rows: Rows) -> Any:
    days = pd.to_datetime(pd.Series([day for _, day in rows], dtype=object))
    return pd.DataFrame({"wage": pd.array([wage for wage, _ in rows], dtype="Int64"), "paid": days})


def _arrow(rows: Rows) -> Any:
    days = pa.array([day for _, day in rows], type=pa.date32())
    return pa.table({"wage": pa.array([wage for wage, _ in rows], type=pa.int64()), "paid": days})


def _polars(rows: Rows, kind: Any = pl.Date) -> pl.DataFrame:
    wages = pl.Series([wage for wage, _ in rows], dtype=pl.Int64)
    return pl.DataFrame({"wage": wages, "paid": pl.Series([day for _, day in rows], dtype=kind)})


EAGER: dict[str, Callable[[Rows], Any]] = {
    "polars": _polars,
    "polars datetime": lambda rows: _polars(rows, pl.Datetime("ms")),
    "pandas": _pandas,
    "pandas arrow": lambda rows: _arrow(rows).to_pandas(types_mapper=pd.ArrowDtype),
    "pyarrow": _arrow,
}
EDGES = st.sampled_from(
    [
        *(0, 1, 164_999, 165_000, 165_001, 1_499_999, 1_500_000, 1_500_001),
        *(1_750_000, 1_750_001, 2_000_000, 2_000_001, 2_300_000, 2_300_001, 2**62),
    ]
)
WINDOW_EDGES = sorted(
    {
        day
        for name in ("employer", "insured_person", "wage_base.maximum")
        for value in PARAMETERS[f"contribution.s33.{name}"].values  # noqa: PD011  # a parameter, no frame
        for day in (value.start, value.end)
        if day is not None and day >= dt.date(2021, 2, 1)
    }
)
WAGES = st.none() | EDGES | st.integers(0, 3_000_000)
KNOWN_DAYS = st.none() | st.sampled_from(WINDOW_EDGES) | st.dates(dt.date(2021, 2, 1), dt.date(2033, 12, 31))
ANY_DAYS = st.none() | st.sampled_from(WINDOW_EDGES) | st.dates(dt.date(2018, 1, 1), dt.date(2575, 12, 31))


def expected(wage: int | None, day: dt.date | None, **options: Any) -> tuple[int | None, ...]:
    """Return what the scalar says of a row, in satang; None where it is empty or the scalar refuses."""
    try:
        if wage is None or day is None:
            return (None,) * 5
        made = s33_contribution.plain(Baht.from_satang(wage), day, **options)
    except (ContributionError, ParameterWindowError):
        return (None,) * 5
    amounts = made.base, made.employee, made.employer, made.state, made.total
    return tuple(None if amount is None else amount.satang for amount in amounts)


def rows_of(frame: Any, names: tuple[str, ...] = NAMES) -> list[tuple[int | None, ...]]:
    """Return the columns made, as rows of Python numbers."""
    columns = [nw.from_native(frame)[name] for name in names]
    listed = [[None if pd.isna(value) else int(value) for value in column] for column in columns]
    return list(zip(*listed, strict=True))


def satang(frame: Any, **options: Any) -> Any:
    """Return the frame with the contributions of its wages."""
    return with_s33_contributions(frame, wage="wage", month="paid", **options)


class TestEqualToTheScalar:
    @pytest.mark.parametrize("library", EAGER)
    @settings(max_examples=25)
    @given(rows=st.lists(st.tuples(WAGES, KNOWN_DAYS), max_size=25))
    def test_eager_frames(self, library: str, rows: Rows) -> None:
        """Every row of every kind of frame has the scalar's values; null stays null."""
        assert [expected(*row) for row in rows] == rows_of(satang(EAGER[library](rows)))

    @pytest.mark.parametrize("library", EAGER)
    @settings(max_examples=15)
    @given(rows=st.lists(st.tuples(WAGES | st.integers(-5, -1), ANY_DAYS), max_size=25))
    def test_rows_that_cannot_be_used_become_null_by_choice(self, library: str, rows: Rows) -> None:
        """With ``unusable="null"`` the rows that the scalar refuses are null, and the others as ever."""
        made = satang(EAGER[library](rows), unusable="null")
        assert [expected(*row) for row in rows] == rows_of(made)

    @settings(max_examples=25)
    @given(
        rows=st.lists(st.tuples(WAGES | st.integers(-5, -1), ANY_DAYS), max_size=25),
        kind=st.sampled_from([pl.Date, pl.Datetime("us"), pl.Datetime("ms")]),
    )
    def test_lazy_frames(self, rows: Rows, kind: Any) -> None:
        """A lazy frame stays lazy, and its rows have the scalar's values."""
        made = satang(_polars(rows, kind).lazy(), unusable="null")
        assert isinstance(made, pl.LazyFrame)
        assert [expected(*row) for row in rows] == rows_of(made.collect())

    @settings(max_examples=30)
    @given(
        rows=st.lists(st.tuples(WAGES, KNOWN_DAYS), min_size=1, max_size=15),
        rounding=st.sampled_from(["half_up", "half_even", "up", "down"]),
        unit=st.sampled_from([Decimal("0.01"), Decimal("0.25"), 1, 10]),
        zero_wage=st.sampled_from(["nothing", "minimum"]),
        rate=st.decimals(0, 20, places=2),
        least=st.sampled_from([0, 1650, 16_000]),
    )
    def test_what_ifs(  # noqa: PLR0917  # what is varied
        self, rows: Rows, rounding: Rounding, unit: Any, zero_wage: str, rate: Decimal, least: int
    ) -> None:
        """With other figures, bounds that cross included, rows and scalar still agree."""
        parameters = PARAMETERS.override(
            {
                "contribution_option.rounding_unit": unit,
                "contribution_option.zero_wage": zero_wage,
                "contribution.s33.employer": rate,
                "contribution.s33.wage_base.minimum": least,
            }
        )
        made = satang(_polars(rows), rounding=rounding, parameters=parameters)
        assert [expected(*row, rounding=rounding, parameters=parameters) for row in rows] == rows_of(made)

    def test_every_month_of_the_known_years(self) -> None:
        """On the first and last day of each month from 2564 to 2577 the columns say what the scalar says."""
        months = [Month(2564, 2) + ahead for ahead in range(12 * 14)]
        wages = (164_900, 1_499_950, 1_750_000, 9_999_999)
        rows: Rows = [(wage, day) for each in months for day in (each.start, each.end) for wage in wages]
        assert [expected(*row) for row in rows] == rows_of(satang(_polars(rows)))

    def test_the_rounding_may_change_with_time(self) -> None:
        """A rule of rounding with its own windows holds in them."""
        option = PARAMETERS["contribution_option.rounding"]
        plain = Parameters.of([option], PARAMETERS.sources).to_plain()
        plain["parameters"][0]["values"][1]["value"] = "down"
        parameters = PARAMETERS.merged(Parameters.from_plain(plain))
        rows: Rows = [(165_000, dt.date(2026, 9, 30)), (165_000, dt.date(2026, 10, 1))]
        made = satang(_polars(rows), parameters=parameters)
        assert [8300, 8200] == made["s33_employee"].to_list()
        assert [expected(*row, parameters=parameters) for row in rows] == rows_of(made)


class TestColumns:
    def test_only_the_columns_asked_for(self) -> None:
        """Columns are added under their names, in the order asked for, and nothing else."""
        made = satang(_polars([(1_000_000, dt.date(2022, 6, 1))]), add=["s33_total", "s33_employee"])
        assert ["wage", "paid", "s33_total", "s33_employee"] == made.columns
        assert [47_500, 10_000] == list(made.row(0)[2:])

    def test_without_the_state(self) -> None:
        """With the State left out there is no column of it, and months before its share is known can be used."""
        rows: Rows = [(1_000_000, dt.date(2020, 4, 1))]
        made = satang(_polars(rows), state="leave_out")
        assert ["wage", "paid", "s33_base", "s33_employee", "s33_employer", "s33_total"] == made.columns
        assert (1_000_000, 10_000, 40_000, 50_000) == made.row(0)[2:]
        with pytest.raises(ContributionColumnError, match="add is 's33_state'"):
            satang(_polars(rows), state="leave_out", add=["s33_state"])

    def test_pandas_keeps_its_index_and_its_wages(self) -> None:
        """Contributions stand beside the row they are of, as nullable integers; the wages stay as they were."""
        frame = pd.DataFrame(
            {"wage": [1_000_000, 2_000_000], "paid": pd.to_datetime(["2022-06-01", "2023-01-31"])},
            index=[7, 7],
        )
        made = satang(frame)
        assert [7, 7] == list(made.index)
        assert [10_000, 75_000] == list(made["s33_employee"])
        assert {"Int64"} == {str(made[name].dtype) for name in NAMES}
        assert "int64" == str(made["wage"].dtype)

    @pytest.mark.parametrize("kind", [pl.Int16, pl.Int32, pl.UInt32, pl.UInt64])
    def test_integers_of_every_size(self, kind: Any) -> None:
        """The wages may be integers of another size; one beyond 64 bits counts as the largest base."""
        most = min(2 ** (int(str(kind)[-2:]) - 1) - 1 if "U" not in str(kind) else 2**64 - 1, 2**64 - 1)
        wage = most if kind in (pl.Int16, pl.UInt64) else 1_000_000
        frame = pl.DataFrame({"wage": [wage], "paid": [dt.date(2023, 1, 1)]}, schema_overrides={"wage": kind})
        assert [expected(wage, dt.date(2023, 1, 1))] == rows_of(satang(frame))

    @pytest.mark.parametrize("library", EAGER)
    def test_empty_frames(self, library: str) -> None:
        """A frame without rows, or with empty ones only, gets its columns of integers."""
        assert [] == rows_of(satang(EAGER[library]([])))
        assert [(None,) * 5] == rows_of(satang(EAGER[library]([(None, None)])))

    @pytest.mark.parametrize("library", EAGER)
    def test_frames_without_a_known_month(self, library: str) -> None:
        """Where no month is known every row is null by choice, a column of integers all the same."""
        rows: Rows = [(None, dt.date(2018, 1, 1)), (1_000_000, dt.date(2018, 1, 1))]
        made = nw.from_native(satang(EAGER[library](rows), unusable="null"))
        assert [(None,) * 5] * 2 == rows_of(made.to_native())
        assert [nw.Int64()] * 5 == [made.collect_schema()[name] for name in NAMES]


class TestRefusals:
    @pytest.mark.parametrize("library", EAGER)
    @pytest.mark.parametrize(
        ("bad", "reason"),
        [
            ((-1, dt.date(2023, 1, 1)), r"row 2: wage is -0\.01"),
            ((1_000_000, dt.date(2021, 1, 31)), r"row 2: contribution\.s33\.government has no value"),
            ((1_000_000, dt.date(2565, 5, 1)), "row 2: .* did you mean CE 2022"),
        ],
    )
    def test_the_first_bad_row_is_named(self, library: str, bad: Any, reason: str) -> None:
        """A refused row is named, with the calculator's own reason; rows with an empty cell are not at fault."""
        good = (1_000_000, dt.date(2023, 1, 1))
        rows: Rows = [good, (-5, None), bad, bad]
        with pytest.raises(ContributionRowError, match=reason) as caught:
            satang(EAGER[library](rows))
        assert 2 == caught.value.values["row"]  # noqa: PD011  # an error, no frame
        assert "แถว 2" in caught.value.text("th")
        assert isinstance(caught.value.__cause__, SsoplanError)

    def test_lazy_frames_have_to_say_what_becomes_of_bad_rows(self) -> None:
        """A lazy frame cannot name a row."""
        with pytest.raises(ContributionColumnError, match="unusable='null'"):
            satang(_polars([]).lazy())

    @pytest.mark.parametrize("kind", [pl.Float64, pl.String, pl.Decimal(10, 2)])
    def test_wages_are_whole_satang(self, kind: Any) -> None:
        """Floats, texts and baht with decimals are refused."""
        frame = pl.DataFrame({"wage": [None], "paid": [dt.date(2023, 1, 1)]}, schema_overrides={"wage": kind})
        with pytest.raises(ContributionColumnError, match="give whole satang as integers"):
            satang(frame)

    @pytest.mark.parametrize("kind", [pl.Int64, pl.String, pl.Datetime("us", "Asia/Bangkok")])
    def test_months_are_dates(self, kind: Any) -> None:
        """Years, texts and moments with a time zone are refused."""
        with pytest.raises(ContributionColumnError, match="give dates"):
            satang(_polars([], kind))

    def test_missing_columns(self) -> None:
        """A column that is not there is named with those that are."""
        with pytest.raises(
            ContributionColumnError, match="there is no column 'pay'; the frame has wage, paid"
        ):
            with_s33_contributions(_polars([]), wage="pay", month="paid")

    def test_unknown_options(self) -> None:
        """An option that is not known is refused with those that are."""
        options: dict[str, Any] = {"unusable": "skip"}
        with pytest.raises(ContributionColumnError, match="unusable is 'skip'; choose one of refuse, null"):
            satang(_polars([]), **options)
        misspelt: dict[str, Any] = {"outside": "warm"}
        with pytest.raises(ContributionColumnError, match="outside is 'warm'; choose one of refuse"):
            satang(_polars([]), **misspelt)

    def test_figures_too_large_for_satang_of_64_bits(self) -> None:
        """A what-if with which 64 bits would overflow is refused; the scalar has no such bound."""
        huge = PARAMETERS.override({"contribution.s33.wage_base.maximum": 10**15})
        rows: Rows = [(2**62, dt.date(2023, 1, 1))]
        with pytest.raises(ContributionColumnError, match="do not fit"):
            satang(_polars(rows), parameters=huge)

    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without narwhals the error names the extra to install."""
        frame = _polars([])
        monkeypatch.setitem(sys.modules, "narwhals", None)
        with pytest.raises(MissingLibraryError, match=r"ssoplan\[frames\]"):
            satang(frame)


class TestErrorsAtTheEntry:
    @pytest.mark.parametrize("frame", [None, [1, 2], "x"], ids=repr)
    def test_no_frame(self, frame: Any) -> None:
        """What is no frame is refused with those that are."""
        with pytest.raises(ContributionColumnError, match="give one of polars, pandas or PyArrow"):
            with_s33_contributions(frame, wage="wage", month="paid")

    @pytest.mark.parametrize(
        ("add", "said"), [([], "names no column"), ("s33_base", "give a list"), (5, "give a list")]
    )
    def test_no_columns(self, add: Any, said: str) -> None:
        """A list of nothing, and what is no list, is refused with the columns there are."""
        with pytest.raises(ContributionColumnError, match=f"{said}.*s33_total"):
            with_s33_contributions(
                _polars([(1_000_000, dt.date(2022, 6, 1))]), wage="wage", month="paid", add=add
            )

    def test_a_column_is_never_replaced(self) -> None:
        """A column that is there already is named, not written over."""
        frame = _polars([(1_000_000, dt.date(2022, 6, 1))]).with_columns(s33_base=1)
        with pytest.raises(ContributionColumnError, match="a column 's33_base' already"):
            with_s33_contributions(frame, wage="wage", month="paid")
