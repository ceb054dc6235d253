"""Opening a ledger by what it is called: a file, or a database on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ssoplan.payments.ledger.interface import Ledger

__all__ = ["open_ledger"]

_SERVER = ("postgresql://", "postgres://")


def open_ledger(target: str | Path, /, *, create: bool = True) -> Ledger:
    """Return the ledger in a file, or the one on a PostgreSQL server.

    Args:
        target: A path, ``":memory:"``, or an address such as ``postgresql://office@db.example/payments``.
        create: False refuses to make a ledger where there is none.

    Raises:
        LedgerStorageError: It is no ledger, damaged, newer than this library, busy, or out of reach.
        MissingLibraryError: An address needs ``pip install "ssoplan[postgres]"``.

    >>> with open_ledger(":memory:") as ledger:
    ...     ledger.snapshot(2566).position
    0
    """
    if isinstance(target, str) and target.startswith(_SERVER):
        from ssoplan.payments.ledger.postgres import PostgresLedger  # noqa: PLC0415  # only where it is asked for

        return PostgresLedger(target, create=create)
    from ssoplan.payments.ledger.sqlite import SqliteLedger  # noqa: PLC0415  # only where it is asked for

    return SqliteLedger(target, create=create)
