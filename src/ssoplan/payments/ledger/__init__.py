"""The ledger of payments: append-only, one run a transaction, kept by SQLite or PostgreSQL.

``open_ledger("payments.db")`` opens or makes a ledger in a file, ``open_ledger("postgresql://…")`` one on a server.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ssoplan.payments.ledger.errors import (
        LedgerEntryError,
        LedgerError,
        LedgerStorageError,
        StaleLedgerError,
        TamperedLedgerError,
    )
    from ssoplan.payments.ledger.interface import (
        Balance,
        Counted,
        Entry,
        Hold,
        Ledger,
        Line,
        RunEntry,
        RunRecord,
        Snapshot,
    )
    from ssoplan.payments.ledger.opening import open_ledger
    from ssoplan.payments.ledger.postgres import PostgresLedger
    from ssoplan.payments.ledger.sqlite import SqliteLedger

__all__ = [
    "Balance",
    "Counted",
    "Entry",
    "Hold",
    "Ledger",
    "LedgerEntryError",
    "LedgerError",
    "LedgerStorageError",
    "Line",
    "PostgresLedger",
    "RunEntry",
    "RunRecord",
    "Snapshot",
    "SqliteLedger",
    "StaleLedgerError",
    "TamperedLedgerError",
    "open_ledger",
]

_HOME = {
    **dict.fromkeys(
        (
            "LedgerEntryError",
            "LedgerError",
            "LedgerStorageError",
            "StaleLedgerError",
            "TamperedLedgerError",
        ),
        "errors",
    ),
    **dict.fromkeys(
        ("Balance", "Counted", "Entry", "Hold", "Ledger", "Line", "RunEntry", "RunRecord", "Snapshot"),
        "interface",
    ),
    "PostgresLedger": "postgres",
    "SqliteLedger": "sqlite",
    "open_ledger": "opening",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
