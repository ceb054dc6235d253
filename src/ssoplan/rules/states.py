"""The four states of a rule on one row."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["State"]


class State(StrEnum):
    """What a rule says about one row; see `ssoplan.rules.evaluation` for what decides it."""

    PASSED = "passed"
    FINDING = "finding"
    NOT_APPLICABLE = "not applicable"
    NOT_EVALUATED = "not evaluated"
