"""A small pay run to try things on: made-up persons, members and accounts; published allocations of 2566."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ssoplan.payments.tables import TABLES

__all__ = ["sample_tables"]


def sample_tables() -> dict[str, Any]:
    """Return the paths of the CSV files of a sample run by the name of their table, as `pay` and `read_book` take them.

    Nobody has the citizen ids (99999…) or the accounts (999…). The offices and their allocations are those of the
    office table of network compensation in the 2566 plan, where one office has nothing.

    >>> sorted(sample_tables())
    ['allocations', 'claims', 'earlier', 'members', 'persons']
    """
    folder = Path(__file__).parent / "sample"
    return {table.name: folder / f"{table.name}.csv" for table in TABLES}
