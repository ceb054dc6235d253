"""The tables of a ledger, the same in every database, and what guards them from being changed.

What is stored of a person, and why: the fingerprint of the citizen id (``person_key``), which is what "counted once
ever" is decided by; the ids of the claim and of the network member, in plain, because the pay list of a run has to be
found again in the ledger; of a payment that came back the run, the day and the reason in words. No citizen id, no name, no bank account: a payment's account stands in the pay list of
its run, whose digest the run holds.
"""

from __future__ import annotations

from typing import Final

__all__ = ["LAYOUT", "RUN_COLUMNS", "TABLES"]

LAYOUT: Final = 1

RUN_COLUMNS: Final = (
    "number",
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
    "chain",
)

TABLES: Final = {
    "ssoplan_runs": """CREATE TABLE ssoplan_runs (
  number INTEGER NOT NULL PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE,
  year INTEGER NOT NULL,
  position INTEGER NOT NULL,
  input_digest TEXT NOT NULL,
  policy_hash TEXT NOT NULL,
  decision_digest TEXT NOT NULL,
  claims INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  held INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  rejected_rows INTEGER NOT NULL,
  chain TEXT NOT NULL UNIQUE,
  CHECK (number = position + 1 AND position >= 0)
)""",
    "ssoplan_entries": """CREATE TABLE ssoplan_entries (
  run INTEGER NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  office TEXT NOT NULL,
  satang BIGINT NOT NULL,
  claim TEXT,
  person_key TEXT,
  member TEXT,
  note TEXT,
  claim_after INTEGER NOT NULL,
  person_after INTEGER NOT NULL,
  PRIMARY KEY (run, line),
  CHECK (CASE kind WHEN 'returned' THEN note IS NOT NULL AND claim_after > 0 ELSE note IS NULL END),
  CHECK (CASE kind
    WHEN 'paid' THEN satang > 0 AND claim IS NOT NULL AND length(person_key) = 32
    WHEN 'returned' THEN satang > 0 AND claim IS NOT NULL AND length(person_key) = 32
    WHEN 'held' THEN satang > 0 AND claim IS NOT NULL AND length(person_key) = 32
    WHEN 'released' THEN satang > 0 AND claim IS NOT NULL
    WHEN 'allocated' THEN satang <> 0 AND claim IS NULL AND person_key IS NULL AND member IS NULL
    ELSE 1 = 0 END)
)""",
    # Once; and once more after each time that the bank returned it: a second payment would have the same "after".
    "ssoplan_person_once": "CREATE UNIQUE INDEX ssoplan_person_once ON ssoplan_entries (person_key, person_after) "
    "WHERE kind = 'paid'",
    "ssoplan_claim_once": "CREATE UNIQUE INDEX ssoplan_claim_once ON ssoplan_entries (claim, claim_after) "
    "WHERE kind = 'paid'",
    "ssoplan_return_once": "CREATE UNIQUE INDEX ssoplan_return_once ON ssoplan_entries (claim, claim_after) "
    "WHERE kind = 'returned'",
    # Written out as <> because IN costs SQLite as much for each line as storing it.
    "ssoplan_others": "CREATE INDEX ssoplan_others ON ssoplan_entries (run) WHERE kind <> 'paid'",
}
