"""Which rules a reading refuses, known before any data is seen."""

from __future__ import annotations

import datetime as dt

import pytest

from ssoplan import Policy

pytest.importorskip("narwhals")

DAY = dt.date(2023, 12, 31)
LIMITS = {(limit.reading, limit.rule_id): limit.reason for limit in Policy.default().limits(on=DAY)}


def test_lists_do_not_go_into_columns() -> None:
    """A rule over a list of month cells is refused for columns, with the fact at fault, in both languages."""
    reason = LIMITS["columnar", "KPI-21"]
    assert "cells" in reason.en
    assert "cells" in reason.th


def test_joins_do_not_go_into_columns() -> None:
    """Every rule that joins rows is refused for columns."""
    joining = {checked.rule.id for checked in Policy.default().checks(on=DAY) if checked.joins}
    assert joining
    assert joining <= {id_ for reading, id_ in LIMITS if reading == "columnar"}


def test_single_rows_of_plain_facts_do() -> None:
    """A comparison of plain facts of one row is no limit of any reading."""
    assert not {("columnar", "KPI-12"), ("columnar", "CAL-18"), ("rete", "KPI-12")} & set(LIMITS)


def test_no_rule_is_beyond_the_rete_engine() -> None:
    """The catalogue keeps within what the Rete engine takes."""
    assert not [id_ for reading, id_ in LIMITS if reading == "rete"]


def test_numbers_without_bounds_are_named() -> None:
    """Where declarations alone cannot keep a number within 64 bits, the reason names the condition."""
    assert "beyond int64" in LIMITS["columnar", "FUND-16"].en
