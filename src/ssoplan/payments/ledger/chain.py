"""The chain of hashes over a ledger: one value a run, over its lines, its fields and the value of the run before.

A line that is changed, added, removed or moved changes the value of its run and of every run after it. Whoever can
write the database can compute the values anew, so that a value noted elsewhere, on a printed receipt, is what proves
that nothing before it was changed.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from ssoplan.errors import Message
from ssoplan.payments.ledger.errors import LedgerEntryError
from ssoplan.payments.masking import masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ssoplan.payments.ledger.interface import Entry, RunEntry, RunRecord

__all__ = ["LinesDigest", "chain_value"]

_LAYOUT: Final = "ssoplan ledger 1"
_FIELDS: Final = (
    "run_id",
    "year",
    "position",
    "input_digest",
    "policy_hash",
    "decision_digest",
    "claims",
    "paid",
    "held",
    "rejected",
    "rejected_rows",
)

_NUL: Final = "\\u0000"
_TEXT: Final = Message(en="text without NUL and lone surrogates", th="ข้อความที่ไม่มี NUL และเข้ารหัส UTF-8 ได้")

_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class LinesDigest:
    """The SHA-256 of the lines of a run, each as a JSON array and a comma, added in order."""

    __slots__ = ("_digest", "lines")

    def __init__(self) -> None:
        self._digest = sha256()
        self.lines = 0

    def add(self, entries: Sequence[Entry]) -> None:
        """Add lines; many at once, because the encoder costs more to start than to encode a line.

        Raises:
            LedgerEntryError: One of them has text that not every database can keep.
        """
        written = _json(entries)
        if _NUL in written or not _is_unicode(written):
            self._refuse(entries)
        if entries:
            self._digest.update(f"{written[1:-1]},".encode())
            self.lines += len(entries)

    def hexdigest(self) -> str:
        """Return the digest of the lines that were added."""
        return self._digest.hexdigest()

    def _refuse(self, entries: Sequence[Entry]) -> None:
        for line, entry in enumerate(entries, self.lines + 1):
            for field, value in zip(entry._fields, entry, strict=True):
                if isinstance(value, str) and ("\x00" in value or not _is_unicode(value)):
                    found = masked(ascii(value))
                    raise LedgerEntryError(
                        "field", line=line, kind=entry.kind, field=field, found=found, expected=_TEXT
                    )


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def chain_value(previous: str | None, run: RunEntry | RunRecord, lines: LinesDigest) -> str:
    """Return the chain value of a run that follows the run with the value ``previous``."""
    fields = [getattr(run, name) for name in _FIELDS]
    return sha256(_json([_LAYOUT, previous, fields, lines.lines, lines.hexdigest()]).encode()).hexdigest()
