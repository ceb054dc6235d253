from __future__ import annotations

import subprocess
import sys

import pytest

import ssoplan.numerals

MODULES = [
    "ssoplan.money",
    *(
        f"ssoplan.numerals.{name}"
        for name in (
            "baht",
            "columns",
            "comparison",
            "digits",
            "exact",
            "figures",
            "phrases",
            "tokens",
            "words",
        )
    ),
]
HEAVY = {"babel", "cattrs", "narwhals", "numpy", "pandas", "pendulum", "polars"}


@pytest.mark.parametrize("name", ssoplan.numerals.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """Each public name loads from its module under the same name, and dir() lists it."""
    assert name == getattr(ssoplan.numerals, name).__name__
    assert name in dir(ssoplan.numerals)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that does not exist is refused as Python does."""
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        ssoplan.numerals.nonsense  # noqa: B018  # reading it is the point


@pytest.mark.parametrize("module", MODULES)
def test_each_module_loads_first_and_light(module: str) -> None:
    """Any module can be the first one imported, and none of them loads a heavy package."""
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout  # noqa: S603  # fixed text
    assert set() == HEAVY & set(loaded.split())
