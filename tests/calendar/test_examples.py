from __future__ import annotations

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize(
    "name", ["columns", "era", "months", "office_days", "period", "series", "spans", "years"]
)
def test_examples_in_docstrings_run(name: str) -> None:
    """Every example of the module's documentation gives what it says."""
    result = doctest.testmod(import_module(f"ssoplan.calendar.{name}"))
    assert result.failed == 0
