"""What a reading cannot read: found when asked of a policy, before any data is seen.

The direct reading reads every rule. Columns hold no lists and no joined rows, and their numbers must stay within
64 bits; the Rete engine takes patterns and terms up to a number. A rule beyond a limit is refused by that reading, by
name and with the reason, never read differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ssoplan._optional import require
from ssoplan.errors import Message
from ssoplan.rules.dated import DatedParameters

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from ssoplan.errors import SsoplanError
    from ssoplan.rules.policy import Policy

__all__ = ["Limit", "limits_of"]


@attrs.frozen
class Limit:
    """A rule that a reading refuses.

    Attributes:
        reading: ``columnar`` or ``rete``.
        rule_id: The rule.
        reason: Why, in both languages.
    """

    reading: str
    rule_id: str
    reason: Message


def limits_of(policy: Policy, *, on: dt.date) -> Iterator[Limit]:
    """Yield what the readings refuse of the rules in force on a day, judged by the declarations alone.

    Raises:
        MissingLibraryError: The extra ``frames`` is not installed.
    """
    from ssoplan.rules.readings.network import problem_of  # noqa: PLC0415  # only where asked for

    require("narwhals", what=Message(en="the limits of columns", th="ขีดจำกัดของคอลัมน์"), extra="frames")
    from ssoplan.rules.readings.columnar import refusal  # noqa: PLC0415  # needs narwhals

    parameters = DatedParameters(policy.parameters, on)
    for checked in policy.checks(on=on):
        refused = {
            "columnar": refusal(checked, parameters),
            "rete": problem_of(checked) if checked.joins else None,
        }
        for reading, error in refused.items():
            if error is not None:
                yield Limit(reading, checked.rule.id, _both(error))


def _both(error: SsoplanError) -> Message:
    return Message(en=error.text("en"), th=error.text("th"))
