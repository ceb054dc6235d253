"""The examples in the documentation of the date texts run."""

from __future__ import annotations

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["_names", "format", "text", "text_columns"])
def test_examples_in_docstrings_run(name: str) -> None:
    """Every example of the module's documentation gives what it says."""
    result = doctest.testmod(import_module(f"ssoplan.calendar.{name}"))
    assert (result.failed, result.attempted > 0) == (0, True)
