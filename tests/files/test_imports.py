"""Reading files costs only what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import ssoplan.files, ssoplan.samples", ["cattrs", "yaml", "pandas", "polars", "narwhals", "babel"]),
        ("from ssoplan.files import loads; loads('{\"kind\": \"plan\", \"title_th\": \"x\"}', format='json')", ["yaml"]),
    ],
)  # fmt: skip
def test_nothing_heavy_is_imported_early(code: str, absent: list[str]) -> None:
    """Importing the packages loads neither cattrs nor YAML, and JSON needs no YAML."""
    check = f"{code}\nimport sys\nprint(*(name for name in {absent!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    assert done.stdout.strip() == ""
