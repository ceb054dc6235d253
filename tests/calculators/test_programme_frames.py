"""Office tables as data frames."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it has no stubs
import pytest

from ssoplan.calculators.programmes import OfficeTarget, to_frame, visits
from ssoplan.errors import MissingLibraryError
from ssoplan.model import Cell, Office, OfficeColumn, OfficeKind, OfficeRow, OfficeTable
from ssoplan.parameters import Parameters

YALA = Office(name_th="ยะลา", kind=OfficeKind.PROVINCE, region_th="ภาคใต้")
TABLE = visits.plain([OfficeTarget(office=YALA, number=3)], on=dt.date(2023, 6, 1))


class TestToFrame:
    @pytest.mark.parametrize(
        ("backend", "kind"), [("polars", pl.DataFrame), ("pandas", pd.DataFrame), ("pyarrow", pa.Table)]
    )
    def test_each_library(self, backend: Any, kind: type) -> None:
        """The frame is of the library that is asked for, with a row for the total, the region and the office."""
        frame: Any = to_frame(TABLE, backend=backend)
        assert str(kind) == str(type(frame))
        names = frame.column_names if backend == "pyarrow" else list(frame.columns)
        assert ["office", "office_kind", "group", "budget_baht", "total"] == names

    def test_figures(self) -> None:
        """Figures are whole numbers and money is baht."""
        frame = to_frame(TABLE)
        assert [
            ("รวมทั้งสิ้น", "country", None, 1500, 3),
            ("ภาคใต้", "region", "ภาคใต้", 1500, 3),
            ("ยะลา", "province", "ภาคใต้", 1500, 3),
        ] == frame.rows()
        assert [pl.Int64, pl.Int64] == frame.dtypes[3:]

    def test_satang_are_decimals(self) -> None:
        """A column with satang holds exact decimals."""
        policy = Parameters.default().override({"visit.rate": Decimal("14.70")})
        table = visits.plain([OfficeTarget(office=YALA, number=3)], on=dt.date(2023, 6, 1), parameters=policy)
        assert [Decimal("44.10")] * 3 == to_frame(table)["budget_baht"].to_list()

    def test_cells_without_a_figure(self) -> None:
        """What the copy lost and what was never there is null, beside decimals as well."""
        rows = [OfficeRow(office=YALA, values=values) for values in ((1, Decimal("0.5")), (Cell.LOST, None))]
        columns = (OfficeColumn(key="jan"), OfficeColumn(key="budget_baht"))
        table = OfficeTable(title_th="ก", columns=columns, rows=tuple(rows))
        assert [(1, Decimal("0.5")), (None, None)] == to_frame(table).select("jan", "budget_baht").rows()
        frame = to_frame(table, backend="pandas")
        assert (1, True) == (frame["jan"][0], pd.isna(frame["jan"][1]))
        assert ("Int64", [Decimal("0.5"), None]) == (str(frame["jan"].dtype), frame["budget_baht"].to_list())
        arrow = to_frame(table, backend="pyarrow")
        assert [{"jan": 1, "budget_baht": Decimal("0.5")}, {"jan": None, "budget_baht": None}] == (
            arrow.select(["jan", "budget_baht"]).to_pylist()
        )

    def test_a_missing_library_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A library that is not there is named with the extra that brings it."""
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(MissingLibraryError, match=r"pyarrow, .*ssoplan\[frames\]"):
            to_frame(TABLE, backend="pyarrow")
