"""What counts as a day: a date of the CE calendar, whose year is too early to be a Buddhist-era one."""

from __future__ import annotations

import datetime as dt

__all__ = ["FIRST_BE_LOOK", "is_day"]

FIRST_BE_LOOK = 2400
"""No document writes a CE year as late, or a Buddhist-era year as early, as this."""


def is_day(value: object) -> bool:
    """Return whether a value is a day, without a time and not with a Buddhist-era year in place of a CE one.

    >>> is_day(dt.date(2023, 12, 31)), is_day(dt.date(2566, 12, 31)), is_day(dt.datetime(2023, 12, 31)), is_day("2023")
    (True, False, False, False)
    """
    plain = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    return plain and value.year < FIRST_BE_LOOK  # type: ignore[attr-defined]  # a date has one
